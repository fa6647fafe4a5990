#include "ui/screens/account/loss_dialog.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/analysis/departure.h"
#include "core/model/display.h"
#include "ui/screens/explain.h"

namespace keyplan::ui {

using model::Kind;

namespace {

std::vector<analysis::Figure> figures_of(const ScreenContext& in,
                                         const analysis::AccountLost& lost) {
  const analysis::Portfolio& portfolio = in.figures.portfolio();
  const Words word = words(in.plan);
  analysis::FigureList list(portfolio.base, in.today);
  const std::string year =
      portfolio.shown_year == 0 ? std::string() : " " + model::year_text(portfolio.shown_year);
  {
    auto figure = list.money("lost_revenue", "Revenue" + year + " that goes", lost.revenue);
    figure.formula("revenue of the " + word.account + " and its branches")
        .money(name_of(in.plan, {Kind::account, lost.account}),
               in.figures.account(lost.account).revenue(portfolio.shown_year))
        .entered({Kind::account, lost.account}, 0, "");
    for (const model::Id branch : lost.branches) {
      figure
          .money(name_of(in.plan, {Kind::account, branch}),
                 in.figures.account(branch).revenue(portfolio.shown_year))
          .entered({Kind::account, branch}, 0, "");
    }
  }
  list.percent("lost_share", "Share of all revenue", lost.share)
      .formula("revenue that goes / all revenue")
      .otherwise("There is no revenue to compare it with.")
      .money("Revenue that goes", lost.revenue)
      .money("All revenue", portfolio.shares_total);
  list.money("lost_refill", "New pipeline to make up for it", lost.refill)
      .formula("revenue that goes / win rate")
      .otherwise("There is no win rate.")
      .money("Revenue that goes", lost.revenue)
      .percent("Win rate", lost.win_rate);
  return list.take();
}

}  // namespace

void LossDialog::frame(ScreenContext& in) {
  if (!open_) return;
  const std::string name = name_of(in.plan, {Kind::account, account_});
  const auto dialog = in.ui.dialog("If we lose " + name, open_, 620);
  if (!dialog) return;
  if (in.plan.find<model::Account>(account_) == nullptr) {
    in.ui.text("It is no longer in the plan.");
    const auto buttons = in.ui.dialog_buttons();
    if (in.ui.button("Close")) open_ = false;
    return;
  }
  const analysis::AccountLost lost = analysis::account_lost(in.plan, account_, in.figures);
  {
    auto columns = in.ui.columns(3, {.min_width = 150});
    for (const analysis::Figure& figure : figures_of(in, lost)) {
      columns.next();
      key_figure(in, figure);
    }
  }
  for (const std::string& sentence : lost.sentences) in.ui.text(sentence);
  if (in.route) open_ = false;  // an input of a figure was followed
  const auto buttons = in.ui.dialog_buttons();
  if (in.ui.button("Close")) open_ = false;
  if (!in.ui.button("Note the loss", Emphasis::primary)) return;
  auto loss = new_record<model::Loss>(in, account_);
  loss->data.what = name;
  loss->data.date = in.today;
  if (lost.revenue.value > 0 && !lost.revenue.overflowed)
    loss->data.amount = {lost.revenue.value, in.figures.portfolio().base};
  in.open({Kind::loss, add_record(in, Kind::loss, std::move(loss))});
  open_ = false;
}

}  // namespace keyplan::ui
