// Records of different lists that are probably one: a row and a record of the plan, or two rows of
// two files. Each is a question whose proposed answer is to keep them apart.
//
// Rows of one list are different things by what lists are for, so are records of the plan. A record
// is asked about once for each other list, beside the one most like it. Kept apart, both are in the
// plan and never asked about again; said to be the same, the plan's record keeps the other name and
// id (also_known_as), and the next import knows it by them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/exchange/likeness.h"
#include "core/exchange/run_state.h"
#include "core/exchange/slices.h"

namespace keyplan::exchange {

/// The more alike, the higher; `agreement` decides between names that are equally so.
[[nodiscard]] int rank_of(Likeness likeness, int agreement);

class SameRecords {
 public:
  explicit SameRecords(RunState& state);

  /// To be called when all rows of a kind are read: asks, and unites what is answered so.
  Slices offer(model::Kind kind, Budget& budget);
  /// Another name by which find() is to find an entity.
  void learn(model::Kind kind, EntityIndex entity, std::string_view name);
  struct Found {
    EntityIndex entity = no_entity;
    Likeness likeness = Likeness::none;
  };
  /// The entity with the name most like this one.
  std::optional<Found> find(model::Kind kind, std::string_view name) const;
  /// "this plan", or "crm.csv, line 12".
  std::string place_of(model::Kind kind, EntityIndex entity) const;

 private:
  struct Pair {
    EntityIndex a = no_entity;  // a record of the plan, else of the earlier file
    EntityIndex b = no_entity;
    Likeness likeness = Likeness::none;
    int agreement = 0;  // fields with equal values less those with different ones
    std::string key;
  };
  using Lists = std::vector<std::uint32_t>;  // files by index, and the plan; sorted

  NearNames& names_of(model::Kind kind) { return names_[static_cast<std::size_t>(kind)]; }
  std::uint64_t group_of(model::Kind kind, EntityIndex entity);
  void learn_names(model::Kind kind, EntityIndex entity);
  void collect(model::Kind kind, EntityIndex fresh, std::vector<Pair>& pairs);
  void ask(model::Kind kind, Pair& pair);
  std::string identity(model::Kind kind, EntityIndex entity);
  const model::RecordBase* record_of(model::Kind kind, EntityIndex entity);
  std::vector<Alike::Fact> facts(model::Kind kind, EntityIndex first, EntityIndex second);

  RunState& state_;
  std::array<NearNames, model::kind_count> names_;
  // Of the kind at work:
  std::vector<Lists> lists_;    // by entity: where it is listed
  std::vector<Lists> matched_;  // by entity: lists with a record it is asked about
};

}  // namespace keyplan::exchange
