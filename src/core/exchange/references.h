// From the names and ids in cells to entities. Equal names are joined; nearly equal names are asked
// about; names nobody knows become records of their own unless the user says no.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/exchange/same_records.h"

namespace keyplan::exchange {

class References {
 public:
  References(RunState& state, SameRecords& same) : state_(state), same_(same) {}

  EntityIndex resolve(model::Kind kind, std::string_view text, const Mention& mention);

  /// Offers the usual spelling of a sector or country.
  std::string corrected(std::uint16_t account_field, std::string text);
  void learn_words(const model::Account& account);

 private:
  struct Known {
    EntityIndex entity = no_entity;
    std::size_t question = no_question;
    bool is_shared_id = false;
  };
  struct Words {
    std::vector<std::string_view> known;
    std::unordered_set<std::string> usual;  // folded: these need no correction
    std::unordered_map<std::string, std::pair<std::string, std::size_t>> corrected;
    NearNames near;
  };
  static constexpr std::size_t no_question = static_cast<std::size_t>(-1);

  Known find(model::Kind kind, std::string_view text, const std::string& folded,
             const Mention& mention);
  EntityIndex add_mentioned(model::Kind kind, std::string_view text, const std::string& folded,
                            const Mention& mention);

  RunState& state_;
  SameRecords& same_;
  std::array<std::unordered_map<std::string, Known>, model::kind_count> resolved_;
  Words sectors_;
  Words countries_;
};

}  // namespace keyplan::exchange
