#include "core/exchange/references.h"

#include "core/exchange/vocabulary.h"

namespace keyplan::exchange {
namespace {

using model::Kind;

/// Kinds whose rows can be made from a mere name.
bool can_be_mentioned(Kind kind) {
  return kind == Kind::account || kind == Kind::offering || kind == Kind::team_member;
}

/// A number of another system names nobody; a name in another column of the row may.
bool looks_like_id(std::string_view header, std::string_view text) {
  const std::string squashed = squash(header);
  const auto ends = [&](std::string_view ending) { return squashed.ends_with(ending); };
  return (ends("id") || ends("nummer") || ends("nr") || ends("number") || ends("no")) &&
         text.find(' ') == std::string_view::npos &&
         text.find_first_of("0123456789") != std::string_view::npos;
}

}  // namespace

EntityIndex References::resolve(Kind kind, std::string_view text, const Mention& mention) {
  text = trim(text);
  if (text.empty()) return no_entity;
  std::string folded = fold_name(text);
  const auto [at, is_new] = resolved_[static_cast<std::size_t>(kind)].try_emplace(folded);
  if (is_new) at->second = find(kind, text, folded, mention);
  if (at->second.question != no_question) ++state_.questions[at->second.question].count;
  if (at->second.is_shared_id)
    ++state_.reports[mention.file].shared_ids;
  else if (at->second.entity == no_entity && !can_be_mentioned(kind))
    ++state_.reports[mention.file].unknown_ids;
  return at->second.entity;
}

References::Known References::find(Kind kind, std::string_view text, const std::string& folded,
                                   const Mention& mention) {
  EntityTable& table = state_.of(kind);
  if (const EntityIndex e = table.by_source(text); e != no_entity)
    return table.is_shared_id(text) ? Known{.is_shared_id = true} : Known{.entity = e};
  if (const EntityIndex e = table.by_key(folded); e != no_entity) return {.entity = e};
  if (!can_be_mentioned(kind)) return {};
  const SourceTable& from = state_.tables[mention.file];
  if (looks_like_id(from.cells.header()[mention.column], text)) {
    ++state_.reports[mention.file].unknown_ids;
    return {};
  }
  if (const auto near = same_.find(kind, text)) {
    const EntityIndex entity = near->entity;
    const std::string_view what = noun_of(kind).one;
    // Of two names that no list has, neither is the right one.
    const std::uint32_t draft = table.entities[entity].draft;
    const bool listed =
        table.entities[entity].id || draft == no_entity || !table.drafts[draft].implied;
    const std::size_t question =
        state_.questions.ask("near:" + std::string(table.info().key) + ":" + folded,
                             {"Same " + std::string(what), "Keep apart"}, listed ? 0 : 1);
    QuestionBook::Entry& entry = state_.questions[question];
    Alike alike;
    alike.kind = kind;
    alike.mentioned = true;
    alike.because = label_of(near->likeness);
    alike.rank = rank_of(near->likeness, 0);
    alike.names = {state_.name_of(kind, entity), std::string(text)};
    alike.places = {same_.place_of(kind, entity), from.name};
    entry.question.alike = std::move(alike);
    entry.before = quoted(text) + " in ";
    entry.noun = noun_of(from.kind);
    entry.after =
        " is close to the " + std::string(what) + " " + quoted(state_.name_of(kind, entity)) + ".";
    if (entry.question.answer == 0) {
      state_.remember(kind, entity, mention, std::string(text));
      return {entity, question};
    }
    return {add_mentioned(kind, text, folded, mention), question};
  }
  return {.entity = add_mentioned(kind, text, folded, mention)};
}

EntityIndex References::add_mentioned(Kind kind, std::string_view text, const std::string& folded,
                                      const Mention& mention) {
  const SourceTable& from = state_.tables[mention.file];
  EntityTable& table = state_.of(kind);
  // The managers of a team list belong to the team as a matter of course.
  if (record_kind(from.kind) != Kind::team_member) {
    const std::size_t question =
        state_.questions.ask("add:" + std::string(table.info().key), {"Add them", "Leave empty"});
    QuestionBook::Entry& entry = state_.questions[question];
    ++entry.count;
    entry.noun = noun_of(kind);
    entry.before = "Listed nowhere but named in other rows: ";
    if (entry.after.empty()) entry.after = ", such as " + quoted(text) + ".";
    if (entry.question.answer == 1) return no_entity;
  }
  ++state_.reports[mention.file].implied[static_cast<std::size_t>(kind)];
  const EntityIndex entity = table.add_new(mention.file, mention.row);
  Draft& draft = table.drafts[table.entities[entity].draft];
  draft.implied = true;
  give(table.info(), draft, table.info().title, std::string(text));
  table.learn_key(entity, folded);
  same_.learn(kind, entity, text);
  return entity;
}

void References::learn_words(const model::Account& account) {
  if (!account.sector.empty()) sectors_.usual.insert(fold_name(account.sector));
  if (!account.country.empty()) countries_.usual.insert(fold_name(account.country));
}

std::string References::corrected(std::uint16_t account_field, std::string text) {
  static const std::uint16_t sector = model::field_index<&model::Account::sector>();
  static const std::uint16_t country = model::field_index<&model::Account::country>();
  if (account_field != sector && account_field != country) return text;
  Words& words = account_field == sector ? sectors_ : countries_;
  if (words.known.empty()) {
    for (const std::string_view usual :
         account_field == sector ? usual_sectors() : usual_countries()) {
      words.near.add(usual, words.known.size());
      words.known.push_back(usual);
      words.usual.insert(fold_name(usual));
    }
  }
  const std::string folded = fold_name(text);
  if (words.usual.contains(folded)) return text;
  const auto [at, is_new] = words.corrected.try_emplace(folded, text, no_question);
  if (is_new) {
    // One error only: a word of another language is often two letters away from an English one.
    const auto near = words.near.best(text);
    if (near && near->likeness >= Likeness::typing_error) {
      const std::string proposed = in_case_of(words.known[near->index], text);
      const std::size_t question = state_.questions.ask("word:" + folded, {"Correct it", "Keep"});
      QuestionBook::Entry& entry = state_.questions[question];
      entry.before = quoted(text) + " in ";
      entry.noun = noun_of(Kind::account);
      entry.after = " is close to " + quoted(proposed) + ".";
      at->second.second = question;
      if (entry.question.answer == 0) at->second.first = proposed;
    }
  }
  const auto& [word, question] = at->second;
  if (question == no_question) return text;
  ++state_.questions[question].count;
  return word;
}

}  // namespace keyplan::exchange
