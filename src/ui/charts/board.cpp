#include "ui/charts/board.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/sorting/sort.h"
#include "imgui.h"
#include "ui/charts/data_table.h"
#include "ui/charts/items.h"
#include "ui/charts/treemap.h"

namespace keyplan::ui {
namespace {

constexpr float header_height = 26, drop_height = 44, inner_gap = 2, group_gap = 6;  // base units
/// Smaller groups are drawn with this share of the board, or nobody could hit them.
constexpr double least_share = 0.03;
constexpr std::size_t most_rows = 200;

struct Thing {
  ItemKey key = 0;
  Box box;
};

class Drawing {
 public:
  Drawing(Ui& ui, ItemsState& state, std::span<const BoardGroup> groups,
          std::span<const BoardTile> tiles, const BoardOptions& options)
      : ui_(ui),
        theme_(ui.theme()),
        groups_(groups),
        tiles_(tiles),
        options_(options),
        items_(ui, state) {}

  BoardAnswer draw(std::string_view name) {
    box_ = ui_.place_wide(ui_.px(options_.height));
    auto figure = begin_figure(ui_, name, options_.summary, box_);
    if (groups_.empty()) return answer_;
    field_ = {box_.x0, box_.y0, box_.x1, box_.y1 - ui_.px(drop_height) - ui_.px(8)};
    layout();
    keys();
    for (std::size_t g = 0; g < groups_.size(); ++g) group(g);
    for (std::size_t t = 0; t < tiles_.size(); ++t) tile(t);
    drop_place();
    if (items_.dragged()) carried(*items_.dragged());
    if (const auto dropped = items_.dropped(); dropped && !over_field()) answer_.taken = dropped;
    table(name);
    return answer_;
  }

 private:
  void layout() {
    std::vector<double> sum(groups_.size(), 0);
    double all = 0;
    for (const BoardTile& tile : tiles_) {
      sum[tile.group] += tile.size;
      all += tile.size;
    }
    for (double& size : sum) size = std::max(size, all * least_share);
    std::vector<std::size_t> order(groups_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    keyplan::sort(order, std::greater{}, [&](std::size_t g) { return sum[g]; });
    std::vector<double> sizes;
    for (const std::size_t g : order) sizes.push_back(sum[g]);
    const std::vector<Box> boxes = squarified(sizes, field_);
    group_boxes_.resize(groups_.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
      const float gap = ui_.px(group_gap) / 2;
      Box box = boxes[i].inset(gap, gap);
      box.x1 = std::max(box.x1, box.x0 + 1);
      box.y1 = std::max(box.y1, box.y0 + 1);
      group_boxes_[order[i]] = box;
    }
    tile_boxes_.resize(tiles_.size());
    for (std::size_t g = 0; g < groups_.size(); ++g) layout_group(g);
  }

  void layout_group(std::size_t g) {
    std::vector<std::size_t> own;
    for (std::size_t t = 0; t < tiles_.size(); ++t)
      if (tiles_[t].group == g) own.push_back(t);
    keyplan::sort(own, std::greater{}, [this](std::size_t t) { return tiles_[t].size; });
    std::vector<double> sizes;
    for (const std::size_t t : own) sizes.push_back(std::max(tiles_[t].size, 1e-9));
    Box body = group_boxes_[g];
    body.y0 = std::min(body.y1 - 1, body.y0 + ui_.px(header_height));
    const std::vector<Box> boxes = squarified(sizes, body);
    for (std::size_t i = 0; i < own.size(); ++i) {
      const float gap = ui_.px(inner_gap) / 2;
      const Box& box = boxes[i];
      tile_boxes_[own[i]] =
          box.width() > 3 * gap && box.height() > 3 * gap ? box.inset(gap, gap) : box;
    }
  }

  std::vector<Thing> things() const {
    std::vector<Thing> all;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      Box head = group_boxes_[g];
      head.y1 = std::min(head.y1, head.y0 + ui_.px(header_height));
      all.push_back({groups_[g].key, head});
    }
    for (std::size_t t = 0; t < tiles_.size(); ++t) all.push_back({tiles_[t].key, tile_boxes_[t]});
    return all;
  }

  void keys() {
    const std::vector<Thing> all = things();
    const auto at = std::ranges::find_if(
        all, [this](const Thing& thing) { return items_.current() == thing.key; });
    items_.keep(at != all.end(), all.front().key);
    if (at == all.end()) return;
    if (items_.has_keyboard() && (ImGui::IsKeyPressed(ImGuiKey_Delete, false) ||
                                  ImGui::IsKeyPressed(ImGuiKey_Backspace, false)))
      answer_.taken = at->key;
    const ItemKeys keys = items_.keys();
    if (keys.home) return items_.go_to(all.front().key);
    if (keys.end) return items_.go_to(all.back().key);
    if (keys.right == 0 && keys.down == 0) return;
    // The nearest in that direction; what lies aside counts as farther.
    const Thing* best = nullptr;
    float least = 0;
    for (const Thing& to : all) {
      const float dx = to.box.middle_x() - at->box.middle_x();
      const float dy = to.box.middle_y() - at->box.middle_y();
      const float ahead = keys.right != 0 ? dx * static_cast<float>(keys.right)
                                          : dy * static_cast<float>(keys.down);
      const float aside = std::abs(keys.right != 0 ? dy : dx);
      if (to.key == at->key || ahead <= 0) continue;
      const float distance = ahead + 2 * aside;
      if (best != nullptr && distance >= least) continue;
      best = &to;
      least = distance;
    }
    if (best != nullptr) items_.go_to(best->key);
  }

  void answer(const Items::Added& item, ItemKey key, bool fixed) {
    if (!fixed && (item.pressed || item.entered)) answer_.toggled = key;
  }

  void group(std::size_t g) {
    const BoardGroup& group = groups_[g];
    const Box& box = group_boxes_[g];
    Box head = box;
    head.y1 = std::min(head.y1, head.y0 + ui_.px(header_height));
    ui_.fill(box, theme_.colors().background, 6);
    const auto item = items_.add(Role::button, group.key, group.name, head, !group.fixed);
    Node& own = ui_.last_node();
    own.value = group.shown;
    own.description = group.off ? "Off the board" : "On the board";
    own.selected = group.off ? Tristate::on : Tristate::off;
    answer(item, group.key, group.fixed);
    if (item.hovered && !group.fixed) ui_.fill(head, theme_.colors().hover, 6);
    const float pad = ui_.px(6);
    const Color ink = theme_.text(group.off ? Tone::negative : Tone::ink);
    const std::string shown = group.off ? "off the board" : group.shown;
    const float width = std::min(ui_.text_width(shown, TextStyle::label) + 1, head.width() / 2);
    const bool both = head.width() > ui_.px(120);
    ui_.draw_line({head.x0 + pad, head.y0, head.x1 - pad - (both ? width + pad : 0), head.y1},
                  group.name, TextStyle::small_strong, ink);
    if (both)
      ui_.draw_line({head.x1 - pad - width, head.y0, head.x1 - pad, head.y1}, shown,
                    TextStyle::label, theme_.text(group.off ? Tone::negative : Tone::muted),
                    Align::right);
    ui_.focus_ring(item, 6, 0);
    told(item, group.name + ", " + group.shown + (group.off ? ", off the board" : ""));
  }

  void told(Item item, const std::string& text) const {
    if (items_.dragged()) return;
    item.focused = false;  // it would cover the others
    ui_.tooltip(item, text);
  }

  std::string state_of(const BoardTile& tile) const {
    if (tile.left <= 0) return "Off the board";
    if (tile.left >= 1) return "On the board";
    return std::to_string(std::lround(tile.left * 100)) + "% left";
  }

  void tile(std::size_t t) {
    const BoardTile& tile = tiles_[t];
    const Box& box = tile_boxes_[t];
    const auto item = items_.add(Role::button, tile.key, tile.name, box, !tile.fixed);
    Node& own = ui_.last_node();
    own.value = tile.shown;
    own.description = state_of(tile) + (tile.word.empty() ? "" : ", " + tile.word);
    own.selected = tile.left <= 0 ? Tristate::on : Tristate::off;
    answer(item, tile.key, tile.fixed);
    const bool carried = items_.dragged() == tile.key;
    const float radius =
        std::min(ui_.px(4), std::min(box.width(), box.height()) / 4) / theme_.scale();
    ui_.fill(box, theme_.colors().surface, radius);
    // What is gone of it is empty, from the top.
    Box left = box;
    left.y0 = box.y1 - box.height() * static_cast<float>(std::clamp(tile.left, 0.0, 1.0));
    if (tile.left > 0 && !carried) {
      ui_.fill(left, tile.fixed ? theme_.soft(Tone::muted) : theme_.soft(tile.tone), radius);
    }
    ui_.outline(box, tile.left <= 0 ? theme_.solid(Tone::negative) : theme_.colors().line, radius);
    if (item.hovered && !tile.fixed) ui_.outline(box, theme_.text(Tone::ink), radius, 2);
    label(tile, box);
    ui_.focus_ring(item, radius, 0);
    told(item, tile.name + ", " + tile.shown + ". " + state_of(tile) +
                   (tile.word.empty() ? "" : ". " + tile.word));
  }

  // As large as the tile allows, so that it can be read from the last row.
  void label(const BoardTile& tile, const Box& box) const {
    const bool off = tile.left <= 0;
    const Color ink = theme_.text(off || tile.fixed ? Tone::muted : Tone::ink);
    const Box inner = box.inset(ui_.px(8), ui_.px(6));
    constexpr std::array<std::pair<TextStyle, TextStyle>, 4> styles = {
        {{TextStyle::display, TextStyle::section},
         {TextStyle::section, TextStyle::body},
         {TextStyle::strong, TextStyle::small},
         {TextStyle::label, TextStyle::label}}};
    for (const auto& [large, small] : styles) {
      const bool last = large == TextStyle::label;
      const float line = theme_.line_px(large), second = theme_.line_px(small);
      const float width = ui_.text_width(tile.name, large);
      const bool fits = width <= inner.width() && line + second <= inner.height();
      // The largest type is for what fills a good part of the board.
      if (!fits && !last) continue;
      if (!fits && (inner.width() < ui_.px(36) || inner.height() < line - ui_.px(4))) return;
      ui_.draw_line({inner.x0, inner.y0, inner.x1, inner.y0 + line}, tile.name, large, ink);
      if (line + second <= inner.height())
        ui_.draw_line({inner.x0, inner.y0 + line, inner.x1, inner.y0 + line + second},
                      off             ? std::string("off the board")
                      : tile.left < 1 ? tile.shown + ", " + state_of(tile)
                                      : tile.shown,
                      small, theme_.text(off ? Tone::negative : Tone::muted));
      return;
    }
  }

  bool over_field() const {
    const float x = items_.mouse_x(), y = items_.mouse_y();
    return x >= field_.x0 && x <= field_.x1 && y >= field_.y0 && y <= field_.y1;
  }

  void drop_place() const {
    const Box box{box_.x0 + ui_.px(3), box_.y1 - ui_.px(drop_height), box_.x1 - ui_.px(3), box_.y1};
    const bool ready = items_.dragged() && !over_field();
    ui_.fill(box, ready ? theme_.soft(Tone::negative) : theme_.colors().background, 6);
    ui_.outline(box, ready ? theme_.solid(Tone::negative) : theme_.colors().line, 6);
    ui_.draw_line(box, options_.drop_words, TextStyle::small,
                  theme_.text(ready ? Tone::negative : Tone::muted), Align::center);
    ui_.node(Role::paragraph, options_.drop_words, box);
  }

  void carried(ItemKey key) const {
    std::string_view name;
    for (const BoardGroup& group : groups_)
      if (group.key == key) name = group.name;
    for (const BoardTile& tile : tiles_)
      if (tile.key == key) name = tile.name;
    const float width = ui_.text_width(name, TextStyle::strong) + ui_.px(24);
    const float x = items_.mouse_x() + ui_.px(10), y = items_.mouse_y() - ui_.px(14);
    const Box box{x, y, x + width, y + ui_.px(34)};
    ui_.fill(box, theme_.colors().surface, 6);
    ui_.outline(box, theme_.solid(Tone::accent), 6, 2);
    ui_.draw_line(box, name, TextStyle::strong, theme_.text(Tone::ink), Align::center);
  }

  void table(std::string_view name) const {
    const std::array<std::string_view, 4> heads = {"Name", "Group", options_.size_head, "State"};
    DataTable data(ui_, name, box_, tiles_.size());
    data.header(heads);
    const std::size_t rows = std::min(most_rows, tiles_.size());
    for (std::size_t t = 0; t < rows; ++t) {
      const BoardTile& tile = tiles_[t];
      const std::array<std::string, 3> cells{groups_[tile.group].name, tile.shown, state_of(tile)};
      data.row(tile.name, cells);
    }
  }

  Ui& ui_;
  const Theme& theme_;
  std::span<const BoardGroup> groups_;
  std::span<const BoardTile> tiles_;
  const BoardOptions& options_;
  Items items_;
  Box box_, field_;
  std::vector<Box> group_boxes_, tile_boxes_;
  BoardAnswer answer_;
};

}  // namespace

BoardAnswer board(Ui& ui, std::string_view name, ItemsState& state,
                  std::span<const BoardGroup> groups, std::span<const BoardTile> tiles,
                  const BoardOptions& options) {
  const Scope own = ui.id(name);
  return Drawing(ui, state, groups, tiles, options).draw(name);
}

}  // namespace keyplan::ui
