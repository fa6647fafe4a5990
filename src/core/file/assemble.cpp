#include "core/file/assemble.h"

#include <algorithm>
#include <utility>

#include "core/file/registers.h"
#include "core/file/values.h"
#include "core/file/write.h"
#include "core/sorting/sort.h"

namespace keyplan::file {
namespace {

using namespace model;

constexpr LooseStamp by_hand{SessionId{0}, 1};  // of records that carry no stamp

std::optional<std::string> string_value(std::string_view json) {
  Cursor cursor(json);
  std::string text;
  if (!cursor.read_string(text) || !cursor.done()) return std::nullopt;
  return text;
}

std::string cut(std::string_view json) {
  constexpr std::size_t most = 60;
  if (json.size() <= most) return std::string(json);
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(json[end]) & 0xC0) == 0x80) --end;
  return std::string(json.substr(0, end)) + "...";
}

}  // namespace

// Envelope
// -----------------------------------------------------------------------------------------

Refusal Assembler::top_member(std::string_view key, std::string_view json) {
  if (key == "erased") return erased(json);
  envelope_.top.push_back({std::string(key), std::string(json), {}});
  return {};
}

std::string Assembler::take_top_member(std::string_view key) {
  const auto at = std::ranges::find(envelope_.top, key, &Member::key);
  if (at == envelope_.top.end()) return {};
  std::string json = std::move(at->json);
  envelope_.top.erase(at);
  return json;
}

Refusal Assembler::keyplan_member(std::string_view key, std::string_view json) {
  if (key == "format") return format(json);
  if (key == "id") {
    auto id = string_value(json);
    if (!id || !is_plan_id(*id)) {
      return "The plan id must be 26 characters of 0-9 and a-z without i, l, o, u.";
    }
    id_ = std::move(*id);
    return {};
  }
  envelope_.keyplan.push_back({std::string(key), std::string(json), {}});
  return {};
}

Refusal Assembler::format(std::string_view json) {
  Cursor cursor(json);
  std::int64_t minor = 0;
  if (!cursor.skip("[") || !cursor.read_integer(major_) || !cursor.skip(", ") ||
      !cursor.read_integer(minor) || !cursor.skip("]") || !cursor.done() || major_ < 1 ||
      minor < 0 || minor > 65535) {
    major_ = 0;
    return "The format version must be two whole numbers like [1, 0].";
  }
  envelope_.minor = static_cast<std::uint16_t>(minor);
  return {};
}

Refusal Assembler::session(std::string_view id, std::string_view json) {
  const auto session_id = parse_session_id(id);
  if (!session_id) return "A session id must be 6 characters of 0-9 and a-z without i, l, o, u.";
  const auto text = string_value(json);
  auto line = text ? parse_session_line(*session_id, *text) : std::nullopt;
  if (!line) return "A session must look like \"14 2026-11-02T09:12Z Ana\".";
  sessions_[session_index(*session_id)] = std::move(*line);
  if (sessions_.size() > limits_.sessions) {
    return "The plan has more than " + std::to_string(limits_.sessions) + " sessions.";
  }
  return {};
}

Refusal Assembler::erased(std::string_view json) {
  constexpr auto wrong = "\"erased\" must be a list of record ids.";
  Cursor cursor(json);
  if (!cursor.skip("[")) return wrong;
  while (!cursor.skip("]")) {
    std::string text;
    if (!erased_.empty() && !cursor.skip(", ")) return wrong;
    if (!cursor.read_string(text)) return wrong;
    const auto id = parse_id(text);
    if (!id) return wrong;
    erased_.push_back(*id);
  }
  keyplan::sort(erased_);
  const auto repeated = std::ranges::unique(erased_);
  erased_.erase(repeated.begin(), repeated.end());
  return {};
}

// Stamps
// -------------------------------------------------------------------------------------------

std::uint32_t Assembler::session_index(SessionId id) {
  if (last_session_ < sessions_.size() && sessions_[last_session_].id == id) return last_session_;
  const auto next = static_cast<std::uint32_t>(sessions_.size());
  const auto [at, added] = session_indexes_.emplace(id.bits, next);
  if (added) {
    sessions_.push_back({.id = id});
    live_counters_.push_back(0);
  }
  last_session_ = at->second;
  return last_session_;
}

Stamp Assembler::stamp_of(const LooseStamp& loose) {
  return {session_index(loose.session), loose.counter};
}

Stamp Assembler::live_stamp_of(const LooseStamp& loose) {
  const Stamp stamp = stamp_of(loose);
  std::uint32_t& highest = live_counters_[stamp.session];
  highest = std::max(highest, stamp.counter);
  return stamp;
}

// Records
// ------------------------------------------------------------------------------------------

Refusal Assembler::begin_record(Id id, std::string_view kind) {
  kind_ = find_kind(kind);
  stamps_.reset();
  has_deletion_ = false;
  if (kind_ != nullptr) {
    record_ = make_record(kind_->kind);
    base_ = record_.get();
    data_ = data_of(kind_->kind, *record_);
  } else {
    if (kind.empty()) return "The record's \"kind\" is empty.";
    stranger_ = {};
    stranger_.kind = kind;
    base_ = &stranger_.base;
    data_ = nullptr;
  }
  base_->id = id;
  return {};
}

void Assembler::back_to(const Mark& mark) {
  records_.resize(mark.described);
  foreign_.resize(mark.foreign);
  unstamped_ = mark.unstamped;
}

Refusal Assembler::member(std::string_view key, std::string_view json) {
  if (key == "~") {
    const auto text = string_value(json);
    if (text) stamps_ = parse_record_stamps(*text);
    if (stamps_ && stamps_->of_fields.size() > limits_.fields) {
      return "The record has stamps for more than " + std::to_string(limits_.fields) + " fields.";
    }
    if (!stamps_) return "The stamps must look like \"7m2xq9.2 k7f3qz.1:phone\".";
    return {};
  }
  if (key == "~alt") return alternates(json);
  if (key == "~del") return deletion(json);
  if (kind_ != nullptr) {
    if (const auto field = find_field(kind_->kind, key)) {
      field_member(kind_->fields[*field], json);
      return {};
    }
  }
  base_->unknown.push_back({std::string(key), std::string(json), {}});
  return {};
}

bool Assembler::read_member(const FieldInfo& field, std::string_view json) {
  return read_field(field, json, data_);
}

void Assembler::field_member(const FieldInfo& field, std::string_view json) {
  if (read_field(field, json, data_) || json == "null") return;
  oddity_ = cut(json) + " is not " + std::string(shape_of(field.type)) +
            ". It is kept in the file, but " + std::string(field.label) + " is shown as empty.";
  base_->unknown.push_back({std::string(field.key), std::string(json), {}});
}

Refusal Assembler::alternates(std::string_view json) {
  constexpr auto wrong = "Concurrent values must look like {\"phone\": [[\"7m2xq9.9\", \"555\"]]}.";
  Cursor cursor(json);
  if (!cursor.skip("{")) return wrong;
  for (bool first = true; !cursor.skip("}"); first = false) {
    Alternate alternate;
    if (!first && !cursor.skip(", ")) return wrong;
    if (!cursor.read_string(alternate.key) || !cursor.skip(": [")) return wrong;
    for (std::size_t siblings = 1; !cursor.skip("]"); ++siblings) {
      if (siblings > limits_.siblings) {
        return "A field has more than " + std::to_string(limits_.siblings) + " concurrent values.";
      }
      std::string text;
      std::string_view value;
      if (siblings > 1 && !cursor.skip(", ")) return wrong;
      if (!cursor.skip("[") || !cursor.read_string(text)) return wrong;
      const auto stamp = parse_stamp(text);
      if (!stamp) return wrong;
      if (cursor.skip(", ") && !cursor.read_value(value, static_cast<int>(limits_.depth)))
        return wrong;
      if (!cursor.skip("]")) return wrong;
      alternate.json = value;
      alternate.stamp = live_stamp_of(*stamp);
      if (alternate.key != "~del") {
        base_->alternates.push_back(alternate);
        continue;
      }
      auto saw = stamps_seen(value);
      if (!saw) return wrong;
      base_->deletions.push_back({alternate.stamp, std::move(*saw)});
    }
  }
  return cursor.done() ? Refusal{} : wrong;
}

Refusal Assembler::deletion(std::string_view json) {
  auto saw = stamps_seen(json);
  if (!saw) return "The stamps that a remover saw must look like \"7m2xq9.2 k7f3qz.1\".";
  base_->deletions.insert(base_->deletions.begin(), Deletion{{}, std::move(*saw)});
  has_deletion_ = true;
  return {};
}

std::optional<std::vector<Stamp>> Assembler::stamps_seen(std::string_view json) {
  const auto text = string_value(json);
  const auto loose = text ? parse_stamps(*text) : std::nullopt;
  if (!loose) return std::nullopt;
  std::vector<Stamp> saw;
  for (const LooseStamp& stamp : *loose) saw.push_back(stamp_of(stamp));
  keyplan::sort(saw);
  const auto repeated = std::ranges::unique(saw);
  saw.erase(repeated.begin(), repeated.end());
  return saw;
}

Refusal Assembler::end_record() {
  if (!stamps_) {
    stamps_ = RecordStamps{by_hand, {}};
    ++unstamped_;
  }
  place_stamps();
  if (sessions_.size() > limits_.sessions + limits_.siblings) {
    return "The plan has more than " + std::to_string(limits_.sessions) + " sessions.";
  }
  if (kind_ != nullptr)
    records_.push_back({kind_->kind, std::move(record_)});
  else
    foreign_.push_back(std::move(stranger_));
  return {};
}

void Assembler::place_stamps() {
  base_->created = live_stamp_of(stamps_->created);
  for (Member& member : base_->unknown) member.stamp = base_->created;
  Deletion* const deletion = has_deletion_ ? &base_->deletions.front() : nullptr;
  if (deletion != nullptr) deletion->stamp = base_->created;
  for (const auto& [key, loose] : stamps_->of_fields) {
    const Stamp stamp = live_stamp_of(loose);
    const auto unknown = std::ranges::find(base_->unknown, key, &Member::key);
    const auto field = kind_ == nullptr ? std::nullopt : find_field(kind_->kind, key);
    if (key == "~del") {
      if (deletion != nullptr) deletion->stamp = stamp;
    } else if (unknown != base_->unknown.end()) {
      unknown->stamp = stamp;
    } else if (field) {
      base_->set_stamp(*field, stamp);
    } else if (stamp != base_->created) {
      base_->unknown.push_back({key, {}, stamp});  // a newer build cleared it
    }
  }
  keyplan::sort(base_->unknown, {}, &Member::key);
  keyplan::sort(base_->alternates, {},
                [](const Alternate& a) { return std::pair(std::string_view(a.key), a.stamp); });
}

// The whole
// ----------------------------------------------------------------------------------------

bool Assembler::complete_sessions() {
  bool completed = false;
  for (std::size_t i = 0; i < sessions_.size(); ++i) {
    if (live_counters_[i] <= sessions_[i].counter) continue;
    sessions_[i].counter = live_counters_[i];
    completed = completed || sessions_[i].id != by_hand.session;
  }
  return completed;
}

void Assembler::begin_plan() {
  sessions_completed_ = complete_sessions();
  plan_.emplace(std::move(id_));
  for (Session& session : sessions_) plan_->add_session(std::move(session));
  std::array<std::size_t, kind_count> counts{};
  for (const Loaded& loaded : records_) ++counts[static_cast<std::size_t>(loaded.kind)];
  for (const KindInfo& kind : all_kinds()) {
    plan_->reserve(kind.kind, counts[static_cast<std::size_t>(kind.kind)]);
  }
}

bool Assembler::make_plan(std::size_t most_records) {
  if (!plan_) begin_plan();
  const auto is_erased = [&](Id id) {
    const bool erased = std::ranges::binary_search(erased_, id);
    erased_again_ += erased ? 1 : 0;
    return erased;
  };
  const Order order(plan_->sessions());
  for (; placed_ < records_.size() && most_records > 0; ++placed_, --most_records) {
    Loaded& loaded = records_[placed_];
    settle_order(&info(loaded.kind), {}, *loaded.record, order);
    if (!is_erased(loaded.record->id)) plan_->add_loaded(loaded.kind, std::move(loaded.record));
  }
  if (placed_ < records_.size()) return false;
  for (ForeignRecord& foreign : foreign_) {
    settle_order(nullptr, foreign.kind, foreign.base, order);
    if (!is_erased(foreign.base.id)) plan_->add_foreign(std::move(foreign));
  }
  foreign_.clear();
  return true;
}

double Assembler::made() const {
  if (!plan_ || records_.empty()) return 0;
  return static_cast<double>(placed_) / static_cast<double>(records_.size());
}

Plan Assembler::take_plan(std::vector<Error>& notes) {
  if (unstamped_ != 0) {
    notes.push_back({std::to_string(unstamped_) +
                         (unstamped_ == 1 ? " record carries no stamp; it is"
                                          : " records carry no stamp; they are") +
                         " taken as written by hand.",
                     "records"});
  }
  if (sessions_completed_) {
    notes.push_back({"The list of sessions did not cover all stamps. It has been completed.",
                     "keyplan.sessions"});
  }
  if (erased_again_ != 0) {
    notes.push_back({"Records listed as erased were found again and left out: " +
                         std::to_string(erased_again_) + ".",
                     "erased"});
  }
  plan_->set_erased(std::move(erased_));
  plan_->set_envelope(std::move(envelope_));
  return std::move(*plan_);
}

Plan Assembler::finish(std::vector<Error>& notes) {
  make_plan(~std::size_t{0});
  return take_plan(notes);
}

}  // namespace keyplan::file
