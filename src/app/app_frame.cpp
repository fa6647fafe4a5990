// One frame: keys, side bar, the screen of the current route, and what lies above it.
#include <algorithm>
#include <string>

#include "app/app.h"
#include "app/commands.h"
#include "app/screens.h"
#include "app/words.h"
#include "core/model/display.h"
#include "ui/screens/explain.h"

namespace keyplan::app {
namespace {

using ui::Page;

/// Found on its page at a glance; other records are shown in a dialog as well.
bool stands_in_a_list(model::Kind kind) {
  using model::Kind;
  return kind == Kind::account || kind == Kind::revenue || kind == Kind::opportunity ||
         kind == Kind::action || kind == Kind::person;
}

struct SideItem {
  Page page;
  std::string_view label;
};

}  // namespace

void App::frame(ui::Ui& ui) {
  seconds_ = ui.seconds();
  work_on_jobs(ui);
  work_on_windows();
  const model::Date today{platform_.now().today};
  // A large change, its figures and the first picture of them are a frame's work each.
  if (waiting_frames_ < 2) shown().figures().refresh(shown().plan(), today);
  refresh_save_status();
  refresh_notices();
  const bool shows_states = route_.page == Page::settings ||
                            (route_.page == Page::account && screens_->account.shows_history());
  if (shows_states) refresh_storage_view();
  const std::vector<std::string_view> undo_names = workspace_->history().undo_names();
  ui::ScreenContext in = context(ui, undo_names, notices_);
  press_keys(in);
  draw_side_bar(in);
  if (is_waiting())
    draw_waiting(in);
  else
    draw_screen(in);
  draw_overlays(in);
  carry_out(in);
}

void App::draw_paper(ui::Ui& ui) {
  const std::vector<std::string_view> undo_names = workspace_->history().undo_names();
  std::vector<ui::Notice> notices;
  // Nobody sees it on the sheets, which say today's date.
  if (look_)
    notices.push_back({.tone = ui::Tone::warning,
                       .sentence = "This is how the plan was on " + look_->when + "."});
  ui::ScreenContext in = context(ui, undo_names, notices);
  draw_screen(in);
}

ui::ScreenContext App::context(ui::Ui& ui, std::span<const std::string_view> undo_names,
                               const std::vector<ui::Notice>& notices) {
  return {.ui = ui,
          .plan = shown().plan(),
          .figures = shown().figures(),
          .choices = choices_,
          .today = model::Date{platform_.now().today},
          .save_status = save_status_,
          .notices = notices,
          .new_id = [this] { return workspace_->new_id(); },
          .library = [this]() -> const model::Plan& { return library(); },
          .trials = trials_,
          .earlier_states = earlier_shown_,
          .undo_names = undo_names};
}

void App::press_keys(ui::ScreenContext& in) {
  if (question_.open || unseal_dialog_.is_open() || screens_->share_dialog.is_open() ||
      screens_->person_dialog.is_open() || screens_->record_dialog.is_open() ||
      screens_->person_leaves.is_open())
    return;
  for (const Command& command : commands()) {
    if (command.chord.empty() || !in.ui.shortcut(command.chord)) continue;
    if (const auto* page = std::get_if<Page>(&command.does)) {
      in.go({.page = *page});
    } else {
      in.request(std::get<ui::Request>(command.does));
    }
  }
}

void App::draw_side_bar(ui::ScreenContext& in) {
  const auto bar = in.ui.side_bar("Keyplan");
  if (!bar) return;
  const ui::Words word = ui::words(in.plan);
  const std::string accounts = ui::capitalised(word.accounts);
  const std::string opportunities = ui::capitalised(word.opportunities);
  const std::string offerings = ui::capitalised(word.offerings);
  const SideItem items[] = {{Page::portfolio, "Portfolio"}, {Page::accounts, accounts},
                            {Page::branches, "Branches"},   {Page::priorities, "Priorities"},
                            {Page::forecast, "Forecast"},   {Page::whitespace, "Whitespace"},
                            {Page::goals, "Goals"},         {Page::retention, "Retention"},
                            {Page::metrics, "Metrics"},     {Page::opportunities, opportunities},
                            {Page::actions, "Actions"},     {Page::team, "Team"},
                            {Page::offerings, offerings},   {Page::templates, "Templates"}};
  const auto overdue = in.figures.portfolio().overdue_actions;
  const std::string count = overdue == 0 ? "" : model::count_text(overdue);
  for (const SideItem& item : items) {
    const bool selected = route_.page == item.page ||
                          (item.page == Page::accounts && route_.page == Page::account) ||
                          (item.page == Page::team && route_.page == Page::departure);
    const bool counted = item.page == Page::actions;
    if (in.ui.side_item(item.label, {.selected = selected, .count = counted ? count : ""})) {
      in.go({.page = item.page});
    }
  }
  in.ui.side_bottom();
  if (in.ui.side_item("Import", {.selected = route_.page == Page::import})) {
    if (import_) {
      in.go({.page = Page::import});
    } else {
      in.request(ui::Request::choose_files);
    }
  }
  if (conflicts_revision_ != in.plan.revision()) {
    conflicts_ = merge::conflicts(in.plan).size();
    conflicts_revision_ = in.plan.revision();
  }
  const std::string open =
      conflicts_ == 0 ? "" : model::count_text(static_cast<std::int64_t>(conflicts_));
  if (in.ui.side_item("Share & merge", {.selected = route_.page == Page::share, .count = open})) {
    in.go({.page = Page::share});
  }
  if (in.ui.side_item("Settings", {.selected = route_.page == Page::settings})) {
    in.go({.page = Page::settings});
  }
  in.ui.side_note(save_status_.saved, save_status_.tone, true);
  in.ui.side_note(save_status_.backup, save_status_.backup_tone);
  if (save_status_.backup_due && in.ui.side_link("Export plan file")) {
    in.request(ui::Request::export_plan);
  }
}

bool App::is_waiting() const {
  if (opening_.busy() || waiting_frames_ > 0) return true;
  const std::string wanted = store_answered_ ? std::string() : platform_.preference("plan");
  return route_.page == Page::start && !wanted.empty() && wanted != "none";
}

void App::draw_waiting(ui::ScreenContext& in) {
  const auto main = in.main("Opening");
  const auto column = in.ui.centered(420, true);
  if (waiting_frames_ > 0) {
    --waiting_frames_;
    in.ui.request_frames();
    in.ui.progress("Working out the figures", -1, {}, {});
  } else if (opening_.busy()) {
    if (in.ui.progress("Opening " + opening_.title(), opening_.progress())) {
      opening_.cancel();
      opening_to_look_.reset();
    }
  } else {
    in.ui.progress("Opening your plan", -1, {}, {});
  }
}

void App::draw_screen(ui::ScreenContext& in) {
  switch (route_.page) {
    case Page::start: {
      if (const auto chosen = ui::start_screen(in, stored_shown_)) opening_.start(stored_[*chosen]);
      break;
    }
    case Page::portfolio:
      screens_->portfolio.frame(in, screens_->outlooks);
      break;
    case Page::accounts:
      screens_->accounts.frame(in);
      break;
    case Page::account:
      screens_->account.frame(in, route_.account, screens_->branch_book);
      break;
    case Page::branches:
      screens_->branches.frame(in, route_.account, screens_->branch_book);
      break;
    case Page::priorities:
      screens_->priorities.frame(in);
      break;
    case Page::opportunities:
      screens_->opportunities.frame(in);
      break;
    case Page::actions:
      screens_->actions.frame(in);
      break;
    case Page::forecast:
      screens_->forecast.frame(in, screens_->outlooks);
      break;
    case Page::goals:
      screens_->goals.frame(in);
      break;
    case Page::retention:
      screens_->retention.frame(in);
      break;
    case Page::whitespace:
      screens_->whitespace.frame(in);
      break;
    case Page::metrics:
      screens_->metrics.frame(in, route_.account);
      break;
    case Page::team:
      screens_->team.frame(in);
      break;
    case Page::departure:
      if (auto pack = screens_->departure.frame(in, route_.member)) give_pack(std::move(*pack));
      break;
    case Page::offerings:
      screens_->offerings.frame(in);
      break;
    case Page::templates:
      screens_->templates.frame(in);
      break;
    case Page::import:
      if (import_) {
        screens_->import.frame(in, import_->importer(), import_->progress());
      } else {
        const auto main = in.main("Import");
        if (in.ui.empty_state("Choose the files of your CRM, or drop them here.", "Choose files")) {
          in.request(ui::Request::choose_files);
        }
      }
      break;
    case Page::share:
      if (merge_)
        screens_->share.merge(in, merge_->view());
      else
        screens_->share.frame(in);
      break;
    case Page::settings:
      screens_->settings.frame(in, device_, storage_view_);
      break;
  }
}

void App::draw_overlays(ui::ScreenContext& in) {
  if (files_progress_) {
    const auto [read, total] = *files_progress_;
    bool open = true;
    if (const auto dialog = in.ui.dialog("Reading files", open)) {
      const double part =
          static_cast<double>(read) / static_cast<double>(std::max(total, read + 1));
      if (in.ui.progress("Reading", part, size_text(read) + " of " + size_text(total)))
        open = false;
    }
    if (!open) {
      files_progress_.reset();
      platform_.cancel_files();
    }
  }
  if (file_opening_) {
    bool open = true;
    if (const auto dialog = in.ui.dialog("Opening " + file_opening_->name(), open)) {
      if (in.ui.progress("Reading", file_opening_->progress())) open = false;
    }
    if (!open) {
      file_opening_.reset();
      incoming_ = {};
    }
  }
  if (question_.open) {
    bool agreed = false;
    bool other = false;
    if (const auto dialog = in.ui.dialog(question_.title, question_.open)) {
      in.ui.text(question_.text);
      const auto buttons = in.ui.dialog_buttons();
      if (in.ui.button("Cancel")) question_.open = false;
      if (!question_.other.empty()) other = in.ui.button(question_.other);
      if (in.ui.button(question_.yes, ui::Emphasis::primary)) agreed = true;
    }
    if (agreed || other) {
      question_.open = false;
      const auto go_on = std::move(agreed ? question_.go_on : question_.go_other_way);
      go_on();
    }
  }
  draw_sharing(in);
  screens_->record_dialog.frame(in);
  screens_->person_leaves.frame(in);
  if (screens_->search.is_open()) {
    std::vector<ui::SearchPalette::Action> actions;
    for (const Command& command : commands()) actions.push_back({command.name, command.chord});
    if (const auto answer = screens_->search.frame(in, actions)) {
      if (answer->record) {
        in.go(ui::place_of(in.plan, *answer->record));
      } else if (answer->action) {
        const Command& command = commands()[*answer->action];
        if (const auto* page = std::get_if<Page>(&command.does)) {
          in.go({.page = *page});
        } else {
          in.request(std::get<ui::Request>(command.does));
        }
      }
    }
  }
  if (toast_.serial != 0 && !toast_.text.empty()) {
    const ui::ToastAnswer answer = in.ui.toast(toast_);
    if (answer == ui::ToastAnswer::action) in.request(ui::Request::undo);
    if (answer != ui::ToastAnswer::none) toast_.text.clear();
  }
}

void App::go_to_record(model::RecordKey key) {
  const model::RecordBase* record = shown().plan().find(key);
  if (record == nullptr) return;
  route_ = ui::place_of(shown().plan(), key);
  const std::string title = model::title_of(key.kind, *record);
  switch (route_.page) {
    case Page::account:
      screens_->account.show(key.kind);
      if (!stands_in_a_list(key.kind)) screens_->record_dialog.open(key);
      break;
    case Page::templates:
      screens_->templates.show(key.kind);
      screens_->record_dialog.open(key);
      break;
    case Page::goals:
      screens_->goals.show(key.id);
      screens_->record_dialog.open(key);
      break;
    case Page::branches:
    case Page::priorities:
      screens_->record_dialog.open(key);
      break;
    case Page::metrics:
      screens_->metrics.show(shown().plan(), key);
      screens_->record_dialog.open(key);
      break;
    case Page::forecast: {
      const auto* change = shown().plan().find<model::ScenarioChange>(key.id);
      const bool is_change = key.kind == model::Kind::scenario_change && change != nullptr;
      screens_->forecast.open_scenario(is_change ? change->data.scenario.id : key.id);
      break;
    }
    case Page::team:
      screens_->team.search_for(title);
      break;
    case Page::offerings:
      screens_->offerings.search_for(title);
      break;
    case Page::opportunities:
      screens_->opportunities.search_for(title);
      break;
    case Page::actions:
      screens_->actions.search_for(title);
      break;
    default:
      break;
  }
}

}  // namespace keyplan::app
