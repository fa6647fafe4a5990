// A driver whose failures are test failures.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "platform/headless/driver.h"
#include "ui/widgets/ui.h"

namespace keyplan::test {

using platform::Driver;
using ui::Role;

inline Driver stage(Driver::Frame frame, platform::DriverOptions options = {}) {
  options.on_failure = [](const std::string& sentence) { ADD_FAILURE() << sentence; };
  return Driver(std::move(frame), std::move(options));
}

}  // namespace keyplan::test
