// Merging on the command line, and as Git's drivers on real repositories.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/file/read.h"
#include "core/file/write.h"
#include "tests/cli/command_line.h"

namespace {

using namespace keyplan;
using namespace keyplan::testing;
using ::testing::HasSubstr;
using ::testing::Not;

class Merging : public CommandLine {
 protected:
  void SetUp() override {
    CommandLine::SetUp();
    model::Plan plan("0123456789abcdefghjkmnpqrs");
    plan.begin_session({.random = 5, .unix_minutes = 29'700'000, .who = "Ana"});
    cancity = plan.new_id();
    model::Edit edit("start");
    edit.add(cancity, model::Account{.name = "Cancity", .city = "Ghent"});
    // A portfolio, so that edits of different accounts stand far apart in the text.
    for (int i = 0; i < 40; ++i) {
      others.push_back(plan.new_id());
      edit.add(others.back(), model::Account{.name = "Account " + std::to_string(i),
                                             .city = "Bruges",
                                             .website = "account.example"});
    }
    ASSERT_TRUE(plan.apply(std::move(edit)));
    start = file::write(plan);
    write_all(folder / "start.keyplan", start);
  }

  /// A copy of a file in which somebody set one field.
  std::string edited(const std::string& from, const std::string& who, model::Id account,
                     const std::string& name) {
    auto read = file::read(from);
    EXPECT_TRUE(read);
    read->plan.begin_session(
        {.random = std::hash<std::string>{}(who + name), .unix_minutes = 29'800'000, .who = who});
    model::Edit edit("rename");
    edit.set<&model::Account::name>(account, name);
    EXPECT_TRUE(read->plan.apply(std::move(edit)));
    return file::write(read->plan);
  }
  void write(const std::string& name, const std::string& bytes) { write_all(folder / name, bytes); }
  std::string read(const std::string& name) { return read_all(folder / name); }

  model::Id cancity;
  std::vector<model::Id> others;
  std::string start;
};

TEST_F(Merging, FilesInAnyOrderGiveTheSameBytes) {
  write("ana", edited(start, "Ana", cancity, "Cancity NV"));
  write("bob", edited(start, "Bob", others[3], "Third"));
  write("cem", edited(start, "Cem", others[4], "Fourth"));
  const Outcome one = run({"merge", "ana", "bob", "cem", "-o", "one", "--report"});
  EXPECT_EQ(one.code, 0) << one.complaints;
  EXPECT_THAT(one.out, HasSubstr("bob: 1 changed, from Bob"));
  EXPECT_THAT(one.out,
              HasSubstr("~ Account \u201CThird\u201D \u00B7 Name: Account 3 \u2192 Third"));
  EXPECT_EQ(run({"merge", "cem", "ana", "start.keyplan", "bob", "-o", "two"}).code, 0);
  EXPECT_EQ(read("one"), read("two"));
  EXPECT_THAT(read("one"), HasSubstr("Cancity NV"));
  EXPECT_THAT(read("one"), HasSubstr("Fourth"));
}

TEST_F(Merging, ConflictsAreNamedAndKept) {
  write("ana", edited(start, "Ana", cancity, "By Ana"));
  write("bob", edited(start, "Bob", cancity, "By Bob"));
  const Outcome merged = run({"merge", "ana", "bob", "-o", "out"});
  EXPECT_EQ(merged.code, 1);
  EXPECT_THAT(merged.out, HasSubstr("1 conflict"));
  EXPECT_THAT(merged.out, HasSubstr("By Ana, Ana"));
  EXPECT_THAT(merged.out, HasSubstr("By Bob, Bob"));
  EXPECT_THAT(read("out"), HasSubstr("By Ana"));
  EXPECT_THAT(read("out"), HasSubstr("By Bob"));
  EXPECT_EQ(run({"check", "out"}).code, 0);
}

// Fault 44
TEST_F(Merging, OldCopiesAndTheSameFileAgainBringNothing) {
  write("plan.keyplan", edited(start, "Ana", cancity, "Cancity NV"));
  write("plan (1).keyplan", read("plan.keyplan"));
  const Outcome merged =
      run({"merge", "plan.keyplan", "start.keyplan", "plan (1).keyplan", "-o", "out"});
  EXPECT_EQ(merged.code, 0);
  EXPECT_THAT(merged.out, HasSubstr("start.keyplan: nothing new; this file is 69 days older."));
  EXPECT_THAT(merged.out, HasSubstr("plan (1).keyplan: nothing new."));
  EXPECT_EQ(read("out"), read("plan.keyplan"));
}

TEST_F(Merging, OneBadFileOfFortyIsNamedAndTheOthersMerge) {
  std::vector<std::string> words = {"merge"};
  for (std::size_t i = 0; i < 40; ++i) {
    const std::string name = "member" + std::to_string(i);
    std::string bytes = edited(start, "Member " + std::to_string(i), others[i], "New " + name);
    if (i == 17) bytes.resize(bytes.size() / 2);
    write(name, bytes);
    words.push_back(name);
  }
  words.insert(words.end(), {"-o", "out"});
  const Outcome merged = run(words);
  EXPECT_EQ(merged.code, 1);
  EXPECT_THAT(merged.complaints, HasSubstr("member17:"));
  for (int i = 0; i < 40; ++i) {
    const std::string name = "New member" + std::to_string(i) + "\"";
    if (i == 17)
      EXPECT_THAT(read("out"), Not(HasSubstr(name)));
    else
      EXPECT_THAT(read("out"), HasSubstr(name));
  }
}

TEST_F(Merging, AnotherPlanIsLeftOutAndNamed) {
  std::string other = start;
  other.replace(other.find("0123456789abcdefghjkmnpqrs"), 26, "zzzz456789abcdefghjkmnpqrs");
  write("other", other);
  const Outcome merged = run({"merge", "start.keyplan", "other", "-o", "out"});
  EXPECT_EQ(merged.code, 1);
  EXPECT_THAT(merged.out, HasSubstr("other: another plan, left out"));
  EXPECT_EQ(read("out"), start);
}

TEST_F(Merging, AFileWithGitsMarkersIsMergedFromItsHalves) {  // fault 26
  write("ana", edited(start, "Ana", cancity, "By Ana"));
  write("bob", edited(start, "Bob", cancity, "By Bob"));
  ASSERT_NE(shell("git merge-file ana start.keyplan bob").code, 0);
  ASSERT_THAT(read("ana"), HasSubstr("<<<<<<< "));
  EXPECT_EQ(run({"check", "ana"}).code, 1);
  const Outcome merged = run({"merge", "ana", "-o", "out"});
  EXPECT_EQ(merged.code, 1) << merged.complaints;  // a conflict is open
  EXPECT_EQ(run({"check", "out"}).code, 0);
  EXPECT_THAT(read("out"), HasSubstr("By Ana"));
  EXPECT_THAT(read("out"), HasSubstr("By Bob"));
}

TEST_F(Merging, DiffSaysWhatChanged) {
  write("ana", edited(start, "Ana", cancity, "Cancity NV"));
  const Outcome diff = run({"diff", "start.keyplan", "ana"});
  EXPECT_EQ(diff.code, 1);
  EXPECT_EQ(diff.out, "~ Account \u201CCancity NV\u201D \u00B7 Name: Cancity \u2192 Cancity NV\n");
  EXPECT_EQ(run({"diff", "ana", "ana"}).code, 0);
  EXPECT_EQ(run({"diff", "ana", "missing"}).code, 2);
}

class Git : public Merging {
 protected:
  void SetUp() override {
    Merging::SetUp();
    git("init -q -b main .");
    write(".gitattributes", "*.keyplan merge=keyplan diff=keyplan text eol=lf\n");
    const std::string driver = std::string(KEYPLAN_BINARY) + "-merge";
    git("config merge.keyplan.driver " + word(word(driver) + " %O %A %B"));
    git("config diff.keyplan.command " + word(word(KEYPLAN_BINARY) + " diff"));
    write("plan.keyplan", start);
    commit("start");
  }
  Outcome git(const std::string& arguments) {
    return shell(
        "HOME=. GIT_CONFIG_NOSYSTEM=1 git -c user.name=Test -c user.email=test@example.com "
        "-c core.hooksPath=/dev/null " +
        arguments);
  }
  void commit(const std::string& what) {
    git("add .gitattributes plan.keyplan");
    const Outcome done = git("commit -q -m " + word(what));
    ASSERT_EQ(done.code, 0) << done.complaints;
  }
  void branch_with(const std::string& name, const std::string& bytes) {
    git("checkout -q -b " + name + " main");
    write("plan.keyplan", bytes);
    commit(name);
  }
};

TEST_F(Git, MergesBranchesThroughTheDriver) {
  const std::string ana = edited(start, "Ana", cancity, "Cancity NV");
  const std::string bob =
      edited(start, "Bob", cancity == others[0] ? others[1] : others[0], "Bob's");
  branch_with("ana", ana);
  branch_with("bob", bob);
  const Outcome merged = git("merge -q --no-edit ana");
  EXPECT_EQ(merged.code, 0) << merged.out << merged.complaints;
  write("a", ana);
  write("b", bob);
  EXPECT_EQ(run({"merge", "a", "b", "-o", "expected"}).code, 0);
  EXPECT_EQ(read("plan.keyplan"), read("expected"));
}

TEST_F(Git, StopsAtAConflictWithAFileThatIsInOrder) {
  branch_with("ana", edited(start, "Ana", cancity, "By Ana"));
  branch_with("bob", edited(start, "Bob", cancity, "By Bob"));
  const Outcome merged = git("merge -q --no-edit ana");
  EXPECT_NE(merged.code, 0);
  EXPECT_THAT(merged.out + merged.complaints, HasSubstr("1 value clashes"));
  EXPECT_EQ(run({"check", "plan.keyplan"}).code, 0);
  EXPECT_THAT(read("plan.keyplan"), HasSubstr("By Ana"));
  EXPECT_THAT(read("plan.keyplan"), HasSubstr("By Bob"));
  commit("settle later");
}

TEST_F(Git, LeavesABrokenFileToThePerson) {
  branch_with("ana", edited(start, "Ana", cancity, "By Ana"));
  branch_with("broken", start.substr(0, 500));
  const Outcome merged = git("merge -q --no-edit ana");
  EXPECT_NE(merged.code, 0);
  EXPECT_THAT(merged.out + merged.complaints, HasSubstr("The file ends in the middle"));
}

TEST_F(Git, ShowsDifferencesInWords) {
  write("plan.keyplan", edited(start, "Ana", cancity, "Cancity NV"));
  EXPECT_THAT(git("--no-pager diff").out, HasSubstr("Name: Cancity \u2192 Cancity NV"));
}

// Property 16: where Git's own merge of the lines succeeds, it gives the same file.
TEST_F(Git, CleanMergeOfLinesIsTheSameAsOurs) {
  // Lines of new sessions fall between those of many others, as in a plan some weeks old.
  std::string base = start;
  for (int i = 0; i < 60; ++i) base = edited(base, "Team", cancity, std::to_string(i));
  write("base", base);
  int clean = 0;
  for (std::size_t i = 1; i < 20; ++i) {
    write("a", edited(base, "Ana " + std::to_string(i), others[i], "A"));
    write("b", edited(base, "Bob " + std::to_string(i), others[40 - i], "B"));
    ASSERT_LE(run({"merge", "a", "b", "-o", "ours"}).code, 1);
    if (shell("git merge-file -p a base b > lines").code != 0) continue;
    ++clean;
    EXPECT_EQ(read("lines"), read("ours"));
  }
  EXPECT_GT(clean, 10);
}

}  // namespace
