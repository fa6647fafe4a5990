#include "ui/screens/account/plan_state.h"

#include <algorithm>
#include <array>

#include "ui/screens/explain.h"

namespace keyplan::ui {

Tone tone_of(analysis::Severity severity) {
  switch (severity) {
    case analysis::Severity::hint:
      return Tone::muted;
    case analysis::Severity::check:
      return Tone::warning;
    case analysis::Severity::risk:
      break;
  }
  return Tone::negative;
}

Tone tone_of(analysis::HealthBand band) {
  switch (band) {
    case analysis::HealthBand::at_risk:
      return Tone::negative;
    case analysis::HealthBand::watch:
      return Tone::warning;
    case analysis::HealthBand::healthy:
      break;
  }
  return Tone::positive;
}

namespace {

std::vector<AccountTab> tabs_of(const model::Plan& plan, model::Id account) {
  std::array<bool, account_tab_count> shown{};
  const auto show = [&](AccountTab tab) { shown[static_cast<std::size_t>(tab)] = true; };
  const auto* record = plan.find<model::Account>(account);
  bool chosen = false;
  for (const auto& item : plan.table<model::TemplateItem>()) {
    if (record == nullptr || item.data.part != model::TemplatePart::section ||
        !item.data.plan_template || item.data.plan_template != record->data.plan_template)
      continue;
    chosen = true;
    const auto name = std::ranges::find(account_tab_names, std::string_view(item.data.name));
    if (name != account_tab_names.end())
      shown[static_cast<std::size_t>(name - account_tab_names.begin())] = true;
  }
  if (!chosen) shown.fill(true);
  show(AccountTab::overview);
  show(AccountTab::history);
  // Nothing that was written down is out of reach.
  plan.for_each_of_account(account,
                           [&](model::Kind kind, const model::RecordBase&) { show(tab_of(kind)); });
  std::vector<AccountTab> tabs;
  for (std::size_t i = 0; i < shown.size(); ++i)
    if (shown[i]) tabs.push_back(static_cast<AccountTab>(i));
  return tabs;
}

}  // namespace

void PlanState::refresh(ScreenContext& in, model::Id account) {
  if (revision_ == in.plan.revision() && version_ == in.figures.version() && account_ == account &&
      today_ == in.today)
    return;
  revision_ = in.plan.revision();
  version_ = in.figures.version();
  account_ = account;
  today_ = in.today;
  tabs = tabs_of(in.plan, account);
  health = in.figures.health(in.plan, account);
  completeness = in.figures.completeness(in.plan, account);
  figures = in.figures.plan_figures_of(in.plan, account);
  areas = in.figures.summary(in.plan, account);
  findings = in.figures.findings(in.plan, account);
  sentences.clear();
  for (const analysis::Finding& finding : findings)
    sentences.push_back(analysis::sentence(finding, in.plan, in.figures.context().base));
}

void mend(ScreenContext& in, const analysis::Finding& finding, model::Id account) {
  const analysis::Fix& fix = analysis::info(finding.rule).fix;
  if (fix.creates) {
    model::AnyRecord record = analysis::made_by(fix, finding, account);
    in.open({fix.kind, add_record(in, fix.kind, std::move(record))});
  } else if (in.plan.find(finding.record) == nullptr) {
    in.go(place_of(in.plan, finding.record));
  } else if (fix.field != nullptr) {
    in.open(finding.record, fix.field());
  } else {
    in.open(finding.record);
  }
}

void finding_rows(ScreenContext& in, const PlanState& state, model::Id account, std::size_t most) {
  for (std::size_t i = 0; i < std::min(most, state.findings.size()); ++i) {
    const analysis::Finding& finding = state.findings[i];
    const analysis::RuleInfo& rule = analysis::info(finding.rule);
    const auto id = in.ui.id(i);
    if (in.ui.list_row({.chip = analysis::severity_word(finding.severity),
                        .chip_tone = tone_of(finding.severity),
                        .title = state.sentences[i],
                        .text = rule.reason,
                        .right = rule.fix.label,
                        .below = true}))
      mend(in, finding, account);
  }
}

}  // namespace keyplan::ui
