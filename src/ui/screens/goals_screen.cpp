#include "ui/screens/goals_screen.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "core/model/display.h"
#include "core/model/input.h"
#include "core/sorting/sort.h"
#include "core/text/fold.h"
#include "ui/screens/record_form.h"

namespace keyplan::ui {

using analysis::CascadeLevel;
using analysis::CascadeRow;
using model::Decimal;
using model::Goal;
using model::GoalLevel;
using model::Id;
using model::Kind;
using model::RecordKey;

namespace {

std::string count(std::int64_t n) { return model::count_text(n); }

std::string shown(const ScreenContext& in, Decimal number, const Goal& goal) {
  const auto& field = model::info(Kind::goal).fields[model::field_index<&Goal::target>()];
  std::string text = model::display(field, model::Value{number}, in.plan);
  if (!goal.unit.empty()) text += " " + goal.unit;
  return text;
}

struct GapText {
  std::string text;
  Tone tone = Tone::muted;
};

/// What nobody below has taken on yet.
GapText gap_of(const ScreenContext& in, const CascadeRow& row) {
  const Goal& goal = row.goal->data;
  if (row.level == CascadeLevel::member || !analysis::is_open(goal)) return {};
  if (row.lower == 0) {
    return {row.level == CascadeLevel::company ? "No goal serves it yet" : "Nobody has a share yet",
            Tone::warning};
  }
  if (row.comparable == 0) return {"Served in other units"};
  if (!row.has_gap()) return {"Covered", Tone::positive};
  return {shown(in, {std::abs(row.open.ten_thousandths)}, goal) + " not covered", Tone::warning};
}

Explanation why(const ScreenContext& in, const CascadeRow& row, const std::string& name) {
  const Goal& goal = row.goal->data;
  Explanation why{.title = "From below: " + name, .as_of = "as of " + model::date_text(in.today)};
  if (row.lower == 0) {
    why.not_available = "No goal serves it yet.";
  } else if (!row.rolled_up) {
    why.not_available = "Nobody has entered where the goals below it stand.";
  }
  why.formula = row.rolled_up_is_mean
                    ? "mean of the progress of the goals right below"
                    : "what the goals right below have come so far / what this goal wants";
  why.inputs.push_back({.name = "Goals right below", .value = count(row.lower)});
  if (row.comparable > 0) {
    why.inputs.push_back({.name = "Of them in its unit, added up", .value = count(row.comparable)});
    why.inputs.push_back(
        {.name = "Wanted: target \u2212 baseline", .value = shown(in, row.wanted, goal)});
    why.inputs.push_back(
        {.name = "Wanted by the goals below", .value = shown(in, row.covered, goal)});
  }
  why.note = "Dropped goals do not count.";
  return why;
}

constexpr Column columns[] = {
    {.name = "Goal", .flex = 6, .least = 260, .sortable = false},
    {.name = "Level", .flex = 1, .least = 124, .sortable = false},
    {.name = "Owner", .flex = 1, .least = 104, .sortable = false, .priority = 2},
    {.name = "Target", .align = Align::right, .width = 118, .sortable = false, .priority = 3},
    {.name = "By when", .width = 100, .sortable = false, .priority = 4},
    {.name = "Progress", .width = 132, .sortable = false, .priority = 1},
    {.name = "From below", .align = Align::right, .width = 84, .sortable = false},
    {.name = "Not covered yet", .flex = 1, .least = 150, .sortable = false},
    {.name = "Below", .width = 126, .sortable = false},
    {.name = "All fields", .width = 64, .sortable = false, .priority = 5}};

/// The number with its unit, until it is changed.
void target_cell(ScreenContext& in, const Goal& goal, Id id, const std::string& name) {
  const auto index = model::field_index<&Goal::target>();
  const auto& field = model::info(Kind::goal).fields[index];
  const std::string text = model::edit_text(field, model::Value{goal.target}, in.plan);
  const std::string with_unit = goal.target ? shown(in, goal.target, goal) : std::string();
  const std::string told = "Target of " + name;
  const auto entered = in.ui.parsed_field("Target", text, model::read_decimal,
                                          {.look = FieldLook::in_place,
                                           .placeholder = "Add",
                                           .shown = with_unit,
                                           .align = Align::right,
                                           .style = TextStyle::small,
                                           .name = told});
  if (!entered || *entered == goal.target) return;
  model::Edit edit("change target of " + name);
  edit.set({Kind::goal, id}, index, *entered ? model::Value{*entered} : model::Value{});
  in.edit(std::move(edit));
}

}  // namespace

void GoalsScreen::show(Id goal) {
  show_ = Show::all;
  of_ = {};
  folded_.clear();
  selection_ = {};
  selection_.keys.insert(goal.bits);
  rows_made_ = false;
}

const CascadeRow* GoalsScreen::selected() const {
  if (selection_.keys.size() != 1) return nullptr;
  const auto found = std::ranges::find_if(cascade_.rows, [this](const CascadeRow& row) {
    return selection_.contains(row.goal->id.bits);
  });
  return found == cascade_.rows.end() ? nullptr : &*found;
}

// Rows
// -----------------------------------------------------------------------------------------------

bool GoalsScreen::wanted(const CascadeRow& row) const {
  if (of_ && row.goal->data.owner.id != of_) return false;
  if (show_ == Show::long_term) return row.goal->data.level == GoalLevel::long_term;
  return show_ != Show::gaps || row.has_gap();
}

/// What is wanted stands below the goals it serves; long-term objectives bring what serves them.
void GoalsScreen::choose_rows(const ScreenContext& in) {
  const auto& all = cascade_.rows;
  std::vector<char> kept(all.size(), 0);
  std::vector<std::size_t> above;
  for (std::size_t i = 0; i < all.size(); ++i) {
    above.resize(std::min<std::size_t>(above.size(), all[i].depth));
    if (wanted(all[i])) {
      for (const std::size_t place : above) kept[place] = 1;
      kept[i] = 1;
      if (show_ == Show::long_term && !of_)
        std::fill_n(kept.begin() + static_cast<std::ptrdiff_t>(i), all[i].rows_below + 1, 1);
    }
    above.push_back(i);
  }
  rows_.clear();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (kept[i] == 0) continue;
    const CascadeRow& row = all[i];
    const Goal& data = row.goal->data;
    Row made{.cascade = &row,
             .goal = {.record = row.goal,
                      .name = name_of(in.plan, {Kind::goal, row.goal->id}),
                      .done = row.progress.fraction,
                      .na_reason = row.progress.na_reason,
                      .now = row.progress.current,
                      .standing = row.standing,
                      .out_of_long_term = analysis::is_out_of_long_term(data, in.today)},
             .whose = "Company"};
    if (row.level == CascadeLevel::account)
      made.whose = name_of(in.plan, {Kind::account, data.account.id});
    if (row.level == CascadeLevel::member) {
      made.whose = data.owner ? name_of(in.plan, {Kind::team_member, data.owner.id})
                              : std::string("Nobody yet");
    } else if (data.level == GoalLevel::long_term) {
      made.whose += ", long-term";
    }
    rows_.push_back(std::move(made));
    if (folded_.contains(row.goal->id)) i += row.rows_below;
  }
}

void GoalsScreen::make(const ScreenContext& in) {
  if (!made_for_.holds(in, {})) {
    cascade_ = analysis::cascade_of(in.plan, in.today);
    rows_made_ = false;
    note_ = model::counted(cascade_.company_goals, "company goal", "company goals");
    const auto loose = static_cast<std::int64_t>(cascade_.rows.size() - cascade_.serving);
    if (cascade_.with_gap > 0) note_ += " \u00b7 " + count(cascade_.with_gap) + " not covered yet";
    if (loose > 0)
      note_ += " \u00b7 " + model::counted(loose, "serves no goal of the company",
                                           "serve no goal of the company");
    std::erase_if(folded_, [&](Id goal) { return in.plan.find<Goal>(goal) == nullptr; });
  }
  if (rows_made_) return;
  rows_made_ = true;
  choose_rows(in);
}

// Adding
// ---------------------------------------------------------------------------------------------

/// A goal of the company is taken on by accounts or one of the team, or split within the company;
/// one of an account by one of the team or within the account; one's own by colleagues.
void GoalsScreen::make_takers(const ScreenContext& in, const CascadeRow& above) {
  if (takers_made_ == made_for_.serial() && takers_of_ == above.goal->id) return;
  const bool other_goal = takers_of_ != above.goal->id;
  takers_made_ = made_for_.serial();
  takers_of_ = above.goal->id;
  takers_.clear();
  const Goal& goal = above.goal->data;
  const auto add_sorted = [&](std::vector<Taker> added) {
    keyplan::sort(added, {}, [](const Taker& taker) {
      return std::pair(text::folded(taker.name), taker.who.id);
    });
    std::ranges::move(added, std::back_inserter(takers_));
  };
  Id first = goal.owner.id;
  if (const auto* account = in.plan.find(goal.account);
      account != nullptr && above.level != CascadeLevel::member) {
    takers_.push_back(
        {{Kind::account, account->id}, name_of(in.plan, {Kind::account, account->id}) + " itself"});
    if (account->data.owner) first = account->data.owner.id;
  } else if (above.level == CascadeLevel::company) {
    takers_.push_back({{}, "The company itself"});
    std::vector<Taker> accounts;
    for (const auto& record : in.plan.table<model::Account>())
      accounts.push_back(
          {{Kind::account, record.id}, name_of(in.plan, {Kind::account, record.id})});
    add_sorted(std::move(accounts));
    first = takers_.size() > 1 ? takers_[1].who.id : Id{};
  }
  std::vector<Taker> members;
  for (const auto& record : in.plan.table<model::TeamMember>())
    members.push_back(
        {{Kind::team_member, record.id}, name_of(in.plan, {Kind::team_member, record.id})});
  add_sorted(std::move(members));
  if (other_goal) {
    const auto usual = std::ranges::find_if(
        takers_, [first](const Taker& taker) { return taker.who.id == first; });
    taker_ = usual == takers_.end() ? 0 : static_cast<int>(usual - takers_.begin());
  }
  taker_ = std::clamp(taker_, 0, std::max(0, static_cast<int>(takers_.size()) - 1));
}

void GoalsScreen::add_below(ScreenContext& in, const CascadeRow& above) {
  make_takers(in, above);
  const std::string name = name_of(in.plan, {Kind::goal, above.goal->id});
  in.ui.muted("Below " + name + ":");
  if (takers_.empty()) {
    in.ui.muted("Nobody is in the team yet who could take on a share.");
    return;
  }
  std::vector<std::string_view> names;
  for (const Taker& taker : takers_) names.push_back(taker.name);
  if (const auto chosen = in.ui.select(
          "For", names, taker_,
          {.look = FieldLook::in_place, .chip = true, .name = "Whose the new goal is"}))
    taker_ = std::max(0, *chosen);
  auto title = add_.frame(in, {.label = "Add goal below"});
  if (!title) return;
  const Goal& over = above.goal->data;
  const RecordKey who = takers_[static_cast<std::size_t>(taker_)].who;
  const Id account = who.kind == Kind::account && who.id ? who.id : over.account.id;
  auto goal = new_record<Goal>(in, account);
  goal->data.title = std::move(*title);
  goal->data.parent = {above.goal->id};
  goal->data.measure = over.measure;
  goal->data.unit = over.unit;
  goal->data.due = over.level == GoalLevel::long_term ? model::Date{} : over.due;
  if (who.kind == Kind::team_member && who.id) {
    goal->data.owner = {who.id};
    goal->data.personal = true;
  } else if (const auto* of = in.plan.find(goal->data.account)) {
    goal->data.owner = of->data.owner;
  }
  folded_.erase(above.goal->id);
  add_record(in, Kind::goal, std::move(goal));
}

void GoalsScreen::add_company_goal(ScreenContext& in) {
  constexpr std::array levels{GoalLevel::long_term, GoalLevel::annual};
  if (const auto chosen = in.ui.select(
          "Level", {"Long-term objective", "Annual objective"}, added_level_,
          {.look = FieldLook::in_place, .chip = true, .name = "Level of the new goal"}))
    added_level_ = std::max(0, *chosen);
  auto title = add_.frame(in, {.label = "Add company goal"});
  if (!title) return;
  auto goal = new_record<Goal>(in);
  goal->data.title = std::move(*title);
  goal->data.level = levels[static_cast<std::size_t>(added_level_)];
  add_record(in, Kind::goal, std::move(goal));
}

void GoalsScreen::toolbar(ScreenContext& in) {
  {
    const auto row = in.ui.row();
    if (const auto chosen =
            in.ui.chips("Show goals", {"Whole cascade", "Long-term objectives", "Not covered yet"},
                        static_cast<int>(show_))) {
      show_ = static_cast<Show>(*chosen);
      rows_made_ = false;
      in.ui.request_frames();
    }
    const auto list = [&]() -> const RecordChoices::List& {
      return in.choices.of(in.plan, Kind::team_member);
    };
    const bool known = in.plan.find<model::TeamMember>(of_) != nullptr;
    const auto chosen =
        in.ui.select("Goals of", known ? name_of(in.plan, {Kind::team_member, of_}) : "",
                     [&] { return list().choices(of_); },
                     {.look = FieldLook::in_place,
                      .placeholder = "Of everybody",
                      .width = 180,
                      .clear = known ? "Of everybody" : "",
                      .name = "Goals of"});
    if (chosen) {
      of_ = *chosen < 0 ? Id{} : list().ids[static_cast<std::size_t>(*chosen)];
      rows_made_ = false;
      in.ui.request_frames();
    }
  }
  const auto row = in.ui.row();
  const CascadeRow* above = selected();
  above != nullptr ? add_below(in, *above) : add_company_goal(in);
  remove_button(in, Kind::goal, selection_, "goals");
}

// Table
// ----------------------------------------------------------------------------------------------

void GoalsScreen::from_below(ScreenContext& in, const Row& row) {
  if (row.cascade->level == CascadeLevel::member && row.cascade->lower == 0) return;
  const analysis::Ratio done = row.cascade->rolled_up;
  in.ui.figure(
      "From below: " + row.goal.name, done ? model::percent_text(*done, 0) : "n/a",
      [&] { return why(in, *row.cascade, row.goal.name); },
      {.style = TextStyle::small, .tone = done ? Tone::ink : Tone::muted, .align = Align::right});
}

void GoalsScreen::fold_button(ScreenContext& in, const Row& row) {
  const Id id = row.cascade->goal->id;
  if (row.cascade->rows_below == 0) return;
  const bool folded = folded_.contains(id);
  const std::string label = (folded ? "Show " : "Hide ") + count(row.cascade->rows_below);
  const std::string told = label + " below " + row.goal.name;
  if (!in.ui.button(label, {.emphasis = Emphasis::quiet, .small = true, .name = told})) return;
  if (folded)
    folded_.erase(id);
  else
    folded_.insert(id);
  rows_made_ = false;
  in.ui.request_frames();
}

void GoalsScreen::row(ScreenContext& in, Table& table, const Row& row) {
  const CascadeRow& cascade = *row.cascade;
  const Id id = cascade.goal->id;
  const auto scope = in.ui.id(id.bits);
  table.row_name(row.goal.name);
  table.cell();
  in.ui.space(16.0f * cascade.depth);
  record_field<&Goal::title>(in, id, FieldLook::in_place);
  table.cell();
  if (cascade.level == CascadeLevel::account) {
    if (in.ui.link(row.whose, TextStyle::small))
      in.go({.page = Page::account,
             .account = cascade.goal->data.account.id,
             .record = RecordKey{Kind::goal, id}});
  } else {
    in.ui.text(row.whose,
               {.style = TextStyle::small,
                .tone = cascade.level == CascadeLevel::company ? Tone::accent : Tone::ink,
                .wrap = false});
  }
  table.cell();
  record_field<&Goal::owner>(in, id, FieldLook::in_place);
  table.cell();
  target_cell(in, cascade.goal->data, id, row.goal.name);
  table.cell();
  record_field<&Goal::due>(in, id, FieldLook::in_place);
  table.cell();
  goal_progress(in, row.goal);
  table.cell();
  from_below(in, row);
  table.cell();
  const GapText gap = gap_of(in, cascade);
  in.ui.text(gap.text, {.style = TextStyle::small, .tone = gap.tone, .wrap = false});
  table.cell();
  {
    const auto line = in.ui.row({.gap = 4});
    const std::string told = "Add a goal below " + row.goal.name;
    if (in.ui.button("Add", {.small = true, .name = told})) {
      selection_ = {};
      selection_.keys.insert(id.bits);
      add_.take_keyboard();
      in.ui.request_frames();
    }
    fold_button(in, row);
  }
  table.cell();
  open_button(in, {Kind::goal, id}, row.goal.name);
}

TsvWriter GoalsScreen::as_text(const ScreenContext& in) const {
  TsvWriter text;
  for (const std::string_view head : {"Goal", "Level", "Serves", "Owner", "Target", "By when",
                                      "Progress", "From below", "Not covered yet"})
    text.cell(head);
  text.end_row();
  const auto percent = [](analysis::Ratio ratio) {
    return ratio ? model::percent_text(*ratio, 0) : std::string("n/a");
  };
  for (const Row& row : rows_) {
    if (!selection_.keys.empty() && !selection_.contains(row.cascade->goal->id.bits)) continue;
    const Goal& goal = row.cascade->goal->data;
    const auto* owner = in.plan.find(goal.owner);
    text.cell(row.goal.name)
        .cell(row.whose)
        .cell(goal.parent ? name_of(in.plan, {Kind::goal, goal.parent.id}) : "")
        .cell(owner == nullptr ? std::string_view() : std::string_view(owner->data.name))
        .cell(goal.target ? shown(in, goal.target, goal) : "")
        .cell(day_or(goal.due, ""))
        .cell(percent(row.cascade->progress.fraction))
        .cell(percent(row.cascade->rolled_up))
        .cell(gap_of(in, *row.cascade).text)
        .end_row();
  }
  return text;
}

void GoalsScreen::frame(ScreenContext& in) {
  make(in);
  const auto main = in.main("Goals");
  {
    const auto header = in.ui.page_header("Goals", note_);
  }
  const auto card = in.ui.card("From the company to each representative",
                               "who has taken on what, and what nobody has yet");
  toolbar(in);
  make(in);
  auto table = in.ui.table(
      "Cascade of goals", columns, rows_.size(),
      {.fill = true,
       .openable = false,
       .selection = &selection_,
       .key = [this](std::size_t at) { return rows_[at].cascade->goal->id.bits; },
       .empty = cascade_.rows.empty() ? "No goals yet. What does the whole company want by when?"
                                      : "No goals of this kind."});
  while (table.next_row()) row(in, table, rows_[table.row()]);
  if (table.copy_requested) in.copy(as_text(in));
}

}  // namespace keyplan::ui
