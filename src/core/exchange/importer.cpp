#include "core/exchange/importer.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/exchange/import_run.h"

namespace keyplan::exchange {

namespace {

/// The same file dropped twice would count everything twice.
void refuse_repeated(std::vector<SourceTable>& tables, std::size_t index) {
  SourceTable& table = tables[index];
  if (!table.refusal.empty()) return;
  for (std::size_t i = 0; i < index; ++i)
    if (tables[i].refusal.empty() && tables[i].bytes == table.bytes)
      table.refusal = "This file has the same content as " + tables[i].name + ".";
}

}  // namespace

struct Importer::Job {
  std::vector<SourceTable> tables;
  Answers answers;
  Budget budget;
  Slices reading;
  std::size_t reading_file = 0;
  std::optional<ImportRun> run;
  Slices working;
  Slices building;
  ImportPreview preview;
  bool ready = false;
  const model::Plan* plan = nullptr;
  std::uint64_t revision = 0;

  /// Everything but the cells is worked out anew.
  void restart() {
    building = {};
    working = {};
    run.reset();
    reading = {};
    reading_file = 0;
    ready = false;
  }
  void read_again(SourceTable& table) {
    restart();
    table.is_read = false;
    table.chosen_targets.clear();
  }
};

Importer::Importer(std::vector<SourceFile> files) : job_(std::make_unique<Job>()) {
  job_->tables.resize(files.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    job_->tables[i].name = std::move(files[i].name);
    job_->tables[i].bytes = std::move(files[i].bytes);
  }
}

Importer::Importer(Importer&&) noexcept = default;
Importer& Importer::operator=(Importer&&) noexcept = default;
Importer::~Importer() = default;

double Importer::step(const model::Plan& plan, std::size_t budget) {
  Job& job = *job_;
  if (job.plan != &plan || job.revision != plan.revision()) {
    job.restart();
    job.plan = &plan;
    job.revision = plan.revision();
  }
  if (job.ready) return 1.0;
  job.budget.refill(budget);

  constexpr double reading_share = 0.5;
  const double files = static_cast<double>(std::max<std::size_t>(job.tables.size(), 1));
  for (; job.reading_file < job.tables.size(); ++job.reading_file) {
    SourceTable& table = job.tables[job.reading_file];
    if (!job.reading) job.reading = read_table(table, job.budget);
    if (!job.reading.resume())
      return reading_share * (static_cast<double>(job.reading_file) + job.reading.progress()) /
             files;
    job.reading = {};
    refuse_repeated(job.tables, job.reading_file);
    map_table(table);
  }
  if (!job.run) {
    decide_formats(job.tables);
    job.run.emplace(plan, job.tables, job.answers);
    job.working = job.run->work(job.budget);
  }
  if (!job.working.resume())
    return reading_share + (1 - reading_share) * job.working.progress() * 0.99;
  job.preview = job.run->take_preview();
  job.ready = true;
  return 1.0;
}

bool Importer::ready() const { return job_->ready; }

const ImportPreview& Importer::preview() const { return job_->preview; }

void Importer::set_kind(std::size_t file, TableKind kind) {
  if (file >= job_->tables.size()) return;
  job_->restart();
  job_->tables[file].chosen_kind = kind;
  job_->tables[file].chosen_targets.clear();
}

void Importer::set_target(std::size_t file, std::size_t column, Target target) {
  if (file >= job_->tables.size()) return;
  job_->restart();
  auto& chosen = job_->tables[file].chosen_targets;
  std::erase_if(chosen, [&](const auto& earlier) { return earlier.first == column; });
  chosen.emplace_back(column, target);
}

void Importer::set_encoding(std::size_t file, Encoding encoding) {
  if (file >= job_->tables.size()) return;
  job_->tables[file].chosen_encoding = encoding;
  job_->read_again(job_->tables[file]);
}

void Importer::set_delimiter(std::size_t file, Delimiter delimiter) {
  if (file >= job_->tables.size()) return;
  job_->tables[file].chosen_delimiter = delimiter;
  job_->read_again(job_->tables[file]);
}

void Importer::set_decimal_mark(std::size_t file, DecimalMark mark) {
  if (file >= job_->tables.size()) return;
  job_->restart();
  job_->tables[file].chosen_mark = mark;
}

void Importer::set_date_order(std::size_t file, DateOrder order) {
  if (file >= job_->tables.size()) return;
  job_->restart();
  job_->tables[file].chosen_order = order;
}

void Importer::answer(const std::string& question_key, std::size_t option) {
  job_->restart();
  job_->answers[question_key] = option;
  const auto asked = std::ranges::find(job_->preview.questions, question_key, &Question::key);
  if (asked != job_->preview.questions.end()) asked->answer = option;
}

void Importer::answer(std::span<const std::size_t> questions, std::size_t option) {
  job_->restart();
  for (const std::size_t i : questions) {
    Question& asked = job_->preview.questions[i];
    job_->answers[asked.key] = option;
    asked.answer = option;
  }
}

double Importer::build(model::Plan& plan, std::size_t budget) {
  Job& job = *job_;
  if (!job.ready || job.plan != &plan || job.revision != plan.revision()) return 0;
  job.budget.refill(budget);
  if (!job.building) job.building = job.run->build(plan, job.budget);
  return job.building.resume() ? 1.0 : job.building.progress();
}

model::Edit Importer::take_edit() {
  if (!job_->run || !job_->building || !job_->building.done())
    return model::Edit("import of nothing");
  model::Edit edit = job_->run->take_edit();
  job_->restart();
  return edit;
}

}  // namespace keyplan::exchange
