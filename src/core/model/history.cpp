#include "core/model/history.h"

namespace keyplan::model {
namespace {

std::optional<Change> move_last(Plan& plan, std::vector<Step>& from, std::vector<Step>& to) {
  if (from.empty()) return std::nullopt;
  Step step = plan.revert(std::move(from.back()));
  from.pop_back();
  Change change = step.change();
  to.push_back(std::move(step));
  return change;
}

}  // namespace

std::expected<Change, Error> History::apply(Plan& plan, Edit edit) {
  return keep(plan.apply(std::move(edit)));
}

std::expected<Change, Error> History::merge(Plan& plan, Patch patch, Edit resolutions) {
  return keep(plan.merge(std::move(patch), std::move(resolutions)));
}

std::expected<Change, Error> History::keep(std::expected<Step, Error> step) {
  if (!step) return std::unexpected(std::move(step.error()));
  Change change = step->change();
  if (!change.empty()) {
    undone_.clear();
    done_.push_back(std::move(*step));
  }
  return change;
}

std::optional<Change> History::undo(Plan& plan) { return move_last(plan, done_, undone_); }
std::optional<Change> History::redo(Plan& plan) { return move_last(plan, undone_, done_); }

std::string_view History::undo_name() const {
  return done_.empty() ? std::string_view{} : std::string_view(done_.back().name());
}
std::vector<std::string_view> History::undo_names() const {
  std::vector<std::string_view> names;
  for (auto step = done_.rbegin(); step != done_.rend(); ++step) names.push_back(step->name());
  return names;
}

std::string_view History::redo_name() const {
  return undone_.empty() ? std::string_view{} : std::string_view(undone_.back().name());
}
void History::clear() {
  done_.clear();
  undone_.clear();
}

}  // namespace keyplan::model
