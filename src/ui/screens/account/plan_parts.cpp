#include "ui/screens/account/plan_parts.h"

#include <algorithm>
#include <utility>

#include "core/model/display.h"
#include "core/model/order.h"
#include "core/sorting/sort.h"

namespace keyplan::ui {

bool MadeFor::holds(const ScreenContext& in, model::Id account) {
  if (revision_ == in.plan.revision() && account_ == account && today_ == in.today) return true;
  other_account_ = account_ != account;
  revision_ = in.plan.revision();
  account_ = account;
  today_ = in.today;
  ++serial_;
  return false;
}

std::optional<std::string> AddField::frame(ScreenContext& in, const Look& look) {
  if (std::exchange(again_, false)) in.ui.focus_next();
  auto text =
      in.ui.text_field(look.label, "",
                       {.placeholder = look.placeholder.empty() ? look.label : look.placeholder,
                        .width = look.width,
                        .label_shown = false});
  const bool by_enter = in.ui.entered();
  if (!text || text->empty()) return std::nullopt;
  again_ = by_enter;
  in.ui.request_frames();
  return text;
}

void note_field(ScreenContext& in, model::RecordKey key, std::uint16_t field,
                std::string_view text) {
  const auto scope = in.ui.id(key.id.bits ^ field);
  const model::FieldInfo& info = model::info(key.kind).fields[field];
  const std::string told = std::string(info.label) + " of " + name_of(in.plan, key);
  const float room = in.ui.available() - in.ui.px(length::gap);
  const float height = in.ui.text_height(text, TextStyle::small, room);
  const int lines = static_cast<int>(height / in.ui.theme().line_px(TextStyle::small) + 0.5f);
  auto entered = in.ui.text_field(info.label, text,
                                  {.look = FieldLook::in_place,
                                   .placeholder = "Add",
                                   .lines = std::clamp(lines, 1, 6),
                                   .style = TextStyle::small,
                                   .tone = Tone::muted,
                                   .name = told});
  if (!entered) return;
  model::Edit edit("change " + lower_first(info.label) + " of " + name_of(in.plan, key));
  edit.set(key, field, entered->empty() ? model::Value{} : model::Value{std::move(*entered)});
  in.edit(std::move(edit));
}

void open_button(ScreenContext& in, model::RecordKey key, std::string_view name) {
  const std::string told = "Open " + std::string(name);
  if (in.ui.button("Open", {.emphasis = Emphasis::quiet, .small = true, .name = told}))
    in.open(key);
}

void remove_button(ScreenContext& in, model::Kind kind, Selection& selection,
                   std::string_view plural) {
  if (selection.keys.empty()) return;
  const std::string count = model::count_text(static_cast<std::int64_t>(selection.keys.size()));
  if (!in.ui.button(told_apart("Remove " + count, plural),
                    {.emphasis = Emphasis::danger, .small = true}))
    return;
  std::vector<model::RecordKey> gone;
  for (const std::uint64_t bits : selection.keys) {
    const model::RecordKey key{kind, model::Id{bits}};
    if (in.plan.find(key) != nullptr) gone.push_back(key);
  }
  selection = {};
  if (gone.empty()) return;
  keyplan::sort(gone, {}, &model::RecordKey::id);
  model::Edit edit("remove " + (gone.size() == 1 ? name_of(in.plan, gone[0])
                                                 : count + " " + std::string(plural)));
  for (const model::RecordKey& key : gone) edit.remove(key);
  in.edit(std::move(edit));
}

void move_by_one(ScreenContext& in, model::Kind kind,
                 std::span<const model::RecordBase* const> list, model::Id moved, bool down) {
  const auto at = std::ranges::find(list, moved, &model::RecordBase::id);
  if (at == list.end()) return;
  const auto place = static_cast<std::size_t>(at - list.begin());
  if (!down && place == 0) return;
  model::Edit edit("move " + name_of(in.plan, {kind, moved}));
  model::move_in_order(edit, kind, list, moved, down ? place + 2 : place - 1, in.new_id().bits);
  if (!edit.empty()) in.edit(std::move(edit));
}

ActionsByTitle actions_by_title(const model::Plan& plan, model::Id account) {
  ActionsByTitle found;
  for (const auto& action : plan.of_account<model::Action>(account))
    found.emplace(action.data.title, action.id);
  return found;
}

std::unique_ptr<model::Record<model::Action>> action_for(const ScreenContext& in, model::Id account,
                                                         std::string title) {
  constexpr int days_ahead = 14;
  auto action = new_record<model::Action>(in, account);
  action->data.title = std::move(title);
  action->data.due = {in.today.days + days_ahead};
  return action;
}

std::string day_or(model::Date day, std::string_view otherwise) {
  return day ? model::date_text(day) : std::string(otherwise);
}

}  // namespace keyplan::ui
