#include "ui/screens/account/x_matrix_card.h"

#include <algorithm>

namespace keyplan::ui {

using model::Goal;
using model::GoalLevel;
using model::GoalLink;
using model::GoalRole;
using model::Id;
using model::Kind;
using model::LinkStrength;

namespace {

/// More would make cells nobody can compare.
constexpr std::size_t most_entries = 30;

XList list_of(GoalLevel level) {
  switch (level) {
    case GoalLevel::long_term:
      return XList::long_term;
    case GoalLevel::priority:
      return XList::priorities;
    case GoalLevel::target:
      return XList::targets;
    case GoalLevel::unset:
    case GoalLevel::annual:
      break;
  }
  return XList::annual;
}

/// What is lower serves what is higher.
int height_of(XList list) {
  switch (list) {
    case XList::long_term:
      return 3;
    case XList::annual:
      return 2;
    case XList::priorities:
      return 1;
    case XList::targets:
    case XList::people:
      break;
  }
  return 0;
}

Strength strength_of(LinkStrength strength) {
  return strength == LinkStrength::strong ? Strength::strong : Strength::weak;
}

std::pair<Id, Id> unordered(Id a, Id b) { return a < b ? std::pair(a, b) : std::pair(b, a); }

model::Value value_of(Strength strength) {
  const auto written = strength == Strength::strong ? LinkStrength::strong : LinkStrength::weak;
  return model::Choice{static_cast<std::uint8_t>(written)};
}

}  // namespace

std::size_t XMatrixCard::PairHash::operator()(const Pair& pair) const {
  return model::IdHash{}(pair.first) * 31 + model::IdHash{}(pair.second);
}

XMatrixList& XMatrixCard::list(XList which) {
  constexpr XMatrixList XMatrixLists::* lists[] = {&XMatrixLists::annual, &XMatrixLists::priorities,
                                                   &XMatrixLists::targets, &XMatrixLists::long_term,
                                                   &XMatrixLists::people};
  return lists_.*lists[static_cast<std::size_t>(which)];
}

void XMatrixCard::make(const ScreenContext& in, const GoalsData& goals) {
  if (made_for_ == goals.serial()) return;
  made_for_ = goals.serial();
  lists_ = {};
  keys_ = {};
  marks_.clear();
  cut_ = false;
  for (const GoalRow& row : goals.own) {
    if (row.record->data.status == model::GoalStatus::dropped) continue;
    const XList which = list_of(level_of(row.record->data));
    auto& keys = keys_[static_cast<std::size_t>(which)];
    if (keys.size() == most_entries) {
      cut_ = true;
      continue;
    }
    keys.push_back({Kind::goal, row.record->id});
    list(which).items.push_back(row.name);
  }
  const auto mark = [&](Id a, Id b, LinkStrength strength, model::RecordKey key) -> Mark& {
    Mark& found = marks_[unordered(a, b)];
    found.strength = std::max(found.strength, strength_of(strength));
    found.records.push_back(key);
    return found;
  };
  for (const auto& link : in.plan.of_account<GoalLink>(goals.account))
    mark(link.data.from.id, link.data.to.id, link.data.strength, {Kind::goal_link, link.id});
  for (const auto& role : in.plan.of_account<GoalRole>(goals.account)) {
    const Id who = role.data.member ? role.data.member.id : role.data.person.id;
    if (!who || !role.data.goal) continue;
    Mark& found = mark(role.data.goal.id, who, role.data.strength, {Kind::goal_role, role.id});
    found.has_words |= !role.data.sentence.empty();
  }
  make_people(in, goals);
}

/// Who owns a goal or has a role in one: ours first, then theirs.
void XMatrixCard::make_people(const ScreenContext& in, const GoalsData& goals) {
  auto& keys = keys_[static_cast<std::size_t>(XList::people)];
  const auto add = [&](model::RecordKey key) {
    if (!key.id || in.plan.find(key) == nullptr || std::ranges::contains(keys, key)) return;
    if (keys.size() == most_entries) {
      cut_ = true;
      return;
    }
    keys.push_back(key);
    lists_.people.items.push_back(name_of(in.plan, key));
  };
  const auto roles = in.plan.of_account<GoalRole>(goals.account);
  for (const GoalRow& row : goals.own) add({Kind::team_member, row.record->data.owner.id});
  for (const auto& role : roles) add({Kind::team_member, role.data.member.id});
  for (const auto& role : roles) add({Kind::person, role.data.person.id});
}

model::RecordKey XMatrixCard::key_of(XList which, std::size_t index) const {
  return keys_[static_cast<std::size_t>(which)][index];
}

const std::string& XMatrixCard::name_in(XList which, std::size_t index) {
  return list(which).items[index];
}

const XMatrixCard::Mark* XMatrixCard::mark_of(const XMatrixPair& pair) const {
  const auto found = marks_.find(
      unordered(key_of(pair.row_list, pair.row).id, key_of(pair.column_list, pair.column).id));
  return found == marks_.end() ? nullptr : &found->second;
}

void XMatrixCard::set_role(ScreenContext& in, Id account, const XMatrixAnswer::Set& wish) {
  const model::RecordKey goal = key_of(wish.pair.row_list, wish.pair.row);
  const model::RecordKey who = key_of(wish.pair.column_list, wish.pair.column);
  const std::string both = name_in(wish.pair.column_list, wish.pair.column) + " in " +
                           name_in(wish.pair.row_list, wish.pair.row);
  const Mark* mark = mark_of(wish.pair);
  if (mark == nullptr) {
    auto role = new_record<GoalRole>(in, account);
    role->id = in.new_id();
    role->data.goal = {goal.id};
    if (who.kind == Kind::team_member)
      role->data.member = {who.id};
    else
      role->data.person = {who.id};
    role->data.strength = LinkStrength::weak;
    model::Edit edit("give a role to " + both);
    edit.add(Kind::goal_role, std::move(role));
    in.edit(std::move(edit));
    return;
  }
  // What somebody has said stays; only a mark without words can be taken away here.
  const bool remove = wish.next == Strength::none && !mark->has_words;
  model::Edit edit((remove ? "remove the role of " : "change the role of ") + both);
  for (const model::RecordKey& key : mark->records) {
    if (remove)
      edit.remove(key);
    else
      edit.set<&GoalRole::strength>(
          key.id, value_of(wish.next == Strength::none ? Strength::weak : wish.next));
  }
  in.edit(std::move(edit));
}

void XMatrixCard::set(ScreenContext& in, Id account, const XMatrixAnswer::Set& wish) {
  if (wish.pair.column_list == XList::people) return set_role(in, account, wish);
  const bool row_is_lower = height_of(wish.pair.row_list) < height_of(wish.pair.column_list);
  const Id row = key_of(wish.pair.row_list, wish.pair.row).id;
  const Id column = key_of(wish.pair.column_list, wish.pair.column).id;
  const std::string row_name = name_in(wish.pair.row_list, wish.pair.row);
  const std::string column_name = name_in(wish.pair.column_list, wish.pair.column);
  const std::string from = row_is_lower ? row_name : column_name;
  const std::string to = row_is_lower ? column_name : row_name;
  const Mark* mark = mark_of(wish.pair);
  if (mark == nullptr) {
    auto link = new_record<GoalLink>(in, account);
    link->id = in.new_id();
    link->data.from = {row_is_lower ? row : column};
    link->data.to = {row_is_lower ? column : row};
    link->data.strength = LinkStrength::weak;
    model::Edit edit("link " + from + " to " + to);
    edit.add(Kind::goal_link, std::move(link));
    in.edit(std::move(edit));
    return;
  }
  const bool remove = wish.next == Strength::none;
  model::Edit edit((remove ? "unlink " : "change the link of ") + from +
                   (remove ? " from " : " to ") + to);
  for (const model::RecordKey& key : mark->records) {
    if (remove)
      edit.remove(key);
    else
      edit.set<&GoalLink::strength>(key.id, value_of(wish.next));
  }
  in.edit(std::move(edit));
}

void XMatrixCard::frame(ScreenContext& in, const GoalsData& goals) {
  make(in, goals);
  const auto card =
      in.ui.card("X matrix", "press a cell: weak, strong, none; a role with words stays");
  if (goals.own.empty()) {
    in.ui.muted("No goals to link yet. Add a long-term objective and what serves it.");
  } else {
    const XMatrixAnswer answer = x_matrix(
        in.ui, "X matrix", state_, lists_,
        [this](const XMatrixPair& pair) {
          const Mark* mark = mark_of(pair);
          return mark == nullptr ? Strength::none : mark->strength;
        },
        {.summary = "How priorities, annual objectives, targets and long-term objectives serve "
                    "each other, and who carries the priorities."});
    if (answer.set) set(in, goals.account, *answer.set);
    if (answer.opened) in.open(key_of(answer.opened->list, answer.opened->index));
    if (cut_) in.ui.muted("The first 30 of each list are shown.");
  }
  const auto row = in.ui.row();
  static constexpr std::array levels{GoalLevel::long_term, GoalLevel::annual, GoalLevel::priority,
                                     GoalLevel::target};
  std::array<std::string_view, levels.size()> labels;
  std::ranges::transform(levels, labels.begin(),
                         [](GoalLevel level) { return model::choice_label(level); });
  if (const auto chosen =
          in.ui.select("Level of the new goal", labels, added_level_, {.width = 190}))
    added_level_ = *chosen;
  if (auto title = add_.frame(in, {.label = "Add to the X matrix", .width = 300})) {
    auto goal = new_record<Goal>(in, goals.account);
    goal->data.title = std::move(*title);
    goal->data.level = levels[static_cast<std::size_t>(added_level_)];
    add_record(in, Kind::goal, std::move(goal));
  }
}

}  // namespace keyplan::ui
