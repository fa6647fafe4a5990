#include "generate.h"

#include <array>
#include <cstdlib>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace keyplan::bench {
namespace {

using namespace model;

constexpr int plan_year = 2026;

/// SplitMix64.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(next() % limit); }
  std::size_t between(std::size_t low, std::size_t high) { return low + below(high - low + 1); }
  bool one_in(std::size_t n) { return below(n) == 0; }
  template <class T, std::size_t n>
  const T& of(const std::array<T, n>& choices) {
    return choices[below(n)];
  }

 private:
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15ull;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
  }
  std::uint64_t state_;
};

constexpr auto first_names = std::to_array<std::string_view>(
    {"Nora", "Jürgen", "Anaïs", "Marek", "Siobhán", "Tomás", "Ingrid", "Paolo", "Zoë", "Henrik"});
constexpr auto last_names = std::to_array<std::string_view>(
    {"Feldkamp", "Okafor", "Lindqvist", "Moreau", "Novák", "Castellano", "Brandt", "Whitfield"});
constexpr auto stems = std::to_array<std::string_view>(
    {"Nordwind", "Calder", "Bergamo", "Oststern", "Lumen", "Harbour", "Velden", "Quill"});
constexpr auto trades = std::to_array<std::string_view>(
    {"Zucker", "Logistics", "Textile", "Pumps", "Foods", "Optics", "Energy", "Papier"});
constexpr auto forms = std::to_array<std::string_view>({"AG", "Ltd", "S.p.A.", "GmbH & Co. KG"});
constexpr auto sectors = std::to_array<std::string_view>(
    {"Food and drink", "Transport", "Machinery", "Energy", "Health", "Retail"});
constexpr auto places = std::to_array<std::array<std::string_view, 3>>({{"DACH", "DE", "Köln"},
                                                                        {"Nordics", "SE", "Malmö"},
                                                                        {"South", "IT", "Bergamo"},
                                                                        {"UK", "GB", "Leeds"}});
constexpr auto works = std::to_array<std::string_view>(
    {"Roll-out", "Service contract", "Plant extension", "Spare parts", "Retrofit", "Licences"});
constexpr auto job_titles = std::to_array<std::string_view>(
    {"Head of Purchasing", "Plant Manager", "Chief Financial Officer", "IT Lead"});
constexpr auto sentences = std::to_array<std::string_view>(
    {"Wants one contact for all plants, and answers within a day.",
     "The board decides on the budget in autumn; the draft goes out in June.",
     "Said \"not before the audit is through\", so the dates moved by a quarter.",
     "Second supplier is in the running since the delay of the spring delivery.",
     "Größere Anlage in Köln geplant, Ausschreibung kommt über den Einkauf.",
     "Likes short papers with numbers.\nNo slides."});

std::string text(std::initializer_list<std::string_view> parts) {
  std::string all;
  for (const std::string_view part : parts) all += part;
  return all;
}

std::string notes(Random& random, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) {
    if (i != 0) all += ' ';
    all += random.of(sentences);
  }
  return all;
}

// Members of a braced list are evaluated in order, so these are the same with every compiler.
std::string person_name(Random& random) {
  return text({random.of(first_names), " ", random.of(last_names)});
}

std::string account_name(Random& random, std::size_t number) {
  return text({random.of(stems), " ", random.of(trades), " ", random.of(forms), " ",
               std::to_string(number + 1)});
}

std::string phone(Random& random) {
  return text({"+49 221 ", std::to_string(random.between(1'000'000, 9'999'999))});
}

Date day(Random& random, int first_year, int last_year) {
  const auto years = static_cast<std::size_t>(last_year - first_year);
  const int year = first_year + static_cast<int>(random.between(0, years));
  const int month = static_cast<int>(random.between(1, 12));
  return *date_of(year, month, static_cast<int>(random.between(1, 28)));
}

template <class E>
E choice(Random& random) {  // any but "not chosen"
  return static_cast<E>(random.between(1, choices_of<E>.size() - 1));
}

const Currency eur = *parse_currency("EUR");

Money money(Random& random, std::size_t low, std::size_t high, Currency currency = eur) {
  return {static_cast<std::int64_t>(random.between(low * 100, high * 100)), currency};
}

void apply(Plan& plan, Edit edit) {
  if (!plan.apply(std::move(edit))) std::abort();  // the generator is wrong
}

struct Shared {
  std::vector<Id> team;
  std::vector<Id> offerings;
};

Shared add_shared(Plan& plan, Random& random) {
  Shared shared;
  Edit edit("new plan");
  edit.add(settings_id, Settings{.name = "Generated portfolio",
                                 .owner = "Nora Feldkamp",
                                 .base_currency = eur,
                                 .plan_year = Period{plan_year},
                                 .goal = {400'000'000'000, eur}});
  for (const std::string_view code : {"USD", "GBP"})
    for (int year = 2022; year <= plan_year; ++year)
      edit.add(plan.new_id(), ExchangeRate{.currency = *parse_currency(code),
                                           .date = *date_of(year, 1, 1),
                                           .rate = {static_cast<std::int64_t>(
                                               random.between(850'000'000, 1'150'000'000))}});
  for (int i = 0; i < 40; ++i) {
    shared.team.push_back(plan.new_id());
    edit.add(shared.team.back(), TeamMember{.name = person_name(random),
                                            .job_title = "Account manager",
                                            .region = std::string(random.of(places)[0])});
  }
  for (int i = 0; i < 24; ++i) {
    shared.offerings.push_back(plan.new_id());
    edit.add(shared.offerings.back(),
             Offering{.name = text({random.of(works), " ", std::to_string(i + 1)}),
                      .family = std::string(random.of(trades)),
                      .price = money(random, 500, 20'000)});
  }
  apply(plan, std::move(edit));
  return shared;
}

void add_account(Plan& plan, Random& random, const Shared& shared, std::size_t number,
                 std::span<const Id> groups) {
  const auto any = [&](const std::vector<Id>& ids) { return ids[random.below(ids.size())]; };
  const Id id = plan.new_id();
  const Ref<Account> account{id};
  const auto& place = random.of(places);
  const Currency currency = random.one_in(6) ? *parse_currency("USD") : eur;
  Edit edit("add account");
  edit.add(id, Account{.name = account_name(random, number),
                       .parent = {!groups.empty() && random.one_in(8)
                                      ? groups[random.below(groups.size())]
                                      : Id{}},
                       .tier = choice<Tier>(random),
                       .sector = std::string(random.of(sectors)),
                       .region = std::string(place[0]),
                       .country = std::string(place[1]),
                       .city = std::string(place[2]),
                       .owner = {any(shared.team)},
                       .customer_since = day(random, 2005, 2023),
                       .renewal = day(random, 2026, 2027),
                       .currency = currency,
                       .employees = {static_cast<std::int64_t>(random.between(20, 40'000))},
                       .website = text({"https://www.example.com/", std::to_string(number)}),
                       .phone = phone(random),
                       .notes = notes(random, 6),
                       .source = text({"crm:0015f", std::to_string(100'000 + number)})});
  const std::size_t base = random.between(20'000, 2'000'000);
  for (int year = plan_year - 4; year < plan_year; ++year) {
    const Money amount = money(random, base * 8 / 10, base * 12 / 10, currency);
    edit.add(plan.new_id(),
             Revenue{.account = account,
                     .period = {static_cast<std::int16_t>(year)},
                     .offering = {any(shared.offerings)},
                     .kind = choice<RevenueKind>(random),
                     .amount = amount,
                     .cost = {amount.minor * 6 / 10, currency},
                     .note = notes(random, 2),
                     .source = text({"erp:", std::to_string(number), "-", std::to_string(year)})});
  }
  Id deal;
  for (std::size_t i = 0; i < 2; ++i) {
    deal = plan.new_id();
    const auto stage = static_cast<Stage>(random.between(1, 6));
    const Date opened = day(random, 2024, 2025);
    const auto days = static_cast<std::int32_t>(random.between(30, 600));
    edit.add(
        deal,
        Opportunity{
            .name = text({random.of(works), " ", random.of(places)[2]}),
            .account = account,
            .offering = {any(shared.offerings)},
            .progress = {stage, Percent{is_open(stage) && random.one_in(3) ? 4000 : Percent::none}},
            .amount = money(random, 5'000, 300'000, currency),
            .type = choice<DealType>(random),
            .opened = opened,
            .close = {opened.days + days},
            .owner = {any(shared.team)},
            .next_step = notes(random, 1),
            .source = text({"crm:0065f", std::to_string(number * 2 + i)})});
  }
  Id person;
  for (std::size_t i = 0; i < 2; ++i) {
    person = plan.new_id();
    edit.add(person, Person{.name = person_name(random),
                            .account = account,
                            .job_title = std::string(random.of(job_titles)),
                            .role = choice<DecisionRole>(random),
                            .attitude = choice<Attitude>(random),
                            .owner = {any(shared.team)},
                            .last_contact = day(random, 2025, 2025),
                            .email = text({"person", std::to_string(number), "@example.com"}),
                            .phone = phone(random),
                            .notes = notes(random, 2),
                            .source = text({"crm:0035f", std::to_string(number * 2 + i)})});
  }
  const Id first_action = plan.new_id();
  const Id second_action = plan.new_id();
  for (const Id action : {first_action, second_action})
    edit.add(action, Action{.title = text({"Prepare ", random.of(works)}),
                            .account = account,
                            .opportunity = {deal},
                            .person = {person},
                            .owner = {any(shared.team)},
                            .due = day(random, 2025, 2026),
                            .status = choice<ActionStatus>(random),
                            .notes = notes(random, 2)});
  apply(plan, std::move(edit));

  if (random.one_in(4)) {
    Edit later("change action");
    later.set<&Action::status>(first_action,
                               Choice{static_cast<std::uint8_t>(ActionStatus::doing)});
    later.set<&Action::due>(first_action, day(random, 2026, 2026));
    apply(plan, std::move(later));
  }
}

void add_cell(std::string& row, std::string_view cell) {
  if (cell.find_first_of(",\"\n") == std::string_view::npos) {
    row += cell;
  } else {
    row += '"';
    for (const char c : cell) {
      if (c == '"') row += '"';
      row += c;
    }
    row += '"';
  }
}

void add_row(std::string& table, std::initializer_list<std::string_view> cells) {
  bool first = true;
  for (const std::string_view cell : cells) {
    if (!std::exchange(first, false)) table += ',';
    add_cell(table, cell);
  }
  table += "\r\n";
}

}  // namespace

Plan generate_plan(std::size_t accounts) {
  Random random(accounts);
  Plan plan(make_plan_id(1, accounts));
  plan.begin_session({.random = 42, .unix_minutes = 29'449'440, .who = "Nora Feldkamp"});
  const Shared shared = add_shared(plan, random);
  std::vector<Id> groups;  // of the first accounts, those that may have branches
  for (std::size_t i = 0; i < accounts; ++i) {
    add_account(plan, random, shared, i, groups);
    const auto& added = *plan.table<Account>().all().back();
    if (i < 100 && !added.data.parent) groups.push_back(added.id);
  }
  return plan;
}

Plan generate_edited_plan(std::size_t accounts, std::size_t sessions, std::size_t percent) {
  Plan plan = generate_plan(accounts);
  Random random(percent);
  struct Place {
    RecordKey key;
    std::uint16_t field;
  };
  std::vector<Place> all, texts;
  for (const KindInfo& kind : all_kinds()) {
    with_kind(kind.kind, [&]<class T>() {
      for (const Record<T>& record : plan.table<T>()) {
        for (std::uint16_t f = 0; f < kind.fields.size(); ++f) {
          if (kind.fields[f].is_empty(&record.data)) continue;
          all.push_back({{kind.kind, record.id}, f});
          if (kind.fields[f].type == FieldType::text || kind.fields[f].type == FieldType::money)
            texts.push_back(all.back());
        }
      }
    });
  }
  std::size_t left = all.size() * percent / 100;
  for (std::size_t s = sessions; s > 0; --s) {
    plan.begin_session({.random = 1000 + s,
                        .unix_minutes = 29'449'440 + static_cast<std::int64_t>(sessions - s) * 300,
                        .who = std::string(random.of(first_names))});
    for (std::size_t edits = (left + s - 1) / s; edits > 0 && !texts.empty(); --edits, --left) {
      const std::size_t at = random.below(texts.size());
      const auto [key, field] = std::exchange(texts[at], texts.back());
      texts.pop_back();
      Value value = get(key.kind, *plan.find(key), field);
      if (auto* text = std::get_if<std::string>(&value)) *text += " 2";
      if (auto* money = std::get_if<Money>(&value)) money->minor += 100;
      Edit edit("edit");
      edit.set(key, field, std::move(value));
      if (!plan.apply(std::move(edit))) std::abort();
    }
  }
  return plan;
}

Export generate_export(std::size_t rows, std::size_t accounts) {
  constexpr auto stages = std::to_array<std::string_view>(
      {"Prospecting", "Qualification", "Negotiation/Review", "Closed Won", "Closed Lost"});
  Random random(rows);
  Export out;
  std::vector<std::string> names;
  add_row(out.accounts_csv, {"Account ID", "Account Name", "Industry", "Billing Country"});
  for (std::size_t i = 0; i < accounts; ++i) {
    names.push_back(account_name(random, i));
    add_row(out.accounts_csv, {text({"0015f", std::to_string(100'000 + i)}), names.back(),
                               random.of(sectors), random.of(places)[1]});
  }
  add_row(out.deals_csv, {"Opportunity ID", "Opportunity Name", "Account Name", "Stage", "Amount",
                          "Created Date", "Close Date", "Opportunity Owner", "Next Step"});
  for (std::size_t i = 0; i < rows; ++i) {
    const Date opened = day(random, 2022, 2025);
    const Date close{opened.days + static_cast<std::int32_t>(random.between(30, 300))};
    add_row(out.deals_csv,
            {text({"0065f", std::to_string(1'000'000 + i)}),
             text({random.of(works), " ", random.of(places)[2]}), names[random.below(accounts)],
             random.of(stages), decimal_text(money(random, 500, 90'000).minor, 2), to_text(opened),
             to_text(close), person_name(random), random.one_in(4) ? random.of(sentences) : ""});
  }
  return out;
}

}  // namespace keyplan::bench
