// Merge stamps (plan-format.md B2): who wrote a value, so that files of teammates can be merged in
// any order later. Sessions, not devices, have identities: a copied browser profile stays harmless.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace keyplan::model {

/// 30 random bits, written as 6 characters of lower-case Crockford base32.
struct SessionId {
  std::uint32_t bits = 0;
  friend auto operator<=>(SessionId, SessionId) = default;
};
std::string to_text(SessionId id);
std::optional<SessionId> parse_session_id(std::string_view text);

/// One line of a plan's version table.
struct Session {
  SessionId id;
  std::uint32_t counter = 0;       // highest stamp of the session that this plan contains
  std::int64_t start_minutes = 0;  // UTC, since 1970-01-01T00:00Z; for display only
  std::string who;                 // for display only
  friend bool operator==(const Session&, const Session&) = default;
};

/// One user action. `session` is an index into Plan::sessions().
struct Stamp {
  std::uint32_t session = 0;
  std::uint32_t counter = 0;
  friend auto operator<=>(Stamp, Stamp) = default;
};

/// Stamp of a described field written after its record was created.
struct FieldStamp {
  std::uint16_t field = 0;
  Stamp stamp;
  friend bool operator==(const FieldStamp&, const FieldStamp&) = default;
};

/// A member this build does not know (or an enum value it does not know): kept as canonical JSON.
struct Member {
  std::string key;
  std::string json;
  Stamp stamp;
  friend bool operator==(const Member&, const Member&) = default;
};

/// A concurrent value of a field, kept while the conflict is open.
struct Alternate {
  std::string key;
  std::string json;
  Stamp stamp;
  friend bool operator==(const Alternate&, const Alternate&) = default;
};

/// Written by removing (with the stamps the remover saw, sorted) and by restoring (with none).
struct Deletion {
  Stamp stamp;
  std::vector<Stamp> saw;
  friend bool operator==(const Deletion&, const Deletion&) = default;
};

}  // namespace keyplan::model
