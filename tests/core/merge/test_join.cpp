// The promises of plan-format.md B6, on thousands of histories.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <utility>

#include "core/merge/changes.h"
#include "core/merge/conflicts.h"
#include "core/merge/join.h"
#include "tests/core/merge/replicas.h"
#include "tests/core/support/plans.h"

namespace keyplan::merge {
namespace {

using namespace model;
using namespace keyplan::testing;

RC_GTEST_PROP(Join, KeepsItsPromisesInEveryHistory, ()) {
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  RC_ASSERT(first_broken_promise(seed, join) == "");
}

TEST(Join, KeepsItsPromisesInAThousandFixedHistories) {
  for (std::uint64_t seed = 1; seed <= 1000; ++seed)
    ASSERT_EQ(first_broken_promise(seed, join), "") << "seed " << seed;
}

RC_GTEST_PROP(Join, ArbitraryPlansWithUnknownPartsJoinInAnyOrder, ()) {
  // Copies of one plan that newer versions of the program wrote to as well.
  Plan origin = arbitrary_plan();
  Dice dice(*rc::gen::arbitrary<std::uint64_t>());  // no two sessions have equal random bits
  std::vector<std::string> files;
  for (int i = 0; i < 3; ++i) {
    Plan copy = parsed(bytes_of(origin));
    copy.begin_session({.random = dice.bits(), .unix_minutes = 30 + i});
    for (int step = 0; step < 3; ++step) (void)copy.apply(arbitrary_edit(copy));
    files.push_back(bytes_of(copy));
  }
  const std::string ab = joined(files[0], files[1], join);
  RC_ASSERT(joined(files[1], files[0], join) == ab);
  RC_ASSERT(joined(ab, files[1], join) == ab);
  RC_ASSERT(joined(ab, files[2], join) == joined(files[0], joined(files[1], files[2], join), join));
}

/// Also of removed records, whose conflicts nobody sees until they are restored.
std::size_t fields_with_several_values(const Plan& plan) {
  std::set<std::pair<Id, std::string>> fields;
  for (const KindInfo& kind : all_kinds()) {
    with_kind(kind.kind, [&]<class T>() {
      for (const auto& record : plan.table<T>().all())
        for (const Alternate& other : record->alternates) fields.emplace(record->id, other.key);
    });
  }
  return fields.size();
}

RC_GTEST_PROP(Join, OfOlderAndNewerCopyIsTheNewerOne, ()) {  // P7
  const World world(*rc::gen::arbitrary<std::uint64_t>(), join);
  const std::string old = bytes_of(world.plan(0));
  Plan newer = parsed(old);
  newer.begin_session({.random = *rc::gen::arbitrary<std::uint64_t>(), .unix_minutes = 5});
  const std::size_t open_before = fields_with_several_values(newer);
  for (int i = 0; i < 4; ++i) (void)newer.apply(arbitrary_edit(newer));
  const std::string bytes = bytes_of(newer);
  RC_ASSERT(joined(old, bytes, join) == bytes);
  RC_ASSERT(joined(bytes, old, join) == bytes);
  RC_ASSERT(fields_with_several_values(newer) <= open_before);
}

RC_GTEST_PROP(Join, SettlingAConflictInTwoWaysLeavesExactlyTheseTwo, ()) {  // P11
  Plan origin = empty_plan(*rc::gen::inRange<std::uint64_t>(1, 1000));
  const Id id = origin.new_id();
  Edit add("add");
  add.add(id, Account{.name = "old"});
  RC_ASSERT(origin.apply(std::move(add)).has_value());
  const std::string start = bytes_of(origin);
  const auto edited = [&](const std::string& file, std::uint64_t random, const char* name) {
    Plan plan = parsed(file);
    plan.begin_session({.random = random, .unix_minutes = 1});
    Edit edit("rename");
    edit.set<&Account::name>(id, std::string(name));
    RC_ASSERT(plan.apply(std::move(edit)).has_value());
    return bytes_of(plan);
  };
  const auto random = *rc::gen::arbitrary<std::uint64_t>();
  std::string all = start;
  for (int i = 0; i < 5; ++i)
    all = joined(all, edited(start, random + static_cast<std::uint64_t>(i), "x"), join);
  all = joined(all, edited(start, random + 9, "different"), join);
  RC_ASSERT(conflicts(parsed(all)).size() == 1u);
  const std::string ana = edited(all, random + 20, "settled by Ana");
  const std::string bob = edited(all, random + 21, "settled by Bob");
  RC_ASSERT(conflicts(parsed(ana)).empty());
  const auto both = conflicts(parsed(joined(ana, bob, join)));
  RC_ASSERT(both.size() == 1u);
  RC_ASSERT(both[0].sides.size() == 2u);
  const std::string settled = edited(joined(ana, bob, join), random + 22, "settled at last");
  RC_ASSERT(joined(joined(settled, ana, join), bob, join) == settled);
}

RC_GTEST_PROP(Join, NoClockDecidesWhichValuesSurvive, ()) {  // P12
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  const auto merged_values = [&](std::int64_t clock_seed) {
    // Undo writes the value again that was shown, which is the clock's to choose.
    const World world(seed, join, {.clock_seed = clock_seed, .undo = false});
    std::string all = world.files()[0];
    for (const std::string& file : world.files()) all = joined(all, file, join);
    return live_values(parsed(all));
  };
  RC_ASSERT(merged_values(1) == merged_values(*rc::gen::inRange<std::int64_t>(2, 1'000'000)));
}

RC_GTEST_PROP(Join, ForgedKnowledgeChangesOnlyWhatTheListOfChangesSays, ()) {  // P20
  const World world(*rc::gen::arbitrary<std::uint64_t>(), join);
  Plan ours = parsed(bytes_of(world.plan(0)));
  // A file that claims to have seen every edit there can be.
  std::string forged = bytes_of(world.plan(1));
  Plan liar = parsed(forged);
  Plan claims(liar.id());
  for (Session session : liar.sessions()) {
    session.counter = 4'000'000'000;
    claims.add_session(session);
  }
  for (const Session& session : ours.sessions()) {
    if (!std::ranges::contains(liar.sessions(), session.id, &Session::id))
      claims.add_session({session.id, 4'000'000'000, session.start_minutes, session.who});
  }
  for (const KindInfo& kind : all_kinds()) {
    with_kind(kind.kind, [&]<class T>() {
      for (const auto& record : liar.table<T>().all())
        claims.add_loaded(kind.kind, clone(kind.kind, *record));
    });
  }
  const std::string before = bytes_of(ours);
  Plan merged = parsed(before);
  merged.begin_session({.random = 3, .unix_minutes = 3});
  History history;
  RC_ASSERT(history.merge(merged, join(merged, claims).patch, Edit("merge")).has_value());
  const Changes listed = changes(ours, merged);
  for (const KindInfo& kind : all_kinds()) {
    with_kind(kind.kind, [&]<class T>() {
      for (const Record<T>& record : ours.table<T>()) {
        const auto* now = merged.table<T>().find(record.id);
        const bool same = now != nullptr && changed_fields(kind.kind, record, *now).empty();
        const bool told = std::ranges::contains(listed.records, RecordKey{kind.kind, record.id},
                                                &RecordChange::record);
        RC_ASSERT(same != told);
      }
    });
  }
  if (before != bytes_of(merged)) {
    history.undo(merged);
    RC_ASSERT(bytes_of(merged) == before);
  }
}

// Single cases ------------------------------------------------------------------------------------

struct Two {
  Plan ana, bob;
  Id account;

  Two() : ana(empty_plan()), bob("") {
    account = ana.new_id();
    Edit edit("add");
    edit.add(account, Account{.name = "Cancity", .city = "Ghent"});
    (void)ana.apply(std::move(edit));
    ana.mark_published();
    bob = parsed(bytes_of(ana));
    ana.begin_session({.random = 11, .unix_minutes = 100, .who = "Ana"});
    bob.begin_session({.random = 12, .unix_minutes = 200, .who = "Bob"});
  }
  static void rename(Plan& plan, Id id, const std::string& name) {
    Edit edit("rename");
    edit.set<&Account::name>(id, name);
    ASSERT_TRUE(plan.apply(std::move(edit)));
  }
  static Step take(Plan& plan, const Plan& file, Edit resolutions = Edit("merge")) {
    auto step = plan.merge(join(plan, file).patch, std::move(resolutions));
    EXPECT_TRUE(step);
    return std::move(*step);
  }
};

TEST(Join, BringsFieldsThatOnlyOneSideEdited) {
  Two two;
  Two::rename(two.ana, two.account, "Cancity NV");
  Edit move("move");
  move.set<&Account::city>(two.account, std::string("Antwerp"));
  ASSERT_TRUE(two.bob.apply(std::move(move)));
  Two::take(two.ana, two.bob);
  const auto* account = two.ana.find<Account>(two.account);
  EXPECT_EQ(account->data.name, "Cancity NV");
  EXPECT_EQ(account->data.city, "Antwerp");
  EXPECT_TRUE(conflicts(two.ana).empty());
}

TEST(Join, KeepsBothValuesOfAConflictUntilSomebodySettlesIt) {
  Two two;
  Two::rename(two.ana, two.account, "By Ana");
  Two::rename(two.bob, two.account, "By Bob");
  Two::take(two.ana, two.bob);
  const auto open = conflicts(two.ana);
  ASSERT_EQ(open.size(), 1u);
  ASSERT_EQ(open[0].sides.size(), 2u);
  EXPECT_EQ(author(two.ana, open[0].sides[0].stamp), "Bob");  // started later: shown
  EXPECT_EQ(open[0].sides[0].value, Value("By Bob"));
  EXPECT_EQ(open[0].sides[1].value, Value("By Ana"));
  Edit edit("settle");
  ASSERT_TRUE(settle(edit, open[0], open[0].sides[1]));
  ASSERT_TRUE(two.ana.apply(std::move(edit)));
  EXPECT_TRUE(conflicts(two.ana).empty());
  Two::take(two.ana, two.bob);
  EXPECT_TRUE(conflicts(two.ana).empty()) << "the settled value came into conflict again";
  EXPECT_EQ(two.ana.find<Account>(two.account)->data.name, "By Ana");
}

TEST(Join, IsNoConflictWhenBothWroteTheSame) {
  Two two;
  Two::rename(two.ana, two.account, "Cancity NV");
  Two::rename(two.bob, two.account, "Cancity NV");
  Two::take(two.ana, two.bob);
  EXPECT_TRUE(conflicts(two.ana).empty());
}

TEST(Join, ShowsARecordThatOneRemovedAndAnotherEdited) {
  Two two;
  Edit remove("remove");
  remove.remove({Kind::account, two.account});
  ASSERT_TRUE(two.bob.apply(std::move(remove)));
  Two::rename(two.ana, two.account, "Still wanted");
  Two::take(two.bob, two.ana);
  ASSERT_NE(two.bob.find<Account>(two.account), nullptr);
  const auto open = conflicts(two.bob);
  ASSERT_EQ(open.size(), 1u);
  EXPECT_EQ(open[0].kind, ConflictKind::edited_and_removed);
  EXPECT_TRUE(open[0].sides.back().removed);
  EXPECT_EQ(author(two.bob, open[0].sides.back().stamp), "Bob");
  EXPECT_EQ(author(two.bob, open[0].sides.front().stamp), "Ana");

  Plan keeps = parsed(bytes_of(two.bob));
  keeps.begin_session({.random = 31, .unix_minutes = 300});
  Edit keep("keep");
  ASSERT_TRUE(settle(keep, open[0], open[0].sides.front()));
  ASSERT_TRUE(keeps.apply(std::move(keep)));
  EXPECT_TRUE(conflicts(keeps).empty());
  EXPECT_NE(keeps.find<Account>(two.account), nullptr);

  Edit away("remove");
  ASSERT_TRUE(settle(away, open[0], open[0].sides.back()));
  ASSERT_TRUE(two.bob.apply(std::move(away)));
  EXPECT_EQ(two.bob.find<Account>(two.account), nullptr);
}

TEST(Join, OfTwoRemovalsHidesTheRecordAlthoughEachSawOtherEdits) {
  Two two;
  for (Plan* plan : {&two.ana, &two.bob}) {
    Two::rename(*plan, two.account, "before it went");
    Edit remove("remove");
    remove.remove({Kind::account, two.account});
    ASSERT_TRUE(plan->apply(std::move(remove)));
  }
  Two::take(two.ana, two.bob);
  EXPECT_EQ(two.ana.find<Account>(two.account), nullptr);
}

TEST(Join, ShowsARecordThatOneRestoredWhileAnotherRemovedItAgain) {
  Two two;
  Edit remove("remove");
  remove.remove({Kind::account, two.account});
  ASSERT_TRUE(two.ana.apply(std::move(remove)));
  two.ana.mark_published();
  Two::take(two.bob, two.ana);
  Edit restore("restore");
  restore.restore({Kind::account, two.account});
  ASSERT_TRUE(two.bob.apply(std::move(restore)));
  Edit again("remove");
  again.remove({Kind::account, two.account});
  ASSERT_TRUE(two.ana.apply(std::move(again)));
  Two::take(two.ana, two.bob);
  ASSERT_NE(two.ana.find<Account>(two.account), nullptr);
  ASSERT_EQ(conflicts(two.ana).size(), 1u);
  EXPECT_EQ(conflicts(two.ana)[0].kind, ConflictKind::restored_and_removed);
  EXPECT_EQ(bytes_of(parsed(bytes_of(two.ana))), bytes_of(two.ana));
}

TEST(Join, ErasedRecordsStayErasedWhateverComes) {
  Two two;
  Edit erase("erase");
  erase.erase({Kind::account, two.account});
  ASSERT_TRUE(two.ana.apply(std::move(erase)));
  Two::rename(two.bob, two.account, "Not known to be gone");
  Two::take(two.ana, two.bob);
  EXPECT_FALSE(two.ana.contains(two.account));
  Two::take(two.bob, two.ana);
  EXPECT_FALSE(two.bob.contains(two.account));
  EXPECT_EQ(bytes_of(two.ana).find("Not known"), std::string::npos);
}

TEST(Join, IsOneStepThatUndoTakesBackToTheByte) {
  Two two;
  Two::rename(two.ana, two.account, "By Ana");
  Two::rename(two.bob, two.account, "By Bob");
  Edit erase("add and erase");
  const Id other = two.bob.new_id();
  erase.add(other, Account{.name = "Other"});
  ASSERT_TRUE(two.bob.apply(std::move(erase)));
  const std::string before = bytes_of(two.ana);
  const auto open = [&] {
    Plan merged = two.ana.copy();
    Two::take(merged, two.bob);
    return conflicts(merged);
  }();
  ASSERT_EQ(open.size(), 1u);
  Edit resolutions("merge Bob's file");
  ASSERT_TRUE(settle(resolutions, open[0], open[0].sides[1]));
  History history;
  ASSERT_TRUE(history.merge(two.ana, join(two.ana, two.bob).patch, std::move(resolutions)));
  const std::string after = bytes_of(two.ana);
  EXPECT_EQ(history.undo_name(), "merge Bob's file");
  EXPECT_TRUE(conflicts(two.ana).empty());
  EXPECT_NE(two.ana.find<Account>(other), nullptr);
  ASSERT_TRUE(history.undo(two.ana));
  EXPECT_EQ(bytes_of(two.ana), before);
  ASSERT_TRUE(history.redo(two.ana));
  EXPECT_EQ(bytes_of(two.ana), after);
}

TEST(Join, TakenBackAfterItWasSentIsUndoneByWritingAnew) {
  Two two;
  Two::rename(two.bob, two.account, "By Bob");
  History history;
  ASSERT_TRUE(history.merge(two.ana, join(two.ana, two.bob).patch, Edit("merge")));
  two.ana.mark_published();
  ASSERT_TRUE(history.undo(two.ana));
  EXPECT_EQ(two.ana.find<Account>(two.account)->data.name, "Cancity");
  Two::take(two.ana, two.bob);
  EXPECT_EQ(two.ana.find<Account>(two.account)->data.name, "Cancity") << "the undo was undone";
}

TEST(Join, ReportsAStampWithTwoValuesAndKeepsBoth) {
  Two two;
  std::string by_hand = bytes_of(two.ana);
  const auto at = by_hand.find("Ghent");
  by_hand.replace(at, 5, "Brugs");
  const Joined found = join(two.ana, parsed(by_hand));
  ASSERT_EQ(found.oddities.clashes.size(), 1u);
  EXPECT_EQ(found.oddities.clashes[0].key, "city");
  Two::take(two.ana, parsed(by_hand));
  ASSERT_EQ(conflicts(two.ana).size(), 1u);
  EXPECT_EQ(conflicts(two.ana)[0].sides.size(), 2u);
}

TEST(Join, BringsBackAndNamesRecordsWhoseLinesWereDeletedByHand) {
  Two two;
  Plan without(two.ana.id());
  for (const Session& session : two.ana.sessions()) without.add_session(session);
  const Joined found = join(two.ana, without);
  ASSERT_EQ(found.oddities.missing_there.size(), 1u);
  EXPECT_EQ(found.oddities.missing_there[0], two.account);
  EXPECT_TRUE(found.nothing_new);
  EXPECT_EQ(joined(bytes_of(without), bytes_of(two.ana), join), bytes_of(two.ana));
}

TEST(Join, StartsANewSessionWhenAFileKnowsOurFuture) {
  Two two;
  Two::rename(two.ana, two.account, "One");
  std::string future = bytes_of(two.ana);
  const std::string own = to_text(two.ana.sessions()[two.ana.own_stamp()->session].id);
  const auto at = future.find("\"" + own + "\": \"1 ");
  ASSERT_NE(at, std::string::npos);
  future.replace(at + own.size() + 5, 1, "7");
  const Plan forged = parsed(future);
  EXPECT_TRUE(join(two.ana, forged).oddities.knows_our_future);
  Two::take(two.ana, forged);
  Two::rename(two.ana, two.account, "Two");
  EXPECT_NE(to_text(two.ana.sessions()[two.ana.own_stamp()->session].id), own);
}

TEST(Join, OfAnOlderBuildCarriesFieldsItDoesNotKnow) {  // P14
  Two two;
  const auto with_member = [&](const Plan& plan, const std::string& line) {
    std::string text = bytes_of(plan);
    text.insert(text.find("\n   \"city\""), "\n   " + line);
    return text;
  };
  const std::string ana = with_member(two.ana, "\"aura\": {\"colour\": \"red\"},");
  const Plan newer = parsed(ana);
  Plan older = parsed(bytes_of(two.bob));
  older.begin_session({.random = 77, .unix_minutes = 9});
  Two::rename(older, two.account, "Renamed by an older build");
  const std::string merged = joined(bytes_of(older), ana, join);
  EXPECT_NE(merged.find("\"aura\": {\"colour\": \"red\"}"), std::string::npos);
  EXPECT_NE(merged.find("Renamed by an older build"), std::string::npos);
  EXPECT_EQ(joined(ana, bytes_of(older), join), merged);
}

TEST(Pruning, OfTheVersionTableCostsNoValue) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const World world(seed, join);
    std::vector<std::string> files = world.files();
    Plan pruned = parsed(files[0]);
    const std::string before = bytes_of(pruned);
    const std::size_t rows = pruned.sessions().size();
    const std::size_t forgotten = pruned.forget_sessions_before(1'000'000'000);
    EXPECT_EQ(pruned.sessions().size() + forgotten, rows);
    // Nothing of it is new to those who forgot, nor is anything gone.
    EXPECT_TRUE(join(pruned, parsed(before)).nothing_new) << "seed " << seed;
    EXPECT_TRUE(changes(parsed(before), pruned).empty()) << "seed " << seed;
    std::string all = bytes_of(pruned);
    for (const std::string& file : files) all = joined(all, file, join);
    EXPECT_EQ(lost_value(world, parsed(all)), "") << "seed " << seed;
  }
}

TEST(Pruning, KeepsRecentRowsAndThoseThatAreNeeded) {
  Plan plan = empty_plan();
  const Id account = plan.new_id();
  Edit add("add");
  add.add(account, Account{.name = "One"});
  ASSERT_TRUE(plan.apply(std::move(add)));
  for (int i = 0; i < 3; ++i) {
    plan.begin_session({.random = 70u + static_cast<unsigned>(i), .unix_minutes = 100 * (i + 1)});
    Edit edit("rename");
    edit.set<&Account::name>(account, std::string("Name ") + std::to_string(i));
    ASSERT_TRUE(plan.apply(std::move(edit)));
  }
  Plan copy = parsed(bytes_of(plan));
  ASSERT_EQ(copy.sessions().size(), 4u);
  EXPECT_EQ(copy.forget_sessions_before(150), 1u);  // of the two that are overwritten, the older
  EXPECT_EQ(copy.find<Account>(account)->data.name, "Name 2");
  EXPECT_EQ(copy.forget_sessions_before(1000), 1u);
  EXPECT_EQ(copy.sessions().size(), 2u);
  EXPECT_EQ(copy.forget_sessions_before(1000), 0u);
}

/// Two copies as nobody honest would write them.
std::string copy_of(std::string_view sessions, std::string_view record) {
  return R"({"keyplan":{"format":[1,0],"id":"0123456789abcdefghjkmnpqrs","sessions":{)" +
         std::string(sessions) + R"(}},"records":{"c4wq8mzt1n0r":)" + std::string(record) + "}}";
}

void expect_promises(const std::string& a, const std::string& b) {
  const std::string ours = bytes_of(parsed(a));
  const std::string theirs = bytes_of(parsed(b));
  const std::string ab = joined(ours, theirs, join);
  EXPECT_EQ(ab, joined(theirs, ours, join));
  EXPECT_EQ(ab, joined(ab, theirs, join));
  EXPECT_EQ(ab, joined(ab, ours, join));
}

TEST(HostileCopies, ThatDisagreeAboutTheKindOfARecordJoinInAnyOrder) {
  expect_promises(
      copy_of(R"("7m2xq9":"2 2026-11-02T09:12Z Ana")",
              R"({"kind":"account","name":"A","~":"7m2xq9.1 7m2xq9.2:name","~del":"7m2xq9.1"})"),
      copy_of(
          R"("7m2xq9":"1 2026-11-02T09:12Z Ana")",
          R"({"kind":"contact","name":"B","~":"7m2xq9.1 7m2xq9.1:name","~alt":{"~del":[["7m2xq9.3",""]]}})"));
}

TEST(HostileCopies, WithTheSameValueTwiceJoinInAnyOrder) {
  const std::string sessions = R"("7m2xq9":"2 2026-11-02T09:12Z Ana")";
  const std::string twice =
      R"({"kind":"account","name":"A","~":"7m2xq9.1","~alt":{"name":[["7m2xq9.1","A"]]}})";
  expect_promises(copy_of(sessions, twice), copy_of(sessions, twice));
}

TEST(HostileCopies, WithTwoValuesUnderOneStampKeepBoth) {
  const std::string sessions = R"("7m2xq9":"2 2026-11-02T09:12Z Ana")";
  const std::string a = copy_of(sessions, R"({"kind":"account","name":"A","~":"7m2xq9.1"})");
  const std::string b = copy_of(sessions, R"({"kind":"account","name":"B","~":"7m2xq9.1"})");
  expect_promises(a, b);
  EXPECT_EQ(conflicts(parsed(joined(bytes_of(parsed(a)), bytes_of(parsed(b)), join))).size(), 1u);
}

TEST(HostileCopies, ThatDateASessionDifferentlyShowTheSameValue) {
  const auto record = [](std::string_view created, std::string_view name) {
    return R"({"kind":"account","name":")" + std::string(name) + R"(","~":")" +
           std::string(created) + R"("})";
  };
  const std::string both =
      R"({"kind":"account","name":"A","~":"7m2xq9.1","~alt":{"name":[["k7f3qz.1","B"]]}})";
  const std::string early =
      R"("7m2xq9":"2 2026-11-02T09:12Z Ana","k7f3qz":"1 2026-11-01T09:12Z Bo")";
  const std::string late =
      R"("7m2xq9":"2 2026-11-02T09:12Z Ana","k7f3qz":"1 2026-11-03T09:12Z Bo")";
  expect_promises(copy_of(early, both), copy_of(late, both));
  expect_promises(copy_of(early, both), copy_of(late, record("7m2xq9.1", "A")));
  // Also of records that the other copy does not have, and of unknown kinds.
  const std::string nobody = R"({"kind":"account"})";
  const std::string goal =
      R"({"kind":"zone","name":"A","~":"7m2xq9.1","~alt":{"name":[["k7f3qz.1","B"]]}})";
  for (const std::string& several : {both, goal}) {
    std::string without = copy_of(late, nobody);
    without.replace(without.find("\"c4wq8mzt1n0r\""), std::string::npos, "}}");
    expect_promises(copy_of(early, several), without);
    expect_promises(copy_of(early, several), copy_of(late, several));
  }
}

}  // namespace
}  // namespace keyplan::merge
