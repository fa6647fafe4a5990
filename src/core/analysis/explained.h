// A figure that explains itself: its formula in words, the inputs with their places in the plan,
// the day it holds for, or the reason why there is none.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/analysis/context.h"
#include "core/analysis/exact.h"
#include "core/analysis/formulas.h"
#include "core/model/record.h"

namespace keyplan::analysis {

enum class Unit : std::uint8_t {
  none,
  money,          // Money
  percent,        // double, a fraction: 0.072 is shown as 7.2%
  multiple,       // double: 3.1 is shown as 3.1×
  count,          // int64
  days,           // double
  points,         // double, e.g. HHI
  score,          // double with a decimal: 4.0 of 5
  money_per_day,  // Money
};
std::string_view unit_name(Unit unit);  // "money", "ratio", ... as in machine-readable output

using FigureValue = std::variant<std::monostate, model::Money, double, std::int64_t>;

/// Text for people; "n/a" for no value.
std::string shown(const FigureValue& value, Unit unit);
/// Short enough for a key figure: "€31.3 M".
std::string shown_compact(const FigureValue& value, Unit unit);

struct Input {
  std::string name;
  FigureValue value;
  Unit unit = Unit::none;
  std::string text;              // the value for people, or a remark when there is no value
  model::RecordKey record = {};  // where it is entered; id 0 = derived
  std::uint16_t field = 0;       // of that record
};

struct Figure {
  std::string id;  // stable, snake_case
  std::string label;
  FigureValue value;
  Unit unit = Unit::none;
  std::string formula;  // in words
  std::vector<Input> inputs;
  model::Date as_of;
  std::string na_reason;  // a sentence, exactly when there is no value
  std::string note;       // which variant this is: "By count.", "Lost and contracted revenue."

  bool has_value() const { return !std::holds_alternative<std::monostate>(value); }
  std::string text() const { return shown(value, unit); }
};

/// Collects figures of one plan. Money is in the base currency, in minor units.
class FigureList {
 public:
  FigureList(model::Currency base, model::Date as_of) : base_(base), as_of_(as_of) {}

  /// Sets the parts of one figure of the list, in the order in which one would tell them.
  class Builder {
   public:
    Builder(FigureList& list, std::size_t index) : list_(list), index_(index) {}
    Builder& formula(std::string_view words) {
      figure().formula = words;
      return *this;
    }
    Builder& note(std::string_view words) {
      figure().note = words;
      return *this;
    }
    /// Why there is no value; ignored when there is one.
    Builder& otherwise(std::string_view reason);
    Builder& money(std::string name, std::optional<std::int64_t> minor);
    Builder& money(std::string name, const Sum& sum);
    Builder& percent(std::string name, Ratio ratio);
    Builder& multiple(std::string name, Ratio ratio);
    Builder& days(std::string name, Ratio days);
    Builder& points(std::string name, Ratio points);
    Builder& count(std::string name, std::int64_t count);
    Builder& remark(std::string name, std::string text);
    Builder& gaps(const std::vector<Gap>& gaps);
    /// Where the last input is entered, with a remark such as "set in Settings".
    Builder& entered(model::RecordKey record, std::uint16_t field, std::string_view remark);
    Builder& last_remark(std::string_view remark);

   private:
    Builder& add(std::string name, FigureValue value, Unit unit);
    Figure& figure() { return list_.figures_[index_]; }
    FigureList& list_;
    std::size_t index_;
  };

  Builder money(std::string id, std::string label, std::optional<std::int64_t> minor);
  /// A sum that does not fit is n/a with the reason.
  Builder money(std::string id, std::string label, const Sum& sum);
  Builder money_per_day(std::string id, std::string label, Ratio minor);
  Builder percent(std::string id, std::string label, Ratio value);
  Builder multiple(std::string id, std::string label, Ratio value);
  Builder days(std::string id, std::string label, Ratio value);
  Builder points(std::string id, std::string label, Ratio value);
  Builder score(std::string id, std::string label, Ratio value);
  Builder count(std::string id, std::string label, std::optional<std::int64_t> value);

  std::vector<Figure> take() { return std::move(figures_); }

 private:
  Builder add(std::string id, std::string label, FigureValue value, Unit unit);
  model::Currency base_;
  model::Date as_of_;
  std::vector<Figure> figures_;
};

const Figure* find_figure(const std::vector<Figure>& figures, std::string_view id);

}  // namespace keyplan::analysis
