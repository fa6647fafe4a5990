// The page's program. The functions at the end are all the page can call (web/src/core.ts declares
// them); texts and messages lie in the inbox, which kp_inbox makes large enough first.

#include <GLES3/gl3.h>
#include <emscripten/emscripten.h>
#include <emscripten/html5_webgl.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "app/app.h"
#include "imgui.h"
#include "platform/web/browser_platform.h"
#include "platform/web/glyphs.h"
#include "platform/web/host.h"
#include "platform/web/keys.h"
#include "platform/web/renderer.h"
#include "platform/web/wire.h"
#include "ui/fonts.h"
#include "ui/paper.h"
#include "ui/shell.h"

namespace keyplan::platform {
namespace {

constexpr const char* canvas_selector = "#keyplan-canvas";

std::string inbox;

void open_canvas() {
  EmscriptenWebGLContextAttributes attributes;
  emscripten_webgl_init_context_attributes(&attributes);
  attributes.majorVersion = 2;
  attributes.alpha = attributes.depth = attributes.stencil = attributes.antialias = false;
  attributes.enableExtensionsByDefault = false;
  emscripten_webgl_make_context_current(
      emscripten_webgl_create_context(canvas_selector, &attributes));
}

class Page {
 public:
  Page(ui::FrameInput first_frame, bool apple_keys)
      : frame_(first_frame),
        shell_({.apple_keys = apple_keys,
                .on_copy = [this](std::string_view text) { platform_.set_clipboard(text); }}),
        platform_([this] { shell_.wake(); }, inbox),
        app_(platform_, shell_) {
    open_canvas();
    renderer_.create();
    add_browser_glyphs(shell_.theme().fonts.regular, 400);
    add_browser_glyphs(shell_.theme().fonts.semibold, 600);
    host_font(ui::inter_regular().data(), ui::inter_regular().size());
  }

  ui::Shell& shell() { return shell_; }

  void deliver(Event event) {
    app_.on_event(std::move(event));
    platform_.request_frame();
  }

  void resize(int width, int height, float scale) {
    frame_.width = width;
    frame_.height = height;
    frame_.device_pixel_ratio = scale;
    shell_.wake();
  }

  void canvas_lost() { renderer_.forget(); }
  void canvas_restored() {
    renderer_.create();
    shell_.wake();
  }

  // A frame that is not drawn lets the interface act on its input inside the browser's event.
  bool frame(double now_ms, bool drawn) {
    frame_.seconds = std::max(1e-4, (now_ms - last_frame_ms_) / 1000);
    last_frame_ms_ = now_ms;
    app_.frame(shell_.begin_frame(frame_));
    const ui::FrameOutput out = shell_.end_frame();
    renderer_.update_textures();
    if (drawn) renderer_.draw(*out.draw_data);
    tell_page(out);
    if (shell_.wants_more_frames()) return true;
    if (const std::optional<double> seconds = shell_.next_wake()) {
      host_frame_after(static_cast<int>(std::ceil(*seconds * 1000)));
    }
    return false;
  }

  // The page as it is printed, until put_paper_away().
  void lay_out_paper() {
    if (!renderer_.ready() || !app_.can_print()) return;
    paper_.emplace();
    add_browser_glyphs(paper_->shell().theme().fonts.regular, 400);
    add_browser_glyphs(paper_->shell().theme().fonts.semibold, 600);
    paper_->lay_out([this](ui::Ui& ui) { app_.draw_paper(ui); });
    renderer_.update_textures();
    WireWriter out;
    out.number(ui::Paper::width).number(static_cast<double>(paper_->sheets().size()));
    for (const ui::Sheet& sheet : paper_->sheets()) {
      out.number(sheet.top).number(sheet.height).number(static_cast<double>(sheet.heads.size()));
      for (const ui::DeviceRect& head : sheet.heads)
        out.number(head.x).number(head.y).number(head.width).number(head.height);
    }
    host_paper(out.message().data(), out.message().size());
  }
  void draw_sheet(std::size_t which) {
    const ui::Sheet& sheet = paper_->sheets()[which];
    ImDrawData data = *paper_->draw_data();
    data.DisplayPos = {0, sheet.top};
    data.DisplaySize = {ui::Paper::width, sheet.height};
    renderer_.draw(data);
  }
  void put_paper_away() {
    renderer_.drop_textures();
    paper_.reset();
    ImGui::SetCurrentContext(shell_.context());
  }

  // Bytes of files gather here until all of one choice have come.
  char* new_file(std::string name, std::size_t size) {
    File& file = files_.emplace_back(File{.name = std::move(name)});
    file.bytes.resize_and_overwrite(size, [](char*, std::size_t n) { return n; });
    return file.bytes.data();
  }
  void deliver_files(FileSource source) {
    deliver(FilesArrived{source, std::exchange(files_, {})});
  }
  void forget_files() { files_ = {}; }

 private:
  void tell_page(const ui::FrameOutput& out) {
    const ui::TextInput text = shell_.text_input();
    if (text.wanted != text_.wanted || (text.wanted && (text.x != text_.x || text.y != text_.y))) {
      text_ = text;
      host_text_input(text.wanted, text.x, text.y, text.line_height);
    }
    tell_long_text();
    if (const int cursor = ImGui::GetMouseCursor(); cursor != cursor_)
      host_cursor(cursor_ = cursor);
    if (!out.semantic_json.empty())
      host_semantics(out.semantic_json.data(), out.semantic_json.size());
  }

  // The editor has the newest text itself, so only one that opens is given it.
  void tell_long_text() {
    ui::LongText now = shell_.long_text();
    const bool opens = now.node != long_text_.node;
    if (!opens) now.text.clear();
    if (now == long_text_) return;
    WireWriter out;
    out.bytes(std::to_string(now.node)).bytes(now.text);
    for (const std::size_t place : {now.anchor, now.caret}) out.number(static_cast<double>(place));
    for (const ui::DeviceRect& rect : {now.box, now.seen})
      out.number(rect.x).number(rect.y).number(rect.width).number(rect.height);
    out.number(now.em).number(now.line).number(now.baseline).number(now.ink).number(now.mark);
    host_long_text(out.message().data(), out.message().size());
    now.text.clear();
    long_text_ = std::move(now);
  }

  ui::FrameInput frame_;
  ui::Shell shell_;
  BrowserPlatform platform_;
  app::App app_;
  Renderer renderer_;
  std::optional<ui::Paper> paper_;
  std::vector<File> files_;
  ui::TextInput text_;
  ui::LongText long_text_;
  int cursor_ = ImGuiMouseCursor_Arrow;
  double last_frame_ms_ = 0;
};

std::unique_ptr<Page> page;

std::string_view inbox_text(std::size_t size, std::size_t offset = 0) {
  return std::string_view(inbox).substr(offset, size);
}

void set_modifiers(int bits) {
  page->shell().modifiers((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0);
}

// Dear ImGui scrolls five lines a step; the browser says how far in pixels.
float pixels_per_wheel_step() {
  const ImGuiStyle& style = ImGui::GetStyle();
  return 5 * style.FontSizeBase * style.FontScaleMain * style.FontScaleDpi;
}

}  // namespace
}  // namespace keyplan::platform

using namespace keyplan;
using namespace keyplan::platform;

extern "C" {

EMSCRIPTEN_KEEPALIVE char* kp_inbox(std::size_t size) {
  inbox.resize_and_overwrite(size, [](char*, std::size_t n) { return n; });
  return inbox.data();
}

EMSCRIPTEN_KEEPALIVE void kp_start(int width, int height, float scale, int dark, int reduced_motion,
                                   int mac) {
  host_share_heap();
  page = std::make_unique<Page>(
      ui::FrameInput{.width = width, .height = height, .device_pixel_ratio = scale}, mac != 0);
  page->deliver(Appearance{.dark = dark != 0, .reduced_motion = reduced_motion != 0});
}

EMSCRIPTEN_KEEPALIVE int kp_frame(double now_ms, int draw) {
  return page->frame(now_ms, draw != 0);
}

EMSCRIPTEN_KEEPALIVE void kp_resize(int width, int height, float scale) {
  page->resize(width, height, scale);
}

EMSCRIPTEN_KEEPALIVE void kp_context(int alive) {
  alive ? page->canvas_restored() : page->canvas_lost();
}

EMSCRIPTEN_KEEPALIVE void kp_appearance(int dark, int reduced_motion) {
  page->deliver(Appearance{.dark = dark != 0, .reduced_motion = reduced_motion != 0});
}

EMSCRIPTEN_KEEPALIVE void kp_visible(int visible) {
  if (visible != 0)
    page->deliver(PageShown{});
  else
    page->deliver(PageHidden{});
}

EMSCRIPTEN_KEEPALIVE void kp_timer() { page->deliver(TimerFired{}); }

EMSCRIPTEN_KEEPALIVE void kp_pointer_move(float x, float y, int touch) {
  page->shell().mouse_move(x, y, touch != 0);
}

EMSCRIPTEN_KEEPALIVE void kp_pointer_button(int button, int down, int modifiers) {
  set_modifiers(modifiers);
  page->shell().mouse_button(button, down != 0);
}

EMSCRIPTEN_KEEPALIVE void kp_pointer_leave() { page->shell().mouse_leave(); }

EMSCRIPTEN_KEEPALIVE void kp_wheel(float x, float y) {
  const float step = pixels_per_wheel_step();
  page->shell().mouse_wheel(-x / step, -y / step);
}

EMSCRIPTEN_KEEPALIVE void kp_key(int down, int modifiers, std::size_t code_size,
                                 std::size_t key_size) {
  set_modifiers(modifiers);
  const ImGuiKey key = key_from_browser(inbox_text(code_size), inbox_text(key_size, code_size));
  if (key != ImGuiKey_None) page->shell().key(key, down != 0);
}

// Who writes text holds no command key. Firefox does not tell when one is released while it resists
// fingerprinting.
EMSCRIPTEN_KEEPALIVE void kp_text(std::size_t size) {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.KeyCtrl || io.KeyAlt || io.KeySuper) set_modifiers(io.KeyShift ? 2 : 0);
  page->shell().text(inbox_text(size));
}

EMSCRIPTEN_KEEPALIVE int kp_paste(std::size_t size) {
  if (!page->shell().wants_text()) return 0;
  page->shell().paste(inbox_text(size));
  return 1;
}

EMSCRIPTEN_KEEPALIVE void kp_long_text(std::size_t size, std::size_t caret, float height,
                                       int keep) {
  page->shell().long_text_input(
      {.text = std::string(inbox_text(size)), .caret = caret, .height = height, .keep = keep != 0});
}

EMSCRIPTEN_KEEPALIVE void kp_focus(int focused) { page->shell().focus(focused != 0); }

EMSCRIPTEN_KEEPALIVE void kp_action(std::size_t size) {
  WireReader in(inbox_text(size));
  const std::string node = in.bytes();
  ui::SemanticAction action;
  std::from_chars(node.data(), node.data() + node.size(), action.node);
  action.kind = ui::action_from_name(in.bytes()).value_or(ui::ActionKind::reveal);
  action.value = in.bytes();
  page->shell().act(std::move(action));
}

EMSCRIPTEN_KEEPALIVE char* kp_file(std::size_t name_size, std::size_t size) {
  return page->new_file(std::string(inbox_text(name_size)), size);
}

EMSCRIPTEN_KEEPALIVE void kp_files(int source) {
  page->deliver_files(static_cast<FileSource>(source));
}

EMSCRIPTEN_KEEPALIVE void kp_forget_files() { page->forget_files(); }

EMSCRIPTEN_KEEPALIVE void kp_files_progress(double bytes_read, double bytes_total) {
  page->deliver(FilesProgress{.bytes_read = static_cast<std::uint64_t>(bytes_read),
                              .bytes_total = static_cast<std::uint64_t>(bytes_total)});
}

EMSCRIPTEN_KEEPALIVE void kp_file_problem(std::size_t size) {
  page->deliver(FileProblem{.sentence = std::string(inbox_text(size))});
}

EMSCRIPTEN_KEEPALIVE void kp_file_saved(std::size_t size) {
  page->deliver(FileSaved{.name = std::string(inbox_text(size))});
}

EMSCRIPTEN_KEEPALIVE void kp_store(int kind, std::size_t size) {
  Event event = read_store_message(static_cast<StoreMessage>(kind), inbox_text(size));
  inbox = {};  // a loaded plan is large
  page->deliver(std::move(event));
}

EMSCRIPTEN_KEEPALIVE void kp_seal(int kind, unsigned request, std::size_t size) {
  std::string message = std::exchange(inbox, {});
  message.resize(size);
  page->deliver(read_seal_message(static_cast<SealMessage>(kind), request, std::move(message)));
}

EMSCRIPTEN_KEEPALIVE void kp_trials(unsigned worker, unsigned request, std::size_t size) {
  std::string part = std::exchange(inbox, {});
  part.resize(size);
  page->deliver(TrialsRun{worker, request, std::move(part)});
}

EMSCRIPTEN_KEEPALIVE void kp_paper() { page->lay_out_paper(); }

EMSCRIPTEN_KEEPALIVE void kp_draw_sheet(int sheet) {
  page->draw_sheet(static_cast<std::size_t>(sheet));
}

EMSCRIPTEN_KEEPALIVE void kp_paper_done() { page->put_paper_away(); }

EMSCRIPTEN_KEEPALIVE void kp_trials_failed() { page->deliver(TrialsFailed{}); }
}
