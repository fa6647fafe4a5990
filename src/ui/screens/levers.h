// The levers of a forecast as sliders. What is dragged is only tried out; letting go writes one
// field of the settings, as one step that can be undone.
#pragma once

#include "ui/screens/screen.h"

namespace keyplan::ui {

class LeverPanel {
 public:
  /// `base` is the plan's own, without what is tried out here: ranges must not move under the
  /// pointer.
  void frame(ScreenContext& in, const analysis::ForecastBase& base,
             const analysis::Forecast& forecast);

  /// What is being dragged right now.
  const analysis::Levers& tried() const { return tried_; }
  bool trying() const { return trying_; }
  /// The lever of this field of the settings gets the keyboard.
  void focus(std::uint16_t field) { focus_ = field; }

 private:
  void percent(ScreenContext& in, std::uint16_t field, const analysis::Lever<double>& lever,
               std::optional<double>& tried, double least, double most);
  /// `most` in minor units.
  void money(ScreenContext& in, std::uint16_t field, const analysis::Lever<std::int64_t>& lever,
             std::optional<std::int64_t>& tried, double most);
  void focus_wanted(ScreenContext& in, std::uint16_t field);
  void use_derived(ScreenContext& in, std::uint16_t field, analysis::Origin origin, bool derivable);

  analysis::Levers tried_;
  bool trying_ = false;
  std::optional<std::uint16_t> focus_;
};

}  // namespace keyplan::ui
