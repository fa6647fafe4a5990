// Files that come in: plans are opened, tables are imported.
#include <algorithm>
#include <utility>

#include "app/app.h"
#include "app/screens.h"
#include "core/exchange/text_encoding.h"
#include "core/file/nature.h"
#include "core/model/display.h"

namespace keyplan::app {
namespace {

bool ends_with(std::string_view name, std::string_view ending) {
  if (name.size() < ending.size()) return false;
  return std::ranges::equal(name.substr(name.size() - ending.size()), ending, [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b;
  });
}

bool is_plan_file(const platform::File& file) {
  const exchange::FileNature nature = exchange::nature_of(file.bytes);
  return nature == exchange::FileNature::plan || nature == exchange::FileNature::json ||
         ends_with(file.name, ".keyplan") || ends_with(file.name, ".json");
}

std::string located(const file::ReadError& error) {
  std::string sentence = error.sentence;
  if (error.line > 0) {
    sentence += " (line " + model::count_text(error.line) + ", column " +
                model::count_text(error.column) +
                (error.path.empty() ? ")" : ", " + error.path + ")");
  }
  return sentence;
}

}  // namespace

void App::arrived(std::vector<platform::File> files, platform::FileSource source) {
  files_progress_.reset();
  if (files.empty()) return;
  const model::Plan& plan = workspace_->plan();
  const bool has_cells =
      plan.table<model::Account>().size() > 0 && plan.table<model::Offering>().size() > 0;
  if (source == platform::FileSource::pasted && route_.page == ui::Page::whitespace && has_cells &&
      files.size() == 1 && !platform::is_sealed(files[0]) && !is_plan_file(files[0])) {
    screens_->whitespace.paste(std::move(files[0].bytes));
    return;
  }
  if (std::ranges::any_of(files, platform::is_sealed)) {
    sealed_arrived(std::move(files));
    return;
  }
  end_look();
  complaint_.clear();
  const auto plans = static_cast<std::size_t>(std::ranges::count_if(files, is_plan_file));
  if (plans == 0) {
    start_import(std::move(files));
  } else if (plans < files.size()) {
    complain(
        "Plan files and tables came together. Open the plan files first, then drop the tables; "
        "nothing was changed.");
  } else {
    open_plan_files(std::move(files));
  }
}

void App::file_read(FileOpening::Outcome outcome) {
  if (auto* read = std::get_if<file::ReadResult>(&outcome)) {
    incoming_.plans.push_back(
        {incoming_.reading, std::move(read->plan), read->notes.size() + read->notes_left_out});
  } else if (auto& fault = std::get<FileOpening::Fault>(outcome); incoming_.total == 1) {
    incoming_ = {};
    single_file_failed(std::move(fault));
    return;
  } else {
    incoming_.left_out.push_back(
        {.name = fault.file.name, .outcome = located(fault.error), .tone = ui::Tone::negative});
  }
  read_next_plan_file();
}

void App::single_file_failed(FileOpening::Fault failed) {
  auto fault = std::make_shared<FileOpening::Fault>(std::move(failed));
  const file::ReadError& error = fault->error;
  const std::string sentence = "\"" + fault->file.name + "\" was not opened: " + located(error);
  switch (error.problem) {
    case file::Problem::table:
      start_import({std::move(fault->file)});
      return;
    case file::Problem::utf16:
      ask("Convert this file?", sentence, "Convert and open", [this, fault] {
        auto text = file::from_utf16(fault->file.bytes);
        if (!text) {
          complain("\"" + fault->file.name + "\" was not opened: " + text.error().sentence);
          return;
        }
        open_plan_files({{fault->file.name, std::move(*text)}});
      });
      return;
    case file::Problem::conflict:
      if (merge_halves(*fault, sentence)) return;
      break;
    case file::Problem::damaged:
    case file::Problem::truncated:
    case file::Problem::newer_major:
      if (auto salvage = file::salvage(fault->file.bytes); salvage && salvage->records > 0) {
        ask("Look at what can be read?",
            sentence + " " + model::count_text(static_cast<std::int64_t>(salvage->records)) +
                " records in it are readable. They can be looked at and exported, not changed.",
            "Look at them", [this, fault] {
              if (auto again = file::salvage(fault->file.bytes)) open_read_only(std::move(*again));
            });
        return;
      }
      break;
    default:
      break;
  }
  complain(sentence);
}

bool App::merge_halves(const FileOpening::Fault& fault, const std::string& sentence) {
  const auto halves = file::halves_of_git_conflict(fault.file.bytes);
  if (!halves) return false;
  auto ours = file::read(halves->ours);
  auto theirs = file::read(halves->theirs);
  if (!ours || !theirs) return false;
  auto plans = std::make_shared<std::vector<ReadPlan>>();
  plans->push_back({fault.file.name + ", upper half", std::move(ours->plan)});
  plans->push_back({fault.file.name + ", lower half", std::move(theirs->plan)});
  ask("Merge the two halves?",
      sentence + " Both halves are whole plans; they can be merged, and you see the changes first.",
      "Merge the halves", [this, plans] {
        incoming_ = {.total = 2, .plans = std::move(*plans)};
        plan_files_read();
      });
  return true;
}

void App::start_import(std::vector<platform::File> files) {
  std::vector<exchange::SourceFile> sources;
  for (platform::File& file : files)
    sources.push_back({std::move(file.name), std::move(file.bytes)});
  import_.emplace(std::move(sources));
  screens_->import.start();
  if (route_.page != ui::Page::import) before_import_ = route_;
  route_ = {.page = ui::Page::import};
}

void App::work_on_jobs(ui::Ui& ui) {
  import_done_.reset();
  autosave_.work(workspace_->plan());
  const double until = platform_.steady_ms() + share_of_a_frame_ms;
  const auto there_is_time = [&] { return platform_.steady_ms() < until; };
  std::optional<Opening::Outcome> opened;
  do opened = opening_.work();
  while (!opened && opening_.can_go_on() && there_is_time());
  if (opened) stored_plan_opened(std::move(*opened));
  if (going_back_) go_back(*std::exchange(going_back_, std::nullopt));
  work_on_merge(ui);
  if (trials_.work()) ui.request_frames();
  if (file_opening_) {
    std::optional<FileOpening::Outcome> read;
    do read = file_opening_->work();
    while (!read && there_is_time());
    if (read) {
      file_opening_.reset();
      file_read(std::move(*read));
    }
    ui.request_frames();
  }
  if (import_) {
    std::optional<model::Edit> edit;
    do edit = import_->work(workspace_->plan_for_import());
    while (import_->in_small_slices() && there_is_time());
    if (import_->working()) ui.request_frames();
    if (edit) {
      import_done_ = std::exchange(import_, std::nullopt);
      go({.page = ui::Page::portfolio});
      const std::string name = edit->name();
      change(std::move(*edit));
      say("Done: " + name + ".", "Undo");
      ui.request_frames();
    }
  }
}

}  // namespace keyplan::app
