// Paper: a page of the interface laid out for printing. All of it, in light colours, at one size
// whatever the window's, without side bar, notices and buttons; cut into sheets between its parts.
//
//   Paper paper;
//   paper.lay_out([&](Ui& ui) { app.draw_paper(ui); });
//   for (const Sheet& sheet : paper.sheets()) draw(*paper.draw_data(), sheet);
//
// It has a Dear ImGui context of its own, which is the current one after each call.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "ui/shell.h"

namespace keyplan::ui {

// A part of the page, device pixels. `heads` of tables that began on an earlier sheet stand above
// it once more.
struct Sheet {
  float top = 0;
  float height = 0;
  std::vector<DeviceRect> heads = {};
  float head_height() const;
  friend bool operator==(const Sheet&, const Sheet&) = default;
};

// Cuts a page of `height` into sheets no higher than `most` with their heads: between two cards or
// charts, where that leaves no more than half a sheet empty, else between two rows or lines. Only
// what is higher than a sheet by itself is cut through.
std::vector<Sheet> cut_into_sheets(const SemanticTree& tree, float height, float most);

class Paper {
 public:
  // A sheet fits on A4 and on US Letter, both lying; 190 dots an inch. Device pixels.
  static constexpr float density = 2;
  static constexpr int width = 2320;
  static constexpr int most_height = 1540;
  static constexpr int most_sheets = 24;  // the rest of a longer page is left out

  Shell& shell() { return shell_; }
  const SemanticTree& tree() const { return shell_.tree(); }
  // Draws frames until sizes have settled.
  void lay_out(const std::function<void(Ui&)>& draw);
  std::span<const Sheet> sheets() const { return sheets_; }
  ImDrawData* draw_data() const { return draw_data_; }  // of the whole page

 private:
  Shell shell_{{.paper = true}};
  std::vector<Sheet> sheets_;
  ImDrawData* draw_data_ = nullptr;
};

}  // namespace keyplan::ui
