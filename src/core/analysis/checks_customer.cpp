// Rules about what we know of the customer, what both houses agree on, and whether goals are clear.
#include <algorithm>
#include <array>
#include <cctype>

#include "core/analysis/checks_rules.h"
#include "core/text/fold.h"

namespace keyplan::analysis::rules {

using namespace model;

// Customer insight
// --------------------------------------------------------------------------------

void question_unanswered(Planning& in) {
  if (in.questions.open.empty()) return;
  in.found({Kind::question, in.questions.open.front()},
           static_cast<std::int64_t>(in.questions.open.size()));
}

void answer_old(Planning& in) {
  Tally tally(in);
  for (const Record<Answer>* answer : in.questions.latest) {
    if (in.before(answer->data.date, 365)) {
      tally.add(*answer, answer->data.date, {Kind::question, answer->data.question.id});
    }
  }
}

void answers_assumed(Planning& in) {
  const auto given = [](const Record<Answer>* answer) {
    return answer->data.certainty >= Certainty::said;
  };
  if (std::ranges::any_of(in.questions.latest, given)) return;
  Tally tally(in);
  for (const Record<Answer>* answer : in.questions.latest) tally.add(*answer);
}

void insight_without_so_what(Planning& in) {
  Tally tally(in);
  for (const Record<Insight>& insight : in.all<Insight>()) {
    if (insight.data.so_what.empty()) tally.add(insight);
  }
}

void research_without_so_what(Planning& in) {
  Tally tally(in);
  for (const Record<Research>& entry : in.all<Research>()) {
    if (entry.data.so_what.empty()) tally.add(entry);
  }
}

void swot_without_so_what(Planning& in) {
  Tally tally(in);
  for (const Record<SwotEntry>& entry : in.all<SwotEntry>()) {
    if (entry.data.so_what.empty()) tally.add(entry);
  }
}

void customer_goal_unconfirmed(Planning& in) {
  for (const Record<Insight>& insight : in.all<Insight>()) {
    if (insight.data.type != InsightType::goal) continue;
    if (!insight.data.confirmed_by && insight.data.certainty != Certainty::confirmed) {
      in.found(insight);
    }
  }
}

void no_customer_goal(Planning& in) {
  for (const Record<Insight>& insight : in.all<Insight>()) {
    if (insight.data.type == InsightType::goal) return;
  }
  in.found(in.key);
}

namespace {

bool moves(const Insight& insight) {
  return insight.type == InsightType::initiative || insight.type == InsightType::pressure;
}

/// Insights at the other ends of its lines.
template <class Visit>
bool any_neighbour(const Planning& in, Id insight, Visit visit) {
  for (const Record<InsightLink>& link : in.all<InsightLink>()) {
    const bool from = link.data.from.id == insight;
    if (!from && link.data.to.id != insight) continue;
    const Record<Insight>* other = in.plan.find(from ? link.data.to : link.data.from);
    if (other != nullptr && visit(*other)) return true;
  }
  return false;
}

}  // namespace

void no_initiative(Planning& in) {
  for (const Record<Insight>& insight : in.all<Insight>()) {
    if (moves(insight.data)) return;
  }
  in.found(in.key);
}

void initiative_not_linked(Planning& in) {
  Tally tally(in);
  for (const Record<Insight>& insight : in.all<Insight>()) {
    if (!moves(insight.data)) continue;
    if (!any_neighbour(in, insight.id, [](const auto&) { return true; })) tally.add(insight);
  }
}

void insight_without_owner(Planning& in) {
  Tally tally(in);
  for (const Record<Insight>& insight : in.all<Insight>()) {
    if (!insight.data.owner) tally.add(insight);
  }
}

void insight_open_end(Planning& in) {
  std::vector<Id> aligned;
  for (const Record<Alignment>& alignment : in.all<Alignment>()) {
    if (in.plan.find(alignment.data.goal) != nullptr) aligned.push_back(alignment.data.insight.id);
  }
  const auto leads = [&](const Record<Insight>& insight) {
    return insight.data.offering || insight.data.type == InsightType::solution ||
           std::ranges::contains(aligned, insight.id);
  };
  Tally tally(in);
  for (const Record<Insight>& insight : in.all<Insight>()) {
    if (!leads(insight) && !any_neighbour(in, insight.id, leads)) tally.add(insight);
  }
}

void research_old(Planning& in) {
  if (!in.leading) return;
  Date latest;
  for (const Record<Research>& entry : in.all<Research>()) {
    if (entry.data.date <= in.today) latest = std::max(latest, entry.data.date);
  }
  if (!latest || in.before(latest, 180)) in.found(in.key, 0, latest);
}

// Alignment
// ---------------------------------------------------------------------------------------

namespace {

template <class Fn>
void each_open_goal(const Planning& in, Fn fn) {
  for (const Record<Goal>& goal : in.all<Goal>()) {
    if (analysis::is_open(goal.data)) fn(goal);
  }
}

/// Without those that are one colleague's own: what they serve is agreed with the customer.
template <class Fn>
void each_shared_goal(const Planning& in, Fn fn) {
  each_open_goal(in, [&](const Record<Goal>& goal) {
    if (!goal.data.personal) fn(goal);
  });
}

}  // namespace

void goal_unconfirmed(Planning& in) {
  each_shared_goal(in, [&](const Record<Goal>& goal) {
    if (!goal.data.confirmed_by) in.found(goal);
  });
}

void goal_not_aligned(Planning& in) {
  std::vector<Id> aligned;
  for (const Record<Alignment>& alignment : in.all<Alignment>()) {
    if (in.plan.find(alignment.data.insight) != nullptr) aligned.push_back(alignment.data.goal.id);
  }
  each_shared_goal(in, [&](const Record<Goal>& goal) {
    if (!std::ranges::contains(aligned, goal.id)) in.found(goal);
  });
}

void goal_without_owner(Planning& in) {
  each_open_goal(in, [&](const Record<Goal>& goal) {
    if (!goal.data.owner) in.found(goal);
  });
}

void goal_without_role(Planning& in) {
  std::vector<Id> with_role;
  for (const Record<GoalRole>& role : in.all<GoalRole>()) {
    if (!role.data.sentence.empty()) with_role.push_back(role.data.goal.id);
  }
  each_shared_goal(in, [&](const Record<Goal>& goal) {
    if (!std::ranges::contains(with_role, goal.id)) in.found(goal);
  });
}

// Clear goals
// -------------------------------------------------------------------------------------

namespace {

bool has_digit(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Says a direction and leaves the distance open.
bool is_vague(const Goal& goal) {
  constexpr std::array<std::string_view, 22> vague = {
      "improve",       "improved", "improving", "more",     "better",    "strengthen",
      "strengthening", "optimise", "optimize",  "increase", "increased", "enhance",
      "maximise",      "maximize", "boost",     "deepen",   "grow",      "expand",
      "develop",       "closer",   "stronger",  "faster"};
  if (goal.target || has_digit(goal.title) || has_digit(goal.measure)) return false;
  const std::string words = text::folded(goal.title);
  for (std::size_t at = 0; at < words.size();) {
    const auto letter = [&](std::size_t i) { return words[i] >= 'a' && words[i] <= 'z'; };
    while (at < words.size() && !letter(at)) ++at;
    std::size_t end = at;
    while (end < words.size() && letter(end)) ++end;
    if (std::ranges::contains(vague, std::string_view(words).substr(at, end - at))) return true;
    at = end;
  }
  return false;
}

/// The target as money of the base currency, where the unit is a currency: "EUR", "€k", "M€".
std::optional<std::int64_t> target_amount(const Planning& in, const Goal& goal) {
  std::string unit;
  for (const char c : goal.unit) {
    if (c != ' ' && c != '.') unit += c;
  }
  std::optional<Currency> currency;
  const auto take = [&](std::string_view word, Currency means) {
    const std::size_t at = word.empty() ? std::string::npos : unit.find(word);
    if (currency || at == std::string::npos) return;
    unit.erase(at, word.size());
    currency = means;
  };
  constexpr std::pair<std::string_view, std::string_view> signs[] = {
      {"\u20ac", "EUR"}, {"$", "USD"}, {"\u00a3", "GBP"}, {"\u00a5", "JPY"}};
  for (const auto& [sign, code] : signs) {
    take(sign, *parse_currency(code));
    take(code, *parse_currency(code));
  }
  for (const Currency own : {in.context.base, in.account.data.currency}) take(to_text(own), own);
  if (!currency || !goal.target) return std::nullopt;
  std::int64_t factor = 1;
  if (unit == "k" || unit == "K" || unit == "thousand") {
    factor = 1'000;
  } else if (unit == "m" || unit == "M" || unit == "mio" || unit == "million") {
    factor = 1'000'000;
  } else if (!unit.empty()) {
    return std::nullopt;
  }
  for (int digit = 0; digit < minor_digits(*currency); ++digit) factor *= 10;
  const auto minor = scaled(goal.target.ten_thousandths, factor, 10'000);
  return minor ? in_base({*minor, *currency}, in.today, in.context) : std::nullopt;
}

}  // namespace

void no_goal(Planning& in) {
  for (const Record<Goal>& goal : in.all<Goal>()) {
    if (goal.data.status != GoalStatus::dropped) return;
  }
  in.found(in.key);
}

void goal_vague(Planning& in) {
  each_open_goal(in, [&](const Record<Goal>& goal) {
    if (is_vague(goal.data)) in.found(goal);
  });
}

void goal_without_number(Planning& in) {
  each_open_goal(in, [&](const Record<Goal>& goal) {
    if (!goal.data.target && !is_vague(goal.data)) in.found(goal);
  });
}

void goal_without_date(Planning& in) {
  each_open_goal(in, [&](const Record<Goal>& goal) {
    if (!goal.data.due) in.found(goal);
  });
}

void goal_without_baseline(Planning& in) {
  each_open_goal(in, [&](const Record<Goal>& goal) {
    if (goal.data.target && !goal.data.baseline) in.found(goal);
  });
}

void goal_past_due(Planning& in) {
  each_open_goal(in, [&](const Record<Goal>& goal) {
    if (in.before(goal.data.due, 0)) in.found(goal, 0, goal.data.due);
  });
}

void goal_off_track(Planning& in) {
  each_open_goal(in, [&](const Record<Goal>& goal) {
    const GoalStatus standing = standing_of(in.plan, goal, in.today);
    if (standing != GoalStatus::off_track && standing != GoalStatus::at_risk) return;
    if (!in.has_open_action([&](const Action& action) { return action.goal.id == goal.id; })) {
      in.found(goal);
    }
  });
}

void goal_unrealistic(Planning& in) {
  std::int64_t best = 0;
  for (const YearRevenue& year : in.result.years) {
    if (!year.total.overflowed) best = std::max(best, year.total.value);
  }
  each_open_goal(in, [&](const Record<Goal>& goal) {
    if (!goal.data.grows_revenue || !goal.data.target) return;
    if (goal.data.unit == "%") {
      if (goal.data.target.value() > 100) in.found(goal);
      return;
    }
    const auto amount = target_amount(in, goal.data);
    if (amount && best > 0 && *amount / 2 > best) in.found(goal);
  });
}

void goal_no_better(Planning& in) {
  each_open_goal(in, [&](const Record<Goal>& goal) {
    const Goal& data = goal.data;
    if (!data.target || !data.baseline) return;
    // Only of revenue is it known that more is better.
    if (data.target == data.baseline || (data.grows_revenue && data.target < data.baseline)) {
      in.found(goal);
    }
  });
}

void growth_on_unsatisfied(Planning& in) {
  const auto why = [&]() -> std::optional<std::int64_t> {
    if (in.account.data.at_risk != AtRisk::unset) return 0;
    if (in.satisfaction.nps && *in.satisfaction.nps < 0) return 1;
    if (in.satisfaction.csat && *in.satisfaction.csat < 0.6) return 2;
    for (const Record<Ticket>& ticket : in.all<Ticket>()) {
      if (ticket.data.urgency == Urgency::critical && !ticket.data.closed) return 3;
    }
    return std::nullopt;
  }();
  if (!why) return;
  each_open_goal(in, [&](const Record<Goal>& goal) {
    if (goal.data.grows_revenue) in.found(goal, *why);
  });
}

}  // namespace keyplan::analysis::rules
