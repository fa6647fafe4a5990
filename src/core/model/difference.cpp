#include "core/model/difference.h"

#include <algorithm>
#include <utility>

namespace keyplan::model {
namespace {

/// A record as if it was made now: without stamps, which belong to the other plan.
template <class T>
AnyRecord made_anew(const Record<T>& record) {
  auto made = std::make_unique<Record<T>>();
  made->id = record.id;
  made->data = record.data;
  made->unknown = record.unknown;
  return made;
}

template <class T>
void add_kind(Edit& edit, const Plan& now, const Plan& then) {
  const KindInfo& kind = info(kind_of<T>);
  for (const Record<T>& record : then.table<T>()) {
    const RecordKey key{kind.kind, record.id};
    const Record<T>* here = now.table<T>().find_any(record.id);
    if (here == nullptr) {
      const bool free =
          !now.contains(record.id) && !std::ranges::binary_search(now.erased(), record.id);
      if (free) edit.add(kind.kind, made_anew(record));
      continue;
    }
    if (here->hidden) edit.restore(key);
    for (std::uint16_t f = 0; f < kind.fields.size(); ++f) {
      const FieldInfo& field = kind.fields[f];
      if (!field.same(&here->data, &record.data)) edit.set(key, f, field.get(&record.data));
    }
  }
  for (const Record<T>& record : now.table<T>()) {
    const bool needed = record.id == settings_id;  // a plan is never without
    if (!needed && then.find<T>(record.id) == nullptr) edit.remove({kind.kind, record.id});
  }
}

}  // namespace

Edit edit_towards(const Plan& now, const Plan& then, std::string name) {
  Edit edit(std::move(name));
  for (const KindInfo& kind : all_kinds()) {
    with_kind(kind.kind, [&]<class T>() { add_kind<T>(edit, now, then); });
  }
  return edit;
}

}  // namespace keyplan::model
