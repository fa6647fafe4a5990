#include "ui/screens/account/whitespace_card.h"

#include <algorithm>

#include "core/model/display.h"
#include "ui/screens/list_screens.h"

namespace keyplan::ui {
namespace {

using analysis::OfferingCell;
using model::CellState;
using model::Id;
using model::Kind;

std::string amount_text(const ScreenContext& in, std::int64_t minor) {
  return model::money_text({minor, in.figures.context().base}, model::MoneyStyle::compact);
}

HeatCell look_of(const ScreenContext& in, const OfferingCell& cell, std::int64_t largest) {
  HeatCell look;
  switch (cell.state) {
    case CellState::owned:
      look.text = "owned";
      look.tone = Tone::positive;
      break;
    case CellState::competitor:
      look.text = "rival";
      look.tone = Tone::negative;
      break;
    case CellState::not_applicable:
      look.text = "\u2014";
      look.description = "Not applicable";
      return look;
    case CellState::open_deal:
      look.text = "deal";
      look.tone = Tone::accent;
      break;
    case CellState::unset:
    case CellState::free:
      look.text = "free";
      break;
  }
  if (cell.whitespace && *cell.whitespace > 0 && cell.state != CellState::competitor) {
    const std::string amount = amount_text(in, *cell.whitespace);
    if (cell.state == CellState::free) {
      look.text = amount;
      look.strength = largest == 0 ? 0.0
                                   : 0.15 + 0.85 * static_cast<double>(*cell.whitespace) /
                                                static_cast<double>(largest);
    }
    look.description = amount + " a year still to be won";
  }
  if (cell.current > 0) {
    if (!look.description.empty()) look.description += ", ";
    look.description += amount_text(in, cell.current) + " with us";
  }
  return look;
}

}  // namespace

void WhitespaceCard::collect(ScreenContext& in, Id account) {
  if (made_for_.holds(in, account)) return;
  if (made_for_.is_other_account()) chosen_.reset();
  units_.clear();
  rows_.clear();
  columns_.clear();
  largest_ = whitespace_ = 0;
  std::vector<Id> accounts{account};
  for (const auto& branch : in.plan.branches(account)) accounts.push_back(branch.id);
  for (const Id id : accounts) {
    units_.push_back({id, analysis::cells_of(in.plan, id, in.figures.context())});
    rows_.push_back(name_of(in.plan, {Kind::account, id}));
    for (const OfferingCell& cell : units_.back().cells) {
      largest_ = std::max(largest_, cell.whitespace.value_or(0));
      if (cell.state == CellState::free || cell.state == CellState::open_deal)
        whitespace_ += cell.whitespace.value_or(0);
    }
  }
  for (const OfferingCell& cell : units_.front().cells)
    columns_.push_back(name_of(in.plan, {Kind::offering, cell.offering}));
  if (chosen_ && (chosen_->row >= rows_.size() || chosen_->column >= columns_.size()))
    chosen_.reset();
}

void WhitespaceCard::cell_line(ScreenContext& in) {
  if (!chosen_) {
    in.ui.muted("Choose a cell to say what it is, or to make something of it.");
    return;
  }
  const Unit& unit = units_[chosen_->row];
  const OfferingCell& cell = unit.cells[chosen_->column];
  const std::string what = rows_[chosen_->row] + ", " + columns_[chosen_->column];
  in.ui.strong(what);
  const auto row = in.ui.row();
  if (in.ui.button("Edit cell", {.small = true})) {
    if (cell.record) {
      in.open({Kind::whitespace, cell.record});
    } else {
      auto record = new_record<model::WhitespaceCell>(in, unit.account);
      record->data.offering = {cell.offering};
      in.open({Kind::whitespace, add_record(in, Kind::whitespace, std::move(record))});
    }
  }
  const Words word = words(in.plan);
  if (in.ui.button("Make " + word.opportunity, ButtonOptions{.small = true})) {
    model::AnyRecord record = new_opportunity(in, unit.account);
    auto& deal = static_cast<model::Record<model::Opportunity>&>(*record).data;
    deal.name = columns_[chosen_->column] + " for " + rows_[chosen_->row];
    deal.offering = {cell.offering};
    deal.type = model::DealType::cross_sell;
    if (cell.whitespace && *cell.whitespace > 0)
      deal.amount = {*cell.whitespace, in.figures.context().base};
    in.open({Kind::opportunity, add_record(in, Kind::opportunity, std::move(record))});
  }
  if (in.ui.button("Make goal", {.small = true})) {
    auto record = new_record<model::Goal>(in, unit.account);
    record->data.title = "Sell " + columns_[chosen_->column] + " to " + rows_[chosen_->row];
    record->data.grows_revenue = true;
    in.open({Kind::goal, add_record(in, Kind::goal, std::move(record))});
  }
  if (in.ui.button("Make action", {.small = true})) {
    model::AnyRecord record = new_action(in, unit.account);
    static_cast<model::Record<model::Action>&>(*record).data.title =
        "Open the talk about " + columns_[chosen_->column];
    in.open({Kind::action, add_record(in, Kind::action, std::move(record))});
  }
}

void WhitespaceCard::frame(ScreenContext& in, const model::Record<model::Account>& account,
                           bool actions) {
  collect(in, account.id);
  const std::string note =
      whitespace_ > 0 ? amount_text(in, whitespace_) + " a year still to be won" : std::string();
  const auto card = in.ui.card("Whitespace", note);
  if (columns_.empty()) {
    if (in.ui.empty_state("Nothing to sell yet. Add what you offer.", "Add offerings"))
      in.go({.page = Page::offerings});
    return;
  }
  const HeatGridAnswer answer = heat_grid(
      in.ui, "Whitespace", grid_, columns_, rows_,
      [&](GridPlace place) { return look_of(in, units_[place.row].cells[place.column], largest_); },
      {.summary = "Units by offering: owned, open deal, free with what could be won, or taken.",
       .corner = "Unit",
       .height = 320});
  if (answer.pressed) chosen_ = answer.pressed;
  if (answer.opened) chosen_ = answer.opened;  // Enter opens, and does not press
  if (actions) cell_line(in);
}

}  // namespace keyplan::ui
