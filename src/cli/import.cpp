#include <algorithm>
#include <chrono>
#include <filesystem>
#include <random>

#include "cli/commands.h"
#include "cli/files.h"
#include "core/exchange/importer.h"
#include "core/file/write.h"

namespace keyplan::cli {
namespace {

std::uint64_t random_bits() {
  std::random_device device;
  return static_cast<std::uint64_t>(device()) << 32 | device();
}

std::expected<model::Plan, int> plan_to_fill(const Arguments& arguments) {
  if (!arguments.has("--into"))
    return model::Plan(model::make_plan_id(random_bits(), random_bits()));
  auto read = open_plan(arguments.value("--into"));
  if (!read) return std::unexpected(read.error());
  for (const model::Error& note : read->notes) {
    complain(located(arguments.value("--into"), note, "note: "));
  }
  return std::move(read->plan);
}

bool is_any_file_usable(const exchange::ImportPreview& preview) {
  return std::ranges::any_of(preview.files, [](const exchange::FilePreview& file) {
    return file.sentence.empty() && file.kind != exchange::TableKind::left_out;
  });
}

}  // namespace

int import(const Arguments& arguments) {
  if (!arguments.has("-o")) {
    complain("keyplan: Say where to write the plan: keyplan import FILE... -o OUT");
    return exit_trouble;
  }
  std::vector<exchange::SourceFile> files;
  for (const std::string& path : arguments.files) {
    auto bytes = read_file(path);
    if (!bytes) {
      complain(path + ": " + bytes.error());
      return exit_trouble;
    }
    files.push_back({std::filesystem::path(path).filename().string(), std::move(*bytes)});
  }
  auto plan = plan_to_fill(arguments);
  if (!plan) return plan.error();
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  plan->begin_session(
      {.random = random_bits(),
       .unix_minutes = std::chrono::duration_cast<std::chrono::minutes>(now).count()});

  exchange::Importer importer(std::move(files));
  while (importer.step(*plan) < 1) {
  }
  print(exchange::to_text(importer.preview()));
  if (!is_any_file_usable(importer.preview())) {
    complain("keyplan: None of the files could be imported. Nothing was written.");
    return exit_found;
  }
  while (importer.build(*plan) < 1) {
  }
  if (const auto applied = plan->apply(importer.take_edit()); !applied) {
    complain("keyplan: " + applied.error().sentence);
    return exit_found;
  }
  const std::string out = arguments.value("-o");
  if (const auto written = write_file(out, file::write(*plan)); !written) {
    complain(out + ": " + written.error());
    return exit_trouble;
  }
  return exit_fine;
}

}  // namespace keyplan::cli
