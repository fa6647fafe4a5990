#include "core/share/scope.h"

#include <algorithm>
#include <unordered_set>
#include <vector>

namespace keyplan::share {

using namespace model;

namespace {

class Part {
 public:
  Part(const Plan& plan, std::span<const Id> accounts)
      : plan_(plan), accounts_(accounts.begin(), accounts.end()) {}

  Plan run() && {
    for (const KindInfo& kind : all_kinds()) {
      for (const AnyRecord& record : plan_.table(kind.kind).all())
        if (belongs(kind.kind, *record)) take({kind.kind, record->id}, *record);
    }
    while (!waiting_.empty()) {
      const RecordKey key = waiting_.back();
      waiting_.pop_back();
      if (const RecordBase* record = plan_.find_any(key)) take(key, *record);
    }
    return build();
  }

 private:
  bool belongs(Kind kind, const RecordBase& record) const {
    if (kind == Kind::settings || kind == Kind::rate) return true;
    if (kind == Kind::account) return accounts_.contains(record.id);
    return info(kind).account && accounts_.contains(account_of(kind, record));
  }

  void take(RecordKey key, const RecordBase& record) {
    if (!taken_.insert(key.id).second) return;
    for (const FieldInfo& field : info(key.kind).fields) {
      if (field.type != FieldType::reference) continue;
      if (field.target != Kind::team_member && field.target != Kind::offering) continue;
      const Value value = field.get(data_of(key.kind, record));
      if (const auto* id = std::get_if<Id>(&value)) waiting_.push_back({field.target, *id});
    }
  }

  Plan build() const {
    Plan part(plan_.id());
    for (const Session& session : plan_.sessions()) part.add_session(session);
    for (const KindInfo& kind : all_kinds()) {
      for (const AnyRecord& record : plan_.table(kind.kind).all())
        if (taken_.contains(record->id)) part.add_loaded(kind.kind, clone(kind.kind, *record));
    }
    part.set_erased({plan_.erased().begin(), plan_.erased().end()});
    Envelope envelope = plan_.envelope();
    envelope.set_part(true);
    part.set_envelope(std::move(envelope));
    return part;
  }

  const Plan& plan_;
  std::unordered_set<Id, IdHash> accounts_;
  std::unordered_set<Id, IdHash> taken_;
  std::vector<RecordKey> waiting_;
};

}  // namespace

Plan part_of(const Plan& plan, std::span<const Id> accounts) { return Part(plan, accounts).run(); }

}  // namespace keyplan::share
