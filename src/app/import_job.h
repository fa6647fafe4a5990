// An import under way: reading and comparing in slices between frames, so that the page stays
// alive, then building the one edit.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/exchange/importer.h"

namespace keyplan::app {

class ImportJob {
 public:
  explicit ImportJob(std::vector<exchange::SourceFile> files) : importer_(std::move(files)) {}

  exchange::Importer& importer() { return importer_; }
  double progress() const { return progress_; }
  bool working() const { return progress_ < 1 || built_; }
  /// Several fit into a frame; what is left after them takes frames of its own.
  bool in_small_slices() const { return working() && !built_; }

  /// The user agreed: from now on work() builds the edit.
  void confirm() {
    building_ = true;
    progress_ = 0;
  }

  /// One slice. The edit, in a slice of its own, once it is built: applying it takes another.
  std::optional<model::Edit> work(model::Plan& plan);

 private:
  exchange::Importer importer_;
  bool building_ = false;
  bool built_ = false;
  std::optional<model::Edit> edit_;
  double progress_ = 0;
};

}  // namespace keyplan::app
