#include "ui/screens/account/risks_card.h"

#include <tuple>
#include <utility>

#include "core/analysis/account_plan.h"
#include "core/model/display.h"
#include "core/sorting/sort.h"
#include "ui/screens/record_form.h"

namespace keyplan::ui {

using model::Grade;
using model::Id;
using model::Kind;
using model::Risk;
using model::RiskStatus;
using model::RiskType;

namespace {

constexpr int grades = 5;

/// Of a risk; an opportunity is the better the higher it stands.
MatrixLook look_of(int score, bool opportunity) {
  std::string word(analysis::score_word(score));
  if (score >= analysis::high_risk)
    return {opportunity ? Tone::positive : Tone::negative, std::move(word)};
  if (score >= 5) return {opportunity ? Tone::accent : Tone::warning, std::move(word)};
  return {opportunity ? Tone::muted : Tone::positive, std::move(word)};
}

bool is_open(const Risk& risk) {
  return risk.status != RiskStatus::closed && risk.status != RiskStatus::happened;
}

MatrixAxis axis(std::string name) {
  MatrixAxis axis{.name = std::move(name), .steps = {}};
  for (int grade = 1; grade <= grades; ++grade)
    axis.steps.emplace_back(model::choice_label(static_cast<Grade>(grade)));
  return axis;
}

model::Value value_of(std::size_t step) {
  return model::Choice{static_cast<std::uint8_t>(step + 1)};
}

constexpr Column columns[] = {
    {.name = "What may happen", .flex = 2, .least = 150, .sortable = false},
    {.name = "Score", .width = 86, .sortable = false},
    {.name = "Amount", .align = Align::right, .width = 100, .sortable = false, .priority = 1},
    {.name = "Owner", .flex = 1, .least = 96, .sortable = false, .priority = 2},
    {.name = "Response", .width = 92, .sortable = false, .priority = 3},
    {.name = "Action", .width = 142, .sortable = false},
    {.name = "All fields", .width = 72, .sortable = false, .priority = 4}};

}  // namespace

void RisksCard::make(const ScreenContext& in, Id account) {
  if (made_for_.holds(in, account) && made_type_ == type_) return;
  made_type_ = type_;
  rows_.clear();
  items_.clear();
  std::array<std::int64_t, 2> counts{};
  std::unordered_map<Id, std::pair<Id, std::int64_t>, model::IdHash> actions;
  for (const auto& action : in.plan.of_account<model::Action>(account)) {
    if (!action.data.risk) continue;
    auto& [first, count] = actions[action.data.risk.id];
    if (count++ == 0) first = action.id;
  }
  std::int64_t ownerless = 0;
  for (const auto& risk : in.plan.of_account<Risk>(account)) {
    const int type = risk.data.type == RiskType::opportunity ? 1 : 0;
    ++counts[static_cast<std::size_t>(type)];
    if (type != type_) continue;
    Row row{.risk = &risk,
            .name = name_of(in.plan, {Kind::risk, risk.id}),
            .score = analysis::score_of(risk.data),
            .action = {}};
    if (const auto found = actions.find(risk.id); found != actions.end())
      std::tie(row.action, row.actions) = found->second;
    if (is_open(risk.data) && !risk.data.owner) ++ownerless;
    rows_.push_back(std::move(row));
  }
  keyplan::sort(rows_, [this](const Row& a, const Row& b) {
    const auto rank = [this](const Row& row) {
      // A new one stays in sight until it is rated. What is over comes last, whatever it was worth.
      return std::tuple(row.risk->id == added_ && !row.score, is_open(row.risk->data),
                        row.score.value_or(0),
                        row.risk->data.amount ? row.risk->data.amount.minor : 0, row.risk->id);
    };
    return rank(b) < rank(a);
  });
  const std::string_view letter = opportunities() ? "O" : "R";
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const Risk& data = rows_[i].risk->data;
    if (!rows_[i].score || !is_open(data)) continue;
    std::string text = model::money_text(data.amount, model::MoneyStyle::compact);
    items_.push_back({.key = rows_[i].risk->id.bits,
                      .at = {static_cast<std::size_t>(data.impact) - 1,
                             static_cast<std::size_t>(data.likelihood) - 1},
                      .title = std::string(letter) + std::to_string(i + 1) + " " + rows_[i].name,
                      .text = std::move(text)});
  }
  types_ = {"Risks " + model::count_text(counts[0]),
            "Opportunities " + model::count_text(counts[1])};
  note_ = ownerless == 0 ? std::string("ranked by impact x likelihood")
                         : model::count_text(ownerless) + " without an owner";
}

void RisksCard::matrix(ScreenContext& in) {
  static const MatrixAxis likelihood = axis("Likelihood");
  static const MatrixAxis impact = axis("Impact");
  const GridMatrixAnswer answer = grid_matrix(
      in.ui, opportunities() ? "Opportunities" : "Risks", state_, likelihood, impact,
      [this](GridPlace at) {
        return look_of(static_cast<int>((at.row + 1) * (at.column + 1)), opportunities());
      },
      items_,
      {.summary = "Impact upwards, likelihood to the right. Drag one, or press Ctrl and an arrow, "
                  "to rate it anew.",
       .cell_width = 84,
       .cell_height = 64});
  if (answer.opened) in.open({Kind::risk, Id{*answer.opened}});
  if (!answer.moved) return;
  const Id id{answer.moved->key};
  model::Edit edit("rate " + name_of(in.plan, {Kind::risk, id}));
  edit.set<&Risk::impact>(id, value_of(answer.moved->to.row));
  edit.set<&Risk::likelihood>(id, value_of(answer.moved->to.column));
  in.edit(std::move(edit));
}

void RisksCard::score(ScreenContext& in, const Row& row) {
  const Risk& risk = row.risk->data;
  if (!row.score) {
    const std::string told = "Rate " + row.name;
    if (in.ui.button("Rate it", {.small = true, .name = told})) {
      if (risk.impact == Grade::unset)
        open_at<&Risk::impact>(in, row.risk->id);
      else
        open_at<&Risk::likelihood>(in, row.risk->id);
    }
    return;
  }
  const MatrixLook look = look_of(*row.score, opportunities());
  const auto why = [&] {
    const auto grade = [](Grade grade) {
      return std::string(model::choice_label(grade)) + " (" +
             std::to_string(static_cast<int>(grade)) + ")";
    };
    return Explanation{
        .title = "Score of " + row.name + ": " + std::to_string(*row.score),
        .formula = "impact x likelihood, each 1 to 5",
        .inputs = {{.name = "Impact", .value = grade(risk.impact), .linked = true},
                   {.name = "Likelihood", .value = grade(risk.likelihood), .linked = true}},
        .as_of = "",
        .not_available = "",
        .note = "From 5 medium, from 10 high, from 20 critical."};
  };
  const auto followed =
      in.ui.figure("Score of " + row.name, std::to_string(*row.score) + " " + look.word, why,
                   {.style = TextStyle::small, .tone = look.tone});
  if (!followed) return;
  if (*followed == 0)
    open_at<&Risk::impact>(in, row.risk->id);
  else
    open_at<&Risk::likelihood>(in, row.risk->id);
}

void RisksCard::action(ScreenContext& in, Id account, const Row& row) {
  if (row.actions > 0) {
    const std::string label = model::counted(row.actions, "action", "actions");
    const std::string told = label + " for " + row.name;
    if (in.ui.button(label, {.emphasis = Emphasis::quiet, .small = true, .name = told}))
      in.open({Kind::action, row.action});
    return;
  }
  if (!is_open(row.risk->data)) return in.ui.muted(model::choice_label(row.risk->data.status));
  const std::string told = "Turn into action: " + row.name;
  if (!in.ui.button("Turn into action", {.small = true, .name = told})) return;
  const Risk& risk = row.risk->data;
  const bool one_line = !risk.plan.empty() && !risk.plan.contains('\n');
  auto made = action_for(in, account, one_line ? risk.plan : row.name);
  made->id = in.new_id();
  made->data.owner = risk.owner;
  made->data.risk = {row.risk->id};
  if (!one_line) made->data.notes = risk.plan;
  if (risk.due && risk.due > in.today) made->data.due = risk.due;
  model::Edit edit("turn " + row.name + " into an action");
  edit.add(Kind::action, std::move(made));
  in.edit(std::move(edit));
}

void RisksCard::list(ScreenContext& in, Id account) {
  constexpr std::size_t most_without_scrolling = 10;
  auto table = in.ui.table(
      opportunities() ? "Ranked opportunities" : "Ranked risks", columns, rows_.size(),
      {.height = rows_.size() > most_without_scrolling ? 400.0f : 0.0f,
       .openable = false,
       .key = [this](std::size_t row) { return rows_[row].risk->id.bits; },
       .empty = opportunities() ? "No opportunities recorded. What could be won this year?"
                                : "No risks recorded. What could go wrong this year?"});
  while (table.next_row()) {
    const Row& row = rows_[table.row()];
    const Id id = row.risk->id;
    const auto scope = in.ui.id(id.bits);
    table.row_name(row.name);
    table.cell();
    record_field<&Risk::title>(in, id, FieldLook::in_place);
    table.cell();
    score(in, row);
    table.cell();
    record_field<&Risk::amount>(in, id, FieldLook::in_place, Align::right);
    table.cell();
    record_field<&Risk::owner>(in, id, FieldLook::in_place);
    table.cell();
    record_field<&Risk::response>(in, id, FieldLook::in_place);
    table.cell();
    action(in, account, row);
    table.cell();
    open_button(in, {Kind::risk, id}, row.name);
  }
}

void RisksCard::frame(ScreenContext& in, Id account) {
  make(in, account);
  const auto card = in.ui.card("Risks and opportunities", note_);
  if (const auto chosen = in.ui.chips("Show", {types_[0], types_[1]}, type_)) {
    type_ = *chosen;
    in.ui.request_frames();
  }
  if (auto title = add_.frame(in, {.label = opportunities() ? "Add opportunity to win" : "Add risk",
                                   .placeholder = opportunities() ? "Add opportunity" : ""})) {
    auto risk = new_record<Risk>(in, account);
    risk->data.title = std::move(*title);
    risk->data.type = opportunities() ? RiskType::opportunity : RiskType::risk;
    added_ = add_record(in, Kind::risk, std::move(risk));
  }
  auto parts = in.ui.columns({4, 5}, {.min_width = 450});
  parts.next();
  matrix(in);
  parts.next();
  list(in, account);
}

}  // namespace keyplan::ui
