#include "ui/screens/account/whitespace_card.h"

#include <algorithm>

#include "core/model/display.h"

namespace keyplan::ui {

using analysis::OfferingCell;
using model::CellState;
using model::Id;
using model::Kind;

void WhitespaceCard::collect(ScreenContext& in, Id account) {
  if (made_for_.holds(in, account)) return;
  if (made_for_.is_other_account()) chosen_.reset();
  units_.clear();
  rows_.clear();
  columns_.clear();
  scale_ = {};
  whitespace_ = 0;
  std::vector<Id> accounts{account};
  for (const auto& branch : in.plan.branches(account)) accounts.push_back(branch.id);
  for (const Id id : accounts) {
    units_.push_back({id, analysis::cells_of(in.plan, id, in.figures.context())});
    rows_.push_back(name_of(in.plan, {Kind::account, id}));
    for (const OfferingCell& cell : units_.back().cells) {
      scale_.whitespace = std::max(scale_.whitespace, cell.whitespace.value_or(0));
      if (cell.state == CellState::free || cell.state == CellState::open_deal)
        whitespace_ += cell.whitespace.value_or(0);
    }
  }
  for (const OfferingCell& cell : units_.front().cells)
    columns_.push_back(name_of(in.plan, {Kind::offering, cell.offering}));
  if (chosen_ && (chosen_->row >= rows_.size() || chosen_->column >= columns_.size()))
    chosen_.reset();
}

void WhitespaceCard::frame(ScreenContext& in, const model::Record<model::Account>& account,
                           bool actions) {
  collect(in, account.id);
  const std::string note =
      whitespace_ > 0 ? base_amount(in, whitespace_) + " a year still to be won" : std::string();
  const auto card = in.ui.card("Whitespace", note);
  if (columns_.empty()) {
    if (in.ui.empty_state("Nothing to sell yet. Add what you offer.", "Add offerings"))
      in.go({.page = Page::offerings});
    return;
  }
  const HeatGridAnswer answer = heat_grid(
      in.ui, "Whitespace", grid_, columns_, rows_,
      [&](GridPlace place) {
        return look_of(in, units_[place.row].cells[place.column], CellFacet::state, scale_);
      },
      {.summary = "Units by offering: owned, open deal, free with what could be won, or taken.",
       .corner = "Unit",
       .height = 320});
  if (answer.pressed) chosen_ = answer.pressed;
  if (answer.opened) chosen_ = answer.opened;  // Enter opens, and does not press
  if (!actions) return;
  if (!chosen_) {
    in.ui.muted("Choose a cell to say what it is, or to make something of it.");
    return;
  }
  const Unit& unit = units_[chosen_->row];
  cell_.frame(in, unit.account, unit.cells[chosen_->column]);
}

}  // namespace keyplan::ui
