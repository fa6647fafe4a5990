#include "ui/theme.h"

#include <cmath>

#include "imgui.h"

namespace keyplan::ui {
namespace {

// Dear ImGui sizes a font by ascent plus descent; Inter's is this many times its em.
constexpr float inter_height_per_em = 2478.0f / 2048.0f;

constexpr Palette light = {
    .background = rgb(0xF5F6F8),
    .surface = rgb(0xFFFFFF),
    .line = rgb(0xE2E5EA),
    .inner_line = rgb(0xEEF0F3),
    .hover = rgb(0xF0F2F6),
    .on_accent = rgb(0xFFFFFF),
    .scrim = rgb(0x182230, 96),
    .mark = rgb(0x3257D6, 70),
    .tones = {{
        {rgb(0x182230), rgb(0x182230), rgb(0xEEF0F3)},
        {rgb(0x5F6980), rgb(0x667085), rgb(0xEEF0F3)},
        {rgb(0x3257D6), rgb(0x3257D6), rgb(0xE9EEFC)},
        {rgb(0x176F4F), rgb(0x1A7F5A), rgb(0xE3F3EC)},
        {rgb(0x8A5707), rgb(0xB2710C), rgb(0xFBF0DC)},
        {rgb(0xB4342C), rgb(0xBE3B33), rgb(0xFBE7E5)},
    }},
    .chart = {rgb(0x3257D6), rgb(0x1B998B), rgb(0xE08E2B), rgb(0x8A4FBF), rgb(0xC94F7C),
              rgb(0x6B7A90)},
};

constexpr Palette dark = {
    .background = rgb(0x11161D),
    .surface = rgb(0x1A2029),
    .line = rgb(0x2C333E),
    .inner_line = rgb(0x262D37),
    .hover = rgb(0x232A35),
    .on_accent = rgb(0x10151C),
    .scrim = rgb(0x000000, 140),
    .mark = rgb(0x7C98FF, 70),
    .tones = {{
        {rgb(0xE8EBF0), rgb(0xE8EBF0), rgb(0x2B3440)},
        {rgb(0xA1ABBB), rgb(0x98A2B3), rgb(0x2B3440)},
        {rgb(0x8FA8FF), rgb(0x7C98FF), rgb(0x222E5C)},
        {rgb(0x5BCB9B), rgb(0x4FBF8F), rgb(0x163A2C)},
        {rgb(0xEBAF4C), rgb(0xE3A03A), rgb(0x402E0C)},
        {rgb(0xF58B81), rgb(0xEE766B), rgb(0x481E1C)},
    }},
    .chart = {rgb(0x6E8BF5), rgb(0x35B8A8), rgb(0xE9A24A), rgb(0xA878DA), rgb(0xDD7499),
              rgb(0x8C9AB0)},
};

constexpr std::array<TextMetrics, static_cast<std::size_t>(TextStyle::count_)> metrics = {{
    {12, 16, false},
    {11, 16, true},
    {13, 20, false},
    {13, 20, true},
    {14, 20, false},
    {14, 20, true},
    {16, 24, true},
    {22, 28, true},
    {22, 28, true},
    {28, 36, true},
}};

ImVec4 to_vec4(Color color) { return ImGui::ColorConvertU32ToFloat4(color); }

}  // namespace

const Palette& light_palette() { return light; }
const Palette& dark_palette() { return dark; }
const TextMetrics& text_metrics(TextStyle style) {
  return metrics[static_cast<std::size_t>(style)];
}

float Theme::px(float base) const {
  const float device = std::round(base * scale_);
  return base > 0 && device < 1 ? 1 : device;
}

float Theme::em_px(TextStyle style) const {
  return std::round(text_metrics(style).size * scale_ * 2) / 2;
}

float Theme::font_px(TextStyle style) const { return em_px(style) * inter_height_per_em; }

ImFont* Theme::font(TextStyle style) const {
  return text_metrics(style).semibold ? fonts.semibold : fonts.regular;
}

void Theme::apply(ImGuiStyle& style) const {
  style = ImGuiStyle();
  style.FontSizeBase = font_px(TextStyle::body);
  style.WindowPadding = {0, 0};
  style.WindowBorderSize = 0;
  style.WindowRounding = 0;
  style.WindowMinSize = {1, 1};
  style.ChildBorderSize = 0;
  style.ChildRounding = 0;
  style.PopupBorderSize = px(1);
  style.PopupRounding = px(length::card_radius);
  style.FrameBorderSize = 0;
  style.FrameRounding = px(length::control_radius);
  style.FramePadding = {0, 0};
  style.ItemSpacing = {0, 0};
  style.ItemInnerSpacing = {0, 0};
  style.ScrollbarSize = px(10);
  style.ScrollbarRounding = px(5);
  style.MouseCursorScale = scale_;
  style.CircleTessellationMaxError = 0.2f;

  const Palette& c = colors();
  const Color clear = 0;
  const auto set = [&](ImGuiCol slot, Color color) { style.Colors[slot] = to_vec4(color); };
  set(ImGuiCol_Text, c.tone(Tone::ink).text);
  set(ImGuiCol_TextDisabled, c.tone(Tone::muted).text);
  set(ImGuiCol_WindowBg, c.background);
  set(ImGuiCol_ChildBg, clear);
  set(ImGuiCol_PopupBg, c.surface);
  set(ImGuiCol_Border, c.line);
  set(ImGuiCol_FrameBg, clear);
  set(ImGuiCol_FrameBgHovered, clear);
  set(ImGuiCol_FrameBgActive, clear);
  set(ImGuiCol_ScrollbarBg, clear);
  set(ImGuiCol_ScrollbarGrab, with_alpha(c.tone(Tone::muted).solid, 90));
  set(ImGuiCol_ScrollbarGrabHovered, with_alpha(c.tone(Tone::muted).solid, 150));
  set(ImGuiCol_ScrollbarGrabActive, with_alpha(c.tone(Tone::muted).solid, 200));
  set(ImGuiCol_TextSelectedBg, c.mark);
  set(ImGuiCol_InputTextCursor, c.tone(Tone::ink).text);
  set(ImGuiCol_NavCursor, clear);  // widgets draw their own focus ring
  set(ImGuiCol_ModalWindowDimBg, c.scrim);
  set(ImGuiCol_NavWindowingHighlight, clear);
  set(ImGuiCol_NavWindowingDimBg, clear);
  set(ImGuiCol_DragDropTarget, c.tone(Tone::accent).solid);
}

}  // namespace keyplan::ui
