// The shock lab: accounts, whole sectors and managers are taken off a board to see at once what
// would be left. Nothing is written until it is kept as a scenario.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "ui/charts/board.h"
#include "ui/screens/forecast/scenarios.h"

namespace keyplan::ui {

class ShockLab {
 public:
  enum class Grouping : std::uint8_t { sector, region, manager };

  /// The scenario that was kept.
  std::optional<model::Id> frame(ScreenContext& in, Outlooks& outlooks);
  void group_by(Grouping grouping);

 private:
  /// What is off the board.
  struct Taken {
    Grouping grouping = Grouping::sector;
    bool whole = false;     // a whole group, else one account
    model::Id id;           // of an account or manager
    std::string name = {};  // of a sector or region, folded
    std::string shown = {};
    bool operator==(const Taken& other) const {
      return whole == other.whole && id == other.id && name == other.name &&
             (!whole || grouping == other.grouping);
    }
  };
  struct Group {
    std::string folded;  // of a sector or region
    std::string shown;
    model::Id manager;
    std::int64_t revenue = 0;
    bool named = false;  // can be taken off as a whole
  };

  void collect(ScreenContext& in);
  void show_state(const analysis::ScenarioOutcome& outcome);
  std::vector<analysis::TriedChange> changes() const;
  void toggle(ScreenContext& in, ItemKey key, bool only_take);
  void take(ScreenContext& in, Taken taken);
  void take_by_name(ScreenContext& in);
  void put_back(ScreenContext& in, model::Id account);
  bool takes(const ScreenContext& in, const Taken& taken, model::Id account) const;
  Taken of_group(std::size_t group) const;
  void changed(ScreenContext& in);
  void figures(ScreenContext& in, const Outlooks& outlooks, const Outlook& outlook);
  std::optional<model::Id> controls(ScreenContext& in);
  void off_the_board(ScreenContext& in);
  void call_list(ScreenContext& in, const Outlook& outlook);
  std::string name_of_all() const;

  Grouping grouping_ = Grouping::sector;
  std::vector<Taken> taken_;
  std::uint64_t changed_ = 1;  // counts what was taken and put back
  std::uint64_t revision_ = ~0ull, version_ = ~0ull;
  bool collected_ = false;

  std::vector<Group> grouped_;
  std::vector<BoardGroup> groups_;
  std::vector<BoardTile> tiles_;
  std::vector<model::Id> tile_accounts_;  // none for those that stand together
  // Those that do: how much they bring, and the tile they are part of.
  struct Small {
    std::size_t tile = 0;
    double revenue = 0;
  };
  std::unordered_map<model::Id, Small, model::IdHash> small_;
  std::unordered_map<ItemKey, std::size_t> tiles_by_key_;  // and groups beyond them
  ItemsState items_;
};

}  // namespace keyplan::ui
