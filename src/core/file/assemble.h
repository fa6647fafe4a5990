// Builds a plan from the members that a reader finds, in any order. Knows what they mean but not
// how they were read; all JSON given to it is canonical.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/file/read.h"
#include "core/file/stamp_text.h"
#include "core/model/plan.h"

namespace keyplan::file {

/// A sentence why something cannot be accepted; nothing when it can.
using Refusal = std::optional<std::string>;

class Assembler {
 public:
  explicit Assembler(const Limits& limits) : limits_(limits) {}

  // Envelope
  Refusal top_member(std::string_view key, std::string_view json);      // beside "keyplan"
  Refusal keyplan_member(std::string_view key, std::string_view json);  // but not "sessions"
  Refusal session(std::string_view id, std::string_view json);
  bool newer_major() const { return major_ > 1; }
  /// Takes a member out of those that are kept; "" when it is not there.
  std::string take_top_member(std::string_view key);
  bool has_envelope() const { return major_ != 0 && !id_.empty(); }

  // Records
  Refusal begin_record(model::Id id, std::string_view kind);
  const model::KindInfo* kind() const { return kind_; }
  /// Any member but "kind".
  Refusal member(std::string_view key, std::string_view json);
  /// A described member; its field is known to the caller.
  void field_member(const model::FieldInfo& field, std::string_view json);
  /// The same, without any effect when the JSON does not fit the field.
  bool read_member(const model::FieldInfo& field, std::string_view json);
  /// What is odd about the member just given, if anything. Once.
  Refusal take_oddity() { return std::exchange(oddity_, std::nullopt); }
  Refusal end_record();
  std::size_t records() const { return records_.size() + foreign_.size(); }
  struct Loaded {
    model::Kind kind;
    model::AnyRecord record;
  };
  /// To take back the records added since.
  struct Mark {
    std::size_t described;
    std::size_t foreign;
    std::size_t unstamped;
  };
  Mark mark() const { return {records_.size(), foreign_.size(), unstamped_}; }
  void back_to(const Mark& mark);
  /// In the order in which they were read.
  const std::vector<Loaded>& described() const { return records_; }
  const std::vector<model::ForeignRecord>& foreign() const { return foreign_; }

  /// Makes the plan, about `most_records` at a time; true when it is done. Needs has_envelope().
  bool make_plan(std::size_t most_records);
  double made() const;  // 0 to 1
  /// Once, after make_plan(), with notes on what had to be completed.
  model::Plan take_plan(std::vector<model::Error>& notes);
  /// Both in one go.
  model::Plan finish(std::vector<model::Error>& notes);

 private:
  Refusal format(std::string_view json);
  Refusal erased(std::string_view json);
  Refusal alternates(std::string_view json);
  Refusal deletion(std::string_view json);
  std::optional<std::vector<model::Stamp>> stamps_seen(std::string_view json);
  void place_stamps();
  std::uint32_t session_index(model::SessionId id);
  model::Stamp stamp_of(const LooseStamp& loose);
  model::Stamp live_stamp_of(const LooseStamp& loose);
  void begin_plan();
  bool complete_sessions();

  Limits limits_;
  std::int64_t major_ = 0;  // 0 = no format seen yet
  std::string id_;
  model::Envelope envelope_;
  std::vector<model::Id> erased_;
  std::vector<model::Session> sessions_;
  std::vector<std::uint32_t> live_counters_;  // highest stamp on a value, by session
  std::unordered_map<std::uint32_t, std::uint32_t> session_indexes_;
  std::uint32_t last_session_ = 0;  // index; most stamps follow one of the same session
  std::vector<Loaded> records_;
  std::vector<model::ForeignRecord> foreign_;
  std::size_t unstamped_ = 0;

  // The plan being made
  std::optional<model::Plan> plan_;
  std::size_t placed_ = 0;  // of records_
  std::size_t erased_again_ = 0;
  bool sessions_completed_ = false;

  // The record being built
  model::AnyRecord record_;        // of a described kind
  model::ForeignRecord stranger_;  // or of another one
  const model::KindInfo* kind_ = nullptr;
  model::RecordBase* base_ = nullptr;
  void* data_ = nullptr;
  std::optional<RecordStamps> stamps_;
  bool has_deletion_ = false;  // the first of base_->deletions is that of "~del"
  Refusal oddity_;
};

}  // namespace keyplan::file
