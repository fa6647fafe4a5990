// A Keyplan page in a test: the real application on the headless platform, used through the driver.
// Two pages with one store are one browser closed and opened again, or two windows.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "app/app.h"
#include "core/file/read.h"
#include "platform/headless/driver.h"
#include "platform/headless/headless.h"
#include "ui/paper.h"

namespace keyplan::test {

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline platform::File file_at(const std::filesystem::path& path) {
  return {path.filename().string(), read_file(path)};
}

inline std::vector<platform::File> files_in(const std::filesystem::path& folder) {
  std::vector<platform::File> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".csv") files.push_back(file_at(entry.path()));
  }
  std::ranges::sort(files, {}, &platform::File::name);
  return files;
}

class Page {
 public:
  explicit Page(platform::MemoryStore& store, std::uint64_t seed = 1, int width = 1440,
                int height = 900)
      : machine(store, seed),
        // The driver draws at once; the application needs its shell first.
        drive(
            [this](ui::Ui& ui) {
              if (app_) app_->frame(ui);
            },
            {.width = width,
             .height = height,
             .platform = &machine,
             .on_event = [this](const platform::Event& event) { app_->on_event(event); }}) {
    app_ = std::make_unique<app::App>(machine, drive.shell);
    drive.settle();
  }

  /// Without another word, as when the browser ends. Nothing can be done with the page after it.
  void close() {
    app_.reset();
    machine.close();
  }
  /// Lets the autosave's short delay pass.
  void pause(std::int64_t milliseconds = 3000) {
    machine.advance_milliseconds(milliseconds);
    drive.settle();
  }
  void drop(std::vector<platform::File> files) {
    machine.drop_files(std::move(files));
    drive.settle(5000);
  }
  void go(std::string_view page) { drive.click(ui::Role::link, page); }
  bool saved() { return drive.shows("Saved on this device"); }

  /// What comes out of a printer.
  std::unique_ptr<ui::Paper> print() {
    auto paper = std::make_unique<ui::Paper>();
    paper->lay_out([this](ui::Ui& ui) { app_->draw_paper(ui); });
    return paper;
  }

  /// The plan as a colleague would get it.
  std::string export_plan() {
    machine.saved_files.clear();
    drive.press("Ctrl+S");
    return machine.saved_files.empty() ? std::string() : machine.saved_files.back().bytes;
  }

  platform::Headless machine;

 private:
  std::unique_ptr<app::App> app_;

 public:
  platform::Driver drive;
};

}  // namespace keyplan::test
