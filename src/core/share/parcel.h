// What is sent: a scope of a plan in an edition.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "core/model/plan.h"
#include "core/share/edition.h"

namespace keyplan::share {

struct Parcel {
  model::Plan plan;
  std::size_t records_left_out = 0;  // of the scope, by the edition
  std::size_t values_left_out = 0;
  std::size_t names_replaced = 0;
};

/// `accounts` empty: everything. `new_plan_id` is taken by editions that are plans of their own.
Parcel pack(const model::Plan& plan, std::span<const model::Id> accounts, Edition edition,
            std::string new_plan_id);

}  // namespace keyplan::share
