#include "core/model/plan.h"

#include <algorithm>
#include <unordered_set>

#include "core/model/valid.h"
#include "core/sorting/sort.h"

namespace keyplan::model {
namespace {

// SplitMix64 (Steele, Lea, Flood 2014): full period, good enough for ids, two lines long.
std::uint64_t next_random(std::uint64_t& state) {
  std::uint64_t z = (state += 0x9E3779B97F4A7C15ull);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

/// Belongs to no account, so every account may depend on it.
bool is_shared(Kind kind) { return kind != Kind::account && !info(kind).account; }

}  // namespace

Plan::Plan(std::string id) : id_(std::move(id)) {}

const RecordBase* Plan::find_any(RecordKey key) const { return table(key.kind).find_any(key.id); }

const RecordBase* Plan::find(RecordKey key) const {
  const RecordBase* record = find_any(key);
  return record != nullptr && !record->hidden ? record : nullptr;
}

RecordBase* Plan::find_mutable(RecordKey key) {
  return const_cast<RecordBase*>(static_cast<const Plan*>(this)->find_any(key));
}

bool Plan::is_record(Id id) const {
  return std::ranges::any_of(tables_,
                             [id](const AnyTable& table) { return table.find_any(id) != nullptr; });
}

bool Plan::contains(Id id) const {
  return is_record(id) ||
         std::ranges::any_of(foreign(), [id](const ForeignRecord& f) { return f.base.id == id; });
}

const Settings& Plan::settings() const {
  static const Settings usual{.name = "Untitled plan", .base_currency = *parse_currency("EUR")};
  const auto* record = find<Settings>(settings_id);
  return record == nullptr ? usual : record->data;
}

int Plan::fiscal_start_month() const {
  const Month month = settings().fiscal_year_start;
  return month == Month::unset ? 1 : static_cast<int>(month);
}

std::span<const RecordBase* const> Plan::children(Kind kind, Id account) const {
  const auto at = children_.find(account);
  if (at == children_.end()) return {};
  const auto found = std::ranges::find(at->second, kind, &Siblings::kind);
  if (found == at->second.end()) return {};
  return found->records;
}

Plan::Siblings& Plan::siblings(Children& children, Kind kind) {
  const auto found = std::ranges::find(children, kind, &Siblings::kind);
  return found != children.end() ? *found : children.emplace_back(kind);
}

std::uint64_t Plan::revision(Id account) const {
  const auto at = account_revisions_.find(account);
  return at == account_revisions_.end() ? 0 : at->second;
}

void Plan::follow(const Plan& shown) {
  revision_ += shown.revision_ + 1;
  shared_revision_ = touches_known_after_ = revision_;
  touches_.clear();
  for (auto& [account, revision] : account_revisions_) revision = revision_;
}

void Plan::begin_session(SessionStart start) {
  start_ = std::move(start);
  if (fault_of(Value(start_.who))) start_.who.clear();
  random_state_ = start_.random;
  own_session_ = -1;
  next_counter_ = 0;
  mark_published();
}

Id Plan::new_id() {
  for (;;) {
    const Id id{next_random(random_state_) >> 4};
    if (id.bits > settings_id.bits && !contains(id) && !is_erased(id)) return id;
  }
}

Stamp Plan::next_stamp() {
  if (own_session_ < 0) {
    SessionId id;
    do {
      id.bits = static_cast<std::uint32_t>(next_random(random_state_) >> 34);
    } while (std::ranges::contains(around_.sessions, id, &Session::id));
    own_session_ = static_cast<std::int32_t>(around_.sessions.size());
    around_.sessions.push_back({id, 0, start_.unix_minutes, start_.who});
  }
  return {static_cast<std::uint32_t>(own_session_), ++next_counter_};
}

// Where records live
// -------------------------------------------------------------------------------

std::optional<Id> Plan::place_of(Kind kind, const RecordBase& record) {
  if (record.hidden) return std::nullopt;
  if (kind == Kind::account) return static_cast<const Record<Account>&>(record).data.parent.id;
  if (info(kind).account) return account_of(kind, record);
  return std::nullopt;
}

void Plan::link(Kind kind, const RecordBase& record) {
  const auto place = place_of(kind, record);
  if (!place) return;
  auto& list = siblings(children_[*place], kind).records;
  record.sibling = static_cast<std::uint32_t>(list.size());
  list.push_back(&record);
}

void Plan::unlink(Kind kind, const RecordBase& record) {
  const auto place = place_of(kind, record);
  if (place) unlink_from(*place, kind, record);
}

void Plan::unlink_from(Id place, Kind kind, const RecordBase& record) {
  Siblings& all = siblings(children_[place], kind);
  auto& list = all.records;
  // Closing the gap at once would take as long as the list for each of a hundred thousand records.
  list[record.sibling] = nullptr;
  while (!list.empty() && list.back() == nullptr) list.pop_back();
  if (all.has_gaps || record.sibling >= list.size()) return;
  all.has_gaps = true;
  gaps_.emplace_back(place, kind);
}

void Plan::close_gaps() {
  for (const auto& [place, kind] : gaps_) {
    Siblings& all = siblings(children_[place], kind);
    auto& list = all.records;
    std::erase(list, nullptr);
    for (std::size_t i = 0; i < list.size(); ++i) list[i]->sibling = static_cast<std::uint32_t>(i);
    all.has_gaps = false;
  }
  gaps_.clear();
}

void Plan::touch(Kind kind, const RecordBase& record) {
  if (is_shared(kind)) shared_revision_ = revision_;
  if (kind == Kind::account) touch_account(record.id);
  if (info(kind).account) touch_account(account_of(kind, record));
}

void Plan::touch_account(Id account) {
  account_revisions_[account] = revision_;
  const Touch touch{revision_, account};
  if (!touches_.empty() && touches_.back() == touch) return;
  constexpr std::size_t most = 4096;  // an edit of more is followed by computing everything anyway
  if (touches_.size() == most) {
    touches_.clear();
    touches_known_after_ = revision_;
  }
  touches_.push_back(touch);
}

std::optional<std::vector<Id>> Plan::touched_since(std::uint64_t revision) const {
  if (revision < touches_known_after_) return std::nullopt;
  std::vector<Id> accounts;
  for (auto at = touches_.rbegin(); at != touches_.rend() && at->revision > revision; ++at) {
    accounts.push_back(at->account);
  }
  return accounts;
}

bool Plan::insert(Kind kind, AnyRecord record) {
  const RecordBase& inserted = *record;
  const bool free = tables_[static_cast<std::size_t>(kind)].insert(std::move(record));
  if (free) {
    link(kind, inserted);
    touch(kind, inserted);
  }
  return free;
}

AnyRecord Plan::take(RecordKey key) {
  AnyRecord record = tables_[static_cast<std::size_t>(key.kind)].take(key.id);
  if (record) {
    unlink(key.kind, *record);
    touch(key.kind, *record);
  }
  return record;
}

template <class Fn>
void Plan::change_in_place(Kind kind, RecordBase& record, Fn&& change) {
  touch(kind, record);
  const auto place = place_of(kind, record);
  const bool hidden = record.hidden;
  change();
  if (place != place_of(kind, record)) {  // else it keeps its position among its siblings
    if (place) unlink_from(*place, kind, record);
    link(kind, record);
  }
  if (hidden != record.hidden) {
    tables_[static_cast<std::size_t>(kind)].visible_ += record.hidden ? std::size_t(-1) : 1;
  }
  touch(kind, record);
}

// Changing
// -----------------------------------------------------------------------------------------

std::expected<void, Error> Plan::check(const Edit& edit) const {
  if (edit.fault_) return std::unexpected(*edit.fault_);
  std::unordered_set<Id, IdHash> gone;
  for (std::uint32_t i = 0; i < edit.operations_.size(); ++i) {
    const Edit::Operation& op = edit.operations_[i];
    const auto refuse = [&](std::string_view why) {
      return std::unexpected(Edit::refusal(edit.name_, op.key, why));
    };
    if (op.what == Edit::What::add) {
      if (is_record(op.key.id) || is_erased(op.key.id)) {
        return refuse("a record with this id is there already.");
      }
    } else if (find_any(op.key) == nullptr) {
      const auto added = edit.added_.find(op.key.id);
      if (!added || *added > i || edit.operations_[*added].key != op.key) {
        return refuse("the record no longer exists.");
      }
    }
    if (gone.contains(op.key.id)) return refuse("the record no longer exists.");
    if (op.what == Edit::What::erase) gone.insert(op.key.id);
  }
  for (const ForeignRecord& record : foreign()) {
    if (const auto added = edit.added_.find(record.base.id)) {
      return std::unexpected(Edit::refusal(edit.name_, edit.operations_[*added].key,
                                           "a record with this id is there already."));
    }
  }
  return {};
}

void Plan::perform(Edit::Operation& op, RecordBase& record, Stamp stamp) {
  switch (op.what) {
    case Edit::What::set: {
      const FieldInfo& field = info(op.key.kind).fields[op.field];
      field.set(data_of(op.key.kind, record), std::move(op.value));
      record.set_stamp(op.field, stamp);
      std::erase_if(record.unknown, [&](const Member& m) { return m.key == field.key; });
      std::erase_if(record.alternates, [&](const Alternate& a) { return a.key == field.key; });
      // Writing to a removed record means that it is wanted after all.
      if (record.hidden) record.deletions = {Deletion{stamp, {}}};
      break;
    }
    case Edit::What::remove:
      record.deletions = {Deletion{stamp, record.all_stamps()}};
      break;
    case Edit::What::restore:
      record.deletions = {Deletion{stamp, {}}};
      break;
    case Edit::What::add:
    case Edit::What::erase:
      break;
  }
  record.refresh_hidden();
}

void Plan::forget_authors(const std::function<bool(std::string_view)>& is_theirs) {
  for (Session& session : around_.sessions)
    if (!session.who.empty() && is_theirs(session.who)) session.who.clear();
  if (!start_.who.empty() && is_theirs(start_.who)) start_.who.clear();
}

/// Tables that an edit makes more than twice as large grow once.
void Plan::make_room(const Edit& edit) {
  for (const KindInfo& kind : all_kinds()) {
    const std::size_t here = table(kind.kind).all().size();
    const std::size_t more = edit.added_of_kind_[static_cast<std::size_t>(kind.kind)];
    if (more > here) reserve(kind.kind, here + more);
  }
}

std::expected<Step, Error> Plan::apply(Edit edit) {
  if (auto checked = check(edit); !checked) return std::unexpected(std::move(checked.error()));
  Step step;
  step.name_ = edit.name_;
  if (!edit.empty()) perform(std::move(edit), step);
  return step;
}

std::expected<Step, Error> Plan::merge(Patch patch, Edit resolutions) {
  Step step;
  step.name_ = resolutions.name_;
  step.tick_ = ++ticks_;
  ++revision_;
  // A copy that knows more of this session than the session itself was forged, or this place was
  // set back: from here on its stamps are those of a new session.
  if (own_session_ >= 0 &&
      patch.surroundings.sessions[static_cast<std::size_t>(own_session_)].counter > next_counter_) {
    own_session_ = -1;
    next_counter_ = 0;
  }
  step.surroundings_ = std::move(patch.surroundings);
  exchange(*step.surroundings_);
  step.images_ = std::move(patch.images);
  for (Patch::Image& image : step.images_) exchange(image);
  close_gaps();
  if (auto checked = check(resolutions); !checked) {
    swap(std::move(step));
    return std::unexpected(std::move(checked.error()));
  }
  if (!resolutions.empty()) perform(std::move(resolutions), step);
  return step;
}

void Plan::perform(Edit edit, Step& step) {
  ++revision_;
  step.tick_ = ++ticks_;
  const bool erases =
      std::ranges::contains(edit.operations_, Edit::What::erase, &Edit::Operation::what);
  if ((erases || edit.forgets_author_) && !step.surroundings_) step.surroundings_ = around_;
  if (edit.forgets_author_) forget_authors(edit.forgets_author_);
  step.stamp_ = next_stamp();
  Session& session = around_.sessions[step.stamp_.session];
  step.other_counter_ = session.counter;
  session.counter = step.stamp_.counter;

  make_room(edit);
  std::unordered_set<Id, IdHash> kept;  // records whose image is in the step
  for (const Patch::Image& image : step.images_) kept.insert(image.key.id);
  step.images_.reserve(step.images_.size() + edit.size());
  for (Edit::Operation& op : edit.operations_) {
    if (op.what == Edit::What::add) {
      op.record->created = step.stamp_;
      for (Member& member : op.record->unknown) member.stamp = step.stamp_;
      step.images_.push_back({op.key, nullptr});
      insert(op.key.kind, std::move(op.record));
      continue;
    }
    if (op.what == Edit::What::erase) {
      if (AnyRecord gone = take(op.key); gone && kept.insert(op.key.id).second)
        step.images_.push_back({op.key, std::move(gone)});
      const auto at = std::ranges::lower_bound(around_.erased, op.key.id);
      around_.erased.insert(at, op.key.id);
      continue;
    }
    RecordBase& record = *find_mutable(op.key);
    const bool is_new = record.created == step.stamp_;  // its image is that there was none
    if (!is_new && kept.insert(op.key.id).second) {
      step.images_.push_back({op.key, clone(op.key.kind, record)});
    }
    change_in_place(op.key.kind, record, [&] { perform(op, record, step.stamp_); });
  }
  close_gaps();
}

Step Plan::revert(Step step) {
  if (step.images_.empty() && !step.surroundings_) return step;
  // Doing again brings back stamps that no other copy of the plan can have used for anything else.
  if (step.taken_back_ || step.tick_ > published_tick_) return swap(std::move(step));
  auto again = apply(inverse(step));
  return again ? std::move(*again) : std::move(step);
}

Step Plan::swap(Step step) {
  ++revision_;
  step.tick_ = ++ticks_;
  step.taken_back_ = !step.taken_back_;
  if (step.surroundings_)
    exchange(*step.surroundings_);
  else
    std::swap(around_.sessions[step.stamp_.session].counter, step.other_counter_);
  // Backwards, so that a later image of an edit is taken away before an earlier one.
  for (auto image = step.images_.rbegin(); image != step.images_.rend(); ++image) exchange(*image);
  close_gaps();
  // The step back goes forwards, so that records come again in the order in which they came.
  std::ranges::reverse(step.images_);
  return step;
}

void Plan::exchange(Patch::Image& image) {
  RecordBase* now = find_mutable(image.key);
  if (now != nullptr && image.record) {
    change_in_place(image.key.kind, *now, [&] {
      with_kind(image.key.kind, [&]<class T>() {
        std::swap(static_cast<Record<T>&>(*now), static_cast<Record<T>&>(*image.record));
      });
      std::swap(now->sibling, image.record->sibling);  // belongs to the place, not to the record
    });
    return;
  }
  AnyRecord before = take(image.key);
  if (image.record) insert(image.key.kind, std::move(image.record));
  image.record = std::move(before);
}

// Indexes of sessions stay what they are: a session that one side does not have counts 0 there.
void Plan::exchange(Surroundings& other) {
  std::swap(around_, other);
  for (std::size_t i = around_.sessions.size(); i < other.sessions.size(); ++i) {
    around_.sessions.push_back(other.sessions[i]);
    around_.sessions.back().counter = 0;
  }
}

Plan Plan::copy() const {
  Plan same(id_);
  same.around_ = around_;
  for (const KindInfo& kind : all_kinds()) {
    const auto all = table(kind.kind).all();
    same.reserve(kind.kind, all.size());
    for (const AnyRecord& record : all) same.insert(kind.kind, clone(kind.kind, *record));
  }
  return same;
}

bool Plan::is_erased(Id id) const { return std::ranges::binary_search(around_.erased, id); }

Edit Plan::inverse(const Step& step) const {
  Edit edit(step.name_);
  for (const Patch::Image& image : step.images_) {
    const RecordBase* now = find_any(image.key);
    if (now == nullptr) {
      if (image.record && !is_erased(image.key.id))
        edit.add(image.key.kind, clone(image.key.kind, *image.record));
      continue;
    }
    if (!image.record) {
      if (!now->hidden) edit.remove(image.key);
      continue;
    }
    if (now->hidden && !image.record->hidden) edit.restore(image.key);
    const auto fields = info(image.key.kind).fields;
    for (std::uint16_t f = 0; f < fields.size(); ++f) {
      Value before = get(image.key.kind, *image.record, f);
      if (before != get(image.key.kind, *now, f)) edit.set(image.key, f, std::move(before));
    }
    if (!now->hidden && image.record->hidden) edit.remove(image.key);
  }
  return edit;
}

// Loading
// ------------------------------------------------------------------------------------------

void Plan::reserve(Kind kind, std::size_t count) {
  tables_[static_cast<std::size_t>(kind)].reserve(count);
  if (kind == Kind::account) {
    children_.reserve(count + 1);
    account_revisions_.reserve(count + 1);
  }
}

std::uint32_t Plan::add_session(Session session) {
  around_.sessions.push_back(std::move(session));
  return static_cast<std::uint32_t>(around_.sessions.size() - 1);
}

bool Plan::add_loaded(Kind kind, AnyRecord record) {
  record->refresh_hidden();
  return insert(kind, std::move(record));
}

void Plan::set_erased(std::vector<Id> erased) {
  keyplan::sort(erased);
  around_.erased = std::move(erased);
}

}  // namespace keyplan::model
