// A problem of the customer, its causes as a fishbone, and the chain of whys down to the root.
#pragma once

#include "ui/charts/fishbone.h"
#include "ui/screens/account/plan_parts.h"

namespace keyplan::ui {

class ProblemsCard {
 public:
  void frame(ScreenContext& in, model::Id account);

 private:
  using Cause = model::Record<model::Cause>;
  using Causes = std::vector<const model::RecordBase*>;
  struct Link {
    const Cause* cause;
    int why;  // 1 = why of the problem itself
  };
  void make(const ScreenContext& in, model::Id account);
  void make_bones();
  void make_chain();
  FishboneCause bone(const model::RecordBase& cause, int depth) const;
  const Causes& below(model::Id cause) const;
  int height(model::Id cause, int depth) const;
  void choose(ScreenContext& in, model::Id account);
  void bones(ScreenContext& in, model::Id account);
  void whys(ScreenContext& in, model::Id account);
  void why(ScreenContext& in, model::Id account, const Link& link);
  void add_cause(ScreenContext& in, model::Id account, model::Cause cause);

  MadeFor made_for_;
  model::Id account_;
  std::vector<const model::Record<model::Problem>*> problems_;
  std::vector<std::string> names_;
  std::vector<std::string_view> labels_;
  model::Id problem_;  // the one shown
  model::Id made_problem_;
  std::unordered_map<model::Id, Causes, model::IdHash> below_;  // Id{}: of the problem itself
  std::vector<FishboneCategory> categories_;
  std::vector<std::size_t> unshown_;  // categories without a cause that have no room
  float made_width_ = 0;
  bool beside_ = false;  // the whys stand beside the bones, not below them
  std::vector<std::string> chain_names_;
  std::vector<std::string_view> chain_labels_;
  model::Id chain_;  // its first cause
  std::vector<Link> links_;
  model::Id asking_;  // the cause the next one is the why of
  bool asks_here_ = false;
  ActionsByTitle actions_;
  std::optional<model::CauseCategory> adding_to_;
  bool focus_adding_ = false;
  AddField add_problem_;
  AddField add_to_category_;
  AddField add_why_;
};

}  // namespace keyplan::ui
