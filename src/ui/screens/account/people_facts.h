// What the people of an account and their contact log say, collected once for each state of the
// plan: who was spoken to when, and what is missing.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/analysis/account_plan.h"
#include "ui/screens/account/plan_parts.h"

namespace keyplan::ui {

/// Contacts older than this are stale.
inline constexpr int stale_contact_days = 90;

/// What is known of somebody, and every contact with them, the latest first.
struct PersonFacts : analysis::PersonState {
  std::vector<const model::Record<model::Contact>*> contacts = {};
};

/// One sentence about coverage; pressing it shows the person it is about first.
struct CoverageFinding {
  std::string_view chip;
  Tone tone = Tone::muted;
  std::string sentence;
  model::Id person = {};
};

class PeopleFacts {
 public:
  void refresh(const ScreenContext& in, model::Id account);
  std::span<const PersonFacts> people() const { return people_; }
  const PersonFacts* find(model::Id person) const;
  std::span<const CoverageFinding> findings() const { return findings_; }
  /// "12 people · 5 of 7 deciders in dialogue".
  const std::string& summary() const { return summary_; }
  /// Grows whenever something was collected anew.
  std::uint64_t state() const { return made_for_.serial(); }

 private:
  void collect(const model::Plan& plan, model::Id account, model::Date today);
  void look_at_coverage(const model::Plan& plan, model::Date today);

  MadeFor made_for_;
  std::vector<PersonFacts> people_;
  std::unordered_map<model::Id, std::size_t, model::IdHash> index_;
  std::vector<CoverageFinding> findings_;
  analysis::Coverage coverage_;
  std::string summary_;
};

}  // namespace keyplan::ui
