#include "platform/web/glyphs.h"

#include <cmath>

#include "imgui.h"
#include "imgui_internal.h"
#include "platform/web/host.h"

namespace keyplan::platform {
namespace {

// Fonts are sized by their height from the highest to the lowest stroke, CSS by the em. This is the
// relation of the embedded font, so that both look equally large.
constexpr float em_per_height = 2048.0f / 2478.0f;

bool has_shape(ImWchar codepoint) {
  const bool control = codepoint < 0xA0;
  const bool private_use = codepoint >= 0xE000 && codepoint <= 0xF8FF;  // our icons
  return !control && !private_use && codepoint != IM_UNICODE_CODEPOINT_INVALID;
}

// Signature of ImFontLoader: fills either the advance or the whole glyph.
bool load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*,
                ImWchar codepoint, ImFontGlyph* glyph, float* advance) {
  if (!has_shape(codepoint)) return false;
  BrowserGlyph drawn;
  const float em = baked->Size * em_per_height;
  const unsigned char* pixels = host_glyph(codepoint, em, source->FontLoaderFlags, &drawn);
  if (drawn.known == 0) return false;
  if (advance != nullptr) {
    *advance = drawn.advance;
    return true;
  }
  glyph->Codepoint = codepoint;
  glyph->AdvanceX = drawn.advance;
  if (drawn.width == 0 || drawn.height == 0) return true;

  const ImFontAtlasRectId place = ImFontAtlasPackAddRect(atlas, drawn.width, drawn.height);
  if (place == ImFontAtlasRectId_Invalid) return false;
  glyph->X0 = drawn.left;
  glyph->Y0 = std::round(baked->Ascent) - drawn.above_baseline;
  glyph->X1 = glyph->X0 + static_cast<float>(drawn.width);
  glyph->Y1 = glyph->Y0 + static_cast<float>(drawn.height);
  glyph->Visible = true;
  glyph->Colored = drawn.coloured != 0;
  glyph->PackId = place;
  ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, source, glyph,
                                     ImFontAtlasPackGetRect(atlas, place), pixels,
                                     ImTextureFormat_RGBA32, drawn.width * 4);
  return true;
}

const ImFontLoader* browser_loader() {
  static const ImFontLoader loader = [] {
    ImFontLoader made;
    made.Name = "browser";
    made.FontBakedLoadGlyph = load_glyph;
    return made;
  }();
  return &loader;
}

}  // namespace

void add_browser_glyphs(ImFont* font, unsigned weight) {
  ImFontConfig source;
  source.MergeMode = true;
  source.DstFont = font;
  source.FontLoader = browser_loader();
  source.FontLoaderFlags = weight;
  ImGui::GetIO().Fonts->AddFont(&source);
}

}  // namespace keyplan::platform
