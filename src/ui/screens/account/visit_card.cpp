#include "ui/screens/account/visit_card.h"

#include <algorithm>
#include <span>
#include <utility>

#include "core/model/display.h"
#include "core/model/order.h"
#include "core/sorting/sort.h"
#include "ui/screens/account/follow_up.h"
#include "ui/screens/record_form.h"

namespace keyplan::ui {

using model::ChecklistItem;
using model::Date;
using model::Id;
using model::Kind;
using model::Record;
using model::Visit;
using model::VisitStatus;

namespace {

constexpr std::size_t few = 20;          // visits of a quarter
constexpr std::size_t most_points = 60;  // of a checklist

Date months_later(Date date, int months) {
  const model::CivilDate day = model::civil(date);
  const int total = day.year * 12 + day.month - 1 + months;
  return model::date_of(total / 12, total % 12 + 1, day.day).value_or(date);
}

Tone tone_of(const Visit& visit, Date today) {
  if (visit.status == VisitStatus::done) return Tone::positive;
  if (visit.status == VisitStatus::cancelled) return Tone::muted;
  return visit.date < today ? Tone::negative : Tone::accent;
}

std::string_view word_of(const Visit& visit, Date today) {
  if (visit.status == VisitStatus::done) return "Done";
  if (visit.status == VisitStatus::cancelled) return "Cancelled";
  return visit.date < today ? "Not made" : "Planned";
}

}  // namespace

void VisitCard::refresh(ScreenContext& in, Id account) {
  if (made_for_.holds(in, account)) return;
  if (made_for_.is_other_account()) shown_ = {};
  const int start_month = in.plan.fiscal_start_month();
  const int year = model::fiscal_year(in.today, start_month) - 1 + year_offset_;
  const Date first = model::fiscal_year_start(year, start_month);
  for (int q = 0; q < 4; ++q) {
    Quarter& quarter = quarters_[static_cast<std::size_t>(q)];
    quarter = {.name = "Q" + std::to_string(q + 1) + " " + model::year_text(year),
               .first = months_later(first, 3 * q),
               .last = {months_later(first, 3 * q + 3).days - 1},
               .visits = {}};
  }
  const Record<Visit>* next = nullptr;
  for (const auto& visit : in.plan.of_account<Visit>(account)) {
    for (Quarter& quarter : quarters_)
      if (visit.data.date >= quarter.first && visit.data.date <= quarter.last)
        quarter.visits.push_back(&visit);
    const bool coming = visit.data.date >= in.today && visit.data.status != VisitStatus::cancelled;
    if (coming && (next == nullptr || visit.data.date < next->data.date)) next = &visit;
  }
  for (Quarter& quarter : quarters_)
    keyplan::sort(quarter.visits, {},
                  [](const auto* visit) { return std::pair(visit->data.date, visit->id); });
  if (in.plan.find<Visit>(shown_) == nullptr) shown_ = next == nullptr ? Id{} : next->id;
  list_of_ = {};
}

void VisitCard::quarter(ScreenContext& in, const Quarter& quarter, Id account) {
  const bool now = in.today >= quarter.first && in.today <= quarter.last;
  const auto group = in.ui.group(quarter.name);
  {
    const auto row = in.ui.row();
    in.ui.strong(quarter.name);
    if (now) in.ui.badge("Now", Tone::accent);
  }
  for (const auto* visit : std::span(quarter.visits).first(std::min(few, quarter.visits.size()))) {
    const auto scope = in.ui.id(visit->id.bits);
    const std::string date = model::date_text(visit->data.date);
    const std::string name = name_of(in.plan, {Kind::visit, visit->id});
    if (in.ui.list_row({.chip = word_of(visit->data, in.today),
                        .chip_tone = tone_of(visit->data, in.today),
                        .text = name,
                        .right = date,
                        .selected = visit->id == shown_})) {
      shown_ = visit->id;
      list_of_ = {};
      in.ui.request_frames();
    }
  }
  if (quarter.visits.size() > few) in.ui.muted("More of them are in the list below.");
  if (quarter.visits.empty()) in.ui.muted("No visit in this quarter.");
  const std::string label = "Add visit in " + quarter.name;
  auto purpose = in.ui.text_field(label, "", {.placeholder = "Add visit", .label_shown = false});
  if (!purpose || purpose->empty()) return;
  auto visit = new_record<Visit>(in, account);
  visit->data.purpose = std::move(*purpose);
  visit->data.date = now ? std::min(Date{in.today.days + 7}, quarter.last) : quarter.first;
  shown_ = add_record(in, Kind::visit, std::move(visit));
}

void VisitCard::point(ScreenContext& in, std::size_t place, Id account) {
  const auto& item = static_cast<const Record<ChecklistItem>&>(*points_[place]);
  const auto scope = in.ui.id(item.id.bits);
  const std::string text = name_of(in.plan, {Kind::checklist_item, item.id});
  const auto move = [&](std::size_t to) {
    model::Edit edit("move " + text);
    model::move_in_order(edit, Kind::checklist_item, points_, item.id, to, in.new_id().bits);
    if (!edit.empty()) in.edit(std::move(edit));
  };
  auto columns = in.ui.columns({3, 2}, {.min_width = 180});
  columns.next();
  {
    const auto row = in.ui.row();
    if (in.ui.checkbox(text, item.data.done)) {
      model::Edit edit((item.data.done ? "untick " : "tick ") + text);
      edit.set<&ChecklistItem::done>(item.id, item.data.done ? model::Value{} : model::Value{true});
      in.edit(std::move(edit));
    }
    const std::string up = "Move up: " + text;
    const std::string down = "Move down: " + text;
    const std::string open = "Open point: " + text;
    // Never disabled: the keyboard stays on them while a point is moved to the end.
    const ButtonOptions quiet{.emphasis = Emphasis::quiet, .small = true};
    ButtonOptions options = quiet;
    options.name = up;
    if (in.ui.button("Up", options))
      place > 0 ? move(place - 1) : in.ui.announce("It is the first.");
    options.name = down;
    if (in.ui.button("Down", options))
      place + 1 < points_.size() ? move(place + 2) : in.ui.announce("It is the last.");
    options.name = open;
    if (in.ui.button("Open", options)) in.open({Kind::checklist_item, item.id});
  }
  columns.next();
  in.ui.label("Found");
  record_field<&ChecklistItem::finding>(in, item.id, FieldLook::in_place);
  if (!item.data.finding.empty())
    action_line(in, account, item.data.finding, "Follow up: " + item.data.finding);
}

void VisitCard::checklist(ScreenContext& in, Id account) {
  if (list_of_ != shown_) {
    list_of_ = shown_;
    points_.clear();
    for (const auto& item : in.plan.of_account<ChecklistItem>(account))
      if (item.data.visit.id == shown_) points_.push_back(&item);
    model::sort_by_order(Kind::checklist_item, points_);
  }
  in.ui.strong("What to look at");
  if (points_.empty()) in.ui.muted("Nothing on the list yet.");
  for (std::size_t i = 0; i < points_.size() && i < most_points; ++i) point(in, i, account);
  if (std::exchange(add_another_, false)) in.ui.focus_next();
  auto text = in.ui.text_field("Add point", "",
                               {.placeholder = "Add point", .width = 320, .label_shown = false});
  if (!text || text->empty()) return;
  auto item = new_record<ChecklistItem>(in, account);
  item->data.text = std::move(*text);
  item->data.visit = {shown_};
  add_record(in, Kind::checklist_item, std::move(item));
  add_another_ = true;
  in.ui.request_frames();
}

void VisitCard::visit(ScreenContext& in, Id account) {
  const auto* visit = in.plan.find<Visit>(shown_);
  if (visit == nullptr) {
    const auto card = in.ui.card("Visit");
    in.ui.muted("Select a visit to see its checklist and what was found.");
    return;
  }
  const Id id = visit->id;
  const auto card = in.ui.card(name_of(in.plan, {Kind::visit, id}), word_of(visit->data, in.today));
  const auto scope = in.ui.id(id.bits);
  auto columns = in.ui.columns({2, 3}, {.min_width = 300});
  columns.next();
  record_field<&Visit::purpose>(in, id);
  record_field<&Visit::date>(in, id);
  record_field<&Visit::status>(in, id);
  record_field<&Visit::place>(in, id);
  record_field<&Visit::lead>(in, id);
  record_field<&Visit::host>(in, id);
  record_field<&Visit::findings>(in, id);
  record_field<&Visit::follow_up>(in, id);
  for (const std::string& line : lines_of(visit->data.follow_up)) {
    const auto line_scope = in.ui.id(line);
    action_line(in, account, line, line);
  }
  columns.next();
  checklist(in, account);
}

void VisitCard::frame(ScreenContext& in, Id account) {
  refresh(in, account);
  {
    const auto card = in.ui.card("Engagement plan", "visits where the work is done");
    if (const auto year =
            in.ui.chips("Fiscal year", {"Last year", "This year", "Next year"}, year_offset_)) {
      year_offset_ = *year;
      made_for_.forget();
      in.ui.request_frames();
    }
    auto columns = in.ui.columns(4, {.min_width = 190});
    for (const Quarter& each : quarters_) {
      columns.next();
      quarter(in, each, account);
    }
  }
  visit(in, account);
}

}  // namespace keyplan::ui
