#include "ui/screens/metrics_screen.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/model/display.h"
#include "ui/screens/explain.h"

namespace keyplan::ui {

using analysis::MetricScope;
using model::Account;
using model::GroupBy;
using model::Id;
using model::Kind;
using model::Metric;

namespace {

constexpr std::string_view nothing = "\u2014";

constexpr Column columns[] = {
    {.name = "Metric", .flex = 1.5f, .least = 160, .sortable = false},
    {.name = "Variant", .flex = 1, .least = 130, .sortable = false, .priority = 4},
    {.name = "Now", .align = Align::right, .width = 108, .sortable = false},
    {.name = "Of", .width = 78, .sortable = false, .priority = 3},
    {.name = "Target", .align = Align::right, .width = 108, .sortable = false},
    {.name = "Status", .width = 96, .sortable = false},
    {.name = "History", .width = 84, .sortable = false, .priority = 2},
    {.name = "Trend", .width = 76, .sortable = false, .priority = 1}};

constexpr GroupBy group_by[] = {GroupBy::unset,   GroupBy::sector, GroupBy::region,
                                GroupBy::country, GroupBy::tier,   GroupBy::owner};

}  // namespace

void MetricsScreen::show(const model::Plan& plan, model::RecordKey record) {
  Id metric = record.id;
  if (record.kind == Kind::metric_value) {
    const auto* value = plan.find<model::MetricValue>(record.id);
    metric = value == nullptr ? Id{} : value->data.metric.id;
  }
  if (!metric || record.kind == Kind::maturity_answer) return;
  chosen_ = metric.bits;
  selection_ = {};
  selection_.keys.insert(chosen_);
}

// Whose metrics
// -----------------------------------------------------------------------------------

/// The accounts of a group can be thousands: they are gathered once a change.
void MetricsScreen::make_scope(const ScreenContext& in) {
  const bool same = grouped_for_.holds(in, account_) && grouped_by_ == of_;
  if (same && scope_group_ == group_) return;
  if (!same) {
    grouped_by_ = of_;
    groups_.clear();
    if (of_ != Of::book && of_ != Of::account)
      groups_ = analysis::metric_groups(in.plan, group_by[static_cast<std::size_t>(of_)]);
    const bool known = std::ranges::contains(groups_, group_, &analysis::MetricGroup::name);
    if (!known) group_ = groups_.empty() ? std::string() : groups_.front().name;
  }
  scope_group_ = group_;
  scope_ = {};
  if (of_ == Of::account) scope_ = {MetricScope::Of::account, {account_}};
  const auto group = std::ranges::find(groups_, group_, &analysis::MetricGroup::name);
  if (group != groups_.end()) scope_ = {MetricScope::Of::group, group->accounts};
}

std::string MetricsScreen::whose(const ScreenContext& in) const {
  if (of_ == Of::account) return name_of(in.plan, {Kind::account, account_});
  return of_ == Of::book || group_.empty() ? std::string("the whole book") : group_;
}

void MetricsScreen::choose_group(ScreenContext& in) {
  std::vector<std::string_view> names;
  for (const auto& group : groups_) names.push_back(group.name);
  const auto at = std::ranges::find(groups_, group_, &analysis::MetricGroup::name);
  const auto chosen =
      in.ui.select("Group", names, static_cast<int>(at - groups_.begin()),
                   {.look = FieldLook::in_place, .chip = true, .name = "Group measured"});
  if (!chosen || *chosen < 0) return;
  group_ = groups_[static_cast<std::size_t>(*chosen)].name;
  in.ui.request_frames();
}

void MetricsScreen::choose_account(ScreenContext& in) {
  const auto list = [&]() -> const RecordChoices::List& {
    return in.choices.of(in.plan, Kind::account);
  };
  const auto chosen = in.ui.select(
      "Account", name_of(in.plan, {Kind::account, account_}),
      [&] { return list().choices(account_); },
      {.look = FieldLook::in_place, .chip = true, .width = 240, .name = "Account measured"});
  if (chosen && *chosen >= 0)
    in.go({.page = Page::metrics, .account = list().ids[static_cast<std::size_t>(*chosen)]});
  if (in.ui.link("Open its plan", TextStyle::small))
    in.go({.page = Page::account, .account = account_});
}

void MetricsScreen::subject(ScreenContext& in) {
  const auto row = in.ui.row();
  const std::string account = "One " + words(in.plan).account;
  const std::array<std::string_view, 7> names{"Whole book", "Sector", "Region", "Country",
                                              "Tier",       "Owner",  account};
  const bool any = !in.plan.table<Account>().empty();
  const auto chosen = in.ui.chips_or_list(
      "Measured", std::span(names).first(any ? names.size() : 1), static_cast<int>(of_));
  if (chosen) {
    const Of wanted = static_cast<Of>(*chosen);
    if (wanted == Of::account) {
      // The largest one, until another is chosen.
      const auto& top = in.figures.portfolio().top;
      in.go({.page = Page::metrics,
             .account = top.empty() ? in.plan.table<Account>().begin()->id : top.front().account});
    } else {
      of_ = wanted;
      if (account_) in.go({.page = Page::metrics});
    }
    in.ui.request_frames();
  }
  if (of_ == Of::account)
    choose_account(in);
  else if (!groups_.empty())
    choose_group(in);
}

// Metrics
// -----------------------------------------------------------------------------------------

void MetricsScreen::note_today(ScreenContext& in) {
  if (of_ != Of::book && of_ != Of::account) return;
  if (!in.ui.button("Note today\u2019s values",
                    {.description = "Keeps what the plan could not know later: penetration, "
                                    "pipeline and engagement of this month."}))
    return;
  analysis::Measured measured(in.plan, in.figures, state_.scope());
  model::Edit edit = analysis::note_todays_values(in.plan, measured, state_.metrics(), in.new_id);
  if (edit.empty())
    in.said = "There is nothing new to note.";
  else
    in.edit(std::move(edit));
}

const MetricLine* MetricsScreen::chosen() {
  const MetricLine* line = state_.find(chosen_);
  if (line != nullptr) return line;
  // A usual metric that became the plan\u2019s own has another key, and the other way round.
  line = state_.lines().empty() ? nullptr : &state_.lines().front();
  for (const MetricLine& each : state_.lines())
    if (each.metric->standard != model::StandardMetric::unset &&
        static_cast<std::uint64_t>(each.metric->standard) == chosen_)
      line = &each;
  return line;
}

void MetricsScreen::table(ScreenContext& in, bool customer) {
  const std::vector<std::size_t>& places = customer ? customers_ : ours_;
  const auto line_at = [&](std::size_t row) -> const MetricLine& {
    return state_.lines()[places[row]];
  };
  auto table = in.ui.table(customer ? "What the customer gains" : "Metrics", columns, places.size(),
                           {.selection = &selection_,
                            .key = [&](std::size_t row) { return line_at(row).key; },
                            .empty = "Nothing is measured yet. What does the customer count?"});
  while (table.next_row()) {
    const MetricLine& line = line_at(table.row());
    const auto& metric = *line.metric;
    table.row_name(metric.name);
    table.cell();
    in.ui.text(metric.name, {.style = TextStyle::small_strong, .wrap = false});
    table.cell();
    in.ui.text(variant_text(metric),
               {.style = TextStyle::small, .tone = Tone::muted, .wrap = false});
    table.cell();
    figure_number(in, line.state.figure, metric.name + " now", line.value);
    table.cell();
    in.ui.text(line.state.number ? when_text(line.state.period) : std::string(nothing),
               {.style = TextStyle::small, .tone = Tone::muted, .wrap = false});
    table.cell();
    target_cell(in, state_.scope(), line);
    table.cell();
    in.ui.badge(analysis::status_word(line.state.status), tone_of(line.state.status));
    table.cell();
    if (line.line.size() > 1)
      sparkline(in.ui, "History of " + metric.name, line.line);
    else
      in.ui.text(nothing, {.style = TextStyle::small, .tone = Tone::muted});
    table.cell();
    in.ui.text(analysis::trend_word(line.state.trend),
               {.style = TextStyle::small, .tone = trend_tone(line.state), .wrap = false});
  }
  const auto choose = [&](std::uint64_t key) {
    chosen_ = key;
    in.ui.request_frames();
  };
  if (table.selection_changed && selection_.keys.size() == 1) choose(*selection_.keys.begin());
  if (table.opened) choose(line_at(*table.opened).key);
  if (table.copy_requested) in.copy(as_text());
}

void MetricsScreen::customer(ScreenContext& in) {
  const auto card = in.ui.card("What the customer gains", "in their own measures");
  table(in, true);
  if (auto name = add_customer_.frame(in, {.label = "Add what the customer gains"})) {
    auto record = new_record<Metric>(in);
    record->data.name = std::move(*name);
    record->data.customer_value = true;
    chosen_ = add_record(in, Kind::metric, std::move(record)).bits;
    selection_ = {};
  }
}

TsvWriter MetricsScreen::as_text() const {
  TsvWriter text;
  for (const std::string_view head :
       {"Metric", "Variant", "Now", "Of", "Target", "Status", "Trend", "Why"})
    text.cell(head);
  text.end_row();
  for (const MetricLine& line : state_.lines())
    text.cell(line.metric->name)
        .cell(variant_text(*line.metric))
        .cell(line.value)
        .cell(line.state.number ? when_text(line.state.period) : std::string())
        .cell(line.target)
        .cell(analysis::status_word(line.state.status))
        .cell(analysis::trend_word(line.state.trend))
        .cell(line.state.why)
        .end_row();
  return text;
}

void MetricsScreen::frame(ScreenContext& in, Id account) {
  // An account may be gone after an undo.
  if (account && in.plan.find<Account>(account) == nullptr) account = {};
  if (account)
    of_ = Of::account;
  else if (of_ == Of::account)
    of_ = Of::book;
  account_ = account;
  make_scope(in);
  if (state_.refresh(in, scope_)) {
    ours_.clear();
    customers_.clear();
    for (std::size_t i = 0; i < state_.lines().size(); ++i)
      (state_.lines()[i].metric->customer_value ? customers_ : ours_).push_back(i);
  }
  if (const MetricLine* line = chosen(); line != nullptr && !selection_.contains(line->key)) {
    selection_ = {};
    selection_.keys.insert(line->key);
  }
  const auto main = in.main("Metrics");
  const auto count = [&](analysis::MetricStatus status) {
    return std::ranges::count_if(
        state_.lines(), [status](const MetricLine& line) { return line.state.status == status; });
  };
  {
    const std::string note =
        model::count_text(count(analysis::MetricStatus::on_track)) + " on track \u00b7 " +
        model::count_text(count(analysis::MetricStatus::at_risk)) + " at risk \u00b7 " +
        model::count_text(count(analysis::MetricStatus::off_track)) + " off track";
    const auto header = in.ui.page_header("Metrics", note);
    note_today(in);
    if (in.ui.button("Copy table")) in.copy(as_text());
  }
  subject(in);
  {
    const auto card = in.ui.card("How we do", "of " + whose(in) + "; press one to see it in full");
    table(in, false);
    if (auto name = add_.frame(in, {.label = "Add a metric of our own"})) {
      auto record = new_record<Metric>(in);
      record->data.name = std::move(*name);
      chosen_ = add_record(in, Kind::metric, std::move(record)).bits;
      selection_ = {};
    }
  }
  customer(in);
  if (const MetricLine* line = chosen()) {
    card_.frame(in, state_, *line, whose(in));
  }
  {
    auto sides = in.ui.columns({1, 1}, {.min_width = 400});
    sides.next();
    if (const MetricLine* line = chosen()) compare_.frame(in, state_, *line);
    sides.next();
    planning_.frame(in);
  }
  maturity_.frame(in, state_.metrics());
}

}  // namespace keyplan::ui
