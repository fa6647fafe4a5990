// What is stored on this device: opening it, how the open plan stands, its earlier states.
#include <algorithm>
#include <utility>

#include "app/app.h"
#include "app/library.h"
#include "app/screens.h"
#include "app/words.h"
#include "core/file/read.h"
#include "core/model/difference.h"
#include "core/model/display.h"

namespace keyplan::app {
std::string App::time_text(std::int64_t unix_minutes) {
  const std::int32_t offset = platform_.now().utc_offset_minutes;
  return model::date_text(local_date(unix_minutes, offset)) + ", " +
         clock_text(unix_minutes, offset);
}

// Opening
// -----------------------------------------------------------------------------------------

void App::store_opened(platform::StoreOpened store) {
  store_answered_ = true;
  store_waits_.clear();
  autosave_.store_is(store.state, store.reason);
  if (store.state == platform::StoreState::unavailable) windows_.open({});
  page_from_disk_ = store.page_from_disk;
  stored_ = std::move(store.plans);
  stored_shown_.clear();
  const std::int32_t offset = platform_.now().utc_offset_minutes;
  for (const platform::StoredHead& head : stored_) {
    stored_shown_.push_back(
        {head.title, "saved " + model::date_text(local_date(head.saved_unix_minutes, offset))});
  }
  const std::string wanted = platform_.preference("plan");
  if (route_.page != ui::Page::start || wanted == "none" || opening_.busy()) return;
  if (stored_.empty()) {
    if (!wanted.empty() && store.state == platform::StoreState::ready) {
      complain(
          "The plan that was stored here is gone: the browser's data was cleared. Open your "
          "last plan file to go on.");
    }
    return;
  }
  const auto last = std::ranges::find(stored_, wanted, &platform::StoredHead::plan_id);
  opening_.start(last == stored_.end() ? stored_.front() : *last);
}

void App::store_lost(platform::StoreLost lost) {
  autosave_.store_is_lost(std::move(lost.reason));
  windows_.open({});  // the window that has the store may edit
}

void App::stored_plan_opened(Opening::Outcome outcome) {
  const auto look = std::exchange(opening_to_look_, std::nullopt);
  if (auto* failed = std::get_if<Opening::Failed>(&outcome)) {
    complain(failed->sentence);
    damaged_ = std::move(failed->damaged);
    incoming_ = {};
    return;
  }
  auto& opened = std::get<Opening::Opened>(outcome);
  if (look) {
    const ui::Route back = look_ ? look_->back : route_;
    look_.emplace(Workspace(platform_, std::move(opened.plan), device_.who),
                  time_text(look->saved_unix_minutes), back);
    screens_ = std::make_unique<Screens>();
    choices_.clear();
    route_ = {.page = ui::Page::portfolio};
    waiting_frames_ = is_large(shown().plan()) ? 2 : 0;
    return;
  }
  const std::string notice = opened.notice;
  const ui::Page meanwhile = route_.page;
  open(std::move(opened.plan), opened.head_seq, std::move(opened.snapshotter));
  // Whoever chose a page while the plan was opening gets that one.
  const bool chosen = meanwhile != ui::Page::start && meanwhile != ui::Page::account;
  if (chosen) go({.page = meanwhile});
  if (!notice.empty()) complain(notice);
  if (!incoming_.plans.empty()) start_merge();
}

void App::committed(const platform::Committed& done) {
  auto head = std::ranges::find(stored_, done.plan_id, &platform::StoredHead::plan_id);
  if (head == stored_.end()) head = stored_.insert(head, {.plan_id = done.plan_id});
  head->seqs.insert(head->seqs.begin(), done.seq);
  autosave_.committed(done);
  if (autosave_.is_clean()) windows_.hand_over_if_wanted();
  if (route_.page == ui::Page::settings) platform_.store_facts(workspace_->plan().id());
}

// Earlier states
// ----------------------------------------------------------------------------------

void App::look_at(const platform::StoredState& state) {
  const model::Plan& plan = workspace_->plan();
  autosave_.flush(plan, platform::Durability::relaxed);
  opening_to_look_ = state;
  opening_.start({.plan_id = plan.id(),
                  .title = "the state of " + time_text(state.saved_unix_minutes),
                  .seqs = {state.seq}});
}

void App::end_look() {
  if (!look_) return;
  const ui::Route back = look_->back;
  look_.reset();
  screens_ = std::make_unique<Screens>();
  choices_.clear();
  waiting_frames_ = is_large(workspace_->plan()) ? 2 : 0;
  go(back);
}

void App::go_back_to_look() {
  if (!look_) return;
  const std::string name = "go back to " + look_->when;
  going_back_ = model::edit_towards(workspace_->plan(), look_->workspace.plan(), name);
  end_look();
}

void App::go_back(model::Edit edit) {
  if (refuses_changes()) return;
  if (edit.empty()) {
    say("Nothing to do: the plan is as it was then.");
    return;
  }
  autosave_.keep(workspace_->plan(), "before going back to an earlier state");
  change(std::move(edit));
  go({.page = ui::Page::portfolio});
  say("The plan is again as it was then.", "Undo");
}

// How it stands
// -----------------------------------------------------------------------------------

void App::refresh_save_status() {
  using ui::Tone;
  const platform::Now now = platform_.now();
  ui::SaveStatus& status = save_status_;
  const std::string at = clock_text(autosave_.saved_minutes(), now.utc_offset_minutes);
  switch (autosave_.state()) {
    case Autosave::State::closed:
      status = {"Nothing to save yet", Tone::muted};
      break;
    case Autosave::State::saved:
      status = {
          autosave_.saved_minutes() == 0 ? "Saved on this device" : "Saved on this device " + at,
          Tone::positive};
      break;
    case Autosave::State::waiting:
    case Autosave::State::saving:
    case Autosave::State::overtaken:
      status = {"Saving\u2026", Tone::muted};
      break;
    case Autosave::State::failed:
    case Autosave::State::unavailable:
      status = {"Not saved on this device", Tone::negative};
      break;
  }
  const bool all_stored = autosave_.is_store_lost() && autosave_.is_clean();
  if (all_stored) status = {"No longer saved here", Tone::warning};
  if (look_ || !read_only_.empty() || windows_.edits_elsewhere())
    status = {"Read only", Tone::warning};

  const bool only_here = autosave_.state() == Autosave::State::unavailable ||
                         autosave_.state() == Autosave::State::failed || page_from_disk_;
  const bool unsaved = only_here && !all_stored && backup_.changed_in_this_session();
  const std::int64_t days = now.today - local_date(backup_.minutes(), now.utc_offset_minutes).days;
  status.backup =
      backup_.minutes() == 0 ? "No file backup yet" : "Last file backup " + days_ago(days);
  switch (backup_.need()) {
    case Backup::Need::none:
      status.backup_tone = unsaved ? Tone::warning : Tone::muted;
      break;
    case Backup::Need::due:
      status.backup_tone = Tone::warning;
      break;
    case Backup::Need::overdue:
      status.backup_tone = Tone::negative;
      break;
  }
  status.backup_due = status.backup_tone != Tone::muted;
  if (status.backup_due && backup_.changes() > 1) {
    const std::string changes = model::count_text(backup_.changes()) + " changes";
    status.backup = backup_.minutes() == 0 ? changes + " without a file backup"
                                           : status.backup + ", " + changes + " since";
  }
  platform_.ask_before_leaving(unsaved);
}

void App::refresh_storage_view() {
  using platform::Keeping;
  using ui::Tone;
  const platform::StorageFacts& facts = storage_facts_;
  const std::int32_t offset = platform_.now().utc_offset_minutes;
  ui::StorageView& view = storage_view_;
  view = {};
  switch (facts.keeping) {
    case Keeping::unknown:
      view.keeping = "Not known yet";
      break;
    case Keeping::kept:
      view.keeping = "Kept until you clear it";
      view.keeping_tone = Tone::positive;
      break;
    case Keeping::may_be_cleared:
      view.keeping = "May be cleared when space is short";
      view.keeping_tone = Tone::warning;
      break;
  }
  view.can_ask = facts.keeping != Keeping::kept && !page_from_disk_ &&
                 autosave_.state() != Autosave::State::unavailable;
  if (facts.used_bytes) view.space = size_text(*facts.used_bytes);
  if (facts.used_bytes && facts.quota_bytes) view.space += " of " + size_text(*facts.quota_bytes);
  view.last_backup = backup_.minutes() == 0 ? "None yet" : time_text(backup_.minutes());
  if (facts.cleared_when_unused) {
    view.warning =
        "Safari deletes what a page has stored when it was not visited for seven days. Export a "
        "file before that, or add Keyplan to the Dock or the home screen.";
  }
  view.history = "None";
  if (!facts.states.empty()) {
    view.history = model::count_text(static_cast<std::int64_t>(facts.states.size())) +
                   ", the oldest of " +
                   model::date_text(local_date(facts.states.back().saved_unix_minutes, offset));
  }
  earlier_shown_.clear();
  for (const platform::StoredState& state : earlier_states()) {
    earlier_shown_.push_back({time_text(state.saved_unix_minutes), state.kept_because});
  }
}

const model::Plan& App::library() {
  if (!library_) {
    auto read = file::read(library_bytes());
    library_ = read ? std::move(read->plan) : model::Plan(workspace_->plan().id());
  }
  return *library_;
}

std::span<const platform::StoredState> App::earlier_states() const {
  const std::vector<platform::StoredState>& states = storage_facts_.states;
  if (states.empty() || storage_facts_.plan_id != workspace_->plan().id()) return {};
  // What another window has saved is not the state of this one.
  const bool own = states.front().seq <= autosave_.expected_seq();
  return std::span(states).subspan(own ? 1 : 0);
}

}  // namespace keyplan::app
