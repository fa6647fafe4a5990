// Plan files that come in: a plan is opened, copies of the open plan are merged, others are asked
// about.
#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "app/app.h"
#include "app/screens.h"
#include "core/merge/adopt.h"
#include "core/model/display.h"
#include "core/share/edition.h"
#include "core/share/library.h"

namespace keyplan::app {

void App::open_plan_files(std::vector<platform::File> files) {
  merge_.reset();
  incoming_ = {};
  incoming_.total = files.size();
  incoming_.waiting = std::move(files);
  std::ranges::reverse(incoming_.waiting);
  read_next_plan_file();
}

void App::read_next_plan_file() {
  if (incoming_.waiting.empty()) {
    plan_files_read();
    return;
  }
  incoming_.reading = incoming_.waiting.back().name;
  file_opening_.emplace(std::move(incoming_.waiting.back()));
  incoming_.waiting.pop_back();
}

bool App::is_plan_open() const { return route_.page != ui::Page::start && read_only_.empty(); }

// Decides which plan the files are to be merged into: the open one, one that is stored here, or the
// one that most of them are copies of.
void App::plan_files_read() {
  std::vector<ReadPlan>& plans = incoming_.plans;
  if (plans.empty()) {
    std::string sentence = "None of these files could be opened.";
    for (const ui::MergeView::File& file : incoming_.left_out)
      sentence += " \u201C" + file.name + "\u201D: " + file.outcome;
    incoming_ = {};
    complain(std::move(sentence));
    return;
  }
  const auto have = [&](std::string_view id) {
    return std::ranges::any_of(plans, [&](const ReadPlan& p) { return p.plan.id() == id; });
  };
  if (is_plan_open() && have(workspace_->plan().id())) {
    start_merge();
    return;
  }
  const auto stored = std::ranges::find_if(
      stored_, [&](const platform::StoredHead& head) { return have(head.plan_id); });
  if (stored != stored_.end()) {
    leave_plan_for([this, head = *stored] {
      autosave_.leave(workspace_->plan());
      opening_.start(head);  // the merge goes on when the plan is there
    });
    return;
  }
  if (is_plan_open() && plans.size() == 1) {
    ask_about_other_plan();
    return;
  }
  std::map<std::string, std::size_t> copies;
  for (const ReadPlan& read : plans) ++copies[read.plan.id()];
  const std::string most =
      std::ranges::max_element(copies, {}, [](const auto& entry) { return entry.second; })->first;
  leave_plan_for([this, most] { open_first_of(most); });
}

void App::open_first_of(const std::string& plan_id) {
  auto& plans = incoming_.plans;
  const auto first =
      std::ranges::find_if(plans, [&](const ReadPlan& read) { return read.plan.id() == plan_id; });
  if (first == plans.end()) return;
  autosave_.leave(workspace_->plan());
  Incoming rest = std::exchange(incoming_, {});
  const std::string name = first->name;
  const std::size_t odd = first->odd;
  model::Plan plan = std::move(first->plan);
  rest.plans.erase(first);
  open(std::move(plan), 0, {});
  autosave_.save_all(workspace_->plan());
  if (odd > 0) {
    say("Opened. " + model::counted(static_cast<std::int64_t>(odd), "value", "values") +
        " this version does not understand " + (odd == 1 ? "is" : "are") + " kept as they are.");
  } else {
    const auto edition = share::edition_of(workspace_->plan());
    say("Opened " + workspace_->plan().settings().name +
        (edition ? ", edition: " + std::string(share::info(*edition).label) + "." : "."));
  }
  if (rest.plans.empty() && rest.left_out.empty()) return;
  incoming_ = std::move(rest);
  incoming_.left_out.insert(incoming_.left_out.begin(),
                            {.name = name, .outcome = "opened", .tone = ui::Tone::positive});
  start_merge();
}

void App::start_merge() {
  Incoming incoming = std::exchange(incoming_, {});
  if (route_.page != ui::Page::import && route_.page != ui::Page::share) before_import_ = route_;
  merge_ = std::make_unique<MergeJob>(
      workspace_->plan(), std::move(incoming.plans), std::move(incoming.left_out), [this] {
        return model::SessionStart{.random = platform_.random_bits(),
                                   .unix_minutes = platform_.now().unix_minutes};
      });
  route_ = {.page = ui::Page::share};
  platform_.request_frame();
}

void App::ask_about_other_plan() {
  auto other = std::make_shared<ReadPlan>(std::move(incoming_.plans.front()));
  incoming_ = {};
  const std::string name = other->plan.settings().name;
  const bool related = merge::shares_records(workspace_->plan(), other->plan);
  const auto open_it = [this, other] {
    leave_plan_for([this, other] {
      incoming_.plans.push_back(std::move(*other));
      open_first_of(incoming_.plans.front().plan.id());
    });
  };
  if (related) {
    const auto edition = share::edition_of(other->plan);
    ask(
        "Another plan with the same records",
        edition ? "\u201C" + other->name + "\u201D is an edition of a plan with these records (" +
                      std::string(share::info(*edition).label) +
                      "). What was written in it can be merged into this plan; what it left out "
                      "stays as it is. You see the changes first."
                : "\u201C" + other->name + "\u201D holds the plan \u201C" + name +
                      "\u201D, which shares records with the open one but was started as a plan of "
                      "its own. It can be merged as if it were this plan; you see the changes "
                      "first.",
        "Merge it into this plan",
        [this, other] {
          incoming_.plans.push_back(std::move(*other));
          start_merge();
        },
        "Open it instead", open_it);
    return;
  }
  if (other->plan.table(model::Kind::account).empty() &&
      !share::shared_parts_of(other->plan).empty()) {
    ask(
        "Templates of others",
        "\u201C" + other->name +
            "\u201D holds plan templates, question sets and playbooks, but no accounts. Taking "
            "them "
            "over adds them to yours, as one step that can be undone.",
        "Take them over",
        [this, other] {
          if (refuses_changes()) return;
          model::Edit edit("take over the templates of " + other->name);
          const model::Plan& plan = workspace_->plan();
          share::add_from_library(edit, plan, other->plan, share::shared_parts_of(other->plan));
          if (edit.empty()) {
            say("Everything in it was erased here before.");
            return;
          }
          const std::string done = edit.name();
          change(std::move(edit));
          say("Done: " + done + ".", "Undo");
        },
        "Open it instead", open_it);
    return;
  }
  ask(
      "Another plan",
      "\u201C" + other->name + "\u201D holds the plan \u201C" + name +
          "\u201D, not a copy of the open one. Opening it leaves the open plan stored on this "
          "device; adding its accounts puts them beside yours, as one step that can be undone.",
      "Add its accounts",
      [this, other] {
        if (refuses_changes()) return;
        model::Edit edit = merge::add_accounts_of(workspace_->plan(), other->plan);
        if (edit.empty()) {
          say("That plan has no accounts to add.");
          return;
        }
        const std::string done = edit.name();
        autosave_.keep(workspace_->plan(), "before adding the accounts of another plan");
        change(std::move(edit));
        say("Done: " + done + ".", "Undo");
      },
      "Open it instead", open_it);
}

void App::work_on_merge(ui::Ui& ui) {
  if (!merge_) return;
  if (merge_->working()) {
    merge_->work();
    ui.request_frames();
    if (merge_->is_old_news()) {
      std::string outcome = merge_->view().files[0].outcome;
      outcome[0] = static_cast<char>(outcome[0] - 32);
      cancel_merge();
      say(outcome + ".");
    }
  } else if (merge_->revision() != workspace_->plan().revision()) {
    // The open plan changed under the preview (undo, for instance): what it shows is no longer so.
    cancel_merge();
    say("The plan has changed. Drop the files again to merge them.");
  }
}

void App::run_merge() {
  if (!merge_ || merge_->working() || refuses_changes()) return;
  autosave_.keep(workspace_->plan(), "before a merge");
  std::string done = merge_->view().title;
  done[0] = 'm';
  const std::size_t open = static_cast<std::size_t>(std::ranges::count(
      merge_->view().clashes, ui::MergeView::keep_all, &ui::MergeView::Clash::chosen));
  auto merged = workspace_->merge(merge_->patch(), merge_->resolutions());
  if (!merged) {
    complain(merged.error().sentence);
    return;
  }
  merge_.reset();
  changed(*merged, {});
  if (open == 0) go(before_import_.page == ui::Page::start ? ui::Route{} : before_import_);
  say("Done: " + done +
          (open == 0 ? "."
                     : ". " +
                           model::counted(static_cast<std::int64_t>(open), "conflict is",
                                          "conflicts are") +
                           " left to settle."),
      "Undo");
}

void App::cancel_merge() {
  merge_.reset();
  incoming_ = {};
  if (route_.page == ui::Page::share)
    route_ = before_import_.page == ui::Page::start ? ui::Route{} : before_import_;
  platform_.request_frame();
}

}  // namespace keyplan::app
