#include "core/share/library.h"

#include <algorithm>
#include <utility>

#include "core/model/order.h"

namespace keyplan::share {

using namespace model;

namespace {

/// Field of a part that names what it is a part of.
template <class T, class Whole>
void add_parts_of(const Plan& library, Id whole, Ref<Whole> T::* member,
                  std::vector<RecordKey>& keys) {
  for (const Record<T>& part : library.table<T>())
    if ((part.data.*member).id == whole) keys.push_back({kind_of<T>, part.id});
}

}  // namespace

std::vector<RecordKey> with_parts(const Plan& library, RecordKey record) {
  std::vector<RecordKey> keys{record};
  // Grows while it is walked: templates bring sets and playbooks, which bring their own parts.
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const RecordKey key = keys[i];
    if (key.kind == Kind::question_set)
      add_parts_of(library, key.id, &Question::set, keys);
    else if (key.kind == Kind::playbook)
      add_parts_of(library, key.id, &Play::playbook, keys);
    else if (key.kind == Kind::plan_template)
      add_parts_of(library, key.id, &TemplateItem::plan_template, keys);
    if (key.kind == Kind::template_item) {
      const auto* item = library.find<TemplateItem>(key.id);
      if (item != nullptr && item->data.set)
        keys.push_back({Kind::question_set, item->data.set.id});
      if (item != nullptr && item->data.playbook)
        keys.push_back({Kind::playbook, item->data.playbook.id});
    }
    std::vector<RecordKey> once;
    for (const RecordKey& found : keys)
      if (!std::ranges::contains(once, found)) once.push_back(found);
    keys = std::move(once);
  }
  std::erase_if(keys, [&](const RecordKey& key) { return library.find(key) == nullptr; });
  return keys;
}

std::vector<RecordKey> shared_parts_of(const Plan& plan) {
  std::vector<RecordKey> keys;
  for (const Kind kind : {Kind::question_set, Kind::playbook, Kind::plan_template})
    for (const RecordBase& record : plan.table(kind))
      for (const RecordKey& key : with_parts(plan, {kind, record.id}))
        if (!std::ranges::contains(keys, key)) keys.push_back(key);
  return keys;
}

void add_from_library(Edit& edit, const Plan& plan, const Plan& library,
                      std::span<const RecordKey> records) {
  for (const RecordKey& key : records) {
    const RecordBase* record = library.find(key);
    if (record == nullptr || std::ranges::binary_search(plan.erased(), key.id)) continue;
    const RecordBase* here = plan.find_any(key);
    if (here == nullptr) {
      if (!plan.contains(key.id)) edit.add(key.kind, made_anew(key.kind, *record));
    } else if (here->hidden) {
      edit.restore(key);
    }
  }
}

void start_playbook(Edit& edit, const Plan& plan, const Plan& library, Id playbook, Id account,
                    Date today, const std::function<Id()>& new_id) {
  const auto needed = with_parts(library, {Kind::playbook, playbook});
  add_from_library(edit, plan, library, needed);
  std::vector<const RecordBase*> plays;
  for (const Record<Play>& play : library.table<Play>())
    if (play.data.playbook.id == playbook) plays.push_back(&play);
  sort_by_order(Kind::play, plays);
  const auto* planned = plan.find<Account>(account);
  for (const RecordBase* record : plays) {
    const Play& play = static_cast<const Record<Play>&>(*record).data;
    const std::int64_t days =
        play.after_days ? std::clamp<std::int64_t>(play.after_days.value, 0, 3650) : 7;
    edit.add(new_id(), Action{.title = play.title,
                              .account = {account},
                              .owner = planned == nullptr ? Ref<TeamMember>{} : planned->data.owner,
                              .due = {today.days + static_cast<std::int32_t>(days)},
                              .repeats = play.repeats,
                              .effort_hours = play.effort_hours,
                              .playbook = {playbook},
                              .notes = play.notes});
  }
}

void choose_template(Edit& edit, const Plan& plan, const Plan& library, Id plan_template,
                     Id account) {
  add_from_library(edit, plan, library, with_parts(library, {Kind::plan_template, plan_template}));
  edit.set<&Account::plan_template>(account, plan_template);
}

Plan library_of(const Plan& plan, std::span<const RecordKey> records, std::string plan_id) {
  Plan library(std::move(plan_id));
  // As in a file written by hand: no session made the values.
  const auto session = library.add_session({.id = SessionId{0}, .counter = 1, .who = {}});
  for (const RecordKey& key : records) {
    const RecordBase* record = plan.find(key);
    if (record == nullptr) continue;
    AnyRecord copy = made_anew(key.kind, *record);
    copy->created = {session, 1};
    library.add_loaded(key.kind, std::move(copy));
  }
  return library;
}

}  // namespace keyplan::share
