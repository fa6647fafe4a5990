#include "ui/screens/screen.h"

#include <algorithm>
#include <compare>

#include "core/model/display.h"
#include "core/model/order.h"
#include "core/model/tree.h"
#include "core/sorting/sort.h"
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
    const std::function<bool(const model::RecordBase&)>& belongs, bool with_account) {
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
    if (const model::Id account = model::account_of(kind, record); with_account && account)
      name += ", " + name_of(plan, {model::Kind::account, account});
    found.push_back({text::folded(name), std::move(name), record.id});
  }
  keyplan::sort(found);
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

const RecordChoices::List& RecordChoices::of_group(const model::Plan& plan, model::Kind kind,
                                                   model::Id account) {
  if (in_group_ != account) {
    lists_of_group_ = {};
    in_group_ = account;
  }
  Entry& entry = lists_of_group_[static_cast<std::size_t>(kind)];
  if (entry.made && entry.revision == plan.revision()) return entry.list;
  const model::AccountTree tree(plan);
  std::vector<model::Id> group{account};
  while (const model::Id above = tree.parent(group.front())) group.front() = above;
  for (std::size_t i = 0; i < group.size(); ++i)
    std::ranges::copy(tree.branches(group[i]), std::back_inserter(group));
  keyplan::sort(group);
  entry = {plan.revision(), true,
           list_of(
               plan, kind,
               [&](const model::RecordBase& record) {
                 return std::ranges::binary_search(group, model::account_of(kind, record));
               },
               true)};
  return entry.list;
}

Choices RecordChoices::List::choices(model::Id current) const {
  const auto place = places.find(current);
  return {labels, place == places.end() ? -1 : place->second};
}

Scope ScreenContext::main(std::string_view name) {
  Scope scope = ui.main(name);
  if (ui.paper) {
    const std::string& plan_name = plan.settings().name;
    ui.label((plan_name.empty() ? "" : plan_name + " \u00b7 ") + model::date_text(today));
  }
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
  // What has no name of its own goes by what it connects: "Anna Weber, Bruno Keller".
  const model::KindInfo& kind = model::info(key.kind);
  if (title.empty() && !kind.fields[kind.title].options.required) {
    for (std::uint16_t f = 0; f < kind.fields.size(); ++f) {
      const model::FieldInfo& field = kind.fields[f];
      if (field.type != model::FieldType::reference || !field.options.required || kind.account == f)
        continue;
      const model::Value value = model::get(key.kind, *record, f);
      const auto* id = std::get_if<model::Id>(&value);
      const auto* target = id == nullptr ? nullptr : plan.find({field.target, *id});
      if (target == nullptr) continue;
      title += (title.empty() ? "" : ", ") + model::title_of(field.target, *target);
    }
  }
  return title.empty() ? "Untitled " + std::string(model::info(key.kind).label) : title;
}

}  // namespace keyplan::ui
