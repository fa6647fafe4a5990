// What is measured: metrics with targets and history, what serving an account costs, and how mature
// the practice of key account management is.
#pragma once

#include <string>

#include "core/model/describe.h"
#include "core/model/records/book.h"

namespace keyplan::model {

/// The ten metrics that the plan works out by itself.
enum class StandardMetric : std::uint8_t {
  unset,
  revenue_growth,
  gross_margin,
  lifetime_value,
  retention,
  penetration,
  satisfaction,
  sales_cycle,
  pipeline_health,
  cost_to_serve,
  engagement
};
/// Which of several customary definitions is meant. Each fits one standard metric; the formulas are
/// in analysis/metrics.h.
enum class MetricVariant : std::uint8_t {
  unset,
  growth_year,
  growth_compound,
  margin_gross,
  margin_contribution,
  lifetime_infinite,
  lifetime_immediate,
  lifetime_undiscounted,
  lifetime_years,
  retention_net,
  retention_gross,
  retention_customers,
  retention_renewals,
  retention_renewal_value,
  penetration_wallet,
  penetration_offerings,
  penetration_units,
  penetration_cells,
  satisfaction_nps,
  satisfaction_top_two,
  satisfaction_mean,
  cycle_mean,
  cycle_median,
  pipeline_coverage,
  pipeline_weighted,
  pipeline_velocity,
  serve_share,
  serve_amount,
  engagement_people,
  engagement_weighted
};
enum class Better : std::uint8_t { unset, higher, lower };
enum class ServiceCostType : std::uint8_t {
  unset,
  delivery,
  returns,
  team,
  credit,
  custom,
  support,
  other
};
enum class Practice : std::uint8_t {
  unset,
  selection,
  insight,
  goals,
  relationships,
  value,
  whitespace,
  team,
  sponsorship,
  reviews,
  metrics,
  capacity,
  knowledge
};
enum class Maturity : std::uint8_t { unset, not_at_all, begun, for_some, for_all, improved };

/// A standard metric with its variant and target, or one of the team's own, whose values are
/// entered.
struct Metric {
  std::string name;                                 // empty: the usual name of the standard one
  StandardMetric standard = StandardMetric::unset;  // unset: an own metric
  MetricVariant variant = MetricVariant::unset;     // unset: the usual one
  std::string definition;
  std::string unit;
  Better better = Better::unset;  // unset: as the standard one; higher for an own metric
  Decimal target;                 // of the book and of accounts without an own one
  Decimal warning;                // worse than it is off track; empty: a tenth beside the target
  bool customer_value = false;    // measures what the customer gains, not we
  OrderKey ord;
};

/// A metric in a period: what was planned and what was reached. The history of own metrics, and of
/// standard ones where the plan cannot know its past.
struct MetricValue {
  std::string note;
  Ref<Account> account;  // none: of the whole book
  Ref<Metric> metric;
  Period period;
  Decimal target;
  Decimal actual;
};

/// A cost that the account causes beside that of the goods.
struct ServiceCost {
  std::string note;
  Ref<Account> account;
  Period period;
  ServiceCostType type = ServiceCostType::unset;
  Money amount;
  std::string source;
};

/// How far a practice of key account management has come, in somebody's judgement.
struct MaturityAnswer {
  std::string evidence;
  Practice practice = Practice::unset;
  Maturity level = Maturity::unset;
  std::string next_step;
  Ref<TeamMember> owner;
  Date date;
};

inline constexpr ChoiceInfo standard_metric_choices[] = {
    {"", "Own metric"},
    {"revenue_growth", "Revenue growth"},
    {"gross_margin", "Profitability"},
    {"lifetime_value", "Customer lifetime value"},
    {"retention", "Retention"},
    {"penetration", "Account penetration"},
    {"satisfaction", "Satisfaction"},
    {"sales_cycle", "Sales cycle"},
    {"pipeline_health", "Pipeline health"},
    {"cost_to_serve", "Cost to serve"},
    {"engagement", "Engagement with decision-makers"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<StandardMetric> = standard_metric_choices;

inline constexpr ChoiceInfo metric_variant_choices[] = {
    {"", "The usual one"},
    {"growth_year", "Year on year"},
    {"growth_compound", "Compound, a year"},
    {"margin_gross", "Gross margin"},
    {"margin_contribution", "Contribution after cost to serve"},
    {"lifetime_infinite", "Without end, first margin after a year"},
    {"lifetime_immediate", "Without end, first margin at once"},
    {"lifetime_undiscounted", "Without end, not discounted"},
    {"lifetime_years", "Over so many years"},
    {"retention_net", "Net revenue (NRR)"},
    {"retention_gross", "Gross revenue (GRR)"},
    {"retention_customers", "Customers kept"},
    {"retention_renewals", "Renewals, by number"},
    {"retention_renewal_value", "Renewals, by value"},
    {"penetration_wallet", "Share of wallet"},
    {"penetration_offerings", "Offerings sold"},
    {"penetration_units", "Units that buy"},
    {"penetration_cells", "Cells of the whitespace grid"},
    {"satisfaction_nps", "NPS"},
    {"satisfaction_top_two", "CSAT, top two boxes"},
    {"satisfaction_mean", "CSAT, mean"},
    {"cycle_mean", "Mean"},
    {"cycle_median", "Median"},
    {"pipeline_coverage", "Coverage of what is still to be sold"},
    {"pipeline_weighted", "Weighted pipeline"},
    {"pipeline_velocity", "Sales velocity"},
    {"serve_share", "Share of revenue"},
    {"serve_amount", "Amount a year"},
    {"engagement_people", "By people"},
    {"engagement_weighted", "By influence"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<MetricVariant> = metric_variant_choices;

inline constexpr ChoiceInfo better_choices[] = {
    {"", "As usual"}, {"higher", "Higher is better"}, {"lower", "Lower is better"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<Better> = better_choices;

inline constexpr ChoiceInfo service_cost_type_choices[] = {
    {"", "Other (usual)"},
    {"delivery", "Delivery", "shipping|logistics|freight"},
    {"returns", "Returns"},
    {"team", "Account team", "sales|account management"},
    {"credit", "Credit", "financing|payment terms"},
    {"custom", "Custom work", "customisation|customization"},
    {"support", "Support", "service"},
    {"other", "Other"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<ServiceCostType> =
    service_cost_type_choices;

inline constexpr ChoiceInfo practice_choices[] = {
    {"", "Not set"},
    {"selection", "Key accounts are chosen by criteria"},
    {"insight", "We know what drives each key account"},
    {"goals", "Goals are shared with the customer"},
    {"relationships", "Relationships are planned, not left to chance"},
    {"value", "The value we bring is counted and confirmed"},
    {"whitespace", "We know what each unit could buy"},
    {"team", "Who does what is clear across branches"},
    {"sponsorship", "Executives sponsor key accounts"},
    {"reviews", "Plans are reviewed in rhythm"},
    {"metrics", "A few metrics are watched and acted on"},
    {"capacity", "Managers have time for their accounts"},
    {"knowledge", "Knowledge survives when somebody leaves"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<Practice> = practice_choices;

inline constexpr ChoiceInfo maturity_choices[] = {
    {"", "Not answered"},   {"not_at_all", "Not at all"},
    {"begun", "Begun"},     {"for_some", "For some key accounts"},
    {"for_all", "For all"}, {"improved", "For all, and improved each year"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<Maturity> = maturity_choices;

}  // namespace keyplan::model
