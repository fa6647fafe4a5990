#include "core/merge/conflicts.h"

#include <algorithm>

#include "core/file/registers.h"
#include "core/file/values.h"
#include "core/sorting/sort.h"

namespace keyplan::merge {

using namespace model;
using file::Element;
using file::Order;
using file::Register;
using file::register_of;

namespace {

bool may_conflict(const RecordBase& record) {
  return !record.hidden && (!record.alternates.empty() || !record.deletions.empty());
}

std::vector<std::string> conflicting_keys(const RecordBase& record) {
  std::vector<std::string> keys;
  for (const Alternate& alternate : record.alternates) keys.push_back(alternate.key);
  keyplan::sort(keys);
  const auto repeated = std::ranges::unique(keys);
  keys.erase(repeated.begin(), repeated.end());
  return keys;
}

Register unknown_register(const RecordBase& record, std::string_view key) {
  Register elements;
  for (const Member& member : record.unknown) {
    if (member.key == key) elements.push_back({member.stamp, member.json});
  }
  for (const Alternate& alternate : record.alternates) {
    if (alternate.key == key) elements.push_back({alternate.stamp, alternate.json});
  }
  return elements;
}

void add_conflicts(const Plan& plan, const KindInfo& kind, const RecordBase& record,
                   std::vector<Conflict>& found) {
  const Order order(plan.sessions());
  const void* data = data_of(kind.kind, record);
  for (const std::string& key : conflicting_keys(record)) {
    Conflict conflict{.record = {kind.kind, record.id}, .key = key};
    conflict.field = find_field(kind.kind, key);
    Register elements =
        conflict.field ? register_of(kind.fields[*conflict.field], *conflict.field, data, record)
                       : unknown_register(record, key);
    order.latest_first(elements);
    const bool agree = std::ranges::all_of(
        elements, [&](const Element& e) { return e.json == elements.front().json; });
    if (agree) continue;  // everybody wrote the same
    for (Element& element : elements) {
      Side side{.stamp = element.stamp, .json = std::move(element.json)};
      if (conflict.field) {
        const FieldInfo& field = kind.fields[*conflict.field];
        AnyRecord probe = make_record(kind.kind);
        void* probe_data = data_of(kind.kind, *probe);
        side.fits = side.json.empty() || file::read_field(field, side.json, probe_data);
        side.value = field.get(probe_data);
      }
      conflict.sides.push_back(std::move(side));
    }
    found.push_back(std::move(conflict));
  }

  if (record.deletions.empty()) return;
  const bool removed =
      std::ranges::any_of(record.deletions, [](const Deletion& d) { return !d.saw.empty(); });
  if (!removed) return;
  Conflict conflict{.kind = ConflictKind::edited_and_removed, .record = {kind.kind, record.id}};
  std::vector<Stamp> saw;
  for (const Deletion& deletion : record.deletions) {
    if (deletion.saw.empty()) {
      conflict.kind = ConflictKind::restored_and_removed;
      conflict.sides.insert(conflict.sides.begin(), {.stamp = deletion.stamp});
    } else {
      conflict.sides.push_back({.stamp = deletion.stamp, .removed = true});
      saw.insert(saw.end(), deletion.saw.begin(), deletion.saw.end());
    }
  }
  if (conflict.kind == ConflictKind::edited_and_removed) {
    std::vector<Stamp> unseen;
    for (const Stamp stamp : record.all_stamps()) {
      if (!std::ranges::contains(saw, stamp)) unseen.push_back(stamp);
    }
    keyplan::sort(unseen, [&](Stamp a, Stamp b) { return order.before(b, a); });
    for (auto at = unseen.rbegin(); at != unseen.rend(); ++at)
      conflict.sides.insert(conflict.sides.begin(), {.stamp = *at});
  }
  found.push_back(std::move(conflict));
}

}  // namespace

std::vector<Conflict> conflicts_of(const Plan& plan, RecordKey key) {
  std::vector<Conflict> found;
  const RecordBase* record = plan.find(key);
  if (record != nullptr && may_conflict(*record))
    add_conflicts(plan, info(key.kind), *record, found);
  return found;
}

std::vector<Conflict> conflicts(const Plan& plan) {
  std::vector<Conflict> found;
  for (const KindInfo& kind : all_kinds()) {
    const std::size_t first = found.size();
    for (const RecordBase& record : plan.table(kind.kind)) {
      if (may_conflict(record)) add_conflicts(plan, kind, record, found);
    }
    keyplan::sort(std::span(found).subspan(first),
                  [](const Conflict& a, const Conflict& b) { return a.record < b.record; });
  }
  return found;
}

std::string signature(const Conflict& conflict) {
  std::vector<Stamp> stamps;
  for (const Side& side : conflict.sides) stamps.push_back(side.stamp);
  keyplan::sort(stamps);
  std::string text = to_text(conflict.record.id) + ' ' +
                     std::to_string(static_cast<int>(conflict.kind)) + ' ' + conflict.key;
  for (const Stamp stamp : stamps)
    text += ' ' + std::to_string(stamp.session) + '.' + std::to_string(stamp.counter);
  return text;
}

bool settle(Edit& edit, const Conflict& conflict, const Side& side) {
  if (conflict.kind != ConflictKind::values) {
    side.removed ? edit.remove(conflict.record) : edit.restore(conflict.record);
    return true;
  }
  if (!conflict.field || !side.fits) return false;
  edit.set(conflict.record, *conflict.field, side.value);
  return true;
}

std::string_view author(const Plan& plan, Stamp stamp) {
  const std::string& who = plan.sessions()[stamp.session].who;
  return who.empty() ? std::string_view("somebody") : who;
}

}  // namespace keyplan::merge
