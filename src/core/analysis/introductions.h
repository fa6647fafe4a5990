// Within a group: which branch speaks for us, which branch is next, and who could introduce us
// there. Everything is worked out from who knows whom; nobody is guessed.
//
// An introduction starts with somebody who is with us: a champion or somebody who trusts us (cost
// 0), somebody who works with us (1), or somebody of ours has been in dialogue with within a year
// or is paired with as a sponsor (2). It goes on along
// - acquaintances, both ways: known well 2, else 3, loosely or not told 4; 1 less when they said
//   that they would introduce us,
// - influence, to whom they are listened to by: strong 2, else 3,
// - reporting lines, both ways: 3,
// - the same person known at two branches, by e-mail address: 0.
// The cheapest way is taken, then the one with fewer steps, then the one of lower ids. Nobody who
// has left takes part; people against us can be the aim but introduce nobody.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/analysis/account_plan.h"
#include "core/analysis/branches.h"

namespace keyplan::analysis {

// Advocate
// ---------------------------------------------------------------------------------------

struct Advocate {
  model::Id account;  // none: nothing speaks for any branch yet
  bool marked = false;
  int points = 0;                      // 0 to 100, see introductions.cpp
  std::vector<std::string> reasons;    // sentences
  std::vector<model::Id> also_marked;  // beside the one that counts, the larger
};
/// The one that is marked as advocate, else the one for which most speaks.
Advocate advocate_of(const model::Plan& plan, const Branches& branches, model::Id top,
                     const Context& context);

// Introductions
// ----------------------------------------------------------------------------------

enum class Tie : std::uint8_t {
  with_us,
  acquaintance,
  listens,  // to the one before
  reports,  // to the one before
  leads,    // the one before reports to them
  same_person
};

struct IntroductionStep {
  model::Id person;
  Tie tie = Tie::with_us;
  model::RecordKey record;  // that says so: acquaintance, influence, person, contact, sponsorship
  std::string reason;       // a sentence
};

struct Introduction {
  model::Id account;                    // that it leads to
  std::vector<IntroductionStep> steps;  // from somebody who is with us to the aim; one = directly
  int cost = 0;
  bool decides = false;  // the aim does
  std::string missing;   // why there is none: a sentence; then there are no steps
  model::Id from() const { return steps.empty() ? model::Id{} : steps.front().person; }
  model::Id aim() const { return steps.empty() ? model::Id{} : steps.back().person; }
};
/// The reasons as one text.
std::string as_text(const Introduction& introduction);

/// All introductions within a group, worked out at once.
class Introductions {
 public:
  Introductions() = default;
  Introductions(const model::Plan& plan, std::span<const Branch> group, const Context& context);

  /// To somebody who decides there where that is possible, else to anybody there.
  Introduction to(model::Id account) const;
  Introduction to_person(model::Id person) const;
  std::size_t people() const { return people_.size(); }  // present

 private:
  struct Node {
    model::Id person;
    model::Id account;
    std::string name;
    bool decides = false;
    bool against = false;
    int cost = -1;  // not reached
    int steps = 0;
    std::uint32_t before = none;
    Tie tie = Tie::with_us;
    model::RecordKey record;
    std::string reason;  // of a start
  };
  struct Edge {
    std::uint32_t to;
    int cost;
    Tie tie;
    model::RecordKey record;
  };
  static constexpr std::uint32_t none = ~0u;

  void add_people(const model::Plan& plan, model::Id account, const Context& context);
  void add_starts(const model::Plan& plan, model::Id account, const Context& context);
  void add_ties(const model::Plan& plan, model::Id account);
  void add_same_people(const model::Plan& plan);
  void connect(model::Id from, model::Id to, int cost, Tie tie, model::RecordKey record);
  void start(std::uint32_t node, int cost, model::RecordKey record, std::string reason);
  void search();
  std::string reason(const Node& before, const Node& node) const;
  Introduction way_to(std::uint32_t node) const;

  std::vector<Node> people_;
  std::vector<std::vector<Edge>> edges_;
  std::unordered_map<model::Id, std::uint32_t, model::IdHash> places_;
  std::unordered_map<model::Id, std::vector<std::uint32_t>, model::IdHash> at_;  // by account
  std::unordered_map<model::Id, std::string, model::IdHash> how_;  // acquaintances tell it
};

// Next branch
// ------------------------------------------------------------------------------------

struct NextBranch {
  model::Id account;
  bool customer = false;
  std::int64_t whitespace = 0;
  std::optional<std::string> from;  // name of who introduces us; nothing: no way there yet
  int steps = 0;
  std::string reason;  // a sentence
};
/// Branches without revenue and those with whitespace, except the one named: reachable ones first,
/// then those without revenue, those where we know nobody ourselves, the most whitespace, the
/// shortest way.
std::vector<NextBranch> next_branches(const model::Plan& plan, std::span<const Branch> group,
                                      const Introductions& introductions, model::Id except,
                                      const Context& context);

}  // namespace keyplan::analysis
