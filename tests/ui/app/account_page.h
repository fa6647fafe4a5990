// An account of the small portfolio, opened at one of its sections.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

#include "small_portfolio.h"

namespace keyplan::test {

class AccountPage : public ::testing::Test {
 protected:
  void show(std::string_view tab, int width = 1440, int height = 2400) {
    open(page, plan.plan);
    page.drive.resize(width, height);
    page.go("Accounts");
    page.drive.click(ui::Role::link, "Cancity");
    page.drive.click(ui::Role::tab, tab);
  }
  /// The plan as it is now.
  const model::Plan& now() {
    now_ = std::make_unique<model::Plan>(plan_in(page));
    return *now_;
  }
  /// The only record of its kind in the account.
  template <class T>
  T only() {
    const auto all = now().of_account<T>(plan.cancity);
    EXPECT_EQ(all.size(), 1u) << model::info(model::kind_of<T>).plural;
    return all.size() == 1 ? all[0].data : T{};
  }
  std::string told(std::string_view button) {
    return page.drive.find(ui::Role::button, button).description;
  }

  SmallPortfolio plan;
  platform::MemoryStore store;
  Page page{store};
  std::unique_ptr<model::Plan> now_;
};

}  // namespace keyplan::test
