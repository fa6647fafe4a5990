// Teammates exchange plan files: what they bring is shown, chosen, merged as one step and undone.
#include <gtest/gtest.h>

#include "core/file/write.h"
#include "page.h"

namespace keyplan {
namespace {

using test::Page;
using ui::Role;

/// A colleague's copy of an exported plan with one edit more.
class Colleague {
 public:
  Colleague(const std::string& bytes, std::uint64_t random, const std::string& who)
      : plan_(std::move(file::read(bytes)->plan)) {
    plan_.begin_session({.random = random, .unix_minutes = 29'900'000, .who = who});
  }
  template <auto Member>
  Colleague& set(const std::string& account, const std::string& value) {
    model::Edit edit("edit");
    edit.set<Member>(find(account), value);
    EXPECT_TRUE(plan_.apply(std::move(edit)));
    return *this;
  }
  Colleague& remove(const std::string& account) {
    model::Edit edit("remove");
    edit.remove({model::Kind::account, find(account)});
    EXPECT_TRUE(plan_.apply(std::move(edit)));
    return *this;
  }
  Colleague& add(const std::string& account) {
    model::Edit edit("add");
    edit.add(plan_.new_id(), model::Account{.name = account});
    EXPECT_TRUE(plan_.apply(std::move(edit)));
    return *this;
  }
  model::Plan& plan() { return plan_; }
  platform::File file(const std::string& name) { return {name, file::write(plan_)}; }
  model::Id find(const std::string& account) {
    for (const auto& record : plan_.table<model::Account>()) {
      if (record.data.name == account) return record.id;
    }
    ADD_FAILURE() << "no account " << account;
    return {};
  }

 private:
  model::Plan plan_;
};

class Merging : public ::testing::Test {
 protected:
  Merging() : page(store) {
    page.drive.press("Alt+N");
    page.drive.fill("Name", "Cancity");
    page.drive.press("Alt+N");
    page.drive.fill("Name", "Konex");
    sent = page.export_plan();
  }
  /// In my own plan, after the file was sent.
  void rename_mine(const std::string& from, const std::string& to) {
    page.go("Accounts");
    page.drive.click(Role::link, from);
    page.drive.fill("Name", to);
  }
  void merge() {
    const auto buttons = page.drive.all(Role::button, "Merge ");
    ASSERT_FALSE(buttons.empty()) << page.drive.dump();
    page.drive.click(Role::button, buttons.front()->name);
    page.drive.settle();
  }
  bool has_account(const std::string& name) {
    page.go("Accounts");
    return page.drive.shows(name);
  }

  platform::MemoryStore store;
  Page page;
  std::string sent;
};

TEST_F(Merging, ShowsWhatAFileBringsBeforeAnythingChangesAndUndoTakesItBack) {
  Colleague bob(sent, 5, "Bob");
  bob.set<&model::Account::city>("Cancity", "Ghent").add("Newport");
  const std::string before = page.export_plan();
  page.drop({bob.file("from-bob.keyplan")});
  EXPECT_TRUE(page.drive.shows("Merge \u201Cfrom-bob.keyplan\u201D")) << page.drive.dump();
  EXPECT_TRUE(
      page.drive.shows("Changed: Account \u201CCancity\u201D \u00B7 City: empty \u2192 Ghent"))
      << page.drive.dump();
  EXPECT_TRUE(page.drive.shows("Added: Account \u201CNewport\u201D"));
  EXPECT_TRUE(page.drive.shows("2 changes \u00B7 0 conflicts"));
  EXPECT_EQ(page.export_plan(), before);

  merge();
  EXPECT_TRUE(has_account("Newport"));
  page.drive.press("Ctrl+Z");
  EXPECT_FALSE(has_account("Newport"));
}

TEST_F(Merging, SaysWhatItDoesToHealthWhitespaceAndChecks) {
  Colleague bob(sent, 5, "Bob");
  model::Edit edit("look after Cancity");
  const model::Id account = bob.find("Cancity");
  const model::Id offering = bob.plan().new_id();
  edit.add(offering, model::Offering{.name = "Service"});
  edit.add(bob.plan().new_id(),
           model::WhitespaceCell{.account = {account},
                                 .offering = {offering},
                                 .state = model::CellState::free,
                                 .potential = {5'000'000, *model::parse_currency("EUR")}});
  edit.add(bob.plan().new_id(), model::Promise{.title = "Parts within a day",
                                               .account = {account},
                                               .delivery = model::Delivery::arrives});
  ASSERT_TRUE(bob.plan().apply(std::move(edit)));
  page.drop({bob.file("bob.keyplan")});
  page.drive.settle(1000);
  EXPECT_TRUE(page.drive.shows("Health of Cancity")) << page.drive.dump();
  EXPECT_TRUE(page.drive.shows("n/a \u2192 100"));
  EXPECT_TRUE(page.drive.shows("Whitespace of changed accounts"));
  EXPECT_TRUE(page.drive.shows("(+\u20AC50")) << page.drive.dump();
  EXPECT_TRUE(page.drive.shows("Findings of plan checks"));
}

TEST_F(Merging, CancelLeavesThePlanAsItWas) {
  const std::string before = page.export_plan();
  page.drop({Colleague(sent, 5, "Bob").add("Newport").file("bob.keyplan")});
  page.drive.click("Cancel");
  EXPECT_EQ(page.export_plan(), before);
  EXPECT_FALSE(has_account("Newport"));
}

TEST_F(Merging, AConflictIsChosenInThePreview) {
  rename_mine("Cancity", "Cancity by me");
  page.drop({Colleague(sent, 5, "Bob")
                 .set<&model::Account::name>("Cancity", "Cancity by Bob")
                 .file("bob.keyplan")});
  EXPECT_TRUE(page.drive.shows("1 conflict")) << page.drive.dump();
  page.drive.click(Role::radio, "Bob\u2019s");
  merge();
  EXPECT_TRUE(has_account("Cancity by Bob"));
  EXPECT_FALSE(page.drive.shows("Cancity by me"));
  page.go("Share & merge");
  EXPECT_TRUE(page.drive.shows("Nobody\u2019s values stand against each other."));
}

TEST_F(Merging, AConflictLeftOpenStaysVisibleUntilSomebodySettlesIt) {
  rename_mine("Cancity", "Cancity by me");
  page.drop({Colleague(sent, 5, "Bob")
                 .set<&model::Account::name>("Cancity", "Cancity by Bob")
                 .file("bob.keyplan")});
  merge();
  EXPECT_TRUE(page.drive.shows("Open conflicts")) << page.drive.dump();
  const std::string merged = page.export_plan();
  EXPECT_NE(merged.find("Cancity by me"), std::string::npos);
  EXPECT_NE(merged.find("Cancity by Bob"), std::string::npos);

  // Another browser opens the file and sees it too.
  platform::MemoryStore other;
  Page again(other, 9);
  again.drop({{"merged.keyplan", merged}});
  again.go("Share & merge");
  const auto sides = again.drive.all(Role::radio, "Bob\u2019s: Cancity by Bob");
  ASSERT_EQ(sides.size(), 1u) << again.drive.dump();
  again.drive.click(Role::radio, sides[0]->name);
  EXPECT_TRUE(again.drive.shows("Nobody\u2019s values stand against each other."));
  again.drive.press("Ctrl+Z");
  EXPECT_FALSE(again.drive.shows("Nobody\u2019s values stand against each other."));
}

TEST_F(Merging, AnOldCopyAndMyOwnExportBringNothing) {  // fault 44
  rename_mine("Cancity", "Cancity NV");
  const std::string now = page.export_plan();
  page.drop({{"plan (1).keyplan", sent}});
  EXPECT_TRUE(page.drive.shows("Nothing new")) << page.drive.dump();
  page.drop({{"plan (1).keyplan", now}});
  EXPECT_TRUE(page.drive.shows("Nothing new"));
  EXPECT_EQ(page.export_plan(), now);
}

TEST_F(Merging, FortyFilesMergeAtOnceAndTheBadOneIsNamed) {
  std::vector<platform::File> files;
  for (int i = 0; i < 40; ++i) {
    const std::string n = std::to_string(i);
    files.push_back(Colleague(sent, 50 + static_cast<std::uint64_t>(i), "Member " + n)
                        .add("Account of member " + n)
                        .file("member" + n + ".keyplan"));
  }
  files[17].bytes.resize(files[17].bytes.size() / 2);
  page.drop(std::move(files));
  EXPECT_TRUE(page.drive.shows("Merge 40 files")) << page.drive.dump();
  EXPECT_TRUE(page.drive.shows("member17.keyplan"));
  EXPECT_TRUE(page.drive.shows("The file ends in the middle"));
  merge();
  const auto plan = file::read(page.export_plan());
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->plan.table<model::Account>().size(), 2u + 39u);
}

TEST_F(Merging, ATeamsFolderBecomesOnePortfolioOnAnEmptyStartScreen) {
  platform::MemoryStore empty;
  Page fresh(empty, 3);
  fresh.drop({Colleague(sent, 5, "Bob").add("Of Bob").file("bob.keyplan"),
              Colleague(sent, 6, "Cem").add("Of Cem").file("cem.keyplan"),
              {"ana.keyplan", sent}});
  const auto buttons = fresh.drive.all(Role::button, "Merge ");
  ASSERT_FALSE(buttons.empty()) << fresh.drive.dump();
  fresh.drive.click(Role::button, buttons.front()->name);
  fresh.go("Accounts");
  for (const char* name : {"Cancity", "Konex", "Of Bob", "Of Cem"})
    EXPECT_TRUE(fresh.drive.shows(name)) << name;
}

/// A plan of its own with these accounts.
platform::File plan_of(const std::string& who, std::initializer_list<const char*> accounts) {
  static std::uint64_t number = 800;
  model::Plan plan(model::make_plan_id(8, ++number));
  plan.begin_session({.random = ++number, .unix_minutes = 1, .who = who});
  model::Edit edit("start");
  edit.add(model::settings_id, model::Settings{.name = "Plan of " + who});
  for (const char* name : accounts) edit.add(plan.new_id(), model::Account{.name = name});
  EXPECT_TRUE(plan.apply(std::move(edit)));
  return {who + ".keyplan", file::write(plan)};
}

TEST_F(Merging, PlansOfSeveralManagersBecomeOnePortfolioAndDuplicatesAreNamed) {
  page.drop({Colleague(sent, 5, "Bob").add("Of Bob").file("bob.keyplan"),
             plan_of("Dora", {"Oslo Harbour", "KONEX"}), plan_of("Emil", {"Turku Yard"})});
  EXPECT_TRUE(page.drive.shows("Accounts with these names are here already") ||
              page.drive.shows("An account with this name is here already: KONEX"))
      << page.drive.dump();
  merge();
  for (const char* name : {"Cancity", "Konex", "Of Bob", "Oslo Harbour", "Turku Yard", "KONEX"})
    EXPECT_TRUE(has_account(name)) << name;
  page.drive.press("Ctrl+Z");
  EXPECT_FALSE(has_account("Turku Yard"));
  EXPECT_FALSE(has_account("Of Bob"));
}

TEST_F(Merging, OtherPlansOfAFolderCanBeLeftOut) {
  page.drop({Colleague(sent, 5, "Bob").add("Of Bob").file("bob.keyplan"),
             plan_of("Dora", {"Oslo Harbour"})});
  page.drive.click(Role::radio, "Leave them out");
  page.drive.settle();
  EXPECT_TRUE(page.drive.shows("another plan, left out")) << page.drive.dump();
  merge();
  EXPECT_TRUE(has_account("Of Bob"));
  EXPECT_FALSE(has_account("Oslo Harbour"));
}

TEST_F(Merging, AFileOfAPlanThatIsStoredHereIsMergedIntoIt) {
  page.pause();
  const auto commands = page.drive.all(Role::link, "Start another plan");
  page.drive.press("Ctrl+K");
  page.drive.type("Start another");
  page.drive.press("Enter");
  page.drive.settle();
  ASSERT_TRUE(page.drive.shows("Plan your accounts")) << page.drive.dump();
  page.drop({Colleague(sent, 5, "Bob").add("Newport").file("bob.keyplan")});
  EXPECT_TRUE(page.drive.shows("Merge \u201Cbob.keyplan\u201D")) << page.drive.dump();
  merge();
  EXPECT_TRUE(has_account("Newport"));
  EXPECT_TRUE(page.drive.shows("Konex"));
}

TEST_F(Merging, AnotherPlanIsAskedAboutAndItsAccountsCanBeAdded) {
  model::Plan other(model::make_plan_id(8, 9));
  other.begin_session({.random = 4, .unix_minutes = 1, .who = "Dora"});
  model::Edit edit("start");
  edit.add(model::settings_id, model::Settings{.name = "Northern plan"});
  edit.add(other.new_id(), model::Account{.name = "Oslo Harbour"});
  ASSERT_TRUE(other.apply(std::move(edit)));
  page.drop({{"north.keyplan", file::write(other)}});
  EXPECT_TRUE(page.drive.shows("Another plan")) << page.drive.dump();
  page.drive.click("Add its accounts");
  EXPECT_TRUE(has_account("Oslo Harbour"));
  EXPECT_TRUE(page.drive.shows("Cancity"));
  page.drive.press("Ctrl+Z");
  EXPECT_FALSE(has_account("Oslo Harbour"));
}

TEST_F(Merging, EditAgainstRemovalIsShownAndCanBeSettledEitherWay) {  // fault 46
  rename_mine("Cancity", "Cancity NV");
  page.drop({Colleague(sent, 5, "Bob").remove("Cancity").file("bob.keyplan")});
  EXPECT_TRUE(page.drive.shows("1 conflict")) << page.drive.dump();
  page.drive.click(Role::radio, "Bob\u2019s");
  merge();
  EXPECT_FALSE(has_account("Cancity NV"));
}

TEST_F(Merging, FileWithGitsMarkersOffersToMergeItsHalves) {  // fault 26
  const std::string mine = page.export_plan();
  const std::string theirs = Colleague(sent, 5, "Bob").add("Newport").file("x").bytes;
  page.drop({{"conflicted.keyplan",
              "<<<<<<< ours\n" + mine + "=======\n" + theirs + ">>>>>>> theirs\n"}});
  EXPECT_TRUE(page.drive.shows("Merge the two halves?")) << page.drive.dump();
  page.drive.click("Merge the halves");
  page.drive.settle();
  merge();
  EXPECT_TRUE(has_account("Newport"));
}

TEST(MadeByHand, AnotherFileOfTheSamePlanLosesNothingToWhatWasEditedHere) {
  const auto file = [](const std::string& sector) {
    return platform::File{"list.keyplan",
                          R"({"keyplan":{"format":[1,0],"id":"7zz3456789abcdefghjkmnpqrs"},)"
                          R"("records":{"00000000000a":{"kind":"account","name":"Cancity",)"
                          R"("sector":")" +
                              sector + "\"}}}"};
  };
  platform::MemoryStore store;
  Page page(store);
  page.drop({file("Retail")});
  page.go("Accounts");
  page.drive.click(Role::link, "Cancity");
  page.drive.fill("Sector", "Wholesale");
  page.drop({file("Leisure")});
  EXPECT_TRUE(page.drive.shows("1 conflict")) << page.drive.dump();
  EXPECT_TRUE(page.drive.shows("Leisure"));
  EXPECT_TRUE(page.drive.shows("Wholesale"));
}

}  // namespace
}  // namespace keyplan
