// Undo and redo over a plan's steps.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/model/plan.h"

namespace keyplan::model {

class History {
 public:
  std::expected<Change, Error> apply(Plan& plan, Edit edit);
  std::expected<Change, Error> merge(Plan& plan, Patch patch, Edit resolutions);
  std::optional<Change> undo(Plan& plan);
  std::optional<Change> redo(Plan& plan);
  std::string_view undo_name() const;  // "" = nothing to undo
  std::string_view redo_name() const;
  std::vector<std::string_view> undo_names() const;  // the latest first
  void clear();

 private:
  std::expected<Change, Error> keep(std::expected<Step, Error> step);

  std::vector<Step> done_;
  std::vector<Step> undone_;
};

}  // namespace keyplan::model
