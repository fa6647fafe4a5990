#include <map>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "core/analysis/cache.h"

namespace keyplan::cli {
namespace {

using nlohmann::ordered_json;

std::map<std::string, std::size_t> counts_of(const model::Plan& plan) {
  std::map<std::string, std::size_t> counts;
  for (const model::KindInfo& kind : model::all_kinds()) {
    counts[std::string(kind.key)] = plan.table(kind.kind).size();
  }
  for (const model::ForeignRecord& foreign : plan.foreign()) {
    if (!foreign.base.hidden) ++counts[foreign.kind];
  }
  return counts;
}

std::string unit_of(const analysis::FigureValue& value, analysis::Unit unit) {
  const auto* money = std::get_if<model::Money>(&value);
  if (money == nullptr) return std::string(analysis::unit_name(unit));
  return to_text(money->currency) + (unit == analysis::Unit::money_per_day ? " per day" : "");
}

/// Money in whole units of its currency, ratios as fractions.
ordered_json value_of(const analysis::FigureValue& value) {
  if (const auto* count = std::get_if<std::int64_t>(&value)) return *count;
  if (const auto* number = std::get_if<double>(&value)) return *number;
  const auto* money = std::get_if<model::Money>(&value);
  if (money == nullptr) return nullptr;
  std::int64_t unit = 1;
  for (int i = 0; i < model::minor_digits(money->currency); ++i) unit *= 10;
  if (money->minor % unit == 0) return money->minor / unit;
  return static_cast<double>(money->minor) / static_cast<double>(unit);
}

ordered_json json_of(const analysis::Figure& figure) {
  ordered_json json;
  json["label"] = figure.label;
  json["value"] = value_of(figure.value);
  json["unit"] = unit_of(figure.value, figure.unit);
  json["text"] = figure.text();
  json["formula"] = figure.formula;
  json["inputs"] = ordered_json::array();
  for (const analysis::Input& input : figure.inputs) {
    ordered_json entry;
    entry["name"] = input.name;
    entry["value"] = value_of(input.value);
    entry["unit"] = unit_of(input.value, input.unit);
    entry["text"] = input.text;
    if (input.record.id) {
      const model::KindInfo& kind = model::info(input.record.kind);
      entry["record"] = to_text(input.record.id);
      entry["field"] = kind.fields[input.field].key;
    }
    json["inputs"].push_back(std::move(entry));
  }
  json["as_of"] = to_text(figure.as_of);
  if (!figure.na_reason.empty()) json["na_reason"] = figure.na_reason;
  if (!figure.note.empty()) json["note"] = figure.note;
  return json;
}

void print_json(const model::Plan& plan, const std::vector<analysis::Figure>& figures,
                model::Date today) {
  ordered_json json;
  json["plan"] = {{"id", plan.id()}, {"name", plan.settings().name}};
  json["as_of"] = to_text(today);
  for (const auto& [kind, count] : counts_of(plan)) json["counts"][kind] = count;
  json["figures"] = ordered_json::object();
  for (const analysis::Figure& figure : figures) json["figures"][figure.id] = json_of(figure);
  print(json.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n");
}

void print_text(const model::Plan& plan, const std::vector<analysis::Figure>& figures,
                model::Date today) {
  std::string text = plan.settings().name + ", as of " + to_text(today) + "\n\nRecords\n";
  for (const auto& [kind, count] : counts_of(plan)) {
    if (count == 0) continue;
    const model::KindInfo* known = model::find_kind(kind);
    text += "  " + (known != nullptr ? std::string(known->plural) : "\"" + kind + "\" (unknown)") +
            ": " + std::to_string(count) + "\n";
  }
  text += "\nFigures\n";
  for (const analysis::Figure& figure : figures) {
    text += "  " + figure.label + ": " + figure.text();
    if (!figure.na_reason.empty()) text += ", " + figure.na_reason;
    text += "\n";
  }
  print(text);
}

}  // namespace

int show(const Arguments& arguments) {
  const auto today = today_of(arguments);
  if (!today) return today.error();
  auto read = open_plan(arguments.files[0]);
  if (!read) return read.error();
  for (const model::Error& note : read->notes)
    complain(located(arguments.files[0], note, "note: "));
  analysis::Cache cache;
  cache.refresh(read->plan, *today);
  const auto& figures = cache.figures(read->plan);
  if (arguments.has("--json"))
    print_json(read->plan, figures, *today);
  else
    print_text(read->plan, figures, *today);
  return exit_fine;
}

}  // namespace keyplan::cli
