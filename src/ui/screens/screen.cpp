#include "ui/screens/screen.h"

#include <algorithm>
#include <compare>

#include "core/model/display.h"
#include "core/model/order.h"
#include "core/text/fold.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {
namespace {

std::string word(const std::string& own, std::string_view usual) {
  return own.empty() ? std::string(usual) : own;
}

}  // namespace

RecordChoices::List RecordChoices::list_of(
    const model::Plan& plan, model::Kind kind,
    const std::function<bool(const model::RecordBase&)>& belongs) {
  struct Named {
    std::string folded;  // so that accents and capitals do not tear the alphabet apart
    std::string name;
    model::Id id;
    auto operator<=>(const Named&) const = default;
  };
  std::vector<Named> found;
  for (const model::RecordBase& record : plan.table(kind)) {
    if (belongs && !belongs(record)) continue;
    std::string name = name_of(plan, {kind, record.id});
    found.push_back({text::folded(name), std::move(name), record.id});
  }
  std::ranges::sort(found);
  List list;
  for (Named& record : found) {
    list.places.emplace(record.id, static_cast<int>(list.names.size()));
    list.names.push_back(std::move(record.name));
    list.ids.push_back(record.id);
  }
  list.labels.assign(list.names.begin(), list.names.end());
  return list;
}

const RecordChoices::List& RecordChoices::of(const model::Plan& plan, model::Kind kind) {
  Entry& entry = lists_[static_cast<std::size_t>(kind)];
  if (!entry.made || entry.revision != plan.revision())
    entry = {plan.revision(), true, list_of(plan, kind, {})};
  return entry.list;
}

const RecordChoices::List& RecordChoices::of_account(const model::Plan& plan, model::Kind kind,
                                                     model::Id account) {
  if (account_ != account) {
    lists_of_account_ = {};
    account_ = account;
  }
  Entry& entry = lists_of_account_[static_cast<std::size_t>(kind)];
  if (entry.made && entry.revision == plan.revision()) return entry.list;
  std::vector<model::Id> allowed{model::Id{}, account};
  constexpr std::size_t deepest = 20;  // a circle of parents must end as well
  while (allowed.size() < deepest) {
    const auto* above = plan.find<model::Account>(allowed.back());
    if (above == nullptr || !above->data.parent) break;
    allowed.push_back(above->data.parent.id);
  }
  entry = {plan.revision(), true, list_of(plan, kind, [&](const model::RecordBase& record) {
             return std::ranges::contains(allowed, model::account_of(kind, record));
           })};
  return entry.list;
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

model::AnyRecord new_record(const ScreenContext& in, model::Kind kind, model::Id account) {
  model::AnyRecord record = model::make_record(kind);
  const model::KindInfo& info = model::info(kind);
  void* data = model::data_of(kind, *record);
  for (const model::FieldInfo& field : info.fields) {
    if (field.type == model::FieldType::date && field.options.required)
      static_cast<void>(field.set(data, model::Value(in.today)));
  }
  if (info.account && account)
    static_cast<void>(info.fields[*info.account].set(data, model::Value(account)));
  if (const auto order = model::order_field_of(kind)) {
    std::vector<const model::RecordBase*> list;
    if (info.account) {
      const auto all = in.plan.of_account(kind, account);
      list.assign(all.begin(), all.end());
    } else {
      for (const model::RecordBase& other : in.plan.table(kind)) list.push_back(&other);
    }
    model::sort_by_order(kind, list);
    model::OrderKey key = model::key_at_end(kind, list, in.new_id().bits);
    if (key) static_cast<void>(info.fields[*order].set(data, model::Value(std::move(key))));
  }
  return record;
}

model::Id add_record(ScreenContext& in, model::Kind kind, model::AnyRecord record) {
  record->id = in.new_id();
  const model::Id id = record->id;
  model::Edit edit("add " + lower_first(model::info(kind).label));
  edit.add(kind, std::move(record));
  in.edit(std::move(edit));
  return id;
}

std::string name_of(const model::Plan& plan, model::RecordKey key) {
  const model::RecordBase* record = plan.find(key);
  if (record == nullptr) return "Missing " + std::string(model::info(key.kind).label);
  std::string title = model::title_of(key.kind, *record);
  return title.empty() ? "Untitled " + std::string(model::info(key.kind).label) : title;
}

}  // namespace keyplan::ui
