#include "core/share/person.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "core/model/display.h"
#include "core/sorting/sort.h"
#include "core/text/fold.h"

namespace keyplan::share {

using namespace model;

namespace {

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_of_number(char c) {
  return (c >= '0' && c <= '9') || c == ' ' || c == '-' || c == '/' || c == '(' || c == ')' ||
         c == '.' || c == '+';
}

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (c >= '0' && c <= '9') digits += c;
  return digits;
}

std::vector<Span> words_of(std::string_view text) {
  std::vector<Span> words;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_letter(text[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size() && is_letter(text[at])) ++at;
    words.push_back({begin, at});
  }
  return words;
}

std::vector<std::string> folded_words_of(std::string_view text) {
  std::vector<std::string> words;
  for (const Span& word : words_of(text))
    words.push_back(text::folded(text.substr(word.begin, word.end - word.begin)));
  return words;
}

/// What a person is known by.
class Traces {
 public:
  explicit Traces(Kind kind, const RecordBase& record) {
    for (const FieldInfo& field : model::info(kind).fields) {
      const Value value = field.get(data_of(kind, record));
      const auto* text = std::get_if<std::string>(&value);
      if (text == nullptr || text->empty()) continue;
      if (field.options.privacy == Privacy::name) add_name(*text);
      if (field.options.privacy != Privacy::contact) continue;
      for (std::size_t from = 0; from <= text->size();) {
        const std::size_t to = std::min(text->find('\n', from), text->size());
        add_contact(std::string_view(*text).substr(from, to - from));
        from = to + 1;
      }
    }
  }

  /// Where a text has one of them; sorted, without overlaps.
  std::vector<Span> in(std::string_view text) const {
    std::vector<Span> found;
    find_names(text, found);
    find_addresses(text, found);
    find_numbers(text, found);
    keyplan::sort(found, {}, &Span::begin);
    std::vector<Span> apart;
    for (const Span& span : found) {
      if (!apart.empty() && span.begin <= apart.back().end)
        apart.back().end = std::max(apart.back().end, span.end);
      else
        apart.push_back(span);
    }
    return apart;
  }

  /// Whether that is how the person signed. A name of one word may be part of somebody else's.
  bool are_of_author(std::string_view who) const {
    const std::size_t words = words_of(who).size();
    return std::ranges::any_of(in(who), [&](const Span& span) {
      const std::size_t found = words_of(who.substr(span.begin, span.end - span.begin)).size();
      return found > 1 || found == words;
    });
  }

  bool has_last_name(std::string_view text) const {
    return !last_name_.empty() && std::ranges::contains(folded_words_of(text), last_name_);
  }

 private:
  static constexpr std::size_t least_of_a_number = 6;
  static constexpr std::size_t least_of_a_last_name = 4;

  void add_name(std::string_view name) {
    std::vector<std::string> words = folded_words_of(name);
    if (words.empty()) return;
    if (words.size() > 1 && words.back().size() >= least_of_a_last_name) last_name_ = words.back();
    if (words.size() == 2) names_.push_back({words[1], words[0]});  // "Novak, Jana"
    names_.push_back(std::move(words));
  }

  void add_contact(std::string_view text) {
    if (text.contains('@')) {
      addresses_.push_back(text::folded(text));
    } else if (std::ranges::all_of(text, is_of_number)) {
      if (std::string digits = digits_of(text); digits.size() >= least_of_a_number)
        numbers_.push_back(std::move(digits));
    } else if (std::vector<std::string> words = folded_words_of(text); words.size() > 1) {
      names_.push_back(std::move(words));
    }
  }

  void find_names(std::string_view text, std::vector<Span>& found) const {
    const std::vector<Span> words = words_of(text);
    const std::vector<std::string> folded = folded_words_of(text);
    for (const std::vector<std::string>& name : names_) {
      for (std::size_t i = 0; i + name.size() <= folded.size(); ++i) {
        if (std::equal(name.begin(), name.end(), folded.begin() + static_cast<std::ptrdiff_t>(i)))
          found.push_back({words[i].begin, words[i + name.size() - 1].end});
      }
    }
  }

  void find_addresses(std::string_view text, std::vector<Span>& found) const {
    for (std::size_t at = text.find('@'); at != std::string_view::npos;
         at = text.find('@', at + 1)) {
      const auto of_address = [](char c) {
        return is_letter(c) || c == '.' || c == '-' || c == '_' || c == '+' || c == '@';
      };
      std::size_t begin = at, end = at + 1;
      while (begin > 0 && of_address(text[begin - 1])) --begin;
      while (end < text.size() && of_address(text[end])) ++end;
      while (end > begin && text[end - 1] == '.') --end;
      if (std::ranges::contains(addresses_, text::folded(text.substr(begin, end - begin))))
        found.push_back({begin, end});
    }
  }

  void find_numbers(std::string_view text, std::vector<Span>& found) const {
    if (numbers_.empty()) return;
    for (std::size_t at = 0; at < text.size();) {
      if (!is_of_number(text[at])) {
        ++at;
        continue;
      }
      std::size_t begin = at;
      while (at < text.size() && is_of_number(text[at])) ++at;
      std::size_t end = at;
      while (begin < end && (text[begin] < '0' || text[begin] > '9') && text[begin] != '+') ++begin;
      while (end > begin && (text[end - 1] < '0' || text[end - 1] > '9')) --end;
      if (std::ranges::contains(numbers_, digits_of(text.substr(begin, end - begin))))
        found.push_back({begin, end});
    }
  }

  std::vector<std::vector<std::string>> names_;
  std::vector<std::string> addresses_;
  std::vector<std::string> numbers_;
  std::string last_name_;
};

bool refers_to(const FieldInfo& field, const Value& value, RecordKey person) {
  const auto* id = std::get_if<Id>(&value);
  return field.type == FieldType::reference && field.target == person.kind && id != nullptr &&
         *id == person.id;
}

std::string replaced(std::string_view text, std::span<const Span> spans, std::string_view instead) {
  std::string result;
  std::size_t from = 0;
  for (const Span& span : spans) {
    result += text.substr(from, span.begin - from);
    result += instead;
    from = span.end;
  }
  result += text.substr(from);
  return result;
}

/// Whether another value of the field, kept while a conflict is open, has a trace.
bool alternates_have(const RecordBase& record, std::string_view key, const Traces& traces) {
  return std::ranges::any_of(record.alternates, [&](const Alternate& other) {
    return other.key == key && !traces.in(other.json).empty();
  });
}

/// Calls `fn(key, record, field index, value)` for every value that is not the person's own.
template <class Fn>
void for_each_value(const Plan& plan, RecordKey person, Fn&& fn) {
  for (const KindInfo& kind : all_kinds()) {
    for (const AnyRecord& record : plan.table(kind.kind).all()) {
      const RecordKey key{kind.kind, record->id};
      if (key == person) continue;
      const void* data = data_of(kind.kind, *record);
      for (std::uint16_t f = 0; f < kind.fields.size(); ++f)
        fn(key, *record, f, kind.fields[f].get(data));
    }
  }
}

}  // namespace

std::vector<Mention> mentions_of(const Plan& plan, RecordKey person) {
  const RecordBase* own = plan.find_any(person);
  if (own == nullptr) return {};
  std::vector<Mention> mentions;
  const auto fields = model::info(person.kind).fields;
  for (std::uint16_t f = 0; f < fields.size(); ++f)
    if (!fields[f].is_empty(data_of(person.kind, *own)))
      mentions.push_back({person, f, Mention::How::own});
  const Traces traces(person.kind, *own);
  for_each_value(plan, person,
                 [&](RecordKey key, const RecordBase& record, std::uint16_t f, const Value& value) {
                   const FieldInfo& field = model::info(key.kind).fields[f];
                   const auto* text = std::get_if<std::string>(&value);
                   if (refers_to(field, value, person))
                     mentions.push_back({key, f, Mention::How::reference});
                   else if ((text != nullptr && !traces.in(*text).empty()) ||
                            alternates_have(record, field.key, traces))
                     mentions.push_back({key, f, Mention::How::text});
                   else if (text != nullptr && traces.has_last_name(*text))
                     mentions.push_back({key, f, Mention::How::last_name});
                 });
  keyplan::sort(mentions, {}, &Mention::how);
  return mentions;
}

std::string personal_data(const Plan& plan, RecordKey person) {
  std::string text;
  for (const Mention& mention : mentions_of(plan, person)) {
    if (mention.how == Mention::How::last_name) continue;
    const RecordBase* record = plan.find_any(mention.record);
    const KindInfo& kind = model::info(mention.record.kind);
    const FieldInfo& field = kind.fields[mention.field];
    if (mention.how != Mention::How::own) {
      text += kind.label;
      if (const std::string title = title_of(kind.kind, *record); !title.empty())
        text += " \u201C" + title + "\u201D";
      text += ", ";
    }
    text += field.label;
    text += ": ";
    text += display(field, field.get(data_of(kind.kind, *record)), plan);
    text += '\n';
  }
  return text;
}

Edit erasure_of(const Plan& plan, RecordKey person, std::string_view instead) {
  const RecordBase* own = plan.find_any(person);
  if (own == nullptr) return Edit("erase nobody");
  // Not with the name: the step is told and kept in lists.
  Edit edit("erase a person");
  const Traces traces(person.kind, *own);
  std::set<RecordKey> removed;  // writing to them brings them back
  for_each_value(plan, person,
                 [&](RecordKey key, const RecordBase& record, std::uint16_t f, const Value& value) {
                   const FieldInfo& field = model::info(key.kind).fields[f];
                   if (refers_to(field, value, person)) {
                     edit.set(key, f, Value{});
                     if (record.hidden) removed.insert(key);
                     return;
                   }
                   const auto* text = std::get_if<std::string>(&value);
                   if (text == nullptr) return;
                   const std::vector<Span> spans = traces.in(*text);
                   if (spans.empty() && !alternates_have(record, field.key, traces)) return;
                   edit.set(key, f, replaced(*text, spans, instead));
                   if (record.hidden) removed.insert(key);
                 });
  for (const RecordKey& key : removed) edit.remove(key);
  edit.forget_authors([traces](std::string_view who) { return traces.are_of_author(who); });
  edit.erase(person);
  return edit;
}

}  // namespace keyplan::share
