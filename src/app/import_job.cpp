#include "app/import_job.h"

namespace keyplan::app {

std::optional<model::Edit> ImportJob::work(model::Plan& plan) {
  if (!building_) {
    // Also when it was ready: a correction or a change of the plan makes it work again.
    progress_ = importer_.step(plan);
    return std::nullopt;
  }
  if (edit_) return std::move(edit_);
  if (built_) {
    edit_ = importer_.take_edit();
  } else {
    progress_ = importer_.build(plan);
    built_ = progress_ >= 1;
  }
  return std::nullopt;
}

}  // namespace keyplan::app
