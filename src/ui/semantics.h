// The semantic tree: what the interface says, without how it looks. Widgets append one node each
// while they draw; after a settled frame the tree is compared with the one sent before and the
// difference goes to the browser, which mirrors it as ARIA elements. Tests read the same tree.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace keyplan::ui {

using NodeId =
    std::uint64_t;  // stable while the thing it names is shown; 0 = the root, never a node

enum class Role : std::uint8_t {
  alert,
  banner,
  button,
  cell,
  checkbox,
  columnheader,
  combobox,
  dialog,
  figure,
  grid,
  gridcell,
  group,
  heading,
  img,
  link,
  list,
  listbox,
  listitem,
  main,
  menuitem,
  navigation,
  option,
  paragraph,
  progressbar,
  radio,
  radiogroup,
  region,
  row,
  rowheader,
  search,
  searchbox,
  slider,
  status,
  tab,
  table,
  tablist,
  tabpanel,
  textbox,
  treeitem,
  treegrid,
  count_
};
std::string_view role_name(Role role);  // the ARIA role
bool is_container(Role role);           // roles that group other nodes

enum class ActionKind : std::uint8_t { press, focus, set_value, increment, decrement, reveal };
std::optional<ActionKind> action_from_name(std::string_view name);

// A request from assistive technology or a test; done by the widget that owns the node.
struct SemanticAction {
  NodeId node = 0;
  ActionKind kind = ActionKind::press;
  std::string value;  // of set_value
};

enum class Sorted : std::uint8_t { none, ascending, descending };
enum class Tristate : std::uint8_t { absent, off, on, mixed };

struct DeviceRect {  // framebuffer pixels
  float x = 0, y = 0, width = 0, height = 0;
  bool operator==(const DeviceRect&) const = default;
};

struct Node {
  NodeId id = 0;
  NodeId parent = 0;
  Role role = Role::group;
  std::string name;
  std::string description;
  std::string value;
  DeviceRect rect;  // clipped to the part that can be seen; empty when scrolled away

  bool disabled = false;
  bool required = false;
  bool invalid = false;
  bool readonly = false;
  bool multiline = false;
  bool secret = false;  // a text that is not shown, and not told either
  bool modal = false;
  bool current = false;  // the page or step one is on
  Tristate checked = Tristate::absent;
  Tristate selected = Tristate::absent;
  Tristate expanded = Tristate::absent;
  Sorted sorted = Sorted::none;
  std::int32_t level = 0;               // of headings and rows of a tree; 0 = absent
  std::int64_t row = 0, row_count = 0;  // 1-based place of a row, size of its table; 0 = absent
  std::int32_t column = 0, column_count = 0;    // 1-based
  std::int32_t position = 0, set_size = 0;      // 1-based place among options, tabs
  std::optional<double> minimum, maximum, now;  // sliders and progress
  NodeId controls = 0, active = 0;  // the list a field belongs to, and its option that is meant
  bool operator==(const Node&) const = default;
};

// Nodes in reading order: a parent stands before its children.
class SemanticTree {
 public:
  void clear();
  // Adds a node below `parent`. A second node with the same id in one tree gets another, derived
  // id.
  NodeId add(Node node);
  const std::vector<Node>& nodes() const { return nodes_; }
  const Node* find(NodeId id) const;
  Node* find(NodeId id);
  bool empty() const { return nodes_.empty(); }

  NodeId focus = 0;
  std::vector<std::string> announcements;  // polite live region, oldest first

  // Indented text, one node per line: role "name" = value [states]. For people reading a failed
  // test.
  std::string dump() const;

 private:
  std::vector<Node> nodes_;
  std::unordered_map<NodeId, std::size_t> place_;
};

// What has to be done to a mirror of `before` so that it shows `after`. JSON text:
//   {"upsert":[{"id":"17","parent":"0","index":2,"role":"button","name":"Add account",
//               "value":"","description":"","rect":[x,y,w,h],"states":{...},
//               "controls":"19","active":"20"}],
//    "remove":["18"],"focus":"17","announce":["Added Antwerp."]}
// Ids are decimal text, parent "0" is the root, index counts siblings in `after`. Apply the upserts
// in order, then the removals; a removal takes the rest of its subtree along. Empty members are
// left out of a node; "focus" is left out when unchanged and "" when nothing has it. The result is
// an empty string when there is nothing to do.
std::string semantic_diff(const SemanticTree& before, const SemanticTree& after);

NodeId hash_node_id(NodeId parent, std::string_view text);  // FNV-1a, 64 bit

}  // namespace keyplan::ui
