// Where things go: regions, rows, columns, cards, page.
#include <algorithm>
#include <cmath>

#include "ui/widgets/impl.h"
#include "ui/widgets/ui.h"

namespace keyplan::ui {

// ---- regions
// -------------------------------------------------------------------------------------

void Ui::Impl::open_region(float left, float right, float top, std::uint64_t key, float gap) {
  region = Region{.key = key,
                  .left = left,
                  .right = std::max(left, right),
                  .top = top,
                  .x = left,
                  .y = top,
                  .bottom = top,
                  .used_right = left,
                  .gap = gap};
}

Container& Ui::Impl::push(ContainerKind kind) {
  containers.push_back(Container{.kind = kind, .region = region, .parent = parent});
  return containers.back();
}

void Ui::Impl::advance(const Box& box) {
  if (region.horizontal) {
    region.run += box.width() + (region.empty ? 0 : region.gap);
    region.x = box.x1;
    region.row_height = std::max(region.row_height, box.y1 - region.y);
    region.bottom = std::max(region.bottom, region.y + region.row_height);
  } else {
    region.y = box.y1;
    region.bottom = std::max(region.bottom, box.y1);
  }
  region.used_right = std::max(region.used_right, box.x1);
  region.empty = false;
  region.line_before = false;
  region.slack = 0;
  region.last_card = 0;
  report_extent(box.x1, box.y1);
}

// Called before placing a list row or property line: no gap between two of them.
void Ui::Impl::join_lines() {
  if (region.line_before && !region.horizontal) region.y -= region.gap;
}

void Ui::Impl::report_extent(float right, float bottom) {
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  window->DC.CursorMaxPos.x = std::max(window->DC.CursorMaxPos.x, right);
  window->DC.CursorMaxPos.y = std::max(window->DC.CursorMaxPos.y, bottom);
}

Box Ui::place(float width, float height) {
  Region& r = impl_->region;
  Box box;
  if (r.horizontal) {
    float x = r.empty ? r.x : r.x + r.gap;
    if (!r.empty && !r.in_cell && x + width > r.right + 0.5f) {
      x = r.left;
      r.y += r.row_height + r.gap;
      r.row_height = 0;
    }
    if (r.in_cell && r.empty && r.cell_align != Align::left) {
      const float free = std::max(0.0f, r.right - r.left - width);
      x = r.left + (r.cell_align == Align::right ? free : std::floor(free / 2));
    }
    r.natural += width + (r.empty ? 0 : r.gap);
    const float offset = std::max(0.0f, std::floor((r.row_hint - height) / 2));
    box = {x, r.y + offset, x + width, r.y + offset + height};
  } else {
    const float y = impl_->next_y();
    box = {r.x, y, r.x + width, y + height};
  }
  impl_->advance(box);
  return box;
}

Box Ui::place_text(float natural_width, float height) {
  const Region& r = impl_->region;
  // In a line that wraps, text takes a new line before it is cut.
  const float most = r.horizontal && !r.in_cell ? r.right - r.left : available();
  const float width = std::min(natural_width, most);
  const Box box = place(width, height);
  impl_->region.natural += natural_width - width;
  return box;
}

float Ui::available() const {
  const Region& r = impl_->region;
  return std::max(1.0f, r.right - (r.horizontal && !r.empty ? r.x + r.gap : r.x));
}

Box Ui::place_wide(float height) { return place(available(), height); }
float Ui::width() const { return available() / theme_.scale(); }

float Ui::height_shown(float content, float most) const {
  return std::min(content, paper ? px(longest_on_paper) : most);
}

void Ui::space(float height) {
  Region& r = impl_->region;
  if (r.horizontal)
    r.x += px(height);
  else
    r.y += px(height) - (r.empty ? 0 : r.gap);
}

void Ui::line() {
  const Box box = place_wide(px(1));
  fill(box, theme_.colors().inner_line);
}

void tell_unprinted(Ui& ui, std::size_t count, std::string_view things) {
  if (count == 0) return;
  ui.muted(std::to_string(count) + " more " + std::string(things) + " are not printed.");
}

// ---- closing
// -------------------------------------------------------------------------------------

void Ui::close_container() {
  Impl& impl = *impl_;
  Container container = impl.containers.back();
  impl.containers.pop_back();
  const Region inner = impl.region;
  switch (container.kind) {
    case ContainerKind::identity:
      ImGui::PopID();
      break;
    case ContainerKind::disabled:
      ImGui::EndDisabled();
      break;
    case ContainerKind::semantic:
      break;
    case ContainerKind::region:
      impl.remember(container.key, inner.bottom - container.top);
      impl.region = container.region;
      impl.advance({container.left, container.top, container.right, inner.bottom});
      break;
    case ContainerKind::row: {
      impl.remember(container.key, inner.run, 0);
      impl.remember(container.key, inner.row_height, 1);
      impl.remember(container.key, inner.bottom - container.top, 2);
      impl.region = container.region;
      impl.advance({container.left, container.top, inner.used_right, inner.bottom});
      break;
    }
    case ContainerKind::header: {
      impl.remember(container.key, inner.run, 0);
      impl.remember(container.key, inner.row_height, 1);
      impl.region = container.region;
      break;
    }
    case ContainerKind::card: {
      const float natural = inner.bottom + container.padding;
      impl.remember(container.key, natural - container.top, 0);
      const float bottom = std::max(natural, container.stretch_to);
      impl.region = container.region;
      impl.advance({container.left, container.top, container.right, bottom});
      impl.region.slack = bottom - natural;
      impl.region.last_card = container.key;
      break;
    }
    case ContainerKind::child:
    case ContainerKind::root_child:
      if (impl.side_at_bottom) {
        impl.remember(impl.label_key("##bottom"), inner.bottom - inner.top);
        impl.side_at_bottom = false;
      }
      impl.report_extent(inner.left, inner.bottom + container.padding);
      if (container.kind == ContainerKind::root_child)
        impl.content_bottom = inner.bottom + container.padding;
      ImGui::EndChild();
      impl.region = container.region;
      if (container.kind == ContainerKind::child)
        impl.advance({container.left, container.top, container.right, container.stretch_to});
      break;
    case ContainerKind::dialog:
      impl.report_extent(container.right, inner.bottom + container.padding);
      impl.remember(container.key, inner.bottom + container.padding - container.top, 0);
      ImGui::EndPopup();
      impl.region = container.region;
      break;
    case ContainerKind::dialog_buttons:
      impl.remember(container.key, inner.run, 0);
      impl.region = container.region;
      impl.advance({container.left, container.top, inner.used_right, inner.bottom});
      break;
    case ContainerKind::popup:
      impl.report_extent(container.right, inner.bottom + container.padding);
      ImGui::EndPopup();
      impl.region = container.region;
      break;
  }
  impl.parent = container.parent;
}

// ---- identity, disabling
// -------------------------------------------------------------------------

Scope Ui::id(std::string_view key) {
  ImGui::PushID(key.data(), key.data() + key.size());
  impl_->push(ContainerKind::identity);
  impl_->containers.back().region = impl_->region;
  return Scope(this);
}

Scope Ui::id(std::uint64_t key) {
  return id(std::string_view(reinterpret_cast<const char*>(&key), sizeof key));
}

Scope Ui::disabled(bool on) {
  ImGui::BeginDisabled(on);
  impl_->push(ContainerKind::disabled);
  return Scope(this);
}

// ---- rows
// ----------------------------------------------------------------------------------------

Scope Ui::row(RowOptions options) {
  Impl& impl = *impl_;
  const std::uint64_t key = impl.next_key("row");
  Region& outer = impl.region;
  const float right = outer.right;
  float left = outer.x, top = 0;
  if (outer.horizontal) {
    if (!outer.empty) left += outer.gap;
    // Inside another row it takes a new line rather than being broken up.
    if (!outer.empty && left + impl.recall(key, 0) > right + 0.5f) {
      left = outer.x = outer.left;
      outer.y += outer.row_height + outer.gap;
      outer.row_height = 0;
    }
    // What is lower than that row stands in its middle.
    const float height = impl.recall(key, 2);
    top = outer.y + (height > 0 ? std::max(0.0f, std::floor((outer.row_hint - height) / 2)) : 0);
  } else {
    top = impl.next_y();
  }
  Container& container = impl.push(ContainerKind::row);
  container.key = key;
  container.left = left;
  container.top = top;
  const float used = impl.recall(key, 0), hint = impl.recall(key, 1);
  float start = left;
  if (options.align == Align::right) start = std::max(left, right - used);
  if (options.align == Align::center) start = std::max(left, std::floor((left + right - used) / 2));
  impl.open_region(start, right, top, key, px(options.gap));
  impl.region.horizontal = true;
  impl.region.row_hint = hint;
  return Scope(this);
}

// ---- columns
// -------------------------------------------------------------------------------------

Columns Ui::columns(std::vector<float> weights, ColumnsOptions options) {
  return Columns(*this, std::move(weights), options);
}

Columns Ui::columns(int count, ColumnsOptions options) {
  return Columns(*this, std::vector<float>(static_cast<std::size_t>(count), 1.0f), options);
}

Columns::Columns(Ui& ui, std::vector<float> weights, ColumnsOptions options)
    : ui_(ui), weights_(std::move(weights)), options_(options) {
  auto& impl = ui_.impl();
  key_ = impl.next_key("columns");
  left_ = impl.region.x;
  right_ = impl.region.right;
  top_ = impl.next_y();
  bottom_ = top_;
  const float gap = ui_.px(options_.gap);
  const float space = right_ - left_;
  const int count = static_cast<int>(weights_.size());
  const float fitting = std::floor((space + gap) / (ui_.px(options_.min_width) + gap));
  per_row_ = std::clamp(static_cast<int>(fitting), 1, count);
  // Cards stack on narrow pages, even where two would fit.
  if (ui_.narrow() && options_.min_width >= ColumnsOptions{}.min_width) per_row_ = 1;
  if (per_row_ < count) {
    stacked_ = true;
    // Two rows of three look better than five and one.
    const int rows = (count + per_row_ - 1) / per_row_;
    per_row_ = (count + rows - 1) / rows;
    weights_.assign(weights_.size(), 1.0f);
  }
  // Shares of the width; a column that would be too narrow takes its least width from the others.
  float total = 0, fixed = 0;
  for (int i = 0; i < per_row_; ++i) total += weights_[static_cast<std::size_t>(i)];
  const float room = space - gap * static_cast<float>(per_row_ - 1);
  const float least = std::min(ui_.px(options_.min_width), room / static_cast<float>(per_row_));
  float loose = total;
  for (int i = 0; i < per_row_; ++i) {
    const float weight = weights_[static_cast<std::size_t>(i)];
    if (room * weight / total >= least) continue;
    fixed += least;
    loose -= weight;
  }
  for (int i = 0; i < per_row_; ++i) {
    const float weight = weights_[static_cast<std::size_t>(i)];
    const bool narrow = room * weight / total < least;
    widths_.push_back(narrow ? least : (room - fixed) * weight / loose);
  }
}

void Columns::finish_column() {
  auto& impl = ui_.impl();
  const Region inner = impl.region;
  impl.region = *outer_;
  bottom_ = std::max(bottom_, inner.bottom);
  natural_height_ = std::max(natural_height_, inner.bottom - inner.slack - top_);
  impl.remember(column_key(), static_cast<float>(inner.last_card % 1000003), 1);
}

void Columns::finish_row() {
  auto& impl = ui_.impl();
  impl.remember(row_key(), natural_height_, 0);
  impl.advance({left_, top_, right_, bottom_});
  *outer_ = impl.region;
}

std::uint64_t Columns::column_key() const {
  return key_ + 2 * static_cast<std::uint64_t>(index_) + 1;
}
std::uint64_t Columns::row_key() const {
  return key_ + 2 * static_cast<std::uint64_t>(index_ / per_row_) + 2;
}

void Columns::next() {
  auto& impl = ui_.impl();
  if (index_ < 0)
    outer_ = std::make_unique<Region>(impl.region);
  else
    finish_column();
  const float gap = ui_.px(options_.gap);
  if (index_ >= 0 && (index_ + 1) % per_row_ == 0) {
    finish_row();
    top_ = bottom_ + gap;
    bottom_ = top_;
    natural_height_ = 0;
  }
  ++index_;
  const int in_row = index_ % per_row_;
  float before = 0;
  for (int i = 0; i < in_row; ++i) before += widths_[static_cast<std::size_t>(i)] + gap;
  const float x0 = std::round(left_ + before);
  const float x1 = std::round(left_ + before + widths_[static_cast<std::size_t>(in_row)]);
  float height = impl.recall(row_key(), 0);
  if (options_.fill_page && !stacked_) {
    const ImGuiWindow* window = ImGui::GetCurrentWindow();
    height = std::max(
        height, window->InnerRect.Max.y - (top_ + window->Scroll.y) - ui_.px(length::page_margin));
  }
  impl.open_region(x0, x1, top_, hash_node_id(key_, "column") + static_cast<std::uint64_t>(index_),
                   gap);
  impl.region.stretch_to = top_ + height;
  impl.region.column_key = column_key();
}

Columns::~Columns() {
  if (index_ < 0) return;
  finish_column();
  finish_row();
}

// ---- cards
// ---------------------------------------------------------------------------------------

Scope Ui::card(std::string_view title, std::string_view note, CardOptions) {
  Impl& impl = *impl_;
  const std::uint64_t key = title.empty() ? impl.next_key("card") : impl.label_key(title);
  const float top = impl.next_y();
  const float left = impl.region.x, right = impl.region.right;
  float bottom = top + impl.recall(key, 0);
  float stretch = -FLT_MAX;  // not 0: what is scrolled away lies above it
  if (impl.region.column_key != 0 &&
      impl.recall(impl.region.column_key, 1) == static_cast<float>(key % 1000003)) {
    stretch = impl.region.stretch_to;
    bottom = std::max(bottom, stretch);
  }
  const Box box{left, top, right, bottom};
  fill(box, theme_.colors().surface, length::card_radius);
  outline(box, theme_.colors().line, length::card_radius);
  const NodeId group = title.empty() ? 0 : node(Role::region, title, box, title);

  Container& container = impl.push(ContainerKind::card);
  container.key = key;
  container.left = left;
  container.top = top;
  container.right = right;
  container.stretch_to = stretch;
  const float padding = px(length::card_padding);
  container.padding = padding;
  if (group != 0) impl.parent = group;
  impl.open_region(left + padding, right - padding, top + padding, key, px(length::gap));
  if (!title.empty() || !note.empty()) {
    const float height = theme_.line_px(TextStyle::strong);
    const Box line = place_wide(height);
    const float title_width = text_width(visible_label(title), TextStyle::strong);
    draw_line(line, visible_label(title), TextStyle::strong, theme_.text(Tone::ink));
    if (!title.empty()) {
      node(Role::heading, title, {line.x0, line.y0, line.x0 + title_width, line.y1});
      last_node().level = 2;
    }
    if (!note.empty()) {
      const Box rest{line.x0 + title_width + px(12), line.y0, line.x1, line.y1};
      draw_line(rest, note, TextStyle::label, theme_.text(Tone::muted), Align::right);
      node(Role::paragraph, note, rest);
    }
    space(4);
  }
  return Scope(this);
}

Scope Ui::centered(float width, bool whole_page) {
  Impl& impl = *impl_;
  const std::uint64_t key = impl.next_key("centered");
  const float space = impl.region.right - impl.region.left;
  const float own = std::min(px(width), space);
  const float left = impl.region.left + std::floor((space - own) / 2);
  float top = impl.next_y();
  if (whole_page) {
    const float room = impl.page_height - 2 * px(length::page_margin) - impl.recall(key);
    top += std::max(0.0f, std::floor(room * 0.45f));  // the middle looks too low to the eye
  }
  Container& container = impl.push(ContainerKind::region);
  container.key = key;
  container.left = left;
  container.right = left + own;
  container.top = top;
  impl.open_region(left, left + own, top, key, px(length::gap));
  return Scope(this);
}

Scope Ui::scroll(std::string_view name, float height) {
  if (paper) return group(name, Role::region);
  Impl& impl = *impl_;
  const Box box = {impl.region.x, impl.next_y(), impl.region.right, impl.next_y() + px(height)};
  const NodeId group = node(Role::region, name, box, name);
  Container& container = impl.push(ContainerKind::child);
  container.left = box.x0;
  container.right = box.x1;
  container.top = box.y0;
  container.stretch_to = box.y1;
  impl.open_child(name, box, 0, 0);
  impl.parent = group;
  return Scope(this);
}

void Ui::Impl::open_child(std::string_view name, const Box& box, Color background,
                          ImGuiWindowFlags flags) {
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  window->DC.CursorPos = {box.x0, box.y0};
  ImGui::PushStyleColor(ImGuiCol_ChildBg, background);
  ImGui::BeginChild(window->GetID(name.data(), name.data() + name.size()),
                    {box.width(), box.height()}, ImGuiChildFlags_NavFlattened,
                    flags | ImGuiWindowFlags_NoSavedSettings);
  ImGui::PopStyleColor();
  ImGuiWindow* child = ImGui::GetCurrentWindow();
  const ImRect inner = child->InnerRect;
  open_region(inner.Min.x - child->Scroll.x, inner.Max.x, inner.Min.y - child->Scroll.y, child->ID,
              theme.px(length::gap));
}

}  // namespace keyplan::ui
