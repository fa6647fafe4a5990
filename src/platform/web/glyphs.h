// Glyphs of every script the embedded font lacks, drawn by the browser with the fonts of the
// machine. One glyph a code point: no ligatures, no joined emoji, no right-to-left order.
#pragma once

struct ImFont;

namespace keyplan::platform {

// `weight` as in CSS: 400 regular, 600 semibold. Call before the first frame, once for each font.
void add_browser_glyphs(ImFont* font, unsigned weight);

}  // namespace keyplan::platform
