#include "ui/screens/priority_state.h"

#include <algorithm>
#include <utility>

#include "core/model/order.h"

namespace keyplan::ui {

using model::Criterion;
using model::Id;

void PriorityState::refresh(const ScreenContext& in, std::span<const double> tried) {
  const bool same = made_for_ == in.figures.version() && revision_ == in.plan.revision();
  if (same && std::ranges::equal(tried, tried_)) return;
  if (!same) {
    made_for_ = in.figures.version();
    revision_ = in.plan.revision();
    base_ = analysis::priority_base(in.plan, in.figures.accounts(), in.figures.portfolio(),
                                    in.figures.context());
    places_.clear();
    for (std::size_t i = 0; i < base_.accounts.size(); ++i)
      places_.emplace(base_.accounts[i].id, i);
  }
  tried_.assign(tried.begin(), tried.end());
  all_ = analysis::prioritise(base_, tried_);
  ++version_;
}

std::optional<PriorityState::Of> PriorityState::find(Id account) const {
  const auto found = places_.find(account);
  if (found == places_.end()) return std::nullopt;
  return Of{&base_.accounts[found->second], &all_[found->second], found->second};
}

analysis::Figure PriorityState::figure(std::size_t place) const {
  return analysis::priority_figure(base_, place, tried_);
}

std::vector<Id> own_criteria(const ScreenContext& in, model::Edit& edit) {
  std::vector<const model::RecordBase*> sorted;
  for (const auto& record : in.plan.table<Criterion>()) sorted.push_back(&record);
  model::sort_by_order(model::Kind::criterion, sorted);
  std::vector<Id> ids;
  for (const auto* record : sorted) ids.push_back(record->id);
  if (!ids.empty()) return ids;
  model::OrderKey last;
  for (Criterion& usual : analysis::usual_criteria()) {
    ids.push_back(in.new_id());
    last = model::key_between(last, {}, ids.back().bits).value_or(last);
    usual.ord = last;
    edit.add(ids.back(), std::move(usual));
  }
  return ids;
}

}  // namespace keyplan::ui
