#include "ui/screens/priority_state.h"

#include <algorithm>
#include <utility>

#include "core/model/order.h"

namespace keyplan::ui {

using model::Criterion;
using model::Id;

void PriorityState::refresh(const ScreenContext& in, std::span<const double> tried) {
  book_.refresh(in.plan, in.figures);
  if (made_for_ == book_.version() && std::ranges::equal(tried, tried_)) return;
  made_for_ = book_.version();
  tried_.assign(tried.begin(), tried.end());
  all_ = analysis::prioritise(base(), tried_);
  ++version_;
}

std::optional<PriorityState::Of> PriorityState::find(Id account) const {
  const auto place = base().place(account);
  if (!place) return std::nullopt;
  return Of{&base().accounts[*place], &all_[*place], *place};
}

analysis::Figure PriorityState::figure(std::size_t place) const {
  return analysis::priority_figure(base(), place, tried_);
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
