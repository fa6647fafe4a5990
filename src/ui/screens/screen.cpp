#include "ui/screens/screen.h"

#include <algorithm>
#include <compare>

#include "core/model/display.h"
#include "core/text/fold.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {
namespace {

std::string word(const std::string& own, std::string_view usual) {
  return own.empty() ? std::string(usual) : own;
}

}  // namespace

const RecordChoices::List& RecordChoices::of(const model::Plan& plan, model::Kind kind) {
  Entry& entry = lists_[static_cast<std::size_t>(kind)];
  if (entry.made && entry.revision == plan.revision()) return entry.list;
  struct Named {
    std::string folded;  // so that accents and capitals do not tear the alphabet apart
    std::string name;
    model::Id id;
    auto operator<=>(const Named&) const = default;
  };
  std::vector<Named> found;
  model::with_kind(kind, [&]<class T>() {
    for (const auto& record : plan.table<T>()) {
      std::string name = name_of(plan, {kind, record.id});
      found.push_back({text::folded(name), std::move(name), record.id});
    }
  });
  std::ranges::sort(found);
  entry = {plan.revision(), true, {}};
  List& list = entry.list;
  for (Named& record : found) {
    list.places.emplace(record.id, static_cast<int>(list.names.size()));
    list.names.push_back(std::move(record.name));
    list.ids.push_back(record.id);
  }
  list.labels.assign(list.names.begin(), list.names.end());
  return list;
}

Choices RecordChoices::List::choices(model::Id current) const {
  const auto place = places.find(current);
  return {labels, place == places.end() ? -1 : place->second};
}

Scope ScreenContext::main(std::string_view name) {
  Scope scope = ui.main(name);
  for (const Notice& notice : notices) {
    if (ui.banner(notice.tone, notice.sentence, notice.action)) request(notice.wish);
  }
  return scope;
}

void ScreenContext::copy(const TsvWriter& table) {
  ui.copy(table.text());
  const auto header = std::size_t{1};
  said = "Copied " +
         model::counted(static_cast<std::int64_t>(table.rows() - header), "row", "rows") + ".";
}

Words words(const model::Plan& plan) {
  const model::Settings& s = plan.settings();
  return {word(s.word_account, "account"),         word(s.word_accounts, "accounts"),
          word(s.word_offering, "offering"),       word(s.word_offerings, "offerings"),
          word(s.word_opportunity, "opportunity"), word(s.word_opportunities, "opportunities")};
}

std::string capitalised(std::string_view word) {
  std::string text(word);
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

std::string lower_first(std::string_view word) {
  std::string text(word);
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] + 32);
  return text;
}

std::string name_of(const model::Plan& plan, model::RecordKey key) {
  const model::RecordBase* record = plan.find(key);
  if (record == nullptr) return "Missing " + std::string(model::info(key.kind).label);
  std::string title = model::title_of(key.kind, *record);
  return title.empty() ? "Untitled " + std::string(model::info(key.kind).label) : title;
}

}  // namespace keyplan::ui
