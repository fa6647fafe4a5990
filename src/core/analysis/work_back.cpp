#include "core/analysis/work_back.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "core/model/display.h"
#include "core/sorting/sort.h"

namespace keyplan::analysis {

using namespace model;

namespace {

constexpr std::int64_t impossible = -1;
constexpr std::int64_t unlimited = -1;

std::int64_t capped_add(std::int64_t a, std::int64_t b) { return saturating_add(a, b); }

/// What a member can add with so many items, and with which.
struct Choices {
  std::vector<std::int64_t> best;                // by number of items; impossible = no such set
  std::vector<std::vector<std::size_t>> chosen;  // items, by number
};

struct Candidate {
  std::size_t index = 0;
  std::int64_t value = 0;
  std::int64_t hours = 0;
};

/// Takes the largest ones while they fit: each prefix is a set.
Choices by_value(const std::vector<Candidate>& candidates, std::int64_t capacity,
                 std::size_t most) {
  Choices choices{.best = {0}, .chosen = {{}}};
  std::int64_t hours = 0;
  for (const Candidate& candidate : candidates) {
    if (choices.best.size() > most) break;
    if (capacity != unlimited) {
      if (candidate.hours > capacity - hours) continue;
      hours += candidate.hours;
    }
    std::vector<std::size_t> chosen = choices.chosen.back();
    chosen.push_back(candidate.index);
    choices.best.push_back(capped_add(choices.best.back(), candidate.value));
    choices.chosen.push_back(std::move(chosen));
  }
  return choices;
}

/// A knapsack with a number of items: best[i][h][n] is the most that n of the items from i on add
/// within h hours. Going through the items backwards lets the choice prefer earlier ones.
Choices exactly(const std::vector<Candidate>& candidates, std::int64_t capacity, std::size_t most) {
  const std::size_t hours = static_cast<std::size_t>(capacity) + 1;
  const std::size_t numbers = most + 1;
  std::vector<std::int64_t> best(hours * numbers, impossible);
  for (std::size_t h = 0; h < hours; ++h) best[h * numbers] = 0;
  std::vector<bool> taken(candidates.size() * hours * numbers);
  for (std::size_t i = candidates.size(); i-- > 0;) {
    const Candidate& candidate = candidates[i];
    for (std::size_t h = hours; h-- > 0;) {
      if (candidate.hours > static_cast<std::int64_t>(h)) break;
      const std::size_t left = h - static_cast<std::size_t>(candidate.hours);
      for (std::size_t n = most; n > 0; --n) {
        const std::int64_t before = best[left * numbers + n - 1];
        if (before == impossible) continue;
        const std::int64_t with = capped_add(before, candidate.value);
        std::int64_t& now = best[h * numbers + n];
        if (with < now) continue;
        now = with;
        taken[(i * hours + h) * numbers + n] = true;
      }
    }
  }
  Choices choices;
  for (std::size_t n = 0; n <= most; ++n) {
    const std::int64_t value = best[(hours - 1) * numbers + n];
    if (value == impossible) break;
    std::vector<std::size_t> chosen;
    std::size_t h = hours - 1;
    std::size_t left = n;
    for (std::size_t i = 0; i < candidates.size() && left > 0; ++i) {
      if (!taken[(i * hours + h) * numbers + left]) continue;
      chosen.push_back(candidates[i].index);
      h -= static_cast<std::size_t>(candidates[i].hours);
      --left;
    }
    choices.best.push_back(value);
    choices.chosen.push_back(std::move(chosen));
  }
  return choices;
}

/// Puts the members' choices together by number of items.
class Solver {
 public:
  Solver(std::span<const WorkBackItem> items, std::int64_t gap, const WorkBackOptions& options)
      : items_(items), gap_(gap), options_(options) {}

  WorkBack run() {
    WorkBack answer{.gap = gap_};
    for (const WorkBackItem& item : items_) {
      answer.all_value = capped_add(answer.all_value, item.value);
    }
    if (gap_ <= 0) {
      answer.closes = answer.proven = true;
      return answer;
    }
    group();
    const std::size_t most = enough();
    std::vector<Choices> members;
    bool exact = true;
    for (auto& [member, candidates] : by_member_) {
      members.push_back(choices_of(member, candidates, most, exact));
    }
    combine(members, most, answer);
    answer.proven = exact;
    for (const std::size_t index : answer.chosen) {
      answer.hours = capped_add(answer.hours, hours_of(items_[index]));
    }
    keyplan::sort(answer.chosen, [&](std::size_t a, std::size_t b) { return before(a, b); });
    return answer;
  }

 private:
  std::int64_t hours_of(const WorkBackItem& item) const {
    return std::max<std::int64_t>(0, item.hours.value_or(options_.usual_hours));
  }

  bool before(std::size_t a, std::size_t b) const {
    const WorkBackItem& x = items_[a];
    const WorkBackItem& y = items_[b];
    return std::tuple(-x.value, hours_of(x), x.record, a) <
           std::tuple(-y.value, hours_of(y), y.record, b);
  }

  void group() {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (items_[i].value > 0) order.push_back(i);
    }
    keyplan::sort(order, [&](std::size_t a, std::size_t b) { return before(a, b); });
    for (const std::size_t i : order) {
      by_member_[items_[i].owner].push_back({i, items_[i].value, hours_of(items_[i])});
    }
    count_ = order.size();
  }

  std::int64_t capacity_of(Id member) const {
    if (!member) return unlimited;
    const auto found = std::ranges::find(options_.capacities, member, &Capacity::member);
    return found == options_.capacities.end() ? unlimited : std::max<std::int64_t>(0, found->hours);
  }

  /// A number of items that surely suffices, if any does: as many as taking the largest that fit.
  std::size_t enough() const {
    std::vector<Candidate> all;
    std::map<Id, std::int64_t> left;
    for (const auto& [member, candidates] : by_member_) {
      left[member] = capacity_of(member);
      all.insert(all.end(), candidates.begin(), candidates.end());
    }
    keyplan::sort(all,
                  [&](const Candidate& a, const Candidate& b) { return before(a.index, b.index); });
    std::int64_t open = gap_;
    std::size_t number = 0;
    for (const Candidate& candidate : all) {
      std::int64_t& hours = left[items_[candidate.index].owner];
      if (hours != unlimited && candidate.hours > hours) continue;
      if (hours != unlimited) hours -= candidate.hours;
      ++number;
      open -= std::min(open, candidate.value);
      if (open == 0) return number;
    }
    return count_;
  }

  Choices choices_of(Id member, std::vector<Candidate>& candidates, std::size_t most,
                     bool& exact) const {
    std::int64_t capacity = capacity_of(member);
    most = std::min(most, candidates.size());
    if (capacity == unlimited) return by_value(candidates, unlimited, most);
    std::erase_if(candidates, [&](const Candidate& c) { return c.hours > capacity; });
    most = std::min(most, candidates.size());
    std::int64_t step = 0;
    std::int64_t all = 0;
    for (const Candidate& candidate : candidates) {
      step = std::gcd(step, candidate.hours);
      all = capped_add(all, candidate.hours);
    }
    if (all <= capacity) return by_value(candidates, unlimited, most);
    for (Candidate& candidate : candidates) candidate.hours /= step;
    capacity /= step;
    const auto cells = static_cast<double>(candidates.size()) * static_cast<double>(capacity + 1) *
                       static_cast<double>(most + 1);
    if (cells <= static_cast<double>(options_.most_cells)) {
      return exactly(candidates, capacity, most);
    }
    exact = false;
    return by_value(candidates, capacity, most);
  }

  void combine(const std::vector<Choices>& members, std::size_t most, WorkBack& answer) const {
    std::vector<std::int64_t> best{0};
    std::vector<std::vector<std::size_t>> numbers;  // of the member's items, by number of all
    for (const Choices& member : members) {
      const std::size_t size = std::min(best.size() + member.best.size() - 1, most + 1);
      std::vector<std::int64_t> next(size, impossible);
      std::vector<std::size_t> number(size);
      for (std::size_t own = member.best.size(); own-- > 0;) {
        for (std::size_t others = 0; others < best.size() && own + others < size; ++others) {
          const std::int64_t value = capped_add(best[others], member.best[own]);
          if (value <= next[own + others]) continue;
          next[own + others] = value;
          number[own + others] = own;
        }
      }
      best = std::move(next);
      numbers.push_back(std::move(number));
    }
    std::size_t chosen = best.size() - 1;
    for (std::size_t n = 0; n < best.size(); ++n) {
      if (best[n] < gap_) continue;
      chosen = n;
      answer.closes = true;
      break;
    }
    if (!answer.closes) {
      chosen = static_cast<std::size_t>(std::ranges::max_element(best) - best.begin());
    }
    answer.value = best[chosen];
    for (std::size_t m = members.size(); m-- > 0;) {
      const std::size_t own = numbers[m][chosen];
      const auto& items = members[m].chosen[own];
      answer.chosen.insert(answer.chosen.end(), items.begin(), items.end());
      chosen -= own;
    }
  }

  std::span<const WorkBackItem> items_;
  std::int64_t gap_;
  const WorkBackOptions& options_;
  std::map<Id, std::vector<Candidate>> by_member_;
  std::size_t count_ = 0;
};

std::string sentence_of(const WorkBack& answer, std::size_t items, Currency currency) {
  const auto money = [&](std::int64_t minor) {
    return money_text({minor, currency}, MoneyStyle::compact);
  };
  if (answer.gap <= 0) return "The goal is reached: nothing more is needed.";
  if (items == 0) {
    return "Nothing in the plan could close the gap of " + money(answer.gap) +
           ": add deals, or whitespace with its potential.";
  }
  const std::string chosen =
      counted(static_cast<std::int64_t>(answer.chosen.size()), "item", "items");
  if (answer.closes) {
    return chosen + (answer.chosen.size() == 1 ? " closes" : " close") + " the gap of " +
           money(answer.gap) + (answer.proven ? "; no fewer do." : "; fewer may do.");
  }
  const std::string open = money(saturating_sub(answer.gap, answer.value));
  if (!answer.proven) {
    return "No set was found that closes the gap of " + money(answer.gap) +
           ", though there may be "
           "one: " +
           chosen + " add " + money(answer.value) + ", " + open + " stay open.";
  }
  if (answer.all_value >= answer.gap) {
    return "Within the hours there are, " + chosen + " add " + money(answer.value) + "; " + open +
           " stay open. All items together would add " + money(answer.all_value) +
           ": find more hours.";
  }
  return "The gap cannot be closed with what is in the plan: " + chosen + " add " +
         money(answer.value) + ", " + open + " stay open. Find more deals or whitespace.";
}

}  // namespace

WorkBack work_back(std::span<const WorkBackItem> items, std::int64_t gap,
                   const WorkBackOptions& options, Currency currency) {
  WorkBack answer = Solver(items, gap, options).run();
  answer.sentence = sentence_of(answer, items.size(), currency);
  return answer;
}

}  // namespace keyplan::analysis
