// A record as a set of registers, each with the values that nobody has overwritten yet
// (plan-format.md B2): what files and merges work on where types do not matter. A register usually
// holds one value; several are a conflict.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "core/model/plan.h"
#include "core/sorting/sort.h"

namespace keyplan::file {

/// A value of a register. Stamps are those of the joined plan.
struct Element {
  model::Stamp stamp;
  std::string json;  // canonical; "" = the field was cleared
  friend bool operator==(const Element&, const Element&) = default;
};
using Register = std::vector<Element>;

/// A record without its types: all that two builds of different age have in common.
struct LooseRecord {
  std::string kind;
  model::Stamp created;
  std::map<std::string, Register, std::less<>> registers;
  std::vector<model::Deletion> deletions;
};

/// Orders values for everybody alike: by start of the session, session, counter, value. The last is
/// the one that is shown. For display only: no value is dropped by it.
class Order {
 public:
  explicit Order(std::span<const model::Session> sessions) : sessions_(sessions) {}

  bool before(const Element& a, const Element& b) const {
    if (a.stamp != b.stamp) return before(a.stamp, b.stamp);
    return a.json < b.json;
  }
  bool before(const model::Deletion& a, const model::Deletion& b) const {
    if (a.stamp != b.stamp) return before(a.stamp, b.stamp);
    return std::ranges::lexicographical_compare(by_name(a.saw), by_name(b.saw));
  }
  bool before(model::Stamp a, model::Stamp b) const {
    return std::tuple(sessions_[a.session].start_minutes, name(a)) <
           std::tuple(sessions_[b.session].start_minutes, name(b));
  }
  /// Names a stamp independently of the plan it is in, and of any clock.
  using Name = std::pair<model::SessionId, std::uint32_t>;
  Name name(model::Stamp stamp) const { return {sessions_[stamp.session].id, stamp.counter}; }
  /// The one shown first, the others behind it, each once.
  template <class E>
  void latest_first(std::vector<E>& elements) const {
    keyplan::sort(elements, [this](const E& a, const E& b) { return before(b, a); });
    const auto repeated = std::ranges::unique(elements);
    elements.erase(repeated.begin(), repeated.end());
  }

 private:
  std::vector<Name> by_name(std::span<const model::Stamp> stamps) const {
    std::vector<Name> names;
    for (const model::Stamp stamp : stamps) names.push_back(name(stamp));
    keyplan::sort(names);
    return names;
  }
  std::span<const model::Session> sessions_;
};

/// `kind` null: of a kind this build does not know.
LooseRecord loosen(std::string_view kind_key, const model::KindInfo* kind,
                   const model::RecordBase& record);

/// Values that do not fit this build's field are kept as unknown members.
model::AnyRecord tighten(const model::KindInfo& kind, model::Id id, LooseRecord loose,
                         const Order& order);
model::ForeignRecord tighten_foreign(model::Id id, LooseRecord loose, const Order& order);

/// Puts the value first that everybody shows, whatever file the record came from.
void settle_order(const model::KindInfo* kind, std::string_view kind_key, model::RecordBase& record,
                  const Order& order);

/// The values of one described field.
Register register_of(const model::FieldInfo& field, std::uint16_t index, const void* data,
                     const model::RecordBase& record);
/// The other way round; replaces all that the record holds of the field.
void put(const model::FieldInfo& field, std::uint16_t index, Register elements, void* data,
         model::RecordBase& record, const Order& order);

}  // namespace keyplan::file
