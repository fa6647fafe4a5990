#include "ui/screens/share_screen.h"

#include <algorithm>

#include "core/merge/text.h"
#include "core/model/display.h"
#include "ui/screens/explain.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {
namespace {

using merge::Conflict;
using merge::Side;

std::string count(std::size_t n) { return model::count_text(static_cast<std::int64_t>(n)); }

std::string where(const model::Plan& plan, const Conflict& conflict) {
  std::string text = merge::subject(plan, conflict.record);
  if (conflict.field) {
    text += " \u00B7 ";
    text += model::info(conflict.record.kind).fields[*conflict.field].label;
  } else if (!conflict.key.empty()) {
    text += " \u00B7 " + conflict.key;
  }
  return text;
}

std::string when(const model::Plan& plan, model::Stamp stamp) {
  const std::int64_t minutes = plan.sessions()[stamp.session].start_minutes;
  const std::int64_t per_day = 24 * 60;
  const std::int64_t day = minutes >= 0 ? minutes / per_day : (minutes - per_day + 1) / per_day;
  return model::date_text({static_cast<std::int32_t>(day)});
}

/// €310,000.00, 5 Nov 2026
std::string told(const model::Plan& plan, const Conflict& conflict, const Side& side) {
  return merge::side_text(conflict, side, plan) + ", " + when(plan, side.stamp);
}

/// "Ana's"; the same name twice is numbered.
std::vector<std::string> owners(const model::Plan& plan, const Conflict& conflict, int ours) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < conflict.sides.size(); ++i) {
    std::string name = static_cast<int>(i) == ours
                           ? "Yours"
                           : capitalised(merge::author(plan, conflict.sides[i].stamp)) + "\u2019s";
    const auto same = std::ranges::count_if(
        names, [&](const std::string& other) { return other.starts_with(name); });
    if (same > 0) name += " (" + std::to_string(same + 1) + ")";
    names.push_back(std::move(name));
  }
  return names;
}

/// The number before and after; the sign says which way, the colour whether that is welcome.
void before_and_after(Ui& ui, std::string_view name, const model::Money& was,
                      const model::Money& is, bool more_is_better) {
  const auto amount = [](const model::Money& money) {
    return money ? model::money_text(money, model::MoneyStyle::compact) : std::string("n/a");
  };
  if (was == is || !was || !is || was.currency != is.currency) {
    ui.property(name, was == is ? amount(is) : amount(was) + " \u2192 " + amount(is));
    return;
  }
  const model::Money change{is.minor - was.minor, is.currency};
  ui.property(name,
              amount(was) + " \u2192 " + amount(is) + " (" +
                  model::money_text(change, model::MoneyStyle::compact, model::Sign::always) + ")",
              (change.minor > 0) == more_is_better ? Tone::positive : Tone::warning);
}

void before_and_after(Ui& ui, std::string_view name, std::int64_t was, std::int64_t is) {
  const std::string now = model::count_text(is);
  ui.property(name, was == is ? now : model::count_text(was) + " \u2192 " + now);
}

}  // namespace

void ShareScreen::clashes(ScreenContext& in, MergeView& view) {
  if (view.clashes.empty()) return;
  const auto card = in.ui.card(
      "Conflicts", "both sides changed these; all values are kept until somebody chooses");
  {
    const auto row = in.ui.row({.align = Align::right});
    const auto choose_all = [&](auto&& side) {
      for (MergeView::Clash& clash : view.clashes) clash.chosen = side(clash);
    };
    if (in.ui.button("Mine for all", {.emphasis = Emphasis::quiet, .small = true}))
      choose_all([](const MergeView::Clash& clash) { return clash.ours; });
    if (in.ui.button("Newest for all", {.emphasis = Emphasis::quiet, .small = true}))
      choose_all([](const MergeView::Clash&) { return 0; });
    if (in.ui.button("Decide all later", {.emphasis = Emphasis::quiet, .small = true}))
      choose_all([](const MergeView::Clash&) { return MergeView::keep_all; });
  }
  const bool roomy = in.ui.width() > 900;
  const Column columns[] = {{.name = "Where", .flex = 2, .sortable = false},
                            {.name = "Yours", .flex = 1.3f, .sortable = false},
                            {.name = "Theirs", .flex = 1.6f, .sortable = false},
                            {.name = "Keep", .width = roomy ? 280.0f : 130.0f, .sortable = false}};
  const model::Plan& plan = *view.merged;
  const bool many = view.clashes.size() > 8;
  auto table = in.ui.table("Conflicts", columns, view.clashes.size(),
                           {.height = many ? 320.0f : 0.0f, .openable = false});
  while (table.next_row()) {
    MergeView::Clash& clash = view.clashes[table.row()];
    const Conflict& conflict = clash.conflict;
    const std::string place = where(plan, conflict);
    table.cell();
    table.row_name(place);
    in.ui.text(place, {.style = TextStyle::small, .wrap = false});
    table.cell();
    if (clash.ours >= 0) {
      in.ui.text(told(plan, conflict, conflict.sides[static_cast<std::size_t>(clash.ours)]),
                 {.style = TextStyle::small, .wrap = false});
    }
    table.cell();
    std::string theirs;
    for (std::size_t i = 0; i < conflict.sides.size(); ++i) {
      if (static_cast<int>(i) == clash.ours) continue;
      if (!theirs.empty()) theirs += "; ";
      theirs += told(plan, conflict, conflict.sides[i]);
    }
    in.ui.text(theirs, {.style = TextStyle::small, .wrap = false});
    table.cell();
    const std::vector<std::string> names = owners(plan, conflict, clash.ours);
    std::vector<std::string_view> options(names.begin(), names.end());
    options.push_back("Decide later");
    const int later = static_cast<int>(options.size()) - 1;
    const int chosen = clash.chosen < 0 ? later : clash.chosen;
    const std::string label = "Keep of " + place;
    const auto answer = in.ui.chips_or_list(label, options, chosen);
    if (answer) clash.chosen = *answer == later ? MergeView::keep_all : *answer;
  }
}

void ShareScreen::changes(ScreenContext& in, const MergeView& view) {
  const auto card = in.ui.card("Will be added or changed", count(view.changes.records.size()));
  if (view.changes.unknown_kinds != 0) {
    in.ui.muted("And " + count(view.changes.unknown_kinds) +
                " records of a kind that this version does not know; they are kept.");
  }
  static constexpr Column columns[] = {
      {.name = "What", .width = 52, .sortable = false},
      {.name = "Record", .flex = 1, .sortable = false},
      {.name = "By", .width = 120, .sortable = false, .priority = 1}};
  if (view.changes.records.empty()) {
    in.ui.muted("No record becomes different for you.");
    return;
  }
  auto table = in.ui.table("Changes", columns, view.changes.records.size(),
                           {.fill = true, .openable = false});
  while (table.next_row()) {
    const merge::RecordChange& change = view.changes.records[table.row()];
    const bool added = change.what == merge::What::added;
    const bool removed = change.what == merge::What::removed;
    const std::string line = merge::line(change, in.plan, *view.merged);
    table.cell();
    in.ui.text(added     ? "+"
               : removed ? "\u2212"
                         : "~",
               {.style = TextStyle::small_strong,
                .tone = added     ? Tone::positive
                        : removed ? Tone::negative
                                  : Tone::accent});
    table.cell();
    table.row_name((added ? "Added: " : removed ? "Removed: " : "Changed: ") + line);
    in.ui.text(line, {.style = TextStyle::small, .wrap = false});
    table.cell();
    const model::Plan& stamps = change.erased ? in.plan : *view.merged;
    in.ui.text(merge::author(stamps, change.latest),
               {.style = TextStyle::small, .tone = Tone::muted, .wrap = false});
  }
}

void ShareScreen::numbers(ScreenContext& in, MergeView& view) {
  const auto card = in.ui.card("After the merge", "what it does to the numbers");
  view.after.refresh(*view.merged, in.today);
  const analysis::Forecast& was = in.figures.forecast();
  const analysis::Forecast& is = view.after.forecast();
  const auto money = [](const std::optional<std::int64_t>& minor, model::Currency currency) {
    return minor ? model::Money{*minor, currency} : model::Money{};
  };
  const model::Currency before = in.figures.portfolio().base;
  const model::Currency after = view.after.portfolio().base;
  const std::string year = model::year_text(view.after.portfolio().plan_year);
  before_and_after(in.ui, "Forecast " + year, money(was.total, before), money(is.total, after),
                   true);
  before_and_after(in.ui, "Goal " + year, money(was.goal, before), money(is.goal, after), true);
  before_and_after(in.ui, "Gap to the goal", money(was.gap, before), money(is.gap, after), false);
  const analysis::Portfolio& now = in.figures.portfolio();
  const analysis::Portfolio& then = view.after.portfolio();
  const Words word = words(in.plan);
  before_and_after(in.ui, capitalised(word.accounts), now.accounts, then.accounts);
  before_and_after(in.ui, capitalised(word.accounts) + " at risk", now.accounts_at_risk,
                   then.accounts_at_risk);
  before_and_after(in.ui, capitalised(word.accounts) + " to check", now.accounts_to_check,
                   then.accounts_to_check);
  before_and_after(in.ui, "Open actions", now.open_actions, then.open_actions);
  before_and_after(in.ui, "Overdue actions", now.overdue_actions, then.overdue_actions);
  effects(in, view);
}

/// What happens to the plans of the accounts that change.
void ShareScreen::effects(ScreenContext& in, MergeView& view) {
  view.effects.work(in, *view.merged, view.after, view.changes);
  if (!view.effects.finished()) {
    in.ui.muted("Working out health, whitespace and checks of the accounts that change.");
    return;
  }
  const Words word = words(in.plan);
  const auto money = [](std::int64_t minor, const analysis::Cache& figures) {
    return model::Money{minor, figures.context().base};
  };
  before_and_after(in.ui, "Whitespace of changed " + word.accounts,
                   money(view.effects.whitespace.before, in.figures),
                   money(view.effects.whitespace.after, view.after), true);
  before_and_after(in.ui, "Findings of plan checks", view.effects.findings.before,
                   view.effects.findings.after);
  constexpr std::size_t most = 5;
  for (std::size_t i = 0; i < std::min(most, view.effects.health.size()); ++i) {
    const MergeEffects::AccountHealth& health = view.effects.health[i];
    const auto id = in.ui.id(i);
    const auto shown = [](std::optional<double> points) {
      return points ? model::number_text(*points) : std::string("n/a");
    };
    const bool worse = health.before && health.after && *health.after < *health.before;
    in.ui.property("Health of " + health.name,
                   shown(health.before) + " \u2192 " + shown(health.after),
                   worse ? Tone::negative : Tone::positive);
  }
  if (view.effects.health.empty() && !view.changes.records.empty())
    in.ui.property("Health", "as before");
}

void ShareScreen::files(ScreenContext& in, MergeView& view) {
  const bool worth_it = view.files.size() > 1 || view.has_others ||
                        std::ranges::any_of(view.files, [](const MergeView::File& file) {
                          return !file.note.empty() || file.tone == Tone::negative;
                        });
  if (!worth_it) return;
  const auto card = in.ui.card("Files", count(view.files.size()));
  if (view.has_others) {
    const auto chosen =
        in.ui.chips("Files of other plans", {"Add their accounts", "Leave them out"},
                    view.add_others ? 0 : 1, {.label_shown = true});
    if (chosen) view.add_others = *chosen == 0;
  }
  for (const MergeView::File& file : view.files) {
    const auto id = in.ui.id(file.name);
    in.ui.list_row({.title = file.name, .text = file.outcome, .pressable = false});
    if (!file.note.empty()) in.ui.banner(Tone::warning, file.note);
  }
}

void ShareScreen::merge(ScreenContext& in, MergeView& view) {
  const auto main = in.main("Merge");
  const bool ready = view.progress >= 1 && view.merged != nullptr;
  {
    std::string subtitle = view.from;
    if (ready) {
      if (!subtitle.empty()) subtitle += " \u00B7 ";
      subtitle +=
          model::counted(static_cast<std::int64_t>(view.changes.records.size()), "change",
                         "changes") +
          " \u00B7 " +
          model::counted(static_cast<std::int64_t>(view.clashes.size()), "conflict", "conflicts");
    }
    const auto header = in.ui.page_header(view.title, subtitle);
    if (in.ui.button("Cancel")) in.request(Request::cancel_merge);
    std::string_view blocked;
    if (!ready) blocked = "The files are still being read.";
    const std::size_t total = view.changes.records.size() + view.clashes.size();
    const std::string label =
        view.changes_anything()
            ? "Merge " + model::counted(static_cast<std::int64_t>(total), "change", "changes")
            : "Take note of this file";
    if (in.ui.button(told_apart(label, "merge"),
                     {.emphasis = Emphasis::primary, .disabled_because = blocked})) {
      in.request(Request::run_merge);
    }
  }
  if (!ready) {
    if (in.ui.progress("Comparing", view.progress)) in.request(Request::cancel_merge);
    return;
  }
  if (!view.changes_anything()) {
    in.ui.banner(Tone::positive,
                 "Nothing becomes different for you: the files hold what this plan has already.");
  }
  clashes(in, view);
  auto columns = in.ui.columns({1, 1}, {.min_width = 360});
  columns.next();
  changes(in, view);
  columns.next();
  numbers(in, view);
  files(in, view);
}

// Afterwards --------------------------------------------------------------------------------------

void ShareScreen::open_conflicts(ScreenContext& in) {
  if (open_revision_ != in.plan.revision()) {
    open_ = merge::conflicts(in.plan);
    open_revision_ = in.plan.revision();
  }
  const auto card = in.ui.card("Open conflicts", open_.empty() ? "" : count(open_.size()));
  if (open_.empty()) {
    in.ui.muted("Nobody\u2019s values stand against each other.");
    return;
  }
  in.ui.muted(
      "Several people wrote these without knowing of each other. The newest value is shown "
      "until somebody chooses; the others are kept.");
  for (const Conflict& conflict : open_) {
    const auto id = in.ui.id(merge::signature(conflict));
    const std::string place = where(in.plan, conflict);
    if (in.ui.link(place, TextStyle::small_strong)) in.go(place_of(in.plan, conflict.record));
    const std::vector<std::string> names = owners(in.plan, conflict, -1);
    std::vector<std::string> labels;
    for (std::size_t i = 0; i < names.size(); ++i)
      labels.push_back(names[i] + ": " + told(in.plan, conflict, conflict.sides[i]));
    const std::vector<std::string_view> options(labels.begin(), labels.end());
    if (const auto chosen = in.ui.chips("Keep of " + place, options, -1)) {
      model::Edit edit("settle " + merge::subject(in.plan, conflict.record));
      if (merge::settle(edit, conflict, conflict.sides[static_cast<std::size_t>(*chosen)]))
        in.edit(std::move(edit));
      else
        in.ui.announce("This version does not know the field. It is kept for a newer one.");
    }
    in.ui.line();
  }
}

void ShareScreen::frame(ScreenContext& in) {
  const auto main = in.main("Share & merge");
  {
    const auto header =
        in.ui.page_header("Share & merge", "plan files go to teammates and come back in any order");
    if (in.ui.button("Merge files", {.shortcut = "Ctrl+O"})) in.request(Request::choose_files);
    if (in.ui.button("Share plan", Emphasis::primary)) in.request(Request::share_plan);
  }
  open_conflicts(in);
}

std::string conflict_note(const model::Plan& plan, model::RecordKey key, std::uint16_t field) {
  const model::RecordBase* record = plan.find(key);
  if (record == nullptr || record->alternates.empty()) return {};
  std::string note;
  for (const Conflict& conflict : merge::conflicts_of(plan, key)) {
    if (conflict.field != field) continue;
    for (std::size_t i = 1; i < conflict.sides.size(); ++i) {
      note += note.empty() ? "Also: " : "; ";
      note += merge::side_text(conflict, conflict.sides[i], plan) + " (" +
              std::string(merge::author(plan, conflict.sides[i].stamp)) + ")";
    }
  }
  return note;
}

}  // namespace keyplan::ui
