#include "ui/screens/account/swot_card.h"

#include <algorithm>
#include <utility>

#include "core/model/display.h"
#include "core/model/order.h"
#include "ui/screens/record_form.h"

namespace keyplan::ui {

using model::Id;
using model::Kind;
using model::Quadrant;
using model::SwotEntry;

namespace {

constexpr std::size_t few = 12;
constexpr std::size_t more = 50;

struct QuadrantWords {
  std::string_view title, add, empty;
};
constexpr std::array<QuadrantWords, 5> quadrants{
    {{"Not sorted yet", "", ""},
     {"Strengths", "Add strength", "What do they value in us?"},
     {"Weaknesses", "Add weakness", "Where do we fall short for them?"},
     {"Opportunities", "Add opportunity", "What changes in our favour?"},
     {"Threats", "Add threat", "What could push us out?"}}};

/// Strengths and opportunities may turn into something to be won, the others into a risk.
bool is_good(Quadrant quadrant) {
  return quadrant == Quadrant::strength || quadrant == Quadrant::opportunity;
}

/// What is to be done says the "so what", where there is one.
const std::string& action_title(const SwotEntry& entry) {
  return entry.so_what.empty() ? entry.text : entry.so_what;
}

}  // namespace

void SwotCard::make(const ScreenContext& in, Id account) {
  if (made_for_.holds(in, account)) return;
  for (List& list : lists_) {
    list.entries.clear();
    if (account_ != account) list.shown = few;
  }
  account_ = account;
  std::array<std::int64_t, 5> asking{};
  for (const auto& entry : in.plan.of_account<SwotEntry>(account)) {
    const auto quadrant = static_cast<std::size_t>(entry.data.quadrant);
    lists_[quadrant].entries.push_back(&entry);
    if (entry.data.so_what.empty()) ++asking[quadrant];
  }
  for (std::size_t q = 0; q < lists_.size(); ++q) {
    model::sort_by_order(Kind::swot, lists_[q].entries);
    lists_[q].note = asking[q] == 0 ? std::string()
                                    : model::counted(asking[q], "asks: so what?", "ask: so what?");
  }
  actions_ = actions_by_title(in.plan, account);
  risks_.clear();
  for (const auto& risk : in.plan.of_account<model::Risk>(account))
    risks_.emplace(risk.data.title, risk.id);
}

void SwotCard::turn(ScreenContext& in, Id account, const Entry& entry, bool into_risk) {
  const SwotEntry& data = entry.data;
  const bool good = is_good(data.quadrant);
  const std::string_view word = !into_risk ? "an action" : good ? "an opportunity" : "a risk";
  model::Edit edit("turn " + name_of(in.plan, {Kind::swot, entry.id}) + " into " +
                   std::string(word));
  if (into_risk) {
    auto risk = new_record<model::Risk>(in, account);
    risk->id = in.new_id();
    risk->data.title = data.text;
    risk->data.type = good ? model::RiskType::opportunity : model::RiskType::risk;
    risk->data.plan = data.so_what;
    edit.add(Kind::risk, std::move(risk));
  } else {
    auto action = action_for(in, account, action_title(data));
    action->id = in.new_id();
    if (!data.so_what.empty()) action->data.notes = data.text;
    edit.add(Kind::action, std::move(action));
  }
  in.edit(std::move(edit));
}

void SwotCard::entry(ScreenContext& in, Id account, const List& list, const Entry& entry) {
  const auto id = in.ui.id(entry.id.bits);
  const model::RecordKey key{Kind::swot, entry.id};
  const std::string name = name_of(in.plan, key);
  record_field<&SwotEntry::text>(in, entry.id, FieldLook::in_place);
  if (!entry.data.so_what.empty())
    note_field<&SwotEntry::so_what>(in, entry.id, entry.data.so_what);
  if (entry.data.quadrant == Quadrant::unset)
    record_field<&SwotEntry::quadrant>(in, entry.id, FieldLook::in_place);
  {
    const auto row = in.ui.row({.gap = 14});
    if (entry.data.so_what.empty()) {
      const std::string told = "So what? Of " + name;
      if (in.ui.button("So what?", {.small = true, .name = told}))
        open_at<&SwotEntry::so_what>(in, entry.id);
    }
    const auto risk = risks_.find(entry.data.text);
    const auto action = actions_.find(action_title(entry.data));
    const bool good = is_good(entry.data.quadrant);
    const std::string_view risk_word = good ? "Opportunity" : "Risk";
    const MenuEntry turns[] = {
        {.text = risk_word,
         .disabled_because = risk != risks_.end() ? "It stands among the risks already." : ""},
        {.text = "Action",
         .disabled_because =
             action != actions_.end() ? "It stands among the actions already." : ""}};
    const std::string turn_told = "Turn " + name + " into";
    if (const auto chosen = in.ui.menu(
            "Turn into", turns, {.emphasis = Emphasis::quiet, .small = true, .name = turn_told}))
      turn(in, account, entry, *chosen == 0);
    const bool first = list.entries.front() == &entry;
    const bool last = list.entries.back() == &entry;
    const MenuEntry others[] = {
        {.text = "Move up", .disabled_because = first ? "It is the first." : ""},
        {.text = "Move down", .disabled_because = last ? "It is the last." : ""},
        {.text = "All fields"},
        {.text = "Remove", .danger = true}};
    const std::string more_told = "More for " + name;
    if (const auto chosen = in.ui.menu(
            "More", others, {.emphasis = Emphasis::quiet, .small = true, .name = more_told})) {
      if (*chosen <= 1) move_by_one(in, Kind::swot, list.entries, entry.id, *chosen == 1);
      if (*chosen == 2) in.open(key);
      if (*chosen == 3) {
        model::Edit edit("remove " + name);
        edit.remove(key);
        in.edit(std::move(edit));
      }
    }
    if (risk != risks_.end()) {
      const std::string told = std::string(risk_word) + " from " + name;
      if (in.ui.button("Is " + std::string(good ? "an opportunity" : "a risk"),
                       {.emphasis = Emphasis::quiet, .small = true, .name = told}))
        in.open({Kind::risk, risk->second});
    }
    if (action != actions_.end()) {
      const std::string told = "Action from " + name;
      if (in.ui.button("Has an action", {.emphasis = Emphasis::quiet, .small = true, .name = told}))
        in.open({Kind::action, action->second});
    }
  }
  in.ui.line();
}

void SwotCard::list(ScreenContext& in, Id account, std::size_t quadrant) {
  List& list = lists_[quadrant];
  const QuadrantWords& words = quadrants[quadrant];
  const auto card = in.ui.card(words.title, list.note);
  const std::size_t shown = std::min(list.shown, list.entries.size());
  for (std::size_t i = 0; i < shown; ++i)
    entry(in, account, list, static_cast<const Entry&>(*list.entries[i]));
  if (list.entries.empty()) in.ui.muted(words.empty);
  if (shown < list.entries.size()) {
    const auto left = static_cast<std::int64_t>(std::min(more, list.entries.size() - shown));
    const std::string told = "Show more " + lower_first(words.title);
    if (in.ui.button("Show " + model::count_text(left) + " more", {.small = true, .name = told})) {
      list.shown += more;
      in.ui.request_frames();
    }
  }
  if (words.add.empty()) return;
  if (auto text = list.add.frame(in, {.label = words.add, .width = 0})) {
    auto made = new_record<SwotEntry>(in, account);
    made->data.text = std::move(*text);
    made->data.quadrant = static_cast<Quadrant>(quadrant);
    add_record(in, Kind::swot, std::move(made));
  }
}

void SwotCard::frame(ScreenContext& in, Id account) {
  make(in, account);
  for (const std::size_t first : {std::size_t{1}, std::size_t{3}}) {
    auto columns = in.ui.columns(2, {.min_width = 340});
    columns.next();
    list(in, account, first);
    columns.next();
    list(in, account, first + 1);
  }
  if (!lists_[0].entries.empty()) list(in, account, 0);
}

}  // namespace keyplan::ui
