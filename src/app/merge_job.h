// A merge under way: plan files that were read are joined one by one between frames; the user looks
// at what they would bring, chooses between values, and agrees or not. The open plan stays as it is
// until then.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/merge/preview.h"
#include "ui/screens/share_screen.h"

namespace keyplan::app {

/// A plan file that could be read.
struct ReadPlan {
  std::string name;  // of the file
  model::Plan plan;
  std::size_t odd = 0;  // values this version does not understand; they are kept
};

class MergeJob {
 public:
  /// `plans` are copies of the open plan, or other plans whose accounts may be added; what is new
  /// of those is written in sessions begun with `session`. `left_out` are files that cannot be
  /// merged, with the reason.
  MergeJob(const model::Plan& open, std::vector<ReadPlan> plans,
           std::vector<ui::MergeView::File> left_out, std::function<model::SessionStart()> session);

  /// Joins one more file; what there is to see is ready after the last.
  void work();
  bool working() const { return next_ < plans_.size() || adds_others_ != view_.add_others; }
  /// Revision of the open plan that is compared with.
  std::uint64_t revision() const { return revision_; }
  ui::MergeView& view() { return view_; }
  /// One honest file whose content is known already: worth a sentence, not a screen.
  bool is_old_news() const;

  model::Patch patch() const { return preview_.patch(); }
  /// Settles what the user chose, in the step of the merge. `name` as of any edit.
  model::Edit resolutions() const;

 private:
  void restart();
  merge::Contribution add(const ReadPlan& file);
  void finish();

  std::uint64_t revision_;
  merge::Preview preview_;
  std::vector<ReadPlan> plans_;
  std::vector<ui::MergeView::File> left_out_;
  std::function<model::SessionStart()> session_;
  bool adds_others_ = true;
  std::size_t next_ = 0;
  std::vector<merge::Contributor> contributors_;
  ui::MergeView view_;
};

}  // namespace keyplan::app
