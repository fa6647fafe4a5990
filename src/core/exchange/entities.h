// The things an import talks about, one entity each: a record of the plan, a row of a file, a name
// mentioned somewhere, or several of these found to be the same.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/exchange/names.h"
#include "core/model/plan.h"

namespace keyplan::exchange {

using EntityIndex = std::uint32_t;
inline constexpr EntityIndex no_entity = 0xFFFFFFFF;
inline constexpr std::size_t max_references = 6;

/// Places in lists are our own, and only references that have names in other systems are resolved.
constexpr bool is_imported(const model::FieldInfo& field) {
  return field.type != model::FieldType::order &&
         (field.type != model::FieldType::reference || !field.options.aliases.empty());
}
constexpr bool is_imported_reference(const model::FieldInfo& field) {
  return field.type == model::FieldType::reference && is_imported(field);
}

/// A record as it will be after the import.
struct Draft {
  model::AnyRecord record;
  std::uint64_t given = 0;    // fields the files say something about, by bit
  std::uint64_t changed = 0;  // of those, the ones that differ from the plan
  std::array<EntityIndex, max_references> references{};  // by ordinal of the reference field
  EntityIndex entity = no_entity;
  std::uint32_t file = 0;
  std::uint32_t row = 0;
  bool implied = false;                                              // only mentioned by other rows
  std::vector<std::pair<std::uint16_t, std::uint32_t>> from_others;  // fields that other files gave

  std::uint32_t file_of(std::uint16_t field) const {
    for (const auto& [other_field, other_file] : from_others)
      if (other_field == field) return other_file;
    return file;
  }
};

struct Entity {
  model::Id id;  // of the plan's record; none = new
  std::uint32_t draft = no_entity;
  EntityIndex same_as = no_entity;  // found to be that one
  bool has_source = false;          // known in another system
};

/// All entities of one record kind.
class EntityTable {
 public:
  void start(model::Kind kind);
  /// Room for this many, because growing a large table would take long at one moment.
  void reserve(std::size_t count);

  model::Kind kind() const { return kind_; }
  const model::KindInfo& info() const { return model::info(kind_); }
  /// Reference fields of the kind; a draft's references have the same order.
  const std::vector<std::uint16_t>& reference_fields() const { return reference_fields_; }
  std::size_t reference_ordinal(std::uint16_t field) const;
  std::optional<std::uint16_t> source_field() const { return source_field_; }
  /// Where other names and ids of a record are kept.
  std::optional<std::uint16_t> names_field() const { return names_field_; }

  /// A record of the plan.
  EntityIndex add_existing(const model::RecordBase& record);
  /// A new thing, with a draft of its own.
  EntityIndex add_new(std::uint32_t file, std::uint32_t row);
  /// A draft for an entity that has none.
  Draft& draft_of(EntityIndex entity, std::uint32_t file, std::uint32_t row);

  EntityIndex by_source(std::string_view source) const;
  EntityIndex by_key(std::string_view key) const;
  EntityIndex by_id(model::Id id) const;
  /// The entity all that were found to be the same stand for.
  EntityIndex root(EntityIndex entity) const;
  void learn_source(EntityIndex entity, std::string_view source);
  /// An id that several systems use for different things: it refers to none of them for sure.
  bool is_shared_id(std::string_view id) const { return shared_ids_.contains(std::string(id)); }
  void share_id(std::string_view id) { shared_ids_.emplace(id); }
  /// The first entity of a key keeps it; false when it is taken.
  bool learn_key(EntityIndex entity, std::string key);
  /// A name (folded) or id by which the entity is known beside its own. Own ones go first.
  void learn_other(EntityIndex entity, std::string name);
  EntityIndex by_other(std::string_view name) const;

  std::vector<Entity> entities;
  std::vector<Draft> drafts;  // without a record: taken over by another draft
  /// Names and ids the plan is to remember, by root.
  std::unordered_map<EntityIndex, std::vector<std::string>> names_to_remember;

 private:
  model::Kind kind_ = model::Kind::settings;
  std::vector<std::uint16_t> reference_fields_;
  std::optional<std::uint16_t> source_field_;
  std::optional<std::uint16_t> names_field_;
  std::unordered_map<std::string, EntityIndex> by_other_;
  std::unordered_map<std::string, EntityIndex> by_source_;
  std::unordered_map<std::string, EntityIndex> by_key_;
  std::unordered_map<model::Id, EntityIndex, model::IdHash> by_id_;
  std::unordered_set<std::string> shared_ids_;
};

/// Ids of a second system that uses the same ones are kept with the name of their file: "erp:17".
inline constexpr char system_mark = ':';

/// What a row said about a field; empty values say nothing.
void give(const model::KindInfo& kind, Draft& draft, std::uint16_t field, model::Value value);
[[nodiscard]] inline bool is_given(const Draft& draft, std::uint16_t field) {
  return (draft.given >> field & 1) != 0;
}
/// Takes back what give() gave.
void withhold(const model::KindInfo& kind, Draft& draft, std::uint16_t field);
[[nodiscard]] std::string text_of(model::Kind kind, const model::RecordBase& record,
                                  std::uint16_t field);
/// Calls fn(line) for each line that is not empty.
template <class Fn>
void for_each_line(std::string_view text, Fn&& fn) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (const std::string_view line = trim(text.substr(0, end)); !line.empty()) fn(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace keyplan::exchange
