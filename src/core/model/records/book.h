// The book of business: settings, team, offerings, accounts, revenue, opportunities and whitespace.
#pragma once

#include <string>

#include "core/model/describe.h"

namespace keyplan::model {

enum class Month : std::uint8_t {
  unset,
  january,
  february,
  march,
  april,
  may,
  june,
  july,
  august,
  september,
  october,
  november,
  december
};
enum class Tier : std::uint8_t { unset, strategic, key, growth, maintain };
enum class RevenueKind : std::uint8_t { unset, existing, cross_sell, up_sell, new_customer, price };
enum class DealType : std::uint8_t { unset, new_customer, existing, cross_sell, up_sell, renewal };
enum class Engagement : std::uint8_t { unset, partnership, evaluation, assessment, prize, rescue };
enum class Commitment : std::uint8_t { unset, none, interest, verbal, written };
enum class AtRisk : std::uint8_t { unset, watch, serious, critical };
enum class CellState : std::uint8_t { unset, owned, open_deal, free, competitor, not_applicable };

/// One per plan, id settings_id.
struct Settings {
  std::string name;
  std::string owner;
  Month fiscal_year_start = Month::unset;  // unset = January
  Currency base_currency;                  // every total is in it
  Period plan_year;                        // the fiscal year being planned
  Money goal;                              // revenue wanted in plan_year
  // Levers of the forecast. Empty = derived from the plan's own data.
  Percent price_uplift;
  Percent churn;
  Percent win_rate;
  Money average_deal;
  Money planned_cross_sell;
  Money planned_up_sell;
  Money planned_new;
  // Vocabulary. Empty = the usual word.
  std::string word_account;
  std::string word_accounts;
  std::string word_offering;
  std::string word_offerings;
  std::string word_opportunity;
  std::string word_opportunities;
  // Weights of account health and plan completeness (analysis/health.h). Empty = the usual one.
  Percent weigh_satisfaction;
  Percent weigh_relationships;
  Percent weigh_value;
  Percent weigh_support;
  Percent weigh_execution;
  Percent weigh_revenue;
  Percent weigh_insight;
  Percent weigh_alignment;
  Percent weigh_goals;
  Percent weigh_risks;
  Percent weigh_actions;
  // Thresholds of priorities (analysis/priorities.h). Empty = the usual one.
  Decimal strategic_from;  // score of the tier, 0 to 10
  Decimal key_from;
  Decimal growth_from;
  Percent key_share;  // of revenue, from which an account is key
  Percent key_share_profit;
  Percent key_share_offering;  // of the revenue of any one
  Percent abc_a;               // cumulative revenue
  Percent abc_b;
  // Hours a year for one account of a tier (analysis/workload.h). Empty = the usual ones.
  Count hours_strategic;
  Count hours_key;
  Count hours_growth;
  Count hours_maintain;
  // Lifetime value (analysis/metrics.h). Empty = the usual ones.
  Percent discount_rate;
  Count lifetime_years;
};

struct ExchangeRate {
  Currency currency;
  Date date;  // valid from this day until the next rate of the currency
  Rate rate;  // units of the base currency for one unit
};

struct TeamMember {
  std::string name;
  std::string job_title;
  std::string email;
  std::string region;
  Ref<TeamMember> manager;
  Ref<TeamMember> second_manager;  // also reports to: the other side of a matrix
  Count capacity_hours;            // for accounts, a year
  Money budget;                    // for accounts, a year
  std::string source;              // this record's identity in the system it was imported from
  std::string also_known_as;       // other names and identities, one on a line
};

struct Offering {
  std::string name;
  std::string family;
  Money price;
  std::string source;
  std::string also_known_as;
};

struct Account {
  std::string name;
  Ref<Account> parent;
  Tier tier = Tier::unset;
  std::string sector;
  std::string region;
  std::string country;
  std::string city;
  Ref<TeamMember> owner;
  Date customer_since;
  Date renewal;
  Currency currency;
  Count employees;
  Money company_revenue;  // the customer's own sales, a measure of size
  Period founded;
  std::string website;
  std::string phone;
  std::string address;
  std::string background;
  std::string preferred_services;
  Engagement engagement = Engagement::unset;
  Commitment commitment = Commitment::unset;
  AtRisk at_risk = AtRisk::unset;
  std::string risk_reason;
  Ref<PlanTemplate> plan_template;
  Money category_spend;   // what they spend a year on what we sell, with whomever
  bool standing = false;  // of national or global importance, whatever it buys
  bool targeted = false;  // this period
  bool advocate = false;  // the branch that speaks for us at the others
  Count planned_hours;    // of ours, a year
  Money planned_budget;   // a year
  std::string notes;
  std::string source;
  std::string also_known_as;
};

struct Revenue {
  Ref<Account> account;
  Period period;
  Ref<Offering> offering;
  RevenueKind kind = RevenueKind::unset;  // unset counts as existing
  Money amount;
  Money cost;
  std::string note;
  std::string source;
};

struct Opportunity {
  std::string name;
  Ref<Account> account;
  Ref<Offering> offering;
  Progress progress;
  Money amount;
  DealType type = DealType::unset;
  Date opened;
  Date close;  // expected, or actual once won or lost
  Ref<TeamMember> owner;
  std::string next_step;
  std::string source;
};

/// An offering at a unit (an account or branch): sold, open, free or taken.
struct WhitespaceCell {
  std::string note;
  Ref<Account> account;
  Ref<Offering> offering;
  CellState state = CellState::unset;  // unset: what deals and revenue say
  Money potential;                     // a year
  Money current;                       // a year; empty: what revenue says
  Ref<Competitor> competitor;
  Date until;  // when the competitor's contract ends
  Percent adoption;
};

inline constexpr ChoiceInfo stage_choices[] = {
    {"", "Not set"},
    {"prospecting", "Prospecting", "lead|new|open|appointment scheduled|appointmentscheduled"},
    {"engaging", "Engaging",
     "qualification|qualify|qualified|qualified to buy|qualifiedtobuy|needs analysis|develop|"
     "discovery|presentation scheduled|presentationscheduled|id. decision makers|"
     "perception analysis|value proposition|decision maker bought-in|decisionmakerboughtin"},
    {"proposal", "Proposal", "propose|proposal/price quote|proposal price quote|quote|offer"},
    {"negotiation", "Negotiation",
     "negotiation/review|negotiation review|contract sent|contractsent|closing|close"},
    {"won", "Won", "closed won|closedwon|gewonnen|order"},
    {"lost", "Lost",
     "closed lost|closedlost|closed lost to competition|verloren|canceled|cancelled"},
};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<Stage> = stage_choices;

template <>
inline constexpr std::span<const ChoiceInfo> choices_of<Progress> = stage_choices;

inline constexpr ChoiceInfo month_choices[] = {
    {"", "January (usual)"},    {"january", "January"}, {"february", "February"},
    {"march", "March"},         {"april", "April"},     {"may", "May"},
    {"june", "June"},           {"july", "July"},       {"august", "August"},
    {"september", "September"}, {"october", "October"}, {"november", "November"},
    {"december", "December"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<Month> = month_choices;

inline constexpr ChoiceInfo tier_choices[] = {
    {"", "No tier"},
    {"strategic", "Strategic", "a|platinum|tier 1|global"},
    {"key", "Key", "b|gold|tier 2|major"},
    {"growth", "Growth", "c|silver|tier 3"},
    {"maintain", "Maintain", "d|bronze|tier 4"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<Tier> = tier_choices;

inline constexpr ChoiceInfo revenue_kind_choices[] = {
    {"", "Existing (usual)"},
    {"existing", "Existing", "existing business|renewal|recurring|repeat"},
    {"cross_sell", "Cross-sell", "cross sell|cross-sell|crosssell"},
    {"up_sell", "Up-sell", "up sell|up-sell|upsell|expansion|upgrade"},
    {"new", "New customer", "new business|new logo|new customer"},
    {"price", "Price", "price increase|price effect"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<RevenueKind> = revenue_kind_choices;

inline constexpr ChoiceInfo deal_type_choices[] = {
    {"", "Not set"},
    {"new", "New customer", "new business|newbusiness|new logo|new customer"},
    {"existing", "Existing", "existing business|existingbusiness|existing customer"},
    {"cross_sell", "Cross-sell", "cross sell|cross-sell|existing customer - cross-sell"},
    {"up_sell", "Up-sell", "up sell|up-sell|upsell|existing customer - upgrade|expansion"},
    {"renewal", "Renewal", "renewals|existing customer - renewal"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<DealType> = deal_type_choices;

inline constexpr ChoiceInfo engagement_choices[] = {{"", "Not set"},
                                                    {"partnership", "Partnership"},
                                                    {"evaluation", "Evaluation"},
                                                    {"assessment", "Assessment"},
                                                    {"prize", "Pursuit of a prize"},
                                                    {"rescue", "Rescue"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<Engagement> = engagement_choices;

inline constexpr ChoiceInfo commitment_choices[] = {{"", "Not known"},
                                                    {"none", "None"},
                                                    {"interest", "Interest"},
                                                    {"verbal", "Given by word"},
                                                    {"written", "In writing"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<Commitment> = commitment_choices;

inline constexpr ChoiceInfo at_risk_choices[] = {
    {"", "No"}, {"watch", "Watch"}, {"serious", "Serious"}, {"critical", "Critical"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<AtRisk> = at_risk_choices;

inline constexpr ChoiceInfo cell_state_choices[] = {
    {"", "As deals and revenue say"}, {"owned", "Owned"},
    {"open_deal", "Open deal"},       {"free", "Whitespace"},
    {"competitor", "Competitor"},     {"not_applicable", "Not applicable"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<CellState> = cell_state_choices;

}  // namespace keyplan::model
