#include "core/exchange/questions.h"

#include <utility>

#include "core/model/display.h"

namespace keyplan::exchange {

std::string counted(std::size_t count, Noun noun) {
  std::string text = model::count_text(static_cast<std::int64_t>(count));
  text += ' ';
  text += count == 1 ? noun.one : noun.many;
  return text;
}

Noun noun_of(model::Kind kind) {
  switch (kind) {
    case model::Kind::settings:
      return {"setting", "settings"};
    case model::Kind::rate:
      return {"exchange rate", "exchange rates"};
    case model::Kind::team_member:
      return {"team member", "team members"};
    case model::Kind::offering:
      return {"offering", "offerings"};
    case model::Kind::account:
      return {"account", "accounts"};
    case model::Kind::revenue:
      return {"revenue entry", "revenue entries"};
    case model::Kind::opportunity:
      return {"deal", "deals"};
    case model::Kind::action:
      return {"action", "actions"};
    case model::Kind::person:
      return {"person", "people"};
    default:
      return {"record", "records"};
  }
}

Noun noun_of(TableKind kind) {
  if (kind == TableKind::revenue || kind == TableKind::order_items) return {"row", "rows"};
  const auto record = record_kind(kind);
  return record ? noun_of(*record) : Noun{"row", "rows"};
}

std::string quoted(std::string_view text) {
  constexpr std::size_t shown = 60;
  std::string out = "\u201C";
  std::size_t used = 0;
  for (const char c : text) {
    const bool inside_character = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
    if (used >= shown && !inside_character) {
      out += "\u2026";
      break;
    }
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    ++used;
  }
  return out + "\u201D";
}

std::size_t QuestionBook::ask(const std::string& key, std::vector<std::string> options,
                              std::size_t proposed) {
  const auto [at, is_new] = by_key_.emplace(key, entries_.size());
  if (!is_new) return at->second;
  const auto given = answers_.find(key);
  Entry entry;
  entry.question.key = key;
  entry.is_answered = given != answers_.end() && given->second < options.size();
  entry.question.answer = entry.is_answered ? given->second : proposed;
  entry.question.options = std::move(options);
  entries_.push_back(std::move(entry));
  return at->second;
}

std::vector<Question> QuestionBook::take() {
  std::vector<Question> questions;
  questions.reserve(entries_.size());
  for (Entry& entry : entries_) {
    entry.question.text = std::move(entry.before);
    if (!entry.noun.one.empty()) entry.question.text += counted(entry.count, entry.noun);
    entry.question.text += entry.after;
    if (entry.question.alike && entry.question.alike->mentioned) {
      std::string& place = entry.question.alike->places[1];
      place = counted(entry.count, entry.noun) + " in " + place;
    }
    questions.push_back(std::move(entry.question));
  }
  return questions;
}

}  // namespace keyplan::exchange
