// The open plan in several windows of one browser: one edits, the others look on; what a window
// saved first is joined by those that come second.
#include <utility>

#include "app/app.h"
#include "app/screens.h"
#include "core/merge/join.h"
#include "core/merge/text.h"
#include "core/model/display.h"

namespace keyplan::app {
// When the other window is closed, this one may edit without being asked to: both have shown the
// same plan, so there is nothing to decide, and what is typed next must not be refused.
void App::plan_held(const platform::PlanHeld& held) {
  const Windows::News news = windows_.arrived(held, autosave_.expected_seq());
  if (windows_.shares()) workspace_->mark_published();
  // What was changed meanwhile is saved all the same.
  if (windows_.edits_elsewhere())
    autosave_.flush(workspace_->plan(), platform::Durability::relaxed);
  if (news == Windows::News::gained) say("You can edit this plan here now.");
}

// Nobody may be looking at this window, so no frame is waited for.
void App::hand_over_wanted(const platform::HandOverWanted& wanted) {
  const model::Plan& plan = workspace_->plan();
  if (wanted.plan_id != plan.id()) return;
  workspace_->mark_published();
  windows_.wants_hand_over();
  autosave_.leave(plan, platform::Durability::strict);
  if (autosave_.is_clean()) windows_.hand_over_if_wanted();
}

void App::edit_here() {
  if (windows_.edits_elsewhere()) windows_.take();
}

void App::work_on_windows() {
  const double until = platform_.steady_ms() + share_of_a_frame_ms;
  do {
    if (!windows_.is_loading()) {
      const std::uint64_t shown = autosave_.expected_seq();
      const bool clean = autosave_.is_clean();
      windows_.shows(shown);
      if (const auto head = autosave_.overtaken_by(); head == 0) {
        autosave_.joined(workspace_->plan(), {}, 0);  // somebody has cleared what was stored
      } else if (head) {
        windows_.load(Windows::Purpose::join, *head, shown);
      } else if (const auto newest = windows_.to_follow(shown); newest && clean) {
        windows_.load(Windows::Purpose::follow, *newest, shown);
      } else if (const auto news = windows_.to_catch_up(shown);
                 news && clean && shown > 0 && !merge_ && !import_) {
        windows_.load(Windows::Purpose::catch_up, *news, shown);
      } else if (clean && shown > 0 && windows_.looks_for_left_behind()) {
        windows_.load(Windows::Purpose::left_behind, 0, shown);
      }
      return;
    }
    if (auto loaded = windows_.work()) take_in(std::move(*loaded));
  } while (windows_.can_go_on() && (hidden_ || platform_.steady_ms() < until));
}

void App::take_in(Windows::Loaded loaded) {
  auto* opened = std::get_if<Opening::Opened>(&loaded.outcome);
  switch (loaded.purpose) {
    case Windows::Purpose::follow:
      // What cannot be read is left to the next save, which will meet it.
      if (opened == nullptr) {
        windows_.gives_up_following();
      } else if (autosave_.is_clean()) {
        follow(std::move(*opened));
      }
      break;
    case Windows::Purpose::catch_up:
      // What was changed here meanwhile is about to be saved, and will meet it.
      if (opened == nullptr || !opened->notice.empty() ||
          opened->plan.id() != workspace_->plan().id()) {
        windows_.gives_up_following();
      } else if (autosave_.is_clean() && !merge_ && !import_) {
        join(opened->plan, "another window", loaded.head);
      }
      break;
    case Windows::Purpose::join:
      if (autosave_.overtaken_by() != loaded.head) break;  // that save is old news by now
      if (opened != nullptr && opened->plan.id() == workspace_->plan().id()) {
        join(opened->plan, "another window", loaded.head);
        if (!opened->notice.empty()) {
          complain(
              "What another window saved last cannot be read here. What it had saved before is in "
              "the plan now.");
        }
      } else {
        autosave_.cannot_join("another window has saved this plan, and that cannot be read here.");
      }
      break;
    case Windows::Purpose::left_behind:
      if (opened != nullptr && opened->plan.id() == workspace_->plan().id()) {
        join(opened->plan, "a window that was closed", std::nullopt);
      } else if (opened != nullptr) {
        break;  // nothing of this plan: the next one is asked for
      } else if (std::get<Opening::Failed>(loaded.outcome).damaged.bytes.empty()) {
        windows_.none_left_behind();
      }
      break;
  }
  platform_.request_frame();
}

// The page, its filters and its place stay as they are.
void App::follow(Opening::Opened opened) {
  if (merge_ || import_) {
    if (merge_) cancel_merge();
    if (import_) carry_out(ui::Request::cancel_import);
    say("The plan has changed in the other window. Drop the files again.");
  }
  opened.plan.follow(workspace_->plan());
  workspace_ = std::make_unique<Workspace>(platform_, std::move(opened.plan), device_.who);
  autosave_.open(workspace_->plan(), opened.head_seq, std::move(opened.snapshotter));
  choices_.clear();
  conflicts_revision_ = ~0ull;
}

void App::join(const model::Plan& theirs, std::string name, std::optional<std::uint64_t> head) {
  merge::Preview preview(workspace_->plan());
  const merge::Contribution brought = preview.add(name, theirs);
  model::Change change;
  if (!brought.nothing_new) {
    // Nothing to settle, so nothing that could be refused.
    auto merged = workspace_->merge(preview.patch(), model::Edit("take over from " + name));
    if (merged) change = std::move(*merged);
  }
  // The other window has it too: undo writes anew from here on.
  workspace_->mark_published();
  const bool has_all =
      head && autosave_.is_clean() && merge::join(theirs, workspace_->plan()).nothing_new;
  if (has_all) {
    autosave_.caught_up(change, *head);
  } else if (head) {
    autosave_.joined(workspace_->plan(), change, *head);
  } else if (!change.empty()) {
    autosave_.changed(workspace_->plan(), change, seconds_);
  }
  if (change.empty()) return;
  backup_.changed();
  if (change.touched.size() > many_records) waiting_frames_ = 2;
  say("From " + name + ": " + merge::contribution_text(brought) + "." +
          (brought.conflicts == 0 ? "" : " Look at Share & merge to settle what clashes."),
      "Undo");
}

void App::add_window_notices() {
  if (!windows_.edits_elsewhere()) return;
  notices_.push_back({ui::Tone::warning,
                      "This plan is open in another window. You see here what is saved there; once "
                      "that window is closed, you can edit here.",
                      "Edit here instead", ui::Request::edit_here});
}

}  // namespace keyplan::app
