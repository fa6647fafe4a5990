#include "ui/screens/saved_views.h"

#include <utility>
#include <vector>

#include "core/model/order.h"

namespace keyplan::ui {

using model::Id;
using model::Kind;
using model::SavedView;

namespace {

static_assert(static_cast<int>(model::ViewState::at_risk) ==
              static_cast<int>(AccountState::at_risk) + 1);
static_assert(static_cast<int>(model::ViewState::healthy) ==
              static_cast<int>(AccountState::healthy) + 1);

AccountView view_of(const SavedView& saved) {
  AccountView view{.filter = {.text = saved.text,
                              .sector = saved.sector,
                              .region = saved.region,
                              .owner = saved.owner.id},
                   .group_by = saved.group_by,
                   .sort_by = saved.sort_by,
                   .descending = saved.descending};
  if (saved.tier != model::Tier::unset) view.filter.tier = saved.tier;
  if (saved.state != model::ViewState::unset)
    view.filter.state = static_cast<AccountState>(static_cast<int>(saved.state) - 1);
  return view;
}

void keep(const AccountView& view, SavedView& saved) {
  saved.text = view.filter.text;
  saved.tier = view.filter.tier.value_or(model::Tier::unset);
  saved.state = view.filter.state
                    ? static_cast<model::ViewState>(static_cast<int>(*view.filter.state) + 1)
                    : model::ViewState::unset;
  saved.sector = view.filter.sector;
  saved.region = view.filter.region;
  saved.owner = {view.filter.owner};
  saved.group_by = view.group_by;
  saved.sort_by = view.sort_by;
  saved.descending = view.descending;
}

}  // namespace

bool SavedViews::frame(ScreenContext& in, AccountView& now) {
  std::vector<const model::RecordBase*> views;
  for (const auto& view : in.plan.table<SavedView>()) views.push_back(&view);
  model::sort_by_order(Kind::saved_view, views);
  std::vector<std::string> texts;
  for (const auto* view : views) texts.push_back(name_of(in.plan, {Kind::saved_view, view->id}));
  texts.emplace_back("Save this view");
  for (const auto* view : views)
    texts.push_back("Remove " + name_of(in.plan, {Kind::saved_view, view->id}));
  std::vector<MenuEntry> entries;
  for (std::size_t i = 0; i < texts.size(); ++i)
    entries.push_back({.text = texts[i], .danger = i > views.size()});
  bool chosen = false;
  if (const auto picked = in.ui.menu("Views", entries, {.small = true})) {
    const auto place = static_cast<std::size_t>(*picked);
    if (place < views.size()) {
      now = view_of(static_cast<const model::Record<SavedView>*>(views[place])->data);
      chosen = true;
      in.ui.request_frames();
    } else if (place == views.size()) {
      asking_ = to_field_ = true;
      name_.clear();
    } else {
      const model::RecordKey key{Kind::saved_view, views[place - views.size() - 1]->id};
      model::Edit edit("remove view " + name_of(in.plan, key));
      edit.remove(key);
      in.edit(std::move(edit));
    }
  }
  ask_for_name(in, now);
  return chosen;
}

/// A name that is there already gets the new view.
void SavedViews::ask_for_name(ScreenContext& in, const AccountView& now) {
  if (!asking_) return;
  Ui& ui = in.ui;
  const auto dialog = ui.dialog("Save this view", asking_);
  if (!dialog) return;
  ui.text("The filter and the order as they are now, for everybody who has this plan.");
  if (std::exchange(to_field_, false)) ui.focus_next();
  bool save = false;
  if (const auto name = ui.text_field("Name", name_, {.placeholder = "Key accounts in EMEA"})) {
    name_ = *name;
    save = ui.entered();
  }
  const auto buttons = ui.dialog_buttons();
  if (ui.button("Keep as it is")) asking_ = false;
  save |= ui.button("Save", {.emphasis = Emphasis::primary,
                             .disabled_because = name_.empty() ? "It needs a name." : ""});
  if (!save || name_.empty()) return;
  asking_ = false;
  model::Edit edit("save view " + name_);
  for (const auto& view : in.plan.table<SavedView>()) {
    if (view.data.name != name_) continue;
    SavedView next = view.data;
    keep(now, next);
    const auto fields = model::info(Kind::saved_view).fields;
    for (std::uint16_t i = 0; i < fields.size(); ++i)
      edit.set({Kind::saved_view, view.id}, i, fields[i].get(&next));
    in.edit(std::move(edit));
    return;
  }
  auto record = new_record<SavedView>(in);
  record->data.name = name_;
  keep(now, record->data);
  add_record(in, Kind::saved_view, std::move(record));
}

}  // namespace keyplan::ui
