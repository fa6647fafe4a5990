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
//   {?a|b|c}             the number chooses one of them, from 0
#include "core/analysis/checks.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <tuple>

#include "core/model/display.h"
#include "core/sorting/sort.h"

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

template <auto Member>
constexpr Preset found() {
  return {.from = Preset::From::found, .field = &field_index<Member>};
}

template <auto Member>
constexpr Preset other() {
  return {.from = Preset::From::other, .field = &field_index<Member>};
}

template <auto Member, class E>
constexpr Preset choice(E value) {
  return {.from = Preset::From::choice,
          .field = &field_index<Member>,
          .choice = static_cast<std::uint8_t>(value)};
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
    // Customer insight
    {Rule::question_unanswered, "question_unanswered", Area::insight, Severity::check,
     "Unanswered question", "{n|question has|questions have} no answer, first {name}",
     "Without these answers the plan rests on what we believe.",
     create<Answer>("Write the answer", found<&Answer::question>())},
    {Rule::answer_old, "answer_old", Area::insight, Severity::hint, "Old answer",
     "{n|answer is|answers are} older than a year, since {date}",
     "Customers change their aims every year.",
     create<Answer>("Ask again", other<&Answer::question>())},
    {Rule::answers_assumed, "answers_assumed", Area::insight, Severity::check,
     "Only assumed answers", "{n|answer is|answers are} assumed and none was given by the customer",
     "An assumption that nobody tested is not insight.",
     open<&Answer::certainty>("Say how certain it is")},
    {Rule::insight_without_so_what, "insight_without_so_what", Area::insight, Severity::hint,
     "Insight without \"so what\"",
     "{n|insight does|insights do} not say what follows from it, first {name}",
     "An insight is worth what we do about it.", open<&Insight::so_what>("Say what follows")},
    {Rule::research_without_so_what, "research_without_so_what", Area::insight, Severity::hint,
     "Research without \"so what\"",
     "{n|research entry does|research entries do} not say what follows, first {name}",
     "News that lead to nothing need not be collected.",
     open<&Research::so_what>("Say what follows")},
    {Rule::swot_without_so_what, "swot_without_so_what", Area::insight, Severity::hint,
     "SWOT without \"so what\"",
     "{n|SWOT entry does|SWOT entries do} not say what follows, first {name}",
     "A list of strengths and weaknesses changes nothing by itself.",
     open<&SwotEntry::so_what>("Say what follows")},
    {Rule::customer_goal_unconfirmed, "customer_goal_unconfirmed", Area::insight, Severity::check,
     "Customer goal not confirmed", "Nobody at the customer has confirmed their goal {name}",
     "We may be helping with something they do not want.",
     open<&Insight::confirmed_by>("Say who confirmed it")},
    {Rule::no_customer_goal, "no_customer_goal", Area::insight, Severity::check,
     "No goal of the customer", "No goal of the customer is recorded",
     "Who does not know the customer's goals can only sell products.",
     create<Insight>("Add a goal of theirs", choice<&Insight::type>(InsightType::goal))},
    {Rule::no_initiative, "no_initiative", Area::insight, Severity::hint,
     "No initiative or pressure", "No initiative or pressure of the customer is recorded",
     "Budgets follow initiatives, and initiatives follow pressures.",
     create<Insight>("Add an initiative", choice<&Insight::type>(InsightType::initiative))},
    {Rule::initiative_not_linked, "initiative_not_linked", Area::insight, Severity::hint,
     "Initiative not linked",
     "{n|initiative or pressure is|initiatives and pressures are} linked to nothing, first {name}",
     "An initiative that serves no goal of theirs will not last.",
     create<InsightLink>("Link it", found<&InsightLink::from>())},
    {Rule::insight_without_owner, "insight_without_owner", Area::insight, Severity::hint,
     "Insight without owner",
     "{n|insight is|insights are} followed by nobody of ours, first {name}",
     "What nobody follows is out of date soon.", open<&Insight::owner>("Choose who follows it")},
    {Rule::insight_open_end, "insight_open_end", Area::insight, Severity::check,
     "Insight leads nowhere",
     "{n|insight leads|insights lead} to no offering and no goal of ours, first {name}",
     "What we know should show in what we offer.", open<&Insight::offering>("Choose an offering")},
    {Rule::research_old, "research_old", Area::insight, Severity::hint, "No recent research",
     "Nothing new about the customer has been noted {since}",
     "Somebody else reads the news about them.", create<Research>("Add an entry")},
    // Alignment
    {Rule::goal_unconfirmed, "goal_unconfirmed", Area::alignment, Severity::check,
     "Goal not agreed", "Nobody at the customer has agreed to {name}",
     "A goal that only we have is a wish.", open<&Goal::confirmed_by>("Say who agreed")},
    {Rule::goal_not_aligned, "goal_not_aligned", Area::alignment, Severity::check,
     "Goal not aligned", "{name} helps the customer with nothing they want",
     "Goals that serve both houses survive changes of people.",
     create<Alignment>("Link it to theirs", found<&Alignment::goal>())},
    {Rule::goal_without_owner, "goal_without_owner", Area::alignment, Severity::check,
     "Goal without owner", "{name} has no owner",
     "A goal that belongs to nobody is missed by nobody.", open<&Goal::owner>("Choose an owner")},
    {Rule::goal_without_role, "goal_without_role", Area::alignment, Severity::hint,
     "Goal without roles", "Nobody has said what they do for {name}",
     "Everybody should be able to say their part in one sentence.",
     create<GoalRole>("Add a role", found<&GoalRole::goal>())},
    // Clear goals
    {Rule::no_goal, "no_goal", Area::goals, Severity::check, "No goal", "The plan has no goal",
     "Without a goal nobody can tell whether the plan works.", create<Goal>("Add a goal")},
    {Rule::goal_vague, "goal_vague", Area::goals, Severity::check, "Vague goal",
     "{name} is vague and names no number", "Nobody can tell when \"better\" is reached.",
     open<&Goal::target>("Set a target")},
    {Rule::goal_without_number, "goal_without_number", Area::goals, Severity::check,
     "Goal without number", "{name} has no target",
     "What is not measured cannot be missed or reached.", open<&Goal::target>("Set a target")},
    {Rule::goal_without_date, "goal_without_date", Area::goals, Severity::check,
     "Goal without date", "{name} has no date", "What has no date is never late.",
     open<&Goal::due>("Set a date")},
    {Rule::goal_without_baseline, "goal_without_baseline", Area::goals, Severity::hint,
     "Goal without baseline", "{name} does not say where it started",
     "Progress can only be told from a start.", open<&Goal::baseline>("Set the baseline")},
    {Rule::goal_past_due, "goal_past_due", Area::goals, Severity::check, "Goal past its date",
     "{name} was due on {date}", "A goal that has passed is reached, moved or given up.",
     open<&Goal::status>("Update the goal")},
    {Rule::goal_off_track, "goal_off_track", Area::goals, Severity::risk,
     "Goal off track without action", "{name} is not on track and has no open action",
     "It will not come back by itself.", create<Action>("Add an action", found<&Action::goal>())},
    {Rule::goal_unrealistic, "goal_unrealistic", Area::goals, Severity::check, "Unrealistic goal",
     "{name} is more than twice the best year so far",
     "Nobody works for a number they do not believe.", open<&Goal::target>("Set a new target")},
    {Rule::goal_no_better, "goal_no_better", Area::goals, Severity::check,
     "Target no better than today", "The target of {name} is no better than its baseline",
     "One of the two numbers is probably wrong.", open<&Goal::target>("Set a new target")},
    {Rule::growth_on_unsatisfied, "growth_on_unsatisfied", Area::goals, Severity::risk,
     "Growth on an unsatisfied account",
     "{name} shall grow revenue, but {?the account is at risk|there are more detractors than "
     "promoters|fewer than 60% are satisfied|a critical ticket is open}",
     "Unsatisfied customers do not buy more; mend first.",
     create<Action>("Add an action", found<&Action::goal>())},
    // Risks
    {Rule::no_risk, "no_risk", Area::risks, Severity::check, "No risk recorded",
     "No risk is recorded", "Every account can be lost; a plan without risks has not looked.",
     create<Risk>("Add a risk", choice<&Risk::type>(RiskType::risk))},
    {Rule::risk_without_owner, "risk_without_owner", Area::risks, Severity::check,
     "Risk without owner", "Nobody watches the risk {name}",
     "A risk that nobody watches arrives unseen.", open<&Risk::owner>("Choose an owner")},
    {Rule::risk_without_response, "risk_without_response", Area::risks, Severity::check,
     "Risk without response", "There is no response to the risk {name}",
     "To know a risk and do nothing is a decision somebody should take.",
     open<&Risk::response>("Choose a response")},
    {Rule::risk_not_rated, "risk_not_rated", Area::risks, Severity::hint, "Risk not rated",
     "The risk {name} has no impact or no likelihood",
     "Without both it cannot be told what to do first.", open<&Risk::impact>("Rate it")},
    {Rule::high_risk_without_action, "high_risk_without_action", Area::risks, Severity::risk,
     "High risk without action", "{name} is a high risk ({n} of 25) and has no open action",
     "High risks do not wait.", create<Action>("Add an action", found<&Action::risk>())},
    {Rule::risk_not_looked_at, "risk_not_looked_at", Area::risks, Severity::check,
     "Risk to look at again", "The risk {name} was to be looked at on {date}",
     "Risks grow while nobody looks.", open<&Risk::due>("Set the next date")},
    {Rule::loss_without_cause, "loss_without_cause", Area::risks, Severity::hint,
     "Loss without root cause", "Nobody has found out why {name} was lost",
     "What is not understood happens again.",
     open<&model::Loss::root_cause>("Write the root cause")},
    // Execution
    {Rule::action_without_owner, "action_without_owner", Area::execution, Severity::check,
     "Action without owner", "{n|open action has|open actions have} no owner, first {name}",
     "What belongs to nobody is done by nobody.", open<&Action::owner>("Choose an owner")},
    {Rule::action_without_date, "action_without_date", Area::execution, Severity::check,
     "Action without date", "{n|open action has|open actions have} no date, first {name}",
     "What has no date is done last.", open<&Action::due>("Set a date")},
    {Rule::action_forgotten, "action_forgotten", Area::execution, Severity::check,
     "Forgotten action",
     "{n|action was|actions were} due more than 60 days ago and nobody has touched them, first "
     "{name}",
     "Old open actions hide the ones that matter.", open<&Action::status>("Do it or drop it")},
    {Rule::action_waits, "action_waits", Area::execution, Severity::check, "Action waits",
     "{name} waits for {other}, which {?is late|is dropped|ends after it|is done: it can start}",
     "A chain of actions is as late as its first link.",
     open<&Action::after>("Change what it waits for")},
    {Rule::no_open_action, "no_open_action", Area::execution, Severity::check,
     "No open action in the plan", "The plan has no open action",
     "A plan without a next step stands still.", create<Action>("Add an action")},
    {Rule::review_overdue, "review_overdue", Area::execution, Severity::check, "Review overdue",
     "No review has been held {since}", "Regular reviews are what keeps a plan alive.",
     create<Review>("Plan a review")},
    {Rule::review_without_actions, "review_without_actions", Area::execution, Severity::hint,
     "Review without actions", "The review on {date} has notes, but no action came from it",
     "A review that changes nothing was a meeting.",
     create<Action>("Add an action", found<&Action::review>())},
    {Rule::visit_overdue, "visit_overdue", Area::execution, Severity::hint, "Visit overdue",
     "No visit has been made {since} and none is planned",
     "How the work is done can only be seen where it is done.", create<Visit>("Plan a visit")},
    {Rule::visit_not_closed, "visit_not_closed", Area::execution, Severity::check,
     "Visit still planned", "The visit {name} was planned for {date}",
     "It took place, or it needs a new date.", open<&Visit::status>("Update the visit")},
    {Rule::visit_without_findings, "visit_without_findings", Area::execution, Severity::hint,
     "Visit without findings", "The visit {name} on {date} has no findings",
     "What was seen is forgotten within a week.", open<&Visit::findings>("Write the findings")},
    {Rule::plan_unchanged, "plan_unchanged", Area::execution, Severity::check, "Plan unchanged",
     "Nothing in the plan has changed since {date}", "The customer has changed meanwhile.",
     create<Look>("Say that it still holds", choice<&Look::subject>(Subject::plan))},
    // Relationships
    {Rule::renewal_single_threaded, "renewal_single_threaded", Area::relationships, Severity::risk,
     "Renewal on too few people",
     "Only {n|person is|people are} in dialogue with us, and the contract ends or renews on {date}",
     "One change of job can cost the renewal.", create<Person>("Add a person")},
    {Rule::renewal_few_deciders, "renewal_few_deciders", Area::relationships, Severity::risk,
     "Renewal without deciders",
     "Only {n|person who decides is|people who decide are} in dialogue with us, and the contract "
     "ends or renews on {date}",
     "Who decides on a renewal should know us before.", create<model::Contact>("Record a contact")},
    {Rule::no_champion, "no_champion", Area::relationships, Severity::check, "No champion",
     "Nobody at the customer speaks for us", "Decisions are made when we are not in the room.",
     create<Person>("Add the champion", choice<&Person::role>(DecisionRole::champion))},
    {Rule::no_economic_buyer, "no_economic_buyer", Area::relationships, Severity::check,
     "No economic buyer", "It is not known who holds the budget",
     "Without the budget holder there is no order.",
     create<Person>("Add the economic buyer", choice<&Person::role>(DecisionRole::economic_buyer))},
    {Rule::decider_without_owner, "decider_without_owner", Area::relationships, Severity::check,
     "Decider without contact of ours", "Nobody of ours looks after {name}",
     "People who decide need somebody to call.", open<&Person::owner>("Choose our contact")},
    {Rule::decider_stale, "decider_stale", Area::relationships, Severity::check,
     "No contact with a decider", "{name} decides, and there has been no contact {since}",
     "Relationships fade within months.",
     create<model::Contact>("Record a contact", found<&model::Contact::person>())},
    {Rule::relationship_below_wanted, "relationship_below_wanted", Area::relationships,
     Severity::hint, "Relationship below the wanted",
     "{n|relationship is|relationships are} not where it should be, first {name}",
     "The wish is there; the approach is missing.", open<&Person::approach>("Write the approach")},
    {Rule::opponent_without_approach, "opponent_without_approach", Area::relationships,
     Severity::risk, "Strong opponent without approach",
     "{name} is against us, has power, and we have no approach",
     "A strong opponent stops what everybody else wants.",
     open<&Person::approach>("Write the approach")},
    {Rule::left_but_named, "left_but_named", Area::relationships, Severity::check,
     "Has left and is still named",
     "{name} has left, but {n|record names|records name} them as if not, first {other}",
     "Somebody else has to take that part.", open_record<Person>("Open the person")},
    {Rule::no_sponsor, "no_sponsor", Area::relationships, Severity::check, "No sponsor",
     "No executive of ours is paired with one of theirs",
     "A strategic account needs a line between the two top floors.",
     create<Sponsorship>("Add a sponsor pairing")},
    {Rule::sponsor_talk_overdue, "sponsor_talk_overdue", Area::relationships, Severity::check,
     "Sponsor talk overdue", "{other} has not talked to their sponsor at our house {since}",
     "A sponsor who never calls is none.", open<&Sponsorship::last_talk>("Say when they talked")},
    {Rule::no_superior_call, "no_superior_call", Area::relationships, Severity::hint,
     "No call of the superior", "{other} has not called the customer within a year",
     "Should the account manager leave, somebody else must be known there.",
     create<model::Contact>("Record the call", other<&model::Contact::member>())},
    {Rule::no_escalation_path, "no_escalation_path", Area::relationships, Severity::hint,
     "No escalation path", "It is not said who calls whom when something goes wrong",
     "In an emergency nobody has time to ask.", create<Escalation>("Add a step")},
    // Value
    {Rule::no_value_proposition, "no_value_proposition", Area::value, Severity::hint,
     "No value proposition", "It is not said what we are worth to the customer",
     "Who cannot name the value has to argue about the price.",
     create<ValueProposition>("Add a value proposition")},
    {Rule::value_without_number, "value_without_number", Area::value, Severity::check,
     "Value without number", "The value of {name} has no number",
     "Value counts in the customer's own figures.",
     open<&ValueProposition::quantity>("Add the figures")},
    {Rule::value_unconfirmed, "value_unconfirmed", Area::value, Severity::check,
     "Value not confirmed", "Nobody at the customer has confirmed the value of {name}",
     "Only a number that they confirm will hold.",
     open<&ValueProposition::confirmed_by>("Say who confirmed it")},
    {Rule::promise_not_checked, "promise_not_checked", Area::value, Severity::check,
     "Promise not checked", "Nobody has checked for a year whether {name} still arrives",
     "What converted the customer may be gone.",
     open<&Promise::checked_on>("Say when it was checked")},
    {Rule::promise_not_arriving, "promise_not_arriving", Area::value, Severity::risk,
     "Promise does not arrive", "{name} no longer arrives",
     "They came for it and will leave without it.", create<Action>("Add an action")},
    {Rule::barriers_only_ours, "barriers_only_ours", Area::value, Severity::hint,
     "Barriers good only for us", "What makes leaving hard is good only for us",
     "Customers who feel locked in leave when they can.",
     create<ExitBarrier>("Add one that is good for them",
                         choice<&ExitBarrier::benefits>(Benefits::customer))},
    // Support
    {Rule::no_satisfaction, "no_satisfaction", Area::support, Severity::hint,
     "No satisfaction score", "Nobody has asked whether the customer is satisfied",
     "Most unsatisfied customers leave without a complaint.", create<Satisfaction>("Add a score")},
    {Rule::satisfaction_old, "satisfaction_old", Area::support, Severity::check,
     "Old satisfaction score", "The latest satisfaction score is of {date}",
     "Half a year is long enough to lose a customer.", create<Satisfaction>("Add a score")},
    {Rule::scores_not_looked_at, "scores_not_looked_at", Area::support, Severity::hint,
     "Scores not looked at", "Nobody has looked at the score of {date}",
     "A customer who answers expects that somebody reads it.",
     create<Look>("Tick as looked at", choice<&Look::subject>(Subject::satisfaction))},
    {Rule::critical_ticket_open, "critical_ticket_open", Area::support, Severity::risk,
     "Critical ticket open", "The critical ticket {name} has been open for {n|day|days}",
     "Nothing else can be sold meanwhile.", open<&Ticket::closed>("Say when it was closed")},
    {Rule::tickets_not_looked_at, "tickets_not_looked_at", Area::support, Severity::hint,
     "Tickets not looked at",
     "{n|ticket is|tickets are} open, and nobody has looked at them for 30 days",
     "Who visits a customer should know what they are angry about.",
     create<Look>("Tick as looked at", choice<&Look::subject>(Subject::tickets))},
    // Revenue
    {Rule::contract_notice_near, "contract_notice_near", Area::revenue, Severity::risk,
     "Notice date near", "{name} can be ended until {date} and no open action is due before",
     "After that day it is decided for a year, or lost.", create<Action>("Add an action")},
    {Rule::contract_expired, "contract_expired", Area::revenue, Severity::check, "Contract expired",
     "{name} expired on {date}", "We deliver without a contract, or not at all.",
     open<&Contract::end>("Set the new end")},
    {Rule::competitor_contract_ends, "competitor_contract_ends", Area::revenue, Severity::check,
     "Competitor's contract ends",
     "A competitor's contract ends on {date}, and nothing is planned for it: {name}",
     "Such a door is open once in years.",
     create<Opportunity>("Add an opportunity", other<&Opportunity::offering>())},
    {Rule::deal_breaks_selling_rule, "deal_breaks_selling_rule", Area::execution, Severity::check,
     "Deal breaks a team-selling rule", "{name} breaks the rule {other}",
     "Large sales are lost by those who sell them alone.", create<Assignment>("Give the role")},
};

constexpr bool in_order() {
  if (std::size(table) != static_cast<std::size_t>(Rule::deal_breaks_selling_rule) + 1)
    return false;
  for (std::size_t i = 0; i < std::size(table); ++i) {
    if (static_cast<std::size_t>(table[i].rule) != i) return false;
  }
  return true;
}
static_assert(in_order(), "info() finds a rule by its place");

/// Whole characters of a title that would fill the line.
std::string shortened(const std::string& title) {
  constexpr std::size_t most = 80;  // bytes
  if (title.size() <= most) return title;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(title[end]) & 0xC0) == 0x80) --end;
  return title.substr(0, end) + "\u2026";
}

std::string name_of(const Plan& plan, RecordKey key) {
  const RecordBase* record = plan.find_any(key);
  const std::string title = record == nullptr ? std::string() : title_of(key.kind, *record);
  if (title.empty()) return "(no name)";
  const bool somebody = key.kind == Kind::person || key.kind == Kind::team_member;
  return somebody ? title : "\u201c" + shortened(title) + "\u201d";
}

/// What stands for one pair of braces.
std::string filled(std::string_view token, const Finding& f, const Plan& plan, Currency base) {
  if (token == "name") return name_of(plan, f.record);
  if (token == "other") return name_of(plan, f.other);
  if (token == "n") return count_text(f.number);
  if (token == "percent") return percent_text(std::abs(static_cast<double>(f.number)) / 10'000, 0);
  if (token == "money") return money_text({f.number, base}, MoneyStyle::compact);
  if (token == "year") return year_text(static_cast<int>(f.number));
  if (token == "date") return date_text(f.date);
  if (token == "since") return f.date ? "since " + date_text(f.date) : "yet";
  if (token == "in") return f.number == 0 ? "is today" : "in " + counted(f.number, "day", "days");
  if (token.starts_with('?')) {
    token.remove_prefix(1);
    for (std::int64_t i = 0; i < f.number && token.contains('|'); ++i) {
      token.remove_prefix(token.find('|') + 1);
    }
    return std::string(token.substr(0, token.find('|')));
  }
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
  keyplan::sort(findings, [](const Finding& a, const Finding& b) {
    if (a.severity != b.severity) return a.severity > b.severity;
    return std::tie(a.rule, a.date, a.record, a.number, a.other) <
           std::tie(b.rule, b.date, b.record, b.number, b.other);
  });
}

}  // namespace keyplan::analysis
