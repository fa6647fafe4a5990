#include "ui/screens/branch_book.h"

#include <algorithm>
#include <utility>

#include "core/model/display.h"

namespace keyplan::ui {

using model::Account;
using model::Id;
using model::Kind;

const analysis::Branches& BranchBook::branches(const ScreenContext& in) {
  if (version_ == in.figures.version() && revision_ == in.plan.revision()) return branches_;
  version_ = in.figures.version();
  revision_ = in.plan.revision();
  branches_.refresh(in.plan, in.figures);
  ++serial_;
  return branches_;
}

const BranchBook::Group& BranchBook::group(const ScreenContext& in, Id account) {
  const analysis::Branches& all = branches(in);
  const Id top = all.top(account);
  if (group_checked_ == serial_ && group_.top == top) return group_;
  GroupState state = state_of(in, all.group(top));
  const bool same = group_checked_ != ~0ull && group_.top == top && group_for_ == state;
  group_for_ = std::move(state);
  group_checked_ = serial_;
  if (same) return group_;
  const auto& context = in.figures.context();
  group_ = {.top = top,
            .advocate = analysis::advocate_of(in.plan, all, top, context),
            .introductions = {in.plan, all.group(top), context},
            .next = {}};
  group_.next = analysis::next_branches(in.plan, all.group(top), group_.introductions,
                                        group_.advocate.account, context);
  group_checked_ = ++serial_;
  return group_;
}

BranchBook::GroupState BranchBook::state_of(const ScreenContext& in,
                                            std::span<const analysis::Branch> group) {
  GroupState state{.accounts = group.size(),
                   .shared = in.plan.shared_revision(),
                   .shown_year = in.figures.portfolio().shown_year,
                   .context = in.figures.context()};
  for (const analysis::Branch& branch : group)
    state.latest = std::max(state.latest, in.plan.revision(branch.account));
  return state;
}

std::string account_name(const ScreenContext& in, Id account) {
  return name_of(in.plan, {Kind::account, account});
}

std::string short_money(const ScreenContext& in, std::int64_t minor) {
  if (minor == 0) return "\u2014";
  return model::money_text({minor, in.figures.context().base}, model::MoneyStyle::compact);
}

void move_account(ScreenContext& in, Id account, Id parent) {
  const auto* record = in.plan.find<Account>(account);
  if (record == nullptr || record->data.parent.id == parent) return;
  if (parent) {
    std::string why = analysis::why_not_below(in.plan, account, parent);
    if (!why.empty()) {
      in.said = std::move(why);
      return;
    }
  }
  model::Edit edit(parent ? "make " + account_name(in, account) + " a branch of " +
                                account_name(in, parent)
                          : "make " + account_name(in, account) + " top-level");
  edit.set<&Account::parent>(account, parent ? model::Value{parent} : model::Value{});
  in.edit(std::move(edit));
}

std::string title_of_asking(const ScreenContext& in, const analysis::Introduction& way) {
  const std::string from = name_of(in.plan, {Kind::person, way.from()});
  if (way.steps.size() == 1) return "Talk with " + from + " at " + account_name(in, way.account);
  return "Ask " + from + " to introduce us to " + name_of(in.plan, {Kind::person, way.aim()}) +
         " at " + account_name(in, way.account);
}

bool is_asked(const ScreenContext& in, const analysis::Introduction& way) {
  const std::string title = title_of_asking(in, way);
  for (const auto& action : in.plan.of_account<model::Action>(way.account)) {
    const auto status = action.data.status;
    if (action.data.title == title && status != model::ActionStatus::done &&
        status != model::ActionStatus::dropped)
      return true;
  }
  return false;
}

void plan_asking(ScreenContext& in, const analysis::Introduction& way) {
  constexpr int days = 14;
  auto action = new_record<model::Action>(in, way.account);
  action->id = in.new_id();
  action->data.title = title_of_asking(in, way);
  action->data.person = {way.from()};
  action->data.due = {in.today.days + days};
  action->data.notes = analysis::as_text(way);
  if (const auto* account = in.plan.find<Account>(way.account))
    action->data.owner = account->data.owner;
  model::Edit edit("plan the introduction to " + account_name(in, way.account));
  edit.add(Kind::action, std::move(action));
  in.edit(std::move(edit));
}

}  // namespace keyplan::ui
