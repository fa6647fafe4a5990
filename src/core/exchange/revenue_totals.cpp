// Totals of a year beside the rows that make them up.
#include <algorithm>
#include <map>

#include "core/exchange/revenue.h"

namespace keyplan::exchange {

using model::Kind;

void RevenueBook::TwoWays::add(bool is_total, std::int64_t amount, model::Currency in) {
  comparable = comparable && (!currency || currency == in) &&
               !__builtin_add_overflow(sums[is_total], amount, &sums[is_total]);
  currency = in;
}

bool RevenueBook::TwoWays::counts_twice() const {
  if (in_files[1]) return in_files[0] || in_plan[0];
  return in_files[0] && in_plan[1] && !rows_replace_total;
}

void RevenueBook::settle_totals() {
  std::map<std::pair<EntityIndex, int>, TwoWays> years;
  for (const Group& group : groups_) {
    if (group.origin != Origin::imported || group.amount == 0 || group.too_large) continue;
    TwoWays& year = years[{group.account, fiscal_year_of(group.period)}];
    year.add(group.is_total, group.amount, group.currency);
    year.in_files[group.is_total] = true;
    year.files[group.is_total] = group.file;
    if (!group.is_total && group.offering == no_entity && group.period.month == 0)
      year.rows_replace_total = true;
  }
  for (const Imported& entry : imported_) {
    const auto at = years.find({entry.account, entry.year});
    if (at == years.end()) continue;
    TwoWays& year = at->second;
    // What the files say again is replaced.
    if (!year.in_files[entry.is_total])
      year.add(entry.is_total, minor_to_fine(entry.amount), entry.amount.currency);
    year.in_plan[entry.is_total] = true;
  }
  std::erase_if(years, [](const auto& entry) { return !entry.second.counts_twice(); });
  if (years.empty()) return;

  enum : std::size_t { count_rows, count_totals, count_both };
  std::size_t equal = 0;
  std::size_t votes[3] = {0, 0, 0};
  std::set<EntityIndex> accounts;
  for (const auto& [key, year] : years) {
    constexpr std::int64_t percent = 100;
    const std::int64_t apart = std::abs(year.sums[1] - year.sums[0]);
    equal += year.comparable && apart <= std::abs(year.sums[1]) / percent ? 1u : 0u;
    accounts.insert(key.first);
    // What the plan has says how it was answered before; nothing in it is given up unasked.
    if (year.in_plan[0] && year.in_plan[1]) {
      ++votes[count_both];
    } else if (year.in_plan[0]) {
      ++votes[count_rows];
    } else if (year.in_plan[1] && year.in_files[1]) {
      ++votes[count_totals];
    }
  }
  const bool add_up = equal * 10 >= years.size() * 9;
  const auto most = std::ranges::max_element(votes);
  const std::size_t proposed = *most > 0 ? static_cast<std::size_t>(most - votes)
                               : add_up  ? count_rows
                                         : count_totals;
  const std::size_t question = state_.questions.ask(
      "totals", {"Count the rows", "Count the totals", "Count both"}, proposed);
  QuestionBook::Entry& entry = state_.questions[question];
  const TwoWays& example = years.begin()->second;
  const auto place = [&](std::size_t is_total) {
    return example.in_files[is_total] ? state_.tables[example.files[is_total]].name
                                      : std::string("this plan");
  };
  entry.before = "Revenue of " + counted(accounts.size(), noun_of(Kind::account)) +
                 " comes twice: as totals of the year in " + place(1) + " and in parts in " +
                 place(0) +
                 (add_up ? ". Both add up to the same." : ". They do not add up to the same.");
  if (entry.question.answer == count_both) return;
  const bool drop_totals = entry.question.answer == count_rows;
  for (Group& group : groups_)
    if (group.origin == Origin::imported && group.is_total == drop_totals &&
        years.contains({group.account, fiscal_year_of(group.period)}))
      group.dropped = true;
  for (const Imported& known : imported_) {
    const auto year = years.find({known.account, known.year});
    if (year == years.end() || known.is_total != drop_totals) continue;
    if (known.is_total && year->second.rows_replace_total) continue;
    state_.removed.push_back({Kind::revenue, known.id});
  }
}

}  // namespace keyplan::exchange
