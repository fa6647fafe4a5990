#include "ui/screens/merge_effects.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/analysis/account_plan.h"
#include "core/sorting/sort.h"

namespace keyplan::ui {
namespace {

constexpr std::size_t accounts_a_frame = 20;

std::int64_t whitespace_of(const model::Plan& plan, model::Id account,
                           const analysis::Context& context) {
  std::int64_t sum = 0;
  for (const analysis::OfferingCell& cell : analysis::cells_of(plan, account, context)) {
    if (cell.state == model::CellState::free || cell.state == model::CellState::open_deal)
      sum += cell.whitespace.value_or(0);
  }
  return sum;
}

std::optional<double> health_of(const model::Plan& plan, model::Id account,
                                const analysis::Cache& figures) {
  if (plan.find<model::Account>(account) == nullptr) return std::nullopt;
  const analysis::Health health = figures.health(plan, account);
  return health.score ? std::optional<double>(std::round(*health.score)) : std::nullopt;
}

std::int64_t findings_of(const model::Plan& plan, model::Id account, analysis::Cache& figures) {
  if (plan.find<model::Account>(account) == nullptr) return 0;
  return static_cast<std::int64_t>(figures.findings(plan, account).size());
}

}  // namespace

void MergeEffects::start(const merge::Changes& changes) {
  accounts_.clear();
  for (const merge::RecordChange& change : changes.records)
    if (change.account) accounts_.push_back(change.account);
  keyplan::sort(accounts_);
  const auto repeated = std::ranges::unique(accounts_);
  accounts_.erase(repeated.begin(), repeated.end());
  next_ = 0;
  findings = whitespace = {};
  health.clear();
}

void MergeEffects::work(ScreenContext& in, const model::Plan& merged, analysis::Cache& after,
                        const merge::Changes& changes) {
  if (merged_ != &merged || merged_revision_ != merged.revision() ||
      revision_ != in.plan.revision() || records_ != changes.records.size()) {
    merged_ = &merged;
    merged_revision_ = merged.revision();
    revision_ = in.plan.revision();
    records_ = changes.records.size();
    start(changes);
  }
  if (finished()) return;
  for (const std::size_t end = std::min(next_ + accounts_a_frame, accounts_.size()); next_ < end;
       ++next_) {
    const model::Id account = accounts_[next_];
    findings.before += findings_of(in.plan, account, in.figures);
    findings.after += findings_of(merged, account, after);
    whitespace.before += whitespace_of(in.plan, account, in.figures.context());
    whitespace.after += whitespace_of(merged, account, after.context());
    AccountHealth entry{.name = {},
                        .before = health_of(in.plan, account, in.figures),
                        .after = health_of(merged, account, after)};
    if (entry.before == entry.after) continue;
    const bool there = merged.find<model::Account>(account) != nullptr;
    entry.name = name_of(there ? merged : in.plan, {model::Kind::account, account});
    health.push_back(std::move(entry));
  }
  if (finished()) {
    keyplan::sort(health, std::greater(), [](const AccountHealth& entry) {
      return std::abs(entry.after.value_or(0) - entry.before.value_or(0));
    });
  } else {
    in.ui.request_frames();
  }
}

}  // namespace keyplan::ui
