#include "core/analysis/health.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/account.h"
#include "core/model/display.h"

namespace keyplan::analysis {

using namespace model;

namespace {

constexpr double healthy_from = 60;
constexpr double watch_from = 40;

Ratio mean_of_known(std::initializer_list<Ratio> scores) {
  double sum = 0;
  double known = 0;
  for (const Ratio score : scores) {
    if (!score) continue;
    sum += *score;
    ++known;
  }
  return ratio(sum, known);
}

Ratio times_100(Ratio share) { return share ? Ratio(*share * 100) : std::nullopt; }

double weight_of(Percent chosen, double usual) { return chosen ? chosen.fraction() : usual; }

/// Whether the last review is within the rhythm; nothing when none was held.
std::optional<bool> reviewed_in_time(const Plan& plan, const Record<Account>& account, Date today) {
  const Record<Review>* latest = latest_review(plan, account.id, today);
  if (latest == nullptr) return std::nullopt;
  return months_later(latest->data.date, review_months(plan, account.data)) >= today;
}

/// A component: its score and what it is made of, or why there is none.
struct Scored {
  Ratio score;
  std::string why;
};

std::string joined(std::initializer_list<std::string> parts) {
  std::string text;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    text += (text.empty() ? "" : ", ") + part;
  }
  return text;
}

std::string some_of(std::size_t part, std::size_t whole, std::string_view rest) {
  return count_text(static_cast<std::int64_t>(part)) + " of " +
         count_text(static_cast<std::int64_t>(whole)) + " " + std::string(rest);
}

Scored satisfaction_part(const Plan& plan, Id account, Date today) {
  const SatisfactionState state = satisfaction_of(plan, account, today);
  const Ratio nps = state.nps ? Ratio((*state.nps + 100) / 2) : std::nullopt;
  const Ratio score = mean_of_known({nps, times_100(state.csat)});
  if (!score) return {std::nullopt, "no score of the last year"};
  return {score, joined({state.nps ? "NPS " + number_text(*state.nps, 0, Sign::always) : "",
                         state.csat ? "CSAT " + percent_text(*state.csat, 0) : ""})};
}

Scored relationships_part(const Plan& plan, Id account, Date today) {
  const auto people = people_of(plan, account, today);
  const Ratio attitudes = relationship_score(people, today);
  const Coverage coverage = coverage_of(people);
  const Ratio score = mean_of_known({attitudes, times_100(coverage.weighted)});
  if (!score) return {std::nullopt, "nobody's attitude is known and nobody who decides"};
  return {score, joined({attitudes ? "attitudes " + number_text(*attitudes) : "",
                         coverage.weighted
                             ? some_of(coverage.engaged, coverage.deciders, "deciders in dialogue")
                             : ""})};
}

Scored value_part(const Plan& plan, Id account) {
  double sum = 0;
  std::size_t known = 0;
  std::size_t arrive = 0;
  for (const Record<Promise>& promise : plan.of_account<Promise>(account)) {
    if (promise.data.delivery == Delivery::unset) continue;
    sum += promise.data.delivery == Delivery::arrives  ? 100
           : promise.data.delivery == Delivery::partly ? 50
                                                       : 0;
    arrive += promise.data.delivery == Delivery::arrives ? 1 : 0;
    ++known;
  }
  if (known == 0) return {std::nullopt, "it is not known whether promises arrive"};
  return {ratio(sum, static_cast<double>(known)), some_of(arrive, known, "promises kept in full")};
}

Scored support_part(const Plan& plan, Id account, Date today) {
  const auto tickets = plan.of_account<Ticket>(account);
  if (tickets.empty()) return {std::nullopt, "no ticket was ever recorded"};
  double score = 100;
  std::int64_t open = 0;
  for (const Record<Ticket>& ticket : tickets) {
    if (!is_open(ticket.data, today)) continue;
    ++open;
    score -= ticket.data.urgency == Urgency::critical ? 40
             : ticket.data.urgency == Urgency::high   ? 20
                                                      : 10;
  }
  return {std::max(0.0, score), counted(open, "open ticket", "open tickets")};
}

Scored execution_part(const Plan& plan, const Record<Account>& account, const AccountResult& result,
                      Date today) {
  Ratio on_time;
  std::string actions;
  if (result.open_actions > 0) {
    const std::uint32_t in_time = result.open_actions - result.overdue_actions;
    on_time = 100.0 * in_time / result.open_actions;
    actions = some_of(in_time, result.open_actions, "actions in time");
  }
  const auto reviewed = reviewed_in_time(plan, account, today);
  const Ratio score =
      mean_of_known({on_time, reviewed ? Ratio(*reviewed ? 100 : 0) : std::nullopt});
  if (!score) return {std::nullopt, "no open action and no review"};
  return {score,
          joined({actions, reviewed ? (*reviewed ? "review in time" : "review overdue") : ""})};
}

Scored revenue_part(const AccountResult& result, int base_year) {
  const Ratio growth = account_growth(result, base_year);
  if (!growth) return {std::nullopt, "there is no year to compare with"};
  return {std::clamp(50 + *growth * 250, 0.0, 100.0),
          percent_text(*growth, 1, Sign::always) + " on the year before"};
}

double points_at_risk(AtRisk at_risk) {
  switch (at_risk) {
    case AtRisk::unset:
      return 0;
    case AtRisk::watch:
      return 5;
    case AtRisk::serious:
      return 15;
    case AtRisk::critical:
      return 30;
  }
  return 0;
}

std::string weight_text(double weight) { return "weight " + percent_text(weight, 0); }

}  // namespace

Ratio satisfaction_points(const Plan& plan, Id account, Date today) {
  return satisfaction_part(plan, account, today).score;
}

Ratio relationship_points(const Plan& plan, Id account, Date today) {
  return relationships_part(plan, account, today).score;
}

std::string_view band_word(HealthBand band) {
  switch (band) {
    case HealthBand::at_risk:
      return "At risk";
    case HealthBand::watch:
      return "Watch";
    case HealthBand::healthy:
      return "Healthy";
  }
  return "";
}

HealthBand band_of(double health) {
  const double shown = std::round(health);
  if (shown >= healthy_from) return HealthBand::healthy;
  return shown >= watch_from ? HealthBand::watch : HealthBand::at_risk;
}

Health health_of(const Plan& plan, const AccountResult& result, const Context& context,
                 int base_year) {
  Health health;
  const Record<Account>* account = plan.find<Account>(result.id);
  if (account == nullptr) return health;
  const Date today = context.today;
  const Settings& set = plan.settings();
  const auto part = [](std::string_view label, Scored scored, Percent chosen, double usual,
                       std::uint16_t field) {
    return Health::Part{label, scored.score, weight_of(chosen, usual), field,
                        std::move(scored.why)};
  };
  health.parts = {{
      part("Satisfaction", satisfaction_part(plan, result.id, today), set.weigh_satisfaction, .25,
           field_index<&Settings::weigh_satisfaction>()),
      part("Relationships", relationships_part(plan, result.id, today), set.weigh_relationships,
           .25, field_index<&Settings::weigh_relationships>()),
      part("Value delivered", value_part(plan, result.id), set.weigh_value, .15,
           field_index<&Settings::weigh_value>()),
      part("Support", support_part(plan, result.id, today), set.weigh_support, .10,
           field_index<&Settings::weigh_support>()),
      part("Execution", execution_part(plan, *account, result, today), set.weigh_execution, .10,
           field_index<&Settings::weigh_execution>()),
      part("Revenue", revenue_part(result, base_year), set.weigh_revenue, .15,
           field_index<&Settings::weigh_revenue>()),
  }};
  std::vector<Weighted> known;
  for (const Health::Part& scored : health.parts) {
    if (scored.score) known.push_back({scored.weight, *scored.score});
  }
  health.less_at_risk = points_at_risk(account->data.at_risk);
  for (const Record<Risk>& risk : plan.of_account<Risk>(result.id)) {
    if (is_open_risk(risk.data) && score_of(risk.data).value_or(0) >= critical_risk) {
      ++health.critical_risks;
    }
  }
  health.less_critical_risks = 10.0 * health.critical_risks;
  health.score = health_weighted(known, health.less_at_risk + health.less_critical_risks);
  if (health.score) health.band = band_of(*health.score);
  return health;
}

Figure health_figure(const Health& health, Id account, const Context& context) {
  FigureList list(context.base, context.today);
  auto figure = list.points("health", "Account health", health.score);
  figure.formula("weighted mean of the components that are known, less points for risk")
      .otherwise("None of its components is known yet.");
  if (health.band) figure.note(std::string(band_word(*health.band)) + ".");
  for (const Health::Part& part : health.parts) {
    if (part.label.empty()) continue;
    figure.points(std::string(part.label), part.score)
        .entered({Kind::settings, settings_id}, part.field,
                 part.score ? weight_text(part.weight) + ": " + part.why : part.why);
  }
  if (health.less_at_risk > 0) {
    figure.points("Marked as at risk", -health.less_at_risk)
        .entered({Kind::account, account}, field_index<&Account::at_risk>(), "");
  }
  if (health.less_critical_risks > 0) {
    figure.points("Critical risks", -health.less_critical_risks)
        .last_remark(counted(health.critical_risks, "open risk", "open risks"));
  }
  return list.take().front();
}

// Completeness
// ------------------------------------------------------------------------------------

namespace {

/// What is asked of a section. Where there is nothing to ask about, the question is left out.
class SectionMaker {
 public:
  explicit SectionMaker(Completeness::Section& section) : section_(section) {}
  ~SectionMaker() { section_.share = asked_ == 0 ? 0 : sum_ / asked_; }
  SectionMaker(const SectionMaker&) = delete;
  SectionMaker& operator=(const SectionMaker&) = delete;

  void all(std::size_t good, std::size_t of, std::string_view one_lacks,
           std::string_view many_lack) {
    if (of == 0) return;
    sum_ += static_cast<double>(good) / static_cast<double>(of);
    ++asked_;
    if (good == of) return;
    const auto lacking = static_cast<std::int64_t>(of - good);
    section_.missing.push_back(count_text(lacking) + " of " +
                               count_text(static_cast<std::int64_t>(of)) + " " +
                               std::string(lacking == 1 ? one_lacks : many_lack));
  }
  void one(bool good, std::string_view lacks) {
    sum_ += good ? 1 : 0;
    ++asked_;
    if (!good) section_.missing.emplace_back(lacks);
  }

 private:
  Completeness::Section& section_;
  double sum_ = 0;
  double asked_ = 0;
};

template <class T, class Fits>
std::size_t count_of(const std::vector<const Record<T>*>& records, Fits fits) {
  return static_cast<std::size_t>(
      std::ranges::count_if(records, [&](const Record<T>* record) { return fits(*record); }));
}

template <class T, class Fits>
std::vector<const Record<T>*> those(const Plan& plan, Id account, Fits fits) {
  std::vector<const Record<T>*> records;
  for (const Record<T>& record : plan.of_account<T>(account)) {
    if (fits(record.data)) records.push_back(&record);
  }
  return records;
}

void insight_section(SectionMaker section, const Plan& plan, const Record<Account>& account) {
  const Questions questions = questions_of(plan, account);
  section.all(questions.answered, questions.asked, "questions has no answer",
              "questions have no answer");
  const auto insights = those<Insight>(plan, account.id, [](const Insight&) { return true; });
  const auto is = [&](auto... types) {
    return std::ranges::any_of(
        insights, [=](const auto* insight) { return ((insight->data.type == types) || ...); });
  };
  section.one(is(InsightType::goal), "No goal of the customer");
  section.one(is(InsightType::initiative, InsightType::pressure), "No initiative or pressure");
  section.all(count_of(insights, [](const auto& i) { return !i.data.so_what.empty(); }),
              insights.size(), "insights does not say what follows",
              "insights do not say what follows");
  section.all(count_of(insights, [](const auto& i) { return static_cast<bool>(i.data.owner); }),
              insights.size(), "insights is followed by nobody", "insights are followed by nobody");
}

void alignment_section(SectionMaker section, const Plan& plan,
                       std::vector<const Record<Goal>*> goals, Id account) {
  if (goals.empty()) return section.one(false, "No goal to agree on");
  std::vector<Id> aligned;
  for (const Record<Alignment>& alignment : plan.of_account<Alignment>(account)) {
    if (plan.find(alignment.data.insight) != nullptr) aligned.push_back(alignment.data.goal.id);
  }
  std::vector<Id> with_role;
  for (const Record<GoalRole>& role : plan.of_account<GoalRole>(account)) {
    if (!role.data.sentence.empty()) with_role.push_back(role.data.goal.id);
  }
  section.all(count_of(goals, [](const auto& g) { return static_cast<bool>(g.data.owner); }),
              goals.size(), "goals has no owner", "goals have no owner");
  // What is one colleague's own is agreed with nobody; what it serves is.
  std::erase_if(goals, [](const Record<Goal>* goal) { return goal->data.personal; });
  const std::size_t all = goals.size();
  section.all(count_of(goals, [](const auto& g) { return static_cast<bool>(g.data.confirmed_by); }),
              all, "goals is not agreed with the customer",
              "goals are not agreed with the customer");
  section.all(count_of(goals, [&](const auto& g) { return std::ranges::contains(aligned, g.id); }),
              all, "goals serves no goal of theirs", "goals serve no goal of theirs");
  section.all(
      count_of(goals, [&](const auto& g) { return std::ranges::contains(with_role, g.id); }), all,
      "goals is nobody's task", "goals are nobody's task");
}

void goals_section(SectionMaker section, const std::vector<const Record<Goal>*>& goals) {
  section.one(!goals.empty(), "No goal");
  if (goals.empty()) return;
  const std::size_t all = goals.size();
  section.all(count_of(goals, [](const auto& g) { return static_cast<bool>(g.data.target); }), all,
              "goals has no number", "goals have no number");
  section.all(count_of(goals, [](const auto& g) { return static_cast<bool>(g.data.due); }), all,
              "goals has no date", "goals have no date");
  section.all(count_of(goals, [](const auto& g) { return static_cast<bool>(g.data.baseline); }),
              all, "goals has no baseline", "goals have no baseline");
}

void risks_section(SectionMaker section, const Plan& plan, Id account) {
  const auto any =
      those<Risk>(plan, account, [](const Risk& r) { return r.type != RiskType::opportunity; });
  section.one(!any.empty(), "No risk");
  const auto risks = those<Risk>(plan, account, is_open_risk);
  const std::size_t all = risks.size();
  section.all(count_of(risks, [](const auto& r) { return static_cast<bool>(r.data.owner); }), all,
              "risks has no owner", "risks have no owner");
  section.all(count_of(risks, [](const auto& r) { return r.data.response != RiskResponse::unset; }),
              all, "risks has no response", "risks have no response");
  section.all(count_of(risks, [](const auto& r) { return score_of(r.data).has_value(); }), all,
              "risks is not rated", "risks are not rated");
}

void actions_section(SectionMaker section, const Plan& plan, const Record<Account>& account,
                     Date today) {
  const auto actions = those<Action>(plan, account.id, [](const Action& a) {
    return a.status != ActionStatus::done && a.status != ActionStatus::dropped;
  });
  section.one(!actions.empty(), "No open action");
  section.all(count_of(actions, [](const auto& a) { return static_cast<bool>(a.data.owner); }),
              actions.size(), "open actions has no owner", "open actions have no owner");
  section.all(count_of(actions, [](const auto& a) { return static_cast<bool>(a.data.due); }),
              actions.size(), "open actions has no date", "open actions have no date");
  section.one(reviewed_in_time(plan, account, today).value_or(false), "No review in time");
}

}  // namespace

Completeness completeness_of(const Plan& plan, const AccountResult& result,
                             const Context& context) {
  Completeness whole;
  const Settings& set = plan.settings();
  whole.sections = {{
      {.area = Area::insight,
       .weight = weight_of(set.weigh_insight, .2),
       .field = field_index<&Settings::weigh_insight>()},
      {.area = Area::alignment,
       .weight = weight_of(set.weigh_alignment, .2),
       .field = field_index<&Settings::weigh_alignment>()},
      {.area = Area::goals,
       .weight = weight_of(set.weigh_goals, .2),
       .field = field_index<&Settings::weigh_goals>()},
      {.area = Area::risks,
       .weight = weight_of(set.weigh_risks, .2),
       .field = field_index<&Settings::weigh_risks>()},
      {.area = Area::execution,
       .weight = weight_of(set.weigh_actions, .2),
       .field = field_index<&Settings::weigh_actions>()},
  }};
  const Record<Account>* account = plan.find<Account>(result.id);
  if (account == nullptr || !is_planned(plan, *account)) return whole;
  const auto goals = those<Goal>(plan, result.id, [](const Goal& goal) { return is_open(goal); });
  auto& [insight, alignment, of_goals, risks, actions] = whole.sections;
  insight_section(SectionMaker(insight), plan, *account);
  alignment_section(SectionMaker(alignment), plan, goals, result.id);
  goals_section(SectionMaker(of_goals), goals);
  risks_section(SectionMaker(risks), plan, result.id);
  actions_section(SectionMaker(actions), plan, *account, context.today);
  std::vector<Weighted> parts;
  for (const auto& section : whole.sections) parts.push_back({section.weight, section.share});
  whole.share = weighted_score(parts);
  if (whole.share) whole.rag = completeness_rag(*whole.share);
  return whole;
}

Figure completeness_figure(const Completeness& whole, const Context& context) {
  FigureList list(context.base, context.today);
  auto figure = list.percent("plan_completeness", "Plan completeness", whole.share);
  figure.formula("weighted mean of its sections").otherwise("Planning has not begun.");
  if (!whole.share) return list.take().front();
  for (const auto& section : whole.sections) {
    figure.percent(std::string(area_label(section.area)), section.share)
        .entered({Kind::settings, settings_id}, section.field, weight_text(section.weight));
    for (const std::string& missing : section.missing) figure.remark("Missing", missing);
  }
  return list.take().front();
}

// Summary
// -----------------------------------------------------------------------------------------

namespace {

/// What speaks for the plan in an area.
std::string good_sentence(Area area, const Plan& plan, const Record<Account>& account,
                          const AccountResult& result, Date today) {
  switch (area) {
    case Area::insight: {
      const Questions questions = questions_of(plan, account);
      if (questions.asked > 0) {
        return count_text(questions.answered) + " of " +
               counted(questions.asked, "question answered", "questions answered");
      }
      return counted(static_cast<std::int64_t>(plan.of_account<Insight>(account.id).size()),
                     "insight recorded", "insights recorded");
    }
    case Area::alignment:
      return "all goals are agreed with the customer";
    case Area::goals: {
      const GoalCount count = goals_of(plan, account.id, today);
      return count_text(count.on_track) + " of " +
             counted(count.goals, "goal on track", "goals on track");
    }
    case Area::risks: {
      const auto risks = those<Risk>(plan, account.id, is_open_risk);
      const std::size_t handled = count_of(
          risks, [](const auto& risk) { return risk.data.response != RiskResponse::unset; });
      return count_text(static_cast<std::int64_t>(risks.size())) + " recorded, " +
             count_text(static_cast<std::int64_t>(handled)) + " with a response";
    }
    default: {
      const Record<Review>* latest = latest_review(plan, account.id, today);
      std::string text = counted(result.open_actions, "open action", "open actions");
      if (latest == nullptr) return text;
      return text + ", review due " +
             date_text(months_later(latest->data.date, review_months(plan, account.data)));
    }
  }
}

}  // namespace

std::string_view state_word(const AreaSummary& summary) {
  return summary.worst ? severity_word(*summary.worst) : "Good";
}

std::vector<AreaSummary> summary_of(const Plan& plan, const AccountResult& result,
                                    const std::vector<Finding>& findings, const Context& context) {
  const Record<Account>* account = plan.find<Account>(result.id);
  if (account == nullptr || !is_planned(plan, *account)) return {};
  std::vector<Finding> worst_first = findings;
  sort_findings(worst_first);
  std::vector<AreaSummary> summaries;
  for (const Area area :
       {Area::insight, Area::alignment, Area::goals, Area::risks, Area::execution}) {
    AreaSummary summary{.area = area};
    std::int64_t more = 0;
    for (const Finding& finding : worst_first) {
      if (info(finding.rule).area != area) continue;
      ++summary.findings;
      if (finding.severity == Severity::hint) continue;
      if (summary.worst) {
        ++more;
        continue;
      }
      summary.worst = finding.severity;
      summary.sentence = sentence(finding, plan, context.base);
    }
    if (!summary.worst) {
      summary.sentence = good_sentence(area, plan, *account, result, context.today);
    } else if (more > 0) {
      summary.sentence += ", and " + count_text(more) + " more";
    }
    summaries.push_back(std::move(summary));
  }
  return summaries;
}

}  // namespace keyplan::analysis
