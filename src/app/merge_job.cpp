#include "app/merge_job.h"

#include <algorithm>
#include <utility>

#include "core/merge/text.h"
#include "core/model/display.h"

namespace keyplan::app {

MergeJob::MergeJob(const model::Plan& open, std::vector<ReadPlan> plans,
                   std::vector<ui::MergeView::File> left_out)
    : revision_(open.revision()), preview_(open), plans_(std::move(plans)) {
  const std::size_t files = plans_.size() + left_out.size();
  view_.title = files == 1 && !plans_.empty()
                    ? "Merge \u201C" + plans_[0].name + "\u201D"
                    : "Merge " + model::counted(static_cast<std::int64_t>(files), "file", "files");
  view_.files = std::move(left_out);
  view_.progress = 0;
}

void MergeJob::work() {
  if (!working()) return;
  const ReadPlan& file = plans_[next_++];
  const merge::Contribution brought = preview_.add(file.name, file.plan);
  ui::MergeView::File& told = view_.files.emplace_back();
  told.name = file.name;
  told.outcome = merge::contribution_text(brought);
  told.note = merge::oddities_text(brought.oddities);
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
