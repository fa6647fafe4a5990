#include "core/file/canonical_reader.h"

#include <cstring>

#include "core/file/values.h"

namespace keyplan::file {

using namespace model;

namespace {

constexpr std::string_view kind_line = "\n   \"kind\": \"";
constexpr std::string_view record_end = "\n  }";

/// The kind of the record whose lines begin at `text`, in its quotes; "" when the record has none.
std::string_view find_kind_json(std::string_view text) {
  for (std::size_t at = 0; at != std::string_view::npos; at = text.find('\n', at + 1)) {
    const std::string_view line = text.substr(at, 64);
    if (line.starts_with(kind_line)) {
      std::string_view json = text.substr(at + kind_line.size() - 1);
      json = json.substr(0, json.find('\n'));
      if (json.ends_with(',')) json.remove_suffix(1);
      return json;
    }
    if (line.starts_with(record_end)) break;
  }
  return {};
}

}  // namespace

CanonicalReader::CanonicalReader(std::string_view text, Part part, const Limits& limits,
                                 Assembler& assembler, std::vector<Finding>& oddities)
    : begin_(text.data()),
      at_(text.data()),
      end_(text.data() + text.size()),
      part_(part),
      limits_(limits),
      assembler_(assembler),
      oddities_(oddities) {}

double CanonicalReader::progress() const {
  if (state_ == State::done || begin_ == end_) return 1;
  return static_cast<double>(at_ - begin_) / static_cast<double>(end_ - begin_);
}

bool CanonicalReader::skip(std::string_view expected) {
  if (left() < expected.size() || std::memcmp(at_, expected.data(), expected.size()) != 0) {
    return false;
  }
  at_ += expected.size();
  return true;
}

std::string_view CanonicalReader::rest_of_line() const {
  const auto* line_end = static_cast<const char*>(std::memchr(at_, '\n', left()));
  if (line_end == nullptr) return {};
  if (line_end != at_ && line_end[-1] == ',') --line_end;
  return {at_, static_cast<std::size_t>(line_end - at_)};
}

CanonicalReader::State CanonicalReader::step(std::size_t max_bytes) {
  const char* const stop = max_bytes < left() ? at_ + max_bytes : end_;
  bool fine = true;
  if (at_ == begin_) fine = skip("{") && read_members();
  // At least one record a step, also at the end of a text that is cut off there.
  for (bool first = true; fine && in_records_ && (first || at_ < stop); first = false) {
    fine = read_record();
    if (!fine || skip(",")) continue;
    in_records_ = false;
    fine = skip("\n }") && (skip(",") ? read_members() : end_of_text());
  }
  if (!fine) state_ = State::unexpected;
  return state_;
}

bool CanonicalReader::end_of_text() {
  if (!skip("\n}\n") || at_ != end_) return false;
  if (part_ != Part::envelope && !saw_records_) return false;
  if (part_ != Part::records && !assembler_.has_envelope()) return false;
  state_ = State::done;
  return true;
}

// Envelope
// -----------------------------------------------------------------------------------------

bool CanonicalReader::read_members() {
  for (;;) {
    std::string key;
    if (!skip("\n ")) return false;
    Cursor cursor({at_, left()});
    if (!cursor.read_string(key) || !cursor.skip(": ") || key <= last_member_) return false;
    at_ = cursor.rest().data();
    last_member_ = key;
    if (key == "records") {
      if (!skip("{")) return false;
      saw_records_ = true;
      in_records_ = !skip("}");
      if (in_records_) return true;
    } else if (!read_member(key)) {
      return false;
    }
    if (!skip(",")) return end_of_text();
  }
}

bool CanonicalReader::read_member(std::string_view key) {
  if (part_ == Part::records) return false;
  if (key == "keyplan") return read_keyplan();
  if (key == "erased") return read_erased();
  Cursor cursor({at_, left()});
  std::string_view json;
  if (!cursor.read_value(json, static_cast<int>(limits_.depth) - 1)) return false;
  at_ = cursor.rest().data();
  return !assembler_.top_member(key, json);
}

bool CanonicalReader::read_erased() {
  if (skip("[]")) return !assembler_.top_member("erased", "[]");
  if (!skip("[")) return false;
  std::string json = "[";
  do {
    if (!skip("\n  ")) return false;
    if (json.size() > 1) json += ", ";
    const std::string_view id = rest_of_line();
    json += id;
    at_ += id.size();
  } while (skip(","));
  return skip("\n ]") && !assembler_.top_member("erased", json + "]");
}

bool CanonicalReader::read_keyplan() {
  if (!skip("{")) return false;
  std::string last;
  do {
    if (!skip("\n  ")) return false;
    Cursor cursor({at_, left()});
    std::string key;
    std::string_view json;
    if (!cursor.read_string(key) || !cursor.skip(": ") || key <= last) return false;
    last = key;
    if (key == "sessions") {
      at_ = cursor.rest().data();
      if (!read_sessions()) return false;
      continue;
    }
    if (!cursor.read_value(json, static_cast<int>(limits_.depth) - 2)) return false;
    at_ = cursor.rest().data();
    if (assembler_.keyplan_member(key, json)) return false;
  } while (skip(","));
  return skip("\n }") && !assembler_.newer_major();
}

bool CanonicalReader::read_sessions() {
  if (skip("{}")) return true;
  if (!skip("{")) return false;
  std::string last;
  do {
    if (!skip("\n   ")) return false;
    Cursor cursor({at_, left()});
    std::string id;
    if (!cursor.read_string(id) || !cursor.skip(": ") || id <= last) return false;
    at_ = cursor.rest().data();
    const std::string_view json = rest_of_line();
    if (json.size() > limits_.string_bytes || assembler_.session(id, json)) return false;
    at_ += json.size();
    last = std::move(id);
  } while (skip(","));
  return skip("\n  }");
}

// Records
// ------------------------------------------------------------------------------------------

bool CanonicalReader::read_record() {
  if (!skip("\n  \"") || left() < 12) return false;
  const auto id = parse_id({at_, 12});
  if (!id || !(last_id_ < *id) || assembler_.records() >= limits_.records) return false;
  last_id_ = *id;
  at_ += 12;
  if (!skip("\": {")) return false;
  kind_json_ = find_kind_json({at_, left()});
  Cursor kind(kind_json_);
  if (!kind.read_string(kind_) || !kind.done() || assembler_.begin_record(*id, kind_)) return false;

  const std::vector<Line>& lines = lines_of(assembler_.kind());
  std::size_t next_line = 0;
  last_key_.clear();
  std::size_t fields = 0;
  do {
    if (++fields > limits_.fields || !read_line(lines, next_line)) return false;
  } while (skip(","));
  return skip(record_end) && !assembler_.end_record();
}

bool CanonicalReader::read_line(const std::vector<Line>& lines, std::size_t& next_line) {
  const std::string_view text(at_, left());
  constexpr std::size_t key_at = std::string_view("\n   \"").size();
  if (text.size() > key_at && text[key_at] != '~') {
    for (std::size_t i = next_line; i < lines.size(); ++i) {
      const Line& line = lines[i];
      // Most lines are told apart by their first letter, without a call.
      if (text[key_at] != line.prefix[key_at] || !text.starts_with(line.prefix)) continue;
      if (line.key <= last_key_) return false;
      at_ += line.prefix.size();
      const std::string_view json = rest_of_line();
      if (json.size() > limits_.string_bytes) return false;
      if (line.field == nullptr) {
        if (json != kind_json_) return false;
      } else if (!assembler_.read_member(*line.field, json)) {
        at_ = text.data();
        break;  // a value that does not fit
      }
      next_line = i + 1;
      at_ += json.size();
      return true;
    }
  }
  if (!skip("\n   ")) return false;
  // Described lines that stand behind this one must not come before it.
  const std::string_view line = rest_of_line();
  if (next_line > 0 && last_key_ < lines[next_line - 1].key) last_key_ = lines[next_line - 1].key;
  return read_other_line(line);
}

/// Members this build does not know, values that do not fit, and what begins with "~".
bool CanonicalReader::read_other_line(std::string_view line) {
  Cursor cursor(line);
  std::string key;
  std::string_view json;
  if (!cursor.read_string(key) || key <= last_key_ || key == "kind" || !cursor.skip(": ") ||
      !cursor.read_value(json, static_cast<int>(limits_.depth) - 3) || !cursor.done() ||
      line.size() > limits_.string_bytes || assembler_.member(key, json)) {
    return false;
  }
  if (auto oddity = assembler_.take_oddity()) {
    oddities_.push_back({static_cast<std::size_t>(at_ - begin_),
                         "records." + to_text(last_id_) + "." + key, std::move(*oddity)});
  }
  at_ += line.size();
  last_key_ = std::move(key);
  return true;
}

std::optional<Finding> read_records(std::string_view text, const Limits& limits,
                                    Assembler& assembler, std::vector<Finding>& oddities) {
  const Assembler::Mark before = assembler.mark();
  const std::size_t oddities_before = oddities.size();
  CanonicalReader reader(text, Part::records, limits, assembler, oddities);
  auto state = CanonicalReader::State::more;
  while (state == CanonicalReader::State::more) state = reader.step(text.size());
  if (state == CanonicalReader::State::done) return std::nullopt;
  assembler.back_to(before);
  oddities.resize(oddities_before);
  return read_strictly(text, {.limits = limits, .part = Part::records}, assembler, oddities);
}

}  // namespace keyplan::file
