#include "ui/screens/account/action_board_card.h"

#include <algorithm>
#include <array>

#include "core/model/display.h"
#include "core/model/order.h"
#include "ui/screens/action_status.h"

namespace keyplan::ui {

using model::Action;
using model::ActionStatus;
using model::Date;
using model::Id;
using model::Kind;
using model::Record;
using model::RecordBase;

namespace {

constexpr std::array columns = {ActionStatus::open, ActionStatus::doing, ActionStatus::done,
                                ActionStatus::dropped};
constexpr int days_of_done = 30;

std::size_t column_of(ActionStatus status) {
  if (status == ActionStatus::unset) status = ActionStatus::open;
  return static_cast<std::size_t>(std::ranges::find(columns, status) - columns.begin());
}

const Record<Action>& action_of(const RecordBase* record) {
  return static_cast<const Record<Action>&>(*record);
}

}  // namespace

void ActionBoardCard::make(ScreenContext& in, Id account) {
  if (made_for_.holds(in, account)) return;
  if (made_for_.is_other_account()) board_ = {};
  cards_.clear();
  earlier_ = 0;
  const auto all = in.plan.of_account(Kind::action, account);
  sorted_.assign(all.begin(), all.end());
  model::sort_by_order(Kind::action, sorted_);
  for (const RecordBase* record : sorted_) {
    const Action& action = action_of(record).data;
    const bool closed = model::is_closed(action);
    const Date closed_on = action.done_on ? action.done_on : action.due;
    if (action.status == ActionStatus::done &&
        (!closed_on || closed_on.days < in.today.days - days_of_done)) {
      ++earlier_;
      continue;
    }
    if (action.status == ActionStatus::dropped && !with_dropped_) continue;
    KanbanCard card{.key = record->id.bits,
                    .column = column_of(action.status),
                    .title = name_of(in.plan, {Kind::action, record->id})};
    const auto* owner = in.plan.find(action.owner);
    card.text = owner == nullptr ? "Nobody yet" : owner->data.name;
    if (const auto* person = in.plan.find(action.person)) card.text += " with " + person->data.name;
    if (action.repeats != model::Repeats::unset) card.chip = model::choice_label(action.repeats);
    if (action.status == ActionStatus::done && action.done_on) {
      card.right = "done " + model::date_text(action.done_on);
    } else if (action.due) {
      card.right = model::date_text(action.due);
      card.overdue = !closed && action.due < in.today;
    }
    cards_.push_back(std::move(card));
  }
}

void ActionBoardCard::add(ScreenContext& in, Id account, const KanbanAnswer::Added& added) {
  if (added.column >= columns.size()) return;
  auto action = new_record<Action>(in, account);
  action->data.title = added.title;
  if (columns[added.column] != ActionStatus::open) action->data.status = columns[added.column];
  if (columns[added.column] == ActionStatus::done) action->data.done_on = in.today;
  add_record(in, Kind::action, std::move(action));
}

void ActionBoardCard::move(ScreenContext& in, const KanbanAnswer::Moved& moved) {
  const auto* action = in.plan.find<Action>(Id{moved.key});
  if (action == nullptr || moved.column >= columns.size()) return;
  const bool other_column = column_of(action->data.status) != moved.column;
  model::Edit edit = other_column
                         ? status_edit(in, *action, columns[moved.column])
                         : model::Edit("move " + name_of(in.plan, {Kind::action, action->id}));
  // The place among all actions: before that card, or behind the last one of the column.
  std::optional<std::size_t> place;
  for (std::size_t i = 0; i < sorted_.size(); ++i) {
    if (sorted_[i]->id == action->id) continue;
    if (moved.before && sorted_[i]->id.bits == *moved.before) place = i;
    if (!moved.before && column_of(action_of(sorted_[i]).data.status) == moved.column)
      place = i + 1;
  }
  if (place)
    model::move_in_order(edit, Kind::action, sorted_, action->id, *place, in.new_id().bits);
  if (!edit.empty()) in.edit(std::move(edit));
}

void ActionBoardCard::frame(ScreenContext& in, Id account) {
  make(in, account);
  const std::string note = earlier_ == 0 ? std::string()
                                         : model::count_text(static_cast<std::int64_t>(earlier_)) +
                                               " done earlier: see the list";
  const auto card = in.ui.card("Board", note);
  if (in.ui.checkbox("Show dropped actions", with_dropped_)) {
    with_dropped_ = !with_dropped_;
    made_for_.forget();
    in.ui.request_frames();
  }
  std::vector<KanbanColumn> shown = {
      {.name = "Open"}, {.name = "In progress"}, {.name = "Done", .note = "in the last 30 days"}};
  if (with_dropped_) shown.push_back({.name = "Dropped"});
  make(in, account);
  const KanbanAnswer answer =
      kanban(in.ui, "Action board", board_, shown, cards_,
             {.summary = "Drag a card, or take it along with Ctrl and the arrow keys.",
              .height = 560,
              .add_word = "Add action",
              .empty = "Nothing here."});
  if (answer.opened) in.open({Kind::action, Id{*answer.opened}});
  if (answer.added) add(in, account, *answer.added);
  if (answer.moved) move(in, *answer.moved);
}

}  // namespace keyplan::ui
