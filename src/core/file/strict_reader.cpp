#include "core/file/strict_reader.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/file/json.h"
#include "core/model/valid.h"
#include "core/sorting/sort.h"

namespace keyplan::file {
namespace {

using nlohmann::json;

std::string text_of(Position position) {
  return "line " + std::to_string(position.line) + ", column " + std::to_string(position.column);
}

/// Finds the tokens again that the parser reports without their places. The parser has checked
/// them.
class TokenTracker {
 public:
  explicit TokenTracker(std::string_view text) : text_(text) {}

  /// Start of the next token; past at most one comma or colon, so that errors point at the second.
  std::size_t start_of_next() const {
    std::size_t at = skip_spaces(end_);
    if (at < text_.size() && (text_[at] == ',' || text_[at] == ':')) at = skip_spaces(at + 1);
    return at;
  }
  /// Moves over the next token; it is text().
  void advance() {
    start_ = start_of_next();
    end_ = start_;
    if (start_ == text_.size()) return;
    ++end_;
    const char first = text_[start_];
    if (first == '"') {
      while (end_ < text_.size() && text_[end_] != '"') end_ += text_[end_] == '\\' ? 2 : 1;
      end_ = std::min(end_ + 1, text_.size());
    } else if (first != '{' && first != '}' && first != '[' && first != ']') {
      end_ = std::min(text_.find_first_of(" \t\r\n,:]}", end_), text_.size());
    }
  }
  std::size_t start() const { return start_; }
  std::string_view text() const { return text_.substr(start_, end_ - start_); }

 private:
  std::size_t skip_spaces(std::size_t at) const {
    return std::min(text_.find_first_not_of(" \t\r\n", at), text_.size());
  }
  std::string_view text_;
  std::size_t start_ = 0;
  std::size_t end_ = 0;
};

class Handler {
 public:
  Handler(std::string_view text, const StrictOptions& options, Assembler& assembler,
          std::vector<Finding>& oddities)
      : text_(text), options_(options), assembler_(assembler), oddities_(oddities), tokens_(text) {}

  std::optional<Finding> take_fault() { return std::move(fault_); }
  bool saw_records() const { return saw_records_; }
  /// Whether nothing but spaces follows; the parser takes a NUL byte for the end.
  bool at_end() const { return tokens_.start_of_next() == text_.size(); }

  // Events of the parser; false stops it.
  bool null() { return literal(); }
  bool boolean(bool) { return literal(); }
  bool number_integer(json::number_integer_t) { return number(); }
  bool number_unsigned(json::number_unsigned_t) { return number(); }
  bool number_float(json::number_float_t, const json::string_t&) { return number(); }
  bool string(json::string_t& value);
  bool binary(json::binary_t&) { return false; }
  bool start_object(std::size_t) { return open(true); }
  bool start_array(std::size_t) { return open(false); }
  bool key(json::string_t& name);
  bool end_object();
  bool end_array();
  bool parse_error(std::size_t position, const std::string&, const json::exception& error);

 private:
  /// What the members of an open object are. `value` is any part whose JSON is kept as text.
  enum class Place : std::uint8_t { root, keyplan, sessions, records, record, value };
  struct Level {
    Place place;
    bool object;
    std::size_t first_key;  // in keys_
    std::size_t begin;      // of the text in kept_
    std::size_t items = 0;
  };
  struct Key {
    std::string name;
    std::size_t offset;
    std::size_t begin;  // of the member (of a value) or of its value, in kept_
    std::size_t end;
  };

  bool literal();
  bool number();
  bool open(bool object);
  bool begin_value();
  bool end_value();
  bool deliver(Place place, const Key& key, std::string_view json);
  bool end_record(const Level& level);
  bool sort_members(const Level& level);
  bool give_up(std::size_t offset, std::string path, std::string sentence,
               Problem problem = Problem::damaged);
  bool give_up_here(std::string sentence) {
    return give_up(tokens_.start(), path(), std::move(sentence));
  }
  std::string path() const;
  std::string path_to(std::size_t depth, std::string_view last) const;
  Place place_of_object() const;

  std::string_view text_;
  const StrictOptions& options_;
  Assembler& assembler_;
  std::vector<Finding>& oddities_;
  TokenTracker tokens_;
  std::vector<Level> levels_;
  std::vector<Key> keys_;  // of all open objects
  TextBuffer kept_;        // canonical JSON of the values that are being read
  std::optional<Finding> fault_;
  bool saw_records_ = false;
};

bool Handler::give_up(std::size_t offset, std::string path, std::string sentence, Problem problem) {
  fault_ = Finding{offset, std::move(path), std::move(sentence), problem};
  return false;
}

std::string Handler::path_to(std::size_t depth, std::string_view last) const {
  std::string path;
  for (std::size_t i = 0; i < depth; ++i) {
    const Level& level = levels_[i];
    if (level.object) {
      const std::size_t behind = i + 1 < levels_.size() ? levels_[i + 1].first_key : keys_.size();
      if (behind == level.first_key) break;
      if (!path.empty()) path += '.';
      path += keys_[behind - 1].name;
    } else {
      path += '[' + std::to_string(level.items == 0 ? 0 : level.items - 1) + ']';
    }
  }
  if (!last.empty()) {
    if (!path.empty()) path += '.';
    path += last;
  }
  return path;
}

std::string Handler::path() const { return path_to(levels_.size(), {}); }

bool Handler::begin_value() {
  if (levels_.empty()) {
    return give_up(tokens_.start(), {}, "This is JSON, but not a Keyplan plan.",
                   Problem::other_file);
  }
  Level& level = levels_.back();
  if (level.place == Place::records) return give_up_here("A record must be an object in { }.");
  if (!level.object) {
    if (level.items++ != 0) kept_.add(", ");
  }
  return true;
}

bool Handler::end_value() {
  Level& level = levels_.back();
  if (!level.object) return true;
  Key& key = keys_.back();
  key.end = kept_.size();
  if (level.place == Place::value || level.place == Place::record) return true;
  const bool fine = deliver(level.place, key, kept_.view().substr(key.begin));
  kept_.cut_to(key.begin);
  return fine;
}

bool Handler::deliver(Place place, const Key& key, std::string_view json) {
  if (options_.part == Part::records) {
    return give_up(key.offset, path(), "Only records are expected here.");
  }
  if ((place == Place::root && (key.name == "records" || key.name == "keyplan")) ||
      (place == Place::keyplan && key.name == "sessions")) {
    return give_up(key.offset, path(), "There must be an object in { } here.");
  }
  const Refusal refusal = place == Place::root      ? assembler_.top_member(key.name, json)
                          : place == Place::keyplan ? assembler_.keyplan_member(key.name, json)
                                                    : assembler_.session(key.name, json);
  if (refusal) return give_up(key.offset, path(), *refusal);
  if (assembler_.newer_major() && !options_.any_major) {
    return give_up(key.offset, path(),
                   "This plan was saved by a newer Keyplan. This version cannot edit it without "
                   "losing something. Use the newer Keyplan, or look at it here and keep the file.",
                   Problem::newer_major);
  }
  return true;
}

bool Handler::literal() {
  tokens_.advance();
  if (!begin_value()) return false;
  kept_.add(tokens_.text());
  return end_value();
}

bool Handler::number() {
  tokens_.advance();
  if (!begin_value()) return false;
  const auto number = canonical_number(tokens_.text());
  if (!number) {
    return give_up_here(
        "The number is too large or too small. Keyplan keeps numbers up to "
        "9007199254740991 exactly.");
  }
  kept_.add(*number);
  return end_value();
}

bool Handler::string(json::string_t& value) {
  tokens_.advance();
  if (!begin_value()) return false;
  if (value.size() > options_.limits.string_bytes) return give_up_here("This text is too long.");
  kept_.add_string(value);
  return end_value();
}

Handler::Place Handler::place_of_object() const {
  if (levels_.empty()) return Place::root;
  const Level& level = levels_.back();
  if (level.place == Place::records) return Place::record;
  if (!level.object) return Place::value;
  const std::string& key = keys_.back().name;
  if (level.place == Place::root && key == "keyplan") return Place::keyplan;
  if (level.place == Place::root && key == "records") return Place::records;
  if (level.place == Place::keyplan && key == "sessions") return Place::sessions;
  return Place::value;
}

bool Handler::open(bool object) {
  tokens_.advance();
  if (levels_.size() >= options_.limits.depth) {
    return give_up_here("This is nested deeper than " + std::to_string(options_.limits.depth) +
                        " levels.");
  }
  const Place place = place_of_object();
  if (place == Place::records) saw_records_ = true;
  if (!object && place != Place::value) {
    if (place == Place::root) {
      return give_up(0, {}, "This is a JSON list, not a Keyplan plan.", Problem::other_file);
    }
    return give_up_here("There must be an object in { } here, not a list.");
  }
  if (place == Place::value) {
    if (!begin_value()) return false;
    kept_.add(object ? '{' : '[');
  }
  levels_.push_back({place, object, keys_.size(), kept_.size()});
  return true;
}

bool Handler::key(json::string_t& name) {
  tokens_.advance();
  Level& level = levels_.back();
  const std::size_t most =
      level.place == Place::record ? options_.limits.fields : options_.limits.records;
  if (++level.items > most) {
    const std::string_view what = level.place == Place::record    ? " fields."
                                  : level.place == Place::records ? " records."
                                                                  : " members.";
    return give_up(tokens_.start(), path_to(levels_.size() - 1, {}),
                   "There are more than " + std::to_string(most) + std::string(what),
                   level.place == Place::records ? Problem::too_large : Problem::damaged);
  }
  if (name.size() > options_.limits.string_bytes) return give_up_here("This key is too long.");
  if (level.place == Place::value) {
    if (level.items > 1) kept_.add(", ");
    keys_.push_back({std::move(name), tokens_.start(), kept_.size(), 0});
    kept_.add_string(keys_.back().name);
    kept_.add(": ");
    return true;
  }
  keys_.push_back({std::move(name), tokens_.start(), kept_.size(), 0});
  if (level.place == Place::records && !model::parse_id(keys_.back().name)) {
    return give_up_here("A record id must be 12 characters of 0-9 and a-z without i, l, o, u.");
  }
  return true;
}

/// Refuses double keys and brings the members of a kept value into order.
bool Handler::sort_members(const Level& level) {
  const auto begin = keys_.begin() + static_cast<std::ptrdiff_t>(level.first_key);
  if (std::ranges::adjacent_find(begin, keys_.end(), std::ranges::greater_equal{}, &Key::name) ==
      keys_.end()) {
    return true;
  }
  const std::string place = path_to(levels_.size() - 1, {});
  keyplan::sort(std::ranges::subrange(begin, keys_.end()), [](const Key& a, const Key& b) {
    return std::tie(a.name, a.offset) < std::tie(b.name, b.offset);
  });
  const auto twin = std::ranges::adjacent_find(begin, keys_.end(), {}, &Key::name);
  if (twin != keys_.end()) {
    const Key& second = *std::next(twin);
    return give_up(second.offset, place.empty() ? twin->name : place + "." + twin->name,
                   "\"" + twin->name + "\" is there twice: first at " +
                       text_of(position_of(text_, twin->offset)) + ", again at " +
                       text_of(position_of(text_, second.offset)) + ".");
  }
  if (level.place != Place::value) return true;
  std::string sorted;
  for (auto key = begin; key != keys_.end(); ++key) {
    if (key != begin) sorted += ", ";
    sorted += kept_.view().substr(key->begin, key->end - key->begin);
  }
  kept_.cut_to(level.begin);
  kept_.add(sorted);
  return true;
}

bool Handler::end_object() {
  tokens_.advance();
  const Level level = levels_.back();
  if (level.place == Place::record && !end_record(level)) return false;
  if (!sort_members(level)) return false;
  keys_.resize(level.first_key);
  levels_.pop_back();
  if (level.place != Place::value) return true;
  kept_.add('}');
  return end_value();
}

bool Handler::end_array() {
  tokens_.advance();
  levels_.pop_back();
  kept_.add(']');
  return end_value();
}

bool Handler::end_record(const Level& level) {
  const auto begin = keys_.begin() + static_cast<std::ptrdiff_t>(level.first_key);
  const auto id_key = std::prev(begin);
  const std::string place = path_to(levels_.size() - 1, {});
  const auto kind = std::ranges::find(begin, keys_.end(), "kind", &Key::name);
  std::string kind_key;
  if (kind != keys_.end()) {
    Cursor cursor(kept_.view().substr(kind->begin, kind->end - kind->begin));
    if (!cursor.read_string(kind_key)) {
      return give_up(kind->offset, place + ".kind", "The record's \"kind\" must be a text.");
    }
  }
  if (kind_key.empty()) {
    return give_up(id_key->offset, place, "This record does not say its \"kind\".");
  }
  if (const auto refusal = assembler_.begin_record(*model::parse_id(id_key->name), kind_key)) {
    return give_up(id_key->offset, place, *refusal);
  }
  for (auto key = begin; key != keys_.end(); ++key) {
    if (key == kind) continue;
    const auto refusal =
        assembler_.member(key->name, kept_.view().substr(key->begin, key->end - key->begin));
    if (refusal) return give_up(key->offset, place + "." + key->name, *refusal);
    if (const auto oddity = assembler_.take_oddity()) {
      oddities_.push_back({key->offset, place + "." + key->name, *oddity});
    }
  }
  // Before the record is complete: a double key would leave half of it behind.
  if (!sort_members(level)) return false;
  kept_.cut_to(level.begin);
  if (const auto refusal = assembler_.end_record()) return give_up(id_key->offset, place, *refusal);
  return true;
}

bool Handler::parse_error(std::size_t position, const std::string&, const json::exception& error) {
  const std::size_t start = tokens_.start_of_next();
  const std::string_view token = text_.substr(start);
  const auto refuse = [&](std::size_t offset, std::string sentence) {
    return give_up(offset, path(), std::move(sentence));
  };
  if (token.empty() || position > text_.size()) {
    return give_up(text_.size(), path(),
                   "The file ends in the middle: its last part is missing. Complete records before "
                   "it: " +
                       std::to_string(assembler_.records()) + ".",
                   Problem::truncated);
  }
  if (error.id == 406) return refuse(start, "The number is too large.");
  const bool after_minus = token[0] == '-';
  const std::string_view word = token.substr(after_minus ? 1 : 0);
  if (word.starts_with("NaN") || word.starts_with("nan") || word.starts_with("Inf") ||
      word.starts_with("inf")) {
    return refuse(start, "NaN and Infinity are no numbers a plan can hold.");
  }
  if (token[0] == '"') {
    const std::size_t at = position == 0 ? start : position - 1;
    if (std::string_view(error.what()).contains("surrogate")) {
      return refuse(start, "This text holds half of a surrogate pair, which is no character.");
    }
    if (at > start && at < text_.size() && static_cast<unsigned char>(text_[at]) < 0x20) {
      return refuse(at,
                    "This text is not closed on its line, or holds a control character that is "
                    "not escaped.");
    }
    if (at > start && at < text_.size() && std::string_view(error.what()).contains("string:")) {
      return refuse(at, "This escape does not exist in JSON.");
    }
  }
  if (token[0] == '/') return refuse(start, "Comments are not allowed in a plan file.");
  if (token[0] == '\'') return refuse(start, "Texts and keys stand in double quotes, not single.");
  const auto before =
      start == 0 ? std::string_view::npos : text_.find_last_not_of(" \t\r\n", start - 1);
  if ((token[0] == '}' || token[0] == ']') && before != std::string_view::npos &&
      text_[before] == ',') {
    return refuse(before, "There is a comma too many.");
  }
  if (levels_.empty() && start != 0) return refuse(start, "Something follows the end of the plan.");
  return refuse(start, "This is not JSON: something is missing or too much here.");
}

}  // namespace

Position LineCounter::position_of(std::size_t offset) {
  for (;;) {
    const std::size_t line_end = text_.find('\n', line_start_);
    if (line_end >= offset) break;  // npos is larger than any offset
    line_start_ = line_end + 1;
    ++line_;
  }
  return {line_, static_cast<int>(offset - line_start_) + 1};
}

Position position_of(std::string_view text, std::size_t offset) {
  return LineCounter(text).position_of(offset);
}

std::optional<Finding> read_strictly(std::string_view text, const StrictOptions& options,
                                     Assembler& assembler, std::vector<Finding>& oddities) {
  // Bad bytes are looked for first: their offset is exact, and the text before them gives the path.
  const std::size_t bad = std::min(model::find_bad_utf8(text), text.size());
  const std::string_view good = text.substr(0, bad);
  Handler handler(good, options, assembler, oddities);
  json::sax_parse(good.data(), good.data() + good.size(), &handler);
  std::optional<Finding> fault = handler.take_fault();
  if (!fault && !handler.at_end()) {
    fault = Finding{good.find('\0'), {}, "The file holds zero bytes. It was damaged."};
  }
  if (bad != text.size() && (!fault || fault->problem == Problem::truncated)) {
    const std::string_view rest = text.substr(bad);
    const bool cut_off =
        rest.size() < 4 && static_cast<unsigned char>(rest[0]) >= 0xC2 &&
        std::ranges::all_of(
            rest.substr(1), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; });
    if (!fault) fault = Finding{};
    fault->offset = bad;
    if (!cut_off || fault->problem != Problem::truncated) {
      fault->problem = Problem::damaged;
      fault->sentence = "The byte at offset " + std::to_string(bad) +
                        " is not UTF-8. The file is damaged, or a program saved it in another "
                        "encoding.";
    }
  }
  if (fault) return fault;
  if (options.part != Part::records && !assembler.has_envelope()) {
    return Finding{
        0, "keyplan",
        "This is JSON, but not a Keyplan plan: its \"keyplan\" part with format and id is missing.",
        Problem::other_file};
  }
  if (options.part != Part::envelope && !handler.saw_records()) {
    return Finding{0, "records", "The \"records\" part is missing."};
  }
  return std::nullopt;
}

}  // namespace keyplan::file
