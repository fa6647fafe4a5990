#include "ui/screens/retention_screen.h"

#include <algorithm>
#include <cstdlib>

#include "core/model/display.h"
#include "ui/screens/explain.h"
#include "ui/screens/record_form.h"

namespace keyplan::ui {

using analysis::AccountAtRisk;
using analysis::LossesByReason;
using analysis::LossYear;
using analysis::RootCause;
using model::Account;
using model::AtRisk;
using model::Id;
using model::in_scale;
using model::Kind;
using model::Loss;
using model::percent_text;

namespace {

constexpr std::size_t years_shown = 6;
constexpr std::string_view nothing = "\u2014";

std::string count(std::int64_t n) { return model::count_text(n); }

std::string year_name(int year) { return year == 0 ? "No date" : model::year_text(year); }

Tone tone_of(AtRisk severity) {
  return severity == AtRisk::critical  ? Tone::negative
         : severity == AtRisk::serious ? Tone::warning
                                       : Tone::muted;
}

void dash(ScreenContext& in) {
  in.ui.text(nothing, {.style = TextStyle::small, .tone = Tone::muted, .align = Align::right});
}

Column number_column(std::string_view name, float width, int priority = 0) {
  return {
      .name = name, .align = Align::right, .width = width, .sortable = false, .priority = priority};
}

}  // namespace

RetentionScreen::RetentionScreen()
    : all_losses_(Kind::loss, {{.field = "what", .flex = 2},
                               {.field = "account", .flex = 1.4f},
                               {.field = "date", .width = 112},
                               {.field = "reason", .width = 150},
                               {.field = "amount", .width = 120},
                               {.field = "competitor", .flex = 1, .priority = 3},
                               {.field = "root_cause", .flex = 1.4f, .priority = 1},
                               {.field = "lesson", .flex = 1.4f, .priority = 2}}) {}

void RetentionScreen::compute(const ScreenContext& in) {
  if (made_for_ == in.figures.version()) return;
  made_for_ = in.figures.version();
  ++serial_;
  losses_ = analysis::losses_of(in.plan, in.figures);
  endings_ = analysis::endings_of(in.plan, in.figures);
  at_risk_ = analysis::accounts_at_risk(in.plan, in.figures);
  figures_ = analysis::retention_figures(losses_, endings_, at_risk_, in.figures);
  make_chart(in);
}

void RetentionScreen::make_chart(const ScreenContext& in) {
  const model::Currency base = in.figures.portfolio().base;
  first_year_ = losses_.years.size() - std::min(losses_.years.size(), years_shown);
  year_names_.clear();
  totals_.clear();
  series_.clear();
  model::Money largest{0, base};
  for (std::size_t y = first_year_; y < losses_.years.size(); ++y)
    largest.minor = std::max(
        {largest.minor, std::abs(losses_.years[y].noted.value), losses_.years[y].gone.value_or(0)});
  scale_ = model::money_scale(largest);
  for (std::size_t y = first_year_; y < losses_.years.size(); ++y) {
    year_names_.push_back(year_name(losses_.years[y].year));
    totals_.push_back(in_scale({losses_.years[y].noted.value, base}, scale_));
  }
  for (const LossesByReason& reason : losses_.reasons) {
    StackedSeries series{std::string(model::choice_label(reason.reason)), {}};
    for (std::size_t y = first_year_; y < losses_.years.size(); ++y)
      series.values.push_back(static_cast<double>(reason.by_year[y].value) /
                              static_cast<double>(scale_.divisor));
    if (std::ranges::any_of(series.values, [](double value) { return value != 0; }))
      series_.push_back(std::move(series));
  }
}

void RetentionScreen::key_figures(ScreenContext& in) {
  auto columns = in.ui.columns(5, {.min_width = 150});
  const auto draw = [&](std::string_view id, const FigureText& text = {}) {
    columns.next();
    if (const analysis::Figure* figure = analysis::find_figure(figures_, id))
      key_figure(in, *figure, text);
  };
  const LossYear* last = losses_.year(in.figures.portfolio().base_year);
  FigureText gone;
  if (last != nullptr && last->churn) {
    gone.note = "churn " + percent_text(*last->churn);
    const LossYear* before = losses_.year(last->year - 1);
    if (before != nullptr && before->churn) {
      gone.note += ", " + percent_text(*last->churn - *before->churn, 1, model::Sign::always) +
                   " on " + model::year_text(before->year);
      gone.note_tone = *last->churn > *before->churn ? Tone::negative : Tone::positive;
    }
  }
  draw("revenue_gone", gone);
  FigureText explained;
  if (last != nullptr && last->unexplained && *last->unexplained > 0) {
    explained.note = model::money_text({*last->unexplained, in.figures.portfolio().base},
                                       model::MoneyStyle::compact) +
                     " without a reason";
    explained.note_tone = Tone::warning;
  }
  draw("revenue_gone_explained", explained);
  columns.next();
  key_figure(in, "average_churn");
  const auto soon = std::ranges::count_if(endings_, [&](const analysis::Ending& ending) {
    return ending.end.days <= in.today.days + analysis::renewal_notice_days;
  });
  draw("ends_soon", {.note = model::counted(soon, "contract or renewal", "contracts or renewals")});
  const auto worst = std::ranges::count(at_risk_, AtRisk::critical, &AccountAtRisk::severity);
  draw("revenue_at_risk", {.note = model::counted(static_cast<std::int64_t>(at_risk_.size()),
                                                  words(in.plan).account, words(in.plan).accounts) +
                                   (worst == 0 ? std::string() : ", " + count(worst) + " critical"),
                           .note_tone = worst == 0 ? Tone::muted : Tone::negative});
}

// Losses
// ------------------------------------------------------------------------------------------

Explanation RetentionScreen::why(const ScreenContext& in, std::size_t shown_year) const {
  const LossYear& year = losses_.years[first_year_ + shown_year];
  Explanation why{.title = "Losses noted " + year_name(year.year),
                  .formula = "sum of the losses dated in the year, a year's amount each",
                  .as_of = "as of " + model::date_text(in.today)};
  const model::Currency base = in.figures.portfolio().base;
  for (const LossesByReason& reason : losses_.reasons) {
    const auto losses = reason.losses_by_year[first_year_ + shown_year];
    if (losses == 0) continue;
    why.inputs.push_back(
        {.name = std::string(model::choice_label(reason.reason)) + ", " +
                 model::counted(losses, "loss", "losses"),
         .value = model::money_text({reason.by_year[first_year_ + shown_year].value, base})});
  }
  return why;
}

void RetentionScreen::reasons_chart(ScreenContext& in) {
  const auto card = in.ui.card("Why revenue was lost", scale_.unit);
  if (losses_.losses == 0) {
    in.ui.muted("No loss is noted yet. Each loss with its reason makes the next one less likely.");
    return;
  }
  stacked_chart(in.ui, "Losses by year and reason", year_names_, series_, totals_,
                {.summary = "What was lost in each fiscal year, split by the reason noted.",
                 .explain = [&](std::size_t bar) { return why(in, bar); }});
}

void RetentionScreen::reasons(ScreenContext& in) {
  std::string note;
  if (losses_.without_reason > 0) note = count(losses_.without_reason) + " without a reason";
  if (losses_.unconverted > 0)
    note += (note.empty() ? "" : " \u00b7 ") + count(losses_.unconverted) +
            " left out: no exchange rate";
  const auto card = in.ui.card("Reasons", note);
  const model::Currency base = in.figures.portfolio().base;
  const std::string amount = "Amount " + scale_.unit;
  std::vector<Column> columns{{.name = "Reason", .flex = 1, .sortable = false}};
  const std::size_t years = year_names_.size();
  for (std::size_t y = 0; y < years; ++y)
    columns.push_back(number_column(year_names_[y], 66, static_cast<int>(years - y) + 1));
  columns.push_back(number_column("Losses", 58));
  columns.push_back(number_column(amount, 90));
  columns.push_back(number_column("Share", 60, 1));
  auto table = in.ui.table("Losses by reason", columns, losses_.reasons.size(),
                           {.openable = false, .empty = "Nothing lost."});
  while (table.next_row()) {
    const LossesByReason& reason = losses_.reasons[table.row()];
    table.cell();
    in.ui.text(model::choice_label(reason.reason), {.style = TextStyle::small, .wrap = false});
    for (std::size_t y = 0; y < years; ++y) {
      table.cell();
      if (reason.losses_by_year[first_year_ + y] == 0)
        dash(in);
      else
        in.ui.number(in_scale({reason.by_year[first_year_ + y].value, base}, scale_));
    }
    table.cell();
    in.ui.number(count(reason.losses));
    table.cell();
    in.ui.number(in_scale({reason.amount.value, base}, scale_));
    table.cell();
    reason.share ? in.ui.number(percent_text(*reason.share, 0)) : dash(in);
  }
}

void RetentionScreen::years(ScreenContext& in) {
  const auto card = in.ui.card("Churn by year", scale_.unit);
  const model::Currency base = in.figures.portfolio().base;
  const Column columns[] = {{.name = "Year", .flex = 1, .sortable = false},
                            number_column("Revenue lost", 96),
                            number_column("Churn", 66),
                            number_column("Losses noted", 96, 2),
                            number_column("Amount noted", 100),
                            number_column("Without a reason", 122, 1)};
  auto table = in.ui.table("Churn by year", columns, year_names_.size(),
                           {.openable = false, .empty = "Nothing lost."});
  const auto money = [&](const std::optional<std::int64_t>& minor, Tone tone = Tone::ink) {
    table.cell();
    minor ? in.ui.number(in_scale({*minor, base}, scale_), tone) : dash(in);
  };
  while (table.next_row()) {
    const LossYear& year = losses_.years[first_year_ + table.row()];
    table.cell();
    in.ui.text(year_names_[table.row()], {.style = TextStyle::small_strong});
    money(year.gone);
    table.cell();
    year.churn ? in.ui.number(percent_text(*year.churn)) : dash(in);
    table.cell();
    in.ui.number(count(year.losses));
    money(year.noted.value);
    money(year.unexplained, year.unexplained.value_or(0) > 0 ? Tone::warning : Tone::ink);
  }
}

void RetentionScreen::causes(ScreenContext& in) {
  const std::string note = losses_.without_cause == 0
                               ? std::string("press one to see its losses")
                               : count(losses_.without_cause) + " without a root cause";
  const auto card = in.ui.card("Root causes", note);
  const std::string amount = "Amount " + scale_.unit;
  const std::string accounts = capitalised(words(in.plan).accounts);
  const Column columns[] = {{.name = "Root cause", .flex = 1, .sortable = false},
                            number_column("Losses", 64),
                            number_column(accounts, 78, 1),
                            number_column(amount, 96)};
  auto table =
      in.ui.table("Root causes", columns, losses_.causes.size(),
                  {.height = losses_.causes.size() > 10 ? 380.0f : 0.0f,
                   .empty = "No root cause is noted. Ask five times why, and write it down."});
  while (table.next_row()) {
    const RootCause& cause = losses_.causes[table.row()];
    table.cell();
    in.ui.text(cause.text, {.style = TextStyle::small, .wrap = false});
    table.cell();
    in.ui.number(count(cause.losses));
    table.cell();
    in.ui.number(count(static_cast<std::int64_t>(cause.accounts.size())));
    table.cell();
    in.ui.number(in_scale({cause.amount.value, in.figures.portfolio().base}, scale_));
  }
  if (table.opened) {
    all_losses_.search_for(losses_.causes[*table.opened].text);
    in.ui.request_frames();
  }
}

void RetentionScreen::losses(ScreenContext& in) {
  const auto card = in.ui.card("Losses", "of all " + words(in.plan).accounts);
  all_losses_.frame(in, {.name = "Losses",
                         .make = [&] { return new_record(in, Kind::loss); },
                         .add_label = "Add loss",
                         .details = true,
                         .empty = "Nothing lost."});
}

// Accounts at risk
// --------------------------------------------------------------------------------

void RetentionScreen::at_risk(ScreenContext& in) {
  const Words word = words(in.plan);
  const std::string title = capitalised(word.accounts) + " at risk";
  const auto card = in.ui.card(title, "the most severe first");
  const std::string account = capitalised(word.account);
  const std::string none = "No " + word.account + " is marked as at risk. Mark one in its facts.";
  const Column columns[] = {{.name = account, .flex = 1.4f, .sortable = false},
                            {.name = "Severity", .width = 104, .sortable = false},
                            {.name = "Why", .flex = 2, .sortable = false, .priority = 2},
                            number_column("Revenue", 88),
                            {.name = "Ends next", .flex = 1, .sortable = false, .priority = 1},
                            number_column("Open actions", 96, 3)};
  auto table = in.ui.table(title, columns, at_risk_.size(),
                           {.openable = false,
                            .key = [this](std::size_t at) { return at_risk_[at].account.bits; },
                            .empty = none});
  while (table.next_row()) {
    const AccountAtRisk& one = at_risk_[table.row()];
    const auto scope = in.ui.id(one.account.bits);
    const std::string name = name_of(in.plan, {Kind::account, one.account});
    table.row_name(name);
    table.cell();
    if (in.ui.link(name, TextStyle::small_strong))
      in.go({.page = Page::account, .account = one.account});
    table.cell();
    std::vector<std::string_view> labels;
    for (const auto& choice : model::choices_of<AtRisk>) labels.push_back(choice.label);
    const int current = static_cast<int>(one.severity);
    const std::string told = "Severity of " + name;
    const auto chosen = in.ui.select(
        "Severity", labels, current,
        {.look = FieldLook::in_place, .chip = true, .tone = tone_of(one.severity), .name = told});
    if (chosen && *chosen >= 0 && *chosen != current) {
      model::Edit edit("change at risk of " + name);
      edit.set<&Account::at_risk>(
          one.account, *chosen == 0
                           ? model::Value{}
                           : model::Value{model::Choice{static_cast<std::uint8_t>(*chosen)}});
      in.edit(std::move(edit));
    }
    table.cell();
    record_cell(in, {Kind::account, one.account}, model::field_index<&Account::risk_reason>());
    table.cell();
    in.ui.number(
        model::money_text({one.revenue, in.figures.portfolio().base}, model::MoneyStyle::compact));
    table.cell();
    in.ui.text(
        one.next_end ? std::string(analysis::deadline_word(one.next_end->what)) + " " +
                           model::date_text(one.next_end->date)
                     : std::string("none recorded"),
        {.style = TextStyle::small, .tone = one.next_end ? Tone::ink : Tone::muted, .wrap = false});
    table.cell();
    in.ui.number(count(one.open_actions), one.open_actions == 0 ? Tone::warning : Tone::ink);
  }
}

void RetentionScreen::frame(ScreenContext& in) {
  compute(in);
  const auto main = in.main("Retention");
  {
    const auto header =
        in.ui.page_header("Retention", "what was lost and why, and what may go next");
  }
  key_figures(in);
  {
    auto sides = in.ui.columns({1, 1}, {.min_width = 420});
    sides.next();
    reasons_chart(in);
    years(in);
    sides.next();
    reasons(in);
    causes(in);
  }
  at_risk(in);
  endings_card_.frame(in, endings_, serial_);
  losses(in);
}

}  // namespace keyplan::ui
