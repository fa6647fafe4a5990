// The formulas of account planning on plain numbers. Amounts are whole minor units of one currency;
// ratios are fractions (0.07 is 7 %). Nothing means "not applicable": an empty or zero denominator
// never becomes 0, NaN or infinity. Nothing is rounded here; that is for display.
//
// Which of several customary definitions a name stands for is said beside it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace keyplan::analysis {

using Ratio = std::optional<double>;

/// part / whole.
Ratio ratio(double part, double whole);

// Growth and retention
// -----------------------------------------------------------------------------

Ratio growth(std::int64_t now, std::int64_t before);
/// Compound growth a year; nothing unless both ends are positive.
Ratio compound_growth(std::int64_t start, std::int64_t end, int years);

/// Revenue of the same customers at the start and end of a year. New customers are no part of it.
struct Cohort {
  std::int64_t opening = 0;
  std::int64_t expansion = 0;    // of customers who buy more
  std::int64_t contraction = 0;  // of customers who buy less, positive
  std::int64_t churned = 0;      // of customers who left, positive
};
Ratio net_revenue_retention(const Cohort& cohort);
Ratio gross_revenue_retention(const Cohort& cohort);  // never above 1
Ratio revenue_churn(const Cohort& cohort);            // customers who left only
Ratio revenue_churn_with_contraction(const Cohort& cohort);
Ratio net_revenue_churn(const Cohort& cohort);  // less expansion; may be negative
Ratio logo_churn(std::int64_t lost, std::int64_t at_start);
Ratio retention(std::int64_t at_end, std::int64_t new_ones, std::int64_t at_start);
Ratio renewal_rate(double renewed, double due);  // counts or values

struct ChurnYear {
  std::int64_t opening = 0;
  std::int64_t lost = 0;
};
/// Mean of the yearly rates: every year weighs the same. Years without an opening are left out.
Ratio average_churn(std::span<const ChurnYear> years);
/// All that was lost / all openings: large years weigh more.
Ratio pooled_churn(std::span<const ChurnYear> years);

// Forecast
// -----------------------------------------------------------------------------------------

/// base x (1 + price uplift) x (1 - churn), to the minor unit.
std::int64_t predicted_existing(std::int64_t base, double price_uplift, double churn);

struct GapClosing {
  std::int64_t gap = 0;               // negative = the goal is passed
  std::optional<std::int64_t> need;   // pipeline to add: gap / win rate
  std::optional<std::int64_t> deals;  // ceil(need / average deal)
};
/// gap = goal - existing - weighted pipeline. A passed goal needs nothing.
GapClosing close_gap(std::int64_t goal, std::int64_t existing, std::int64_t weighted_pipeline,
                     Ratio win_rate, std::optional<std::int64_t> average_deal);

// Pipeline
// -----------------------------------------------------------------------------------------

/// won / (won + lost), open deals excluded; counts or values.
Ratio win_rate(double won, double lost);
Ratio existing_new_multiple(Ratio win_rate_existing, Ratio win_rate_new);
Ratio mean(std::span<const std::int64_t> values);
Ratio median(std::vector<std::int64_t> values);
/// Unweighted, time-bound pipeline / what is still to be sold.
Ratio pipeline_coverage(std::int64_t pipeline, std::int64_t remaining_quota);
/// 1 / win rate x (1 + slippage).
Ratio required_coverage(Ratio win_rate, double slippage = 0);
/// amount x probability of one deal in basis points of a percent, to the minor unit, half to even.
std::int64_t weighted(std::int64_t amount, std::int32_t percent_hundredths);
/// Minor units a day.
Ratio sales_velocity(std::int64_t deals, double average_deal, Ratio win_rate, Ratio cycle_days);

// Value of a customer
// ------------------------------------------------------------------------------

/// m r / (1 + d - r): margin m a year, retention r, discount d; first margin after a year.
Ratio lifetime_value(double margin, double retention_rate, double discount);
/// m (1 + d) / (1 + d - r): first margin at once.
Ratio lifetime_value_immediate(double margin, double retention_rate, double discount);
/// m / (1 - r): not discounted.
Ratio lifetime_value_undiscounted(double margin, double retention_rate);
/// Sum of m r^t / (1 + d)^t for t = first .. first + years - 1.
Ratio lifetime_value_years(double margin, double retention_rate, double discount, int first,
                           int years);
Ratio gross_margin(std::int64_t revenue, std::int64_t cost_of_goods);
Ratio cost_to_serve_share(std::int64_t cost_to_serve, std::int64_t revenue);
Ratio contribution(std::int64_t gross_margin, std::int64_t cost_to_serve, std::int64_t revenue);

// Satisfaction
// -------------------------------------------------------------------------------------

/// Answers 0-10: % of 9-10 minus % of 0-6, -100 to 100. 7-8 count in the base.
Ratio net_promoter_score(std::span<const int> answers);
/// Share of answers 4-5 of 1-5 (top two boxes).
Ratio satisfaction_top_two(std::span<const int> answers);
Ratio satisfaction_mean(std::span<const int> answers);

// Penetration
// --------------------------------------------------------------------------------------

Ratio share_of_wallet(std::int64_t our_revenue, std::int64_t customer_spend);
/// Of what cells of whitespace say could be sold a year, not of what the customer spends.
Ratio share_of_potential(std::int64_t current, std::int64_t potential);
Ratio penetration(std::int64_t sold, std::int64_t sellable);  // products, units or cells
struct Cell {
  std::int64_t potential = 0;
  std::int64_t current = 0;
};
/// Potential less current spend, summed; a cell above its potential adds nothing.
std::int64_t whitespace(std::span<const Cell> cells);

// Concentration and segments
// -----------------------------------------------------------------------

/// Revenue of the largest n / total. Amounts not above zero count as none.
Ratio top_share(std::vector<std::int64_t> revenues, std::size_t n);
/// Sum of squared percent shares, 0 to 10,000.
Ratio concentration_index(std::span<const std::int64_t> revenues);
/// Whether any share reaches the threshold.
bool is_key_account(std::span<const Ratio> shares, double threshold, bool strategic = false);

enum class Abc : std::uint8_t { a, b, c };
/// By cumulative revenue, in the order given: A while the share before an item is below 80 %, B
/// below 95 %. Equal revenues get their letters in the order given.
std::vector<Abc> abc(std::span<const std::int64_t> revenues, double a = 0.80, double b = 0.95);

struct Weighted {
  double weight = 0;
  double score = 0;
};
/// Sum of weight x score / sum of weights.
Ratio weighted_score(std::span<const Weighted> parts);
enum class Band : std::uint8_t { low, medium, high };
Band band_of_nine(double score);  // cut at 3.33 and 6.67 of 10

struct Loss {
  std::int64_t revenue = 0;
  std::optional<std::int64_t> pipeline_to_refill;  // lost / win rate
};
Loss worst_case(std::span<const std::int64_t> lost_revenues, Ratio win_rate);

// Relationships, health and plans
// ------------------------------------------------------------------

struct Contact {
  double weight = 1;
  bool engaged = false;  // two-way dialogue
};
/// Engaged / identified, by weight; all weights 1 gives the plain count.
Ratio decision_maker_coverage(std::span<const Contact> contacts);

enum class Threads : std::uint8_t { none, single, thin, enough };
/// None below 1 contact, single below 2, thin below 3.
Threads multi_threading(double contacts_per_deal);

/// .25 (NPS + 100)/2 + .35 usage + .20 max(0, 100 - 10 tickets) + .20 max(0, 100 - 2 days).
double health_composite(double nps, double usage, int open_tickets, int days_since_login);
/// Weighted mean of scores less the severity of risks, not below 0.
Ratio health_weighted(std::span<const Weighted> parts, double risk);
/// .40 breadth + .25 seniority + .20 two-way + .10 multithread + .05 advocate.
double relationship_depth(double breadth, double seniority, double two_way, double multithread,
                          double advocate);
double decayed(double points, double days, double half_life_days = 45);
struct Relation {
  double weight = 1;      // 1-3
  double stance = 0;      // -2 enemy .. +2 mentor
  double confidence = 1;  // 0, .33, .67, 1
};
/// 50 + 25 sum(weight x stance x confidence) / sum(weight).
Ratio relationship_health(std::span<const Relation> relations);
enum class Rag : std::uint8_t { red, amber, green };
Rag completeness_rag(double completeness);  // below .40, below .75, else

struct Credit {
  std::int64_t revenue = 0;   // counted once
  std::int64_t credited = 0;  // the sum of all credits
};
Credit matrix_credit(std::int64_t revenue, std::span<const double> shares);

}  // namespace keyplan::analysis
