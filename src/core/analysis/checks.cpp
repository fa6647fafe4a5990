// The words of a rule may contain, in braces:
//   {name} {other}       the names of the two records
//   {n}                  the number
//   {n|one|many}         the number with what it counts
//   {percent}            the number as hundredths of a percent, its sign left out
//   {money}              the number as minor units
//   {year}               the number as a fiscal year
//   {date}               the date
//   {in}                 the number as days from today: "in 70 days"
//   {since}              "since" the date, or "yet" where there is none
#include "core/analysis/checks.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <tuple>

#include "core/model/display.h"

namespace keyplan::analysis {

using namespace model;

namespace {

template <auto Member>
constexpr Fix open(std::string_view label) {
  using T = typename model::detail::MemberOf<decltype(Member)>::Class;
  return {.label = label, .kind = kind_of<T>, .field = &field_index<Member>};
}

template <class T>
constexpr Fix open_record(std::string_view label) {
  return {.label = label, .kind = kind_of<T>};
}

template <class T>
constexpr Fix create(std::string_view label, Preset first = {}, Preset second = {}) {
  return {.label = label, .kind = kind_of<T>, .creates = true, .presets = {first, second}};
}

constexpr RuleInfo table[] = {
    // Operational
    {Rule::renewal_without_action, "renewal_without_action", Area::revenue, Severity::risk,
     "Renewal without action", "Renewal {in} and no open action",
     "A renewal that nobody works on is decided without us.", create<Action>("Add an action")},
    {Rule::renewal_passed, "renewal_passed", Area::revenue, Severity::check, "Renewal has passed",
     "Renewal date {date} has passed", "Until the next date is known, nobody prepares for it.",
     open<&Account::renewal>("Set the next renewal")},
    {Rule::revenue_lost, "revenue_lost", Area::revenue, Severity::risk, "Revenue is gone",
     "No revenue in {year}", "A customer without revenue is lost until somebody finds out why.",
     create<model::Loss>("Record what was lost")},
    {Rule::revenue_falling, "revenue_falling", Area::revenue, Severity::risk, "Revenue falls",
     "Revenue fell by {percent}", "Customers buy less before they leave.",
     create<Action>("Add an action")},
    {Rule::actions_overdue, "actions_overdue", Area::execution, Severity::check, "Overdue actions",
     "{n|action is|actions are} overdue, since {date}",
     "What was promised for a day and is not done costs trust.",
     open<&Action::status>("Update the oldest one")},
    {Rule::deals_past_close, "deals_past_close", Area::revenue, Severity::check,
     "Deals past their close date",
     "{n|open deal is|open deals are} past the close date, since {date}",
     "A forecast with dates in the past is wrong.", open<&Opportunity::close>("Set a new date")},
    {Rule::won_not_booked, "won_not_booked", Area::revenue, Severity::check, "Won, but no revenue",
     "Deals worth {money} are won, but no revenue of the year is recorded",
     "The revenue of the year is understated until it is recorded.",
     create<Revenue>("Record revenue")},
    {Rule::no_owner, "no_owner", Area::data, Severity::check, "Account without owner",
     "Nobody owns this account", "What belongs to nobody is done by nobody.",
     open<&Account::owner>("Choose an owner")},
    {Rule::no_people, "no_people", Area::relationships, Severity::hint, "No people",
     "No people are recorded", "Accounts do not buy; people do.", create<Person>("Add a person")},
    {Rule::no_next_action, "no_next_action", Area::execution, Severity::hint, "No open action",
     "No open action", "A plan without a next step stands still.", create<Action>("Add an action")},
    {Rule::missing_rate, "missing_rate", Area::data, Severity::check, "Missing exchange rate",
     "{n|amount is|amounts are} left out of the totals: no exchange rate on {date}",
     "Totals are too low as long as amounts are left out.",
     create<ExchangeRate>("Add the exchange rate")},
    {Rule::parent_missing, "parent_missing", Area::data, Severity::check, "Parent is missing",
     "Its parent is not in this plan", "The group cannot be added up without its parent.",
     open<&Account::parent>("Choose the parent")},
    {Rule::parent_cycle, "parent_cycle", Area::data, Severity::check, "Parents go in a circle",
     "It is its own parent, directly or through others",
     "A group without a top cannot be added up.", open<&Account::parent>("Choose another parent")},
    {Rule::account_missing, "account_missing", Area::data, Severity::check, "Account is gone",
     "{n|record belongs|records belong} to an account that is gone",
     "Records without their account are seen by nobody.", open_record<Account>("Open the account")},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < std::size(table); ++i) {
    if (static_cast<std::size_t>(table[i].rule) != i) return false;
  }
  return true;
}
static_assert(in_order(), "info() finds a rule by its place");

std::string name_of(const Plan& plan, RecordKey key) {
  const RecordBase* record = plan.find_any(key);
  const std::string title = record == nullptr ? std::string() : title_of(key.kind, *record);
  return title.empty() ? "(no name)" : title;
}

/// What stands for one pair of braces.
std::string filled(std::string_view token, const Finding& f, const Plan& plan, Currency base) {
  if (token == "name") return "\u201c" + name_of(plan, f.record) + "\u201d";
  if (token == "other") return "\u201c" + name_of(plan, f.other) + "\u201d";
  if (token == "n") return count_text(f.number);
  if (token == "percent") return percent_text(std::abs(static_cast<double>(f.number)) / 10'000, 0);
  if (token == "money") return money_text({f.number, base}, MoneyStyle::compact);
  if (token == "year") return year_text(static_cast<int>(f.number));
  if (token == "date") return date_text(f.date);
  if (token == "since") return f.date ? "since " + date_text(f.date) : "yet";
  if (token == "in") return f.number == 0 ? "is today" : "in " + counted(f.number, "day", "days");
  const std::size_t first = token.find('|');
  const std::size_t second = token.rfind('|');
  if (first == std::string_view::npos || first == second) return {};
  return counted(f.number, token.substr(first + 1, second - first - 1), token.substr(second + 1));
}

}  // namespace

std::string_view severity_word(Severity severity) {
  switch (severity) {
    case Severity::risk:
      return "Risk";
    case Severity::check:
      return "Check";
    case Severity::hint:
      return "Hint";
  }
  return "";
}

std::string_view area_label(Area area) {
  constexpr std::array<std::string_view, area_count> labels = {
      "Customer insight", "Alignment", "Clear goals", "Risks",   "Execution",
      "Relationships",    "Value",     "Support",     "Revenue", "Data"};
  return labels[static_cast<std::size_t>(area)];
}

std::span<const RuleInfo> all_rules() { return table; }

const RuleInfo& info(Rule rule) { return table[static_cast<std::size_t>(rule)]; }

const RuleInfo* find_rule(std::string_view id) {
  const auto found = std::ranges::find(table, id, &RuleInfo::id);
  return found == std::end(table) ? nullptr : found;
}

bool is_operational(Rule rule) { return rule <= Rule::account_missing; }

std::string sentence(const Finding& finding, const Plan& plan, Currency base) {
  const std::string_view words = info(finding.rule).words;
  std::string text;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t open = std::min(words.find('{', at), words.size());
    text += words.substr(at, open - at);
    if (open == words.size()) break;
    const std::size_t close = words.find('}', open);
    text += filled(words.substr(open + 1, close - open - 1), finding, plan, base);
    at = close + 1;
  }
  return text;
}

AnyRecord made_by(const Fix& fix, const Finding& finding, Id account) {
  AnyRecord record = make_record(fix.kind);
  const KindInfo& kind = model::info(fix.kind);
  void* data = data_of(fix.kind, *record);
  if (kind.account) kind.fields[*kind.account].set(data, account);
  for (const Preset& preset : fix.presets) {
    if (preset.from == Preset::From::nothing) continue;
    const FieldInfo& field = kind.fields[preset.field()];
    switch (preset.from) {
      case Preset::From::choice:
        field.set(data, Choice{preset.choice});
        break;
      case Preset::From::found:
        if (field.target == finding.record.kind) field.set(data, finding.record.id);
        break;
      case Preset::From::other:
        if (field.target == finding.other.kind) field.set(data, finding.other.id);
        break;
      case Preset::From::nothing:
        break;
    }
  }
  return record;
}

void sort_findings(std::vector<Finding>& findings) {
  std::ranges::sort(findings, [](const Finding& a, const Finding& b) {
    if (a.severity != b.severity) return a.severity > b.severity;
    return std::tie(a.rule, a.date, a.record, a.number, a.other) <
           std::tie(b.rule, b.date, b.record, b.number, b.other);
  });
}

}  // namespace keyplan::analysis
