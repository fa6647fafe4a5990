#include "core/exchange/cell_filling.h"

#include <array>
#include <map>
#include <optional>
#include <utility>

#include "core/model/display.h"
#include "core/text/fold.h"

namespace keyplan::exchange {

using namespace model;

namespace {

constexpr std::size_t told = 10;

std::optional<CellState> state_of(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, CellState>, 20> words{{
      {"owned", CellState::owned},
      {"own", CellState::owned},
      {"sold", CellState::owned},
      {"yes", CellState::owned},
      {"x", CellState::owned},
      {"deal", CellState::open_deal},
      {"open", CellState::open_deal},
      {"open deal", CellState::open_deal},
      {"free", CellState::free},
      {"whitespace", CellState::free},
      {"no", CellState::free},
      {"competitor", CellState::competitor},
      {"rival", CellState::competitor},
      {"taken", CellState::competitor},
      {"n/a", CellState::not_applicable},
      {"na", CellState::not_applicable},
      {"not applicable", CellState::not_applicable},
      {"-", CellState::not_applicable},
      {"\u2013", CellState::not_applicable},
      {"\u2014", CellState::not_applicable},
  }};
  const std::string folded = text::folded(word);
  for (const auto& [known, state] : words)
    if (folded == known) return state;
  return std::nullopt;
}

Id competitor_named(const Plan& plan, std::string_view name) {
  const std::string folded = text::folded(name);
  for (const Record<Competitor>& competitor : plan.table<Competitor>())
    if (text::folded(competitor.data.name) == folded) return competitor.id;
  return {};
}

/// What one cell says; nothing is set where `problem` is not empty.
struct Said {
  std::optional<CellState> state;
  Id competitor;
  std::optional<Value> amount;
  std::string problem;
};

Said read(const Plan& plan, const BlockCell& cell, CellMeaning meaning, DecimalMark mark) {
  if (const auto state = state_of(cell.text)) return {.state = state};
  const auto number = parse_number(cell.text, mark);
  if (!number) {
    if (const Id competitor = competitor_named(plan, cell.text))
      return {.state = CellState::competitor, .competitor = competitor};
    return {.problem = "is neither an amount nor a state."};
  }
  if (number->mantissa < 0) return {.problem = "is below zero."};
  if (meaning == CellMeaning::adoption) {
    const auto hundredths = to_scaled(*number, 2);
    if (!hundredths || hundredths->value > 100'00) return {.problem = "is more than 100 %."};
    return {.amount = Percent{static_cast<std::int32_t>(hundredths->value)}};
  }
  if (number->percent) return {.problem = "is a percentage, not an amount."};
  const auto currency = number->currency_code().empty() ? std::optional(base_currency(plan))
                                                        : parse_currency(number->currency_code());
  if (!currency || !*currency) return {.problem = "is in a currency that is not known."};
  const auto minor = to_scaled(*number, minor_digits(*currency));
  if (!minor) return {.problem = "is too large."};
  return {.amount = Money{minor->value, *currency}};
}

}  // namespace

CellFilling fill_cells(const Plan& plan, const CellBlock& block, CellMeaning meaning,
                       std::span<const Id> accounts, std::span<const Id> offerings,
                       const std::function<Id()>& new_id) {
  CellFilling filling;
  std::map<std::pair<std::size_t, std::size_t>, Said> cells;
  for (const BlockCell& cell : block.cells) {
    Said said = read(plan, cell, meaning, block.mark);
    if (said.problem.empty()) {
      cells[{cell.row, cell.column}] = std::move(said);
      continue;
    }
    ++filling.left_out_count;
    if (filling.left_out.size() >= told) continue;
    const auto* account = plan.find<Account>(accounts[cell.row]);
    const auto* offering = plan.find<Offering>(offerings[cell.column]);
    filling.left_out.push_back((account == nullptr ? "" : account->data.name) + ", " +
                               (offering == nullptr ? "" : offering->data.name) + ": \"" +
                               cell.text + "\" " + said.problem);
  }
  filling.edit = Edit("fill " + counted(static_cast<std::int64_t>(cells.size()), "whitespace cell",
                                        "whitespace cells"));
  const std::uint16_t field =
      meaning == CellMeaning::potential ? field_index<&WhitespaceCell::potential>()
      : meaning == CellMeaning::current ? field_index<&WhitespaceCell::current>()
                                        : field_index<&WhitespaceCell::adoption>();
  for (auto& [place, said] : cells) {
    const Id account = accounts[place.first];
    const Id offering = offerings[place.second];
    Id held;
    for (const Record<WhitespaceCell>& record : plan.of_account<WhitespaceCell>(account)) {
      if (record.data.offering.id == offering && (!held || record.id < held)) held = record.id;
    }
    if (!held) {
      held = new_id();
      filling.edit.add(held, WhitespaceCell{.account = {account}, .offering = {offering}});
    }
    if (said.amount) {
      ++filling.amounts;
      filling.edit.set({Kind::whitespace, held}, field, std::move(*said.amount));
    }
    if (said.state) {
      ++filling.states;
      filling.edit.set<&WhitespaceCell::state>(held,
                                               Choice{static_cast<std::uint8_t>(*said.state)});
    }
    if (said.competitor) filling.edit.set<&WhitespaceCell::competitor>(held, said.competitor);
  }
  return filling;
}

}  // namespace keyplan::exchange
