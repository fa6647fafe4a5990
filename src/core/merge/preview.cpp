#include "core/merge/preview.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "core/file/write.h"
#include "core/merge/adopt.h"
#include "core/share/returned.h"
#include "core/sorting/sort.h"

namespace keyplan::merge {

using namespace model;

namespace {

constexpr std::int64_t long_ago = std::numeric_limits<std::int64_t>::min();

std::int64_t newest_session(const Plan& plan) {
  std::int64_t newest = long_ago;
  for (const Session& session : plan.sessions()) {
    if (session.counter != 0) newest = std::max(newest, session.start_minutes);
  }
  return newest;
}

std::vector<Contributor> contributors(const Plan& known, const Plan& file) {
  std::vector<Contributor> found;
  for (const Session& session : file.sessions()) {
    const auto at = std::ranges::find(known.sessions(), session.id, &Session::id);
    if (session.counter == 0 || (at != known.sessions().end() && at->counter >= session.counter)) {
      continue;
    }
    const auto same = std::ranges::find(found, session.who, &Contributor::who);
    if (same == found.end()) {
      found.push_back({session.who, session.start_minutes, session.start_minutes});
    } else {
      same->first_minutes = std::min(same->first_minutes, session.start_minutes);
      same->last_minutes = std::max(same->last_minutes, session.start_minutes);
    }
  }
  keyplan::sort(found, {}, &Contributor::who);
  return found;
}

/// FNV-1a.
std::uint64_t fingerprint(std::string_view bytes) {
  std::uint64_t sum = 0xcbf29ce484222325;
  for (const char c : bytes) sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return sum;
}

using Signatures = std::unordered_set<std::string>;

Signatures signatures(const std::vector<Conflict>& conflicts) {
  Signatures all;
  for (const Conflict& conflict : conflicts) all.insert(signature(conflict));
  return all;
}

/// Of the records that a patch touches.
Signatures signatures(const Plan& plan, std::span<const RecordKey> records) {
  Signatures all;
  for (const RecordKey& key : records) all.merge(signatures(conflicts_of(plan, key)));
  return all;
}

}  // namespace

Preview::Preview(const Plan& open) : before_(open.copy()), merged_(open.copy()) {
  if (const auto own = open.own_stamp()) {
    own_ = open.sessions()[own->session];
    own_->counter = own->counter;
  }
}

/// Whether the file claims edits of the open plan's session that were never made there.
bool Preview::knows_our_future(const Plan& file) const {
  return own_ && std::ranges::any_of(file.sessions(), [&](const Session& session) {
           return session.id == own_->id && session.counter > own_->counter;
         });
}

Contribution Preview::add(std::string name, const Plan& file) {
  Contribution brought{.name = std::move(name)};
  brought.other_plan = brought.left_out = file.id() != merged_.id();
  if (brought.left_out) return brought;
  return join_with(std::move(brought), file);
}

Contribution Preview::add_by_hand(std::string name, const Plan& file, std::int64_t unix_minutes,
                                  bool replaces) {
  if (file.id() != merged_.id()) return add(std::move(name), file);
  Plan written = file.copy();
  // The bytes name the session, so that it is known when they come again.
  written.begin_session({.random = fingerprint(file::write(file)), .unix_minutes = unix_minutes});
  // Of values that are there: nothing in it could be refused.
  static_cast<void>(written.apply(written_anew(merged_, file, replaces)));
  return join_with({.name = std::move(name)}, written);
}

Contribution Preview::add_other(std::string name, const Plan& file, SessionStart session) {
  Contribution brought{.name = std::move(name), .other_plan = true};
  const bool related = shares_records(merged_, file);
  Plan copy = related && !share::has_values_by_hand(file) ? file.copy() : merged_.copy();
  if (related && !share::has_values_by_hand(file)) {
    copy.set_id(merged_.id());
  } else {
    if (!related) brought.same_names = same_names(merged_, file);
    copy.begin_session(std::move(session));
    // Made for this plan: there is nothing in it that could be refused.
    static_cast<void>(
        copy.apply(related ? share::news_of(merged_, file) : add_accounts_of(merged_, file)));
  }
  return join_with(std::move(brought), copy);
}

Contribution Preview::join_with(Contribution brought, const Plan& file) {
  const std::int64_t ours = newest_session(merged_);
  const std::int64_t theirs = newest_session(file);
  if (ours != long_ago && theirs != long_ago) brought.minutes_older = ours - theirs;
  brought.contributors = contributors(merged_, file);

  Joined joined = join(merged_, file);
  brought.oddities = std::move(joined.oddities);
  brought.oddities.knows_our_future = knows_our_future(file);
  brought.nothing_new = joined.nothing_new;
  if (joined.nothing_new) return brought;
  std::vector<RecordKey> touched;
  for (const Patch::Image& image : joined.patch.images) {
    const RecordBase* before = merged_.find(image.key);
    const RecordBase* after = image.record.get();
    const bool shown = after != nullptr && !after->hidden;
    touched.push_back(image.key);
    if (before == nullptr) {
      brought.added += shown ? 1 : 0;
    } else if (!shown) {
      ++brought.removed;
    } else if (!changed_fields(image.key.kind, *before, *after).empty()) {
      ++brought.changed;
    }
  }
  const Signatures known = signatures(merged_, touched);
  // Without resolutions there is no edit that could be refused.
  static_cast<void>(merged_.merge(std::move(joined.patch), Edit({})));
  for (const std::string& conflict : signatures(merged_, touched))
    brought.conflicts += known.contains(conflict) ? 0 : 1;
  return brought;
}

std::vector<Conflict> Preview::new_conflicts() const {
  const Signatures known = signatures(conflicts(before_));
  std::vector<Conflict> found = conflicts(merged_);
  std::erase_if(found, [&](const Conflict& c) { return known.contains(signature(c)); });
  return found;
}

bool Preview::is_ours(const Conflict& conflict, const Side& side) const {
  const RecordBase* record = before_.find_any(conflict.record);
  if (record == nullptr) return false;
  if (conflict.kind != ConflictKind::values) {
    return std::ranges::contains(record->deletions, side.stamp, &Deletion::stamp) ||
           std::ranges::contains(record->all_stamps(), side.stamp);
  }
  return conflict.field && record->stamp_of(*conflict.field) == side.stamp;
}

}  // namespace keyplan::merge
