#include "ui/charts/fishbone.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "imgui.h"
#include "ui/charts/data_table.h"

namespace keyplan::ui {
namespace {

constexpr float least_bone = 150;  // base units; narrower ones cannot be read
constexpr float effect_width = 148;
constexpr float lean = 36;    // how far a bone leans to the left of its foot
constexpr float indent = 12;  // of causes of causes
constexpr TextStyle cause_style = TextStyle::label;

std::string shown_text(const FishboneCause& cause) {
  return cause.tone_word.empty() ? cause.text : cause.text + " \xC2\xB7 " + cause.tone_word;
}

class Fishbone {
 public:
  Fishbone(Ui& ui, std::string_view name, std::string_view effect,
           std::span<const FishboneCategory> categories, const FishboneOptions& options)
      : ui_(ui), name_(name), effect_(effect), categories_(categories), options_(options) {}

  FishboneAnswer run() {
    const float room = ui_.width() - effect_width - 24;
    const auto columns = static_cast<float>((categories_.size() + 1) / 2);
    if (categories_.size() > most_bones || room / columns < least_bone)
      draw_lists();
    else
      draw_bones();
    return answer_;
  }

 private:
  // A cause as it stands on its bone.
  struct Line {
    const FishboneCause* cause;
    const FishboneCause* above;  // the cause it is a cause of
    float height;                // device pixels
  };

  void draw_bones();
  void draw_bone(const FishboneCategory& category, const Box& slot, float spine, bool up);
  void draw_lists();
  void draw_list(const FishboneCategory& category);
  std::vector<Line> lines_of(const FishboneCategory& category, float width) const;
  float needed_height(const FishboneCategory& category, float width) const;
  void cause_item(const Line& line, const FishboneCategory& category, const Box& box);
  void tell_data(const Box& box) const;
  void tell_causes(DataTable& data, std::string_view category, const FishboneCause& cause) const;

  float text_room(float slot) const { return slot - ui_.px(lean) - ui_.px(14); }
  float header_height() const { return ui_.px(28); }

  Ui& ui_;
  std::string_view name_, effect_;
  std::span<const FishboneCategory> categories_;
  const FishboneOptions& options_;
  FishboneAnswer answer_;
};

std::vector<Fishbone::Line> Fishbone::lines_of(const FishboneCategory& category,
                                               float width) const {
  std::vector<Line> lines;
  const auto add = [&](const FishboneCause& cause, const FishboneCause* above) {
    const float room = width - 2 * ui_.px(2) - (above != nullptr ? ui_.px(indent) : 0);
    lines.push_back(
        {&cause, above, ui_.text_height(shown_text(cause), cause_style, room) + ui_.px(7)});
  };
  for (const FishboneCause& cause : category.causes) {
    add(cause, nullptr);
    for (const FishboneCause& below : cause.below) add(below, &cause);
  }
  return lines;
}

float Fishbone::needed_height(const FishboneCategory& category, float width) const {
  float height = header_height() + ui_.px(24);
  for (const Line& line : lines_of(category, width)) height += line.height;
  return height;
}

void Fishbone::cause_item(const Line& line, const FishboneCategory& category, const Box& box) {
  const FishboneCause& cause = *line.cause;
  const Theme& theme = ui_.theme();
  const Scope own = ui_.id(cause.key);
  const Item item = ui_.pressable(Role::button, "##cause", box, true, cause.text);
  const bool selected = options_.selected == cause.key;
  Node& node = ui_.last_node();
  node.description = line.above != nullptr ? "Cause of " + line.above->text : category.name;
  if (!cause.tone_word.empty()) node.description += ", " + cause.tone_word;
  if (selected) node.selected = Tristate::on;
  if (item.pressed) answer_.pressed_cause = cause.key;
  if (selected)
    ui_.fill(box, theme.soft(Tone::accent), 3);
  else if (item.hovered)
    ui_.fill(box, theme.colors().hover, 3);
  Box text = box.inset(ui_.px(2), 0);
  text.y0 += ui_.px(2);
  if (line.above != nullptr) text.x0 += ui_.px(indent);
  const Tone tone = cause.tone == Tone::ink && line.above != nullptr ? Tone::muted : cause.tone;
  ui_.draw_wrapped(text, shown_text(cause), cause_style, theme.text(tone));
  ui_.focus_ring(item, 3, 0);
}

// The bone leans: its head is further left than its foot on the spine. Its causes stand left of it,
// the first one next to the head.
void Fishbone::draw_bone(const FishboneCategory& category, const Box& slot, float spine, bool up) {
  const Theme& theme = ui_.theme();
  const Scope own = ui_.id(category.key);
  const Color color = theme.solid(Tone::muted);
  const float foot = slot.x1 - ui_.px(6), head = foot - ui_.px(lean);
  const float from = up ? slot.y0 + header_height() : slot.y1 - header_height();
  const auto bone_at = [&](float y) { return head + (foot - head) * (y - from) / (spine - from); };
  ImDrawList* list = ui_.canvas();
  list->AddLine({head, from}, {foot, spine}, color, ui_.px(2));

  const float half = std::min(slot.width() - ui_.px(12),
                              ui_.text_width(category.name, TextStyle::small_strong) + ui_.px(20)) /
                     2;
  const float middle = std::clamp(head, slot.x0 + half, slot.x1 - half);
  const Box header{std::round(middle - half), up ? slot.y0 : slot.y1 - header_height(),
                   std::round(middle + half), up ? slot.y0 + header_height() : slot.y1};
  const Item item = ui_.pressable(Role::button, "##category", header, true, category.name);
  ui_.last_node().description = options_.can_add ? "Add a cause" : "";
  if (item.pressed) answer_.pressed_category = category.key;
  ui_.fill(header, item.hovered ? theme.colors().hover : theme.soft(Tone::muted),
           length::control_radius);
  ui_.draw_line(header.inset(ui_.px(8), 0), category.name, TextStyle::small_strong,
                theme.text(Tone::ink), Align::center);
  ui_.focus_ring(item);
  if (options_.can_add) ui_.tooltip(item, "Add a cause");

  const float width = text_room(slot.width());
  const std::vector<Line> lines = lines_of(category, width);
  float total = 0;
  for (const Line& line : lines) total += line.height;
  float y = up ? from + ui_.px(8) : std::max(spine + ui_.px(12), from - ui_.px(8) - total);
  for (const Line& line : lines) {
    const float right = slot.x0 + ui_.px(4) + width;
    const Box box{slot.x0 + ui_.px(4), y, right, y + line.height - ui_.px(2)};
    cause_item(line, category, box);
    // A twig below the text, up to the bone; of causes of causes only as long as the text.
    const float twig = box.y1;
    const float start = box.x0 + (line.above != nullptr ? ui_.px(indent) : 0);
    const float end = line.above != nullptr ? right - ui_.px(24) : bone_at(twig);
    ui_.fill({start, twig, end, twig + ui_.px(1)},
             line.above != nullptr ? theme.colors().line : color);
    y += line.height;
  }
}

void Fishbone::draw_bones() {
  const Theme& theme = ui_.theme();
  const std::size_t columns = (categories_.size() + 1) / 2;
  const float effect_px = ui_.px(effect_width);
  const float slot = (ui_.available() - effect_px - ui_.px(24)) / static_cast<float>(columns);
  float above = ui_.px(110), below = categories_.size() > 1 ? ui_.px(110) : ui_.px(40);
  for (std::size_t i = 0; i < categories_.size(); ++i) {
    float& half = i % 2 == 0 ? above : below;
    half = std::max(half, needed_height(categories_[i], text_room(slot)));
  }
  const float effect_height =
      ui_.text_height(effect_, TextStyle::small_strong, effect_px - ui_.px(20)) + ui_.px(20);
  above = std::max(above, effect_height / 2);
  below = std::max(below, effect_height / 2);
  const Box box = ui_.place_wide(above + below);
  const Scope figure = begin_figure(ui_, name_, options_.summary, box);
  const float spine = std::round(box.y0 + above);
  const Box effect{box.x1 - effect_px, spine - effect_height / 2, box.x1,
                   spine + effect_height / 2};
  ui_.fill({box.x0, spine - ui_.px(1), effect.x0 - ui_.px(8), spine + ui_.px(1)},
           theme.solid(Tone::muted));
  ui_.canvas()->AddTriangleFilled({effect.x0, spine}, {effect.x0 - ui_.px(10), spine - ui_.px(6)},
                                  {effect.x0 - ui_.px(10), spine + ui_.px(6)},
                                  theme.solid(Tone::muted));
  ui_.fill(effect, theme.colors().surface, length::card_radius);
  ui_.outline(effect, theme.solid(Tone::negative), length::card_radius, 2);
  ui_.draw_wrapped(effect.inset(ui_.px(10), ui_.px(10)), effect_, TextStyle::small_strong,
                   theme.text(Tone::ink), Align::center);
  ui_.node(Role::paragraph, effect_, effect);
  for (std::size_t i = 0; i < categories_.size(); ++i) {
    const float left = box.x0 + slot * static_cast<float>(i / 2);
    const bool up = i % 2 == 0;
    draw_bone(categories_[i], {left, up ? box.y0 : spine, left + slot, up ? spine : box.y1}, spine,
              up);
  }
  tell_data(box);
}

// ---- lists
// ---------------------------------------------------------------------------------------

void Fishbone::draw_list(const FishboneCategory& category) {
  const Scope own = ui_.id(category.key);
  const float line = ui_.px(length::small_control);
  const Box header = ui_.place_wide(line);
  const Item item = ui_.pressable(Role::button, "##category", header, true, category.name);
  ui_.last_node().description = options_.can_add ? "Add a cause" : "";
  if (item.pressed) answer_.pressed_category = category.key;
  ui_.fill(header, item.hovered ? ui_.theme().colors().hover : ui_.theme().soft(Tone::muted),
           length::control_radius);
  ui_.draw_line(header.inset(ui_.px(8), 0), category.name, TextStyle::small_strong,
                ui_.theme().text(Tone::ink));
  ui_.focus_ring(item);
  const float width = ui_.available() - ui_.px(12);
  for (const Line& one : lines_of(category, width)) {
    Box box = ui_.place_wide(one.height + ui_.px(4));
    box.x0 += ui_.px(8);
    cause_item(one, category, box);
  }
}

void Fishbone::draw_lists() {
  const Box start = ui_.place_wide(ui_.text_height(effect_, TextStyle::strong, ui_.available()));
  const Scope figure = begin_figure(ui_, name_, options_.summary, start);
  ui_.draw_wrapped(start, effect_, TextStyle::strong, ui_.theme().text(Tone::ink));
  ui_.node(Role::paragraph, effect_, start);
  for (const FishboneCategory& category : categories_) draw_list(category);
  tell_data(start);
}

// ---- told
// ----------------------------------------------------------------------------------------

void Fishbone::tell_causes(DataTable& data, std::string_view category,
                           const FishboneCause& cause) const {
  // Deeper causes carry their way, because a row says nothing about the rows above it. What to do
  // next is kept in a list instead of a recursion: plans from outside may nest deeply.
  struct Open {
    const FishboneCause* cause;
    std::string way;
  };
  std::vector<Open> open = {{&cause, cause.text}};
  while (!open.empty()) {
    const Open next = std::move(open.back());
    open.pop_back();
    data.row(category, std::array<std::string_view, 1>{next.way});
    for (std::size_t i = next.cause->below.size(); i-- > 0;) {
      const FishboneCause& below = next.cause->below[i];
      open.push_back({&below, next.way + " \xE2\x86\x90 " + below.text});
    }
  }
}

void Fishbone::tell_data(const Box& box) const {
  std::size_t rows = 1;
  std::vector<const FishboneCause*> open;
  for (const FishboneCategory& category : categories_)
    for (const FishboneCause& cause : category.causes) open.push_back(&cause);
  while (!open.empty()) {
    const FishboneCause& cause = *open.back();
    open.pop_back();
    ++rows;
    for (const FishboneCause& below : cause.below) open.push_back(&below);
  }
  DataTable data(ui_, name_, box, rows);
  data.header(std::array{options_.category_head, options_.cause_head});
  for (const FishboneCategory& category : categories_)
    for (const FishboneCause& cause : category.causes) tell_causes(data, category.name, cause);
}

}  // namespace

FishboneAnswer fishbone(Ui& ui, std::string_view name, std::string_view effect,
                        std::span<const FishboneCategory> categories,
                        const FishboneOptions& options) {
  const Scope own = ui.id(name);  // causes of two pictures may have the same keys
  if (categories.empty()) {
    const Box box = ui.place_wide(ui.px(96));
    const Scope figure = begin_figure(ui, name, options.summary, box);
    ui.draw_wrapped(box.inset(0, ui.px(36)), options.empty, TextStyle::small,
                    ui.theme().text(Tone::muted), Align::center);
    ui.node(Role::paragraph, options.empty, box);
    return {};
  }
  return Fishbone(ui, name, effect, categories, options).run();
}

}  // namespace keyplan::ui
