// The record kinds of a plan: plain structs. Their fields are described once in records.cpp; a new
// field is one member here and one line there.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/model/describe.h"
#include "core/model/types.h"

namespace keyplan::model {

struct Settings;
struct ExchangeRate;
struct TeamMember;
struct Offering;
struct Account;
struct Revenue;
struct Opportunity;
struct Action;
struct Person;

template <>
inline constexpr Kind kind_of<Settings> = Kind::settings;
template <>
inline constexpr Kind kind_of<ExchangeRate> = Kind::rate;
template <>
inline constexpr Kind kind_of<TeamMember> = Kind::team_member;
template <>
inline constexpr Kind kind_of<Offering> = Kind::offering;
template <>
inline constexpr Kind kind_of<Account> = Kind::account;
template <>
inline constexpr Kind kind_of<Revenue> = Kind::revenue;
template <>
inline constexpr Kind kind_of<Opportunity> = Kind::opportunity;
template <>
inline constexpr Kind kind_of<Action> = Kind::action;
template <>
inline constexpr Kind kind_of<Person> = Kind::person;

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
enum class ActionStatus : std::uint8_t { unset, open, doing, done, dropped };
enum class DecisionRole : std::uint8_t {
  unset,
  decider,
  economic_buyer,
  influencer,
  champion,
  gatekeeper,
  user
};
enum class Attitude : std::uint8_t { unset, against, neutral, in_favour, champion };

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
  std::string source;         // this record's identity in the system it was imported from
  std::string also_known_as;  // other names and identities, one on a line
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

struct Action {
  std::string title;
  Ref<Account> account;
  Ref<Opportunity> opportunity;
  Ref<Person> person;
  Ref<TeamMember> owner;
  Date due;
  ActionStatus status = ActionStatus::unset;  // unset counts as open
  Count effort_hours;
  std::string notes;
  std::string source;
};

struct Person {
  std::string name;
  Ref<Account> account;
  std::string job_title;
  DecisionRole role = DecisionRole::unset;
  Attitude attitude = Attitude::unset;
  Ref<Person> reports_to;
  Ref<TeamMember> owner;  // who of ours looks after the relationship
  Date last_contact;
  std::string email;
  std::string phone;
  std::string notes;
  std::string source;
  std::string also_known_as;
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

inline constexpr ChoiceInfo action_status_choices[] = {
    {"", "Open (usual)"},
    {"open", "Open", "not started|to do|todo|new|pending"},
    {"doing", "In progress", "in progress|started|doing|waiting on someone else"},
    {"done", "Done", "completed|complete|closed"},
    {"dropped", "Dropped", "deferred|cancelled|canceled"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<ActionStatus> = action_status_choices;

inline constexpr ChoiceInfo decision_role_choices[] = {
    {"", "Not known"},
    {"decider", "Decider", "decision maker|decision-maker|business decision maker"},
    {"economic_buyer", "Economic buyer", "economic decision maker|budget holder|economic buyer"},
    {"influencer", "Influencer", "evaluator|technical buyer|influencer"},
    {"champion", "Champion", "executive sponsor|sponsor|champion"},
    {"gatekeeper", "Gatekeeper", "procurement|blocker|gatekeeper"},
    {"user", "User", "business user|end user|user"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<DecisionRole> = decision_role_choices;

inline constexpr ChoiceInfo attitude_choices[] = {
    {"", "Not known"},
    {"against", "Against", "enemy|negative|opponent"},
    {"neutral", "Neutral"},
    {"in_favour", "In favour", "for|supporter|positive"},
    {"champion", "Champion", "mentor|advocate|promoter"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<Attitude> = attitude_choices;

/// Everything generic code knows about a record kind.
struct KindInfo {
  Kind kind;
  std::string_view key;     // "kind" in files
  std::string_view label;   // "Account"
  std::string_view plural;  // "Accounts"
  std::span<const FieldInfo> fields;
  std::uint16_t title = 0;                    // field that names a record to a person
  std::optional<std::uint16_t> account = {};  // field that says which account a record belongs to
};

inline constexpr Id settings_id{1};

const KindInfo& info(Kind kind);
template <class T>
const KindInfo& info() {
  return info(kind_of<T>);
}
std::span<const KindInfo> all_kinds();
const KindInfo* find_kind(std::string_view key);

/// Index of a field by its key, if there is one.
std::optional<std::uint16_t> find_field(Kind kind, std::string_view key);

/// Index of a described member, e.g. field_index<&Account::name>().
template <auto Member>
std::uint16_t field_index() {
  using Class = typename detail::MemberOf<decltype(Member)>::Class;
  static const std::uint16_t index = [] {
    const auto fields = info<Class>().fields;
    std::uint16_t i = 0;
    while (fields[i].at != &detail::member_address<Member>) ++i;
    return i;
  }();
  return index;
}

template <class E>
std::string_view choice_label(E value) {
  return choices_of<E>[static_cast<std::size_t>(value)].label;
}

}  // namespace keyplan::model
