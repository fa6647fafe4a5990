#include "core/analysis/account.h"

#include <algorithm>
#include <numeric>

#include "core/sorting/sort.h"

namespace keyplan::analysis {

using namespace model;

std::size_t kind_index(RevenueKind kind) {
  return kind == RevenueKind::unset ? 0 : static_cast<std::size_t>(kind) - 1;
}

PipelinePart& PipelinePart::operator+=(const PipelinePart& other) {
  deals += other.deals;
  amount += other.amount;
  weighted += other.weighted;
  return *this;
}

PipelinePart Pipeline::net_new() const {
  PipelinePart sum = parts[0];
  sum += parts[1];
  sum += parts[2];
  return sum;
}

PipelinePart Pipeline::all() const {
  PipelinePart sum = net_new();
  sum += parts[static_cast<std::size_t>(Adds::kept)];
  return sum;
}

Pipeline& Pipeline::operator+=(const Pipeline& other) {
  for (std::size_t i = 0; i < adds_count; ++i) parts[i] += other.parts[i];
  for (std::size_t i = 0; i < quarters.size(); ++i) quarters[i] += other.quarters[i];
  later += other.later;
  to_new_customers += other.to_new_customers;
  undated += other.undated;
  past_close += other.past_close;
  unpriced += other.unpriced;
  return *this;
}

Deals& Deals::operator+=(const Deals& other) {
  for (std::size_t i = 0; i < by_stage.size(); ++i) by_stage[i] += other.by_stage[i];
  open_amount += other.open_amount;
  won_value += other.won_value;
  lost_value += other.lost_value;
  won_priced += other.won_priced;
  won_this_year += other.won_this_year;
  return *this;
}

std::uint32_t Deals::all() const {
  return std::accumulate(by_stage.begin(), by_stage.end(), std::uint32_t{0});
}

std::uint32_t Deals::open() const {
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < by_stage.size(); ++i) {
    if (is_open(static_cast<Stage>(i))) count += by_stage[i];
  }
  return count;
}

const YearRevenue* AccountResult::year(int fiscal_year) const {
  const auto found = std::ranges::lower_bound(years, fiscal_year, {}, &YearRevenue::year);
  return found != years.end() && found->year == fiscal_year ? &*found : nullptr;
}

Sum AccountResult::revenue(int fiscal_year) const {
  const YearRevenue* found = year(fiscal_year);
  return found == nullptr ? Sum{} : found->total;
}

namespace {

/// Walks over the records of one account and fills its result.
class Computation {
 public:
  Computation(const Plan& plan, Id id, const Context& context, AccountResult& out)
      : plan_(plan), id_(id), context_(context), out_(out) {}

  std::vector<OpenDeal> open_deals() {
    listing_ = true;
    reset();
    revenue();
    deals();
    keyplan::sort(open_, {}, &OpenDeal::id);
    return std::move(open_);
  }

  void run() {
    reset();
    revenue();
    deals();
    actions();
    people();
    account();
  }

 private:
  void reset() {
    AccountResult kept;
    std::swap(kept.years, out_.years);
    std::swap(kept.cycle_days, out_.cycle_days);
    std::swap(kept.findings, out_.findings);
    kept.years.clear();
    kept.cycle_days.clear();
    kept.findings.clear();
    out_ = std::move(kept);
    out_.id = id_;
  }

  void found(Rule rule, RecordKey record, std::int64_t number = 0, Date date = {}) {
    out_.findings.push_back({rule, info(rule).severity, record, number, date});
  }

  std::optional<std::int64_t> converted(Money money, Date day, RecordKey record,
                                        std::vector<Gap>& gaps) {
    if (money.currency == context_.base) return money.minor;
    const Rates::Converted result = context_.rates.convert(money, day);
    if (!result.minor) add_gap(gaps, {money.currency, result.problem, 1, day, record});
    return result.minor;
  }

  std::optional<std::int64_t> converted(Money money, Period period, RecordKey record) {
    if (money.currency == context_.base) return money.minor;
    return converted(money, last_day(period, context_.start_month), record, out_.revenue_gaps);
  }

  YearRevenue& year_entry(int year) {
    auto& years = out_.years;
    const auto at = std::ranges::lower_bound(years, year, {}, &YearRevenue::year);
    if (at != years.end() && at->year == year) return *at;
    return *years.insert(at, YearRevenue{.year = year});
  }

  void revenue() {
    for (const Record<Revenue>& record : plan_.of_account<Revenue>(id_)) {
      ++out_.revenue_entries;
      const Revenue& entry = record.data;
      if (!entry.period || !entry.amount) continue;
      const RecordKey key{Kind::revenue, record.id};
      const auto amount = converted(entry.amount, entry.period, key);
      if (!amount) continue;
      YearRevenue& year = year_entry(fiscal_year(entry.period, context_.start_month));
      year.total += *amount;
      year.by_kind[kind_index(entry.kind)] += *amount;
      if (!entry.cost) continue;
      if (const auto cost = converted(entry.cost, entry.period, key)) {
        year.cost += *cost;
        year.revenue_with_cost += *amount;
      }
    }
    const auto first = std::ranges::find_if(
        out_.years, [](const YearRevenue& year) { return year.total.value > 0; });
    if (first != out_.years.end()) out_.first_year = first->year;
  }

  bool has_bought(Ref<Offering> offering) {
    if (!bought_known_) {
      bought_known_ = true;
      for (const Record<Revenue>& record : plan_.of_account<Revenue>(id_)) {
        if (record.data.offering) bought_.push_back(record.data.offering.id);
      }
      keyplan::sort(bought_);
    }
    return std::ranges::binary_search(bought_, offering.id);
  }

  Adds adds(const Opportunity& deal) {
    switch (deal.type) {
      case DealType::new_customer:
        return Adds::new_customer;
      case DealType::cross_sell:
        return Adds::cross_sell;
      case DealType::up_sell:
        return Adds::up_sell;
      case DealType::existing:
      case DealType::renewal:
        return Adds::kept;
      case DealType::unset:
        break;
    }
    if (out_.is_new_in(context_.plan_year)) return Adds::new_customer;
    return deal.offering && !has_bought(deal.offering) ? Adds::cross_sell : Adds::up_sell;
  }

  void open_deal(Id id, const Opportunity& deal, std::int64_t amount) {
    out_.deals.open_amount += amount;
    if (!deal.amount) ++out_.pipeline.unpriced;
    if (!deal.close) ++out_.pipeline.undated;
    if (deal.close && deal.close < context_.today) ++out_.pipeline.past_close;
    const Percent chance = probability(deal.progress);
    const std::int64_t expected = weighted(amount, chance ? chance.hundredths : 0);
    const bool later = deal.close && deal.close > context_.plan_end;
    const Adds kind = adds(deal);
    if (listing_) open_.push_back({id, amount, chance, kind, later});
    PipelinePart& part =
        later ? out_.pipeline.later : out_.pipeline.parts[static_cast<std::size_t>(kind)];
    ++part.deals;
    part.amount += amount;
    part.weighted += expected;
    if (later || kind == Adds::kept) return;
    if (kind != Adds::new_customer && out_.is_new_in(context_.plan_year)) {
      out_.pipeline.to_new_customers += expected;
    }
    if (!deal.close) return;
    // Before the year counts as its first quarter.
    std::size_t quarter = 3;
    while (quarter > 0 && deal.close < context_.quarters[quarter]) --quarter;
    out_.pipeline.quarters[quarter] += expected;
  }

  void deals() {
    Id oldest;
    Date oldest_close;
    for (const Record<Opportunity>& record : plan_.of_account<Opportunity>(id_)) {
      const Opportunity& deal = record.data;
      const Stage stage = deal.progress.stage;
      ++out_.deals.by_stage[static_cast<std::size_t>(stage)];
      active(deal.opened);
      if (!is_open(stage)) active(deal.close);
      std::int64_t amount = 0;
      bool priced = false;
      if (deal.amount) {
        const auto in_base = converted(deal.amount, deal.close ? deal.close : context_.today,
                                       {Kind::opportunity, record.id}, out_.deal_gaps);
        amount = in_base.value_or(0);
        priced = in_base.has_value();
      }
      if (is_open(stage)) {
        open_deal(record.id, deal, amount);
        if (deal.close && deal.close < context_.today && (!oldest || deal.close < oldest_close)) {
          oldest = record.id;
          oldest_close = deal.close;
        }
      } else if (stage == Stage::won) {
        out_.deals.won_value += amount;
        out_.deals.won_priced += priced ? 1 : 0;
        if (deal.close && deal.close >= context_.plan_start && deal.close <= context_.plan_end) {
          out_.deals.won_this_year += amount;
        }
        if (deal.opened && deal.close && deal.close >= deal.opened) {
          out_.cycle_days.push_back(deal.close.days - deal.opened.days);
        }
      } else if (stage == Stage::lost) {
        out_.deals.lost_value += amount;
      }
    }
    if (oldest) {
      found(Rule::deals_past_close, {Kind::opportunity, oldest}, out_.pipeline.past_close,
            oldest_close);
    }
    if (id_ && out_.deals.won_this_year.value > 0 && out_.year(context_.plan_year) == nullptr) {
      found(Rule::won_not_booked, {Kind::account, id_}, out_.deals.won_this_year.value,
            context_.plan_end);
    }
  }

  void active(Date day) {
    if (day && day <= context_.today && (!out_.last_activity || day > out_.last_activity)) {
      out_.last_activity = day;
    }
  }

  void actions() {
    Id oldest;
    Date oldest_due;
    for (const Record<Action>& record : plan_.of_account<Action>(id_)) {
      const Action& action = record.data;
      ++out_.actions;
      if (action.status == ActionStatus::done) active(action.due);
      if (action.status == ActionStatus::done || action.status == ActionStatus::dropped) continue;
      ++out_.open_actions;
      if (action.due && action.due < context_.today) {
        ++out_.overdue_actions;
        if (!oldest || action.due < oldest_due) {
          oldest = record.id;
          oldest_due = action.due;
        }
      }
      const bool earlier = action.due && (!out_.next_due || action.due < out_.next_due);
      if (!out_.next_action || earlier) {
        out_.next_action = record.id;
        out_.next_due = action.due;
      }
    }
    if (oldest) {
      found(Rule::actions_overdue, {Kind::action, oldest}, out_.overdue_actions, oldest_due);
    }
  }

  void people() {
    for (const Record<Person>& record : plan_.of_account<Person>(id_)) {
      ++out_.people;
      active(record.data.last_contact);
    }
  }

  void account() {
    for (const std::vector<Gap>* gaps : {&out_.revenue_gaps, &out_.deal_gaps}) {
      for (const Gap& gap : *gaps) {
        found(Rule::missing_rate, gap.example, gap.amounts, gap.first);
      }
    }
    if (!id_) return;
    const RecordKey key{Kind::account, id_};
    const Record<Account>* record = plan_.find<Account>(id_);
    if (record == nullptr) {
      out_.gone = true;
      found(Rule::account_missing, key, out_.records());
      return;
    }
    const Account& data = record->data;
    out_.parent = data.parent.id;
    const bool active_account = out_.first_year != 0 || out_.deals.open() > 0;
    if (data.renewal) {
      const int days = data.renewal.days - context_.today.days;
      out_.renewal_in_days = days;
      if (days < 0 && days >= -365) {
        found(Rule::renewal_passed, key, -days, data.renewal);
      } else if (days >= 0 && days <= renewal_notice_days && out_.open_actions == 0) {
        found(Rule::renewal_without_action, key, days, data.renewal);
      }
    }
    if (!data.owner) found(Rule::no_owner, key);
    if (out_.people == 0 && active_account) found(Rule::no_people, key);
    if (out_.open_actions == 0 && (data.tier == Tier::strategic || data.tier == Tier::key)) {
      found(Rule::no_next_action, key);
    }
  }

  const Plan& plan_;
  Id id_;
  const Context& context_;
  AccountResult& out_;
  bool bought_known_ = false;
  std::vector<Id> bought_;
  bool listing_ = false;
  std::vector<OpenDeal> open_;
};

}  // namespace

void compute_account(const Plan& plan, Id account, const Context& context, AccountResult& into) {
  Computation(plan, account, context, into).run();
}

std::vector<OpenDeal> open_deals(const Plan& plan, Id account, const Context& context) {
  AccountResult scratch;
  return Computation(plan, account, context, scratch).open_deals();
}

Ratio account_growth(const AccountResult& account, int base_year) {
  if (base_year == 0) return std::nullopt;
  const Sum now = account.revenue(base_year);
  const Sum before = account.revenue(base_year - 1);
  if (now.overflowed || before.overflowed) return std::nullopt;
  return growth(now.value, before.value);
}

std::optional<Finding> revenue_finding(const AccountResult& account, int base_year) {
  const Ratio change = account_growth(account, base_year);
  if (!change || !account.id) return std::nullopt;
  const RecordKey key{Kind::account, account.id};
  if (account.revenue(base_year).value <= 0) {
    return Finding{Rule::revenue_lost, Severity::risk, key, base_year};
  }
  if (*change > -falling_revenue) return std::nullopt;
  return Finding{Rule::revenue_falling, Severity::risk, key, nearest(*change * 10'000)};
}

}  // namespace keyplan::analysis
