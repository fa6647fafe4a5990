#include "ui/paper.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "ui/widgets/impl.h"
#include "ui/widgets/ui.h"

namespace keyplan::ui {
namespace {

constexpr int most_frames = 24;  // a page that never settles is printed as it is then

/// From the top of a thing that is not to be cut to its bottom.
struct Span {
  float top = 0, bottom = 0;
  float height() const { return bottom - top; }
};

struct PrintedTable {
  DeviceRect head;
  float bottom = 0;
};

struct Parts {
  std::vector<Span> all, lines;
  std::vector<PrintedTable> tables;
};

Span span_of(const DeviceRect& rect) {
  return {std::floor(rect.y), std::ceil(rect.y + rect.height)};
}

void extend(DeviceRect& rect, const DeviceRect& other) {
  const float right = std::max(rect.x + rect.width, other.x + other.width);
  rect.x = std::min(rect.x, other.x);
  rect.width = right - rect.x;
}

Parts parts_of(const SemanticTree& tree, float most) {
  Parts parts;
  std::unordered_map<NodeId, std::size_t> tables, heads;  // places of tables, by table and head row
  std::unordered_set<NodeId> parents;
  for (const Node& node : tree.nodes()) parents.insert(node.parent);
  for (const Node& node : tree.nodes()) {
    Span span = span_of(node.rect);
    if (span.height() <= 0) continue;
    if (node.role == Role::row && node.row == 1) {
      heads[node.id] = tables[node.parent] = parts.tables.size();
      parts.tables.push_back({.head = node.rect, .bottom = span.bottom});
    } else if (node.role == Role::row && tables.contains(node.parent)) {
      PrintedTable& table = parts.tables[tables[node.parent]];
      const bool first = table.bottom <= span_of(table.head).bottom;
      table.bottom = std::max(table.bottom, span.bottom);
      if (first) span.top = std::min(span.top, span_of(table.head).top);  // no head without a row
    } else if (heads.contains(node.parent)) {
      extend(parts.tables[heads[node.parent]].head, node.rect);
    }
    if (span.height() > most) continue;
    parts.all.push_back(span);
    if (!parents.contains(node.id) || node.role == Role::row) parts.lines.push_back(span);
  }
  return parts;
}

/// The lowest place from `most` upwards that goes through none of them, above `least`.
std::optional<float> free_place(const std::vector<Span>& spans, float least, float most) {
  float place = most;
  for (bool moved = true; moved;) {
    moved = false;
    for (const Span& span : spans) {
      if (span.top >= place || span.bottom <= place) continue;
      place = span.top;
      moved = true;
    }
  }
  return place > least ? std::optional(place) : std::nullopt;
}

}  // namespace

float Sheet::head_height() const {
  float most = 0;
  for (const DeviceRect& head : heads) most = std::max(most, head.height);
  return most;
}

std::vector<Sheet> cut_into_sheets(const SemanticTree& tree, float height, float most) {
  const Parts parts = parts_of(tree, most);
  std::vector<Sheet> sheets;
  float top = 0;
  while (top < height) {
    Sheet& sheet = sheets.emplace_back(Sheet{.top = top});
    for (const PrintedTable& table : parts.tables)
      if (table.head.height < most / 4 && span_of(table.head).bottom <= top &&
          top < table.bottom - 1)
        sheet.heads.push_back(table.head);
    const float room = most - sheet.head_height();
    float bottom = height;
    if (height - top > room) {
      std::optional<float> cut = free_place(parts.all, top + room / 2, top + room);
      if (!cut) cut = free_place(parts.lines, top, top + room);
      bottom = cut.value_or(top + room);
    }
    sheet.height = bottom - top;
    top = bottom;
  }
  return sheets;
}

void Paper::lay_out(const std::function<void(Ui&)>& draw) {
  constexpr float most = most_height * most_sheets;
  float height = most_height;
  float wanted = height;
  for (int frame = 0; frame < most_frames; ++frame) {
    height = wanted;
    Ui& ui = shell_.begin_frame(
        {.width = width, .height = static_cast<int>(height), .device_pixel_ratio = density});
    draw(ui);
    wanted = std::clamp(std::ceil(ui.impl().content_bottom), 1.0f, most);
    const FrameOutput out = shell_.end_frame();
    draw_data_ = out.draw_data;
    if (out.settled && wanted == height) break;
  }
  sheets_ = cut_into_sheets(shell_.tree(), height, most_height);
}

}  // namespace keyplan::ui
