#include "core/model/display.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace keyplan::model {
namespace {

constexpr std::string_view minus = "\u2212";
constexpr std::string_view no_break_space = "\u00a0";
constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string digits_of(std::uint64_t number) {
  std::array<char, 20> text;
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr};
}

std::string grouped(std::uint64_t number) {
  const std::string digits = digits_of(number);
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i != 0 && (digits.size() - i) % 3 == 0) text += ',';
    text += digits[i];
  }
  return text;
}

std::uint64_t power_of_ten(int exponent) {
  std::uint64_t power = 1;
  for (; exponent > 0; --exponent) power *= 10;
  return power;
}

std::uint64_t magnitude_of(std::int64_t number) {
  return number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
}

/// magnitude / divisor with that many decimals, half away from zero.
std::string divided(std::uint64_t magnitude, std::uint64_t divisor, int decimals) {
  const std::uint64_t ten = power_of_ten(decimals);
  std::uint64_t whole = magnitude / divisor;
  const std::uint64_t rest = magnitude % divisor;
  // rest < divisor <= 10^12 and ten <= 10^3: no overflow.
  std::uint64_t part = (rest * ten * 2 + divisor) / (divisor * 2);
  if (part == ten) {
    ++whole;
    part = 0;
  }
  std::string text = grouped(whole);
  if (decimals > 0) {
    const std::string tail = digits_of(part);
    text += '.';
    text.append(static_cast<std::size_t>(decimals) - tail.size(), '0');
    text += tail;
  }
  return text;
}

bool is_zero(std::string_view text) {
  return text.find_first_of("123456789") == std::string_view::npos;
}

/// What stands before a number: nothing for one that is shown as zero.
std::string_view sign_text(bool negative, std::string_view shown, Sign sign) {
  if (is_zero(shown)) return "";
  if (negative) return minus;
  return sign == Sign::always ? "+" : "";
}

}  // namespace

Currency base_currency(const Plan& plan) {
  const Currency chosen = plan.settings().base_currency;
  return chosen ? chosen : *parse_currency("EUR");
}

std::string currency_sign(Currency currency) {
  const std::string code = to_text(currency);
  if (code == "EUR") return "€";
  if (code == "USD") return "$";
  if (code == "GBP") return "£";
  if (code == "JPY") return "¥";
  return code.empty() ? code : code + std::string(no_break_space);
}

std::string money_text(Money money, MoneyStyle style, Sign sign) {
  if (!money) return {};
  const int digits = minor_digits(money.currency);
  const std::uint64_t unit = power_of_ten(digits);
  const std::uint64_t magnitude = magnitude_of(money.minor);
  std::string number;
  std::string tail;
  if (style == MoneyStyle::plain) {
    style = magnitude % unit == 0 ? MoneyStyle::whole : MoneyStyle::full;
  }
  if (style == MoneyStyle::full) {
    number = divided(magnitude, unit, digits);
  } else if (style == MoneyStyle::whole || magnitude < 999'500 * unit / 1000) {
    number = divided(magnitude, unit, 0);
  } else {
    struct Step {
      std::uint64_t factor;
      std::string_view letter;
    };
    constexpr std::array<Step, 3> steps = {{{1'000, "k"}, {1'000'000, "M"}, {1'000'000'000, "B"}}};
    // The step above as soon as rounding reaches it: 999,950 is 1.0 M, not 1,000 k.
    const Step* step = steps.data();
    while (step->letter != "B" && magnitude >= step->factor * 1000 * unit / 10'000 * 9'995) ++step;
    const bool thousands = step->letter == "k";
    const bool large = magnitude >= step->factor * unit * 10;
    number = divided(magnitude, step->factor * unit, thousands && large ? 0 : 1);
    tail = std::string(no_break_space) + std::string(step->letter);
  }
  return std::string(sign_text(money.minor < 0, number, sign)) + currency_sign(money.currency) +
         number + tail;
}

MoneyScale money_scale(Money largest) {
  MoneyScale scale{.currency = largest.currency};
  const auto unit = static_cast<std::int64_t>(power_of_ten(minor_digits(largest.currency)));
  const auto units = magnitude_of(largest.minor) / static_cast<std::uint64_t>(unit);
  const std::string sign = currency_sign(largest.currency);
  if (units >= 1'000'000) {
    scale.divisor = unit * 1'000'000;
    scale.unit = sign + "M";
    scale.decimals = units >= 1'000'000'000 ? 0 : units >= 10'000'000 ? 1 : 2;
  } else if (units >= 10'000) {
    scale.divisor = unit * 1'000;
    scale.unit = sign + "k";
    scale.decimals = units >= 100'000 ? 0 : 1;
  } else {
    scale.divisor = unit;
    scale.unit = sign;
    while (scale.unit.ends_with(no_break_space)) {
      scale.unit.resize(scale.unit.size() - no_break_space.size());
    }
  }
  return scale;
}

std::string in_scale(Money money, const MoneyScale& scale, Sign sign) {
  if (!money) return {};
  const std::string number =
      divided(magnitude_of(money.minor), static_cast<std::uint64_t>(scale.divisor), scale.decimals);
  return std::string(sign_text(money.minor < 0, number, sign)) + number;
}

std::string number_text(double number, int decimals, Sign sign) {
  const double scaled = std::abs(number) * static_cast<double>(power_of_ten(decimals));
  if (!(scaled < 9e18)) return "\u2014";  // nothing meaningful to show: a dash
  const std::string text =
      divided(static_cast<std::uint64_t>(std::llround(scaled)), power_of_ten(decimals), decimals);
  return std::string(sign_text(number < 0, text, sign)) + text;
}

std::string percent_text(double ratio, int decimals, Sign sign) {
  return number_text(ratio * 100, decimals, sign) + "%";
}

std::string count_text(std::int64_t count) {
  return (count < 0 ? std::string(minus) : std::string()) + grouped(magnitude_of(count));
}

std::string counted(std::int64_t count, std::string_view one, std::string_view many) {
  return count_text(count) + " " + std::string(count == 1 ? one : many);
}

std::string lower_first(std::string_view label) {
  const auto capital = [&](std::size_t i) {
    return i < label.size() && label[i] >= 'A' && label[i] <= 'Z';
  };
  std::string text(label);
  if (capital(0) && !capital(1)) text[0] = static_cast<char>(text[0] + 32);
  return text;
}

std::string date_text(Date date) {
  if (!date) return {};
  const CivilDate day = civil(date);
  return digits_of(static_cast<std::uint64_t>(day.day)) + " " +
         std::string(months[static_cast<std::size_t>(day.month - 1)]) + " " +
         digits_of(static_cast<std::uint64_t>(day.year));
}

std::string year_text(int fiscal_year) { return "FY" + digits_of(magnitude_of(fiscal_year)); }

std::string period_text(Period period) {
  if (!period) return {};
  if (period.month == 0) return year_text(period.year);
  return std::string(months[static_cast<std::size_t>(period.month - 1)]) + " " +
         digits_of(magnitude_of(period.year));
}

namespace {

std::string decimal_shown(Decimal number) {
  std::string text = to_text(number);
  const std::size_t point = text.find('.');
  const std::string rest = point == std::string::npos ? std::string() : text.substr(point);
  return count_text(number.ten_thousandths / 10000).starts_with('0') && number.ten_thousandths < 0
             ? std::string(minus) + "0" + rest
             : count_text(number.ten_thousandths / 10000) + rest;
}

std::string choice_text(const FieldInfo& field, std::size_t index) {
  return index < field.choices.size() ? std::string(field.choices[index].label) : std::string();
}

std::string reference_text(const FieldInfo& field, Id id, const Plan& plan) {
  const RecordBase* target = plan.find({field.target, id});
  if (target == nullptr) return "Removed " + std::string(info(field.target).label);
  std::string title = title_of(field.target, *target);
  return title.empty() ? "Unnamed" : title;
}

}  // namespace

std::string display(const FieldInfo& field, const Value& value, const Plan& plan) {
  struct Visitor {
    const FieldInfo& field;
    const Plan& plan;
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(Money money) const { return money_text(money, MoneyStyle::plain); }
    std::string operator()(Percent percent) const { return to_text(percent) + "%"; }
    std::string operator()(Rate rate) const { return to_text(rate); }
    std::string operator()(Count count) const { return count_text(count.value); }
    std::string operator()(Decimal number) const { return decimal_shown(number); }
    std::string operator()(const OrderKey& key) const { return key.text; }
    std::string operator()(Date date) const { return date_text(date); }
    std::string operator()(Period period) const {
      return field.options.calendar ? to_text(period) : period_text(period);
    }
    std::string operator()(Currency currency) const { return to_text(currency); }
    std::string operator()(Choice choice) const { return choice_text(field, choice.index); }
    std::string operator()(Id id) const { return reference_text(field, id, plan); }
    std::string operator()(bool flag) const { return flag ? "Yes" : "No"; }
    std::string operator()(const Progress& progress) const {
      std::string text = choice_text(field, static_cast<std::size_t>(progress.stage));
      if (progress.probability) text += " · " + to_text(progress.probability) + "%";
      return text;
    }
  };
  return std::visit(Visitor{field, plan}, value);
}

std::string edit_text(const FieldInfo& field, const Value& value, const Plan& plan) {
  if (const auto* money = std::get_if<Money>(&value); money != nullptr && *money) {
    const int digits = minor_digits(money->currency);
    const auto unit = static_cast<std::int64_t>(power_of_ten(digits));
    // No group marks while typing, but all decimals: "1.2" would look like less than "1.20".
    std::string text = decimal_text(money->minor / unit, 0);
    if (money->minor < 0 && money->minor > -unit) text = "-0";
    if (money->minor % unit != 0) {
      std::string cents = digits_of(magnitude_of(money->minor % unit));
      text += '.' + std::string(static_cast<std::size_t>(digits) - cents.size(), '0') + cents;
    }
    if (money->currency != base_currency(plan)) text += " " + to_text(money->currency);
    return text;
  }
  if (const auto* count = std::get_if<Count>(&value)) return decimal_text(count->value, 0);
  if (const auto* number = std::get_if<Decimal>(&value)) return to_text(*number);
  if (const auto* progress = std::get_if<Progress>(&value)) {
    std::string text = choice_text(field, static_cast<std::size_t>(progress->stage));
    if (progress->probability) text += " " + to_text(progress->probability) + "%";
    return text;
  }
  return display(field, value, plan);
}

}  // namespace keyplan::model
