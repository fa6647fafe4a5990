#include "core/analysis/account_plan.h"

#include <algorithm>
#include <unordered_map>

#include "core/model/display.h"
#include "core/sorting/sort.h"

namespace keyplan::analysis {

using namespace model;

namespace {

constexpr int days_a_year = 365;

bool within(Date day, Date today, int days) {
  return day && day <= today && today.days - day.days <= days;
}

/// The later one, leaving out what lies after today.
void keep_later(Date& latest, Date day, Date today) {
  if (day && day <= today && (!latest || day > latest)) latest = day;
}

/// Of records with a date: the latest up to today for which `fits` holds; the lower id of equals.
template <class T, class Fits>
const Record<T>* latest_of(const Plan& plan, Id account, Date today, Fits fits) {
  const Record<T>* latest = nullptr;
  for (const Record<T>& record : plan.of_account<T>(account)) {
    const Date date = record.data.date;
    if (!date || date > today || !fits(record.data)) continue;
    if (latest == nullptr || date > latest->data.date ||
        (date == latest->data.date && record.id < latest->id)) {
      latest = &record;
    }
  }
  return latest;
}

}  // namespace

std::optional<std::int64_t> in_base(Money money, Date day, const Context& context) {
  if (!money) return std::nullopt;
  if (money.currency == context.base) return money.minor;
  return context.rates.convert(money, day).minor;
}

Date months_later(Date day, std::int64_t months) {
  if (!day) return {};
  const CivilDate from = civil(day);
  const std::int64_t month = from.year * std::int64_t{12} + from.month - 1 +
                             std::clamp<std::int64_t>(months, -120'000, 120'000);
  for (int last = from.day; last > from.day - 4; --last) {
    const auto found =
        date_of(static_cast<int>(month / 12), static_cast<int>(month % 12) + 1, last);
    if (found) return *found;
  }
  return day;
}

Date changed_on(const Plan& plan, Stamp stamp) {
  if (stamp.session >= plan.sessions().size()) return {};
  const std::int64_t minutes = plan.sessions()[stamp.session].start_minutes;
  if (minutes <= 0) return {};  // not known
  return {static_cast<std::int32_t>(minutes / (24 * 60))};
}

Date changed_on(const Plan& plan, const RecordBase& record) {
  Date latest = changed_on(plan, record.created);
  for (const FieldStamp& field : record.stamps) {
    latest = std::max(latest, changed_on(plan, field.stamp));
  }
  return latest;
}

// Questions
// ---------------------------------------------------------------------------------------

Questions questions_of(const Plan& plan, const Record<Account>& account) {
  struct Asked {
    OrderKey set;
    Id set_id;
    OrderKey question;
    Id id;
    auto operator<=>(const Asked&) const = default;
  };
  std::vector<Id> sets;
  for (const Record<QuestionSet>& set : plan.table<QuestionSet>()) {
    const QuestionPurpose purpose = set.data.purpose;
    if (purpose == QuestionPurpose::standing || purpose == QuestionPurpose::position) {
      sets.push_back(set.id);
    }
  }
  if (account.data.plan_template) {
    for (const Record<TemplateItem>& item : plan.table<TemplateItem>()) {
      if (item.data.plan_template == account.data.plan_template && item.data.set) {
        sets.push_back(item.data.set.id);
      }
    }
  }
  std::vector<Asked> asked;
  for (const Record<Question>& question : plan.table<Question>()) {
    if (!std::ranges::contains(sets, question.data.set.id)) continue;
    const auto* set = plan.find(question.data.set);
    if (set != nullptr) asked.push_back({set->data.ord, set->id, question.data.ord, question.id});
  }
  keyplan::sort(asked);

  Questions result;
  std::unordered_map<Id, const Record<Answer>*, IdHash> latest;
  for (const Record<Answer>& answer : plan.of_account<Answer>(account.id)) {
    if (answer.data.text.empty() || !answer.data.question) continue;
    const Record<Answer>*& held = latest[answer.data.question.id];
    if (held == nullptr || answer.data.date > held->data.date ||
        (answer.data.date == held->data.date && answer.id < held->id)) {
      held = &answer;
    }
  }
  for (const auto& [question, answer] : latest) result.latest.push_back(answer);
  keyplan::sort(result.latest, {}, [](const auto* answer) { return answer->id; });
  for (const Asked& question : asked) {
    ++result.asked;
    if (latest.contains(question.id)) {
      ++result.answered;
    } else {
      result.open.push_back(question.id);
    }
  }
  return result;
}

// Value
// -------------------------------------------------------------------------------------------

std::expected<Money, std::string_view> worth_of(const ValueProposition& value) {
  if (!value.quantity || !value.change || !value.unit_value) {
    if (value.worth) return value.worth;
    return std::unexpected(!value.quantity ? "The quantity is not known."
                           : !value.change ? "The change is not known."
                                           : "What one unit costs is not known.");
  }
  // Ten-thousandths x hundredths of a percent x minor units.
  constexpr Wide scale = Wide{10'000} * 10'000;
  const Wide factors[] = {value.quantity.ten_thousandths, value.change.hundredths,
                          value.unit_value.minor};
  Wide product = 1;
  for (const Wide factor : factors) {
    if (__builtin_mul_overflow(product, factor < 0 ? -factor : factor, &product)) {
      return std::unexpected("The amount is too large.");
    }
  }
  const Wide rounded = (product + scale / 2) / scale;
  if (rounded > max_exact_integer) return std::unexpected("The amount is too large.");
  return Money{static_cast<std::int64_t>(rounded), value.unit_value.currency};
}

Figure value_figure(const Plan& plan, const Record<ValueProposition>& value, Date today) {
  const auto worth = worth_of(value.data);
  const Currency currency = worth ? worth->currency : value.data.unit_value.currency;
  const bool entered =
      worth && (!value.data.quantity || !value.data.change || !value.data.unit_value);
  const RecordKey key{Kind::value_proposition, value.id};
  FigureList list(currency, today);
  auto figure = list.money("value_a_year", "Worth a year to the customer",
                           worth ? std::optional(worth->minor) : std::nullopt);
  figure.otherwise(worth ? std::string_view() : worth.error());
  if (entered) {
    figure.formula("the amount entered");
    figure.money("Worth a year", worth->minor)
        .entered(key, field_index<&ValueProposition::worth>(), "");
    return list.take().front();
  }
  figure.formula("quantity a year x change x cost of one");
  const auto add = [&](std::uint16_t field, std::string_view tail = {}) {
    const FieldInfo& described = model::info(Kind::value_proposition).fields[field];
    std::string text = display(described, described.get(&value.data), plan);
    if (text.empty()) text = "not known";
    if (!tail.empty()) text += " " + std::string(tail);
    figure.remark(std::string(described.label), std::move(text)).entered(key, field, "");
  };
  add(field_index<&ValueProposition::quantity>(), value.data.unit);
  add(field_index<&ValueProposition::change>());
  add(field_index<&ValueProposition::unit_value>());
  return list.take().front();
}

// Risks
// -------------------------------------------------------------------------------------------

std::optional<int> score_of(const Risk& risk) {
  if (risk.impact == Grade::unset || risk.likelihood == Grade::unset) return std::nullopt;
  return static_cast<int>(risk.impact) * static_cast<int>(risk.likelihood);
}

std::string_view score_word(int score) {
  if (score >= critical_risk) return "Critical";
  if (score >= high_risk) return "High";
  return score >= 5 ? "Medium" : "Low";
}

bool is_open_risk(const Risk& risk) {
  return risk.type != RiskType::opportunity && risk.status != RiskStatus::closed &&
         risk.status != RiskStatus::happened;
}

// People
// ------------------------------------------------------------------------------------------

std::vector<PersonState> people_of(const Plan& plan, Id account, Date today) {
  struct Days {
    Date contact;
    Date dialogue;
  };
  std::unordered_map<Id, Days, IdHash> log;
  for (const Record<model::Contact>& contact : plan.of_account<model::Contact>(account)) {
    if (!contact.data.person) continue;
    Days& days = log[contact.data.person.id];
    keep_later(days.contact, contact.data.date, today);
    if (contact.data.answered) keep_later(days.dialogue, contact.data.date, today);
  }
  std::vector<PersonState> people;
  for (const Record<Person>& person : plan.of_account<Person>(account)) {
    PersonState state{.person = &person};
    if (const auto found = log.find(person.id); found != log.end()) {
      state.last_contact = found->second.contact;
      state.last_dialogue = found->second.dialogue;
    }
    const Person& data = person.data;
    keep_later(state.last_contact, data.last_contact, today);
    state.present = !data.left || data.left > today;
    state.decides = data.role == DecisionRole::decider || data.role == DecisionRole::economic_buyer;
    state.engaged = state.present && (within(state.last_dialogue, today, days_a_year) ||
                                      data.relationship >= Relationship::working);
    people.push_back(state);
  }
  return people;
}

bool is_champion(const Person& person) {
  return person.role == DecisionRole::champion || person.attitude == Attitude::champion;
}

namespace {

double weight_of(Power power) {
  return power == Power::unset ? 1 : static_cast<double>(power);  // low 1, medium 2, high 3
}

}  // namespace

Coverage coverage_of(std::span<const PersonState> people) {
  Coverage coverage;
  std::vector<Contact> all;
  for (const PersonState& state : people) {
    if (!state.present || !state.decides) continue;
    ++coverage.deciders;
    coverage.engaged += state.engaged ? 1 : 0;
    all.push_back({1, state.engaged});
  }
  coverage.plain = decision_maker_coverage(all);
  all.clear();
  for (const PersonState& state : people) {
    if (state.present && state.decides) {
      all.push_back({weight_of(state.person->data.power), state.engaged});
    }
  }
  coverage.weighted = decision_maker_coverage(all);
  return coverage;
}

ThreadSignals threads_of(const Plan& plan, Id account, std::span<const PersonState> people) {
  ThreadSignals signals{.no_champion = true, .no_economic_buyer = true};
  for (const PersonState& state : people) {
    if (!state.present) continue;
    signals.engaged += state.engaged ? 1 : 0;
    signals.engaged_deciders += state.engaged && state.decides ? 1 : 0;
    if (is_champion(state.person->data)) signals.no_champion = false;
    if (state.person->data.role == DecisionRole::economic_buyer) signals.no_economic_buyer = false;
  }
  for (const Record<Opportunity>& deal : plan.of_account<Opportunity>(account)) {
    signals.open_deals += model::is_open(deal.data.progress.stage) ? 1 : 0;
  }
  if (signals.open_deals > 0) {
    signals.threads = multi_threading(static_cast<double>(signals.engaged) / signals.open_deals);
  }
  signals.below_minimum = signals.engaged < enough_engaged;
  return signals;
}

Ratio relationship_score(std::span<const PersonState> people, Date today) {
  std::vector<Relation> relations;
  for (const PersonState& state : people) {
    const Person& person = state.person->data;
    if (!state.present || person.attitude == Attitude::unset) continue;
    const double stance = static_cast<double>(person.attitude) - 2;  // against is the first
    const double confidence = within(state.last_contact, today, 90)            ? 1
                              : within(state.last_contact, today, 180)         ? .67
                              : within(state.last_contact, today, days_a_year) ? .33
                                                                               : 0;
    relations.push_back({weight_of(person.power), stance, confidence});
  }
  return relationship_health(relations);
}

// Satisfaction
// ------------------------------------------------------------------------------------

namespace {

using Scores = std::vector<const Record<Satisfaction>*>;

/// Those with a score and a date up to that day, the latest first.
Scores scores_of(const Plan& plan, Id account, Date last) {
  Scores scores;
  for (const Record<Satisfaction>& score : plan.of_account<Satisfaction>(account)) {
    if (score.data.score && score.data.date && score.data.date <= last) scores.push_back(&score);
  }
  keyplan::sort(scores, [](const auto* a, const auto* b) {
    return a->data.date != b->data.date ? a->data.date > b->data.date : a->id < b->id;
  });
  return scores;
}

/// Of every person the latest.
std::vector<int> answers_of(const Scores& scores, Survey survey, Date first) {
  std::vector<int> found;
  std::vector<Id> seen;
  for (const auto* score : scores) {
    if (score->data.survey != survey || score->data.date < first) continue;
    const Id person = score->data.person.id;
    if (person && std::ranges::contains(seen, person)) continue;
    if (person) seen.push_back(person);
    found.push_back(static_cast<int>(score->data.score.ten_thousandths / 10'000));
  }
  return found;
}

}  // namespace

std::vector<int> answers_between(const Plan& plan, Id account, Survey survey, Date first,
                                 Date last) {
  return answers_of(scores_of(plan, account, last), survey, first);
}

SatisfactionState satisfaction_of(const Plan& plan, Id account, Date today) {
  const Scores scores = scores_of(plan, account, today);
  SatisfactionState state;
  if (!scores.empty()) {
    state.latest = scores.front()->data.date;
    state.latest_score = scores.front()->id;
  }
  const Date first{today.days - days_a_year};
  const std::vector<int> nps = answers_of(scores, Survey::nps, first);
  const std::vector<int> csat = answers_of(scores, Survey::csat, first);
  state.nps_scores = static_cast<std::uint32_t>(nps.size());
  state.csat_scores = static_cast<std::uint32_t>(csat.size());
  state.nps = net_promoter_score(nps);
  state.csat = satisfaction_top_two(csat);
  return state;
}

// Dates
// -------------------------------------------------------------------------------------------

bool is_open(const Ticket& ticket, Date today) {
  return ticket.opened && ticket.opened <= today && (!ticket.closed || ticket.closed > today);
}

std::int64_t review_months(const Plan& plan, const Account& account) {
  const Record<PlanTemplate>* plan_template = plan.find(account.plan_template);
  if (plan_template != nullptr && plan_template->data.review_months) {
    return plan_template->data.review_months.value;
  }
  return account.tier == Tier::strategic || account.tier == Tier::key ? 3 : 12;
}

const Record<Review>* latest_review(const Plan& plan, Id account, Date today) {
  return latest_of<Review>(plan, account, today, [](const Review& review) { return review.held; });
}

const Record<Visit>* latest_visit(const Plan& plan, Id account, Date today) {
  return latest_of<Visit>(plan, account, today,
                          [](const Visit& visit) { return visit.status == VisitStatus::done; });
}

const Record<Visit>* next_visit(const Plan& plan, Id account, Date today) {
  const Record<Visit>* next = nullptr;
  for (const Record<Visit>& visit : plan.of_account<Visit>(account)) {
    if (!visit.data.date || visit.data.date < today) continue;
    if (visit.data.status != VisitStatus::unset && visit.data.status != VisitStatus::planned) {
      continue;
    }
    if (next == nullptr || visit.data.date < next->data.date ||
        (visit.data.date == next->data.date && visit.id < next->id)) {
      next = &visit;
    }
  }
  return next;
}

Date last_look(const Plan& plan, Id account, Subject subject, Date today) {
  Date latest;
  for (const Record<Look>& look : plan.of_account<Look>(account)) {
    if (look.data.subject == subject) keep_later(latest, look.data.date, today);
  }
  return latest;
}

std::string_view deadline_word(Deadline::What what) {
  switch (what) {
    case Deadline::What::notice:
      return "Notice by";
    case Deadline::What::contract_end:
      return "Contract ends";
    case Deadline::What::renewal:
      return "Renewal";
  }
  return "";
}

std::vector<Deadline> deadlines_of(const Plan& plan, Id account) {
  std::vector<Deadline> deadlines;
  const auto add = [&](Date date, Deadline::What what, RecordKey record) {
    if (date) deadlines.push_back({date, what, record});
  };
  if (const auto* record = plan.find<Account>(account)) {
    add(record->data.renewal, Deadline::What::renewal, {Kind::account, account});
  }
  for (const Record<Contract>& contract : plan.of_account<Contract>(account)) {
    const RecordKey key{Kind::contract, contract.id};
    add(contract.data.notice_by, Deadline::What::notice, key);
    add(contract.data.end, Deadline::What::contract_end, key);
  }
  keyplan::sort(deadlines, [](const Deadline& a, const Deadline& b) {
    if (a.date != b.date) return a.date < b.date;
    return a.what != b.what ? a.what < b.what : a.record < b.record;
  });
  return deadlines;
}

std::optional<Deadline> next_end(const Plan& plan, Id account, Date today) {
  for (const Deadline& deadline : deadlines_of(plan, account)) {
    if (deadline.date >= today && deadline.what != Deadline::What::notice) return deadline;
  }
  return std::nullopt;
}

// Whitespace
// --------------------------------------------------------------------------------------

std::vector<Id> offerings_of(const Plan& plan) {
  std::vector<const Record<Offering>*> offerings;
  for (const Record<Offering>& offering : plan.table<Offering>()) offerings.push_back(&offering);
  keyplan::sort(offerings, [](const auto* a, const auto* b) {
    return a->data.name != b->data.name ? a->data.name < b->data.name : a->id < b->id;
  });
  std::vector<Id> ids;
  for (const Record<Offering>* offering : offerings) ids.push_back(offering->id);
  return ids;
}

std::vector<OfferingCell> cells_of(const Plan& plan, Id account, const Context& context) {
  return cells_of(plan, account, context, offerings_of(plan));
}

std::vector<OfferingCell> cells_of(const Plan& plan, Id account, const Context& context,
                                   std::span<const Id> offerings) {
  const int year = fiscal_year(context.today, context.start_month);
  struct Sold {
    Sum this_year;
    Sum last_year;
    bool deal = false;
    bool unconverted = false;
    const Record<WhitespaceCell>* record = nullptr;
  };
  std::unordered_map<Id, Sold, IdHash> sold;
  for (const Record<Revenue>& entry : plan.of_account<Revenue>(account)) {
    if (!entry.data.offering || !entry.data.period || !entry.data.amount) continue;
    const int of = fiscal_year(entry.data.period, context.start_month);
    if (of != year && of != year - 1) continue;
    Sold& cell = sold[entry.data.offering.id];
    const auto amount =
        in_base(entry.data.amount, last_day(entry.data.period, context.start_month), context);
    if (!amount) cell.unconverted = true;
    (of == year ? cell.this_year : cell.last_year) += amount.value_or(0);
  }
  for (const Record<Opportunity>& deal : plan.of_account<Opportunity>(account)) {
    if (deal.data.offering && model::is_open(deal.data.progress.stage)) {
      sold[deal.data.offering.id].deal = true;
    }
  }
  for (const Record<WhitespaceCell>& cell : plan.of_account<WhitespaceCell>(account)) {
    const Record<WhitespaceCell>*& held = sold[cell.data.offering.id].record;
    if (held == nullptr || cell.id < held->id) held = &cell;
  }

  std::vector<OfferingCell> cells;
  cells.reserve(offerings.size());
  const Sold nothing;
  for (const Id offering : offerings) {
    const auto found = sold.find(offering);
    const Sold& known = found == sold.end() ? nothing : found->second;
    const std::int64_t revenue = std::max(known.this_year.value, known.last_year.value);
    OfferingCell cell{.offering = offering, .unconverted = known.unconverted};
    cell.state = revenue > 0 || known.unconverted ? CellState::owned
                 : known.deal                     ? CellState::open_deal
                                                  : CellState::free;
    cell.current = std::max<std::int64_t>(0, revenue);
    if (known.record != nullptr) {
      const WhitespaceCell& record = known.record->data;
      cell.record = known.record->id;
      cell.adoption = record.adoption;
      cell.competitor = record.competitor.id;
      cell.until = record.until;
      if (record.state != CellState::unset) cell.state = record.state;
      cell.potential = in_base(record.potential, context.today, context);
      const auto current = in_base(record.current, context.today, context);
      if (record.current) cell.current = current.value_or(0);
      cell.unconverted |= (record.potential && !cell.potential) || (record.current && !current);
    }
    if (cell.potential) {
      const Cell amounts{*cell.potential, cell.current};
      cell.whitespace = whitespace(std::span(&amounts, 1));
    }
    cells.push_back(cell);
  }
  return cells;
}

Ratio penetration_of(std::span<const OfferingCell> cells) {
  const auto owned = std::ranges::count(cells, CellState::owned, &OfferingCell::state);
  const auto never = std::ranges::count(cells, CellState::not_applicable, &OfferingCell::state);
  return penetration(owned, static_cast<std::int64_t>(cells.size()) - never);
}

}  // namespace keyplan::analysis
