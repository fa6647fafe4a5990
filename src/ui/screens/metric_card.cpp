#include "ui/screens/metric_card.h"

#include <algorithm>
#include <cmath>

#include "core/model/display.h"
#include "ui/screens/account/plan_parts.h"
#include "ui/screens/explain.h"
#include "ui/screens/record_form.h"

namespace keyplan::ui {

using analysis::MetricScope;
using analysis::UsedMetric;
using model::Better;
using model::Kind;
using model::Metric;
using model::MetricValue;
using model::MetricVariant;
using model::Period;

namespace {

constexpr std::size_t most_values = 8;  // without scrolling
constexpr std::size_t one_line = 66;    // characters of a definition

Align number_align(const model::FieldInfo& info) {
  return info.type == model::FieldType::decimal ? Align::right : Align::left;
}

model::Value choice_value(auto choice) {
  const auto index = static_cast<std::uint8_t>(choice);
  return index == 0 ? model::Value{} : model::Value{model::Choice{index}};
}

std::string action_title(const MetricLine& line) {
  return "Bring to target: " + lower_first(line.metric->name);
}

void variant_field(ScreenContext& in, const UsedMetric& metric) {
  const std::vector<MetricVariant> variants = analysis::variants_of(metric.standard);
  std::vector<std::string_view> labels;
  for (const MetricVariant variant : variants) labels.push_back(model::choice_label(variant));
  const auto current = std::ranges::find(variants, metric.variant) - variants.begin();
  const std::string told = "Variant of " + metric.name;
  const auto chosen = in.ui.select("Variant", labels, static_cast<int>(current),
                                   {.look = FieldLook::property, .name = told});
  if (!chosen || *chosen < 0 || *chosen == current) return;
  const MetricVariant variant = variants[static_cast<std::size_t>(*chosen)];
  model::Edit edit("change variant of " + metric.name);
  UsedMetric wanted = metric;
  wanted.variant = variant;
  const model::Id id = analysis::own_metric(edit, wanted, in.new_id);
  if (metric.id) edit.set<&Metric::variant>(id, choice_value(variant));
  in.edit(std::move(edit));
}

void warning_field(ScreenContext& in, const MetricLine& line, model::Currency base) {
  const UsedMetric& metric = *line.metric;
  const std::string told = "Off track from, " + metric.name;
  const std::string text = number_to_edit(metric.warning);
  std::string shown;
  if (line.state.warning) {
    shown = analysis::metric_text(metric, *line.state.warning, base);
    if (!metric.warning) shown += ", a tenth beside the target";
  }
  const auto entered = in.ui.parsed_field(
      "Off track from", text, read_metric_number,
      {.look = FieldLook::property,
       .placeholder = shown.empty() ? std::string_view("Add") : std::string_view(shown),
       .shown = metric.warning ? std::string_view(shown) : std::string_view(),
       .name = told});
  if (!entered) return;
  set_metric<&Metric::warning>(in, metric, "warning",
                               *entered ? model::Value{*entered} : model::Value{});
}

void definition_field(ScreenContext& in, const UsedMetric& metric) {
  const std::string told = "Definition of " + metric.name;
  const auto entered = in.ui.text_field("Definition", metric.definition,
                                        {.look = FieldLook::in_place,
                                         .placeholder = "Add a definition",
                                         .lines = metric.definition.size() > one_line ? 2 : 1,
                                         .style = TextStyle::small,
                                         .name = told});
  if (!entered) return;
  set_metric<&Metric::definition>(in, metric, "definition",
                                  entered->empty() ? model::Value{} : model::Value{*entered});
}

}  // namespace

void MetricCard::make(const ScreenContext& in, const MetricsState& state, const MetricLine& line) {
  if (made_for_ == state.serial() && key_ == line.key) return;
  if (key_ != line.key) selection_ = {};
  made_for_ = state.serial();
  key_ = line.key;
  planned_ = {};
  const std::string title = action_title(line);
  for (const auto& action : in.plan.of_account<model::Action>(state.scope().account()))
    if (action.data.title == title && action.data.status != model::ActionStatus::done &&
        action.data.status != model::ActionStatus::dropped)
      planned_ = action.id;
  points_.clear();
  const model::Currency base = in.figures.context().base;
  for (const analysis::MetricPoint& point : line.state.history) {
    if (!point.number) continue;
    points_.push_back(
        {.name = when_text(point.period),
         .value = *point.number,
         .shown = analysis::short_metric_text(*line.metric, *point.number, base),
         .target = point.target,
         .shown_target =
             point.target ? analysis::short_metric_text(*line.metric, *point.target, base) : "",
         .soft = point.noted});
  }
}

/// What misses its target asks for something to be done.
void MetricCard::plan_action(ScreenContext& in, const MetricsState& state, const MetricLine& line) {
  const auto status = line.state.status;
  if (status != analysis::MetricStatus::at_risk && status != analysis::MetricStatus::off_track)
    return;
  if (planned_) {
    if (in.ui.button("Open the action", {.small = true})) in.open({Kind::action, planned_});
  } else if (in.ui.button("Plan an action", {.small = true})) {
    add_record(in, Kind::action, action_for(in, state.scope().account(), action_title(line)));
  }
}

void MetricCard::standard(ScreenContext& in, const MetricsState& state, const MetricLine& line) {
  const UsedMetric& metric = *line.metric;
  definition_field(in, metric);
  const auto& info = analysis::variant_info(metric.variant);
  in.ui.property("Formula", metric.formula);
  in.ui.muted(info.note);
  variant_field(in, metric);
  const std::string told = "Target for " + metric.name;
  if (state.scope().of != MetricScope::Of::group) {
    const auto target = in.ui.parsed_field(
        "Target", number_to_edit(line.state.target), read_metric_number,
        {.look = FieldLook::property, .placeholder = "Add", .shown = line.target, .name = told});
    if (target) set_target(in, state.scope(), line, *target);
  } else if (!line.target.empty()) {
    in.ui.property("Target", line.target);
  }
  warning_field(in, line, in.figures.context().base);
  in.ui.muted(line.state.why);
  const auto row = in.ui.row();
  plan_action(in, state, line);
  if (!metric.id) return;
  if (in.ui.button("Back to the usual one",
                   {.small = true,
                    .description = "Without target, variant and values noted. Undo brings them "
                                   "back."}))
    remove_metric(in, metric);
}

void MetricCard::own(ScreenContext& in, const MetricsState& state, const MetricLine& line) {
  const UsedMetric& metric = *line.metric;
  record_form(in, {Kind::metric, metric.id}, {"standard", "variant"});
  in.ui.muted(line.state.why);
  const auto row = in.ui.row();
  plan_action(in, state, line);
  if (in.ui.button("Remove metric", {.emphasis = Emphasis::danger, .small = true}))
    remove_metric(in, metric);
}

void MetricCard::history(ScreenContext& in, const MetricLine& line) {
  if (points_.empty()) {
    in.ui.muted(line.metric->knows_past || line.metric->is_own()
                    ? "No history yet."
                    : "The plan cannot know its past: note today\u2019s values now and then.");
    return;
  }
  const std::string name = "History of " + line.metric->name;
  const auto answer =
      trend_chart(in.ui, name, points_,
                  {.summary = "The values of each period and the targets they are held against.",
                   .height = 230,
                   .explain = [&](std::size_t point) {
                     return explanation_of(line.state.history[point].figure);
                   }});
  if (answer.followed)
    follow(in, line.state.history[answer.followed->bar].figure, answer.followed->input);
}

/// The latest year of which nothing is noted yet.
void MetricCard::add_value(ScreenContext& in, const MetricsState& state, const MetricLine& line) {
  const UsedMetric& metric = *line.metric;
  const model::Id account = state.scope().account();
  const auto& noted = state.values().of(metric.id, account);
  Period period{
      static_cast<std::int16_t>(model::fiscal_year(in.today, in.figures.context().start_month))};
  const auto is_noted = [&](const model::Record<MetricValue>* record) {
    return record->data.period == period;
  };
  while (metric.id && period.year > 1 && std::ranges::any_of(noted, is_noted)) --period.year;
  model::Edit edit("add value of " + metric.name);
  const model::Id id = analysis::own_metric(edit, metric, in.new_id);
  edit.add(in.new_id(), MetricValue{.account = {account}, .metric = {id}, .period = period});
  in.edit(std::move(edit));
}

template <auto Member>
void MetricCard::cell(ScreenContext& in, const model::Record<MetricValue>& record,
                      const UsedMetric& metric) {
  const auto index = model::field_index<Member>();
  const model::FieldInfo& info = model::info<MetricValue>().fields[index];
  const model::Value now = info.get(&record.data);
  const auto* number = std::get_if<model::Decimal>(&now);
  const std::string text = model::edit_text(info, now, in.plan);
  const std::string shown =
      number == nullptr
          ? model::display(info, now, in.plan)
          : analysis::short_metric_text(metric, number->value(), in.figures.context().base);
  const std::string when = model::period_text(record.data.period);
  const std::string told = std::string(info.label) + " of " + when;
  const auto parse = [&](std::string_view entered) -> model::Read<model::Value> {
    if (info.type != model::FieldType::decimal) return model::parse_input(info, entered, in.plan);
    const auto read = read_metric_number(entered);
    if (!read) return std::unexpected(read.error());
    return *read ? model::Value{*read} : model::Value{};
  };
  auto entered = in.ui.parsed_field(info.label, text, parse,
                                    {.look = FieldLook::in_place,
                                     .placeholder = "Add",
                                     .shown = shown,
                                     .required = info.options.required,
                                     .align = number_align(info),
                                     .style = TextStyle::small,
                                     .name = told});
  if (!entered || *entered == now || (info.options.required && model::is_empty(*entered))) return;
  model::Edit edit("change " + lower_first(info.label) + " of " + metric.name + " " + when);
  edit.set<Member>(record.id, std::move(*entered));
  in.edit(std::move(edit));
}

void MetricCard::values(ScreenContext& in, const MetricsState& state, const MetricLine& line) {
  const UsedMetric& metric = *line.metric;
  if (state.scope().of == MetricScope::Of::group) {
    in.ui.muted("Values are noted of the whole book or of one " + words(in.plan).account + ".");
    return;
  }
  {
    const auto row = in.ui.row();
    if (in.ui.button("Add value", {.small = true})) add_value(in, state, line);
    remove_button(in, Kind::metric_value, selection_, "values");
  }
  static const analysis::MetricValues::List none;
  const auto& noted = metric.id ? state.values().of(metric.id, state.scope().account()) : none;
  constexpr Column columns[] = {
      {.name = "Period", .width = 100, .sortable = false},
      {.name = "Target", .align = Align::right, .width = 110, .sortable = false},
      {.name = "Actual", .align = Align::right, .width = 110, .sortable = false},
      {.name = "Note", .flex = 1, .least = 80, .sortable = false, .priority = 1}};
  const std::string name = "Values of " + metric.name;
  auto table =
      in.ui.table(name, columns, noted.size(),
                  {.height = noted.size() > most_values ? 300.0f : 0.0f,
                   .openable = false,
                   .selection = &selection_,
                   .key = [&](std::size_t row) { return noted[row]->id.bits; },
                   .empty = metric.knows_past ? "Nothing is noted: the plan works the values out."
                                              : "Nothing is noted yet."});
  while (table.next_row()) {
    const model::Record<MetricValue>& record = *noted[table.row()];
    const std::string when = model::period_text(record.data.period);
    table.row_name(when);
    table.cell();
    cell<&MetricValue::period>(in, record, metric);
    table.cell();
    cell<&MetricValue::target>(in, record, metric);
    table.cell();
    cell<&MetricValue::actual>(in, record, metric);
    table.cell();
    cell<&MetricValue::note>(in, record, metric);
  }
}

void MetricCard::frame(ScreenContext& in, const MetricsState& state, const MetricLine& line,
                       std::string_view whose) {
  make(in, state, line);
  const auto scope = in.ui.id(line.key);
  const std::string note =
      "of " + std::string(whose) + ", " + when_text(line.state.period) + ": " + line.value;
  const auto card = in.ui.card(line.metric->name, note);
  auto sides = in.ui.columns({2, 3}, {.min_width = 380});
  sides.next();
  line.metric->is_own() ? own(in, state, line) : standard(in, state, line);
  sides.next();
  history(in, line);
  values(in, state, line);
}

}  // namespace keyplan::ui
