// Every figure of a plan or account with its explanation. Ids are stable: screens, the command line
// and tests name them. Definitions are in portfolio.h (years, churn), account.h (pipeline) and
// forecast.h; formulas in formulas.h.
//
// Of the plan: accounts, customers; revenue_last_year (base year), revenue_this_year (plan year so
// far), revenue_growth, revenue_cagr, gross_margin, revenue_fyYYYY for each year with revenue;
// average_churn, average_churn_pooled, average_churn_lost, nrr, grr, revenue_churn,
// revenue_churn_with_contraction, net_revenue_churn, logo_churn, retention; price_effect,
// predicted_existing, net_new_customers, net_new_cross_sell, net_new_up_sell, net_new,
// forecast_total, goal, gap_to_goal, pipeline_needed, deals_needed; weighted_pipeline,
// open_pipeline, pipeline_coverage, coverage_required, win_rate, win_rate_value, average_deal,
// sales_cycle_mean, sales_cycle_median, sales_velocity; won_value, won_count, lost_value,
// lost_count, open_count, prospecting_count, engaging_count, proposal_count, negotiation_count,
// deals_without_account; top_1_share, top_3_share, top_5_share, top_10_share, hhi, key_accounts;
// open_actions, overdue_actions, renewals_soon, accounts_at_risk, accounts_to_check.
//
// Of an account: the same ids where they make sense, and revenue_share. On demand, of an account
// plan: health and plan_completeness (health.h), value_a_year of a value proposition
// (account_plan.h).
#pragma once

#include <vector>

#include "core/analysis/explained.h"
#include "core/analysis/forecast.h"

namespace keyplan::analysis {

std::vector<Figure> portfolio_figures(const model::Plan& plan, const Portfolio& portfolio,
                                      const ForecastBase& base, const Forecast& forecast);
std::vector<Figure> account_figures(const AccountResult& account, const Portfolio& portfolio,
                                    const ForecastBase& base, const Forecast& forecast);
/// Only the figures of forecast and work-back: for a screen on which levers are dragged.
std::vector<Figure> forecast_figures(const ForecastBase& base, const Forecast& forecast);
/// Only top_N_share, hhi and key_accounts.
std::vector<Figure> concentration_figures(const model::Plan& plan, const Portfolio& portfolio);

}  // namespace keyplan::analysis
