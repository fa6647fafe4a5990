// Search over the plan and everything that can be done, from anywhere.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/analysis/search.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

class SearchPalette {
 public:
  struct Action {
    std::string_view name;
    std::string_view shortcut;
  };
  struct Answer {
    std::optional<model::RecordKey> record;
    std::optional<std::size_t> action;  // index into the actions given
  };

  void open() {
    state_ = {.open = true};
    revision_ = ~0ull;
  }
  bool is_open() const { return state_.open; }
  /// Draws nothing while closed. Answers what was chosen.
  std::optional<Answer> frame(ScreenContext& in, std::span<const Action> actions);

 private:
  void collect(const ScreenContext& in, std::span<const Action> actions);

  analysis::SearchIndex index_;
  PaletteState state_;
  std::string made_for_;
  std::uint64_t revision_ = ~0ull;
  std::vector<PaletteEntry> entries_;
  std::vector<Answer> answers_;
};

}  // namespace keyplan::ui
