// A merge that is being looked at: any number of plan files joined with the open plan, which stays
// as it is until somebody agrees.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/merge/changes.h"
#include "core/merge/conflicts.h"
#include "core/merge/join.h"

namespace keyplan::merge {

/// Somebody whose edits a file brings.
struct Contributor {
  std::string who;                                   // "" = no name was given
  std::int64_t first_minutes = 0, last_minutes = 0;  // UTC, starts of their sessions
};

/// What one file brought to those before it.
struct Contribution {
  std::string name;                // of the file
  bool other_plan = false;         // has another plan id: its accounts were added, or nothing
  bool left_out = false;           // of another plan, and not asked for
  bool nothing_new = false;        // everything in it was known
  std::int64_t minutes_older = 0;  // of its newest session, against the plan's; negative = newer
  std::vector<Contributor> contributors;            // of sessions or edits that are new
  std::size_t added = 0, changed = 0, removed = 0;  // records
  std::size_t conflicts = 0;
  std::vector<std::string> same_names;  // accounts of another plan called like one of these; sorted
  Oddities oddities;
};

class Preview {
 public:
  explicit Preview(const model::Plan& open);

  Contribution add(std::string name, const model::Plan& file);
  /// The same of a file without merge data (share::is_by_hand). Its values carry stamps of nobody,
  /// which would look overwritten wherever somebody has edited another state of it; so what differs
  /// is taken as written now, at `unix_minutes`, by somebody who knows no edit made here: it stands
  /// beside what was. Where nobody has edited, it `replaces` that, or stands beside it too. The
  /// same file again is nothing new.
  Contribution add_by_hand(std::string name, const model::Plan& file, std::int64_t unix_minutes,
                           bool replaces);
  /// Of another plan: its accounts with all that belongs to them. When it holds records of this
  /// plan, what was written in it, as if it were a copy. `session` writes what is new.
  Contribution add_other(std::string name, const model::Plan& file, model::SessionStart session);
  /// As before the first file.
  void restart() { merged_ = before_.copy(); }

  /// The plan as it would be.
  const model::Plan& merged() const { return merged_; }
  Changes changes() const { return merge::changes(before_, merged_); }
  /// Those that the open plan does not have already.
  std::vector<Conflict> new_conflicts() const;
  /// Whether the side is what the open plan shows.
  bool is_ours(const Conflict& conflict, const Side& side) const;
  /// For Plan::merge of the open plan, which must be as it was when the preview was made.
  model::Patch patch() const { return join(before_, merged_).patch; }

 private:
  Contribution join_with(Contribution brought, const model::Plan& file);
  bool knows_our_future(const model::Plan& file) const;

  model::Plan before_;
  model::Plan merged_;
  std::optional<model::Session> own_;  // of the open plan, which its copies have not
};

}  // namespace keyplan::merge
