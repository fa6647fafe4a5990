#include "ui/screens/account/overview_tab.h"

#include <algorithm>
#include <ranges>
#include <tuple>
#include <vector>

#include "core/model/display.h"
#include "core/model/order.h"
#include "core/share/library.h"
#include "core/sorting/sort.h"
#include "ui/screens/account/growth_tab.h"
#include "ui/screens/explain.h"
#include "ui/screens/record_form.h"
#include "ui/screens/walk.h"

namespace keyplan::ui {
namespace {

using model::Account;
using model::Action;
using model::Goal;
using model::Kind;
using model::Record;
using model::RecordBase;

std::string count(std::size_t n) { return model::count_text(static_cast<std::int64_t>(n)); }

Tone tone_of(model::GoalStatus status) {
  switch (status) {
    case model::GoalStatus::at_risk:
      return Tone::warning;
    case model::GoalStatus::off_track:
      return Tone::negative;
    case model::GoalStatus::achieved:
      return Tone::positive;
    case model::GoalStatus::on_track:
      return Tone::positive;
    default:
      return Tone::muted;
  }
}

void plan_checks(ScreenContext& in, const Record<Account>& account, const PlanState& state,
                 std::optional<AccountTab>& tab) {
  const std::string note =
      state.completeness.share
          ? "plan " + model::percent_text(*state.completeness.share, 0) + " complete"
          : std::string();
  const auto card = in.ui.card("Plan checks", note);
  for (const analysis::AreaSummary& area : state.areas) {
    const auto id = in.ui.id(static_cast<std::uint64_t>(area.area));
    if (in.ui.list_row({.chip = analysis::state_word(area),
                        .chip_tone = area.worst ? ui::tone_of(*area.worst) : Tone::positive,
                        .title = analysis::area_label(area.area),
                        .text = area.sentence}))
      tab = AccountTab::health;
  }
  if (state.areas.empty()) {
    constexpr std::size_t most = 6;
    if (state.findings.empty()) in.ui.muted("Nothing needs you right now.");
    finding_rows(in, state, account.id, most);
  } else if (in.ui.link("All " + count(state.findings.size()) + " findings")) {
    tab = AccountTab::health;
  }
}

void facts(ScreenContext& in, const Record<Account>& account) {
  const auto card = in.ui.card("Facts", "click a value to change it");
  // Imports fill it; where they did not, it would only take room.
  if (account.data.also_known_as.empty()) {
    record_form(in, {Kind::account, account.id}, {"also_known_as"});
  } else {
    record_form(in, {Kind::account, account.id});
  }
}

/// How the account is planned: what is asked, which sections and checks there are, how often one
/// meets. Offered until one is chosen.
void template_choice(ScreenContext& in, const Record<Account>& account) {
  if (in.plan.find(account.data.plan_template) != nullptr) return;
  const bool own = !in.plan.table(Kind::plan_template).empty();
  const model::Plan& from = own ? in.plan : in.library();
  std::vector<const RecordBase*> templates;
  for (const auto& record : from.table<model::PlanTemplate>()) templates.push_back(&record);
  model::sort_by_order(Kind::plan_template, templates);
  if (templates.empty()) return;
  const auto card = in.ui.card("How do you plan this account?",
                               "a template chooses questions, sections, checks and rhythm");
  for (const RecordBase* record : templates) {
    const auto& data = static_cast<const Record<model::PlanTemplate>&>(*record).data;
    const auto id = in.ui.id(record->id.bits);
    if (!in.ui.list_row({.title = data.name, .text = data.meant_for, .right = "choose"})) continue;
    model::Edit edit("plan " + name_of(in.plan, {Kind::account, account.id}) + " as " +
                     lower_first(data.name));
    share::choose_template(edit, in.plan, from, record->id, account.id);
    in.edit(std::move(edit));
  }
}

/// Where it stands in its group, who speaks for us there, and who could introduce us here.
void family(ScreenContext& in, const Record<Account>& account, BranchBook& book) {
  constexpr std::size_t most = 12;
  const auto branches = in.plan.branches(account.id);
  const auto* parent = in.plan.find(account.data.parent);
  if (branches.empty() && parent == nullptr) return;
  const BranchBook::Group& group = book.group(in, account.id);
  const auto card = in.ui.card("Group", account_name(in, group.top));
  if (parent != nullptr && in.ui.list_row({.title = parent->data.name, .right = "parent"})) {
    in.go({.page = Page::account, .account = parent->id});
  }
  for (std::size_t i = 0; i < branches.size() && i < most; ++i) {
    const auto id = in.ui.id(branches[i].id.bits);
    const std::string name = name_of(in.plan, {Kind::account, branches[i].id});
    if (in.ui.list_row({.title = name, .right = "branch"})) {
      in.go({.page = Page::account, .account = branches[i].id});
    }
  }
  const model::Id advocate = group.advocate.account;
  in.ui.property("Advocate", !advocate ? "nobody yet"
                                       : account_name(in, advocate) +
                                             (group.advocate.marked ? "" : ", suggested"));
  const analysis::Introduction way = group.introductions.to(account.id);
  in.ui.label("Who introduces us here");
  in.ui.text(analysis::as_text(way),
             {.style = TextStyle::small, .tone = way.steps.empty() ? Tone::muted : Tone::ink});
  const auto row = in.ui.row();
  if (way.steps.size() > 1 && !is_asked(in, way) &&
      in.ui.button("Plan the introduction", ButtonOptions{.small = true}))
    plan_asking(in, way);
  if (in.ui.link("Show the whole group")) in.go({.page = Page::branches, .account = account.id});
}

}  // namespace

void OverviewTab::make_goals(const ScreenContext& in, model::Id account) {
  constexpr std::size_t most = 4;
  const analysis::GoalCount counted = analysis::goals_of(in.plan, account, in.today);
  goals_note_ = counted.goals == 0
                    ? std::string()
                    : count(counted.on_track) + " of " + count(counted.goals) + " on track";
  std::vector<const RecordBase*> sorted;
  for (const auto& goal : in.plan.of_account<Goal>(account))
    if (analysis::is_open(goal.data)) sorted.push_back(&goal);
  model::sort_by_order(Kind::goal, sorted);
  goal_lines_.clear();
  for (const RecordBase* record : sorted | std::views::take(most)) {
    const auto& goal = static_cast<const Record<Goal>&>(*record);
    const analysis::GoalProgress progress = analysis::progress_of(in.plan, goal);
    const auto status = analysis::standing_of(in.plan, goal, in.today);
    const model::RecordKey key{Kind::goal, goal.id};
    goal_lines_.push_back(
        {.key = key,
         .name = name_of(in.plan, key),
         .chip = std::string(status == model::GoalStatus::unset ? std::string_view("No number")
                                                                : model::choice_label(status)),
         .tone = tone_of(status),
         .right = progress.fraction ? model::percent_text(*progress.fraction, 0) : ""});
  }
}

void OverviewTab::make_actions(const ScreenContext& in, model::Id account) {
  constexpr std::size_t most = 6;
  constexpr int week = 7;
  std::vector<const Record<Action>*> open;
  for (const auto& action : in.plan.of_account<Action>(account)) {
    if (action.data.status != model::ActionStatus::done &&
        action.data.status != model::ActionStatus::dropped)
      open.push_back(&action);
  }
  keyplan::sort(open, {}, [](const Record<Action>* action) {
    return std::tuple(!action->data.due, action->data.due, action->id);
  });
  const auto soon = [&](model::Date due) { return due && due.days <= in.today.days + week; };
  const auto this_week = std::ranges::count_if(
      open, [&](const Record<Action>* action) { return soon(action->data.due); });
  actions_note_ = count(static_cast<std::size_t>(this_week)) + " this week";
  open_actions_ = open.size();
  action_lines_.clear();
  for (const Record<Action>* action : open | std::views::take(most)) {
    const model::Date due = action->data.due;
    const bool overdue = due && due < in.today;
    const model::RecordKey key{Kind::action, action->id};
    action_lines_.push_back({.key = key,
                             .name = name_of(in.plan, key),
                             .chip = overdue     ? "Overdue"
                                     : soon(due) ? "This week"
                                                 : "Later",
                             .tone = overdue     ? Tone::negative
                                     : soon(due) ? Tone::warning
                                                 : Tone::muted,
                             .right = model::date_text(due)});
  }
}

void OverviewTab::make_reason(const ScreenContext& in, model::Id account) {
  why_they_buy_.clear();
  const auto all = in.plan.of_account<model::ValueProposition>(account);
  if (all.empty()) return;
  // The one worth most speaks for all.
  const Record<model::ValueProposition>* best = &all[0];
  std::int64_t most = -1;
  for (const auto& value : all) {
    const auto worth = analysis::worth_of(value.data);
    const auto amount =
        worth ? analysis::in_base(*worth, in.today, in.figures.context()) : std::nullopt;
    if (amount && *amount > most) {
      most = *amount;
      best = &value;
    }
  }
  std::string& text = why_they_buy_;
  text = best->data.effect.empty() ? best->data.pain : best->data.effect;
  if (const auto worth = analysis::worth_of(best->data))
    text += ", worth " + model::money_text(*worth, model::MoneyStyle::compact) + " a year";
  text += '.';
  const auto* by = in.plan.find(best->data.confirmed_by);
  if (by != nullptr) {
    text += " Confirmed by " + by->data.name;
    if (best->data.confirmed_on) text += " on " + model::date_text(best->data.confirmed_on);
    text += '.';
  } else {
    text += " Nobody at the customer has confirmed it.";
  }
}

void OverviewTab::make(const ScreenContext& in, const Record<Account>& account) {
  if (made_for_.holds(in, account.id)) return;
  make_goals(in, account.id);
  make_actions(in, account.id);
  make_reason(in, account.id);
}

void OverviewTab::goals(ScreenContext& in, std::optional<AccountTab>& tab) const {
  in.ui.heading("Goals", 2, TextStyle::strong);
  in.ui.muted(goals_note_);
  if (goal_lines_.empty() &&
      in.ui.empty_state("No goals yet. What shall be true by when?", "Set a goal"))
    tab = AccountTab::goals;
  lines(in, goal_lines_);
}

void OverviewTab::why_they_buy(ScreenContext& in, std::optional<AccountTab>& tab) const {
  in.ui.space(8);
  in.ui.heading("Why they buy", 2, TextStyle::strong);
  if (!why_they_buy_.empty())
    in.ui.text(why_they_buy_, {.style = TextStyle::small});
  else if (in.ui.empty_state("Nobody has written it down yet.", "Write it down"))
    tab = AccountTab::value;
}

void OverviewTab::next_actions(ScreenContext& in, std::optional<AccountTab>& tab) const {
  const auto card = in.ui.card("Next actions", actions_note_);
  if (action_lines_.empty() &&
      in.ui.empty_state("Nothing planned. What is the next step?", "Plan an action"))
    tab = AccountTab::actions;
  lines(in, action_lines_);
  if (open_actions_ > action_lines_.size() &&
      in.ui.link("All " + count(open_actions_) + " actions"))
    tab = AccountTab::actions;
}

void OverviewTab::lines(ScreenContext& in, const std::vector<Line>& shown) {
  for (const Line& line : shown) {
    const auto id = in.ui.id(line.key.id.bits);
    if (in.ui.list_row(
            {.chip = line.chip, .chip_tone = line.tone, .text = line.name, .right = line.right}))
      in.open(line.key);
  }
}

std::optional<AccountTab> OverviewTab::frame(ScreenContext& in, const Record<Account>& account,
                                             const PlanState& state, BranchBook& book) {
  std::optional<AccountTab> tab;
  make(in, account);
  {
    const auto figures = in.figures.figures_of(account.id);
    auto columns = in.ui.columns(6, {.min_width = 180});
    for (const std::string_view id :
         {"revenue_last_year", "revenue_growth", "forecast_total", "weighted_pipeline"}) {
      const analysis::Figure* figure = analysis::find_figure(figures, id);
      if (figure == nullptr) continue;
      columns.next();
      key_figure(in, *figure);
    }
    for (const analysis::Figure& figure : state.figures) {
      columns.next();
      key_figure(in, figure);
    }
  }
  auto columns = in.ui.columns({3, 2}, {.min_width = 400});
  columns.next();
  account_walk_card(in, account.id);
  template_choice(in, account);
  {
    const auto card = in.ui.card();
    goals(in, tab);
    why_they_buy(in, tab);
  }
  plan_checks(in, account, state, tab);
  next_actions(in, tab);
  people_facts_.refresh(in, account.id);
  if (people_.picture(in, account.id, people_facts_, 300)) tab = AccountTab::people;
  whitespace_.frame(in, account, false);
  columns.next();
  facts(in, account);
  {
    const auto card = in.ui.card("Revenue by year");
    revenue_chart(in, in.figures.account(account.id));
  }
  family(in, account, book);
  return tab;
}

}  // namespace keyplan::ui
