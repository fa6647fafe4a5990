// Colours, type sizes and lengths of the interface (the tokens of the design), as data. Everything
// is given in base units, pixels at 100 %, and reaches the screen through one function: px().
#pragma once

#include <array>
#include <cstdint>

struct ImFont;
struct ImGuiStyle;

namespace keyplan::ui {

using Color = std::uint32_t;  // 0xAABBGGRR, as Dear ImGui packs it

constexpr Color rgb(std::uint32_t hex, std::uint8_t alpha = 255) {  // rgb(0x3257D6)
  return static_cast<Color>(alpha) << 24 | (hex & 0xFF) << 16 | (hex & 0xFF00) | (hex >> 16 & 0xFF);
}
constexpr Color with_alpha(Color color, std::uint8_t alpha) {
  return (color & 0x00FFFFFFu) | static_cast<Color>(alpha) << 24;
}

// What a colour means. Never the only carrier of that meaning: a word or a sign stands beside it.
enum class Tone : std::uint8_t { ink, muted, accent, positive, warning, negative, count_ };

struct ToneColors {
  Color text;   // at least 4.5 : 1 on surface, background and on its own soft colour
  Color solid;  // dots, bars, lines
  Color soft;   // backgrounds of badges and banners
};

struct Palette {
  Color background, surface, line, inner_line;
  Color hover;      // under the mouse
  Color on_accent;  // text on solid accent and negative buttons
  Color scrim;      // behind dialogs
  Color mark;       // behind selected text
  std::array<ToneColors, static_cast<std::size_t>(Tone::count_)> tones;
  std::array<Color, 6> chart;

  const ToneColors& tone(Tone t) const { return tones[static_cast<std::size_t>(t)]; }
};
const Palette& light_palette();
const Palette& dark_palette();

enum class TextStyle : std::uint8_t {
  label,  // 12/16: captions, notes, table headers
  chip,   // 11/16 semibold: badges
  small,  // 13/20: cell text, list rows
  small_strong,
  body,     // 14/20
  strong,   // 14/20 semibold: card titles, buttons, row headers
  section,  // 16/24 semibold
  figure,   // 22/28 semibold: key figures
  title,    // 22/28 semibold: page titles
  display,  // 28/36 semibold: start screen, presenter
  count_
};

struct TextMetrics {
  float size;  // as in CSS: pixels per em at 100 %
  float line;  // line height at 100 %
  bool semibold;
};
const TextMetrics& text_metrics(TextStyle style);

// Lengths of the design, base units.
namespace length {
inline constexpr float page_margin = 24, card_gap = 16, card_padding = 16, row = 34, control = 34,
                       small_control = 28, gap = 8, side_bar = 208, fold_below = 900,
                       card_radius = 8, control_radius = 6, max_page = 2200;
}

struct Fonts {
  ImFont* regular = nullptr;
  ImFont* semibold = nullptr;
};

class Theme {
 public:
  bool dark = false;
  bool reduced_motion = false;
  Fonts fonts;

  // Device pixels per base unit: user scale (0.9 to 2) x device pixel ratio x presenter factor.
  void set_scale(float scale) { scale_ = scale; }
  float scale() const { return scale_; }

  float px(float base) const;  // a length, rounded to whole device pixels, at least one if not zero
  float em_px(TextStyle style) const;    // the font size as in CSS, device pixels
  float font_px(TextStyle style) const;  // what Dear ImGui calls the font size
  float line_px(TextStyle style) const { return px(text_metrics(style).line); }
  ImFont* font(TextStyle style) const;

  const Palette& colors() const { return dark ? dark_palette() : light_palette(); }
  Color text(Tone t) const { return colors().tone(t).text; }
  Color solid(Tone t) const { return colors().tone(t).solid; }
  Color soft(Tone t) const { return colors().tone(t).soft; }
  Color chart(std::size_t series) const { return colors().chart[series % 6]; }

  // Sets every value of the style the widgets rely on from base values, so scaling never drifts.
  void apply(ImGuiStyle& style) const;

 private:
  float scale_ = 1;
};

}  // namespace keyplan::ui
