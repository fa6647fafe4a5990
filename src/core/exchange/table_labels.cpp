// What tables and columns are called, and the units their headers name.
#include <string>

#include "core/exchange/names.h"
#include "core/exchange/tables.h"

namespace keyplan::exchange {

std::string_view label_of(TableKind kind) {
  static constexpr std::array<std::string_view, table_kind_count> labels = {
      "Left out",  "Accounts", "Opportunities",  "Offerings",      "Team",
      "People",    "Revenue",  "Actions",        "Exchange rates", "Order items",
      "Addresses", "Names",    "Data dictionary"};
  return labels[std::to_underlying(kind)];
}

std::string label_of(TableKind kind, Target target) {
  switch (target.role) {
    case Role::ignore:
      return "Not used";
    case Role::field: {
      const std::optional<model::Kind> fields_of = field_kind(kind);
      if (!fields_of || target.field >= model::info(*fields_of).fields.size()) return "Not used";
      return std::string(model::info(*fields_of).fields[target.field].label);
    }
    case Role::revenue_of_year:
      return "Revenue " + std::to_string(target.year);
    case Role::contact:
      return "Contact person";
    case Role::first_name:
      return "First name";
    case Role::last_name:
      return "Last name";
    case Role::probability:
      return "Probability";
    case Role::closed_as:
      return "Won or lost";
    case Role::currency:
      return "Currency of the row";
    case Role::quantity:
      return "Quantity";
    case Role::order_status:
      return "Order status";
    case Role::address_id:
      return "Address id";
    case Role::label_id:
      return "Id";
    case Role::label_text:
      return "Name";
    case Role::language:
      return "Language";
    case Role::dictionary_table:
      return "Table";
    case Role::dictionary_field:
      return "Column";
    case Role::dictionary_text:
      return "Meaning";
  }
  return "";
}

UnitHint unit_hint(std::string_view text) {
  UnitHint hint;
  std::string word;
  const auto finish_word = [&] {
    if (word.empty()) return;
    const std::string folded = fold_name(word);
    if (is_currency_code(word)) hint.currency = *model::parse_currency(word);
    if (folded == "millions" || folded == "million" || folded == "mio" || folded == "mn")
      hint.power_of_ten = 6;
    if (folded == "thousands" || folded == "thousand" || folded == "tsd") hint.power_of_ten = 3;
    word.clear();
  };
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter)
      word += c;
    else
      finish_word();
  }
  finish_word();
  if (!hint.currency) {
    if (text.find('$') != std::string_view::npos) hint.currency = *model::parse_currency("USD");
    if (text.find("\u20AC") != std::string_view::npos)
      hint.currency = *model::parse_currency("EUR");
    if (text.find("\u00A3") != std::string_view::npos)
      hint.currency = *model::parse_currency("GBP");
  }
  return hint;
}

}  // namespace keyplan::exchange
