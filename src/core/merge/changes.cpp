#include "core/merge/changes.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "core/file/registers.h"
#include "core/sorting/sort.h"

namespace keyplan::merge {

using namespace model;
using file::Order;

namespace {

const std::string* find_member(const RecordBase& record, std::string_view key) {
  const auto at = std::ranges::find(record.unknown, key, &Member::key);
  return at == record.unknown.end() ? nullptr : &at->json;
}

Value json_value(const std::string* json) {
  return json == nullptr || json->empty() ? Value{} : Value{*json};
}

class Comparison {
 public:
  Comparison(const Plan& before, const Plan& after) : before_(before), after_(after) {}

  Changes run() {
    for (const KindInfo& kind : all_kinds()) {
      compare_table(kind);
    }
    compare_foreign();
    keyplan::sort(found_.records, {}, [](const RecordChange& change) {
      const bool account = change.record.kind == Kind::account;
      return std::tuple(!account, change.record.kind, std::string_view(change.title),
                        change.record.id);
    });
    return std::move(found_);
  }

 private:
  void compare_table(const KindInfo& kind) {
    const AnyTable& before = before_.table(kind.kind);
    const AnyTable& after = after_.table(kind.kind);
    for (const RecordBase& record : after) {
      const RecordBase* old = before.find(record.id);
      if (old == nullptr) {
        add(What::added, kind, record, after_);
        continue;
      }
      auto fields = changed_fields(kind.kind, *old, record);
      if (fields.empty()) continue;
      RecordChange& change = add(What::changed, kind, record, after_);
      change.fields = std::move(fields);
      change.latest = latest_of(record, change.fields);
    }
    for (const RecordBase& record : before) {
      if (after.find(record.id) != nullptr) continue;
      const RecordBase* now = after.find_any(record.id);
      RecordChange& change = now == nullptr ? add(What::removed, kind, record, before_)
                                            : add(What::removed, kind, *now, after_);
      change.erased = std::ranges::binary_search(after_.erased(), record.id);
    }
  }

  Stamp latest_of(const RecordBase& record, const std::vector<FieldChange>& fields) const {
    std::vector<Stamp> stamps;
    for (const FieldChange& field : fields) {
      const auto unknown = std::ranges::find(record.unknown, field.key, &Member::key);
      if (unknown != record.unknown.end())
        stamps.push_back(unknown->stamp);
      else
        stamps.push_back(field.field ? record.stamp_of(*field.field) : record.created);
    }
    return latest(stamps, after_);
  }

  static Stamp latest(const std::vector<Stamp>& stamps, const Plan& plan) {
    const Order order(plan.sessions());
    return *std::ranges::max_element(stamps, [&](Stamp a, Stamp b) { return order.before(a, b); });
  }

  RecordChange& add(What what, const KindInfo& kind, const RecordBase& record, const Plan& plan) {
    RecordChange change{.what = what, .record = {kind.kind, record.id}};
    change.title = title_of(kind.kind, record);
    change.account = kind.kind == Kind::account ? record.id : account_of(kind.kind, record);
    std::vector<Stamp> stamps = record.all_stamps();
    if (what == What::removed) {
      for (const Deletion& deletion : record.deletions) stamps.push_back(deletion.stamp);
    }
    change.latest = latest(stamps, plan);
    return found_.records.emplace_back(std::move(change));
  }

  void compare_foreign() {
    std::unordered_map<Id, const ForeignRecord*, IdHash> old;
    for (const ForeignRecord& foreign : before_.foreign()) old.emplace(foreign.base.id, &foreign);
    std::size_t kept = 0;
    for (const ForeignRecord& foreign : after_.foreign()) {
      const auto at = old.find(foreign.base.id);
      if (at == old.end()) {
        ++found_.unknown_kinds;
        continue;
      }
      ++kept;
      const auto same = [](const Member& a, const Member& b) {
        return a.key == b.key && a.json == b.json;
      };
      const RecordBase& was = at->second->base;
      if (was.hidden != foreign.base.hidden ||
          !std::ranges::equal(was.unknown, foreign.base.unknown, same)) {
        ++found_.unknown_kinds;
      }
    }
    found_.unknown_kinds += old.size() - kept;
  }

  const Plan& before_;
  const Plan& after_;
  Changes found_;
};

}  // namespace

std::vector<FieldChange> changed_fields(Kind kind_key, const RecordBase& before,
                                        const RecordBase& after) {
  const KindInfo& kind = info(kind_key);
  std::vector<FieldChange> found;
  const void* a = data_of(kind.kind, before);
  const void* b = data_of(kind.kind, after);
  for (std::uint16_t i = 0; i < kind.fields.size(); ++i) {
    const FieldInfo& field = kind.fields[i];
    if (!field.same(a, b)) found.push_back({std::string(field.key), i, field.get(a), field.get(b)});
  }
  const auto add_unknown = [&](const std::string& key) {
    const Value was = json_value(find_member(before, key));
    const Value is = json_value(find_member(after, key));
    if (was != is) found.push_back({key, std::nullopt, was, is});
  };
  for (const Member& member : after.unknown) add_unknown(member.key);
  for (const Member& member : before.unknown) {
    if (find_member(after, member.key) == nullptr) add_unknown(member.key);
  }
  return found;
}

std::size_t Changes::count(What what) const {
  return static_cast<std::size_t>(std::ranges::count(records, what, &RecordChange::what));
}

Changes changes(const Plan& before, const Plan& after) { return Comparison(before, after).run(); }

}  // namespace keyplan::merge
