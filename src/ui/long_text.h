// A long text that is being edited. What writing takes (wrapping, input methods, spelling,
// selection, undo of typing) every platform has and Dear ImGui has not. So the field keeps the
// place, the commit and the way back, and the platform's own editor is laid over it: a page uses
// the field's mirrored element (web/src/mirror.ts), tests a plain one (platform/headless/driver.h).
#pragma once

#include <cstddef>
#include <string>

#include "ui/semantics.h"
#include "ui/theme.h"

namespace keyplan::ui {

// What the editor has to show; asked for after every frame.
struct LongText {
  NodeId node = 0;   // the field; 0: no long text is being edited
  std::string text;  // as the field knows it; only a field that just opened has a newer one
  // Selection the mouse makes in the field before the editor is there; places in bytes.
  std::size_t anchor = 0, caret = 0;
  DeviceRect box;   // of the text
  DeviceRect seen;  // the part of the box that is neither scrolled away nor covered
  // Size of the type, height of a line and how far below its top the letters stand; device pixels.
  float em = 0, line = 0, baseline = 0;
  Color ink = 0, mark = 0;  // of the text and of what is selected
  bool operator==(const LongText&) const = default;
};

// What the editor answers after every change.
struct LongTextInput {
  std::string text;
  std::size_t caret = 0;  // in bytes; kept in sight
  float height = 0;   // what the text takes up in the editor, device pixels; 0: as the field does
  bool keep = false;  // commit it now, editing goes on
};

}  // namespace keyplan::ui
