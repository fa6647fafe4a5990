#include "core/share/edition.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>
#include <vector>

#include "core/model/display.h"
#include "core/sorting/sort.h"

namespace keyplan::share {

using namespace model;

namespace {

constexpr EditionInfo all_editions[] = {
    {Edition::full, "full", "Everything",
     "For your team: all of it, and it merges back in any order."},
    {Edition::partner, "partner", "Partner",
     "Accounts, people and deals with their amounts. Without our goals, costs, judgements, actions "
     "and notes."},
    {Edition::customer, "customer", "Customer-safe",
     "What the customer may know: accounts, people by name, offerings. Without money, deals, "
     "judgements, actions, notes, mail and phone."},
    {Edition::impersonal, "impersonal", "No personal data",
     "Numbers, deals and actions, with roles instead of names. Without mail, phone and notes; read "
     "the titles of actions and deals before you send it."},
    {Edition::stage, "stage", "Stage",
     "For showing in public: accounts and deals with amounts, roles instead of names. Without "
     "goals, judgements, actions and notes."},
};

constexpr bool allow_list[][privacy_count] = {
    // open, commercial, internal, notes, name, contact
    {true, true, true, true, true, true},     {true, true, false, false, true, true},
    {true, false, false, false, true, false}, {true, true, true, false, false, false},
    {true, true, false, false, false, false},
};
static_assert(std::size(allow_list) == std::size(all_editions));

constexpr std::string_view member_key = "edition";

/// "Head of Logistics", or "Person 3".
std::string role_of(Kind kind, const RecordBase& record, std::size_t number) {
  const auto title = find_field(kind, "job_title");
  if (title) {
    const Value value = get(kind, record, *title);
    const auto* text = std::get_if<std::string>(&value);
    if (text != nullptr && !text->empty()) return *text;
  }
  return std::string(model::info(kind).label) + " " + count_text(static_cast<std::int64_t>(number));
}

class Redaction {
 public:
  Redaction(const Plan& plan, Edition edition, std::string plan_id)
      : plan_(plan), edition_(edition), out_{.plan = Plan(std::move(plan_id))} {}

  Redacted run() && {
    // As in a file written by hand: no session made the values.
    out_.plan.add_session({.id = SessionId{0}, .counter = stamp_.counter, .who = {}});
    std::string marker = "\"";
    marker += info(edition_).key;
    marker += '"';
    out_.plan.set_envelope({.keyplan = {{std::string(member_key), std::move(marker), {}}}});
    for (const KindInfo& kind : all_kinds()) add_records(kind);
    return std::move(out_);
  }

 private:
  void add_records(const KindInfo& kind) {
    const bool allowed = allows(edition_, kind);
    out_.records_left_out += kind.kind == Kind::settings ? plan_.foreign().size() : 0;
    if (!allowed) {
      out_.records_left_out += plan_.table(kind.kind).size();
      return;
    }
    // By id, so that roles have the same numbers whatever order the records came in.
    std::vector<const RecordBase*> sorted;
    for (const RecordBase& record : plan_.table(kind.kind)) sorted.push_back(&record);
    keyplan::sort(sorted, {}, &RecordBase::id);
    std::size_t number = 0;
    for (const RecordBase* record : sorted) {
      ++number;
      AnyRecord copy = make_record(kind.kind);
      copy->id = record->id;
      copy->created = stamp_;
      for (const FieldInfo& field : kind.fields) {
        copy_field(kind, field, *record, data_of(kind.kind, *record), data_of(kind.kind, *copy),
                   number);
      }
      out_.plan.add_loaded(kind.kind, std::move(copy));
    }
  }

  void copy_field(const KindInfo& kind, const FieldInfo& field, const RecordBase& record,
                  const void* from, void* to, std::size_t number) {
    if (field.is_empty(from)) return;
    if (allows(edition_, field.options.privacy)) {
      if (field.type == FieldType::reference && !is_in(field.target, field.get(from))) {
        ++out_.values_left_out;
        return;
      }
      field.copy(from, to);
    } else if (field.options.privacy == Privacy::name && field.options.required) {
      static_cast<void>(field.set(to, role_of(kind.kind, record, number)));
      ++out_.names_replaced;
    } else {
      ++out_.values_left_out;
    }
  }

  bool is_in(Kind kind, const Value& reference) const {
    const auto* id = std::get_if<Id>(&reference);
    return id != nullptr && allows(edition_, model::info(kind)) &&
           plan_.find({kind, *id}) != nullptr;
  }

  static constexpr Stamp stamp_{0, 1};
  const Plan& plan_;
  Edition edition_;
  Redacted out_;
};

}  // namespace

std::span<const EditionInfo> editions() { return all_editions; }

const EditionInfo& info(Edition edition) { return all_editions[static_cast<std::size_t>(edition)]; }

bool allows(Edition edition, Privacy privacy) {
  return allow_list[static_cast<std::size_t>(edition)][static_cast<std::size_t>(privacy)];
}

bool allows(Edition edition, const KindInfo& kind) {
  return std::ranges::all_of(kind.fields, [&](const FieldInfo& field) {
    return !field.options.required || field.options.privacy == Privacy::name ||
           allows(edition, field.options.privacy);
  });
}

std::optional<Edition> edition_of(const Plan& plan) {
  const auto& members = plan.envelope().keyplan;
  const auto at = std::ranges::find(members, member_key, &Member::key);
  if (at == members.end()) return std::nullopt;
  for (const EditionInfo& known : all_editions)
    if (at->json == "\"" + std::string(known.key) + "\"") return known.edition;
  return std::nullopt;
}

Redacted redacted(const Plan& plan, Edition edition, std::string plan_id) {
  return Redaction(plan, edition, std::move(plan_id)).run();
}

}  // namespace keyplan::share
