// Two windows of one browser with the same plan, for tests.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "page.h"

namespace keyplan::test {

inline constexpr std::string_view banner = "This plan is open in another window.";
inline constexpr std::string_view edit_here = "Edit here instead";

inline void name_plan(Page& page, std::string_view name) {
  page.go("Settings");
  page.drive.fill("Plan name", name);
}

inline std::string plan_name(Page& page) {
  page.go("Settings");
  return page.drive.value(ui::Role::textbox, "Plan name");
}

inline void add_account(Page& page, std::string_view name) {
  page.drive.press("Alt+N");
  page.drive.fill("Name", name);
}

inline bool has_account(Page& page, std::string_view name) {
  page.go("Accounts");
  return page.drive.shows(name);
}

class TwoWindows : public ::testing::Test {
 protected:
  TwoWindows() : first(store) {
    add_account(first, "Cancity");
    first.pause();
  }
  platform::MemoryStore store;
  Page first;
};

/// By nothing the windows can be told apart, or hear of each other.
class WithoutLocks : public TwoWindows {
 protected:
  WithoutLocks() {
    store.has_locks = store.has_hints = false;
    first.machine.hold_plan(store.plans.begin()->first);  // it hears of it
    first.drive.settle();
  }
};

}  // namespace keyplan::test
