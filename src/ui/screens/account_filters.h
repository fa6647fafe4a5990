// The filters of account tables as widgets, to be drawn side by side in a row.
#pragma once

#include "ui/screens/account_rows.h"

namespace keyplan::ui {

void filter_by_text(ScreenContext& in, AccountFilter& filter);
void filter_by_tier(ScreenContext& in, AccountFilter& filter);
void filter_by_state(ScreenContext& in, AccountFilter& filter);
/// Nothing is drawn while the plan has nothing to choose from.
void filter_by_sector(ScreenContext& in, AccountFilter& filter, const AccountRows& rows);
void filter_by_region(ScreenContext& in, AccountFilter& filter, const AccountRows& rows);
void filter_by_owner(ScreenContext& in, AccountFilter& filter);

}  // namespace keyplan::ui
