#include "ui/screens/priorities_screen.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <utility>

#include "core/model/display.h"
#include "core/sorting/sort.h"
#include "core/text/fold.h"
#include "ui/screens/account_filters.h"
#include "ui/screens/explain.h"
#include "ui/screens/list_screens.h"
#include "ui/screens/record_form.h"

namespace keyplan::ui {

using analysis::Figure;
using model::Account;
using model::GroupBy;
using model::Id;
using model::Kind;
using model::Tier;

namespace {

enum Col { name, abc, score, attract, strength, tier, suggest, key, power, hours, target };

constexpr Column columns[] = {
    {.name = "Account", .flex = 1.4f, .least = 150},
    {.name = "ABC", .width = 48},
    {.name = "Priority", .align = Align::right, .width = 72},
    {.name = "Attractive", .align = Align::right, .width = 84, .priority = 4},
    {.name = "Relationship", .align = Align::right, .width = 98, .priority = 5},
    {.name = "Tier", .width = 112},
    {.name = "Suggested", .width = 122, .sortable = false},
    {.name = "Largest share", .align = Align::right, .width = 106, .priority = 2},
    {.name = "Power", .width = 112, .priority = 3},
    {.name = "Hours", .align = Align::right, .width = 72, .priority = 1},
    {.name = "Targeted", .width = 76, .sortable = false, .priority = 1}};

constexpr std::string_view nothing = "\u2014";
constexpr std::array<std::string_view, 7> dimension_names{"Tier",   "ABC",     "Field", "Sector",
                                                          "Region", "Country", "Owner"};

std::string_view letter(analysis::Abc abc) {
  constexpr std::array<std::string_view, 3> letters{"A", "B", "C"};
  return letters[static_cast<std::size_t>(abc)];
}

analysis::Ratio largest_share(const analysis::KeyTest& key) {
  analysis::Ratio largest;
  for (const auto& share : {key.revenue, key.profit, key.offering})
    if (share && (!largest || *share > *largest)) largest = share;
  return largest;
}

std::int64_t hours_of(const model::Plan& plan, const Account& account) {
  return account.planned_hours ? account.planned_hours.value
                               : analysis::tier_hours(plan.settings(), account.tier);
}

Tone tone_of(analysis::Power power) {
  return power == analysis::Power::theirs ? Tone::warning : Tone::ink;
}

std::string tenths(const analysis::Ratio& points) {
  return points ? model::number_text(*points, 1) : std::string(nothing);
}

model::Value tier_value(Tier tier) {
  return tier == Tier::unset ? model::Value{}
                             : model::Value{model::Choice{static_cast<std::uint8_t>(tier)}};
}

}  // namespace

void PrioritiesScreen::frame(ScreenContext& in) {
  Ui& ui = in.ui;
  const Words word = words(in.plan);
  rows_.refresh(in, filter_, {});
  state_.refresh(in, criteria_.tried());
  sort(in);
  const auto main = in.main("Priorities");
  {
    const auto header = ui.page_header(
        "Priorities",
        model::counted(static_cast<std::int64_t>(rows_.size()), word.account, word.accounts));
    if (ui.button("Copy table")) in.copy(as_text(in));
  }
  if (in.plan.table<Account>().empty()) {
    const auto card = ui.card();
    if (ui.empty_state("Add or import " + word.accounts + " to see which of them matter most.",
                       "Add " + word.account, "Nothing to rank yet"))
      in.request(Request::add_account);
    return;
  }
  key_figures(in);
  {
    auto sides = ui.columns({16, 9}, {.min_width = 400});
    sides.next();
    invest_.frame(in, state_, rows_, &selection_, 500);
    sides.next();
    criteria_.frame(in, state_);
  }
  ranking(in);
  auto sides = ui.columns({16, 9}, {.min_width = 400});
  sides.next();
  groups(in);
  sides.next();
  if (const auto chosen = selected(in.plan); chosen.size() == 1)
    ratings_card(in, state_, chosen.front());
  workload_.frame(in);
}

/// Only what is in the plan: a selected account may be gone after an undo.
std::vector<Id> PrioritiesScreen::selected(const model::Plan& plan) const {
  std::vector<Id> found;
  for (const std::uint64_t key : selection_.keys)
    if (plan.find<Account>(Id{key}) != nullptr) found.push_back(Id{key});
  keyplan::sort(found);
  return found;
}

void PrioritiesScreen::key_figures(ScreenContext& in) {
  const auto& accounts = state_.base().accounts;
  std::int64_t keys = 0;
  std::int64_t letters_a = 0;
  std::int64_t differ = 0;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    const auto of = state_.find(accounts[i].id);
    keys += accounts[i].key.is_key ? 1 : 0;
    letters_a += accounts[i].abc == analysis::Abc::a ? 1 : 0;
    differ += of->priority->suggested != Tier::unset && accounts[i].chosen != Tier::unset &&
                      of->priority->suggested != accounts[i].chosen
                  ? 1
                  : 0;
  }
  const auto all = static_cast<std::int64_t>(accounts.size());
  const auto counted = [&](std::string_view id, std::string_view label, std::int64_t count,
                           std::string formula, std::string note) {
    key_figure(in,
               Figure{.id = std::string(id),
                      .label = std::string(label),
                      .value = count,
                      .unit = analysis::Unit::count,
                      .formula = std::move(formula),
                      .inputs = {{.name = "Of all", .text = model::count_text(all)}},
                      .as_of = in.today},
               {.note = std::move(note)});
  };
  auto figures = in.ui.columns(5, {.min_width = 150});
  figures.next();
  counted("key_accounts_by_test", "Key by a share", keys,
          "accounts with a share of revenue, profit or one offering from " +
              analysis::key_shares_text(state_.base().key_shares) + ", or of standing",
          "from " + analysis::key_shares_text(state_.base().key_shares));
  figures.next();
  counted("abc_a", "A by revenue", letters_a,
          "the largest, up to " + model::percent_text(state_.base().abc_a, 0) + " of all revenue",
          "of " + model::count_text(all));
  figures.next();
  key_figure(in, "top_3_share");
  figures.next();
  key_figure(in, "hhi");
  figures.next();
  counted("tiers_that_differ", "Tier differs", differ,
          "accounts whose tier is another than the one suggested",
          differ == 0 ? "all as suggested" : "from the one suggested");
}

void PrioritiesScreen::sort(const ScreenContext& in) {
  if (sorted_for_ == state_.version() && sorted_rows_ == rows_.version() && sorted_order_ == order_)
    return;
  sorted_for_ = state_.version();
  sorted_rows_ = rows_.version();
  sorted_order_ = order_;
  shown_.clear();
  const auto column = static_cast<Col>(std::max(0, order_.column));
  const bool by_name = column == name || column == suggest || column == target;
  std::vector<double> numbers(by_name ? 0 : rows_.size());
  std::vector<std::string> names(by_name ? rows_.size() : 0);
  const auto number = [&](const analysis::Ratio& value) {
    if (!value) return std::numeric_limits<double>::infinity();  // last in both directions
    return order_.descending ? -*value : *value;
  };
  const auto known = [](auto value, auto unknown) {
    return value == unknown ? std::nullopt : analysis::Ratio(static_cast<double>(value));
  };
  for (std::uint32_t i = 0; i < rows_.size(); ++i) {
    const Account& account = rows_[i].record->data;
    const auto of = state_.find(rows_[i].record->id);
    if (!of) continue;
    shown_.push_back(i);
    switch (column) {
      case abc:
        numbers[i] = number(-static_cast<double>(of->facts->abc));
        break;
      case score:
        numbers[i] = number(of->priority->score);
        break;
      case attract:
        numbers[i] = number(of->priority->attractiveness);
        break;
      case strength:
        numbers[i] = number(of->priority->relationship);
        break;
      case tier:
        numbers[i] = number(known(-static_cast<int>(account.tier), -static_cast<int>(Tier::unset)));
        break;
      case key:
        numbers[i] = number(largest_share(of->facts->key));
        break;
      case power:
        numbers[i] = number(known(of->facts->power, analysis::Power::unknown));
        break;
      case hours:
        numbers[i] = number(static_cast<double>(hours_of(in.plan, account)));
        break;
      case name:
      case suggest:
      case target:
        names[i] = text::folded(account.name);
        break;
    }
  }
  if (by_name) {
    keyplan::sort(shown_, {}, [&](std::uint32_t i) {
      return std::pair(names[i].empty(), std::string_view(names[i]));
    });
    if (column == name && order_.descending) std::ranges::reverse(shown_);
  } else {
    keyplan::sort(shown_, {}, [&](std::uint32_t i) { return numbers[i]; });
  }
}

void PrioritiesScreen::toolbar(ScreenContext& in) {
  {
    const auto row = in.ui.row();
    filter_by_text(in, filter_);
    filter_by_tier(in, filter_);
    filter_by_sector(in, filter_, rows_);
    filter_by_region(in, filter_, rows_);
    filter_by_owner(in, filter_);
    const auto sorted_by = static_cast<std::size_t>(std::max(0, order_.column));
    AccountView view{filter_, by_, std::string(columns[sorted_by].name), order_.descending};
    if (views_.frame(in, view)) {
      filter_ = view.filter;
      if (view.group_by != GroupBy::unset) by_ = view.group_by;
      const auto known = std::ranges::find(columns, view.sort_by, &Column::name);
      if (known != std::end(columns))
        order_ = {.column = static_cast<int>(known - std::begin(columns)),
                  .descending = view.descending};
    }
    if (filter_.any() && in.ui.button("Show all", {.emphasis = Emphasis::quiet, .small = true})) {
      filter_ = {};
      in.ui.request_frames();
    }
  }
  change_selected(in);
}

/// What several accounts get at once, each as one edit.
void PrioritiesScreen::change_selected(ScreenContext& in) {
  const std::vector<Id> chosen = selected(in.plan);
  if (chosen.empty()) return;
  const Words word = words(in.plan);
  const std::string several =
      model::counted(static_cast<std::int64_t>(chosen.size()), word.account, word.accounts);
  const auto row = in.ui.row();
  in.ui.strong(several);
  const auto change = [&](const std::string& what, auto&& each) {
    model::Edit edit(what + " of " + several);
    for (const Id account : chosen) each(edit, account);
    if (!edit.empty()) in.edit(std::move(edit));
  };
  constexpr std::array<MenuEntry, 5> tiers{
      MenuEntry{.text = "Strategic"}, MenuEntry{.text = "Key"}, MenuEntry{.text = "Growth"},
      MenuEntry{.text = "Maintain"}, MenuEntry{.text = "As suggested"}};
  if (const auto picked = in.ui.menu("Set tier", tiers, {.small = true})) {
    change("change tier", [&](model::Edit& edit, Id account) {
      const auto of = state_.find(account);
      const Tier wanted = *picked < 4 ? static_cast<Tier>(*picked + 1) : of->priority->suggested;
      if (wanted != of->facts->chosen) edit.set<&Account::tier>(account, tier_value(wanted));
    });
  }
  const auto& members = in.choices.of(in.plan, Kind::team_member);
  if (!members.ids.empty()) {
    const auto owner = in.ui.select("Owner of the selected", std::string_view(),
                                    [&] { return members.choices(Id{}); },
                                    {.look = FieldLook::in_place,
                                     .chip = true,
                                     .placeholder = "Set owner",
                                     .name = "Owner of the selected"});
    if (owner && *owner >= 0)
      change("change owner", [&](model::Edit& edit, Id account) {
        edit.set<&Account::owner>(account, members.ids[static_cast<std::size_t>(*owner)]);
      });
  }
  const auto& templates = in.choices.of(in.plan, Kind::plan_template);
  if (!templates.ids.empty()) {
    const auto chosen_template = in.ui.select("Template of the selected", std::string_view(),
                                              [&] { return templates.choices(Id{}); },
                                              {.look = FieldLook::in_place,
                                               .chip = true,
                                               .placeholder = "Set template",
                                               .name = "Template of the selected"});
    if (chosen_template && *chosen_template >= 0)
      change("change template", [&](model::Edit& edit, Id account) {
        edit.set<&Account::plan_template>(
            account, templates.ids[static_cast<std::size_t>(*chosen_template)]);
      });
  }
  if (const auto title = in.ui.text_field(
          "Plan an action for each", "",
          {.placeholder = "Plan an action for each", .width = 200, .label_shown = false});
      title && !title->empty())
    change("plan \"" + *title + "\"", [&](model::Edit& edit, Id account) {
      model::AnyRecord record = new_action(in, account);
      auto& action = static_cast<model::Record<model::Action>&>(*record);
      action.id = in.new_id();
      action.data.title = *title;
      action.data.owner = in.plan.find<Account>(account)->data.owner;
      edit.add(Kind::action, std::move(record));
    });
  if (in.ui.button("Target", {.small = true}))
    change("target", [](model::Edit& edit, Id account) {
      edit.set<&Account::targeted>(account, model::Value{true});
    });
  if (in.ui.button("Do not target", {.small = true}))
    change("no longer target", [](model::Edit& edit, Id account) {
      edit.set<&Account::targeted>(account, model::Value{});
    });
  if (in.ui.button("Clear selection", {.emphasis = Emphasis::quiet, .small = true})) {
    selection_ = {};
    in.ui.request_frames();
  }
}

void PrioritiesScreen::cell_suggestion(ScreenContext& in, const AccountRow& row,
                                       const PriorityState::Of& of) {
  const Tier suggested = of.priority->suggested;
  if (suggested == Tier::unset) {
    in.ui.text(nothing, {.style = TextStyle::small, .tone = Tone::muted});
  } else if (suggested == of.facts->chosen) {
    in.ui.text("the same", {.style = TextStyle::small, .tone = Tone::muted, .wrap = false});
  } else {
    const std::string label(model::choice_label(suggested));
    const std::string account = name_of(in.plan, {Kind::account, row.record->id});
    if (in.ui.button(label, {.small = true, .name = "Make " + account + " " + label})) {
      model::Edit edit("change tier of " + account);
      edit.set<&Account::tier>(row.record->id, tier_value(suggested));
      in.edit(std::move(edit));
    }
  }
}

void PrioritiesScreen::ranking(ScreenContext& in) {
  const auto card = in.ui.card("Ranking", "by score; tick, drag round or press to select");
  toolbar(in);
  auto table =
      in.ui.table("Ranking", columns, shown_.size(),
                  {.sort = order_,
                   .height = 430,
                   .selection = &selection_,
                   .key = [this](std::size_t row) { return rows_[shown_[row]].record->id.bits; },
                   .empty = "Nothing matches the filter."});
  while (table.next_row()) {
    const AccountRow& row = rows_[shown_[table.row()]];
    const model::RecordKey record{Kind::account, row.record->id};
    const auto of = state_.find(row.record->id);
    if (!of) continue;
    const std::string account = name_of(in.plan, record);
    table.cell();
    in.ui.text(account, {.style = TextStyle::small_strong, .wrap = false});
    table.cell();
    in.ui.text(letter(of->facts->abc), {.style = TextStyle::small});
    table.cell();
    figure_number(in, state_.figure(of->place), "Priority of " + account,
                  tenths(of->priority->score));
    table.cell();
    in.ui.number(tenths(of->priority->attractiveness));
    table.cell();
    in.ui.number(tenths(of->priority->relationship));
    table.cell();
    record_cell(in, record, model::field_index<&Account::tier>());
    table.cell();
    cell_suggestion(in, row, *of);
    table.cell();
    const auto share = largest_share(of->facts->key);
    figure_number(in, analysis::key_figure(in.plan, state_.base(), of->place),
                  "Largest share of " + account,
                  share ? model::percent_text(*share) : std::string(nothing),
                  {.style = of->facts->key.is_key ? TextStyle::small_strong : TextStyle::small,
                   .align = Align::right});
    table.cell();
    figure_number(in, analysis::power_figure(state_.base(), of->place), "Power of " + account,
                  analysis::power_word(of->facts->power),
                  {.style = TextStyle::small, .tone = tone_of(of->facts->power)});
    table.cell();
    record_cell(in, record, model::field_index<&Account::planned_hours>(), Align::right);
    table.cell();
    record_cell(in, record, model::field_index<&Account::targeted>());
  }
  if (table.sorted) {
    order_ = *table.sorted;
    in.ui.request_frames();
  }
  if (table.opened)
    in.go({.page = Page::account, .account = rows_[shown_[*table.opened]].record->id});
  if (table.copy_requested) in.copy(as_text(in));
  if (table.selection_changed) in.ui.request_frames();
}

TsvWriter PrioritiesScreen::as_text(const ScreenContext& in) const {
  TsvWriter text;
  for (const Column& column : columns) text.cell(column.name);
  text.end_row();
  for (const std::uint32_t place : shown_) {
    const AccountRow& row = rows_[place];
    if (!selection_.keys.empty() && !selection_.contains(row.record->id.bits)) continue;
    const auto of = state_.find(row.record->id);
    if (!of) continue;
    const auto share = largest_share(of->facts->key);
    text.cell(row.record->data.name)
        .cell(letter(of->facts->abc))
        .cell(tenths(of->priority->score))
        .cell(tenths(of->priority->attractiveness))
        .cell(tenths(of->priority->relationship))
        .cell(model::choice_label(row.record->data.tier))
        .cell(model::choice_label(of->priority->suggested))
        .cell(share ? model::percent_text(*share) : "")
        .cell(analysis::power_word(of->facts->power))
        .cell(model::count_text(hours_of(in.plan, row.record->data)))
        .cell(row.record->data.targeted ? "yes" : "")
        .end_row();
  }
  return text;
}

// Groups
// --------------------------------------------------------------------------------------------

void PrioritiesScreen::make_groups(const ScreenContext& in) {
  if (grouped_for_ == state_.version() && grouped_rows_ == rows_.version() && grouped_by_ == by_)
    return;
  grouped_for_ = state_.version();
  grouped_rows_ = rows_.version();
  grouped_by_ = by_;
  std::map<std::pair<int, std::string_view>, Group> found;  // in the order of tiers and letters
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const Account& account = rows_[i].record->data;
    const auto of = state_.find(rows_[i].record->id);
    if (!of) continue;
    const auto text = [](std::string_view value) {
      return std::pair(value.empty() ? 1 : 0, value.empty() ? "Not set" : value);
    };
    std::pair<int, std::string_view> key;
    switch (by_) {
      case GroupBy::unset:
      case GroupBy::tier:
        key = {account.tier == Tier::unset ? 9 : static_cast<int>(account.tier),
               model::choice_label(account.tier)};
        break;
      case GroupBy::abc:
        key = {0, letter(of->facts->abc)};
        break;
      case GroupBy::field:
        if (of->priority->attractiveness && of->priority->relationship) {
          const auto stance =
              analysis::stance_of(*of->priority->attractiveness, *of->priority->relationship);
          key = {-static_cast<int>(stance), analysis::stance_word(stance)};
        } else {
          key = {1, "Without a place"};
        }
        break;
      case GroupBy::sector:
        key = text(account.sector);
        break;
      case GroupBy::region:
        key = text(account.region);
        break;
      case GroupBy::country:
        key = text(account.country);
        break;
      case GroupBy::owner: {
        const auto* owner = in.plan.find(account.owner);
        key = text(owner == nullptr ? std::string_view() : owner->data.name);
        break;
      }
    }
    Group& group = found[key];
    if (group.accounts == 0) group.name = key.second;
    group.example = rows_[i].record->id;
    ++group.accounts;
    group.revenue += rows_[i].revenue;
    if (of->priority->score) {
      group.score += *of->priority->score;
      ++group.scored;
    }
    group.key += of->facts->key.is_key ? 1 : 0;
    group.targeted += account.targeted ? 1 : 0;
    group.hours += hours_of(in.plan, account);
  }
  groups_.clear();
  for (auto& [key, group] : found) groups_.push_back(std::move(group));
}

void PrioritiesScreen::groups(ScreenContext& in) {
  make_groups(in);
  const auto card = in.ui.card("By group", "press a row to see only its accounts");
  if (const auto chosen =
          in.ui.chips_or_list("Group by", dimension_names, static_cast<int>(by_) - 1)) {
    by_ = static_cast<GroupBy>(*chosen + 1);
    in.ui.request_frames();
  }
  constexpr Column heads[] = {
      {.name = "Group", .flex = 1, .sortable = false},
      {.name = "Accounts", .align = Align::right, .width = 80, .sortable = false},
      {.name = "Revenue", .align = Align::right, .width = 92, .sortable = false},
      {.name = "Share", .align = Align::right, .width = 70, .sortable = false, .priority = 3},
      {.name = "Mean priority", .align = Align::right, .width = 106, .sortable = false},
      {.name = "Key", .align = Align::right, .width = 56, .sortable = false, .priority = 2},
      {.name = "Targeted", .align = Align::right, .width = 76, .sortable = false, .priority = 1},
      {.name = "Hours", .align = Align::right, .width = 72, .sortable = false, .priority = 1}};
  std::int64_t all = 0;
  for (const Group& group : groups_) all += group.revenue;
  auto table = in.ui.table("By group", heads, groups_.size(),
                           {.height = groups_.size() > 12 ? 400.0f : 0.0f});
  const auto count = [&](std::size_t number) {
    table.cell();
    in.ui.number(model::count_text(static_cast<std::int64_t>(number)));
  };
  while (table.next_row()) {
    const Group& group = groups_[table.row()];
    table.cell();
    in.ui.text(group.name, {.style = TextStyle::small_strong, .wrap = false});
    count(group.accounts);
    table.cell();
    in.ui.number(
        model::money_text({group.revenue, in.figures.context().base}, model::MoneyStyle::compact));
    table.cell();
    const auto share =
        analysis::ratio(static_cast<double>(group.revenue), static_cast<double>(all));
    in.ui.number(share ? model::percent_text(*share, 0) : std::string(nothing));
    table.cell();
    in.ui.number(tenths(analysis::ratio(group.score, static_cast<double>(group.scored))));
    count(group.key);
    count(group.targeted);
    table.cell();
    in.ui.number(model::count_text(group.hours));
  }
  if (!table.opened) return;
  const Account& example = in.plan.find<Account>(groups_[*table.opened].example)->data;
  switch (by_) {
    case GroupBy::unset:
    case GroupBy::tier:
      filter_.tier = example.tier;
      break;
    case GroupBy::sector:
      filter_.sector = example.sector;
      break;
    case GroupBy::region:
      filter_.region = example.region;
      break;
    case GroupBy::owner:
      filter_.owner = example.owner.id;
      break;
    case GroupBy::country:
      filter_.text = example.country;
      break;
    case GroupBy::abc:
    case GroupBy::field: {
      // No filter names them: their accounts are selected.
      selection_ = {};
      const auto same = [&](const PriorityState::Of& of) {
        const auto& p = *of.priority;
        if (by_ == GroupBy::abc) return letter(of.facts->abc) == groups_[*table.opened].name;
        if (!p.attractiveness || !p.relationship)
          return groups_[*table.opened].name == "Without a place";
        return analysis::stance_word(analysis::stance_of(*p.attractiveness, *p.relationship)) ==
               groups_[*table.opened].name;
      };
      for (std::size_t i = 0; i < rows_.size(); ++i)
        if (const auto of = state_.find(rows_[i].record->id); of && same(*of))
          selection_.keys.insert(rows_[i].record->id.bits);
      break;
    }
  }
  in.ui.request_frames();
}

}  // namespace keyplan::ui
