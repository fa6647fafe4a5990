#include "ui/screens/account/account_metrics_card.h"

#include <string>

#include "ui/screens/explain.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {

using analysis::MetricScope;

namespace {

constexpr Column columns[] = {
    {.name = "Metric", .flex = 1, .least = 150, .sortable = false},
    {.name = "Variant", .flex = 1, .least = 120, .sortable = false, .priority = 3},
    {.name = "Now", .align = Align::right, .width = 108, .sortable = false},
    {.name = "Target", .align = Align::right, .width = 108, .sortable = false, .priority = 1},
    {.name = "Status", .width = 96, .sortable = false},
    {.name = "Trend", .width = 80, .sortable = false, .priority = 2}};

}  // namespace

void AccountMetricsCard::frame(ScreenContext& in, model::Id account) {
  state_.refresh(in, {MetricScope::Of::account, {account}});
  const auto card = in.ui.card("Metrics", "press one to see its history");
  const auto open = [&] { in.go({.page = Page::metrics, .account = account}); };
  {
    auto table = in.ui.table("Metrics", columns, state_.lines().size(),
                             {.key = [this](std::size_t row) { return state_.lines()[row].key; }});
    while (table.next_row()) {
      const MetricLine& line = state_.lines()[table.row()];
      table.row_name(line.metric->name);
      table.cell();
      in.ui.text(line.metric->name, {.style = TextStyle::small_strong, .wrap = false});
      table.cell();
      in.ui.text(variant_text(*line.metric),
                 {.style = TextStyle::small, .tone = Tone::muted, .wrap = false});
      table.cell();
      figure_number(in, line.state.figure, line.metric->name + " now", line.value);
      table.cell();
      target_cell(in, state_.scope(), line);
      table.cell();
      in.ui.badge(analysis::status_word(line.state.status), tone_of(line.state.status));
      table.cell();
      in.ui.text(analysis::trend_word(line.state.trend),
                 {.style = TextStyle::small, .tone = trend_tone(line.state), .wrap = false});
    }
    if (table.opened) open();
  }
  if (in.ui.link("All metrics and their history")) open();
}

}  // namespace keyplan::ui
