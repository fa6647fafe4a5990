#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <iterator>
#include <map>

#include "core/file/read.h"
#include "core/file/snapshot.h"
#include "core/file/write.h"
#include "tests/core/support/plans.h"

namespace keyplan::file {
namespace {

using namespace model;
using namespace keyplan::testing;

bool one_in(int count) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, count)) == 0;
}

std::string golden(const std::string& name) {
  std::ifstream in(std::string(KEYPLAN_TEST_DATA) + "/plans/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Write, PlanWithEverythingIsTheGoldenFile) {
  EXPECT_EQ(write(plan_with_everything()), golden("everything.keyplan"));
}

TEST(Write, EmptyPlan) {
  EXPECT_EQ(write(Plan("0123456789abcdefghjkmnpqrs")),
            "{\n \"erased\": [],\n \"keyplan\": {\n  \"format\": [1, 0],\n"
            "  \"id\": \"0123456789abcdefghjkmnpqrs\",\n  \"sessions\": {}\n },\n"
            " \"records\": {}\n}\n");
}

TEST(Read, GoldenFileGivesThePlanWithEverything) {
  const auto read_back = read(golden("everything.keyplan"));
  ASSERT_TRUE(read_back) << read_back.error().sentence;
  EXPECT_EQ(difference(read_back->plan, plan_with_everything()), "");
  EXPECT_TRUE(read_back->newer_minor);
  ASSERT_EQ(read_back->notes.size(), 1u);
  EXPECT_EQ(read_back->notes[0].path, "records.000000000005.renewal");
}

RC_GTEST_PROP(RoundTrip, ParseAfterPrintIsIdentity, ()) {
  const Plan plan = arbitrary_plan();
  const std::string text = write(plan);
  const auto again = read(text);
  if (!again) RC_FAIL(again.error().sentence + " " + again.error().path + "\n" + text);
  RC_ASSERT(difference(plan, again->plan) == "");
  RC_ASSERT(write(again->plan) == text);
}

/// The same JSON with other spaces, escapes and member order.
std::string disguised(const std::string& text) {
  std::string out = " ";
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string && c == '\\') {
      out += c;
      out += text[++i];
      continue;
    }
    if (c == '"') in_string = !in_string;
    if (in_string && c == 'a')
      out += "\\u0061";
    else if (!in_string && c == '\n')
      out += "\r\n\t";
    else
      out += c;
  }
  return out;
}

RC_GTEST_PROP(RoundTrip, PrintAfterParseRestoresTheCanonicalForm, ()) {
  const std::string text = write(arbitrary_plan());
  const auto again = read(disguised(text));
  if (!again) RC_FAIL(again.error().sentence + " " + again.error().path + "\n" + text);
  RC_ASSERT(write(again->plan) == text);
}

RC_GTEST_PROP(RoundTrip, UndoRestoresBytes, ()) {
  Plan plan = arbitrary_plan();
  plan.begin_session({.random = *rc::gen::arbitrary<std::uint64_t>(), .unix_minutes = 5});
  const std::string before = write(plan);
  History history;
  int done = 0;
  for (int i = 0; i < 5; ++i) {
    const auto change = history.apply(plan, arbitrary_edit(plan));
    if (change && !change->touched.empty()) ++done;
  }
  const std::string after = write(plan);
  for (int i = 0; i < done; ++i) RC_ASSERT(history.undo(plan).has_value());
  RC_ASSERT(write(plan) == before);
  for (int i = 0; i < done; ++i) RC_ASSERT(history.redo(plan).has_value());
  RC_ASSERT(write(plan) == after);
}

RC_GTEST_PROP(Snapshots, LoadBackEqualAfterAnyEdits, ()) {
  Plan plan = arbitrary_plan();
  plan.begin_session({.random = *rc::gen::arbitrary<std::uint64_t>(), .unix_minutes = 5});
  Snapshotter snapshotter;
  std::map<std::string, std::string> store;
  History history;
  for (int i = 0; i < 4; ++i) {
    const Snapshot snapshot = snapshotter.next(plan);
    for (const Chunk& chunk : snapshot.new_chunks) store[chunk.hash] = chunk.bytes;
    if (!one_in(4)) snapshotter.committed();
    std::vector<Chunk> chunks;
    for (const std::string& hash : snapshot.hashes) {
      RC_ASSERT(store.contains(hash));
      chunks.push_back({hash, store[hash]});
    }
    auto loaded = load_snapshot(snapshot.manifest, chunks);
    if (!loaded) RC_FAIL(loaded.error().sentence);
    RC_ASSERT(write(loaded->plan) == write(plan));
    const Snapshot resumed = loaded->snapshotter.next(loaded->plan);
    RC_ASSERT(resumed.new_chunks.empty());
    RC_ASSERT(resumed.manifest == snapshot.manifest);
    const auto change = one_in(4) ? history.undo(plan) : [&]() -> std::optional<Change> {
      auto applied = history.apply(plan, arbitrary_edit(plan));
      return applied ? std::optional(*applied) : std::nullopt;
    }();
    if (change) snapshotter.touch(*change);
  }
}

}  // namespace
}  // namespace keyplan::file
