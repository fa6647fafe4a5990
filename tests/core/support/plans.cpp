#include "tests/core/support/plans.h"

#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/file/registers.h"

namespace keyplan::testing {

using namespace model;

Plan empty_plan(std::uint64_t random) {
  Plan plan(make_plan_id(random * 77, random + 5));
  plan.begin_session({.random = random, .unix_minutes = 29'550'000, .who = "Ana"});
  return plan;
}

namespace {

const Currency eur = *parse_currency("EUR");

AnyRecord stamped(Kind kind, std::uint64_t id, Stamp created) {
  AnyRecord record = make_record(kind);
  record->id = Id{id};
  record->created = created;
  return record;
}

}  // namespace

Plan plan_with_everything() {
  Plan plan("0123456789abcdefghjkmnpqrs");
  const auto ana = plan.add_session({*parse_session_id("k7f3qz"), 9, 29'700'072, "Ana \"A\" Óla"});
  const auto bob = plan.add_session({*parse_session_id("7m2xq9"), 14, 29'701'900, {}});
  const auto zoe = plan.add_session({*parse_session_id("zzzzzz"), 1, -62'000'000, "Zoë"});
  plan.set_erased({Id{900}, Id{901}});
  plan.set_envelope({3,
                     {{"origin", "{\"a\": [1, 2.5], \"b\": null}", {}}},
                     {{"zones", "[true, false]", {}}, {"comment", "\"later\"", {}}}});

  const auto add = [&](Kind kind, AnyRecord record) { plan.add_loaded(kind, std::move(record)); };
  {
    auto record = stamped(Kind::settings, 1, {ana, 1});
    auto& data = *static_cast<Settings*>(data_of(Kind::settings, *record));
    data = {.name = "Key accounts 2026",
            .owner = "Ana",
            .fiscal_year_start = Month::april,
            .base_currency = eur,
            .plan_year = {2026},
            .goal = {1'250'000'000, eur},
            .price_uplift = {250},
            .churn = {-5}};
    add(Kind::settings, std::move(record));
  }
  {
    auto record = stamped(Kind::rate, 2, {ana, 1});
    *static_cast<ExchangeRate*>(data_of(Kind::rate, *record)) = {
        *parse_currency("USD"), *parse_date("2026-01-01"), {920'000'000}};
    add(Kind::rate, std::move(record));
  }
  {
    auto record = stamped(Kind::team_member, 3, {ana, 2});
    *static_cast<TeamMember*>(data_of(Kind::team_member, *record)) = {
        .name = "Bob", .email = "bob@example.com", .manager = {{77}}};
    add(Kind::team_member, std::move(record));
  }
  {
    auto record = stamped(Kind::offering, 4, {ana, 2});
    *static_cast<Offering*>(data_of(Kind::offering, *record)) = {.name = "Service",
                                                                 .price = {-1, eur}};
    add(Kind::offering, std::move(record));
  }
  {
    auto record = stamped(Kind::account, 5, {ana, 3});
    auto& data = *static_cast<Account*>(data_of(Kind::account, *record));
    data = {.name = "Würth & Söhne \"№ 1\"",
            .tier = Tier::key,
            .sector = "Tools",
            .owner = {{3}},
            .customer_since = *parse_date("1999-02-28"),
            .employees = {12},
            .company_revenue = {max_exact_integer, *parse_currency("JPY")},
            .founded = {1945, 7},
            .notes = "Line one\nline\ttwo\\\x01\x7F \xE2\x80\xA8 \xF0\x9F\x98\x80"};
    record->set_stamp(field_index<&Account::phone>(), {bob, 4});  // cleared later
    record->set_stamp(field_index<&Account::notes>(), {ana, 7});
    record->unknown = {{"Zeta", "1.5e-7", {ana, 3}},
                       {"a b%", "[{\"x\": {}}, []]", {bob, 2}},
                       {"gone", "", {zoe, 1}},
                       {"renewal", "\"2025-02-29\"", {bob, 5}},
                       {"~view", "true", {ana, 3}}};
    record->set_stamp(field_index<&Account::name>(), {bob, 13});
    record->set_stamp(field_index<&Account::city>(),
                      {bob, 6});  // cleared, and set by somebody else
    record->alternates = {{"city", "\"Ulm\"", {ana, 8}},
                          {"name", "\"Wurth\"", {ana, 9}},
                          {"name", "\"W\\u001frth\"", {ana, 3}}};
    add(Kind::account, std::move(record));
  }
  {
    auto record = stamped(Kind::account, 6, {bob, 8});
    *static_cast<Account*>(data_of(Kind::account, *record)) = {.name = "__proto__",
                                                               .parent = {{5}}};
    record->deletions = {{{bob, 9}, {{ana, 1}, {bob, 8}}}};
    add(Kind::account, std::move(record));
  }
  {
    auto record = stamped(Kind::revenue, 7, {ana, 4});
    *static_cast<Revenue*>(data_of(Kind::revenue, *record)) = {.account = {{5}},
                                                               .period = {2025},
                                                               .offering = {{4}},
                                                               .kind = RevenueKind::cross_sell,
                                                               .amount = {123'400, eur},
                                                               .cost = {0, eur}};
    add(Kind::revenue, std::move(record));
  }
  {
    auto record = stamped(Kind::opportunity, 8, {ana, 4});
    *static_cast<Opportunity*>(data_of(Kind::opportunity, *record)) = {
        .name = "Roll-out",
        .account = {{5}},
        .progress = {Stage::proposal, {4'050}},
        .amount = {9'900, eur},
        .type = DealType::up_sell,
        .close = *parse_date("2026-12-31")};
    record->deletions = {{{bob, 11}, {}}};  // removed once and restored
    add(Kind::opportunity, std::move(record));
  }
  {
    auto record = stamped(Kind::action, 9, {bob, 10});
    *static_cast<Action*>(data_of(Kind::action, *record)) = {
        .title = "Call", .account = {{5}}, .status = ActionStatus::doing, .effort_hours = {-3}};
    add(Kind::action, std::move(record));
  }
  {
    auto record = stamped(Kind::person, 10, {bob, 10});
    *static_cast<Person*>(data_of(Kind::person, *record)) = {.name = "Eve",
                                                             .account = {{5}},
                                                             .role = DecisionRole::champion,
                                                             .attitude = Attitude::neutral};
    add(Kind::person, std::move(record));
  }
  ForeignRecord zone{"zone", {}};
  zone.base.id = Id{11};
  zone.base.created = {ana, 5};
  zone.base.unknown = {{"label", "\"Grow\"", {bob, 12}},
                       {"metric", "{\"of\": \"revenue\"}", {ana, 5}}};
  zone.base.alternates = {{"label", "\"Gain\"", {ana, 8}}};
  plan.add_foreign(std::move(zone));
  return plan;
}

// Arbitrary plans
// ----------------------------------------------------------------------------------

namespace {

using rc::gen::element;

/// Uniform at every size, so that small cases have all features as well.
template <class T>
rc::Gen<T> inRange(T min, T max) {
  return rc::gen::resize(rc::kNominalSize, rc::gen::inRange(min, max));
}

std::string arbitrary_text() {
  static const std::vector<std::string> pieces = {"a",
                                                  "Z",
                                                  "9",
                                                  " ",
                                                  "\"",
                                                  "\\",
                                                  "/",
                                                  "\n",
                                                  "\t",
                                                  "\r",
                                                  "\b",
                                                  "\f",
                                                  "é",
                                                  "\x01",
                                                  "\x1F",
                                                  "\x7F",
                                                  "€",
                                                  "日",
                                                  "😀",
                                                  "~",
                                                  ":",
                                                  "{",
                                                  "}",
                                                  "\xE2\x80\xA8",
                                                  "\xEF\xBF\xBF",
                                                  "__proto__",
                                                  "null",
                                                  "-0",
                                                  "1e9",
                                                  "plain words that are longer",
                                                  "\xC2\x80"};
  const int count = *inRange(0, 6);
  std::string text;
  for (int i = 0; i < count; ++i) text += *rc::gen::elementOf(pieces);
  return text;
}

Id arbitrary_id(const Plan& plan, Kind kind) {
  std::vector<Id> ids{Id{}, Id{(std::uint64_t{1} << 60) - 1}};
  for (const AnyRecord& record : plan.table(kind).all()) ids.push_back(record->id);
  std::ranges::sort(ids);
  return *rc::gen::elementOf(ids);
}

std::int64_t arbitrary_integer() {
  return *rc::gen::oneOf(rc::gen::map(inRange(-1000, 1000), [](int i) { return std::int64_t{i}; }),
                         inRange<std::int64_t>(-max_exact_integer, max_exact_integer),
                         rc::gen::element<std::int64_t>(-max_exact_integer, max_exact_integer));
}

Currency arbitrary_currency() {
  return {static_cast<std::uint16_t>(*element(0, 1, 500, 17575, 17576))};
}

Percent arbitrary_percent() {
  return *inRange(0, 4) == 0 ? Percent{} : Percent{*inRange(-100'000'000, 100'000'001)};
}

Value arbitrary_value(const Plan& plan, const FieldInfo& field) {
  if (*inRange(0, 5) == 0) return {};
  switch (field.type) {
    case FieldType::text:
    case FieldType::long_text:
      return arbitrary_text();
    case FieldType::money:
      return Money{arbitrary_integer(), arbitrary_currency()};
    case FieldType::percent:
      return arbitrary_percent();
    case FieldType::rate:
      return Rate{*inRange<std::int64_t>(0, max_exact_integer)};
    case FieldType::count:
      return Count{arbitrary_integer()};
    case FieldType::date:
      return Date{*inRange(date_of(1, 1, 1)->days, date_of(9999, 12, 31)->days + 1)};
    case FieldType::period:
      return Period{static_cast<std::int16_t>(*inRange(1, 10000)),
                    static_cast<std::int8_t>(*inRange(0, 13))};
    case FieldType::currency:
      return arbitrary_currency();
    case FieldType::choice:
      return Choice{static_cast<std::uint8_t>(*inRange<std::size_t>(0, field.choices.size()))};
    case FieldType::reference:
      return arbitrary_id(plan, field.target);
    case FieldType::flag:
      return *rc::gen::arbitrary<bool>();
    case FieldType::progress:
      return Progress{static_cast<Stage>(*inRange(1, 7)), arbitrary_percent()};
    case FieldType::decimal:
      return Decimal{arbitrary_integer()};
    case FieldType::order:
      return OrderKey{*element<std::string>("V", "0", "zzzz", "a1B2", std::string(200, 'x'))};
  }
  return {};
}

/// The kinds up to Kind::person more often, so that edits meet in the same records.
Kind arbitrary_kind() {
  const bool any = *inRange(0, 3) == 0;
  return static_cast<Kind>(*inRange(0, any ? static_cast<int>(kind_count) : 9));
}

/// Canonical JSON of any shape.
std::string arbitrary_json(int depth) {
  switch (*inRange(0, depth > 0 ? 7 : 5)) {
    case 0:
      return *element<std::string>("null", "true", "false");
    case 1:
      return std::to_string(arbitrary_integer());
    case 2:
      return *element<std::string>("0.1", "1e-7", "-2.5", "123456.789", "3e-300");
    case 3:
      return "\"2025-02-29\"";
    case 4:
      return "\"\\u0000\\n\"";
    case 5: {
      std::string json = "[";
      const int count = *inRange(0, 4);
      for (int i = 0; i < count; ++i) json += (i ? ", " : "") + arbitrary_json(depth - 1);
      return json + "]";
    }
    default: {
      std::set<std::string> keys;
      const int count = *inRange(0, 4);
      for (int i = 0; i < count; ++i)
        keys.insert(*element<std::string>("a", "b", "kind", "é", "~"));
      std::string json = "{";
      for (const std::string& key : keys) {
        json += (json.size() > 1 ? ", \"" : "\"") + key + "\": " + arbitrary_json(depth - 1);
      }
      return json + "}";
    }
  }
}

Stamp arbitrary_stamp(const Plan& plan) {
  const auto session = *inRange<std::size_t>(0, plan.sessions().size());
  const std::uint32_t most = plan.sessions()[session].counter;
  return {static_cast<std::uint32_t>(session), *inRange<std::uint32_t>(1, most + 1)};
}

void add_what_files_bring(RecordBase& record, const Plan& plan) {
  static const std::vector<std::string> keys = {"Aaa", "alpha", "hello world", "x%",      "zz",
                                                "~zz", "kind2", "ééé",         "toString"};
  record.created = arbitrary_stamp(plan);
  std::set<std::string> used;
  const int count = *inRange(0, 4);
  for (int i = 0; i < count; ++i) {
    Member member{*rc::gen::elementOf(keys), arbitrary_json(3), record.created};
    if (!used.insert(member.key).second) continue;
    if (*inRange(0, 2) == 0) member.stamp = arbitrary_stamp(plan);
    if (*inRange(0, 4) == 0 && member.stamp != record.created) member.json.clear();
    record.unknown.push_back(std::move(member));
  }
  std::ranges::sort(record.unknown, {}, &Member::key);
  if (*inRange(0, 3) == 0) {
    std::set<std::pair<std::string, Stamp>> seen;
    for (int i = 0; i < 3; ++i) {
      Alternate alternate{*rc::gen::elementOf(keys), arbitrary_json(2), arbitrary_stamp(plan)};
      if (*inRange(0, 4) == 0) alternate.json.clear();
      const bool is_shown = std::ranges::contains(
          record.unknown, Member{alternate.key, alternate.json, alternate.stamp});
      if (!is_shown && seen.insert({alternate.key, alternate.stamp}).second)
        record.alternates.push_back(alternate);
    }
    std::ranges::sort(record.alternates, {}, [](const Alternate& a) {
      return std::pair(std::string_view(a.key), a.stamp);
    });
  }
  if (*inRange(0, 4) == 0) {
    const int deletions = *inRange(1, 4);
    for (int i = 0; i < deletions; ++i) {
      Deletion deletion{arbitrary_stamp(plan), {}};
      if (*inRange(0, 2) == 0)
        deletion.saw = record.all_stamps();
      else if (*inRange(0, 2) == 0)
        deletion.saw = {arbitrary_stamp(plan)};
      if (!std::ranges::contains(record.deletions, deletion.stamp, &Deletion::stamp))
        record.deletions.push_back(std::move(deletion));
    }
  }
}

}  // namespace

Edit arbitrary_edit(Plan& plan) {
  Edit edit("arbitrary");
  const int count = *inRange(1, 5);
  for (int i = 0; i < count; ++i) {
    const Kind kind = arbitrary_kind();
    const Id id = arbitrary_id(plan, kind);
    const auto field =
        static_cast<std::uint16_t>(*inRange<std::size_t>(0, info(kind).fields.size()));
    switch (*inRange(0, 6)) {
      case 0:
        edit.remove({kind, id});
        break;
      case 1:
        edit.restore({kind, id});
        break;
      case 2:
        if (plan.find_any({kind, id}) != nullptr) {
          edit.set({kind, id}, field, arbitrary_value(plan, info(kind).fields[field]));
        }
        break;
      default: {
        AnyRecord record = make_record(kind);
        record->id = kind == Kind::settings && *inRange(0, 2) == 0 ? settings_id : plan.new_id();
        for (const FieldInfo& f : info(kind).fields) {
          if (*inRange(0, 2) == 0) f.set(data_of(kind, *record), arbitrary_value(plan, f));
        }
        edit.add(kind, std::move(record));
      }
    }
  }
  return edit;
}

Plan arbitrary_edited_plan() {
  Plan plan = empty_plan(*inRange<std::uint64_t>(1, 1'000'000));
  const int sessions = *inRange(1, 4);
  for (int session = 0; session < sessions; ++session) {
    plan.begin_session({.random = *rc::gen::arbitrary<std::uint64_t>(),
                        .unix_minutes = *inRange<std::int64_t>(0, 40'000'000),
                        .who = arbitrary_text()});
    History history;
    const int steps = *inRange(0, 8);
    for (int step = 0; step < steps; ++step) {
      switch (*inRange(0, 8)) {
        case 0:
          history.undo(plan);
          break;
        case 1:
          history.redo(plan);
          break;
        case 2:
          plan.mark_published();
          break;
        default:
          (void)history.apply(plan, arbitrary_edit(plan));
      }
    }
  }
  return plan;
}

Plan arbitrary_plan() {
  Plan plan = arbitrary_edited_plan();
  plan.add_session({SessionId{5}, 20, 1000, arbitrary_text()});
  plan.add_session({SessionId{3}, 2, 2000, {}});
  // Stamps may only name sessions of the file.
  Plan stamps("");
  for (const Session& session : plan.sessions()) {
    if (session.counter != 0) stamps.add_session(session);
  }
  const auto in_plan = [&](Stamp& stamp) {
    const auto at =
        std::ranges::find(plan.sessions(), stamps.sessions()[stamp.session].id, &Session::id);
    stamp.session = static_cast<std::uint32_t>(at - plan.sessions().begin());
  };
  const auto move_stamps = [&](RecordBase& record) {
    in_plan(record.created);
    for (Member& m : record.unknown) in_plan(m.stamp);
    for (Alternate& a : record.alternates) in_plan(a.stamp);
    for (Deletion& deletion : record.deletions) {
      in_plan(deletion.stamp);
      for (Stamp& stamp : deletion.saw) in_plan(stamp);
      std::ranges::sort(deletion.saw);
    }
  };
  const int count = *inRange(0, 6);
  for (int i = 0; i < count; ++i) {
    if (*inRange(0, 2) == 0) {
      ForeignRecord foreign{*element<std::string>("zone", "risk \"x\"", "__proto__"), {}};
      foreign.base.id = plan.new_id();
      add_what_files_bring(foreign.base, stamps);
      move_stamps(foreign.base);
      file::settle_order(nullptr, foreign.kind, foreign.base, file::Order(plan.sessions()));
      plan.add_foreign(std::move(foreign));
      continue;
    }
    const Kind kind = arbitrary_kind();
    AnyRecord record = make_record(kind);
    record->id = plan.new_id();
    for (const FieldInfo& f : info(kind).fields) {
      if (*inRange(0, 3) == 0) f.set(data_of(kind, *record), arbitrary_value(plan, f));
    }
    add_what_files_bring(*record, stamps);
    move_stamps(*record);
    file::settle_order(&info(kind), {}, *record, file::Order(plan.sessions()));
    plan.add_loaded(kind, std::move(record));
  }
  Envelope envelope;
  envelope.minor = static_cast<std::uint16_t>(*element(0, 1, 65535));
  if (*inRange(0, 2) == 0)
    envelope.top = {{"Zone", arbitrary_json(3), {}}, {"zone", arbitrary_json(3), {}}};
  if (*inRange(0, 2) == 0) envelope.keyplan = {{"app", arbitrary_json(3), {}}};
  plan.set_envelope(std::move(envelope));
  plan.set_erased({plan.new_id(), plan.new_id()});
  return plan;
}

// Comparing
// ----------------------------------------------------------------------------------------

namespace {

class Comparison {
 public:
  Comparison(const Plan& a, const Plan& b) : a_(a), b_(b) {}

  std::string run() {
    check(a_.id() == b_.id(), "id");
    check(std::ranges::equal(a_.erased(), b_.erased()), "erased");
    check(a_.envelope().minor == b_.envelope().minor, "minor");
    check(text(a_.envelope().top) == text(b_.envelope().top), "top members");
    check(text(a_.envelope().keyplan) == text(b_.envelope().keyplan), "keyplan members");
    check(sessions(a_) == sessions(b_), "sessions");
    for (const KindInfo& kind : all_kinds()) {
      with_kind(kind.kind, [&]<class T>() { compare_table<T>(kind); });
    }
    check(a_.foreign().size() == b_.foreign().size(), "number of foreign records");
    for (const ForeignRecord& foreign : a_.foreign()) {
      const auto other = std::ranges::find(b_.foreign(), foreign.base.id,
                                           [](const ForeignRecord& f) { return f.base.id; });
      if (other == b_.foreign().end()) {
        check(false, "foreign record " + to_text(foreign.base.id));
      } else {
        check(foreign.kind == other->kind, "kind of " + to_text(foreign.base.id));
        compare_base(foreign.base, other->base);
      }
    }
    return found_;
  }

 private:
  void check(bool equal, std::string what) {
    if (!equal && found_.empty()) found_ = std::move(what);
  }
  static std::string text(const std::vector<Member>& members) {
    std::map<std::string, std::string> sorted;
    for (const Member& m : members) sorted[m.key] = m.json;
    std::string all;
    for (const auto& [key, json] : sorted) all += key + '\x01' + json + '\x01';
    return all;
  }
  static std::set<std::tuple<SessionId, std::uint32_t, std::int64_t, std::string>> sessions(
      const Plan& plan) {
    std::set<std::tuple<SessionId, std::uint32_t, std::int64_t, std::string>> all;
    for (const Session& s : plan.sessions()) {
      if (s.counter != 0) all.insert({s.id, s.counter, s.start_minutes, s.who});
    }
    return all;
  }
  using Loose = std::pair<SessionId, std::uint32_t>;
  static Loose loose(const Plan& plan, Stamp stamp) {
    return {plan.sessions()[stamp.session].id, stamp.counter};
  }
  void same_stamp(Stamp a, Stamp b, const std::string& what) {
    check(loose(a_, a) == loose(b_, b), "stamp of " + what);
  }

  template <class T>
  void compare_table(const KindInfo& kind) {
    check(a_.table<T>().size() == b_.table<T>().size(),
          "number of visible " + std::string(kind.key));
    check(a_.table<T>().all().size() == b_.table<T>().all().size(),
          "number of " + std::string(kind.key));
    for (const auto& record : a_.table<T>().all()) {
      const auto* other = b_.table<T>().find_any(record->id);
      const std::string name = std::string(kind.key) + " " + to_text(record->id);
      if (other == nullptr) return check(false, name);
      for (std::uint16_t f = 0; f < kind.fields.size(); ++f) {
        const std::string what = name + " " + std::string(kind.fields[f].key);
        check(get(kind.kind, *record, f) == get(kind.kind, *other, f), what);
        same_stamp(record->stamp_of(f), other->stamp_of(f), what);
      }
      compare_base(*record, *other);
    }
  }
  void compare_base(const RecordBase& a, const RecordBase& b) {
    const std::string name = to_text(a.id);
    same_stamp(a.created, b.created, name);
    check(a.hidden == b.hidden, name + " hidden");
    check(a.unknown.size() == b.unknown.size() && a.alternates.size() == b.alternates.size() &&
              a.deletions.size() == b.deletions.size(),
          name + " shape");
    if (!found_.empty()) return;
    for (std::size_t i = 0; i < a.unknown.size(); ++i) {
      check(a.unknown[i].key == b.unknown[i].key && a.unknown[i].json == b.unknown[i].json,
            name + " unknown " + a.unknown[i].key);
      same_stamp(a.unknown[i].stamp, b.unknown[i].stamp, name + " " + a.unknown[i].key);
    }
    std::multiset<std::tuple<std::string, Loose, std::string>> alternates_a;
    std::multiset<std::tuple<std::string, Loose, std::string>> alternates_b;
    for (const Alternate& x : a.alternates)
      alternates_a.insert({x.key, loose(a_, x.stamp), x.json});
    for (const Alternate& x : b.alternates)
      alternates_b.insert({x.key, loose(b_, x.stamp), x.json});
    check(alternates_a == alternates_b, name + " alternates");
    check(deletions(a_, a) == deletions(b_, b), name + " deletions");
    if (!a.deletions.empty())
      same_stamp(a.deletions.front().stamp, b.deletions.front().stamp, name + " deletion");
  }
  static std::set<std::pair<Loose, std::set<Loose>>> deletions(const Plan& plan,
                                                               const RecordBase& record) {
    std::set<std::pair<Loose, std::set<Loose>>> all;
    for (const Deletion& deletion : record.deletions) {
      std::set<Loose> saw;
      for (const Stamp stamp : deletion.saw) saw.insert(loose(plan, stamp));
      all.emplace(loose(plan, deletion.stamp), std::move(saw));
    }
    return all;
  }

  const Plan& a_;
  const Plan& b_;
  std::string found_;
};

}  // namespace

std::string difference(const Plan& a, const Plan& b) { return Comparison(a, b).run(); }

}  // namespace keyplan::testing
