// Measures the interface with 10,000 accounts: the real application on the headless platform. What
// is measured is the work of frames up to their draw lists, without drawing.
#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/app.h"
#include "core/file/write.h"
#include "platform/headless/driver.h"
#include "tests/bench/generate.h"
#include "tests/bench/measure.h"

namespace keyplan::bench {
namespace {

using ui::Role;

class Page {
 public:
  Page()
      : machine_(store_),
        drive([this](ui::Ui& ui) { draw(ui); },
              {.platform = &machine_,
               .on_event = [this](const platform::Event& event) { app_->on_event(event); }}) {
    app_ = std::make_unique<app::App>(machine_, drive.shell);
    drive.settle();
    machine_.drop_files({{"plan.keyplan", file::write(generate_plan(10'000))}});
    drive.settle(5000);
  }

  /// The longest of the frames that an action leads to.
  Sample longest_frame(const std::function<void()>& act) {
    act();
    Sample longest = 0;
    drive.shell.wake();
    do {
      longest = std::max(longest, time_of([&] { return drive.frame(), 0; }));
    } while (drive.shell.wants_more_frames() || machine_.frame_wanted || machine_.has_events());
    return longest;
  }

 private:
  void draw(ui::Ui& ui) {
    if (app_) app_->frame(ui);
  }

  platform::MemoryStore store_;
  platform::Headless machine_;
  std::unique_ptr<app::App> app_;

 public:
  platform::Driver drive;
};

int run() {
  Page page;
  platform::Driver& drive = page.drive;
  if (!drive.has(Role::table, "Accounts") && !drive.has(Role::grid, "Accounts")) {
    give_up("The portfolio does not show its accounts.");
  }

  const auto measure = [&](std::string_view what, const std::function<void()>& act) {
    race(what, {{own_name, [&] { return page.longest_frame(act); }}}, 3);
  };
  measure("frame of 10 000 accounts, nothing new", [] {});

  const ui::Node table = [&] {
    const ui::Node* found = drive.maybe(Role::grid, "Accounts");
    return found != nullptr ? *found : drive.find(Role::table, "Accounts");
  }();
  drive.shell.mouse_move(table.rect.x + table.rect.width / 2, table.rect.y + table.rect.height / 2);
  int turns = 0;
  measure("frame of 10 000 accounts, scrolling",
          [&] { drive.shell.mouse_wheel(0, turns++ / 200 % 2 == 0 ? -1 : 1); });

  measure("sort 10 000 accounts, longest frame", [&] {
    const ui::Node& header =
        drive.find(Role::columnheader, turns++ % 2 == 0 ? "Account" : "Growth");
    drive.shell.act({.node = header.id, .kind = ui::ActionKind::press});
  });

  const ui::Node field = drive.find(Role::searchbox, "Filter accounts");
  measure("filter 10 000 accounts by a key, longest frame", [&] {
    constexpr std::string_view texts[] = {"n", "no", "nor", "nord", ""};
    drive.shell.act({.node = field.id,
                     .kind = ui::ActionKind::set_value,
                     .value = std::string(texts[turns++ % std::size(texts)])});
  });
  return 0;
}

}  // namespace
}  // namespace keyplan::bench

int main() { return keyplan::bench::run(); }
