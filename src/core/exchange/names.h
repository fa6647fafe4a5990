// Names compared the way people compare them, and names that are probably the same one.
//
// Two names are equal when their folded forms are: surrounding space dropped, inner space
// collapsed, case ignored for Latin, Greek and Cyrillic. Nearly equal names are only ever offered
// to the user.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace keyplan::exchange {

// "  Acme   CORP " -> "acme corp". Also folds sharp s to ss and final sigma to sigma.
[[nodiscard]] std::string fold_name(std::string_view name);

// Without spaces around; inner space untouched. No-break spaces count as space.
[[nodiscard]] std::string_view trim(std::string_view text);

// Letters and digits only, folded: the form in which headers are compared ("Account Name" =
// "account_name").
[[nodiscard]] std::string squash(std::string_view name);

// Are these two different names probably one? "GTXPro" and "GTX Pro" yes; "technolgy" and
// "technology" yes; "TechCycle" and "TechCycle Canberra" no; "BMX 1011" and "BMX 1012" no; "Tornado
// I" and "Tornado II" no.
[[nodiscard]] bool nearly_equal(std::string_view a, std::string_view b);

// Finds near names among many: names of other length, letters or digits are passed over by a look
// at two numbers, so a search among 10,000 names takes microseconds.
class NearNames {
 public:
  NearNames() = default;
  explicit NearNames(std::span<const std::string> known);
  void add(std::string_view name, std::size_t index);

  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  // Index of the nearest near name, none when there is none. At most max_errors typing errors
  // apart.
  [[nodiscard]] std::size_t find(std::string_view name, std::size_t max_errors = 2) const;
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  struct Entry {
    std::string name;
    std::string squashed;
    std::uint64_t letters = 0;  // one bit for each letter that occurs
    std::size_t digits = 0;     // hash of the digits in order
    std::size_t index = 0;
  };
  std::vector<std::vector<Entry>> by_length_;  // of the squashed form, in bytes
  std::size_t size_ = 0;
};

}  // namespace keyplan::exchange
