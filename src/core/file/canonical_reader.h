// The reader for texts that Keyplan itself wrote: one pass from bytes into records, in slices. It
// stops at anything unexpected, be it a fault or only another layout; read_strictly() then reads
// the text from its beginning and has the last word.
#pragma once

#include <string_view>
#include <vector>

#include "core/file/assemble.h"
#include "core/file/json.h"
#include "core/file/layout.h"
#include "core/file/strict_reader.h"

namespace keyplan::file {

class CanonicalReader {
 public:
  CanonicalReader(std::string_view text, Part part, const Limits& limits, Assembler& assembler,
                  std::vector<Finding>& oddities);

  enum class State : std::uint8_t { more, done, unexpected };
  State step(std::size_t max_bytes);
  double progress() const;

 private:
  bool read_members();  // up to the records, or to the end
  bool read_member(std::string_view key);
  bool read_keyplan();
  bool read_sessions();
  bool read_erased();
  bool read_record();
  bool read_line(const std::vector<Line>& lines, std::size_t& next_line);
  bool read_other_line(std::string_view line);
  bool end_of_text();
  std::string_view rest_of_line() const;  // from at_, without the comma
  bool skip(std::string_view expected);
  std::size_t left() const { return static_cast<std::size_t>(end_ - at_); }

  const char* begin_;
  const char* at_;
  const char* end_;
  Part part_;
  Limits limits_;
  Assembler& assembler_;
  std::vector<Finding>& oddities_;
  std::string last_member_;
  std::string last_key_;  // of the record, when it was not a described one
  model::Id last_id_;
  std::string kind_;
  std::string_view kind_json_;
  State state_ = State::more;
  bool in_records_ = false;
  bool saw_records_ = false;
};

/// A text of records only: by the fast reader, and by the strict one where that stops.
std::optional<Finding> read_records(std::string_view text, const Limits& limits,
                                    Assembler& assembler, std::vector<Finding>& oddities);

}  // namespace keyplan::file
