#include "ui/screens/account_screen.h"

#include <algorithm>

#include "core/model/display.h"
#include "ui/charts/charts.h"
#include "ui/screens/accounts_screen.h"
#include "ui/screens/explain.h"
#include "ui/screens/list_screens.h"
#include "ui/screens/record_form.h"
#include "ui/screens/walk.h"

namespace keyplan::ui {
namespace {

using analysis::AccountResult;
using analysis::Severity;
using model::Account;
using model::Kind;
using model::Record;

Tone tone_of(Severity severity) {
  switch (severity) {
    case Severity::hint:
      return Tone::muted;
    case Severity::check:
      return Tone::warning;
    case Severity::risk:
      return Tone::negative;
  }
  return Tone::muted;
}

std::string subtitle(const ScreenContext& in, const Account& account) {
  std::string text;
  const auto add = [&text](std::string_view part) {
    if (part.empty()) return;
    if (!text.empty()) text += " \u00b7 ";
    text += part;
  };
  add(account.sector);
  add(account.country.empty() ? account.region : account.country);
  if (account.customer_since) add("customer since " + model::date_text(account.customer_since));
  if (account.renewal) add("renewal " + model::date_text(account.renewal));
  if (const auto* owner = in.plan.find(account.owner)) add("owner " + owner->data.name);
  return text;
}

void revenue_chart(ScreenContext& in, const AccountResult& result) {
  constexpr std::size_t most_years = 8;
  if (result.years.empty()) {
    in.ui.empty_state("No revenue yet. Add what this account brought last year.");
    return;
  }
  const std::size_t first = result.years.size() > most_years ? result.years.size() - most_years : 0;
  std::vector<std::string> columns;
  std::vector<std::string> totals;
  std::vector<StackedSeries> series;
  for (std::size_t kind = 0; kind < analysis::revenue_kinds; ++kind) {
    series.push_back(
        {std::string(model::choice_label(static_cast<model::RevenueKind>(kind + 1))), {}});
  }
  model::Money largest{0, in.figures.context().base};
  for (std::size_t y = first; y < result.years.size(); ++y) {
    largest.minor = std::max(largest.minor, result.years[y].total.value);
  }
  const model::MoneyScale scale = model::money_scale(largest);
  for (std::size_t y = first; y < result.years.size(); ++y) {
    const analysis::YearRevenue& year = result.years[y];
    columns.push_back(model::year_text(year.year));
    totals.push_back(model::in_scale({year.total.value, scale.currency}, scale));
    for (std::size_t kind = 0; kind < analysis::revenue_kinds; ++kind) {
      series[kind].values.push_back(static_cast<double>(year.by_kind[kind].value) /
                                    static_cast<double>(scale.divisor));
    }
  }
  std::erase_if(series, [](const StackedSeries& s) {
    return std::ranges::all_of(s.values, [](double v) { return v == 0; });
  });
  stacked_chart(in.ui, "Revenue by year in " + scale.unit, columns, series, totals,
                {.height = 180});
}

void attention_list(ScreenContext& in, model::Id id) {
  const auto items = in.figures.operational(id);
  const auto card = in.ui.card("What needs you");
  if (items.empty()) {
    in.ui.muted("Nothing right now.");
    return;
  }
  std::uint64_t row = 0;
  for (const analysis::Finding& item : items) {
    const auto scope = in.ui.id(++row);
    if (in.ui.list_row({.chip = analysis::severity_word(item.severity),
                        .chip_tone = tone_of(item.severity),
                        .text = analysis::sentence(item, in.plan, in.figures.context().base)})) {
      in.go(place_of(in.plan, item.record));
    }
  }
}

}  // namespace

AccountScreen::AccountScreen()
    : revenue_(Kind::revenue, {{.field = "period", .width = 110},
                               {.field = "type", .width = 150},
                               {.field = "offering", .flex = 1},
                               {.field = "amount", .width = 140},
                               {.field = "cost", .width = 130, .priority = 2},
                               {.field = "note", .flex = 1, .priority = 1}}),
      opportunities_(Kind::opportunity, {{.field = "name", .flex = 2},
                                         {.field = "progress", .width = 170},
                                         {.field = "amount", .width = 130},
                                         {.field = "offering", .flex = 1, .priority = 2},
                                         {.field = "type", .width = 130, .priority = 3},
                                         {.field = "close", .width = 120},
                                         {.field = "owner", .flex = 1, .priority = 1},
                                         {.field = "next_step", .flex = 1, .priority = 4}}),
      people_(Kind::person, {{.field = "name", .flex = 1},
                             {.field = "job_title", .flex = 1},
                             {.field = "role", .width = 142},
                             {.field = "attitude", .width = 120},
                             {.field = "owner", .flex = 1, .priority = 1},
                             {.field = "last_contact", .width = 120},
                             {.field = "reports_to", .flex = 1, .priority = 2},
                             {.field = "email", .flex = 1, .priority = 3}}),
      actions_(Kind::action, {{.field = "title", .flex = 2},
                              {.field = "due", .width = 120},
                              {.field = "status", .width = 130},
                              {.field = "owner", .flex = 1},
                              {.field = "person", .flex = 1, .priority = 1},
                              {.field = "effort_hours", .width = 120, .priority = 2}}) {}

void AccountScreen::show(Kind kind) {
  switch (kind) {
    case Kind::revenue:
      tab_ = Tab::revenue;
      break;
    case Kind::opportunity:
      tab_ = Tab::opportunities;
      break;
    case Kind::person:
      tab_ = Tab::people;
      break;
    case Kind::action:
      tab_ = Tab::actions;
      break;
    default:
      tab_ = Tab::overview;
      break;
  }
}

void AccountScreen::header(ScreenContext& in, const Record<Account>& account) {
  std::vector<HeaderOptions::Badge> badges;
  if (account.data.tier != model::Tier::unset) {
    badges.push_back({model::choice_label(account.data.tier), Tone::accent});
  }
  const auto items = in.figures.operational(account.id);
  const Severity worst = items.empty() ? Severity::hint : items.front().severity;
  if (worst == Severity::risk) badges.push_back({"At risk", Tone::negative});
  if (worst == Severity::check) badges.push_back({"Watch", Tone::warning});
  const std::string name = name_of(in.plan, {Kind::account, account.id});
  const auto header = in.ui.page_header(name, subtitle(in, account.data), {.badges = badges});
  if (in.ui.button("Share")) in.request(Request::share_plan);
  if (in.ui.button("Remove account")) confirm_removal_ = true;
  if (in.ui.button("Add action", Emphasis::primary)) {
    model::Edit edit("add action");
    model::AnyRecord action = new_action(in, account.id);
    action->id = in.new_id();
    edit.add(Kind::action, std::move(action));
    in.edit(std::move(edit));
    tab_ = Tab::actions;
  }
}

void AccountScreen::facts(ScreenContext& in, const Record<Account>& account) {
  const auto card = in.ui.card("Facts", "click a value to change it");
  // Imports fill it; where they did not, it would only take room.
  if (account.data.also_known_as.empty()) {
    record_form(in, {Kind::account, account.id}, {"also_known_as"});
  } else {
    record_form(in, {Kind::account, account.id});
  }
}

void AccountScreen::family(ScreenContext& in, const Record<Account>& account) {
  const auto branches = in.plan.branches(account.id);
  const auto* parent = in.plan.find(account.data.parent);
  if (branches.empty() && parent == nullptr) return;
  const auto card = in.ui.card("Group");
  if (parent != nullptr && in.ui.list_row({.title = parent->data.name, .right = "parent"})) {
    in.go({.page = Page::account, .account = parent->id});
  }
  for (const auto& branch : branches) {
    const auto id = in.ui.id(branch.id.bits);
    const std::string name = name_of(in.plan, {Kind::account, branch.id});
    if (in.ui.list_row({.title = name, .right = "branch"})) {
      in.go({.page = Page::account, .account = branch.id});
    }
  }
}

void AccountScreen::overview(ScreenContext& in, const Record<Account>& account) {
  const AccountResult& result = in.figures.account(account.id);
  {
    const auto figures = in.figures.figures_of(account.id);
    auto columns = in.ui.columns(4, {.min_width = 190});
    for (const std::string_view id :
         {"revenue_last_year", "revenue_growth", "forecast_total", "weighted_pipeline"}) {
      const analysis::Figure* figure = analysis::find_figure(figures, id);
      if (figure == nullptr) continue;
      columns.next();
      key_figure(in, *figure);
    }
  }
  auto columns = in.ui.columns({3, 2}, {.min_width = 400});
  columns.next();
  account_walk_card(in, account.id);
  {
    const auto card = in.ui.card("Revenue by year");
    revenue_chart(in, result);
  }
  attention_list(in, account.id);
  columns.next();
  facts(in, account);
  family(in, account);
}

void AccountScreen::revenue(ScreenContext& in, model::Id account) {
  {
    const auto card = in.ui.card("Revenue by year");
    revenue_chart(in, in.figures.account(account));
  }
  const auto card = in.ui.card("Entries", "one line for each year, kind and offering");
  revenue_.frame(in, {.name = "Revenue entries",
                      .account = account,
                      .of_account = true,
                      .make = [&] { return new_revenue(in, account); },
                      .add_label = "Add revenue",
                      .empty = "No revenue yet. Add what this account brought last year."});
}

void AccountScreen::frame(ScreenContext& in, model::Id id) {
  const auto main = in.main("Account " + model::to_text(id));
  const auto* account = in.plan.find<Account>(id);
  if (account == nullptr) {
    const auto card = in.ui.card();
    if (in.ui.empty_state("This account is no longer in the plan.", "Show all accounts")) {
      in.go({.page = Page::accounts});
    }
    return;
  }
  header(in, *account);
  const Words word = words(in.plan);
  const AccountResult& result = in.figures.account(id);
  const auto with_count = [](std::string_view label, std::size_t n) {
    return std::string(label) +
           (n == 0 ? "" : " " + model::count_text(static_cast<std::int64_t>(n)));
  };
  const std::string opportunities = with_count(capitalised(word.opportunities),
                                               in.plan.of_account<model::Opportunity>(id).size());
  const std::string people = with_count("People", in.plan.of_account<model::Person>(id).size());
  const std::string actions = with_count("Actions", result.open_actions);
  if (auto tab = in.ui.tabs("Sections", {"Overview", "Revenue", opportunities, people, actions},
                            static_cast<int>(tab_))) {
    tab_ = static_cast<Tab>(*tab);
  }
  switch (tab_) {
    case Tab::overview:
      overview(in, *account);
      break;
    case Tab::revenue:
      revenue(in, id);
      break;
    case Tab::opportunities: {
      const auto card = in.ui.card();
      opportunities_.frame(in, {.name = capitalised(word.opportunities),
                                .account = id,
                                .of_account = true,
                                .make = [&] { return new_opportunity(in, id); },
                                .add_label = "Add " + word.opportunity,
                                .empty = "No " + word.opportunities + " yet.",
                                .fill = true});
      break;
    }
    case Tab::people: {
      const auto card = in.ui.card();
      people_.frame(in, {.name = "People",
                         .account = id,
                         .of_account = true,
                         .make = [&] { return new_person(in, id); },
                         .add_label = "Add person",
                         .empty = "Nobody yet. Who decides here, and who influences?",
                         .fill = true});
      break;
    }
    case Tab::actions: {
      const auto card = in.ui.card();
      actions_.frame(in, {.name = "Actions",
                          .account = id,
                          .of_account = true,
                          .make = [&] { return new_action(in, id); },
                          .add_label = "Add action",
                          .empty = "No actions yet. What is the next step?",
                          .fill = true});
      break;
    }
  }
  if (confirm_removal_) {
    const std::string name = name_of(in.plan, {Kind::account, id});
    if (const auto dialog = in.ui.dialog("Remove " + name + "?", confirm_removal_)) {
      in.ui.text("Its revenue, " + word.opportunities +
                 ", people and actions go with it. Undo brings everything back.");
      const auto buttons = in.ui.dialog_buttons();
      if (in.ui.button("Cancel")) confirm_removal_ = false;
      if (in.ui.button("Remove", Emphasis::danger)) {
        confirm_removal_ = false;
        in.edit(remove_accounts(in.plan, std::span(&id, 1)));
        in.go({.page = Page::accounts});
      }
    }
  }
}

}  // namespace keyplan::ui
