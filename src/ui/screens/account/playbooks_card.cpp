#include "ui/screens/account/playbooks_card.h"

#include <algorithm>
#include <tuple>

#include "core/model/display.h"
#include "core/model/standard_work.h"
#include "core/share/library.h"
#include "core/sorting/sort.h"

namespace keyplan::ui {

using model::Action;
using model::Id;
using model::Kind;
using model::Playbook;

void PlaybooksCard::collect(ScreenContext& in, Id account) {
  if (made_for_.holds(in, account)) return;
  played_.clear();
  others_.clear();
  labels_.clear();
  std::vector<Entry> all;
  const auto add_from = [&](const model::Plan& from) {
    for (const auto& playbook : from.table<Playbook>()) {
      const bool there = std::ranges::any_of(
          all, [&](const Entry& entry) { return entry.playbook == playbook.id; });
      const bool taken_over =
          &from != &in.plan && in.plan.find_any({Kind::playbook, playbook.id}) != nullptr;
      if (there || taken_over) continue;
      all.push_back({.from = &from,
                     .playbook = playbook.id,
                     .name = name_of(from, {Kind::playbook, playbook.id}),
                     .purpose = playbook.data.purpose == model::PlaybookPurpose::unset
                                    ? std::string()
                                    : std::string(model::choice_label(playbook.data.purpose))});
    }
  };
  add_from(in.plan);
  add_from(in.library());
  for (const auto& action : in.plan.of_account<Action>(account)) {
    if (!action.data.playbook) continue;
    const auto entry = std::ranges::find(all, action.data.playbook.id, &Entry::playbook);
    if (entry == all.end()) continue;
    ++entry->planned;
    if (action.data.status == model::ActionStatus::done) ++entry->done;
  }
  keyplan::sort(all, {}, [](const Entry& e) { return std::tie(e.purpose, e.name); });
  for (Entry& entry : all) (entry.planned > 0 ? played_ : others_).push_back(std::move(entry));
  for (const Entry& entry : others_)
    labels_.push_back(entry.purpose.empty() ? entry.name : entry.purpose + ": " + entry.name);
}

void PlaybooksCard::frame(ScreenContext& in, Id account) {
  collect(in, account);
  const auto card = in.ui.card("Playbooks", "a playbook plans its plays as actions");
  const auto count = [](std::size_t n) { return model::count_text(static_cast<std::int64_t>(n)); };
  for (const Entry& entry : played_) {
    const auto id = in.ui.id(entry.playbook.bits);
    const std::string done = count(entry.done) + " of " + count(entry.planned) + " done";
    if (in.ui.list_row({.title = entry.name, .text = entry.purpose, .right = done}))
      in.open({Kind::playbook, entry.playbook});
  }
  const std::vector<std::string_view> options(labels_.begin(), labels_.end());
  const auto chosen = in.ui.select("Start a playbook", options, -1,
                                   {.placeholder = "Choose what to work on", .width = 420});
  if (!chosen || *chosen < 0) return;
  const Entry& entry = others_[static_cast<std::size_t>(*chosen)];
  model::Edit edit("start playbook " + entry.name);
  share::start_playbook(edit, in.plan, *entry.from, entry.playbook, account, in.today, in.new_id);
  in.edit(std::move(edit));
}

}  // namespace keyplan::ui
