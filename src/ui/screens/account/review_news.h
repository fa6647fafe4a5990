// What changed at an account since a day: what a review is about.
#pragma once

#include <string>
#include <vector>

#include "ui/screens/account/week_card.h"

namespace keyplan::ui {

/// The last review that was held; its date is where the news begin.
const model::Record<model::Review>* last_held(const model::Plan& plan, model::Id account,
                                              model::Date today);

/// Goals and risks that are new or changed, actions closed and overdue, satisfaction scores, deals
/// won and lost: after `since`, or in the last quarter of a year without one. The latest first
/// within each of these.
std::vector<WeekRow> news_since(const model::Plan& plan, model::Id account, model::Date since,
                                model::Date today);

/// The news as lines of an agenda, with a head and what every review closes with.
std::string agenda_of(const std::vector<WeekRow>& news, model::Date since);

/// "since 20 Aug 2026", or what is said without a review before.
std::string since_text(model::Date since);

}  // namespace keyplan::ui
