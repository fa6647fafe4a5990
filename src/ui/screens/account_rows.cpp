#include "ui/screens/account_rows.h"

#include <algorithm>
#include <set>

#include "core/sorting/sort.h"
#include "core/text/fold.h"
#include "core/text/query.h"

namespace keyplan::ui {
namespace {

using analysis::AccountResult;
using analysis::Severity;
using model::Account;
using model::Id;
using model::Record;

AccountState state_of(const AccountResult& result, int base_year) {
  auto worst = Severity::hint;
  for (const analysis::Finding& item : result.findings) worst = std::max(worst, item.severity);
  if (const auto revenue = analysis::revenue_finding(result, base_year)) {
    worst = std::max(worst, revenue->severity);
  }
  return worst == Severity::risk    ? AccountState::at_risk
         : worst == Severity::check ? AccountState::watch
                                    : AccountState::healthy;
}

const std::string& owner_name(const ScreenContext& in, const Account& account) {
  static const std::string nobody;
  const auto* owner = in.plan.find(account.owner);
  return owner == nullptr ? nobody : owner->data.name;
}

bool matches(const ScreenContext& in, const AccountRow& row, const AccountFilter& filter,
             const text::Query& query) {
  const Account& account = row.record->data;
  if (filter.tier && account.tier != *filter.tier) return false;
  if (filter.state && row.state != *filter.state) return false;
  if (!filter.sector.empty() && account.sector != filter.sector) return false;
  if (!filter.region.empty() && account.region != filter.region) return false;
  if (filter.owner && account.owner.id != filter.owner) return false;
  if (query.empty()) return true;
  std::string all;
  for (const std::string* own : {&account.name, &account.sector, &account.country, &account.city,
                                 &account.region, &owner_name(in, account)}) {
    text::append_folded(all, *own);
    all += '\n';
  }
  return query.fit(all) != text::Fit::none;
}

/// What a row is sorted by: a text or a number. Rows without one come last in both directions.
struct SortKey {
  std::string text;
  double number = 0;
  bool empty = false;
};

SortKey sort_key(const ScreenContext& in, const AccountRow& row, AccountField by) {
  const Account& account = row.record->data;
  const auto of_text = [](const std::string& name) {
    return SortKey{text::folded(name), 0, name.empty()};
  };
  const auto of_number = [](auto number) {
    return SortKey{{}, static_cast<double>(number), false};
  };
  switch (by) {
    case AccountField::name:
      return of_text(account.name);
    case AccountField::sector:
      return of_text(account.sector);
    case AccountField::country:
      return of_text(account.country);
    case AccountField::owner:
      return of_text(owner_name(in, account));
    case AccountField::tier:
      return {{}, -static_cast<double>(account.tier), account.tier == model::Tier::unset};
    case AccountField::state:
      return of_number(-static_cast<int>(row.state));
    case AccountField::growth:
      return {{}, row.growth.value_or(0), !row.growth};
    case AccountField::forecast:
      return {{}, static_cast<double>(row.forecast.value_or(0)), !row.forecast};
    case AccountField::pipeline:
      return of_number(row.open_pipeline);
    case AccountField::open_deals:
      return of_number(row.open_deals);
    case AccountField::next_step:
      return {{}, static_cast<double>(row.result->next_due.days), !row.result->next_action};
    case AccountField::renewal:
      return {{}, static_cast<double>(account.renewal.days), !account.renewal};
    case AccountField::revenue:
    case AccountField::history:
      break;
  }
  return of_number(row.revenue);
}

}  // namespace

std::string_view state_word(AccountState state) {
  switch (state) {
    case AccountState::at_risk:
      return "At risk";
    case AccountState::watch:
      return "Watch";
    case AccountState::healthy:
      break;
  }
  return "Healthy";
}

Tone state_tone(AccountState state) {
  switch (state) {
    case AccountState::at_risk:
      return Tone::negative;
    case AccountState::watch:
      return Tone::warning;
    case AccountState::healthy:
      break;
  }
  return Tone::positive;
}

void AccountRows::refresh(const ScreenContext& in, const AccountFilter& filter,
                          const AccountOrder& order) {
  const bool same_plan =
      made_ && revision_ == in.plan.revision() && results_version_ == in.figures.version();
  if (same_plan && filter == filter_ && order == order_) return;
  if (!same_plan) collect(in);
  select(in, filter, order);
  made_ = true;
  revision_ = in.plan.revision();
  results_version_ = in.figures.version();
  filter_ = filter;
  order_ = order;
  ++version_;
}

void AccountRows::collect(const ScreenContext& in) {
  const analysis::Portfolio& portfolio = in.figures.portfolio();
  all_.clear();
  without_account_.reset();
  std::set<std::string_view> sectors;
  std::set<std::string_view> regions;
  std::int64_t most_revenue = 0;
  std::int64_t most_pipeline = 0;
  bool any_parent = false;
  for (const AccountResult& result : in.figures.accounts()) {
    AccountRow row{.record = in.plan.find<Account>(result.id),
                   .result = &result,
                   .revenue = result.revenue(portfolio.shown_year).value,
                   .open_pipeline = result.deals.open_amount.value,
                   .open_deals = result.deals.open()};
    if (row.record == nullptr) {
      const bool anything = result.revenue_entries > 0 || result.deals.all() > 0 ||
                            result.actions > 0 || result.people > 0;
      if (!anything) continue;
      if (!without_account_) without_account_ = AccountRow{.state = AccountState::watch};
      without_account_->revenue += row.revenue;
      without_account_->open_pipeline += row.open_pipeline;
      without_account_->open_deals += row.open_deals;
      continue;
    }
    row.forecast =
        analysis::forecast(analysis::forecast_base(result, portfolio, in.figures.forecast_base()))
            .total;
    row.growth = analysis::account_growth(result, portfolio.base_year);
    row.state = state_of(result, portfolio.base_year);
    any_parent |= static_cast<bool>(row.record->data.parent);
    most_revenue = std::max({most_revenue, row.revenue, row.forecast.value_or(0)});
    most_pipeline = std::max(most_pipeline, row.open_pipeline);
    const Account& account = row.record->data;
    if (!account.sector.empty()) sectors.insert(account.sector);
    if (!account.region.empty()) regions.insert(account.region);
    all_.push_back(row);
  }
  tree_.reset();
  if (any_parent) find_homes(in);
  revenue_scale_ = model::money_scale({most_revenue, portfolio.base});
  pipeline_scale_ = model::money_scale({most_pipeline, portfolio.base});
  sectors_.assign(sectors.begin(), sectors.end());
  regions_.assign(regions.begin(), regions.end());
}

void AccountRows::select(const ScreenContext& in, const AccountFilter& filter,
                         const AccountOrder& order) {
  const text::Query query(filter.text);
  shown_.clear();
  for (std::uint32_t i = 0; i < all_.size(); ++i) {
    all_[i].depth = 0;
    if (matches(in, all_[i], filter, query)) shown_.push_back(i);
  }
  sort(in, order);
  if (order.as_tree && tree_ && !filter.any()) order_as_tree();
}

void AccountRows::sort(const ScreenContext& in, const AccountOrder& order) {
  struct Entry {
    SortKey key;
    std::uint32_t row;
  };
  std::vector<Entry> entries;
  entries.reserve(shown_.size());
  for (const std::uint32_t row : shown_) {
    entries.push_back({sort_key(in, all_[row], order.by), row});
  }
  keyplan::sort(entries, [&](const Entry& a, const Entry& b) {
    if (a.key.empty != b.key.empty) return b.key.empty;
    if (a.key.number != b.key.number) {
      return order.descending ? a.key.number > b.key.number : a.key.number < b.key.number;
    }
    if (a.key.text != b.key.text) {
      return order.descending ? a.key.text > b.key.text : a.key.text < b.key.text;
    }
    // Among equals the larger customer comes first; the id makes the order total.
    const AccountRow& x = all_[a.row];
    const AccountRow& y = all_[b.row];
    return x.revenue != y.revenue ? x.revenue > y.revenue : x.record->id < y.record->id;
  });
  std::ranges::transform(entries, shown_.begin(), &Entry::row);
}

void AccountRows::find_homes(const ScreenContext& in) {
  tree_.emplace(in.plan);
  std::vector<Id> homeless;
  for (const model::Stray& stray : tree_->strays()) {
    if (stray.record.kind == model::Kind::account) homeless.push_back(stray.record.id);
  }
  if (homeless.empty()) return;
  keyplan::sort(homeless);
  for (AccountRow& row : all_) {
    row.needs_home = std::ranges::binary_search(homeless, row.record->id);
  }
}

/// Parents before their parts, which keep their order among each other.
void AccountRows::order_as_tree() {
  std::unordered_map<Id, std::vector<std::uint32_t>, model::IdHash> parts;
  for (const std::uint32_t row : shown_) {
    parts[tree_->parent(all_[row].record->id)].push_back(row);
  }
  std::vector<std::uint32_t> waiting = parts[Id{}];
  std::ranges::reverse(waiting);
  shown_.clear();
  while (!waiting.empty()) {
    const std::uint32_t row = waiting.back();
    waiting.pop_back();
    shown_.push_back(row);
    const auto own = parts.find(all_[row].record->id);
    if (own == parts.end()) continue;
    const int depth = std::min(all_[row].depth + 1, 200);
    for (auto part = own->second.rbegin(); part != own->second.rend(); ++part) {
      all_[*part].depth = static_cast<std::uint8_t>(depth);
      waiting.push_back(*part);
    }
  }
}

}  // namespace keyplan::ui
