#include "import_support.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace keyplan::exchange::test {

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in.good()) << path;
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return std::move(bytes).str();
}

std::vector<SourceFile> files_in(const std::string& folder, std::vector<std::string> names) {
  std::vector<SourceFile> files;
  for (const std::string& name : names) files.push_back({name, bytes_of(folder + "/" + name)});
  return files;
}

bool has_shared_data() { return std::filesystem::exists(KEYPLAN_SHARED_DATA "/maven-crm"); }
std::string shared(const std::string& folder) { return KEYPLAN_SHARED_DATA "/" + folder; }
std::string fixture(const std::string& name) { return KEYPLAN_TEST_DATA "/csv/" + name; }

model::Plan new_plan(std::string_view base_currency) {
  model::Plan plan(model::make_plan_id(1, 2));
  plan.begin_session({.random = 42});
  model::Edit edit("new plan");
  edit.add(model::settings_id,
           model::Settings{.name = "Test", .base_currency = *model::parse_currency(base_currency)});
  EXPECT_TRUE(plan.apply(std::move(edit)));
  return plan;
}

const ImportPreview& run(Importer& importer, const model::Plan& plan) {
  double before = 0;
  for (int i = 0; i < 100'000; ++i) {
    const double progress = importer.step(plan);
    EXPECT_GE(progress, 0);
    EXPECT_LE(progress, 1);
    before = progress;
    if (progress >= 1) break;
  }
  EXPECT_EQ(before, 1);
  EXPECT_TRUE(importer.ready());
  return importer.preview();
}

ImportPreview import_into(model::Plan& plan, Importer importer) {
  ImportPreview preview = run(importer, plan);
  for (int i = 0; i < 100'000 && importer.build(plan) < 1; ++i) {
  }
  const auto step = plan.apply(importer.take_edit());
  EXPECT_TRUE(step) << step.error().sentence << " " << step.error().path;
  return preview;
}

ImportPreview import_into(model::Plan& plan, std::vector<SourceFile> files) {
  return import_into(plan, Importer(std::move(files)));
}

const Question* question(const ImportPreview& preview, std::string_view key) {
  for (const Question& question : preview.questions)
    if (question.key == key) return &question;
  return nullptr;
}

const ColumnPreview* column(const FilePreview& file, std::string_view header) {
  for (const ColumnPreview& column : file.columns)
    if (column.header == header) return &column;
  return nullptr;
}

const FilePreview& file(const ImportPreview& preview, std::string_view name) {
  for (const FilePreview& file : preview.files)
    if (file.name == name) return file;
  static const FilePreview none;
  ADD_FAILURE() << "no file " << name;
  return none;
}

bool has_check(const FilePreview& file, std::string_view part) {
  for (const Check& check : file.checks)
    if (check.text.find(part) != std::string::npos) return true;
  return false;
}

const model::Record<model::Account>* account(const model::Plan& plan, std::string_view name) {
  for (const auto& record : plan.table<model::Account>())
    if (record.data.name == name) return &record;
  return nullptr;
}

RecordCounts counts(const ImportPreview& preview, model::Kind kind) {
  return preview.records[static_cast<std::size_t>(kind)];
}

}  // namespace keyplan::exchange::test
