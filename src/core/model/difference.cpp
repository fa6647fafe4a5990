#include "core/model/difference.h"

#include <algorithm>
#include <utility>

namespace keyplan::model {
namespace {

void add_kind(Edit& edit, const KindInfo& kind, const Plan& now, const Plan& then) {
  for (const RecordBase& record : then.table(kind.kind)) {
    const RecordKey key{kind.kind, record.id};
    const RecordBase* here = now.table(kind.kind).find_any(record.id);
    if (here == nullptr) {
      const bool free =
          !now.contains(record.id) && !std::ranges::binary_search(now.erased(), record.id);
      if (!free) continue;
      AnyRecord made = made_anew(kind.kind, record);  // stamps belong to the other plan
      made->unknown = record.unknown;
      edit.add(kind.kind, std::move(made));
      continue;
    }
    if (here->hidden) edit.restore(key);
    const void* is = data_of(kind.kind, *here);
    const void* shall_be = data_of(kind.kind, record);
    for (std::uint16_t f = 0; f < kind.fields.size(); ++f) {
      const FieldInfo& field = kind.fields[f];
      if (!field.same(is, shall_be)) edit.set(key, f, field.get(shall_be));
    }
  }
  for (const RecordBase& record : now.table(kind.kind)) {
    const bool needed = record.id == settings_id;  // a plan is never without
    if (!needed && then.find({kind.kind, record.id}) == nullptr)
      edit.remove({kind.kind, record.id});
  }
}

}  // namespace

Edit edit_towards(const Plan& now, const Plan& then, std::string name) {
  Edit edit(std::move(name));
  for (const KindInfo& kind : all_kinds()) {
    add_kind(edit, kind, now, then);
  }
  return edit;
}

}  // namespace keyplan::model
