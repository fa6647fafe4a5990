#include "ui/theme.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

using namespace keyplan::ui;

namespace {

double channel(Color color, int shift) {
  const double v = (color >> shift & 255) / 255.0;
  return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

double luminance(Color c) {
  return 0.2126 * channel(c, 0) + 0.7152 * channel(c, 8) + 0.0722 * channel(c, 16);
}

double contrast(Color a, Color b) {
  const double x = luminance(a), y = luminance(b);
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

void check(const Palette& palette) {
  for (int i = 0; i < static_cast<int>(Tone::count_); ++i) {
    const ToneColors& tone = palette.tone(static_cast<Tone>(i));
    for (const Color behind : {palette.background, palette.surface, palette.hover, tone.soft})
      EXPECT_GE(contrast(tone.text, behind), 4.5) << "tone " << i;
  }
  for (const Tone solid : {Tone::accent, Tone::negative})
    EXPECT_GE(contrast(palette.on_accent, palette.tone(solid).solid), 4.5);
  for (const Color series : palette.chart) EXPECT_GE(contrast(series, palette.surface), 2.4);
}

}  // namespace

TEST(Theme, TextCanBeReadOnEveryGround) {
  check(light_palette());
  check(dark_palette());
}

TEST(Theme, LengthsScaleThroughOneFunction) {
  Theme theme;
  theme.set_scale(1.5f);
  EXPECT_EQ(theme.px(10), 15);
  EXPECT_EQ(theme.px(0.2f), 1);
  EXPECT_EQ(theme.px(0), 0);
}
