#include "ui/screens/whitespace_screen.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "core/analysis/wallet.h"
#include "core/model/display.h"
#include "core/sorting/sort.h"
#include "core/text/fold.h"
#include "ui/screens/account_filters.h"
#include "ui/screens/explain.h"

namespace keyplan::ui {

using analysis::OfferingCell;
using analysis::WhitespaceSum;
using model::Account;
using model::GroupBy;
using model::Id;
using model::Kind;

namespace {

constexpr std::string_view nothing = "\u2014";
constexpr std::size_t endings_shown = 8;
constexpr std::array<GroupBy, 6> groupings{GroupBy::unset,  GroupBy::tier,    GroupBy::sector,
                                           GroupBy::region, GroupBy::country, GroupBy::owner};
constexpr std::array<std::string_view, 6> row_choices{"Accounts", "Tier",    "Sector",
                                                      "Region",   "Country", "Owner"};

std::size_t place_of(GroupBy by) {
  const auto found = std::ranges::find(groupings, by);
  return found == groupings.end() ? 0 : static_cast<std::size_t>(found - groupings.begin());
}
constexpr std::array<std::string_view, 5> facet_choices{"State", "Whitespace", "Spend",
                                                        "Share of potential", "Adoption"};
constexpr std::array<std::string_view, 3> order_choices{"By name", "By revenue", "By whitespace"};
constexpr std::array<std::string_view, 3> order_words{"name", "revenue", "whitespace"};

constexpr Column offering_columns[] = {
    {.name = "Offering", .flex = 1.6f, .least = 190},
    {.name = "Family", .flex = 1, .priority = 3},
    {.name = "Owned", .align = Align::right, .width = 74},
    {.name = "Penetration", .align = Align::right, .width = 96},
    {.name = "Spend", .align = Align::right, .width = 86},
    {.name = "Whitespace", .align = Align::right, .width = 100},
    {.name = "Of potential", .align = Align::right, .width = 92, .priority = 1},
    {.name = "Adoption", .align = Align::right, .width = 80},
    {.name = "Taken", .align = Align::right, .width = 72, .priority = 2}};

std::string percent(const analysis::Ratio& ratio) {
  return ratio ? model::percent_text(*ratio, 0) : std::string(nothing);
}

std::string group_name(const ScreenContext& in, const Account& account, GroupBy by) {
  switch (by) {
    case GroupBy::tier:
      return std::string(model::choice_label(account.tier));
    case GroupBy::sector:
      return account.sector;
    case GroupBy::region:
      return account.region;
    case GroupBy::country:
      return account.country;
    case GroupBy::owner: {
      const auto* owner = in.plan.find(account.owner);
      return owner == nullptr ? std::string() : owner->data.name;
    }
    case GroupBy::unset:
    case GroupBy::abc:
    case GroupBy::field:
      break;
  }
  return {};
}

}  // namespace

void WhitespaceScreen::paste(std::string text) {
  pasted_ = std::move(text);
  preview_.reset();
}

void WhitespaceScreen::collect(ScreenContext& in) {
  const AccountOrder order = order_ == 0 ? AccountOrder{AccountField::name, false, true}
                                         : AccountOrder{AccountField::revenue, true, false};
  rows_.refresh(in, filter_, order);
  book_.refresh(in.plan, in.figures.context());
  if (made_ && made_for_rows_ == rows_.version() && made_for_book_ == book_.version() &&
      made_by_ == by_ && made_order_ == order_)
    return;
  made_ = true;
  preview_.reset();
  made_for_rows_ = rows_.version();
  made_for_book_ = book_.version();
  made_by_ = by_;
  made_order_ = order_;

  lines_.clear();
  scale_ = {};
  sum_ = {};
  by_column_.assign(book_.offerings().size(), {});
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const auto* row = book_.find(rows_[i].record->id);
    if (row == nullptr) continue;
    sum_.add(row->sum);
    for (std::size_t c = 0; c < row->cells.size(); ++c) by_column_[c].add(row->cells[c]);
    if (by_ == GroupBy::unset)
      lines_.push_back({.name = name_of(in.plan, {Kind::account, row->account}),
                        .row = row,
                        .depth = order_ == 0 ? rows_[i].depth : std::uint8_t{0}});
  }
  if (by_ != GroupBy::unset) add_groups(in);
  sort_lines(in);
  for (const Line& line : lines_) {
    for (std::size_t c = 0; c < by_column_.size(); ++c) {
      const std::int64_t free = line.row != nullptr ? line.row->cells[c].whitespace.value_or(0)
                                                    : line.sums[c].whitespace.value;
      const std::int64_t current =
          line.row != nullptr ? line.row->cells[c].current : line.sums[c].current.value;
      scale_.whitespace = std::max(scale_.whitespace, free);
      scale_.current = std::max(scale_.current, current);
    }
  }
  row_names_.clear();
  depths_.clear();
  for (const Line& line : lines_) {
    depths_.push_back(line.depth);
    row_names_.push_back(
        line.row != nullptr ? line.name : line.name + " (" + std::to_string(line.accounts) + ")");
  }
  column_names_.clear();
  for (const Id offering : book_.offerings())
    column_names_.push_back(name_of(in.plan, {Kind::offering, offering}));
  figures_ = analysis::whitespace_figures(sum_, in.figures.context());
  add_wallet(in);
  taken_ = analysis::taken_cells(book_, in.today);
  std::unordered_set<Id, model::IdHash> shown;
  for (std::size_t i = 0; i < rows_.size(); ++i) shown.insert(rows_[i].record->id);
  std::erase_if(taken_, [&](const auto& cell) { return !shown.contains(cell.account); });
}

/// The share of what they spend, of the accounts shown whose spend is known.
void WhitespaceScreen::add_wallet(const ScreenContext& in) {
  const int year = in.figures.portfolio().shown_year;
  const analysis::Context& context = in.figures.context();
  analysis::Wallet wallet;
  for (std::size_t i = 0; i < rows_.size(); ++i)
    wallet.add(*rows_[i].record, in.figures.account(rows_[i].record->id), year, context);
  if (wallet.accounts == 0) return;
  analysis::FigureList list(context.base, context.today);
  analysis::wallet_figure(list, "share_of_wallet", "Share of wallet", wallet, year, false)
      .formula("our revenue / what they spend on what we sell")
      .note("By value, where their spend is known.");
  figures_.push_back(std::move(list.take().front()));
}

void WhitespaceScreen::add_groups(const ScreenContext& in) {
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const auto* row = book_.find(rows_[i].record->id);
    if (row == nullptr) continue;
    std::string name = group_name(in, rows_[i].record->data, by_);
    if (name.empty()) name = "Not set";
    const auto [place, is_new] = places.emplace(name, lines_.size());
    if (is_new)
      lines_.push_back(
          {.name = name, .sums = std::vector<WhitespaceSum>(row->cells.size()), .accounts = 0});
    Line& line = lines_[place->second];
    ++line.accounts;
    for (std::size_t c = 0; c < row->cells.size(); ++c) line.sums[c].add(row->cells[c]);
  }
  keyplan::sort(lines_, {}, &Line::name);
}

/// Rows come by name or revenue already; groups by name.
void WhitespaceScreen::sort_lines(const ScreenContext&) {
  if (order_ == 0) return;
  const bool by_whitespace = order_ == 2;
  if (!by_whitespace && by_ == GroupBy::unset) return;
  const auto size = [&](const Line& line) {
    WhitespaceSum sum;
    if (line.row != nullptr) sum = line.row->sum;
    for (const WhitespaceSum& part : line.sums) sum.add(part);
    return by_whitespace ? sum.whitespace.value : sum.current.value;
  };
  keyplan::sort(lines_, std::greater<>(), size);
}

void WhitespaceScreen::frame(ScreenContext& in) {
  Ui& ui = in.ui;
  const Words word = words(in.plan);
  collect(in);
  const auto main = in.main("Whitespace");
  {
    const std::string size =
        model::counted(static_cast<std::int64_t>(rows_.size()), word.account, word.accounts) +
        " by " +
        model::counted(static_cast<std::int64_t>(column_names_.size()), word.offering,
                       word.offerings);
    const auto header = ui.page_header("Whitespace", size);
    if (!lines_.empty() && ui.button("Copy table")) in.copy(as_text(in));
  }
  if (column_names_.empty() || in.plan.table<Account>().empty()) {
    const auto card = ui.card();
    const bool no_offerings = column_names_.empty();
    if (ui.empty_state("What each of your " + word.accounts + " buys, and could buy, of each " +
                           word.offering + ".",
                       no_offerings ? "Add " + word.offerings : "Add " + word.account,
                       no_offerings ? "Nothing to sell yet" : "Nobody to sell to yet")) {
      if (no_offerings)
        in.go({.page = Page::offerings});
      else
        in.request(Request::add_account);
    }
    pasted_.reset();
    return;
  }
  key_figures(in);
  grid(in);
  auto sides = ui.columns({16, 9}, {.min_width = 400});
  sides.next();
  offerings(in);
  sides.next();
  ending(in);
  ask_to_fill(in);
}

void WhitespaceScreen::key_figures(ScreenContext& in) {
  const bool all = !filter_.any();
  const bool wallet = analysis::find_figure(figures_, "share_of_wallet") != nullptr;
  auto columns = in.ui.columns((all ? 6 : 4) + (wallet ? 1 : 0), {.min_width = 150});
  for (const std::string_view id : {"whitespace_total", "whitespace_penetration",
                                    "whitespace_share", "share_of_wallet", "whitespace_adoption"}) {
    const auto* figure = analysis::find_figure(figures_, id);
    if (figure == nullptr) continue;
    columns.next();
    key_figure(
        in, *figure,
        {.note = id == "whitespace_total" && sum_.taken_whitespace.value > 0
                     ? "and " + base_amount(in, sum_.taken_whitespace.value) + " at competitors"
                 : id == "whitespace_share" ? std::string("where a potential is stated")
                 : id == "share_of_wallet"  ? std::string("where their spend is entered")
                                            : std::string()});
  }
  if (!all) return;  // these two are of the whole book
  columns.next();
  key_figure(in, "net_new_cross_sell");
  columns.next();
  key_figure(in, "net_new_up_sell");
}

void WhitespaceScreen::toolbar(ScreenContext& in) {
  Ui& ui = in.ui;
  {
    const auto row = ui.row();
    filter_by_text(in, filter_);
    filter_by_tier(in, filter_);
    filter_by_sector(in, filter_, rows_);
    filter_by_region(in, filter_, rows_);
    filter_by_owner(in, filter_);
    AccountView view{filter_, by_, std::string(order_words[static_cast<std::size_t>(order_)])};
    if (views_.frame(in, view)) {
      filter_ = view.filter;
      by_ = groupings[place_of(view.group_by)];
      const auto known = std::ranges::find(order_words, view.sort_by);
      order_ = known == order_words.end() ? 0 : static_cast<int>(known - order_words.begin());
    }
    if (filter_.any() && ui.button("Show all", {.emphasis = Emphasis::quiet, .small = true})) {
      filter_ = {};
      ui.request_frames();
    }
  }
  const auto row = ui.row();
  if (const auto facet = ui.chips_or_list("Cells show", facet_choices, static_cast<int>(facet_)))
    facet_ = static_cast<CellFacet>(*facet);
  if (const auto by = ui.select("Rows", row_choices, static_cast<int>(place_of(by_)),
                                {.look = FieldLook::in_place, .chip = true, .name = "Rows"})) {
    by_ = groupings[static_cast<std::size_t>(*by)];
    ui.request_frames();
  }
  if (const auto order = ui.select("Order", order_choices, order_,
                                   {.look = FieldLook::in_place, .chip = true, .name = "Order"})) {
    order_ = *order;
    ui.request_frames();
  }
}

HeatCell WhitespaceScreen::look(const ScreenContext& in, GridPlace place) const {
  const Line& line = lines_[place.row];
  if (line.row != nullptr) return look_of(in, line.row->cells[place.column], facet_, scale_);
  const WhitespaceSum& sum = line.sums[place.column];
  const auto share = [](const analysis::Ratio& ratio) {
    return HeatCell{.text = ratio ? model::percent_text(*ratio, 0) : "\u00b7",
                    .strength = ratio ? 0.1 + 0.9 * *ratio : 0};
  };
  const auto amount = [&](std::int64_t minor, std::int64_t largest) {
    return HeatCell{.text = minor > 0 ? base_amount(in, minor) : "\u00b7",
                    .strength = minor > 0 && largest > 0 ? 0.1 + 0.9 * static_cast<double>(minor) /
                                                                     static_cast<double>(largest)
                                                         : 0};
  };
  HeatCell look;
  switch (facet_) {
    case CellFacet::state:
      look = share(sum.penetration());
      break;
    case CellFacet::whitespace:
      look = amount(sum.whitespace.value, scale_.whitespace);
      break;
    case CellFacet::spend:
      look = amount(sum.current.value, scale_.current);
      break;
    case CellFacet::share:
      look = share(sum.share_of_potential());
      break;
    case CellFacet::adoption:
      look = share(sum.adoption());
      break;
  }
  look.description = std::to_string(sum.owned) + " of " + std::to_string(sum.sellable()) +
                     " own it, " + base_amount(in, sum.current.value) + " with us, " +
                     base_amount(in, sum.whitespace.value) + " still to be won";
  return look;
}

void WhitespaceScreen::grid(ScreenContext& in) {
  Ui& ui = in.ui;
  const Words word = words(in.plan);
  const auto card = ui.card("Heat map", "paste cells of a spreadsheet with Ctrl+V");
  toolbar(in);
  const HeatGridAnswer answer = heat_grid(
      ui, "Whitespace of the book", grid_, column_names_, row_names_,
      [&](GridPlace place) { return look(in, place); },
      {.summary = by_ == GroupBy::unset
                      ? "Each cell says whether the offering is owned, has an open deal, is free "
                        "with what could be won, or is held by a competitor."
                      : "Each cell adds up the accounts of the group.",
       .corner = row_choices[place_of(by_)],
       .height = 460,
       .depths = depths_,
       .empty = "Nothing matches the filter."});
  const auto place = answer.opened ? answer.opened : answer.pressed;
  if (place && place->row < lines_.size()) {
    const Line& line = lines_[place->row];
    const Id offering = book_.offerings()[place->column];
    if (line.row != nullptr)
      chosen_ = Chosen{line.row->account, offering};
    else
      chosen_.reset();
  }
  const auto* row = chosen_ ? book_.find(chosen_->account) : nullptr;
  const auto cell = row == nullptr
                        ? decltype(row->cells.begin()){}
                        : std::ranges::find(row->cells, chosen_->offering, &OfferingCell::offering);
  if (row == nullptr || cell == row->cells.end()) {
    chosen_.reset();
    ui.muted(by_ == GroupBy::unset ? "Choose a cell to fill it, or to make something of it."
                                   : "Show accounts as rows to fill cells.");
    return;
  }
  ui.line();
  cell_.frame(in, row->account, *cell);
  if (ui.button("Open the " + word.account, {.emphasis = Emphasis::quiet, .small = true}))
    in.go({.page = Page::account, .account = row->account});
}

void WhitespaceScreen::offerings(ScreenContext& in) {
  Ui& ui = in.ui;
  const auto card = ui.card(capitalised(words(in.plan).offerings), "adoption and what is left");
  using Key = std::tuple<double, std::string>;
  std::vector<std::pair<Key, std::size_t>> order;
  const auto family_of = [&](std::size_t place) {
    const auto* offering = in.plan.find<model::Offering>(book_.offerings()[place]);
    return offering == nullptr ? std::string() : offering->data.family;
  };
  for (std::size_t i = 0; i < by_column_.size(); ++i) {
    const WhitespaceSum& sum = by_column_[i];
    const auto number = [](const analysis::Ratio& ratio) { return ratio.value_or(-1); };
    const std::array<double, 9> values{0,
                                       0,
                                       static_cast<double>(sum.owned),
                                       number(sum.penetration()),
                                       static_cast<double>(sum.current.value),
                                       static_cast<double>(sum.whitespace.value),
                                       number(sum.share_of_potential()),
                                       number(sum.adoption()),
                                       static_cast<double>(sum.taken)};
    const auto by = static_cast<std::size_t>(std::max(0, offering_order_.column));
    std::string words_key = by == 1 ? text::folded(family_of(i)) : text::folded(column_names_[i]);
    order.emplace_back(Key{values[by], std::move(words_key)}, i);
  }
  const bool down = offering_order_.descending;
  keyplan::sort(order, [&](const auto& a, const auto& b) {
    return down ? b.first < a.first : a.first < b.first;
  });
  auto table = ui.table("Offerings", offering_columns, order.size(),
                        {.sort = offering_order_, .openable = false});
  while (table.next_row()) {
    const std::size_t place = order[table.row()].second;
    const WhitespaceSum& sum = by_column_[place];
    const auto muted = TextOptions{.style = TextStyle::small, .tone = Tone::muted, .wrap = false};
    const auto number = [&](const std::string& text) {
      table.cell();
      ui.number(text);
    };
    table.cell();
    ui.text(column_names_[place], {.style = TextStyle::strong, .wrap = false});
    table.cell();
    ui.text(family_of(place), muted);
    number(std::to_string(sum.owned) + " of " + std::to_string(sum.sellable()));
    number(percent(sum.penetration()));
    number(base_amount(in, sum.current.value));
    number(base_amount(in, sum.whitespace.value));
    number(percent(sum.share_of_potential()));
    number(percent(sum.adoption()));
    number(std::to_string(sum.taken));
  }
  if (table.sorted) {
    offering_order_ = *table.sorted;
    ui.request_frames();
  }
}

void WhitespaceScreen::ending(ScreenContext& in) {
  Ui& ui = in.ui;
  const auto card = ui.card("At competitors", taken_.empty() ? "" : "by the end of their contract");
  if (taken_.empty()) {
    ui.muted("No cell is marked as held by a competitor.");
    return;
  }
  for (std::size_t i = 0; i < std::min(taken_.size(), endings_shown); ++i) {
    const analysis::TakenCell& cell = taken_[i];
    const auto scope = ui.id(cell.record.bits);
    const std::string title = name_of(in.plan, {Kind::account, cell.account}) + ", " +
                              name_of(in.plan, {Kind::offering, cell.offering});
    std::string text = cell.competitor ? name_of(in.plan, {Kind::competitor, cell.competitor})
                                       : std::string("not known by whom");
    if (cell.whitespace) text += ", " + base_amount(in, *cell.whitespace);
    const std::string until =
        cell.until ? model::date_text(cell.until) : std::string("end not known");
    if (ui.list_row({.title = title, .text = text, .right = until}))
      chosen_ = Chosen{cell.account, cell.offering};
  }
  if (taken_.size() > endings_shown)
    ui.muted("and " + std::to_string(taken_.size() - endings_shown) + " more");
}

/// What the clipboard would fill; worked out once, for a block may be large.
void WhitespaceScreen::preview(ScreenContext& in) {
  if (preview_) return;
  preview_.emplace();
  std::vector<Id> accounts;
  std::vector<std::string> names;
  for (const Line& line : lines_) {
    accounts.push_back(line.row->account);
    names.push_back(line.name);
  }
  const auto at = chosen_ ? std::ranges::find(accounts, chosen_->account) : accounts.end();
  const std::size_t row =
      at == accounts.end() ? 0 : static_cast<std::size_t>(at - accounts.begin());
  const auto of =
      chosen_ ? std::ranges::find(book_.offerings(), chosen_->offering) : book_.offerings().end();
  const std::size_t column =
      of == book_.offerings().end() ? 0 : static_cast<std::size_t>(of - book_.offerings().begin());
  auto& block = preview_->block;
  block = exchange::read_cell_block(*pasted_, {names, column_names_}, row, column);
  if (!block || names.empty()) return;
  preview_->filling =
      exchange::fill_cells(in.plan, *block, meaning_, accounts, book_.offerings(), in.new_id);
  const std::string from_row = "from \"" + names[row] + "\"";
  const std::string from_column = "from \"" + column_names_[column] + "\"";
  preview_->from = block->with_row_names && block->with_column_names
                       ? "by the names above and at the left"
                   : block->with_row_names    ? "by the names at the left, " + from_column + " on"
                   : block->with_column_names ? "by the names above, " + from_row + " on"
                                              : from_row + " and " + from_column + " on";
}

void WhitespaceScreen::ask_to_fill(ScreenContext& in) {
  if (!pasted_) return;
  asking_ = true;
  Ui& ui = in.ui;
  {
    const auto dialog = ui.dialog("Fill cells", asking_, 560);
    if (dialog && by_ != GroupBy::unset) {
      ui.text("Cells are filled account by account. Show accounts as rows, then paste again.");
      const auto buttons = ui.dialog_buttons();
      if (ui.button("Close", Emphasis::primary)) asking_ = false;
    } else if (dialog) {
      preview(in);
      const auto cells = static_cast<std::int64_t>(preview_->cells());
      if (!preview_->block) {
        ui.text("The clipboard holds no cells.");
      } else {
        ui.text(model::counted(cells, "cell is", "cells are") + " filled " + preview_->from + ".");
        std::vector<std::string> left_out = preview_->block->left_out;
        left_out.append_range(preview_->filling.left_out);
        const std::size_t out = preview_->block->left_out_count + preview_->filling.left_out_count;
        if (out > 0) ui.strong(std::to_string(out) + " left out");
        for (const std::string& sentence : left_out) ui.muted(sentence);
        if (const auto meaning = ui.chips("Numbers are", {"Potential", "Spend with us", "Adoption"},
                                          static_cast<int>(meaning_), {.label_shown = true})) {
          meaning_ = static_cast<exchange::CellMeaning>(*meaning);
          preview_.reset();
          ui.request_frames();
          return;
        }
      }
      const auto buttons = ui.dialog_buttons();
      if (ui.button("Keep as it is")) asking_ = false;
      const std::string label = "Fill " + model::counted(cells, "cell", "cells");
      if (cells > 0 && ui.button(label, Emphasis::primary)) {
        in.edit(std::move(preview_->filling.edit));
        asking_ = false;
      }
    }
  }
  if (asking_) return;
  pasted_.reset();
  preview_.reset();
}

TsvWriter WhitespaceScreen::as_text(const ScreenContext& in) const {
  TsvWriter out;
  out.cell(row_choices[place_of(by_)]);
  for (const std::string& name : column_names_) out.cell(name);
  out.end_row();
  for (std::size_t row = 0; row < lines_.size(); ++row) {
    out.cell(lines_[row].name);
    for (std::size_t column = 0; column < column_names_.size(); ++column) {
      const std::string text = look(in, {row, column}).text;
      out.cell(text == "\u00b7" ? "" : text);
    }
    out.end_row();
  }
  return out;
}

}  // namespace keyplan::ui
