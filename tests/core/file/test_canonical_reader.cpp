// The fast reader and the strict one must never disagree.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>

#include "core/file/canonical_reader.h"
#include "core/file/read.h"
#include "core/file/write.h"
#include "tests/core/support/plans.h"

namespace keyplan::file {
namespace {

using namespace keyplan::testing;
using model::Plan;

struct Reading {
  std::optional<Plan> plan;
  std::vector<Finding> oddities;
};

Reading read_fast(std::string_view text, std::size_t slice) {
  Assembler assembler(Limits{});
  Reading reading;
  CanonicalReader reader(text, Part::all, Limits{}, assembler, reading.oddities);
  auto state = CanonicalReader::State::more;
  while (state == CanonicalReader::State::more) state = reader.step(slice);
  if (state != CanonicalReader::State::done) return reading;
  std::vector<model::Error> notes;
  reading.plan = assembler.finish(notes);
  return reading;
}

Reading read_slowly(std::string_view text) {
  Assembler assembler(Limits{});
  Reading reading;
  if (read_strictly(text, {}, assembler, reading.oddities)) return reading;
  std::vector<model::Error> notes;
  reading.plan = assembler.finish(notes);
  return reading;
}

std::string difference_of(const Reading& fast, const Reading& strict) {
  if (!strict.plan) return "the strict reader refuses it";
  if (fast.oddities.size() != strict.oddities.size()) return "number of oddities";
  for (std::size_t i = 0; i < fast.oddities.size(); ++i) {
    const Finding& a = fast.oddities[i];
    const Finding& b = strict.oddities[i];
    if (a.offset != b.offset || a.path != b.path || a.sentence != b.sentence) return a.path;
  }
  return difference(*fast.plan, *strict.plan);
}

RC_GTEST_PROP(CanonicalReader, ReadsEveryWrittenPlanAsTheStrictReaderDoes, ()) {
  const std::string text = write(arbitrary_plan());
  const Reading fast = read_fast(text, *rc::gen::inRange<std::size_t>(1, 2000));
  if (!fast.plan) RC_FAIL("the fast reader stops in\n" + text);
  RC_ASSERT(difference_of(fast, read_slowly(text)) == "");
}

RC_GTEST_PROP(CanonicalReader, AcceptsNothingElse, ()) {
  std::string text =
      write(*rc::gen::inRange(0, 2) == 0 ? plan_with_everything() : arbitrary_plan());
  const int changes = *rc::gen::inRange(1, 4);
  for (int i = 0; i < changes; ++i) {
    const auto at =
        *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::size_t>(0, text.size()));
    const auto other =
        *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::size_t>(0, text.size()));
    switch (*rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, 4))) {
      case 0:
        text[at] = *rc::gen::element('"', ',', '\n', ' ', '{', '}', '0', '~', 'a', '\\', '\xC3');
        break;
      case 1:
        text.erase(at, 1);
        break;
      case 2:
        text.insert(at, 1, text[other]);
        break;
      default: {  // a line moved or doubled
        const auto from = text.rfind('\n', other);
        if (from == std::string::npos) break;
        const auto to = text.find('\n', from + 1);
        const std::string line = text.substr(from, to - from);
        const auto place = text.find('\n', at);
        if (place != std::string::npos) text.insert(place, line);
      }
    }
  }
  const Reading fast = read_fast(text, text.size());
  if (!fast.plan) return;
  RC_ASSERT(difference_of(fast, read_slowly(text)) == "");
}

TEST(CanonicalReader, EveryByteChanged) {
  const std::string good = write(plan_with_everything());
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (const char c : {'"', '\n', ' ', '0', '~', '\\', '\xFF'}) {
      std::string text = good;
      text[at] = c;
      const Reading fast = read_fast(text, text.size());
      if (fast.plan) ASSERT_EQ(difference_of(fast, read_slowly(text)), "") << at << " " << c;
    }
  }
}

TEST(CanonicalReader, ReadsInSlices) {
  Plan plan = empty_plan();
  model::Edit edit("many");
  for (int i = 0; i < 500; ++i) edit.add(plan.new_id(), model::Account{.name = "Account"});
  ASSERT_TRUE(plan.apply(std::move(edit)));
  const std::string text = write(plan);
  Reader reader(text);
  int steps = 1;
  double progress = 0;
  while (!reader.step(1000)) {
    EXPECT_GT(reader.progress(), progress);
    progress = reader.progress();
    ++steps;
  }
  EXPECT_GT(steps, 30);
  const auto result = reader.take();
  ASSERT_TRUE(result);
  EXPECT_EQ(write(result->plan), text);
}

// nlohmann's document, independent of both readers, must agree on what the text says.
RC_GTEST_PROP(Oracle, TheTextIsTheJsonAnIndependentParserReads, ()) {
  const Plan plan = arbitrary_plan();
  const auto document = nlohmann::json::parse(write(plan), nullptr, false);
  RC_ASSERT(!document.is_discarded());
  for (const auto& account : plan.table<model::Account>().all()) {
    const auto& record = document["records"][to_text(account->id)];
    RC_ASSERT(record["kind"] == "account");
    RC_ASSERT(record.value("name", "") == account->data.name);
    if (account->data.company_revenue) {
      RC_ASSERT(record["company_revenue"]["amount"] == account->data.company_revenue.minor);
    }
    if (account->data.employees) RC_ASSERT(record["employees"] == account->data.employees.value);
  }
}

}  // namespace
}  // namespace keyplan::file
