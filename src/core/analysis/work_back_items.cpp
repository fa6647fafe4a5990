#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "core/analysis/work_back.h"
#include "core/model/display.h"
#include "core/sorting/sort.h"

namespace keyplan::analysis {

using namespace model;

namespace {

using What = WorkBackItem::What;

std::string name_of(const Plan& plan, RecordKey key, std::string_view without) {
  const RecordBase* record = plan.find(key);
  const std::string title = record == nullptr ? std::string() : title_of(key.kind, *record);
  return title.empty() ? std::string(without) : title;
}

std::string account_name(const Plan& plan, Id id) {
  return name_of(plan, {Kind::account, id}, "no account");
}

class Collecting {
 public:
  Collecting(const Plan& plan, const Cache& cache, const ScenarioOutcome* scenario)
      : plan_(plan), cache_(cache), context_(cache.context()) {
    rate_ = cache.forecast_base().win_rate.value;
    if (scenario == nullptr) return;
    const Ratio before = rate_;
    rate_ = scenario->base.win_rate.value;
    if (before && *before > 0 && rate_) more_often_ = *rate_ / *before;
    for (const AccountEffect& effect : scenario->accounts) {
      survival_.emplace(effect.account, effect.survival);
    }
  }

  WorkBackItems run() {
    out_.no_win_rate = !rate_ || *rate_ <= 0;
    for (const AccountResult& result : cache_.accounts()) {
      const auto found = survival_.find(result.id);
      const Survival survival = found == survival_.end() ? Survival{} : found->second;
      if (survival.billionths == 0) continue;
      if (result.deals.open() > 0) add_deals(result.id, survival);
      if (result.id && !result.gone) add_cells(result.id, survival);
    }
    keyplan::sort(out_.items, [](const WorkBackItem& a, const WorkBackItem& b) {
      return std::tuple(-a.value, a.record) < std::tuple(-b.value, b.record);
    });
    return std::move(out_);
  }

 private:
  std::string money(std::int64_t minor) const {
    return money_text({minor, context_.base}, MoneyStyle::compact);
  }

  Id owner_of(Id account) const {
    const Record<Account>* record = plan_.find<Account>(account);
    if (record == nullptr || plan_.find(record->data.owner) == nullptr) return {};
    return record->data.owner.id;
  }

  void add_deals(Id account, Survival survival) {
    for (const OpenDeal& open : open_deals(plan_, account, context_)) {
      if (open.adds == Adds::kept || open.amount <= 0) continue;
      const Opportunity& deal = plan_.find<Opportunity>(open.id)->data;
      const std::int64_t amount = survival.of(open.amount);
      const double usual = open.chance ? open.chance.fraction() : 0;
      const double chance = std::clamp(usual * more_often_, 0.0, 1.0);
      const std::int64_t expected = nearest(static_cast<double>(amount) * chance);
      WorkBackItem item{.what = open.later ? What::bring_forward : What::win_deal,
                        .record = {Kind::opportunity, open.id},
                        .account = account,
                        .offering = deal.offering.id,
                        .value = open.later ? expected : amount - expected};
      if (item.value <= 0) continue;
      item.owner = plan_.find(deal.owner) != nullptr ? deal.owner.id : owner_of(account);
      actions_of(account, item);
      if (open.later) {
        item.reason = "Closes on " + date_text(deal.close) + ": within the year its " +
                      percent_text(chance, 0) + " of " + money(amount) + " would count.";
      } else {
        item.reason = "Counts with " + percent_text(chance, 0) + " of " + money(amount) +
                      ": won it adds the rest.";
      }
      out_.items.push_back(std::move(item));
    }
  }

  void actions_of(Id account, WorkBackItem& item) const {
    std::int64_t hours = 0;
    bool known = false;
    for (const Record<Action>& action : plan_.of_account<Action>(account)) {
      if (action.data.opportunity.id != item.record.id ||
          action.data.status == ActionStatus::done || action.data.status == ActionStatus::dropped) {
        continue;
      }
      item.actions.push_back(action.id);
      if (!action.data.effort_hours) continue;
      hours = saturating_add(hours, std::max<std::int64_t>(0, action.data.effort_hours.value));
      known = true;
    }
    keyplan::sort(item.actions);
    if (known) item.hours = hours;
  }

  void add_cells(Id account, Survival survival) {
    if (plan_.of_account<WhitespaceCell>(account).empty()) return;
    std::unordered_set<Id, IdHash> in_deals;
    for (const Record<Opportunity>& deal : plan_.of_account<Opportunity>(account)) {
      if (model::is_open(deal.data.progress.stage)) in_deals.insert(deal.data.offering.id);
    }
    for (const OfferingCell& cell : cells_of(plan_, account, context_)) {
      if (!cell.record || in_deals.contains(cell.offering)) continue;
      const WhitespaceCell& record = plan_.find<WhitespaceCell>(cell.record)->data;
      const bool taken = cell.state == CellState::competitor;
      if (cell.state == CellState::not_applicable || cell.state == CellState::open_deal ||
          (taken && record.until && record.until > context_.plan_end)) {
        continue;
      }
      if (!cell.potential) {
        ++(record.potential ? out_.cells_without_rate : out_.cells_without_potential);
        continue;
      }
      if (out_.no_win_rate || !cell.whitespace) continue;
      const std::int64_t whitespace = survival.of(*cell.whitespace);
      WorkBackItem item{.what = What::sell_cell,
                        .record = {Kind::whitespace, cell.record},
                        .account = account,
                        .offering = cell.offering,
                        .owner = owner_of(account),
                        .value = nearest(static_cast<double>(whitespace) * *rate_)};
      if (item.value <= 0) continue;
      item.reason = money(whitespace) + " a year is " +
                    (taken ? "with a competitor" : "not sold yet") + ", at a win rate of " +
                    percent_text(*rate_, 0) + ".";
      out_.items.push_back(std::move(item));
    }
  }

  const Plan& plan_;
  const Cache& cache_;
  const Context& context_;
  Ratio rate_;
  double more_often_ = 1;
  std::unordered_map<Id, Survival, IdHash> survival_;
  WorkBackItems out_;
};

}  // namespace

WorkBackItems work_back_items(const Plan& plan, const Cache& cache,
                              const ScenarioOutcome* scenario) {
  return Collecting(plan, cache, scenario).run();
}

std::vector<Capacity> capacities_of(const Plan& plan, std::span<const Workload> workloads,
                                    const WorkBackItems& items, const Context& context) {
  const int all_days = context.plan_end.days - context.plan_start.days + 1;
  const int left = context.plan_end.days - std::max(context.today, context.plan_start).days + 1;
  std::unordered_map<Id, std::int64_t, IdHash>
      own;  // hours of the items' actions, by who does them
  for (const WorkBackItem& item : items.items) {
    for (const Id id : item.actions) {
      const Action& action = plan.find<Action>(id)->data;
      if (!action.effort_hours || (action.due && action.due > context.plan_end)) continue;
      std::int64_t& hours = own[action.owner.id];
      hours = saturating_add(hours, action.effort_hours.value);
    }
  }
  std::vector<Capacity> capacities;
  for (const Workload& load : workloads) {
    if (!load.capacity) continue;
    const auto found = own.find(load.member);
    const std::int64_t others =
        saturating_sub(load.action_hours, found == own.end() ? 0 : found->second);
    const std::int64_t hours = scaled(*load.capacity, std::max(0, left), all_days).value_or(0);
    capacities.push_back({load.member, std::max<std::int64_t>(0, saturating_sub(hours, others))});
  }
  return capacities;
}

Figure work_back_figure(const Plan& plan, const WorkBackItems& items, const WorkBack& answer,
                        const Context& context) {
  FigureList list(context.base, context.today);
  FigureList::Builder b =
      list.money("work_back", "What closes the gap",
                 items.items.empty() ? std::nullopt : std::optional(answer.value));
  b.formula("sum of what the chosen deals and whitespace cells add")
      .note(answer.sentence)
      .otherwise(answer.sentence)
      .money("Gap", answer.gap);
  for (const std::size_t index : answer.chosen) {
    const WorkBackItem& item = items.items[index];
    const bool cell = item.what == What::sell_cell;
    b.money(cell ? name_of(plan, {Kind::offering, item.offering}, "(no name)") + " at " +
                       account_name(plan, item.account)
                 : name_of(plan, item.record, "(no name)"),
            item.value);
    std::string why = item.reason;
    if (item.actions.empty()) {
      why += " No action is planned for it.";
    } else {
      why +=
          " " +
          counted(static_cast<std::int64_t>(item.actions.size()), "open action", "open actions") +
          ".";
    }
    b.entered(item.record, 0, why);
  }
  b.money("All that could help", answer.all_value);
  if (answer.hours > 0) b.count("Hours of the chosen ones", answer.hours);
  if (items.no_win_rate) b.remark("Left out", "Whitespace: the win rate is not known.");
  if (items.cells_without_potential > 0) {
    b.count("Left out: cells without a potential", items.cells_without_potential);
  }
  if (items.cells_without_rate > 0) {
    b.count("Left out: cells without an exchange rate", items.cells_without_rate);
  }
  return std::move(list.take().front());
}

}  // namespace keyplan::analysis
