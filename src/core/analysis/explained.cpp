#include "core/analysis/explained.h"

#include <algorithm>

#include "core/model/display.h"

namespace keyplan::analysis {

using namespace model;

namespace {

constexpr std::string_view too_large = "The sum is too large to be added up.";

FigureValue as_value(Ratio ratio) { return ratio ? FigureValue(*ratio) : FigureValue(); }

std::string shown_as(const FigureValue& value, Unit unit, MoneyStyle style) {
  if (const auto* money = std::get_if<Money>(&value)) {
    return money_text(*money, style) + (unit == Unit::money_per_day ? " a day" : "");
  }
  if (const auto* count = std::get_if<std::int64_t>(&value)) return count_text(*count);
  if (const auto* number = std::get_if<double>(&value)) {
    switch (unit) {
      case Unit::percent:
        return percent_text(*number);
      case Unit::multiple:
        return number_text(*number, 1) + "×";
      case Unit::score:
        return number_text(*number, 1);
      case Unit::days:
        return number_text(*number) + (number_text(*number) == "1" ? " day" : " days");
      default:
        return number_text(*number);
    }
  }
  return "n/a";
}

}  // namespace

std::string_view unit_name(Unit unit) {
  switch (unit) {
    case Unit::none:
      return "none";
    case Unit::money:
      return "money";
    case Unit::percent:
      return "ratio";
    case Unit::multiple:
      return "multiple";
    case Unit::count:
      return "count";
    case Unit::days:
      return "days";
    case Unit::points:
      return "points";
    case Unit::score:
      return "score";
    case Unit::money_per_day:
      return "money per day";
  }
  return "none";
}

std::string shown(const FigureValue& value, Unit unit) {
  return shown_as(value, unit, MoneyStyle::full);
}

std::string shown_compact(const FigureValue& value, Unit unit) {
  return shown_as(value, unit, MoneyStyle::compact);
}

using Builder = FigureList::Builder;

Builder& Builder::otherwise(std::string_view reason) {
  if (!figure().has_value() && figure().na_reason != too_large) figure().na_reason = reason;
  return *this;
}

Builder& Builder::add(std::string name, FigureValue value, Unit unit) {
  std::string text = shown(value, unit);
  figure().inputs.push_back({std::move(name), value, unit, std::move(text)});
  return *this;
}

Builder& Builder::money(std::string name, std::optional<std::int64_t> minor) {
  return add(std::move(name), minor ? FigureValue(Money{*minor, list_.base_}) : FigureValue(),
             Unit::money);
}

Builder& Builder::money(std::string name, const Sum& sum) {
  return money(std::move(name), sum.overflowed ? std::nullopt : std::optional(sum.value));
}

Builder& Builder::percent(std::string name, Ratio ratio) {
  return add(std::move(name), as_value(ratio), Unit::percent);
}

Builder& Builder::multiple(std::string name, Ratio ratio) {
  return add(std::move(name), as_value(ratio), Unit::multiple);
}

Builder& Builder::days(std::string name, Ratio days) {
  return add(std::move(name), as_value(days), Unit::days);
}

Builder& Builder::points(std::string name, Ratio points) {
  return add(std::move(name), as_value(points), Unit::points);
}

Builder& Builder::count(std::string name, std::int64_t count) {
  return add(std::move(name), FigureValue(count), Unit::count);
}

Builder& Builder::remark(std::string name, std::string text) {
  figure().inputs.push_back({std::move(name), {}, Unit::none, std::move(text)});
  return *this;
}

Builder& Builder::gaps(const std::vector<Gap>& gaps) {
  for (const Gap& gap : gaps) {
    remark("Left out", sentence(gap));
    figure().inputs.back().record = gap.example;
  }
  return *this;
}

Builder& Builder::entered(RecordKey record, std::uint16_t field, std::string_view remark) {
  figure().inputs.back().record = record;
  figure().inputs.back().field = field;
  return last_remark(remark);
}

Builder& Builder::last_remark(std::string_view remark) {
  if (!remark.empty()) figure().inputs.back().text += ", " + std::string(remark);
  return *this;
}

Builder FigureList::add(std::string id, std::string label, FigureValue value, Unit unit) {
  figures_.push_back({.id = std::move(id),
                      .label = std::move(label),
                      .value = value,
                      .unit = unit,
                      .as_of = as_of_});
  Builder builder(*this, figures_.size() - 1);
  builder.otherwise("There is nothing to calculate it from yet.");
  return builder;
}

Builder FigureList::money(std::string id, std::string label, std::optional<std::int64_t> minor) {
  return add(std::move(id), std::move(label),
             minor ? FigureValue(Money{*minor, base_}) : FigureValue(), Unit::money);
}

Builder FigureList::money(std::string id, std::string label, const Sum& sum) {
  Builder builder = money(std::move(id), std::move(label),
                          sum.overflowed ? std::nullopt : std::optional(sum.value));
  if (sum.overflowed) builder.otherwise(too_large);
  return builder;
}

Builder FigureList::money_per_day(std::string id, std::string label, Ratio minor) {
  return add(std::move(id), std::move(label),
             minor ? FigureValue(Money{nearest(*minor), base_}) : FigureValue(),
             Unit::money_per_day);
}

Builder FigureList::percent(std::string id, std::string label, Ratio value) {
  return add(std::move(id), std::move(label), as_value(value), Unit::percent);
}

Builder FigureList::multiple(std::string id, std::string label, Ratio value) {
  return add(std::move(id), std::move(label), as_value(value), Unit::multiple);
}

Builder FigureList::days(std::string id, std::string label, Ratio value) {
  return add(std::move(id), std::move(label), as_value(value), Unit::days);
}

Builder FigureList::points(std::string id, std::string label, Ratio value) {
  return add(std::move(id), std::move(label), as_value(value), Unit::points);
}

Builder FigureList::score(std::string id, std::string label, Ratio value) {
  return add(std::move(id), std::move(label), as_value(value), Unit::score);
}

Builder FigureList::count(std::string id, std::string label, std::optional<std::int64_t> value) {
  return add(std::move(id), std::move(label), value ? FigureValue(*value) : FigureValue(),
             Unit::count);
}

const Figure* find_figure(const std::vector<Figure>& figures, std::string_view id) {
  const auto found = std::ranges::find(figures, id, &Figure::id);
  return found == figures.end() ? nullptr : &*found;
}

}  // namespace keyplan::analysis
