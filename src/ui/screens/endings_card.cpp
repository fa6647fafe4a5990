#include "ui/screens/endings_card.h"

#include <algorithm>
#include <unordered_map>

#include "core/model/display.h"
#include "ui/screens/account/timeline_dates.h"
#include "ui/screens/record_form.h"

namespace keyplan::ui {

using analysis::Ending;
using model::Account;
using model::Contract;
using model::Id;
using model::Kind;

namespace {

constexpr std::size_t most_lanes = 200;

std::string_view what_of(const Ending& ending) {
  return ending.record.kind == Kind::contract ? "Contract" : "Renewal";
}

/// Names of a contract and the word for a renewal.
std::string title_of(const ScreenContext& in, const Ending& ending) {
  return ending.record.kind == Kind::contract ? name_of(in.plan, ending.record)
                                              : std::string("Renewal");
}

std::string money(const ScreenContext& in, const Ending& ending) {
  if (!ending.amount) return "n/a";
  return model::money_text({*ending.amount, in.figures.portfolio().base},
                           model::MoneyStyle::compact);
}

/// What has long been running is drawn from a year ago on, so that the ends can be told apart.
std::int32_t first_day_of(const Ending& ending, model::Date today) {
  constexpr std::int32_t days_drawn = 365;
  if (!ending.start || ending.start > ending.end) return ending.end.days;
  return std::max(ending.start.days, today.days - days_drawn);
}

struct How {
  std::string_view word;
  Tone tone;
};
How how(const Ending& ending) {
  if (ending.at_risk >= model::AtRisk::serious) return {"account at risk", Tone::negative};
  if (ending.renews) return {"renews by itself", Tone::positive};
  return {"has to be renewed", Tone::accent};
}

}  // namespace

void EndingsCard::make(const ScreenContext& in, std::span<const Ending> endings,
                       std::uint64_t serial) {
  if (made_for_ == serial && made_reach_ == reach_) return;
  if (made_reach_ != reach_) timeline_ = {};
  made_for_ = serial;
  made_reach_ = reach_;
  const model::Date last = reach_ == Reach::quarter
                               ? model::Date{in.today.days + analysis::renewal_notice_days}
                               : analysis::months_later(in.today, 12);
  const auto end = reach_ == Reach::all
                       ? endings.end()
                       : std::ranges::find_if(
                             endings, [last](const Ending& ending) { return ending.end > last; });
  shown_ = {endings.begin(), end};
  lanes_.clear();
  bars_.clear();
  years_.clear();
  analysis::Sum sum;
  std::unordered_map<Id, std::size_t, model::IdHash> lanes;
  for (const Ending& ending : shown_) {
    sum += ending.amount.value_or(0);
    auto lane = lanes.find(ending.account);
    if (lane == lanes.end()) {
      if (lanes_.size() == most_lanes) continue;
      lane = lanes.emplace(ending.account, lanes_.size()).first;
      lanes_.push_back({name_of(in.plan, {Kind::account, ending.account}), money(in, ending)});
    }
    bars_.push_back({.key = ending.record.id.bits,
                     .lane = lane->second,
                     .first = first_day_of(ending, in.today),
                     .last = ending.end.days,
                     .title = title_of(in, ending),
                     .tone = how(ending).tone,
                     .word = std::string(how(ending).word)});
  }
  note_ = shown_.empty() ? std::string()
                         : model::count_text(static_cast<std::int64_t>(shown_.size())) + " worth " +
                               model::money_text({sum.value, in.figures.portfolio().base},
                                                 model::MoneyStyle::compact) +
                               " a year";
  if (shown_.empty()) return;
  const int start = in.plan.fiscal_start_month();
  const int first_year = model::fiscal_year(in.today, start) + 1;
  constexpr int most_years = 10;  // more lines say nothing
  const int last_year = model::fiscal_year(shown_.back().end, start);
  for (int year = first_year; year <= std::min(last_year, first_year + most_years); ++year)
    years_.push_back(
        {.day = model::fiscal_year_start(year, start).days, .name = model::year_text(year)});
}

void EndingsCard::row(ScreenContext& in, Table& table, const Ending& ending) {
  const auto scope = in.ui.id(ending.record.id.bits);
  const std::string account = name_of(in.plan, {Kind::account, ending.account});
  const std::string title = title_of(in, ending);
  const bool contract = ending.record.kind == Kind::contract;
  table.row_name(contract ? title + ", " + account : account);
  table.cell();
  if (in.ui.link(account, TextStyle::small))
    in.go({.page = Page::account, .account = ending.account});
  table.cell();
  in.ui.text(title, {.style = TextStyle::small, .wrap = false});
  table.cell();
  contract ? record_field<&Contract::end>(in, ending.record.id, FieldLook::in_place)
           : record_field<&Account::renewal>(in, ending.record.id, FieldLook::in_place);
  table.cell();
  if (contract) record_field<&Contract::notice_by>(in, ending.record.id, FieldLook::in_place);
  table.cell();
  in.ui.number(money(in, ending));
  table.cell();
  in.ui.status_dot(capitalised(how(ending).word), how(ending).tone);
  table.cell();
  const std::string told = "Open " + std::string(what_of(ending)) + " of " + account + ", " +
                           model::date_text(ending.end);
  if (in.ui.button("Open", {.emphasis = Emphasis::quiet, .small = true, .name = told}))
    in.open(ending.record);
}

TsvWriter EndingsCard::as_text(const ScreenContext& in) const {
  TsvWriter text;
  for (const std::string_view head :
       {"Account", "What", "Ends or renews on", "Notice by", "A year", "How"})
    text.cell(head);
  text.end_row();
  for (const Ending& ending : shown_) {
    text.cell(name_of(in.plan, {Kind::account, ending.account}))
        .cell(title_of(in, ending))
        .cell(model::date_text(ending.end))
        .cell(ending.notice_by ? model::date_text(ending.notice_by) : "")
        .cell(money(in, ending))
        .cell(how(ending).word)
        .end_row();
  }
  return text;
}

void EndingsCard::move(ScreenContext& in, const Ending& ending,
                       const TimelineAnswer::Moved& moved) {
  const Id id = ending.record.id;
  const model::Date end{moved.last};
  model::Edit edit("move the end of " + name_of(in.plan, ending.record));
  if (ending.record.kind == Kind::account) {
    edit.set<&Account::renewal>(id, model::Value{end});
  } else {
    const bool whole = ending.start && ending.start.days == first_day_of(ending, in.today);
    move_dates<&Contract::start, &Contract::end>(edit, id, whole ? ending.start : model::Date{},
                                                 ending.end, moved);
  }
  if (!edit.empty()) in.edit(std::move(edit));
}

void EndingsCard::frame(ScreenContext& in, std::span<const Ending> endings, std::uint64_t serial) {
  make(in, endings, serial);
  const auto card = in.ui.card("Contracts and renewals", note_);
  if (const auto chosen =
          in.ui.chips("Ends within", {"90 days", "12 months", "All"}, static_cast<int>(reach_))) {
    reach_ = static_cast<Reach>(*chosen);
    in.ui.request_frames();
  }
  const TimelineAnswer answer = timeline(
      in.ui, "Contracts and renewals over time", timeline_, lanes_, bars_, {},
      {.summary = "When the contracts and renewals of all accounts end. Drag an end, or move it "
                  "with the arrow keys.",
       .height = 420,
       .today = in.today.days,
       .marks = years_,
       .empty = "Nothing ends in this time."});
  const auto of = [&](ItemKey key) {
    return std::ranges::find(shown_, Id{key}, [](const Ending& e) { return e.record.id; });
  };
  if (answer.opened) {
    if (const auto ending = of(*answer.opened); ending != shown_.end()) in.open(ending->record);
  }
  if (answer.moved) {
    if (const auto ending = of(answer.moved->key); ending != shown_.end())
      move(in, *ending, *answer.moved);
  }
  const std::string account = capitalised(words(in.plan).account);
  const Column columns[] = {
      {.name = account, .flex = 1.4f, .sortable = false},
      {.name = "What", .flex = 1.4f, .sortable = false},
      {.name = "Ends or renews on", .width = 140, .sortable = false},
      {.name = "Notice by", .width = 116, .sortable = false, .priority = 2},
      {.name = "A year", .align = Align::right, .width = 90, .sortable = false},
      {.name = "How", .width = 160, .sortable = false, .priority = 1},
      {.name = "All fields", .width = 72, .sortable = false, .priority = 3}};
  auto table = in.ui.table("Contracts and renewals", columns, shown_.size(),
                           {.height = shown_.size() > 12 ? 440.0f : 0.0f,
                            .openable = false,
                            .key = [this](std::size_t at) { return shown_[at].record.id.bits; },
                            .empty = "Nothing ends in this time."});
  while (table.next_row()) row(in, table, shown_[table.row()]);
  if (table.copy_requested) in.copy(as_text(in));
}

}  // namespace keyplan::ui
