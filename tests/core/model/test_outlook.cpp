#include <gmock/gmock.h>

#include "core/file/read.h"
#include "core/file/write.h"
#include "core/share/edition.h"
#include "core/share/scope.h"

namespace keyplan::model {
namespace {

class OutlookRecords : public testing::Test {
 protected:
  OutlookRecords() : plan(make_plan_id(1, 2)) {
    plan.begin_session({.random = 5});
    Edit edit("add");
    edit.add(account, Account{.name = "Cancity"});
    edit.add(scenario, Scenario{.name = "Airlines stop",
                                .loss_plan = "Call the three largest first.",
                                .loss_plan_status = LossPlanStatus::ready,
                                .ord = {"a"}});
    edit.add(change, ScenarioChange{.scenario = {scenario},
                                    .type = ChangeType::sector_shock,
                                    .account = {account},
                                    .sector = "Airlines",
                                    .percent = {40'00}});
    EXPECT_TRUE(plan.apply(std::move(edit)).has_value());
  }
  Plan plan;
  const Id account{11};
  const Id scenario{12};
  const Id change{13};
};

TEST_F(OutlookRecords, ComeBackFromAFile) {
  const auto again = file::read(file::write(plan));
  ASSERT_TRUE(again) << again.error().sentence;
  const auto* read = again->plan.find<ScenarioChange>(change);
  ASSERT_NE(read, nullptr);
  EXPECT_EQ(read->data.type, ChangeType::sector_shock);
  EXPECT_EQ(read->data.percent, Percent{40'00});
  EXPECT_EQ(again->plan.find<Scenario>(scenario)->data.loss_plan_status, LossPlanStatus::ready);
  EXPECT_TRUE(again->notes.empty());
}

TEST_F(OutlookRecords, StayInTheTeam) {
  for (const share::EditionInfo& edition : share::editions()) {
    if (edition.edition == share::Edition::full) continue;
    const Plan shared = share::redacted(plan, edition.edition, make_plan_id(3, 4)).plan;
    const bool internal = share::allows(edition.edition, Privacy::internal);
    EXPECT_EQ(shared.find<Scenario>(scenario) != nullptr, internal) << edition.key;
    EXPECT_FALSE(file::write(shared).contains("Call the three")) << edition.key;
  }
  const Id only[] = {account};
  EXPECT_EQ(share::part_of(plan, only).find<ScenarioChange>(change), nullptr)
      << "what could be lost does not travel with the account";
}

}  // namespace
}  // namespace keyplan::model
