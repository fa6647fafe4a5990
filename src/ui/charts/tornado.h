// What moves a result most: for each thing a bar from where the result ends when it comes out badly
// to where it ends when it comes out well, round the line of what is expected. The longest on top.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "ui/charts/charts.h"
#include "ui/widgets/ui.h"

namespace keyplan::ui {

struct TornadoBar {
  std::string name;                   // "Konex renewal"
  double low = 0, high = 0;           // the result when the thing itself comes out low, and high
  std::string low_text, high_text;    // of the thing: "Lost", "9.1%"
  std::string low_shown, high_shown;  // what that changes: "−2.3", "+1.1"
};

struct TornadoOptions {
  std::string_view summary{};
  double expected = 0;
  std::string_view expected_shown{};  // "expected 33.6"
  std::function<Explanation(std::size_t bar)> explain{};
};

// Pressing a bar answers it, in the order given; they are drawn by length.
ChartAnswer tornado(Ui& ui, std::string_view name, std::span<const TornadoBar> bars,
                    const TornadoOptions& options = {});

}  // namespace keyplan::ui
