// Lists that people put in order. Each record carries a key between those of its neighbours, so
// that two people can move different records without touching each other's. The order shown is that
// of (key, id), a view like all others (plan-format.md B4, B7).
//
// Keys are numbers between 0 and 1 in base 62 ("V" is a half), compared byte by byte, with two
// random characters at the end: what two people put into the same gap gets different keys.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/model/plan.h"

namespace keyplan::model {

/// Keys longer than this are made anew, with those of the whole list, when somebody moves a record.
inline constexpr std::size_t long_order_key = 40;

/// A key between two others. An empty one stands for the beginning or the end of the list. Nothing
/// when there is no room: the keys are equal or in the wrong order.
std::optional<OrderKey> key_between(const OrderKey& before, const OrderKey& after,
                                    std::uint64_t random);

/// The field of a kind that keeps its order, if it has one.
std::optional<std::uint16_t> order_field_of(Kind kind);
OrderKey order_key(Kind kind, const RecordBase& record);

/// Sorts records as they are shown: by key, then by id; those without a key come last.
void sort_by_order(Kind kind, std::vector<const RecordBase*>& records);

/// Key for a record added behind all of these.
OrderKey key_at_end(Kind kind, std::span<const RecordBase* const> sorted, std::uint64_t random);

/// Moves a record within its list to stand before the record that is now at `place` (the size of
/// the list: to the end). Writes one key; those of the whole list when there is no room left, as
/// part of the same edit.
void move_in_order(Edit& edit, Kind kind, std::span<const RecordBase* const> sorted, Id moved,
                   std::size_t place, std::uint64_t random);

}  // namespace keyplan::model
