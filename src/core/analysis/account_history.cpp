#include "core/analysis/account_history.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "core/model/display.h"

namespace keyplan::analysis {

using namespace model;

namespace {

class Collector {
 public:
  explicit Collector(const Plan& plan) : plan_(plan) {}

  void add(Kind kind, const RecordBase& record) {
    const RecordKey key{kind, record.id};
    found_[record.created].push_back({HistoryItem::What::added, key, 0});
    for (const FieldStamp& own : record.stamps) {
      if (own.stamp != record.created && info(kind).fields[own.field].type != FieldType::order)
        found_[own.stamp].push_back({HistoryItem::What::set, key, own.field});
    }
    if (!record.hidden) return;
    for (const Deletion& deletion : record.deletions)
      found_[deletion.stamp].push_back({HistoryItem::What::removed, key, 0});
  }

  std::vector<HistoryEntry> take(std::size_t most) && {
    std::vector<HistoryEntry> entries;
    entries.reserve(found_.size());
    for (auto& [stamp, items] : found_) {
      const Session& session = plan_.sessions()[stamp.session];
      entries.push_back({stamp, session.who, session.start_minutes, std::move(items)});
    }
    const auto later = [](const HistoryEntry& a, const HistoryEntry& b) {
      return std::tuple(a.unix_minutes, a.stamp) > std::tuple(b.unix_minutes, b.stamp);
    };
    const std::size_t kept = std::min(most, entries.size());
    std::ranges::partial_sort(entries, entries.begin() + static_cast<std::ptrdiff_t>(kept), later);
    entries.resize(kept);
    return entries;
  }

 private:
  const Plan& plan_;
  std::map<Stamp, std::vector<HistoryItem>> found_;
};

std::string name_of(const Plan& plan, RecordKey key) {
  const RecordBase* record = plan.find_any(key);
  const std::string title = record == nullptr ? std::string() : title_of(key.kind, *record);
  if (!title.empty()) return "\u201C" + title + "\u201D";
  const std::string label = lower_first(info(key.kind).label);
  const bool vowel = std::string_view("aeio").contains(label[0]);
  return (vowel ? "an " : "a ") + label;
}

std::string_view verb(HistoryItem::What what) {
  switch (what) {
    case HistoryItem::What::added:
      return "added ";
    case HistoryItem::What::removed:
      return "removed ";
    case HistoryItem::What::set:
      break;
  }
  return "changed ";
}

std::string part(const Plan& plan, const HistoryItem& item) {
  std::string text(verb(item.what));
  if (item.what == HistoryItem::What::set) {
    const FieldInfo& field = info(item.record.kind).fields[item.field];
    text += std::string(field.label) + " of " + name_of(plan, item.record);
    const RecordBase* record = plan.find(item.record);
    const std::string now =
        record == nullptr ? std::string()
                          : display(field, field.get(data_of(item.record.kind, *record)), plan);
    constexpr std::size_t longest = 60;
    if (!now.empty() && now.size() <= longest) text += " to " + now;
    return text;
  }
  return text + name_of(plan, item.record);
}

}  // namespace

std::vector<HistoryEntry> account_history(const Plan& plan, Id account, std::size_t most) {
  Collector collector(plan);
  if (const RecordBase* own = plan.find_any({Kind::account, account}))
    collector.add(Kind::account, *own);
  plan.for_each_of_account(
      account, [&](Kind kind, const RecordBase& record) { collector.add(kind, record); });
  for (const KindInfo& kind : all_kinds()) {
    if (!kind.account) continue;
    // Removed records are in no list of their account.
    const AnyTable& table = plan.table(kind.kind);
    if (table.size() == table.all().size()) continue;
    for (const AnyRecord& record : table.all())
      if (record->hidden && account_of(kind.kind, *record) == account)
        collector.add(kind.kind, *record);
  }
  return std::move(collector).take(most);
}

std::string sentence(const HistoryEntry& entry, const Plan& plan) {
  const HistoryItem& first = entry.items.front();
  if (entry.items.size() == 1) return part(plan, first);
  const bool alike = std::ranges::all_of(entry.items, [&](const HistoryItem& item) {
    return item.what == first.what && item.record.kind == first.record.kind;
  });
  const auto count = static_cast<std::int64_t>(entry.items.size());
  if (alike && first.what != HistoryItem::What::set) {
    return std::string(verb(first.what)) + count_text(count) + " " +
           lower_first(info(first.record.kind).plural);
  }
  return part(plan, first) + " and " + counted(count - 1, "more change", "more changes");
}

}  // namespace keyplan::analysis
