// Views of the book that people keep in the plan: filter, grouping and order under a name. Every
// page that lists accounts offers the same ones and takes of them what it can show.
#pragma once

#include <string>

#include "core/model/records/priorities.h"
#include "ui/screens/account_rows.h"

namespace keyplan::ui {

struct AccountView {
  AccountFilter filter;
  model::GroupBy group_by = model::GroupBy::unset;
  std::string sort_by;  // the page's own word for a column; "" = its usual order
  bool descending = false;
};

class SavedViews {
 public:
  /// A menu, drawn in the row of the filters, and the dialog that asks for a name. True: another
  /// view was chosen, and `now` is what it shows.
  bool frame(ScreenContext& in, AccountView& now);

 private:
  void ask_for_name(ScreenContext& in, const AccountView& now);

  bool asking_ = false;
  bool to_field_ = false;
  std::string name_;
};

}  // namespace keyplan::ui
