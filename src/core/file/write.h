// Plans as canonical text (plan-format.md B3): equal plans give equal bytes, one edited field
// changes one line and the stamps of its record.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/file/json.h"
#include "core/model/plan.h"

namespace keyplan::file {

inline constexpr std::uint16_t format_major = 1;
inline constexpr std::uint16_t format_minor = 0;  // of this build; a newer one of a file is kept

std::string write(const model::Plan& plan);

// Parts, for snapshots
// -----------------------------------------------------------------------------

/// "erased" and "keyplan" (the envelope), then `extra` members beside them; no records. `extra` has
/// canonical JSON and its keys sort between "erased" and "records" or before.
std::string write_envelope(const model::Plan& plan, std::span<const model::Member> extra);

/// Writes records of one plan one after the other; order is up to the caller.
class RecordWriter {
 public:
  explicit RecordWriter(const model::Plan& plan);
  /// `{ "records": {` ... as a text of its own.
  void begin();
  void add(model::Kind kind, const model::RecordBase& record);
  void add(const model::ForeignRecord& record);
  std::string finish();

 private:
  void add_record(std::string_view kind_key, const model::KindInfo* kind,
                  const model::RecordBase& record);
  void add_stamps(const model::KindInfo* kind, const model::RecordBase& record);
  void add_alternates(const model::RecordBase& record);
  std::string seen_text(std::vector<model::Stamp> saw) const;
  void add_stamp(model::Stamp stamp);
  void add_line(std::string_view key);

  friend std::string write(const model::Plan& plan);
  TextBuffer out_;
  std::span<const model::Session> sessions_;
  std::vector<std::string> session_texts_;
  bool first_ = true;
};

}  // namespace keyplan::file
