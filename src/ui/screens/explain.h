// Figures of core/analysis on the screen: how one is drawn, why it is what it is, and the way from
// an input to the place where it is entered.
#pragma once

#include <string>
#include <string_view>

#include "ui/screens/screen.h"

namespace keyplan::ui {

Explanation explanation_of(const analysis::Figure& figure);

/// Where a record, or the field of it that is an input, is shown and edited.
Route place_of(const model::Plan& plan, model::RecordKey record);

/// Goes to where an input of a figure is entered; nothing for derived ones.
void follow(ScreenContext& in, const analysis::Figure& figure, int input);

/// What a screen says beside a figure; empty parts come from the figure itself.
struct FigureText {
  std::string label = {};
  std::string value = {};
  std::string note = {};  // not shown while there is no value: then the reason is
  Tone note_tone = Tone::muted;
  Tone tone = Tone::ink;
};

/// A key figure card: "€31.3 M", or "n/a" with the reason. Explains itself and leads to its inputs.
void key_figure(ScreenContext& in, const analysis::Figure& figure, const FigureText& text = {});
/// The same for a figure of the whole plan; nothing is drawn for an id that does not exist.
void key_figure(ScreenContext& in, std::string_view figure_id, const FigureText& text = {});

/// The number alone, in a line or a table cell. `name` is told: "Churn FY2026". `shown` replaces
/// the figure's own text, for instance to show it in the scale of a column.
void figure_number(ScreenContext& in, const analysis::Figure& figure, std::string_view name,
                   std::string_view shown = {},
                   TextOptions options = {.style = TextStyle::small, .align = Align::right});

}  // namespace keyplan::ui
