#include "ui/charts/kanban.h"

#include <algorithm>
#include <cmath>

#include "ui/charts/items.h"
namespace keyplan::ui {
namespace {

constexpr float column_gap = 12, card_gap = 8, card_padding = 10, head_height = 38;  // base units

std::string cards_in_words(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " card" : " cards");
}

class Board {
 public:
  Board(Ui& ui, KanbanState& state, std::span<const KanbanColumn> columns,
        std::span<const KanbanCard> cards, const KanbanOptions& options)
      : ui_(ui),
        state_(state),
        columns_(columns),
        cards_(cards),
        options_(options),
        items_(ui, state.items),
        members_(columns.size()) {}

  void draw(std::string_view name);
  KanbanAnswer answer;

 private:
  struct Place {
    std::size_t column = 0, row = 0;
  };

  std::optional<Place> place_of(ItemKey key) const;
  float height_of(const KanbanCard& card, float width) const;
  float height_shown(float column_width) const;
  void handle_keys();
  void move_by_keys(const Place& from, const ItemKeys& keys);
  void move(ItemKey key, std::size_t column, std::size_t row);
  void draw_column(std::size_t column, const Box& box);
  void draw_cards(std::size_t column, const Box& body);
  void draw_card(const KanbanCard& card, const Box& box);
  void draw_add(std::size_t column, const Box& box);
  void draw_carried() const;

  Ui& ui_;
  KanbanState& state_;
  std::span<const KanbanColumn> columns_;
  std::span<const KanbanCard> cards_;
  const KanbanOptions& options_;
  Items items_;
  std::vector<std::vector<std::uint32_t>> members_;  // cards of each column
  std::optional<Place> current_, carried_, target_;
};

std::optional<Board::Place> Board::place_of(ItemKey key) const {
  for (std::size_t column = 0; column < members_.size(); ++column)
    for (std::size_t row = 0; row < members_[column].size(); ++row)
      if (cards_[members_[column][row]].key == key) return Place{column, row};
  return std::nullopt;
}

// Letters are only counted: measuring thousands of titles takes longer than drawing those in sight.
float Board::height_of(const KanbanCard& card, float width) const {
  const float letter = ui_.px(7);
  const bool two_lines = static_cast<float>(card.title.size()) * letter > width;
  float height = 2 * ui_.px(card_padding) +
                 ui_.theme().line_px(TextStyle::small_strong) * (two_lines ? 2.0f : 1.0f);
  if (!card.text.empty()) height += ui_.theme().line_px(TextStyle::label) + ui_.px(2);
  if (!card.chip.empty() || !card.right.empty() || card.overdue) height += ui_.px(26);
  return height;
}

void Board::move(ItemKey key, std::size_t column, std::size_t row) {
  const auto& members = members_[column];
  KanbanAnswer::Moved moved{key, column, std::nullopt};
  if (row < members.size()) moved.before = cards_[members[row]].key;
  answer.moved = moved;
}

void Board::move_by_keys(const Place& from, const ItemKeys& keys) {
  const KanbanCard& card = cards_[members_[from.column][from.row]];
  if (!card.movable) return;
  if (keys.right != 0) {
    const auto to = static_cast<std::ptrdiff_t>(from.column) + keys.right;
    if (to < 0 || to >= static_cast<std::ptrdiff_t>(columns_.size())) return;
    const auto column = static_cast<std::size_t>(to);
    move(card.key, column, from.row);
    ui_.announce(card.title + ": " + columns_[column].name);
  } else {
    const std::size_t count = members_[from.column].size();
    if (keys.down < 0 ? from.row == 0 : from.row + 1 >= count) return;
    const std::size_t row = keys.down < 0 ? from.row - 1 : from.row + 1;
    move(card.key, from.column, keys.down < 0 ? row : row + 1);
    ui_.announce(card.title + ": " + std::to_string(row + 1) + " of " + std::to_string(count));
  }
  items_.go_to(card.key);
}

void Board::handle_keys() {
  std::optional<ItemKey> first;
  for (const auto& members : members_)
    if (!members.empty() && !first) first = cards_[members[0]].key;
  if (items_.current()) current_ = place_of(*items_.current());
  items_.keep(current_.has_value(), first);
  if (!current_ && first) current_ = place_of(*first);
  if (!current_) return;
  const ItemKeys keys = items_.keys();
  if (keys.ctrl && (keys.right != 0 || keys.down != 0)) {
    move_by_keys(*current_, keys);
    return;
  }
  Place wanted = *current_;
  if (keys.right != 0) {
    // The next column that has cards.
    auto column = static_cast<std::ptrdiff_t>(wanted.column);
    const auto count = static_cast<std::ptrdiff_t>(columns_.size());
    do column += keys.right;
    while (column >= 0 && column < count && members_[static_cast<std::size_t>(column)].empty());
    if (column < 0 || column >= count) return;
    wanted.column = static_cast<std::size_t>(column);
  }
  const auto last = static_cast<std::ptrdiff_t>(members_[wanted.column].size()) - 1;
  std::ptrdiff_t row = static_cast<std::ptrdiff_t>(wanted.row) + keys.down + keys.pages * 5;
  if (keys.home) row = 0;
  if (keys.end) row = last;
  wanted.row = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(row, 0, last));
  if (wanted.column == current_->column && wanted.row == current_->row) return;
  items_.go_to(cards_[members_[wanted.column][wanted.row]].key);
  current_ = wanted;
}

void Board::draw_card(const KanbanCard& card, const Box& box) {
  const Theme& theme = ui_.theme();
  const Items::Added item = items_.add(Role::button, card.key, card.title, box, card.movable);
  std::string right = card.right;
  if (card.overdue && card.chip != "Overdue")
    right = right.empty() ? "Overdue" : "Overdue, " + right;
  Node& own = ui_.last_node();
  const auto add = [&](std::string_view more) {
    if (more.empty()) return;
    if (!own.description.empty()) own.description += ", ";
    own.description += more;
  };
  add(card.chip);
  add(card.text);
  add(right);
  if (item.pressed) answer.pressed = card.key;
  if (item.opened) answer.opened = card.key;
  if (item.drag_started) carried_ = place_of(card.key);
  const bool carried = items_.dragged() == card.key;

  ui_.fill(box,
           carried        ? theme.colors().background
           : item.hovered ? theme.colors().hover
                          : theme.colors().surface,
           6);
  ui_.outline(box, theme.colors().line, 6);
  if (card.overdue)
    ui_.fill({box.x0, box.y0 + ui_.px(6), box.x0 + ui_.px(3), box.y1 - ui_.px(6)},
             theme.solid(Tone::negative), 1);
  const Box inner = box.inset(ui_.px(card_padding), ui_.px(card_padding));
  const float line = theme.line_px(TextStyle::small_strong);
  const float title_height =
      height_of({.title = card.title}, inner.width()) - 2 * ui_.px(card_padding);
  const auto lines = wrapped_lines(ui_, card.title, TextStyle::small_strong, inner.width());
  const Color ink = theme.text(carried ? Tone::muted : Tone::ink);
  if (title_height < line * 1.5f || lines.size() < 2) {
    ui_.draw_line({inner.x0, inner.y0, inner.x1, inner.y0 + line}, card.title,
                  TextStyle::small_strong, ink);
  } else {
    ui_.draw_line({inner.x0, inner.y0, inner.x1 + 1, inner.y0 + line}, lines[0],
                  TextStyle::small_strong, ink);
    // All the rest, so that it is seen to go on when it does.
    const std::string_view rest(
        lines[1].data(),
        static_cast<std::size_t>(card.title.data() + card.title.size() - lines[1].data()));
    ui_.draw_line({inner.x0, inner.y0 + line, inner.x1, inner.y0 + 2 * line}, rest,
                  TextStyle::small_strong, ink);
  }
  float y = inner.y0 + title_height;
  if (!card.text.empty()) {
    y += ui_.px(2);
    ui_.draw_line({inner.x0, y, inner.x1, y + theme.line_px(TextStyle::label)}, card.text,
                  TextStyle::label, theme.text(Tone::muted));
    y += theme.line_px(TextStyle::label);
  }
  y += ui_.px(6);
  float x = inner.x0;
  if (!card.chip.empty()) {
    const float width = std::min(ui_.text_width(card.chip, TextStyle::chip) + ui_.px(14),
                                 inner.width() * (right.empty() ? 1.0f : 0.6f));
    const Box chip{x, y + ui_.px(1), x + width, y + ui_.px(19)};
    ui_.fill(chip, theme.soft(card.chip_tone), 9);
    ui_.draw_line(chip.inset(ui_.px(6), 0), card.chip, TextStyle::chip, theme.text(card.chip_tone),
                  Align::center);
    x = chip.x1 + ui_.px(6);
  }
  ui_.draw_line({x, y, inner.x1, y + ui_.px(20)}, right, TextStyle::label,
                theme.text(card.overdue ? Tone::negative : Tone::muted), Align::right);
  ui_.focus_ring(item, 6, 0);
  if (!items_.dragged()) {
    const std::string told = card.title + (ui_.last_node().description.empty() ? "" : ": ") +
                             ui_.last_node().description;
    Item hovered = item;
    hovered.focused = false;  // it would cover the next card
    ui_.tooltip(hovered, told);
  }
}

void Board::draw_cards(std::size_t column, const Box& body) {
  const auto& members = members_[column];
  const float gap = ui_.px(card_gap),
              width = body.width() - ui_.px(4) - ImGui::GetStyle().ScrollbarSize;
  const float text_width = width - 2 * ui_.px(card_padding);
  std::vector<float> tops(members.size() + 1, 0);
  for (std::size_t row = 0; row < members.size(); ++row)
    tops[row + 1] = tops[row] + height_of(cards_[members[row]], text_width) + gap;
  ScrollArea area(ui_, "##cards", body, 0, tops.back());
  const auto box_of = [&](std::size_t row) {
    const float y = area.top() + tops[row];
    return Box{body.x0 + ui_.px(4), y, body.x0 + ui_.px(4) + width,
               area.top() + tops[row + 1] - gap};
  };
  if (members.empty()) {
    const Box text{body.x0, body.y0, body.x1, body.y0 + ui_.px(32)};
    ui_.draw_line(text, options_.empty, TextStyle::label, ui_.theme().text(Tone::muted),
                  Align::center);
    ui_.node(Role::paragraph, options_.empty, text);
  }
  const auto draw = [&](std::size_t row) { draw_card(cards_[members[row]], box_of(row)); };
  const auto kept = [&](const std::optional<Place>& place) {
    return place && place->column == column && place->row < members.size();
  };
  if (kept(current_) && items_.wants_reveal(cards_[members[current_->row]].key)) {
    area.reveal(box_of(current_->row));
  }
  std::size_t first = 0, last = 0;
  while (first < members.size() && area.top() + tops[first + 1] < body.y0) ++first;
  for (last = first; last < members.size() && area.top() + tops[last] < body.y1;) ++last;
  const auto before = [&](const std::optional<Place>& place) {
    return kept(place) && place->row < first;
  };
  const auto after = [&](const std::optional<Place>& place) {
    return kept(place) && place->row >= last;
  };
  const std::optional<Place> dragged = carried_;
  const bool same =
      dragged && current_ && dragged->column == current_->column && dragged->row == current_->row;
  if (before(current_)) draw(current_->row);
  if (before(dragged) && !same) draw(dragged->row);
  for (std::size_t row = first; row < last; ++row) draw(row);
  if (after(current_)) draw(current_->row);
  if (after(dragged) && !same) draw(dragged->row);

  if (!items_.dragged() && !items_.dropped()) return;
  const float x = items_.mouse_x(), y = items_.mouse_y();
  if (x < body.x0 || x > body.x1) return;
  if (items_.dragged()) area.scroll_near_edges(x, y);
  std::size_t row = 0;
  while (row < members.size() && y > box_of(row).middle_y()) ++row;
  target_ = Place{column, row};
  const float line =
      row < members.size() ? box_of(row).y0 - gap / 2 : area.top() + tops.back() - gap / 2;
  const float shown = std::max(line, body.y0 + ui_.px(1));
  ui_.fill({body.x0 + ui_.px(4), shown - ui_.px(1), body.x1 - ui_.px(8), shown + ui_.px(1)},
           ui_.theme().solid(Tone::accent));
}

void Board::draw_add(std::size_t column, const Box& box) {
  const PlacedIn placed(ui_, box);
  if (state_.add_again == column) {
    state_.add_again.reset();
    ui_.focus_next();
  }
  const std::string told = std::string(options_.add_word) + " to " + columns_[column].name;
  const auto title = ui_.text_field(
      "##add", "", {.placeholder = options_.add_word, .label_shown = false, .name = told});
  if (!title) return;
  answer.added = {column, *title};
  if (ui_.entered()) state_.add_again = column;
  ui_.request_frames();
}

// On paper as high as the fullest column.
float Board::height_shown(float column_width) const {
  if (!ui_.paper) return ui_.px(options_.height);
  const float text_width =
      column_width - ui_.px(10 + 2 * card_padding) - ImGui::GetStyle().ScrollbarSize;
  float most = 0;
  for (const auto& members : members_) {
    float height = 0;
    for (const std::uint32_t card : members)
      height += height_of(cards_[card], text_width) + ui_.px(card_gap);
    most = std::max(most, height);
  }
  return ui_.height_shown(most + ui_.px(head_height + 8), 0);
}

void Board::draw_column(std::size_t column, const Box& box) {
  const Theme& theme = ui_.theme();
  const Scope own = ui_.id(column);
  const NodeId group = ui_.node(Role::group, columns_[column].name, box, "##column");
  std::string described = cards_in_words(members_[column].size());
  if (!columns_[column].note.empty()) described += ", " + columns_[column].note;
  ui_.last_node().description = described;
  auto within = ui_.inside(group);
  ui_.fill(box, theme.colors().background, 8);
  const std::string count = std::to_string(members_[column].size());
  Box head{box.x0 + ui_.px(12), box.y0, box.x1 - ui_.px(12), box.y0 + ui_.px(head_height)};
  const float name_width =
      std::min(ui_.text_width(columns_[column].name, TextStyle::strong), head.width() - ui_.px(40));
  ui_.draw_line({head.x0, head.y0, head.x0 + name_width + 1, head.y1}, columns_[column].name,
                TextStyle::strong, theme.text(Tone::ink));
  head.x0 += name_width + ui_.px(8);
  const float count_width = ui_.text_width(count, TextStyle::label);
  ui_.draw_line({head.x0, head.y0, head.x0 + count_width + 1, head.y1}, count, TextStyle::label,
                theme.text(Tone::muted));
  head.x0 += count_width + ui_.px(8);
  ui_.draw_line(head, columns_[column].note, TextStyle::label, theme.text(Tone::muted),
                Align::right);
  const bool can_add = !options_.add_word.empty() && !ui_.paper;
  const float foot = can_add ? ui_.px(length::control + 16) : ui_.px(8);
  draw_cards(column,
             {box.x0 + ui_.px(4), box.y0 + ui_.px(head_height), box.x1 - ui_.px(2), box.y1 - foot});
  if (can_add)
    draw_add(column, {box.x0 + ui_.px(8), box.y1 - foot + ui_.px(8), box.x1 - ui_.px(8), box.y1});
}

// What is in the hand while it is dragged.
void Board::draw_carried() const {
  const auto card = std::ranges::find(cards_, *items_.dragged(), &KanbanCard::key);
  if (card == cards_.end()) return;
  const Theme& theme = ui_.theme();
  ImDrawList* list = ImGui::GetForegroundDrawList();
  const float width = std::min(ui_.text_width(card->title, TextStyle::small_strong), ui_.px(220));
  const float x = items_.mouse_x() + ui_.px(8), y = items_.mouse_y() + ui_.px(8);
  const ImVec2 from{x, y}, to{x + width + ui_.px(20), y + ui_.px(32)};
  list->AddRectFilled(from, to, theme.colors().surface, ui_.px(6));
  list->AddRect(from, to, theme.solid(Tone::accent), ui_.px(6), ImDrawFlags_None, ui_.px(1));
  const float size = theme.font_px(TextStyle::small_strong);
  const ImVec4 clip{from.x, from.y, to.x - ui_.px(8), to.y};
  list->AddText(theme.font(TextStyle::small_strong), size,
                {x + ui_.px(10), std::round(y + (ui_.px(32) - size) / 2)}, theme.text(Tone::ink),
                card->title.data(), card->title.data() + card->title.size(), 0, &clip);
}

void Board::draw(std::string_view name) {
  for (std::uint32_t i = 0; i < cards_.size(); ++i)
    if (cards_[i].column < members_.size()) members_[cards_[i].column].push_back(i);
  const float total = ui_.available();
  const float count = std::max(1.0f, static_cast<float>(columns_.size()));
  const float gap = ui_.px(column_gap);
  const float fitting = std::floor((total - gap * (count - 1)) / count);
  const float width =
      ui_.paper ? fitting : std::max(std::min(ui_.px(options_.column_width), total), fitting);
  const Box box = ui_.place_wide(height_shown(width));
  std::string summary(options_.summary);
  if (summary.empty())
    for (std::size_t i = 0; i < columns_.size(); ++i)
      summary += (i > 0 ? ", " : "") + columns_[i].name + " " + std::to_string(members_[i].size());
  auto figure = begin_chart(ui_, name, summary, box);
  handle_keys();
  if (columns_.empty()) return;
  const auto in_hand = items_.dragged() ? items_.dragged() : items_.dropped();
  if (in_hand) carried_ = place_of(*in_hand);

  const float content = width * count + gap * (count - 1);
  const float bar = content > box.width() + 0.5f ? ImGui::GetStyle().ScrollbarSize + ui_.px(4) : 0;
  ScrollArea area(ui_, "##columns", box, content, 0);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const float x = std::round(area.left() + (width + gap) * static_cast<float>(i));
    const Box place{x, box.y0, x + width, box.y1 - bar};
    if (current_ && current_->column == i && items_.current() &&
        items_.wants_reveal(*items_.current()) && bar > 0)
      area.reveal(place);
    draw_column(i, place);
  }
  if (items_.dragged()) {
    if (bar > 0) area.scroll_near_edges(items_.mouse_x(), items_.mouse_y());
    draw_carried();
  }
  if (items_.dropped() && carried_ && target_) {
    const bool same = target_->column == carried_->column &&
                      (target_->row == carried_->row || target_->row == carried_->row + 1);
    if (!same) move(*items_.dropped(), target_->column, target_->row);
  }
}

}  // namespace

KanbanAnswer kanban(Ui& ui, std::string_view name, KanbanState& state,
                    std::span<const KanbanColumn> columns, std::span<const KanbanCard> cards,
                    const KanbanOptions& options) {
  const Scope own = ui.id(name);
  Board board(ui, state, columns, cards, options);
  board.draw(name);
  return board.answer;
}

}  // namespace keyplan::ui
