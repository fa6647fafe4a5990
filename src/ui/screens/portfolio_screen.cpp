#include "ui/screens/portfolio_screen.h"

#include <algorithm>

#include "core/model/display.h"
#include "ui/screens/account_filters.h"
#include "ui/screens/explain.h"
#include "ui/screens/forecast/landing_card.h"

namespace keyplan::ui {
namespace {

using analysis::Figure;
using analysis::Portfolio;
using analysis::Severity;
using model::Kind;
using model::percent_text;
using model::year_text;

constexpr std::size_t needs_shown = 6;
constexpr std::size_t many_accounts = 1000;
/// A customer with more of all revenue than this is pointed out.
constexpr double large_share = 0.15;

constexpr AccountColumn columns[] = {
    {.field = AccountField::name, .flex = 1},
    {.field = AccountField::tier, .width = 82, .priority = 2},
    {.field = AccountField::revenue},
    {.field = AccountField::history, .width = 76, .priority = 4},
    {.field = AccountField::growth},
    {.field = AccountField::state, .width = 86},
    {.field = AccountField::pipeline, .priority = 3},
    {.field = AccountField::next_step, .flex = 0.6f, .least = 112, .priority = 1},
};

std::optional<double> number_of(const Figure* figure) {
  if (figure == nullptr) return std::nullopt;
  const double* number = std::get_if<double>(&figure->value);
  return number == nullptr ? std::nullopt : std::optional(*number);
}

std::string compact(const Figure* figure) {
  return figure == nullptr ? "n/a" : analysis::shown_compact(figure->value, figure->unit);
}

void revenue_figure(ScreenContext& in) {
  const Portfolio& p = in.figures.portfolio();
  FigureText text;
  if (const auto growth = number_of(in.figures.figure(in.plan, "revenue_growth"))) {
    text.note = percent_text(*growth, 1, model::Sign::always) + " on " + year_text(p.base_year - 1);
    text.note_tone = *growth < 0 ? Tone::negative : Tone::positive;
  }
  if (p.base_year == 0 && p.shown_year != 0) {
    key_figure(in, "revenue_this_year", {.note = "nothing is recorded before it"});
  } else {
    key_figure(in, "revenue_last_year", text);
  }
}

void forecast_figure(ScreenContext& in, const std::string& range) {
  const analysis::Forecast& f = in.figures.forecast();
  FigureText text;
  if (f.existing) {
    text.note = compact(in.figures.figure(in.plan, "predicted_existing")) + " existing, " +
                compact(in.figures.figure(in.plan, "net_new")) + " new";
  }
  if (!range.empty()) text.note = range;
  key_figure(in, "forecast_total", text);
}

void gap_figure(ScreenContext& in) {
  const analysis::Forecast& f = in.figures.forecast();
  FigureText text;
  if (f.goal) {
    text.label = "Gap to goal " + compact(in.figures.figure(in.plan, "goal"));
    const auto have = number_of(in.figures.figure(in.plan, "pipeline_coverage"));
    const auto needed = number_of(in.figures.figure(in.plan, "coverage_required"));
    if (f.gap && *f.gap <= 0) {
      text.note = "the forecast passes the goal";
      text.note_tone = Tone::positive;
    } else if (have && needed) {
      text.note = "needs " + model::number_text(*needed, 1) + "\u00d7 coverage, have " +
                  model::number_text(*have, 1) + "\u00d7";
      text.note_tone = *have < *needed ? Tone::warning : Tone::positive;
    }
  }
  key_figure(in, "gap_to_goal", text);
}

void retention_figure(ScreenContext& in) {
  const auto gross = number_of(in.figures.figure(in.plan, "grr"));
  const auto churn = number_of(in.figures.figure(in.plan, "revenue_churn_with_contraction"));
  FigureText text{.label = "Net revenue retention"};
  if (gross && churn) {
    text.note = "gross " + percent_text(*gross) + " \u00b7 churn " + percent_text(*churn);
    const auto net = number_of(in.figures.figure(in.plan, "nrr"));
    text.note_tone = net && *net >= 1 ? Tone::positive : Tone::warning;
  }
  key_figure(in, "nrr", text);
}

void concentration_figure(ScreenContext& in) {
  const Portfolio& p = in.figures.portfolio();
  FigureText text{.label = "Top-3 concentration"};
  const auto first = p.top_share(1);
  if (first && !p.top.empty()) {
    text.note =
        name_of(in.plan, {Kind::account, p.top[0].account}) + " alone " + percent_text(*first, 0);
    text.note_tone = *first >= large_share ? Tone::warning : Tone::muted;
  }
  key_figure(in, "top_3_share", text);
}

void attention_figure(ScreenContext& in) {
  const Portfolio& p = in.figures.portfolio();
  const std::int64_t both = p.accounts_at_risk + p.accounts_to_check;
  const Figure figure{
      .id = "plans_needing_attention",
      .label = "Plans needing attention",
      .value = both,
      .unit = analysis::Unit::count,
      .formula = "accounts with a risk or with something to check",
      .inputs = {{.name = "At risk", .text = model::count_text(p.accounts_at_risk)},
                 {.name = "To check", .text = model::count_text(p.accounts_to_check)},
                 {.name = "Accounts", .text = model::count_text(p.accounts)}},
      .as_of = p.today};
  const std::string note = both == 0 ? "nothing is open"
                                     : model::count_text(p.accounts_at_risk) + " at risk, " +
                                           model::count_text(p.accounts_to_check) + " to check";
  key_figure(in, figure,
             {.value = model::count_text(both) + " of " + model::count_text(p.accounts),
              .note = note,
              .note_tone = p.accounts_at_risk > 0 ? Tone::negative
                           : both > 0             ? Tone::warning
                                                  : Tone::positive});
}

}  // namespace

PortfolioScreen::PortfolioScreen() : table_(columns) {}

void PortfolioScreen::frame(ScreenContext& in, Outlooks& outlooks) {
  outlooks.frame(in);
  Ui& ui = in.ui;
  const Words word = words(in.plan);
  table_.refresh(in, filter_, false);
  // What changed is shown first: preparing the trials of a large plan is a frame's work.
  if (refresh(in) && in.plan.table<model::Account>().size() > many_accounts)
    ui.request_frames();
  else
    find_range(in, outlooks);
  priorities_.refresh(in);
  const auto main = in.main("Portfolio");
  {
    const Portfolio& p = in.figures.portfolio();
    const auto header = ui.page_header(
        "Portfolio", year_text(p.plan_year) + " \u00b7 " + model::to_text(p.base) + " \u00b7 " +
                         model::counted(p.accounts, word.account, word.accounts));
    if (ui.button("Search", {.shortcut = "Ctrl K"})) in.request(Request::open_search);
    if (ui.button("Import")) in.request(Request::choose_files);
    if (ui.button("Add " + word.account, Emphasis::primary)) in.request(Request::add_account);
  }
  if (in.plan.table<model::Account>().empty() && !table_.rows().without_account()) {
    const auto card = ui.card();
    if (ui.empty_state("Import " + word.accounts + " from your CRM, or add the first one by hand.",
                       "Choose files", "No " + word.accounts + " yet")) {
      in.request(Request::choose_files);
    }
    return;
  }
  key_figures(in);
  auto sides = ui.columns({18, 8}, {.min_width = 320, .fill_page = true});
  sides.next();
  accounts(in);
  sides.next();
  invest_.frame(in, priorities_, table_.rows(), nullptr, 280);
  needs_you(in);
}

void PortfolioScreen::find_range(ScreenContext& in, Outlooks& outlooks) {
  range_.clear();
  if (!in.figures.forecast().total) return;
  const Outlook& outlook = outlooks.simulated(in, {});
  range_ = percentiles_text(outlook);
  if (!range_.empty() && !outlook.current) range_ = "was " + range_;
}

bool PortfolioScreen::refresh(ScreenContext& in) {
  if (made_for_ == in.figures.version() && revision_ == in.plan.revision()) return false;
  made_for_ = in.figures.version();
  revision_ = in.plan.revision();
  const Portfolio& p = in.figures.portfolio();

  needs_.clear();
  for (const auto& [account, finding] : in.figures.worst(needs_shown)) {
    const bool known = in.plan.find<model::Account>(account) != nullptr;
    Route route = in.plan.find(finding.record) != nullptr
                      ? place_of(in.plan, finding.record)
                      : Route{.page = Page::opportunities, .without_account = true};
    needs_.push_back(
        {.title = known ? name_of(in.plan, {Kind::account, account}) : "Without account",
         .sentence = sentence(finding, in.plan, p.base),
         .word = severity_word(finding.severity),
         .tone = finding.severity == Severity::risk ? Tone::negative : Tone::warning,
         .route = route});
  }
  return true;
}

void PortfolioScreen::key_figures(ScreenContext& in) {
  constexpr std::array after = {gap_figure, retention_figure, concentration_figure,
                                attention_figure};
  auto figures = in.ui.columns(static_cast<int>(after.size()) + 2, {.min_width = 150});
  figures.next();
  revenue_figure(in);
  figures.next();
  forecast_figure(in, range_);
  for (const auto& figure : after) {
    figures.next();
    figure(in);
  }
}

void PortfolioScreen::accounts(ScreenContext& in) {
  Ui& ui = in.ui;
  const Portfolio& p = in.figures.portfolio();
  std::string note = p.shown_year == 0 ? "" : year_text(p.shown_year) + " \u00b7 ";
  note += table_.sorted_by() + " \u00b7 ";
  note += filter_.any() ? model::count_text(static_cast<std::int64_t>(table_.rows().size())) +
                              " of " + model::count_text(p.accounts)
                        : "filter: all";
  const auto card = ui.card(capitalised(words(in.plan).accounts), note);
  {
    const auto row = ui.row();
    filter_by_text(in, filter_);
    filter_by_tier(in, filter_);
    filter_by_state(in, filter_);
  }
  // A table remembers its widths by name; the other one of this name has other columns.
  const auto id = ui.id("portfolio");
  table_.frame(in, {.fill = true,
                    .empty = filter_.any() ? "Nothing matches the filter." : "Nothing here yet."});
}

void PortfolioScreen::needs_you(ScreenContext& in) {
  const auto card = in.ui.card("What needs you", "plan checks");
  if (needs_.empty()) {
    in.ui.status_dot("Nothing is open.", Tone::positive);
    return;
  }
  for (std::size_t i = 0; i < needs_.size(); ++i) {
    const auto id = in.ui.id(i);
    const Need& need = needs_[i];
    if (in.ui.list_row({.chip = need.word,
                        .chip_tone = need.tone,
                        .title = need.title,
                        .text = need.sentence})) {
      in.go(need.route);
    }
  }
}

}  // namespace keyplan::ui
