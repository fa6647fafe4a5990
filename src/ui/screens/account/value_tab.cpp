#include "ui/screens/account/value_tab.h"

namespace keyplan::ui {

void ValueTab::frame(ScreenContext& in, const model::Record<model::Account>& account) {
  propositions_.frame(in, account.id);
  promises_.frame(in, account.id);
  barriers_.frame(in, account.id);
}

}  // namespace keyplan::ui
