#include "core/merge/text.h"

#include <algorithm>
#include <cmath>

#include "core/model/display.h"

namespace keyplan::merge {

using namespace model;

namespace {

constexpr std::int64_t minutes_per_day = 24 * 60;

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!text.empty()) text += ", ";
    text += part;
  }
  return text;
}

std::string counted_part(std::size_t count, std::string_view one, std::string_view many) {
  return count == 0 ? std::string() : counted(static_cast<std::int64_t>(count), one, many);
}

std::string shown(const FieldChange& change, Kind kind, const Value& value, const Plan& plan) {
  if (is_empty(value)) return "empty";
  if (!change.field) return *std::get_if<std::string>(&value);
  return display(info(kind).fields[*change.field], value, plan);
}

std::string day_text(std::int64_t minutes) {
  return date_text({static_cast<std::int32_t>(
      std::floor(static_cast<double>(minutes) / static_cast<double>(minutes_per_day)))});
}

}  // namespace

std::string subject(const Plan& plan, RecordKey key) {
  const KindInfo& kind = info(key.kind);
  std::string text(kind.label);
  const RecordBase* record = plan.find_any(key);
  if (record == nullptr) return text;
  const FieldInfo& title = kind.fields[kind.title];
  const std::string name = display(title, get(key.kind, *record, kind.title), plan);
  if (!name.empty()) text += " \u201C" + name + "\u201D";
  if (const Id account = account_of(key.kind, *record)) {
    const auto* owner = plan.table<Account>().find_any(account);
    if (owner != nullptr && !owner->data.name.empty()) text += " (" + owner->data.name + ")";
  }
  return text;
}

std::string field_line(const FieldChange& change, Kind kind, const Plan& before,
                       const Plan& after) {
  const std::string label =
      change.field ? std::string(info(kind).fields[*change.field].label) : change.key;
  return label + ": " + shown(change, kind, change.before, before) + " \u2192 " +
         shown(change, kind, change.after, after);
}

std::string line(const RecordChange& change, const Plan& before, const Plan& after) {
  const bool here = after.find_any(change.record) != nullptr;
  std::string text = subject(here ? after : before, change.record);
  if (change.erased) return text + ", for good";
  if (change.fields.empty()) return text;
  if (change.fields.size() > 1)
    return text + ": " + count_text(static_cast<std::int64_t>(change.fields.size())) + " values";
  return text + " \u00B7 " + field_line(change.fields[0], change.record.kind, before, after);
}

std::string side_text(const Conflict& conflict, const Side& side, const Plan& plan) {
  if (side.removed) return "removed";
  if (conflict.kind == ConflictKind::edited_and_removed) return "edited";
  if (conflict.kind == ConflictKind::restored_and_removed) return "restored";
  if (side.json.empty()) return "cleared";
  if (!conflict.field || !side.fits) return side.json;
  return display(info(conflict.record.kind).fields[*conflict.field], side.value, plan);
}

std::string counts_text(std::size_t added, std::size_t changed, std::size_t removed) {
  const std::string text =
      joined({added == 0 ? "" : count_text(static_cast<std::int64_t>(added)) + " added",
              changed == 0 ? "" : count_text(static_cast<std::int64_t>(changed)) + " changed",
              removed == 0 ? "" : count_text(static_cast<std::int64_t>(removed)) + " removed"});
  return text.empty() ? "nothing to see changed" : text;
}

std::string contributors_text(const std::vector<Contributor>& contributors) {
  std::vector<std::string> people;
  for (const Contributor& who : contributors) {
    const std::string first = day_text(who.first_minutes);
    const std::string last = day_text(who.last_minutes);
    const std::string when = first == last ? first : first + " to " + last;
    people.push_back((who.who.empty() ? "somebody" : who.who) + " (" + when + ")");
  }
  return joined(people);
}

std::string contribution_text(const Contribution& contribution) {
  if (contribution.left_out) return "another plan, left out";
  if (contribution.nothing_new) {
    const std::int64_t days = contribution.minutes_older / minutes_per_day;
    return days <= 0 ? "nothing new"
                     : "nothing new; this file is " + counted(days, "day", "days") + " older";
  }
  std::string text = counts_text(contribution.added, contribution.changed, contribution.removed);
  if (contribution.conflicts != 0)
    text += ", " + counted_part(contribution.conflicts, "conflict", "conflicts");
  if (const std::string who = contributors_text(contribution.contributors); !who.empty())
    text += ", from " + who;
  if (contribution.other_plan) text += "; another plan";
  return text;
}

std::string same_names_text(const std::vector<std::string>& names) {
  constexpr std::size_t most = 5;
  if (names.empty()) return {};
  std::string text = names.size() == 1 ? "An account with this name is here already: "
                                       : "Accounts with these names are here already: ";
  for (std::size_t i = 0; i < std::min(names.size(), most); ++i)
    text += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > most) text += " and " + counted_part(names.size() - most, "more", "more");
  return text + ". Both are kept; remove one of them or make it part of the other.";
}

std::string oddities_text(const Oddities& oddities) {
  std::string text;
  if (!oddities.clashes.empty()) {
    text += counted_part(oddities.clashes.size(), "value was", "values were") +
            " changed by hand under an old stamp: both states are kept. ";
  }
  if (!oddities.missing_there.empty()) {
    text += counted_part(oddities.missing_there.size(), "record is", "records are") +
            " missing in the file without having been removed: what you have stays. ";
  }
  if (oddities.knows_our_future) {
    text +=
        "The file claims edits of yours that you have not made here. A copy of this browser's "
        "data may be in use elsewhere, or the file is forged: look closely. ";
  }
  if (!text.empty()) text.pop_back();
  return text;
}

std::string report(const Changes& changes, const Plan& before, const Plan& after) {
  std::string text;
  for (const RecordChange& change : changes.records) {
    const char* sign = change.what == What::added     ? "+ "
                       : change.what == What::changed ? "~ "
                                                      : "- ";
    const bool several = change.fields.size() > 1;
    const bool here = after.find_any(change.record) != nullptr;
    text +=
        sign +
        (several ? subject(here ? after : before, change.record) : line(change, before, after)) +
        "\n";
    if (!several) continue;
    for (const FieldChange& field : change.fields)
      text += "    " + field_line(field, change.record.kind, before, after) + "\n";
  }
  if (changes.unknown_kinds != 0) {
    text += "~ " + counted_part(changes.unknown_kinds, "record", "records") +
            " of a kind this version does not know\n";
  }
  return text;
}

std::string report(const std::vector<Conflict>& conflicts, const Plan& plan) {
  std::string text;
  for (const Conflict& conflict : conflicts) {
    text += "! " + subject(plan, conflict.record);
    if (conflict.field) {
      text += " \u00B7 ";
      text += info(conflict.record.kind).fields[*conflict.field].label;
    } else if (!conflict.key.empty()) {
      text += " \u00B7 " + conflict.key;
    }
    text += "\n";
    for (const Side& side : conflict.sides) {
      const Session& session = plan.sessions()[side.stamp.session];
      text += "    " + side_text(conflict, side, plan) + ", " +
              std::string(author(plan, side.stamp)) + " " + day_text(session.start_minutes) + "\n";
    }
  }
  return text;
}

}  // namespace keyplan::merge
