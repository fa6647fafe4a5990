// What is planned the same way for many accounts is taken from a library, and passed on as one.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "core/file/read.h"
#include "core/file/write.h"
#include "core/merge/join.h"
#include "core/share/library.h"
#include "tests/core/support/plans.h"

namespace keyplan::share {
namespace {

using namespace model;
using namespace keyplan::testing;

OrderKey at(char place) { return {std::string(1, place)}; }

class SharedLibrary : public ::testing::Test {
 protected:
  SharedLibrary() {
    set = add(library, QuestionSet{.name = "Standing questions"});
    objectives = add(library, Question{.text = "Objectives this year?", .set = {set}});
    challenges = add(library, Question{.text = "Key challenges?", .set = {set}});
    playbook = add(library, Playbook{.name = "Measure NPS"});
    // Written in another order than they are done in.
    ask_again = add(library, Play{.title = "Ask again",
                                  .playbook = {playbook},
                                  .after_days = {90},
                                  .repeats = Repeats::quarterly,
                                  .effort_hours = {2},
                                  .notes = "The same people",
                                  .ord = at('W')});
    ask = add(library, Play{.title = "Ask", .playbook = {playbook}, .ord = at('H')});
    other = add(library, Playbook{.name = "Onboarding"});
    other_play = add(library, Play{.title = "Kick-off", .playbook = {other}});
    key_account = add(library, PlanTemplate{.name = "Key account"});
    items = {add(library, TemplateItem{.plan_template = {key_account},
                                       .part = TemplatePart::question_set,
                                       .set = {set}}),
             add(library, TemplateItem{.plan_template = {key_account},
                                       .part = TemplatePart::playbook,
                                       .playbook = {playbook}}),
             add(library, TemplateItem{.plan_template = {key_account},
                                       .part = TemplatePart::playbook,
                                       .playbook = {playbook}}),
             add(library, TemplateItem{.name = "Understand",
                                       .plan_template = {key_account},
                                       .part = TemplatePart::section})};
    owner = add(plan, TeamMember{.name = "Ana"});
    account = add(plan, Account{.name = "Cancity", .owner = {owner}});
  }
  template <class T>
  static Id add(Plan& plan, T data) {
    const Id id = plan.new_id();
    Edit edit("add");
    edit.add(id, std::move(data));
    EXPECT_TRUE(plan.apply(std::move(edit)));
    return id;
  }
  void take(Plan& into, RecordKey record) const {
    Edit edit("take over");
    add_from_library(edit, into, library, with_parts(library, record));
    if (edit.empty()) return;
    EXPECT_TRUE(into.apply(std::move(edit)));
  }
  static void change(Plan& plan, Edit edit) { EXPECT_TRUE(plan.apply(std::move(edit))); }
  template <class T>
  static std::size_t count(const Plan& plan) {
    return plan.table<T>().size();
  }
  static std::vector<RecordKey> sorted(std::vector<RecordKey> keys) {
    std::ranges::sort(keys);
    return keys;
  }

  Plan library = empty_plan(100);
  Plan plan = empty_plan(1);
  Id set, objectives, challenges, playbook, ask_again, ask, other, other_play, key_account, owner,
      account;
  std::vector<Id> items;
};

TEST_F(SharedLibrary, AWholeComesWithItsPartsAndWhatTheyNameEachOnce) {
  EXPECT_EQ(
      sorted(with_parts(library, {Kind::question_set, set})),
      sorted(
          {{Kind::question_set, set}, {Kind::question, objectives}, {Kind::question, challenges}}));
  std::vector<RecordKey> all{{Kind::plan_template, key_account},
                             {Kind::question_set, set},
                             {Kind::question, objectives},
                             {Kind::question, challenges},
                             {Kind::playbook, playbook},
                             {Kind::play, ask},
                             {Kind::play, ask_again}};
  for (const Id item : items) all.push_back({Kind::template_item, item});
  EXPECT_EQ(sorted(with_parts(library, {Kind::plan_template, key_account})), sorted(all))
      << "not the other playbook";
}

TEST_F(SharedLibrary, WhatIsNotThereIsNoPart) {
  EXPECT_TRUE(with_parts(library, {Kind::playbook, Id{12345}}).empty());
  Edit edit("remove");
  edit.remove({Kind::playbook, playbook});
  edit.remove({Kind::question, challenges});
  change(library, std::move(edit));
  const auto left = with_parts(library, {Kind::plan_template, key_account});
  EXPECT_FALSE(std::ranges::contains(left, RecordKey{Kind::playbook, playbook}));
  EXPECT_FALSE(std::ranges::contains(left, RecordKey{Kind::question, challenges}));
  EXPECT_TRUE(std::ranges::contains(left, RecordKey{Kind::question, objectives}));
}

TEST_F(SharedLibrary, NothingIsTakenOverTwiceAndOwnWordsStay) {
  take(plan, {Kind::plan_template, key_account});
  Edit own("change");
  own.set<&Question::text>(objectives, std::string("Aims this year?"));
  change(plan, std::move(own));
  const std::string before = file::write(plan);
  take(plan, {Kind::plan_template, key_account});
  take(plan, {Kind::question_set, set});
  EXPECT_EQ(file::write(plan), before);
  EXPECT_EQ(count<Question>(plan), 2u);
  EXPECT_EQ(plan.find<Question>(objectives)->data.text, "Aims this year?");
}

TEST_F(SharedLibrary, WhatWasRemovedComesBackAsItWas) {
  take(plan, {Kind::question_set, set});
  Edit own("change");
  own.set<&Question::why>(challenges, std::string("Ours"));
  own.remove({Kind::question, challenges});
  change(plan, std::move(own));
  ASSERT_EQ(plan.find<Question>(challenges), nullptr);
  take(plan, {Kind::question_set, set});
  ASSERT_NE(plan.find<Question>(challenges), nullptr);
  EXPECT_EQ(plan.find<Question>(challenges)->data.why, "Ours");
}

TEST_F(SharedLibrary, WhatWasErasedStaysAway) {
  take(plan, {Kind::question_set, set});
  Edit erasure("erase");
  erasure.erase({Kind::question, challenges});
  change(plan, std::move(erasure));
  take(plan, {Kind::question_set, set});
  EXPECT_EQ(count<Question>(plan), 1u);
  EXPECT_FALSE(plan.contains(challenges));
}

TEST_F(SharedLibrary, WhatTwoPeopleTookIsOneRecordEachOnceTheirPlansAreMerged) {
  Plan hers = plan.copy();
  hers.begin_session({.random = 7, .unix_minutes = 29'560'000, .who = "Bea"});
  take(plan, {Kind::plan_template, key_account});
  take(hers, {Kind::plan_template, key_account});
  take(hers, {Kind::playbook, other});
  Edit own("change");
  own.set<&Playbook::why>(playbook, std::string("Hers"));
  change(hers, std::move(own));
  ASSERT_TRUE(plan.merge(merge::join(plan, hers).patch, Edit("merge")));
  ASSERT_TRUE(hers.merge(merge::join(hers, plan).patch, Edit("merge")));
  for (const Plan* merged : {&plan, &hers}) {
    EXPECT_EQ(count<PlanTemplate>(*merged), 1u);
    EXPECT_EQ(count<TemplateItem>(*merged), items.size());
    EXPECT_EQ(count<Question>(*merged), 2u);
    EXPECT_EQ(count<Playbook>(*merged), 2u);
    EXPECT_EQ(count<Play>(*merged), 3u);
  }
  EXPECT_EQ(file::write(plan), file::write(hers));
}

TEST_F(SharedLibrary, APlaybookPlansItsPlaysInTheirOrderFromTodayOn) {
  const Date today = *date_of(2026, 11, 22);
  Edit edit("start");
  start_playbook(edit, plan, library, playbook, account, today, [&] { return plan.new_id(); });
  change(plan, std::move(edit));
  const auto actions = plan.of_account<Action>(account);
  ASSERT_EQ(actions.size(), 2u);
  const Action& first = actions[0].data;
  EXPECT_EQ(first.title, "Ask");
  EXPECT_EQ(first.due, *date_of(2026, 11, 29)) << "a week where the play says nothing";
  EXPECT_EQ(first.repeats, Repeats::unset);
  const Action& second = actions[1].data;
  EXPECT_EQ(second.title, "Ask again");
  EXPECT_EQ(second.due, *date_of(2027, 2, 20));
  EXPECT_EQ(second.repeats, Repeats::quarterly);
  EXPECT_EQ(second.effort_hours, Count{2});
  EXPECT_EQ(second.notes, "The same people");
  for (const auto& action : actions) {
    EXPECT_EQ(action.data.owner.id, owner);
    EXPECT_EQ(action.data.playbook.id, playbook);
  }
  EXPECT_NE(plan.find<Playbook>(playbook), nullptr) << "so that the actions can name it";
  EXPECT_EQ(count<Play>(plan), 2u);
}

TEST_F(SharedLibrary, APlaybookOfThePlanItselfStartsWithItsOwnPlays) {
  take(plan, {Kind::playbook, playbook});
  Edit own("change");
  own.set<&Play::title>(ask, std::string("Ask five people"));
  own.set<&Play::after_days>(ask, Count{-4});
  change(plan, std::move(own));
  const Date today = *date_of(2026, 11, 22);
  Edit edit("start");
  start_playbook(edit, plan, plan, playbook, account, today, [&] { return plan.new_id(); });
  change(plan, std::move(edit));
  const auto actions = plan.of_account<Action>(account);
  ASSERT_EQ(actions.size(), 2u);
  EXPECT_EQ(actions[0].data.title, "Ask five people");
  EXPECT_EQ(actions[0].data.due, today) << "not in the past";
  EXPECT_EQ(count<Playbook>(plan), 1u);
}

TEST_F(SharedLibrary, ChoosingATemplateBringsItAndAllItNames) {
  Edit edit("choose");
  choose_template(edit, plan, library, key_account, account);
  change(plan, std::move(edit));
  EXPECT_EQ(plan.find<Account>(account)->data.plan_template.id, key_account);
  EXPECT_EQ(count<TemplateItem>(plan), items.size());
  EXPECT_EQ(count<QuestionSet>(plan), 1u);
  EXPECT_EQ(count<Playbook>(plan), 1u);
}

TEST_F(SharedLibrary, AllOfItIsEachRecordOnce) {
  auto all = sorted(shared_parts_of(library));
  EXPECT_EQ(all.size(), 3u + 5u + 1u + items.size());
  EXPECT_EQ(std::ranges::adjacent_find(all), all.end());
  EXPECT_TRUE(shared_parts_of(plan).empty()) << "accounts and members are no part of it";
}

TEST_F(SharedLibrary, PassedOnAsAFileItHasTheSameRecordsAndNoAuthors) {
  take(plan, {Kind::plan_template, key_account});
  std::vector<RecordKey> passed = with_parts(plan, {Kind::plan_template, key_account});
  passed.push_back({Kind::playbook, Id{999}});
  const Plan file = library_of(plan, passed, make_plan_id(8, 9));
  const std::string bytes = file::write(file);
  EXPECT_FALSE(bytes.contains("Ana")) << bytes;
  EXPECT_FALSE(bytes.contains("Cancity"));
  const auto read = file::read(bytes);
  ASSERT_TRUE(read.has_value()) << read.error().sentence;
  EXPECT_TRUE(read->notes.empty());
  EXPECT_EQ(file::write(read->plan), bytes);

  Plan theirs = empty_plan(50);
  Edit edit("take over");
  add_from_library(edit, theirs, read->plan,
                   with_parts(read->plan, {Kind::plan_template, key_account}));
  change(theirs, std::move(edit));
  for (const RecordKey& key : passed) {
    const RecordBase* here = theirs.find(key);
    const RecordBase* there = plan.find(key);
    ASSERT_EQ(here == nullptr, there == nullptr);
    if (here == nullptr) continue;
    for (const FieldInfo& field : info(key.kind).fields)
      EXPECT_TRUE(field.same(data_of(key.kind, *here), data_of(key.kind, *there))) << field.key;
  }
}

}  // namespace
}  // namespace keyplan::share
