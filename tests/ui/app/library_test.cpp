#include "app/library.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "app/sample.h"
#include "core/file/read.h"
#include "core/file/write.h"

namespace keyplan::app {
namespace {

using namespace model;

Plan plan_of(std::string_view bytes) {
  auto read = file::read(bytes);
  EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().sentence);
  return read ? std::move(read->plan) : Plan(make_plan_id(1, 2));
}

template <class Fn>
void for_every_record(const Plan& plan, Fn&& fn) {
  for (const KindInfo& kind : all_kinds()) {
    with_kind(kind.kind, [&]<class T>() {
      for (const Record<T>& record : plan.table<T>()) fn(kind, record);
    });
  }
}

TEST(Library, IsAPlanFileInCanonicalForm) {
  const auto read = file::read(library_bytes());
  ASSERT_TRUE(read.has_value()) << read.error().sentence;
  EXPECT_TRUE(read->notes.empty());
  EXPECT_EQ(file::write(read->plan), library_bytes());
}

TEST(Library, EveryReferenceLeadsSomewhereAndWhatIsRequiredIsThere) {
  const Plan plan = plan_of(library_bytes());
  for_every_record(plan, [&](const KindInfo& kind, const auto& record) {
    for (const FieldInfo& field : kind.fields) {
      const Value value = field.get(&record.data);
      if (const Id* target = std::get_if<Id>(&value)) {
        EXPECT_NE(plan.find(RecordKey{field.target, *target}), nullptr)
            << kind.key << " " << to_text(record.id) << "." << field.key;
      }
      if (field.options.required || field.key == "ord") {
        EXPECT_FALSE(is_empty(value)) << kind.key << " " << to_text(record.id) << "." << field.key;
      }
    }
  });
}

TEST(Library, HasOnlyWhatEveryPlanCanUse) {
  const std::set<Kind> kinds{Kind::settings,     Kind::question_set, Kind::question,
                             Kind::playbook,     Kind::play,         Kind::plan_template,
                             Kind::template_item};
  for_every_record(plan_of(library_bytes()), [&](const KindInfo& kind, const auto&) {
    EXPECT_TRUE(kinds.contains(kind.kind)) << kind.key;
  });
}

// So that a plan begun with the sample takes nothing twice from the library.
TEST(Library, WhatTheSampleTookFromItIsStillTheSame) {
  const Plan library = plan_of(library_bytes());
  const Plan sample = plan_of(sample_bytes());
  std::size_t shared = 0;
  for_every_record(library, [&](const KindInfo& kind, const RecordBase& record) {
    if (kind.kind == Kind::settings) return;
    const RecordBase* taken = sample.find({kind.kind, record.id});
    if (taken == nullptr) {
      EXPECT_FALSE(sample.contains(record.id)) << to_text(record.id);
      return;
    }
    ++shared;
    for (const FieldInfo& field : kind.fields) {
      EXPECT_TRUE(field.same(data_of(kind.kind, record), data_of(kind.kind, *taken)))
          << kind.key << " " << to_text(record.id) << " " << field.key;
    }
  });
  EXPECT_GE(shared, 100u);
}

TEST(Library, AsksTheFourStandingQuestionsAndManyMore) {
  const Plan plan = plan_of(library_bytes());
  std::map<Id, int> questions;
  for (const auto& question : plan.table<Question>()) ++questions[question.data.set.id];
  std::multiset<QuestionPurpose> purposes;
  for (const auto& set : plan.table<QuestionSet>()) {
    purposes.insert(set.data.purpose);
    EXPECT_GE(questions[set.id], 4) << set.data.name;
    if (set.data.purpose == QuestionPurpose::standing) EXPECT_EQ(questions[set.id], 4);
  }
  using enum QuestionPurpose;
  EXPECT_EQ(purposes, (std::multiset{standing, position, discovery, discovery, past, survey}));
}

TEST(Library, HasTenPracticesToKeepCustomersAndTenAgainstChurn) {
  const Plan plan = plan_of(library_bytes());
  std::map<Id, int> plays;
  for (const auto& play : plan.table<Play>()) {
    ++plays[play.data.playbook.id];
    EXPECT_TRUE(play.data.after_days && play.data.effort_hours) << play.data.title;
  }
  std::map<PlaybookPurpose, int> purposes;
  for (const auto& playbook : plan.table<Playbook>()) {
    ++purposes[playbook.data.purpose];
    EXPECT_GE(plays[playbook.id], 3) << playbook.data.name;
    EXPECT_LE(plays[playbook.id], 5) << playbook.data.name;
    EXPECT_FALSE(playbook.data.why.empty()) << playbook.data.name;
    EXPECT_FALSE(playbook.data.measure.empty()) << playbook.data.name;
  }
  EXPECT_EQ(purposes[PlaybookPurpose::retention], 10);
  EXPECT_EQ(purposes[PlaybookPurpose::churn], 10);
  EXPECT_EQ(purposes[PlaybookPurpose::onboarding], 1);
}

TEST(Library, HasFourTemplatesOfWhichTheLightOneLeavesOutChecks) {
  const Plan plan = plan_of(library_bytes());
  const std::set<std::string> sections{"Understand", "Goals",  "Analysis", "Value",  "Growth",
                                       "Actions",    "People", "Health",   "Reviews"};
  std::map<Id, std::set<std::string>> chosen, left_out;
  for (const auto& record : plan.table<TemplateItem>()) {
    const TemplateItem& item = record.data;
    const std::string id = to_text(record.id);
    const bool by_name =
        item.part == TemplatePart::section || item.part == TemplatePart::without_check;
    EXPECT_EQ(by_name, !item.name.empty()) << id;
    EXPECT_EQ(item.part == TemplatePart::question_set, static_cast<bool>(item.set)) << id;
    EXPECT_EQ(item.part == TemplatePart::playbook, static_cast<bool>(item.playbook)) << id;
    if (item.part == TemplatePart::section) {
      EXPECT_TRUE(sections.contains(item.name)) << item.name;
      chosen[item.plan_template.id].insert(item.name);
    }
    if (item.part == TemplatePart::without_check) left_out[item.plan_template.id].insert(item.name);
  }
  ASSERT_EQ(plan.table<PlanTemplate>().size(), 4u);
  for (const auto& record : plan.table<PlanTemplate>()) {
    const PlanTemplate& plan_template = record.data;
    EXPECT_TRUE(plan_template.review_months && plan_template.contact_days &&
                plan_template.visit_months && plan_template.hours_a_month)
        << plan_template.name;
    const bool light = plan_template.tier == Tier::growth;
    EXPECT_EQ(chosen[record.id] == sections, !light) << plan_template.name;
    EXPECT_EQ(left_out[record.id].empty(), !light) << plan_template.name;
  }
}

}  // namespace
}  // namespace keyplan::app
