#include "core/share/returned.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "core/share/edition.h"

namespace keyplan::share {

using namespace model;

namespace {

bool by_hand(const Plan& plan, Stamp stamp) {
  return plan.sessions()[stamp.session].id == SessionId{0};
}

class News {
 public:
  News(const Plan& plan, const Plan& other)
      : plan_(plan),
        other_(other),
        edition_(edition_of(other).has_value()),
        edit_("merge " + (other.settings().name.empty() ? std::string("another file")
                                                        : other.settings().name)) {}

  Edit run() && {
    for (const KindInfo& kind : all_kinds()) {
      for (const AnyRecord& record : other_.table(kind.kind).all()) compare(kind.kind, *record);
    }
    return std::move(edit_);
  }

 private:
  void compare(Kind kind, const RecordBase& theirs) {
    const RecordKey key{kind, theirs.id};
    if (std::ranges::binary_search(plan_.erased(), theirs.id)) return;
    const RecordBase* ours = plan_.find_any(key);
    if (ours == nullptr) {
      if (!theirs.hidden && !plan_.contains(theirs.id) && !is_old(theirs.created, false))
        edit_.add(kind, made_anew(kind, theirs));
      return;
    }
    if (theirs.hidden) {
      if (!ours->hidden) edit_.remove(key);
      return;
    }
    const auto fields = model::info(kind).fields;
    const void* here = data_of(kind, *ours);
    const void* there = data_of(kind, theirs);
    bool brought_back = !ours->hidden;
    for (std::uint16_t f = 0; f < fields.size(); ++f) {
      const FieldInfo& field = fields[f];
      if (is_old(theirs.stamp_of(f), field.is_empty(there))) continue;
      if (field.same(here, there)) continue;
      if (!std::exchange(brought_back, true)) edit_.restore(key);
      edit_.set(key, f, field.get(there));
    }
  }

  /// Not written since the file was made.
  bool is_old(Stamp stamp, bool empty) const {
    return by_hand(other_, stamp) && (edition_ || empty);
  }

  const Plan& plan_;
  const Plan& other_;
  bool edition_;
  Edit edit_;
};

}  // namespace

bool has_values_by_hand(const Plan& plan) {
  return std::ranges::any_of(plan.sessions(),
                             [](const Session& session) { return session.id == SessionId{0}; });
}

bool is_by_hand(const Plan& plan) {
  return has_values_by_hand(plan) && !edition_of(plan) &&
         std::ranges::all_of(plan.sessions(), [](const Session& session) {
           return session.id == SessionId{0} || session.counter == 0;
         });
}

Edit news_of(const Plan& plan, const Plan& other) { return News(plan, other).run(); }

}  // namespace keyplan::share
