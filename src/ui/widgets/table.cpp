#include "ui/widgets/table.h"

#include <algorithm>
#include <cmath>

#include "ui/widgets/impl.h"

namespace keyplan::ui {

struct Table::State {
  State(Ui& ui, const TableOptions& options, std::span<const Column> columns, std::size_t rows)
      : ui(ui), impl(ui.impl()), options(options), columns(columns), rows(rows) {}
  Ui& ui;
  Ui::Impl& impl;
  TableOptions options;
  std::span<const Column> columns;
  std::size_t rows;
  std::size_t unprinted = 0;  // rows that paper leaves out

  void lay_out_columns(float space);

  ImGuiID id = 0;
  NodeId node = 0;
  NodeId parent_before = 0;
  Region outside;
  std::vector<float> left, right;  // of each column; equal when it is left out
  std::vector<int> shown;          // columns in place order
  float row_height = 0;
  float body_top = 0;
  float height = 0;  // of the scrolling body
  float below = 0;   // free space under it, less than a row
  bool child = false;
  ImGuiListClipper clipper;
  bool stepping = false;
  int next = 0, end = 0;

  std::size_t row = 0;
  bool in_row = false;
  int cell = -1;  // given order
  Box row_box;
  NodeId row_node = 0;
  NodeId cell_node = 0;  // 0: the column is left out
  Item row_item;
  std::string row_name;
  Region cell_region_before;
  bool in_cell = false;
  std::uint64_t row_key = 0;
  TreeRow tree;          // of the row
  NodeId fold_node = 0;  // its triangle, which is no part of the cell's words

  std::int64_t focus_row = -1;     // gets the keyboard when it is drawn
  std::int64_t keyboard_row = -1;  // had it in the frame before
};

namespace {

constexpr float cell_padding = 8;
constexpr float least_of_all = 60;  // a column that may shrink, base units
constexpr float most_text = 240;    // what a shrinking column asks for, however long its texts are

float header_width(const Ui& ui, const Column& column) {
  return ui.text_width(column.name, TextStyle::label) + (column.sortable ? ui.px(12) : 0);
}

}  // namespace

// Widths are fixed, as wide as the content seen so far, or shrink. Where not even that fits,
// columns are left out. What is over shows content that is cut, then goes to the columns by their
// share.
void Table::State::lay_out_columns(float space) {
  const std::size_t count = columns.size();
  std::vector<bool> kept(count, true);
  std::vector<float> widths(count, 0), natural(count, 0);
  const float pad = 2 * ui.px(cell_padding);
  const auto measure = [&] {
    float sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!kept[i]) continue;
      const Column& column = columns[i];
      natural[i] =
          std::max(impl.recall(hash_node_id(id, "column") + i), header_width(ui, column) + pad);
      if (column.flex > 0)
        widths[i] = std::max(ui.px(least_of_all), std::min(natural[i], ui.px(column.least)));
      else
        widths[i] = column.width > 0 ? ui.px(column.width) : natural[i];
      sum += widths[i];
    }
    return sum;
  };
  float total = measure();
  while (total > space) {
    int worst = -1;
    for (std::size_t i = 0; i < count; ++i)
      if (kept[i] && columns[i].priority > 0 &&
          (worst < 0 || columns[i].priority >= columns[static_cast<std::size_t>(worst)].priority))
        worst = static_cast<int>(i);
    if (worst < 0) break;
    kept[static_cast<std::size_t>(worst)] = false;
    total = measure();
  }
  float cut = 0, flex = 0, shrinkable = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (!kept[i] || columns[i].flex <= 0) continue;
    natural[i] = std::clamp(natural[i], widths[i], std::max(widths[i], ui.px(most_text)));
    cut += natural[i] - widths[i];
    flex += columns[i].flex;
    shrinkable += std::max(0.0f, widths[i] - ui.px(least_of_all));
  }
  const float over = std::max(0.0f, space - total), missing = std::max(0.0f, total - space);
  const float shown_now = cut > 0 ? std::min(1.0f, over / cut) : 0;
  const float rest = std::max(0.0f, over - cut);
  const float shrink = shrinkable > 0 ? std::min(1.0f, missing / shrinkable) : 0;
  const float left_to_miss = std::max(0.0f, missing - shrinkable);
  const float squeeze = left_to_miss > 0 ? space / (space + left_to_miss) : 1;
  const auto columns_kept = static_cast<float>(std::count(kept.begin(), kept.end(), true));
  float x = impl.region.x;
  for (std::size_t i = 0; i < count; ++i) {
    left.push_back(x);
    if (kept[i]) {
      float width = widths[i];
      if (columns[i].flex > 0) {
        width += (natural[i] - width) * shown_now + rest * columns[i].flex / flex;
        width -= std::max(0.0f, width - ui.px(least_of_all)) * shrink;
      } else if (flex <= 0) {
        width += rest / columns_kept;
      }
      x += width * squeeze;
      shown.push_back(static_cast<int>(i));
    }
    right.push_back(x);
  }
}

Table Ui::table(std::string_view name, std::span<const Column> columns, std::size_t rows,
                const TableOptions& options) {
  return Table(*this, name, columns, rows, options);
}

Table::Table(Ui& ui, std::string_view name, std::span<const Column> columns, std::size_t rows,
             const TableOptions& options)
    : state_(std::make_unique<State>(ui, options, columns, rows)) {
  State& s = *state_;
  s.outside = s.impl.region;
  s.parent_before = s.impl.parent;
  s.id = label_id(name);
  ImGui::PushOverrideID(s.id);
  s.row_height = ui.px(options.row_height);
  const float top = s.impl.next_y();
  s.height = ui.px(options.height);
  if (ui.paper) {
    s.height = 0;
    s.unprinted = rows - std::min(rows, most_rows_on_paper);
    s.rows -= s.unprinted;
  } else if (options.fill) {
    const ImGuiWindow* window = ImGui::GetCurrentWindow();
    const float bottom =
        window->InnerRect.Max.y - ui.px(length::page_margin) - ui.px(length::card_padding);
    const float room = bottom - (top + s.row_height + window->Scroll.y);
    // Whole rows: the last one would otherwise be cut through its words.
    s.height = s.row_height * std::max(10.0f, std::floor(room / s.row_height));
    s.below = std::max(0.0f, room - s.height);
  }
  s.child = s.height > 0 && s.row_height * static_cast<float>(rows) > s.height;
  const float space = ui.available() - (s.child ? ImGui::GetStyle().ScrollbarSize : 0);

  s.lay_out_columns(space);
  const Role role = options.tree                            ? Role::treegrid
                    : options.openable || options.selection ? Role::grid
                                                            : Role::table;
  s.node = ui.node(role, name, {s.outside.x, top, s.outside.right, top + s.row_height}, "##table");
  ui.last_node().row_count = static_cast<std::int64_t>(rows) + 1;
  ui.last_node().column_count = static_cast<int>(s.shown.size());
  s.impl.parent = s.node;
  draw_header();
  begin_body();
  handle_keys();
}

void Table::draw_header() {
  State& s = *state_;
  Ui& ui = s.ui;
  const float top = s.impl.next_y();
  const Box box{s.outside.x, top, s.outside.right, top + s.row_height};
  s.impl.advance(box);
  const NodeId header = ui.node(Role::row, "", box, "##header");
  ui.last_node().row = 1;
  auto children = ui.inside(header);
  int place = 0;
  for (const int index : s.shown) {
    const auto i = static_cast<std::size_t>(index);
    const Column& column = s.columns[i];
    const Box cell{s.left[i], box.y0, s.right[i], box.y1};
    const Box inner = cell.inset(ui.px(cell_padding), 0);
    auto own = ui.id(i);
    Item item{.box = cell};
    if (column.sortable)
      item = ui.pressable(Role::columnheader, column.name, cell.inset(ui.px(2), ui.px(3)));
    else
      ui.node(Role::columnheader, column.name, cell, "##head");
    const bool sorted_by = s.options.sort.column == index;
    Node& node = ui.last_node();
    node.column = ++place;
    if (sorted_by) node.sorted = s.options.sort.descending ? Sorted::descending : Sorted::ascending;
    if (item.hovered) ui.fill(item.box, ui.theme().colors().hover, 4);
    const Color color = ui.theme().text(sorted_by ? Tone::ink : Tone::muted);
    const float arrow = sorted_by ? ui.px(12) : 0;
    const float text_width =
        std::min(ui.text_width(column.name, TextStyle::label), inner.width() - arrow);
    Box text_box = inner;
    if (column.align == Align::right) text_box.x1 -= arrow;
    ui.draw_line(text_box, column.name, TextStyle::label, color, column.align);
    if (sorted_by) {
      const float w = ui.px(3.5f);
      float ax = text_box.x0 + text_width + ui.px(8);
      if (column.align == Align::right) ax = inner.x1 - ui.px(4);
      if (column.align == Align::center) ax = inner.middle_x() + text_width / 2 + ui.px(8);
      const float d = s.options.sort.descending ? 1.0f : -1.0f, y = inner.middle_y();
      const ImVec2 points[] = {
          {ax - w, y - d * w / 2}, {ax, y + d * w / 2}, {ax + w, y - d * w / 2}};
      ui.canvas()->AddPolyline(points, 3, color, ImDrawFlags_None, ui.px(1.5f));
    }
    ui.focus_ring(item, 4, 0);
    if (item.pressed) sorted = Sort{index, sorted_by && !s.options.sort.descending};
  }
  ui.fill({box.x0, box.y1 - ui.px(1), box.x1, box.y1}, ui.theme().colors().line);
}

void Table::begin_body() {
  State& s = *state_;
  const float top = s.impl.region.y;
  if (s.child) {
    const Box box{s.outside.x, top, s.outside.right, top + s.height};
    s.impl.advance({box.x0, box.y0, box.x1, box.y1 + s.below});
    s.cell_region_before = s.impl.region;
    s.impl.open_child("##rows", box, 0, 0);
  } else {
    s.cell_region_before = s.impl.region;
    s.impl.open_region(s.outside.x, s.outside.right, top, s.id, 0);
  }
  s.body_top = s.impl.region.y;
  ImGui::GetCurrentWindow()->DC.CursorPos = {s.impl.region.x, s.body_top};
}

void Table::handle_keys() {
  State& s = *state_;
  if (s.rows == 0) return;
  // The row with the keyboard is remembered by place; its key tells whether it still is that row.
  Ui::Impl& impl = s.impl;
  const std::uint64_t memory = hash_node_id(s.id, "keyboard");
  const auto it = impl.table_rows.find(memory);
  s.keyboard_row = -1;
  if (it == impl.table_rows.end()) return;
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  const auto last = static_cast<std::int64_t>(s.rows) - 1;
  const std::int64_t row = std::min(it->second.row, last);
  if (g.NavId != it->second.id || g.NavId == 0) return;
  s.keyboard_row = row;
  const ImGuiID owner = g.NavId;
  if (g.ActiveId != 0 && g.ActiveId != owner) return;
  std::int64_t wanted = row;
  const float view =
      s.child ? ImGui::GetCurrentWindow()->InnerRect.GetHeight() : impl.page_height * 0.6f;
  const auto page = std::max<std::int64_t>(1, static_cast<std::int64_t>(view / s.row_height) - 1);
  if (impl.own_key(owner, ImGuiKey_DownArrow)) ++wanted;
  if (impl.own_key(owner, ImGuiKey_UpArrow)) --wanted;
  if (impl.own_key(owner, ImGuiKey_PageDown)) wanted += page;
  if (impl.own_key(owner, ImGuiKey_PageUp)) wanted -= page;
  if (impl.own_key(owner, ImGuiKey_Home)) wanted = 0;
  if (impl.own_key(owner, ImGuiKey_End)) wanted = last;
  if (s.options.tree) {
    const TreeRow tree = s.options.tree(static_cast<std::size_t>(row));
    if (impl.own_key(owner, ImGuiKey_RightArrow) && tree.below) {
      if (tree.open)
        ++wanted;
      else
        fold = Fold{static_cast<std::size_t>(row), true};
    }
    if (impl.own_key(owner, ImGuiKey_LeftArrow)) {
      if (tree.below && tree.open)
        fold = Fold{static_cast<std::size_t>(row), false};
      else if (tree.parent >= 0)
        wanted = tree.parent;
    }
  }
  wanted = std::clamp<std::int64_t>(wanted, 0, last);
  if (wanted != row) {
    s.focus_row = wanted;
    const float y = s.body_top + s.row_height * static_cast<float>(wanted);
    ImGui::ScrollToRect(ImGui::GetCurrentWindow(),
                        {s.outside.x, y, s.outside.right, y + s.row_height});
    impl.more(3);
  }
  if (ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_C)) copy_requested = true;
  if (s.options.selection != nullptr && ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_A)) {
    for (std::size_t i = 0; i < s.rows; ++i)
      s.options.selection->keys.insert(s.options.key ? s.options.key(i) : i);
    selection_changed = true;
  }
}

bool Table::next_row() {
  State& s = *state_;
  end_row();
  if (s.rows == 0) return false;
  if (!s.stepping) {
    s.stepping = true;
    s.clipper.Begin(static_cast<int>(s.rows), s.row_height);
    if (s.focus_row >= 0) s.clipper.IncludeItemByIndex(static_cast<int>(s.focus_row));
    if (s.keyboard_row >= 0) s.clipper.IncludeItemByIndex(static_cast<int>(s.keyboard_row));
  }
  while (s.next >= s.end) {
    if (!s.clipper.Step()) return false;
    s.next = s.clipper.DisplayStart;
    s.end = s.clipper.DisplayEnd;
  }
  return begin_row(static_cast<std::size_t>(s.next++));
}

bool Table::begin_row(std::size_t row) {
  State& s = *state_;
  Ui& ui = s.ui;
  s.row = row;
  s.in_row = true;
  s.cell = -1;
  s.row_name.clear();
  s.row_key = s.options.key ? s.options.key(row) : row;
  const float y = std::round(ImGui::GetCurrentWindow()->DC.CursorPos.y);
  s.row_box = {s.outside.x, y,
               s.child ? ImGui::GetCurrentWindow()->InnerRect.Max.x : s.outside.right,
               y + s.row_height};
  ImGui::PushID(reinterpret_cast<const char*>(&s.row_key),
                reinterpret_cast<const char*>(&s.row_key) + sizeof s.row_key);
  s.impl.region.y = y;

  const bool live = s.options.openable || s.options.selection != nullptr;
  s.row_item = Item{.box = s.row_box};
  if (live) {
    // One tab stop for the whole table: the row that had the keyboard last, or the first one.
    const std::uint64_t memory = hash_node_id(s.id, "keyboard");
    const auto it = s.impl.table_rows.find(memory);
    const bool tab_stop = it == s.impl.table_rows.end() ? row == 0 : it->second.key == s.row_key;
    ImGui::PushItemFlag(ImGuiItemFlags_NoTabStop, !tab_stop);
    s.row_item = ui.pressable(Role::row, "##row", s.row_box);
    ImGui::PopItemFlag();
    if (s.focus_row == static_cast<std::int64_t>(row)) {
      s.impl.give_focus(s.row_item.id);
      s.focus_row = -1;
    }
    if (ImGui::GetCurrentContext()->NavId == s.row_item.id)
      s.impl.table_rows[memory] = {
          .row = static_cast<std::int64_t>(row), .key = s.row_key, .id = s.row_item.id};
    s.row_node = s.row_item.node;
  } else {
    s.row_node = ui.node(Role::row, "", s.row_box, "##row");
  }
  Node& node = ui.last_node();
  node.row = static_cast<std::int64_t>(row) + 2;  // the header is row 1
  const bool chosen = s.options.selection != nullptr && s.options.selection->contains(s.row_key);
  if (s.options.selection != nullptr) node.selected = chosen ? Tristate::on : Tristate::off;
  if (s.options.tree) {
    s.tree = s.options.tree(row);
    node.level = s.tree.depth + 1;
    if (s.tree.below) node.expanded = s.tree.open ? Tristate::on : Tristate::off;
  }
  if (chosen)
    ui.fill(s.row_box, ui.theme().soft(Tone::accent));
  else if (s.row_item.hovered)
    ui.fill(s.row_box, ui.theme().colors().hover);
  ui.fill({s.row_box.x0, s.row_box.y1 - ui.px(1), s.row_box.x1, s.row_box.y1},
          ui.theme().colors().inner_line);
  ui.focus_ring(s.row_item, 4, 0);
  if (live) select_by_pointer(row);
  return true;
}

void Table::select_by_pointer(std::size_t row) {
  State& s = *state_;
  Selection* selection = s.options.selection;
  const ImGuiIO& io = ImGui::GetIO();
  const bool focused = ImGui::GetCurrentContext()->NavId == s.row_item.id;
  if (selection == nullptr) {
    if (s.row_item.pressed && s.options.openable) opened = row;
    return;
  }
  const bool by_space = focused && ImGui::IsKeyPressed(ImGuiKey_Space, false);
  const bool by_enter = focused && ImGui::IsKeyPressed(ImGuiKey_Enter, false);
  if (by_enter || (s.row_item.hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left))) {
    if (s.options.openable) opened = row;
    return;
  }
  if (!s.row_item.pressed && !by_space) return;
  selection_changed = true;
  if (io.KeyShift && selection->anchor != 0) {
    std::size_t from = row;
    for (std::size_t i = 0; i < s.rows; ++i)
      if ((s.options.key ? s.options.key(i) : i) == selection->anchor) from = i;
    if (!io.KeyCtrl) selection->keys.clear();
    for (std::size_t i = std::min(from, row); i <= std::max(from, row); ++i)
      selection->keys.insert(s.options.key ? s.options.key(i) : i);
    return;
  }
  if (io.KeyCtrl || by_space) {
    if (selection->keys.erase(s.row_key) == 0) selection->keys.insert(s.row_key);
  } else {
    selection->keys = {s.row_key};
  }
  selection->anchor = s.row_key;
}

std::size_t Table::row() const { return state_->row; }

void Table::row_name(std::string_view name) { state_->row_name = name; }

void Table::cell() {
  State& s = *state_;
  Ui& ui = s.ui;
  end_cell();
  ++s.cell;
  IM_ASSERT(s.cell < static_cast<int>(s.columns.size()) && "More cells than columns in this row.");
  const auto i = static_cast<std::size_t>(s.cell);
  const Box box{s.left[i], s.row_box.y0, s.right[i], s.row_box.y1};
  const Box inner = box.inset(ui.px(cell_padding), 0);
  const auto place = std::find(s.shown.begin(), s.shown.end(), s.cell);
  s.in_cell = true;
  const bool hidden = place == s.shown.end();
  const Role role = s.cell == 0                                 ? Role::rowheader
                    : s.options.openable || s.options.selection ? Role::gridcell
                                                                : Role::cell;
  s.impl.parent = s.row_node;
  const std::string_view key(reinterpret_cast<const char*>(&s.cell), sizeof s.cell);
  s.cell_node = 0;
  if (!hidden) {
    s.cell_node = ui.node(role, "", box, key);
    ui.last_node().column = static_cast<int>(place - s.shown.begin()) + 1;
    s.impl.parent = s.cell_node;
  } else {
    s.impl.nodes_hidden = true;
    ImGui::BeginDisabled();
  }
  ImGui::PushClipRect({box.x0, box.y0}, {hidden ? box.x0 : box.x1, box.y1}, true);
  ImGui::PushID(s.cell);
  s.impl.open_region(inner.x0, std::max(inner.x1, inner.x0 + 1), s.row_box.y0, 0,
                     ui.px(length::gap));
  s.impl.region.horizontal = true;
  s.impl.region.row_hint = s.row_height;
  s.impl.region.in_cell = true;
  s.impl.region.cell_align = s.columns[i].align;
  s.fold_node = 0;
  if (s.cell == 0 && s.options.tree) draw_fold();
}

void Table::draw_fold() {
  State& s = *state_;
  Ui& ui = s.ui;
  constexpr int deepest_indent = 8;  // further down there would be no room for the words
  ui.space(16.0f * static_cast<float>(std::min(s.tree.depth, deepest_indent)));
  const Box box = ui.place(ui.px(16), ui.px(20));
  if (!s.tree.below) return;
  const std::string told =
      (s.tree.open ? "Hide what is below " : "Show what is below ") + s.row_name;
  const Item item = ui.pressable(Role::button, "##fold", box, true, told);
  s.fold_node = item.node;
  ui.last_node().expanded = s.tree.open ? Tristate::on : Tristate::off;
  if (item.hovered) ui.fill(box, ui.theme().colors().hover, 4);
  const float r = ui.px(4), x = box.middle_x(), y = box.middle_y();
  const Color color = ui.theme().text(Tone::muted);
  if (s.tree.open)
    ui.canvas()->AddTriangleFilled({x - r, y - r / 2}, {x + r, y - r / 2}, {x, y + r}, color);
  else
    ui.canvas()->AddTriangleFilled({x - r / 2, y - r}, {x + r, y}, {x - r / 2, y + r}, color);
  ui.focus_ring(item, 4, 0);
  if (item.pressed) fold = Fold{s.row, !s.tree.open};
}

void Table::end_cell() {
  State& s = *state_;
  if (!s.in_cell) return;
  s.in_cell = false;
  const auto i = static_cast<std::size_t>(s.cell);
  const Region inner = s.impl.region;
  if (!s.impl.nodes_hidden && s.columns[i].width == 0) {
    // Content widths only grow while a table is shown, so scrolling does not make columns jump.
    const std::uint64_t key = hash_node_id(s.id, "column") + i;
    const float wanted = inner.natural + 2 * s.ui.px(cell_padding);
    if (wanted > s.impl.recall(key)) s.impl.remember(key, std::min(wanted, s.ui.px(360)));
  }
  if (s.impl.nodes_hidden) ImGui::EndDisabled();
  s.impl.nodes_hidden = false;
  ImGui::PopID();
  ImGui::PopClipRect();
  // A cell is named by what stands in it, so that rows can be read without going inside.
  // By its own node: an id() that spans the row has ended already, and the row is the parent again.
  if (Node* node = s.cell_node == 0 ? nullptr : s.impl.tree.find(s.cell_node)) {
    std::string name;
    const auto& nodes = s.impl.tree.nodes();
    for (std::size_t n = nodes.size(); n-- > 0 && nodes[n].id != node->id;)
      if (nodes[n].parent == node->id && nodes[n].id != s.fold_node) {
        const std::string& text = nodes[n].value.empty() ? nodes[n].name : nodes[n].value;
        name = name.empty() ? text : text + " " + name;
      }
    node->name = name;
    if (s.cell == 0 && s.row_name.empty()) s.row_name = name;
  }
  s.impl.parent = s.row_node;
}

void Table::end_row() {
  State& s = *state_;
  if (!s.in_row) return;
  end_cell();
  if (Node* node = s.impl.tree.find(s.row_node)) node->name = s.row_name;
  s.in_row = false;
  s.impl.parent = s.node;
  ImGui::PopID();
  s.impl.open_region(s.outside.x, s.outside.right, s.row_box.y1, s.id, 0);
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  window->DC.CursorPos = {s.outside.x, s.row_box.y1};
  window->DC.CursorMaxPos.y = std::max(window->DC.CursorMaxPos.y, s.row_box.y1);
}

Table::~Table() {
  State& s = *state_;
  end_row();
  Ui& ui = s.ui;
  if (s.rows == 0) {
    const float top = s.body_top;
    const Box box{s.outside.x, top, s.outside.right, top + 2 * s.row_height};
    ui.draw_line(box, s.options.empty, TextStyle::small, ui.theme().text(Tone::muted),
                 Align::center);
    s.impl.parent = s.parent_before;  // a table holds rows and nothing else
    ui.node(Role::paragraph, s.options.empty, box);
  }
  const float body = s.row_height * static_cast<float>(s.rows == 0 ? 2 : s.rows);
  const Region before = s.cell_region_before;
  s.impl.report_extent(s.outside.x, s.body_top + body);
  if (s.child) ImGui::EndChild();
  s.impl.region = before;
  if (!s.child) s.impl.advance({s.outside.x, before.y, s.outside.right, before.y + body});
  s.impl.parent = s.parent_before;
  ImGui::PopID();
  tell_unprinted(ui, s.unprinted, "rows");
}

TsvWriter& TsvWriter::cell(std::string_view text) {
  if (row_started_) text_ += '\t';
  row_started_ = true;
  if (text.find_first_of("\t\n\r\"") == std::string_view::npos) {
    text_ += text;
  } else {
    text_ += '"';
    for (const char c : text) {
      if (c == '"') text_ += '"';
      text_ += c;
    }
    text_ += '"';
  }
  return *this;
}

void TsvWriter::end_row() {
  text_ += '\n';
  ++rows_;
  row_started_ = false;
}

}  // namespace keyplan::ui
