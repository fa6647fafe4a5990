// The open plan with its history and its figures. Every change passes through here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/cache.h"
#include "core/model/history.h"
#include "platform/platform.h"

namespace keyplan::app {

/// What long work may take of the 16 ms that a frame has; the rest is for drawing it.
inline constexpr double share_of_a_frame_ms = 10;

/// A new, empty plan with usual settings for the day.
model::Plan make_plan(platform::Platform& platform);

/// So many that their figures, or applying a change of them, take a good part of a frame.
inline constexpr std::size_t many_records = 1000;
bool is_large(const model::Plan& plan);

class Workspace {
 public:
  /// `who` is written beside this session in the plan's version table; may be empty.
  Workspace(platform::Platform& platform, model::Plan plan, std::string who);

  const model::Plan& plan() const { return plan_; }
  model::Plan& plan_for_import() { return plan_; }  // an import takes its ids from the plan
  /// The plan's bytes leave this device: undo will write anew instead of taking back.
  void mark_published() { plan_.mark_published(); }
  const model::History& history() const { return history_; }
  analysis::Cache& figures() { return figures_; }
  model::Id new_id() { return plan_.new_id(); }

  std::expected<model::Change, model::Error> apply(model::Edit edit);
  std::expected<model::Change, model::Error> merge(model::Patch patch, model::Edit resolutions);
  std::optional<model::Change> undo() { return history_.undo(plan_); }
  /// Nothing before can be undone or done again.
  void forget_steps() { history_.clear(); }
  std::optional<model::Change> redo() { return history_.redo(plan_); }

 private:
  model::Plan plan_;
  model::History history_;
  analysis::Cache figures_;
};

}  // namespace keyplan::app
