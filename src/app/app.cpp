#include "app/app.h"

#include <algorithm>
#include <charconv>
#include <ranges>
#include <utility>

#include "app/commands.h"
#include "app/sample.h"
#include "app/screens.h"
#include "core/model/display.h"

namespace keyplan::app {
namespace {

std::int64_t to_number(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

App::App(platform::Platform& platform, ui::Shell& shell)
    : platform_(platform),
      shell_(shell),
      screens_(std::make_unique<Screens>()),
      opening_(platform),
      autosave_(platform),
      windows_(platform),
      trials_(platform),
      backup_(platform) {
  load_device_settings();
  workspace_ = std::make_unique<Workspace>(platform_, make_plan(platform_), device_.who);
  autosave_.open(workspace_->plan(), 0, {});
  backup_.open(workspace_->plan().id());
  windows_.open(workspace_->plan().id());
  platform_.store_open();
}

App::~App() = default;

// Plans
// --------------------------------------------------------------------------------------------

void App::open(model::Plan plan, std::uint64_t head_seq, file::Snapshotter snapshotter) {
  workspace_ = std::make_unique<Workspace>(platform_, std::move(plan), device_.who);
  screens_ = std::make_unique<Screens>();
  choices_.clear();
  autosave_.open(workspace_->plan(), head_seq, std::move(snapshotter));
  begin_plan({.page = ui::Page::portfolio});
  platform_.set_preference("plan", workspace_->plan().id());
}

void App::begin_plan(ui::Route route) {
  look_.reset();
  opening_.cancel();
  const bool stored = autosave_.state() != Autosave::State::unavailable;
  windows_.open(stored ? workspace_->plan().id() : std::string());
  backup_.open(workspace_->plan().id());
  storage_facts_ = {};
  read_only_.clear();
  complaint_.clear();
  import_.reset();
  merge_.reset();
  conflicts_revision_ = ~0ull;
  route_ = route;
  waiting_frames_ = is_large(workspace_->plan()) ? 2 : 0;
}

void App::open_sample() {
  const std::uint64_t high = platform_.random_bits();
  auto sample = load_sample(sample_bytes(), {platform_.now().today},
                            model::make_plan_id(high, platform_.random_bits()));
  if (!sample) {
    complain(sample.error().sentence);
    return;
  }
  autosave_.leave(workspace_->plan());
  open(std::move(*sample), 0, {});
  autosave_.save_all(workspace_->plan());
}

void App::open_read_only(file::Salvage salvage) {
  autosave_.leave(workspace_->plan());
  const std::string why = "Only a part of this file could be read (" +
                          model::count_text(static_cast<std::int64_t>(salvage.records)) +
                          " records), so it is for looking only and is not saved here.";
  open(std::move(salvage.plan), 0, {});
  autosave_.close();
  windows_.open({});
  read_only_ = why;
}

void App::close_plan() {
  autosave_.leave(workspace_->plan());
  autosave_.close();
  workspace_ = std::make_unique<Workspace>(platform_, make_plan(platform_), device_.who);
  screens_ = std::make_unique<Screens>();
  choices_.clear();
  autosave_.open(workspace_->plan(), 0, {});
  incoming_ = {};
  begin_plan({.page = ui::Page::start});
  platform_.set_preference("plan", "none");
  platform_.store_open();  // what is stored now, for the list on the start screen
}

// Events
// -------------------------------------------------------------------------------------------

void App::on_event(platform::Event event) {
  const model::Plan& plan = workspace_->plan();
  struct Visitor {
    App& app;
    const model::Plan& plan;
    void operator()(platform::FilesArrived& e) { app.arrived(std::move(e.files), e.source); }
    void operator()(platform::FilesProgress& e) { app.files_progress_ = e; }
    void operator()(platform::FileProblem& e) {
      app.files_progress_.reset();
      app.complain(e.sentence);
    }
    void operator()(platform::StoreOpened& e) { app.store_opened(std::move(e)); }
    void operator()(platform::StoreWaits& e) { app.store_waits_ = std::move(e.sentence); }
    void operator()(platform::StoreLost& e) { app.store_lost(std::move(e)); }
    void operator()(platform::SnapshotLoaded& e) {
      if (!app.windows_.arrived(e)) app.opening_.arrived(e);
    }
    void operator()(platform::ChunksLoaded& e) {
      if (!app.windows_.arrived(e)) app.opening_.arrived(std::move(e));
    }
    void operator()(platform::Committed& e) { app.committed(e); }
    void operator()(platform::StorageFacts& e) { app.storage_facts_ = std::move(e); }
    void operator()(platform::CommitFailed& e) { app.autosave_.failed(plan, e); }
    void operator()(platform::PlanHeld& e) { app.plan_held(e); }
    void operator()(platform::HandOverWanted& e) { app.hand_over_wanted(e); }
    void operator()(platform::HeadMoved& e) { app.windows_.arrived(e); }
    void operator()(platform::PageHidden&) {
      app.hidden_ = true;
      app.autosave_.leave(plan);
    }
    void operator()(platform::PageShown&) { app.hidden_ = false; }
    void operator()(platform::Appearance& e) {
      app.system_dark_ = e.dark;
      app.shell_.set_reduced_motion(e.reduced_motion);
      app.use_device_settings();
    }
    void operator()(platform::FileSaved&) { app.file_saved(); }
    void operator()(platform::Sealed& e) { app.sealed(std::move(e)); }
    void operator()(platform::Unsealed& e) { app.unsealed(std::move(e)); }
    void operator()(platform::SealFailed& e) { app.seal_failed(std::move(e)); }
    void operator()(platform::LinkArrived& e) { app.link_arrived(std::move(e)); }
    void operator()(platform::TrialsRun& e) { app.trials_.answered(std::move(e)); }
    void operator()(platform::TrialsFailed&) { app.trials_.workers_failed(); }
    void operator()(platform::TimerFired&) { app.autosave_.timer(plan); }
  };
  std::visit(Visitor{*this, plan}, event);
  if (hidden_) work_on_windows();
  platform_.request_frame();
}

// Changing
// -----------------------------------------------------------------------------------------

bool App::refuses_changes() {
  if (look_) {
    say("This is an earlier state, for looking only. Nothing was changed.");
  } else if (!read_only_.empty()) {
    say("This plan cannot be changed: " + read_only_);
  } else if (!windows_.may_edit()) {
    say("This plan is open in another window. Nothing was changed here.");
  }
  return look_ || !read_only_.empty() || !windows_.may_edit();
}

void App::change(model::Edit edit) {
  if (refuses_changes()) return;
  auto done = workspace_->apply(std::move(edit));
  if (!done) {
    complain(done.error().sentence);
    return;
  }
  changed(*done, {});
  // What is gone cannot be clicked again, so the way back is offered at once.
  const bool removed = std::ranges::any_of(
      done->touched | std::views::take(100),
      [this](const auto& key) { return workspace_->plan().find(key) == nullptr; });
  if (removed) say("Done: " + done->name + ".", "Undo");
}

void App::changed(const model::Change& change, std::string said) {
  if (change.empty()) return;
  if (windows_.shares()) workspace_->mark_published();
  autosave_.changed(workspace_->plan(), change, seconds_);
  backup_.changed();
  opening_.cancel();  // whoever changes something does not wait for another plan
  opening_to_look_.reset();
  if (change.touched.size() > many_records) waiting_frames_ = 2;
  if (!said.empty()) say(std::move(said));
  if (route_.page == ui::Page::start) go({.page = ui::Page::portfolio});
}

void App::add_account() {
  if (refuses_changes()) return;
  const model::Id id = workspace_->new_id();
  model::Edit edit("add " + ui::words(workspace_->plan()).account);
  edit.add(id, model::Account{});
  change(std::move(edit));
  go({.page = ui::Page::account, .account = id});
}

void App::carry_out(ui::Request wish) {
  using ui::Request;
  switch (wish) {
    case Request::choose_files:
      platform_.choose_files(".csv,.tsv,.txt,.json,.keyplan,.keyplan-sealed", true);
      break;
    case Request::export_plan:
      export_plan();
      break;
    case Request::print_page:
      platform_.print_page();
      break;
    case Request::share_plan:
      open_share_dialog();
      break;
    case Request::export_library:
      export_library();
      break;
    case Request::one_person:
      screens_->person_dialog.open();
      break;
    case Request::load_sample:
      leave_plan_for([this] { open_sample(); });
      break;
    case Request::add_account:
      add_account();
      break;
    case Request::new_plan:
      leave_plan_for([this] { close_plan(); });
      break;
    case Request::open_search:
      screens_->search.open();
      break;
    case Request::undo:
    case Request::redo: {
      if (refuses_changes()) break;
      const bool back = wish == Request::undo;
      const auto change = back ? workspace_->undo() : workspace_->redo();
      if (change) {
        changed(*change, (back ? "Undone: " : "Done again: ") + change->name);
      } else {
        say(back ? "There is nothing to undo." : "There is nothing to do again.");
      }
      break;
    }
    case Request::toggle_dark:
      device_.look =
          shell_.theme().dark ? ui::DeviceSettings::Look::light : ui::DeviceSettings::Look::dark;
      break;
    case Request::run_import:
      if (!import_ || refuses_changes()) break;
      autosave_.keep(workspace_->plan(), "before an import");
      import_->confirm();
      break;
    case Request::cancel_import:
      import_.reset();
      go(before_import_);
      break;
    case Request::run_merge:
      run_merge();
      break;
    case Request::cancel_merge:
      cancel_merge();
      break;
    case Request::dismiss_notice:
      complaint_.clear();
      damaged_.reset();
      break;
    case Request::download_damaged:
      if (damaged_) platform_.save_file(damaged_->name, "text/plain", damaged_->bytes);
      break;
    case Request::ask_to_keep_storage:
      platform_.ask_to_keep_storage(workspace_->plan().id());
      break;
    case Request::drop_earlier_states:
      autosave_.forget_earlier(workspace_->plan());
      break;
    case Request::edit_here:
      edit_here();
      break;
    case Request::leave_earlier_state:
      end_look();
      break;
    case Request::go_back_to_earlier_state:
      go_back_to_look();
      break;
  }
}

void App::carry_out(ui::ScreenContext& in) {
  for (model::Edit& edit : in.edits) change(std::move(edit));
  if (in.route) go(*in.route);
  if (in.opened) screens_->record_dialog.open(*in.opened, in.opened_field);
  if (in.leaver) screens_->person_leaves.open(*in.leaver);
  if (in.look_at) look_at(platform::StoredState(earlier_states()[*in.look_at]));
  for (std::size_t i = 0; i < in.undo_steps; ++i) carry_out(ui::Request::undo);
  if (!in.said.empty()) say(std::move(in.said));
  // Last, so that a file dialog opens inside the click that asked for it.
  for (const ui::Request wish : in.requests) carry_out(wish);
  if (!in.edits.empty() || !in.requests.empty() || in.route || in.opened || in.leaver ||
      in.look_at || in.undo_steps > 0)
    in.ui.request_frames();
  if (device_ != used_device_) use_device_settings();
}

void App::go(const ui::Route& route) {
  route_ = route;
  if (route.page == ui::Page::settings || route.page == ui::Page::account)
    platform_.store_facts(workspace_->plan().id());
  if (route.record) go_to_record(*route.record);
  if (route.record && route.field) screens_->record_dialog.open(*route.record, *route.field);
  if (route.page == ui::Page::forecast && route.field) screens_->forecast.show_lever(*route.field);
  if (route.without_account) screens_->opportunities.show_without_account();
}

// Saying
// -------------------------------------------------------------------------------------------

void App::say(std::string text, std::string action) {
  toast_ = {.text = std::move(text), .action = std::move(action), .serial = toast_.serial + 1};
  platform_.request_frame();
}

void App::complain(std::string sentence) {
  complaint_ = std::move(sentence);
  platform_.request_frame();
}

void App::ask(std::string title, std::string text, std::string yes, std::function<void()> go_on,
              std::string other, std::function<void()> go_other_way) {
  question_ = {std::move(title),
               std::move(text),
               std::move(yes),
               std::move(go_on),
               std::move(other),
               std::move(go_other_way),
               true};
}

bool App::only_in_memory() const {
  const Autosave::State state = autosave_.state();
  return backup_.changed_in_this_session() && !autosave_.is_clean() &&
         (state == Autosave::State::unavailable || state == Autosave::State::failed);
}

void App::leave_plan_for(std::function<void()> go_on) {
  if (!only_in_memory()) {
    go_on();
    return;
  }
  ask("Leave the open plan?",
      "The changes of the open plan are not saved on this device. Export it as a file first, or "
      "they "
      "are lost.",
      "Leave it", std::move(go_on));
}

void App::refresh_notices() {
  using ui::Request;
  using ui::Tone;
  notices_.clear();
  if (!complaint_.empty()) {
    notices_.push_back({Tone::negative, complaint_, "Close", Request::dismiss_notice});
  }
  if (!store_waits_.empty()) notices_.push_back({Tone::warning, store_waits_});
  if (damaged_) {
    notices_.push_back({Tone::warning, "What was found on this device can be downloaded as it is.",
                        "Download", Request::download_damaged});
  }
  if (look_) {
    notices_.push_back({Tone::warning,
                        "This is how the plan was on " + look_->when + ". It is for looking only.",
                        "Show the present plan", Request::leave_earlier_state});
    notices_.push_back({Tone::accent, "Going back to it is one change, which can be undone.",
                        "Go back to this state", Request::go_back_to_earlier_state});
  }
  if (!read_only_.empty()) {
    notices_.push_back({Tone::warning, read_only_, "Close this plan", Request::new_plan});
  }
  if (autosave_.earlier_stay()) {
    notices_.push_back({Tone::negative,
                        "This browser did not delete the earlier states of the plan, so they still "
                        "hold the person who was erased. Try again. If that does not help, export "
                        "the plan as a file and clear what this page has stored in the settings of "
                        "the browser.",
                        "Try again", Request::drop_earlier_states});
  }
  add_window_notices();
  switch (autosave_.state()) {
    case Autosave::State::unavailable:
      if (autosave_.is_store_lost() && autosave_.is_clean()) {
        notices_.push_back(
            {Tone::negative, "Changes are no longer saved here: " + autosave_.sentence() +
                                 " All changes so far are saved."});
        break;
      }
      notices_.push_back({Tone::negative,
                          "Nothing is saved on this device: " + autosave_.sentence() +
                              " Export the plan as a file before you close the page.",
                          "Export plan file", Request::export_plan});
      break;
    case Autosave::State::failed:
      notices_.push_back({Tone::negative, "Not saved: " + autosave_.sentence(), "Export plan file",
                          Request::export_plan});
      break;
    default:
      break;
  }
}

// This device
// --------------------------------------------------------------------------------------

void App::load_device_settings() {
  const std::string look = platform_.preference("look");
  device_.look = look == "light"  ? ui::DeviceSettings::Look::light
                 : look == "dark" ? ui::DeviceSettings::Look::dark
                                  : ui::DeviceSettings::Look::system;
  const std::int64_t percent = to_number(platform_.preference("scale"));
  if (percent >= 90 && percent <= 200) device_.scale = static_cast<float>(percent) / 100;
  device_.who = platform_.preference("who");
  used_device_ = device_;
  use_device_settings();
}

void App::use_device_settings() {
  using Look = ui::DeviceSettings::Look;
  shell_.set_dark(device_.look == Look::dark || (device_.look == Look::system && system_dark_));
  shell_.set_user_scale(device_.scale);
  if (device_ != used_device_) {
    platform_.set_preference("look", device_.look == Look::light  ? "light"
                                     : device_.look == Look::dark ? "dark"
                                                                  : "system");
    platform_.set_preference("scale", std::to_string(static_cast<int>(device_.scale * 100 + 0.5f)));
    platform_.set_preference("who", device_.who);
    used_device_ = device_;
  }
  platform_.request_frame();
}

}  // namespace keyplan::app
