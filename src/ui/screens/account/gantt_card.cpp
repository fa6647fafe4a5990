#include "ui/screens/account/gantt_card.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "core/model/display.h"
#include "core/model/standard_work.h"

namespace keyplan::ui {

using model::Action;
using model::ActionStatus;
using model::Date;
using model::Id;
using model::Kind;

namespace {

constexpr int days_of_done = 90;  // what was done before is history
constexpr std::size_t most_undated = 20;

struct Days {
  Date first, last;
};

std::optional<Days> days_of(const Action& action) {
  const bool done = action.status == ActionStatus::done && action.done_on;
  Date last = done ? action.done_on : action.due;
  if (!last) last = action.start;
  if (!last) return std::nullopt;
  const Date first = action.start ? action.start : last;
  return Days{std::min(first, last), std::max(first, last)};
}

void tell_state(TimelineBar& bar, const Action& action, Date today) {
  if (action.status == ActionStatus::done) {
    bar.tone = Tone::positive;
    bar.word = "Done";
    bar.movable = false;
  } else if (action.due && action.due < today) {
    bar.tone = Tone::negative;
    bar.word = "Overdue";
  } else if (action.status == ActionStatus::doing) {
    bar.tone = Tone::accent;
    bar.word = "In progress";
  } else {
    bar.tone = Tone::muted;
    bar.word = "Open";
  }
}

}  // namespace

void GanttCard::make(ScreenContext& in, Id account) {
  if (made_for_.holds(in, account)) return;
  if (made_for_.is_other_account()) timeline_ = {};
  make_bars(in, account);
}

void GanttCard::make_bars(ScreenContext& in, Id account) {
  lanes_.clear();
  lane_ids_.clear();
  bars_.clear();
  links_.clear();
  undated_.clear();
  const Kind kind = by_ == Lanes::owner ? Kind::team_member : Kind::goal;
  const auto lane_of = [&](const Action& action) {
    const Id id = by_ == Lanes::owner ? action.owner.id : action.goal.id;
    return in.plan.find({kind, id}) != nullptr ? id : Id{};
  };
  const auto hidden = [&](const Action& action) {
    return action.status == ActionStatus::dropped ||
           (action.status == ActionStatus::done &&
            (!days_of(action) || days_of(action)->last.days < in.today.days - days_of_done));
  };
  std::map<std::pair<std::string, Id>, std::size_t> places;  // by name
  bool others = false;
  const auto actions = in.plan.of_account<Action>(account);
  for (const auto& action : actions) {
    if (hidden(action.data) || !days_of(action.data)) continue;
    if (const Id id = lane_of(action.data))
      places.emplace(std::pair(name_of(in.plan, {kind, id}), id), 0);
    else
      others = true;
  }
  std::unordered_map<Id, std::size_t, model::IdHash> lanes;
  const auto add_lane = [&](std::string name, Id id) {
    lanes.emplace(id, lanes_.size());
    lanes_.push_back({.name = std::move(name)});
    lane_ids_.push_back(id);
  };
  for (const auto& [key, place] : places) add_lane(key.first, key.second);
  if (others || lanes_.empty()) add_lane(by_ == Lanes::owner ? "Nobody yet" : "Without a goal", {});
  std::unordered_map<Id, Days, model::IdHash> shown;
  for (const auto& action : actions) {
    if (hidden(action.data)) continue;
    const auto days = days_of(action.data);
    if (!days) {
      undated_.push_back(action.id);
      continue;
    }
    TimelineBar bar{.key = action.id.bits,
                    .lane = lanes.at(lane_of(action.data)),
                    .first = days->first.days,
                    .last = days->last.days,
                    .title = name_of(in.plan, {Kind::action, action.id})};
    tell_state(bar, action.data, in.today);
    shown.emplace(action.id, *days);
    bars_.push_back(std::move(bar));
  }
  for (const auto& action : actions) {
    const auto to = shown.find(action.id);
    const auto from = shown.find(action.data.after.id);
    if (to == shown.end() || from == shown.end()) continue;
    links_.push_back({.from = action.data.after.id.bits,
                      .to = action.id.bits,
                      .warning = to->second.first < from->second.last ? "Too early" : ""});
  }
}

void GanttCard::move(ScreenContext& in, const TimelineAnswer::Moved& moved) {
  const auto* action = in.plan.find<Action>(Id{moved.key});
  if (action == nullptr) return;
  const Action& data = action->data;
  model::Edit edit("move " + name_of(in.plan, {Kind::action, action->id}));
  // One day stays one date; what is drawn longer gets a start.
  const bool one_day = moved.first == moved.last;
  if (!one_day || data.start) {
    if (data.start != Date{moved.first}) edit.set<&Action::start>(action->id, Date{moved.first});
  }
  if (!one_day || data.due || !data.start) {
    if (data.due != Date{moved.last}) edit.set<&Action::due>(action->id, Date{moved.last});
  }
  if (!edit.empty()) in.edit(std::move(edit));
}

void GanttCard::add(ScreenContext& in, Id account, const TimelineAnswer::Added& added) {
  auto action = new_record<Action>(in, account);
  action->data.title = "New action";
  action->data.due = {added.day};
  if (added.lane < lane_ids_.size()) {
    if (by_ == Lanes::owner) action->data.owner = {lane_ids_[added.lane]};
    if (by_ == Lanes::goal) action->data.goal = {lane_ids_[added.lane]};
  }
  in.open({Kind::action, add_record(in, Kind::action, std::move(action))});
}

void GanttCard::undated(ScreenContext& in) {
  if (undated_.empty()) return;
  in.ui.space(8);
  in.ui.strong("Not dated yet");
  for (std::size_t i = 0; i < undated_.size() && i < most_undated; ++i) {
    const Id id = undated_[i];
    const auto scope = in.ui.id(id.bits);
    const auto row = in.ui.row();
    const std::string name = name_of(in.plan, {Kind::action, id});
    const std::string told = "Plan it: " + name;
    if (in.ui.button("Plan it", {.small = true, .description = "Due in a week.", .name = told})) {
      model::Edit edit("plan " + name);
      edit.set<&Action::due>(id, Date{in.today.days + 7});
      in.edit(std::move(edit));
    }
    if (in.ui.link(name)) in.open({Kind::action, id});
  }
  if (undated_.size() > most_undated) {
    in.ui.muted("And " +
                model::count_text(static_cast<std::int64_t>(undated_.size() - most_undated)) +
                " more in the list.");
  }
}

void GanttCard::frame(ScreenContext& in, Id account) {
  const auto card = in.ui.card("Gantt", "what is due when, and what waits for what");
  if (const auto chosen = in.ui.chips("Lanes", {"By owner", "By goal"}, static_cast<int>(by_))) {
    by_ = static_cast<Lanes>(*chosen);
    made_for_.forget();
    in.ui.request_frames();
  }
  make(in, account);
  const TimelineAnswer answer =
      timeline(in.ui, "Actions over time", timeline_, lanes_, bars_, links_,
               {.summary = "A bar goes from start to due; a point has no start. Lines say what "
                           "waits for what.",
                .height = 520,
                .today = in.today.days,
                .add_word = "Add action",
                .empty = "No action has a date yet. Double-click a day to add one."});
  if (answer.opened) in.open({Kind::action, Id{*answer.opened}});
  if (answer.moved) move(in, *answer.moved);
  if (answer.added) add(in, account, *answer.added);
  undated(in);
}

}  // namespace keyplan::ui
