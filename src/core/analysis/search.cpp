#include "core/analysis/search.h"

#include <algorithm>
#include <array>

#include "core/text/fold.h"

namespace keyplan::analysis {

using namespace model;

namespace {

constexpr char field_end = '\n';  // never part of folded text
constexpr char record_end = '\x1e';

Rank rank_of(text::Fit fit) {
  switch (fit) {
    case text::Fit::whole:
      return Rank::whole_name;
    case text::Fit::begins:
      return Rank::name_begins;
    case text::Fit::words_begin:
      return Rank::word_begins;
    case text::Fit::inside:
      return Rank::in_name;
    case text::Fit::none:
      break;
  }
  return Rank::other;
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
    if (const auto* own = std::get_if<std::string>(&value)) {
      text::append_folded(section.text, *own);
    }
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
  plan.for_each_of_account(section.account, [&](Kind kind, const RecordBase& record) {
    // Numbers by the hundred thousand, of which hardly one has words.
    if (kind == Kind::revenue || kind == Kind::measurement) return;
    add(section, kind, record);
  });
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
  for (const KindInfo& kind : all_kinds()) {
    if (kind.account || kind.kind == Kind::account || kind.kind == Kind::settings ||
        kind.kind == Kind::rate)
      continue;
    for (const RecordBase& record : plan.table(kind.kind)) add(shared_, kind.kind, record);
  }
}

void SearchIndex::search(const Section& section, const text::Query& query,
                         std::vector<Candidate>& found) {
  const std::string_view all = section.text;
  // The first word decides which records are looked at; the others are checked only there.
  std::size_t from = 0;
  auto entry = section.entries.begin();
  for (;;) {
    const auto at = all.find(query.words().front(), from);
    if (at == std::string_view::npos) return;
    entry = std::upper_bound(entry, section.entries.end(), at,
                             [](std::size_t place, const Entry& e) { return place < e.end; });
    if (entry == section.entries.end()) return;
    from = entry->end;

    const std::string_view name = all.substr(entry->begin, entry->name_end - entry->begin);
    const text::Fit fit = query.fit(name);
    if (fit != text::Fit::none) {
      found.push_back({{entry->key, section.account, rank_of(fit)}, name});
      continue;
    }
    const std::string_view whole = all.substr(entry->begin, entry->end - entry->begin);
    text::Match worst = text::Match::word_begins;
    for (const std::string& word : query.words()) worst = std::min(worst, text::match(whole, word));
    if (worst == text::Match::none) continue;
    const Rank rank = worst == text::Match::word_begins ? Rank::other_begins : Rank::other;
    found.push_back({{entry->key, section.account, rank}, name});
  }
}

Hits SearchIndex::find(std::string_view query, std::size_t most) const {
  const text::Query wanted(query);
  if (wanted.empty()) return {};
  std::vector<Candidate> found;
  for (const Section& section : sections_) search(section, wanted, found);
  search(shared_, wanted, found);

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
