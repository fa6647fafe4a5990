// A person is found, told about and forgotten everywhere.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "core/file/read.h"
#include "core/file/write.h"
#include "core/merge/join.h"
#include "core/share/person.h"
#include "tests/core/support/plans.h"

namespace keyplan::share {
namespace {

using namespace model;
using namespace keyplan::testing;

class OnePerson : public ::testing::Test {
 protected:
  OnePerson() {
    account = plan.new_id();
    jana = plan.new_id();
    Edit edit("add");
    edit.add(account, Account{.name = "Cancity",
                              .notes = "Ask NOVAK, Jana first (jana.novak@cancity.example, "
                                       "+421 (2) 555-0199). Novák decides."});
    edit.add(jana, Person{.name = "Jana Nov\u00e1k",
                          .account = {account},
                          .job_title = "Head of Logistics",
                          .email = "Jana.Novak@cancity.example",
                          .phone = "+421 2 5550199"});
    edit.add(plan.new_id(),
             Person{.name = "Jan Novaky", .account = {account}, .reports_to = {jana}});
    edit.add(plan.new_id(),
             Action{.title = "Call Jana Novak", .account = {account}, .person = {jana}});
    EXPECT_TRUE(plan.apply(std::move(edit)));
  }
  std::size_t count(Mention::How how) const {
    return static_cast<std::size_t>(
        std::ranges::count(mentions_of(plan, {Kind::person, jana}), how, &Mention::how));
  }

  Plan plan = empty_plan();
  Id account, jana;
};

TEST_F(OnePerson, IsFoundInReferencesAndTextsHoweverTheyAreWritten) {
  EXPECT_EQ(count(Mention::How::own), 5u);
  EXPECT_EQ(count(Mention::How::reference), 2u);
  EXPECT_EQ(count(Mention::How::text), 2u);
  EXPECT_EQ(count(Mention::How::last_name), 0u);  // told as text already
}

TEST_F(OnePerson, IsToldAllThatIsKept) {
  const std::string told = personal_data(plan, {Kind::person, jana});
  EXPECT_TRUE(told.contains("E-mail: Jana.Novak@cancity.example\n")) << told;
  EXPECT_TRUE(told.contains("Action \u201CCall Jana Novak\u201D, Title: Call Jana Novak\n"))
      << told;
  EXPECT_FALSE(told.contains("Jan Novaky\n")) << told;
}

TEST_F(OnePerson, IsErasedFromEveryByteOfTheFile) {
  ASSERT_TRUE(plan.apply(erasure_of(plan, {Kind::person, jana})));
  const std::string bytes = file::write(plan);
  for (const char* trace : {"Jana", "jana", "Novak\"", "NOVAK", "555-0199", "5550199", "Head of"})
    EXPECT_FALSE(bytes.contains(trace)) << trace << " in\n" << bytes;
  EXPECT_TRUE(bytes.contains("Jan Novaky"));
  EXPECT_EQ(plan.find<Account>(account)->data.notes,
            "Ask [erased] first ([erased], [erased]). Nov\u00e1k decides.");
  const auto left = mentions_of(plan, {Kind::person, jana});
  EXPECT_TRUE(left.empty());
}

TEST_F(OnePerson, StaysErasedWhenAnOldCopyComesBack) {  // P17
  const auto old = file::read(file::write(plan));
  ASSERT_TRUE(old);
  ASSERT_TRUE(plan.apply(erasure_of(plan, {Kind::person, jana})));
  const std::string bytes = file::write(plan);
  ASSERT_TRUE(plan.merge(merge::join(plan, old->plan).patch, Edit("merge")));
  EXPECT_EQ(file::write(plan), bytes);
}

TEST_F(OnePerson, IsErasedFromValuesOfOpenConflictsToo) {
  Plan copy = plan.copy();
  copy.begin_session({.random = 5, .unix_minutes = 2});
  Edit theirs("theirs");
  theirs.set<&Account::sector>(account, std::string("as Jana Novak says"));
  ASSERT_TRUE(copy.apply(std::move(theirs)));
  plan.begin_session({.random = 6, .unix_minutes = 9});
  Edit ours("ours");
  ours.set<&Account::sector>(account, std::string("Retail"));
  ASSERT_TRUE(plan.apply(std::move(ours)));
  ASSERT_TRUE(plan.merge(merge::join(plan, copy).patch, Edit("merge")));
  ASSERT_TRUE(file::write(plan).contains("as Jana Novak says"));
  ASSERT_TRUE(plan.apply(erasure_of(plan, {Kind::person, jana})));
  EXPECT_FALSE(file::write(plan).contains("as Jana Novak says"));
}

TEST_F(OnePerson, IsErasedFromRemovedRecordsWithoutBringingThemBack) {
  const Id action = (*plan.table<Action>().begin()).id;
  Edit edit("remove");
  edit.remove({Kind::action, action});
  edit.remove({Kind::person, jana});
  ASSERT_TRUE(plan.apply(std::move(edit)));
  ASSERT_TRUE(file::write(plan).contains("Call Jana"));
  ASSERT_TRUE(plan.apply(erasure_of(plan, {Kind::person, jana})));
  EXPECT_FALSE(file::write(plan).contains("Call Jana"));
  EXPECT_EQ(plan.find<Action>(action), nullptr);
}

class Author : public OnePerson {
 protected:
  Author() {
    member = plan.new_id();
    Edit edit("add");
    edit.add(member, TeamMember{.name = "Ana Silva", .email = "ana@supplier.example"});
    EXPECT_TRUE(plan.apply(std::move(edit)));
    for (const char* who : {"Ana Silva", "Silva, Ana", "ana@supplier.example", "Ana Silvano"})
      change_by(who);
  }
  void change_by(std::string who) {
    plan.begin_session({.random = ++random, .unix_minutes = 29'560'000, .who = std::move(who)});
    Edit edit("change");
    edit.set<&Account::sector>(account, "Sector " + std::to_string(random));
    EXPECT_TRUE(plan.apply(std::move(edit)));
  }
  static std::vector<std::string> names_in(const Plan& plan) {
    std::vector<std::string> names;
    for (const Session& session : plan.sessions())
      if (!session.who.empty()) names.push_back(session.who);
    return names;
  }
  Id member;
  std::uint64_t random = 100;
};

TEST_F(Author, IsNoLongerNamedBesideChangesOnceErased) {
  const std::size_t sessions = plan.sessions().size();
  ASSERT_TRUE(plan.apply(erasure_of(plan, {Kind::team_member, member})));
  EXPECT_EQ(names_in(plan), (std::vector<std::string>{"Ana", "Ana Silvano"}));
  EXPECT_EQ(plan.sessions().size(), sessions) << "what they changed stays theirs, without a name";
  EXPECT_FALSE(file::write(plan).contains("Silva,"));
}

TEST_F(Author, StaysUnnamedWhenAnOldCopyComesBackOrTakesTheErasureOver) {
  auto old = file::read(file::write(plan));
  ASSERT_TRUE(old);
  ASSERT_TRUE(plan.apply(erasure_of(plan, {Kind::team_member, member})));
  const std::string bytes = file::write(plan);
  EXPECT_TRUE(merge::join(plan, old->plan).nothing_new);
  ASSERT_TRUE(plan.merge(merge::join(plan, old->plan).patch, Edit("merge")));
  EXPECT_EQ(file::write(plan), bytes);
  ASSERT_TRUE(old->plan.merge(merge::join(old->plan, plan).patch, Edit("merge")));
  EXPECT_EQ(file::write(old->plan), bytes);
}

TEST_F(Author, WhoErasesThemselvesWritesNoNameEither) {
  plan.begin_session({.random = 7, .unix_minutes = 29'570'000, .who = "Ana Silva"});
  ASSERT_TRUE(plan.apply(erasure_of(plan, {Kind::team_member, member})));
  EXPECT_EQ(names_in(plan), (std::vector<std::string>{"Ana", "Ana Silvano"}));
}

TEST_F(Author, OfOneNameOnlyIsNotTakenForOthersWhoHaveItToo) {
  Edit edit("rename");
  edit.set<&TeamMember::name>(member, std::string("Ana"));
  edit.set<&TeamMember::email>(member, std::string());
  ASSERT_TRUE(plan.apply(std::move(edit)));
  ASSERT_TRUE(plan.apply(erasure_of(plan, {Kind::team_member, member})));
  const auto names = names_in(plan);
  EXPECT_TRUE(std::ranges::contains(names, "Ana Silva"));
  EXPECT_FALSE(std::ranges::contains(names, "Ana"));
}

TEST_F(OnePerson, WithOnlyTheLastNameIsShownForSomebodyToLookAt) {
  Edit edit("note");
  edit.set<&Account::notes>(account, std::string("Novak decides."));
  ASSERT_TRUE(plan.apply(std::move(edit)));
  EXPECT_EQ(count(Mention::How::last_name), 1u);
  ASSERT_TRUE(plan.apply(erasure_of(plan, {Kind::person, jana})));
  EXPECT_EQ(plan.find<Account>(account)->data.notes, "Novak decides.");
}

}  // namespace
}  // namespace keyplan::share
