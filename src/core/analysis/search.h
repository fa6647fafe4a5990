// Search over everything a plan names: the fields described as searchable, of accounts, people,
// opportunities, actions, offerings and team members. Case and accents do not matter: "muller"
// finds "Müller" and "Škoda" is found by "skoda". Every word of the query must occur in the record.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/model/plan.h"
#include "core/text/query.h"

namespace keyplan::analysis {

/// How well a record fits, best first.
enum class Rank : std::uint8_t {
  whole_name,    // the query is the name
  name_begins,   // the name begins with the query
  word_begins,   // every word of the query begins a word of the name
  in_name,       // every word of the query is somewhere in the name
  other_begins,  // some word is found in another field, and every one begins a word
  other
};

struct Hit {
  model::RecordKey key;
  model::Id
      account;  // the account the record belongs to, the record itself for an account; may be none
  Rank rank;
  friend bool operator==(const Hit&, const Hit&) = default;
};

struct Hits {
  std::vector<Hit>
      best;  // best first: rank, then kind (accounts before people before ...), then name
  std::size_t total = 0;  // all records that fit
};

/// Folded text of all records, kept up to date account by account.
class SearchIndex {
 public:
  /// Returns at once when the plan has not changed; an edit costs the account it touched.
  void refresh(const model::Plan& plan);
  /// To be called when another plan was opened.
  void clear() { *this = SearchIndex(); }

  Hits find(std::string_view query, std::size_t most = 50) const;

 private:
  struct Entry {
    model::RecordKey key;
    std::uint32_t begin = 0;     // in the section's text
    std::uint32_t name_end = 0;  // the name comes first
    std::uint32_t end = 0;
  };
  /// An account with its records, or what belongs to no account.
  struct Section {
    model::Id account;
    std::string text;
    std::vector<Entry> entries;
  };
  struct Candidate;

  static void add(Section& section, model::Kind kind, const model::RecordBase& record);
  void update(const model::Plan& plan, model::Id account);
  static void fill(Section& section, const model::Plan& plan);
  static void search(const Section& section, const text::Query& query,
                     std::vector<Candidate>& found);

  std::string plan_id_;
  std::uint64_t revision_ = ~std::uint64_t{0};
  std::vector<Section> sections_;
  std::unordered_map<model::Id, std::uint32_t, model::IdHash> index_;
  Section shared_;  // team members and offerings: few, so made anew with every change
};

}  // namespace keyplan::analysis
