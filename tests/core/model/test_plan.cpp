#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "core/file/write.h"
#include "core/model/history.h"
#include "tests/core/support/plans.h"

namespace keyplan::model {
namespace {

using keyplan::testing::arbitrary_edit;
using keyplan::testing::arbitrary_plan;
using keyplan::testing::difference;
using keyplan::testing::empty_plan;

const Currency eur = *parse_currency("EUR");

struct PlanTest : ::testing::Test {
  Plan plan = empty_plan();
  History history;

  Change apply(Edit edit) {
    auto change = history.apply(plan, std::move(edit));
    if (!change) {
      ADD_FAILURE() << change.error().sentence;
      return {};
    }
    return std::move(*change);
  }
  std::string refusal(Edit edit) {
    const std::string before = file::write(plan);
    const auto revision = plan.revision();
    const auto change = history.apply(plan, std::move(edit));
    EXPECT_FALSE(change);
    EXPECT_EQ(file::write(plan), before) << "all or nothing";
    EXPECT_EQ(plan.revision(), revision);
    return change ? "" : change.error().sentence;
  }
  Id add_account(std::string name, Id parent = {}) {
    const Id id = plan.new_id();
    Edit edit("add " + name);
    edit.add(id, Account{.name = std::move(name), .parent = {parent}});
    apply(std::move(edit));
    return id;
  }
  Id add_revenue(Id account, std::int64_t minor) {
    const Id id = plan.new_id();
    Edit edit("add revenue");
    edit.add(id, Revenue{.account = {account}, .period = {2025}, .amount = {minor, eur}});
    apply(std::move(edit));
    return id;
  }
  void rename(Id account, std::string name) {
    Edit edit("rename");
    edit.set<&Account::name>(account, std::move(name));
    apply(std::move(edit));
  }
  void remove(RecordKey key) {
    Edit edit("remove");
    edit.remove(key);
    apply(std::move(edit));
  }
  std::string text() const { return file::write(plan); }
};

TEST_F(PlanTest, AnEditDoesAllOrNothing) {
  const Id acme = add_account("Acme");
  Edit edit("mixed");
  edit.set<&Account::name>(acme, std::string("Changed"));
  edit.set<&Account::name>(Id{99}, std::string("Nobody"));
  EXPECT_EQ(refusal(std::move(edit)), "\"mixed\" could not be done: the record no longer exists.");

  Edit wrong("wrong");
  wrong.set<&Account::name>(acme, Count{1});
  EXPECT_EQ(refusal(std::move(wrong)),
            "\"wrong\" could not be done: the value does not fit the field.");

  Edit again("again");
  again.add(acme, Account{.name = "Twin"});
  EXPECT_EQ(refusal(std::move(again)),
            "\"again\" could not be done: a record with this id is there already.");

  Edit twice("twice");
  const Id id = plan.new_id();
  twice.add(id, Account{});
  twice.add(id, Account{});
  EXPECT_EQ(refusal(std::move(twice)),
            "\"twice\" could not be done: the same record would be added twice.");

  Edit two_kinds("two kinds");
  const Id shared = plan.new_id();
  two_kinds.add(shared, Account{});
  two_kinds.add(shared, Person{});
  EXPECT_NE(refusal(std::move(two_kinds)), "");

  Edit too_early("too early");
  const Id later = plan.new_id();
  too_early.set<&Account::name>(later, std::string("Not there yet"));
  too_early.add(later, Account{});
  EXPECT_NE(refusal(std::move(too_early)), "");
}

TEST_F(PlanTest, AnEditMayChangeWhatItAdded) {
  Edit edit("add and name");
  const Id id = plan.new_id();
  edit.add(id, Account{});
  edit.set<&Account::name>(id, std::string("Acme"));
  apply(std::move(edit));
  EXPECT_EQ(plan.find<Account>(id)->data.name, "Acme");
}

TEST_F(PlanTest, RecordsKeepTheirOrderThroughUndoRedoAndRemovals) {
  const Id acme = add_account("Acme");
  const auto amounts = [&] {
    std::vector<std::int64_t> all;
    for (const auto& revenue : plan.of_account<Revenue>(acme))
      all.push_back(revenue.data.amount.minor);
    return all;
  };
  Edit edit("five years");
  std::vector<Id> ids;
  for (std::int64_t i = 1; i <= 5; ++i) {
    ids.push_back(plan.new_id());
    edit.add(ids.back(), Revenue{.account = {acme}, .amount = {i, eur}});
  }
  apply(std::move(edit));
  history.undo(plan);
  EXPECT_TRUE(amounts().empty());
  history.redo(plan);
  EXPECT_EQ(amounts(), (std::vector<std::int64_t>{1, 2, 3, 4, 5}));

  Edit removals("remove some");
  for (const std::size_t i : {0, 1, 3}) removals.remove({Kind::revenue, ids[i]});
  apply(std::move(removals));
  EXPECT_EQ(amounts(), (std::vector<std::int64_t>{3, 5}));
  remove({Kind::revenue, ids[2]});
  remove({Kind::revenue, ids[4]});
  EXPECT_TRUE(amounts().empty());
}

TEST_F(PlanTest, ValuesThatNoFileCanHoldAreRefused) {
  const Id acme = add_account("Acme");
  const auto with = [&](Value value, std::string_view field) {
    Edit edit("set");
    edit.set({Kind::account, acme}, *find_field(Kind::account, field), std::move(value));
    return edit;
  };
  EXPECT_NE(refusal(with(Money{max_exact_integer + 1, eur}, "company_revenue")), "");
  EXPECT_NE(refusal(with(Count{-max_exact_integer - 1}, "employees")), "");
  EXPECT_NE(refusal(with(std::string("\xFF"), "name")), "");
  EXPECT_NE(refusal(with(std::string((1 << 20) + 1, 'x'), "name")), "");
  EXPECT_NE(refusal(with(Date{date_of(9999, 12, 31)->days + 1}, "renewal")), "");
  EXPECT_NE(refusal(with(Period{2026, 13}, "founded")), "");
  EXPECT_NE(refusal(with(Choice{200}, "tier")), "");
  Edit add("add");
  add.add(plan.new_id(), Account{.employees = {max_exact_integer + 1}});
  EXPECT_NE(refusal(std::move(add)), "");
}

TEST_F(PlanTest, UndoAndRedoRestoreTheBytes) {
  const std::string empty = text();
  const Id acme = add_account("Acme");
  const std::string with_acme = text();
  add_revenue(acme, 100);
  rename(acme, "Acme Ltd");
  remove({Kind::account, acme});
  const std::string all = text();
  EXPECT_EQ(history.undo_name(), "remove");
  while (history.undo(plan)) {
    if (history.undo_name() == "add Acme") EXPECT_EQ(text(), with_acme);
  }
  EXPECT_EQ(text(), empty) << "not even a session is left";
  EXPECT_EQ(history.redo_name(), "add Acme");
  while (history.redo(plan)) {
  }
  EXPECT_EQ(text(), all);
  history.undo(plan);
  rename(acme, "Other");
  EXPECT_EQ(history.redo_name(), "") << "a new edit ends the way forward";
}

TEST_F(PlanTest, UndoOfWhatWasPublishedIsWrittenAnew) {
  const Id acme = add_account("Acme");
  rename(acme, "Acme Ltd");
  plan.mark_published();
  history.undo(plan);
  const auto* record = plan.find<Account>(acme);
  EXPECT_EQ(record->data.name, "Acme");
  EXPECT_EQ(record->stamp_of(field_index<&Account::name>()).counter, 3u) << "a stamp of its own";
  EXPECT_EQ(record->created.counter, 1u);
  history.redo(plan);
  EXPECT_EQ(plan.find<Account>(acme)->data.name, "Acme Ltd");
  history.undo(plan);
  history.undo(plan);
  EXPECT_EQ(plan.find<Account>(acme), nullptr) << "removed, because its creation was published";
  ASSERT_NE(plan.find_any({Kind::account, acme}), nullptr);
  history.redo(plan);
  EXPECT_EQ(plan.find<Account>(acme)->data.name, "Acme");
}

TEST_F(PlanTest, OneEditStampsAllItsFieldsAlike) {
  const Id acme = add_account("Acme");
  Edit edit("two fields");
  edit.set<&Account::name>(acme, std::string("B"));
  edit.set<&Account::city>(acme, std::string("Ghent"));
  apply(std::move(edit));
  const auto* record = plan.find<Account>(acme);
  EXPECT_EQ(record->stamp_of(field_index<&Account::name>()).counter, 2u);
  EXPECT_EQ(record->stamp_of(field_index<&Account::city>()).counter, 2u);
  EXPECT_EQ(record->stamp_of(field_index<&Account::country>()).counter, 1u);
  ASSERT_EQ(plan.sessions().size(), 1u);
  EXPECT_EQ(plan.sessions()[0].counter, 2u);
  EXPECT_EQ(plan.sessions()[0].who, "Ana");
}

TEST_F(PlanTest, OpeningMakesNoSessionAndEachSessionItsOwn) {
  EXPECT_TRUE(plan.sessions().empty());
  const Id acme = add_account("Acme");
  plan.begin_session({.random = 1, .unix_minutes = 5, .who = "Bob"});
  EXPECT_EQ(plan.sessions().size(), 1u);
  rename(acme, "B");
  ASSERT_EQ(plan.sessions().size(), 2u) << "the same random bits, yet not the same session";
  EXPECT_NE(plan.sessions()[0].id, plan.sessions()[1].id);
  plan.begin_session({.random = 3, .who = "\xFF"});
  rename(acme, "C");
  EXPECT_EQ(plan.sessions()[2].who, "")
      << "a name that is not UTF-8 would make the file unreadable";
}

TEST_F(PlanTest, CountersAndIdsAreNeverUsedTwice) {
  std::set<std::uint32_t> counters;
  std::set<Id> ids;
  for (int i = 0; i < 5; ++i) {
    const Id id = add_account("A");
    EXPECT_TRUE(ids.insert(id).second);
    EXPECT_TRUE(counters.insert(plan.find<Account>(id)->created.counter).second);
    history.undo(plan);
  }
  EXPECT_EQ(plan.table<Account>().size(), 0u);
}

TEST_F(PlanTest, AnErasedIdStaysErased) {
  plan.set_erased({Id{500}});
  Edit edit("add");
  edit.add(Id{500}, Account{.name = "Ghost"});
  EXPECT_NE(refusal(std::move(edit)), "");
}

TEST_F(PlanTest, RemovedRecordsAreHiddenUntilRestored) {
  const Id acme = add_account("Acme");
  const Id revenue = add_revenue(acme, 100);
  remove({Kind::revenue, revenue});
  EXPECT_EQ(plan.find<Revenue>(revenue), nullptr);
  EXPECT_EQ(plan.table<Revenue>().size(), 0u);
  EXPECT_EQ(plan.of_account<Revenue>(acme).size(), 0u);
  EXPECT_NE(plan.find_any({Kind::revenue, revenue}), nullptr);
  Edit restore("restore");
  restore.restore({Kind::revenue, revenue});
  apply(std::move(restore));
  EXPECT_EQ(plan.of_account<Revenue>(acme).size(), 1u);
  EXPECT_EQ(plan.table<Revenue>().size(), 1u);

  remove({Kind::revenue, revenue});
  Edit write("write");
  write.set<&Revenue::amount>(revenue, Money{5, eur});
  apply(std::move(write));
  EXPECT_NE(plan.find<Revenue>(revenue), nullptr) << "writing to it means that it is wanted";
}

TEST_F(PlanTest, AnEditTheRemoverHadNotSeenBringsTheRecordBack) {
  auto record = make_record(Kind::account);
  record->id = Id{70};
  const auto ana = plan.add_session({SessionId{1}, 5, 0, "Ana"});
  const auto bob = plan.add_session({SessionId{2}, 5, 0, "Bob"});
  record->created = {ana, 1};
  record->set_stamp(field_index<&Account::phone>(), {bob, 3});
  record->deletions = {{{ana, 2}, {{ana, 1}}}};
  plan.add_loaded(Kind::account, std::move(record));
  EXPECT_NE(plan.find<Account>(Id{70}), nullptr);
}

TEST_F(PlanTest, RecordsFollowTheirAccount) {
  const Id acme = add_account("Acme");
  const Id beta = add_account("Beta", acme);
  const Id revenue = add_revenue(acme, 100);
  EXPECT_EQ(plan.of_account<Revenue>(acme)[0].id, revenue);
  EXPECT_EQ(plan.branches(acme)[0].id, beta);
  EXPECT_EQ(plan.branches({}).size(), 1u);

  Edit edit("move");
  edit.set<&Revenue::account>(revenue, beta);
  edit.set<&Account::parent>(beta, {});
  apply(std::move(edit));
  EXPECT_TRUE(plan.of_account<Revenue>(acme).empty());
  EXPECT_EQ(plan.of_account<Revenue>(beta).size(), 1u);
  EXPECT_EQ(plan.branches({}).size(), 2u);
  history.undo(plan);
  EXPECT_EQ(plan.of_account<Revenue>(acme).size(), 1u);
  EXPECT_EQ(plan.branches(acme).size(), 1u);
}

TEST_F(PlanTest, OnlyTheTouchedAccountHasANewRevision) {
  const Id acme = add_account("Acme");
  const Id beta = add_account("Beta");
  const Id revenue = add_revenue(acme, 100);
  const auto acme_before = plan.revision(acme);
  const auto beta_before = plan.revision(beta);
  const auto shared_before = plan.shared_revision();
  Edit edit("amount");
  edit.set<&Revenue::amount>(revenue, Money{200, eur});
  const Change change = apply(std::move(edit));
  EXPECT_EQ(change.touched, (std::vector<RecordKey>{{Kind::revenue, revenue}}));
  EXPECT_GT(plan.revision(acme), acme_before);
  EXPECT_EQ(plan.revision(beta), beta_before);
  EXPECT_EQ(plan.shared_revision(), shared_before);

  Edit move("move");
  move.set<&Revenue::account>(revenue, beta);
  apply(std::move(move));
  EXPECT_EQ(plan.revision(acme), plan.revision()) << "it lost a record";
  EXPECT_EQ(plan.revision(beta), plan.revision());

  const auto before = plan.revision(beta);
  history.undo(plan);
  EXPECT_GT(plan.revision(beta), before);

  Edit settings("settings");
  settings.add(settings_id, Settings{.name = "Plan"});
  apply(std::move(settings));
  EXPECT_EQ(plan.shared_revision(), plan.revision());
  EXPECT_EQ(plan.settings().name, "Plan");
}

TEST_F(PlanTest, WritingAFieldClosesItsConflictAndReplacesAMisfit) {
  auto record = make_record(Kind::account);
  record->id = Id{70};
  record->created = {plan.add_session({SessionId{1}, 5, 0, "Ana"}), 1};
  record->unknown = {{"renewal", "\"someday\"", record->created}, {"zone", "1", record->created}};
  record->alternates = {{"name", "\"B\"", record->created}, {"renewal", "1", record->created}};
  plan.add_loaded(Kind::account, std::move(record));
  const std::string before = text();
  Edit edit("renewal");
  edit.set<&Account::renewal>(Id{70}, *parse_date("2026-01-01"));
  apply(std::move(edit));
  const auto* now = plan.find<Account>(Id{70});
  ASSERT_EQ(now->unknown.size(), 1u);
  EXPECT_EQ(now->unknown[0].key, "zone");
  ASSERT_EQ(now->alternates.size(), 1u);
  history.undo(plan);
  EXPECT_EQ(text(), before);
}

RC_GTEST_PROP(PlanProperties, IndexesAgreeWithTheRecords, ()) {
  Plan plan = arbitrary_plan();
  plan.begin_session({.random = 4});
  History history;
  for (int i = 0; i < 6; ++i) {
    (void)history.apply(plan, arbitrary_edit(plan));
    if (i % 3 == 2) history.undo(plan);
    if (i == 5) history.redo(plan);
  }
  for (const KindInfo& kind : all_kinds()) {
    with_kind(kind.kind, [&]<class T>() {
      std::size_t visible = 0;
      for (const auto& record : plan.table<T>().all()) {
        RC_ASSERT(plan.table<T>().find_any(record->id) == record);
        visible += record->hidden ? 0 : 1;
      }
      RC_ASSERT(plan.table<T>().size() == visible);
      if constexpr (requires(T data) { data.account; }) {
        if (!kind.account) return;
        for (const Record<T>& record : plan.table<T>()) {
          std::size_t found = 0;
          for (const Record<T>& child : plan.of_account<T>(record.data.account.id)) {
            found += &child == &record ? 1 : 0;
          }
          RC_ASSERT(found == 1u);
        }
      }
    });
  }
}

RC_GTEST_PROP(PlanProperties, ARefusedEditChangesNothing, ()) {
  Plan plan = arbitrary_plan();
  plan.begin_session({.random = 4});
  const std::string before = file::write(plan);
  Edit edit = arbitrary_edit(plan);
  edit.set<&Account::name>(plan.new_id(), std::string("Nobody"));
  RC_ASSERT(!plan.apply(std::move(edit)));
  RC_ASSERT(file::write(plan) == before);
}

}  // namespace
}  // namespace keyplan::model
