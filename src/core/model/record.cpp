#include "core/model/record.h"

#include <algorithm>
#include <tuple>

#include "core/sorting/sort.h"

namespace keyplan::model {

Stamp RecordBase::stamp_of(std::uint16_t field) const {
  const auto at = std::ranges::lower_bound(stamps, field, {}, &FieldStamp::field);
  return at != stamps.end() && at->field == field ? at->stamp : created;
}

void RecordBase::set_stamp(std::uint16_t field, Stamp stamp) {
  const auto at = std::ranges::lower_bound(stamps, field, {}, &FieldStamp::field);
  const bool present = at != stamps.end() && at->field == field;
  if (stamp == created) {
    if (present) stamps.erase(at);
  } else if (present) {
    at->stamp = stamp;
  } else {
    stamps.insert(at, FieldStamp{field, stamp});
  }
}

std::vector<Stamp> RecordBase::all_stamps() const {
  std::vector<Stamp> all{created};
  for (const FieldStamp& s : stamps) all.push_back(s.stamp);
  for (const Member& m : unknown) all.push_back(m.stamp);
  for (const Alternate& a : alternates) all.push_back(a.stamp);
  keyplan::sort(all);
  const auto repeated = std::ranges::unique(all);
  all.erase(repeated.begin(), repeated.end());
  return all;
}

void RecordBase::refresh_hidden() {
  hidden = false;
  if (deletions.empty()) return;
  std::vector<Stamp> saw;
  for (const Deletion& deletion : deletions) {
    if (deletion.saw.empty()) return;  // restored
    saw.insert(saw.end(), deletion.saw.begin(), deletion.saw.end());
  }
  keyplan::sort(saw);
  hidden = std::ranges::includes(saw, all_stamps());
}

bool operator==(const RecordBase& a, const RecordBase& b) {
  const auto parts = [](const RecordBase& r) {
    return std::tie(r.id, r.created, r.stamps, r.unknown, r.alternates, r.deletions, r.hidden);
  };
  return parts(a) == parts(b);
}

bool identical(Kind kind, const RecordBase& a, const RecordBase& b) {
  return a == b && std::ranges::all_of(info(kind).fields, [&](const FieldInfo& field) {
           return field.same(data_of(kind, a), data_of(kind, b));
         });
}

AnyRecord make_record(Kind kind) {
  return with_kind(kind, []<class T>() -> AnyRecord { return std::make_unique<Record<T>>(); });
}

AnyRecord clone(Kind kind, const RecordBase& record) {
  return with_kind(kind, [&]<class T>() -> AnyRecord {
    return std::make_unique<Record<T>>(static_cast<const Record<T>&>(record));
  });
}

AnyRecord made_anew(Kind kind, const RecordBase& record) {
  AnyRecord made = clone(kind, record);
  static_cast<RecordBase&>(*made) = RecordBase();
  made->id = record.id;
  return made;
}

const void* data_of(Kind kind, const RecordBase& record) {
  return with_kind(
      kind, [&]<class T>() -> const void* { return &static_cast<const Record<T>&>(record).data; });
}

void* data_of(Kind kind, RecordBase& record) {
  return with_kind(kind, [&]<class T>() -> void* { return &static_cast<Record<T>&>(record).data; });
}

Value get(Kind kind, const RecordBase& record, std::uint16_t field) {
  return info(kind).fields[field].get(data_of(kind, record));
}

std::string title_of(Kind kind, const RecordBase& record) {
  Value value = get(kind, record, info(kind).title);
  auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? std::string{} : std::move(*text);
}

Id account_of(Kind kind, const RecordBase& record) {
  const KindInfo& described = info(kind);
  if (!described.account) return {};
  return *static_cast<const Id*>(described.fields[*described.account].at(data_of(kind, record)));
}

}  // namespace keyplan::model
