// Pairs of records that may be one, for hundreds of answers in a row: a table to walk through with
// the keyboard, the pair in hand side by side, and one answer for all that are shown or selected.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/exchange/importer.h"
#include "ui/screens/screen.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {

class AlikeList {
 public:
  /// Some names in rows are questions of their own while they are few.
  static bool lists(const exchange::ImportPreview& preview, const exchange::Question& question);

  void start();
  void frame(ScreenContext& in, exchange::Importer& importer);

 private:
  void collect(const exchange::ImportPreview& preview);
  void toolbar(ScreenContext& in, exchange::Importer& importer);
  void pairs(ScreenContext& in, exchange::Importer& importer);
  void side_by_side(ScreenContext& in, const exchange::Question& question);

  std::string query_;
  std::optional<model::Kind> kind_;
  Selection selection_;
  std::vector<std::size_t> shown_;  // places in the preview's questions
  std::vector<model::Kind> kinds_;
  std::size_t all_ = 0;
  std::size_t joined_ = 0;  // of all, answered as the same
};

}  // namespace keyplan::ui
