// Editions hold what their allow-list says and not one byte more; parts and editions merge back.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "core/file/read.h"
#include "core/file/write.h"
#include "core/merge/join.h"
#include "core/share/edition.h"
#include "core/share/returned.h"
#include "core/share/scope.h"
#include "tests/core/support/plans.h"

namespace keyplan::share {
namespace {

using namespace model;
using namespace keyplan::testing;

constexpr std::string_view plan_id = "7zz3456789abcdefghjkmnpqrs";
constexpr Edition redacting[] = {Edition::partner, Edition::customer, Edition::impersonal,
                                 Edition::stage};

Plan parsed(const std::string& bytes) {
  auto read = file::read(bytes);
  EXPECT_TRUE(read) << (read ? "" : read.error().sentence);
  return std::move(read->plan);
}

std::string canary(const KindInfo& kind, const FieldInfo& field) {
  return "canary-" + std::string(kind.key) + "-" + std::string(field.key);
}

std::int64_t canary_amount(Kind kind, std::uint16_t field) {
  return 100 * (7'310'000 + static_cast<std::int64_t>(kind) * 100 + field);
}

/// One record of each kind with a value nobody could miss in every field of text or money.
Plan plan_of_canaries() {
  Plan plan = empty_plan();
  Edit edit("add canaries");
  std::vector<RecordKey> keys;
  for (const KindInfo& kind : all_kinds()) {
    const bool settings = kind.kind == Kind::settings;
    AnyRecord record = make_record(kind.kind);
    record->id = settings ? settings_id : plan.new_id();
    for (std::uint16_t f = 0; f < kind.fields.size(); ++f) {
      const FieldInfo& field = kind.fields[f];
      void* data = data_of(kind.kind, *record);
      if (field.type == FieldType::text || field.type == FieldType::long_text)
        EXPECT_TRUE(field.set(data, canary(kind, field)));
      if (field.type == FieldType::money)
        EXPECT_TRUE(field.set(data, Money{canary_amount(kind.kind, f), *parse_currency("EUR")}));
    }
    keys.push_back({kind.kind, record->id});
    if (settings && plan.find_any(keys.back()) != nullptr) {
      for (std::uint16_t f = 0; f < kind.fields.size(); ++f)
        if (!kind.fields[f].is_empty(data_of(kind.kind, *record)))
          edit.set(keys.back(), f, get(kind.kind, *record, f));
    } else {
      edit.add(kind.kind, std::move(record));
    }
  }
  EXPECT_TRUE(plan.apply(std::move(edit)));
  // References go in a circle through all kinds.
  Edit refer("refer");
  for (const RecordKey& key : keys) {
    const auto fields = model::info(key.kind).fields;
    for (std::uint16_t f = 0; f < fields.size(); ++f) {
      if (fields[f].type != FieldType::reference) continue;
      const RecordKey& target = keys[static_cast<std::size_t>(fields[f].target)];
      if (target.id != key.id) refer.set(key, f, target.id);
    }
  }
  EXPECT_TRUE(plan.apply(std::move(refer)));
  return plan;
}

TEST(Editions, Case56NoForbiddenValueIsInAnyByteOfTheFile) {
  const Plan plan = plan_of_canaries();
  for (const Edition edition : redacting) {
    const std::string bytes = file::write(redacted(plan, edition, std::string(plan_id)).plan);
    for (const KindInfo& kind : all_kinds()) {
      for (std::uint16_t f = 0; f < kind.fields.size(); ++f) {
        const FieldInfo& field = kind.fields[f];
        const bool money = field.type == FieldType::money;
        const bool text = field.type == FieldType::text || field.type == FieldType::long_text;
        if (!money && !text) continue;
        const std::string looked_for =
            money ? std::to_string(canary_amount(kind.kind, f)) : canary(kind, field) + "\"";
        const bool shown = allows(edition, kind) && allows(edition, field.options.privacy);
        EXPECT_EQ(bytes.contains(looked_for), shown)
            << info(edition).label << ": " << kind.key << "." << field.key;
      }
    }
  }
}

TEST(Editions, ShowWhoIsMeantByTheirRoles) {
  Plan plan = empty_plan();
  Edit edit("add");
  edit.add(plan.new_id(), Person{.name = "Jana Novak", .job_title = "Head of Logistics"});
  edit.add(plan.new_id(), Person{.name = "Piotr Lis"});
  ASSERT_TRUE(plan.apply(std::move(edit)));
  const Redacted stage = redacted(plan, Edition::stage, std::string(plan_id));
  std::set<std::string> names;
  for (const auto& person : stage.plan.table<Person>()) names.insert(person.data.name);
  EXPECT_EQ(names, (std::set<std::string>{"Head of Logistics", "Person 2"}));
  EXPECT_EQ(stage.names_replaced, 2u);
}

TEST(Editions, LeaveOutMergeDataAuthorsUnknownMembersAndRemovedRecords) {
  const Plan plan = plan_with_everything();
  for (const Edition edition : redacting) {
    const Redacted out = redacted(plan, edition, std::string(plan_id));
    const std::string bytes = file::write(out.plan);
    for (const Session& session : plan.sessions()) {
      EXPECT_FALSE(bytes.contains(to_text(session.id)));
      if (!session.who.empty()) {
        EXPECT_FALSE(bytes.contains(session.who));
      }
    }
    EXPECT_TRUE(out.plan.erased().empty());
    EXPECT_TRUE(out.plan.foreign().empty());
    EXPECT_FALSE(bytes.contains("~alt"));
    EXPECT_FALSE(bytes.contains("~del"));
    EXPECT_EQ(edition_of(parsed(bytes)), edition);
    EXPECT_NE(out.plan.id(), plan.id());
  }
}

RC_GTEST_PROP(Editions, OpenInEveryProgramAndSayTheSameAgain, ()) {
  const Plan plan = arbitrary_plan();
  const Edition edition =
      *rc::gen::elementOf(std::vector<Edition>(std::begin(redacting), std::end(redacting)));
  const std::string bytes = file::write(redacted(plan, edition, std::string(plan_id)).plan);
  const auto read = file::read(bytes);
  RC_ASSERT(read.has_value());
  RC_ASSERT(file::write(read->plan) == bytes);
  RC_ASSERT(file::write(redacted(read->plan, edition, std::string(plan_id)).plan) == bytes);
}

RC_GTEST_PROP(Editions, MergedBackChangeNothing, ()) {  // P18
  Plan plan = arbitrary_plan();
  const Edition edition =
      *rc::gen::elementOf(std::vector<Edition>(std::begin(redacting), std::end(redacting)));
  const Plan out = parsed(file::write(redacted(plan, edition, std::string(plan_id)).plan));
  RC_ASSERT(news_of(plan, out).empty());
  // Neither does it when the plan went on.
  for (int i = 0; i < 3; ++i) (void)plan.apply(arbitrary_edit(plan));
  RC_ASSERT(news_of(plan, out).empty());
}

TEST(Editions, BringBackWhatWasWrittenInThem) {
  Plan plan = empty_plan();
  const Id account = plan.new_id();
  const Id person = plan.new_id();
  Edit edit("add");
  edit.add(account, Account{.name = "Cancity", .sector = "Retail", .notes = "Pays late."});
  edit.add(person, Person{.name = "Jana Novak", .account = {account}});
  ASSERT_TRUE(plan.apply(std::move(edit)));
  Plan partner = parsed(file::write(redacted(plan, Edition::stage, std::string(plan_id)).plan));
  partner.begin_session({.random = 99, .unix_minutes = 7, .who = "A partner"});
  Edit theirs("theirs");
  theirs.set<&Account::sector>(account, std::string("Wholesale"));
  theirs.add(partner.new_id(), Person{.name = "New face", .account = {account}});
  ASSERT_TRUE(partner.apply(std::move(theirs)));
  const Plan back = parsed(file::write(partner));
  ASSERT_TRUE(has_values_by_hand(back));
  ASSERT_TRUE(plan.apply(news_of(plan, back)));
  EXPECT_EQ(plan.find<Account>(account)->data.sector, "Wholesale");
  EXPECT_EQ(plan.find<Account>(account)->data.notes, "Pays late.");
  EXPECT_EQ(plan.find<Person>(person)->data.name, "Jana Novak");
  EXPECT_EQ(plan.table<Person>().size(), 2u);
  EXPECT_TRUE(news_of(plan, back).empty());
}

TEST(FilesMadeByHand, BringEveryValueThatDiffersAndClearNone) {
  Plan plan = empty_plan();
  const Id account = plan.new_id();
  Edit edit("add");
  edit.add(account, Account{.name = "Cancity", .sector = "Retail", .city = "Leeds"});
  ASSERT_TRUE(plan.apply(std::move(edit)));
  const std::string by_hand = R"({"keyplan":{"format":[1,0],"id":")" + std::string(plan_id) +
                              R"("},"records":{")" + to_text(account) +
                              R"(":{"city":"York","kind":"account","name":"Cancity"}}})";
  const Plan other = parsed(by_hand);
  ASSERT_TRUE(plan.apply(news_of(plan, other)));
  EXPECT_EQ(plan.find<Account>(account)->data.city, "York");
  EXPECT_EQ(plan.find<Account>(account)->data.sector, "Retail");
}

RC_GTEST_PROP(Parts, MergeBackWithoutAChangeAndBringEditsLikeTheWhole, ()) {
  const Plan plan = arbitrary_plan();
  std::vector<Id> accounts;
  for (const auto& account : plan.table<Account>())
    if (*rc::gen::arbitrary<bool>()) accounts.push_back(account.id);
  const std::string whole = file::write(plan);
  Plan part = parsed(file::write(part_of(plan, accounts)));
  RC_ASSERT(part.table<Account>().size() == accounts.size());
  {
    Plan ours = parsed(whole);
    RC_ASSERT(ours.merge(merge::join(ours, part).patch, Edit("merge")).has_value());
    RC_ASSERT(file::write(ours) == whole);
    // And the other way round: the part becomes the whole.
    Plan theirs = parsed(file::write(part));
    RC_ASSERT(theirs.merge(merge::join(theirs, plan).patch, Edit("merge")).has_value());
    RC_ASSERT(file::write(theirs) == whole);
  }
  if (accounts.empty()) return;
  part.begin_session({.random = *rc::gen::arbitrary<std::uint64_t>(), .unix_minutes = 3});
  Edit edit("rename");
  edit.set<&Account::name>(accounts.front(), std::string("Renamed in the part"));
  RC_ASSERT(part.apply(std::move(edit)).has_value());
  Plan ours = parsed(whole);
  RC_ASSERT(ours.merge(merge::join(ours, part).patch, Edit("merge")).has_value());
  RC_ASSERT(ours.find<Account>(accounts.front())->data.name == "Renamed in the part");
}

TEST(Parts, ThatComeBackAreNotTakenForFilesWithLinesDeletedByHand) {
  Plan plan = empty_plan();
  Edit edit("add");
  const Id chosen[] = {plan.new_id()};
  edit.add(chosen[0], Account{.name = "Cancity"});
  edit.add(plan.new_id(), Account{.name = "Konex"});
  ASSERT_TRUE(plan.apply(std::move(edit)));
  const Plan part = parsed(file::write(part_of(plan, chosen)));
  EXPECT_TRUE(merge::join(plan, part).oddities.missing_there.empty());
  EXPECT_TRUE(merge::join(plan, part).nothing_new);
}

TEST(Parts, HoldTheAccountsWithAllThatBelongsToThemAndNothingOfOthers) {
  Plan plan = empty_plan();
  const Id manager = plan.new_id(), owner = plan.new_id(), idle = plan.new_id();
  const Id mine = plan.new_id(), other = plan.new_id(), offering = plan.new_id();
  Edit edit("add");
  edit.add(manager, TeamMember{.name = "Boss"});
  edit.add(owner, TeamMember{.name = "Owner", .manager = {manager}});
  edit.add(idle, TeamMember{.name = "Somebody else"});
  edit.add(offering, Offering{.name = "Line controllers"});
  edit.add(mine, Account{.name = "Cancity", .owner = {owner}});
  edit.add(other, Account{.name = "Konex", .owner = {idle}});
  edit.add(plan.new_id(), Opportunity{.name = "Ours", .account = {mine}, .offering = {offering}});
  edit.add(plan.new_id(), Opportunity{.name = "Theirs", .account = {other}});
  edit.add(plan.new_id(), Person{.name = "Jana", .account = {mine}});
  ASSERT_TRUE(plan.apply(std::move(edit)));
  const Id chosen[] = {mine};
  const Plan part = part_of(plan, chosen);
  EXPECT_EQ(part.table<Account>().size(), 1u);
  EXPECT_EQ(part.table<Opportunity>().size(), 1u);
  EXPECT_EQ(part.table<Person>().size(), 1u);
  EXPECT_EQ(part.table<TeamMember>().size(), 2u);
  EXPECT_EQ(part.table<Offering>().size(), 1u);
  EXPECT_FALSE(file::write(part).contains("Konex"));
  EXPECT_FALSE(file::write(part).contains("Somebody else"));
}

}  // namespace
}  // namespace keyplan::share
