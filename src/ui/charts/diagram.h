// A picture of boxes and lines that is panned and zoomed: who reports to whom, who influences whom,
// who covers whom. The caller says where each box stands (ui/charts/layout_tree.h), keeps the
// DiagramState, and does what the answer says.
//
//   auto answer = diagram(ui, "Who decides", nodes, edges, state_, {.summary = "12 people."});
//   if (answer.rehung) queue(set_manager(answer.rehung->node, answer.rehung->onto));
//
// Mouse: once a box has the keyboard, or with Alt held, the wheel zooms about the pointer; until
// then it scrolls the page. Dragging the ground pans, dragging a box onto another hangs it there,
// dragging the small handle of a box (or any box with Shift) draws a line. Keyboard, with a box
// focused: arrows go to the nearest box in that direction, Home and End to the first and the last,
// Enter opens, "+", "-" and "0" zoom and fit, "M" hangs it elsewhere and "C" connects it: arrows
// choose, Enter does it, Delete hangs it below nobody, Esc cancels. Tab goes on to the lines of the
// box.
//
// Each box and each labelled line that is seen is told as a button. All boxes are told in the table
// below (of very many those around the selected one), and "Show as table" shows them as one.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/charts/layout_tree.h"
#include "ui/widgets/ui.h"

namespace keyplan::ui {

struct DiagramNode {
  std::uint64_t key = 0;
  std::string title;                // "S. Ivanova"
  std::string subtitle;             // "VP Operations, sponsor"
  Tone tone = Tone::muted;          // of the border
  std::string tone_word;            // what the tone means: "champion"
  std::string note;                 // beside that word: "owner A. Keller"
  std::string relations;            // told only: "Reports to M. Okafor."
  std::vector<std::string> badges;  // short words
  int power = 1;                    // 1 to 3: how strong border and title are
  Point place;                      // base units, top left corner
  Extent size;                      // see diagram_node_size()
};
Extent diagram_node_size(int power);  // room for three lines

enum class EdgeStyle : std::uint8_t {
  tree,       // solid and right-angled: `to` hangs below `from`
  influence,  // dashed, with an arrow
  coverage,   // dotted
};

struct DiagramEdge {
  std::uint64_t key = 0;
  std::uint64_t from = 0, to = 0;  // keys of nodes
  EdgeStyle style = EdgeStyle::tree;
  std::string label;  // "influences"; told between the titles of both ends
  Tone tone = Tone::muted;
};

struct DiagramOptions {
  std::string_view summary{};  // the sentence that says what the picture shows
  float height = 480;          // base units
  bool can_rehang = false;
  bool can_connect = false;
  bool can_be_table = true;  // offers "Show as table"
  std::string_view empty = "Nothing here yet.";
  // Heads of the columns of the table.
  std::string_view title_head = "Name", subtitle_head = "Role", tone_head = "Attitude",
                   note_head = "Note", relations_head = "Relations";
};

// What is under way between two frames; for diagram() only.
struct DiagramGesture {
  enum class Kind : std::uint8_t { none, rehang, connect };
  Kind kind = Kind::none;
  bool by_keyboard = false;
  bool with_shift = false;  // the mouse went down with it
  std::uint64_t node = 0;
  std::optional<std::uint64_t> target;   // chosen with the arrow keys
  std::optional<std::uint64_t> focused;  // has the keyboard
};

struct DiagramState {
  float zoom = 0;  // 1 = base units; 0: fit to the width with the next frame
  Point pan;       // what stands in the top left corner of the view, base units
  std::optional<std::uint64_t> selected;
  std::optional<std::uint64_t> reveal;  // set it to bring a node into view
  bool as_table = false;
  DiagramGesture gesture;
};

struct DiagramAnswer {
  struct Rehung {
    std::uint64_t node = 0;
    std::optional<std::uint64_t> onto;  // none: it hangs below nobody; never a node below itself
  };
  struct Connected {
    std::uint64_t from = 0, to = 0;
  };
  std::optional<std::uint64_t> pressed;  // a node; it is selected already
  std::optional<std::uint64_t> opened;   // double click, Enter, or a row of the table
  std::optional<std::uint64_t> pressed_edge;
  std::optional<Rehung> rehung;
  std::optional<Connected> connected;
};

DiagramAnswer diagram(Ui& ui, std::string_view name, std::span<const DiagramNode> nodes,
                      std::span<const DiagramEdge> edges, DiagramState& state,
                      const DiagramOptions& options = {});

}  // namespace keyplan::ui
