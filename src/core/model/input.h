// Reads what a person types into a field. Forgiving about form, strict about meaning: what cannot
// be read for certain is an error that says how to write it. Cells of imported files are read by
// core/exchange, which knows the dialect of the whole column.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "core/model/plan.h"

namespace keyplan::model {

template <class T>
using Read = std::expected<T, std::string>;  // the error is a sentence

// Empty text gives the empty value everywhere.

/// "1.2m", "45k", "1,234.56", "1.234,56", "€ 5 000", "(300)", "12 USD". One mark with three digits
/// after it groups: "1.234" is 1234. Without a currency the amount is in `usual`.
Read<Money> read_money(std::string_view text, Currency usual);
Read<Percent> read_percent(std::string_view text);  // "12.5", "12,5 %"
Read<Rate> read_rate(std::string_view text);
Read<Count> read_count(std::string_view text);      // "8,800", "1.2k"
Read<Decimal> read_decimal(std::string_view text);  // "4.5", "1,234.5", "12k"
/// "30 Jun 2027", "June 30, 2027", "30.6.2027", "30/6/27", "2027-06-30". Day before month, unless
/// only the other order is a date.
Read<Date> read_date(std::string_view text);
Read<Period> read_period(std::string_view text);  // "FY27", "2027", "Mar 2026", "2026-03", "3/2026"
Read<Currency> read_currency(std::string_view text);  // "EUR", "eur", "€"

/// Reads text for a described field. Choices by label, key or alias; references by the record's
/// name.
Read<Value> parse_input(const FieldInfo& field, std::string_view text, const Plan& plan);

}  // namespace keyplan::model
