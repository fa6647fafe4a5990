// The application: wires plan, screens and platform together. Events come in, frames go out; what a
// screen wished for during a frame is carried out after it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/autosave.h"
#include "app/background_trials.h"
#include "app/backup.h"
#include "app/file_opening.h"
#include "app/import_job.h"
#include "app/merge_job.h"
#include "app/opening.h"
#include "app/windows.h"
#include "app/workspace.h"
#include "platform/platform.h"
#include "ui/screens/screen.h"
#include "ui/screens/settings_screen.h"
#include "ui/screens/share_dialog.h"
#include "ui/screens/start_screen.h"
#include "ui/screens/unseal_dialog.h"
#include "ui/shell.h"

namespace keyplan::ui {
struct PrintedPack;
}

namespace keyplan::app {

class App {
 public:
  App(platform::Platform& platform, ui::Shell& shell);
  ~App();

  void on_event(platform::Event event);
  void frame(ui::Ui& ui);
  /// The page that is shown, for ui::Paper: no keys, no work, and what it wishes for is dropped.
  void draw_paper(ui::Ui& ui);
  bool can_print() const { return !is_waiting(); }

 private:
  struct Screens;  // what is not part of the plan: sort orders, filters, open tabs
  struct Question {
    std::string title;
    std::string text;
    std::string yes;  // label of the button that goes on
    std::function<void()> go_on;
    std::string other;  // label of another way to go on; "" = none
    std::function<void()> go_other_way;
    bool open = false;
  };
  /// Plan files that came together, read one after the other.
  struct Incoming {
    std::size_t total = 0;
    std::vector<platform::File> waiting;
    std::string reading;  // name of the file that is being read
    std::vector<ReadPlan> plans;
    std::vector<ui::MergeView::File> left_out;  // with the reason
  };

  /// Files of which some wait for their passphrase.
  struct Unsealing {
    std::uint32_t request = 0;  // answers to others are late
    std::vector<platform::File> files;
    std::size_t next = 0;  // the one that is asked about
  };

  /// An earlier state of the open plan, shown in its place until the user has seen enough.
  struct Look {
    Workspace workspace;
    std::string when;
    ui::Route back;
  };

  // Plans
  // ------------------------------------------------------------------------------------------
  void open(model::Plan plan, std::uint64_t head_seq, file::Snapshotter snapshotter);
  void begin_plan(ui::Route route);
  void open_sample();
  void open_read_only(file::Salvage salvage);
  void close_plan();
  void store_opened(platform::StoreOpened store);
  void store_lost(platform::StoreLost lost);
  void committed(const platform::Committed& done);
  void stored_plan_opened(Opening::Outcome outcome);
  void look_at(const platform::StoredState& state);
  void end_look();
  void go_back_to_look();
  void go_back(model::Edit edit);
  /// What the screens show: the open plan, or an earlier state of it.
  Workspace& shown() { return look_ ? look_->workspace : *workspace_; }

  // Other windows (app_windows.cpp)
  // --------------------------------------------------------------------------
  void plan_held(const platform::PlanHeld& held);
  void hand_over_wanted(const platform::HandOverWanted& wanted);
  void edit_here();
  void work_on_windows();
  void take_in(Windows::Loaded loaded);
  void follow(Opening::Opened opened);
  void join(const model::Plan& theirs, std::string name, std::optional<std::uint64_t> head);
  void add_window_notices();

  // Files
  // ------------------------------------------------------------------------------------------
  void arrived(std::vector<platform::File> files, platform::FileSource source);
  void file_read(FileOpening::Outcome outcome);
  void single_file_failed(FileOpening::Fault fault);
  /// Offers to merge what Git left unmerged in a file; false when the halves are no plans.
  bool merge_halves(const FileOpening::Fault& fault, const std::string& sentence);
  void start_import(std::vector<platform::File> files);
  void work_on_jobs(ui::Ui& ui);

  // Plans that leave, and sealed ones that come in (app_sharing.cpp)
  // -------------------------------------------
  void open_share_dialog();
  void export_plan();
  void export_library();
  /// A plan leaves in the form that was wished for: today always the whole plan that is shown.
  void send(const model::Plan& plan, const ui::ShareWish& wish);
  void hand_over(const model::Plan& plan, const ui::ShareWish& wish);
  void save_personal_data(model::RecordKey person);
  void erase_person(model::RecordKey person);
  void give_pack(ui::PrintedPack pack);
  void file_saved();
  void sealed(platform::Sealed done);
  /// Some of the files are sealed: asks for their passphrases, then they arrive as plain ones.
  void sealed_arrived(std::vector<platform::File> files);
  void link_arrived(platform::LinkArrived link);
  void ask_for_passphrase();
  void unsealed(platform::Unsealed done);
  void seal_failed(platform::SealFailed failed);
  void draw_sharing(ui::ScreenContext& in);

  // Plan files that come in (app_merge.cpp)
  // -------------------------------------------------------------------
  void open_plan_files(std::vector<platform::File> files);
  void read_next_plan_file();
  void plan_files_read();
  void open_first_of(const std::string& plan_id);
  void ask_about_other_plan();
  void start_merge();
  void work_on_merge(ui::Ui& ui);
  void run_merge();
  void cancel_merge();
  bool is_plan_open() const;

  // One frame
  // --------------------------------------------------------------------------------------
  ui::ScreenContext context(ui::Ui& ui, std::span<const std::string_view> undo_names,
                            const std::vector<ui::Notice>& notices);
  void draw_side_bar(ui::ScreenContext& in);
  void draw_screen(ui::ScreenContext& in);
  /// Nothing is there to be shown yet.
  bool is_waiting() const;
  void draw_waiting(ui::ScreenContext& in);
  void draw_overlays(ui::ScreenContext& in);
  void press_keys(ui::ScreenContext& in);
  void carry_out(ui::ScreenContext& in);
  void carry_out(ui::Request wish);
  /// Says why the plan cannot be changed; false when it can.
  bool refuses_changes();
  void change(model::Edit edit);
  void changed(const model::Change& change, std::string said);
  void go(const ui::Route& route);
  void go_to_record(model::RecordKey key);
  void add_account();

  void say(std::string text, std::string action = {});
  void ask(std::string title, std::string text, std::string yes, std::function<void()> go_on,
           std::string other = {}, std::function<void()> go_other_way = {});
  void complain(std::string sentence);
  /// The open plan has changes that are neither stored on this device nor in a file.
  bool only_in_memory() const;
  /// Does it at once, or asks first when the open plan would be lost.
  void leave_plan_for(std::function<void()> go_on);
  void refresh_notices();
  void refresh_save_status();
  void refresh_storage_view();
  std::string time_text(std::int64_t unix_minutes);
  std::span<const platform::StoredState> earlier_states() const;  // newest first
  /// Question sets, playbooks and templates that plans can take over.
  const model::Plan& library();
  void load_device_settings();
  void use_device_settings();

  platform::Platform& platform_;
  ui::Shell& shell_;
  std::unique_ptr<Workspace> workspace_;  // always there; empty before something was begun
  std::unique_ptr<Screens> screens_;
  Opening opening_;
  Autosave autosave_;
  Windows windows_;
  bool hidden_ = false;  // nobody looks, and the browser may draw no frames
  std::optional<platform::StoredState> opening_to_look_;  // what is being opened
  std::optional<Look> look_;
  std::optional<model::Edit> going_back_;  // applied in a frame of its own
  std::optional<platform::FilesProgress> files_progress_;
  std::optional<FileOpening> file_opening_;
  std::optional<ImportJob> import_;
  std::optional<ImportJob> import_done_;  // letting go of its rows waits for the next frame
  Incoming incoming_;
  std::unique_ptr<MergeJob> merge_;
  BackgroundTrials trials_;
  ui::UnsealDialog unseal_dialog_;
  Unsealing unsealing_;
  std::uint32_t requests_ = 0;  // counts what the platform was asked to seal and unseal
  std::uint32_t sealing_ = 0;   // the last request to seal,
  std::string sealing_name_;    // and the name of the file that comes of it; "" = a link

  ui::RecordChoices choices_;
  ui::Route route_{.page = ui::Page::start};
  ui::Route before_import_{.page = ui::Page::start};  // or before a merge
  std::size_t conflicts_ = 0;                         // of the open plan,
  std::uint64_t conflicts_revision_ = ~0ull;          // at this revision
  ui::DeviceSettings device_;
  ui::DeviceSettings used_device_;
  bool system_dark_ = false;
  bool page_from_disk_ = false;
  std::vector<platform::StoredHead> stored_;
  std::vector<ui::StoredPlan> stored_shown_;
  std::string read_only_;                  // why the plan cannot be changed; "" = it can
  std::optional<platform::File> damaged_;  // stored bytes that could not be read
  std::vector<ui::Notice> notices_;
  std::string complaint_;    // about the last file; until dismissed
  std::string store_waits_;  // for another window: a sentence for the user
  ui::SaveStatus save_status_;
  ui::StorageView storage_view_;
  std::vector<ui::EarlierState> earlier_shown_;
  std::optional<model::Plan> library_;  // read when it is first needed
  platform::StorageFacts storage_facts_;
  Backup backup_;
  bool exporting_backup_ = false;
  ui::Toast toast_;
  Question question_;
  double seconds_ = 0;
  bool store_answered_ = false;
  int waiting_frames_ = 0;  // after something that took most of a frame's time
};

}  // namespace keyplan::app
