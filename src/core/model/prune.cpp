// The version table without rows that nothing needs any more.
#include <utility>

#include "core/model/plan.h"

namespace keyplan::model {
namespace {

template <class Record, class Fn>
void for_each_stamp(Record& record, Fn&& fn) {
  fn(record.created);
  for (auto& field : record.stamps) fn(field.stamp);
  for (auto& member : record.unknown) fn(member.stamp);
  for (auto& other : record.alternates) fn(other.stamp);
  for (auto& deletion : record.deletions) {
    fn(deletion.stamp);
    for (auto& stamp : deletion.saw) fn(stamp);
  }
}

}  // namespace

std::vector<bool> Plan::live_sessions() const {
  std::vector<bool> live(around_.sessions.size(), false);
  const auto mark = [&](const Stamp& stamp) { live[stamp.session] = true; };
  for (const KindInfo& kind : all_kinds()) {
    for (const AnyRecord& record : table(kind.kind).all())
      for_each_stamp(static_cast<const RecordBase&>(*record), mark);
  }
  for (const ForeignRecord& foreign : around_.foreign) for_each_stamp(foreign.base, mark);
  return live;
}

std::size_t Plan::forget_sessions_before(std::int64_t unix_minutes) {
  const std::vector<bool> live = live_sessions();
  std::vector<std::uint32_t> place(live.size(), 0);
  std::vector<Session> kept;
  for (std::size_t i = 0; i < live.size(); ++i) {
    Session& session = around_.sessions[i];
    place[i] = static_cast<std::uint32_t>(kept.size());
    if (live[i] || session.start_minutes >= unix_minutes) kept.push_back(std::move(session));
  }
  const std::size_t forgotten = live.size() - kept.size();
  around_.sessions = std::move(kept);
  if (forgotten == 0) return 0;
  // Only indexes change: what a record says in a file stays the same.
  const auto move = [&](Stamp& stamp) { stamp.session = place[stamp.session]; };
  for (const KindInfo& kind : all_kinds()) {
    for (const AnyRecord& record : table(kind.kind).all())
      for_each_stamp(*find_mutable({kind.kind, record->id}), move);
  }
  for (ForeignRecord& foreign : around_.foreign) for_each_stamp(foreign.base, move);
  return forgotten;
}

}  // namespace keyplan::model
