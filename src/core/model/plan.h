// A plan: typed tables of records, the version table of its sessions, and what this build does not
// know but keeps. It changes only through apply() and revert().
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/model/edit.h"
#include "core/model/error.h"
#include "core/model/table.h"

namespace keyplan::model {

/// 128-bit plan identity as 26 characters of lower-case Crockford base32.
bool is_plan_id(std::string_view text);
std::string make_plan_id(std::uint64_t random_high, std::uint64_t random_low);

/// What a session needs from outside; core has no clock and no random source.
struct SessionStart {
  std::uint64_t random = 0;  // seeds the session id and every record id made in it
  std::int64_t unix_minutes = 0;
  std::string who;  // may be empty
};

/// Records of one kind, in the order in which they came to their account.
template <class T>
class RecordList {
 public:
  explicit RecordList(std::span<const RecordBase* const> records) : records_(records) {}
  class Iterator {
   public:
    using value_type = Record<T>;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    explicit Iterator(const RecordBase* const* at) : at_(at) {}
    const Record<T>& operator*() const { return static_cast<const Record<T>&>(**at_); }
    const Record<T>* operator->() const { return &**this; }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    Iterator operator++(int) { return Iterator(at_++); }
    friend bool operator==(Iterator a, Iterator b) { return a.at_ == b.at_; }

   private:
    const RecordBase* const* at_ = nullptr;
  };
  Iterator begin() const { return Iterator(records_.data()); }
  Iterator end() const { return Iterator(records_.data() + records_.size()); }
  std::size_t size() const { return records_.size(); }
  bool empty() const { return records_.empty(); }
  const Record<T>& operator[](std::size_t i) const {
    return static_cast<const Record<T>&>(*records_[i]);
  }

 private:
  std::span<const RecordBase* const> records_;
};

class Plan {
  /// Of one account and kind. Most accounts have records of a few kinds only.
  struct Siblings {
    Kind kind;
    bool has_gaps = false;
    std::vector<const RecordBase*> records;
  };

 public:
  /// An empty plan with its settings record still to be made. `id` as made by make_plan_id.
  explicit Plan(std::string id);
  Plan(Plan&&) = default;
  Plan& operator=(Plan&&) = default;

  const std::string& id() const { return id_; }
  std::span<const Session> sessions() const { return around_.sessions; }
  std::span<const Id> erased() const { return around_.erased; }  // sorted
  std::span<const ForeignRecord> foreign() const { return around_.foreign; }
  const Envelope& envelope() const { return around_.envelope; }

  const AnyTable& table(Kind kind) const { return tables_[static_cast<std::size_t>(kind)]; }
  template <class T>
  Table<T> table() const {
    return Table<T>(table(kind_of<T>));
  }
  template <class T>
  const Record<T>* find(Id id) const {
    return table<T>().find(id);
  }
  template <class T>
  const Record<T>* find(Ref<T> ref) const {
    return table<T>().find(ref.id);
  }
  const RecordBase* find(RecordKey key) const;      // visible
  const RecordBase* find_any(RecordKey key) const;  // removed ones included
  /// The plan's settings; usual values when the plan has none yet.
  const Settings& settings() const;
  int fiscal_start_month() const;  // 1-12

  /// Visible records of a kind that belong to an account; Id{} = those whose account is empty.
  template <class T>
  RecordList<T> of_account(Id account) const {
    return RecordList<T>(children(kind_of<T>, account));
  }
  std::span<const RecordBase* const> of_account(Kind kind, Id account) const {
    return children(kind, account);
  }
  /// Calls fn(kind, record) for every visible record that belongs to the account.
  template <class Fn>
  void for_each_of_account(Id account, Fn&& fn) const {
    const auto at = children_.find(account);
    if (at == children_.end()) return;
    for (const Siblings& siblings : at->second) {
      if (siblings.kind == Kind::account) continue;  // its branches
      for (const RecordBase* record : siblings.records) fn(siblings.kind, *record);
    }
  }
  /// Accounts whose parent is this one (Id{} = top accounts).
  RecordList<Account> branches(Id account) const {
    return RecordList<Account>(children(Kind::account, account));
  }

  /// Grows with every change; equal revisions mean equal content.
  std::uint64_t revision() const { return revision_; }
  /// This is another state of a plan that is shown, and takes its place: revisions go on from
  /// there, so that nobody takes it for what they know.
  void follow(const Plan& shown);
  /// Of an account and the records that belong to it.
  std::uint64_t revision(Id account) const;
  /// Accounts whose revision grew after `revision`, some of them more than once; Id{} = the records
  /// without an account. Nothing when that is too long ago to tell: then every account may have.
  std::optional<std::vector<Id>> touched_since(std::uint64_t revision) const;
  /// Of what belongs to no account and every one may depend on: settings, rates, team, questions.
  std::uint64_t shared_revision() const { return shared_revision_; }

  /// To be called once after making or loading a plan, before the first edit.
  void begin_session(SessionStart start);
  Id new_id();

  /// Whether a session made something that is still there, by index.
  std::vector<bool> live_sessions() const;
  /// Drops the rows of the version table that made nothing that is still there and are older than
  /// that; to be called before begin_session(). It costs no value: a copy that is as old may bring
  /// back, as one side of a conflict, what was overwritten meanwhile (plan-format.md B4). Returns
  /// how many.
  std::size_t forget_sessions_before(std::int64_t unix_minutes);

  /// Does all of the edit or nothing. Errors: a record that does not exist or exists already, a
  /// value of the wrong type.
  std::expected<Step, Error> apply(Edit edit);

  /// Takes over a join with another copy of this plan, then does the edit that settles what clashed
  /// in it (may be empty): one step, named after the edit. Errors are those of the edit; the plan
  /// is then as it was.
  std::expected<Step, Error> merge(Patch patch, Edit resolutions);

  /// Everything but the session of this place: begin one before editing the copy.
  Plan copy() const;

  /// The session of this place, as an index, once it has written; and the highest counter it used.
  std::optional<Stamp> own_stamp() const {
    if (own_session_ < 0) return std::nullopt;
    return Stamp{static_cast<std::uint32_t>(own_session_), next_counter_};
  }

  /// Takes a step back and returns the step that does it again. A step nobody else can have seen
  /// leaves no trace in the file; one that was published is undone by writing anew.
  Step revert(Step step);

  /// Call when the plan's bytes leave this place (export, another tab).
  void mark_published() { published_tick_ = ticks_; }

  /// The plan is taken for a copy of another one from now on.
  void set_id(std::string id) { id_ = std::move(id); }

  // Loading (core/file) ---------------------------------------------------------------------------
  void reserve(Kind kind, std::size_t count);
  std::uint32_t add_session(Session session);
  bool add_loaded(Kind kind, AnyRecord record);  // false: the id is taken
  void add_foreign(ForeignRecord record) {
    record.base.refresh_hidden();
    around_.foreign.push_back(std::move(record));
  }
  void set_erased(std::vector<Id> erased);
  void set_envelope(Envelope envelope) { around_.envelope = std::move(envelope); }
  bool contains(Id id) const;  // in any table, removed and foreign ones included

 private:
  using Children = std::vector<Siblings>;
  static Siblings& siblings(Children& children, Kind kind);

  std::span<const RecordBase* const> children(Kind kind, Id account) const;
  bool is_record(Id id) const;  // of a kind this build knows
  RecordBase* find_mutable(RecordKey key);
  bool insert(Kind kind, AnyRecord record);  // false: the id is taken
  AnyRecord take(RecordKey key);
  void link(Kind kind, const RecordBase& record);
  void unlink(Kind kind, const RecordBase& record);
  void unlink_from(Id place, Kind kind, const RecordBase& record);
  void close_gaps();
  /// Whose child a record is; nothing when it is hidden or its kind belongs to no account.
  static std::optional<Id> place_of(Kind kind, const RecordBase& record);
  template <class Fn>
  void change_in_place(Kind kind, RecordBase& record, Fn&& change);
  static void perform(Edit::Operation& operation, RecordBase& record, Stamp stamp);
  void touch(Kind kind, const RecordBase& record);
  void touch_account(Id account);
  std::expected<void, Error> check(const Edit& edit) const;
  void forget_authors(const std::function<bool(std::string_view)>& is_theirs);
  void make_room(const Edit& edit);
  void perform(Edit edit, Step& step);
  /// The record of the image becomes the plan's, and the plan's becomes the image.
  void exchange(Patch::Image& image);
  void exchange(Surroundings& other);
  bool is_erased(Id id) const;
  Stamp next_stamp();
  Step swap(Step step);
  Edit inverse(const Step& step) const;

  std::string id_;
  std::array<AnyTable, kind_count> tables_;  // by Kind
  Surroundings around_;

  std::unordered_map<Id, Children, IdHash> children_;  // by account; Id{} = records without one
  std::vector<std::pair<Id, Kind>> gaps_;              // lists a change took records out of
  std::unordered_map<Id, std::uint64_t, IdHash> account_revisions_;
  struct Touch {
    std::uint64_t revision;
    Id account;
    friend bool operator==(const Touch&, const Touch&) = default;
  };
  std::vector<Touch> touches_;             // ascending, the latest thousands
  std::uint64_t touches_known_after_ = 0;  // of later revisions all are in touches_
  std::uint64_t revision_ = 0;
  std::uint64_t shared_revision_ = 0;

  SessionStart start_;
  std::uint64_t random_state_ = 0;
  std::int32_t own_session_ = -1;   // index into sessions(), once the first edit is made
  std::uint32_t next_counter_ = 0;  // last counter used; never reused, even after undo
  std::uint64_t ticks_ = 0;         // one for each edit, merge and undo
  std::uint64_t published_tick_ = 0;
};

}  // namespace keyplan::model
