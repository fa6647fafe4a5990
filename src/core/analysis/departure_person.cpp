// A person at the customer leaves.
//
// Points of a successor: 4 listens to or is listened to by the one who leaves, 3 reports to them or
// shares their superior, 3 is a champion, 2 in favour, -3 against, 2 in dialogue with us, 1
// decides.
#include <algorithm>

#include "core/analysis/departure.h"
#include "core/model/display.h"
#include "core/sorting/sort.h"

namespace keyplan::analysis {

using namespace model;

namespace {

constexpr std::size_t successors_shown = 3;

class Gone {
 public:
  Gone(const Plan& plan, const Record<Person>& person, const Context& context)
      : plan_(plan), person_(person), context_(context), account_(person.data.account.id) {
    out_.person = person.id;
    out_.account = account_;
  }

  PersonLeaves run() {
    named();
    deals();
    successors();
    actions();
    return std::move(out_);
  }

 private:
  bool is_them(Ref<Person> person) const { return person.id == person_.id; }
  template <class T>
  RecordList<T> all() const {
    return plan_.of_account<T>(account_);
  }
  std::string name(Id id) const {
    const Record<Person>* person = plan_.find<Person>(id);
    return person == nullptr || person->data.name.empty() ? "(no name)" : person->data.name;
  }

  void named() {
    const auto add = [&]<class T>(const Record<T>& record) {
      out_.named_in.push_back({kind_of<T>, record.id});
    };
    for (const auto& goal : all<Goal>()) {
      if (!analysis::is_open(goal.data) || !is_them(goal.data.confirmed_by)) continue;
      add(goal);
      out_.goals.push_back(goal.id);
    }
    std::vector<Id> insights;
    for (const auto& insight : all<Insight>()) {
      if (!is_them(insight.data.person) && !is_them(insight.data.confirmed_by)) continue;
      add(insight);
      if (is_them(insight.data.person)) insights.push_back(insight.id);
    }
    for (const auto& alignment : all<Alignment>()) {
      const Record<Goal>* goal = plan_.find(alignment.data.goal);
      if (goal != nullptr && analysis::is_open(goal->data) &&
          std::ranges::contains(insights, alignment.data.insight.id)) {
        out_.goals.push_back(goal->id);
      }
    }
    for (const auto& value : all<ValueProposition>()) {
      if (is_them(value.data.confirmed_by)) add(value);
    }
    for (const auto& known : plan_.table<Acquaintance>()) {
      if (is_them(known.data.person) || is_them(known.data.knows)) add(known);
    }
    for (const auto& pair : all<Sponsorship>()) {
      if (is_them(pair.data.person)) {
        add(pair);
        sponsor_ = true;
      }
    }
    for (const auto& step : all<Escalation>()) {
      if (is_them(step.data.person)) {
        add(step);
        escalation_ = true;
      }
    }
    for (const auto& visit : all<Visit>()) {
      if (is_them(visit.data.host) && visit.data.status <= VisitStatus::planned &&
          visit.data.date >= context_.today) {
        add(visit);
      }
    }
    for (const auto& action : all<Action>()) {
      if (is_them(action.data.person) && action.data.status != ActionStatus::done &&
          action.data.status != ActionStatus::dropped) {
        add(action);
      }
    }
    keyplan::sort(out_.named_in);
    keyplan::sort(out_.goals);
    const auto repeated = std::ranges::unique(out_.goals);
    out_.goals.erase(repeated.begin(), repeated.end());
  }

  bool decides() const {
    return person_.data.role == DecisionRole::decider ||
           person_.data.role == DecisionRole::economic_buyer;
  }

  void deals() {
    if (!decides() && !is_champion(person_.data)) return;
    for (const auto& deal : all<Opportunity>()) {
      if (!model::is_open(deal.data.progress.stage)) continue;
      out_.deals.push_back(deal.id);
      const Date day = deal.data.close ? deal.data.close : context_.today;
      out_.deal_amount += in_base(deal.data.amount, day, context_).value_or(0);
    }
    keyplan::sort(out_.deals);
  }

  void successors() {
    for (const PersonState& state : people_of(plan_, account_, context_.today)) {
      if (!state.present || state.person->id == person_.id) continue;
      const Person& data = state.person->data;
      Successor successor{.person = state.person->id};
      const auto add = [&](int points, std::string reason) {
        successor.points += points;
        successor.reasons.push_back(std::move(reason));
      };
      for (const auto& line : all<Influence>()) {
        const bool listens = is_them(line.data.from) && line.data.to.id == state.person->id;
        const bool is_heard = is_them(line.data.to) && line.data.from.id == state.person->id;
        if (!listens && !is_heard) continue;
        add(4, listens ? "Listened to " + name(person_.id) + "."
                       : name(person_.id) + " listened to them.");
        break;
      }
      if (is_them(data.reports_to)) {
        add(3, "Reports to " + name(person_.id) + ".");
      } else if (data.reports_to && data.reports_to == person_.data.reports_to) {
        add(3, "Has the same superior.");
      }
      if (is_champion(data)) {
        add(3, "Speaks for us already.");
      } else if (data.attitude == Attitude::in_favour) {
        add(2, "Is in favour of us.");
      } else if (data.attitude == Attitude::against) {
        add(-3, "Is against us.");
      }
      if (state.engaged) add(2, "Is in dialogue with us.");
      if (state.decides) add(1, "Decides.");
      if (successor.points > 0) out_.successors.push_back(std::move(successor));
    }
    keyplan::sort(out_.successors, [](const Successor& a, const Successor& b) {
      return a.points != b.points ? a.points > b.points : a.person < b.person;
    });
    if (out_.successors.size() > successors_shown) {
      out_.successors.erase(out_.successors.begin() + successors_shown, out_.successors.end());
    }
  }

  void actions() {
    auto& list = out_.actions;
    const std::string who = name(person_.id);
    list.push_back("Thank " + who + ", and ask where they go and who follows.");
    if (out_.successors.empty()) {
      list.push_back("Find somebody at the customer who takes the place of " + who + ".");
    } else {
      list.push_back("Ask " + who + " for an introduction to " +
                     name(out_.successors.front().person) + ".");
    }
    if (!out_.deals.empty()) {
      list.push_back(
          "Confirm " +
          counted(static_cast<std::int64_t>(out_.deals.size()), "open deal", "open deals") +
          (out_.deal_amount.value > 0 && !out_.deal_amount.overflowed
               ? " worth " +
                     money_text({out_.deal_amount.value, context_.base}, MoneyStyle::compact)
               : std::string()) +
          " with the others who decide.");
    }
    if (!out_.goals.empty()) {
      list.push_back("Agree on " +
                     counted(static_cast<std::int64_t>(out_.goals.size()), "goal", "goals") +
                     " with somebody else at the customer.");
    }
    if (sponsor_) list.push_back("Choose a new executive for the sponsor pairing.");
    if (escalation_) list.push_back("Name somebody else in the escalation path.");
    if (is_champion(person_.data)) list.push_back("Stay in touch: a champion takes us along.");
  }

  const Plan& plan_;
  const Record<Person>& person_;
  const Context& context_;
  Id account_;
  bool sponsor_ = false;
  bool escalation_ = false;
  PersonLeaves out_;
};

}  // namespace

PersonLeaves person_leaves(const Plan& plan, Id person, const Context& context) {
  const Record<Person>* record = plan.find<Person>(person);
  if (record == nullptr) return {};
  return Gone(plan, *record, context).run();
}

}  // namespace keyplan::analysis
