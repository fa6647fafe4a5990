// Driver: uses the interface the way a person does, without a browser. It runs frames until nothing
// changes any more, finds things by role and name in the semantic tree, and acts on them through
// the same semantic actions as assistive technology, or with a real mouse and keyboard.
//
//   Driver drive([&](ui::Ui& ui) { app.frame(ui); });
//   drive.click(Role::button, "Add account");
//   drive.fill("Name", "Cancity");
//   drive.choose("Tier", "Key account");
//   drive.press("Ctrl+Z");
//   EXPECT_TRUE(drive.shows("Cancity"));
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/headless/headless.h"
#include "ui/semantics.h"
#include "ui/shell.h"

namespace keyplan::ui {
class Ui;
}

namespace keyplan::platform {

struct DriverOptions {
  int width = 1440, height = 900;
  float device_pixel_ratio = 1;
  // Where events of the platform go, delivered before each frame.
  Headless* platform = nullptr;
  std::function<void(const Event&)> on_event{};
  // Called with a sentence and the tree when something is not there; default: prints and aborts.
  std::function<void(const std::string&)> on_failure{};
};

class Driver {
 public:
  using Frame = std::function<void(ui::Ui&)>;
  explicit Driver(Frame frame, DriverOptions options = {});
  ~Driver();

  // Frames until settled; fails when that takes more than `limit` frames.
  void settle(int limit = 200);
  void frame();               // exactly one
  void wait(double seconds);  // lets time pass in frames of 1/30 s: hover delays, messages that go
  void resize(int width, int height, float device_pixel_ratio = 1);

  // Finding. A name matches exactly; when nothing does, a name containing it counts, if it is only
  // one.
  const ui::Node& find(ui::Role role, std::string_view name);
  const ui::Node* maybe(ui::Role role, std::string_view name) const;  // nullptr: not exactly one
  std::vector<const ui::Node*> all(ui::Role role, std::string_view name_part = {}) const;
  std::vector<const ui::Node*> children(const ui::Node& parent) const;
  bool has(ui::Role role, std::string_view name) const { return maybe(role, name) != nullptr; }
  bool shows(std::string_view text) const;  // some name, value or description contains it
  std::string value(ui::Role role, std::string_view name) { return find(role, name).value; }
  const ui::Node* focused() const;
  // Cells of a table as text; only the rows that are drawn.
  std::vector<std::vector<std::string>> rows(std::string_view table);
  std::string dump() const { return shell.tree().dump(); }

  // Doing; each runs frames until settled.
  void act(const ui::Node& node, ui::ActionKind kind, std::string value = {});
  void click(ui::Role role, std::string_view name);
  void click(std::string_view button) { click(ui::Role::button, button); }
  void fill(std::string_view field, std::string_view text);  // textbox or searchbox; commits
  void choose(std::string_view combobox, std::string_view option);
  void focus(ui::Role role, std::string_view name);
  void press(std::string_view chord);  // "Tab", "Enter", "Ctrl+Shift+Z", "i"
  void type(std::string_view text);    // into whatever has the keyboard
  void paste(std::string_view text);
  void mouse_to(const ui::Node& node);
  void mouse_click(const ui::Node& node, int clicks = 1);
  void mouse_drag(float from_x, float from_y, float to_x, float to_y);

  std::vector<std::string> take_announcements();                    // spoken since the last call
  const std::vector<std::string>& diffs() const { return diffs_; }  // JSON of every settled frame

  ui::Shell shell;

 private:
  void fail(const std::string& sentence) const;
  // What the text area of a page does with keys and text, as far as tests need it.
  bool edits_long_text() const { return shell.long_text().node != 0; }
  bool long_text_key(int keys);
  void type_long_text(std::string_view text);
  void frame_of(double seconds);
  Frame frame_;
  DriverOptions options_;
  bool all_selected_ = false;  // in the long text that is edited
  std::vector<std::string> announcements_;
  std::vector<std::string> diffs_;
};

}  // namespace keyplan::platform
