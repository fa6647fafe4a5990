#include "ui/screens/branches_screen.h"

#include <algorithm>
#include <optional>

#include "core/model/display.h"
#include "ui/screens/explain.h"
#include "ui/screens/record_form.h"

namespace keyplan::ui {

using analysis::Branch;
using analysis::BranchFault;
using analysis::BranchTotals;
using model::Account;
using model::Id;
using model::Kind;
using model::percent_text;

namespace {

constexpr std::size_t most_on_the_map = 150;
constexpr std::size_t most_in_whitespace = 500;
constexpr std::string_view nothing = "\u2014";

std::string count(std::size_t n) { return model::count_text(static_cast<std::int64_t>(n)); }

void dash(ScreenContext& in) {
  in.ui.text(nothing, {.style = TextStyle::small, .tone = Tone::muted, .align = Align::right});
}

std::string what_is_wrong(const ScreenContext& in, const BranchFault& fault) {
  switch (fault.reason) {
    case model::StrayReason::missing_account:
      return "Its parent is no longer in the plan.";
    case model::StrayReason::own_parent:
      return "It is entered as a branch of itself.";
    case model::StrayReason::circle:
      break;
  }
  std::string text;
  constexpr std::size_t most = 6;
  for (std::size_t i = 0; i < fault.circle.size() && i < most; ++i)
    text += account_name(in, fault.circle[i]) + " is below ";
  return text + (fault.circle.size() > most ? "others, and they " : "") +
         (fault.circle.size() > most ? "below " : "") + account_name(in, fault.account) +
         ": a circle.";
}

std::string next_step(const ScreenContext& in, Id account) {
  const auto* action = in.plan.find<model::Action>(in.figures.account(account).next_action);
  if (action == nullptr) return std::string(nothing);
  const std::string title = name_of(in.plan, {Kind::action, action->id});
  return action->data.due ? model::date_text(action->data.due) + ": " + title : title;
}

Column number(std::string_view name, float width, int priority = 0) {
  return {
      .name = name, .align = Align::right, .width = width, .sortable = false, .priority = priority};
}

}  // namespace

// Choosing
// ----------------------------------------------------------------------------------------

void BranchesScreen::choose(ScreenContext& in, BranchBook& book, Id account) {
  chosen_ = account;
  rows_.reveal(book.branches(in), account);
  if (wanted_.view == BranchView::groups && book.branches(in).group(account).size() == 1 &&
      book.branches(in).top(account) == account)
    wanted_.singles = true;
  selection_ = {};
  selection_.keys.insert(account.bits);
  map_.selected = account.bits;
  rows_for_ = ~0ull;
  in.ui.request_frames();
}

void BranchesScreen::refresh(ScreenContext& in, Id account, BranchBook& book) {
  const analysis::Branches& branches = book.branches(in);
  if (account && account != routed_ && branches.find(account) != nullptr) choose(in, book, account);
  routed_ = account;
  if (branches.find(chosen_) == nullptr) {
    // The largest group is what one looks at first.
    const auto group = std::ranges::find_if(
        branches.all(), [](const Branch& one) { return one.depth == 0 && one.below > 0; });
    chosen_ = {};
    if (group != branches.all().end()) choose(in, book, group->account);
  }
  if (rows_for_ == book.serial()) return;
  if (figures_for_ != book.serial()) completeness_.clear();
  rows_.make(in, branches, wanted_);
  std::int64_t largest = 0;
  for (const BranchRow& row : rows_.rows()) largest = std::max(largest, row.all->shown().value);
  scale_ = model::money_scale({largest, in.figures.context().base});
  rows_for_ = book.serial();
}

// To be mended
// ------------------------------------------------------------------------------------

void BranchesScreen::faults(ScreenContext& in, BranchBook& book) {
  const auto& faults = book.branches(in).faults();
  if (faults.empty()) return;
  const Words word = words(in.plan);
  const auto card = in.ui.card(
      "To be mended",
      model::counted(static_cast<std::int64_t>(faults.size()), word.account, word.accounts) +
          " without a way up; they count as top-level until then");
  const std::string account = capitalised(word.account);
  const Column columns[] = {{.name = account, .flex = 1, .sortable = false},
                            {.name = "What is wrong", .flex = 2, .sortable = false},
                            {.name = "Mend", .width = 340, .sortable = false}};
  auto table = in.ui.table("To be mended", columns, faults.size(),
                           {.height = faults.size() > 6 ? 240.0f : 0.0f,
                            .openable = false,
                            .key = [&](std::size_t at) { return faults[at].account.bits; }});
  while (table.next_row()) {
    const BranchFault& fault = faults[table.row()];
    const std::string name = account_name(in, fault.account);
    table.row_name(name);
    table.cell();
    if (in.ui.link(name, TextStyle::small_strong))
      in.go({.page = Page::account, .account = fault.account});
    table.cell();
    in.ui.text(what_is_wrong(in, fault), {.style = TextStyle::small, .wrap = false});
    table.cell();
    const std::string told = "Parent of " + name;
    const auto list = [&]() -> const RecordChoices::List& {
      return in.choices.of(in.plan, Kind::account);
    };
    const auto chosen = in.ui.select(
        "Choose parent", "", [&] { return list().choices({}); },
        {.look = FieldLook::in_place, .placeholder = "Choose parent", .width = 150, .name = told});
    if (chosen && *chosen >= 0)
      move_account(in, fault.account, list().ids[static_cast<std::size_t>(*chosen)]);
    const std::string top = "Make " + name + " top-level";
    if (in.ui.button("Make it top-level", {.small = true, .name = top}))
      move_account(in, fault.account, {});
  }
}

// Tree
// --------------------------------------------------------------------------------------------

void BranchesScreen::toolbar(ScreenContext& in, BranchBook& book) {
  const auto row = in.ui.row();
  if (const auto chosen = in.ui.chips("Roll up", {"By group", "By region", "By country"},
                                      static_cast<int>(wanted_.view))) {
    wanted_.view = static_cast<BranchView>(*chosen);
    rows_for_ = ~0ull;
    in.ui.request_frames();
  }
  if (in.ui.button("Show all below", {.emphasis = Emphasis::quiet, .small = true})) {
    rows_.fold_all(book.branches(in), true);
    rows_for_ = ~0ull;
    in.ui.request_frames();
  }
  if (in.ui.button("Hide all below", {.emphasis = Emphasis::quiet, .small = true})) {
    rows_.fold_all(book.branches(in), false);
    rows_for_ = ~0ull;
    in.ui.request_frames();
  }
  if (wanted_.view != BranchView::groups || !rows_.any_group()) return;
  if (in.ui.checkbox("Single " + words(in.plan).accounts + " too", wanted_.singles)) {
    wanted_.singles = !wanted_.singles;
    rows_for_ = ~0ull;
    in.ui.request_frames();
  }
}

std::string BranchesScreen::completeness(const ScreenContext& in, Id account) {
  const auto [at, is_new] = completeness_.try_emplace(account);
  if (is_new) {
    const auto share = in.figures.completeness(in.plan, account).share;
    at->second = share ? percent_text(*share, 0) : "n/a";
  }
  return at->second;
}

void BranchesScreen::row(ScreenContext& in, Table& table, const BranchRow& row) {
  const auto scope = in.ui.id(row.key);
  const model::Currency base = in.figures.context().base;
  const auto money = [&](const analysis::Sum& sum) {
    if (sum.overflowed)
      in.ui.text("n/a", {.style = TextStyle::small, .tone = Tone::muted, .align = Align::right});
    else if (sum.value == 0)
      dash(in);
    else
      in.ui.number(model::in_scale({sum.value, base}, scale_));
  };
  table.row_name(row.name);
  table.cell();
  if (!row.account)
    in.ui.text(row.name, {.style = TextStyle::small_strong, .wrap = false});
  else if (in.ui.link(row.name, TextStyle::small_strong))
    in.go({.page = Page::account, .account = row.account});
  if (row.needs_home) in.ui.badge("Needs a home", Tone::warning);
  table.cell();
  row.own == nullptr ? dash(in) : money(row.own->shown());
  table.cell();
  money(row.all->shown());
  table.cell();
  if (const analysis::Ratio growth = row.all->growth())
    in.ui.number(percent_text(*growth, 0, model::Sign::always), *growth < 0   ? Tone::negative
                                                                : *growth > 0 ? Tone::positive
                                                                              : Tone::muted);
  else
    dash(in);
  table.cell();
  money(row.all->weighted);
  table.cell();
  money(row.all->whitespace.free);
  table.cell();
  in.ui.number(count(row.all->people), row.all->people == 0 ? Tone::muted : Tone::ink);
  table.cell();
  in.ui.text(row.account ? next_step(in, row.account) : std::string(),
             {.style = TextStyle::small, .tone = Tone::muted, .wrap = false});
  table.cell();
  row.account ? in.ui.number(completeness(in, row.account)) : dash(in);
}

void BranchesScreen::tree(ScreenContext& in, BranchBook& book) {
  const auto& portfolio = in.figures.portfolio();
  const std::string year =
      portfolio.shown_year == 0 ? std::string("Revenue") : model::year_text(portfolio.shown_year);
  const auto card = in.ui.card("Roll-up", year + ", money in " + scale_.unit);
  toolbar(in, book);
  rows_table(in, year);
  whole_book(in, book);
}

/// Whatever is unfolded, nothing is left out without a word.
void BranchesScreen::whole_book(ScreenContext& in, BranchBook& book) {
  const analysis::Branches& branches = book.branches(in);
  const BranchTotals& all = branches.book();
  const BranchTotals& loose = branches.without_account();
  if (all.shown().overflowed || all.accounts == 0) return;
  std::string text = "All together " + short_money(in, all.shown().value);
  if (loose.shown().value != 0)
    text +=
        ", of it " + short_money(in, loose.shown().value) + " without " + words(in.plan).account;
  in.ui.muted(text + ".");
  for (const analysis::Gap& gap : all.revenue_gaps)
    in.ui.text(analysis::sentence(gap), {.style = TextStyle::small, .tone = Tone::warning});
}

void BranchesScreen::rows_table(ScreenContext& in, const std::string& year) {
  const auto& portfolio = in.figures.portfolio();
  const std::string account = capitalised(words(in.plan).account);
  const std::string own = "Own " + (portfolio.shown_year == 0 ? lower_first(year) : year);
  const Column columns[] = {
      {.name = account, .flex = 2.4f, .least = 220, .sortable = false},
      number(own, 92, 2),
      number(wanted_.view == BranchView::groups ? "With branches" : "Together", 100),
      number("Growth", 66),
      number("Weighted", 76, 1),
      number("Whitespace", 84, 3),
      number("People", 58, 4),
      {.name = "Next step", .flex = 1.4f, .sortable = false, .priority = 6},
      number("Plan", 52, 5)};
  const std::string empty = "No " + words(in.plan).accounts + " yet.";
  const auto& rows = rows_.rows();
  auto table = in.ui.table("Branches", columns, rows.size(),
                           {.height = rows.size() > 12 ? 408.0f : 0.0f,
                            .selection = &selection_,
                            .key = [&](std::size_t at) { return rows[at].key; },
                            .empty = empty,
                            .tree = [&](std::size_t at) { return rows[at].tree; }});
  while (table.next_row()) row(in, table, rows[table.row()]);
  if (table.fold) {
    rows_.fold(rows[table.fold->row].key, table.fold->open);
    rows_for_ = ~0ull;
    in.ui.request_frames();
  }
  if (table.copy_requested) in.copy(as_text(in));
  if (table.selection_changed && selection_.keys.size() == 1) {
    const Id chosen{*selection_.keys.begin()};
    if (in.plan.find<Account>(chosen) != nullptr) {
      chosen_ = chosen;
      map_.selected = chosen.bits;
      in.ui.request_frames();
    }
  }
  if (table.opened && rows[*table.opened].account)
    in.go({.page = Page::account, .account = rows[*table.opened].account});
}

TsvWriter BranchesScreen::as_text(const ScreenContext& in) const {
  const model::Currency base = in.figures.context().base;
  TsvWriter text;
  for (const std::string_view head : {"Name", "Level", "Own revenue", "With branches", "Growth",
                                      "Weighted pipeline", "Whitespace", "People"})
    text.cell(head);
  text.end_row();
  const auto money = [&](const analysis::Sum& sum) {
    return sum.overflowed ? std::string("n/a") : model::money_text({sum.value, base});
  };
  for (const BranchRow& row : rows_.rows()) {
    const analysis::Ratio growth = row.all->growth();
    text.cell(row.name)
        .cell(count(static_cast<std::size_t>(row.tree.depth) + 1))
        .cell(row.own == nullptr ? std::string() : money(row.own->shown()))
        .cell(money(row.all->shown()))
        .cell(growth ? percent_text(*growth) : std::string("n/a"))
        .cell(money(row.all->weighted))
        .cell(money(row.all->whitespace.free))
        .cell(count(row.all->people))
        .end_row();
  }
  return text;
}

// The chosen group
// --------------------------------------------------------------------------------

void BranchesScreen::make_map(ScreenContext& in, BranchBook& book) {
  const BranchBook::Group& group = book.group(in, chosen_);
  if (map_for_ == book.serial() && map_of_ == group.top) return;
  if (map_of_ != group.top) map_ = {.selected = chosen_.bits};
  map_for_ = book.serial();
  map_of_ = group.top;
  nodes_.clear();
  edges_.clear();
  const auto branches = book.branches(in).group(group.top);
  if (branches.size() > most_on_the_map) return;
  const auto& all = book.branches(in).all();
  std::vector<int> parents;
  std::vector<Extent> sizes;
  for (const Branch& branch : branches) {
    const bool customer = branch.own.shown().value > 0;
    const bool advocate = branch.account == group.advocate.account;
    const auto* record = in.plan.find<Account>(branch.account);
    const auto* owner = in.plan.find(record->data.owner);
    DiagramNode node{
        .key = branch.account.bits,
        .title = account_name(in, branch.account),
        .subtitle = customer ? short_money(in, branch.own.shown().value) : "no revenue",
        .tone = advocate   ? Tone::accent
                : customer ? Tone::positive
                           : Tone::muted,
        .tone_word = advocate   ? "advocate"
                     : customer ? "customer"
                                : "not yet a customer",
        .note = owner == nullptr ? "no owner" : owner->data.name,
        .power = branch.below > 0 ? 2 : 1};
    if (branch.own.whitespace.free.value > 0)
      node.badges.push_back(short_money(in, branch.own.whitespace.free.value) + " free");
    node.size = diagram_node_size(node.power);
    const bool root = branch.account == group.top;
    if (!root) {
      const Id above = all[branch.parent].account;
      node.relations = "Branch of " + account_name(in, above) + ".";
      edges_.push_back(
          {.key = ~branch.account.bits, .from = above.bits, .to = branch.account.bits});
    }
    parents.push_back(root ? -1 : static_cast<int>(&all[branch.parent] - branches.data()));
    sizes.push_back(node.size);
    nodes_.push_back(std::move(node));
  }
  const auto places =
      tidy_tree(rooted(parents), sizes, {.siblings = 12, .cousins = 20, .levels = 48});
  for (std::size_t i = 0; i < nodes_.size(); ++i) nodes_[i].place = places[i];
}

void BranchesScreen::map(ScreenContext& in, BranchBook& book) {
  make_map(in, book);
  const std::size_t size = book.branches(in).group(map_of_).size();
  const auto card =
      in.ui.card("Group of " + account_name(in, map_of_),
                 model::counted(static_cast<std::int64_t>(size) - 1, "branch", "branches"));
  place_in_group(in, book);
  if (nodes_.empty()) {
    in.ui.muted("More than " + count(most_on_the_map) +
                " branches make no picture; the roll-up above lists them.");
    return;
  }
  float bottom = 0;
  float right = 1;
  for (const DiagramNode& node : nodes_) {
    right = std::max(right, node.place.x + node.size.width);
    bottom = std::max(bottom, node.place.y + node.size.height);
  }
  constexpr float buttons = 72;
  if (map_width_ != in.ui.width()) {
    map_width_ = in.ui.width();
    map_.zoom = 0;
  }
  const float zoom = std::min(1.0f, in.ui.width() / right);
  const DiagramAnswer answer = diagram(
      in.ui, "Map of the group", nodes_, edges_, map_,
      {.summary =
           "Which branch stands below which. The border says who buys and who speaks for us.",
       .height = std::clamp(bottom * zoom + buttons, 220.0f, 520.0f),
       .can_rehang = true,
       .subtitle_head = "Revenue",
       .tone_head = "State",
       .note_head = "Owner"});
  if (answer.pressed && Id{*answer.pressed} != chosen_) choose(in, book, Id{*answer.pressed});
  if (answer.opened) in.go({.page = Page::account, .account = Id{*answer.opened}});
  if (answer.rehung)
    move_account(in, Id{answer.rehung->node},
                 answer.rehung->onto ? Id{*answer.rehung->onto} : Id{});
}

/// Where the chosen account belongs, changed in place.
void BranchesScreen::place_in_group(ScreenContext& in, BranchBook& book) {
  const auto row = in.ui.row();
  const auto* account = in.plan.find<Account>(chosen_);
  const std::string name = account_name(in, chosen_);
  in.ui.text(name + " is part of", {.style = TextStyle::small, .wrap = false});
  const auto list = [&]() -> const RecordChoices::List& {
    return in.choices.of(in.plan, Kind::account);
  };
  const bool there = in.plan.find(account->data.parent) != nullptr;
  const std::string told = "Parent of " + name;
  const auto chosen =
      in.ui.select("Part of", there ? account_name(in, account->data.parent.id) : "",
                   [&] { return list().choices(account->data.parent.id); },
                   {.look = FieldLook::in_place,
                    .chip = true,
                    .placeholder = "nothing: top-level",
                    .clear = account->data.parent ? "Top-level" : "",
                    .name = told});
  if (chosen)
    move_account(in, chosen_, *chosen < 0 ? Id{} : list().ids[static_cast<std::size_t>(*chosen)]);
  if (in.ui.button("Add branch", {.small = true})) {
    auto branch = new_record<Account>(in);
    branch->data.parent = {chosen_};
    branch->data.owner = account->data.owner;
    branch->data.sector = account->data.sector;
    branch->data.currency = account->data.currency;
    branch->data.name = name + " branch";
    branch->id = in.new_id();
    const Id id = branch->id;
    model::Edit edit("add a branch of " + name);
    edit.add(Kind::account, std::move(branch));
    in.edit(std::move(edit));
    in.open({Kind::account, id}, model::field_index<&Account::name>());
    rows_.reveal(book.branches(in), chosen_);
    rows_.fold(chosen_.bits, true);
  }
}

void BranchesScreen::chosen_group(ScreenContext& in, BranchBook& book) {
  if (!chosen_) return;
  const analysis::Branches& branches = book.branches(in);
  if (figures_for_ != book.serial() || figures_of_ != chosen_) {
    figures_ = analysis::group_figures(in.plan, branches, chosen_, in.figures);
    figures_for_ = book.serial();
    figures_of_ = chosen_;
  }
  const auto id = in.ui.id(chosen_.bits);
  in.ui.heading(branches.find(chosen_)->below == 0 ? account_name(in, chosen_)
                                                   : account_name(in, chosen_) + " with branches");
  {
    auto columns = in.ui.columns(6, {.min_width = 150});
    for (const analysis::Figure& figure : figures_) {
      columns.next();
      key_figure(in, figure);
    }
  }
  map(in, book);
  {
    auto columns = in.ui.columns({1, 1}, {.min_width = 420});
    columns.next();
    introduction_.advocate(in, book, chosen_);
    introduction_.introduction(in, book, chosen_);
    columns.next();
    roles_.frame(in, chosen_);
    credits_.frame(in, book, chosen_);
  }
  const auto* account = in.plan.find<Account>(chosen_);
  if (branches.group(chosen_).size() <= most_in_whitespace)
    whitespace_.frame(in, *account, false);
  else
    in.ui.muted("More than " + count(most_in_whitespace) +
                " branches: the page Whitespace lists them all.");
}

void BranchesScreen::frame(ScreenContext& in, Id account, BranchBook& book) {
  refresh(in, account, book);
  const auto main = in.main("Branches");
  const analysis::Branches& branches = book.branches(in);
  const auto groups = std::ranges::count_if(
      branches.all(), [](const Branch& one) { return one.depth == 0 && one.below > 0; });
  const auto below =
      std::ranges::count_if(branches.all(), [](const Branch& one) { return one.depth > 0; });
  {
    const auto header =
        in.ui.page_header("Branches", model::counted(groups, "group", "groups") + " with " +
                                          model::counted(below, "branch", "branches"));
    if (in.ui.button("Copy table")) in.copy(as_text(in));
  }
  faults(in, book);
  tree(in, book);
  chosen_group(in, book);
  rules_.broken(in);
  rules_.rules(in);
  reporting_.frame(in);
}

}  // namespace keyplan::ui
