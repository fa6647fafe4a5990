#include "ui/charts/frozen_grid.h"

#include <algorithm>
#include <cmath>

namespace keyplan::ui {
namespace {

FrozenGrid::Range in_sight(float from, float to, float start, float step, std::size_t count) {
  const auto place = [&](float at) {
    return static_cast<std::size_t>(
        std::clamp((at - start) / std::max(step, 1.0f), 0.0f, static_cast<float>(count)));
  };
  return {place(from), std::min(count, place(to) + 1)};
}

}  // namespace

FrozenGrid::FrozenGrid(Ui& ui, const Box& box, const FrozenGridSize& size)
    : size_(size),
      area_(ui, "##cells", box,
            size.head_width + size.cell_width * static_cast<float>(size.columns),
            size.head_height + size.cell_height * static_cast<float>(size.rows)) {
  const Box seen = cells();
  rows_ = in_sight(seen.y0, seen.y1, area_.top() + size.head_height, size.cell_height, size.rows);
  columns_ =
      in_sight(seen.x0, seen.x1, area_.left() + size.head_width, size.cell_width, size.columns);
}

Box FrozenGrid::cell(GridPlace place) const {
  const float x =
      area_.left() + size_.head_width + size_.cell_width * static_cast<float>(place.column);
  const float y =
      area_.top() + size_.head_height + size_.cell_height * static_cast<float>(place.row);
  return {std::round(x), std::round(y), std::round(x + size_.cell_width),
          std::round(y + size_.cell_height)};
}

Box FrozenGrid::row_head(std::size_t row) const {
  const Box at = cell({row, 0});
  const float x = area_.view().x0;
  return {x, at.y0, x + size_.head_width, at.y1};
}

Box FrozenGrid::column_head(std::size_t column) const {
  const Box at = cell({0, column});
  const float y = area_.view().y0;
  return {at.x0, y, at.x1, y + size_.head_height};
}

Box FrozenGrid::corner() const {
  const Box& view = area_.view();
  return {view.x0, view.y0, view.x0 + size_.head_width, view.y0 + size_.head_height};
}

Box FrozenGrid::cells() const {
  const Box& view = area_.view();
  return {view.x0 + size_.head_width, view.y0 + size_.head_height, view.x1, view.y1};
}

// With room for the heads, which would cover it otherwise.
void FrozenGrid::reveal(GridPlace place) {
  const Box at = cell(place);
  area_.reveal({at.x0 - size_.head_width, at.y0 - size_.head_height, at.x1, at.y1});
}

void FrozenGrid::clip_cells() const {
  const Box seen = cells();
  ImGui::PushClipRect({seen.x0, seen.y0}, {seen.x1, seen.y1}, true);
}
void FrozenGrid::clip_row_heads() const {
  const Box seen = cells();
  ImGui::PushClipRect({area_.view().x0, seen.y0}, {seen.x0, seen.y1}, true);
}
void FrozenGrid::clip_column_heads() const {
  const Box seen = cells();
  ImGui::PushClipRect({seen.x0, area_.view().y0}, {seen.x1, seen.y0}, true);
}
void FrozenGrid::unclip() const { ImGui::PopClipRect(); }

GridPlace moved_by(const ItemKeys& keys, GridPlace from, std::size_t rows, std::size_t columns,
                   std::size_t page) {
  const auto within = [](std::ptrdiff_t at, std::size_t count) {
    const auto last = static_cast<std::ptrdiff_t>(count) - 1;
    return static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(at, 0, last));
  };
  GridPlace to = from;
  to.row = within(static_cast<std::ptrdiff_t>(from.row) + keys.down +
                      keys.pages * static_cast<std::ptrdiff_t>(page),
                  rows);
  to.column = within(static_cast<std::ptrdiff_t>(from.column) + keys.right, columns);
  if (keys.home) to.column = 0;
  if (keys.end) to.column = columns - 1;
  if (keys.home && keys.ctrl) to.row = 0;
  if (keys.end && keys.ctrl) to.row = rows - 1;
  return to;
}

}  // namespace keyplan::ui
