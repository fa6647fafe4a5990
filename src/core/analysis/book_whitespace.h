// Whitespace over the whole book: every account by every offering, with what they add up to for an
// offering, a group of accounts or all of them. A cell is an account_plan.h OfferingCell; a branch
// is an account of its own, so nothing is counted twice.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "core/analysis/account_plan.h"

namespace keyplan::analysis {

/// What cells add up to. Amounts are of the base currency, a year.
struct WhitespaceSum {
  std::uint32_t owned = 0;
  std::uint32_t open_deals = 0;
  std::uint32_t free = 0;
  std::uint32_t taken = 0;  // by a competitor
  std::uint32_t not_applicable = 0;
  std::uint32_t unconverted = 0;  // cells with an amount that has no exchange rate
  Sum current;
  Sum potential;             // of the cells that state it
  Sum current_of_those;      // in the same cells, at most their potential
  Sum whitespace;            // potential less current where we can sell: owned, open deal, free
  Sum taken_whitespace;      // the same where a competitor sits
  std::int64_t adopted = 0;  // hundredths of a percent, summed
  std::uint32_t adoptions = 0;

  void add(const OfferingCell& cell);
  void add(const WhitespaceSum& other);
  std::uint32_t sellable() const { return owned + open_deals + free + taken; }
  Ratio penetration() const;         // cells owned / sellable, count-based
  Ratio share_of_potential() const;  // current / potential of the cells that state one, value-based
  Ratio adoption() const;            // mean of the cells that state it
  friend bool operator==(const WhitespaceSum&, const WhitespaceSum&) = default;
};

class BookWhitespace {
 public:
  struct Row {
    model::Id account;
    std::vector<OfferingCell> cells;  // by offerings()
    WhitespaceSum sum;
  };

  /// Works out anew the accounts that changed; all of them when an offering, a rate or the day did.
  void refresh(const model::Plan& plan, const Context& context);

  const std::vector<model::Id>& offerings() const { return offerings_; }  // by name
  const std::vector<Row>& rows() const { return rows_; }                  // in no particular order
  const Row* find(model::Id account) const;
  const std::vector<WhitespaceSum>& by_offering() const { return by_offering_; }
  const WhitespaceSum& total() const { return total_; }
  /// Grows whenever something changed.
  std::uint64_t version() const { return version_; }
  /// Rows worked out since it was made: what an edit costs.
  std::uint64_t computed() const { return computed_; }

 private:
  std::vector<model::Id> offerings_;
  std::vector<Row> rows_;
  std::vector<std::uint64_t> revisions_;  // of the accounts of the rows
  std::unordered_map<model::Id, std::size_t, model::IdHash> places_;
  std::vector<WhitespaceSum> by_offering_;
  WhitespaceSum total_;
  Context context_;
  std::string plan_id_;
  std::uint64_t revision_ = 0;
  std::uint64_t shared_revision_ = 0;
  std::uint64_t version_ = 0;
  std::uint64_t computed_ = 0;
};

/// whitespace_total, whitespace_taken, whitespace_penetration, whitespace_share,
/// whitespace_adoption of a set of cells, with what is left out and why.
std::vector<Figure> whitespace_figures(const WhitespaceSum& sum, const Context& context);

/// A cell that a competitor holds, by the end of their contract.
struct TakenCell {
  model::Id account;
  model::Id offering;
  model::Id record;
  model::Id competitor;
  model::Date until;
  std::optional<std::int64_t> whitespace;
};
/// Those that end from today on, soonest first, then those without a date; larger ones first.
std::vector<TakenCell> taken_cells(const BookWhitespace& book, model::Date today);

}  // namespace keyplan::analysis
