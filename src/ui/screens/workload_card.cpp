#include "ui/screens/workload_card.h"

#include <algorithm>

#include "core/model/display.h"
#include "ui/screens/record_form.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {

using model::Kind;
using model::TeamMember;

namespace {

constexpr std::size_t most_without_scrolling = 8;

constexpr Column columns[] = {
    {.name = "Manager", .flex = 1, .sortable = false},
    {.name = "Accounts", .align = Align::right, .width = 72, .sortable = false, .priority = 2},
    {.name = "Hours", .align = Align::right, .width = 64, .sortable = false},
    {.name = "Capacity", .align = Align::right, .width = 76, .sortable = false},
    {.name = "Load", .align = Align::right, .width = 64, .sortable = false},
    {.name = "Budget", .align = Align::right, .width = 84, .sortable = false, .priority = 1}};

Explanation why(const ScreenContext& in, const analysis::Workload& load, const std::string& name) {
  Explanation text{
      .title = "Load of " + name,
      .formula = "hours planned for accounts / hours there are",
      .inputs = {{"Hours planned", model::count_text(load.hours), false},
                 {"Of open actions this year", model::count_text(load.action_hours), false}},
      .as_of = "as of " + model::date_text(in.today)};
  if (load.capacity) {
    text.inputs.push_back({"Hours there are", model::count_text(*load.capacity), false});
  } else {
    text.not_available = "Nobody has said how many hours there are.";
  }
  text.note = "Accounts without hours of their own count those of their tier.";
  return text;
}

}  // namespace

void WorkloadCard::frame(ScreenContext& in) {
  if (made_for_ != in.figures.version() || revision_ != in.plan.revision()) {
    made_for_ = in.figures.version();
    revision_ = in.plan.revision();
    loads_ = analysis::workloads(in.plan, in.figures.accounts(), in.figures.portfolio(),
                                 in.figures.context());
  }
  if (loads_.empty()) return;
  const auto over = std::ranges::count_if(
      loads_, [](const auto& load) { return load.over_capacity() || load.over_budget(); });
  const auto card =
      in.ui.card("Time and money",
                 over == 0 ? std::string("hours a year")
                           : model::counted(over, "manager", "managers") + " over the limit");
  auto table = in.ui.table(
      "Time and money", columns, loads_.size(),
      {.height = loads_.size() > most_without_scrolling ? 320.0f : 0.0f, .openable = false});
  while (table.next_row()) {
    const analysis::Workload& load = loads_[table.row()];
    const bool somebody = static_cast<bool>(load.member);
    const std::string name =
        somebody ? name_of(in.plan, {Kind::team_member, load.member}) : std::string("Nobody");
    table.row_name(name);
    table.cell();
    in.ui.text(name, {.style = TextStyle::small, .wrap = false});
    table.cell();
    in.ui.number(model::count_text(load.accounts));
    table.cell();
    in.ui.number(model::count_text(load.hours));
    table.cell();
    if (somebody)
      record_field<&TeamMember::capacity_hours>(in, load.member, FieldLook::in_place, Align::right);
    table.cell();
    in.ui.figure("Load of " + name, load.load ? model::percent_text(*load.load, 0) : "n/a",
                 [&] { return why(in, load, name); },
                 {.style = TextStyle::small,
                  .tone = load.over_capacity() ? Tone::negative : Tone::ink,
                  .align = Align::right});
    table.cell();
    const std::string budget =
        model::money_text({load.budget, in.figures.context().base}, model::MoneyStyle::compact);
    in.ui.number(load.budget == 0 ? "\u2014" : budget,
                 load.over_budget() ? Tone::negative : Tone::ink);
  }
  const auto gaps = std::ranges::fold_left(
      loads_, 0u, [](unsigned sum, const auto& load) { return sum + load.unconverted; });
  if (gaps > 0)
    in.ui.muted(model::counted(gaps, "budget has", "budgets have") +
                " no exchange rate and is left out.");
}

}  // namespace keyplan::ui
