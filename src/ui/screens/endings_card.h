// What ends or renews when, over all accounts: on a time line whose bars move, and as a table.
#pragma once

#include "core/analysis/retention.h"
#include "ui/charts/timeline.h"
#include "ui/screens/screen.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {

class EndingsCard {
 public:
  /// `serial` is another number whenever the endings are others.
  void frame(ScreenContext& in, std::span<const analysis::Ending> endings, std::uint64_t serial);

 private:
  enum class Reach : std::uint8_t { quarter, year, all };
  void make(const ScreenContext& in, std::span<const analysis::Ending> endings,
            std::uint64_t serial);
  void row(ScreenContext& in, Table& table, const analysis::Ending& ending);
  static void move(ScreenContext& in, const analysis::Ending& ending,
                   const TimelineAnswer::Moved& moved);
  TsvWriter as_text(const ScreenContext& in) const;

  std::uint64_t made_for_ = 0;
  Reach made_reach_ = Reach::year;
  Reach reach_ = Reach::year;
  std::span<const analysis::Ending> shown_;
  std::vector<TimelineLane> lanes_;
  std::vector<TimelineBar> bars_;
  std::vector<TimelineMark> years_;
  std::string note_;
  TimelineState timeline_;
};

}  // namespace keyplan::ui
