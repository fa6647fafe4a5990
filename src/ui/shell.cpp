#include "ui/shell.h"

#include <algorithm>

#include "imgui.h"
#include "imgui_internal.h"
#include "ui/fonts.h"
#include "ui/widgets/impl.h"
#include "ui/widgets/ui.h"

namespace keyplan::ui {
namespace {

constexpr float stage_factor = 1.75f;  // body text of 24.5 px, readable from the last row
constexpr int frames_after_activity = 3;
constexpr int frames_until_told = 6;

bool shows_progress(const SemanticTree& tree) {
  return std::ranges::contains(tree.nodes(), Role::progressbar, &Node::role);
}

ImFont* add_font(ImFontAtlas& atlas, std::span<const unsigned char> bytes) {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  // Dear ImGui does not write to bytes it does not own.
  return atlas.AddFontFromMemoryTTF(const_cast<unsigned char*>(bytes.data()),
                                    static_cast<int>(bytes.size()), 16, &config);
}

}  // namespace

struct Shell::State {
  explicit State(ShellConfig c)
      : config(std::move(c)), context(ImGui::CreateContext()), ui(theme) {}
  ~State() { ImGui::DestroyContext(context); }

  ShellConfig config;
  ImGuiContext* context;
  Theme theme;
  Ui ui;
  float user_scale = 1;
  bool stage = false;
  float scale_applied = 0;
  bool dark_applied = false;
  int frames_left = frames_after_activity;
  std::string clipboard;
  std::vector<SemanticAction> actions;
  SemanticTree sent;
  std::vector<std::string> announcements;  // not yet sent
  TextInput text_input;
  int width = 0, height = 0;

  int frames_without_focus = 0;
  ImGuiID lost_focus = 0;  // whose frames these are
  int frames_untold = 0;

  void activity() { frames_left = std::max(frames_left, frames_after_activity); }

  // The widget with the keyboard went away with its page. Dear ImGui would look for it for ever and
  // Tab would do nothing; without it Tab starts at the top of the new page.
  void let_go_of_lost_keyboard_focus() {
    const ImGuiContext& g = *context;
    const bool busy = g.NavWindow == nullptr || g.ActiveId != 0 || g.NavMoveScoringItems;
    const bool lost = !busy && (g.NavId != 0 ? !g.NavIdIsAlive : g.NavCursorVisible);
    // A page that gives the keyboard to something in its first frame has not lost that one yet.
    if (lost_focus != g.NavId) frames_without_focus = 0;
    lost_focus = g.NavId;
    frames_without_focus = lost ? frames_without_focus + 1 : 0;
    if (frames_without_focus < 2) return;
    ImGui::SetNavID(0, g.NavLayer, g.NavWindow->NavRootFocusScopeId, ImRect());
    ImGui::SetNavCursorVisible(false);  // with it, Tab would look for a next one instead of a first
    frames_without_focus = 0;
  }
};

Shell::Shell(ShellConfig config) : state_(std::make_unique<State>(std::move(config))) {
  State& s = *state_;
  ImGui::SetCurrentContext(s.context);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures |
                     ImGuiBackendFlags_RendererHasVtxOffset | ImGuiBackendFlags_HasMouseCursors;
  io.ConfigInputTextCursorBlink = false;
  io.ConfigWindowsMoveFromTitleBarOnly = true;
  io.ConfigMacOSXBehaviors = s.config.apple_keys;
  io.ConfigNavEscapeClearFocusItem = false;
  io.ConfigErrorRecoveryEnableTooltip = false;
  // Ctrl+Tab belongs to the browser.
  s.context->ConfigNavWindowingKeyNext = ImGuiKey_F6;
  s.context->ConfigNavWindowingKeyPrev = ImGuiMod_Shift | ImGuiKey_F6;

  s.theme.fonts.regular = add_font(*io.Fonts, inter_regular());
  s.theme.fonts.semibold = add_font(*io.Fonts, inter_semibold());

  ImGuiPlatformIO& platform = ImGui::GetPlatformIO();
  platform.Platform_ClipboardUserData = &s;
  platform.Platform_GetClipboardTextFn = [](ImGuiContext*) -> const char* {
    return static_cast<State*>(ImGui::GetPlatformIO().Platform_ClipboardUserData)
        ->clipboard.c_str();
  };
  platform.Platform_SetClipboardTextFn = [](ImGuiContext*, const char* text) {
    auto& state = *static_cast<State*>(ImGui::GetPlatformIO().Platform_ClipboardUserData);
    state.clipboard = text;
    if (state.config.on_copy) state.config.on_copy(state.clipboard);
  };
  platform.Platform_ImeUserData = &s;
  platform.Platform_SetImeDataFn = [](ImGuiContext*, ImGuiViewport*, ImGuiPlatformImeData* data) {
    auto& state = *static_cast<State*>(ImGui::GetPlatformIO().Platform_ImeUserData);
    state.text_input = {data->WantTextInput, data->InputPos.x, data->InputPos.y,
                        data->InputLineHeight};
  };
}

Shell::~Shell() = default;

Ui& Shell::begin_frame(const FrameInput& input) {
  State& s = *state_;
  ImGui::SetCurrentContext(s.context);
  ImGuiIO& io = ImGui::GetIO();
  if (s.width != input.width || s.height != input.height) {
    s.width = input.width;
    s.height = input.height;
    s.activity();
  }
  const float scale = s.user_scale * input.device_pixel_ratio * (s.stage ? stage_factor : 1);
  if (scale != s.scale_applied || s.dark_applied != s.theme.dark) {
    s.scale_applied = scale;
    s.dark_applied = s.theme.dark;
    s.theme.set_scale(scale);
    s.theme.apply(ImGui::GetStyle());
    if (s.config.paper)
      ImGui::GetStyle().Colors[ImGuiCol_WindowBg] =
          ImGui::ColorConvertU32ToFloat4(s.theme.colors().surface);
    s.activity();
  }
  io.DisplaySize = {static_cast<float>(input.width), static_cast<float>(input.height)};
  io.DisplayFramebufferScale = {1, 1};
  io.DeltaTime = static_cast<float>(std::clamp(input.seconds, 1e-4, 10.0));
  s.ui.stage = s.stage;
  s.ui.paper = s.config.paper;
  if (s.frames_left > 0) --s.frames_left;
  if (!s.actions.empty() || !s.context->InputEventsQueue.empty()) s.activity();

  ImGui::NewFrame();
  ImGui::PushFont(s.theme.font(TextStyle::body), s.theme.font_px(TextStyle::body));
  auto& impl = s.ui.impl();
  for (SemanticAction& action : s.actions) impl.actions.push_back({.action = std::move(action)});
  s.actions.clear();
  impl.begin_frame(std::max(input.seconds, 0.0), io.DisplaySize.x, io.DisplaySize.y);
  return s.ui;
}

FrameOutput Shell::end_frame() {
  State& s = *state_;
  auto& impl = s.ui.impl();
  impl.end_frame();
  ImGui::PopFont();
  s.let_go_of_lost_keyboard_focus();
  ImGui::Render();
  FrameOutput out;
  out.draw_data = ImGui::GetDrawData();
  for (std::string& sentence : impl.tree.announcements)
    s.announcements.push_back(std::move(sentence));
  impl.tree.announcements.clear();
  out.settled = !wants_more_frames();
  if (out.settled) {
    impl.tree.announcements = std::move(s.announcements);
    s.announcements.clear();
  }
  // Long work never settles; how far it is and how to cancel it is told all the same. Anything else
  // half done would be: a new value beside what was said of the old one.
  if (out.settled || (shows_progress(impl.tree) && ++s.frames_untold >= frames_until_told)) {
    out.semantic_json = semantic_diff(s.sent, impl.tree);
    s.sent = impl.tree;
    s.frames_untold = 0;
  }
  return out;
}

bool Shell::wants_more_frames() const {
  const State& s = *state_;
  if (s.frames_left > 0 || s.ui.impl_->more_frames > 0 || !s.actions.empty() ||
      !s.ui.impl_->actions.empty())
    return true;
  const ImGuiContext& g = *s.context;
  if (!g.InputEventsQueue.empty() || g.NavAnyRequest || g.NavNextActivateId != 0) return true;
  if (g.DimBgRatio > 0 && g.DimBgRatio < 1) return true;
  // Held keys repeat; a held button may scroll at an edge.
  for (int key = ImGuiKey_NamedKey_BEGIN; key < ImGuiKey_GamepadStart; ++key)
    if (g.IO.KeysData[key - ImGuiKey_NamedKey_BEGIN].Down &&
        (key < ImGuiKey_LeftCtrl || key > ImGuiKey_RightSuper))
      return true;
  return false;
}

std::optional<double> Shell::next_wake() const {
  const auto& impl = *state_->ui.impl_;
  if (!impl.wake_at) return std::nullopt;
  return std::max(0.0, *impl.wake_at - impl.now);
}

void Shell::set_dark(bool dark) {
  state_->theme.dark = dark;
  state_->activity();
}
void Shell::set_reduced_motion(bool reduced) { state_->theme.reduced_motion = reduced; }
void Shell::set_user_scale(float scale) {
  state_->user_scale = std::clamp(scale, 0.9f, 2.0f);
  state_->activity();
}
void Shell::set_stage(bool on) {
  state_->stage = on;
  state_->activity();
}
const Theme& Shell::theme() const { return state_->theme; }

// ---- input
// ---------------------------------------------------------------------------------------

namespace {

ImGuiIO& io_of(ImGuiContext* context) {
  ImGui::SetCurrentContext(context);
  return ImGui::GetIO();
}

}  // namespace

void Shell::modifiers(bool ctrl, bool shift, bool alt, bool meta) {
  ImGuiIO& io = io_of(state_->context);
  io.AddKeyEvent(ImGuiMod_Ctrl, ctrl);
  io.AddKeyEvent(ImGuiMod_Shift, shift);
  io.AddKeyEvent(ImGuiMod_Alt, alt);
  io.AddKeyEvent(ImGuiMod_Super, meta);
}

void Shell::key(int imgui_key, bool down) {
  io_of(state_->context).AddKeyEvent(static_cast<ImGuiKey>(imgui_key), down);
  state_->activity();
}

void Shell::text(std::string_view utf8) {
  io_of(state_->context).AddInputCharactersUTF8(std::string(utf8).c_str());
  state_->activity();
}

void Shell::mouse_move(float x, float y, bool touch) {
  ImGuiIO& io = io_of(state_->context);
  io.AddMouseSourceEvent(touch ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
  io.AddMousePosEvent(x, y);
  state_->activity();
}

void Shell::mouse_button(int button, bool down) {
  io_of(state_->context).AddMouseButtonEvent(button, down);
  state_->activity();
}

void Shell::mouse_wheel(float steps_x, float steps_y) {
  io_of(state_->context).AddMouseWheelEvent(steps_x, steps_y);
  state_->activity();
}

void Shell::mouse_leave() {
  io_of(state_->context).AddMousePosEvent(-FLT_MAX, -FLT_MAX);
  state_->activity();
}

void Shell::focus(bool has_focus) {
  io_of(state_->context).AddFocusEvent(has_focus);
  state_->activity();
}

void Shell::paste(std::string_view utf8) {
  state_->clipboard = utf8;
  ImGuiIO& io = io_of(state_->context);
  // With Apple keys Dear ImGui swaps Ctrl and Cmd as they come in.
  const ImGuiKey modifier = state_->config.apple_keys ? ImGuiMod_Super : ImGuiMod_Ctrl;
  io.AddKeyEvent(modifier, true);
  io.AddKeyEvent(ImGuiKey_V, true);
  io.AddKeyEvent(ImGuiKey_V, false);
  io.AddKeyEvent(modifier, false);
  state_->activity();
}

void Shell::long_text_input(LongTextInput input) {
  state_->ui.impl_->long_text_input = std::move(input);
  state_->activity();
}

void Shell::act(SemanticAction action) {
  state_->actions.push_back(std::move(action));
  state_->activity();
}

void Shell::wake() { state_->activity(); }

TextInput Shell::text_input() const { return state_->text_input; }
const LongText& Shell::long_text() const { return state_->ui.impl_->long_text; }
const std::string& Shell::clipboard() const { return state_->clipboard; }
bool Shell::wants_text() const { return state_->context->IO.WantTextInput; }

std::string_view Shell::cursor() const {
  switch (state_->context->MouseCursor) {
    case ImGuiMouseCursor_TextInput:
      return "text";
    case ImGuiMouseCursor_Hand:
      return "pointer";
    case ImGuiMouseCursor_ResizeEW:
      return "ew-resize";
    default:
      return "default";
  }
}

const SemanticTree& Shell::tree() const { return state_->ui.impl_->tree; }

bool Shell::keyboard_is_told() const {
  const ImGuiContext& g = *state_->context;
  return g.NavId == 0 || !g.NavIdIsAlive || tree().focus != 0;
}

void Shell::resend_semantics() {
  state_->sent.clear();
  state_->activity();
}

ImGuiContext* Shell::context() const { return state_->context; }

}  // namespace keyplan::ui
