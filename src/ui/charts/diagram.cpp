#include "ui/charts/diagram.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/charts/data_table.h"
#include "ui/charts/diagram_frame.h"
#include "ui/widgets/impl.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {
namespace {

// So many boxes, lines and rows are told at once. More would make each frame slow, and nobody
// listens to them; those in view and around the selected one are among them.
constexpr std::size_t most_nodes_told = 300, most_lines_told = 100;
constexpr std::size_t most_rows_told = 200;

constexpr std::string_view fit_words = "Fit", table_words = "Show as table";

std::string note_and_badges(const DiagramNode& node) {
  std::string text = node.note;
  for (const std::string& badge : node.badges) text.append(text.empty() ? "" : ", ") += badge;
  return text;
}

std::string description_of(const DiagramNode& node) {
  std::string text;
  const std::string last = note_and_badges(node);
  for (const std::string* part : {&node.subtitle, &node.tone_word, &last})
    if (!part->empty()) text.append(text.empty() ? "" : ", ") += *part;
  if (!node.relations.empty()) text.append(text.empty() ? "" : ". ") += node.relations;
  return text;
}

// A button in the corner of the picture; without words it shows a plus or a minus.
bool corner_button(Ui& ui, const Box& box, std::string_view name, std::string_view words, bool plus,
                   std::string_view key) {
  const Item item = ui.pressable(Role::button, name, box);
  ui.fill(box, item.hovered ? ui.theme().colors().hover : ui.theme().colors().surface,
          length::control_radius);
  ui.outline(box, ui.theme().colors().line, length::control_radius);
  const Color ink = ui.theme().text(Tone::ink);
  if (words.empty()) {
    const float x = std::round(box.middle_x()), y = std::round(box.middle_y()), arm = ui.px(5);
    const float half = ui.px(2) / 2;
    ui.fill({x - arm, y - half, x + arm, y + half}, ink);
    if (plus) ui.fill({x - half, y - arm, x + half, y + arm}, ink);
  } else {
    ui.draw_line(box, words, TextStyle::small_strong, ink, Align::center);
  }
  ui.focus_ring(item);
  if (!key.empty()) ui.tooltip(item, std::string(name) + " (" + std::string(key) + ")");
  return item.pressed;
}

DiagramAnswer show_as_table(Ui& ui, std::string_view name, std::span<const DiagramNode> nodes,
                            DiagramState& state, const DiagramOptions& options) {
  DiagramAnswer answer;
  {
    auto row = ui.row({.align = Align::right});
    if (ui.button("Show as picture", {.small = true})) state.as_table = false;
  }
  const Column columns[] = {
      {.name = options.title_head, .flex = 2, .sortable = false},
      {.name = options.subtitle_head, .flex = 2, .sortable = false, .priority = 1},
      {.name = options.tone_head, .flex = 1, .sortable = false},
      {.name = options.note_head, .flex = 1, .sortable = false, .priority = 3},
      {.name = options.relations_head, .flex = 2, .sortable = false, .priority = 2}};
  auto table = ui.table(name, columns, nodes.size(),
                        {.height = options.height - length::row - length::small_control,
                         .key = [&](std::size_t row) { return nodes[row].key; },
                         .empty = options.empty});
  while (table.next_row()) {
    const DiagramNode& node = nodes[table.row()];
    const TextOptions small{.style = TextStyle::small};
    table.cell();
    ui.text(node.title, {.style = TextStyle::small_strong});
    table.cell();
    ui.text(node.subtitle, small);
    table.cell();
    ui.text(node.tone_word, {.style = TextStyle::small, .tone = node.tone});
    table.cell();
    ui.text(note_and_badges(node), small);
    table.cell();
    ui.text(node.relations, small);
  }
  if (table.opened) {
    state.selected = nodes[*table.opened].key;
    answer.opened = state.selected;
  }
  return answer;
}

}  // namespace

// ---- drawing
// -------------------------------------------------------------------------------------

// In the middle of the line just walked, or beside it where a box would be covered.
Box DiagramFrame::label_place(std::string_view label) const {
  const float half = (ui_.text_width(label, TextStyle::chip) + ui_.px(10)) / 2;
  const auto around = [&](Point at) {
    return Box{at.x - half, at.y - ui_.px(9), at.x + half, at.y + ui_.px(9)};
  };
  const auto free = [&](const Box& place) {
    return std::ranges::none_of(nodes_, [&](const DiagramNode& node) {
      const Box box = view_.box_of(node);
      return box.x1 > place.x0 && box.x0 < place.x1 && box.y1 > place.y0 && box.y0 < place.y1;
    });
  };
  const Box middle = around(course_.middle());
  const auto count = static_cast<int>(course_.points.size());
  if (nodes_.size() > most_nodes_told || free(middle)) return middle;
  for (const int away : {-1, 1, -2, 2, -3, 3, -4, 4}) {
    const int at = count / 2 + away;
    if (at < 0 || at >= count) continue;
    const Box place = around(course_.points[static_cast<std::size_t>(at)]);
    if (free(place)) return place;
  }
  return middle;
}

void DiagramFrame::draw_edges() {
  const float near = ui_.px(6);
  const bool find = pointed_ && under_mouse_ == no_index && !by_mouse();
  float least = near;
  const auto walk = [&](auto&& visit) {
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      const std::size_t from = index_.find(edges_[i].from), to = index_.find(edges_[i].to);
      if (from == no_index || to == no_index || from == to) continue;
      const Box a = view_.box_of(nodes_[from]), b = view_.box_of(nodes_[to]);
      const float room = ui_.px(48);
      if (!view_.sees({std::min(a.x0, b.x0) - room, std::min(a.y0, b.y0) - room,
                       std::max(a.x1, b.x1) + room, std::max(a.y1, b.y1) + room}))
        continue;
      course_of(course_, view_, nodes_[from], nodes_[to], edges_[i].style);
      visit(i, from, to);
    }
  };
  if (find)
    walk([&](std::size_t i, std::size_t, std::size_t) {
      const float distance = distance_to(course_, mouse_);
      if (distance >= least) return;
      least = distance;
      edge_under_mouse_ = i;
    });
  walk([&](std::size_t i, std::size_t from, std::size_t to) {
    const bool strong = i == edge_under_mouse_;
    draw_edge(ui_, view_, edges_[i], course_, strong);
    if (!edges_[i].label.empty() && edges_[i].style != EdgeStyle::tree)
      seen_edges_.push_back({i, from, to, label_place(edges_[i].label)});
  });
  if (edge_under_mouse_ == no_index) return;
  ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (ground_pressed_) answer_.pressed_edge = edges_[edge_under_mouse_].key;
}

void DiagramFrame::draw_one(std::size_t i, bool told) {
  const DiagramNode& node = nodes_[i];
  NodeLook look{.selected = i == selected_};
  const bool aimed = gesture_.by_keyboard ? gesture_.target == node.key
                                          : by_mouse() && pointed_ && i == under_mouse_;
  look.target = aimed && possible(i);
  if (!told) {
    draw_node(ui_, view_, node, look);
    draw_badges(ui_, view_, node);
    return;
  }
  const Scope own = ui_.id(node.key);
  if (focus_next_ == i) ui_.focus_next();
  const bool tab_stop = selected_ != no_index ? i == selected_ : !tab_stop_given_;
  tab_stop_given_ |= tab_stop;
  const Box box = view_.box_of(node);
  ImGui::PushItemFlag(ImGuiItemFlags_NoTabStop, !tab_stop);
  const Item item = ui_.pressable(Role::button, "##node", box, true, node.title);
  ImGui::PopItemFlag();
  if (i == selected_) ui_.last_node().selected = Tristate::on;
  const std::string description = description_of(node);
  ui_.last_node().description = description;
  notice_focus(item, node);
  notice_mouse(item, node);
  look.hovered = item.hovered;
  draw_node(ui_, view_, node, look);
  ui_.focus_ring(item, length::card_radius);
  draw_badges(ui_, view_, node);
  if (!by_mouse() && lines_that_fit(ui_, view_, node) < 3)
    ui_.tooltip(item, node.title + ": " + description);
}

void DiagramFrame::draw_nodes() {
  tab_stop_given_ = false;
  std::size_t told = 0;
  const std::size_t moved = gesture_.kind != Kind::none ? index_.find(gesture_.node) : no_index;
  const std::size_t pressed = index_.find(gesture_.focused);
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    // What has the keyboard or the mouse stays alive where it is not seen.
    const bool kept = i == selected_ || i == pressed || i == moved || i == focus_next_;
    const bool seen = view_.sees(view_.box_of(nodes_[i]));
    if (!seen && !kept) continue;
    const bool tell = kept || i == under_mouse_ || told < most_nodes_told;
    if (tell) ++told;
    draw_one(i, tell);
  }
  if (!focus_seen_ && focus_next_ == no_index) gesture_.focused.reset();
}

// The words of lines, each on its own ground. Those of the selected node can be reached with Tab.
void DiagramFrame::draw_labels() {
  std::size_t told = 0;
  for (const SeenEdge& seen : seen_edges_) {
    const DiagramEdge& edge = edges_[seen.index];
    const bool own_line = seen.from == selected_ || seen.to == selected_;
    const bool readable = state_.zoom >= 0.5f;
    if (!own_line && (!readable || told >= most_lines_told)) continue;
    const Box& box = seen.label;
    if (!view_.sees(box)) continue;
    ++told;
    const Scope own = ui_.id(edge.key);
    ImGui::PushItemFlag(ImGuiItemFlags_NoTabStop, !own_line);
    const Item item =
        ui_.pressable(Role::button, "##line", box, true,
                      nodes_[seen.from].title + " " + edge.label + " " + nodes_[seen.to].title);
    ImGui::PopItemFlag();
    if (item.pressed) answer_.pressed_edge = edge.key;
    const bool strong = item.hovered || seen.index == edge_under_mouse_;
    ui_.fill(box, strong ? theme_.soft(edge.tone) : theme_.colors().surface, 9);
    ui_.draw_line(box, edge.label, TextStyle::chip, theme_.text(edge.tone), Align::center);
    ui_.focus_ring(item, 9);
  }
}

void DiagramFrame::draw_handles() {
  if (!options_.can_connect || gesture_.kind != Kind::none) return;
  if (selected_ != no_index) draw_handle(selected_);
  if (under_mouse_ != no_index && under_mouse_ != selected_) draw_handle(under_mouse_);
}

// From here a line is drawn to another box.
void DiagramFrame::draw_handle(std::size_t node) {
  const Box box = view_.box_of(nodes_[node]);
  if (!view_.sees(box) || lines_that_fit(ui_, view_, nodes_[node]) == 0) return;
  const float reach = ui_.px(9);
  const Box around{box.x1 - reach / 2, box.middle_y() - reach, box.x1 + reach,
                   box.middle_y() + reach};
  const Scope own = ui_.id(nodes_[node].key);
  const std::uint32_t id = label_id("##handle");
  ImGui::ItemAdd(to_rect(around), id, nullptr, ImGuiItemFlags_NoNav);
  bool hovered = false, held = false;
  ImGui::ButtonBehavior(to_rect(around), id, &hovered, &held, ImGuiButtonFlags_NoNavFocus);
  const ImVec2 middle{box.x1, std::round(box.middle_y())};
  const Color color = theme_.solid(Tone::accent);
  ui_.canvas()->AddCircleFilled(middle, ui_.px(5), hovered ? color : theme_.colors().surface);
  ui_.canvas()->AddCircle(middle, ui_.px(5), color, 0, ui_.px(2));
  if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  ui_.tooltip({.id = id, .box = around, .hovered = hovered}, "Drag to connect");
  if (!held) return;
  gesture_.kind = Kind::connect;
  gesture_.node = nodes_[node].key;
}

void DiagramFrame::draw_gesture() {
  const std::size_t node = index_.find(gesture_.node);
  if (gesture_.kind == Kind::none || node == no_index) return;
  const std::size_t target = gesture_.by_keyboard ? index_.find(gesture_.target) : under_mouse_;
  const Box from = view_.box_of(nodes_[node]);
  Point at = mouse_;
  if (gesture_.by_keyboard) {
    const Box box = view_.box_of(nodes_[target != no_index ? target : node]);
    at = {box.middle_x(), box.y1};
  }
  const Color color = theme_.solid(Tone::accent);
  ImDrawList* list = ui_.canvas();
  if (gesture_.kind == Kind::connect)
    list->AddLine({from.middle_x(), from.middle_y()}, {at.x, at.y}, color, ui_.px(2));
  else if (!gesture_.by_keyboard) {
    const float half_width = from.width() / 2, half_height = from.height() / 2;
    list->AddRect({at.x - half_width, at.y - half_height}, {at.x + half_width, at.y + half_height},
                  color, ui_.px(length::card_radius), 0, ui_.px(2));
  }
  const std::string words = hint(target);
  const float width = ui_.text_width(words, TextStyle::label) + ui_.px(16);
  const Box& all = view_.box();
  const float x = std::clamp(at.x - width / 2, all.x0, std::max(all.x0, all.x1 - width));
  const float y = std::min(at.y + ui_.px(16), all.y1 - ui_.px(24));
  const Box chip{x, y, x + width, y + ui_.px(24)};
  ui_.fill(chip, theme_.text(Tone::ink), 6);
  ui_.draw_line(chip, words, TextStyle::label, theme_.colors().surface, Align::center);
}

void DiagramFrame::draw_corner() {
  const float height = ui_.px(length::small_control), gap = ui_.px(4);
  float x = corner_.x0 + gap;
  const float y = corner_.y0 + gap;
  const auto next = [&](float width) {
    const Box box{x, y, x + width, y + height};
    x += width + gap;
    return box;
  };
  const auto wide = [&](std::string_view words) {
    return ui_.text_width(words, TextStyle::small_strong) + ui_.px(20);
  };
  if (options_.can_be_table &&
      corner_button(ui_, next(wide(table_words)), table_words, table_words, false, {}))
    state_.as_table = true;
  const Box& box = view_.box();
  const Point middle{box.middle_x(), box.middle_y()};
  if (corner_button(ui_, next(wide(fit_words)), fit_words, fit_words, false, "0")) view_.fit_all();
  if (corner_button(ui_, next(height), "Zoom out", {}, false, "-"))
    view_.zoom_about(middle, 1 / 1.25f);
  if (corner_button(ui_, next(height), "Zoom in", {}, true, "+")) view_.zoom_about(middle, 1.25f);
}

// Of very many nodes the rows around the selected one, numbered among all.
void DiagramFrame::tell_data() {
  DataTable data(ui_, name_, view_.box(), nodes_.size() + 1);
  data.header(std::array{options_.title_head, options_.subtitle_head, options_.tone_head,
                         options_.note_head, options_.relations_head});
  std::size_t first = 0;
  if (nodes_.size() > most_rows_told && selected_ != no_index)
    first = std::clamp(selected_, most_rows_told / 2, nodes_.size() - most_rows_told / 2) -
            most_rows_told / 2;
  data.rows += static_cast<std::int64_t>(first);
  for (std::size_t i = first; i < std::min(nodes_.size(), first + most_rows_told); ++i) {
    const DiagramNode& node = nodes_[i];
    const std::string note = note_and_badges(node);
    data.row(node.title,
             std::array<std::string_view, 4>{node.subtitle, node.tone_word, note, node.relations});
  }
}

DiagramAnswer DiagramFrame::run() {
  const Box& box = view_.box();
  mouse_ = {ImGui::GetIO().MousePos.x, ImGui::GetIO().MousePos.y};
  const float width =
      (options_.can_be_table ? ui_.text_width(table_words, TextStyle::small_strong) + ui_.px(24)
                             : 0) +
      ui_.text_width(fit_words, TextStyle::small_strong) + ui_.px(24) +
      2 * (ui_.px(length::small_control) + ui_.px(4)) + ui_.px(4);
  corner_ = {box.x1 - width, box.y1 - ui_.px(length::small_control) - 2 * ui_.px(4), box.x1,
             box.y1};
  selected_ = index_.find(state_.selected);
  if (!(state_.zoom > 0)) view_.fit_width(nodes_[selected_ != no_index ? selected_ : 0]);
  if (const std::size_t wanted = index_.find(state_.reveal); wanted != no_index)
    view_.bring_in(nodes_[wanted]);
  state_.reveal.reset();
  if (gesture_.kind != Kind::none && index_.find(gesture_.node) == no_index) gesture_ = {};

  ImGui::PushClipRect({box.x0, box.y0}, {box.x1, box.y1}, true);
  take_keys();
  take_wheel_and_ground();
  draw_edges();
  draw_nodes();
  draw_labels();
  draw_handles();
  draw_gesture();
  finish_mouse_gesture();
  ImGui::PopClipRect();
  if (!ui_.paper) draw_corner();
  tell_data();
  view_.pan_by(pan_later_.x, pan_later_.y);
  if (bring_in_later_ != no_index) view_.bring_in(nodes_[bring_in_later_]);
  if (view_.changed()) impl_.more(3);
  return std::move(answer_);
}

DiagramAnswer diagram(Ui& ui, std::string_view name, std::span<const DiagramNode> nodes,
                      std::span<const DiagramEdge> edges, DiagramState& state,
                      const DiagramOptions& options) {
  const Scope own = ui.id(name);  // boxes of two diagrams may have the same keys
  if (nodes.empty()) {
    const Box box = ui.place_wide(ui.px(96));
    const Scope figure = begin_figure(ui, name, options.summary, box);
    ui.draw_wrapped(box.inset(0, ui.px(36)), options.empty, TextStyle::small,
                    ui.theme().text(Tone::muted), Align::center);
    ui.node(Role::paragraph, options.empty, box);
    return {};
  }
  if (state.as_table && options.can_be_table) return show_as_table(ui, name, nodes, state, options);
  const Box box = ui.place_wide(ui.px(options.height));
  const Scope figure = begin_figure(ui, name, options.summary, box);
  return DiagramFrame(ui, name, nodes, edges, state, options, box).run();
}

}  // namespace keyplan::ui
