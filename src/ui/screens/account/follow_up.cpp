#include "ui/screens/account/follow_up.h"

#include <algorithm>

#include "core/model/standard_work.h"

namespace keyplan::ui {

using model::Action;
using model::Id;
using model::Kind;

namespace {

std::string_view trimmed(std::string_view line) {
  constexpr std::string_view bullet = "\u2022";
  for (;;) {
    if (line.starts_with(bullet)) {
      line.remove_prefix(bullet.size());
    } else if (!line.empty() && std::string_view(" \t\r-*").contains(line.front())) {
      line.remove_prefix(1);
    } else {
      break;
    }
  }
  while (!line.empty() && std::string_view(" \t\r").contains(line.back())) line.remove_suffix(1);
  return line;
}

std::string_view state_of(const Action& action) {
  if (action.status == model::ActionStatus::unset) return "Open";
  return model::choice_label(action.status);
}

}  // namespace

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trimmed(text.substr(0, end));
    if (!line.empty()) lines.emplace_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

const model::Record<Action>* action_titled(const model::Plan& plan, Id account,
                                           std::string_view title, Id review) {
  for (const auto& action : plan.of_account<Action>(account))
    if (action.data.title == title && (!review || action.data.review.id == review)) return &action;
  return nullptr;
}

void action_line(ScreenContext& in, Id account, std::string_view line, std::string_view title,
                 Id review) {
  const auto row = in.ui.row();
  if (const auto* action = action_titled(in.plan, account, title, review)) {
    in.ui.badge("Action: " + lower_first(state_of(action->data)),
                model::is_closed(action->data) ? Tone::positive : Tone::accent);
    if (in.ui.link(line)) in.open({Kind::action, action->id});
    return;
  }
  const std::string told = "Make action: " + std::string(line);
  if (in.ui.button("Make action", {.small = true, .name = told})) {
    auto action = new_record<Action>(in, account);
    action->data.title = title;
    action->data.due = {in.today.days + 7};
    action->data.review = {review};
    action->id = in.new_id();
    model::Edit edit("make an action of a note");
    edit.add(Kind::action, std::move(action));
    in.edit(std::move(edit));
  }
  in.ui.text(line, {.style = TextStyle::small});
}

}  // namespace keyplan::ui
