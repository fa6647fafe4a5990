// Settings of the plan (described fields) and of this device (appearance, storage).
#pragma once

#include "ui/screens/earlier_states.h"
#include "ui/screens/record_table.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

/// Preferences of this device, not part of any plan.
struct DeviceSettings {
  enum class Look : std::uint8_t { system, light, dark };
  Look look = Look::system;
  float scale = 1.0f;  // 0.9 to 2
  std::string who;     // name written beside own changes in the version table
  bool operator==(const DeviceSettings&) const = default;
};

/// What the browser says about its storage; worded by the application.
struct StorageView {
  std::string keeping;  // "Kept until you clear it"
  Tone keeping_tone = Tone::muted;
  bool can_ask = false;     // for a promise to keep it
  std::string space;        // "12 MB of 2.1 GB"; "" = the browser does not say
  std::string last_backup;  // "2 days ago"
  std::string history;      // "14, the oldest of 3 Nov 2026"
  std::string warning;      // "" = none
};

class SettingsScreen {
 public:
  SettingsScreen();
  /// Changes `device` in place; the application keeps it.
  void frame(ScreenContext& in, DeviceSettings& device, const StorageView& storage);

 private:
  RecordTable rates_;
  EarlierStatesCard earlier_;
};

}  // namespace keyplan::ui
