#include "core/share/parcel.h"

#include <utility>

#include "core/share/scope.h"

namespace keyplan::share {

Parcel pack(const model::Plan& plan, std::span<const model::Id> accounts, Edition edition,
            std::string new_plan_id) {
  model::Plan scope = accounts.empty() ? plan.copy() : part_of(plan, accounts);
  if (edition == Edition::full) return {.plan = std::move(scope)};
  Redacted out = redacted(scope, edition, std::move(new_plan_id));
  return {.plan = std::move(out.plan),
          .records_left_out = out.records_left_out,
          .values_left_out = out.values_left_out,
          .names_replaced = out.names_replaced};
}

}  // namespace keyplan::share
