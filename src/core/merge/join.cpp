#include "core/merge/join.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "core/file/registers.h"
#include "core/sorting/sort.h"

namespace keyplan::merge {

using namespace model;

namespace {

using file::LooseRecord;
using file::Order;
using file::Register;

/// The highest counter of each session that a copy of the plan contains, by session index.
using Seen = std::vector<std::uint32_t>;
bool covers(const Seen& seen, Stamp stamp) {
  return stamp.session < seen.size() && stamp.counter <= seen[stamp.session];
}

/// Joins the values of one register from two copies (B4): what one copy has seen and no longer
/// holds is overwritten; everything else stays. `clashed` becomes true when the copies contradict
/// each other, which only files edited by hand or forged do: two values under one stamp both stay;
/// of values that each copy claims to have overwritten the latest does, as nothing else would be
/// the same after the next join.
template <class E>
std::vector<E> join_register(const std::vector<E>& a, const Seen& seen_a, const std::vector<E>& b,
                             const Seen& seen_b, const Order& order, bool& clashed) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  std::vector<E> joined;
  const auto keep = [&](const std::vector<E>& here, const std::vector<E>& there, const Seen& seen) {
    for (const E& element : here) {
      const bool contradicted = std::ranges::contains(there, element.stamp, &E::stamp) &&
                                !std::ranges::contains(there, element);
      clashed = clashed || contradicted;
      const bool stays =
          contradicted || std::ranges::contains(there, element) || !covers(seen, element.stamp);
      if (stays && !std::ranges::contains(joined, element)) joined.push_back(element);
    }
  };
  keep(a, b, seen_b);
  keep(b, a, seen_a);
  if (!joined.empty()) return joined;
  clashed = true;
  joined = a;
  joined.insert(joined.end(), b.begin(), b.end());
  order.latest_first(joined);
  joined.resize(1);
  return joined;
}

Seen seen_of(std::span<const Session> sessions) {
  Seen seen;
  seen.reserve(sessions.size());
  for (const Session& session : sessions) seen.push_back(session.counter);
  return seen;
}

/// Members of envelopes carry no stamps: of two values everybody takes the greater one.
void join_members(std::vector<Member>& ours, const std::vector<Member>& theirs) {
  for (const Member& member : theirs) {
    const auto same = std::ranges::find(ours, member.key, &Member::key);
    if (same == ours.end())
      ours.push_back(member);
    else if (same->json < member.json)
      same->json = member.json;
  }
  keyplan::sort(ours, {}, &Member::key);
}

class Join {
 public:
  Join(const Plan& ours, const Plan& theirs) : ours_(ours), theirs_(theirs) {}
  Joined run();

 private:
  void join_sessions();
  void join_tables();
  void join_foreign();
  void find_missing();
  /// Puts the values of what only ours holds in the order of sessions that theirs dates otherwise.
  void settle_the_rest();

  void join_table(const KindInfo& kind);
  /// Of one kind, joined field by field; nothing when ours already is the join.
  AnyRecord join_fields(const KindInfo& kind, const RecordBase& ours, RecordBase& theirs);
  void join_loosely(Id id, LooseRecord ours, LooseRecord theirs);
  bool is_erased(Id id) const { return std::ranges::binary_search(around_.erased, id); }

  Stamp here(Stamp theirs) const { return {session_map_[theirs.session], theirs.counter}; }
  void bring_here(RecordBase& record) const;
  bool same(const KindInfo& kind, const RecordBase& ours, const RecordBase& theirs) const;
  std::optional<LooseRecord> loose_of_ours(Id id) const;
  void replace(RecordKey key, AnyRecord record) {
    result_.nothing_new = false;
    result_.patch.images.push_back({key, std::move(record)});
  }
  void replace_foreign(ForeignRecord record);

  const Plan& ours_;
  const Plan& theirs_;
  Joined result_;
  Surroundings& around_ = result_.patch.surroundings;
  std::vector<std::uint32_t> session_map_;  // index in theirs -> index in the join
  bool dated_anew_ = false;   // a session of ours: its values may be shown in another order
  bool same_indexes_ = true;  // the map changes nothing
  Seen seen_ours_, seen_theirs_;
  std::unordered_map<Id, const ForeignRecord*, IdHash> our_foreign_, their_foreign_;
  std::unordered_set<Id, IdHash> foreign_done_;  // joined, or of a described kind now
};

void Join::join_sessions() {
  around_.sessions.assign(ours_.sessions().begin(), ours_.sessions().end());
  std::unordered_map<std::uint32_t, std::uint32_t> index;
  for (std::size_t i = 0; i < around_.sessions.size(); ++i) {
    index.emplace(around_.sessions[i].id.bits, static_cast<std::uint32_t>(i));
  }
  std::vector<bool> live;  // of theirs, when it is needed
  for (const Session& session : theirs_.sessions()) {
    const auto next = static_cast<std::uint32_t>(around_.sessions.size());
    const auto [at, added] = index.emplace(session.id.bits, next);
    if (added) {
      around_.sessions.push_back(session);
      // What made nothing that is still there may have been forgotten here.
      if (live.empty()) live = theirs_.live_sessions();
      const bool says_something = session.counter != 0 && live[session_map_.size()];
      result_.nothing_new = result_.nothing_new && !says_something;
    } else if (Session& row = around_.sessions[at->second]; session.counter != 0) {
      // A row that counts 0 is a leftover of undo and says nothing.
      const Session before = row;
      const auto shown = [](const Session& s) { return std::tie(s.start_minutes, s.who); };
      // The name of an author who was erased in one copy stays away.
      const bool nameless = row.counter != 0 && (row.who.empty() || session.who.empty());
      if (row.counter == 0 || shown(row) < shown(session)) {
        dated_anew_ = dated_anew_ || row.start_minutes != session.start_minutes;
        row.start_minutes = session.start_minutes;
        row.who = session.who;
      }
      if (nameless) row.who.clear();
      row.counter = std::max(row.counter, session.counter);
      result_.nothing_new = result_.nothing_new && row == before;
    }
    same_indexes_ = same_indexes_ && at->second == session_map_.size();
    session_map_.push_back(at->second);
  }
  seen_ours_ = seen_of(ours_.sessions());
  seen_ours_.resize(around_.sessions.size());
  seen_theirs_.resize(around_.sessions.size());
  for (std::size_t i = 0; i < session_map_.size(); ++i) {
    seen_theirs_[session_map_[i]] = theirs_.sessions()[i].counter;
  }
  if (const auto own = ours_.own_stamp()) {
    result_.oddities.knows_our_future = seen_theirs_[own->session] > own->counter;
  }
}

void Join::bring_here(RecordBase& record) const {
  if (same_indexes_) return;
  record.created = here(record.created);
  for (FieldStamp& s : record.stamps) s.stamp = here(s.stamp);
  for (Member& m : record.unknown) m.stamp = here(m.stamp);
  for (Alternate& a : record.alternates) a.stamp = here(a.stamp);
  for (Deletion& deletion : record.deletions) {
    deletion.stamp = here(deletion.stamp);
    for (Stamp& stamp : deletion.saw) stamp = here(stamp);
    keyplan::sort(deletion.saw);
  }
}

bool Join::same(const KindInfo& kind, const RecordBase& ours, const RecordBase& theirs) const {
  if (!theirs.unknown.empty() || !theirs.alternates.empty() || !theirs.deletions.empty() ||
      !ours.unknown.empty() || !ours.alternates.empty() || !ours.deletions.empty()) {
    return false;
  }
  const auto same_stamp = [this](const FieldStamp& a, const FieldStamp& b) {
    return a.field == b.field && a.stamp == here(b.stamp);
  };
  if (ours.created != here(theirs.created) ||
      !std::ranges::equal(ours.stamps, theirs.stamps, same_stamp)) {
    return false;
  }
  const void* a = data_of(kind.kind, ours);
  const void* b = data_of(kind.kind, theirs);
  return std::ranges::all_of(kind.fields, [&](const FieldInfo& f) { return f.same(a, b); });
}

std::optional<LooseRecord> Join::loose_of_ours(Id id) const {
  for (const KindInfo& kind : all_kinds()) {
    if (const RecordBase* record = ours_.find_any({kind.kind, id}))
      return file::loosen(kind.key, &kind, *record);
  }
  const auto foreign = our_foreign_.find(id);
  if (foreign == our_foreign_.end()) return std::nullopt;
  return file::loosen(foreign->second->kind, nullptr, foreign->second->base);
}

AnyRecord Join::join_fields(const KindInfo& kind, const RecordBase& ours, RecordBase& theirs) {
  AnyRecord joined;  // made when the first difference is found
  const void* our_data = data_of(kind.kind, ours);
  const void* their_data = data_of(kind.kind, theirs);
  const Order order(around_.sessions);
  for (std::uint16_t i = 0; i < kind.fields.size(); ++i) {
    const FieldInfo& field = kind.fields[i];
    const Stamp a = ours.stamp_of(i);
    const Stamp b = theirs.stamp_of(i);
    if (a == b && field.same(our_data, their_data)) continue;
    const bool b_absent = b == theirs.created && field.is_empty(their_data);
    const bool a_absent = a == ours.created && field.is_empty(our_data);
    const bool a_overwritten = covers(seen_theirs_, a) && a != b;
    const bool b_overwritten = covers(seen_ours_, b) && a != b;
    if (b_absent || (b_overwritten && !a_overwritten && !a_absent)) continue;
    if (!joined) joined = clone(kind.kind, ours);
    void* data = data_of(kind.kind, *joined);
    if (a_absent || (a_overwritten && !b_overwritten)) {
      field.copy(their_data, data);
      joined->set_stamp(i, b);
      continue;
    }
    bool clashed = false;
    Register both = join_register(file::register_of(field, i, our_data, ours), seen_ours_,
                                  file::register_of(field, i, their_data, theirs), seen_theirs_,
                                  order, clashed);
    file::put(field, i, std::move(both), data, *joined, order);
    if (clashed) result_.oddities.clashes.push_back({ours.id, std::string(field.key)});
  }
  return joined;
}

void Join::join_loosely(Id id, LooseRecord ours, LooseRecord theirs) {
  const Order order(around_.sessions);
  const KindInfo* our_kind = find_kind(ours.kind);
  LooseRecord joined;
  // Of two records that claim one id, the elder says what it is; the fields of both are kept.
  const auto elder = std::tuple(order.name(ours.created), ours.kind) <=
                             std::tuple(order.name(theirs.created), theirs.kind)
                         ? &ours
                         : &theirs;
  joined.kind = elder->kind;
  joined.created = elder->created;
  bool clashed = false;
  const auto flag = [&](std::string_view key) {
    if (clashed) result_.oddities.clashes.push_back({id, std::string(key)});
    clashed = false;
  };
  for (auto& [key, elements] : theirs.registers) {
    Register& mine = ours.registers[key];
    mine = join_register(mine, seen_ours_, elements, seen_theirs_, order, clashed);
    flag(key);
  }
  joined.registers = std::move(ours.registers);
  joined.deletions =
      join_register(ours.deletions, seen_ours_, theirs.deletions, seen_theirs_, order, clashed);
  flag("~del");

  const KindInfo* kind = find_kind(joined.kind);
  if (our_kind != nullptr && our_kind != kind) replace({our_kind->kind, id}, nullptr);
  if (our_kind == nullptr) foreign_done_.insert(id);
  if (kind == nullptr) {
    replace_foreign(file::tighten_foreign(id, std::move(joined), order));
    return;
  }
  AnyRecord record = file::tighten(*kind, id, std::move(joined), order);
  const RecordBase* mine = ours_.find_any({kind->kind, id});
  if (mine == nullptr || !identical(kind->kind, *mine, *record))
    replace({kind->kind, id}, std::move(record));
}

void Join::replace_foreign(ForeignRecord record) {
  const auto mine = our_foreign_.find(record.base.id);
  if (mine == our_foreign_.end() || mine->second->kind != record.kind ||
      !(mine->second->base == record.base)) {
    result_.nothing_new = false;
  }
  foreign_done_.insert(record.base.id);
  around_.foreign.push_back(std::move(record));
}

void Join::join_table(const KindInfo& kind) {
  for (const AnyRecord& record : theirs_.table(kind.kind).all()) {
    if (is_erased(record->id)) continue;
    const RecordBase* mine = ours_.table(kind.kind).find_any(record->id);
    if (mine != nullptr && same(kind, *mine, *record)) continue;
    AnyRecord brought = clone(kind.kind, *record);
    bring_here(*brought);
    if (mine == nullptr) {
      if (auto other = loose_of_ours(record->id)) {
        join_loosely(record->id, std::move(*other), file::loosen(kind.key, &kind, *brought));
      } else {
        file::settle_order(&kind, kind.key, *brought, Order(around_.sessions));
        brought->refresh_hidden();
        replace({kind.kind, record->id}, std::move(brought));
      }
      continue;
    }
    const auto simple = [](const RecordBase& r) {
      return r.unknown.empty() && r.alternates.empty() && r.deletions.empty();
    };
    if (mine->created == brought->created && simple(*mine) && simple(*brought)) {
      if (auto joined = join_fields(kind, *mine, *brought))
        replace({kind.kind, record->id}, std::move(joined));
    } else {
      join_loosely(record->id, file::loosen(kind.key, &kind, *mine),
                   file::loosen(kind.key, &kind, *brought));
    }
  }
}

void Join::join_tables() {
  for (const KindInfo& kind : all_kinds()) {
    join_table(kind);
    for (const AnyRecord& record : ours_.table(kind.kind).all()) {
      if (is_erased(record->id)) replace({kind.kind, record->id}, nullptr);
    }
  }
}

void Join::settle_the_rest() {
  std::unordered_set<Id, IdHash> done;
  for (const Patch::Image& image : result_.patch.images) done.insert(image.key.id);
  const Order order(around_.sessions);
  for (const KindInfo& kind : all_kinds()) {
    for (const AnyRecord& record : ours_.table(kind.kind).all()) {
      if (record->alternates.empty() && record->deletions.size() < 2) continue;
      if (done.contains(record->id) || is_erased(record->id)) continue;
      AnyRecord settled = clone(kind.kind, *record);
      file::settle_order(&kind, kind.key, *settled, order);
      if (!identical(kind.kind, *record, *settled))
        replace({kind.kind, record->id}, std::move(settled));
    }
  }
}

void Join::join_foreign() {
  for (const ForeignRecord& foreign : theirs_.foreign()) {
    if (is_erased(foreign.base.id)) continue;
    ForeignRecord brought = foreign;
    bring_here(brought.base);
    if (auto other = loose_of_ours(foreign.base.id)) {
      join_loosely(foreign.base.id, std::move(*other),
                   file::loosen(brought.kind, nullptr, brought.base));
    } else {
      file::settle_order(nullptr, brought.kind, brought.base, Order(around_.sessions));
      brought.base.refresh_hidden();
      replace_foreign(std::move(brought));
    }
  }
  for (const ForeignRecord& foreign : ours_.foreign()) {
    if (is_erased(foreign.base.id) || foreign_done_.contains(foreign.base.id)) continue;
    around_.foreign.push_back(foreign);
    if (dated_anew_)
      file::settle_order(nullptr, foreign.kind, around_.foreign.back().base,
                         Order(around_.sessions));
  }
}

void Join::find_missing() {
  if (theirs_.envelope().is_part()) return;
  const auto missing = [&](const RecordBase& record) {
    if (record.hidden || is_erased(record.id) || their_foreign_.contains(record.id)) return;
    const auto stamps = record.all_stamps();
    if (std::ranges::all_of(stamps, [this](Stamp s) { return covers(seen_theirs_, s); }))
      result_.oddities.missing_there.push_back(record.id);
  };
  for (const KindInfo& kind : all_kinds()) {
    for (const AnyRecord& record : ours_.table(kind.kind).all()) {
      if (theirs_.table(kind.kind).find_any(record->id) == nullptr) missing(*record);
    }
  }
}

Joined Join::run() {
  join_sessions();
  around_.erased.assign(ours_.erased().begin(), ours_.erased().end());
  around_.erased.insert(around_.erased.end(), theirs_.erased().begin(), theirs_.erased().end());
  keyplan::sort(around_.erased);
  const auto repeated = std::ranges::unique(around_.erased);
  around_.erased.erase(repeated.begin(), repeated.end());
  for (const ForeignRecord& f : ours_.foreign()) our_foreign_.emplace(f.base.id, &f);
  for (const ForeignRecord& f : theirs_.foreign()) their_foreign_.emplace(f.base.id, &f);

  around_.envelope = ours_.envelope();
  around_.envelope.minor = std::max(around_.envelope.minor, theirs_.envelope().minor);
  join_members(around_.envelope.keyplan, theirs_.envelope().keyplan);
  join_members(around_.envelope.top, theirs_.envelope().top);
  if (!ours_.envelope().is_part() || !theirs_.envelope().is_part())
    around_.envelope.set_part(false);  // one of them is the whole
  if (around_.erased.size() != ours_.erased().size() || around_.envelope != ours_.envelope())
    result_.nothing_new = false;

  join_tables();
  if (dated_anew_) settle_the_rest();
  join_foreign();
  find_missing();
  return std::move(result_);
}

}  // namespace

Joined join(const Plan& ours, const Plan& theirs) { return Join(ours, theirs).run(); }

}  // namespace keyplan::merge
