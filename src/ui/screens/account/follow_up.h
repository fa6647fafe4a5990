// Lines of text that become actions: notes of a review, findings of a visit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/screens/screen.h"

namespace keyplan::ui {

/// Lines with something in them, without bullets and the space around them.
std::vector<std::string> lines_of(std::string_view text);

/// The action of the account with this title, of the review when there is one.
const model::Record<model::Action>* action_titled(const model::Plan& plan, model::Id account,
                                                  std::string_view title, model::Id review = {});

/// One line with the button that makes an action of it, due in a week; once there is such an action
/// the line leads to it and says how far it is.
void action_line(ScreenContext& in, model::Id account, std::string_view line,
                 std::string_view title, model::Id review = {});

}  // namespace keyplan::ui
