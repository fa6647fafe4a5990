// A board: columns of cards, as on a wall of visual management.
//
// Mouse: drag a card to another column or to another place, double-click to open it.
// Keyboard, on a card: arrows go from card to card, with Ctrl they take it along; Enter opens it.
// The field at the foot of a column adds a card with Enter and is ready for the next one.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/charts/items_state.h"
#include "ui/widgets/ui.h"

namespace keyplan::ui {

struct KanbanColumn {
  std::string name;
  std::string note;  // "at most 3"
};

// Cards of one column stand in the order they are given.
struct KanbanCard {
  ItemKey key = 0;
  std::size_t column = 0;
  std::string title;
  std::string text;
  std::string chip;
  Tone chip_tone = Tone::muted;
  std::string right;     // "18 Nov"
  bool overdue = false;  // said with this word beside `right`
  bool movable = true;
};

// Kept by the caller from frame to frame.
struct KanbanState {
  ItemsState items;
  std::optional<std::size_t> add_again;  // a card was just added to this column
};

struct KanbanOptions {
  std::string_view summary{};   // the sentence that says what the board shows
  float height = 480;           // base units
  float column_width = 232;     // at least, base units
  std::string_view add_word{};  // "Add action"; empty: nothing can be added
  std::string_view empty = "Nothing here yet.";
};

struct KanbanAnswer {
  std::optional<ItemKey> pressed;
  std::optional<ItemKey> opened;  // Enter or double click
  struct Moved {
    ItemKey key = 0;
    std::size_t column = 0;
    std::optional<ItemKey> before;  // none: to the end of the column
  };
  std::optional<Moved> moved;
  struct Added {
    std::size_t column = 0;
    std::string title;
  };
  std::optional<Added> added;
};

KanbanAnswer kanban(Ui& ui, std::string_view name, KanbanState& state,
                    std::span<const KanbanColumn> columns, std::span<const KanbanCard> cards,
                    const KanbanOptions& options = {});

}  // namespace keyplan::ui
