#include "ui/screens/account/review_news.h"

#include <algorithm>
#include <map>
#include <optional>

#include "core/model/display.h"
#include "core/model/standard_work.h"
#include "core/sorting/sort.h"

namespace keyplan::ui {

using model::Date;
using model::Id;
using model::Kind;
using model::Plan;
using model::RecordBase;
using model::RecordKey;

namespace {

constexpr int days_without_review = 90;
constexpr std::size_t most_of_a_sort = 12;  // lines of the agenda

/// Day of the session that wrote something.
Date day_of(const Plan& plan, model::Stamp stamp) {
  constexpr std::int64_t minutes_a_day = 24 * 60;
  if (stamp.session >= plan.sessions().size()) return {};
  const std::int64_t minutes = plan.sessions()[stamp.session].start_minutes;
  return {static_cast<std::int32_t>(minutes / minutes_a_day)};
}

class News {
 public:
  News(const Plan& plan, Id account, Date since, Date today)
      : plan_(plan), after_(since ? since : Date{today.days - days_without_review}), today_(today) {
    const auto* record = plan.find<model::Account>(account);
    if (record != nullptr && since) first_session_ = record->created.session;
  }

  std::vector<WeekRow> collect(Id account) {
    for (const auto& goal : plan_.of_account<model::Goal>(account))
      written("Goal", goal, {Kind::goal, goal.id});
    finish();
    for (const auto& action : plan_.of_account<model::Action>(account)) closed(action);
    finish();
    for (const auto& action : plan_.of_account<model::Action>(account)) overdue(action);
    finish();
    for (const auto& risk : plan_.of_account<model::Risk>(account))
      written("Risk", risk, {Kind::risk, risk.id});
    finish();
    for (const auto& score : plan_.of_account<model::Satisfaction>(account)) scored(score);
    finish();
    for (const auto& deal : plan_.of_account<model::Opportunity>(account)) decided(deal);
    finish();
    return std::move(rows_);
  }

 private:
  bool is_new(Date date) const { return date && date > after_ && date <= today_; }

  void add(std::string_view what, Tone tone, std::string text, Date date, RecordKey record) {
    rows_.push_back({what, tone, std::move(text), date, record});
  }
  /// The latest first among what was added since the last call.
  void finish() {
    keyplan::sort(std::span(rows_).subspan(sorted_), std::ranges::greater{},
                  [](const WeekRow& row) { return std::pair(row.date, row.record.id); });
    sorted_ = rows_.size();
  }

  /// What came into the plan together with the account was only written down then, except for
  /// the first review.
  Date day_of_change(model::Stamp stamp) const {
    return stamp.session == first_session_ ? Date{} : day_of(plan_, stamp);
  }
  void written(std::string_view what, const RecordBase& record, RecordKey key) {
    Date last;
    for (const model::Stamp stamp : record.all_stamps())
      last = std::max(last, day_of_change(stamp));
    if (!is_new(last)) return;
    const bool made = is_new(day_of_change(record.created));
    add(what, Tone::accent, (made ? "New: " : "Changed: ") + name_of(plan_, key), last, key);
  }
  void closed(const model::Record<model::Action>& action) {
    const RecordKey key{Kind::action, action.id};
    if (action.data.status == model::ActionStatus::done && is_new(action.data.done_on))
      add("Action", Tone::positive, "Done: " + name_of(plan_, key), action.data.done_on, key);
  }
  void overdue(const model::Record<model::Action>& action) {
    const RecordKey key{Kind::action, action.id};
    if (!model::is_closed(action.data) && action.data.due && action.data.due < today_)
      add("Action", Tone::negative, "Overdue: " + name_of(plan_, key), action.data.due, key);
  }
  void scored(const model::Record<model::Satisfaction>& score) {
    if (!is_new(score.data.date)) return;
    std::string text(score.data.survey == model::Survey::nps ? "NPS" : "CSAT");
    if (score.data.score) text += " " + model::to_text(score.data.score);
    if (const auto* person = plan_.find(score.data.person)) text += ", " + person->data.name;
    if (!score.data.comment.empty()) text += ": " + score.data.comment;
    add("Score", Tone::accent, std::move(text), score.data.date, {Kind::satisfaction, score.id});
  }
  void decided(const model::Record<model::Opportunity>& deal) {
    const model::Stage stage = deal.data.progress.stage;
    const bool won = stage == model::Stage::won;
    if ((!won && stage != model::Stage::lost) || !is_new(deal.data.close)) return;
    const RecordKey key{Kind::opportunity, deal.id};
    std::string text = (won ? "Won: " : "Lost: ") + name_of(plan_, key);
    if (deal.data.amount)
      text += ", " + model::money_text(deal.data.amount, model::MoneyStyle::compact);
    add("Deal", won ? Tone::positive : Tone::negative, std::move(text), deal.data.close, key);
  }

  const Plan& plan_;
  Date after_, today_;
  std::optional<std::uint32_t> first_session_;  // brought the account
  std::vector<WeekRow> rows_;
  std::size_t sorted_ = 0;
};

}  // namespace

const model::Record<model::Review>* last_held(const Plan& plan, Id account, Date today) {
  const model::Record<model::Review>* last = nullptr;
  for (const auto& review : plan.of_account<model::Review>(account)) {
    if (!review.data.held || review.data.date > today) continue;
    if (last == nullptr ||
        std::pair(last->data.date, last->id) < std::pair(review.data.date, review.id))
      last = &review;
  }
  return last;
}

std::vector<WeekRow> news_since(const Plan& plan, Id account, Date since, Date today) {
  return News(plan, account, since, today).collect(account);
}

std::string since_text(Date since) {
  return since ? "since " + model::date_text(since)
               : "in the last " + std::to_string(days_without_review) + " days";
}

std::string agenda_of(const std::vector<WeekRow>& news, Date since) {
  std::string text = "What changed " + since_text(since) + "\n";
  std::map<std::string_view, std::size_t> lines;
  for (const WeekRow& row : news) {
    if (lines[row.what]++ >= most_of_a_sort) continue;
    text += "- " + std::string(row.what) + ": " + row.text + "\n";
  }
  if (news.empty()) text += "- Nothing that the plan knows of\n";
  for (const auto& [what, count] : lines) {
    if (count <= most_of_a_sort) continue;
    text += "- " + std::string(what) + ": " +
            model::count_text(static_cast<std::int64_t>(count - most_of_a_sort)) + " more\n";
  }
  return text + "Are the goals still the right ones\nWhat do we do next, who until when";
}

}  // namespace keyplan::ui
