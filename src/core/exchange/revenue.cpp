#include "core/exchange/revenue.h"

#include <algorithm>
#include <map>

#include "core/model/display.h"

namespace keyplan::exchange {
namespace {

using model::Kind;
using model::RevenueKind;

bool add_checked(std::int64_t& sum, std::int64_t value) {
  return !__builtin_add_overflow(sum, value, &sum);
}

RevenueKind kind_of_deal(model::DealType type) {
  switch (type) {
    case model::DealType::unset:
      return RevenueKind::unset;
    case model::DealType::new_customer:
      return RevenueKind::new_customer;
    case model::DealType::existing:
    case model::DealType::renewal:
      return RevenueKind::existing;
    case model::DealType::cross_sell:
      return RevenueKind::cross_sell;
    case model::DealType::up_sell:
      return RevenueKind::up_sell;
  }
  return RevenueKind::unset;
}

}  // namespace

std::int64_t minor_to_fine(const model::Money& money) {
  std::int64_t fine = money.minor;
  for (int i = model::minor_digits(money.currency); i < fine_digits; ++i)
    if (__builtin_mul_overflow(fine, std::int64_t{10}, &fine)) return 0;
  return fine;
}

RevenueBook::RevenueBook(RunState& state, References& references, Rows& rows)
    : state_(state), references_(references), rows_(rows) {
  for (const SourceTable& table : state_.tables)
    if (table.usable() && table.kind == TableKind::order_items) joins_items_ = true;
}

void RevenueBook::add(Line line, Origin origin, std::uint32_t file, std::uint32_t row,
                      bool is_total) {
  line.account = state_.of(Kind::account).root(line.account);
  line.offering = state_.of(Kind::offering).root(line.offering);
  Sort sort = Sort::base;
  if (line.kind == RevenueKind::cross_sell) sort = Sort::cross_sell;
  if (line.kind == RevenueKind::up_sell) sort = Sort::up_sell;
  if (line.kind == RevenueKind::price) sort = Sort::price;
  std::string key = group_key(line.account, line.period, line.offering, "");
  key += static_cast<char>('a' + static_cast<int>(sort));
  key += static_cast<char>('a' + static_cast<int>(origin));
  key += std::to_string(line.currency.code);
  if (is_total) key += 't';
  const auto [at, is_new] = by_key_.try_emplace(std::move(key), groups_.size());
  if (is_new) {
    Group group;
    group.account = line.account;
    group.offering = line.offering;
    group.period = line.period;
    group.sort = sort;
    group.origin = origin;
    group.is_total = is_total;
    group.currency = line.currency;
    group.file = file;
    group.row = row;
    groups_.push_back(group);
  }
  Group& group = groups_[at->second];
  if (!add_checked(group.amount, line.amount)) group.too_large = true;
  if (line.cost) {
    group.has_cost = true;
    if (!add_checked(group.cost, *line.cost)) group.too_large = true;
  }
  if (line.kind == RevenueKind::new_customer || group.stated == RevenueKind::unset)
    group.stated = line.kind;
  ++group.rows;
}

std::string RevenueBook::group_key(EntityIndex account, model::Period period, EntityIndex offering,
                                   std::string_view source) {
  std::string key = std::to_string(account);
  key += '/';
  key += model::to_text(period);
  key += '/';
  key += std::to_string(offering);
  key += '/';
  key += source;
  return key;
}

int RevenueBook::fiscal_year_of(model::Period period) const {
  return model::fiscal_year(period, state_.fiscal_start_month);
}

void RevenueBook::note_year(EntityIndex account, int year) {
  const auto [at, is_new] = first_year_.try_emplace(account, year);
  if (!is_new) at->second = std::min(at->second, year);
  first_year_of_all_ = first_year_of_all_ == 0 ? year : std::min(first_year_of_all_, year);
  last_year_of_all_ = std::max(last_year_of_all_, year);
}

bool RevenueBook::claim_year(EntityIndex account, int year, std::uint32_t file) {
  return year_columns_.try_emplace({account, year}, file).first->second == file;
}

void RevenueBook::read_year_columns(std::uint32_t file, std::uint32_t row) {
  const SourceTable& table = state_.tables[file];
  const EntityIndex account = state_.entity_of(Kind::account, file, row);
  if (account == no_entity) return;
  for (std::size_t c = 0; c < table.targets.size(); ++c) {
    if (table.targets[c].role != Role::revenue_of_year) continue;
    const std::string_view cell = trim(table.cells.cell(row, c));
    if (cell.empty()) continue;
    const auto amount = read_fine_amount(cell, table.formats[c]);
    if (!amount) {
      state_.reports[file].complain(table.cells.line_of(row), c + 1,
                                    quoted(cell) + " is not an amount.");
      continue;
    }
    // The same list in two files is one list, not twice the revenue.
    if (!claim_year(account, table.targets[c].year, file)) continue;
    Line line;
    line.account = account;
    line.period = {table.targets[c].year, 0};
    line.amount = *amount;
    line.currency =
        table.formats[c].currency ? table.formats[c].currency : rows_.row_currency(file, row);
    add(line, Origin::imported, file, row, true);
  }
}

bool RevenueBook::is_cancelled(std::uint32_t file, std::uint32_t row) const {
  const SourceTable& table = state_.tables[file];
  const auto column = table.column_of(Role::order_status);
  if (!column) return false;
  const std::string word = squash(table.cell(row, column));
  // X is SAP's.
  return word == "x" || word == "cancelled" || word == "canceled" || word == "storniert" ||
         word == "void" || word == "voided" || word == "deleted";
}

std::optional<std::int64_t> RevenueBook::quantity_in(std::uint32_t file, std::uint32_t row) const {
  const SourceTable& table = state_.tables[file];
  const auto column = table.column_of(Role::quantity);
  if (!column) return std::nullopt;
  const auto number = parse_number(table.cell(row, column), table.formats[*column].mark);
  const auto scaled = number ? to_scaled(*number, 0) : std::nullopt;
  if (!scaled || scaled->was_rounded) return std::nullopt;
  return scaled->value;
}

std::optional<RevenueBook::Line> RevenueBook::read_line(std::uint32_t file, std::uint32_t row) {
  const SourceTable& table = state_.tables[file];
  const BoundTable& bound = rows_.bound(file);
  FileReport& report = state_.reports[file];
  const std::size_t line_number = table.cells.line_of(row);
  static const std::uint16_t amount_field = model::field_index<&model::Revenue::amount>();
  static const std::uint16_t cost_field = model::field_index<&model::Revenue::cost>();
  static const std::uint16_t period_field = model::field_index<&model::Revenue::period>();
  static const std::uint16_t kind_field = model::field_index<&model::Revenue::kind>();
  static const std::uint16_t account_field = model::field_index<&model::Revenue::account>();

  Line line;
  line.currency = rows_.row_currency(file, row);
  bool has_amount = false;
  for (const BoundColumn& column : bound.values) {
    const std::string_view cell = table.cell(row, column.column);
    if (cell.empty()) continue;
    if (column.field == amount_field || column.field == cost_field) {
      const auto amount = read_fine_amount(cell, *column.format);
      if (!amount) {
        report.complain(line_number, column.column + 1, quoted(cell) + " is not an amount.");
        continue;
      }
      if (column.field == cost_field) {
        line.cost = amount;
        continue;
      }
      line.amount = *amount;
      has_amount = true;
      if (column.format->currency) line.currency = column.format->currency;
    } else if (column.field == period_field) {
      line.period = read_period(cell, *column.format, state_.fiscal_start_month);
      if (!line.period)
        report.complain(line_number, column.column + 1,
                        quoted(cell) + " is not a year, month or date.");
    } else if (column.field == kind_field) {
      if (const auto choice = find_choice(column.info->choices, cell))
        line.kind = static_cast<RevenueKind>(*choice);
    }
  }
  if (!has_amount) {
    report.leave_out("no amount", line_number);
    return std::nullopt;
  }
  for (const ReferenceColumn& column : bound.references) {
    EntityIndex& target = column.field == account_field ? line.account : line.offering;
    if (target != no_entity) continue;
    target = references_.resolve(column.target, table.cells.cell(row, column.column),
                                 {file, row, column.column});
  }
  return line;
}

void RevenueBook::read_entry(std::uint32_t file, std::uint32_t row) {
  const SourceTable& table = state_.tables[file];
  FileReport& report = state_.reports[file];
  if (!rows_.is_data(file, row)) return;
  if (is_cancelled(file, row)) {
    report.leave_out("cancelled", table.cells.line_of(row));
    return;
  }
  const auto line = read_line(file, row);
  if (!line) return;
  if (!line->period) {
    report.leave_out("no year or date", table.cells.line_of(row));
    return;
  }
  if (line->account == no_entity) ++report.without_account;
  const std::string_view order = table.cell(row, rows_.bound(file).source);
  if (joins_items_ && !order.empty()) {
    const auto [at, is_new] = orders_.try_emplace(order);
    if (!is_new) {
      report.leave_out("repeats an earlier row", table.cells.line_of(row));
      return;
    }
    at->second.line = *line;
    at->second.file = file;
    at->second.row = row;
    order_list_.push_back(order);
    return;
  }
  add(*line, Origin::imported, file, row);
}

void RevenueBook::weigh_item(std::uint32_t file, std::uint32_t row) {
  const SourceTable& table = state_.tables[file];
  const auto at = orders_.find(table.cell(row, rows_.bound(file).source));
  if (at == orders_.end()) return;
  const auto column = table.column_of({Role::field, model::field_index<&model::Revenue::amount>()});
  if (!column) return;
  const auto amount = read_fine_amount(table.cell(row, column), table.formats[*column]);
  if (!amount) return;
  Order& order = at->second;
  order.has_items = true;
  std::int64_t by_unit = 0;
  if (__builtin_mul_overflow(*amount, quantity_in(file, row).value_or(1), &by_unit)) return;
  if (!add_checked(order.items, *amount)) order.items = 0;
  if (!add_checked(order.items_by_unit, by_unit)) order.items_by_unit = 0;
}

void RevenueBook::finish_orders() {
  // Orders are the truth; their lines only say which offering. Half a unit of rounding in each line
  // is tolerated.
  constexpr std::int64_t tolerance = 10'000;
  std::size_t plain = 0;
  std::size_t by_unit = 0;
  std::size_t with_items = 0;
  const auto close = [](std::int64_t a, std::int64_t b) {
    return a >= b - tolerance && a <= b + tolerance;
  };
  for (const std::string_view name : order_list_) {
    const Order& order = orders_.at(name);
    if (!order.has_items) continue;
    ++with_items;
    plain += close(order.items, order.line.amount) ? 1u : 0u;
    by_unit += close(order.items_by_unit, order.line.amount) ? 1u : 0u;
  }
  by_unit_ = by_unit > plain;
  orders_matching_ = std::max(plain, by_unit);
  const bool lines_fit = with_items > 0 && orders_matching_ * 10 >= with_items * 9;
  for (const std::string_view name : order_list_) {
    Order& order = orders_.at(name);
    order.has_items = order.has_items && lines_fit;
    if (!order.has_items) add(order.line, Origin::imported, order.file, order.row);
  }
  for (std::size_t file = 0; file < state_.tables.size(); ++file) {
    if (state_.tables[file].kind != TableKind::order_items) continue;
    std::vector<Check>& notes = state_.reports[file].notes;
    if (with_items == 0)
      notes.push_back({Level::warning, "no orders to these lines"});
    else if (!lines_fit)
      notes.push_back({Level::warning, "lines do not add up to the orders; orders are used"});
    else if (by_unit_)
      notes.push_back({Level::note, "amounts are per unit: they add up to " +
                                        counted(orders_matching_, {"order", "orders"})});
  }
}

void RevenueBook::read_item(std::uint32_t file, std::uint32_t row) {
  const SourceTable& table = state_.tables[file];
  FileReport& report = state_.reports[file];
  const auto at = orders_.find(table.cell(row, rows_.bound(file).source));
  if (at == orders_.end()) {
    report.leave_out("its order is left out or in no file", table.cells.line_of(row));
    return;
  }
  if (!at->second.has_items) {
    report.leave_out("its order is used as a whole", table.cells.line_of(row));
    return;
  }
  auto line = read_line(file, row);
  if (!line) return;
  line->account = at->second.line.account;
  line->period = at->second.line.period;
  if (by_unit_)
    if (__builtin_mul_overflow(line->amount, quantity_in(file, row).value_or(1), &line->amount))
      return;
  add(*line, Origin::imported, file, row);
}

void RevenueBook::learn_record(const model::Record<model::Revenue>& record) {
  const model::Revenue& data = record.data;
  const EntityIndex account = state_.of(Kind::account).by_id(data.account.id);
  const EntityIndex offering = state_.of(Kind::offering).by_id(data.offering.id);
  Existing existing{.id = record.id, .currency = data.amount.currency};
  if (data.kind == RevenueKind::cross_sell) existing.sort = Sort::cross_sell;
  if (data.kind == RevenueKind::up_sell) existing.sort = Sort::up_sell;
  if (data.kind == RevenueKind::price) existing.sort = Sort::price;
  const std::string_view source = data.source == won_deals_source  ? won_deals_source
                                  : data.source == imported_source ? imported_source
                                                                   : std::string_view{};
  existing_[group_key(account, data.period, offering, source)].push_back(existing);
  state_.of(Kind::revenue).add_existing(record);
  if (source == won_deals_source) earlier_won_.push_back({Kind::revenue, record.id});
  if (!data.period || data.amount.minor <= 0) return;
  const int year = fiscal_year_of(data.period);
  if (!source.empty() && data.kind == RevenueKind::new_customer) ++new_less_existing_[year];
  if (!source.empty() && data.kind == RevenueKind::existing) --new_less_existing_[year];
  if (source == imported_source)
    imported_.push_back(
        {record.id, account, year, !data.offering && data.period.month == 0, data.amount});
  // What an earlier import derived from deals is derived anew.
  if (source == won_deals_source) return;
  note_year(account, year);
  other_revenue_.emplace(account, year);
}

void RevenueBook::note_other_years() {
  for (const Group& group : groups_)
    if (group.amount > 0 && !group.dropped)
      other_revenue_.emplace(group.account, fiscal_year_of(group.period));
}

void RevenueBook::read_deal(EntityIndex deal) {
  EntityTable& deals = state_.of(Kind::opportunity);
  const Entity& entity = deals.entities[deal];
  const model::Opportunity* data = nullptr;
  std::uint32_t file = 0;
  std::uint32_t row = 0;
  Line line;
  if (entity.draft != no_entity) {
    const Draft& draft = deals.drafts[entity.draft];
    data = static_cast<const model::Opportunity*>(model::data_of(Kind::opportunity, *draft.record));
    line.account = draft.references[deals.reference_ordinal(
        model::field_index<&model::Opportunity::account>())];
    line.offering = draft.references[deals.reference_ordinal(
        model::field_index<&model::Opportunity::offering>())];
    file = draft.file;
    row = draft.row;
  } else {
    const auto* record = state_.plan.find<model::Opportunity>(entity.id);
    // Deals entered by hand are the user's own business.
    if (record == nullptr || record->data.source.empty()) return;
    data = &record->data;
    line.account = state_.of(Kind::account).by_id(data->account.id);
    line.offering = state_.of(Kind::offering).by_id(data->offering.id);
  }
  if (data->progress.stage != model::Stage::won || !data->amount) return;
  if (!data->close) {
    ++won_without_date_;
    return;
  }
  line.account = state_.of(Kind::account).root(line.account);
  const int year = model::fiscal_year(data->close, state_.fiscal_start_month);
  if (other_revenue_.contains({line.account, year})) {
    ++won_with_other_revenue_;
    return;
  }
  line.period = {static_cast<std::int16_t>(year), 0};
  line.amount = minor_to_fine(data->amount);
  line.currency = data->amount.currency;
  line.kind = kind_of_deal(data->type);
  ++won_deals_;
  add(line, Origin::won_deals, file, row);
}

void RevenueBook::decide_kinds() {
  for (const Group& group : groups_)
    if (group.amount > 0 && !group.dropped) note_year(group.account, fiscal_year_of(group.period));
  std::size_t undecided = 0;
  for (const Group& group : groups_)
    undecided += !group.dropped && group.sort == Sort::base && group.stated == RevenueKind::unset &&
                         fiscal_year_of(group.period) == first_year_of_all_
                     ? 1u
                     : 0u;
  if (undecided == 0) return;
  const std::size_t question =
      state_.questions.ask("first year", {"Existing customers", "New customers"},
                           new_less_existing_[first_year_of_all_] > 0 ? 1 : 0);
  QuestionBook::Entry& entry = state_.questions[question];
  entry.before = "Revenue starts in FY" + std::to_string(first_year_of_all_) +
                 ". Who were the customers of that year?";
  first_customers_are_new_ = entry.question.answer == 1;
}

RevenueKind RevenueBook::kind_of_base(const Group& group) const {
  if (group.stated != RevenueKind::unset) return group.stated;
  const int year = fiscal_year_of(group.period);
  if (group.account != no_entity) {
    const Entity& account = state_.of(Kind::account).entities[group.account];
    const model::Account* data = nullptr;
    if (account.draft != no_entity)
      data = static_cast<const model::Account*>(
          model::data_of(Kind::account, *state_.of(Kind::account).drafts[account.draft].record));
    else if (const auto* record = state_.plan.find<model::Account>(account.id))
      data = &record->data;
    if (data != nullptr && data->customer_since)
      return model::fiscal_year(data->customer_since, state_.fiscal_start_month) == year
                 ? RevenueKind::new_customer
                 : RevenueKind::existing;
  }
  if (year == first_year_of_all_)
    return first_customers_are_new_ ? RevenueKind::new_customer : RevenueKind::existing;
  const auto first = first_year_.find(group.account);
  return first != first_year_.end() && first->second == year ? RevenueKind::new_customer
                                                             : RevenueKind::existing;
}

void RevenueBook::place_group(std::size_t index) {
  const Group& group = groups_[index];
  if (group.dropped) return;
  if (group.too_large) {
    state_.reports[group.file].leave_out("the amounts add up to too large a number",
                                         state_.tables[group.file].cells.line_of(group.row));
    return;
  }
  const model::Money amount{fine_to_minor(group.amount, group.currency), group.currency};
  const std::string_view source =
      group.origin == Origin::won_deals ? won_deals_source : imported_source;
  Existing* match = nullptr;
  for (const std::string_view wanted : {source, std::string_view{}}) {
    if (match != nullptr || (wanted.empty() && group.origin == Origin::won_deals)) break;
    const auto at = existing_.find(group_key(group.account, group.period, group.offering, wanted));
    if (at == existing_.end()) continue;
    for (const bool same_sort : {true, false}) {
      for (Existing& existing : at->second) {
        if (match != nullptr || existing.taken || existing.currency != group.currency) continue;
        if (!same_sort || existing.sort == group.sort) match = &existing;
      }
    }
  }
  if (match == nullptr && amount.minor == 0) return;

  EntityTable& table = state_.of(Kind::revenue);
  EntityIndex entity = no_entity;
  if (match != nullptr) {
    match->taken = true;
    kept_.insert(match->id);
    entity = table.by_id(match->id);
  } else {
    entity = static_cast<EntityIndex>(table.entities.size());
    table.entities.emplace_back();
  }
  Draft& draft = table.draft_of(entity, group.file, group.row);
  draft.implied = group.origin == Origin::won_deals;
  const auto refer = [&](std::uint16_t field, EntityIndex target) {
    if (target == no_entity) return;
    draft.references[table.reference_ordinal(field)] = target;
    draft.given |= std::uint64_t{1} << field;
  };
  refer(model::field_index<&model::Revenue::account>(), group.account);
  refer(model::field_index<&model::Revenue::offering>(), group.offering);
  give(table.info(), draft, model::field_index<&model::Revenue::period>(), group.period);
  give(table.info(), draft, model::field_index<&model::Revenue::amount>(), amount);
  if (group.has_cost)
    give(table.info(), draft, model::field_index<&model::Revenue::cost>(),
         model::Money{fine_to_minor(group.cost, group.currency), group.currency});
  if (match == nullptr || match->sort == group.sort) {
    RevenueKind kind = kind_of_base(group);
    if (group.sort == Sort::cross_sell) kind = RevenueKind::cross_sell;
    if (group.sort == Sort::up_sell) kind = RevenueKind::up_sell;
    if (group.sort == Sort::price) kind = RevenueKind::price;
    give(table.info(), draft, model::field_index<&model::Revenue::kind>(),
         model::Choice{static_cast<std::uint8_t>(kind)});
  }
  give(table.info(), draft, *table.source_field(), std::string(source));
}

void RevenueBook::finish() {
  // Deals that are no longer won take their revenue with them.
  const bool deals_read = std::ranges::any_of(state_.tables, [](const SourceTable& table) {
    return table.usable() && table.kind == TableKind::opportunities;
  });
  if (deals_read)
    for (const model::RecordKey& key : earlier_won_)
      if (!kept_.contains(key.id)) state_.removed.push_back(key);

  struct Total {
    std::int64_t amount = 0;
    std::size_t rows = 0;
    std::set<EntityIndex> accounts;
  };
  std::map<std::tuple<Origin, int, model::Currency>, Total> totals;
  for (const Group& group : groups_) {
    if (group.amount == 0 || group.too_large || group.dropped) continue;
    Total& total = totals[{group.origin, fiscal_year_of(group.period), group.currency}];
    add_checked(total.amount, group.amount);
    total.rows += group.rows;
    total.accounts.insert(group.account);
  }
  for (const auto& [key, total] : totals) {
    const auto& [origin, year, currency] = key;
    SummaryLine line;
    line.heading = origin == Origin::won_deals ? "Won deals become revenue" : "Revenue";
    line.text =
        "FY" + std::to_string(year) + ", " +
        (origin == Origin::won_deals ? counted(total.rows, noun_of(Kind::opportunity))
                                     : counted(total.accounts.size(), noun_of(Kind::account)));
    line.amount = model::money_text({fine_to_minor(total.amount, currency), currency},
                                    model::MoneyStyle::plain);
    state_.summary.push_back(std::move(line));
  }
  const auto left_out = [&](std::size_t count, std::string_view why) {
    if (count == 0) return;
    state_.summary.push_back({"Won deals become revenue",
                              counted(count, noun_of(Kind::opportunity)) + std::string(why), ""});
  };
  left_out(won_without_date_, " without a close date, not counted");
  left_out(won_with_other_revenue_,
           " of accounts with other revenue in the year, not counted again");
}

}  // namespace keyplan::exchange
