// A table of records of one kind, made from its description: sorted, filtered, edited in place,
// several removed at once, copied into a spreadsheet. Kinds that people put in order stand in that
// order until a column is sorted, and a selected row can be moved in it.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/query.h"
#include "ui/screens/screen.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {

/// A described field as a column. Width as in ui::Column.
struct RecordColumn {
  std::string_view field;  // key in the description
  float width = 0;
  float flex = 0;
  int priority = 0;
};

class RecordTable {
 public:
  RecordTable(model::Kind kind, std::initializer_list<RecordColumn> columns);

  struct Options {
    std::string name;        // told: "Opportunities of Konex"
    model::Id account = {};  // with of_account: only the records of this account
    bool of_account = false;
    std::uint64_t variant = 0;  // changes whenever `keep` decides differently
    std::function<bool(const model::RecordBase&)> keep = {};
    std::function<model::AnyRecord()> make = {};  // a new record; absent: nothing can be added
    std::string add_label = {};                   // "Add person"
    bool quick_add = false;  // a field for the name instead of a button: type, Enter, type on
    bool details = false;    // a button in each row opens all fields of the record
    /// With one row selected, a button for its record beside "Remove".
    std::string selected_label = {};
    std::function<void(model::Id)> selected_action = {};
    std::string empty = "Nothing here yet.";
    bool search = true;
    std::function<void()> filters = {};  // drawn beside the search field
    bool fill = false;                   // down to the bottom of the page
    float height = 0;
  };
  void frame(ScreenContext& in, const Options& options);

  /// Shows only what matches; used when a search result leads here.
  void search_for(std::string text) { query_ = std::move(text); }
  std::size_t shown() const { return rows_.size(); }

 private:
  struct Key {
    std::uint64_t revision = ~0ull;
    std::uint64_t variant = 0;
    model::Id account;
    std::string query;
    Sort sort;
    bool operator==(const Key&) const = default;
  };
  void collect(const ScreenContext& in, const Options& options);
  bool matches(const model::RecordBase& record, const text::Query& query) const;
  bool any(const model::Plan& plan) const;  // records of the kind, shown or not
  void add(ScreenContext& in, const Options& options);
  void add_named(ScreenContext& in, const Options& options, std::string name);
  void toolbar(ScreenContext& in, const Options& options);
  void move_buttons(ScreenContext& in);
  void move_selected(ScreenContext& in, std::size_t from, std::size_t place);
  void remove_selected(ScreenContext& in);
  TsvWriter as_text(const ScreenContext& in) const;

  model::Kind kind_;
  std::vector<std::uint16_t> fields_;
  std::vector<Column> columns_;
  std::string query_;
  Sort sort_{.column = 0};
  bool in_order_ = false;  // the kind has an order of its own, and it is the one shown
  Selection selection_;
  Key made_for_;
  std::vector<const model::RecordBase*> rows_;
  model::Id just_added_;
  bool add_another_ = false;  // the field for the next name gets the keyboard
};

}  // namespace keyplan::ui
