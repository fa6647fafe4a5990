#include "ui/screens/hand_over.h"

#include <algorithm>
#include <utility>

#include "core/model/display.h"

namespace keyplan::ui {

using model::Id;
using model::Kind;
using model::RecordKey;

namespace {

Id account_of(const model::Plan& plan, RecordKey key) {
  const model::RecordBase* record = plan.find(key);
  return record == nullptr ? Id{} : model::account_of(key.kind, *record);
}

void move(model::Edit& edit, RecordKey key, Id to) {
  switch (key.kind) {
    case Kind::account:
      edit.set<&model::Account::owner>(key.id, to);
      break;
    case Kind::person:
      edit.set<&model::Person::owner>(key.id, to);
      break;
    case Kind::opportunity:
      edit.set<&model::Opportunity::owner>(key.id, to);
      break;
    case Kind::action:
      edit.set<&model::Action::owner>(key.id, to);
      break;
    case Kind::goal:
      edit.set<&model::Goal::owner>(key.id, to);
      break;
    case Kind::risk:
      edit.set<&model::Risk::owner>(key.id, to);
      break;
    case Kind::visit:
      edit.set<&model::Visit::lead>(key.id, to);
      break;
    case Kind::review:
      edit.set<&model::Review::lead>(key.id, to);
      break;
    case Kind::sponsorship:
      edit.set<&model::Sponsorship::member>(key.id, to);
      break;
    case Kind::escalation:
      edit.set<&model::Escalation::member>(key.id, to);
      break;
    case Kind::assignment:
      edit.set<&model::Assignment::member>(key.id, to);
      break;
    default:
      break;
  }
}

std::string title_of(const model::Plan& plan, const analysis::Call& call) {
  return "Call " + name_of(plan, {Kind::person, call.person});
}

std::unique_ptr<model::Record<model::Action>> action_of(const ScreenContext& in,
                                                        const analysis::Call& call, Id caller,
                                                        model::Date until) {
  auto action = new_record<model::Action>(in, call.account);
  action->id = in.new_id();
  action->data.title = title_of(in.plan, call);
  action->data.person = {call.person};
  action->data.owner = {caller};
  action->data.due = until;
  action->data.notes = call.reason;
  return action;
}

}  // namespace

CallState state_of(const ScreenContext& in, const analysis::Call& call,
                   const Successors& successors) {
  constexpr int days_of_done = 31;
  CallState state{.caller = call.caller ? call.caller : successors.of(call.account),
                  .until = call.until};
  const std::string title = title_of(in.plan, call);
  for (const auto& action : in.plan.of_account<model::Action>(call.account)) {
    const model::Action& data = action.data;
    if (data.person.id != call.person || data.title != title) continue;
    const bool done = data.status == model::ActionStatus::done;
    if (data.status == model::ActionStatus::dropped) continue;
    if (done && (!data.done_on || data.done_on.days < in.today.days - days_of_done)) continue;
    if (state.action != nullptr && done) continue;
    state.action = &action;
    state.made = done;
    if (!done) break;
  }
  if (state.action != nullptr) {
    state.caller = state.action->data.owner.id;
    if (state.action->data.due) state.until = state.action->data.due;
  }
  return state;
}

model::Edit call_edit(const ScreenContext& in, const analysis::Call& call, Id caller,
                      model::Date until) {
  model::Edit edit("plan the call to " + name_of(in.plan, {Kind::person, call.person}));
  edit.add(Kind::action, action_of(in, call, caller, until));
  return edit;
}

std::vector<RecordKey> next_reviews(const ScreenContext& in, Id member) {
  std::vector<RecordKey> reviews;
  for (const auto& review : in.plan.table<model::Review>()) {
    if (review.data.lead.id == member && !review.data.held && review.data.date >= in.today)
      reviews.push_back({Kind::review, review.id});
  }
  return reviews;
}

model::Edit hand_over_edit(const ScreenContext& in, const analysis::MemberLeaves& leaves,
                           const Successors& successors) {
  model::Edit edit("hand over from " + name_of(in.plan, {Kind::team_member, leaves.member}));
  const auto give = [&](RecordKey key) {
    move(edit, key, successors.of(account_of(in.plan, key)));
  };
  for (const auto& account : leaves.accounts) {
    if (account.owned) move(edit, {Kind::account, account.account}, successors.of(account.account));
  }
  for (const Id person : leaves.people) give({Kind::person, person});
  for (const Id deal : leaves.deals) give({Kind::opportunity, deal});
  for (const RecordKey& key : leaves.hand_over.records) give(key);
  for (const RecordKey& key : next_reviews(in, leaves.member)) give(key);
  for (const analysis::Call& call : leaves.calls) {
    const CallState state = state_of(in, call, successors);
    if (state.action == nullptr)
      edit.add(Kind::action, action_of(in, call, state.caller, state.until));
  }
  return edit;
}

share::HandOverPack hand_over_pack(const ScreenContext& in, const analysis::MemberLeaves& leaves,
                                   const Successors& successors) {
  const Words word = words(in.plan);
  const analysis::Portfolio& portfolio = in.figures.portfolio();
  share::HandOverPack pack{.member = leaves.member,
                           .successor = successors.usual,
                           .today = in.today,
                           .account_word = word.account,
                           .accounts_word = word.accounts,
                           .deals_word = word.opportunities,
                           .people = leaves.people,
                           .deals = leaves.deals,
                           .records = leaves.hand_over.records};
  if (portfolio.base_year != 0)
    pack.revenue_head = "Revenue " + model::year_text(portfolio.base_year);
  const auto money = [&](std::int64_t minor) {
    return model::money_text({minor, portfolio.base}, model::MoneyStyle::compact);
  };
  for (const analysis::AccountOfLeaver& account : leaves.accounts) {
    share::HandOverPack::AccountLine line{
        .account = account.account,
        .successor = successors.of(account.account),
        .owned = account.owned,
        .last_year = money(account.last_year),
        .forecast = account.forecast ? money(*account.forecast) : std::string("n/a"),
        .for_it = account.reassignment.for_it,
        .against = account.reassignment.against};
    if (account.end) {
      line.end = std::string(analysis::deadline_word(account.end->what)) + " " +
                 model::date_text(account.end->date);
    }
    pack.accounts.push_back(std::move(line));
  }
  for (const analysis::Call& call : leaves.calls) {
    const CallState state = state_of(in, call, successors);
    pack.calls.push_back({.person = call.person,
                          .account = call.account,
                          .caller = state.caller,
                          .until = state.until,
                          .why = call.reason});
  }
  for (const RecordKey& key : next_reviews(in, leaves.member)) pack.records.push_back(key);
  return pack;
}

}  // namespace keyplan::ui
