// Import of files exported by other systems, as one undoable edit.
//
//   Importer importer(std::move(files));
//   while (importer.step(plan) < 1) { /* next frame, or show progress */ }
//   show(importer.preview());             // correct mapping, answer questions: step() again
//   while (importer.build(plan) < 1) {}
//   plan.apply(importer.take_edit());
//
// Nothing touches the plan before apply(). Each call works for about `budget` rows, so a page stays
// alive with 100,000 of them; destroying the importer cancels. When the plan changes in between,
// step() starts over with what it has read.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/exchange/preview.h"
#include "core/model/edit.h"
#include "core/model/plan.h"

namespace keyplan::exchange {

struct SourceFile {
  std::string name;  // without folder
  std::string bytes;
};

class Importer {
 public:
  explicit Importer(std::vector<SourceFile> files);
  Importer(Importer&&) noexcept;
  Importer& operator=(Importer&&) noexcept;
  ~Importer();

  static constexpr std::size_t usual_budget = 500;

  /// Reads, maps and compares with the plan. Returns 0 to 1; 1 = preview() is up to date.
  double step(const model::Plan& plan, std::size_t budget = usual_budget);
  bool ready() const;

  /// The last complete preview; empty before the first. Stays valid while step() works on a new
  /// one.
  const ImportPreview& preview() const;

  // Corrections. File, column and option are indexes into the preview. Each makes step() work
  // again; an answer shows in the preview at once, what follows from it when step() is done.
  void set_kind(std::size_t file, TableKind kind);
  void set_target(std::size_t file, std::size_t column, Target target);
  void set_encoding(std::size_t file, Encoding encoding);
  void set_delimiter(std::size_t file, Delimiter delimiter);
  void set_decimal_mark(std::size_t file, DecimalMark mark);
  void set_date_order(std::size_t file, DateOrder order);
  void answer(const std::string& question_key, std::size_t option);
  /// The same answer to several questions, by their places in the preview.
  void answer(std::span<const std::size_t> questions, std::size_t option);

  /// Only when ready() for this plan. Takes ids from the plan. Returns 0 to 1; 1 = take_edit().
  double build(model::Plan& plan, std::size_t budget = usual_budget);
  /// The one edit, named "import of 4 files". The importer is used up.
  model::Edit take_edit();

 private:
  struct Job;
  std::unique_ptr<Job> job_;
};

}  // namespace keyplan::exchange
