#include "ui/screens/account/week_card.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "core/model/display.h"
#include "core/model/standard_work.h"
#include "core/sorting/sort.h"
#include "ui/screens/account/people_facts.h"
#include "ui/screens/account/sponsor_card.h"

namespace keyplan::ui {

using model::Date;
using model::Id;
using model::Kind;
using model::Plan;
using model::RecordKey;

namespace {

constexpr int days_a_week = 7;
constexpr int days_a_year = 365;
constexpr std::size_t few_rows = 30;

class Collector {
 public:
  Collector(const Plan& plan, Id account, Date today)
      : plan_(plan), account_(account), today_(today) {}

  Week collect() {
    actions();
    contacts_and_people();
    meetings();
    deals();
    contracts();
    sponsors();
    goals_and_risks();
    answers();
    sort();
    return std::move(week_);
  }

 private:
  /// In the last seven days, today among them.
  bool just(Date date) const {
    return date && date <= today_ && date.days > today_.days - days_a_week;
  }
  /// Today or in the next seven days.
  bool soon(Date date) const {
    return date && date >= today_ && date.days <= today_.days + days_a_week;
  }
  bool past(Date date) const { return date && date < today_; }
  std::string name(RecordKey key) const { return name_of(plan_, key); }

  void moved(std::string_view what, std::string text, Date date, RecordKey record,
             Tone tone = Tone::positive) {
    week_.moved.push_back({what, tone, std::move(text), date, record});
  }
  void due(std::string_view what, std::string text, Date date, RecordKey record) {
    week_.due.push_back({what, Tone::accent, std::move(text), date, record});
  }
  void stale(std::string_view what, std::string text, Date date, RecordKey record,
             Tone tone = Tone::warning) {
    week_.stale.push_back({what, tone, std::move(text), date, record});
  }

  void actions() {
    for (const auto& action : plan_.of_account<model::Action>(account_)) {
      const RecordKey key{Kind::action, action.id};
      const model::Action& data = action.data;
      if (data.status == model::ActionStatus::done && just(data.done_on))
        moved("Action", "Done: " + name(key), data.done_on, key);
      if (model::is_closed(data)) continue;
      if (soon(data.due)) due("Action", name(key), data.due, key);
      if (past(data.due)) stale("Action", "Overdue: " + name(key), data.due, key, Tone::negative);
    }
  }

  void contacts_and_people() {
    for (const auto& contact : plan_.of_account<model::Contact>(account_)) {
      if (!just(contact.data.date)) continue;
      const RecordKey key{Kind::contact, contact.id};
      const auto* person = plan_.find(contact.data.person);
      moved("Contact", person == nullptr ? name(key) : person->data.name + ": " + name(key),
            contact.data.date, key);
    }
    for (const analysis::PersonState& person : analysis::people_of(plan_, account_, today_)) {
      if (!person.present || !person.decides) continue;
      const RecordKey key{Kind::person, person.person->id};
      if (!person.last_contact) {
        stale("Decider", "Never contacted: " + name(key), {}, key);
      } else if (person.last_contact.days < today_.days - stale_contact_days) {
        stale("Decider", "No contact in 90 days: " + name(key), person.last_contact, key);
      }
    }
  }

  void meetings() {
    for (const auto& review : plan_.of_account<model::Review>(account_)) {
      const RecordKey key{Kind::review, review.id};
      const Date date = review.data.date;
      if (review.data.held) {
        if (just(date)) moved("Review", "Held: " + name(key), date, key);
      } else if (soon(date)) {
        due("Review", name(key), date, key);
      } else if (past(date)) {
        stale("Review", "Not held: " + name(key), date, key);
      }
    }
    for (const auto& visit : plan_.of_account<model::Visit>(account_)) {
      const RecordKey key{Kind::visit, visit.id};
      const Date date = visit.data.date;
      if (visit.data.status == model::VisitStatus::cancelled) continue;
      if (visit.data.status == model::VisitStatus::done) {
        if (just(date)) moved("Visit", "Done: " + name(key), date, key);
      } else if (soon(date)) {
        due("Visit", name(key), date, key);
      } else if (past(date)) {
        stale("Visit", "Not made: " + name(key), date, key);
      }
    }
  }

  void deals() {
    for (const auto& deal : plan_.of_account<model::Opportunity>(account_)) {
      const RecordKey key{Kind::opportunity, deal.id};
      const model::Stage stage = deal.data.progress.stage;
      if (stage == model::Stage::won || stage == model::Stage::lost) {
        const bool won = stage == model::Stage::won;
        if (just(deal.data.close))
          moved("Deal", (won ? "Won: " : "Lost: ") + name(key), deal.data.close, key,
                won ? Tone::positive : Tone::negative);
        continue;
      }
      if (just(deal.data.opened)) moved("Deal", "Opened: " + name(key), deal.data.opened, key);
      if (soon(deal.data.close)) due("Deal", "To close: " + name(key), deal.data.close, key);
      if (past(deal.data.close))
        stale("Deal", "Past its close date: " + name(key), deal.data.close, key);
    }
  }

  void contracts() {
    for (const auto& contract : plan_.of_account<model::Contract>(account_)) {
      const RecordKey key{Kind::contract, contract.id};
      if (soon(contract.data.notice_by))
        due("Contract", "Last day of notice: " + name(key), contract.data.notice_by, key);
      if (soon(contract.data.end)) due("Contract", "Ends: " + name(key), contract.data.end, key);
    }
    const auto* account = plan_.find<model::Account>(account_);
    if (account != nullptr && soon(account->data.renewal))
      due("Renewal", name({Kind::account, account_}), account->data.renewal,
          {Kind::account, account_});
  }

  void sponsors() {
    for (const auto& pairing : plan_.of_account<model::Sponsorship>(account_)) {
      const RecordKey key{Kind::sponsorship, pairing.id};
      const auto* ours = plan_.find(pairing.data.member);
      const auto* theirs = plan_.find(pairing.data.person);
      if (ours == nullptr || theirs == nullptr) continue;
      const std::string pair = ours->data.name + " and " + theirs->data.name;
      const Date next = next_talk(pairing.data);
      if (just(pairing.data.last_talk))
        moved("Sponsors", pair + " talked", pairing.data.last_talk, key);
      if (soon(next)) due("Sponsors", pair + " talk", next, key);
      if (past(next)) stale("Sponsors", pair + " should have talked", next, key);
      if (!next) stale("Sponsors", pair + " never talked", {}, key);
    }
  }

  void goals_and_risks() {
    for (const auto& goal : plan_.of_account<model::Goal>(account_)) {
      const RecordKey key{Kind::goal, goal.id};
      if (goal.data.status == model::GoalStatus::achieved ||
          goal.data.status == model::GoalStatus::dropped)
        continue;
      if (soon(goal.data.due)) due("Goal", name(key), goal.data.due, key);
      if (past(goal.data.due)) stale("Goal", "Past its date: " + name(key), goal.data.due, key);
    }
    for (const auto& risk : plan_.of_account<model::Risk>(account_)) {
      const RecordKey key{Kind::risk, risk.id};
      if (risk.data.status == model::RiskStatus::closed ||
          risk.data.status == model::RiskStatus::happened)
        continue;
      if (soon(risk.data.due)) due("Risk", "Look again: " + name(key), risk.data.due, key);
      if (past(risk.data.due))
        stale("Risk", "Not looked at again: " + name(key), risk.data.due, key);
    }
  }

  /// The latest answer to each question counts; older ones are history.
  void answers() {
    std::unordered_map<Id, const model::Record<model::Answer>*, model::IdHash> latest;
    for (const auto& answer : plan_.of_account<model::Answer>(account_)) {
      auto& held = latest[answer.data.question.id];
      if (held == nullptr || held->data.date < answer.data.date) held = &answer;
    }
    for (const auto& [question, answer] : latest) {
      const Date date = answer->data.date;
      if (!date || date.days >= today_.days - days_a_year || answer->data.text.empty()) continue;
      const auto* asked = plan_.find(answer->data.question);
      const RecordKey key{Kind::answer, answer->id};
      stale("Answer", "Older than a year: " + (asked == nullptr ? name(key) : asked->data.text),
            date, key);
    }
  }

  void sort() {
    const auto by_date = [](const WeekRow& row) { return std::pair(row.date, row.record.id); };
    keyplan::sort(week_.moved, std::ranges::greater{}, by_date);
    keyplan::sort(week_.due, {}, by_date);
    keyplan::sort(week_.stale, {}, by_date);
  }

  const Plan& plan_;
  Id account_;
  Date today_;
  Week week_;
};

}  // namespace

Week week_of(const Plan& plan, Id account, Date today) {
  return Collector(plan, account, today).collect();
}

void WeekCard::column(ScreenContext& in, std::string_view title, std::string_view note,
                      const std::vector<WeekRow>& rows, std::string_view empty, bool& all) {
  const auto card = in.ui.card(title, note);
  const auto group = in.ui.group(title);
  if (rows.empty()) {
    in.ui.muted(empty);
    return;
  }
  for (std::size_t i = 0; i < rows.size() && (all || i < few_rows); ++i) {
    const WeekRow& row = rows[i];
    const auto scope = in.ui.id(i);
    const std::string date = model::date_text(row.date);
    if (in.ui.list_row({.chip = row.what, .chip_tone = row.tone, .text = row.text, .right = date}))
      in.open(row.record);
  }
  if (!all && rows.size() > few_rows) {
    const std::string label =
        "Show all " + model::count_text(static_cast<std::int64_t>(rows.size()));
    if (in.ui.button(label, {.emphasis = Emphasis::quiet, .small = true})) all = true;
  }
}

void WeekCard::frame(ScreenContext& in, Id account) {
  if (!made_for_.holds(in, account)) {
    if (made_for_.is_other_account()) all_ = {};
    week_ = week_of(in.plan, account, in.today);
  }
  const std::string since = "since " + model::date_text({in.today.days - days_a_week + 1});
  const std::string until = "until " + model::date_text({in.today.days + days_a_week});
  auto columns = in.ui.columns(3, {.min_width = 280});
  columns.next();
  column(in, "What moved", since, week_.moved, "Nothing moved in the last seven days.", all_[0]);
  columns.next();
  column(in, "What is due", until, week_.due, "Nothing is due in the next seven days.", all_[1]);
  columns.next();
  column(in, "What went stale", "look at it again", week_.stale, "Nothing went stale.", all_[2]);
}

}  // namespace keyplan::ui
