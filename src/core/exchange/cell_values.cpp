#include "core/exchange/cell_values.h"

#include "core/exchange/names.h"
#include "core/exchange/questions.h"
#include "core/model/input.h"

namespace keyplan::exchange {
namespace {

using model::FieldType;
using model::Value;

std::string one_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c != '\n' && c != '\r') {
      out += c;
      continue;
    }
    if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    out += out.ends_with(',') ? " " : ", ";
  }
  return out;
}

CellReading not_a(std::string_view cell, std::string_view what) {
  return {{}, quoted(cell) + " is not " + std::string(what) + "."};
}

CellReading too_large(std::string_view cell) {
  return {{}, quoted(cell) + " is too large a number."};
}

CellReading read_money(std::string_view cell, const ColumnFormat& format,
                       model::Currency currency) {
  const std::optional<Number> number = parse_number(cell, format.mark);
  if (!number || number->percent) return not_a(cell, "an amount");
  if (!number->currency_code().empty())
    if (const auto named = model::parse_currency(number->currency_code())) currency = *named;
  const auto scaled = to_scaled(*number, model::minor_digits(currency) + format.power_of_ten);
  if (!scaled) return too_large(cell);
  return {model::Money{scaled->value, currency}, {}, scaled->was_rounded};
}

CellReading read_count(std::string_view cell, const ColumnFormat& format) {
  const std::optional<Number> number = parse_number(cell, format.mark);
  if (!number) return not_a(cell, "a number");
  const auto scaled = to_scaled(*number, format.power_of_ten);
  if (!scaled) return too_large(cell);
  return {model::Count{scaled->value}, {}};
}

CellReading read_rate(std::string_view cell, const ColumnFormat& format) {
  const std::optional<Number> number = parse_number(cell, format.mark);
  const auto scaled = number ? to_scaled(*number, 9) : std::nullopt;
  if (!scaled || scaled->value <= 0) return not_a(cell, "an exchange rate");
  return {model::Rate{scaled->value}, {}};
}

CellReading read_percent(std::string_view cell, const ColumnFormat& format) {
  const std::optional<Number> number = parse_number(cell, format.mark);
  const auto scaled = number ? to_scaled(*number, 2) : std::nullopt;
  if (!scaled || scaled->value > 1'000'000 || scaled->value < -1'000'000)
    return not_a(cell, "a percentage");
  return {model::Percent{static_cast<std::int32_t>(scaled->value)}, {}};
}

CellReading read_date(std::string_view cell, const ColumnFormat& format) {
  const auto date = parse_date(cell, format.order);
  if (!date) return not_a(cell, "a date");
  if (is_open_end(*date)) return {};
  return {*date, {}};
}

}  // namespace

std::vector<BoundColumn> bind_columns(const SourceTable& table, model::Kind kind) {
  std::vector<BoundColumn> bound;
  const auto fields = model::info(kind).fields;
  for (std::size_t c = 0; c < table.targets.size(); ++c) {
    const Target& target = table.targets[c];
    if (target.role != Role::field || target.field >= fields.size()) continue;
    bound.push_back({c, target.field, &fields[target.field], &table.formats[c], {}});
  }
  return bound;
}

CellReading read_cell(BoundColumn& column, std::string_view cell, model::Currency currency,
                      int fiscal_start_month) {
  cell = trim(cell);
  if (cell.empty()) return {};
  const ColumnFormat& format = *column.format;
  switch (column.info->type) {
    case FieldType::text:
      return {one_line(cell), {}};
    case FieldType::long_text:
      return {std::string(cell), {}};
    case FieldType::money:
      return read_money(cell, format, format.currency ? format.currency : currency);
    case FieldType::percent:
      return read_percent(cell, format);
    case FieldType::rate:
      return read_rate(cell, format);
    case FieldType::count:
      return read_count(cell, format);
    case FieldType::date:
      return read_date(cell, format);
    case FieldType::period: {
      const model::Period period = read_period(cell, format, fiscal_start_month);
      if (!period) return not_a(cell, "a year, month or date");
      return {period, {}};
    }
    case FieldType::currency: {
      const model::Currency named = read_currency(cell);
      if (!named) return not_a(cell, "a currency code");
      return {named, {}};
    }
    case FieldType::choice: {
      const auto [at, is_new] = column.choices.try_emplace(cell);
      if (is_new) at->second = find_choice(column.info->choices, cell);
      if (!at->second)
        return not_a(cell, "one of the choices of " + std::string(column.info->label));
      return {model::Choice{*at->second}, {}};
    }
    case FieldType::flag: {
      const std::string word = squash(cell);
      return {word == "true" || word == "yes" || word == "1" || word == "ja" || word == "x", {}};
    }
    case FieldType::decimal: {
      auto number = model::read_decimal(cell);
      if (!number) return not_a(cell, "a number");
      return {*number, {}};
    }
    case FieldType::reference:
    case FieldType::progress:
    case FieldType::order:
      return {};
  }
  return {};
}

std::optional<std::int64_t> read_fine_amount(std::string_view cell, const ColumnFormat& format) {
  const std::optional<Number> number = parse_number(cell, format.mark);
  if (!number || number->percent) return std::nullopt;
  const auto scaled = to_scaled(*number, fine_digits + format.power_of_ten);
  if (!scaled) return std::nullopt;
  return scaled->value;
}

std::int64_t fine_to_minor(std::int64_t fine, model::Currency currency) {
  Number number{.mantissa = fine, .scale = fine_digits};
  const auto scaled = to_scaled(number, model::minor_digits(currency));
  return scaled ? scaled->value : model::max_exact_integer;
}

model::Currency read_currency(std::string_view cell) {
  cell = trim(cell);
  std::string code;
  for (const char c : cell.substr(0, 3))
    code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  if (cell.size() == 3 && is_currency_code(code)) return *model::parse_currency(code);
  // "US Dollar", "Euro" and "$": what Dynamics and HubSpot write into currency columns.
  const std::string folded = fold_name(cell);
  if (folded == "us dollar" || cell == "$") return *model::parse_currency("USD");
  if (folded == "euro" || cell == "\u20AC") return *model::parse_currency("EUR");
  if (folded == "pound sterling" || folded == "british pound" || cell == "\u00A3")
    return *model::parse_currency("GBP");
  if (folded == "swiss franc") return *model::parse_currency("CHF");
  return {};
}

model::Percent read_probability(std::string_view cell, const ColumnFormat& format,
                                const ColumnProfile& profile) {
  const std::optional<Number> number = parse_number(cell, format.mark);
  if (!number || number->mantissa < 0) return {};
  // Columns of fractions (0.25) have decimals and stay at or below one.
  const auto as_percent = to_scaled(*number, 2);
  const bool fraction =
      !number->percent && profile.numbers.decimals > 0 && as_percent && as_percent->value <= 100;
  const auto scaled = to_scaled(*number, fraction ? 4 : 2);
  if (!scaled || scaled->value > 10'000) return {};
  return {static_cast<std::int32_t>(scaled->value)};
}

model::Period read_period(std::string_view cell, const ColumnFormat& format,
                          int fiscal_start_month) {
  cell = trim(cell);
  const auto date = parse_date(cell, format.order);
  if (date) {
    if (is_open_end(*date)) return {};
    return {static_cast<std::int16_t>(model::fiscal_year(*date, fiscal_start_month)), 0};
  }
  std::string digits;
  for (const char c : cell) {
    if (c >= '0' && c <= '9')
      digits += c;
    else if (!digits.empty() && c != '-' && c != '/' && c != '.')
      break;
  }
  const auto number = [&](std::size_t from, std::size_t count) {
    int value = 0;
    for (std::size_t i = from; i < from + count; ++i) value = value * 10 + (digits[i] - '0');
    return value;
  };
  if (digits.size() < 4) return {};
  const int year = number(0, 4);
  if (year < 1000) return {};
  const auto of_year = static_cast<std::int16_t>(year);
  if (digits.size() == 4) return {of_year, 0};
  // "2017-03"; "2018001" is SAP's third form, of a fiscal year's first month, which is not a
  // calendar month in every company, so only the year is taken.
  if (digits.size() == 6 && number(4, 2) >= 1 && number(4, 2) <= 12)
    return {of_year, static_cast<std::int8_t>(number(4, 2))};
  if (digits.size() == 7 && number(4, 3) >= 1 && number(4, 3) <= 16) return {of_year, 0};
  return {};
}

}  // namespace keyplan::exchange
