#include "core/merge/adopt.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "core/sorting/sort.h"
#include "core/text/fold.h"

namespace keyplan::merge {

using namespace model;

namespace {

/// Records of `other` that stand for one of `plan`.
template <class T>
void map_by_name(const Plan& plan, const Plan& other, std::unordered_map<Id, Id, IdHash>& known) {
  std::unordered_map<std::string, Id> names;
  for (const Record<T>& record : plan.table<T>())
    names.emplace(text::folded(record.data.name), record.id);
  for (const Record<T>& record : other.table<T>()) {
    const auto at = names.find(text::folded(record.data.name));
    if (at != names.end() && !at->first.empty()) known.emplace(record.id, at->second);
  }
}

}  // namespace

bool shares_records(const Plan& plan, const Plan& other) {
  return std::ranges::any_of(all_kinds(), [&](const KindInfo& kind) {
    return std::ranges::any_of(other.table(kind.kind).all(), [&](const AnyRecord& record) {
      return record->id != settings_id && plan.table(kind.kind).find_any(record->id) != nullptr;
    });
  });
}

Edit add_accounts_of(const Plan& plan, const Plan& other) {
  const std::string name = other.settings().name;
  Edit edit(name.empty() ? "add the accounts of another plan" : "add the accounts of " + name);
  std::unordered_map<Id, Id, IdHash> known;
  map_by_name<TeamMember>(plan, other, known);
  map_by_name<Offering>(plan, other, known);
  for (const KindInfo& kind : all_kinds()) {
    if (kind.kind == Kind::settings || kind.kind == Kind::rate) continue;
    for (const RecordBase& record : other.table(kind.kind)) {
      if (known.contains(record.id) || plan.contains(record.id) ||
          std::ranges::binary_search(plan.erased(), record.id)) {
        continue;
      }
      AnyRecord added = made_anew(kind.kind, record);
      void* data = data_of(kind.kind, *added);
      for (const FieldInfo& field : kind.fields) {
        if (field.type != FieldType::reference) continue;
        const Value value = field.get(data);
        const Id* id = std::get_if<Id>(&value);
        if (id == nullptr) continue;
        if (const auto at = known.find(*id); at != known.end()) field.set(data, Value(at->second));
      }
      edit.add(kind.kind, std::move(added));
    }
  }
  return edit;
}

Edit written_anew(const Plan& plan, const Plan& other, bool also_by_hand) {
  Edit edit("read a file made by hand");
  const auto by_hand = [&plan](Stamp stamp) {
    return plan.sessions()[stamp.session].id == SessionId{0};
  };
  for (const KindInfo& kind : all_kinds()) {
    with_kind(kind.kind, [&]<class T>() {
      for (const auto& theirs : other.table<T>().all()) {
        const Record<T>* ours = plan.table<T>().find_any(theirs->id);
        if (ours == nullptr) continue;
        for (std::uint16_t f = 0; f < kind.fields.size(); ++f) {
          const FieldInfo& field = kind.fields[f];
          if (field.is_empty(&theirs->data) || field.same(&ours->data, &theirs->data)) continue;
          if (by_hand(ours->stamp_of(f)) && !also_by_hand) continue;
          edit.set({kind.kind, theirs->id}, f, field.get(&theirs->data));
        }
      }
    });
  }
  return edit;
}

std::vector<std::string> same_names(const Plan& plan, const Plan& other) {
  std::unordered_map<Id, Id, IdHash> known;
  map_by_name<Account>(plan, other, known);
  std::vector<std::string> names;
  for (const auto& [theirs, ours] : known)
    if (theirs != ours) names.push_back(other.find<Account>(theirs)->data.name);
  keyplan::sort(names);
  return names;
}

}  // namespace keyplan::merge
