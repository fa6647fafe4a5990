// Do we practise key account management? Twelve practices: how far somebody says they have come,
// beside what the plan itself can show.
//
// Key accounts are those of tier strategic or key. What the plan shows is a share of them (of
// metrics: of the ten; of capacity: of those who own a key account):
// - selection: the plan has criteria of its own, and the account is rated by one that is rated by
//   hand, where there is such a one
// - insight: a goal, pressure or initiative of theirs is on the insight map
// - goals: a goal was confirmed by somebody at the customer
// - relationships: somebody decides, and all who do are looked after by somebody of ours
// - value: a value proposition has an amount and was confirmed
// - whitespace: a cell of the grid has a potential
// - team: it has an owner, and somebody has a role in a goal or on the account
// - sponsorship: an executive of ours and one of theirs keep in touch
// - reviews: the last review was held within its rhythm
// - metrics: a target is set
// - capacity: hours are known, and those planned fit in
// - knowledge: at least two of ours have talked with somebody there or look after them
// A share is begun below a quarter, for all from nine tenths, else for some. Whether it is improved
// each year no plan can show.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/metrics.h"

namespace keyplan::analysis {

inline constexpr std::size_t practice_count = 12;
inline constexpr double for_some_from = 0.25;
inline constexpr double for_all_from = 0.9;

/// 0 to 4; nothing where it was not answered.
std::optional<int> points_of(model::Maturity level);

struct PracticeState {
  model::Practice practice = {};
  const model::Record<model::MaturityAnswer>* answer = nullptr;  // the latest
  std::int64_t shown = 0;                                        // how many of `of` show it
  std::int64_t of = 0;                                           // 0: nothing to show it by
  std::string evidence;  // "8 of 12 key accounts have a goal that the customer confirmed"
  std::string_view usual_step;
  std::optional<model::Maturity> level_shown;  // at most for_all
  enum class Compared : std::uint8_t { unknown, as_shown, more_said, less_said };
  Compared compared = Compared::unknown;
};
std::string_view compared_word(PracticeState::Compared compared);

struct MaturityCheck {
  std::array<PracticeState, practice_count> practices;  // in the order of model::Practice
  std::int64_t key_accounts = 0;
  std::int64_t answered = 0;
  Ratio said;   // 0 to 100, of those answered
  Ratio shown;  // 0 to 100, mean share of what can be shown
};
MaturityCheck maturity_of(const model::Plan& plan, const Cache& cache,
                          std::span<const UsedMetric> metrics);
/// maturity_said, maturity_shown, maturity_differs.
std::vector<Figure> maturity_figures(const MaturityCheck& check, const Context& context);

}  // namespace keyplan::analysis
