// What the records of an account plan say when they are read together. Screens, checks and account
// health share these digests; they are computed when asked for. All of it holds for the day of the
// context, and what lies after that day has not happened yet.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/analysis/explained.h"
#include "core/analysis/goals.h"

namespace keyplan::analysis {

/// Of the base currency; nothing when there is no rate.
std::optional<std::int64_t> in_base(model::Money money, model::Date day, const Context& context);

/// The same day so many months later; the last day of a shorter month.
model::Date months_later(model::Date day, std::int64_t months);
/// Day of the last edit of a record, as far as sessions tell: the day its session began.
model::Date changed_on(const model::Plan& plan, const model::RecordBase& record);
model::Date changed_on(const model::Plan& plan, model::Stamp stamp);

// Questions
// ---------------------------------------------------------------------------------------

/// An account is asked the standing questions, where it stands, and what its template adds.
struct Questions {
  std::uint32_t asked = 0;
  std::uint32_t answered = 0;
  std::vector<model::Id> open;  // without an answer, in the order of the sets
  /// The latest answer to each question that has one, asked of everybody or not.
  std::vector<const model::Record<model::Answer>*> latest;
};
Questions questions_of(const model::Plan& plan, const model::Record<model::Account>& account);

// Value
// -------------------------------------------------------------------------------------------

/// Quantity x change x cost of one, a year, in the customer's currency; the amount entered where
/// these are not all there. A reduction is worth as much as a rise. Else why there is none.
std::expected<model::Money, std::string_view> worth_of(const model::ValueProposition& value);
Figure value_figure(const model::Plan& plan, const model::Record<model::ValueProposition>& value,
                    model::Date today);

// Risks
// -------------------------------------------------------------------------------------------

/// Impact x likelihood, 1 to 25.
std::optional<int> score_of(const model::Risk& risk);
inline constexpr int high_risk = 10;
inline constexpr int critical_risk = 20;
std::string_view score_word(int score);  // Low below 5, Medium below 10, High below 20, Critical
/// Neither closed nor happened, and no opportunity.
bool is_open_risk(const model::Risk& risk);

// People
// ------------------------------------------------------------------------------------------

/// Dialogue is a contact in which they answered.
struct PersonState {
  const model::Record<model::Person>* person = nullptr;
  model::Date last_contact;  // of the person or the contact log, the later
  model::Date last_dialogue;
  bool present = true;   // has not left
  bool decides = false;  // decider or economic buyer
  bool engaged = false;  // present, and in dialogue within a year or a working relationship
};
std::vector<PersonState> people_of(const model::Plan& plan, model::Id account, model::Date today);
bool is_champion(const model::Person& person);  // by role or attitude

/// Of those who decide and have not left.
struct Coverage {
  std::uint32_t deciders = 0;
  std::uint32_t engaged = 0;
  Ratio plain;
  Ratio weighted;  // by power: high 3, medium 2, low or unknown 1
};
Coverage coverage_of(std::span<const PersonState> people);

/// Published signals: contacts per open deal (below 1 critical, below 2 warning), at least three
/// people, a champion, an economic buyer.
struct ThreadSignals {
  std::uint32_t engaged = 0;
  std::uint32_t engaged_deciders = 0;
  std::uint32_t open_deals = 0;
  std::optional<Threads> threads;  // nothing without open deals
  bool below_minimum = false;      // fewer than three engaged
  bool no_champion = false;
  bool no_economic_buyer = false;
};
inline constexpr std::uint32_t enough_engaged = 3;
ThreadSignals threads_of(const model::Plan& plan, model::Id account,
                         std::span<const PersonState> people);

/// 0 to 100, 50 = neutral (see relationship_health in formulas.h). Weight is power. Stance is
/// against -1, neutral 0, in favour 1, champion 2. Confidence is how fresh the last contact is:
/// within 90 days 1, 180 days 0.67, a year 0.33, else 0. Nothing while no attitude is known.
Ratio relationship_score(std::span<const PersonState> people, model::Date today);

// Satisfaction
// ------------------------------------------------------------------------------------

/// Scores of the last twelve months, of every person the latest.
struct SatisfactionState {
  Ratio nps;   // -100 to 100
  Ratio csat;  // share of 4 and 5
  std::uint32_t nps_scores = 0;
  std::uint32_t csat_scores = 0;
  model::Date latest;  // of all scores, however old
  model::Id latest_score;
};
SatisfactionState satisfaction_of(const model::Plan& plan, model::Id account, model::Date today);
/// The scores of a survey between two days, both included; of every person the latest.
std::vector<int> answers_between(const model::Plan& plan, model::Id account, model::Survey survey,
                                 model::Date first, model::Date last);

// Dates
// -------------------------------------------------------------------------------------------

/// Months between two reviews: of the account's template, else 3 for strategic and key accounts and
/// 12 for others.
std::int64_t review_months(const model::Plan& plan, const model::Account& account);
const model::Record<model::Review>* latest_review(const model::Plan& plan, model::Id account,
                                                  model::Date today);  // held
const model::Record<model::Visit>* next_visit(const model::Plan& plan, model::Id account,
                                              model::Date today);  // planned, not before today
const model::Record<model::Visit>* latest_visit(const model::Plan& plan, model::Id account,
                                                model::Date today);  // done
model::Date last_look(const model::Plan& plan, model::Id account, model::Subject subject,
                      model::Date today);

/// Opened and not closed on that day.
bool is_open(const model::Ticket& ticket, model::Date today);

struct Deadline {
  enum class What : std::uint8_t { notice, contract_end, renewal };
  model::Date date;
  What what = What::renewal;
  model::RecordKey record;  // contract, or the account for its renewal
};
std::string_view deadline_word(Deadline::What what);  // "Notice by", "Contract ends", "Renewal"
/// Past ones too; sorted by date.
std::vector<Deadline> deadlines_of(const model::Plan& plan, model::Id account);
/// The next renewal or contract end, today included.
std::optional<Deadline> next_end(const model::Plan& plan, model::Id account, model::Date today);

// Whitespace
// --------------------------------------------------------------------------------------

/// Amounts are of the base currency, a year.
struct OfferingCell {
  model::Id offering;
  model::Id record;  // of the whitespace, if there is one
  model::CellState state = model::CellState::free;
  std::optional<std::int64_t> potential;
  std::int64_t current = 0;  // entered, else the larger of this year's and last year's revenue
  std::optional<std::int64_t> whitespace;  // potential less current, not below 0
  model::Percent adoption;                 // of what was bought, how much is used
  model::Id competitor;
  model::Date until;         // when the competitor's contract ends
  bool unconverted = false;  // an amount without exchange rate is left out
};
/// By name.
std::vector<model::Id> offerings_of(const model::Plan& plan);
/// One for each offering, by name. The state is the record's; without one it is owned where there
/// is revenue of this or last year, else open deal, else free.
std::vector<OfferingCell> cells_of(const model::Plan& plan, model::Id account,
                                   const Context& context);
/// The same for many accounts, with offerings_of() worked out once.
std::vector<OfferingCell> cells_of(const model::Plan& plan, model::Id account,
                                   const Context& context, std::span<const model::Id> offerings);
/// Offerings sold / sellable.
Ratio penetration_of(std::span<const OfferingCell> cells);

}  // namespace keyplan::analysis
