#include "ui/screens/account/overview_tab.h"

#include "core/model/display.h"
#include "ui/screens/account/growth_tab.h"
#include "ui/screens/explain.h"
#include "ui/screens/record_form.h"
#include "ui/screens/walk.h"

namespace keyplan::ui {
namespace {

using analysis::AccountResult;
using analysis::Severity;
using model::Account;
using model::Kind;
using model::Record;

Tone tone_of(Severity severity) {
  switch (severity) {
    case Severity::hint:
      return Tone::muted;
    case Severity::check:
      return Tone::warning;
    case Severity::risk:
      return Tone::negative;
  }
  return Tone::muted;
}

void attention_list(ScreenContext& in, model::Id id) {
  const auto items = in.figures.operational(id);
  const auto card = in.ui.card("What needs you");
  if (items.empty()) {
    in.ui.muted("Nothing right now.");
    return;
  }
  std::uint64_t row = 0;
  for (const analysis::Finding& item : items) {
    const auto scope = in.ui.id(++row);
    if (in.ui.list_row({.chip = analysis::severity_word(item.severity),
                        .chip_tone = tone_of(item.severity),
                        .text = analysis::sentence(item, in.plan, in.figures.context().base)})) {
      in.go(place_of(in.plan, item.record));
    }
  }
}

}  // namespace

void OverviewTab::facts(ScreenContext& in, const Record<Account>& account) {
  const auto card = in.ui.card("Facts", "click a value to change it");
  // Imports fill it; where they did not, it would only take room.
  if (account.data.also_known_as.empty()) {
    record_form(in, {Kind::account, account.id}, {"also_known_as"});
  } else {
    record_form(in, {Kind::account, account.id});
  }
}

void OverviewTab::family(ScreenContext& in, const Record<Account>& account) {
  const auto branches = in.plan.branches(account.id);
  const auto* parent = in.plan.find(account.data.parent);
  if (branches.empty() && parent == nullptr) return;
  const auto card = in.ui.card("Group");
  if (parent != nullptr && in.ui.list_row({.title = parent->data.name, .right = "parent"})) {
    in.go({.page = Page::account, .account = parent->id});
  }
  for (const auto& branch : branches) {
    const auto id = in.ui.id(branch.id.bits);
    const std::string name = name_of(in.plan, {Kind::account, branch.id});
    if (in.ui.list_row({.title = name, .right = "branch"})) {
      in.go({.page = Page::account, .account = branch.id});
    }
  }
}

void OverviewTab::frame(ScreenContext& in, const Record<Account>& account) {
  const AccountResult& result = in.figures.account(account.id);
  {
    const auto figures = in.figures.figures_of(account.id);
    auto columns = in.ui.columns(4, {.min_width = 190});
    for (const std::string_view id :
         {"revenue_last_year", "revenue_growth", "forecast_total", "weighted_pipeline"}) {
      const analysis::Figure* figure = analysis::find_figure(figures, id);
      if (figure == nullptr) continue;
      columns.next();
      key_figure(in, *figure);
    }
  }
  auto columns = in.ui.columns({3, 2}, {.min_width = 400});
  columns.next();
  account_walk_card(in, account.id);
  {
    const auto card = in.ui.card("Revenue by year");
    revenue_chart(in, result);
  }
  attention_list(in, account.id);
  columns.next();
  facts(in, account);
  family(in, account);
}

}  // namespace keyplan::ui
