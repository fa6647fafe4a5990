// How far a goal has come, and how the goals of company, accounts and representatives hang
// together.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/analysis/formulas.h"
#include "core/model/plan.h"

namespace keyplan::analysis {

// One goal
// ----------------------------------------------------------------------------------------

/// How far from the baseline (0) to the target (1); below 0 it got worse, above 1 it is passed.
/// A target below the baseline is to be reduced to.
struct GoalProgress {
  Ratio fraction;
  std::string_view na_reason;  // exactly when there is no fraction
  model::Decimal current;      // of the goal, else of the latest month measured
};
GoalProgress progress_of(const model::Plan& plan, const model::Record<model::Goal>& goal);

/// As the goal says; where it says nothing, progress is compared with the time that has passed: at
/// least 90 % of it is on track, at least half is at risk.
model::GoalStatus standing_of(const model::Plan& plan, const model::Record<model::Goal>& goal,
                              model::Date today);
model::GoalStatus standing_of(const model::Goal& goal, Ratio done, model::Date today);
/// Neither achieved nor dropped.
bool is_open(const model::Goal& goal);

/// A long-term objective reaches two to five years ahead, from its start or else from today.
inline constexpr int fewest_long_term_years = 2;
inline constexpr int most_long_term_years = 5;
bool is_out_of_long_term(const model::Goal& goal, model::Date today);

/// The latest month with an actual value of each goal: looked up once for many goals.
class LatestMonths {
 public:
  explicit LatestMonths(const model::Plan& plan);
  LatestMonths(const model::Plan& plan, model::Id account);
  GoalProgress progress_of(const model::Record<model::Goal>& goal) const;

 private:
  void add(const model::Measurement& month);
  std::unordered_map<model::Id, const model::Measurement*, model::IdHash> latest_;
};

// The goals of an account
// --------------------------------------------------------------------------------

struct GoalCount {
  std::uint32_t goals = 0;     // without dropped ones
  std::uint32_t on_track = 0;  // or achieved
  std::uint32_t off_track = 0;
  std::uint32_t unknown = 0;  // nothing tells
};
GoalCount goals_of(const model::Plan& plan, model::Id account, model::Date today);

// The cascade
// -------------------------------------------------------------------------------------------

enum class CascadeLevel : std::uint8_t { company, account, member };
/// Of the company is a goal without an account, of a member one that is its owner's own.
CascadeLevel cascade_level(const model::Plan& plan, const model::Goal& goal);

/// What a goal wants is its target less its baseline, or the target where there is no baseline.
/// Goals right below it in the same unit (and, without a unit, of the same measure) can be added
/// up: `covered` is what they want together, and how far they have come counts towards the goal
/// above. Where none can, the mean of their progress is told instead. Dropped goals count nowhere.
struct CascadeRow {
  const model::Record<model::Goal>* goal = nullptr;
  CascadeLevel level = CascadeLevel::company;
  std::uint16_t depth = 0;
  GoalProgress progress;
  model::GoalStatus standing = {};
  std::uint32_t rows_below = 0;  // in the table, of all depths
  std::uint32_t lower = 0;       // goals right below, without dropped ones
  std::uint32_t comparable = 0;  // of them, those that can be added up
  model::Decimal wanted;
  model::Decimal covered;  // of comparable ones
  model::Decimal open;     // wanted and not covered; zero when all is covered
  Ratio rolled_up;         // how far the goals below have come together
  bool rolled_up_is_mean = false;
  /// Nothing below it, or less than it wants.
  bool has_gap() const;
};

struct Cascade {
  std::vector<CascadeRow> rows;  // each goal once, above those that serve it
  std::size_t serving = 0;       // the rows behind this many serve no goal of the company
  std::uint32_t company_goals = 0;
  std::uint32_t with_gap = 0;  // open goals of company and accounts that have one
};
/// Long-term objectives come first, then annual ones, each in their order; accounts by name. A
/// circle of goals is cut at the goal that comes first by id.
Cascade cascade_of(const model::Plan& plan, model::Date today);

}  // namespace keyplan::analysis
