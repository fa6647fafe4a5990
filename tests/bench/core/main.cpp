// Measures the core: bench_core [open] [save] [merge] [import] [recompute] [book] [snapshot]
// [simulation];
// all of them without names. The same program natively and as wasm in Node.js; only there the
// JavaScript contenders run.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/branches.h"
#include "core/analysis/cache.h"
#include "core/analysis/priority_book.h"
#include "core/analysis/team_selling.h"
#include "core/exchange/importer.h"
#include "core/file/read.h"
#include "core/file/snapshot.h"
#include "core/file/write.h"
#include "core/merge/conflicts.h"
#include "core/merge/join.h"
#include "core/model/display.h"
#include "core/model/history.h"
#include "javascript.h"
#include "simulation.h"
#include "tests/bench/generate.h"
#include "tests/bench/measure.h"

namespace keyplan::bench {
namespace {

using namespace model;

const Date today = *date_of(2025, 11, 22);
struct Size {
  std::size_t accounts;
  std::string_view file;
};
constexpr Size small{2'000, "11 MB"};
constexpr Size large{10'000, "56 MB"};

std::string named(std::string_view work, Size size) {
  return std::string(work) + " " + std::string(size.file);
}

constexpr std::size_t slice_bytes = std::size_t{2} << 20;  // as the application takes them
constexpr std::size_t slice_records = 8192;

/// Runs `slice` until it answers true. What all of them took, and the longest, into `longest`.
template <class Slice>
Sample in_slices(std::vector<Sample>& longest, Slice&& slice) {
  Sample all = 0, most = 0;
  bool last = false;
  while (!last) {
    const Sample sample = time_of([&] { return last = slice(); });
    all += sample;
    most = std::max(most, sample);
  }
  longest.push_back(most);
  return all;
}

void open(Size size) {
  const std::string text = file::write(generate_plan(size.accounts));
  if (!file::read(text)) give_up("The generated plan cannot be read.");
  std::vector<Contender> contenders{own([&] { return file::read(text); })};
  add_javascript(contenders, "JSON.parse", "open", text);
  if (in_node) {
    const auto parse = [&] { return nlohmann::json::parse(text, nullptr, false); };
    contenders.push_back({"nlohmann DOM", [=] { return time_of(parse); }});
  }
  race(named("open", size), contenders);
  call_javascript("forget");
  std::vector<Sample> longest;
  for (int i = 0; i < 3; ++i) {
    file::Reader reader(text);
    in_slices(longest, [&] { return reader.step(slice_bytes); });
  }
  report(named("open", size) + ", longest slice", own_name, longest);
}

void save(Size size) {
  const std::string text = file::write(generate_plan(size.accounts));
  const auto opened = file::read(text);
  if (!opened || file::write(opened->plan) != text) give_up("The generated plan is not kept.");
  call_javascript("keep_plan", text);
  std::vector<Contender> contenders{own([&] { return file::write(opened->plan); })};
  add_javascript(contenders, "JSON.stringify", "save");
  race(named("save", size), contenders);
  call_javascript("forget");
}

/// Two people's copies of a plan, each with edits of its own in a tenth of the accounts.
void merge(Size size) {
  const std::string start = file::write(generate_plan(size.accounts));
  const auto edited = [&](std::uint64_t random, std::size_t first) {
    auto opened = file::read(start);
    if (!opened) give_up("The generated plan cannot be read.");
    Plan& plan = opened->plan;
    plan.begin_session({.random = random, .unix_minutes = 29'800'000});
    std::vector<Id> ids;
    for (const auto& record : plan.table<Account>()) ids.push_back(record.id);
    std::ranges::sort(ids);
    for (std::size_t i = first; i < ids.size(); i += 10) {
      Edit edit("edit");
      edit.set<&Account::city>(ids[i], "City " + std::to_string(random));
      edit.set<&Account::notes>(ids[i], "Seen on site, note " + std::to_string(i));
      if (!plan.apply(std::move(edit))) give_up("An edit was refused.");
    }
    return std::move(plan);
  };
  // Half of Bob's edits meet Ana's: conflicts.
  const Plan ana = edited(1, 0);
  const Plan bob = edited(2, 5);
  const Plan cem = edited(3, 0);
  const auto joined = [&](const Plan& theirs) {
    Plan plan = ana.copy();
    if (!plan.merge(keyplan::merge::join(plan, theirs).patch, Edit("merge")))
      give_up("A merge was refused.");
    return plan;
  };
  if (keyplan::merge::conflicts(joined(bob)).size() != 0) give_up("Edits apart are in conflict.");
  if (keyplan::merge::conflicts(joined(cem)).empty()) give_up("Conflicts are missing.");
  const std::string text = file::write(ana);
  const Contender open{"open", [&] { return time_of([&] { return file::read(text); }); }};
  race(named("merge", size), {own([&] { return keyplan::merge::join(ana, bob); }), open});
  race(named("merge with conflicts", size),
       {own([&] { return keyplan::merge::join(ana, cem); }), open});
}

Plan plan_to_import_into() {
  Plan plan(make_plan_id(1, 2));
  plan.begin_session({.random = 42});
  Edit edit("new plan");
  edit.add(settings_id, Settings{.name = "Import", .base_currency = *parse_currency("EUR")});
  if (!plan.apply(std::move(edit))) give_up("A new plan takes no settings.");
  return plan;
}

void import() {
  constexpr std::size_t rows = 100'000;
  const Export tables = generate_export(rows);
  std::vector<Sample> longest_step, longest_build, longest_apply, longest_save;
  std::vector<Sample> recomputed, undone, recomputed_back;
  const auto run = [&] {
    Sample all = 0;
    const auto slice = [&](Sample& longest, auto&& work) {
      const Sample sample = time_of(work);
      all += sample;
      longest = std::max(longest, sample);
    };
    Sample step = 0, build = 0, apply = 0;
    Edit edit("import");
    Plan plan = plan_to_import_into();
    exchange::Importer importer(
        {{"accounts.csv", tables.accounts_csv}, {"opportunities.csv", tables.deals_csv}});
    double progress = 0;
    while (progress < 1) slice(step, [&] { return progress = importer.step(plan); });
    for (progress = 0; progress < 1;) slice(build, [&] { return progress = importer.build(plan); });
    slice(build, [&] { return edit = importer.take_edit(), 0; });
    std::optional<Step> step_back;
    slice(apply, [&] {
      auto applied = plan.apply(std::move(edit));
      if (applied) step_back = std::move(*applied);
      return applied.has_value();
    });
    if (plan.table<Opportunity>().size() != rows) give_up("The import lost deals.");
    file::Snapshotter snapshotter;
    in_slices(longest_save, [&] {
      if (snapshotter.prepare(plan, slice_bytes)) return false;
      return !snapshotter.next(plan).manifest.empty();
    });
    longest_step.push_back(step);
    longest_build.push_back(build);
    longest_apply.push_back(apply);
    analysis::Cache figures;
    recomputed.push_back(time_of([&] { return figures.refresh(plan, today), 0; }));
    undone.push_back(time_of([&] { return step_back = plan.revert(std::move(*step_back)), 0; }));
    if (!plan.table<Opportunity>().empty()) give_up("The undone import left deals.");
    recomputed_back.push_back(time_of([&] { return figures.refresh(plan, today), 0; }));
    return all;
  };
  std::vector<Contender> contenders{{own_name, run}};
  add_javascript(contenders, "Papa Parse, rows only", "read_csv", tables.deals_csv);
  race("import 100 000 rows", contenders, 10);
  report("import, longest slice of reading", own_name, longest_step);
  report("import, longest slice of building", own_name, longest_build);
  report("import, the edit applied", own_name, longest_apply);
  report("import, figures after it", own_name, recomputed);
  report("import, the edit undone", own_name, undone);
  report("import, figures after undoing it", own_name, recomputed_back);
  report("import, longest slice of saving", own_name, longest_save);
  call_javascript("forget");
}

/// Another amount for one revenue entry after the other.
class Editor {
 public:
  explicit Editor(Plan& plan) : plan_(plan) {
    for (const auto& record : plan.table<Revenue>()) ids_.push_back(record.id);
  }
  Change edit() {
    Edit edit("change amount");
    const Id id = ids_[next_++ * 7919 % ids_.size()];
    const Currency currency = plan_.find<Revenue>(id)->data.amount.currency;
    edit.set<&Revenue::amount>(id, Money{static_cast<std::int64_t>(next_) * 100, currency});
    auto change = history_.apply(plan_, std::move(edit));
    if (!change) give_up("An edit was refused.");
    return std::move(*change);
  }

 private:
  Plan& plan_;
  History history_;
  std::vector<Id> ids_;
  std::size_t next_ = 0;
};

void recompute() {
  Plan plan = generate_plan(large.accounts);
  const auto portfolio = [&] {
    analysis::Cache cache;
    cache.refresh(plan, today);
    return cache;
  };
  call_javascript("group", file::write(plan));
  const auto won = static_cast<double>(portfolio().portfolio().deals.won_value.value);
  const double javascript_won = call_javascript("recompute");
  if (javascript_won != 0 && std::abs(javascript_won / won - 1) > 1e-9) {
    give_up("The arithmetic in JavaScript differs from the core's.");
  }
  std::vector<Contender> contenders{own(portfolio)};
  add_javascript(contenders, "plain JavaScript", "recompute");
  race("recompute 10 000 accounts", contenders);
  call_javascript("forget");

  Editor editor(plan);
  analysis::Cache cache = portfolio();
  const auto base = [&] { return analysis::priority_base(plan, cache); };
  race("priorities of 10 000 accounts", {own(base)});
  const analysis::PriorityBase priorities = base();
  race("priorities of 10 000 accounts, another weight",
       {own([&] { return analysis::prioritise(priorities); })});
  race("recompute after one edit",
       {{own_name,
         [&] {
           editor.edit();
           return time_of([&] {
             cache.refresh(plan, today);
             return cache.version();
           });
         }}},
       2);
}

/// With whitespace, roles and rules of team selling, as pages about the whole book have it.
Plan full_book() {
  Plan plan = generate_plan(large.accounts);
  std::vector<Id> offerings, team;
  for (const auto& record : plan.table<Offering>()) offerings.push_back(record.id);
  for (const auto& record : plan.table<TeamMember>()) team.push_back(record.id);
  Edit edit("fill");
  std::size_t i = 0;
  for (const auto& account : plan.table<Account>()) {
    for (const std::size_t at : {i, i + 5})
      edit.add(plan.new_id(),
               WhitespaceCell{
                   .account = {account.id},
                   .offering = {offerings[at % offerings.size()]},
                   .potential = {static_cast<std::int64_t>(i + 1) * 10'000, base_currency(plan)}});
    if (i % 10 == 0)
      edit.add(plan.new_id(), Assignment{.account = {account.id},
                                         .member = {team[i % team.size()]},
                                         .role = TeamRole::specialist,
                                         .branches = true});
    ++i;
  }
  for (const TeamRole needs : {TeamRole::global_manager, TeamRole::specialist})
    edit.add(plan.new_id(),
             SellingRule{
                 .name = "Rule", .from_amount = {10'000'000, base_currency(plan)}, .needs = needs});
  if (!plan.apply(std::move(edit))) give_up("The book cannot be filled.");
  return plan;
}

/// What pages about the whole book cost after an edit: kept up to date, and made from nothing.
void book() {
  Plan plan = full_book();
  Editor editor(plan);
  analysis::Cache cache;
  cache.refresh(plan, today);
  const auto compare = [&]<class Kept>(std::string_view what, Kept kept) {
    kept.refresh(plan, cache);
    const auto after_edit = [&](auto&& refresh) {
      editor.edit();
      cache.refresh(plan, today);
      return time_of(refresh);
    };
    const auto keep = [&] {
      return after_edit([&] {
        kept.refresh(plan, cache);
        return 0;
      });
    };
    const auto anew = [&] {
      return after_edit([&] {
        Kept made;
        made.refresh(plan, cache);
        return made;
      });
    };
    race(what, {{own_name, keep}, {"made anew", anew}}, 2);
  };
  compare("priorities of 10 000 accounts after one edit", analysis::PriorityBook());
  compare("roll-up of 10 000 accounts after one edit", analysis::Branches());
  compare("broken selling rules of 10 000 accounts after one edit", analysis::BrokenRules());
}

void snapshot() {
  Plan plan = generate_plan(large.accounts);
  std::vector<Sample> longest_save, longest_load;
  const auto save = [&] {
    file::Snapshotter snapshotter;
    std::vector<file::Chunk> handed;
    return in_slices(longest_save, [&] {
      auto chunks = snapshotter.prepare(plan, slice_bytes);
      if (chunks) {
        std::ranges::move(*chunks, std::back_inserter(handed));
        return false;
      }
      return !snapshotter.next(plan).manifest.empty();
    });
  };
  race("snapshot of all", {{own_name, save}}, 2);
  report("snapshot of all, longest slice", own_name, longest_save);

  const file::Snapshot stored = file::Snapshotter().next(plan);
  const auto load = [&] {
    std::size_t next = 0;
    file::SnapshotReader reader(stored.manifest);
    const Sample all = in_slices(longest_load, [&] {
      if (next == stored.new_chunks.size()) return reader.finish(slice_records);
      for (std::size_t bytes = 0; bytes < slice_bytes && next < stored.new_chunks.size(); ++next) {
        bytes += stored.new_chunks[next].bytes.size();
        reader.add(stored.new_chunks[next]);
      }
      return false;
    });
    if (!reader.take()) give_up("The snapshot cannot be read.");
    return all;
  };
  race("stored plan of 10 000 accounts", {{own_name, load}}, 2);
  report("stored plan, longest slice", own_name, longest_load);

  Editor editor(plan);
  file::Snapshotter snapshotter;
  snapshotter.next(plan);
  snapshotter.committed();
  race("snapshot after one edit",
       {{own_name,
         [&] {
           const Change change = editor.edit();
           const Sample sample = time_of([&] {
             snapshotter.touch(change);
             return snapshotter.next(plan);
           });
           snapshotter.committed();
           return sample;
         }}},
       2);
}

int run(const std::vector<std::string_view>& names) {
  struct Part {
    std::string_view name;
    void (*measure)();
  };
  constexpr Part parts[] = {{"open", [] { open(small), open(large); }},
                            {"save", [] { save(small), save(large); }},
                            {"merge", [] { merge(small), merge(large); }},
                            {"import", import},
                            {"recompute", recompute},
                            {"book", book},
                            {"snapshot", snapshot},
                            {"simulation", simulation}};
  for (const Part& part : parts) {
    if (names.empty() || std::ranges::contains(names, part.name)) part.measure();
  }
  return 0;
}

}  // namespace
}  // namespace keyplan::bench

int main(int argc, char** argv) { return keyplan::bench::run({argv + 1, argv + argc}); }
