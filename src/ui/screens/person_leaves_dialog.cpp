#include "ui/screens/person_leaves_dialog.h"

#include <algorithm>
#include <string>

#include "core/model/display.h"

namespace keyplan::ui {

using model::Id;
using model::Kind;
using model::Person;
using model::RecordKey;

namespace {

constexpr int days_for_first = 2;   // working days
constexpr int days_for_others = 5;  // working days

}  // namespace

void PersonLeavesDialog::open(Id person) {
  *this = {};
  person_ = person;
  open_ = true;
}

void PersonLeavesDialog::refresh(const ScreenContext& in) {
  if (revision_ == in.plan.revision()) return;
  revision_ = in.plan.revision();
  leaves_ = analysis::person_leaves(in.plan, person_, in.figures.context());
  wanted_.assign(leaves_.actions.size(), true);
}

void PersonLeavesDialog::named_in(ScreenContext& in) const {
  in.ui.heading("What they are in", 2, TextStyle::strong);
  std::vector<RecordKey> records;
  for (const Id deal : leaves_.deals) records.push_back({Kind::opportunity, deal});
  for (const Id goal : leaves_.goals) records.push_back({Kind::goal, goal});
  for (const RecordKey& key : leaves_.named_in)
    if (!std::ranges::contains(records, key)) records.push_back(key);
  const auto group = in.ui.group("What they are in", Role::list);
  for (const RecordKey& key : records) {
    const auto id = in.ui.id(key.id.bits);
    const Words word = words(in.plan);
    const std::string chip = key.kind == Kind::opportunity
                                 ? capitalised(word.opportunity)
                                 : std::string(model::info(key.kind).label);
    const std::string name = name_of(in.plan, key);
    in.ui.list_row({.chip = chip, .text = name, .pressable = false});
  }
  if (records.empty()) in.ui.muted("Nothing that is open names them.");
  if (leaves_.deal_amount.value > 0 && !leaves_.deal_amount.overflowed) {
    in.ui.muted("Open " + words(in.plan).opportunities + " worth " +
                model::money_text({leaves_.deal_amount.value, in.figures.context().base},
                                  model::MoneyStyle::compact) +
                ".");
  }
}

void PersonLeavesDialog::successors(ScreenContext& in) const {
  in.ui.heading("Who could follow", 2, TextStyle::strong);
  const auto group = in.ui.group("Who could follow", Role::list);
  for (const analysis::Successor& successor : leaves_.successors) {
    const auto id = in.ui.id(successor.person.bits);
    std::string why;
    for (const std::string& reason : successor.reasons) why += (why.empty() ? "" : " ") + reason;
    const std::string name = name_of(in.plan, {Kind::person, successor.person});
    in.ui.list_row({.title = name, .text = why, .pressable = false});
  }
  if (leaves_.successors.empty())
    in.ui.muted("Nobody we know stands near them. Find somebody who does.");
}

void PersonLeavesDialog::actions(ScreenContext& in) {
  in.ui.heading("What to do", 2, TextStyle::strong);
  const auto group = in.ui.group("What to do");
  for (std::size_t i = 0; i < leaves_.actions.size(); ++i) {
    const auto id = in.ui.id(i);
    if (in.ui.checkbox(leaves_.actions[i], wanted_[i])) {
      wanted_[i] = !wanted_[i];
      in.ui.request_frames();
    }
  }
}

void PersonLeavesDialog::note(ScreenContext& in) {
  const auto* person = in.plan.find<Person>(person_);
  if (person == nullptr) return;
  const auto* account = in.plan.find(person->data.account);
  auto owner = person->data.owner;
  if (in.plan.find(owner) == nullptr && account != nullptr) owner = account->data.owner;
  model::Edit edit("note that " + name_of(in.plan, {Kind::person, person_}) + " has left");
  edit.set<&Person::left>(person_, in.today);
  bool first = true;
  for (std::size_t i = 0; i < leaves_.actions.size(); ++i) {
    if (!wanted_[i]) continue;
    auto action = new_record<model::Action>(in, person->data.account.id);
    action->data.title = leaves_.actions[i];
    if (action->data.title.ends_with('.')) action->data.title.pop_back();
    action->data.person = {person_};
    action->data.owner = owner;
    action->data.due =
        analysis::working_days_later(in.today, first ? days_for_first : days_for_others);
    action->id = in.new_id();
    edit.add(Kind::action, std::move(action));
    first = false;
  }
  in.edit(std::move(edit));
}

void PersonLeavesDialog::frame(ScreenContext& in) {
  if (!open_) return;
  refresh(in);
  const bool there = in.plan.find<Person>(person_) != nullptr;
  const std::string title =
      there ? name_of(in.plan, {Kind::person, person_}) + " has left" : "Somebody has left";
  const auto dialog = in.ui.dialog(title, open_, 620);
  if (!dialog) return;
  if (!there) {
    in.ui.text("They are no longer in the plan.");
  } else {
    named_in(in);
    successors(in);
    actions(in);
  }
  const auto buttons = in.ui.dialog_buttons();
  if (in.ui.button("Cancel")) open_ = false;
  if (there && in.ui.button("Note it", Emphasis::primary)) {
    note(in);
    open_ = false;
  }
}

}  // namespace keyplan::ui
