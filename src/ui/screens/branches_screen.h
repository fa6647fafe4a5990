// Groups and matrix: the tree of accounts with roll-ups, also by region and country, what has to be
// mended in it, and for a chosen account its branches, who speaks for us there, who could introduce
// us to the next one, who looks after it with which credit, and the rules of team selling.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "ui/charts/diagram.h"
#include "ui/screens/account/whitespace_card.h"
#include "ui/screens/branch_book.h"
#include "ui/screens/branch_rows.h"
#include "ui/screens/introduction_card.h"
#include "ui/screens/managers_card.h"
#include "ui/screens/selling_rules_card.h"

namespace keyplan::ui {

class BranchesScreen {
 public:
  /// `account` is chosen when it is another one than before.
  void frame(ScreenContext& in, model::Id account, BranchBook& book);

 private:
  void refresh(ScreenContext& in, model::Id account, BranchBook& book);
  void choose(ScreenContext& in, BranchBook& book, model::Id account);
  void faults(ScreenContext& in, BranchBook& book);
  void toolbar(ScreenContext& in, BranchBook& book);
  void tree(ScreenContext& in, BranchBook& book);
  void rows_table(ScreenContext& in, const std::string& year);
  void whole_book(ScreenContext& in, BranchBook& book);
  void row(ScreenContext& in, Table& table, const BranchRow& row);
  void chosen_group(ScreenContext& in, BranchBook& book);
  void place_in_group(ScreenContext& in, BranchBook& book);
  void make_map(ScreenContext& in, BranchBook& book);
  void map(ScreenContext& in, BranchBook& book);
  std::string completeness(const ScreenContext& in, model::Id account);
  TsvWriter as_text(const ScreenContext& in) const;

  BranchRows rows_;
  BranchRows::Wanted wanted_;
  std::uint64_t rows_for_ = ~0ull;
  model::MoneyScale scale_;
  model::Id routed_;
  model::Id chosen_;
  Selection selection_;
  std::unordered_map<model::Id, std::string, model::IdHash> completeness_;  // of rows seen

  std::uint64_t figures_for_ = ~0ull;
  model::Id figures_of_;
  std::vector<analysis::Figure> figures_;

  std::uint64_t map_for_ = ~0ull;
  model::Id map_of_;
  std::vector<DiagramNode> nodes_;
  std::vector<DiagramEdge> edges_;
  DiagramState map_;
  float map_width_ = 0;  // fitted to

  IntroductionCard introduction_;
  ManagersCard roles_;
  CreditsCard credits_;
  ReportingCard reporting_;
  SellingRulesCard rules_;
  WhitespaceCard whitespace_;
};

}  // namespace keyplan::ui
