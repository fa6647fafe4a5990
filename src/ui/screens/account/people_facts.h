// What the people of an account and their contact log say, collected once for each state of the
// plan: who was spoken to when, and what is missing.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "ui/screens/screen.h"

namespace keyplan::ui {

/// Contacts older than this are stale.
inline constexpr int stale_contact_days = 90;

struct PersonFacts {
  const model::Record<model::Person>* person = nullptr;
  model::Date last_contact;                                         // theirs or of the log
  std::vector<const model::Record<model::Contact>*> contacts = {};  // the latest first
  bool present = true;                                              // has not left
  bool decides = false;                                             // decider or economic buyer
  bool engaged = false;  // present, and in dialogue within a year or a working relationship
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
  void refresh(const model::Plan& plan, model::Id account, model::Date today);
  std::span<const PersonFacts> people() const { return people_; }
  const PersonFacts* find(model::Id person) const;
  std::span<const CoverageFinding> findings() const { return findings_; }
  /// "12 people · 5 of 7 deciders in dialogue".
  const std::string& summary() const { return summary_; }
  /// Grows whenever something was collected anew.
  std::uint64_t state() const { return state_; }

 private:
  void collect(const model::Plan& plan, model::Id account, model::Date today);
  void look_at_coverage(const model::Plan& plan, model::Date today);

  std::uint64_t revision_ = ~0ull;
  model::Id account_;
  model::Date today_;
  std::uint64_t state_ = 0;
  std::vector<PersonFacts> people_;
  std::unordered_map<model::Id, std::size_t, model::IdHash> index_;
  std::vector<CoverageFinding> findings_;
  std::string summary_;
};

}  // namespace keyplan::ui
