#include "ui/screens/account/history_tab.h"

#include <algorithm>

#include "core/model/display.h"
#include "ui/screens/explain.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {
namespace {

constexpr std::size_t most_changes = 500;
constexpr std::size_t most_steps = 12;

constexpr Column change_columns[] = {{.name = "When", .width = 116, .sortable = false},
                                     {.name = "Who", .width = 150, .sortable = false},
                                     {.name = "What", .flex = 1, .sortable = false}};

}  // namespace

void HistoryTab::changes(ScreenContext& in, model::Id account) {
  if (!made_for_.holds(in, account)) {
    lines_.clear();
    for (const analysis::HistoryEntry& entry :
         analysis::account_history(in.plan, account, most_changes)) {
      constexpr std::int64_t minutes_of_a_day = 24 * 60;
      const auto day = static_cast<std::int32_t>(entry.unix_minutes / minutes_of_a_day);
      lines_.push_back({model::date_text({day}), entry.who.empty() ? "Unknown" : entry.who,
                        capitalised(analysis::sentence(entry, in.plan)),
                        entry.items.front().record});
    }
  }
  const auto card = in.ui.card("What changed", "the last change of every value that still stands");
  auto table = in.ui.table("What changed", change_columns, lines_.size(),
                           {.height = 420, .empty = "Nothing was changed yet."});
  while (table.next_row()) {
    const Line& line = lines_[table.row()];
    table.row_name(line.what);
    for (const std::string* text : {&line.when, &line.who, &line.what}) {
      table.cell();
      in.ui.text(*text, {.style = TextStyle::small, .wrap = false});
    }
  }
  if (table.opened) {
    const model::RecordKey record = lines_[*table.opened].record;
    if (in.plan.find(record) != nullptr) in.open(record);
  }
}

void HistoryTab::steps(ScreenContext& in) {
  const auto card = in.ui.card("Since this plan was opened", "choose how far to go back");
  if (in.undo_names.empty()) {
    in.ui.muted("Nothing was changed since then.");
    return;
  }
  const std::size_t shown = std::min(most_steps, in.undo_names.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const auto id = in.ui.id(i);
    const std::string name = capitalised(in.undo_names[i]);
    if (in.ui.list_row({.title = name, .right = i == 0 ? "undo this" : "back to before this"}))
      in.undo_steps = i + 1;
  }
  if (in.undo_names.size() > shown) {
    in.ui.muted(model::count_text(static_cast<std::int64_t>(in.undo_names.size() - shown)) +
                " earlier steps can be undone one by one.");
  }
}

void HistoryTab::frame(ScreenContext& in, const model::Record<model::Account>& account) {
  auto columns = in.ui.columns({3, 2}, {.min_width = 380});
  columns.next();
  changes(in, account.id);
  columns.next();
  steps(in);
  earlier_.frame(in);
}

}  // namespace keyplan::ui
