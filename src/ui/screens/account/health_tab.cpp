#include "ui/screens/account/health_tab.h"

#include <algorithm>
#include <utility>

#include "core/model/display.h"
#include "core/model/input.h"
#include "ui/screens/account/timeline_dates.h"
#include "ui/screens/explain.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {

using model::Contract;
using model::Id;
using model::Kind;
using model::Subject;

namespace {

constexpr Column part_columns[] = {
    {.name = "Part", .flex = 1, .sortable = false},
    {.name = "Score", .align = Align::right, .width = 70, .sortable = false},
    {.name = "Weight", .align = Align::right, .width = 104, .sortable = false},
    {.name = "Why", .flex = 3, .sortable = false}};

void muted_line(ScreenContext& in, std::string_view text) {
  in.ui.text(text, {.style = TextStyle::small, .tone = Tone::muted, .wrap = false});
}

/// A weight as it counts, changed in place; empty = the usual one.
void weight_cell(ScreenContext& in, std::uint16_t field, double weight) {
  const auto scope = in.ui.id(field);
  const model::FieldInfo& info = model::info<model::Settings>().fields[field];
  const model::Value own = info.get(&in.plan.settings());
  const std::string set = model::edit_text(info, own, in.plan);
  const std::string usual = model::percent_text(weight, 0) + " usual";
  const auto entered = in.ui.parsed_field(info.label, set, model::read_percent,
                                          {.look = FieldLook::in_place,
                                           .placeholder = usual,
                                           .width = 88,
                                           .align = Align::right,
                                           .style = TextStyle::small,
                                           .name = info.label});
  if (!entered) return;
  model::Edit edit("change " + lower_first(info.label));
  edit.set({Kind::settings, model::settings_id}, field,
           *entered ? model::Value(*entered) : model::Value());
  in.edit(std::move(edit));
}

void health_parts(ScreenContext& in, const PlanState& state) {
  const analysis::Health& health = state.health;
  const std::string note =
      health.score ? model::number_text(*health.score) + " of 100" : std::string("not known yet");
  const auto card = in.ui.card("Account health", note);
  auto table = in.ui.table("Account health", part_columns, health.parts.size(),
                           {.openable = false, .empty = ""});
  while (table.next_row()) {
    const analysis::Health::Part& part = health.parts[table.row()];
    table.row_name(part.label);
    table.cell();
    in.ui.text(part.label, {.style = TextStyle::small, .wrap = false});
    table.cell();
    in.ui.text(part.score ? model::number_text(*part.score) : "n/a",
               {.style = TextStyle::small,
                .tone = part.score ? Tone::ink : Tone::muted,
                .align = Align::right});
    table.cell();
    weight_cell(in, part.field, part.weight);
    table.cell();
    muted_line(in, part.why);
  }
  const double less = health.less_at_risk + health.less_critical_risks;
  if (less > 0)
    in.ui.muted("Less " + model::number_text(less) + " points for what puts the account at risk.");
}

void completeness_parts(ScreenContext& in, const PlanState& state) {
  const analysis::Completeness& plan = state.completeness;
  const auto card = in.ui.card("Plan completeness",
                               plan.share ? model::percent_text(*plan.share, 0) : "not begun yet");
  if (!plan.share) {
    in.ui.muted("Planning has not begun here. Set a tier or choose a template in the facts.");
    return;
  }
  for (const auto& section : plan.sections) {
    const auto id = in.ui.id(static_cast<std::uint64_t>(section.area));
    const std::string label(analysis::area_label(section.area));
    {
      const auto row = in.ui.row();
      in.ui.strong(label);
      weight_cell(in, section.field, section.weight);
    }
    in.ui.meter(label, section.share, model::percent_text(section.share, 0));
    for (const std::string& missing : section.missing) in.ui.muted(missing);
  }
}

}  // namespace

HealthTab::HealthTab()
    : scores_(Kind::satisfaction,
              {.title = "Satisfaction", .note = "", .add = "Add score", .empty = "No scores yet."},
              {{.field = "comment", .flex = 2},
               {.field = "survey", .width = 150},
               {.field = "score", .width = 80},
               {.field = "date", .width = 116},
               {.field = "person", .flex = 1, .priority = 1}}),
      tickets_(
          Kind::ticket,
          {.title = "Support tickets", .note = "", .add = "Add ticket", .empty = "No tickets."},
          {{.field = "title", .flex = 2},
           {.field = "urgency", .width = 110},
           {.field = "opened", .width = 116},
           {.field = "closed", .width = 116},
           {.field = "owner", .flex = 1, .priority = 1}}),
      contracts_(Kind::contract,
                 {.title = "Contracts and renewals",
                  .note = "",
                  .add = "Add contract",
                  .empty = "No contracts yet. When does the next one end?"},
                 {{.field = "title", .flex = 2},
                  {.field = "offering", .flex = 1, .priority = 2},
                  {.field = "start", .width = 116, .priority = 3},
                  {.field = "end", .width = 116},
                  {.field = "notice_by", .width = 116},
                  {.field = "renews", .width = 90, .priority = 4},
                  {.field = "value", .width = 120}}),
      losses_(Kind::loss,
              {.title = "Losses", .note = "", .add = "Add loss", .empty = "Nothing lost."},
              {{.field = "what", .flex = 2},
               {.field = "date", .width = 116},
               {.field = "reason", .width = 160},
               {.field = "amount", .width = 120},
               {.field = "root_cause", .flex = 1, .priority = 1},
               {.field = "lesson", .flex = 1, .priority = 2}}),
      costs_(Kind::service_cost,
             {.title = "Cost to serve",
              .note = "what the account costs beside the goods",
              .add = "Add cost",
              .empty = "No costs yet. What does it take to serve them?"},
             {{.field = "note", .flex = 2},
              {.field = "period", .width = 116},
              {.field = "type", .width = 150},
              {.field = "amount", .width = 120}}) {}

void HealthTab::findings(ScreenContext& in, Id account, const PlanState& state) {
  constexpr std::size_t at_first = 10;
  const std::string note =
      model::counted(static_cast<std::int64_t>(state.findings.size()), "finding", "findings");
  const auto card = in.ui.card("What needs you", note);
  if (state.findings.empty()) {
    in.ui.muted("Nothing right now.");
    return;
  }
  finding_rows(in, state, account, all_findings_ ? state.findings.size() : at_first);
  if (state.findings.size() > at_first &&
      in.ui.link(all_findings_ ? "Show the worst only" : "Show all"))
    all_findings_ = !all_findings_;
}

/// The dated tick beside the data: who looked last, and a button for today.
void HealthTab::looked_at(ScreenContext& in, Id account, Subject subject, std::string_view what) {
  const model::Date last = analysis::last_look(in.plan, account, subject, in.today);
  const auto row = in.ui.row();
  in.ui.muted(last ? "Looked at on " + model::date_text(last) : std::string("Not looked at yet"));
  const std::string told = "Looked at " + std::string(what) + " today";
  if (last == in.today) return;
  if (in.ui.button("Looked at today", {.small = true, .name = told})) {
    auto look = new_record<model::Look>(in, account);
    look->data.subject = subject;
    add_record(in, Kind::look, std::move(look));
  }
}

void HealthTab::satisfaction(ScreenContext& in, Id account) {
  const analysis::SatisfactionState state = analysis::satisfaction_of(in.plan, account, in.today);
  std::string note;
  if (state.nps) note = "NPS " + model::number_text(*state.nps, 0, model::Sign::always);
  if (state.csat) {
    note += note.empty() ? "" : " \u00B7 ";
    note += "CSAT " + model::percent_text(*state.csat, 0);
  }
  const auto card = in.ui.card("Satisfaction", note);
  looked_at(in, account, Subject::satisfaction, "satisfaction");
  scores_.table(in, account);
}

void HealthTab::make_contracts(ScreenContext& in, Id account) {
  if (made_for_.holds(in, account)) return;
  if (made_for_.is_other_account()) timeline_ = {};
  lanes_.clear();
  bars_.clear();
  for (const auto& contract : in.plan.of_account<Contract>(account)) {
    const Contract& data = contract.data;
    if (!data.end) continue;
    const model::Date start = data.start ? data.start : data.end;
    const bool over = data.end < in.today;
    lanes_.push_back({name_of(in.plan, {Kind::contract, contract.id}),
                      model::money_text(data.value, model::MoneyStyle::compact)});
    bars_.push_back({.key = contract.id.bits,
                     .lane = lanes_.size() - 1,
                     .first = std::min(start, data.end).days,
                     .last = data.end.days,
                     .title = lanes_.back().name,
                     .tone = over          ? Tone::muted
                             : data.renews ? Tone::positive
                                           : Tone::accent,
                     .word = over          ? "ended"
                             : data.renews ? "renews by itself"
                                           : "has to be renewed"});
  }
}

void HealthTab::contracts(ScreenContext& in, Id account) {
  make_contracts(in, account);
  const auto card = in.ui.card("Contracts and renewals");
  for (const analysis::Deadline& deadline : analysis::deadlines_of(in.plan, account)) {
    if (deadline.date < in.today) continue;
    in.ui.muted("Next: " + lower_first(analysis::deadline_word(deadline.what)) + " " +
                model::date_text(deadline.date));
    break;
  }
  looked_at(in, account, Subject::contracts, "contracts");
  if (!lanes_.empty()) {
    const TimelineAnswer answer =
        timeline(in.ui, "Contracts over time", timeline_, lanes_, bars_, {},
                 {.summary = "When each contract runs and ends.",
                  .height = 220,
                  .today = in.today.days,
                  .day_text = [](std::int32_t day) { return model::date_text({day}); }});
    if (answer.opened) in.open({Kind::contract, Id{*answer.opened}});
    const auto* moved = answer.moved ? in.plan.find<Contract>(Id{answer.moved->key}) : nullptr;
    if (moved != nullptr) {
      model::Edit edit("move contract " + name_of(in.plan, {Kind::contract, moved->id}));
      move_dates<&Contract::start, &Contract::end>(edit, moved->id, moved->data.start,
                                                   moved->data.end, *answer.moved);
      if (!edit.empty()) in.edit(std::move(edit));
    }
  }
  contracts_.table(in, account);
}

void HealthTab::frame(ScreenContext& in, const model::Record<model::Account>& account,
                      const PlanState& state) {
  {
    auto columns = in.ui.columns({3, 2}, {.min_width = 400});
    columns.next();
    findings(in, account.id, state);
    columns.next();
    health_parts(in, state);
    completeness_parts(in, state);
  }
  metrics_.frame(in, account.id);
  satisfaction(in, account.id);
  {
    const auto card = in.ui.card("Support tickets");
    looked_at(in, account.id, Subject::tickets, "tickets");
    tickets_.table(in, account.id);
  }
  contracts(in, account.id);
  {
    const auto card = in.ui.card("Losses", "what was lost, and why");
    const std::string label = "If we lose this " + words(in.plan).account;
    if (in.ui.button(label, {.small = true})) loss_dialog_.open(account.id);
    losses_.table(in, account.id);
  }
  costs_.frame(in, account.id, {.preset = [&in](void* data) {
                 static_cast<model::ServiceCost*>(data)->period = {static_cast<std::int16_t>(
                     model::fiscal_year(in.today, in.figures.context().start_month))};
               }});
  loss_dialog_.frame(in);
}

}  // namespace keyplan::ui
