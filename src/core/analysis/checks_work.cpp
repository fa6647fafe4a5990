// Rules about risks, execution, value, support and contracts.
#include <algorithm>

#include "core/analysis/checks_rules.h"
#include "core/analysis/team_selling.h"
#include "core/text/fold.h"

namespace keyplan::analysis::rules {

using namespace model;

// Risks
// -------------------------------------------------------------------------------------------

namespace {

template <class Fn>
void each_open_risk(const Planning& in, Fn fn) {
  for (const Record<Risk>& risk : in.all<Risk>()) {
    if (is_open_risk(risk.data)) fn(risk);
  }
}

}  // namespace

void no_risk(Planning& in) {
  for (const Record<Risk>& risk : in.all<Risk>()) {
    if (risk.data.type != RiskType::opportunity) return;
  }
  in.found(in.key);
}

void risk_without_owner(Planning& in) {
  each_open_risk(in, [&](const Record<Risk>& risk) {
    if (!risk.data.owner) in.found(risk);
  });
}

void risk_without_response(Planning& in) {
  each_open_risk(in, [&](const Record<Risk>& risk) {
    if (risk.data.response == RiskResponse::unset) in.found(risk);
  });
}

void risk_not_rated(Planning& in) {
  each_open_risk(in, [&](const Record<Risk>& risk) {
    if (!score_of(risk.data)) in.found(risk);
  });
}

void high_risk_without_action(Planning& in) {
  each_open_risk(in, [&](const Record<Risk>& risk) {
    const int score = score_of(risk.data).value_or(0);
    if (score < high_risk || risk.data.response == RiskResponse::accept) return;
    if (!in.has_open_action([&](const Action& action) { return action.risk.id == risk.id; })) {
      in.found(risk, score);
    }
  });
}

void risk_not_looked_at(Planning& in) {
  each_open_risk(in, [&](const Record<Risk>& risk) {
    if (in.before(risk.data.due, 0)) in.found(risk, 0, risk.data.due);
  });
}

void loss_without_cause(Planning& in) {
  for (const auto& loss : in.all<model::Loss>()) {
    if (loss.data.root_cause.empty()) in.found(loss, 0, loss.data.date);
  }
}

// Execution
// ---------------------------------------------------------------------------------------

namespace {

constexpr int forgotten_days = 60;
constexpr int unchanged_days = 60;

template <class Fn>
void each_open_action(const Planning& in, Fn fn) {
  for (const Record<Action>& action : in.all<Action>()) {
    if (in.is_open(action.data)) fn(action);
  }
}

}  // namespace

void action_without_owner(Planning& in) {
  Tally tally(in);
  each_open_action(in, [&](const Record<Action>& action) {
    if (!action.data.owner) tally.add(action);
  });
}

void action_without_date(Planning& in) {
  Tally tally(in);
  each_open_action(in, [&](const Record<Action>& action) {
    if (!action.data.due) tally.add(action);
  });
}

void action_forgotten(Planning& in) {
  const std::uint16_t status = field_index<&Action::status>();
  Tally tally(in);
  each_open_action(in, [&](const Record<Action>& action) {
    if (!in.before(action.data.due, forgotten_days)) return;
    const Date touched = changed_on(in.plan, action.stamp_of(status));
    if (!touched || in.before(touched, forgotten_days)) tally.add(action, action.data.due);
  });
}

void action_waits(Planning& in) {
  each_open_action(in, [&](const Record<Action>& action) {
    const Record<Action>* first = in.plan.find(action.data.after);
    if (first == nullptr) return;
    const bool begun = action.data.status == ActionStatus::doing;
    const auto why = [&]() -> std::optional<std::int64_t> {
      if (first->data.status == ActionStatus::dropped) return 1;
      if (first->data.status == ActionStatus::done) {
        if (!begun && in.before(action.data.start, 0)) return 3;
        return std::nullopt;
      }
      if (in.before(first->data.due, 0)) return 0;
      if (first->data.due && action.data.due && first->data.due > action.data.due) return 2;
      return std::nullopt;
    }();
    if (why) in.found(action, *why, action.data.due, {Kind::action, first->id});
  });
}

void no_open_action(Planning& in) {
  // Of leading accounts no_next_action says the same.
  if (!in.leading && in.result.open_actions == 0) in.found(in.key);
}

void review_overdue(Planning& in) {
  for (const Record<Review>& review : in.all<Review>()) {
    if (!review.data.held && in.soon(review.data.date, 30)) return;
  }
  const Record<Review>* latest = latest_review(in.plan, in.account.id, in.today);
  const Date date = latest == nullptr ? Date{} : latest->data.date;
  if (!date || months_later(date, review_months(in.plan, in.account.data)) < in.today)
    in.found(in.key, 0, date);
}

void review_without_actions(Planning& in) {
  const Record<Review>* latest = latest_review(in.plan, in.account.id, in.today);
  if (latest == nullptr || (latest->data.notes.empty() && latest->data.decisions.empty())) return;
  for (const Record<Action>& action : in.all<Action>()) {
    if (action.data.review.id == latest->id) return;
  }
  in.found(*latest, 0, latest->data.date);
}

void visit_overdue(Planning& in) {
  std::int64_t months = in.leading ? 3 : 0;
  if (in.plan_template != nullptr && in.plan_template->visit_months) {
    months = in.plan_template->visit_months.value;
  }
  if (months <= 0 || next_visit(in.plan, in.account.id, in.today) != nullptr) return;
  const Record<Visit>* latest = latest_visit(in.plan, in.account.id, in.today);
  const Date date = latest == nullptr ? Date{} : latest->data.date;
  if (!date || months_later(date, months) < in.today) in.found(in.key, 0, date);
}

void visit_not_closed(Planning& in) {
  for (const Record<Visit>& visit : in.all<Visit>()) {
    if (visit.data.status <= VisitStatus::planned && in.before(visit.data.date, 0)) {
      in.found(visit, 0, visit.data.date);
    }
  }
}

void visit_without_findings(Planning& in) {
  std::vector<Id> with_findings;
  for (const Record<ChecklistItem>& item : in.all<ChecklistItem>()) {
    if (!item.data.finding.empty()) with_findings.push_back(item.data.visit.id);
  }
  for (const Record<Visit>& visit : in.all<Visit>()) {
    if (visit.data.status == VisitStatus::done && visit.data.findings.empty() &&
        !std::ranges::contains(with_findings, visit.id)) {
      in.found(visit, 0, visit.data.date);
    }
  }
}

void plan_unchanged(Planning& in) {
  Date latest = changed_on(in.plan, in.account);
  for (const KindInfo& kind : all_kinds()) {
    if (!kind.account || kind.kind == Kind::account) continue;
    for (const RecordBase* record : in.plan.of_account(kind.kind, in.account.id)) {
      latest = std::max(latest, changed_on(in.plan, *record));
    }
  }
  if (in.before(latest, unchanged_days)) in.found(in.key, 0, latest);
}

// Value
// -------------------------------------------------------------------------------------------

void no_value_proposition(Planning& in) {
  if (in.all<ValueProposition>().empty()) in.found(in.key);
}

void value_without_number(Planning& in) {
  for (const Record<ValueProposition>& value : in.all<ValueProposition>()) {
    if (!worth_of(value.data)) in.found(value);
  }
}

void value_unconfirmed(Planning& in) {
  for (const Record<ValueProposition>& value : in.all<ValueProposition>()) {
    if (!value.data.confirmed_by) in.found(value);
  }
}

void promise_not_checked(Planning& in) {
  for (const Record<Promise>& promise : in.all<Promise>()) {
    const Date last = promise.data.checked_on ? promise.data.checked_on : promise.data.since;
    if (!last || in.before(last, 365)) in.found(promise, 0, last);
  }
}

void promise_not_arriving(Planning& in) {
  for (const Record<Promise>& promise : in.all<Promise>()) {
    if (promise.data.delivery == Delivery::no_longer) in.found(promise);
  }
}

void barriers_only_ours(Planning& in) {
  Tally tally(in);
  const auto barriers = in.all<ExitBarrier>();
  const bool only_ours = std::ranges::all_of(barriers.begin(), barriers.end(), [](const auto& b) {
    return b.data.benefits == Benefits::only_us;
  });
  if (!only_ours) return;
  for (const Record<ExitBarrier>& barrier : barriers) tally.add(barrier);
}

// Support
// -----------------------------------------------------------------------------------------

void no_satisfaction(Planning& in) {
  if (!in.satisfaction.latest) in.found(in.key);
}

void satisfaction_old(Planning& in) {
  const Date latest = in.satisfaction.latest;
  if (latest && months_later(latest, 6) < in.today) in.found(in.key, 0, latest);
}

void scores_not_looked_at(Planning& in) {
  const Date latest = in.satisfaction.latest;
  if (!latest) return;
  const Date look = last_look(in.plan, in.account.id, Subject::satisfaction, in.today);
  if (!look || look < latest) {
    in.found({Kind::satisfaction, in.satisfaction.latest_score}, 0, latest);
  }
}

void critical_ticket_open(Planning& in) {
  for (const Record<Ticket>& ticket : in.all<Ticket>()) {
    if (ticket.data.urgency == Urgency::critical && analysis::is_open(ticket.data, in.today) &&
        in.before(ticket.data.opened, 7)) {
      in.found(ticket, in.today.days - ticket.data.opened.days, ticket.data.opened);
    }
  }
}

void tickets_not_looked_at(Planning& in) {
  const Date look = last_look(in.plan, in.account.id, Subject::tickets, in.today);
  if (look && !in.before(look, 30)) return;
  bool old = false;
  for (const Record<Ticket>& ticket : in.all<Ticket>()) {
    old |= analysis::is_open(ticket.data, in.today) && in.before(ticket.data.opened, 30);
  }
  if (!old) return;
  Tally tally(in);
  for (const Record<Ticket>& ticket : in.all<Ticket>()) {
    if (analysis::is_open(ticket.data, in.today)) tally.add(ticket, ticket.data.opened);
  }
}

// Revenue
// -----------------------------------------------------------------------------------------

void contract_notice_near(Planning& in) {
  for (const Record<Contract>& contract : in.all<Contract>()) {
    const Date notice = contract.data.notice_by;
    if (!in.soon(notice, 60)) continue;
    const auto in_time = [&](const Action& action) { return action.due && action.due <= notice; };
    if (!in.has_open_action(in_time)) in.found(contract, 0, notice);
  }
}

void contract_expired(Planning& in) {
  const auto contracts = in.all<Contract>();
  for (const Record<Contract>& contract : contracts) {
    const Contract& data = contract.data;
    // What ended long ago is history.
    if (!in.before(data.end, 0) || in.before(data.end, 365) || data.renews) continue;
    const auto follows = [&](const Record<Contract>& other) {
      return other.id != contract.id && other.data.offering == data.offering &&
             (!other.data.end || other.data.end > data.end);
    };
    if (std::ranges::none_of(contracts.begin(), contracts.end(), follows)) {
      in.found(contract, 0, data.end);
    }
  }
}

void competitor_contract_ends(Planning& in) {
  constexpr int preparation_days = 180;
  const auto check = [&]<class T>(const Record<T>& record) {
    if (!in.soon(record.data.until, preparation_days)) return;
    const Ref<Offering> offering = record.data.offering;
    for (const Record<Opportunity>& deal : in.all<Opportunity>()) {
      if (!model::is_open(deal.data.progress.stage)) continue;
      if (!offering || deal.data.offering == offering) return;
    }
    // An action cannot point to a competitor; one that names them is about them.
    const Record<Competitor>* competitor = in.plan.find(record.data.competitor);
    const std::string name = competitor == nullptr ? "" : text::folded(competitor->data.name);
    if (!name.empty() && in.has_open_action([&](const Action& action) {
          return text::folded(action.title).contains(name);
        })) {
      return;
    }
    in.found(record, 0, record.data.until, {Kind::offering, offering.id});
  };
  for (const Record<Foothold>& foothold : in.all<Foothold>()) check(foothold);
}

void deal_breaks_selling_rule(Planning& in) {
  for (const BrokenRule& broken : broken_rules(in.plan, in.account.id, in.context)) {
    in.found({Kind::opportunity, broken.deal}, 0, {}, {Kind::selling_rule, broken.rule});
  }
}

}  // namespace keyplan::analysis::rules
