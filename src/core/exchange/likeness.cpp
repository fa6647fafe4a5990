#include "core/exchange/likeness.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "core/exchange/names.h"
#include "core/exchange/text_encoding.h"
#include "core/sorting/sort.h"

namespace keyplan::exchange {
namespace {

// Longer words and names are compared by their letters only, so that a cell of a megabyte costs no
// more than a look.
constexpr std::size_t longest_word = 40;
constexpr std::size_t longest_word_for_two_errors = 24;
constexpr std::size_t most_words = 12;
// A key under which more names are filed tells none of them apart.
constexpr std::size_t most_of_a_key = 64;

/// Typing errors that a word of so many characters may have and still be offered.
std::size_t allowed_errors(std::size_t length) {
  if (length < 6) return 0;
  return length < 10 ? 1 : 2;
}

struct Spelling {
  char32_t letter;
  std::string_view plain;
  std::string_view spelled_out = {};  // where it differs: umlauts
};

// Letters that keyboards without them replace; folded to lower case.
constexpr auto spellings = std::to_array<Spelling>({
    {0xE0, "a"},       {0xE1, "a"},  {0xE2, "a"},       {0xE3, "a"},        {0xE4, "a", "ae"},
    {0xE5, "a", "aa"}, {0xE6, "ae"}, {0xE7, "c"},       {0xE8, "e"},        {0xE9, "e"},
    {0xEA, "e"},       {0xEB, "e"},  {0xEC, "i"},       {0xED, "i"},        {0xEE, "i"},
    {0xEF, "i"},       {0xF0, "d"},  {0xF1, "n"},       {0xF2, "o"},        {0xF3, "o"},
    {0xF4, "o"},       {0xF5, "o"},  {0xF6, "o", "oe"}, {0xF8, "o", "oe"},  {0xF9, "u"},
    {0xFA, "u"},       {0xFB, "u"},  {0xFC, "u", "ue"}, {0xFD, "y"},        {0xFE, "th"},
    {0xFF, "y"},       {0x101, "a"}, {0x103, "a"},      {0x105, "a"},       {0x107, "c"},
    {0x109, "c"},      {0x10B, "c"}, {0x10D, "c"},      {0x10F, "d"},       {0x111, "d"},
    {0x113, "e"},      {0x117, "e"}, {0x119, "e"},      {0x11B, "e"},       {0x11F, "g"},
    {0x123, "g"},      {0x12B, "i"}, {0x12F, "i"},      {0x131, "i"},       {0x137, "k"},
    {0x13A, "l"},      {0x13C, "l"}, {0x13E, "l"},      {0x142, "l"},       {0x144, "n"},
    {0x146, "n"},      {0x148, "n"}, {0x14D, "o"},      {0x151, "o", "oe"}, {0x153, "oe"},
    {0x155, "r"},      {0x159, "r"}, {0x15B, "s"},      {0x15F, "s"},       {0x161, "s"},
    {0x163, "t"},      {0x165, "t"}, {0x16B, "u"},      {0x16F, "u"},       {0x171, "u", "ue"},
    {0x173, "u"},      {0x17A, "z"}, {0x17C, "z"},      {0x17E, "z"},       {0x219, "s"},
    {0x21B, "t"},
});
static_assert(std::ranges::is_sorted(spellings, {}, &Spelling::letter));

struct LegalForm {
  std::string_view word;
  std::string_view form;
};
constexpr auto legal_forms = std::to_array<LegalForm>({
    {"ab", "ab"},
    {"ag", "ag"},
    {"aktiengesellschaft", "ag"},
    {"aps", "aps"},
    {"as", "as"},
    {"asa", "asa"},
    {"bhd", "bhd"},
    {"bv", "bv"},
    {"bvba", "bvba"},
    {"cie", "co"},
    {"co", "co"},
    {"company", "co"},
    {"corp", "corp"},
    {"corporation", "corp"},
    {"doo", "doo"},
    {"eg", "eg"},
    {"ek", "ek"},
    {"ev", "ev"},
    {"gbr", "gbr"},
    {"gesmbh", "gmbh"},
    {"gmbh", "gmbh"},
    {"inc", "inc"},
    {"incorporated", "inc"},
    {"jsc", "jsc"},
    {"kft", "kft"},
    {"kg", "kg"},
    {"kgaa", "kgaa"},
    {"kk", "kk"},
    {"limited", "ltd"},
    {"llc", "llc"},
    {"llp", "llp"},
    {"lp", "lp"},
    {"ltd", "ltd"},
    {"ltda", "ltda"},
    {"mbh", "gmbh"},
    {"nv", "nv"},
    {"ohg", "ohg"},
    {"ooo", "ooo"},
    {"oy", "oy"},
    {"oyj", "oyj"},
    {"plc", "plc"},
    {"private", "pvt"},
    {"pte", "pte"},
    {"pty", "pty"},
    {"pvt", "pvt"},
    {"sa", "sa"},
    {"sarl", "sarl"},
    {"sas", "sas"},
    {"sdn", "sdn"},
    {"se", "se"},
    {"sl", "sl"},
    {"spa", "spa"},
    {"spzoo", "zoo"},
    {"srl", "srl"},
    {"sro", "sro"},
    {"ug", "ug"},
    {"zoo", "zoo"},
});
static_assert(std::ranges::is_sorted(legal_forms, {}, &LegalForm::word));

constexpr std::string_view connectives[] = {"&", "and", "e", "en", "et", "og", "u", "und", "y"};
constexpr std::string_view titles[] = {"dipl", "dr", "frau", "herr", "ing", "mag", "mba",
                                       "miss", "mr", "mrs",  "ms",   "msc", "phd", "prof"};

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool is_single_letter(std::string_view word) {
  return characters_in(word) == 1 && !(word[0] >= '0' && word[0] <= '9') && word != "&";
}

bool vanishes(char32_t c, NameSort sort) {
  if ((c >= 0x300 && c <= 0x36F) || is_invisible(c)) return true;
  if (c == '\'' || c == '`' || c == 0xB4 || c == 0x2BC || c == 0x2018 || c == 0x2019) return true;
  return c == '.' && sort == NameSort::company;  // "S.p.A.", "Amazon.com"
}

/// Words as they are compared, each with its umlauts spelled out and plain.
struct Word {
  std::string spelled_out;
  std::string plain;
};

std::vector<Word> words_in(std::string_view folded, NameSort sort) {
  std::vector<Word> words(1);
  const auto next_word = [&] {
    if (!words.back().plain.empty()) words.emplace_back();
  };
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t from = at;
    const char32_t c = next_code_point(folded, at);
    if (vanishes(c, sort)) continue;
    if (c == '&' || c == '+') {
      next_word();
      words.back() = {"&", "&"};
      next_word();
    } else if (!is_letter_or_digit(c)) {
      next_word();
    } else if (const auto spelling = std::ranges::lower_bound(spellings, c, {}, &Spelling::letter);
               spelling != spellings.end() && spelling->letter == c) {
      words.back().plain += spelling->plain;
      words.back().spelled_out +=
          spelling->spelled_out.empty() ? spelling->plain : spelling->spelled_out;
    } else {
      words.back().plain += folded.substr(from, at - from);
      words.back().spelled_out += folded.substr(from, at - from);
    }
  }
  if (words.back().plain.empty()) words.pop_back();
  return words;
}

void join_single_letters(std::vector<Word>& words) {
  std::vector<Word> joined;
  bool run = false;
  for (Word& word : words) {
    const bool single = is_single_letter(word.plain);
    if (single && run) {
      joined.back().plain += word.plain;
      joined.back().spelled_out += word.spelled_out;
    } else {
      joined.push_back(std::move(word));
    }
    run = single;
  }
  words = std::move(joined);
}

/// Takes the legal form from the end of a company's words: "gmbh co kg".
std::string take_legal_form(std::vector<Word>& words) {
  std::string form;
  while (words.size() > 1) {
    const auto known =
        std::ranges::lower_bound(legal_forms, words.back().plain, {}, &LegalForm::word);
    if (known == legal_forms.end() || known->word != words.back().plain) break;
    form = std::string(known->form) + (form.empty() ? "" : " ") + form;
    words.pop_back();
  }
  return form;
}

std::string numbers_in(std::string_view folded) {
  std::string numbers;
  bool inside = false;
  for (const char c : folded) {
    const bool digit = c >= '0' && c <= '9';
    if (digit && !inside && !numbers.empty()) numbers += ' ';
    if (digit) numbers += c;
    inside = digit;
  }
  return numbers;
}

std::u32string characters_of(std::string_view word) {
  std::u32string characters;
  for (std::size_t at = 0; at < word.size();) characters += next_code_point(word, at);
  return characters;
}

/// Edit distance with swaps of neighbours (optimal string alignment), or limit + 1 when it is
/// larger.
std::size_t edit_distance(std::u32string_view a, std::u32string_view b, std::size_t limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit) return limit + 1;
  using Row = std::array<std::size_t, longest_word + 1>;
  Row before_last{}, last{}, row{};
  std::iota(last.begin(), last.begin() + static_cast<std::ptrdiff_t>(a.size()) + 1, std::size_t{0});
  for (std::size_t j = 1; j <= b.size(); ++j) {
    row[0] = j;
    std::size_t best = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      row[i] =
          std::min({row[i - 1] + 1, last[i] + 1, last[i - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[i] = std::min(row[i], before_last[i - 2] + 1);
      best = std::min(best, row[i]);
    }
    if (best > limit) return limit + 1;
    before_last = last;
    last = row;
  }
  return last[a.size()];
}

Likeness likeness_of_words(std::string_view a, std::string_view b) {
  const std::u32string x = characters_of(a);
  const std::u32string y = characters_of(b);
  const std::size_t allowed = allowed_errors(std::min(x.size(), y.size()));
  // Nobody mistypes the first letter, and "Essen" is not "Hessen".
  if (allowed == 0 || std::max(x.size(), y.size()) > longest_word || x[0] != y[0])
    return Likeness::none;
  const std::size_t limit =
      std::max(x.size(), y.size()) > longest_word_for_two_errors ? 1 : allowed;
  const std::size_t errors = edit_distance(x, y, limit);
  if (errors > limit) return Likeness::none;
  return errors == 1 ? Likeness::typing_error : Likeness::two_typing_errors;
}

/// "j" and "jane".
bool is_initial_of(std::string_view a, std::string_view b) {
  return is_single_letter(a) != is_single_letter(b) &&
         (is_single_letter(a) ? b.starts_with(a) : a.starts_with(b));
}

std::uint64_t hash(std::string_view text, std::uint64_t seed) {
  std::uint64_t h = seed ^ 0xcbf29ce484222325ull;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
  return (h ^ h >> 29) * 0x9E3779B97F4A7C15ull;
}

std::uint64_t hash(const std::u32string& text, std::size_t without, std::size_t or_without,
                   std::uint64_t seed) {
  std::uint64_t h = seed ^ 0xcbf29ce484222325ull;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (i != without && i != or_without) h = (h ^ text[i]) * 0x100000001b3ull;
  return (h ^ h >> 29) * 0x9E3779B97F4A7C15ull;
}

std::string sorted_words(const NameShape& shape) {
  std::vector<std::string> words = shape.words;
  keyplan::sort(words);
  std::string text;
  for (const std::string& word : words) text += word + ' ';
  return text;
}

/// What a name shares with the names like it. Words with a typing error share what is left when
/// the letters in question are taken out of both.
template <class Fn>
void for_each_key(const NameShape& shape, NameSort sort, std::uint64_t group, Fn&& fn) {
  enum : std::uint64_t { by_letters = 1, by_words = 2, by_initial = 3, by_errors = 4 };
  const std::uint64_t seed = hash(shape.numbers, group * 0x9E3779B97F4A7C15ull);
  if (shape.letters.empty()) {
    fn(hash(shape.folded, seed + by_letters));
    return;
  }
  fn(hash(shape.letters, seed + by_letters));
  if (shape.plain_letters != shape.letters) fn(hash(shape.plain_letters, seed + by_letters));
  if (shape.words.size() > most_words) return;
  if (sort != NameSort::thing && shape.words.size() > 1)
    fn(hash(sorted_words(shape), seed + by_words));
  if (sort == NameSort::person && shape.words.size() == 2)
    fn(hash(shape.words[1], hash(shape.words[0].substr(0, 1), seed + by_initial)));
  for (std::size_t i = 0; i < shape.words.size(); ++i) {
    const std::u32string word = characters_of(shape.words[i]);
    if (allowed_errors(word.size() + 1) == 0 || word.size() > longest_word) continue;
    std::uint64_t rest = seed + by_errors;
    for (std::size_t j = 0; j < shape.words.size(); ++j)
      rest = hash(j == i ? std::string_view() : shape.words[j], rest);
    constexpr std::size_t nothing = ~std::size_t{0};
    fn(hash(word, nothing, nothing, rest));
    const bool two = allowed_errors(word.size()) == 2 && word.size() <= longest_word_for_two_errors;
    for (std::size_t a = 1; a < word.size(); ++a) {
      fn(hash(word, a, nothing, rest));
      for (std::size_t b = a + 1; two && b < word.size(); ++b) fn(hash(word, a, b, rest));
    }
  }
}

}  // namespace

NameSort sort_of(model::Kind kind) {
  switch (kind) {
    case model::Kind::account:
      return NameSort::company;
    case model::Kind::person:
    case model::Kind::team_member:
      return NameSort::person;
    default:
      return NameSort::thing;
  }
}

std::string_view label_of(Likeness likeness) {
  switch (likeness) {
    case Likeness::none:
      return "different";
    case Likeness::two_typing_errors:
    case Likeness::typing_error:
      return "nearly the same letters";
    case Likeness::initial:
      return "same initial";
    case Likeness::other_order:
      return "same words";
    case Likeness::form_left_out:
      return "without legal form";
    case Likeness::other_spelling:
      return "other spelling";
    case Likeness::same_name:
      return "same name";
  }
  return {};
}

NameShape shape_of(std::string_view name, NameSort sort) {
  NameShape shape;
  shape.folded = fold_name(name);
  shape.numbers = numbers_in(shape.folded);
  std::vector<Word> words = words_in(shape.folded, sort);
  if (sort == NameSort::company) {
    join_single_letters(words);
    if (words.size() > 1 && words.front().plain == "the") words.erase(words.begin());
    for (std::size_t i = words.size(); i-- > 1;)
      if (i + 1 < words.size() && std::ranges::contains(connectives, words[i].plain))
        words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
    shape.legal_form = take_legal_form(words);
  }
  if (sort == NameSort::person) {
    std::vector<Word> without;
    for (const Word& word : words)
      if (!std::ranges::contains(titles, word.plain)) without.push_back(word);
    if (!without.empty()) words = std::move(without);
  }
  for (Word& word : words) {
    shape.letters += word.spelled_out;
    shape.plain_letters += word.plain;
    shape.words.push_back(std::move(word.spelled_out));
  }
  return shape;
}

Likeness likeness(const NameShape& a, const NameShape& b, NameSort sort) {
  if (a.folded == b.folded) return Likeness::same_name;
  if (a.letters.empty() || b.letters.empty() || a.numbers != b.numbers) return Likeness::none;
  const bool same_form = a.legal_form == b.legal_form;
  if (!same_form && !a.legal_form.empty() && !b.legal_form.empty()) return Likeness::none;
  if (a.letters == b.letters || a.plain_letters == b.plain_letters ||
      a.letters == b.plain_letters || a.plain_letters == b.letters)
    return same_form ? Likeness::other_spelling : Likeness::form_left_out;
  if (a.words.size() != b.words.size() || a.words.size() > most_words) return Likeness::none;
  if (sort != NameSort::thing && sorted_words(a) == sorted_words(b)) return Likeness::other_order;
  std::size_t differing = a.words.size();
  for (std::size_t i = 0; i < a.words.size(); ++i) {
    if (a.words[i] == b.words[i]) continue;
    if (differing != a.words.size()) return Likeness::none;
    differing = i;
  }
  if (sort == NameSort::person && differing == 0 && a.words.size() == 2 &&
      is_initial_of(a.words[0], b.words[0]))
    return Likeness::initial;
  return likeness_of_words(a.words[differing], b.words[differing]);
}

Likeness likeness(std::string_view a, std::string_view b, NameSort sort) {
  return likeness(shape_of(a, sort), shape_of(b, sort), sort);
}

void NearNames::grow() {
  buckets_.assign(std::max<std::size_t>(buckets_.size() * 4, 1024), end);
  for (std::uint32_t i = 0; i < links_.size(); ++i) {
    std::uint32_t& first = buckets_[bucket_of(links_[i].key)];
    links_[i].next = std::exchange(first, i);
  }
}

void NearNames::file(std::uint64_t key, std::uint32_t name) {
  if (links_.size() >= buckets_.size()) grow();
  std::uint32_t& first = buckets_[bucket_of(key)];
  std::size_t same = 0;
  for (std::uint32_t at = first; at != end; at = links_[at].next) {
    if (links_[at].key != key) continue;
    if (links_[at].name == name || ++same > most_of_a_key) return;
  }
  links_.push_back({key, name, first});
  first = static_cast<std::uint32_t>(links_.size() - 1);
}

void NearNames::add(std::string_view name, std::size_t index, std::uint64_t group) {
  names_.push_back({shape_of(name, sort_), index, group});
  const auto place = static_cast<std::uint32_t>(names_.size() - 1);
  for_each_key(names_.back().shape, sort_, group, [&](std::uint64_t key) { file(key, place); });
}

std::vector<NearNames::Near> NearNames::all(std::string_view name, std::uint64_t group) const {
  std::vector<Near> found;
  if (buckets_.empty()) return found;
  const NameShape shape = shape_of(name, sort_);
  std::vector<std::uint32_t> candidates, of_key;
  for_each_key(shape, sort_, group, [&](std::uint64_t key) {
    of_key.clear();
    for (std::uint32_t at = buckets_[bucket_of(key)]; at != end; at = links_[at].next)
      if (links_[at].key == key) of_key.push_back(links_[at].name);
    if (of_key.size() <= most_of_a_key)
      candidates.insert(candidates.end(), of_key.begin(), of_key.end());
  });
  keyplan::sort(candidates);
  const auto repeated = std::ranges::unique(candidates);
  candidates.erase(repeated.begin(), repeated.end());
  for (const std::uint32_t candidate : candidates) {
    const Name& other = names_[candidate];
    if (other.group != group) continue;
    const Likeness how = likeness(shape, other.shape, sort_);
    if (how == Likeness::none) continue;
    const auto at = std::ranges::find(found, other.index, &Near::index);
    if (at == found.end()) {
      found.push_back({other.index, how});
    } else {
      at->likeness = std::max(at->likeness, how);
    }
  }
  return found;
}

std::optional<NearNames::Near> NearNames::best(std::string_view name) const {
  std::optional<Near> best;
  for (const Near& near : all(name))
    if (!best || near.likeness > best->likeness) best = near;
  return best;
}

}  // namespace keyplan::exchange
