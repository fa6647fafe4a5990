#include "core/model/plan.h"

#include <algorithm>
#include <unordered_set>

#include "core/model/valid.h"

namespace keyplan::model {
namespace {

// SplitMix64 (Steele, Lea, Flood 2014): full period, good enough for ids, two lines long.
std::uint64_t next_random(std::uint64_t& state) {
  std::uint64_t z = (state += 0x9E3779B97F4A7C15ull);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

bool depends_on_shared(Kind kind) { return kind == Kind::settings || kind == Kind::rate; }

}  // namespace

Plan::Plan(std::string id) : id_(std::move(id)) {}

const RecordBase* Plan::find_any(RecordKey key) const {
  return with_kind(key.kind,
                   [&]<class T>() -> const RecordBase* { return table<T>().find_any(key.id); });
}

const RecordBase* Plan::find(RecordKey key) const {
  const RecordBase* record = find_any(key);
  return record != nullptr && !record->hidden ? record : nullptr;
}

RecordBase* Plan::find_mutable(RecordKey key) {
  return const_cast<RecordBase*>(static_cast<const Plan*>(this)->find_any(key));
}

bool Plan::contains(Id id) const {
  for (const KindInfo& kind : all_kinds()) {
    if (find_any({kind.kind, id}) != nullptr) return true;
  }
  return std::ranges::any_of(foreign_, [id](const ForeignRecord& f) { return f.base.id == id; });
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
  return at->second.by_kind[static_cast<std::size_t>(kind)];
}

std::uint64_t Plan::revision(Id account) const {
  const auto at = account_revisions_.find(account);
  return at == account_revisions_.end() ? 0 : at->second;
}

void Plan::begin_session(SessionStart start) {
  start_ = std::move(start);
  if (fault_of(Value(start_.who))) start_.who.clear();
  random_state_ = start_.random;
  own_session_ = -1;
  next_counter_ = 0;
  published_counter_ = 0;
}

Id Plan::new_id() {
  for (;;) {
    const Id id{next_random(random_state_) >> 4};
    if (id.bits > settings_id.bits && !contains(id) && !std::ranges::binary_search(erased_, id)) {
      return id;
    }
  }
}

Stamp Plan::next_stamp() {
  if (own_session_ < 0) {
    SessionId id;
    do {
      id.bits = static_cast<std::uint32_t>(next_random(random_state_) >> 34);
    } while (std::ranges::find(sessions_, id, &Session::id) != sessions_.end());
    own_session_ = static_cast<std::int32_t>(sessions_.size());
    sessions_.push_back({id, 0, start_.unix_minutes, start_.who});
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
  children_[*place].by_kind[static_cast<std::size_t>(kind)].push_back(&record);
}

void Plan::unlink(Kind kind, const RecordBase& record) {
  const auto place = place_of(kind, record);
  if (place) unlink_from(*place, kind, record);
}

void Plan::unlink_from(Id place, Kind kind, const RecordBase& record) {
  auto& list = children_[place].by_kind[static_cast<std::size_t>(kind)];
  // From the end: undoing an import takes the newest records away first.
  const auto at = std::ranges::find(list.rbegin(), list.rend(), &record);
  if (at != list.rend()) list.erase(std::next(at).base());
}

void Plan::touch(Kind kind, const RecordBase& record) {
  if (depends_on_shared(kind)) shared_revision_ = revision_;
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
  const bool free = with_kind(kind, [&]<class T>() {
    return std::get<Table<T>>(tables_).insert(
        std::unique_ptr<Record<T>>(static_cast<Record<T>*>(record.release())));
  });
  if (free) {
    link(kind, inserted);
    touch(kind, inserted);
  }
  return free;
}

AnyRecord Plan::take(RecordKey key) {
  AnyRecord record = with_kind(
      key.kind, [&]<class T>() -> AnyRecord { return std::get<Table<T>>(tables_).take(key.id); });
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
    with_kind(kind, [&]<class T>() {
      std::get<Table<T>>(tables_).visible_ += record.hidden ? std::size_t(-1) : 1;
    });
  }
  touch(kind, record);
}

// Changing
// -----------------------------------------------------------------------------------------

std::expected<void, Error> Plan::check(const Edit& edit) const {
  std::vector<RecordKey> added;
  for (const Edit::Operation& op : edit.operations_) {
    if (op.what == Edit::What::add) added.push_back(op.key);
  }
  std::ranges::sort(added);
  for (std::size_t i = 1; i < added.size(); ++i) {
    if (added[i] == added[i - 1]) {
      return std::unexpected(Error{"The same record would be added twice.", to_text(added[i].id)});
    }
  }
  const std::string refused = "\"" + edit.name() + "\" could not be done: ";
  for (const Edit::Operation& op : edit.operations_) {
    const KindInfo& kind = info(op.key.kind);
    const auto refuse = [&](std::string_view why, std::string_view field = {}) {
      std::string path = std::string(kind.key) + " " + to_text(op.key.id);
      if (!field.empty()) path += " " + std::string(field);
      return std::unexpected(Error{refused + std::string(why), std::move(path)});
    };
    if (op.what == Edit::What::add) {
      if (!op.key.id || op.key.id.bits >> 60 != 0 || contains(op.key.id) ||
          std::ranges::binary_search(erased_, op.key.id)) {
        return refuse("a record with this id is there already.");
      }
      for (const FieldInfo& field : kind.fields) {
        const auto fault = fault_of(field.get(data_of(op.key.kind, *op.record)));
        if (fault) return refuse(*fault, field.key);
      }
      continue;
    }
    if (find_any(op.key) == nullptr && !std::ranges::binary_search(added, op.key)) {
      return refuse("the record no longer exists.");
    }
    if (op.what == Edit::What::set) {
      AnyRecord probe = make_record(op.key.kind);
      if (op.field >= kind.fields.size() ||
          !kind.fields[op.field].set(data_of(op.key.kind, *probe), Value(op.value))) {
        return refuse("the value does not fit the field.");
      }
      if (const auto fault = fault_of(op.value)) return refuse(*fault, kind.fields[op.field].key);
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
      if (record.hidden) record.deletion = Deletion{stamp, {}};
      break;
    }
    case Edit::What::remove:
      record.deletion = Deletion{stamp, record.all_stamps()};
      break;
    case Edit::What::restore:
      record.deletion = Deletion{stamp, {}};
      break;
    case Edit::What::add:
      break;
  }
  record.refresh_hidden();
}

/// Tables that an edit makes more than twice as large grow once.
void Plan::make_room(const Edit& edit) {
  std::array<std::size_t, kind_count> added{};
  for (const Edit::Operation& op : edit.operations_) {
    if (op.what == Edit::What::add) ++added[static_cast<std::size_t>(op.key.kind)];
  }
  for (const KindInfo& kind : all_kinds()) {
    const std::size_t here =
        with_kind(kind.kind, [&]<class T>() { return table<T>().all().size(); });
    const std::size_t more = added[static_cast<std::size_t>(kind.kind)];
    if (more > here) reserve(kind.kind, here + more);
  }
}

std::expected<Step, Error> Plan::apply(Edit edit) {
  if (auto checked = check(edit); !checked) return std::unexpected(std::move(checked.error()));

  Step step;
  step.name_ = edit.name_;
  if (edit.empty()) return step;
  ++revision_;
  step.stamp_ = next_stamp();
  Session& session = sessions_[step.stamp_.session];
  step.other_counter_ = session.counter;
  session.counter = step.stamp_.counter;

  make_room(edit);
  std::unordered_set<Id, IdHash> kept;  // records whose image is in the step
  step.images_.reserve(edit.size());
  for (Edit::Operation& op : edit.operations_) {
    if (op.what == Edit::What::add) {
      op.record->created = step.stamp_;
      for (Member& member : op.record->unknown) member.stamp = step.stamp_;
      step.images_.push_back({op.key, nullptr});
      insert(op.key.kind, std::move(op.record));
      continue;
    }
    RecordBase& record = *find_mutable(op.key);
    const bool is_new = record.created == step.stamp_;  // its image is that there was none
    if (!is_new && kept.insert(op.key.id).second) {
      step.images_.push_back({op.key, clone(op.key.kind, record)});
    }
    change_in_place(op.key.kind, record, [&] { perform(op, record, step.stamp_); });
  }
  return step;
}

Step Plan::revert(Step step) {
  if (step.images_.empty()) return step;
  const bool unseen = own_session_ >= 0 &&
                      step.stamp_.session == static_cast<std::uint32_t>(own_session_) &&
                      step.stamp_.counter > published_counter_;
  if (unseen) return swap(std::move(step));
  auto again = apply(inverse(step));
  return again ? std::move(*again) : std::move(step);
}

Step Plan::swap(Step step) {
  ++revision_;
  std::swap(sessions_[step.stamp_.session].counter, step.other_counter_);
  // Backwards, so that a later image of an edit is taken away before an earlier one.
  for (auto image = step.images_.rbegin(); image != step.images_.rend(); ++image) {
    AnyRecord now = take(image->key);
    if (image->record) insert(image->key.kind, std::move(image->record));
    image->record = std::move(now);
  }
  return step;
}

Edit Plan::inverse(const Step& step) const {
  Edit edit(step.name_);
  for (const Step::Image& image : step.images_) {
    const RecordBase* now = find_any(image.key);
    if (now == nullptr) {
      if (image.record) edit.add(image.key.kind, clone(image.key.kind, *image.record));
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
  with_kind(kind, [&]<class T>() { std::get<Table<T>>(tables_).reserve(count); });
  if (kind == Kind::account) {
    children_.reserve(count + 1);
    account_revisions_.reserve(count + 1);
  }
}

std::uint32_t Plan::add_session(Session session) {
  sessions_.push_back(std::move(session));
  return static_cast<std::uint32_t>(sessions_.size() - 1);
}

bool Plan::add_loaded(Kind kind, AnyRecord record) {
  record->refresh_hidden();
  return insert(kind, std::move(record));
}

void Plan::set_erased(std::vector<Id> erased) {
  std::ranges::sort(erased);
  erased_ = std::move(erased);
}

}  // namespace keyplan::model
