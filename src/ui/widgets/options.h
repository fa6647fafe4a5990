// The small records passed to and returned by widgets. Every option has a default; name the ones
// that differ: ui.button("Add account", {.emphasis = Emphasis::primary}).
// Lengths are base units (pixels at 100 %). Labels are shown whole, with one exception: what
// told_apart() adds is not shown and only keeps widgets with equal labels apart. Dear ImGui's "##"
// means nothing here, for people may write it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "ui/theme.h"

namespace keyplan::ui {

struct Box {  // device pixels
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  float width() const { return x1 - x0; }
  float height() const { return y1 - y0; }
  float middle_x() const { return (x0 + x1) / 2; }
  float middle_y() const { return (y0 + y1) / 2; }
  Box inset(float dx, float dy) const { return {x0 + dx, y0 + dy, x1 - dx, y1 - dy}; }
};

enum class Align : std::uint8_t { left, center, right };
enum class Emphasis : std::uint8_t { secondary, primary, quiet, danger };

struct TextOptions {
  TextStyle style = TextStyle::body;
  Tone tone = Tone::ink;
  Align align = Align::left;
  bool wrap = true;  // otherwise one line, cut with an ellipsis
};

struct ButtonOptions {
  Emphasis emphasis = Emphasis::secondary;
  bool small = false;
  bool wide = false;                    // as wide as its container
  std::string_view disabled_because{};  // not empty: disabled, and this sentence says why
  std::string_view shortcut{};          // shown and told, not handled: "Ctrl+K"
  std::string_view description{};       // told and shown on hover
  std::string_view name{};              // told instead of the label, where many look alike
};

enum class FieldLook : std::uint8_t {
  boxed,     // label above a framed field
  in_place,  // looks like plain text until it is edited; label only told
  property,  // label on the left, value on the right, a line below
};

struct FieldOptions {
  FieldLook look = FieldLook::boxed;
  std::string_view placeholder{};
  std::string_view help{};   // one muted sentence below
  std::string_view error{};  // shown instead of help; the field is told invalid
  std::string_view shown{};  // instead of the value while it is not edited: "\u20ac33,000,000"
  float width = 0;           // 0: as wide as the container
  int lines = 1;             // more than 1: several lines; Ctrl+Enter or leaving commits
  bool required = false;
  bool readonly = false;
  bool live = false;          // every keystroke counts as committed (searching)
  bool label_shown = true;    // boxed: false = only told, the placeholder says what it is
  bool secret = false;        // one line, masked: neither shown nor told (see secret_field)
  float free_at_end = 0;      // of its width, for what stands beside the input
  bool caret_at_end = false;  // starts behind the text instead of selecting it
  Align align = Align::left;
  TextStyle style = TextStyle::body;
  Tone tone = Tone::ink;
  std::string_view name{};  // told instead of the label, for instance "Revenue of Cancity"
};

struct SelectOptions {
  FieldLook look = FieldLook::boxed;
  bool chip = false;         // drawn as a soft badge with an arrow (with look in_place)
  Tone tone = Tone::accent;  // of the chip
  std::string_view placeholder = "Choose";
  bool unset = false;  // the present choice stands for none and looks like it
  std::string_view help{};
  std::string_view error{};
  float width = 0;
  std::string_view clear{};  // not empty: first entry with this text, answered as -1
  std::string_view disabled_because{};
  std::string_view name{};
};

struct Choices {
  std::span<const std::string_view> names{};
  int current = -1;
};

struct ChipsOptions {
  std::string_view disabled_because{};
  bool label_shown = false;
};

struct SliderOptions {
  double minimum = 0, maximum = 1, step = 0.01;
  std::string_view shown{};  // the value as text, "42 %"; empty: the number
  std::string_view help{};
};
struct SliderAnswer {
  double value = 0;
  bool changed = false;   // this frame; also while dragging
  bool finished = false;  // let go, or a key was pressed: the moment for an undo step
  explicit operator bool() const { return changed || finished; }
};

struct MenuEntry {
  std::string_view text{};
  std::string_view shortcut{};
  std::string_view disabled_because{};
  bool danger = false;
};

struct SideItemOptions {
  bool selected = false;
  std::string_view count{};  // "7"
};

struct HeaderOptions {
  struct Badge {
    std::string_view text;
    Tone tone = Tone::muted;
  };
  std::span<const Badge> badges{};
};

struct CardOptions {
  bool title_is_small = false;
};

struct ColumnsOptions {
  float min_width = 300;   // narrower than this per column: stacked
  bool fill_page = false;  // at least down to the bottom of the page
  float gap = length::card_gap;
};

struct RowOptions {
  Align align = Align::left;
  float gap = length::gap;
};

struct FigureOptions {
  std::string_view note{};  // line below: "+7.2% on FY25"
  Tone note_tone = Tone::muted;
  Tone tone = Tone::ink;
  bool pressable = false;
};

struct ListRowOptions {
  std::string_view chip{};
  Tone chip_tone = Tone::muted;
  std::string_view title{};  // semibold
  std::string_view text{};   // muted when a title is there
  std::string_view right{};  // muted, right-aligned
  bool pressable = true;
  bool selected = false;
  bool below =
      false;  // the title wraps and the text has lines of its own, also where there is room
};

// Why a number is what it is.
struct ExplanationInput {
  std::string name;
  std::string value;
  bool linked = false;  // can be followed to the place where it is entered
};
struct Explanation {
  std::string title;
  std::string formula;
  std::vector<ExplanationInput> inputs;
  std::string as_of;          // "as of 22 Nov 2026"
  std::string not_available;  // not empty: the reason why there is no number
  std::string note;           // which of several usual definitions this is
};

struct Toast {
  std::string text;
  std::string action;        // "Undo"; empty: none
  std::uint64_t serial = 0;  // a new number is a new message: announced, and its time starts again
  Tone tone = Tone::ink;
};
enum class ToastAnswer : std::uint8_t { none, action, closed };  // closed: by the user or by time

struct PaletteEntry {
  std::string title;
  std::string note;      // "Account", "Command"
  std::string shortcut;  // "Ctrl+Z"
};
struct PaletteState {
  bool open = false;
  std::string query;
  int highlighted = 0;
};

// Rows chosen in a table, by row key.
struct Selection {
  std::unordered_set<std::uint64_t> keys;
  std::uint64_t anchor = 0;  // where a range started
  bool contains(std::uint64_t key) const { return keys.contains(key); }
};

}  // namespace keyplan::ui
