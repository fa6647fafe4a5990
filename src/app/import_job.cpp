#include "app/import_job.h"

namespace keyplan::app {

std::optional<model::Edit> ImportJob::work(model::Plan& plan) {
  if (!building_) {
    // Also when it was ready: a correction or a change of the plan makes it work again.
    progress_ = importer_.step(plan);
    return std::nullopt;
  }
  progress_ = importer_.build(plan);
  if (progress_ < 1) return std::nullopt;
  return importer_.take_edit();
}

}  // namespace keyplan::app
