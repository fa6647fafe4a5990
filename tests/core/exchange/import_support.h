// Helpers for import tests: files from disk or text, one call for the whole import.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/exchange/importer.h"
#include "core/model/plan.h"

namespace keyplan::exchange::test {

/// The bytes of a file; fails the test when it cannot be read.
std::string bytes_of(const std::string& path);
std::vector<SourceFile> files_in(const std::string& folder, std::vector<std::string> names);
/// True when the folder of real data is on this machine.
bool has_shared_data();
std::string shared(const std::string& folder);
std::string fixture(const std::string& name);

model::Plan new_plan(std::string_view base_currency = "USD");
/// Steps until the preview is complete.
const ImportPreview& run(Importer& importer, const model::Plan& plan);
/// Builds and applies the edit; returns the preview that went before.
ImportPreview import_into(model::Plan& plan, Importer importer);
ImportPreview import_into(model::Plan& plan, std::vector<SourceFile> files);

const Question* question(const ImportPreview& preview, std::string_view key);
const ColumnPreview* column(const FilePreview& file, std::string_view header);
const FilePreview& file(const ImportPreview& preview, std::string_view name);
bool has_check(const FilePreview& file, std::string_view part);
const model::Record<model::Account>* account(const model::Plan& plan, std::string_view name);
RecordCounts counts(const ImportPreview& preview, model::Kind kind);

}  // namespace keyplan::exchange::test
