// Editions of a plan: what of it a reader outside the team may see, by an allow-list of the privacy
// classes of the described fields. What a class does not allow is not in the file at all.
//
//              open  commercial  internal  notes  name  contact   merge data
//   full        x        x          x        x      x      x          x
//   partner     x        x                          x      x
//   customer    x                                   x
//   impersonal  x        x          x
//   stage       x        x
//
// Only the full edition has merge data: stamps, sessions with their authors, open conflicts,
// removed records, members this build does not know. The others are plans of their own that say
// which edition they are; merged back they bring what was written in them, and nothing else
// (core/share/returned.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/model/plan.h"

namespace keyplan::share {

enum class Edition : std::uint8_t { full, partner, customer, impersonal, stage };

struct EditionInfo {
  Edition edition;
  std::string_view key;       // in files
  std::string_view label;     // "Partner"
  std::string_view sentence;  // what is in it and what is not
};
std::span<const EditionInfo> editions();
const EditionInfo& info(Edition edition);

bool allows(Edition edition, model::Privacy privacy);
/// A record is in an edition when all that makes it complete is; persons without their names stand
/// there by their role.
bool allows(Edition edition, const model::KindInfo& kind);

/// The edition a plan says it is; none when it is a team's own.
std::optional<Edition> edition_of(const model::Plan& plan);

struct Redacted {
  model::Plan plan;
  std::size_t records_left_out = 0;
  std::size_t values_left_out = 0;  // of records that stay
  std::size_t names_replaced = 0;   // by roles
};

/// `edition` is not the full one. `plan_id` as made by make_plan_id: the edition is a plan of its
/// own. References to what is left out are left out too.
Redacted redacted(const model::Plan& plan, Edition edition, std::string plan_id);

}  // namespace keyplan::share
