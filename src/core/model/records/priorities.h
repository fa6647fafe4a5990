// What makes an account important: criteria with scales and weights, ratings by hand, and views of
// the book that people keep. Belongs to the whole plan.
#pragma once

#include <string>

#include "core/model/describe.h"
#include "core/model/records/book.h"

namespace keyplan::model {

enum class CriterionAxis : std::uint8_t { unset, attractiveness, relationship };
enum class Measure : std::uint8_t {
  unset,
  rating,
  revenue,
  growth,
  margin,
  potential,
  pipeline,
  customer_revenue,
  employees,
  tenure,
  satisfaction,
  relationships,
  share_of_wallet,
};

/// What a view shows the accounts by.
enum class ViewState : std::uint8_t { unset, at_risk, watch, healthy };
enum class GroupBy : std::uint8_t { unset, tier, abc, field, sector, region, country, owner };

/// A reason why an account matters, scored 0 to 10 between `worst` and `best`. A scale whose worst
/// is above its best counts downwards. What each measure reads is in analysis/priorities.h.
struct Criterion {
  std::string name;
  CriterionAxis axis = CriterionAxis::unset;  // unset counts as attractiveness
  Measure measure = Measure::unset;           // unset counts as rating
  Percent weight;                             // against the others of the plan
  Decimal worst;                              // scores 0; empty: the usual scale
  Decimal best;                               // scores 10
  std::string note;
  OrderKey ord;
};

/// What somebody thinks of an account by one criterion.
struct Rating {
  std::string note;
  Ref<Account> account;
  Ref<Criterion> criterion;
  Decimal score;  // 0 to 10
};

/// A filter, grouping and order of accounts under a name. Every page that lists accounts offers it.
struct SavedView {
  std::string name;
  std::string text;
  Tier tier = Tier::unset;
  ViewState state = ViewState::unset;
  std::string sector;
  std::string region;
  Ref<TeamMember> owner;
  GroupBy group_by = GroupBy::unset;
  std::string sort_by;  // a column; empty: the page's own order
  bool descending = false;
  OrderKey ord;
};

inline constexpr ChoiceInfo view_state_choices[] = {
    {"", "Any state"}, {"at_risk", "At risk"}, {"watch", "Watch"}, {"healthy", "Healthy"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<ViewState> = view_state_choices;

inline constexpr ChoiceInfo group_by_choices[] = {
    {"", "Not grouped"},  {"tier", "Tier"},     {"abc", "ABC"},         {"field", "Field"},
    {"sector", "Sector"}, {"region", "Region"}, {"country", "Country"}, {"owner", "Owner"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<GroupBy> = group_by_choices;

inline constexpr ChoiceInfo criterion_axis_choices[] = {
    {"", "Attractiveness (usual)"},
    {"attractiveness", "Attractiveness"},
    {"relationship", "Strength of the relationship"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<CriterionAxis> = criterion_axis_choices;

inline constexpr ChoiceInfo measure_choices[] = {{"", "Rated by hand (usual)"},
                                                 {"rating", "Rated by hand, 0 to 10"},
                                                 {"revenue", "Revenue with us"},
                                                 {"growth", "Growth with us, %"},
                                                 {"margin", "Gross margin, %"},
                                                 {"potential", "Whitespace"},
                                                 {"pipeline", "Weighted pipeline"},
                                                 {"customer_revenue", "Their own revenue"},
                                                 {"employees", "Employees"},
                                                 {"tenure", "Years as a customer"},
                                                 {"satisfaction", "Satisfaction, 0 to 100"},
                                                 {"relationships", "Relationships, 0 to 100"},
                                                 {"share_of_wallet", "Share of wallet, %"}};
template <>
inline constexpr std::span<const ChoiceInfo> choices_of<Measure> = measure_choices;

}  // namespace keyplan::model
