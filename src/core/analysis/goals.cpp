#include "core/analysis/goals.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <unordered_set>

#include "core/analysis/exact.h"
#include "core/model/order.h"
#include "core/sorting/sort.h"
#include "core/text/fold.h"

namespace keyplan::analysis {

using namespace model;

namespace {

GoalProgress progress_with(const Goal& goal, Decimal current) {
  GoalProgress progress{.current = current};
  if (goal.status == GoalStatus::achieved) {
    progress.fraction = 1;
  } else if (!goal.target) {
    progress.na_reason = "The goal has no target.";
  } else if (!goal.baseline) {
    progress.na_reason = "The goal has no baseline.";
  } else if (goal.baseline == goal.target) {
    progress.na_reason = "Baseline and target are the same.";
  } else if (!current) {
    progress.na_reason = "Nobody has entered where it stands now.";
  } else {
    const double start = static_cast<double>(goal.baseline.ten_thousandths);
    progress.fraction = ratio(static_cast<double>(current.ten_thousandths) - start,
                              static_cast<double>(goal.target.ten_thousandths) - start);
  }
  return progress;
}

}  // namespace

// One goal
// ----------------------------------------------------------------------------------------

GoalProgress progress_of(const Plan& plan, const Record<Goal>& goal) {
  Decimal current = goal.data.current;
  if (!current) {
    Period latest;
    for (const Record<Measurement>& month : plan.of_account<Measurement>(goal.data.account.id)) {
      if (month.data.goal.id != goal.id || !month.data.actual) continue;
      if (latest && month.data.period <= latest) continue;
      latest = month.data.period;
      current = month.data.actual;
    }
  }
  return progress_with(goal.data, current);
}

bool is_open(const Goal& goal) {
  return goal.status != GoalStatus::achieved && goal.status != GoalStatus::dropped;
}

GoalStatus standing_of(const Goal& goal, Ratio done, Date today) {
  if (goal.status != GoalStatus::unset) return goal.status;
  if (!done) return GoalStatus::unset;
  if (*done >= 1) return GoalStatus::on_track;
  const Date start = goal.start;
  const Date due = goal.due;
  if (!start || !due || due <= start || today < start) return GoalStatus::unset;
  const double passed =
      std::min(1.0, static_cast<double>(today.days - start.days) / (due.days - start.days));
  if (*done >= 0.9 * passed) return GoalStatus::on_track;
  return *done >= 0.5 * passed ? GoalStatus::at_risk : GoalStatus::off_track;
}

GoalStatus standing_of(const Plan& plan, const Record<Goal>& goal, Date today) {
  if (goal.data.status != GoalStatus::unset) return goal.data.status;
  return standing_of(goal.data, progress_of(plan, goal).fraction, today);
}

bool is_out_of_long_term(const Goal& goal, Date today) {
  if (goal.level != GoalLevel::long_term || !goal.due || !is_open(goal)) return false;
  constexpr double days_a_year = 365.25;
  constexpr double some_weeks = 45;  // "in two years" said a little later is still that
  const Date start = goal.start ? goal.start : today;
  const double days = static_cast<double>(goal.due.days) - start.days;
  return days < fewest_long_term_years * days_a_year - some_weeks ||
         days > most_long_term_years * days_a_year + some_weeks;
}

void LatestMonths::add(const Measurement& month) {
  if (!month.actual) return;
  const Measurement*& known = latest_[month.goal.id];
  if (known == nullptr || known->period < month.period) known = &month;
}

LatestMonths::LatestMonths(const Plan& plan) {
  for (const Record<Measurement>& month : plan.table<Measurement>()) add(month.data);
}

LatestMonths::LatestMonths(const Plan& plan, Id account) {
  for (const Record<Measurement>& month : plan.of_account<Measurement>(account)) add(month.data);
}

GoalProgress LatestMonths::progress_of(const Record<Goal>& goal) const {
  Decimal current = goal.data.current;
  if (!current) {
    const auto month = latest_.find(goal.id);
    if (month != latest_.end() && month->second->account == goal.data.account)
      current = month->second->actual;
  }
  return progress_with(goal.data, current);
}

GoalCount goals_of(const Plan& plan, Id account, Date today) {
  GoalCount count;
  for (const Record<Goal>& goal : plan.of_account<Goal>(account)) {
    const GoalStatus standing = standing_of(plan, goal, today);
    if (standing == GoalStatus::dropped) continue;
    ++count.goals;
    const bool fine = standing == GoalStatus::on_track || standing == GoalStatus::achieved;
    ++(fine ? count.on_track : standing == GoalStatus::unset ? count.unknown : count.off_track);
  }
  return count;
}

// The cascade
// -------------------------------------------------------------------------------------------

CascadeLevel cascade_level(const Plan& plan, const Goal& goal) {
  if (goal.personal) return CascadeLevel::member;
  return plan.find(goal.account) != nullptr ? CascadeLevel::account : CascadeLevel::company;
}

bool CascadeRow::has_gap() const {
  if (level == CascadeLevel::member || !is_open(goal->data)) return false;
  if (lower == 0) return true;
  return comparable > 0 && open && open.ten_thousandths != 0;
}

namespace {

class CascadeMaker {
 public:
  CascadeMaker(const Plan& plan, Date today) : plan_(plan), today_(today), months_(plan) {}

  Cascade run() {
    std::vector<const RecordBase*> goals;
    for (const Record<Goal>& goal : plan_.table<Goal>()) goals.push_back(&goal);
    model::sort_by_order(Kind::goal, goals);
    std::vector<Goals> roots(3);
    for (const RecordBase* record : goals) {
      const auto& goal = static_cast<const Record<Goal>&>(*record);
      const Id above = goal.data.parent.id;
      if (above && above != goal.id && plan_.find<Goal>(above) != nullptr)
        below_[above].push_back(&goal);
      else
        roots[static_cast<std::size_t>(cascade_level(plan_, goal.data))].push_back(&goal);
    }
    for (auto& [above, list] : below_) sort(list);
    for (std::size_t level = 0; level < roots.size(); ++level) {
      sort(roots[level]);
      for (const Record<Goal>* goal : roots[level]) add(*goal, 0);
      if (level == 0) result_.serving = result_.rows.size();
    }
    for (const Record<Goal>& goal : plan_.table<Goal>()) add(goal, 0);  // circles
    return std::move(result_);
  }

 private:
  using Goals = std::vector<const Record<Goal>*>;

  void sort(Goals& goals) const {
    const auto key = [this](const Record<Goal>* goal) {
      const CascadeLevel level = cascade_level(plan_, goal->data);
      const bool long_term = goal->data.level == GoalLevel::long_term;
      const auto* account = plan_.find(goal->data.account);
      const auto* owner = plan_.find(goal->data.owner);
      std::string name;
      if (level == CascadeLevel::account) name = account->data.name;
      if (level == CascadeLevel::member && owner != nullptr) name = owner->data.name;
      return std::tuple(level, !long_term, text::folded(name));
    };
    keyplan::sort(goals, {}, key);
  }

  /// A few thousand goals below each other are no plan; deeper ones stand at the side.
  static constexpr std::uint16_t deepest = 100;

  void add(const Record<Goal>& goal, std::uint16_t depth) {
    if (depth > deepest || !seen_.insert(goal.id).second) return;
    const std::size_t at = result_.rows.size();
    CascadeRow made{.goal = &goal,
                    .level = cascade_level(plan_, goal.data),
                    .depth = depth,
                    .progress = months_.progress_of(goal)};
    made.standing = standing_of(goal.data, made.progress.fraction, today_);
    result_.rows.push_back(made);
    std::vector<std::size_t> children;
    if (const auto below = below_.find(goal.id); below != below_.end()) {
      for (const Record<Goal>* child : below->second) {
        const std::size_t place = result_.rows.size();
        add(*child, static_cast<std::uint16_t>(depth + 1));
        if (result_.rows.size() > place) children.push_back(place);
      }
    }
    CascadeRow& row = result_.rows[at];
    row.rows_below = static_cast<std::uint32_t>(result_.rows.size() - at - 1);
    roll_up(row, children);
    if (row.level == CascadeLevel::company) ++result_.company_goals;
    if (row.has_gap()) ++result_.with_gap;
  }

  static Wide number(Decimal value) { return value ? Wide{value.ten_thousandths} : Wide{0}; }
  static Decimal decimal(Wide value) {
    constexpr Wide limit = std::numeric_limits<std::int64_t>::max();
    return {static_cast<std::int64_t>(std::clamp(value, -limit, limit))};
  }
  static bool can_be_added(const Goal& to, const Goal& goal) {
    if (!to.target || !goal.target) return false;
    if (text::folded(to.unit) != text::folded(goal.unit)) return false;
    return !to.unit.empty() || text::folded(to.measure) == text::folded(goal.measure);
  }
  /// How far a goal has come in its own unit: as measured, else as far as those below it have.
  std::optional<Wide> come_so_far(const CascadeRow& row) const {
    if (row.progress.current) return number(row.progress.current) - number(row.goal->data.baseline);
    const auto found = come_.find(row.goal->id);
    return found == come_.end() ? std::nullopt : std::optional(found->second);
  }

  void roll_up(CascadeRow& row, const std::vector<std::size_t>& children) {
    const Goal& goal = row.goal->data;
    const Wide wanted = number(goal.target) - number(goal.baseline);
    if (goal.target) row.wanted = decimal(wanted);
    Wide covered = 0;
    Wide come = 0;
    bool any_come = false;
    double sum = 0;
    std::uint32_t known = 0;
    for (const std::size_t place : children) {
      const CascadeRow& child = result_.rows[place];
      if (child.standing == GoalStatus::dropped) continue;
      ++row.lower;
      const Ratio done = child.progress.fraction ? child.progress.fraction : child.rolled_up;
      if (done) {
        sum += *done;
        ++known;
      }
      if (!can_be_added(goal, child.goal->data)) continue;
      ++row.comparable;
      covered += number(child.goal->data.target) - number(child.goal->data.baseline);
      if (const auto child_came = come_so_far(child)) {
        come += *child_came;
        any_come = true;
      }
    }
    if (row.comparable > 0) {
      row.covered = decimal(covered);
      const Wide open = wanted - covered;
      // More than wanted, in its direction, is all of it.
      row.open = decimal((wanted >= 0) == (open >= 0) ? open : Wide{0});
      if (any_come) {
        come_.emplace(row.goal->id, come);
        row.rolled_up = ratio(static_cast<double>(come), static_cast<double>(wanted));
      }
    }
    if (!row.rolled_up && known > 0) {
      row.rolled_up = sum / known;
      row.rolled_up_is_mean = true;
    }
  }

  const Plan& plan_;
  Date today_;
  LatestMonths months_;
  std::unordered_map<Id, Goals, IdHash> below_;
  std::unordered_set<Id, IdHash> seen_;
  std::unordered_map<Id, Wide, IdHash> come_;  // what the goals below have reached together
  Cascade result_;
};

}  // namespace

Cascade cascade_of(const Plan& plan, Date today) { return CascadeMaker(plan, today).run(); }

}  // namespace keyplan::analysis
