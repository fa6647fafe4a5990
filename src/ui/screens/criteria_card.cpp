#include "ui/screens/criteria_card.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/model/display.h"
#include "ui/screens/explain.h"

namespace keyplan::ui {

using analysis::UsedCriterion;
using model::Criterion;
using model::CriterionAxis;
using model::Id;
using model::Kind;
using model::Measure;
using model::Rating;

namespace {

constexpr double most_weight = 50;  // percent, on the slider; fields take more

double sum_of_weights(const PriorityState& state, std::span<const double> tried) {
  double sum = 0;
  const auto& criteria = state.base().criteria;
  for (std::size_t i = 0; i < criteria.size(); ++i)
    sum += i < tried.size() ? tried[i] : criteria[i].weight;
  return sum;
}

void rate(ScreenContext& in, Id account, std::size_t criterion, double score) {
  model::Edit edit("rate " + name_of(in.plan, {Kind::account, account}));
  const Id by = own_criteria(in, edit)[criterion];
  const model::Decimal given{std::llround(score * 10) * 1'000};
  // What counts is the later of two; that one is changed.
  Id known;
  for (const auto& rating : in.plan.of_account<Rating>(account))
    if (rating.data.criterion.id == by) known = rating.id;
  if (known) {
    edit.set<&Rating::score>(known, given);
  } else {
    edit.add(in.new_id(), Rating{.account = {account}, .criterion = {by}, .score = given});
  }
  in.edit(std::move(edit));
}

}  // namespace

void CriteriaCard::weight(ScreenContext& in, const PriorityState& state, std::size_t criterion,
                          double all) {
  const UsedCriterion& used = state.base().criteria[criterion];
  const double now = criterion < tried_.size() ? tried_[criterion] : used.weight;
  std::string shown = model::percent_text(now, 0);
  if (all > 0) shown += " \u00b7 " + model::percent_text(now / all, 0) + " of all";
  const auto answer = in.ui.slider(
      told_apart(used.name, model::count_text(static_cast<std::int64_t>(criterion))), now * 100,
      {.minimum = 0,
       .maximum = std::max(most_weight, used.weight * 100),
       .step = 1,
       .shown = shown});
  if (answer.changed) {
    if (tried_.empty())
      for (const UsedCriterion& each : state.base().criteria) tried_.push_back(each.weight);
    tried_[criterion] = answer.value / 100;
    in.ui.request_frames();
  }
  if (!answer.finished || tried_.empty()) return;
  const auto percent = static_cast<std::int32_t>(std::lround(tried_[criterion] * 10'000));
  tried_.clear();
  if (percent == std::lround(used.weight * 10'000)) return;
  model::Edit edit("change weight of " + used.name);
  const Id id = own_criteria(in, edit)[criterion];
  edit.set<&Criterion::weight>(id, model::Percent{percent});
  in.edit(std::move(edit));
}

void CriteriaCard::frame(ScreenContext& in, const PriorityState& state) {
  const auto& criteria = state.base().criteria;
  if (tried_.size() != criteria.size()) tried_.clear();
  const bool own = !criteria.empty() && criteria.front().id;
  const auto card = in.ui.card("What makes " + words(in.plan).accounts + " important",
                               own ? "drag to re-rank" : "the usual criteria; drag to re-rank");
  const double all = sum_of_weights(state, tried_);
  for (const CriterionAxis axis : {CriterionAxis::attractiveness, CriterionAxis::relationship}) {
    in.ui.space(4);
    in.ui.heading(model::choice_label(axis), 3, TextStyle::small_strong);
    for (std::size_t i = 0; i < criteria.size(); ++i) {
      if (criteria[i].axis != axis) continue;
      const auto id = in.ui.id(i);
      weight(in, state, i, all);
    }
  }
  in.ui.space(4);
  if (!own && in.ui.button("Make them your own", {.small = true})) {
    model::Edit edit("take over the usual criteria");
    own_criteria(in, edit);
    in.edit(std::move(edit));
  }
  if (!own) return;
  std::vector<MenuEntry> names;
  for (const UsedCriterion& criterion : criteria) names.push_back({.text = criterion.name});
  const auto row = in.ui.row();
  if (const auto picked = in.ui.menu("Change a criterion", names, {.small = true}))
    in.open({Kind::criterion, criteria[static_cast<std::size_t>(*picked)].id});
  if (auto name = add_.frame(in, {.label = "Add criterion", .width = 200})) {
    auto record = new_record<Criterion>(in);
    record->data.name = std::move(*name);
    record->data.weight = model::Percent{1000};
    in.open({Kind::criterion, add_record(in, Kind::criterion, std::move(record))});
  }
}

void ratings_card(ScreenContext& in, const PriorityState& state, Id account) {
  const auto found = state.find(account);
  if (!found) return;
  const std::string name = name_of(in.plan, {Kind::account, account});
  const auto scope = in.ui.id(account.bits);
  const auto card = in.ui.card(name, "by each criterion, 0 to 10");
  const auto& criteria = state.base().criteria;
  for (std::size_t i = 0; i < criteria.size(); ++i) {
    const auto id = in.ui.id(i);
    const double score = state.base().score(found->place, i);
    const bool known = !std::isnan(score);
    const std::string shown = known ? model::number_text(score, 1) : "not known";
    if (criteria[i].measure == Measure::rating) {
      const std::string label = criteria[i].name + " of " + name;
      const auto answer = in.ui.slider(label, known ? state.base().value(found->place, i) : 5,
                                       {.minimum = 0,
                                        .maximum = 10,
                                        .step = 0.5,
                                        .shown = known ? shown : "not rated",
                                        .help = "Rated by hand"});
      if (answer.finished) rate(in, account, i, answer.value);
    } else {
      in.ui.meter(criteria[i].name, known ? score / 10 : 0, criteria[i].name + ": " + shown,
                  known ? Tone::accent : Tone::muted);
    }
  }
}

}  // namespace keyplan::ui
