#include "ui/screens/whitespace_cell.h"

#include <array>

#include "core/model/display.h"
#include "ui/screens/list_screens.h"
#include "ui/screens/record_form.h"

namespace keyplan::ui {

using analysis::OfferingCell;
using model::CellState;
using model::Id;
using model::Kind;
using model::WhitespaceCell;

namespace {

constexpr double faintest = 0.15;

double strength_of(std::int64_t amount, std::int64_t largest) {
  if (amount <= 0 || largest <= 0) return 0;
  return faintest + (1 - faintest) * static_cast<double>(amount) / static_cast<double>(largest);
}

/// What the grid says of a cell by its state alone.
HeatCell state_look(CellState state) {
  switch (state) {
    case CellState::owned:
      return {.text = "owned", .tone = Tone::positive};
    case CellState::competitor:
      return {.text = "rival", .tone = Tone::negative};
    case CellState::open_deal:
      return {.text = "deal", .tone = Tone::accent};
    case CellState::not_applicable:
      return {.text = "\u2014"};
    case CellState::unset:
    case CellState::free:
      break;
  }
  return {.text = "free"};
}

/// Everything else there is to say, told and shown on hover.
std::string details(const ScreenContext& in, const OfferingCell& cell) {
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  if (cell.state == CellState::not_applicable) return "Not applicable";
  if (cell.state == CellState::competitor) {
    if (cell.competitor) add(name_of(in.plan, {Kind::competitor, cell.competitor}));
    if (cell.until) add("until " + model::date_text(cell.until));
  }
  if (cell.whitespace && *cell.whitespace > 0)
    add(base_amount(in, *cell.whitespace) + " a year still to be won");
  if (cell.current > 0) add(base_amount(in, cell.current) + " with us");
  if (cell.adoption) add(model::to_text(cell.adoption) + " % in use");
  if (cell.unconverted) add("an amount without exchange rate is left out");
  return text;
}

}  // namespace

std::string base_amount(const ScreenContext& in, std::int64_t minor) {
  return model::money_text({minor, in.figures.context().base}, model::MoneyStyle::compact);
}

HeatCell look_of(const ScreenContext& in, const OfferingCell& cell, CellFacet facet,
                 const CellScale& scale) {
  HeatCell look = state_look(cell.state);
  look.description = details(in, cell);
  if (cell.state == CellState::not_applicable) return look;
  const auto measured = [&](std::string text, double strength) {
    look.text = std::move(text);
    look.tone.reset();
    look.strength = strength;
  };
  const std::int64_t free = cell.whitespace.value_or(0);
  switch (facet) {
    case CellFacet::state:
      if (cell.state == CellState::free && free > 0)
        measured(base_amount(in, free), strength_of(free, scale.whitespace));
      break;
    case CellFacet::whitespace:
      measured(cell.whitespace ? base_amount(in, free) : "", strength_of(free, scale.whitespace));
      break;
    case CellFacet::spend:
      measured(cell.current > 0 ? base_amount(in, cell.current) : "",
               strength_of(cell.current, scale.current));
      break;
    case CellFacet::share: {
      const auto share = cell.potential
                             ? analysis::share_of_potential(cell.current, *cell.potential)
                             : std::nullopt;
      measured(share ? model::percent_text(*share, 0) : "", share ? faintest + 0.8 * *share : 0);
      break;
    }
    case CellFacet::adoption:
      measured(cell.adoption ? model::percent_text(cell.adoption.fraction(), 0) : "",
               cell.adoption ? faintest + 0.8 * cell.adoption.fraction() : 0);
      break;
  }
  if (look.text.empty()) look.text = "\u00b7";
  return look;
}

void WhitespaceCellCard::frame(ScreenContext& in, Id account, const OfferingCell& cell) {
  in.ui.strong(name_of(in.plan, {Kind::account, account}) + ", " +
               name_of(in.plan, {Kind::offering, cell.offering}));
  const std::string more = details(in, cell);
  if (!more.empty()) in.ui.muted(more);
  fields(in, account, cell);
  buttons(in, account, cell);
}

void WhitespaceCellCard::fields(ScreenContext& in, Id account, const OfferingCell& cell) {
  if (draft_.data.account.id != account || draft_.data.offering.id != cell.offering) {
    draft_ = {};
    draft_.data.account = {account};
    draft_.data.offering = {cell.offering};
  }
  // What was added and taken back cannot be added again under the same id.
  if (cell.record) draft_.id = {};
  if (!cell.record && !draft_.id) draft_.id = in.new_id();
  model::Record<WhitespaceCell> shown = draft_;
  if (cell.record) shown.id = cell.record;
  auto sides = in.ui.columns(2, {.min_width = 260});
  const auto field = [&](std::uint16_t index) { draft_field(in, Kind::whitespace, shown, index); };
  sides.next();
  field(model::field_index<&WhitespaceCell::state>());
  field(model::field_index<&WhitespaceCell::potential>());
  field(model::field_index<&WhitespaceCell::current>());
  field(model::field_index<&WhitespaceCell::adoption>());
  sides.next();
  field(model::field_index<&WhitespaceCell::competitor>());
  field(model::field_index<&WhitespaceCell::until>());
  field(model::field_index<&WhitespaceCell::note>());
}

void WhitespaceCellCard::buttons(ScreenContext& in, Id account, const OfferingCell& cell) {
  const std::string unit = name_of(in.plan, {Kind::account, account});
  const std::string offering = name_of(in.plan, {Kind::offering, cell.offering});
  const auto row = in.ui.row();
  const Words word = words(in.plan);
  if (in.ui.button("Make " + word.opportunity, ButtonOptions{.small = true})) {
    model::AnyRecord record = new_opportunity(in, account);
    auto& deal = static_cast<model::Record<model::Opportunity>&>(*record).data;
    deal.name = offering + " for " + unit;
    deal.offering = {cell.offering};
    deal.type =
        cell.state == CellState::owned ? model::DealType::up_sell : model::DealType::cross_sell;
    if (cell.whitespace && *cell.whitespace > 0)
      deal.amount = {*cell.whitespace, in.figures.context().base};
    in.open({Kind::opportunity, add_record(in, Kind::opportunity, std::move(record))});
  }
  if (in.ui.button("Make goal", {.small = true})) {
    auto record = new_record<model::Goal>(in, account);
    record->data.title = "Sell " + offering + " to " + unit;
    record->data.grows_revenue = true;
    in.open({Kind::goal, add_record(in, Kind::goal, std::move(record))});
  }
  if (in.ui.button("Make action", {.small = true})) {
    model::AnyRecord record = new_action(in, account);
    static_cast<model::Record<model::Action>&>(*record).data.title =
        "Open the talk about " + offering;
    in.open({Kind::action, add_record(in, Kind::action, std::move(record))});
  }
}

}  // namespace keyplan::ui
