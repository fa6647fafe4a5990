// How an account and its plan stand: health, completeness, what the checks found. Worked out once
// after a change, whatever tabs and badges show of it.
#pragma once

#include <cstdint>
#include <vector>

#include "core/analysis/health.h"
#include "ui/screens/account/tabs.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

Tone tone_of(analysis::Severity severity);
Tone tone_of(analysis::HealthBand band);

class PlanState {
 public:
  void refresh(ScreenContext& in, model::Id account);

  analysis::Health health;
  analysis::Completeness completeness;
  std::vector<analysis::Figure> figures;     // "health" and "plan_completeness"
  std::vector<analysis::AreaSummary> areas;  // empty where planning has not begun
  std::vector<analysis::Finding> findings;   // worst first
  std::vector<std::string> sentences;        // of the findings
  std::vector<AccountTab> tabs;  // those of the account\'s template, and those with records

 private:
  model::Id account_;
  std::uint64_t revision_ = ~0ull;
  std::uint64_t version_ = ~0ull;
  model::Date today_;
};

/// What a press on a finding does: opens the field, or makes the record that is missing and opens
/// it.
void mend(ScreenContext& in, const analysis::Finding& finding, model::Id account);

/// Rows for findings, each with its reason and its fix.
void finding_rows(ScreenContext& in, const PlanState& state, model::Id account, std::size_t most);

}  // namespace keyplan::ui
