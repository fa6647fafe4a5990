#include "ui/semantics.h"

#include <array>
#include <charconv>
#include <cmath>
#include <unordered_set>

namespace keyplan::ui {
namespace {

constexpr std::array<std::string_view, 40> role_names = {
    "alert",     "banner",    "button",      "cell",     "checkbox",   "columnheader", "combobox",
    "dialog",    "figure",    "grid",        "gridcell", "group",      "heading",      "img",
    "link",      "list",      "listbox",     "listitem", "main",       "menuitem",     "navigation",
    "option",    "paragraph", "progressbar", "radio",    "radiogroup", "region",       "row",
    "rowheader", "search",    "searchbox",   "slider",   "status",     "tab",          "table",
    "tablist",   "tabpanel",  "textbox",     "treeitem", "treegrid"};
static_assert(role_names.size() == static_cast<std::size_t>(Role::count_),
              "give every Role its ARIA name, in the order of the enum");

constexpr std::array<std::string_view, 6> action_names = {"press",     "focus",     "set_value",
                                                          "increment", "decrement", "reveal"};

void append_number(std::string& out, double number) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  out.append(buffer, end);
}

void append_integer(std::string& out, std::uint64_t number) {
  char buffer[24];
  out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, number).ptr);
}

void append_quoted(std::string& out, std::string_view text) {
  constexpr char hex[] = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += "\\u00";
      out += hex[byte >> 4];
      out += hex[byte & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_id(std::string& out, NodeId id) {
  out += '"';
  append_integer(out, id);
  out += '"';
}

std::string_view tristate_json(Tristate state) {
  switch (state) {
    case Tristate::on:
      return "true";
    case Tristate::mixed:
      return "\"mixed\"";
    default:
      return "false";
  }
}

// Writes the members of "states", each through one of these small lambdas.
void append_states(std::string& out, const Node& node) {
  const std::size_t start = out.size();
  const auto key = [&](std::string_view name) {
    out += out.size() == start ? ",\"states\":{\"" : ",\"";
    out += name;
    out += "\":";
  };
  const auto flag = [&](std::string_view name, bool on) {
    if (on) {
      key(name);
      out += "true";
    }
  };
  const auto tristate = [&](std::string_view name, Tristate state) {
    if (state != Tristate::absent) {
      key(name);
      out += tristate_json(state);
    }
  };
  const auto count = [&](std::string_view name, std::int64_t number) {
    if (number > 0) {
      key(name);
      append_integer(out, static_cast<std::uint64_t>(number));
    }
  };
  const auto number = [&](std::string_view name, const std::optional<double>& value) {
    if (value && std::isfinite(*value)) {
      key(name);
      append_number(out, *value);
    }
  };
  flag("disabled", node.disabled);
  flag("required", node.required);
  flag("invalid", node.invalid);
  flag("readonly", node.readonly);
  flag("multiline", node.multiline);
  flag("secret", node.secret);
  flag("modal", node.modal);
  if (node.current) {
    key("current");
    out += "\"page\"";
  }
  tristate("checked", node.checked);
  tristate("selected", node.selected);
  tristate("expanded", node.expanded);
  if (node.sorted != Sorted::none) {
    key("sort");
    out += node.sorted == Sorted::ascending ? "\"ascending\"" : "\"descending\"";
  }
  count("level", node.level);
  count("rowindex", node.row);
  count("rowcount", node.row_count);
  count("colindex", node.column);
  count("colcount", node.column_count);
  count("posinset", node.position);
  count("setsize", node.set_size);
  number("min", node.minimum);
  number("max", node.maximum);
  number("now", node.now);
  if (out.size() != start) out += '}';
}

void append_node(std::string& out, const Node& node, std::size_t index) {
  out += "{\"id\":";
  append_id(out, node.id);
  out += ",\"parent\":";
  append_id(out, node.parent);
  out += ",\"index\":";
  append_integer(out, index);
  out += ",\"role\":\"";
  out += role_name(node.role);
  out += "\",\"name\":";
  append_quoted(out, node.name);
  if (!node.value.empty()) {
    out += ",\"value\":";
    append_quoted(out, node.value);
  }
  if (!node.description.empty()) {
    out += ",\"description\":";
    append_quoted(out, node.description);
  }
  out += ",\"rect\":[";
  append_number(out, std::round(node.rect.x));
  out += ',';
  append_number(out, std::round(node.rect.y));
  out += ',';
  append_number(out, std::round(node.rect.width));
  out += ',';
  append_number(out, std::round(node.rect.height));
  out += ']';
  append_states(out, node);
  if (node.controls != 0) append_id(out += ",\"controls\":", node.controls);
  if (node.active != 0) append_id(out += ",\"active\":", node.active);
  out += '}';
}

// Place of every node among its siblings, in the order of nodes().
std::vector<std::size_t> sibling_indices(const SemanticTree& tree) {
  std::unordered_map<NodeId, std::size_t> next;
  std::vector<std::size_t> indices;
  indices.reserve(tree.nodes().size());
  for (const Node& node : tree.nodes()) indices.push_back(next[node.parent]++);
  return indices;
}

}  // namespace

std::string_view role_name(Role role) { return role_names[static_cast<std::size_t>(role)]; }

bool is_container(Role role) {
  switch (role) {
    case Role::banner:
    case Role::dialog:
    case Role::figure:
    case Role::grid:
    case Role::group:
    case Role::list:
    case Role::listbox:
    case Role::main:
    case Role::navigation:
    case Role::radiogroup:
    case Role::region:
    case Role::row:
    case Role::search:
    case Role::table:
    case Role::treegrid:
    case Role::tablist:
    case Role::tabpanel:
    case Role::cell:
    case Role::gridcell:
    case Role::rowheader:
    case Role::alert:
    case Role::status:
    case Role::listitem:
      return true;
    default:
      return false;
  }
}

std::optional<ActionKind> action_from_name(std::string_view name) {
  for (std::size_t i = 0; i < action_names.size(); ++i)
    if (action_names[i] == name) return static_cast<ActionKind>(i);
  return std::nullopt;
}

NodeId hash_node_id(NodeId parent, std::string_view text) {
  NodeId hash = 0xcbf29ce484222325u ^ parent;
  hash *= 0x100000001b3u;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3u;
  }
  return hash != 0 ? hash : 1;
}

void SemanticTree::clear() {
  nodes_.clear();
  place_.clear();
  announcements.clear();
  focus = 0;
}

NodeId SemanticTree::add(Node node) {
  if (node.id == 0) node.id = hash_node_id(node.parent, role_name(node.role));
  while (!place_.try_emplace(node.id, nodes_.size()).second)
    node.id = hash_node_id(node.id, "again");
  nodes_.push_back(std::move(node));
  return nodes_.back().id;
}

const Node* SemanticTree::find(NodeId id) const {
  const auto found = place_.find(id);
  return found == place_.end() ? nullptr : &nodes_[found->second];
}

Node* SemanticTree::find(NodeId id) {
  const auto found = place_.find(id);
  return found == place_.end() ? nullptr : &nodes_[found->second];
}

std::string SemanticTree::dump() const {
  std::string out;
  std::unordered_map<NodeId, int> depth;
  for (const Node& node : nodes_) {
    const auto above = depth.find(node.parent);
    const int own = above == depth.end() ? 0 : above->second + 1;
    depth[node.id] = own;
    out.append(static_cast<std::size_t>(own) * 2, ' ');
    out += role_name(node.role);
    out += " \"" + node.name + "\"";
    if (!node.value.empty()) out += " = \"" + node.value + "\"";
    if (!node.description.empty()) out += " (" + node.description + ")";
    std::string states;
    append_states(states, node);
    if (!states.empty()) out += " " + states.substr(states.find('{'));
    if (node.id == focus) out += " <focus>";
    out += '\n';
  }
  return out;
}

std::string semantic_diff(const SemanticTree& before, const SemanticTree& after) {
  const std::vector<std::size_t> old_index = sibling_indices(before);
  const std::vector<std::size_t> new_index = sibling_indices(after);
  std::unordered_map<NodeId, std::size_t> old_place;
  old_place.reserve(before.nodes().size());
  for (std::size_t i = 0; i < before.nodes().size(); ++i)
    old_place.emplace(before.nodes()[i].id, i);

  std::string upsert;
  for (std::size_t i = 0; i < after.nodes().size(); ++i) {
    const Node& node = after.nodes()[i];
    const auto old = old_place.find(node.id);
    if (old != old_place.end() && old_index[old->second] == new_index[i] &&
        before.nodes()[old->second] == node)
      continue;
    if (!upsert.empty()) upsert += ',';
    append_node(upsert, node, new_index[i]);
  }

  std::string remove;
  std::unordered_set<NodeId> gone;
  for (const Node& node : before.nodes()) {
    if (after.find(node.id) != nullptr) continue;
    gone.insert(node.id);
    if (gone.contains(node.parent)) continue;
    if (!remove.empty()) remove += ',';
    append_id(remove, node.id);
  }

  std::string members;
  const auto member = [&](std::string_view name) -> std::string& {
    if (!members.empty()) members += ',';
    members += '"';
    members += name;
    members += "\":";
    return members;
  };
  if (!upsert.empty()) member("upsert") += '[' + upsert + ']';
  if (!remove.empty()) member("remove") += '[' + remove + ']';
  if (before.focus != after.focus) {
    if (after.focus == 0)
      member("focus") += "\"\"";
    else
      append_id(member("focus"), after.focus);
  }
  if (!after.announcements.empty()) {
    std::string& out = member("announce");
    out += '[';
    for (std::size_t i = 0; i < after.announcements.size(); ++i) {
      if (i != 0) out += ',';
      append_quoted(out, after.announcements[i]);
    }
    out += ']';
  }
  return members.empty() ? std::string() : '{' + members + '}';
}

}  // namespace keyplan::ui
