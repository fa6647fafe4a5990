#include "ui/screens/account/whitespace_card.h"

#include <algorithm>
#include <limits>
#include <unordered_set>
#include <utility>

#include "core/model/display.h"
#include "core/sorting/sort.h"
#include "core/text/fold.h"

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
  depths_.clear();
  columns_.clear();
  scale_ = {};
  whitespace_ = 0;
  offerings_ = analysis::offerings_of(in.plan);
  for (const Id offering : offerings_)
    columns_.push_back(name_of(in.plan, {Kind::offering, offering}));
  add_units(in, account);
  for (const Unit& unit : units_) {
    for (const OfferingCell& cell : unit.cells) {
      scale_.whitespace = std::max(scale_.whitespace, cell.whitespace.value_or(0));
      if (cell.state == CellState::free || cell.state == CellState::open_deal)
        whitespace_ += cell.whitespace.value_or(0);
    }
  }
}

/// The account and everything below it, each branch below its parent and by name.
void WhitespaceCard::add_units(const ScreenContext& in, Id account) {
  constexpr std::size_t deepest = std::numeric_limits<std::uint8_t>::max();
  struct Waiting {
    std::string key;
    Id account;
    std::size_t depth;
  };
  std::vector<Waiting> waiting{{"", account, 0}};       // the next one last
  std::unordered_set<Id, model::IdHash> seen{account};  // parents may go in a circle
  while (!waiting.empty()) {
    const Waiting unit = std::move(waiting.back());
    waiting.pop_back();
    units_.push_back({unit.account,
                      analysis::cells_of(in.plan, unit.account, in.figures.context(), offerings_)});
    rows_.push_back(name_of(in.plan, {Kind::account, unit.account}));
    depths_.push_back(static_cast<std::uint8_t>(std::min(unit.depth, deepest)));
    const std::size_t first = waiting.size();
    for (const auto& branch : in.plan.branches(unit.account))
      if (seen.insert(branch.id).second)
        waiting.push_back({text::folded(branch.data.name), branch.id, unit.depth + 1});
    keyplan::sort(std::span(waiting).subspan(first), std::greater<>(),
                  [](const Waiting& one) { return std::pair(one.key, one.account); });
  }
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
       .height = 320,
       .depths = depths_});
  // Enter opens, and does not press.
  if (const auto place = answer.opened ? answer.opened : answer.pressed)
    chosen_ = Chosen{units_[place->row].account, offerings_[place->column]};
  if (!actions) return;
  // Rows move when branches do; what is chosen stays the same cell.
  const auto unit =
      chosen_ ? std::ranges::find(units_, chosen_->account, &Unit::account) : units_.end();
  const auto offering =
      chosen_ ? std::ranges::find(offerings_, chosen_->offering) : offerings_.end();
  if (unit == units_.end() || offering == offerings_.end()) {
    chosen_.reset();
    in.ui.muted("Choose a cell to say what it is, or to make something of it.");
    return;
  }
  cell_.frame(in, unit->account,
              unit->cells[static_cast<std::size_t>(offering - offerings_.begin())]);
}

}  // namespace keyplan::ui
