#include "core/analysis/book_whitespace.h"

#include <algorithm>
#include <tuple>

#include "core/model/display.h"
#include "core/sorting/sort.h"

namespace keyplan::analysis {

using namespace model;

void WhitespaceSum::add(const OfferingCell& cell) {
  if (cell.state == CellState::not_applicable) {
    ++not_applicable;
    return;
  }
  const bool is_taken = cell.state == CellState::competitor;
  (is_taken                             ? taken
   : cell.state == CellState::owned     ? owned
   : cell.state == CellState::open_deal ? open_deals
                                        : free) += 1;
  unconverted += cell.unconverted ? 1 : 0;
  current += cell.current;
  if (cell.potential) {
    potential += *cell.potential;
    current_of_those +=
        std::clamp<std::int64_t>(cell.current, 0, std::max<std::int64_t>(0, *cell.potential));
    (is_taken ? taken_whitespace : whitespace) += cell.whitespace.value_or(0);
  }
  if (cell.state == CellState::owned && cell.adoption) {
    adopted += cell.adoption.hundredths;
    ++adoptions;
  }
}

void WhitespaceSum::add(const WhitespaceSum& other) {
  owned += other.owned;
  open_deals += other.open_deals;
  free += other.free;
  taken += other.taken;
  not_applicable += other.not_applicable;
  unconverted += other.unconverted;
  current += other.current;
  potential += other.potential;
  current_of_those += other.current_of_those;
  whitespace += other.whitespace;
  taken_whitespace += other.taken_whitespace;
  adopted += other.adopted;
  adoptions += other.adoptions;
}

Ratio WhitespaceSum::penetration() const { return analysis::penetration(owned, sellable()); }

Ratio WhitespaceSum::share_of_potential() const {
  if (potential.overflowed || current_of_those.overflowed) return std::nullopt;
  return analysis::share_of_potential(current_of_those.value, potential.value);
}

Ratio WhitespaceSum::adoption() const {
  return ratio(static_cast<double>(adopted) / 10'000, adoptions);
}

void BookWhitespace::refresh(const Plan& plan, const Context& context) {
  const bool same_plan = plan_id_ == plan.id();
  if (same_plan && revision_ == plan.revision() && context_ == context && version_ > 0) return;
  const bool all = !same_plan || shared_revision_ != plan.shared_revision() || context_ != context;
  if (all) {
    offerings_ = offerings_of(plan);
    rows_.clear();
    revisions_.clear();
    places_.clear();
  }
  plan_id_ = plan.id();
  revision_ = plan.revision();
  shared_revision_ = plan.shared_revision();
  context_ = context;
  ++version_;

  std::vector<Row> rows;
  std::vector<std::uint64_t> revisions;
  rows.reserve(plan.table<Account>().size());
  for (const Record<Account>& account : plan.table<Account>()) {
    const std::uint64_t revision = plan.revision(account.id);
    const auto known = places_.find(account.id);
    if (known != places_.end() && revisions_[known->second] == revision) {
      rows.push_back(std::move(rows_[known->second]));
    } else {
      Row& row = rows.emplace_back(account.id, cells_of(plan, account.id, context, offerings_),
                                   WhitespaceSum{});
      for (const OfferingCell& cell : row.cells) row.sum.add(cell);
      ++computed_;
    }
    revisions.push_back(revision);
  }
  rows_ = std::move(rows);
  revisions_ = std::move(revisions);
  places_.clear();
  total_ = {};
  by_offering_.assign(offerings_.size(), {});
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    places_.emplace(rows_[i].account, i);
    total_.add(rows_[i].sum);
    for (std::size_t c = 0; c < rows_[i].cells.size(); ++c) by_offering_[c].add(rows_[i].cells[c]);
  }
}

const BookWhitespace::Row* BookWhitespace::find(Id account) const {
  const auto found = places_.find(account);
  return found == places_.end() ? nullptr : &rows_[found->second];
}

std::vector<Figure> whitespace_figures(const WhitespaceSum& sum, const Context& context) {
  FigureList list(context.base, context.today);
  const auto stated = [&](std::string_view what) {
    return "No cell states " + std::string(what) + ".";
  };
  const bool any = sum.potential.value > 0 || sum.potential.overflowed;
  const auto left_out = [&](FigureList::Builder& figure) {
    if (sum.unconverted > 0)
      figure.note(counted(sum.unconverted, "cell", "cells") +
                  " with an amount without exchange rate is left out.");
  };
  auto total = list.money("whitespace_total", "Whitespace", sum.whitespace);
  total.formula("potential - spend with us, not below 0, of every cell we could sell")
      .money("Potential of cells that state it", sum.potential)
      .money("Spend with us in them", sum.current_of_those)
      .money("Of it at competitors, counted apart", sum.taken_whitespace)
      .count("Open deals", sum.open_deals)
      .count("Free", sum.free);
  left_out(total);
  auto taken = list.money("whitespace_taken", "At competitors", sum.taken_whitespace);
  taken.formula("potential - spend with us of the cells that a competitor holds")
      .count("Cells at competitors", sum.taken);
  list.percent("whitespace_penetration", "Penetration", sum.penetration())
      .formula("cells owned / cells that can be sold, by number")
      .otherwise("Nothing can be sold yet: there are no offerings or no accounts.")
      .count("Owned", sum.owned)
      .count("Can be sold", sum.sellable())
      .count("Not applicable, left out", sum.not_applicable);
  auto share = list.percent("whitespace_share", "Share of potential", sum.share_of_potential());
  share.formula("spend with us / potential, by value, of the cells that state a potential")
      .otherwise(any ? "The amounts are too large." : stated("a potential"))
      .money("Spend with us in them", sum.current_of_those)
      .money("Potential", sum.potential);
  left_out(share);
  list.percent("whitespace_adoption", "Adoption", sum.adoption())
      .formula("mean of the adoption of the cells that are owned and state it")
      .otherwise(stated("how far an offering is in use"))
      .count("Cells that state it", sum.adoptions)
      .count("Owned", sum.owned);
  return list.take();
}

std::vector<TakenCell> taken_cells(const BookWhitespace& book, Date today) {
  std::vector<TakenCell> taken;
  for (const BookWhitespace::Row& row : book.rows()) {
    for (const OfferingCell& cell : row.cells) {
      if (cell.state != CellState::competitor) continue;
      if (cell.until && cell.until < today) continue;
      taken.push_back(
          {row.account, cell.offering, cell.record, cell.competitor, cell.until, cell.whitespace});
    }
  }
  keyplan::sort(taken, {}, [](const TakenCell& cell) {
    return std::tuple(!cell.until, cell.until, -cell.whitespace.value_or(0), cell.account,
                      cell.offering);
  });
  return taken;
}

}  // namespace keyplan::analysis
