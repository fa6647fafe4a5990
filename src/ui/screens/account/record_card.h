// A card with the records of one kind that belong to an account: type a name to add one, edit in
// place, open one for all its fields.
#pragma once

#include <functional>
#include <initializer_list>
#include <string_view>

#include "ui/screens/record_table.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

/// Some of the records only, and what a new one needs to be among them.
struct RecordPart {
  std::uint64_t variant = 0;  // another number whenever `keep` decides differently
  std::function<bool(const model::RecordBase&)> keep = {};
  std::function<void(void* data)> preset = {};
};

class RecordCard {
 public:
  struct Words {
    std::string_view title;  // of the card; told of the table
    std::string_view note;   // beside it
    std::string_view add;    // "Add goal"
    std::string_view empty;  // the sentence instead of rows
  };
  RecordCard(model::Kind kind, const Words& words, std::initializer_list<RecordColumn> columns)
      : kind_(kind), words_(words), table_(kind, columns) {}

  void frame(ScreenContext& in, model::Id account, const RecordPart& part = {});
  /// The same without a card around it.
  void table(ScreenContext& in, model::Id account, const RecordPart& part = {});

 private:
  model::Kind kind_;
  Words words_;
  RecordTable table_;
};

}  // namespace keyplan::ui
