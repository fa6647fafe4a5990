#include "ui/screens/person_dialog.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "core/model/display.h"
#include "core/sorting/sort.h"
#include "core/text/fold.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {
namespace {

using model::Kind;
using share::Mention;

std::string_view label_of(Mention::How how) {
  switch (how) {
    case Mention::How::own:
      return "Their own record";
    case Mention::How::reference:
      return "Refers to them";
    case Mention::How::text:
      return "Names them";
    case Mention::How::last_name:
      break;
  }
  return "Has their last name: look at it yourself";
}

}  // namespace

void PersonDialog::open() {
  *this = {};
  open_ = true;
}

void PersonDialog::collect(const model::Plan& plan) {
  if (revision_ == plan.revision()) return;
  revision_ = plan.revision();
  struct Entry {
    std::string folded, name;
    model::RecordKey key;
  };
  std::vector<Entry> entries;
  const auto add = [&](model::RecordKey key, const std::string& name, std::string_view of) {
    entries.push_back({text::folded(name), name + ", " + std::string(of), key});
  };
  // Removed ones too: their data is in the file as long as they are not erased.
  for (const auto& person : plan.table<model::Person>().all()) {
    const auto* account = plan.find(person->data.account);
    add({Kind::person, person->id}, person->data.name,
        person->hidden       ? std::string_view("removed")
        : account == nullptr ? std::string_view("no account")
                             : account->data.name);
  }
  for (const auto& member : plan.table<model::TeamMember>().all())
    add({Kind::team_member, member->id}, member->data.name,
        member->hidden ? "removed" : "our team");
  keyplan::sort(entries, {}, [](const Entry& e) { return std::tie(e.folded, e.key); });
  people_.clear();
  names_.clear();
  for (Entry& entry : entries) {
    people_.push_back(entry.key);
    names_.push_back(std::move(entry.name));
  }
  if (person_ && !std::ranges::contains(people_, *person_)) person_.reset();
  mentions_ = person_ ? share::mentions_of(plan, *person_) : std::vector<Mention>();
}

void PersonDialog::choose(ScreenContext& in) {
  const std::vector<std::string_view> options(names_.begin(), names_.end());
  const auto at = person_ ? std::ranges::find(people_, *person_) : people_.end();
  const int current = at == people_.end() ? -1 : static_cast<int>(at - people_.begin());
  if (const auto chosen = in.ui.select("Person", options, current)) {
    person_ = people_[static_cast<std::size_t>(*chosen)];
    mentions_ = share::mentions_of(in.plan, *person_);
    confirming_ = false;
  }
}

void PersonDialog::mentions(ScreenContext& in) {
  static constexpr Column columns[] = {{.name = "Where", .flex = 1.4f, .sortable = false},
                                       {.name = "What", .flex = 2, .sortable = false},
                                       {.name = "Why", .flex = 1, .sortable = false}};
  const bool many = mentions_.size() > 6;
  auto table = in.ui.table("Found", columns, mentions_.size(),
                           {.height = many ? 210.0f : 0.0f, .openable = false});
  while (table.next_row()) {
    const Mention& mention = mentions_[table.row()];
    const model::RecordBase* record = in.plan.find_any(mention.record);
    const model::KindInfo& kind = model::info(mention.record.kind);
    const model::FieldInfo& field = kind.fields[mention.field];
    const std::string where =
        name_of(in.plan, mention.record) + " \u00B7 " + std::string(field.label);
    table.cell();
    table.row_name(where);
    in.ui.text(where, {.style = TextStyle::small, .wrap = false});
    table.cell();
    in.ui.text(record == nullptr
                   ? std::string()
                   : model::display(field, field.get(model::data_of(kind.kind, *record)), in.plan),
               {.style = TextStyle::small, .wrap = false});
    table.cell();
    in.ui.text(label_of(mention.how),
               {.style = TextStyle::small, .tone = Tone::muted, .wrap = false});
  }
}

std::optional<PersonWish> PersonDialog::buttons(Ui& ui) {
  const auto row = ui.dialog_buttons();
  if (ui.button("Close")) open_ = false;
  if (!person_) return std::nullopt;
  if (confirming_) {
    if (!ui.button("Erase for good", Emphasis::danger)) return std::nullopt;
    open_ = false;
    return PersonWish{PersonWish::What::erase, *person_};
  }
  if (ui.button("Erase everywhere", Emphasis::danger)) confirming_ = true;
  if (ui.button("Save what is kept", Emphasis::primary))
    return PersonWish{PersonWish::What::save, *person_};
  return std::nullopt;
}

std::optional<PersonWish> PersonDialog::frame(ScreenContext& in) {
  if (!open_) return std::nullopt;
  std::optional<PersonWish> wish;
  if (const auto dialog = in.ui.dialog("One person", open_, 720)) {
    collect(in.plan);
    if (people_.empty()) {
      in.ui.muted("There are no people in this plan.");
    } else {
      choose(in);
    }
    if (person_) mentions(in);
    if (confirming_) {
      in.ui.banner(
          Tone::warning,
          "The record goes for good, what refers to it is emptied, texts that name the person are "
          "changed, and their name no longer stands beside changes. This cannot be undone: the "
          "steps so far and the earlier states on this device go too. Files that were sent or "
          "saved before still hold the person, and merging one can bring changes with their name.");
    }
    wish = buttons(in.ui);
  }
  if (!open_) *this = {};
  return wish;
}

}  // namespace keyplan::ui
