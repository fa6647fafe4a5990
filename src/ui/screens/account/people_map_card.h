// The people map of an account: who reports to whom, who influences whom, who stands where, and who
// of ours looks after them. Drawn, re-hung, connected and added to in place.
#pragma once

#include <cstdint>
#include <vector>

#include "ui/charts/diagram.h"
#include "ui/screens/account/people_facts.h"

namespace keyplan::ui {

class PeopleMapCard {
 public:
  void frame(ScreenContext& in, model::Id account, const PeopleFacts& facts);
  /// The map to look at only, in a card of its own. True: the map itself is asked for.
  bool picture(ScreenContext& in, model::Id account, const PeopleFacts& facts, float height);
  model::Id selected() const { return map_.selected ? model::Id{*map_.selected} : model::Id{}; }
  /// Selects a person and brings them into view; nobody with an empty id.
  void select(model::Id person);

 private:
  void make(ScreenContext& in, model::Id account, const PeopleFacts& facts);
  void add_field(ScreenContext& in, model::Id account);
  float height(const ScreenContext& in) const;
  void rehang(ScreenContext& in, const DiagramAnswer::Rehung& rehung);
  void connect(ScreenContext& in, model::Id account, const DiagramAnswer::Connected& line);

  std::uint64_t state_ = 0;
  model::Id account_;
  std::vector<DiagramNode> nodes_;
  std::vector<DiagramEdge> edges_;
  DiagramState map_;
  bool add_another_ = false;  // the field for the next name gets the keyboard
};

}  // namespace keyplan::ui
