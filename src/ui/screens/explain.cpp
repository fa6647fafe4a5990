#include "ui/screens/explain.h"

#include "core/model/display.h"

namespace keyplan::ui {
namespace {

using analysis::Figure;
using model::Kind;

/// The levers of the settings are on the forecast screen, where they are tried out.
bool is_lever(std::uint16_t field) {
  using model::field_index;
  using model::Settings;
  return field == field_index<&Settings::price_uplift>() ||
         field == field_index<&Settings::churn>() || field == field_index<&Settings::win_rate>() ||
         field == field_index<&Settings::average_deal>() ||
         field == field_index<&Settings::planned_new>() ||
         field == field_index<&Settings::planned_cross_sell>() ||
         field == field_index<&Settings::planned_up_sell>();
}

}  // namespace

Explanation explanation_of(const Figure& figure) {
  Explanation why{.title = figure.label + (figure.has_value() ? ": " + figure.text() : ""),
                  .formula = figure.formula,
                  .as_of = figure.as_of ? "as of " + model::date_text(figure.as_of) : "",
                  .not_available = figure.na_reason,
                  .note = figure.note};
  why.inputs.reserve(figure.inputs.size());
  for (const analysis::Input& input : figure.inputs) {
    why.inputs.push_back(
        {.name = input.name, .value = input.text, .linked = static_cast<bool>(input.record.id)});
  }
  return why;
}

Route place_of(const model::Plan& plan, model::RecordKey record) {
  switch (record.kind) {
    case Kind::settings:
    case Kind::rate:
      return {.page = Page::settings, .record = record};
    case Kind::team_member:
      return {.page = Page::team, .record = record};
    case Kind::offering:
      return {.page = Page::offerings, .record = record};
    case Kind::question_set:
    case Kind::question:
    case Kind::playbook:
    case Kind::play:
    case Kind::plan_template:
    case Kind::template_item:
    case Kind::competitor:
      return {.page = Page::templates, .record = record};
    case Kind::scenario:
    case Kind::scenario_change:
      return {.page = Page::forecast, .record = record};
    case Kind::selling_rule:
      return {.page = Page::branches, .record = record};
    case Kind::criterion:
      return {.page = Page::priorities, .record = record};
    case Kind::metric:
    case Kind::maturity_answer:
      return {.page = Page::metrics, .record = record};
    case Kind::account:
      return {.page = Page::account, .account = record.id, .record = record};
    default:
      break;
  }
  const model::RecordBase* found = plan.find(record);
  const model::Id account = found == nullptr ? model::Id{} : model::account_of(record.kind, *found);
  if (account && plan.find<model::Account>(account) != nullptr) {
    if (record.kind == Kind::assignment)
      return {.page = Page::branches, .account = account, .record = record};
    return {.page = Page::account, .account = account, .record = record};
  }
  const Page page = record.kind == Kind::opportunity    ? Page::opportunities
                    : record.kind == Kind::action       ? Page::actions
                    : record.kind == Kind::goal         ? Page::goals
                    : record.kind == Kind::metric_value ? Page::metrics
                                                        : Page::accounts;
  return {.page = page, .record = record};
}

void follow(ScreenContext& in, const Figure& figure, int input) {
  if (input < 0 || static_cast<std::size_t>(input) >= figure.inputs.size()) return;
  const analysis::Input& followed = figure.inputs[static_cast<std::size_t>(input)];
  if (!followed.record.id) return;
  const bool lever = followed.record.kind == Kind::settings && is_lever(followed.field);
  in.go(lever ? Route{.page = Page::forecast, .field = followed.field}
              : place_of(in.plan, followed.record));
}

void key_figure(ScreenContext& in, const Figure& figure, const FigureText& text) {
  const std::string value =
      text.value.empty() ? analysis::shown_compact(figure.value, figure.unit) : text.value;
  const bool known = figure.has_value();
  const auto answer = in.ui.key_figure(text.label.empty() ? figure.label : text.label, value,
                                       {.note = known ? text.note : figure.na_reason,
                                        .note_tone = known ? text.note_tone : Tone::muted,
                                        .tone = known ? text.tone : Tone::muted},
                                       [&] { return explanation_of(figure); });
  if (answer.followed) follow(in, figure, *answer.followed);
}

void key_figure(ScreenContext& in, std::string_view figure_id, const FigureText& text) {
  if (const Figure* figure = in.figures.figure(in.plan, figure_id)) key_figure(in, *figure, text);
}

void figure_number(ScreenContext& in, const Figure& figure, std::string_view name,
                   std::string_view shown, TextOptions options) {
  const std::string own = shown.empty() ? figure.text() : std::string(shown);
  if (!figure.has_value()) options.tone = Tone::muted;
  const auto followed = in.ui.figure(name, own, [&] { return explanation_of(figure); }, options);
  if (followed) follow(in, figure, *followed);
}

}  // namespace keyplan::ui
