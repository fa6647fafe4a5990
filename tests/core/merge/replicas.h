// Several people with copies of one plan who edit, move, remove, restore, erase and undo, exchange
// files in any order, take up old copies, clone their browser profiles, lose their last saves and
// have wrong clocks. One seed makes one history, the same on every machine.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/merge/join.h"
#include "core/model/history.h"

namespace keyplan::testing {

using JoinFunction = std::function<merge::Joined(const model::Plan&, const model::Plan&)>;

/// SplitMix64.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t bits();
  int below(int count) { return static_cast<int>(bits() % static_cast<std::uint64_t>(count)); }
  bool one_in(int count) { return below(count) == 0; }
  template <class C>
  const auto& of(const C& items) {
    return items[static_cast<std::size_t>(below(static_cast<int>(items.size())))];
  }

 private:
  std::uint64_t state_;
};

struct WorldOptions {
  int replicas = 4;
  int steps = 60;
  std::int64_t clock_seed = 1;  // of the skews only
  bool moves = true;            // of accounts below each other
  bool undo = true;
  bool disasters = false;  // cloned profiles and lost saves
  bool erasures = true;
};

class World {
 public:
  World(std::uint64_t seed, JoinFunction join, const WorldOptions& options = {});

  std::size_t size() const { return replicas_.size(); }
  const model::Plan& plan(std::size_t replica) const { return replicas_[replica].plan; }
  std::vector<std::string> files() const;  // of all replicas, as they are now

  /// "" when the join kept its promises during the history; else what was broken first.
  const std::string& broken() const { return broken_; }

 private:
  struct Replica {
    model::Plan plan;
    model::History history;
    std::int64_t skew = 0;          // minutes by which the clock is wrong
    std::vector<std::string> past;  // files it published, all of them ancestors of its plan
  };

  void step();
  void edit(Replica& replica);
  void take_file(Replica& replica, const std::string& bytes);
  void begin_session(Replica& replica);
  std::string publish(Replica& replica);
  void note_overwritten(const model::Plan& plan, model::RecordKey key, std::uint16_t field);
  void undo_or_redo(Replica& replica, bool undo);
  void check_ancestors(const Replica& replica);

  Dice dice_;
  Dice clock_;
  JoinFunction join_;
  WorldOptions options_;
  std::vector<Replica> replicas_;
  std::vector<std::string> archive_;   // files that lie around
  std::set<std::string> overwritten_;  // values somebody replaced having seen them
  std::string broken_;
  std::int64_t now_ = 29'700'000;
  int value_ = 0;

  friend std::string lost_value(const World& world, const model::Plan& merged);
};

/// Reads what write() made.
model::Plan parsed(const std::string& bytes);
std::string bytes_of(const model::Plan& plan);
/// ours joined with theirs, as bytes.
std::string joined(const std::string& ours, const std::string& theirs, const JoinFunction& join);

/// Every value in every copy is in `merged` too, or was overwritten by somebody who had seen it, or
/// its record was erased: "" or the first one that is lost.
std::string lost_value(const World& world, const model::Plan& merged);

/// All live values of described fields as "record field value", sorted.
std::vector<std::string> live_values(const model::Plan& plan);

/// The first promise of plan-format.md B6 that the join breaks in the history of `seed`; "" = none.
/// Checks P1-P6, P8-P10, P17 and P19.
std::string first_broken_promise(std::uint64_t seed, const JoinFunction& join);

}  // namespace keyplan::testing
