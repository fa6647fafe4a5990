#include "core/exchange/tables.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "core/exchange/entities.h"
#include "core/exchange/names.h"
#include "core/sorting/sort.h"

namespace keyplan::exchange {
namespace {

using model::FieldType;
using model::Kind;

constexpr std::size_t no_rank = static_cast<std::size_t>(-1);

/// Calls fn(alias) for each alias of a '|' separated list.
template <class Fn>
void for_each_alias(std::string_view aliases, Fn&& fn) {
  while (!aliases.empty()) {
    const std::size_t bar = aliases.find('|');
    fn(aliases.substr(0, bar));
    if (bar == std::string_view::npos) return;
    aliases.remove_prefix(bar + 1);
  }
}

struct RoleAlias {
  Role role;
  std::string_view aliases;
};

// Headers that are no field of a record but say something about one.
constexpr RoleAlias role_aliases[] = {
    {Role::contact, "contact|primary contact|contact name|main contact|ansprechpartner|kontakt"},
    {Role::first_name, "first name|name_first|given name|vorname|first"},
    {Role::last_name, "last name|name_last|surname|family name|nachname|last"},
    {Role::probability,
     "probability|probability (%)|deal probability|close probability|win probability|"
     "wahrscheinlichkeit"},
    {Role::closed_as, "status|state|is won|won|is closed won|deal status|status reason|statecode"},
    {Role::currency,
     "currency|currency code|currencyisocode|transactioncurrencyid|deal currency|opportunity "
     "currency|waehrung|w\u00E4hrung"},
    {Role::quantity, "quantity|qty|quantityordered|order quantity|menge|anzahl"},
    {Role::order_status, "lifecyclestatus|order status|status|state|auftragsstatus"},
    {Role::address_id, "addressid|address id"},
    {Role::label_id, "productid|product id|prodcategoryid|category id|material|code|id"},
    {Role::label_text, "short_descr|short text|medium_descr|medium text|text|description|name"},
    {Role::language, "language|lang|language key|sprache"},
    {Role::dictionary_table, "table|object|entity"},
    {Role::dictionary_field, "field|column|attribute|field name|column name"},
    {Role::dictionary_text, "description|meaning|definition"},
};

/// Asked for many cells of every table, so the words are prepared once.
bool is_stage_word(std::string_view cell) {
  static const std::unordered_set<std::string> words = [] {
    std::unordered_set<std::string> all;
    for (const model::ChoiceInfo& stage : model::choices_of<model::Stage>.subspan(1)) {
      all.insert(squash(stage.label));
      for_each_alias(stage.aliases, [&](std::string_view alias) { all.insert(squash(alias)); });
    }
    return all;
  }();
  return words.contains(squash(cell));
}

std::string_view aliases_of(Role role) {
  for (const RoleAlias& entry : role_aliases)
    if (entry.role == role) return entry.aliases;
  return {};
}

std::span<const Role> roles_of(TableKind kind) {
  static constexpr Role account_roles[] = {Role::contact, Role::address_id, Role::currency};
  static constexpr Role deal_roles[] = {Role::probability, Role::closed_as, Role::currency};
  static constexpr Role name_roles[] = {Role::first_name, Role::last_name, Role::address_id};
  static constexpr Role offering_roles[] = {Role::currency};
  static constexpr Role revenue_roles[] = {Role::quantity, Role::order_status, Role::currency};
  static constexpr Role address_roles[] = {Role::address_id};
  static constexpr Role label_roles[] = {Role::label_id, Role::label_text, Role::language};
  static constexpr Role dictionary_roles[] = {Role::dictionary_table, Role::dictionary_field,
                                              Role::dictionary_text};
  switch (kind) {
    case TableKind::accounts:
      return account_roles;
    case TableKind::opportunities:
      return deal_roles;
    case TableKind::offerings:
      return offering_roles;
    case TableKind::team:
    case TableKind::people:
      return name_roles;
    case TableKind::revenue:
    case TableKind::order_items:
      return revenue_roles;
    case TableKind::addresses:
      return address_roles;
    case TableKind::labels:
      return label_roles;
    case TableKind::data_dictionary:
      return dictionary_roles;
    case TableKind::actions:
    case TableKind::rates:
    case TableKind::left_out:
      return {};
  }
  return {};
}

bool is_year(std::string_view digits) {
  return digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20")) &&
         std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
}

/// "Revenue 2003", "Umsatz_2003", "2003 Sales", "FY2003", "2003".
std::int16_t revenue_year(std::string_view header) {
  const std::string squashed = squash(header);
  if (squashed.size() < 4) return 0;
  std::string word;
  std::string_view digits;
  const std::string_view view = squashed;
  if (is_year(view.substr(view.size() - 4))) {
    digits = view.substr(view.size() - 4);
    word = view.substr(0, view.size() - 4);
  } else if (is_year(view.substr(0, 4))) {
    digits = view.substr(0, 4);
    word = view.substr(4);
  } else {
    return 0;
  }
  static constexpr std::string_view words[] = {
      "",     "revenue",   "umsatz",   "sales",    "netsales",   "turnover",         "fy",
      "gj",   "revenuefy", "salesfy",  "ca",       "invoiced",   "chiffredaffaires", "year",
      "jahr", "umsatzgj",  "billings", "bookings", "netrevenue", "nettoumsatz"};
  if (std::ranges::find(words, word) == std::end(words)) return 0;
  return static_cast<std::int16_t>((digits[0] - '0') * 1000 + (digits[1] - '0') * 100 +
                                   (digits[2] - '0') * 10 + (digits[3] - '0'));
}

/// The forms under which a header is looked up: whole, then without "(USD)" and the like.
std::vector<std::string> header_forms(std::string_view header) {
  std::vector<std::string> forms{squash(header)};
  const auto add = [&](std::string_view text) {
    std::string form = squash(text);
    if (!form.empty() && std::ranges::find(forms, form) == forms.end())
      forms.push_back(std::move(form));
  };
  for (const char open : {'(', '['}) {
    const std::size_t at = header.find(open);
    if (at != std::string_view::npos && at > 0) add(header.substr(0, at));
  }
  const std::string_view trimmed = trim(header);
  const std::size_t last = trimmed.find_last_of(" _");
  if (last != std::string_view::npos && is_currency_code(trimmed.substr(last + 1)))
    add(trimmed.substr(0, last));
  return forms;
}

/// Headers of a table, prepared once for many look-ups.
class Headers {
 public:
  explicit Headers(std::span<const std::string> header) {
    for (const std::string& text : header) forms_.push_back(header_forms(text));
  }
  std::size_t size() const { return forms_.size(); }

  /// Position of a column's header in an alias list.
  std::size_t rank(std::size_t column, std::string_view aliases) const {
    const std::vector<std::string>& words = words_of(aliases);
    for (const std::string& form : forms_[column]) {
      const auto at = std::ranges::find(words, form);
      if (!form.empty() && at != words.end()) return static_cast<std::size_t>(at - words.begin());
    }
    return no_rank;
  }
  bool has(std::string_view aliases) const {
    for (std::size_t c = 0; c < forms_.size(); ++c)
      if (rank(c, aliases) != no_rank) return true;
    return false;
  }

 private:
  /// Alias lists are literals, so their address names them; squashing each once keeps wide tables
  /// quick.
  const std::vector<std::string>& words_of(std::string_view aliases) const {
    const auto [at, is_new] = words_.try_emplace(aliases.data());
    if (is_new)
      for_each_alias(aliases, [&](std::string_view alias) { at->second.push_back(squash(alias)); });
    return at->second;
  }

  std::vector<std::vector<std::string>> forms_;
  mutable std::unordered_map<const char*, std::vector<std::string>> words_;
};

struct Candidate {
  std::size_t rank;
  std::size_t column;
  Target target;
};

bool fits(const model::FieldInfo& field, const ColumnProfile& profile) {
  if (profile.filled == 0) return true;
  switch (field.type) {
    case FieldType::money:
    case FieldType::count:
    case FieldType::percent:
    case FieldType::rate:
      return profile.numbers.numbers * 2 >= profile.filled;
    case FieldType::date:
      return profile.dates.dates * 2 >= profile.filled;
    case FieldType::period:
      return (profile.numbers.numbers + profile.dates.dates) * 2 >= profile.filled;
    // "Manager" columns hold names; a column of dates or amounts refers to nobody.
    case FieldType::reference:
      return !profile.dates.mostly_dates();
    default:
      return true;
  }
}

std::vector<Target> map_columns(TableKind kind, const Headers& headers,
                                std::span<const std::string> header,
                                std::span<const ColumnProfile> profiles) {
  std::vector<Target> targets(header.size());
  std::vector<Candidate> candidates;
  const std::optional<Kind> fields_of = field_kind(kind);
  for (std::size_t c = 0; c < header.size(); ++c) {
    if (fields_of) {
      const auto fields = model::info(*fields_of).fields;
      for (std::uint16_t f = 0; f < fields.size(); ++f) {
        std::size_t rank = headers.rank(c, fields[f].options.aliases);
        if (rank == no_rank || !fits(fields[f], profiles[c])) continue;
        // "Status" says open, won or lost; a column of stages, if there is one, says more.
        if (fields[f].type == FieldType::progress &&
            headers.rank(c, aliases_of(Role::closed_as)) != no_rank)
          rank += 50;
        candidates.push_back({rank, c, {Role::field, f}});
      }
    }
    for (const Role role : roles_of(kind)) {
      // A role is second choice: fields of the record come first.
      const std::size_t rank = headers.rank(c, aliases_of(role));
      if (rank != no_rank) candidates.push_back({rank + 100, c, {role}});
    }
  }
  keyplan::sort(candidates, {}, &Candidate::rank);
  const auto used = [&](const Target& target) {
    return std::ranges::find(targets, target) != targets.end();
  };
  for (const Candidate& candidate : candidates) {
    Target& target = targets[candidate.column];
    if (target.role == Role::ignore && !used(candidate.target)) target = candidate.target;
  }
  // A reference may come twice, by id and by name; the second helps where the first is empty.
  for (const Candidate& candidate : candidates) {
    Target& target = targets[candidate.column];
    if (target.role != Role::ignore || candidate.target.role != Role::field) continue;
    const auto& field = model::info(*fields_of).fields[candidate.target.field];
    if (field.type == FieldType::reference) target = candidate.target;
  }
  if (kind == TableKind::accounts) {
    std::size_t bare_years = 0;
    for (const std::string& text : header) bare_years += is_year(trim(text)) ? 1u : 0u;
    for (std::size_t c = 0; c < header.size(); ++c) {
      const std::int16_t year = revenue_year(header[c]);
      const bool bare = is_year(trim(header[c]));
      const Target wanted{Role::revenue_of_year, 0, year};
      if (year != 0 && (!bare || bare_years >= 2) && profiles[c].numbers.mostly_numbers() &&
          !used(wanted))
        targets[c] = wanted;
    }
  }
  return targets;
}

/// Columns with a header we do not know, but cells we do.
void map_by_content(TableKind kind, std::span<const ColumnProfile> profiles,
                    std::vector<Target>& targets) {
  const std::optional<Kind> fields_of = field_kind(kind);
  if (!fields_of) return;
  const auto give = [&](std::string_view key, auto&& matches) {
    const auto field = model::find_field(*fields_of, key);
    if (!field) return;
    const Target wanted{Role::field, *field};
    if (std::ranges::find(targets, wanted) != targets.end()) return;
    for (std::size_t c = 0; c < targets.size(); ++c) {
      if (targets[c].role != Role::ignore || profiles[c].filled == 0) continue;
      if (matches(profiles[c]) * 10 >= profiles[c].sampled * 8) {
        targets[c] = wanted;
        return;
      }
    }
  };
  if (kind == TableKind::opportunities)
    give("progress", [](const ColumnProfile& profile) { return profile.stages; });
  give("email", [](const ColumnProfile& profile) { return profile.emails; });
}

/// How much a table looks like a kind: points for the columns that make the kind what it is.
double score(TableKind kind, const Headers& headers, const std::vector<Target>& targets,
             std::span<const ColumnProfile> profiles, std::string_view squashed_file) {
  const std::optional<Kind> record = record_kind(kind);
  if (!record) return 0;
  const auto has = [&](std::string_view key) {
    const auto field = model::find_field(*record, key);
    return field && std::ranges::find(targets, Target{Role::field, *field}) != targets.end();
  };
  const auto has_role = [&](Role role) {
    return std::ranges::find(targets, role, &Target::role) != targets.end();
  };
  const auto named = [&](std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, [&](std::string_view word) {
      return squashed_file.find(word) != std::string_view::npos;
    });
  };
  const auto used = static_cast<double>(std::ranges::count_if(
      targets, [](const Target& target) { return target.role != Role::ignore; }));
  double points = used / static_cast<double>(std::max<std::size_t>(targets.size(), 1));
  switch (kind) {
    case TableKind::accounts:
      if (!has("name")) return 0;
      points += (has("sector") + has("employees") + has("parent")) * 1.5;
      points += (has("country") || has("city")) + has("company_revenue") * 0.5;
      points += has_role(Role::revenue_of_year) * 3.0 + has("website") * 0.5;
      points += headers.has(
                    "account|account name|company|company name|companyname|customer|"
                    "customer name|kunde|firma|kundenname") *
                1.0;
      points += named({"account", "customer", "compan", "partner", "kunde", "firm"}) * 2.0;
      break;
    case TableKind::opportunities: {
      if (!has("progress") && !(has("amount") && has("close"))) return 0;
      const bool stage_words = std::ranges::any_of(profiles, [](const ColumnProfile& profile) {
        return profile.stages * 2 > profile.sampled;
      });
      points += has("progress") * 1.0 + stage_words * 2.0 + has("close") * 1.5 +
                has("amount") * 1.0 + has_role(Role::probability) * 1.5;
      points += headers.has(
                    "opportunity|opportunity name|opportunity_id|opportunity id|deal name|"
                    "deal id|opportunityid|deal_stage|dealname|dealstage") *
                2.0;
      points += named({"opportunit", "deal", "pipeline", "potential"}) * 2.0;
      break;
    }
    case TableKind::offerings:
      if (!has("name") && !has("source")) return 0;
      points += has("price") * 2.0 + has("family") * 1.5;
      points += headers.has(
                    "product|product name|productid|product id|product code|sku|produkt|"
                    "artikel|offering") *
                1.5;
      points += named({"product", "offering", "pricelist", "produkt", "artikel"}) * 2.0;
      break;
    case TableKind::team:
      if (!has("name") && !has_role(Role::last_name)) return 0;
      points += has("manager") * 1.5 + has("region") * 0.5;
      points += headers.has(
                    "sales_agent|sales agent|employeeid|employee id|employee|user id|"
                    "systemuserid|user name|sales rep|salesperson|mitarbeiter") *
                2.5;
      points += named({"team", "user", "employee", "agent", "staff", "mitarbeiter"}) * 2.0;
      break;
    case TableKind::people:
      if (!has("name") && !has_role(Role::last_name)) return 0;
      points += has("email") * 1.0 + has("account") * 1.0 + has("job_title") * 1.0 +
                has_role(Role::last_name) * 1.5;
      points += headers.has("contact id|contactid|contact name|reports to|contact owner") * 1.5;
      points += named({"contact", "people", "person", "kontakt"}) * 2.0;
      break;
    case TableKind::revenue:
      if (!has("amount") || !(has("account") || has("source"))) return 0;
      if (!has("period")) return 0;
      points += 2.0 + has("offering") * 1.0 + has("cost") * 1.0;
      points += headers.has(
                    "order id|orderid|ordernumber|order number|invoice|invoice number|"
                    "salesorderid|fiscal year|invoice date|order date|orderdate") *
                2.0;
      points += named({"revenue", "order", "invoice", "umsatz", "rechnung", "salesdata"}) * 2.0;
      break;
    case TableKind::actions:
      if (!has("title")) return 0;
      points += has("due") * 2.0 + has("status") * 0.5;
      points += headers.has("subject|task|task name|activity|task id|betreff|aufgabe") * 1.0;
      points += named({"task", "activit", "action", "aufgabe"}) * 2.0;
      break;
    case TableKind::rates:
      if (!has("currency") || !has("rate")) return 0;
      points += 3.0 + has("date") * 1.0;
      break;
    default:
      return 0;
  }
  return points;
}

/// Tables that only complete others have headers nobody else has.
std::optional<TableKind> helper_kind(const Headers& headers) {
  const bool small = headers.size() <= 8;
  if (small && headers.has("field|column|field name|column name") &&
      headers.has("description|meaning|definition") && !headers.has("amount|email|price"))
    return TableKind::data_dictionary;
  if (headers.has("addressid|address id") && headers.has("city|country|street") &&
      !headers.has("partnerid|employeeid|companyname|company name|account name|name_last"))
    return TableKind::addresses;
  if (headers.has("productid|product id|prodcategoryid|category id|material") &&
      headers.has("short_descr|medium_descr|short text|description|text|language") &&
      !headers.has("price|sales_price|amount|netamount|quantity|currency"))
    return TableKind::labels;
  if (headers.has("salesorderid|order id|orderid|order number|ordernumber|invoice number") &&
      headers.has("productid|product id|product|productcode|sku|item") &&
      headers.has("netamount|net amount|amount|total|net value|sales") &&
      !headers.has("partnerid|account|account name|customer|customer name|customername|customerid|"
                   "account id|company|kunde"))
    return TableKind::order_items;
  return std::nullopt;
}

}  // namespace

std::optional<Kind> field_kind(TableKind kind) {
  if (kind == TableKind::order_items) return Kind::revenue;
  if (kind == TableKind::addresses) return Kind::account;
  return record_kind(kind);
}

std::optional<Kind> record_kind(TableKind kind) {
  switch (kind) {
    case TableKind::accounts:
      return Kind::account;
    case TableKind::opportunities:
      return Kind::opportunity;
    case TableKind::offerings:
      return Kind::offering;
    case TableKind::team:
      return Kind::team_member;
    case TableKind::people:
      return Kind::person;
    case TableKind::revenue:
      return Kind::revenue;
    case TableKind::actions:
      return Kind::action;
    case TableKind::rates:
      return Kind::rate;
    case TableKind::left_out:
    case TableKind::order_items:
    case TableKind::addresses:
    case TableKind::labels:
    case TableKind::data_dictionary:
      return std::nullopt;
  }
  return std::nullopt;
}

std::vector<Target> targets_for(TableKind kind) {
  std::vector<Target> targets{{}};
  if (const std::optional<Kind> fields_of = field_kind(kind)) {
    const auto fields = model::info(*fields_of).fields;
    for (std::uint16_t f = 0; f < fields.size(); ++f)
      if (is_imported(fields[f])) targets.push_back({Role::field, f});
  }
  for (const Role role : roles_of(kind)) targets.push_back({role});
  return targets;
}

void ColumnProfile::add(std::string_view cell) {
  constexpr std::size_t sample = 200;
  cell = trim(cell);
  if (cell.empty()) return;
  ++filled;
  // A column that starts with this much text is text; only numbers and dates need every cell.
  if (filled <= sample || numbers.numbers > 0) numbers.add(cell);
  if (filled <= sample || dates.dates > 0) dates.add(cell);
  if (filled > sample) return;
  ++sampled;
  const std::size_t at = cell.find('@');
  if (at != std::string_view::npos && at > 0 && cell.find('.', at) != std::string_view::npos &&
      cell.find(' ') == std::string_view::npos)
    ++emails;
  if (cell.size() < 40 && is_stage_word(cell)) ++stages;
  if (first_values.size() < 3) {
    constexpr std::size_t shown = 40;
    std::string shortened(cell.substr(0, shown));
    while (!shortened.empty() && cell.size() > shown &&
           (static_cast<unsigned char>(cell[shortened.size()]) & 0xC0) == 0x80)
      shortened.pop_back();
    if (std::ranges::find(first_values, shortened) == first_values.end())
      first_values.push_back(std::move(shortened));
  }
}

TableGuess guess_table(std::string_view file_name, std::span<const std::string> header,
                       std::span<const ColumnProfile> profiles, std::optional<TableKind> forced) {
  const Headers headers(header);
  TableGuess guess;
  guess.targets.resize(header.size());
  if (!forced) forced = helper_kind(headers);
  if (forced) {
    guess.kind = *forced;
    guess.targets = map_columns(*forced, headers, header, profiles);
    map_by_content(*forced, profiles, guess.targets);
    return guess;
  }
  const std::string squashed_file = squash(file_name);
  constexpr double needed = 1.6;
  double best = needed;
  bool any_known = false;
  for (std::size_t k = 1; k < table_kind_count; ++k) {
    const auto kind = static_cast<TableKind>(k);
    std::vector<Target> targets = map_columns(kind, headers, header, profiles);
    map_by_content(kind, profiles, targets);
    any_known = any_known || std::ranges::any_of(targets, [](const Target& target) {
                  return target.role != Role::ignore;
                });
    const double points = score(kind, headers, targets, profiles, squashed_file);
    if (points <= best) continue;
    best = points;
    guess.kind = kind;
    guess.targets = std::move(targets);
  }
  if (guess.kind == TableKind::left_out)
    guess.reason = std::string(any_known ? "Too few" : "None") + " of its columns " +
                   (any_known ? "are" : "is") + " known. Choose what it holds to import it.";
  return guess;
}

std::string_view misfit(TableKind kind, std::string_view header, const ColumnProfile& profile) {
  const std::optional<Kind> fields_of = field_kind(kind);
  if (!fields_of) return {};
  const std::string text(header);
  const Headers headers(std::span(&text, 1));
  for (const model::FieldInfo& field : model::info(*fields_of).fields) {
    if (headers.rank(0, field.options.aliases) == no_rank || fits(field, profile)) continue;
    switch (field.type) {
      case FieldType::date:
        return "most of its values are no dates";
      case FieldType::period:
        return "most of its values are no years, months or dates";
      case FieldType::reference:
        return "its values are dates";
      default:
        return "most of its values are no numbers";
    }
  }
  return {};
}

std::optional<std::uint8_t> find_choice(std::span<const model::ChoiceInfo> choices,
                                        std::string_view text) {
  const std::string wanted = squash(text);
  if (wanted.empty()) return std::nullopt;
  for (std::size_t i = 1; i < choices.size(); ++i) {
    bool found = squash(choices[i].key) == wanted || squash(choices[i].label) == wanted;
    for_each_alias(choices[i].aliases,
                   [&](std::string_view alias) { found = found || squash(alias) == wanted; });
    if (found) return static_cast<std::uint8_t>(i);
  }
  return std::nullopt;
}

}  // namespace keyplan::exchange
