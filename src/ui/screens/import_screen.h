// Preview of an import: what was found, how each file was read, what becomes of each column, what
// is unclear. Nothing changes before "Import" is pressed.
#pragma once

#include "core/exchange/importer.h"
#include "ui/screens/alike_list.h"
#include "ui/screens/screen.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {

class ImportScreen {
 public:
  /// `progress` below 1: files are still being read or the import is being made.
  void frame(ScreenContext& in, exchange::Importer& importer, double progress);
  void start() {
    file_ = 0;
    alike_.start();
  }

 private:
  void found(ScreenContext& in, const exchange::ImportPreview& preview);
  void columns_of(ScreenContext& in, exchange::Importer& importer,
                  const exchange::FilePreview& file);
  void reading_of(ScreenContext& in, exchange::Importer& importer,
                  const exchange::FilePreview& file);
  void questions(ScreenContext& in, exchange::Importer& importer);
  void outcome(ScreenContext& in, const exchange::ImportPreview& preview);
  void left_out(ScreenContext& in, const exchange::FilePreview& file);

  std::size_t file_ = 0;
  AlikeList alike_;
};

}  // namespace keyplan::ui
