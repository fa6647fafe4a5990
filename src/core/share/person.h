// One person everywhere: what the plan holds about them, for their right to know and to be
// forgotten. Of unknown kinds and members nothing is told; they are of a newer version's
// describing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/plan.h"

namespace keyplan::share {

struct Mention {
  enum class How : std::uint8_t {
    own,        // a value of the person's own record
    reference,  // another record refers to the person
    text,       // a text has their name, mail address or phone number
    last_name   // a text has a word like their last name: for somebody to look at
  };
  model::RecordKey record;
  std::uint16_t field = 0;
  How how = How::own;
  friend bool operator==(const Mention&, const Mention&) = default;
};

/// `person` is a person or a team member. In the order of How, then by record.
std::vector<Mention> mentions_of(const model::Plan& plan, model::RecordKey person);

/// All of it as text with a line for each value, to be handed to the person.
std::string personal_data(const model::Plan& plan, model::RecordKey person);

/// Erases the record for good, empties what refers to it, and puts `instead` in the place of name,
/// mail address and phone number in texts. Open conflicts in these texts are settled thereby. The
/// version table no longer names the person as an author.
model::Edit erasure_of(const model::Plan& plan, model::RecordKey person,
                       std::string_view instead = "[erased]");

}  // namespace keyplan::share
