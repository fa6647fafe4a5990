#include "ui/screens/planning_value_card.h"

#include <array>
#include <string>

#include "core/model/display.h"
#include "ui/screens/explain.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {

namespace {

struct Row {
  std::string_view name;
  std::array<std::string_view, 3> figures;  // ids
};

constexpr Row planned_rows[] = {
    {"Win rate", {"win_rate_planned", "win_rate_unplanned", "win_rate_lift"}},
    {"Growth", {"growth_planned", "growth_unplanned", "growth_lead"}}};
constexpr Row customer_rows[] = {
    {"Win rate", {"win_rate_existing", "win_rate_new", "existing_new_multiple"}}};

constexpr Column number(std::string_view name) {
  return {.name = name, .align = Align::right, .width = 96, .sortable = false};
}
constexpr Column planned_columns[] = {{.name = "Accounts", .flex = 1, .sortable = false},
                                      number("Planned"),
                                      number("Others"),
                                      number("Lead")};
constexpr Column customer_columns[] = {{.name = "Customers", .flex = 1, .sortable = false},
                                       number("Existing"),
                                       number("New"),
                                       number("Multiple")};

void rows(ScreenContext& in, std::string_view name, std::span<const Column> columns,
          std::span<const Row> shown, const std::vector<analysis::Figure>& figures) {
  auto table = in.ui.table(name, columns, shown.size(), {.openable = false});
  while (table.next_row()) {
    const Row& row = shown[table.row()];
    table.cell();
    in.ui.text(row.name, {.style = TextStyle::small_strong});
    for (const std::string_view id : row.figures) {
      table.cell();
      const analysis::Figure* figure = analysis::find_figure(figures, id);
      if (figure == nullptr) continue;
      std::string text;
      const auto* lead = std::get_if<double>(&figure->value);
      if (id == "growth_lead" && lead != nullptr)
        text = model::percent_text(*lead, 1, model::Sign::always);
      figure_number(in, *figure, figure->label, text);
    }
  }
}

}  // namespace

void PlanningValueCard::frame(ScreenContext& in) {
  if (!made_for_.holds(in, {})) {
    value_ = analysis::planning_value(in.plan, in.figures);
    figures_ = analysis::planning_figures(value_, in.figures.context());
  }
  const Words word = words(in.plan);
  const auto card = in.ui.card("Value of planning", "what goes together, not what causes what");
  const std::int64_t planned = value_.planned.accounts;
  const std::int64_t all = planned + value_.unplanned.accounts;
  in.ui.muted(model::count_text(planned) + " of " +
              model::counted(all, word.account, word.accounts) + (planned == 1 ? " is" : " are") +
              " planned: with a goal and an action.");
  rows(in, "Planned and other accounts", planned_columns, planned_rows, figures_);
  in.ui.space(8);
  rows(in, "Existing and new customers", customer_columns, customer_rows, figures_);
}

}  // namespace keyplan::ui
