// Joins with a fault in them: the promises must notice every one, or they promise nothing.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/file/registers.h"
#include "tests/core/merge/replicas.h"

namespace keyplan::merge {
namespace {

using namespace model;
using namespace keyplan::testing;

/// Calls `change` for every field of a record in the patch that has concurrent values.
template <class Fn>
Joined with_registers(Joined joined, Fn&& change) {
  const file::Order order(joined.patch.surroundings.sessions);
  for (Patch::Image& image : joined.patch.images) {
    if (!image.record) continue;
    const KindInfo& kind = info(image.key.kind);
    void* data = data_of(image.key.kind, *image.record);
    for (std::uint16_t f = 0; f < kind.fields.size(); ++f) {
      file::Register elements = file::register_of(kind.fields[f], f, data, *image.record);
      order.latest_first(elements);
      change(image.key, f, elements);
      file::put(kind.fields[f], f, std::move(elements), data, *image.record, order);
    }
    image.record->refresh_hidden();
  }
  return joined;
}

Joined last_writer_wins(const Plan& ours, const Plan& theirs) {
  return with_registers(join(ours, theirs), [](RecordKey, std::uint16_t, file::Register& values) {
    if (values.size() > 1) values.resize(1);
  });
}

Joined first_sibling_only(const Plan& ours, const Plan& theirs) {
  Joined joined = join(ours, theirs);
  const std::vector<Session> sessions = joined.patch.surroundings.sessions;
  return with_registers(std::move(joined), [&](RecordKey, std::uint16_t, file::Register& values) {
    if (values.size() < 2) return;
    const auto first = std::ranges::min(values, {}, [&](const auto& e) {
      return std::pair(sessions[e.stamp.session].id, e.stamp.counter);
    });
    values = {first};
  });
}

Joined prefers_local(const Plan& ours, const Plan& theirs) {
  Joined joined = join(ours, theirs);
  std::erase_if(joined.patch.images, [&](const Patch::Image& image) {
    return image.record && ours.find_any(image.key) != nullptr;
  });
  return joined;
}

Joined never_drops(const Plan& ours, const Plan& theirs) {
  return with_registers(join(ours, theirs), [&](RecordKey key, std::uint16_t f,
                                                file::Register& values) {
    const RecordBase* mine = ours.find_any(key);
    if (mine == nullptr) return;
    const FieldInfo& field = info(key.kind).fields[f];
    for (const file::Element& e : file::register_of(field, f, data_of(key.kind, *mine), *mine)) {
      if (!std::ranges::contains(values, e.stamp, &file::Element::stamp)) values.push_back(e);
    }
  });
}

/// Takes the other copy for one that has seen one edit more of every session.
Joined off_by_one(const Plan& ours, const Plan& theirs) {
  Plan shifted(theirs.id());
  for (Session session : theirs.sessions()) {
    if (session.counter != 0) ++session.counter;
    shifted.add_session(session);
  }
  shifted.set_erased({theirs.erased().begin(), theirs.erased().end()});
  for (const KindInfo& kind : all_kinds()) {
    with_kind(kind.kind, [&]<class T>() {
      for (const auto& record : theirs.table<T>().all())
        shifted.add_loaded(kind.kind, clone(kind.kind, *record));
    });
  }
  Joined joined = join(ours, shifted);
  // The table itself stays right, or the fault would be too easy to see.
  joined.patch.surroundings.sessions = join(ours, theirs).patch.surroundings.sessions;
  return joined;
}

/// In how many of 40 histories a promise breaks.
int noticed(const JoinFunction& mutant) {
  int count = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed)
    count += first_broken_promise(seed, mutant).empty() ? 0 : 1;
  return count;
}

TEST(Mutants, TheJoinItselfBreaksNoPromise) { EXPECT_EQ(noticed(join), 0); }
TEST(Mutants, LastWriterWinsIsNoticed) { EXPECT_GE(noticed(last_writer_wins), 32); }
TEST(Mutants, KeepingTheFirstValueOnlyIsNoticed) { EXPECT_GE(noticed(first_sibling_only), 32); }
TEST(Mutants, PreferringOnesOwnIsNoticed) { EXPECT_GE(noticed(prefers_local), 32); }
TEST(Mutants, NeverDroppingIsNoticed) { EXPECT_GE(noticed(never_drops), 32); }
TEST(Mutants, CountingOneEditTooManyIsNoticed) { EXPECT_GE(noticed(off_by_one), 16); }

}  // namespace
}  // namespace keyplan::merge
