// Whether an account is well, and whether its plan is complete. Both are weighted means that show
// their parts; what is not known is left out, never taken as zero.
//
// Account health, 0 to 100, is the weighted mean of those components that have data, less points
// for risk. Weights are set in the settings; the usual ones in brackets. Scores of components:
// - satisfaction (25): (NPS + 100) / 2 and CSAT x 100 (account_plan.h), their mean where both are
//   known.
// - relationships (25): relationship score and weighted coverage of those who decide, their mean.
// - value delivered (15): promises that arrive count 100, in part 50, no longer 0; their mean.
// - support (10): 100 less 10 for every open ticket, 20 for an urgent and 40 for a critical one;
// n/a
//   while no ticket was ever recorded.
// - execution (10): share of open actions that are not overdue, and 100 or 0 for the last review
//   within its rhythm; their mean.
// - revenue (15): 50 for the same revenue as the year before, 2.5 points for every percent more or
//   less: 20 % less is 0, 20 % more is 100.
// Less for risk: 5, 15 or 30 points where the account is to be watched, at serious or at critical
// risk, and 10 for every open risk of critical score.
// Bands: Healthy from 60 (the published composite calls 60 to 80 healthy), Watch from 40, At risk.
//
// Plan completeness, 0 to 100 %, is the weighted mean (usually: equal weights) of the sections
// insight, alignment, goals, risks and actions; a section is the mean of what is asked of it. Red
// below 40 %, amber below 75 %, else green.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/analysis/account_plan.h"
#include "core/analysis/checks.h"

namespace keyplan::analysis {

enum class HealthPart : std::uint8_t {
  satisfaction,
  relationships,
  value,
  support,
  execution,
  revenue
};
inline constexpr std::size_t health_parts = 6;

enum class HealthBand : std::uint8_t { at_risk, watch, healthy };
std::string_view band_word(HealthBand band);  // "Healthy", "Watch", "At risk"
HealthBand band_of(double health);            // as it is shown, in whole points

/// Two of the components alone.
Ratio satisfaction_points(const model::Plan& plan, model::Id account, model::Date today);
Ratio relationship_points(const model::Plan& plan, model::Id account, model::Date today);

struct Health {
  struct Part {
    std::string_view label;
    Ratio score;  // 0 to 100
    double weight = 0;
    std::uint16_t field = 0;  // of the weight, in the settings
    std::string why;          // what the score is made of, or why there is none
  };
  std::array<Part, health_parts> parts;  // by HealthPart
  double less_at_risk = 0;
  double less_critical_risks = 0;
  std::uint32_t critical_risks = 0;
  Ratio score;
  std::optional<HealthBand> band;
};
/// `base_year` is the portfolio's.
Health health_of(const model::Plan& plan, const AccountResult& account, const Context& context,
                 int base_year);
Figure health_figure(const Health& health, model::Id account, const Context& context);

struct Completeness {
  struct Section {
    Area area = Area::insight;
    double share = 0;  // 0 to 1
    double weight = 0;
    std::uint16_t field = 0;           // of the weight, in the settings
    std::vector<std::string> missing;  // "2 of 16 questions have no answer"
  };
  std::array<Section, 5> sections;  // by Area
  Ratio share;                      // nothing where planning has not begun
  std::optional<Rag> rag;
};
Completeness completeness_of(const model::Plan& plan, const AccountResult& account,
                             const Context& context);
Figure completeness_figure(const Completeness& completeness, const Context& context);

/// One line of the card "Plan checks": how the plan does in one of the five ways to fail.
struct AreaSummary {
  Area area = Area::insight;
  std::optional<Severity> worst;  // of checks and risks; nothing = good
  std::string sentence;           // the worst finding, else what speaks for the plan
  std::uint32_t findings = 0;     // hints included
};
std::string_view state_word(const AreaSummary& summary);  // "Good", "Check", "Risk"
/// Empty where planning has not begun. `findings` as from Cache::findings.
std::vector<AreaSummary> summary_of(const model::Plan& plan, const AccountResult& account,
                                    const std::vector<Finding>& findings, const Context& context);

}  // namespace keyplan::analysis
