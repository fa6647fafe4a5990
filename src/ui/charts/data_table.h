// What the pictures of this folder share: the figure in the semantic tree, and the data as a table.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "ui/widgets/ui.h"

namespace keyplan::ui {

// The data of a chart as a table in the semantic tree; it has no place on the screen of its own.
struct DataTable {
  DataTable(Ui& ui, std::string_view name, const Box& box, std::size_t rows) : ui(ui), box(box) {
    table = ui.node(Role::table, name, box, std::string("data of ") + std::string(name));
    ui.last_node().row_count = static_cast<std::int64_t>(rows);
  }
  template <class Heads>
  void header(const Heads& heads) {
    auto in_table = ui.inside(table);
    const NodeId row = ui.node(Role::row, "", box);
    ui.last_node().row = ++rows;
    auto in_row = ui.inside(row);
    for (const auto& head : heads) ui.node(Role::columnheader, head, box);
  }
  template <class Cells>
  void row(std::string_view name, const Cells& cells) {
    auto in_table = ui.inside(table);
    // Its header names it: tables of things to press have rows of the same names.
    const NodeId row = ui.node(Role::row, "", box);
    ui.last_node().row = ++rows;
    auto in_row = ui.inside(row);
    ui.node(Role::rowheader, name, box);
    for (const auto& cell : cells) ui.node(Role::cell, cell, box);
  }
  Ui& ui;
  Box box;
  NodeId table = 0;
  std::int64_t rows = 0;  // the number of the row before; of a part of a table: where it starts
};

// Starts a chart: its figure node, inside which its parts are drawn.
inline Scope begin_figure(Ui& ui, std::string_view name, std::string_view summary, const Box& box) {
  const NodeId figure = ui.node(Role::figure, name, box, name);
  ui.last_node().description = summary;
  return ui.inside(figure);
}

}  // namespace keyplan::ui
