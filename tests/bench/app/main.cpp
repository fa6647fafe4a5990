// Measures the interface with 10,000 accounts: bench_app [whitespace] [account] [portfolio], all
// of them without names. The real application on the headless platform; what is measured is the
// work of frames up to their draw lists, without drawing.
#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/app.h"
#include "core/file/write.h"
#include "platform/headless/driver.h"
#include "tests/bench/generate.h"
#include "tests/bench/measure.h"

namespace keyplan::bench {
namespace {

using ui::Role;

/// One account with many people, actions, answers and what else teams write down most.
model::Plan full_account(int count) {
  using namespace model;
  Plan plan(make_plan_id(7, 8));
  plan.begin_session({.random = 9, .unix_minutes = 29'500'000, .who = "Ana"});
  Edit edit("fill");
  const Id account = plan.new_id();
  edit.add(account, Account{.name = "Cancity", .tier = Tier::strategic});
  const Id set = plan.new_id();
  edit.add(set, QuestionSet{.name = "Standing", .purpose = QuestionPurpose::standing});
  Id manager;
  for (int i = 0; i < count; ++i) {
    const std::string number = std::to_string(i);
    const Id person = plan.new_id();
    edit.add(person, Person{.name = "Person " + number,
                            .account = {account},
                            .role = static_cast<DecisionRole>(i % 7),
                            .reports_to = {i % 8 == 0 ? Id{} : manager}});
    if (i % 8 == 0) manager = person;
    edit.add(plan.new_id(), Action{.title = "Action " + number,
                                   .account = {account},
                                   .due = Date{20'400 + i % 400},
                                   .ord = {"V" + std::string(1, static_cast<char>('a' + i % 26))}});
    const Id question = plan.new_id();
    edit.add(question, Question{.text = "Question " + number, .set = {set}});
    edit.add(plan.new_id(), Answer{.text = "Answer " + number,
                                   .account = {account},
                                   .question = {question},
                                   .date = Date{20'300}});
    edit.add(plan.new_id(), Contact{.summary = "Call " + number,
                                    .account = {account},
                                    .person = {person},
                                    .date = Date{20'000 + i % 400}});
    edit.add(plan.new_id(), Insight{.title = "Insight " + number,
                                    .account = {account},
                                    .type = static_cast<InsightType>(1 + i % 7)});
    edit.add(plan.new_id(),
             Goal{.title = "Goal " + number, .account = {account}, .due = Date{20'400 + i % 400}});
    edit.add(plan.new_id(), SwotEntry{.text = "Entry " + number,
                                      .account = {account},
                                      .quadrant = static_cast<Quadrant>(1 + i % 4)});
    edit.add(plan.new_id(), Risk{.title = "Risk " + number,
                                 .account = {account},
                                 .impact = static_cast<Grade>(1 + i % 5),
                                 .likelihood = static_cast<Grade>(1 + i % 4)});
    edit.add(plan.new_id(), ValueProposition{.pain = "Pain " + number, .account = {account}});
    edit.add(
        plan.new_id(),
        Review{.title = "Review " + number, .account = {account}, .date = Date{20'000 + i % 400}});
    edit.add(plan.new_id(), Ticket{.title = "Ticket " + number, .account = {account}});
  }
  if (!plan.apply(std::move(edit))) give_up("The full account cannot be made.");
  return plan;
}

class Page {
 public:
  explicit Page(const model::Plan& plan)
      : machine_(store_),
        drive([this](ui::Ui& ui) { draw(ui); },
              {.platform = &machine_,
               .on_event = [this](const platform::Event& event) { app_->on_event(event); }}) {
    // Trials run beside the page, and what they take is measured elsewhere.
    machine_.workers = 1;
    machine_.workers_are_slow = true;
    machine_.run_in_worker = [](auto...) { return std::string(); };
    app_ = std::make_unique<app::App>(machine_, drive.shell);
    drive.settle();
    machine_.drop_files({{"plan.keyplan", file::write(plan)}});
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

  /// The longest of the frames in which a page of the side bar opens, after a change of the plan or
  /// without one.
  Sample opened(std::string_view name, bool changed) {
    drive.click(Role::link, "Settings");
    if (changed) drive.fill("Revenue goal", std::to_string(++changes_) + "m");
    return longest_frame([&] {
      drive.shell.act({.node = drive.find(Role::link, name).id, .kind = ui::ActionKind::press});
    });
  }

 private:
  void draw(ui::Ui& ui) {
    if (app_) app_->frame(ui);
  }

  platform::MemoryStore store_;
  platform::Headless machine_;
  std::unique_ptr<app::App> app_;
  int changes_ = 0;

 public:
  platform::Driver drive;
};

/// Frames of every tab of an account with thousands of records of a kind.
void account_tabs() {
  constexpr int count = 5'000;
  Page page(full_account(count));
  page.drive.press("Ctrl+K");
  page.drive.type("Cancity");
  page.drive.press("Enter");
  page.drive.settle(500);
  for (const std::string_view tab :
       {"Overview", "Understand", "Goals", "Analysis", "Value", "Growth", "Actions", "People",
        "Health", "Reviews", "History"}) {
    page.drive.click(Role::tab, std::string(tab));
    page.drive.settle(500);
    race("frame of an account with 5 000 of each, " + std::string(tab),
         {{own_name, [&] { return page.longest_frame([] {}); }}}, 2);
  }
}

/// 2,000 accounts by 50 offerings, a third of the cells filled.
model::Plan wide_whitespace() {
  model::Plan plan = generate_plan(2'000);
  std::vector<model::Id> accounts;
  for (const auto& account : plan.table<model::Account>()) accounts.push_back(account.id);
  model::Edit edit("fill");
  for (int o = 0; o < 50; ++o) {
    const model::Id offering = plan.new_id();
    edit.add(offering, model::Offering{.name = "Offering " + std::to_string(100 + o)});
    for (std::size_t a = static_cast<std::size_t>(o) % 3; a < accounts.size(); a += 3) {
      edit.add(plan.new_id(),
               model::WhitespaceCell{.account = {accounts[a]},
                                     .offering = {offering},
                                     .potential = {static_cast<std::int64_t>(a + 1) * 100'00,
                                                   model::base_currency(plan)}});
    }
  }
  if (!plan.apply(std::move(edit))) give_up("The whitespace could not be filled.");
  return plan;
}

void whitespace() {
  Page page(wide_whitespace());
  const auto open = [&](bool changed) { return page.opened("Whitespace", changed); };
  race("open whitespace of 2 000 x 50 after a change, longest frame",
       {{own_name, [&] { return open(true); }}, {"without one", [&] { return open(false); }}}, 4);
  const ui::Node grid = page.drive.find(Role::grid, "Whitespace of the book");
  page.drive.shell.mouse_move(grid.rect.x + grid.rect.width / 2,
                              grid.rect.y + grid.rect.height / 2);
  int turns = 0;
  race("frame of whitespace 2 000 x 50, scrolling",
       {{own_name,
         [&] {
           return page.longest_frame(
               [&] { page.drive.shell.mouse_wheel(0, turns++ / 200 % 2 == 0 ? -1 : 1); });
         }}},
       3);
}

void portfolio() {
  Page page(generate_plan(10'000));
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
  const auto open = [&](bool changed) { return page.opened("Portfolio", changed); };
  race("open the portfolio of 10 000 accounts after a change, longest frame",
       {{own_name, [&] { return open(true); }}, {"without one", [&] { return open(false); }}}, 6);
}

/// What is dragged on a stage: weights of criteria, and things off the board of the shock lab.
void stage() {
  Page page(generate_plan(10'000));
  platform::Driver& drive = page.drive;
  const auto measure = [&](std::string_view what, const std::function<void()>& act) {
    race(what, {{own_name, [&] { return page.longest_frame(act); }}}, 3);
  };

  drive.click(Role::link, "Priorities");
  const auto weight = drive.all(Role::slider).front()->rect;
  const float middle = weight.y + weight.height / 2;
  drive.shell.mouse_move(weight.x + weight.width / 2, middle);
  drive.settle();
  const std::string before = drive.all(Role::slider).front()->value;
  drive.shell.mouse_button(0, true);
  drive.settle();
  drive.shell.mouse_move(weight.x + weight.width * 0.9f, middle);
  drive.settle();
  if (drive.all(Role::slider).front()->value == before) give_up("The weight cannot be dragged.");
  int turns = 0;
  measure("drag a weight of 10 000 accounts, longest frame", [&] {
    const float part = static_cast<float>(turns++ * 7 % 20) / 20;
    drive.shell.mouse_move(weight.x + weight.width * (0.2f + 0.6f * part), middle);
  });
  drive.shell.mouse_button(0, false);
  drive.settle();

  drive.click(Role::link, "Forecast");
  drive.click(Role::tab, "Shock lab");
  const auto take = [&](std::string_view what, const std::string& tile) {
    measure("take " + std::string(what) + " of 10 000 accounts off the board, longest frame", [&] {
      drive.shell.act({.node = drive.find(Role::button, tile).id, .kind = ui::ActionKind::press});
    });
  };
  take("a sector", "Transport");
  drive.click(Role::radio, "By manager");
  take("a manager", drive.children(drive.find(Role::figure, "Board")).front()->name);
}

struct Part {
  std::string_view name;
  void (*measure)();
};
constexpr Part parts[] = {{"whitespace", whitespace},
                          {"account", account_tabs},
                          {"portfolio", portfolio},
                          {"stage", stage}};

}  // namespace
}  // namespace keyplan::bench

int main(int count, char** names) {
  const std::vector<std::string_view> wanted(names + 1, names + count);
  for (const auto& part : keyplan::bench::parts) {
    if (wanted.empty() || std::ranges::contains(wanted, part.name)) part.measure();
  }
}
