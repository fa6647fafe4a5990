#include "core/analysis/search.h"

#include <algorithm>
#include <array>

namespace keyplan::analysis {

using namespace model;

namespace {

constexpr char field_end = '\n';  // never part of folded text
constexpr char record_end = '\x1e';

bool begins_word(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const auto before = static_cast<unsigned char>(text[at - 1]);
  return before < 0x80 && !(before >= 'a' && before <= 'z') && !(before >= '0' && before <= '9');
}

enum class Match : std::uint8_t { none, inside, word };

/// The best place of a word in a text.
Match match(std::string_view text, std::string_view word) {
  Match best = Match::none;
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    if (begins_word(text, at)) return Match::word;
    best = Match::inside;
  }
  return best;
}

std::vector<std::string> words_of(std::string_view query) {
  std::vector<std::string> words;
  while (!query.empty()) {
    const auto space = query.find(' ');
    if (space != 0) words.emplace_back(query.substr(0, space));
    query = space == std::string_view::npos ? std::string_view{} : query.substr(space + 1);
  }
  return words;
}

/// Accounts first: they are what people look for most.
int order_of(Kind kind) {
  switch (kind) {
    case Kind::account:
      return 0;
    case Kind::person:
      return 1;
    case Kind::opportunity:
      return 2;
    case Kind::action:
      return 3;
    case Kind::offering:
      return 4;
    case Kind::team_member:
      return 5;
    default:
      return 6;
  }
}

/// Indexes of the searchable fields of a kind, its name first.
const std::vector<std::uint16_t>& searchable_fields(Kind kind) {
  static const auto all = [] {
    std::array<std::vector<std::uint16_t>, kind_count> fields;
    for (const KindInfo& info : all_kinds()) {
      auto& own = fields[static_cast<std::size_t>(info.kind)];
      own.push_back(info.title);
      for (std::uint16_t f = 0; f < info.fields.size(); ++f) {
        if (f != info.title && info.fields[f].options.searchable) own.push_back(f);
      }
    }
    return fields;
  }();
  return all[static_cast<std::size_t>(kind)];
}

}  // namespace

struct SearchIndex::Candidate {
  Hit hit;
  std::string_view name;
};

void SearchIndex::add(Section& section, Kind kind, const RecordBase& record) {
  Entry entry{.key = {kind, record.id}, .begin = static_cast<std::uint32_t>(section.text.size())};
  bool name = true;
  for (const std::uint16_t field : searchable_fields(kind)) {
    const Value value = get(kind, record, field);
    if (const auto* text = std::get_if<std::string>(&value)) append_folded(section.text, *text);
    if (name) entry.name_end = static_cast<std::uint32_t>(section.text.size());
    name = false;
    section.text += field_end;
  }
  section.text.back() = record_end;
  entry.end = static_cast<std::uint32_t>(section.text.size());
  section.entries.push_back(entry);
}

void SearchIndex::fill(Section& section, const Plan& plan) {
  section.text.clear();
  section.entries.clear();
  if (const auto* account = plan.find<Account>(section.account))
    add(section, Kind::account, *account);
  for (const auto& person : plan.of_account<Person>(section.account))
    add(section, Kind::person, person);
  for (const auto& deal : plan.of_account<Opportunity>(section.account)) {
    add(section, Kind::opportunity, deal);
  }
  for (const auto& action : plan.of_account<Action>(section.account))
    add(section, Kind::action, action);
}

void SearchIndex::update(const Plan& plan, Id account) {
  const auto [at, is_new] =
      index_.try_emplace(account, static_cast<std::uint32_t>(sections_.size()));
  if (is_new) sections_.emplace_back().account = account;
  fill(sections_[at->second], plan);
}

void SearchIndex::refresh(const Plan& plan) {
  const bool same_plan = plan.id() == plan_id_ && plan.revision() >= revision_;
  if (same_plan && plan.revision() == revision_) return;
  const auto touched = same_plan ? plan.touched_since(revision_) : std::nullopt;
  if (touched) {
    for (const Id account : *touched) update(plan, account);
  } else {
    clear();
    plan_id_ = plan.id();
    update(plan, Id{});
    for (const Record<Account>& account : plan.table<Account>()) update(plan, account.id);
  }
  revision_ = plan.revision();
  shared_.text.clear();
  shared_.entries.clear();
  for (const auto& member : plan.table<TeamMember>()) add(shared_, Kind::team_member, member);
  for (const auto& offering : plan.table<Offering>()) add(shared_, Kind::offering, offering);
}

void SearchIndex::search(const Section& section, const std::vector<std::string>& words,
                         std::string_view query, std::vector<Candidate>& found) {
  const std::string_view text = section.text;
  // The first word decides which records are looked at; the others are checked only there.
  std::size_t from = 0;
  auto entry = section.entries.begin();
  for (;;) {
    const auto at = text.find(words.front(), from);
    if (at == std::string_view::npos) return;
    entry = std::upper_bound(entry, section.entries.end(), at,
                             [](std::size_t place, const Entry& e) { return place < e.end; });
    if (entry == section.entries.end()) return;
    from = entry->end;

    const std::string_view name = text.substr(entry->begin, entry->name_end - entry->begin);
    const std::string_view whole = text.substr(entry->begin, entry->end - entry->begin);
    Match in_name = Match::word;
    Match anywhere = Match::word;
    for (const std::string& word : words) {
      const Match own = match(name, word);
      in_name = std::min(in_name, own);
      anywhere = std::min(anywhere, own == Match::word ? own : match(whole, word));
    }
    if (anywhere == Match::none) continue;
    Rank rank = anywhere == Match::word ? Rank::other_begins : Rank::other;
    if (name == query)
      rank = Rank::whole_name;
    else if (name.starts_with(query))
      rank = Rank::name_begins;
    else if (in_name == Match::word)
      rank = Rank::word_begins;
    else if (in_name == Match::inside)
      rank = Rank::in_name;
    found.push_back({{entry->key, section.account, rank}, name});
  }
}

Hits SearchIndex::find(std::string_view query, std::size_t most) const {
  const std::string wanted = folded(query);
  std::vector<std::string> words = words_of(wanted);
  if (words.empty()) return {};
  // The longest word is the rarest, so the fewest records are looked at.
  std::ranges::stable_sort(words, std::greater{}, &std::string::size);

  std::vector<Candidate> found;
  for (const Section& section : sections_) search(section, words, wanted, found);
  search(shared_, words, wanted, found);

  const auto better = [](const Candidate& a, const Candidate& b) {
    if (a.hit.rank != b.hit.rank) return a.hit.rank < b.hit.rank;
    const int kind = order_of(a.hit.key.kind) - order_of(b.hit.key.kind);
    if (kind != 0) return kind < 0;
    if (a.name != b.name) return a.name < b.name;
    return a.hit.key.id < b.hit.key.id;
  };
  Hits hits{.total = found.size()};
  most = std::min(most, found.size());
  std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(most), better);
  hits.best.reserve(most);
  for (std::size_t i = 0; i < most; ++i) hits.best.push_back(found[i].hit);
  return hits;
}

}  // namespace keyplan::analysis
