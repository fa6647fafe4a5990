#include "app/windows.h"

#include <algorithm>
#include <utility>

namespace keyplan::app {
namespace {

constexpr std::uint64_t most_tried = 20;  // snapshots, should the newest be damaged

}  // namespace

void Windows::open(const std::string& plan_id) {
  plan_id_ = plan_id;
  holding_ = platform::Holding::shared;
  answered_ = behind_ = hand_over_wanted_ = false;
  left_behind_ = true;
  newest_ = 0;
  loading_.cancel();
  purpose_.reset();
  platform_.hold_plan(plan_id);
}

Windows::News Windows::arrived(const platform::PlanHeld& answer, std::uint64_t shown) {
  if (answer.plan_id != plan_id_) return News::none;
  const bool before = edits_elsewhere();
  holding_ = answer.holding;
  answered_ = true;
  hand_over_wanted_ = false;
  newest_ = std::max(newest_, answer.head_seq);
  behind_ = !edits_elsewhere() && newest_ > shown;
  if (before == edits_elsewhere()) return News::none;
  return before ? News::gained : News::lost;
}

// The only one that edits need not know: nobody else saves what it would not meet.
void Windows::arrived(const platform::HeadMoved& hint) {
  if (hint.plan_id == plan_id_ && shares()) newest_ = std::max(newest_, hint.seq);
}

bool Windows::arrived(const platform::SnapshotLoaded& snapshot) {
  if (!loading_.awaits(snapshot.plan_id, snapshot.seq)) return false;
  loading_.arrived(snapshot);
  return true;
}

bool Windows::arrived(platform::ChunksLoaded& loaded) {
  if (!loading_.awaits(loaded.plan_id, loaded.seq)) return false;
  loading_.arrived(std::move(loaded));
  return true;
}

void Windows::hand_over_if_wanted() {
  if (std::exchange(hand_over_wanted_, false)) platform_.hand_over(plan_id_);
}

void Windows::load(Purpose purpose, std::uint64_t head, std::uint64_t shown) {
  purpose_ = purpose;
  head_ = head;
  platform::StoredHead wanted{.plan_id = plan_id_};
  // Nobody knows which snapshots are there; those that are not say so at once.
  const bool forwards = purpose == Purpose::follow || purpose == Purpose::catch_up;
  const std::uint64_t oldest = forwards ? shown + 1 : 1;
  for (std::uint64_t seq = head; seq >= oldest && wanted.seqs.size() < most_tried; --seq)
    wanted.seqs.push_back(seq);
  if (purpose == Purpose::left_behind) wanted.seqs = {Opening::left_behind};
  loading_.start(std::move(wanted));
}

std::optional<Windows::Loaded> Windows::work() {
  auto outcome = loading_.work();
  if (!outcome) return std::nullopt;
  return Loaded{*std::exchange(purpose_, std::nullopt), head_, std::move(*outcome)};
}

std::optional<std::uint64_t> Windows::to_follow(std::uint64_t shown) const {
  if (newest_ <= shown || !(edits_elsewhere() || behind_)) return std::nullopt;
  return newest_;
}

std::optional<std::uint64_t> Windows::to_catch_up(std::uint64_t shown) const {
  const bool both_edit = answered_ && !behind_ && holding_ == platform::Holding::shared;
  if (newest_ <= shown || !both_edit) return std::nullopt;
  return newest_;
}

void Windows::shows(std::uint64_t seq) {
  if (newest_ <= seq) behind_ = false;
}

}  // namespace keyplan::app
