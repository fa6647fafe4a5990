// Reviews of an account: the next and the last one, one of them in full, its notes as actions, and
// what changed since the last one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ui/screens/account/plan_parts.h"
#include "ui/screens/account/review_news.h"

namespace keyplan::ui {

class ReviewCard {
 public:
  void frame(ScreenContext& in, const model::Record<model::Account>& account);
  void start(ScreenContext& in, const model::Record<model::Account>& account);

 private:
  void refresh(ScreenContext& in, model::Id account);
  void next_and_last(ScreenContext& in);
  void review(ScreenContext& in);
  void notes_as_actions(ScreenContext& in, const model::Record<model::Review>& review);
  void news(ScreenContext& in);

  MadeFor made_for_;
  std::vector<const model::Record<model::Review>*> reviews_;  // the latest first
  const model::Record<model::Review>* next_ = nullptr;        // not held, from today on
  const model::Record<model::Review>* last_ = nullptr;        // held
  std::vector<WeekRow> news_;
  std::vector<std::string> note_lines_;
  model::Id lines_of_;
  model::Id shown_;  // chosen or started; else the one that is near
  bool all_news_ = false;
};

/// The dated tick: the review notes were looked at, by whom and when.
class LookCard {
 public:
  void frame(ScreenContext& in, model::Id account);

 private:
  model::Id me_;
};

}  // namespace keyplan::ui
