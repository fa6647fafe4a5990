#include "core/analysis/portfolio.h"

#include <algorithm>

#include "core/sorting/sort.h"

namespace keyplan::analysis {

using namespace model;

namespace {

constexpr std::size_t top_count = 10;

/// Totals by year in one block: years of real plans lie close together.
class Years {
 public:
  YearTotal& at(int year) {
    auto place = std::ranges::lower_bound(totals_, year, {}, &YearTotal::year);
    if (place == totals_.end() || place->year != year) {
      place = totals_.insert(place, YearTotal{.year = year});
    }
    return *place;
  }
  std::vector<YearTotal>& all() { return totals_; }

 private:
  std::vector<YearTotal> totals_;
};

void add_years(Years& years, const AccountResult& account) {
  for (std::size_t i = 0; i < account.years.size(); ++i) {
    const YearRevenue& own = account.years[i];
    YearTotal& total = years.at(own.year);
    total.revenue += own.total;
    for (std::size_t k = 0; k < revenue_kinds; ++k) total.by_kind[k] += own.by_kind[k];
    total.cost += own.cost;
    total.revenue_with_cost += own.revenue_with_cost;

    const std::int64_t now = own.total.value;
    const bool after_gap = i == 0 || account.years[i - 1].year != own.year - 1;
    const std::int64_t before = after_gap ? 0 : account.years[i - 1].total.value;
    if (now > 0) {
      ++total.customers;
      if (before <= 0) {
        total.arrived += now;
        ++total.arrived_customers;
      } else if (now >= before) {
        total.expansion += now - before;
      } else {
        total.contraction += before - now;
      }
    } else if (before > 0) {
      total.lost += before;
      ++total.lost_customers;
    }
    if (before > 0) {
      total.opening += before;
      ++total.opening_customers;
    }
    // A customer without any entry in the next year is lost in it.
    const bool next_missing =
        i + 1 == account.years.size() || account.years[i + 1].year != own.year + 1;
    if (now > 0 && next_missing) {
      YearTotal& next = years.at(own.year + 1);
      next.opening += now;
      ++next.opening_customers;
      next.lost += now;
      ++next.lost_customers;
    }
  }
}

/// The median of day counts by counting them: they are many, but small.
class DayCounts {
 public:
  void add(std::int64_t days) {
    const auto at = static_cast<std::size_t>(std::min<std::int64_t>(days, limit));
    if (at >= counts_.size()) counts_.resize(at + 1);
    ++counts_[at];
    ++all_;
  }
  Ratio median() const {
    if (all_ == 0) return std::nullopt;
    return (nth((all_ - 1) / 2) + nth(all_ / 2)) / 2;
  }

 private:
  static constexpr std::int64_t limit = 36'525;  // a deal open for a century is a typing error
  double nth(std::size_t n) const {
    std::size_t days = 0;
    while (n >= counts_[days]) n -= counts_[days++];
    return static_cast<double>(days);
  }
  std::vector<std::uint32_t> counts_;
  std::size_t all_ = 0;
};

/// `whole`: what these accounts are a part of.
void close_years(Portfolio& p, std::vector<YearTotal> years, const Portfolio* whole) {
  // The year after the last one with revenue exists only as the year in which all were lost.
  while (!years.empty() && years.back().revenue == Sum{} && years.back().customers == 0 &&
         (whole == nullptr || years.back().year > whole->base_year)) {
    years.pop_back();
  }
  for (const YearTotal& year : years) {
    if (year.customers == 0) continue;
    if (year.year < p.plan_year) p.base_year = year.year;
    if (year.year <= p.plan_year) p.shown_year = year.year;
  }
  if (p.base_year != 0) p.shown_year = p.base_year;
  if (whole != nullptr) {
    p.base_year = whole->base_year;
    p.shown_year = whole->shown_year;
  }
  for (std::size_t i = 1; i < years.size(); ++i) {
    years[i].opening.overflowed |= years[i - 1].revenue.overflowed;
  }
  p.years = std::move(years);
}

const AccountResult& result_of(const AccountResult& account) { return account; }
const AccountResult& result_of(const AccountResult* account) { return *account; }

template <class Accounts>
void concentrate(Portfolio& p, const Accounts& accounts) {
  std::vector<Share>& shares = p.shares;
  shares.reserve(accounts.size());
  for (const auto& one : accounts) {
    const AccountResult& account = result_of(one);
    const Sum revenue = account.revenue(p.shown_year);
    if (revenue.value > 0) {
      shares.push_back({account.id, revenue.value});
      p.shares_total += revenue;
    }
  }
  // A square sum of integers does not depend on the order of accounts; 2^56 minor units are enough.
  Wide squares = 0;
  for (const Share& share : shares) {
    const Wide revenue = std::min<std::int64_t>(share.revenue, std::int64_t{1} << 56);
    squares += revenue * revenue;
  }
  if (!p.shares_total.overflowed) {
    const double total = static_cast<double>(p.shares_total.value);
    p.concentration_index = ratio(static_cast<double>(squares) * 10'000, total * total);
  }
  const auto larger = [](const Share& a, const Share& b) {
    return a.revenue != b.revenue ? a.revenue > b.revenue : a.account < b.account;
  };
  p.top.resize(std::min(top_count, shares.size()));
  std::ranges::partial_sort_copy(shares, p.top, larger);
}

void count_findings(Portfolio& p, const AccountResult& account) {
  bool risk = false;
  bool check = false;
  for (const Finding& item : account.findings) {
    risk |= item.severity == Severity::risk;
    check |= item.severity == Severity::check;
  }
  risk |= revenue_finding(account, p.base_year).has_value();
  p.accounts_at_risk += risk ? 1 : 0;
  p.accounts_to_check += check && !risk ? 1 : 0;
}

}  // namespace

Booked& Booked::operator+=(const Booked& other) {
  for (std::size_t i = 0; i < by_kind.size(); ++i) by_kind[i] += other.by_kind[i];
  to_new_customers += other.to_new_customers;
  return *this;
}

Booked booked_of(const AccountResult& account, int plan_year) {
  Booked booked;
  const YearRevenue* year = account.year(plan_year);
  if (year == nullptr) return booked;
  const auto of = [&](RevenueKind kind) { return year->by_kind[kind_index(kind)]; };
  booked.by_kind = {of(RevenueKind::new_customer), of(RevenueKind::cross_sell),
                    of(RevenueKind::up_sell)};
  if (account.is_new_in(plan_year)) {
    // There was nothing to keep: what a new customer buys is new even where its kind is not told.
    booked.by_kind[0] += of(RevenueKind::existing);
    booked.to_new_customers += of(RevenueKind::cross_sell);
    booked.to_new_customers += of(RevenueKind::up_sell);
  }
  return booked;
}

bool YearTotal::overflowed() const {
  return revenue.overflowed || opening.overflowed || lost.overflowed || contraction.overflowed ||
         expansion.overflowed || arrived.overflowed;
}

const YearTotal* Portfolio::year(int fiscal_year) const {
  const auto found = std::ranges::lower_bound(years, fiscal_year, {}, &YearTotal::year);
  return found != years.end() && found->year == fiscal_year ? &*found : nullptr;
}

Sum Portfolio::revenue(int fiscal_year) const {
  const YearTotal* found = year(fiscal_year);
  return found == nullptr ? Sum{} : found->revenue;
}

Ratio Portfolio::top_share(std::size_t n) const {
  if (shares_total.overflowed) return std::nullopt;
  double sum = 0;
  for (std::size_t i = 0; i < std::min(n, top.size()); ++i)
    sum += static_cast<double>(top[i].revenue);
  return ratio(sum, static_cast<double>(shares_total.value));
}

std::vector<const YearTotal*> Portfolio::churn_years() const {
  std::vector<const YearTotal*> found;
  for (int y = base_year; y > base_year - 3; --y) {
    const YearTotal* total = year(y);
    if (total == nullptr || total->customers == 0 || total->overflowed()) continue;
    if (total->opening.value > 0) found.push_back(total);
  }
  return found;
}

Ratio Portfolio::share_of(const AccountResult& account) const {
  return share_of(account.revenue(shown_year));
}

Ratio Portfolio::share_of(const Sum& revenue) const {
  if (shares_total.overflowed || revenue.overflowed) return std::nullopt;
  return ratio(static_cast<double>(std::max<std::int64_t>(0, revenue.value)),
               static_cast<double>(shares_total.value));
}

namespace {

template <class Accounts>
Portfolio fold_all(const Accounts& accounts, const Context& context, const Portfolio* whole) {
  Portfolio p;
  p.today = context.today;
  p.base = context.base;
  p.start_month = context.start_month;
  p.plan_year = context.plan_year;
  p.plan_year_chosen = context.plan_year_chosen;

  Years years;
  DayCounts cycles;
  for (const auto& one : accounts) {
    const AccountResult& account = result_of(one);
    add_years(years, account);
    p.booked += booked_of(account, p.plan_year);
    p.deals += account.deals;
    p.pipeline += account.pipeline;
    for (const std::int64_t days : account.cycle_days) {
      cycles.add(days);
      p.cycle_sum += days;
    }
    p.cycle_count += static_cast<std::int64_t>(account.cycle_days.size());
    p.open_actions += account.open_actions;
    p.overdue_actions += account.overdue_actions;
    if (account.renewal_in_days && *account.renewal_in_days >= 0 &&
        *account.renewal_in_days <= renewal_notice_days) {
      ++p.renewals_soon;
    }
    for (const Gap& gap : account.revenue_gaps) add_gap(p.revenue_gaps, gap);
    for (const Gap& gap : account.deal_gaps) add_gap(p.deal_gaps, gap);
    if (account.id) {
      p.accounts += account.gone ? 0 : 1;
    } else {
      p.deals_without_account = account.deals.all();
    }
  }
  p.cycle_median = cycles.median();
  close_years(p, std::move(years.all()), whole);
  concentrate(p, accounts);
  for (const auto& one : accounts) {
    if (result_of(one).id) count_findings(p, result_of(one));
  }
  keyplan::sort(p.revenue_gaps, {}, &Gap::currency);
  keyplan::sort(p.deal_gaps, {}, &Gap::currency);
  return p;
}

}  // namespace

KeyShares key_shares(const Settings& settings) {
  const auto set = [](Percent own, double usual) { return own ? own.fraction() : usual; };
  KeyShares shares;
  shares.revenue = set(settings.key_share, shares.revenue);
  shares.profit = set(settings.key_share_profit, shares.revenue);
  shares.offering = set(settings.key_share_offering, shares.revenue);
  return shares;
}

std::string key_share_text(double share) {
  return to_text(Percent{static_cast<std::int32_t>(nearest(share * 10'000))}) + "%";
}

std::string key_shares_text(const KeyShares& shares) {
  if (shares.profit == shares.revenue && shares.offering == shares.revenue)
    return key_share_text(shares.revenue);
  return key_share_text(shares.revenue) + " of revenue, " + key_share_text(shares.profit) +
         " of profit, " + key_share_text(shares.offering) + " of one offering";
}

Portfolio fold(std::span<const AccountResult> accounts, const Context& context) {
  return fold_all(accounts, context, nullptr);
}

Portfolio fold_part(std::span<const AccountResult* const> accounts, const Portfolio& whole,
                    const Context& context) {
  return fold_all(accounts, context, &whole);
}

}  // namespace keyplan::analysis
