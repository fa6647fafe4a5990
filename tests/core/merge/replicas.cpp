#include "tests/core/merge/replicas.h"

#include <algorithm>
#include <numeric>

#include "core/file/read.h"
#include "core/file/registers.h"
#include "core/file/write.h"
#include "core/merge/changes.h"
#include "core/merge/conflicts.h"
#include "core/model/tree.h"

namespace keyplan::testing {

using namespace model;

std::uint64_t Dice::bits() {
  std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ull);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

std::string bytes_of(const Plan& plan) { return file::write(plan); }

Plan parsed(const std::string& bytes) {
  auto read = file::read(bytes);
  if (!read) return Plan({});  // every comparison with it fails
  return std::move(read->plan);
}

std::string joined(const std::string& ours, const std::string& theirs, const JoinFunction& join) {
  Plan plan = parsed(ours);
  static_cast<void>(plan.merge(join(plan, parsed(theirs)).patch, Edit({})));
  return bytes_of(plan);
}

namespace {

std::vector<RecordKey> records_of(const Plan& plan, bool removed_too) {
  std::vector<RecordKey> keys;
  for (const KindInfo& kind : all_kinds()) {
    if (kind.kind == Kind::settings) continue;
    with_kind(kind.kind, [&]<class T>() {
      for (const auto& record : plan.table<T>().all()) {
        if (removed_too || !record->hidden) keys.push_back({kind.kind, record->id});
      }
    });
  }
  std::ranges::sort(keys);
  return keys;
}

std::string place_of(RecordKey key, std::string_view field) {
  return to_text(key.id) + ' ' + std::string(field) + ' ';
}

template <class Fn>
void each_live_value(const Plan& plan, Fn&& fn) {
  for (const KindInfo& kind : all_kinds()) {
    with_kind(kind.kind, [&]<class T>() {
      for (const auto& record : plan.table<T>().all()) {
        const void* data = data_of(kind.kind, *record);
        for (std::uint16_t f = 0; f < kind.fields.size(); ++f) {
          for (const file::Element& e : file::register_of(kind.fields[f], f, data, *record))
            fn(RecordKey{kind.kind, record->id}, kind.fields[f].key, e);
        }
      }
    });
  }
}

/// Fields the histories write to; every value written is different from all others.
struct Target {
  Kind kind;
  std::uint16_t field;
};
const std::vector<Target>& targets() {
  static const std::vector<Target> all = {
      {Kind::account, field_index<&Account::name>()},
      {Kind::account, field_index<&Account::city>()},
      {Kind::account, field_index<&Account::employees>()},
      {Kind::person, field_index<&Person::name>()},
      {Kind::person, field_index<&Person::notes>()},
      {Kind::opportunity, field_index<&Opportunity::amount>()},
      {Kind::opportunity, field_index<&Opportunity::name>()},
      {Kind::action, field_index<&Action::title>()},
  };
  return all;
}

Value value_number(const FieldInfo& field, int number) {
  switch (field.type) {
    case FieldType::money:
      return Money{number, *parse_currency("EUR")};
    case FieldType::count:
      return Count{number};
    default:
      return "value " + std::to_string(number);
  }
}

}  // namespace

std::vector<std::string> live_values(const Plan& plan) {
  std::vector<std::string> values;
  each_live_value(plan, [&](RecordKey key, std::string_view field, const file::Element& e) {
    values.push_back(place_of(key, field) + e.json);
  });
  std::ranges::sort(values);
  return values;
}

World::World(std::uint64_t seed, JoinFunction join, const WorldOptions& options)
    : dice_(seed),
      clock_(static_cast<std::uint64_t>(options.clock_seed)),
      join_(std::move(join)),
      options_(options) {
  Plan plan(make_plan_id(seed, seed * 31 + 7));
  plan.begin_session({.random = dice_.bits(), .unix_minutes = now_, .who = "Origin"});
  Edit edit("start");
  edit.add(settings_id, Settings{.name = "Plan", .base_currency = *parse_currency("EUR")});
  std::vector<Id> accounts;
  for (int i = 0; i < 4; ++i) {
    accounts.push_back(plan.new_id());
    edit.add(accounts.back(), Account{.name = "Account " + std::to_string(i)});
  }
  edit.add(plan.new_id(), Person{.name = "Person", .account = {accounts[0]}});
  edit.add(plan.new_id(), Opportunity{.name = "Deal",
                                      .account = {accounts[1]},
                                      .progress = {Stage::proposal, {}},
                                      .amount = {1, *parse_currency("EUR")}});
  edit.add(plan.new_id(), Action{.title = "Call", .account = {accounts[2]}});
  static_cast<void>(plan.apply(std::move(edit)));
  const std::string bytes = bytes_of(plan);
  archive_.push_back(bytes);
  for (int i = 0; i < options_.replicas; ++i) {
    replicas_.push_back({.plan = parsed(bytes), .past = {bytes}});
    begin_session(replicas_.back());
  }
  for (int i = 0; i < options_.steps && broken_.empty(); ++i) step();
}

void World::begin_session(Replica& replica) {
  replica.skew = clock_.below(105'000) - 5'000;
  static const std::vector<std::string> names = {"Ana", "Bob", "Zoë", ""};
  replica.plan.begin_session(
      {.random = dice_.bits(), .unix_minutes = now_ + replica.skew, .who = dice_.of(names)});
  replica.history.clear();
}

std::string World::publish(Replica& replica) {
  replica.plan.mark_published();
  std::string bytes = bytes_of(replica.plan);
  replica.past.push_back(bytes);
  archive_.push_back(bytes);
  return bytes;
}

void World::note_overwritten(const Plan& plan, RecordKey key, std::uint16_t field) {
  const RecordBase* record = plan.find_any(key);
  if (record == nullptr) return;
  const FieldInfo& described = info(key.kind).fields[field];
  const void* data = data_of(key.kind, *record);
  for (const file::Element& e : file::register_of(described, field, data, *record))
    overwritten_.insert(place_of(key, described.key) + e.json);
}

void World::edit(Replica& replica) {
  Plan& plan = replica.plan;
  Edit edit("step");
  const auto all = records_of(plan, true);
  const int what = dice_.below(20);
  const auto accounts = records_of(plan, false);
  if (what < 2 || all.empty()) {
    const Id id = plan.new_id();
    edit.add(id, Account{.name = "value " + std::to_string(++value_)});
    if (dice_.one_in(2))
      edit.add(plan.new_id(), Person{.name = "value " + std::to_string(++value_), .account = {id}});
  } else if (what == 2) {
    edit.remove(dice_.of(all));
  } else if (what == 3) {
    edit.restore(dice_.of(all));
  } else if (what == 4 && options_.erasures && dice_.one_in(4)) {
    edit.erase(dice_.of(all));
  } else if (what < 8 && options_.moves) {
    std::vector<Id> ids{Id{}};
    for (const RecordKey& key : all) {
      if (key.kind == Kind::account) ids.push_back(key.id);
    }
    const Id moved = dice_.of(ids);
    if (!moved) return;
    note_overwritten(plan, {Kind::account, moved}, field_index<&Account::parent>());
    edit.set<&Account::parent>(moved, dice_.of(ids));
  } else {
    const Target& target = dice_.of(targets());
    std::vector<RecordKey> fitting;
    for (const RecordKey& key : all) {
      if (key.kind == target.kind) fitting.push_back(key);
    }
    if (fitting.empty()) return;
    const RecordKey key = dice_.of(fitting);
    const FieldInfo& field = info(key.kind).fields[target.field];
    note_overwritten(plan, key, target.field);
    edit.set(key, target.field, dice_.one_in(12) ? Value{} : value_number(field, ++value_));
  }
  static_cast<void>(replica.history.apply(plan, std::move(edit)));
}

void World::take_file(Replica& replica, const std::string& bytes) {
  Plan file = parsed(bytes);
  auto done = replica.history.merge(replica.plan, join_(replica.plan, file).patch, Edit("merge"));
  if (!done) broken_ = "a merge was refused: " + done.error().sentence;
}

// What undo and redo replace was on the screen of the one who asked for it.
void World::undo_or_redo(Replica& replica, bool undo) {
  const auto before = live_values(replica.plan);
  undo ? replica.history.undo(replica.plan) : replica.history.redo(replica.plan);
  const auto after = live_values(replica.plan);
  std::ranges::set_difference(before, after, std::inserter(overwritten_, overwritten_.end()));
}

// P5: what a copy grew from brings it nothing.
void World::check_ancestors(const Replica& replica) {
  if (replica.past.empty()) return;
  const std::string& old = dice_.of(replica.past);
  if (joined(bytes_of(replica.plan), old, join_) != bytes_of(replica.plan))
    broken_ = "P5: a copy changed by taking up an ancestor of its own";
}

void World::step() {
  now_ += dice_.below(8);
  Replica& replica = replicas_[static_cast<std::size_t>(dice_.below(options_.replicas))];
  const int what = dice_.below(20);
  if (what < 11) {
    edit(replica);
  } else if (what < 13) {
    if (options_.undo) undo_or_redo(replica, what == 11);
  } else if (what < 16) {
    Replica& other = replicas_[static_cast<std::size_t>(dice_.below(options_.replicas))];
    if (&other != &replica) take_file(replica, publish(other));
  } else if (what == 16) {
    take_file(replica, dice_.of(archive_));
  } else if (what == 17) {
    publish(replica);
    check_ancestors(replica);
  } else if (what == 18) {
    // The page is opened again: everything was saved, a new session begins.
    replica.plan = parsed(bytes_of(replica.plan));
    begin_session(replica);
  } else if (options_.disasters) {
    if (dice_.one_in(2)) {
      // A profile is copied while its browser is closed, and undo does not reach back behind that.
      Replica& original = replicas_[static_cast<std::size_t>(dice_.below(options_.replicas))];
      original.plan.mark_published();
      const std::string bytes = bytes_of(original.plan);
      replica.past = original.past;
      replica.plan = parsed(bytes);
    } else {
      // The last saves are lost; the files it gave away are not.
      const auto kept =
          static_cast<std::size_t>(dice_.below(static_cast<int>(replica.past.size())));
      replica.plan = parsed(replica.past[kept]);
      replica.past.resize(kept + 1);
    }
    begin_session(replica);
  }
}

std::vector<std::string> World::files() const {
  std::vector<std::string> files;
  for (const Replica& replica : replicas_) files.push_back(bytes_of(replica.plan));
  return files;
}

std::string lost_value(const World& world, const Plan& merged) {
  const auto kept = live_values(merged);
  std::string lost;
  for (const auto& replica : world.replicas_) {
    each_live_value(replica.plan,
                    [&](RecordKey key, std::string_view field, const file::Element& e) {
                      if (std::ranges::binary_search(merged.erased(), key.id)) return;
                      const std::string value = place_of(key, field) + e.json;
                      if (!std::ranges::binary_search(kept, value) &&
                          !world.overwritten_.contains(value) && !e.json.empty()) {
                        lost = value;
                      }
                    });
  }
  return lost;
}

namespace {

/// Every record stands once in the tree and no way up is endless.
bool is_forest(const Plan& plan) {
  const AccountTree tree(plan);
  std::size_t reached = 0;
  std::vector<Id> open(tree.roots().begin(), tree.roots().end());
  while (!open.empty() && reached <= plan.table<Account>().size()) {
    const Id id = open.back();
    open.pop_back();
    ++reached;
    open.insert(open.end(), tree.branches(id).begin(), tree.branches(id).end());
  }
  return reached == plan.table<Account>().size();
}

/// Everything a person sees of a plan that is not a field: conflicts and the tree.
std::string views(const Plan& plan) {
  std::string text;
  for (const merge::Conflict& conflict : merge::conflicts(plan)) {
    text += to_text(conflict.record.id) + conflict.key;
    for (const merge::Side& side : conflict.sides) {
      const Session& session = plan.sessions()[side.stamp.session];
      text += ' ' + to_text(session.id) + std::to_string(side.stamp.counter) + side.json;
    }
    text += '\n';
  }
  const AccountTree tree(plan);
  std::map<Id, Id> parents;
  for (const auto& record : plan.table<Account>()) parents[record.id] = tree.parent(record.id);
  for (const auto& [id, parent] : parents) text += to_text(id) + '<' + to_text(parent) + '\n';
  for (const Stray& stray : tree.strays()) text += to_text(stray.record.id) + '?';
  return text;
}

bool seen_covers_everything(const Plan& plan) {
  bool covered = true;
  const auto check = [&](Stamp stamp) {
    covered = covered && stamp.counter <= plan.sessions()[stamp.session].counter;
  };
  for (const KindInfo& kind : all_kinds()) {
    with_kind(kind.kind, [&]<class T>() {
      for (const auto& record : plan.table<T>().all()) {
        for (const Stamp stamp : record->all_stamps()) check(stamp);
        for (const Deletion& deletion : record->deletions) check(deletion.stamp);
      }
    });
  }
  return covered;
}

}  // namespace

std::string first_broken_promise(std::uint64_t seed, const JoinFunction& join) {
  const World world(seed, join, {.disasters = seed % 2 == 0});
  if (!world.broken().empty()) return world.broken();
  const std::vector<std::string> files = world.files();
  const std::string &a = files[0], &b = files[1], &c = files[2];
  const std::string ab = joined(a, b, join);

  if (joined(a, a, join) != a) return "P1: joining a copy with itself changes it";
  if (joined(ab, b, join) != ab) return "P1: joining twice changes the result";
  if (joined(b, a, join) != ab) return "P2: the result depends on whose copy is whose";
  if (joined(ab, c, join) != joined(a, joined(b, c, join), join))
    return "P3: the result depends on which copies are joined first";

  std::vector<std::size_t> order(files.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::string all;
  Dice dice(seed);
  for (int round = 0; round < 6; ++round) {
    std::string merged = files[order[0]];
    for (std::size_t i = 1; i < order.size(); ++i) merged = joined(merged, files[order[i]], join);
    if (!all.empty() && merged != all) return "P4: the result depends on the order of the files";
    all = merged;
    for (std::size_t i = order.size() - 1; i > 0; --i)
      std::swap(order[i], order[static_cast<std::size_t>(dice.below(static_cast<int>(i) + 1))]);
  }

  const Plan merged = parsed(all);
  if (const std::string lost = lost_value(world, merged); !lost.empty())
    return "P6: a value is lost: " + lost;
  if (!seen_covers_everything(merged)) return "P8: a stamp is not covered by its session";
  for (std::size_t i = 0; i < world.size(); ++i) {
    for (const Session& session : world.plan(i).sessions()) {
      const auto at = std::ranges::find(merged.sessions(), session.id, &Session::id);
      if (session.counter != 0 && (at == merged.sessions().end() || at->counter < session.counter))
        return "P8: the join has seen less than its parts";
    }
    for (const Id erased : world.plan(i).erased()) {
      if (merged.contains(erased)) return "P17: an erased record came back";
    }
  }
  if (!is_forest(merged)) return "P9: an account stands nowhere or more than once";
  if (views(merged) != views(parsed(bytes_of(merged))))
    return "P10: what is shown depends on more than the state";
  return {};
}

}  // namespace keyplan::testing
