// Stamps and sessions as text: "7m2xq9.2", "7m2xq9.2 k7f3qz.1:phone",
// "14 2026-11-02T09:12Z Ana".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/model/stamps.h"

namespace keyplan::file {

/// A stamp outside any plan.
struct LooseStamp {
  model::SessionId session;
  std::uint32_t counter = 0;
  friend auto operator<=>(LooseStamp, LooseStamp) = default;
};

std::optional<LooseStamp> parse_stamp(std::string_view text);

/// Stamps separated by single spaces; "" is none.
std::optional<std::vector<LooseStamp>> parse_stamps(std::string_view text);

/// The value of "~": the creation stamp, then the later stamps of single fields.
struct RecordStamps {
  LooseStamp created;
  std::vector<std::pair<std::string, LooseStamp>> of_fields;
};
std::optional<RecordStamps> parse_record_stamps(std::string_view text);

/// Field keys in "~" keep A-Z a-z 0-9 _ - and have every other byte as %XX.
std::string encode_key(std::string_view key);

std::string session_line(const model::Session& session);  // what follows the id
std::optional<model::Session> parse_session_line(model::SessionId id, std::string_view text);

}  // namespace keyplan::file
