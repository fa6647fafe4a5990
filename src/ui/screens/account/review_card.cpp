#include "ui/screens/account/review_card.h"

#include <algorithm>
#include <optional>

#include "core/model/display.h"
#include "core/sorting/sort.h"
#include "ui/screens/account/follow_up.h"
#include "ui/screens/record_form.h"

namespace keyplan::ui {

using model::Account;
using model::Date;
using model::Id;
using model::Kind;
using model::Look;
using model::Record;
using model::Review;

namespace {

constexpr int days_to_start = 14;  // a planned review this near is the one that is started
constexpr std::size_t few_news = 14;
constexpr std::size_t few_looks = 5;
constexpr std::size_t most_lines = 60;  // of notes that can become actions

std::string in_days(Date date, Date today) {
  const int days = date.days - today.days;
  if (days == 0) return "today";
  const std::string many = model::counted(days < 0 ? -days : days, "day", "days");
  return days < 0 ? many + " ago" : "in " + many;
}

}  // namespace

void ReviewCard::refresh(ScreenContext& in, Id account) {
  if (made_for_.holds(in, account)) return;
  if (made_for_.is_other_account()) {
    shown_ = {};
    all_news_ = false;
  }
  lines_of_ = {};
  reviews_.clear();
  for (const auto& review : in.plan.of_account<Review>(account)) reviews_.push_back(&review);
  keyplan::sort(reviews_, std::ranges::greater{},
                [](const auto* review) { return std::pair(review->data.date, review->id); });
  last_ = last_held(in.plan, account, in.today);
  next_ = nullptr;
  for (const auto* review : reviews_)
    if (!review->data.held && review->data.date >= in.today) next_ = review;
  news_ = news_since(in.plan, account, last_ == nullptr ? Date{} : last_->data.date, in.today);
}

void ReviewCard::start(ScreenContext& in, const Record<Account>& account) {
  refresh(in, account.id);
  const std::string agenda = agenda_of(news_, last_ == nullptr ? Date{} : last_->data.date);
  const Record<Review>* planned = nullptr;
  for (const auto* review : reviews_) {
    const int away = review->data.date.days - in.today.days;
    if (!review->data.held && away >= -days_to_start && away <= days_to_start) planned = review;
  }
  if (planned != nullptr) {
    shown_ = planned->id;
    in.ui.request_frames();
    if (!planned->data.agenda.empty()) return;
    model::Edit edit("start " + name_of(in.plan, {Kind::review, planned->id}));
    edit.set<&Review::agenda>(planned->id, agenda);
    in.edit(std::move(edit));
    return;
  }
  auto review = new_record<Review>(in, account.id);
  review->data.type = last_ == nullptr ? model::ReviewType::quarterly : last_->data.type;
  const std::string_view type = review->data.type == model::ReviewType::unset
                                    ? std::string_view("Review")
                                    : model::choice_label(review->data.type);
  review->data.title = std::string(type) + ", " + model::date_text(in.today);
  review->data.lead = account.data.owner;
  review->data.agenda = agenda;
  review->id = in.new_id();
  shown_ = review->id;
  model::Edit edit("start review");
  edit.add(Kind::review, std::move(review));
  in.edit(std::move(edit));
}

void ReviewCard::next_and_last(ScreenContext& in) {
  auto columns = in.ui.columns(2, {.min_width = 240});
  const auto figure = [&](std::string_view label, const Record<Review>* review,
                          std::string_view none, std::string note) {
    columns.next();
    if (review == nullptr) {
      in.ui.key_figure(label, "None", {.note = none});
      return;
    }
    const std::string date = model::date_text(review->data.date);
    if (in.ui.key_figure(label, date, {.note = note, .pressable = true}).pressed)
      shown_ = review->id;
  };
  const auto name = [&](const Record<Review>* review) {
    return review == nullptr ? std::string()
                             : name_of(in.plan, {Kind::review, review->id}) + ", " +
                                   in_days(review->data.date, in.today);
  };
  figure("Next review", next_, "Add one to the list below, or start it now.", name(next_));
  std::string note = name(last_);
  if (last_ != nullptr && last_->data.rating)
    note += ", rated " + model::count_text(last_->data.rating.value) + " of 5";
  figure("Last review", last_, "None was held yet.", note);
}

void ReviewCard::notes_as_actions(ScreenContext& in, const Record<Review>& review) {
  if (lines_of_ != review.id) {
    note_lines_ = lines_of(review.data.notes);
    lines_of_ = review.id;
  }
  if (note_lines_.empty()) return;
  in.ui.space(4);
  in.ui.strong("Notes become actions");
  for (std::size_t i = 0; i < note_lines_.size() && i < most_lines; ++i) {
    const auto scope = in.ui.id(i);
    action_line(in, made_for_.account(), note_lines_[i], note_lines_[i], review.id);
  }
}

void ReviewCard::review(ScreenContext& in) {
  const auto* review = in.plan.find<Review>(shown_);
  if (review == nullptr && !reviews_.empty()) {
    // What is coming within days, else the last one.
    const bool near = next_ != nullptr && next_->data.date.days - in.today.days <= days_to_start;
    review = near || last_ == nullptr ? (next_ != nullptr ? next_ : reviews_.front()) : last_;
  }
  if (review == nullptr) {
    const auto card = in.ui.card("Review");
    in.ui.muted("No reviews yet. Start one: its agenda is proposed from what changed.");
    return;
  }
  const Id id = review->id;
  const auto card =
      in.ui.card(name_of(in.plan, {Kind::review, id}), review->data.held ? "held" : "not held yet");
  const auto scope = in.ui.id(id.bits);
  {
    auto columns = in.ui.columns(2, {.min_width = 220});
    columns.next();
    record_field<&Review::title>(in, id);
    record_field<&Review::date>(in, id);
    record_field<&Review::type>(in, id);
    columns.next();
    record_field<&Review::lead>(in, id);
    record_field<&Review::rating>(in, id);
    if (in.ui.checkbox("This review was held", review->data.held)) {
      const std::string name = name_of(in.plan, {Kind::review, id});
      model::Edit edit(review->data.held ? "mark " + name + " as not held"
                                         : "mark " + name + " as held");
      edit.set<&Review::held>(id, review->data.held ? model::Value{} : model::Value{true});
      in.edit(std::move(edit));
    }
  }
  record_field<&Review::agenda>(in, id, FieldLook::boxed);
  record_field<&Review::notes>(in, id, FieldLook::boxed);
  notes_as_actions(in, *review);
  record_field<&Review::decisions>(in, id, FieldLook::boxed);
}

void ReviewCard::news(ScreenContext& in) {
  const Date since = last_ == nullptr ? Date{} : last_->data.date;
  const std::string note = since_text(since);
  const auto card = in.ui.card("What changed", note);
  if (news_.empty()) {
    in.ui.muted("Nothing that the plan knows of.");
    return;
  }
  for (std::size_t i = 0; i < news_.size() && (all_news_ || i < few_news); ++i) {
    const WeekRow& row = news_[i];
    const auto scope = in.ui.id(i);
    const std::string date = model::date_text(row.date);
    if (in.ui.list_row({.chip = row.what, .chip_tone = row.tone, .text = row.text, .right = date}))
      in.open(row.record);
  }
  if (!all_news_ && news_.size() > few_news) {
    const std::string label =
        "Show all " + model::count_text(static_cast<std::int64_t>(news_.size()));
    if (in.ui.button(label, {.emphasis = Emphasis::quiet, .small = true})) all_news_ = true;
  }
}

void ReviewCard::frame(ScreenContext& in, const Record<Account>& account) {
  refresh(in, account.id);
  next_and_last(in);
  auto columns = in.ui.columns({3, 2}, {.min_width = 340});
  columns.next();
  review(in);
  columns.next();
  news(in);
}

// The dated tick
// -------------------------------------------------------------------------------------------

void LookCard::frame(ScreenContext& in, Id account) {
  std::vector<const Record<Look>*> looks;
  for (const auto& look : in.plan.of_account<Look>(account))
    if (look.data.subject == model::Subject::reviews) looks.push_back(&look);
  keyplan::sort(looks, std::ranges::greater{},
                [](const auto* look) { return std::pair(look->data.date, look->id); });
  const std::string note =
      looks.empty() ? "never yet" : "last on " + model::date_text(looks.front()->data.date);
  const auto card = in.ui.card("Review notes looked at", note);
  if (in.plan.find<model::TeamMember>(me_) == nullptr) {
    me_ = {};
    // Whoever has signed their changes with the name of somebody on the team.
    if (const auto own = in.plan.own_stamp()) {
      const std::string& who = in.plan.sessions()[own->session].who;
      for (const auto& member : in.plan.table<model::TeamMember>())
        if (!who.empty() && member.data.name == who) me_ = member.id;
    }
  }
  {
    const auto row = in.ui.row();
    const RecordChoices::List& team = in.choices.of(in.plan, Kind::team_member);
    const std::string shown = me_ ? name_of(in.plan, {Kind::team_member, me_}) : std::string();
    const auto chosen = in.ui.select("Looked at by", shown, [&] { return team.choices(me_); },
                                     {.placeholder = "Who are you?", .width = 190});
    if (chosen && *chosen >= 0) me_ = team.ids[static_cast<std::size_t>(*chosen)];
    if (in.ui.button("Looked at today",
                     {.small = true, .name = "Review notes looked at today by me"})) {
      model::Edit edit("note that the review notes were looked at");
      edit.add(in.new_id(), Look{.account = {account},
                                 .subject = model::Subject::reviews,
                                 .date = in.today,
                                 .by = {me_}});
      in.edit(std::move(edit));
    }
  }
  for (std::size_t i = 0; i < looks.size() && i < few_looks; ++i) {
    const auto scope = in.ui.id(looks[i]->id.bits);
    const auto* by = in.plan.find(looks[i]->data.by);
    const std::string date = model::date_text(looks[i]->data.date);
    const std::string text = by == nullptr ? "Somebody" : by->data.name;
    if (in.ui.list_row({.text = text, .right = date})) in.open({Kind::look, looks[i]->id});
  }
}

}  // namespace keyplan::ui
