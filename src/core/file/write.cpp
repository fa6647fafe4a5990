#include "core/file/write.h"

#include <algorithm>

#include "core/file/layout.h"
#include "core/file/stamp_text.h"
#include "core/file/values.h"
#include "core/sorting/sort.h"

namespace keyplan::file {
namespace {

using namespace model;

struct Entry {
  Id id;
  const RecordBase* record;
  const KindInfo* kind;  // null = foreign
  const ForeignRecord* foreign = nullptr;
};

/// All records by id. Those of one kind mostly come sorted, as they were read.
std::vector<Entry> all_records(const Plan& plan) {
  std::vector<Entry> entries;
  const auto merge_from = [&entries](std::size_t count) {
    const auto middle = entries.begin() + static_cast<std::ptrdiff_t>(count);
    const std::ranges::subrange added(middle, entries.end());
    if (!std::ranges::is_sorted(added, {}, &Entry::id)) keyplan::sort(added, {}, &Entry::id);
    std::ranges::inplace_merge(entries, middle, {}, &Entry::id);
  };
  for (const KindInfo& kind : all_kinds()) {
    const std::size_t before = entries.size();
    for (const AnyRecord& record : plan.table(kind.kind).all()) {
      entries.push_back({record->id, record.get(), &kind});
    }
    merge_from(before);
  }
  const std::size_t before = entries.size();
  for (const ForeignRecord& foreign : plan.foreign()) {
    entries.push_back({foreign.base.id, &foreign.base, nullptr, &foreign});
  }
  merge_from(before);
  return entries;
}

std::string sessions_json(const Plan& plan) {
  std::vector<const Session*> written;
  for (const Session& session : plan.sessions()) {
    if (session.counter != 0) written.push_back(&session);
  }
  keyplan::sort(written, {}, [](const Session* session) { return session->id; });
  TextBuffer out;
  out.add('{');
  for (const Session* session : written) {
    out.add("\n   ");
    out.add_string(to_text(session->id));
    out.add(": ");
    out.add_string(session_line(*session));
    out.add(',');
  }
  if (!written.empty()) {
    out.drop_last();
    out.add("\n  ");
  }
  out.add('}');
  return out.take();
}

std::string erased_json(const Plan& plan) {
  std::string json = "[";
  for (const Id id : plan.erased()) json += "\n  " + quoted(to_text(id)) + ",";
  if (json.size() > 1) json.back() = '\n', json += ' ';
  return json + "]";
}

/// An object with its members in order, each beginning on a line of its own.
std::string object_json(std::vector<Member> members, std::string_view indent) {
  keyplan::sort(members, {}, &Member::key);
  TextBuffer out;
  out.add('{');
  for (const Member& member : members) {
    out.add('\n');
    out.add(indent);
    out.add(' ');
    out.add_string(member.key);
    out.add(": ");
    out.add(member.json);
    out.add(',');
  }
  out.drop_last();
  out.add('\n');
  out.add(indent);
  out.add('}');
  return out.take();
}

std::vector<Member> envelope_members(const Plan& plan) {
  const Envelope& envelope = plan.envelope();
  const std::string minor = std::to_string(std::max(format_minor, envelope.minor));
  std::vector<Member> keyplan = envelope.keyplan;
  keyplan.push_back({"format", "[" + std::to_string(format_major) + ", " + minor + "]"});
  keyplan.push_back({"id", quoted(plan.id())});
  keyplan.push_back({"sessions", sessions_json(plan)});
  std::vector<Member> top = envelope.top;
  top.push_back({"erased", erased_json(plan)});
  top.push_back({"keyplan", object_json(std::move(keyplan), " ")});
  return top;
}

}  // namespace

std::string write_envelope(const Plan& plan, std::span<const Member> extra) {
  std::vector<Member> top = envelope_members(plan);
  top.insert(top.end(), extra.begin(), extra.end());
  return object_json(std::move(top), "") + "\n";
}

std::string write(const Plan& plan) {
  const std::vector<Entry> entries = all_records(plan);
  std::vector<Member> top = envelope_members(plan);
  keyplan::sort(top, {}, &Member::key);
  const auto behind = std::ranges::upper_bound(top, "records", {}, &Member::key);

  RecordWriter writer(plan);
  TextBuffer& out = writer.out_;
  constexpr std::size_t usual_record = 576;  // bytes
  out.reserve(entries.size() * usual_record);
  out.add('{');
  const auto add_member = [&out](const Member& member) {
    out.add("\n ");
    out.add_string(member.key);
    out.add(": ");
    out.add(member.json);
    out.add(',');
  };
  std::for_each(top.begin(), behind, add_member);
  out.add("\n \"records\": {");
  for (const Entry& entry : entries) {
    if (entry.foreign != nullptr)
      writer.add(*entry.foreign);
    else
      writer.add(entry.kind->kind, *entry.record);
  }
  out.add(entries.empty() ? "}," : "\n },");
  std::for_each(behind, top.end(), add_member);
  out.drop_last();
  out.add("\n}\n");
  return out.take();
}

// Records
// ------------------------------------------------------------------------------------------

RecordWriter::RecordWriter(const Plan& plan) : sessions_(plan.sessions()) {
  session_texts_.reserve(sessions_.size());
  for (const Session& session : sessions_) session_texts_.push_back(to_text(session.id));
}

void RecordWriter::begin() {
  out_.add("{\n \"records\": {");
  first_ = true;
}

std::string RecordWriter::finish() {
  out_.add(first_ ? "}\n}\n" : "\n }\n}\n");
  return out_.take();
}

void RecordWriter::add(Kind kind, const RecordBase& record) {
  const KindInfo& described = info(kind);
  add_record(described.key, &described, record);
}

void RecordWriter::add(const ForeignRecord& record) {
  add_record(record.kind, nullptr, record.base);
}

void RecordWriter::add_line(std::string_view key) {
  out_.add("\n   ");
  out_.add_string(key);
  out_.add(": ");
}

void RecordWriter::add_record(std::string_view kind_key, const KindInfo* kind,
                              const RecordBase& record) {
  out_.add(first_ ? "\n  \"" : ",\n  \"");
  first_ = false;
  add_id(out_, record.id);
  out_.add("\": {");

  auto unknown = record.unknown.begin();
  const auto add_unknown_up_to = [&](std::string_view key) {
    for (; unknown != record.unknown.end() && unknown->key <= key; ++unknown) {
      if (unknown->json.empty()) continue;  // cleared: only its stamp is left
      add_line(unknown->key);
      out_.add(unknown->json);
      out_.add(',');
    }
  };
  const void* data = kind == nullptr ? nullptr : data_of(kind->kind, record);
  for (const Line& line : lines_of(kind)) {
    add_unknown_up_to(line.key);
    if (line.field == nullptr) {
      out_.add(line.prefix);
      out_.add_string(kind_key);
      out_.add(',');
    } else {
      add_field(out_, line.prefix, *line.field, data);
    }
  }
  add_unknown_up_to("~");
  out_.add("\n   \"~\": \"");
  add_stamps(kind, record);
  out_.add("\",");
  add_unknown_up_to("~alt");
  if (!record.alternates.empty() || record.deletions.size() > 1) add_alternates(record);
  add_unknown_up_to("~del");
  if (!record.deletions.empty()) {
    add_line("~del");
    out_.add_string(seen_text(record.deletions.front().saw));
    out_.add(',');
  }
  if (!record.unknown.empty()) add_unknown_up_to(record.unknown.back().key);
  out_.drop_last();
  out_.add("\n  }");
}

void RecordWriter::add_stamp(Stamp stamp) {
  out_.add(session_texts_[stamp.session]);
  out_.add('.');
  out_.add(std::int64_t{stamp.counter});
}

void RecordWriter::add_stamps(const KindInfo* kind, const RecordBase& record) {
  add_stamp(record.created);
  if (record.stamps.empty() && record.unknown.empty() && record.deletions.empty()) return;
  std::vector<std::pair<std::string_view, Stamp>> later;
  for (const FieldStamp& s : record.stamps) later.emplace_back(kind->fields[s.field].key, s.stamp);
  for (const Member& m : record.unknown) later.emplace_back(m.key, m.stamp);
  if (!record.deletions.empty()) later.emplace_back("~del", record.deletions.front().stamp);
  keyplan::sort(later);
  for (const auto& [key, stamp] : later) {
    if (stamp == record.created) continue;
    out_.add(' ');
    add_stamp(stamp);
    out_.add(':');
    out_.add(encode_key(key));
  }
}

std::string RecordWriter::seen_text(std::vector<Stamp> saw) const {
  keyplan::sort(saw, {}, [this](Stamp s) { return std::pair(sessions_[s.session].id, s.counter); });
  std::string text;
  for (const Stamp stamp : saw) {
    if (!text.empty()) text += ' ';
    text += session_texts_[stamp.session] + '.' + std::to_string(stamp.counter);
  }
  return text;
}

void RecordWriter::add_alternates(const RecordBase& record) {
  std::vector<Alternate> sorted = record.alternates;
  for (std::size_t i = 1; i < record.deletions.size(); ++i) {
    const Deletion& deletion = record.deletions[i];
    sorted.push_back({"~del", quoted(seen_text(deletion.saw)), deletion.stamp});
  }
  keyplan::sort(sorted, {}, [this](const Alternate& a) {
    return std::tuple(std::string_view(a.key), sessions_[a.stamp.session].id, a.stamp.counter,
                      std::string_view(a.json));
  });
  add_line("~alt");
  out_.add('{');
  const std::string* key = nullptr;
  for (const Alternate& alternate : sorted) {
    if (key == nullptr || *key != alternate.key) {
      out_.add(key == nullptr ? "" : "], ");
      out_.add_string(alternate.key);
      out_.add(": [");
    } else {
      out_.add(", ");
    }
    key = &alternate.key;
    out_.add("[\"");
    add_stamp(alternate.stamp);
    out_.add('"');
    if (!alternate.json.empty()) {  // else the other side cleared the field
      out_.add(", ");
      out_.add(alternate.json);
    }
    out_.add(']');
  }
  out_.add("]},");
}

}  // namespace keyplan::file
