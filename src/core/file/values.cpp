#include "core/file/values.h"

#include <algorithm>
#include <optional>

namespace keyplan::file {
namespace {

using namespace model;

template <class T>
const T& member(const FieldInfo& field, const void* data) {
  return *static_cast<const T*>(field.at(data));
}

template <class T>
T& member(const FieldInfo& field, void* data) {
  return *static_cast<T*>(const_cast<void*>(field.at(data)));
}

// Printing
// -----------------------------------------------------------------------------------------

void add_quoted(TextBuffer& out, std::string_view plain) {
  out.add('"');
  out.add(plain);
  out.add('"');
}

char* put_digits(char* at, int number, int digits) {
  for (int i = digits; i > 0; --i, number /= 10) at[i - 1] = static_cast<char>('0' + number % 10);
  return at + digits;
}

// Plans hold hundreds of thousands of these: written in place, without a string of their own.
void add(TextBuffer& out, const FieldInfo&, Id id) {
  out.add('"');
  add_id(out, id);
  out.add('"');
}

void add(TextBuffer& out, const FieldInfo&, Date date) {
  const CivilDate day = civil(date);
  char* at = out.room(12);
  *at++ = '"';
  at = put_digits(at, day.year, 4);
  *at++ = '-';
  at = put_digits(at, day.month, 2);
  *at++ = '-';
  at = put_digits(at, day.day, 2);
  *at++ = '"';
  out.written(at);
}

void add(TextBuffer& out, const FieldInfo&, const Money& money) {
  out.add("{\"amount\": ");
  out.add(money.minor);
  out.add(", \"currency\": \"");
  out.add(to_text(money.currency));
  out.add("\"}");
}

void add(TextBuffer& out, const FieldInfo&, const std::string& text) { out.add_string(text); }
void add(TextBuffer& out, const FieldInfo&, Percent percent) { out.add(to_text(percent)); }
void add(TextBuffer& out, const FieldInfo&, Rate rate) { out.add(to_text(rate)); }
void add(TextBuffer& out, const FieldInfo&, Count count) { out.add(count.value); }
void add(TextBuffer& out, const FieldInfo&, Period period) { add_quoted(out, to_text(period)); }
void add(TextBuffer& out, const FieldInfo&, Currency currency) {
  add_quoted(out, to_text(currency));
}
void add(TextBuffer& out, const FieldInfo&, Decimal number) { out.add(to_text(number)); }
void add(TextBuffer& out, const FieldInfo&, const OrderKey& key) { add_quoted(out, key.text); }
void add(TextBuffer& out, const FieldInfo&, bool) { out.add("true"); }
void add(TextBuffer& out, const FieldInfo& field, std::uint8_t choice) {
  add_quoted(out, field.choices[choice].key);
}
void add(TextBuffer& out, const FieldInfo& field, const Progress& progress) {
  out.add('{');
  if (progress.probability) {
    out.add("\"probability\": ");
    out.add(to_text(progress.probability));
    out.add(", ");
  }
  out.add("\"stage\": ");
  add_quoted(out, field.choices[static_cast<std::size_t>(progress.stage)].key);
  out.add('}');
}

// Reading
// ------------------------------------------------------------------------------------------

std::optional<std::string_view> unquoted(std::string_view json) {
  if (json.size() < 2 || json.front() != '"' || json.back() != '"') return std::nullopt;
  return json.substr(1, json.size() - 2);
}

template <class T>
bool assign(T& member, const std::optional<T>& value) {
  if (value) member = *value;
  return value.has_value();
}

std::optional<std::uint8_t> find_choice(const FieldInfo& field, std::string_view key) {
  for (std::size_t i = 1; i < field.choices.size(); ++i) {
    if (field.choices[i].key == key) return static_cast<std::uint8_t>(i);
  }
  return std::nullopt;
}

bool read(const FieldInfo&, std::string_view json, std::string& member) {
  Cursor cursor(json);
  std::string text;
  if (!cursor.read_string(text) || !cursor.done()) return false;
  member = std::move(text);
  return true;
}

template <class T>
bool read_quoted(std::string_view json, T& member, std::optional<T> (*parse)(std::string_view)) {
  const auto text = unquoted(json);
  return text && assign(member, parse(*text));
}
bool read(const FieldInfo&, std::string_view json, Date& member) {
  return read_quoted(json, member, &parse_date);
}
bool read(const FieldInfo&, std::string_view json, Period& member) {
  return read_quoted(json, member, &parse_period);
}
bool read(const FieldInfo&, std::string_view json, Currency& member) {
  return read_quoted(json, member, &parse_currency);
}
bool read(const FieldInfo&, std::string_view json, Id& member) {
  return read_quoted(json, member, &parse_id);
}
bool read(const FieldInfo& field, std::string_view json, std::uint8_t& member) {
  const auto text = unquoted(json);
  return text && assign(member, find_choice(field, *text));
}
template <class T>
bool read_decimal(std::string_view json, T& member, std::optional<T> (*parse)(std::string_view)) {
  Cursor cursor(json);
  std::string_view number;
  return cursor.read_number(number) && cursor.done() && assign(member, parse(number));
}
bool read(const FieldInfo&, std::string_view json, Percent& member) {
  return read_decimal(json, member, &parse_percent);
}
bool read(const FieldInfo&, std::string_view json, Rate& member) {
  return read_decimal(json, member, &parse_rate);
}
bool read(const FieldInfo&, std::string_view json, Decimal& member) {
  return read_decimal(json, member, &parse_decimal_number);
}
bool read(const FieldInfo&, std::string_view json, OrderKey& member) {
  return read_quoted(json, member, &parse_order_key);
}
bool read(const FieldInfo&, std::string_view json, Count& member) {
  Cursor cursor(json);
  std::int64_t value = 0;
  if (!cursor.read_integer(value) || !cursor.done()) return false;
  member.value = value;
  return true;
}
bool read(const FieldInfo&, std::string_view json, bool& member) {
  if (json != "true" && json != "false") return false;
  member = json == "true";
  return true;
}
bool read(const FieldInfo&, std::string_view json, Money& member) {
  Cursor cursor(json);
  Money money;
  if (!cursor.skip("{\"amount\": ") || !cursor.read_integer(money.minor)) return false;
  if (!cursor.skip(", \"currency\": \"") || !cursor.rest().ends_with("\"}")) return false;
  const auto currency = parse_currency(cursor.rest().substr(0, cursor.rest().size() - 2));
  if (!currency) return false;
  money.currency = *currency;
  member = money;
  return true;
}
bool read(const FieldInfo& field, std::string_view json, Progress& member) {
  Cursor cursor(json);
  Progress progress;
  if (!cursor.skip("{")) return false;
  if (cursor.skip("\"probability\": ")) {
    std::string_view number;
    if (!cursor.read_number(number) || !cursor.skip(", ")) return false;
    if (!assign(progress.probability, parse_percent(number))) return false;
  }
  if (!cursor.skip("\"stage\": \"") || !cursor.rest().ends_with("\"}")) return false;
  const auto stage = find_choice(field, cursor.rest().substr(0, cursor.rest().size() - 2));
  if (!stage) return false;
  progress.stage = static_cast<Stage>(*stage);
  member = progress;
  return true;
}

}  // namespace

void add_field(TextBuffer& out, std::string_view prefix, const FieldInfo& field, const void* data) {
  with_type(field.type, [&]<class T>() {
    const T& value = member<T>(field, data);
    if constexpr (std::is_same_v<T, std::string>) {
      if (value.empty()) return;
    } else {
      if (!value) return;
    }
    out.add(prefix);
    add(out, field, value);
    out.add(',');
  });
}

void add_id(TextBuffer& out, Id id) {
  constexpr int length = 12;
  char* const at = out.room(length);
  for (int i = length; i > 0; --i, id.bits >>= 5) at[i - 1] = base32_digits[id.bits & 31];
  out.written(at + length);
}

bool read_field(const FieldInfo& field, std::string_view json, void* data) {
  return with_type(field.type,
                   [&]<class T>() { return read(field, json, member<T>(field, data)); });
}

std::string_view shape_of(FieldType type) {
  switch (type) {
    case FieldType::text:
    case FieldType::long_text:
      return "a text";
    case FieldType::money:
      return "an amount like {\"amount\": 123400, \"currency\": \"EUR\"}";
    case FieldType::percent:
      return "a percentage with up to two decimals";
    case FieldType::rate:
      return "an exchange rate above 0 with up to nine decimals";
    case FieldType::count:
      return "a whole number";
    case FieldType::date:
      return "a day of the calendar like \"2026-11-22\"";
    case FieldType::period:
      return "a year like \"2026\" or a month like \"2026-03\"";
    case FieldType::currency:
      return "a currency like \"EUR\"";
    case FieldType::choice:
      return "one of the choices of this field";
    case FieldType::reference:
      return "a record id of 12 characters";
    case FieldType::flag:
      return "true or false";
    case FieldType::decimal:
      return "a number with up to four decimals";
    case FieldType::order:
      return "a place in a list, letters and digits like \"V3k\"";
    case FieldType::progress:
      return "a stage like {\"probability\": 40, \"stage\": \"proposal\"}";
  }
  return {};
}

}  // namespace keyplan::file
