// Shell: one Dear ImGui context with Keyplan's fonts, theme and input rules, the Ui on top of it,
// and the semantic tree below. Shared by the browser page and the headless platform.
//
//   Shell shell({.apple_keys = is_mac});
//   // input events at any time, then, for every frame:
//   Ui& ui = shell.begin_frame({.width = w, .height = h, .device_pixel_ratio = dpr, .seconds =
//   dt}); app.frame(ui); FrameOutput out = shell.end_frame(); render(out.draw_data); if
//   (!out.semantic_json.empty()) mirror(out.semantic_json); if (shell.wants_more_frames()) schedule
//   the next frame; else wake in shell.next_wake() seconds
//
// Drawing is in device pixels throughout (DisplayFramebufferScale 1): positions of input events,
// rectangles of semantic nodes and the size of the frame are framebuffer pixels.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/long_text.h"
#include "ui/semantics.h"
#include "ui/theme.h"

struct ImDrawData;
struct ImGuiContext;

namespace keyplan::ui {

class Ui;

struct ShellConfig {
  bool apple_keys = false;                          // Cmd instead of Ctrl, word jumps with Alt
  std::function<void(std::string_view)> on_copy{};  // text was put on the clipboard by the user
  bool paper = false;                               // Ui::paper
};

struct FrameInput {
  int width = 1440, height = 900;  // framebuffer pixels
  float device_pixel_ratio = 1;
  double seconds = 1.0 / 60;  // since the frame before
};

struct FrameOutput {
  ImDrawData* draw_data = nullptr;  // valid until the next begin_frame
  bool settled = false;             // nothing more will change by itself
  std::string semantic_json;        // when settled, and now and then while there is a progress bar
};

// Where the text caret is, for the page's hidden input element.
struct TextInput {
  bool wanted = false;
  float x = 0, y = 0, line_height = 0;
};

class Shell {
 public:
  explicit Shell(ShellConfig config = {});
  ~Shell();
  Shell(const Shell&) = delete;

  Ui& begin_frame(const FrameInput& input);
  FrameOutput end_frame();
  bool wants_more_frames() const;
  std::optional<double> next_wake()
      const;  // seconds until something changes by itself (a message goes)

  // Appearance; takes effect with the next frame.
  void set_dark(bool dark);
  void set_reduced_motion(bool reduced);
  void set_user_scale(float scale);  // 0.9 to 2, clamped
  void set_stage(bool on);           // presenter: everything larger
  const Theme& theme() const;

  // Input. Keys are ImGuiKey values; modifiers are told with every key and mouse event.
  void modifiers(bool ctrl, bool shift, bool alt, bool meta);
  void key(int imgui_key, bool down);
  void text(std::string_view utf8);  // typed or composed
  void mouse_move(float x, float y, bool touch = false);
  void mouse_button(int button, bool down);
  void mouse_wheel(float steps_x, float steps_y);  // one step = one notch; fractions welcome
  void mouse_leave();
  void focus(bool has_focus);         // lost: all keys and buttons are let go
  void paste(std::string_view utf8);  // presses Ctrl+V with this text on the clipboard
  void long_text_input(LongTextInput input);
  void act(SemanticAction action);
  void wake();  // draw again: data changed, window resized, texture lost

  TextInput text_input() const;
  const LongText& long_text() const;
  const std::string& clipboard() const;  // what was copied last
  bool wants_text() const;               // a text field has the keyboard
  std::string_view cursor() const;       // the CSS name of the mouse pointer's shape

  const SemanticTree& tree() const;  // of the last frame
  // False when something has the keyboard that no node tells about: a widget forgot its node.
  bool keyboard_is_told() const;
  // Forgets what was sent, so that the next settled frame sends the whole tree.
  void resend_semantics();
  ImGuiContext* context() const;  // for the renderer and the font fallback of the page

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace keyplan::ui
