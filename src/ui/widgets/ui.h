// Ui: every widget the screens may use. A widget draws itself with Dear ImGui, answers what the
// user did in this frame, and appends its node (role, name, value, state, place) to the semantic
// tree.
//
// - The screen owns all values. Widgets show what they are given and answer a *new* value once,
// when
//   it is committed: `if (auto name = ui.text_field("Name", account.name)) queue(set_name(*name));`
// - Containers answer a Scope; what is drawn while it lives is inside: `auto card =
// ui.card("Goals");`
// - Widgets with equal labels in one container need different ids: `auto id = ui.id(account.key);`
// - Layout runs from top to bottom; inside row() from left to right, wrapping. Sizes that depend on
//   what follows (equal heights, right alignment) are taken from the frame before and settle in
//   two.
// - Every pressable widget works with mouse, keyboard (Tab, arrows, Enter, Space), assistive
//   technology and tests through the same semantic actions.
#pragma once

#include <concepts>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "ui/semantics.h"
#include "ui/theme.h"
#include "ui/widgets/options.h"

struct ImDrawList;

namespace keyplan::ui {

struct Region;

class Ui;
class Table;
struct Column;
struct TableOptions;

// Closes its container when it ends. False: the container is not shown, draw nothing into it.
class [[nodiscard]] Scope {
 public:
  Scope() = default;
  explicit Scope(Ui* ui) : ui_(ui) {}
  Scope(Scope&& other) noexcept : ui_(std::exchange(other.ui_, nullptr)) {}
  Scope& operator=(Scope&&) = delete;
  ~Scope();
  explicit operator bool() const { return ui_ != nullptr; }

 private:
  Ui* ui_ = nullptr;
};

// Side-by-side columns; call next() before drawing each of them. Stacked when the space is narrow.
class [[nodiscard]] Columns {
 public:
  Columns(Columns&&) = delete;
  ~Columns();
  void next();

 private:
  friend class Ui;
  Columns(Ui& ui, std::vector<float> weights, ColumnsOptions options);
  void finish_column();
  void finish_row();
  std::uint64_t column_key() const;
  std::uint64_t row_key() const;
  Ui& ui_;
  std::vector<float> weights_, widths_;
  ColumnsOptions options_;
  std::uint64_t key_ = 0;
  float left_ = 0, right_ = 0, top_ = 0, bottom_ = 0, natural_height_ = 0;
  int index_ = -1;
  int per_row_ = 1;
  bool stacked_ = false;
  std::unique_ptr<Region> outer_;  // the layout to return to
};

// What happened to something pressable in this frame.
struct Item {
  std::uint32_t id = 0;  // of Dear ImGui
  NodeId node = 0;
  Box box;
  bool pressed = false;
  bool hovered = false;
  bool held = false;
  bool focused = false;  // has the keyboard, and the ring is to be shown
  bool visible = true;   // not scrolled away
};

class Ui {
 public:
  explicit Ui(Theme& theme);
  ~Ui();
  Ui(const Ui&) = delete;

  // ---- page ------------------------------------------------------------------------------------
  // Navigation at the left; folded into a "Menu" button on narrow pages (the Scope is then false
  // until it is opened). `product` stands at the top.
  Scope side_bar(std::string_view product);
  bool side_item(std::string_view label, SideItemOptions options = {});
  void side_bottom();  // items that follow stand at the bottom
  void side_note(std::string_view text, Tone tone = Tone::muted, bool dot = false);
  bool side_link(std::string_view label);  // what to do about the note above it

  // The scrolling rest of the page. Another `name` (a new page) starts at the top.
  Scope main(std::string_view name);
  // Title line; what is drawn inside stands right-aligned in it (the page's actions).
  Scope page_header(std::string_view title, std::string_view subtitle = {},
                    HeaderOptions options = {});
  Scope card(std::string_view title = {}, std::string_view note = {}, CardOptions options = {});
  Columns columns(std::vector<float> weights, ColumnsOptions options = {});
  Columns columns(int count, ColumnsOptions options = {});
  Scope row(RowOptions options = {});
  // A column of this width in the middle of the page; `whole_page`: in the middle of its height
  // too.
  Scope centered(float width, bool whole_page = false);
  Scope scroll(std::string_view name, float height);            // a scrolling area of its own
  Scope group(std::string_view name, Role role = Role::group);  // told, not drawn
  Scope id(std::string_view key);
  Scope id(std::uint64_t key);
  Scope disabled(bool on = true);
  void space(float height = length::gap);
  void line();          // a thin separator
  bool narrow() const;  // the page is narrower than 900 base units
  float width() const;  // of the current container, base units
  bool stage = false;   // presenter: no side bar, larger text (set through Shell)
  // To be printed (ui/paper.h): nothing can be pressed, so what only starts something is left out,
  // and what scrolls on a screen is shown whole.
  bool paper = false;

  // ---- text ------------------------------------------------------------------------------------
  void text(std::string_view text, TextOptions options = {});
  void muted(std::string_view text) {
    this->text(text, {.style = TextStyle::small, .tone = Tone::muted});
  }
  void label(std::string_view text) {
    this->text(text, {.style = TextStyle::label, .tone = Tone::muted});
  }
  void strong(std::string_view text) { this->text(text, {.style = TextStyle::strong}); }
  void heading(std::string_view text, int level = 2, TextStyle style = TextStyle::section);
  void number(std::string_view text,
              Tone tone = Tone::ink);  // right-aligned, digits of equal width
  void badge(std::string_view text, Tone tone = Tone::muted);
  void status_dot(std::string_view word, Tone tone);
  void property(std::string_view label, std::string_view value, Tone tone = Tone::ink);

  // ---- press -----------------------------------------------------------------------------------
  bool button(std::string_view label, ButtonOptions options = {});
  bool button(std::string_view label, Emphasis emphasis) {
    return button(label, ButtonOptions{.emphasis = emphasis});
  }
  bool link(std::string_view label, TextStyle style = TextStyle::body);
  // A button that opens a list; answers the chosen entry.
  std::optional<int> menu(std::string_view label, std::span<const MenuEntry> entries,
                          ButtonOptions options = {});
  bool list_row(ListRowOptions options);

  // ---- enter -----------------------------------------------------------------------------------
  // Enter or leaving commits, Esc reverts, Tab goes on. Answers the new text when it is committed
  // and different. With `check`, a text it complains about stays, with the sentence, uncommitted.
  using Check = std::function<std::string(std::string_view)>;  // empty = fine
  std::optional<std::string> text_field(std::string_view label, std::string_view value,
                                        FieldOptions options = {}, const Check& check = {});
  // Masked until its button "Show" sets `shown`.
  std::optional<std::string> secret_field(std::string_view label, std::string_view value,
                                          bool& shown, FieldOptions options = {});
  bool entered() const;  // the Enter key has just left the text field drawn last
  // Answers after every keystroke.
  std::optional<std::string> search_field(std::string_view label, std::string_view value,
                                          FieldOptions options = {});
  // Numbers, money, percentages, dates. `shown` is the present value as text; `parse` turns text
  // into std::expected<T, std::string> with a sentence for the user. Answers the parsed value.
  template <class Parse>
  auto parsed_field(std::string_view label, std::string_view shown, Parse&& parse,
                    FieldOptions options = {})
      -> std::optional<typename std::invoke_result_t<Parse&, std::string_view>::value_type> {
    const auto text = text_field(label, shown, options, [&](std::string_view entered) {
      auto parsed = parse(entered);
      return parsed ? std::string() : std::string(parsed.error());
    });
    if (!text) return std::nullopt;
    auto parsed = parse(std::string_view(*text));
    if (!parsed) return std::nullopt;
    return std::move(*parsed);
  }

  // ---- choose ----------------------------------------------------------------------------------
  // True: it was toggled. With `told` only the box is drawn, and that is its name.
  bool checkbox(std::string_view label, bool value, std::string_view told = {});
  std::optional<int> chips(std::string_view label, std::span<const std::string_view> options,
                           int current, ChipsOptions chips = {});
  std::optional<int> chips(std::string_view label, std::initializer_list<std::string_view> options,
                           int current, ChipsOptions chip_options = {}) {
    return chips(label, std::span(options.begin(), options.size()), current, chip_options);
  }
  // Chips where they fit side by side, a list that opens where they do not.
  std::optional<int> chips_or_list(std::string_view label,
                                   std::span<const std::string_view> options, int current);
  std::optional<int> tabs(std::string_view label, std::span<const std::string_view> names,
                          int current);
  std::optional<int> tabs(std::string_view label, std::initializer_list<std::string_view> names,
                          int current) {
    return tabs(label, std::span(names.begin(), names.size()), current);
  }
  // A closed list; a long one opens with a filter. Answers the index of another choice, -1 for
  // `clear`.
  std::optional<int> select(std::string_view label, std::span<const std::string_view> options,
                            int current, SelectOptions select = {});
  std::optional<int> select(std::string_view label, std::initializer_list<std::string_view> options,
                            int current, SelectOptions select_options = {}) {
    return select(label, std::span(options.begin(), options.size()), current, select_options);
  }
  // Of a list that may be long only the present choice is needed until it opens.
  std::optional<int> select(std::string_view label, std::string_view chosen,
                            const std::function<Choices()>& choices, SelectOptions select = {});
  SliderAnswer slider(std::string_view label, double value, SliderOptions options = {});

  // ---- figures ---------------------------------------------------------------------------------
  // A card with a label, a large value and a line below. With `explain`, hovering or pressing the
  // key "i" shows why; answers the input that was followed.
  using Explain = std::function<Explanation()>;
  struct FigureAnswer {
    bool pressed = false;
    std::optional<int> followed;
  };
  FigureAnswer key_figure(std::string_view label, std::string_view value,
                          FigureOptions options = {}, const Explain& explain = {});
  // A number in running text or a table cell that explains itself. `name` is told: "Growth of
  // Konex".
  std::optional<int> figure(std::string_view name, std::string_view value, const Explain& explain,
                            TextOptions options = {.style = TextStyle::small});
  void meter(std::string_view name, double fraction, std::string_view shown,
             Tone tone = Tone::accent);
  // Long work. fraction < 0: unknown. True: cancel was pressed.
  bool progress(std::string_view label, double fraction, std::string_view detail = {},
                std::string_view cancel = "Cancel");

  // ---- messages --------------------------------------------------------------------------------
  // True: its button was pressed.
  bool banner(Tone tone, std::string_view sentence, std::string_view action = {});
  bool empty_state(std::string_view sentence, std::string_view action = {},
                   std::string_view title = {});
  ToastAnswer toast(const Toast& toast, float seconds = 8);
  void announce(std::string_view sentence);  // spoken politely, not shown

  // ---- overlays --------------------------------------------------------------------------------
  // Modal: holds the focus, Esc sets `open` to false. Buttons come last, inside dialog_buttons().
  Scope dialog(std::string_view title, bool& open, float width = 480);
  Scope dialog_buttons();
  // Search box and list. Fill `entries` from state.query; answers the entry that was chosen.
  std::optional<int> palette(std::string_view label, PaletteState& state,
                             std::span<const PaletteEntry> entries);
  void drop_overlay(std::string_view sentence);  // over the whole page while files are dragged
  void drop_zone(std::string_view sentence);     // a dashed place in the page

  // ---- tables (ui/widgets/table.h)
  // ---------------------------------------------------------------
  Table table(std::string_view name, std::span<const Column> columns, std::size_t rows,
              const TableOptions& options);

  // ---- keys, clipboard, time
  // ---------------------------------------------------------------------
  bool shortcut(std::string_view chord);  // "Ctrl+K", "Ctrl+Shift+Z", "F2"; Ctrl is Cmd on a Mac
  void copy(std::string_view text);
  void focus_next();      // the next widget gets the keyboard
  void request_frames();  // something changes without input: draw again
  void wake_in(double seconds);
  double seconds() const;  // since start, of this frame
  std::int64_t frame_number() const;

  // ---- for widgets and charts
  // --------------------------------------------------------------------
  const Theme& theme() const { return theme_; }
  float px(float base) const { return theme_.px(base); }
  Box place(float width, float height);  // device pixels; the next free place in the layout
  Box place_text(float natural_width, float height);  // cut when the place is narrower
  Box place_wide(float height);                       // as wide as the container
  float available() const;                            // device pixels to the right edge
  // Of content that scrolls when it is higher than `most`: how high it is shown.
  float height_shown(float content, float most) const;
  ImDrawList* canvas() const;
  Item pressable(Role role, std::string_view label, const Box& box, bool enabled = true,
                 std::string_view name = {});
  NodeId node(Role role, std::string_view name, const Box& box, std::string_view key = {});
  Node& last_node();          // the one appended last; add its value and states here
  Scope inside(NodeId node);  // nodes appended in the Scope are its children
  bool take(NodeId node, ActionKind kind, std::string* value = nullptr);  // a semantic action waits
  void focus_ring(const Item& item, float radius = length::control_radius, float grow = 2);
  float text_width(std::string_view text, TextStyle style) const;
  float text_height(std::string_view text, TextStyle style, float width) const;
  // Draws one line, cut to the box with an ellipsis, vertically centred.
  void draw_line(const Box& box, std::string_view text, TextStyle style, Color color,
                 Align align = Align::left) const;
  void draw_wrapped(const Box& box, std::string_view text, TextStyle style, Color color,
                    Align align = Align::left) const;
  void fill(const Box& box, Color color, float radius = 0) const;
  void outline(const Box& box, Color color, float radius = 0, float thickness = 1) const;
  void tooltip(const Item& item, std::string_view text);
  // Shows the explanation of the widget just drawn; answers the followed input.
  std::optional<int> explain(const Item& item, const Explain& explain);

  struct Impl;
  Impl& impl() { return *impl_; }  // shared by the widget sources only

 private:
  friend class Scope;
  friend class Shell;
  friend class Columns;
  friend class Table;
  void close_container();

  Theme& theme_;
  std::unique_ptr<Impl> impl_;
};

/// A label with something that keeps its widget apart from others with the same one.
std::string told_apart(std::string_view label, std::string_view id);
std::string_view visible_label(std::string_view label);  // without what tells it apart

}  // namespace keyplan::ui
