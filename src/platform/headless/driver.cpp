#include "platform/headless/driver.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "imgui.h"
#include "ui/widgets/keys.h"
#include "ui/widgets/ui.h"

namespace keyplan::platform {
namespace {

// The part of a renderer that Dear ImGui waits for: it says that textures have reached the screen.
void accept_textures(ImDrawData& data) {
  if (data.Textures == nullptr) return;
  for (ImTextureData* texture : *data.Textures) {
    if (texture->Status == ImTextureStatus_WantDestroy) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    } else if (texture->Status != ImTextureStatus_OK &&
               texture->Status != ImTextureStatus_Destroyed) {
      texture->SetTexID(static_cast<ImTextureID>(1));
      texture->SetStatus(ImTextureStatus_OK);
    }
  }
}

const ui::Node nothing{};

}  // namespace

Driver::Driver(Frame frame, DriverOptions options)
    : frame_(std::move(frame)), options_(std::move(options)) {
  settle();
}

Driver::~Driver() = default;

void Driver::fail(const std::string& sentence) const {
  const std::string message = sentence + "\nThe interface says:\n" + dump();
  if (options_.on_failure) {
    options_.on_failure(message);
    return;
  }
  std::fputs(message.c_str(), stderr);
  std::abort();
}

void Driver::frame() { frame_of(1.0 / 60); }

void Driver::frame_of(double seconds) {
  if (options_.platform != nullptr) {
    options_.platform->frame_wanted = false;
    for (Event& event : options_.platform->take_events())
      if (options_.on_event) options_.on_event(event);
  }
  ui::Ui& ui = shell.begin_frame({.width = options_.width,
                                  .height = options_.height,
                                  .device_pixel_ratio = options_.device_pixel_ratio,
                                  .seconds = seconds});
  frame_(ui);
  ui::FrameOutput out = shell.end_frame();
  if (out.draw_data != nullptr) accept_textures(*out.draw_data);
  if (out.settled) {
    if (!shell.keyboard_is_told()) fail("Something has the keyboard, but no node says what.");
    for (const std::string& sentence : shell.tree().announcements)
      announcements_.push_back(sentence);
    if (!out.semantic_json.empty()) diffs_.push_back(std::move(out.semantic_json));
  }
}

void Driver::settle(int limit) {
  shell.wake();
  for (int i = 0; i < limit; ++i) {
    frame();
    const bool platform_waits = options_.platform != nullptr && (options_.platform->frame_wanted ||
                                                                 options_.platform->has_events());
    if (!shell.wants_more_frames() && !platform_waits) return;
  }
  fail("The interface did not settle within " + std::to_string(limit) + " frames.");
}

void Driver::wait(double seconds) {
  constexpr double step = 1.0 / 30;
  for (double passed = 0; passed < seconds; passed += step) frame_of(step);
  settle();
}

void Driver::resize(int width, int height, float device_pixel_ratio) {
  options_.width = width;
  options_.height = height;
  options_.device_pixel_ratio = device_pixel_ratio;
  settle();
}

// ---- finding
// -------------------------------------------------------------------------------------

std::vector<const ui::Node*> Driver::all(ui::Role role, std::string_view name_part) const {
  std::vector<const ui::Node*> found;
  for (const ui::Node& node : shell.tree().nodes())
    if (node.role == role && node.name.find(name_part) != std::string::npos) found.push_back(&node);
  return found;
}

const ui::Node* Driver::maybe(ui::Role role, std::string_view name) const {
  const std::vector<const ui::Node*> containing = all(role, name);
  std::vector<const ui::Node*> exact;
  for (const ui::Node* node : containing)
    if (node->name == name) exact.push_back(node);
  if (exact.size() == 1) return exact[0];
  return exact.empty() && containing.size() == 1 ? containing[0] : nullptr;
}

const ui::Node& Driver::find(ui::Role role, std::string_view name) {
  if (const ui::Node* node = maybe(role, name)) return *node;
  std::string candidates;
  for (const ui::Node* node : all(role))
    candidates += (candidates.empty() ? "\"" : ", \"") + node->name + "\"";
  const std::size_t count = all(role, name).size();
  fail((count == 0 ? "There is no " : "There are " + std::to_string(count) + " of ") +
       std::string(ui::role_name(role)) + " \"" + std::string(name) +
       "\". There is: " + (candidates.empty() ? "nothing of that role" : candidates) + ".");
  return nothing;
}

std::vector<const ui::Node*> Driver::children(const ui::Node& parent) const {
  std::vector<const ui::Node*> found;
  for (const ui::Node& node : shell.tree().nodes())
    if (node.parent == parent.id) found.push_back(&node);
  return found;
}

bool Driver::shows(std::string_view text) const {
  return std::ranges::any_of(shell.tree().nodes(), [&](const ui::Node& node) {
    return node.name.find(text) != std::string::npos ||
           node.value.find(text) != std::string::npos ||
           node.description.find(text) != std::string::npos;
  });
}

const ui::Node* Driver::focused() const { return shell.tree().find(shell.tree().focus); }

std::vector<std::vector<std::string>> Driver::rows(std::string_view table) {
  const ui::Node* node = maybe(ui::Role::grid, table);
  if (node == nullptr) node = maybe(ui::Role::treegrid, table);
  if (node == nullptr) node = &find(ui::Role::table, table);
  std::vector<std::vector<std::string>> found;
  for (const ui::Node* row : children(*node)) {
    if (row->role != ui::Role::row || row->row <= 1) continue;
    found.emplace_back();
    for (const ui::Node* cell : children(*row)) found.back().push_back(cell->name);
  }
  return found;
}

// ---- doing
// ---------------------------------------------------------------------------------------

void Driver::act(const ui::Node& node, ui::ActionKind kind, std::string value) {
  if (node.id == 0) return;
  if (node.disabled) {
    fail("\"" + node.name + "\" is disabled" +
         (node.description.empty() ? "." : ": " + node.description));
    return;
  }
  shell.act({.node = node.id, .kind = kind, .value = std::move(value)});
  settle();
}

void Driver::click(ui::Role role, std::string_view name) {
  act(find(role, name), ui::ActionKind::press);
}
void Driver::focus(ui::Role role, std::string_view name) {
  act(find(role, name), ui::ActionKind::focus);
}

void Driver::fill(std::string_view field, std::string_view text) {
  const ui::Node* node = maybe(ui::Role::textbox, field);
  if (node == nullptr) node = maybe(ui::Role::searchbox, field);
  if (node == nullptr) node = &find(ui::Role::textbox, field);
  act(*node, ui::ActionKind::set_value, std::string(text));
}

void Driver::choose(std::string_view combobox, std::string_view option) {
  click(ui::Role::combobox, combobox);
  // A long list shows only a part of itself until it is filtered.
  const ui::Node* field = focused();
  if (!has(ui::Role::option, option) && field != nullptr && field->role == ui::Role::searchbox)
    type(option);
  click(ui::Role::option, option);
}

void Driver::type_long_text(std::string_view text) {
  std::string whole = std::exchange(all_selected_, false) ? "" : shell.long_text().text;
  whole += text;
  const std::size_t caret = whole.size();
  shell.long_text_input({.text = std::move(whole), .caret = caret});
}

// Esc, Tab and commands are the field's or the application's; all else stays in the text.
bool Driver::long_text_key(int keys) {
  if (keys == (ImGuiMod_Ctrl | ImGuiKey_A)) {
    all_selected_ = true;
    return true;
  }
  if ((keys & (ImGuiMod_Ctrl | ImGuiMod_Alt)) != 0) return false;
  switch (keys & ~ImGuiMod_Mask_) {
    case ImGuiKey_Escape:
    case ImGuiKey_Tab:
      return false;
    case ImGuiKey_Enter:
      type_long_text("\n");
      return true;
    default:
      return true;
  }
}

void Driver::press(std::string_view chord) {
  const int keys = ui::key_chord(chord);
  const int key = keys & ~ImGuiMod_Mask_;
  if (key == ImGuiKey_None) {
    fail("The key \"" + std::string(chord) + "\" has no name here.");
    return;
  }
  if (edits_long_text() && long_text_key(keys)) {
    settle();
    return;
  }
  shell.modifiers((keys & ImGuiMod_Ctrl) != 0, (keys & ImGuiMod_Shift) != 0,
                  (keys & ImGuiMod_Alt) != 0, false);
  shell.key(key, true);
  if (chord.size() == 1) shell.text(chord);
  frame();
  shell.key(key, false);
  shell.modifiers(false, false, false, false);
  settle();
}

void Driver::type(std::string_view text) {
  if (edits_long_text())
    type_long_text(text);
  else
    shell.text(text);
  settle();
}

void Driver::paste(std::string_view text) {
  if (edits_long_text())
    type_long_text(text);
  else
    shell.paste(text);
  settle();
}

void Driver::mouse_to(const ui::Node& node) {
  shell.mouse_move(node.rect.x + node.rect.width / 2, node.rect.y + node.rect.height / 2);
  settle();
}

void Driver::mouse_click(const ui::Node& node, int clicks) {
  mouse_to(node);
  for (int i = 0; i < clicks; ++i) {
    shell.mouse_button(0, true);
    frame();
    shell.mouse_button(0, false);
    frame();
  }
  settle();
}

void Driver::mouse_drag(float from_x, float from_y, float to_x, float to_y) {
  shell.mouse_move(from_x, from_y);
  settle();
  shell.mouse_button(0, true);
  frame();
  constexpr int steps = 4;
  for (int i = 1; i <= steps; ++i) {
    const float part = static_cast<float>(i) / steps;
    shell.mouse_move(from_x + (to_x - from_x) * part, from_y + (to_y - from_y) * part);
    frame();
  }
  shell.mouse_button(0, false);
  settle();
}

std::vector<std::string> Driver::take_announcements() { return std::exchange(announcements_, {}); }

}  // namespace keyplan::platform
