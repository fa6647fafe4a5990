#include "app/merge_job.h"

#include <algorithm>
#include <utility>

#include "core/merge/text.h"
#include "core/model/display.h"
#include "core/share/returned.h"

namespace keyplan::app {

MergeJob::MergeJob(const model::Plan& open, std::vector<ReadPlan> plans,
                   std::vector<ui::MergeView::File> left_out,
                   std::function<model::SessionStart()> session)
    : revision_(open.revision()),
      preview_(open),
      plans_(std::move(plans)),
      left_out_(std::move(left_out)),
      session_(std::move(session)) {
  const std::size_t files = plans_.size() + left_out_.size();
  view_.title = files == 1 && !plans_.empty()
                    ? "Merge \u201C" + plans_[0].name + "\u201D"
                    : "Merge " + model::counted(static_cast<std::int64_t>(files), "file", "files");
  view_.has_others = std::ranges::any_of(
      plans_, [&](const ReadPlan& file) { return file.plan.id() != open.id(); });
  restart();
}

void MergeJob::restart() {
  preview_.restart();
  adds_others_ = view_.add_others;
  next_ = 0;
  contributors_.clear();
  view_.files = left_out_;
  view_.clashes.clear();
  view_.merged = nullptr;
  view_.progress = 0;
}

merge::Contribution MergeJob::add(const ReadPlan& file) {
  const bool other = file.plan.id() != preview_.merged().id();
  if (!other && share::is_by_hand(file.plan)) {
    return preview_.add_by_hand(file.name, file.plan, session_().unix_minutes, true);
  }
  if (!other || !adds_others_) return preview_.add(file.name, file.plan);
  model::SessionStart session = session_();
  const auto writer =
      std::ranges::max_element(file.plan.sessions(), {}, &model::Session::start_minutes);
  if (writer != file.plan.sessions().end()) session.who = writer->who;
  return preview_.add_other(file.name, file.plan, std::move(session));
}

void MergeJob::work() {
  if (!working()) return;
  if (adds_others_ != view_.add_others) restart();
  const ReadPlan& file = plans_[next_++];
  const merge::Contribution brought = add(file);
  ui::MergeView::File& told = view_.files.emplace_back();
  told.name = file.name;
  told.outcome = merge::contribution_text(brought);
  told.note = merge::oddities_text(brought.oddities);
  if (const std::string names = merge::same_names_text(brought.same_names); !names.empty())
    told.note += (told.note.empty() ? "" : " ") + names;
  if (brought.left_out) told.tone = ui::Tone::warning;
  for (const merge::Contributor& one : brought.contributors) {
    const auto same = std::ranges::find(contributors_, one.who, &merge::Contributor::who);
    if (same == contributors_.end()) {
      contributors_.push_back(one);
    } else {
      same->first_minutes = std::min(same->first_minutes, one.first_minutes);
      same->last_minutes = std::max(same->last_minutes, one.last_minutes);
    }
  }
  view_.progress = static_cast<double>(next_) / static_cast<double>(plans_.size() + 1);
  if (!working()) finish();
}

void MergeJob::finish() {
  view_.merged = &preview_.merged();
  view_.changes = preview_.changes();
  view_.from = merge::contributors_text(contributors_);
  for (merge::Conflict& conflict : preview_.new_conflicts()) {
    ui::MergeView::Clash clash{.conflict = std::move(conflict)};
    const auto ours = std::ranges::find_if(clash.conflict.sides, [&](const merge::Side& side) {
      return preview_.is_ours(clash.conflict, side);
    });
    if (ours != clash.conflict.sides.end())
      clash.ours = static_cast<int>(ours - clash.conflict.sides.begin());
    view_.clashes.push_back(std::move(clash));
  }
  view_.progress = 1;
}

bool MergeJob::is_old_news() const {
  return !working() && view_.files.size() == 1 && !view_.changes_anything() &&
         view_.files[0].note.empty();
}

model::Edit MergeJob::resolutions() const {
  std::string name = view_.title;
  name[0] = 'm';
  model::Edit edit(std::move(name));
  for (const ui::MergeView::Clash& clash : view_.clashes) {
    if (clash.chosen < 0) continue;
    // What this version cannot write stays open.
    static_cast<void>(merge::settle(edit, clash.conflict,
                                    clash.conflict.sides[static_cast<std::size_t>(clash.chosen)]));
  }
  return edit;
}

}  // namespace keyplan::app
