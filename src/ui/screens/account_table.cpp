#include "ui/screens/account_table.h"

#include <algorithm>
#include <array>

#include "ui/charts/charts.h"

namespace keyplan::ui {
namespace {

using analysis::AccountResult;
using model::Account;
using model::Date;
using model::Money;

constexpr int history_years = 5;
constexpr std::string_view nothing = "\u2014";

/// Numbers and ranks: the first press on their header shows the largest first.
bool starts_descending(AccountField field) {
  switch (field) {
    case AccountField::name:
    case AccountField::sector:
    case AccountField::country:
    case AccountField::owner:
    case AccountField::next_step:
    case AccountField::renewal:
      return false;
    default:
      return true;
  }
}

bool right_aligned(AccountField field) {
  switch (field) {
    case AccountField::revenue:
    case AccountField::growth:
    case AccountField::pipeline:
    case AccountField::forecast:
    case AccountField::open_deals:
      return true;
    default:
      return false;
  }
}

/// "3 Dec", with the year where it is not obvious.
std::string near_date(Date date, Date today) {
  std::string text = model::date_text(date);
  const int distance = date.days - today.days;
  if (distance > -180 && distance < 180) text.resize(text.rfind(' '));
  return text;
}

struct NextStep {
  std::string text;
  bool overdue = false;
};

NextStep next_step(const ScreenContext& in, const AccountResult& result) {
  const auto* action = in.plan.find<model::Action>(result.next_action);
  if (action == nullptr) return {};
  const Date due = action->data.due;
  const std::string title = name_of(in.plan, {model::Kind::action, action->id});
  if (!due) return {title};
  if (due < in.today) {
    return {"Overdue " + model::count_text(in.today.days - due.days) + " d: " + title, true};
  }
  return {near_date(due, in.today) + ": " + title};
}

std::string plain_percent(double ratio) {
  return model::decimal_text(static_cast<std::int64_t>(ratio * 1000 + (ratio < 0 ? -0.5 : 0.5)),
                             1) +
         "%";
}

}  // namespace

void AccountTable::sort_by(AccountField field) {
  order_.by = field;
  order_.descending = starts_descending(field);
}

void AccountTable::refresh(const ScreenContext& in, const AccountFilter& filter, bool tree) {
  AccountOrder order = order_;
  order.as_tree = tree && order.by == AccountField::name;
  rows_.refresh(in, filter, order);
  with_last_row_ = rows_.without_account().has_value() && !filter.any();
  name_columns(in);
}

void AccountTable::name_columns(const ScreenContext& in) {
  const analysis::Portfolio& portfolio = in.figures.portfolio();
  const Words word = words(in.plan);
  const bool two_years =
      std::ranges::contains(columns_, AccountField::forecast, &AccountColumn::field);
  const auto name = [&](AccountField field) -> std::string {
    const std::string& revenue_unit = rows_.revenue_scale().unit;
    switch (field) {
      case AccountField::name:
        return capitalised(word.account);
      case AccountField::tier:
        return "Tier";
      case AccountField::revenue:
        return (two_years && portfolio.shown_year != 0 ? model::year_text(portfolio.shown_year)
                                                       : std::string("Revenue")) +
               " " + revenue_unit;
      case AccountField::forecast:
        return "Forecast " + revenue_unit;
      case AccountField::history:
        return model::count_text(history_years) + " years";
      case AccountField::growth:
        return "Growth";
      case AccountField::state:
        return "State";
      case AccountField::pipeline:
        return "Pipeline " + rows_.pipeline_scale().unit;
      case AccountField::next_step:
        return "Next step";
      case AccountField::sector:
        return "Sector";
      case AccountField::country:
        return "Country";
      case AccountField::owner:
        return "Owner";
      case AccountField::renewal:
        return "Renewal";
      case AccountField::open_deals:
        return "Open deals";
    }
    return {};
  };
  names_.clear();
  names_.reserve(columns_.size());
  shown_columns_.clear();
  for (const AccountColumn& column : columns_) {
    names_.push_back(name(column.field));
    shown_columns_.push_back({.name = names_.back(),
                              .align = right_aligned(column.field) ? Align::right : Align::left,
                              .width = column.width,
                              .flex = column.flex,
                              .least = column.least,
                              .sortable = column.field != AccountField::history,
                              .priority = column.priority});
  }
}

std::string AccountTable::sorted_by() const {
  const auto column = std::ranges::find(columns_, order_.by, &AccountColumn::field);
  if (column == columns_.end()) return {};
  const std::string& name = names_[static_cast<std::size_t>(column - columns_.begin())];
  // Without the unit, which is the last word of the columns with money.
  const bool money = order_.by == AccountField::revenue || order_.by == AccountField::pipeline ||
                     order_.by == AccountField::forecast;
  return "sorted by " + lower_first(money ? name.substr(0, name.rfind(' ')) : name);
}

Sort AccountTable::sort() const {
  const auto column = std::ranges::find(columns_, order_.by, &AccountColumn::field);
  if (column == columns_.end()) return {};
  return {static_cast<int>(column - columns_.begin()), order_.descending};
}

void AccountTable::draw_cell(ScreenContext& in, const AccountRow& row, AccountField field,
                             bool as_link) {
  Ui& ui = in.ui;
  const TextOptions muted{.style = TextStyle::small, .tone = Tone::muted, .wrap = false};
  const model::Currency base = in.figures.portfolio().base;
  const auto money = [&](std::int64_t minor, const model::MoneyScale& scale) {
    ui.number(model::in_scale({minor, base}, scale),
              row.record == nullptr ? Tone::muted : Tone::ink);
  };
  if (field == AccountField::revenue) return money(row.revenue, rows_.revenue_scale());
  if (field == AccountField::pipeline) {
    if (row.open_deals == 0) return ui.text(nothing, muted);
    return money(row.open_pipeline, rows_.pipeline_scale());
  }
  if (field == AccountField::open_deals) {
    if (row.open_deals == 0) return ui.text(nothing, muted);
    return ui.number(model::count_text(row.open_deals));
  }
  if (row.record == nullptr) {
    if (field == AccountField::name) ui.text("Without account", muted);
    return;
  }
  const Account& account = row.record->data;
  const auto text = [&](const std::string& words) {
    ui.text(words.empty() ? nothing : std::string_view(words), muted);
  };
  switch (field) {
    case AccountField::name: {
      ui.space(16.0f * row.depth);
      const std::string name = name_of(in.plan, {model::Kind::account, row.record->id});
      if (!as_link) {
        ui.text(name, {.style = TextStyle::small_strong, .wrap = false});
      } else if (ui.link(name, TextStyle::small_strong)) {
        in.go({.page = Page::account, .account = row.record->id});
      }
      if (row.needs_home) {
        ui.badge("Needs a home", Tone::warning);
      } else if (as_link && row.depth == 0) {
        if (const auto* parent = in.plan.find(account.parent)) {
          ui.text("part of " + name_of(in.plan, {model::Kind::account, parent->id}), muted);
        }
      }
      break;
    }
    case AccountField::tier: {
      if (account.tier == model::Tier::unset) return ui.text(nothing, muted);
      const Tone tone = account.tier == model::Tier::strategic ? Tone::accent
                        : account.tier == model::Tier::key     ? Tone::positive
                                                               : Tone::muted;
      ui.badge(model::tier_choices[static_cast<std::size_t>(account.tier)].label, tone);
      break;
    }
    case AccountField::forecast:
      if (!row.forecast) return ui.text(nothing, muted);
      money(*row.forecast, rows_.revenue_scale());
      break;
    case AccountField::history: {
      const int last = in.figures.portfolio().shown_year;
      if (last == 0) return ui.text(nothing, muted);
      std::array<double, history_years> values{};
      for (int i = 0; i < history_years; ++i) {
        values[static_cast<std::size_t>(i)] =
            static_cast<double>(row.result->revenue(last - history_years + 1 + i).value) /
            static_cast<double>(rows_.revenue_scale().divisor);
      }
      sparkline(
          ui,
          "Revenue " + model::year_text(last - history_years + 1) + " to " + model::year_text(last),
          values);
      break;
    }
    case AccountField::growth:
      if (!row.growth) return ui.text(nothing, muted);
      ui.number(model::percent_text(*row.growth, 0, model::Sign::always),
                *row.growth < 0   ? Tone::negative
                : *row.growth > 0 ? Tone::positive
                                  : Tone::muted);
      break;
    case AccountField::state:
      ui.status_dot(state_word(row.state), state_tone(row.state));
      break;
    case AccountField::next_step: {
      const NextStep step = next_step(in, *row.result);
      TextOptions options = muted;
      if (step.overdue) options.tone = Tone::warning;
      ui.text(step.text.empty() ? nothing : std::string_view(step.text), options);
      break;
    }
    case AccountField::sector:
      text(account.sector);
      break;
    case AccountField::country:
      text(account.country);
      break;
    case AccountField::owner:
      text(account.owner ? name_of(in.plan, {model::Kind::team_member, account.owner.id}) : "");
      break;
    case AccountField::renewal:
      text(model::date_text(account.renewal));
      break;
    case AccountField::revenue:
    case AccountField::pipeline:
    case AccountField::open_deals:
      break;
  }
}

void AccountTable::frame(ScreenContext& in, const Options& options) {
  const std::string name = capitalised(words(in.plan).accounts);
  const bool as_link = options.selection != nullptr;
  auto table = in.ui.table(
      name, shown_columns_, rows_.size() + (with_last_row_ ? 1 : 0),
      {.sort = sort(),
       .fill = options.fill,
       .selection = options.selection,
       .key = [this](std::size_t row) { return last_row(row) ? 0 : rows_[row].record->id.bits; },
       .empty = options.empty});
  while (table.next_row()) {
    const std::size_t place = table.row();
    const AccountRow& row = last_row(place) ? *rows_.without_account() : rows_[place];
    for (const AccountColumn& column : columns_) {
      table.cell();
      draw_cell(in, row, column.field, as_link);
    }
    table.row_name(row.record == nullptr
                       ? "Without account"
                       : name_of(in.plan, {model::Kind::account, row.record->id}));
  }
  if (table.sorted) {
    const AccountField field = columns_[static_cast<std::size_t>(table.sorted->column)].field;
    if (field == order_.by) {
      order_.descending = table.sorted->descending;
    } else {
      sort_by(field);
    }
    in.ui.request_frames();
  }
  if (table.opened) {
    if (last_row(*table.opened)) {
      in.go({.page = Page::opportunities, .without_account = true});
    } else {
      in.go({.page = Page::account, .account = rows_[*table.opened].record->id});
    }
  }
  if (table.copy_requested) in.copy(as_text(in, options.selection));
}

TsvWriter AccountTable::as_text(const ScreenContext& in, const Selection* selection) const {
  // Full amounts without signs and groups, ISO dates: what every spreadsheet reads.
  const model::Currency base = in.figures.portfolio().base;
  const std::string code = model::to_text(base);
  const auto money = [&](std::int64_t minor) {
    return model::decimal_text(minor, model::minor_digits(base));
  };
  const auto text = [&](const AccountRow& row, AccountField field) -> std::string {
    if (field == AccountField::revenue) return money(row.revenue);
    if (field == AccountField::pipeline) return money(row.open_pipeline);
    if (field == AccountField::open_deals) return model::decimal_text(row.open_deals, 0);
    if (row.record == nullptr) return field == AccountField::name ? "Without account" : "";
    const Account& account = row.record->data;
    switch (field) {
      case AccountField::name:
        return account.name;
      case AccountField::tier:
        return account.tier == model::Tier::unset
                   ? ""
                   : std::string(model::tier_choices[static_cast<std::size_t>(account.tier)].label);
      case AccountField::forecast:
        return row.forecast ? money(*row.forecast) : "";
      case AccountField::growth:
        return row.growth ? plain_percent(*row.growth) : "";
      case AccountField::state:
        return std::string(state_word(row.state));
      case AccountField::next_step:
        return next_step(in, *row.result).text;
      case AccountField::sector:
        return account.sector;
      case AccountField::country:
        return account.country;
      case AccountField::owner:
        return account.owner ? name_of(in.plan, {model::Kind::team_member, account.owner.id}) : "";
      case AccountField::renewal:
        return account.renewal ? model::to_text(account.renewal) : "";
      default:
        return {};
    }
  };
  const auto header = [&](std::size_t column) {
    switch (columns_[column].field) {
      case AccountField::revenue:
        return "Revenue " + model::year_text(in.figures.portfolio().shown_year) + " " + code;
      case AccountField::forecast:
        return "Forecast " + model::year_text(in.figures.portfolio().plan_year) + " " + code;
      case AccountField::pipeline:
        return "Open pipeline " + code;
      default:
        return names_[column];
    }
  };
  TsvWriter writer;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (columns_[c].field != AccountField::history) writer.cell(header(c));
  }
  writer.end_row();
  const bool all = selection == nullptr || selection->keys.empty();
  const std::size_t count = rows_.size() + (with_last_row_ && all ? 1 : 0);
  for (std::size_t i = 0; i < count; ++i) {
    const AccountRow& row = last_row(i) ? *rows_.without_account() : rows_[i];
    if (!all && !selection->contains(row.record->id.bits)) continue;
    for (const AccountColumn& column : columns_) {
      if (column.field != AccountField::history) writer.cell(text(row, column.field));
    }
    writer.end_row();
  }
  return writer;
}

}  // namespace keyplan::ui
