// What the widget sources share behind class Ui. Not for screens.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "imgui.h"
#include "imgui_internal.h"
#include "ui/long_text.h"
#include "ui/semantics.h"
#include "ui/widgets/options.h"
#include "ui/widgets/ui.h"

namespace keyplan::ui {

// A rectangle being filled with widgets, from top to bottom or from left to right.
struct Region {
  std::uint64_t key = 0;       // names the sizes remembered from the frame before
  std::uint32_t children = 0;  // containers without a label are counted
  float left = 0, right = 0, top = 0;
  float x = 0, y = 0;  // next free place
  float bottom = 0, used_right = 0;
  float gap = 0;
  bool horizontal = false;
  bool empty = true;
  bool line_before = false;     // a list row or property stands last: the next one joins it
  float run = 0;                // horizontal: width without wrapping
  float row_height = 0;         // horizontal: of the present line
  float row_hint = 0;           // horizontal: of the frame before, to centre in
  float stretch_to = -FLT_MAX;  // columns: the last card of the column reaches down to here
  float slack = 0;              // how far the last card was stretched
  std::uint64_t last_card = 0;
  bool in_cell = false;  // tables: one line, cut when too long
  Align cell_align = Align::left;
  float natural = 0;             // width wanted by what was placed, uncut
  std::uint64_t column_key = 0;  // columns: remembers which card is the last one
};

enum class ContainerKind : std::uint8_t {
  identity,
  disabled,
  semantic,
  region,
  row,
  card,
  child,
  root_child,
  header,
  dialog,
  dialog_buttons,
  popup
};

struct Container {
  ContainerKind kind{};
  Region region;      // the one to return to
  NodeId parent = 0;  // the semantic parent to return to
  std::uint64_t key = 0;
  float left = 0, top = 0, right = 0;
  float stretch_to = -FLT_MAX;
  float padding = 0;
};

// An edit that is under way or was refused, per text field.
struct FieldState {
  std::string draft;
  std::string error;
  bool active = false;
  std::int64_t seen = 0;  // frame
};

// The one long text that is being edited.
struct LongTextState {
  ImGuiID id = 0;
  std::size_t anchor = 0, caret = 0;  // selection made with the mouse
  bool by_mouse = false;              // its button is still down
  std::size_t writing = 0;            // where the caret of the platform's editor is
  int reveal = 0;                     // frames in which it is brought in sight
  float height = 0;                   // as the platform's editor measures it
};

// A text field with several lines, as long_text.cpp is given it.
struct LongField {
  ImGuiID id = 0;
  NodeId node = 0;
  Box input, text;
  TextStyle style{};
  Tone tone{};
  bool writable = true;
};

// Options of a select, entries of a menu, results of the palette.
struct ListEntry {
  std::uint64_t key = 0;  // names it while others come and go
  std::string_view text;
  std::string_view note{};
  bool selected = false;
  bool disabled = false;
  bool danger = false;
};
inline constexpr float option_height = 32, option_gap = 2;  // base units

// Of one table or chart; the rest is named below it.
inline constexpr std::size_t most_rows_on_paper = 250;
inline constexpr float longest_on_paper = most_rows_on_paper * length::row;  // base units
void tell_unprinted(Ui& ui, std::size_t count, std::string_view things);     // none: says nothing

// A select that is open.
struct OpenList {
  std::string typed;
  std::string matched_for;
  std::vector<std::string> folded;  // the options as they are compared with what is typed
  std::vector<int> matching;        // best first; -1 is the entry that clears
  std::size_t options = 0;          // how many there were
  bool made = false;
  int highlighted = 0;
};

struct Memory {
  float value[4] = {0, 0, 0, 0};
};

struct Ui::Impl {
  explicit Impl(Ui& owner, Theme& theme) : ui(owner), theme(theme) {}
  Ui& ui;
  Theme& theme;

  // Frame
  std::int64_t frame = 0;
  double now = 0;
  int more_frames = 3;
  std::optional<double> wake_at;
  float page_width = 0, page_height = 0;
  float content_bottom = 0;  // of main()

  // Semantics
  SemanticTree tree;
  NodeId parent = 0;
  NodeId last_node = 0;
  std::unordered_map<NodeId, int> ordinals;
  struct Waiting {
    SemanticAction action;
    int frames = 0;
  };
  std::vector<Waiting> actions;
  std::vector<std::string> announcements;
  bool nodes_hidden = false;  // in a table column that is left out
  Node hidden_node;

  // Layout
  Region region;
  std::vector<Container> containers;
  std::unordered_map<std::uint64_t, Memory> memory;
  float main_left = 0, main_top = 0;
  std::string page;        // name of the page in main(), to scroll a new one to its top
  bool menu_open = false;  // the folded side bar
  bool side_at_bottom = false;

  // Widgets
  std::unordered_map<ImGuiID, FieldState> fields;
  LongTextState long_text_state;
  LongText long_text;  // of this frame
  std::optional<LongTextInput> long_text_input;
  Box toast;
  std::int64_t toast_frame = -2;  // when it was drawn last
  bool focus_next = false;
  bool entered = false;   // the text field drawn last was left with Enter
  Box field_input;        // of the text field drawn last
  ImGuiID explained = 0;  // item whose explanation is shown
  bool explanation_pinned = false;
  Box explanation_box;  // of the frame before, to move the mouse into
  double hover_since = 0;
  ImGuiID hovered = 0;
  std::uint64_t toast_serial = 0;
  double toast_since = 0;
  std::unordered_map<ImGuiID, OpenList> open_lists;
  std::unordered_map<std::uint64_t, std::string> said;    // alerts already announced, by place
  std::unordered_map<ImGuiID, std::int64_t> popup_shown;  // frame
  struct TableRow {
    std::int64_t row = 0;
    std::uint64_t key = 0;
    ImGuiID id = 0;
  };
  std::unordered_map<std::uint64_t, TableRow> table_rows;  // with the keyboard, per table

  // Sizes that depend on what follows come from the frame before; a change asks for another frame.
  float recall(std::uint64_t key, int slot = 0) const;
  void remember(std::uint64_t key, float value, int slot = 0);
  std::uint64_t next_key(std::string_view kind);  // of a container without a label
  std::uint64_t label_key(std::string_view label) const;

  float next_y() const { return region.empty ? region.y : region.y + region.gap; }
  void advance(const Box& box);
  void open_region(float left, float right, float top, std::uint64_t key, float gap);
  Container& push(ContainerKind kind);
  void more(int frames) {
    if (frames > more_frames) more_frames = frames;
  }
  void wake_in(double seconds);
  void join_lines();
  void report_extent(float right,
                     float bottom);  // tells Dear ImGui how large the window's content is

  // Dear ImGui windows
  void open_child(std::string_view name, const Box& box, Color background, ImGuiWindowFlags flags);
  bool begin_list_popup(ImGuiID id, const Box& anchor, float min_width, float max_height,
                        Align align = Align::left);
  // One option of a list that is open. Answers whether it was chosen.
  bool draw_option(Role role, const ListEntry& entry, bool highlighted, int position, int count);
  // Options that are walked with the arrow keys while the field above them keeps the keyboard and
  // tells which one is meant. Answers the one that was clicked.
  std::optional<int> walk_options(ImGuiID owner, std::string_view name, float height, int count,
                                  int& highlighted, bool reveal, NodeId field,
                                  const std::function<ListEntry(int)>& entry);
  // Opens the popup when `open` turns true; sets it to false when Dear ImGui has closed the popup.
  void keep_popup_open(ImGuiID popup, bool& open);
  bool blocked_by_modal() const;
  void give_focus(ImGuiID id);  // to the item submitted last
  void activate(ImGuiID id);    // starts editing a text field with the next frame
  // Keeps a key from moving the focus, and tells whether it was pressed.
  bool own_key(ImGuiID id, ImGuiKey key);
  // Edits `text` and answers whether the field is being edited; `keep`: it is to be committed.
  bool edit_long_text(const LongField& field, std::string& text, bool& keep);
  bool edit_line(ImGuiID owner, const Box& input, const FieldOptions& options, bool shown,
                 std::string& text);
  bool field_is_edited() const;
  bool waits(NodeId node, ActionKind kind) const;  // an action that take() would answer

  void begin_frame(double seconds, float width, float height);
  void end_frame();
};

// Wrapped text as draw_wrapped() draws it: its lines, the line of a place in it, the place at a
// point.
std::vector<std::string_view> wrapped_lines(const Ui& ui, std::string_view text, TextStyle style,
                                            float width);
int wrapped_line(const Ui& ui, std::string_view text, TextStyle style, float width,
                 std::size_t place);
std::size_t wrapped_place(const Ui& ui, std::string_view text, TextStyle style, float width,
                          float x, float y);

inline ImVec2 vec(float x, float y) { return {x, y}; }
inline ImRect to_rect(const Box& box) { return {box.x0, box.y0, box.x1, box.y1}; }
inline Box to_box(const ImRect& rect) { return {rect.Min.x, rect.Min.y, rect.Max.x, rect.Max.y}; }
ImGuiID label_id(std::string_view label);

}  // namespace keyplan::ui
