// The X matrix of an account: which goal serves which, and who carries it.
#pragma once

#include <array>
#include <utility>

#include "ui/charts/matrix.h"
#include "ui/screens/account/goal_rows.h"

namespace keyplan::ui {

class XMatrixCard {
 public:
  void frame(ScreenContext& in, const GoalsData& goals);

 private:
  /// All links between two goals, whichever way they point; and all roles of somebody in a goal.
  struct Mark {
    Strength strength = Strength::none;
    std::vector<model::RecordKey> records;
    bool has_words = false;  // a sentence that nobody shall lose by pressing a cell
  };
  using Pair = std::pair<model::Id, model::Id>;
  struct PairHash {
    std::size_t operator()(const Pair& pair) const;
  };
  void make(const ScreenContext& in, const GoalsData& goals);
  void make_people(const ScreenContext& in, const GoalsData& goals);
  XMatrixList& list(XList which);
  model::RecordKey key_of(XList which, std::size_t index) const;
  const std::string& name_in(XList which, std::size_t index);
  const Mark* mark_of(const XMatrixPair& pair) const;
  void set(ScreenContext& in, model::Id account, const XMatrixAnswer::Set& wish);
  void set_role(ScreenContext& in, model::Id account, const XMatrixAnswer::Set& wish);

  std::uint64_t made_for_ = 0;
  XMatrixLists lists_;
  std::array<std::vector<model::RecordKey>, 5> keys_;  // by XList
  std::unordered_map<Pair, Mark, PairHash> marks_;
  bool cut_ = false;  // some goals are left out
  XMatrixState state_;
  int added_level_ = 0;
  AddField add_;
};

}  // namespace keyplan::ui
