// Executives of both houses who keep in touch, and the way up when something burns.
#pragma once

#include "ui/screens/screen.h"

namespace keyplan::ui {

/// When the two have to talk again: so many months after the last talk, twelve where nothing is
/// said. Nothing when they never talked.
model::Date next_talk(const model::Sponsorship& pairing);

class SponsorCard {
 public:
  void frame(ScreenContext& in, model::Id account);

 private:
  void pairing(ScreenContext& in, const model::Record<model::Sponsorship>& pairing);
  bool add_another_ = false;
  bool all_ = false;
};

class EscalationCard {
 public:
  void frame(ScreenContext& in, model::Id account);

 private:
  void step(ScreenContext& in, std::span<const model::RecordBase* const> steps, std::size_t place);
  bool add_another_ = false;
  bool all_ = false;
};

}  // namespace keyplan::ui
