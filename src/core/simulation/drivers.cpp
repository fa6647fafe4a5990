#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/model/display.h"
#include "core/simulation/summary.h"
#include "core/sorting/sort.h"

namespace keyplan::simulation {

using namespace model;
using namespace analysis;
using What = Driver::What;

namespace {

constexpr double p90 = 1.2815515655446004;  // of the standard normal distribution
constexpr double usual_part = 0.25;         // of a rate nothing is known about
constexpr double price_point = 0.01;

double as_double(std::int64_t amount) { return static_cast<double>(amount); }

/// Works out every driver from parts of the mean.
class Moving {
 public:
  explicit Moving(const Inputs& inputs)
      : in_(inputs), price_(1 + inputs.price_rise), mean_(expected_result(inputs)) {}

  std::vector<Driver> run() {
    churn();
    win_rate();
    price();
    accounts();
    deals();
    shocks();
    std::erase_if(all_, [](const Driver& driver) { return driver.swing() == 0; });
    keyplan::sort(all_, [](const Driver& a, const Driver& b) {
      return std::tuple(-a.swing(), a.what, a.record, a.name) <
             std::tuple(-b.swing(), b.what, b.record, b.name);
    });
    return std::move(all_);
  }

 private:
  Driver& add(What what, double low, double high) {
    return all_.emplace_back(Driver{.what = what,
                                    .expected = nearest(mean_),
                                    .low = nearest(mean_ + low),
                                    .high = nearest(mean_ + high)});
  }

  static double kept(const AccountInput& account) {
    return as_double(account.base) * account.growth;
  }

  void churn() {
    const double spread = in_.churn_spread ? p90 * *in_.churn_spread : usual_part * in_.churn;
    const double low = std::max(0.0, in_.churn - spread);
    const double high = std::min(1.0, in_.churn + spread);
    if (in_.churn >= 1 || in_.accounts.empty()) return;
    // Lost customers and contraction move together: what is left of all is scaled.
    double existing = 0;
    for (const AccountInput& account : in_.accounts) {
      existing += kept(account) * (1 - account.loss_chance);
    }
    const auto change = [&](double churn) {
      return existing * price_ * ((1 - churn) / (1 - in_.churn) - 1);
    };
    Driver& driver = add(What::churn, change(low), change(high));
    driver.low_text = percent_text(low);
    driver.high_text = percent_text(high);
    driver.reason = in_.churn_spread
                        ? "1.28 standard deviations of the yearly churn rates to each side."
                        : "A quarter to each side: fewer than two yearly rates are known.";
  }

  void win_rate() {
    double deals = 0;
    double most = 0;
    for (const DealInput& deal : in_.deals) {
      deals += as_double(deal.amount) * deal.chance;
      most += as_double(deal.amount);
    }
    if (!in_.win_rate || *in_.win_rate <= 0 || in_.deals.empty()) return;
    const double rate = *in_.win_rate;
    const double spread = in_.closed_deals > 0
                              ? p90 * std::sqrt(rate * (1 - rate) / in_.closed_deals)
                              : usual_part * rate;
    const double low = std::max(0.0, rate - spread);
    const double high = std::min(1.0, rate + spread);
    const auto change = [&](double to) {
      return std::min(deals * to / rate, std::max(most, deals)) - deals;
    };
    Driver& driver = add(What::win_rate, change(low), change(high));
    driver.low_text = percent_text(low);
    driver.high_text = percent_text(high);
    driver.reason = in_.closed_deals > 0
                        ? "1.28 standard errors of a rate made of " +
                              counted(in_.closed_deals, "closed deal", "closed deals") + "."
                        : "A quarter to each side: no deal is closed yet.";
  }

  void price() {
    double existing = 0;
    for (const AccountInput& account : in_.accounts) {
      existing += kept(account) * (1 - account.loss_chance);
    }
    Driver& driver = add(What::price, -existing * price_point, existing * price_point);
    driver.low_text = percent_text(in_.price_rise - price_point);
    driver.high_text = percent_text(in_.price_rise + price_point);
    driver.reason = "A point less and more than planned.";
  }

  void accounts() {
    std::vector<const AccountInput*> sorted;
    for (const AccountInput& account : in_.accounts) {
      if (account.base > 0) sorted.push_back(&account);
    }
    const auto larger = [](const AccountInput* a, const AccountInput* b) {
      return std::tuple(-kept(*a), a->id) < std::tuple(-kept(*b), b->id);
    };
    const auto end = sorted.begin() + static_cast<std::ptrdiff_t>(std::min(largest, sorted.size()));
    std::ranges::partial_sort(sorted, end, larger);
    sorted.erase(end, sorted.end());
    for (const AccountInput* account : sorted) {
      const double all = kept(*account) * price_;
      Driver& driver =
          add(What::account, -all * (1 - account->loss_chance), all * account->loss_chance);
      driver.record = {Kind::account, account->id};
      driver.low_text = "Lost";
      driver.high_text = "Kept";
      driver.reason = "Its chance to be lost counts as " + percent_text(account->loss_chance) + ".";
    }
  }

  void deals() {
    std::vector<const DealInput*> sorted;
    for (const DealInput& deal : in_.deals) sorted.push_back(&deal);
    const auto larger = [](const DealInput* a, const DealInput* b) {
      return std::tuple(-a->amount, a->id) < std::tuple(-b->amount, b->id);
    };
    const auto end = sorted.begin() + static_cast<std::ptrdiff_t>(std::min(largest, sorted.size()));
    std::ranges::partial_sort(sorted, end, larger);
    sorted.erase(end, sorted.end());
    for (const DealInput* deal : sorted) {
      const double amount = as_double(deal->amount);
      Driver& driver = add(What::deal, -amount * deal->chance, amount * (1 - deal->chance));
      driver.record = {Kind::opportunity, deal->id};
      driver.low_text = "Lost";
      driver.high_text = "Won";
      driver.reason = "Its chance to be won counts as " + percent_text(deal->chance) + ".";
    }
  }

  void shocks() {
    std::vector<double> exposed(in_.shocks.size());
    for (const AccountInput& account : in_.accounts) {
      const double expected = kept(account) * (1 - account.loss_chance) * price_;
      if (account.sector) exposed[*account.sector] += expected;
      if (account.region) exposed[*account.region] += expected;
    }
    for (std::size_t i = 0; i < in_.shocks.size(); ++i) {
      const ShockInput& shock = in_.shocks[i];
      const auto factor = [&](double normal) {
        return exact_exp(normal * shock.spread - shock.spread * shock.spread / 2) - 1;
      };
      Driver& driver = add(shock.is_region ? What::region : What::sector, exposed[i] * factor(-p90),
                           exposed[i] * factor(p90));
      driver.name = shock.name;
      driver.low_text = percent_text(factor(-p90), 1, Sign::always);
      driver.high_text = percent_text(factor(p90), 1, Sign::always);
      driver.reason = "A good and a bad year in ten, with a spread of " +
                      percent_text(shock.spread, 0) + " as an assumption.";
    }
  }

  const Inputs& in_;
  double price_;
  double mean_;
  std::vector<Driver> all_;
};

std::string label_of(const Plan& plan, const Driver& driver) {
  switch (driver.what) {
    case What::churn:
      return "Churn";
    case What::win_rate:
      return "Win rate";
    case What::price:
      return "Prices";
    case What::sector:
      return "Sector " + driver.name;
    case What::region:
      return "Region " + driver.name;
    case What::account:
    case What::deal:
      break;
  }
  const RecordBase* record = plan.find(driver.record);
  const std::string title =
      record == nullptr ? std::string() : title_of(driver.record.kind, *record);
  return title.empty() ? "(no name)" : title;
}

}  // namespace

std::int64_t Driver::swing() const {
  return high > low ? saturating_sub(high, low) : saturating_sub(low, high);
}

std::vector<Driver> drivers_of(const Inputs& inputs) { return Moving(inputs).run(); }

std::vector<Figure> simulation_figures(const Plan& plan, const Inputs& inputs,
                                       const Summary& summary, std::span<const Driver> drivers) {
  FigureList list(inputs.currency, inputs.today);
  const std::string year = year_text(inputs.plan_year);
  const bool ran = summary.trials > 0;
  const auto if_ran = [&](std::int64_t amount) {
    return ran ? std::optional(amount) : std::nullopt;
  };
  constexpr std::string_view not_run = "No trial was run.";
  const auto trials = static_cast<std::int64_t>(summary.trials);
  const auto add_model = [&](FigureList::Builder b) {
    b.note(
         "Accounts are lost, grow and suffer shocks of sector and region by chance; deals are won "
         "with their probability.")
        .otherwise(not_run)
        .count("Trials", trials)
        .count("Accounts", static_cast<std::int64_t>(inputs.accounts.size()))
        .count("Open deals", static_cast<std::int64_t>(inputs.deals.size()))
        .money("Booked, or planned beyond the pipeline", inputs.fixed)
        .percent("Price rise", inputs.price_rise)
        .percent("Churn", inputs.churn)
        .percent("Part of churn that is lost customers", inputs.lost_part);
  };
  struct Percentile {
    const char* id;
    const char* label;
    const char* formula;
    std::int64_t amount;
  };
  const Percentile percentiles[] = {
      {"simulation_p10", "P10 ", "one trial in ten ends here or below", summary.p10},
      {"simulation_p50", "P50 ", "half of the trials end here or below", summary.p50},
      {"simulation_p90", "P90 ", "nine trials in ten end here or below", summary.p90}};
  for (const Percentile& percentile : percentiles) {
    FigureList::Builder b =
        list.money(percentile.id, percentile.label + year, if_ran(percentile.amount));
    b.formula(percentile.formula);
    add_model(b);
  }
  FigureList::Builder mean = list.money("simulation_mean", "Mean " + year, if_ran(summary.mean));
  mean.formula("sum of the results / trials");
  add_model(mean);
  mean.money("Standard error", if_ran(nearest(summary.standard_error)))
      .money("Expected in closed form", nearest(expected_result(inputs)))
      .money("Forecast", inputs.forecast);

  list.percent("simulation_goal_chance", "Chance to reach the goal", summary.goal_chance)
      .formula("trials at or above the goal / trials")
      .otherwise(ran ? "No goal is set. Set one in Settings." : not_run)
      .money("Goal", summary.goal)
      .count("Trials", trials)
      .percent("Standard error",
               summary.goal_chance ? std::optional(summary.goal_chance_error) : std::nullopt);

  std::int64_t number = 0;
  for (const Driver& driver : drivers) {
    FigureList::Builder b =
        list.money("driver_" + decimal_text(++number, 0), label_of(plan, driver), driver.swing());
    b.formula("mean when it comes out high - mean when it comes out low, without the sign")
        .note(driver.reason)
        .money("Mean at " + driver.low_text, driver.low)
        .money("Mean at " + driver.high_text, driver.high)
        .money("Mean as expected", driver.expected);
    if (driver.record.id) b.entered(driver.record, 0, "");
  }
  return list.take();
}

}  // namespace keyplan::simulation
