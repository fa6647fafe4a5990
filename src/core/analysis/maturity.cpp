#include "core/analysis/maturity.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "core/analysis/workload.h"
#include "core/model/display.h"

namespace keyplan::analysis {

using namespace model;

namespace {

constexpr int most_points = 4;

struct Words {
  std::string_view has;  // completes "8 of 12 key accounts ..."
  std::string_view step;
};

/// By Practice.
constexpr std::array<Words, practice_count + 1> words{{
    {},
    {"are rated by our own criteria", "Agree on criteria and rate the key accounts"},
    {"have a goal or pressure on the map", "Ask each key account what drives them"},
    {"have a confirmed customer goal", "Have the goals confirmed by the customer"},
    {"have all who decide looked after", "Name who looks after each person who decides"},
    {"have a confirmed value in money", "Count one value and have it confirmed"},
    {"have a potential in the grid", "Estimate the potential of each unit"},
    {"have an owner and roles", "Write down who does what"},
    {"have an executive sponsor", "Find a sponsor for each key account"},
    {"were reviewed in rhythm", "Plan the next reviews"},
    {"have a target", "Set targets for the metrics that matter"},
    {"have the hours for their accounts", "Compare hours with accounts"},
    {"are known by two of ours", "Bring a colleague to the next visit"},
}};

bool is_key(const Account& account) {
  return account.tier == Tier::strategic || account.tier == Tier::key;
}

template <class T, class Holds>
bool any(const Plan& plan, Id account, Holds holds) {
  const auto records = plan.of_account<T>(account);
  return std::any_of(records.begin(), records.end(),
                     [&](const Record<T>& record) { return holds(record.data); });
}

class Check {
 public:
  Check(const Plan& plan, const Cache& cache, std::span<const UsedMetric> metrics)
      : plan_(plan), cache_(cache), today_(cache.context().today) {
    for (std::size_t i = 0; i < practice_count; ++i)
      result_.practices[i].practice = static_cast<Practice>(i + 1);
    criteria();
    for (const Record<Account>& account : plan.table<Account>())
      if (is_key(account.data)) key_account(account);
    capacity();
    targets(metrics);
    answers();
    for (PracticeState& state : result_.practices) conclude(state);
    totals();
  }
  MaturityCheck take() { return std::move(result_); }

 private:
  PracticeState& of(Practice practice) {
    return result_.practices[static_cast<std::size_t>(practice) - 1];
  }
  void count(Practice practice, bool holds) {
    ++of(practice).of;
    of(practice).shown += holds ? 1 : 0;
  }

  void criteria() {
    own_criteria_ = !plan_.table<Criterion>().empty();
    for (const Record<Criterion>& criterion : plan_.table<Criterion>())
      if (criterion.data.measure == Measure::unset || criterion.data.measure == Measure::rating)
        rated_.insert(criterion.id);
    for (const Record<Assignment>& assignment : plan_.table<Assignment>())
      if (assignment.data.member) assigned_.insert(assignment.data.account.id);
  }

  void key_account(const Record<Account>& record) {
    const Id id = record.id;
    ++result_.key_accounts;
    count(Practice::selection,
          own_criteria_ && (rated_.empty() || any<Rating>(plan_, id, [&](const Rating& rating) {
                              return rating.score && rated_.contains(rating.criterion.id);
                            })));
    count(Practice::insight, any<Insight>(plan_, id, [](const Insight& insight) {
            return insight.type == InsightType::goal || insight.type == InsightType::pressure ||
                   insight.type == InsightType::initiative;
          }));
    count(Practice::goals, any<Goal>(plan_, id, [](const Goal& goal) {
            return goal.confirmed_by || goal.confirmed_on;
          }));
    people(id);
    count(Practice::value, any<ValueProposition>(plan_, id, [](const ValueProposition& value) {
            return worth_of(value).has_value() && (value.confirmed_by || value.confirmed_on);
          }));
    count(Practice::whitespace, any<WhitespaceCell>(plan_, id, [](const WhitespaceCell& cell) {
            return static_cast<bool>(cell.potential);
          }));
    const bool role =
        assigned_.contains(id) || any<GoalRole>(plan_, id, [](const GoalRole& goal_role) {
          return static_cast<bool>(goal_role.member);
        });
    count(Practice::team, role && plan_.find(record.data.owner) != nullptr);
    count(Practice::sponsorship, any<Sponsorship>(plan_, id, [](const Sponsorship& sponsor) {
            return sponsor.member && sponsor.person;
          }));
    const auto* review = latest_review(plan_, id, today_);
    count(Practice::reviews,
          review != nullptr &&
              months_later(review->data.date, review_months(plan_, record.data)) >= today_);
    if (record.data.owner) owners_.insert(record.data.owner.id);
  }

  void people(Id account) {
    std::set<Id> ours;
    std::size_t deciders = 0;
    std::size_t looked_after = 0;
    for (const Record<Person>& person : plan_.of_account<Person>(account)) {
      const Person& data = person.data;
      if (data.left && data.left <= today_) continue;
      if (data.owner) ours.insert(data.owner.id);
      if (data.role != DecisionRole::decider && data.role != DecisionRole::economic_buyer) continue;
      ++deciders;
      looked_after += data.owner ? 1 : 0;
    }
    for (const Record<model::Contact>& contact : plan_.of_account<model::Contact>(account))
      if (contact.data.member) ours.insert(contact.data.member.id);
    for (const Record<Sponsorship>& sponsor : plan_.of_account<Sponsorship>(account))
      if (sponsor.data.member) ours.insert(sponsor.data.member.id);
    count(Practice::relationships, deciders > 0 && deciders == looked_after);
    count(Practice::knowledge, ours.size() >= 2);
  }

  void capacity() {
    if (owners_.empty()) return;
    for (const Workload& load :
         workloads(plan_, cache_.accounts(), cache_.portfolio(), cache_.context()))
      if (load.member && owners_.contains(load.member))
        count(Practice::capacity, load.capacity.has_value() && !load.over_capacity());
  }

  void targets(std::span<const UsedMetric> metrics) {
    std::set<StandardMetric> with;
    std::set<Id> valued;
    for (const Record<MetricValue>& value : plan_.table<MetricValue>())
      if (value.data.target) valued.insert(value.data.metric.id);
    std::set<StandardMetric> all;
    for (const UsedMetric& metric : metrics) {
      if (metric.is_own()) continue;
      all.insert(metric.standard);
      if (metric.target || (metric.id && valued.contains(metric.id))) with.insert(metric.standard);
    }
    of(Practice::metrics).of = static_cast<std::int64_t>(all.size());
    of(Practice::metrics).shown = static_cast<std::int64_t>(with.size());
  }

  void answers() {
    for (const Record<MaturityAnswer>& answer : plan_.table<MaturityAnswer>()) {
      if (answer.data.practice == Practice::unset) continue;
      const auto*& held = of(answer.data.practice).answer;
      if (held == nullptr ||
          std::pair(answer.data.date, answer.id) > std::pair(held->data.date, held->id))
        held = &answer;
    }
  }

  void conclude(PracticeState& state) const {
    const Words& word = words[static_cast<std::size_t>(state.practice)];
    state.usual_step = word.step;
    const bool of_metrics = state.practice == Practice::metrics;
    const bool of_owners = state.practice == Practice::capacity;
    if (state.of == 0) {
      state.evidence =
          of_owners ? "Nobody owns a key account yet." : "No account is strategic or key yet.";
    } else {
      state.evidence = count_text(state.shown) + " of " + count_text(state.of) +
                       (of_metrics  ? " metrics "
                        : of_owners ? " owners "
                                    : " key accounts ") +
                       std::string(word.has);
      const double share = static_cast<double>(state.shown) / static_cast<double>(state.of);
      state.level_shown = state.shown == 0        ? Maturity::not_at_all
                          : share < for_some_from ? Maturity::begun
                          : share < for_all_from  ? Maturity::for_some
                                                  : Maturity::for_all;
    }
    const auto said = state.answer == nullptr ? std::nullopt : points_of(state.answer->data.level);
    if (!said || !state.level_shown) return;
    using enum PracticeState::Compared;
    const int most = *points_of(Maturity::for_all);
    const int shown = *points_of(*state.level_shown);
    const int mine = std::min(*said, most);
    state.compared = mine > shown ? more_said : mine < shown ? less_said : as_shown;
  }

  void totals() {
    std::int64_t points = 0;
    double shares = 0;
    std::int64_t known = 0;
    for (const PracticeState& state : result_.practices) {
      const auto said =
          state.answer == nullptr ? std::nullopt : points_of(state.answer->data.level);
      if (said) {
        ++result_.answered;
        points += *said;
      }
      if (state.of == 0) continue;
      ++known;
      shares += static_cast<double>(state.shown) / static_cast<double>(state.of);
    }
    result_.said = ratio(100.0 * static_cast<double>(points),
                         static_cast<double>(most_points * result_.answered));
    // Metrics alone show nothing of key accounts.
    if (result_.key_accounts > 0) result_.shown = ratio(100 * shares, static_cast<double>(known));
  }

  const Plan& plan_;
  const Cache& cache_;
  Date today_;
  bool own_criteria_ = false;
  std::set<Id> rated_;     // criteria rated by hand
  std::set<Id> assigned_;  // accounts
  std::set<Id> owners_;    // of key accounts
  MaturityCheck result_;
};

}  // namespace

std::optional<int> points_of(Maturity level) {
  if (level == Maturity::unset) return std::nullopt;
  return static_cast<int>(level) - 1;
}

std::string_view compared_word(PracticeState::Compared compared) {
  using enum PracticeState::Compared;
  switch (compared) {
    case unknown:
      return "";
    case as_shown:
      return "As the plan shows";
    case more_said:
      return "More than the plan shows";
    case less_said:
      return "Less than the plan shows";
  }
  return "";
}

MaturityCheck maturity_of(const Plan& plan, const Cache& cache,
                          std::span<const UsedMetric> metrics) {
  return Check(plan, cache, metrics).take();
}

std::vector<Figure> maturity_figures(const MaturityCheck& check, const Context& context) {
  FigureList list(context.base, context.today);
  auto said = list.points("maturity_said", "Maturity as we see it", check.said);
  said.formula("mean of the levels answered, 0 not at all to 4 for all and improved, x 25")
      .note("0 to 100. Practices without an answer do not count.")
      .otherwise("No practice is answered yet.")
      .count("Answered of twelve", check.answered);
  for (const PracticeState& state : check.practices)
    if (state.answer != nullptr && state.answer->data.level != Maturity::unset)
      said.remark(std::string(choice_label(state.practice)),
                  std::string(choice_label(state.answer->data.level)))
          .entered({Kind::maturity_answer, state.answer->id}, field_index<&MaturityAnswer::level>(),
                   "");
  auto shown = list.points("maturity_shown", "Maturity as the plan shows it", check.shown);
  shown.formula("mean of the shares of key accounts that show a practice")
      .note("0 to 100. Key accounts are those of tier strategic or key.")
      .otherwise("No account is strategic or key yet.")
      .count("Key accounts", check.key_accounts);
  std::int64_t differ = 0;
  for (const PracticeState& state : check.practices) {
    if (state.of > 0)
      shown.remark(std::string(choice_label(state.practice)),
                   count_text(state.shown) + " of " + count_text(state.of));
    differ += state.compared == PracticeState::Compared::more_said ||
                      state.compared == PracticeState::Compared::less_said
                  ? 1
                  : 0;
  }
  list.count("maturity_differs", "Where they differ",
             check.answered > 0 ? std::optional(differ) : std::nullopt)
      .formula("practices whose level is another than the plan shows")
      .note("For all, and improved each year counts as for all.")
      .otherwise("No practice is answered yet.");
  return list.take();
}

}  // namespace keyplan::analysis
