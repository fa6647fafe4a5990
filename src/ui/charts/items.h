// What charts with many things to press share. Only what is in sight is drawn, but the thing with
// the keyboard and the one that is dragged always are, so both stay what they are while the chart
// scrolls. One of the things is the tab stop; the chart moves on between them with the arrow keys.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "ui/charts/items_state.h"
#include "ui/widgets/impl.h"
#include "ui/widgets/ui.h"

namespace keyplan::ui {

// Keys pressed while one of the things has the keyboard.
struct ItemKeys {
  int right = 0, down = 0;  // -1 for left and up
  int pages = 0;
  int closer = 0;  // plus and minus
  bool home = false, end = false, enter = false;
  bool ctrl = false, shift = false;
};

class Items {
 public:
  Items(Ui& ui, ItemsState& state);

  // The tab stop is the current thing while it exists, otherwise `first`.
  void keep(bool current_exists, std::optional<ItemKey> first);
  std::optional<ItemKey> current() const { return state_.current; }
  bool has_keyboard() const { return has_keyboard_; }
  ItemKeys keys();
  void go_to(ItemKey key);
  bool wants_reveal(ItemKey key) const { return state_.reveal > 0 && state_.current == key; }
  bool always_drawn(ItemKey key) const { return state_.current == key || state_.dragged == key; }

  struct Added : Item {
    bool opened = false;        // double click, or Enter
    bool entered = false;       // Enter
    bool drag_started = false;  // in this frame
  };
  Added add(Role role, ItemKey key, std::string_view name, const Box& box, bool draggable = false);

  std::optional<ItemKey> dragged() const { return state_.dragged; }
  std::optional<ItemKey> dropped() const { return dropped_; }  // let go in this frame
  float mouse_x() const;
  float mouse_y() const;

 private:
  Ui& ui_;
  ItemsState& state_;
  bool had_keyboard_ = false;
  bool has_keyboard_ = false;
  std::optional<ItemKey> dropped_, ended_;
};

// A part of a chart that scrolls in both directions; draw in it while it lives.
class ScrollArea {
 public:
  ScrollArea(Ui& ui, std::string_view name, const Box& box, float content_width,
             float content_height);
  ScrollArea(const ScrollArea&) = delete;
  ~ScrollArea();
  float left() const { return left_; }  // where the content starts, moved by scrolling
  float top() const { return top_; }
  const Box& view() const { return view_; }
  void reveal(const Box& box);
  void scroll_near_edges(float mouse_x, float mouse_y);  // while something is dragged

 private:
  Ui& ui_;
  Region outside_;
  float left_ = 0, top_ = 0, width_ = 0, height_ = 0;
  Box view_;
};

// Puts widgets that lay themselves out into a box.
class PlacedIn {
 public:
  PlacedIn(Ui& ui, const Box& box);
  PlacedIn(const PlacedIn&) = delete;
  ~PlacedIn();

 private:
  Ui& ui_;
  Region outside_;
};

Scope begin_chart(Ui& ui, std::string_view name, std::string_view summary, const Box& box);

}  // namespace keyplan::ui
