#include <algorithm>
#include <string>

#include "core/model/plan.h"

namespace keyplan::model {

bool is_plan_id(std::string_view text) {
  return text.size() == 26 &&
         std::ranges::all_of(text, [](char c) { return base32_digits.contains(c); });
}

std::string make_plan_id(std::uint64_t high, std::uint64_t low) {
  std::string id;
  for (int i = 0; i < 13; ++i, high >>= 5) id += base32_digits[high & 31];
  for (int i = 0; i < 13; ++i, low >>= 5) id += base32_digits[low & 31];
  return id;
}

}  // namespace keyplan::model
