// What is planned the same way for many accounts: plan templates, question sets, playbooks; and the
// competitors that are met at several of them. Taken from the library, changed, passed on as a
// file.
#pragma once

#include <optional>

#include "ui/screens/record_table.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

class TemplatesScreen {
 public:
  TemplatesScreen();
  void frame(ScreenContext& in);
  /// Opens the part on which records of this kind are.
  void show(model::Kind kind);

 private:
  enum class Part : std::uint8_t { templates, questions, playbooks, competitors };
  /// A list of wholes, and the parts of the one that is chosen.
  struct Shelf {
    RecordTable wholes;
    RecordTable parts;
    model::Id chosen = {};
  };
  void take_over(ScreenContext& in, model::Kind kind);
  void shelf(ScreenContext& in, Shelf& shelf, model::Kind whole, model::Kind part,
             std::string_view field);

  Part part_ = Part::templates;
  Shelf templates_;
  Shelf questions_;
  Shelf playbooks_;
  RecordTable competitors_;
};

}  // namespace keyplan::ui
