#include "ui/screens/levers.h"

#include <algorithm>
#include <cmath>

#include "core/model/display.h"

namespace keyplan::ui {
namespace {

using analysis::Lever;
using analysis::Origin;
using model::field_index;
using model::Kind;
using model::Settings;
using model::Value;

std::string_view label_of(std::uint16_t field) {
  return model::info(Kind::settings).fields[field].label;
}

void write(ScreenContext& in, std::uint16_t field, Value value) {
  const bool clear = model::is_empty(value);
  model::Edit edit((clear ? "use the derived " : "change ") + lower_first(label_of(field)));
  edit.set({Kind::settings, model::settings_id}, field, std::move(value));
  in.edit(std::move(edit));
}

/// 1, 2 or 5 times a power of ten, not below `number`.
double round_up(double number) {
  double step = 1;
  while (step * 10 < number) step *= 10;
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (step * factor >= number) return step * factor;
  }
  return step * 10;
}

std::string origin_text(Origin origin, const std::string& derived) {
  switch (origin) {
    case Origin::settings:
      return derived.empty() ? "Set by you" : "Set by you; the data gives " + derived;
    case Origin::derived:
      return "From the data";
    case Origin::tried:
    case Origin::unknown:
      break;
  }
  return "Not set";
}

}  // namespace

void LeverPanel::focus_wanted(ScreenContext& in, std::uint16_t field) {
  if (focus_ != field) return;
  in.ui.focus_next();
  focus_.reset();
}

void LeverPanel::use_derived(ScreenContext& in, std::uint16_t field, Origin origin,
                             bool derivable) {
  if (origin == Origin::settings) {
    const std::string label =
        (derivable ? "Use derived " : "Clear ") + lower_first(label_of(field));
    in.ui.space(2);
    if (in.ui.button(label, {.emphasis = Emphasis::quiet, .small = true})) write(in, field, {});
  }
  in.ui.space(12);
}

void LeverPanel::percent(ScreenContext& in, std::uint16_t field, const Lever<double>& lever,
                         std::optional<double>& tried, double least, double most) {
  const double present = lever.value.value_or(0) * 100;
  const double value = tried ? *tried * 100 : present;
  most = std::max(most, std::ceil(present / 10) * 10);
  const std::string shown = lever.value || tried ? model::percent_text(value / 100) : "none";
  const std::string derived = lever.derived ? model::percent_text(*lever.derived) : "";
  focus_wanted(in, field);
  const auto answer = in.ui.slider(label_of(field), value,
                                   {.minimum = std::min(least, present),
                                    .maximum = most,
                                    .step = 0.1,
                                    .shown = shown,
                                    .help = origin_text(lever.origin, derived)});
  if (answer.changed) tried = answer.value / 100;
  if (answer.finished && tried) {
    if (std::abs(*tried * 100 - present) > 0.001) {
      write(in, field, model::Percent{static_cast<std::int32_t>(std::lround(*tried * 10'000))});
    }
    tried.reset();
  }
  use_derived(in, field, lever.origin, lever.derived.has_value());
}

void LeverPanel::money(ScreenContext& in, std::uint16_t field, const Lever<std::int64_t>& lever,
                       std::optional<std::int64_t>& tried, double most) {
  const model::Currency currency = in.figures.context().base;
  const double unit = std::pow(10.0, model::minor_digits(currency));
  const std::int64_t present = lever.value.value_or(0);
  const std::int64_t value = tried.value_or(present);
  const double maximum =
      round_up(std::max({most, static_cast<double>(present), 1000 * unit}) / unit);
  const auto text = [&](std::int64_t minor) {
    return model::money_text({minor, currency}, model::MoneyStyle::compact);
  };
  const std::string shown = lever.value || tried ? text(value) : "none";
  focus_wanted(in, field);
  const auto answer =
      in.ui.slider(label_of(field), static_cast<double>(value) / unit,
                   {.minimum = 0,
                    .maximum = maximum,
                    .step = maximum / 200,  // a round number of the currency's units
                    .shown = shown,
                    .help = origin_text(lever.origin, lever.derived ? text(*lever.derived) : "")});
  if (answer.changed) tried = std::llround(answer.value * unit);
  if (answer.finished && tried) {
    if (*tried != present || !lever.value) write(in, field, model::Money{*tried, currency});
    tried.reset();
  }
  use_derived(in, field, lever.origin, lever.derived.has_value());
}

void LeverPanel::frame(ScreenContext& in, const analysis::ForecastBase& base,
                       const analysis::Forecast& forecast) {
  const auto amount = [](const std::optional<std::int64_t>& minor) {
    return static_cast<double>(std::max<std::int64_t>(0, minor.value_or(0)));
  };
  const double last_year = amount(base.base);
  percent(in, field_index<&Settings::churn>(), base.churn, tried_.churn, 0, 40);
  percent(in, field_index<&Settings::price_uplift>(), base.price_uplift, tried_.price_uplift, 0,
          20);
  percent(in, field_index<&Settings::win_rate>(), base.win_rate, tried_.win_rate, 0, 100);
  money(in, field_index<&Settings::average_deal>(), base.average_deal, tried_.average_deal,
        2 * std::max(amount(base.average_deal.value), amount(base.average_deal.derived)));
  struct Part {
    std::uint16_t field;
    std::optional<std::int64_t>* tried;
  };
  const std::array<Part, 3> parts = {
      {{field_index<&Settings::planned_new>(), &tried_.planned_new},
       {field_index<&Settings::planned_cross_sell>(), &tried_.planned_cross_sell},
       {field_index<&Settings::planned_up_sell>(), &tried_.planned_up_sell}}};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Lever<std::int64_t>& lever = base.net_new[i];
    money(in, parts[i].field, lever, *parts[i].tried,
          std::max({2 * amount(lever.value), 2 * amount(lever.derived), last_year / 10}));
  }
  money(in, field_index<&Settings::goal>(), base.goal, tried_.goal,
        std::max({amount(base.goal.value), 1.4 * last_year, 1.2 * amount(forecast.total)}));
  trying_ = tried_.churn || tried_.price_uplift || tried_.win_rate || tried_.average_deal ||
            tried_.planned_new || tried_.planned_cross_sell || tried_.planned_up_sell ||
            tried_.goal;
}

}  // namespace keyplan::ui
