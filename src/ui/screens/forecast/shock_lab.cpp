#include "ui/screens/forecast/shock_lab.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "core/model/display.h"
#include "core/sorting/sort.h"
#include "core/text/fold.h"
#include "ui/screens/explain.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {

using analysis::TriedChange;
using model::Account;
using model::ChangeType;
using model::Id;
using model::Kind;

namespace {

constexpr std::size_t most_tiles = 300, most_groups = 24, most_calls = 40;
constexpr double least_share = 0.0015;  // of all revenue; a smaller tile cannot be read or hit
constexpr model::Percent all_of_it{100'00};

std::string compact(const ScreenContext& in, std::int64_t minor) {
  return model::money_text({minor, in.figures.portfolio().base}, model::MoneyStyle::compact);
}

/// Groups are told apart from accounts, whose keys are their ids of 60 bits.
ItemKey group_key(std::size_t group) { return (1ull << 62) + group; }
ItemKey others_key(std::size_t group) { return (1ull << 63) + group; }

std::string before_text(const analysis::Figure* figure) {
  if (figure == nullptr || !figure->has_value()) return {};
  return analysis::shown_compact(figure->value, figure->unit) + " before";
}

}  // namespace

void ShockLab::group_by(Grouping grouping) {
  if (grouping_ == grouping) return;
  grouping_ = grouping;
  collected_ = false;
}

/// Largest accounts as tiles of their own, the others of each group as one.
void ShockLab::collect(ScreenContext& in) {
  if (collected_ && revision_ == in.plan.revision() && version_ == in.figures.version()) return;
  revision_ = in.plan.revision();
  version_ = in.figures.version();
  collected_ = true;
  grouped_.clear();
  groups_.clear();
  tiles_.clear();
  tile_accounts_.clear();
  tiles_by_key_.clear();
  small_.clear();
  const analysis::Portfolio& p = in.figures.portfolio();
  const int year = p.base_year != 0 ? p.base_year : p.shown_year;
  struct Line {
    Id account;
    std::int64_t revenue;
    std::size_t group;
  };
  std::vector<Line> lines;
  std::map<std::pair<std::string, Id>, std::size_t> places;
  for (const analysis::AccountResult& result : in.figures.accounts()) {
    const auto* account = in.plan.find<Account>(result.id);
    const std::int64_t revenue = result.revenue(year).value;
    if (account == nullptr || revenue <= 0) continue;
    Group group;
    if (grouping_ == Grouping::manager) {
      group.named = in.plan.find(account->data.owner) != nullptr;
      if (group.named) {
        group.manager = account->data.owner.id;
        group.shown = name_of(in.plan, {Kind::team_member, group.manager});
      } else {
        group.shown = "No manager";
      }
    } else {
      const bool sector = grouping_ == Grouping::sector;
      group.shown = sector ? account->data.sector : account->data.region;
      group.folded = text::folded(group.shown);
      group.named = !group.folded.empty();
      if (!group.named) group.shown = sector ? "No sector" : "No region";
    }
    const auto [place, fresh] = places.try_emplace({group.folded, group.manager}, grouped_.size());
    if (fresh) grouped_.push_back(group);
    grouped_[place->second].revenue += revenue;
    lines.push_back({result.id, revenue, place->second});
  }
  // The smallest groups stand together, or there would be no room to read any.
  std::vector<std::size_t> order(grouped_.size());
  for (std::size_t g = 0; g < order.size(); ++g) order[g] = g;
  keyplan::sort(order, [this](std::size_t a, std::size_t b) {
    return std::tuple(-grouped_[a].revenue, grouped_[a].folded, grouped_[a].manager) <
           std::tuple(-grouped_[b].revenue, grouped_[b].folded, grouped_[b].manager);
  });
  std::vector<std::size_t> new_place(grouped_.size());
  std::vector<Group> sorted;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i < most_groups) {
      sorted.push_back(grouped_[order[i]]);
    } else if (i == most_groups) {
      sorted.push_back({.shown = "Others", .revenue = grouped_[order[i]].revenue});
    } else {
      sorted.back().revenue += grouped_[order[i]].revenue;
    }
    new_place[order[i]] = sorted.size() - 1;
  }
  grouped_ = std::move(sorted);
  for (std::size_t g = 0; g < grouped_.size(); ++g) {
    groups_.push_back({.key = group_key(g),
                       .name = grouped_[g].shown,
                       .shown = compact(in, grouped_[g].revenue),
                       .fixed = !grouped_[g].named});
    tiles_by_key_.emplace(group_key(g), g);
  }
  keyplan::sort(lines, [](const Line& a, const Line& b) {
    return std::tuple(-a.revenue, a.account) < std::tuple(-b.revenue, b.account);
  });
  std::int64_t all = 0;
  for (const Line& line : lines) all += line.revenue;
  struct Others {
    std::int64_t revenue = 0;
    std::vector<const Line*> accounts;
  };
  std::vector<Others> others(groups_.size());
  std::vector<bool> has_tiles(groups_.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    const std::size_t group = new_place[line.group];
    const double share = static_cast<double>(line.revenue) / static_cast<double>(all);
    if (i >= most_tiles || share < least_share) {
      others[group].revenue += line.revenue;
      others[group].accounts.push_back(&line);
      continue;
    }
    has_tiles[group] = true;
    const auto* account = in.plan.find<Account>(line.account);
    const bool risk = account->data.at_risk != model::AtRisk::unset;
    tiles_by_key_.emplace(line.account.bits, tiles_.size());
    tiles_.push_back({.key = line.account.bits,
                      .group = group,
                      .name = name_of(in.plan, {Kind::account, line.account}),
                      .shown = compact(in, line.revenue),
                      .size = static_cast<double>(line.revenue),
                      .tone = risk ? Tone::warning : Tone::accent,
                      .word = risk ? "at risk" : ""});
    tile_accounts_.push_back(line.account);
  }
  const Words word = words(in.plan);
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    if (others[g].accounts.empty()) continue;
    const auto count = static_cast<std::int64_t>(others[g].accounts.size());
    for (const Line* line : others[g].accounts)
      small_[line->account] = {tiles_.size(), static_cast<double>(line->revenue)};
    tiles_.push_back({.key = others_key(g),
                      .group = g,
                      .name = has_tiles[g] ? model::counted(count, "other", "others")
                                           : model::counted(count, word.account, word.accounts),
                      .shown = compact(in, others[g].revenue),
                      .size = static_cast<double>(others[g].revenue),
                      .fixed = true});
    tile_accounts_.push_back({});
  }
}

void ShockLab::show_state(const analysis::ScenarioOutcome& outcome) {
  for (std::size_t g = 0; g < groups_.size(); ++g)
    groups_[g].off = std::ranges::contains(taken_, of_group(g));
  for (BoardTile& tile : tiles_) tile.left = 1;
  for (const analysis::AccountEffect& effect : outcome.accounts) {
    const double left = effect.survival.fraction();
    if (const auto own = tiles_by_key_.find(effect.account.bits); own != tiles_by_key_.end()) {
      tiles_[own->second].left = left;
    } else if (const auto part = small_.find(effect.account); part != small_.end()) {
      BoardTile& tile = tiles_[part->second.tile];
      tile.left -= part->second.revenue * (1 - left) / tile.size;
    }
  }
  constexpr double rounding = 1e-9;  // of many parts taken away
  for (BoardTile& tile : tiles_)
    if (tile.left < rounding) tile.left = 0;
}

ShockLab::Taken ShockLab::of_group(std::size_t group) const {
  const Group& found = grouped_[group];
  return {.grouping = grouping_,
          .whole = true,
          .id = found.manager,
          .name = found.folded,
          .shown = found.shown};
}

std::vector<TriedChange> ShockLab::changes() const {
  std::vector<TriedChange> all;
  for (const Taken& taken : taken_) {
    TriedChange& change = all.emplace_back();
    if (!taken.whole) {
      change.data.type = ChangeType::lose_account;
      change.data.account = {taken.id};
    } else if (taken.grouping == Grouping::manager) {
      change.data.type = ChangeType::manager_leaves;
      change.data.member = {taken.id};
    } else {
      const bool sector = taken.grouping == Grouping::sector;
      change.data.type = sector ? ChangeType::sector_shock : ChangeType::region_shock;
      (sector ? change.data.sector : change.data.region) = taken.shown;
      change.data.percent = all_of_it;
    }
  }
  return all;
}

bool ShockLab::takes(const ScreenContext& in, const Taken& taken, Id account) const {
  const auto* record = in.plan.find<Account>(account);
  if (record == nullptr) return false;
  if (taken.whole) {
    switch (taken.grouping) {
      case Grouping::sector:
        return text::folded(record->data.sector) == taken.name;
      case Grouping::region:
        return text::folded(record->data.region) == taken.name;
      case Grouping::manager:
        return record->data.owner.id == taken.id;
    }
  }
  constexpr int deepest = 20;  // a circle of parents must end as well
  for (int depth = 0; record != nullptr && depth < deepest; ++depth) {
    if (record->id == taken.id) return true;
    record = record->data.parent ? in.plan.find(record->data.parent) : nullptr;
  }
  return false;
}

void ShockLab::changed(ScreenContext& in) {
  ++changed_;
  in.ui.request_frames();
}

/// Whatever took the account off the board comes back.
void ShockLab::put_back(ScreenContext& in, Id account) {
  const auto gone =
      std::erase_if(taken_, [&](const Taken& taken) { return takes(in, taken, account); });
  if (gone == 0) return;
  in.ui.announce(name_of(in.plan, {Kind::account, account}) + " is back on the board");
  changed(in);
}

void ShockLab::toggle(ScreenContext& in, ItemKey key, bool only_take) {
  const auto place = tiles_by_key_.find(key);
  if (place == tiles_by_key_.end()) return;
  Taken taken;
  if (key >= group_key(0)) {
    if (groups_[place->second].fixed) return;
    taken = of_group(place->second);
  } else {
    const Id account{key};
    if (tiles_[place->second].left <= 0) {
      if (!only_take) put_back(in, account);
      return;
    }
    taken = {.id = account, .shown = tiles_[place->second].name};
  }
  const auto there = std::ranges::find(taken_, taken);
  if (there == taken_.end()) return take(in, std::move(taken));
  if (only_take) return;
  in.ui.announce(taken.shown + " is back on the board");
  taken_.erase(there);
  changed(in);
}

void ShockLab::take(ScreenContext& in, Taken taken) {
  if (std::ranges::contains(taken_, taken)) return;
  in.ui.announce(taken.shown + " is off the board");
  taken_.push_back(std::move(taken));
  changed(in);
}

/// Any account, also one that has no tile of its own.
void ShockLab::take_by_name(ScreenContext& in) {
  const auto& list = in.choices.of(in.plan, Kind::account);
  const auto chosen = in.ui.select("Take off by name", "", [&] { return list.choices({}); });
  if (!chosen || *chosen < 0) return;
  const Id account = list.ids[static_cast<std::size_t>(*chosen)];
  take(in, {.id = account, .shown = name_of(in.plan, {Kind::account, account})});
}

void ShockLab::figures(ScreenContext& in, const Outlooks& outlooks, const Outlook& outlook) {
  const auto plan = [&](std::string_view id) { return in.figures.figure(in.plan, id); };
  auto columns = in.ui.columns(6, {.min_width = 150});
  const auto draw = [&](std::string_view id, FigureText text) {
    columns.next();
    if (text.note.empty() && !taken_.empty()) text.note = before_text(plan(id));
    if (const analysis::Figure* figure = outlook.figure(id)) key_figure(in, *figure, text);
  };
  const analysis::ScenarioOutcome& outcome = outlook.outcome;
  FigureText lost;
  if (outcome.share_lost) lost.note = model::percent_text(*outcome.share_lost) + " of all revenue";
  lost.tone = taken_.empty() ? Tone::ink : Tone::negative;
  draw("scenario_revenue_lost", lost);
  draw("forecast_total", {.label = "Forecast left"});
  columns.next();
  if (const analysis::Figure* chance = outlook.figure("simulation_goal_chance")) {
    FigureText text{.label = "Chance of the goal"};
    if (taken_.empty() ? outlooks.working({}) : outlooks.trying()) {
      text.note = "working";
    } else if (const Outlook* base = outlooks.known(in); base != nullptr && !taken_.empty()) {
      text.note = before_text(base->figure("simulation_goal_chance"));
    }
    key_figure(in, *chance, text);
  } else {
    in.ui.key_figure("Chance of the goal", "\u2026", {.note = "working"});
  }
  draw("scenario_refill", {.label = "Pipeline to refill"});
  draw("top_3_share", {.label = "Top-3 concentration"});
  draw("hhi", {.label = "Concentration (HHI)"});
}

std::string ShockLab::name_of_all() const {
  constexpr std::size_t named = 2;
  std::string name = "Without ";
  for (std::size_t i = 0; i < taken_.size() && i < named; ++i)
    name += (i == 0 ? "" : taken_.size() == named ? " and " : ", ") + taken_[i].shown;
  if (taken_.size() > named)
    name += " and " + model::count_text(static_cast<std::int64_t>(taken_.size() - named)) + " more";
  return name;
}

std::optional<Id> ShockLab::controls(ScreenContext& in) {
  const auto row = in.ui.row();
  const auto grouping = in.ui.chips("Group by", {"By sector", "By region", "By manager"},
                                    static_cast<int>(grouping_));
  if (grouping) group_by(static_cast<Grouping>(*grouping));
  const std::string_view none = taken_.empty() ? "Nothing is off the board." : "";
  if (in.ui.button("Put all back", {.disabled_because = none})) {
    taken_.clear();
    in.ui.announce("Everything is back on the board");
    changed(in);
  }
  if (!in.ui.button("Keep as scenario", {.emphasis = Emphasis::primary, .disabled_because = none}))
    return std::nullopt;
  std::vector<model::ScenarioChange> kept;
  for (TriedChange& change : changes()) kept.push_back(std::move(change.data));
  return add_scenario(in, name_of_all(), std::move(kept));
}

void ShockLab::off_the_board(ScreenContext& in) {
  const auto card = in.ui.card("Off the board");
  take_by_name(in);
  if (taken_.empty()) {
    in.ui.muted("Press a tile or the name of a group, or drag it off the board.");
    return;
  }
  std::optional<std::size_t> back;
  for (std::size_t i = 0; i < taken_.size(); ++i) {
    const Taken& taken = taken_[i];
    const auto own = in.ui.id(i);
    const std::string_view chip = !taken.whole                         ? ""
                                  : taken.grouping == Grouping::sector ? "sector"
                                  : taken.grouping == Grouping::region ? "region"
                                                                       : "leaves";
    const auto row = in.ui.row();
    const std::string told = "Put " + taken.shown + " back";
    if (in.ui.button("Put back", {.small = true, .name = told})) back = i;
    if (!chip.empty()) in.ui.badge(chip, Tone::negative);
    in.ui.text(taken.shown, {.style = TextStyle::strong, .wrap = false});
  }
  if (!back) return;
  in.ui.announce(taken_[*back].shown + " is back on the board");
  taken_.erase(taken_.begin() + static_cast<std::ptrdiff_t>(*back));
  changed(in);
}

void ShockLab::call_list(ScreenContext& in, const Outlook& outlook) {
  if (outlook.outcome.leavers.empty()) return;
  const auto card = in.ui.card("Who must be called");
  std::size_t shown = 0, all = 0;
  for (const analysis::Leaver& leaver : outlook.outcome.leavers) {
    all += leaver.leaves.calls.size();
    for (const analysis::Call& call : leaver.leaves.calls) {
      if (shown == most_calls) break;
      ++shown;
      const auto own = in.ui.id(call.person.bits);
      const std::string title = name_of(in.plan, {Kind::person, call.person});
      const std::string who = call.caller ? name_of(in.plan, {Kind::team_member, call.caller})
                                          : std::string("nobody of ours");
      const std::string text = name_of(in.plan, {Kind::account, call.account}) + ", " + who +
                               " calls until " + model::date_text(call.until);
      if (in.ui.list_row({.title = title, .text = text, .below = true}))
        in.open({Kind::person, call.person});
    }
  }
  if (all == 0) in.ui.muted("Nobody at their accounts is recorded.");
  if (all > shown)
    in.ui.muted("and " + model::count_text(static_cast<std::int64_t>(all - shown)) + " more");
}

std::optional<Id> ShockLab::frame(ScreenContext& in, Outlooks& outlooks) {
  collect(in);
  std::erase_if(taken_, [&](const Taken& taken) {
    return taken.id &&
           in.plan.find({taken.whole ? Kind::team_member : Kind::account, taken.id}) == nullptr;
  });
  if (tiles_.empty()) {
    const auto card = in.ui.card();
    in.ui.empty_state("The board shows accounts by their revenue. Add last year\u2019s revenue.",
                      {}, "Nothing on the board yet");
    return std::nullopt;
  }
  const std::vector<TriedChange> tried = changes();
  // The plan is what the chance is compared with, and what is shown while nothing is off the board.
  const Outlook& plan = outlooks.simulated(in, {});
  const Outlook& outlook = taken_.empty() ? plan : outlooks.tried(in, tried, changed_);
  show_state(outlook.outcome);
  std::optional<Id> kept = controls(in);
  figures(in, outlooks, outlook);
  auto sides = in.ui.columns({19, 6}, {.min_width = 300});
  sides.next();
  {
    const Words word = words(in.plan);
    const std::string summary =
        capitalised(word.accounts) + " by revenue" +
        (taken_.empty() ? std::string(". All are on the board.")
                        : ", " +
                              model::counted(static_cast<std::int64_t>(taken_.size()), "thing is",
                                             "things are") +
                              " off the board.");
    const auto card = in.ui.card();
    const auto answer = board(in.ui, "Board", items_, groups_, tiles_,
                              {.summary = summary, .size_head = "Revenue", .height = 540});
    if (answer.toggled) toggle(in, *answer.toggled, false);
    if (answer.taken) toggle(in, *answer.taken, true);
  }
  sides.next();
  off_the_board(in);
  call_list(in, outlook);
  return kept;
}

}  // namespace keyplan::ui
