// Settings of the plan (described fields) and of this device (appearance, storage).
#pragma once

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

class SettingsScreen {
 public:
  SettingsScreen();
  /// Changes `device` in place; the application keeps it.
  void frame(ScreenContext& in, DeviceSettings& device);

 private:
  RecordTable rates_;
};

}  // namespace keyplan::ui
