#include "ui/screens/forecast/scenario_page.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/model/display.h"
#include "ui/screens/explain.h"
#include "ui/screens/record_form.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {

using analysis::AccountEffect;
using model::Id;
using model::Kind;
using model::Scenario;
using model::ScenarioChange;

namespace {

constexpr std::size_t most_without_scrolling = 8;
constexpr float scrolled = 320;

void cell_text(ScreenContext& in, std::string_view text, Tone tone = Tone::ink) {
  in.ui.text(text, {.style = TextStyle::small, .tone = tone, .wrap = false});
}

std::string compact(const ScreenContext& in, std::int64_t minor) {
  return model::money_text({minor, in.figures.portfolio().base}, model::MoneyStyle::compact);
}

void remove(ScreenContext& in, Id scenario) {
  model::Edit edit("remove scenario " + name_of(in.plan, {Kind::scenario, scenario}));
  for (const auto& change : in.plan.table<ScenarioChange>()) {
    if (change.data.scenario.id == scenario) edit.remove({Kind::scenario_change, change.id});
  }
  edit.remove({Kind::scenario, scenario});
  in.edit(std::move(edit));
}

}  // namespace

ScenarioPage::ScenarioPage()
    : table_(Kind::scenario_change, {{.field = "type", .width = 150},
                                     {.field = "account", .flex = 1},
                                     {.field = "sector", .flex = 0.7f, .priority = 1},
                                     {.field = "region", .flex = 0.7f, .priority = 3},
                                     {.field = "member", .flex = 0.9f, .priority = 2},
                                     {.field = "percent", .width = 84}}) {}

ScenarioPage::Answer ScenarioPage::frame(ScreenContext& in, Outlooks& outlooks, Id scenario) {
  const auto* record = in.plan.find<Scenario>(scenario);
  if (record == nullptr) return Answer::back;
  const Outlook& outlook = outlooks.of(in, scenario);
  Answer answer = Answer::stay;
  Ui& ui = in.ui;
  const auto main = in.main("Scenario");
  {
    const HeaderOptions::Badge badge{.text = loss_plan_word(record->data).word,
                                     .tone = loss_plan_word(record->data).tone};
    const std::string told = "loss plan " + std::string(badge.text);
    const HeaderOptions::Badge shown[] = {{.text = told, .tone = badge.tone}};
    const auto header = ui.page_header(
        name_of(in.plan, {Kind::scenario, scenario}),
        "scenario \u00b7 " + model::year_text(in.figures.portfolio().plan_year), {.badges = shown});
    if (ui.button("Back to the forecast")) answer = Answer::back;
    if (ui.button("Remove scenario", Emphasis::danger)) {
      remove(in, scenario);
      answer = Answer::back;
    }
    if (ui.button("Show in the forecast", Emphasis::primary)) answer = Answer::show;
  }
  {
    constexpr std::array<std::string_view, 6> ids = {"scenario_revenue_lost",
                                                     "forecast_total",
                                                     "gap_to_goal",
                                                     "scenario_refill",
                                                     "scenario_deals_to_recover",
                                                     "scenario_accounts_to_recover"};
    auto figures = ui.columns(static_cast<int>(ids.size()), {.min_width = 150});
    for (const std::string_view id : ids) {
      figures.next();
      FigureText text;
      if (id == "scenario_revenue_lost" && outlook.outcome.share_lost)
        text.note = model::percent_text(*outlook.outcome.share_lost) + " of all revenue";
      if (id == "forecast_total" && outlook.outcome.before.total)
        text.note = compact(in, *outlook.outcome.before.total) + " without it";
      if (const analysis::Figure* figure = outlook.figure(id)) key_figure(in, *figure, text);
    }
  }
  auto sides = ui.columns({16, 9}, {.min_width = 400});
  sides.next();
  changes(in, outlook, scenario);
  hit(in, outlook);
  sides.next();
  loss_plan(in, scenario);
  costs(in, outlook);
  calls(in, outlook);
  return answer;
}

void ScenarioPage::changes(ScreenContext& in, const Outlook& outlook, Id scenario) {
  const auto card = in.ui.card("What happens", "share lost, or points more and less");
  record_field<&Scenario::name>(in, scenario);
  record_field<&Scenario::note>(in, scenario);
  in.ui.space(4);
  for (const analysis::ScenarioGap& gap : outlook.outcome.gaps) {
    const auto own = in.ui.id(gap.change.bits ^ static_cast<std::uint64_t>(gap.problem));
    if (in.ui.list_row({.chip = "open", .chip_tone = Tone::warning, .text = gap.sentence}) &&
        gap.change)
      in.open({Kind::scenario_change, gap.change});
  }
  table_.frame(
      in,
      {.name = "What happens",
       .variant = scenario.bits,
       .keep =
           [scenario](const model::RecordBase& record) {
             return static_cast<const model::Record<ScenarioChange>&>(record).data.scenario.id ==
                    scenario;
           },
       .make = [&]() -> model::AnyRecord {
         auto change = new_record<ScenarioChange>(in);
         change->data.scenario = {scenario};
         change->data.type = model::ChangeType::lose_account;
         return change;
       },
       .add_label = "Add a change",
       .details = true,
       .empty = "Nothing happens yet: say which account is lost, or what changes.",
       .search = false});
}

void ScenarioPage::hit(ScreenContext& in, const Outlook& outlook) {
  const auto& hit = outlook.outcome.accounts;
  if (hit.empty()) return;
  const Words word = words(in.plan);
  model::Money largest{hit.front().revenue, in.figures.portfolio().base};
  const model::MoneyScale scale = model::money_scale(largest);
  const auto card = in.ui.card(
      capitalised(word.accounts) + " hit",
      model::counted(static_cast<std::int64_t>(hit.size()), word.account, word.accounts) +
          " \u00b7 " + scale.unit);
  const std::string head = capitalised(word.account);
  const Column columns[] = {
      {.name = head, .flex = 1, .sortable = false},
      {.name = "Revenue", .align = Align::right, .sortable = false},
      {.name = "Left", .align = Align::right, .sortable = false},
      {.name = "Lost", .align = Align::right, .sortable = false},
      {.name = "Open deals lost", .align = Align::right, .sortable = false, .priority = 1}};
  auto table = in.ui.table(head + " hit", columns, hit.size(),
                           {.height = hit.size() > most_without_scrolling ? scrolled : 0.0f});
  const auto money = [&](std::int64_t minor) {
    return model::in_scale({minor, scale.currency}, scale);
  };
  while (table.next_row()) {
    const AccountEffect& effect = hit[table.row()];
    const std::string name = name_of(in.plan, {Kind::account, effect.account});
    table.row_name(name);
    table.cell();
    cell_text(in, name);
    table.cell();
    in.ui.number(money(effect.revenue));
    table.cell();
    in.ui.number(model::percent_text(effect.survival.fraction(), 0));
    table.cell();
    in.ui.number(money(effect.revenue_lost), Tone::negative);
    table.cell();
    in.ui.number(effect.deals_lost == 0 ? "\u2014" : model::count_text(effect.deals_lost));
  }
  if (table.opened) in.go(place_of(in.plan, {Kind::account, hit[*table.opened].account}));
}

void ScenarioPage::calls(ScreenContext& in, const Outlook& outlook) {
  for (const analysis::Leaver& leaver : outlook.outcome.leavers) {
    const auto own = in.ui.id(leaver.change.bits);
    const Id member = leaver.leaves.member;
    const auto& calls = leaver.leaves.calls;
    const auto card =
        in.ui.card("Who must be called", name_of(in.plan, {Kind::team_member, member}) + " leaves");
    if (calls.empty()) in.ui.muted("Nobody at their accounts is recorded.");
    auto table = in.ui.table(
        "Who must be called",
        std::array{Column{.name = "Person", .flex = 1, .least = 90, .sortable = false},
                   Column{.name = "Who calls", .flex = 0.8f, .least = 80, .sortable = false},
                   Column{.name = "Until", .width = 92, .sortable = false}},
        calls.size(),
        {.height = calls.size() > most_without_scrolling ? scrolled : 0.0f,
         .empty = "Nobody has to be called."});
    while (table.next_row()) {
      const analysis::Call& call = calls[table.row()];
      const std::string name = name_of(in.plan, {Kind::person, call.person});
      table.row_name(name);
      table.cell();
      cell_text(in, name);
      table.cell();
      if (call.caller) {
        cell_text(in, name_of(in.plan, {Kind::team_member, call.caller}));
      } else {
        cell_text(in, "nobody", Tone::negative);
      }
      table.cell();
      cell_text(in, model::date_text(call.until));
    }
    if (table.opened) in.open({Kind::person, calls[*table.opened].person});
    if (in.ui.button("Plan the hand-over", {.small = true}))
      in.go({.page = Page::departure, .member = member});
  }
}

void ScenarioPage::loss_plan(ScreenContext& in, Id scenario) {
  const auto card = in.ui.card("Loss plan", "how we cope when it comes true");
  record_field<&Scenario::loss_plan>(in, scenario, FieldLook::boxed);
  record_field<&Scenario::loss_plan_status>(in, scenario);
  record_field<&Scenario::owner>(in, scenario);
  const auto* record = in.plan.find<Scenario>(scenario);
  if (record != nullptr && in.plan.find(record->data.owner) == nullptr)
    in.ui.status_dot("Nobody owns the loss plan.", Tone::warning);
}

void ScenarioPage::costs(ScreenContext& in, const Outlook& outlook) {
  struct Row {
    std::string_view figure;
    std::string_view label;
  };
  constexpr std::array<Row, 7> rows = {{{"scenario_margin_lost", "Margin lost"},
                                        {"scenario_accounts_lost", "Accounts lost"},
                                        {"scenario_deals_lost", "Open deals lost"},
                                        {"scenario_pipeline_lost", "Open pipeline lost"},
                                        {"top_3_share", "Top-3 concentration after it"},
                                        {"hhi", "Concentration index (HHI) after it"},
                                        {"scenario_exposed", "Revenue of managers who leave"}}};
  const auto card = in.ui.card("What else changes");
  for (const Row& row : rows) {
    const analysis::Figure* figure = outlook.figure(row.figure);
    if (figure == nullptr) continue;
    const auto line = in.ui.row({.gap = 6});
    in.ui.text(row.label, {.style = TextStyle::small, .tone = Tone::muted});
    figure_number(in, *figure, row.label, analysis::shown_compact(figure->value, figure->unit),
                  {.style = TextStyle::small_strong});
  }
}

}  // namespace keyplan::ui
