#include "ui/screens/forecast/close_gap_card.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/analysis/workload.h"
#include "core/model/display.h"
#include "ui/screens/explain.h"

namespace keyplan::ui {

using analysis::WorkBackItem;
using model::Id;
using model::Kind;

namespace {

constexpr std::size_t most_shown = 12;
/// Of an item nobody has planned yet; a convention to think with, told with the answer.
constexpr std::int64_t usual_hours = 16;
/// A frame has time for so much of the search; beyond it the answer is not called proven.
constexpr std::int64_t most_cells = 3'000'000;
constexpr int days_to_act = 30;

std::string compact(const ScreenContext& in, std::int64_t minor) {
  return model::money_text({minor, in.figures.portfolio().base}, model::MoneyStyle::compact);
}

std::string_view word_of(WorkBackItem::What what) {
  switch (what) {
    case WorkBackItem::What::win_deal:
      return "win";
    case WorkBackItem::What::bring_forward:
      return "bring forward";
    case WorkBackItem::What::sell_cell:
      return "sell";
  }
  return "";
}

}  // namespace

std::string CloseGapCard::title(const ScreenContext& in, const WorkBackItem& item) const {
  const bool known = in.plan.find<model::Account>(item.account) != nullptr;
  const std::string account = known ? name_of(in.plan, {Kind::account, item.account}) : "";
  switch (item.what) {
    case WorkBackItem::What::win_deal:
      return "Win " + name_of(in.plan, item.record);
    case WorkBackItem::What::bring_forward:
      return "Bring forward " + name_of(in.plan, item.record);
    case WorkBackItem::What::sell_cell:
      return "Sell " + name_of(in.plan, {Kind::offering, item.offering}) + " to " + account;
  }
  return account;
}

/// Deals know their actions; those of whitespace are known by what they are called.
bool CloseGapCard::has_action(const ScreenContext& in, const WorkBackItem& item) const {
  if (!item.actions.empty()) return true;
  const std::string wanted = title(in, item);
  return std::ranges::any_of(
      in.plan.of_account<model::Action>(item.account), [&](const auto& action) {
        return action.data.title == wanted && action.data.status != model::ActionStatus::done &&
               action.data.status != model::ActionStatus::dropped;
      });
}

void CloseGapCard::refresh(ScreenContext& in, const Outlook& outlook, Id scenario) {
  const std::uint64_t revision = in.plan.revision(), version = in.figures.version();
  if (revision_ == revision && version_ == version && scenario_ == scenario) return;
  revision_ = revision;
  version_ = version;
  scenario_ = scenario;
  items_ = analysis::work_back_items(in.plan, in.figures, scenario ? &outlook.outcome : nullptr);
  const auto loads = analysis::workloads(in.plan, in.figures.accounts(), in.figures.portfolio(),
                                         in.figures.context());
  capacities_ = analysis::capacities_of(in.plan, loads, items_, in.figures.context());
  answer_ = analysis::work_back(
      items_.items, outlook.outcome.forecast.gap.value_or(0),
      {.capacities = capacities_, .usual_hours = usual_hours, .most_cells = most_cells},
      in.figures.portfolio().base);
  figure_ = analysis::work_back_figure(in.plan, items_, answer_, in.figures.context());
  without_action_ = static_cast<std::size_t>(std::ranges::count_if(
      answer_.chosen, [&](std::size_t i) { return !has_action(in, items_.items[i]); }));
}

void CloseGapCard::make_actions(ScreenContext& in) {
  model::Edit edit("make actions that close the gap");
  for (const std::size_t i : answer_.chosen) {
    const WorkBackItem& item = items_.items[i];
    if (has_action(in, item)) continue;
    auto action = new_record<model::Action>(in, item.account);
    action->id = in.new_id();
    action->data.title = title(in, item);
    if (item.record.kind == Kind::opportunity) action->data.opportunity = {item.record.id};
    if (item.owner) action->data.owner = {item.owner};
    action->data.due = {in.today.days + days_to_act};
    action->data.notes = item.reason;
    edit.add(Kind::action, std::move(action));
  }
  if (edit.empty()) return;
  in.said =
      "Added " + model::counted(static_cast<std::int64_t>(edit.size()), "action", "actions") + ".";
  in.edit(std::move(edit));
}

void CloseGapCard::hours(ScreenContext& in) {
  std::map<Id, std::int64_t> taken;
  for (const std::size_t i : answer_.chosen) {
    const WorkBackItem& item = items_.items[i];
    if (item.owner) taken[item.owner] += item.hours.value_or(usual_hours);
  }
  for (const auto& [member, spent] : taken) {
    const auto own = in.ui.id(member.bits);
    const auto capacity = std::ranges::find(capacities_, member, &analysis::Capacity::member);
    const std::string name = name_of(in.plan, {Kind::team_member, member});
    if (capacity == capacities_.end()) {
      in.ui.muted(name + ": " + model::count_text(spent) + " h, no capacity is set");
    } else {
      const bool over = spent > capacity->hours;
      in.ui.text(name + ": " + model::count_text(spent) + " of " +
                     model::count_text(capacity->hours) + " h" + (over ? ", too many" : ""),
                 {.style = TextStyle::small, .tone = over ? Tone::negative : Tone::muted});
    }
  }
}

void CloseGapCard::frame(ScreenContext& in, const Outlook& outlook, Id scenario) {
  if (outlook.evaluated) refresh(in, outlook, scenario);
  Ui& ui = in.ui;
  const auto card = ui.card("What would close the gap",
                            answer_.chosen.empty() ? std::string() : "the fewest that do");
  if (!outlook.outcome.forecast.goal) {
    ui.muted("Set a goal to see what closes the gap to it.");
    return;
  }
  ui.text(answer_.sentence, {.style = TextStyle::small_strong});
  if (answer_.gap <= 0) return;
  if (items_.no_win_rate)
    ui.muted("Whitespace is left out: the win rate is not known. Set one, or close deals.");
  if (items_.cells_without_potential > 0)
    ui.muted(model::counted(items_.cells_without_potential, "free place", "free places") +
             " of the whitespace has no potential entered.");
  if (answer_.chosen.empty()) return;
  {
    const auto row = ui.row({.gap = 6});
    ui.muted(answer_.proven ? "Proven: no smaller set does better. Together they add"
                            : "Not proven: a smaller set may exist. Together they add");
    figure_number(in, figure_, "What the items add", compact(in, answer_.value),
                  {.style = TextStyle::small_strong});
  }
  const std::size_t shown = std::min(most_shown, answer_.chosen.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const WorkBackItem& item = items_.items[answer_.chosen[i]];
    const auto own = ui.id(item.record.id.bits);
    const std::string right = "+" + compact(in, item.value) + " \u00b7 " +
                              (item.hours ? model::count_text(*item.hours) + " h"
                                          : "about " + model::count_text(usual_hours) + " h");
    const std::string name = title(in, item);
    if (ui.list_row({.chip = word_of(item.what),
                     .chip_tone = Tone::accent,
                     .title = name,
                     .text = item.reason,
                     .right = right,
                     .below = true}))
      in.open(item.record);
  }
  if (shown < answer_.chosen.size())
    ui.muted("and " + model::count_text(static_cast<std::int64_t>(answer_.chosen.size() - shown)) +
             " more");
  hours(in);
  const std::string label =
      without_action_ == 0 ? std::string("Make actions")
                           : "Make " + model::counted(static_cast<std::int64_t>(without_action_),
                                                      "action", "actions");
  if (ui.button(label,
                {.emphasis = Emphasis::primary,
                 .small = true,
                 .disabled_because = without_action_ == 0 ? "Every item has an open action." : ""}))
    make_actions(in);
}

}  // namespace keyplan::ui
