// Names that are probably the same thing, written by two people or kept by two systems.
//
// Alike are: the same letters once accents, umlauts, "&" and the legal form of a company are
// written in one way ("GTXPro" / "GTX Pro", "Müller & Söhne GmbH" / "Mueller und Soehne GmbH",
// "ACME Corp." / "Acme Corporation"); the same words in another order; one longer word with a
// typing error. Not alike are: a word more or less ("TechCycle" / "TechCycle Canberra"), other
// numbers ("Plant 1" / "Plant 2"), another short word ("Acme Nord" / "Acme Süd", "Plan A" / "Plan
// B"), another legal form. Likeness never decides anything; it says what is worth a question.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/describe.h"

namespace keyplan::exchange {

enum class NameSort : std::uint8_t {
  thing,    // every word counts, in its order
  company,  // has a legal form
  person    // has titles and initials, and may be written "Last, First"
};

/// How names of records of a kind are compared.
[[nodiscard]] NameSort sort_of(model::Kind kind);

enum class Likeness : std::uint8_t {
  none,
  two_typing_errors,
  typing_error,
  initial,         // "J. Smith" / "Jane Smith"
  other_order,     // "Schlecht, Darcel" / "Darcel Schlecht"
  form_left_out,   // "Acme" / "Acme GmbH"
  other_spelling,  // "GTXPro" / "GTX Pro"
  same_name
};

/// "other spelling": why two names are offered as one.
[[nodiscard]] std::string_view label_of(Likeness likeness);

/// A name as it is compared.
struct NameShape {
  std::string folded;
  std::vector<std::string> words;  // without accents, titles, "and" and the legal form
  std::string letters;             // the words joined, umlauts as ae, oe, ue
  std::string plain_letters;       // the same with umlauts as a, o, u
  std::string numbers;             // runs of digits, in order
  std::string legal_form;
};
[[nodiscard]] NameShape shape_of(std::string_view name, NameSort sort);

[[nodiscard]] Likeness likeness(const NameShape& a, const NameShape& b, NameSort sort);
[[nodiscard]] Likeness likeness(std::string_view a, std::string_view b, NameSort sort);

/// Finds the alike among many names: each is filed under everything it shares with names like it,
/// so that a search looks at a handful of names, not at all.
class NearNames {
 public:
  explicit NearNames(NameSort sort = NameSort::thing) : sort_(sort) {}

  /// Names of different groups are never alike. An index may have several names.
  void add(std::string_view name, std::size_t index, std::uint64_t group = 0);

  struct Near {
    std::size_t index = 0;
    Likeness likeness = Likeness::none;
  };
  /// Every index with a name like this one, each once, in no particular order. Names are left out
  /// that have one of very many alike: they say too little.
  [[nodiscard]] std::vector<Near> all(std::string_view name, std::uint64_t group = 0) const;
  /// The most alike; of several the one added first.
  [[nodiscard]] std::optional<Near> best(std::string_view name) const;
  [[nodiscard]] std::size_t size() const { return names_.size(); }

 private:
  struct Name {
    NameShape shape;
    std::size_t index;
    std::uint64_t group;
  };
  struct Link {
    std::uint64_t key;
    std::uint32_t name;
    std::uint32_t next;
  };
  static constexpr std::uint32_t end = ~0u;

  void file(std::uint64_t key, std::uint32_t name);
  void grow();
  std::size_t bucket_of(std::uint64_t key) const { return key & (buckets_.size() - 1); }

  NameSort sort_;
  std::vector<Name> names_;
  std::vector<Link> links_;
  std::vector<std::uint32_t> buckets_;  // a power of two
};

}  // namespace keyplan::exchange
