#include "ui/screens/invest_card.h"

#include <algorithm>

#include "core/model/display.h"

namespace keyplan::ui {

using model::Id;
using model::Kind;

/// They stay while weights are tried out.
void InvestCard::name_rows(const ScreenContext& in, const AccountRows& rows) {
  if (rows_version_ == rows.version()) return;
  rows_version_ = rows.version();
  made_for_ = ~0ull;
  texts_.clear();
  const model::Currency currency = in.figures.context().base;
  for (std::size_t i = 0; i < rows.size(); ++i)
    texts_.push_back(
        {.name = name_of(in.plan, {Kind::account, rows[i].record->id}),
         .revenue = model::money_text({rows[i].revenue, currency}, model::MoneyStyle::compact)});
}

void InvestCard::make(const PriorityState& state, const AccountRows& rows) {
  if (made_for_ == state.version()) return;
  made_for_ = state.version();
  points_.clear();
  without_place_ = 0;
  std::int64_t largest = 1;
  for (std::size_t i = 0; i < rows.size(); ++i) largest = std::max(largest, rows[i].revenue);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const AccountRow& row = rows[i];
    const auto found = state.find(row.record->id);
    if (!found || !found->priority->attractiveness || !found->priority->relationship) {
      ++without_place_;
      continue;
    }
    const std::int64_t revenue = std::max<std::int64_t>(0, row.revenue);
    points_.push_back(
        {.key = row.record->id.bits,
         .name = texts_[i].name,
         .x = *found->priority->relationship,
         .y = *found->priority->attractiveness,
         .size = static_cast<double>(revenue) / static_cast<double>(largest),
         .shown_size = texts_[i].revenue,
         .tone = row.state == AccountState::healthy ? Tone::accent : state_tone(row.state),
         .word = state_word(row.state)});
  }
}

bool InvestCard::frame(ScreenContext& in, const PriorityState& state, const AccountRows& rows,
                       Selection* selection, float height) {
  name_rows(in, rows);
  make(state, rows);
  const Words word = words(in.plan);
  std::string note = "size = revenue";
  if (without_place_ > 0)
    note += " \u00b7 " +
            model::counted(static_cast<std::int64_t>(without_place_), word.account, word.accounts) +
            " without a place";
  const auto card = in.ui.card("Where to invest", note);
  for (ScatterPoint& point : points_)
    point.selected = selection != nullptr && selection->contains(point.key);
  using analysis::Stance;
  const std::string cells_note = "Numbers count " + word.accounts + ", red lines those at risk.";
  const ScatterAnswer answer = scatter(
      in.ui, "Where to invest", scatter_, points_,
      {.summary = "How attractive each account is and how strong the relationship.",
       .across = "Relationship strength",
       .up = "Attractiveness",
       .size_head = "Revenue",
       .fields = {analysis::stance_word(Stance::maintain), analysis::stance_word(Stance::build),
                  analysis::stance_word(Stance::protect), analysis::stance_word(Stance::invest)},
       .thing = word.account,
       .things = word.accounts,
       .cells_note = cells_note,
       .selects = selection != nullptr,
       .height = height,
       .empty = "Nothing is known yet by which to compare."});
  const auto open = [&](ItemKey key) { in.go({.page = Page::account, .account = Id{key}}); };
  if (answer.opened) open(*answer.opened);
  if (selection == nullptr) {
    if (answer.toggled) open(*answer.toggled);
    if (answer.cell) in.go({.page = Page::priorities});
    return false;
  }
  if (answer.toggled) {
    if (selection->keys.erase(*answer.toggled) == 0) selection->keys.insert(*answer.toggled);
  } else if (const auto& several = answer.cell ? answer.cell : answer.lassoed) {
    selection->keys.clear();
    selection->keys.insert(several->begin(), several->end());
  } else {
    return false;
  }
  in.ui.request_frames();
  return true;
}

}  // namespace keyplan::ui
