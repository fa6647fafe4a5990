// A colleague leaves: the revenue that is exposed, who has to be called, what is handed over to
// whom, and which accounts can change hands without risking the renewal.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ui/screens/hand_over.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

/// The hand-over pack as a page to print.
struct PrintedPack {
  std::string name;  // of the file, without ending
  std::string html;
  bool on_paper = false;  // else it is saved
};

class DepartureScreen {
 public:
  /// Nobody: asks who leaves. A pack is answered when it is to be saved or printed.
  std::optional<PrintedPack> frame(ScreenContext& in, model::Id member);

 private:
  void refresh(ScreenContext& in, model::Id member);
  bool moves_something() const;
  void make_figures(const ScreenContext& in);
  void choose(ScreenContext& in, model::Id member);
  std::optional<PrintedPack> header(ScreenContext& in);
  PrintedPack print(const ScreenContext& in) const;
  void figures(ScreenContext& in);
  void successor(ScreenContext& in);
  void accounts(ScreenContext& in);
  void reasons(ScreenContext& in);
  void calls(ScreenContext& in);
  void caller_cell(ScreenContext& in, const analysis::Call& call, const CallState& state,
                   const std::string& name);
  void until_cell(ScreenContext& in, const analysis::Call& call, const CallState& state,
                  const std::string& name);
  void call_action(ScreenContext& in, const analysis::Call& call, const CallState& state,
                   const std::string& name);
  void moves(ScreenContext& in);
  std::optional<model::Id> member_select(ScreenContext& in, std::string_view label,
                                         model::Id current, const SelectOptions& options);

  std::uint64_t revision_ = ~0ull;
  model::Date today_;
  model::Id member_;
  analysis::MemberLeaves leaves_;
  std::vector<analysis::Call> calls_;
  std::vector<analysis::Figure> figures_;
  std::vector<model::RecordKey> reviews_;
  std::vector<model::Id> others_;  // of the team, by name
  std::vector<std::string> names_;
  Successors successors_;
  std::optional<PrintedPack> handed_over_;  // as it was before the records moved
};

}  // namespace keyplan::ui
