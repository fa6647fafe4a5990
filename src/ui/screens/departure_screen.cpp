#include "ui/screens/departure_screen.h"

#include <algorithm>
#include <utility>

#include "core/model/display.h"
#include "core/model/input.h"
#include "core/sorting/sort.h"
#include "core/text/fold.h"
#include "ui/screens/action_status.h"
#include "ui/screens/explain.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {

using model::Id;
using model::Kind;

namespace {

constexpr std::size_t inputs_shown = 12;

void line(ScreenContext& in, std::string_view text, Tone tone = Tone::ink) {
  in.ui.text(text, {.style = TextStyle::small, .tone = tone, .wrap = false});
}

std::string money(const ScreenContext& in, std::int64_t minor) {
  return model::money_text({minor, in.figures.portfolio().base}, model::MoneyStyle::compact);
}

std::string end_text(const std::optional<analysis::Deadline>& end) {
  if (!end) return "none recorded";
  return std::string(analysis::deadline_word(end->what)) + " " + model::date_text(end->date);
}

}  // namespace

void DepartureScreen::refresh(ScreenContext& in, Id member) {
  if (revision_ == in.plan.revision() && member_ == member && today_ == in.today) return;
  if (member_ != member) {
    successors_ = {};
    handed_over_.reset();
  }
  revision_ = in.plan.revision();
  today_ = in.today;
  member_ = member;
  leaves_ = analysis::member_leaves(in.plan, member, in.figures);
  // Handing over leaves nobody in their care; the calls that came of it are still to be made.
  if (!leaves_.calls.empty() || !handed_over_) calls_ = leaves_.calls;
  reviews_ = next_reviews(in, member);
  struct Other {
    std::string folded, name;
    Id id;
  };
  std::vector<Other> others;
  for (const auto& other : in.plan.table<model::TeamMember>()) {
    if (other.id == member) continue;
    std::string name = name_of(in.plan, {Kind::team_member, other.id});
    others.push_back({text::folded(name), std::move(name), other.id});
  }
  keyplan::sort(others, {}, [](const Other& o) { return std::tie(o.folded, o.id); });
  others_.clear();
  names_.clear();
  for (Other& other : others) {
    others_.push_back(other.id);
    names_.push_back(std::move(other.name));
  }
  const auto gone = [this](Id id) { return !std::ranges::contains(others_, id); };
  if (gone(successors_.usual)) successors_.usual = {};
  std::erase_if(successors_.of_account, [&](const auto& entry) { return gone(entry.second); });
  make_figures(in);
}

bool DepartureScreen::moves_something() const {
  return !leaves_.people.empty() || !leaves_.deals.empty() || !leaves_.hand_over.records.empty() ||
         !reviews_.empty() ||
         std::ranges::any_of(leaves_.accounts, &analysis::AccountOfLeaver::owned);
}

void DepartureScreen::make_figures(const ScreenContext& in) {
  const analysis::Portfolio& portfolio = in.figures.portfolio();
  const Words word = words(in.plan);
  const std::string owned = word.accounts + " they own";
  analysis::FigureList list(portfolio.base, in.today);
  std::vector<const analysis::AccountOfLeaver*> accounts;
  for (const auto& account : leaves_.accounts)
    if (account.owned) accounts.push_back(&account);
  const auto inputs = [&](auto& figure, auto of) {
    for (std::size_t i = 0; i < accounts.size() && i < inputs_shown; ++i) {
      const Id id = accounts[i]->account;
      figure.money(name_of(in.plan, {Kind::account, id}), of(*accounts[i]))
          .entered({Kind::account, id}, 0, "");
    }
    if (accounts.size() > inputs_shown) {
      figure.remark("More", model::count_text(static_cast<std::int64_t>(accounts.size()) -
                                              static_cast<std::int64_t>(inputs_shown)) +
                                " " + word.accounts);
    }
  };
  const std::string none = "They own no " + word.account + ".";
  {
    auto figure = portfolio.base_year == 0
                      ? list.money("exposed_last_year", "Revenue last year", std::nullopt)
                      : list.money("exposed_last_year",
                                   "Revenue " + model::year_text(portfolio.base_year) + " exposed",
                                   leaves_.revenue_last_year);
    figure.formula("sum of the revenue of the " + owned)
        .otherwise("No revenue is recorded before the year planned.");
    inputs(figure, [](const auto& account) { return std::optional(account.last_year); });
    if (accounts.empty()) figure.remark("Note", none);
  }
  {
    const bool known = std::ranges::any_of(
        accounts, [](const auto* account) { return account->forecast.has_value(); });
    auto figure = known ? list.money("exposed_forecast", "Forecast exposed", leaves_.forecast)
                        : list.money("exposed_forecast", "Forecast exposed", std::nullopt);
    figure.formula("sum of the forecasts of the " + owned)
        .otherwise(accounts.empty() ? none : "There is no forecast for the " + owned + ".");
    inputs(figure, [](const auto& account) { return account.forecast; });
  }
  {
    auto figure = list.money("exposed_pipeline", "Open " + word.opportunities, leaves_.pipeline);
    figure.formula("sum of the open " + word.opportunities + " they own");
    for (std::size_t i = 0; i < leaves_.deals.size() && i < inputs_shown; ++i) {
      const auto* deal = in.plan.find<model::Opportunity>(leaves_.deals[i]);
      if (deal == nullptr) continue;
      figure
          .remark(name_of(in.plan, {Kind::opportunity, deal->id}),
                  model::money_text(deal->data.amount, model::MoneyStyle::plain))
          .entered({Kind::opportunity, deal->id}, model::field_index<&model::Opportunity::amount>(),
                   "");
    }
    if (leaves_.unconverted) figure.remark("Left out", "amounts without an exchange rate");
  }
  figures_ = list.take();
}

std::optional<Id> DepartureScreen::member_select(ScreenContext& in, std::string_view label,
                                                 Id current, const SelectOptions& options) {
  const std::vector<std::string_view> names(names_.begin(), names_.end());
  const auto at = std::ranges::find(others_, current);
  const int chosen = at == others_.end() ? -1 : static_cast<int>(at - others_.begin());
  const auto answer = in.ui.select(label, names, chosen, options);
  if (!answer) return std::nullopt;
  return *answer < 0 ? Id{} : others_[static_cast<std::size_t>(*answer)];
}

/// Asks who leaves, or leads to somebody else.
void DepartureScreen::choose(ScreenContext& in, Id member) {
  const auto card = in.ui.card("Who leaves?");
  if (names_.empty() && !member) {
    if (in.ui.empty_state("There is nobody in the team yet.", "Go to the team"))
      in.go({.page = Page::team});
    return;
  }
  const auto chosen = member_select(in, "Who leaves", member, {.width = 300});
  if (chosen) in.go({.page = Page::departure, .member = *chosen});
  in.ui.muted("See what revenue is exposed, who has to be called, and what is handed over.");
}

PrintedPack DepartureScreen::print(const ScreenContext& in) const {
  return {"Hand-over " + name_of(in.plan, {Kind::team_member, member_}),
          share::hand_over_page(in.plan, hand_over_pack(in, leaves_, successors_))};
}

std::optional<PrintedPack> DepartureScreen::header(ScreenContext& in) {
  const std::string name = name_of(in.plan, {Kind::team_member, member_});
  const std::string manager =
      leaves_.manager ? "Manager: " + name_of(in.plan, {Kind::team_member, leaves_.manager})
                      : std::string("No manager is recorded");
  const auto header = in.ui.page_header(name + " leaves us", manager);
  if (in.ui.button("Back to the team")) in.go({.page = Page::team});
  const bool save =
      in.ui.button("Save the hand-over pack",
                   {.description = "A page to print: what the successor has to know."});
  const bool on_paper = in.ui.button("Print the hand-over pack");
  if (!save && !on_paper) return std::nullopt;
  PrintedPack pack = handed_over_ ? *handed_over_ : print(in);
  pack.on_paper = on_paper;
  return pack;
}

void DepartureScreen::figures(ScreenContext& in) {
  auto columns = in.ui.columns(4, {.min_width = 150});
  for (const analysis::Figure& figure : figures_) {
    columns.next();
    key_figure(in, figure);
  }
  columns.next();
  std::int64_t to_make = 0;
  model::Date first;
  for (const analysis::Call& call : calls_) {
    const CallState state = state_of(in, call, successors_);
    if (state.made) continue;
    ++to_make;
    if (!first || state.until < first) first = state.until;
  }
  in.ui.key_figure("Calls to make", model::count_text(to_make),
                   {.note = to_make > 0 ? "the first until " + model::date_text(first)
                                        : std::string("nobody has to be called")});
}

void DepartureScreen::successor(ScreenContext& in) {
  const auto card = in.ui.card("Hand over");
  const std::string name = name_of(in.plan, {Kind::team_member, member_});
  if (handed_over_) {
    in.ui.banner(Tone::positive, "Handed over. Save the hand-over pack for whoever follows.");
  }
  if (!moves_something() && (handed_over_ || leaves_.calls.empty())) {
    in.ui.muted("Nothing is in the care of " + name + ".");
    return;
  }
  if (others_.empty()) {
    in.ui.muted("Nobody else is in the team. Add who follows first.");
    return;
  }
  if (const auto chosen = member_select(in, "Successor", successors_.usual,
                                        {.placeholder = "Who follows?", .width = 300})) {
    successors_.usual = *chosen;
    in.ui.request_frames();
  }
  in.ui.muted(
      "One step: it moves what is in their care, and adds the calls as actions. "
      "Undo takes all of it back.");
  const auto row = in.ui.row();
  if (in.ui.button("Hand over",
                   {.emphasis = Emphasis::primary,
                    .disabled_because =
                        successors_.usual ? std::string_view() : "Choose who follows first."})) {
    handed_over_ = print(in);
    in.edit(hand_over_edit(in, leaves_, successors_));
  }
}

void DepartureScreen::accounts(ScreenContext& in) {
  const Words word = words(in.plan);
  const std::string title = capitalised(word.accounts);
  const auto card = in.ui.card(title, "with what ends next");
  const std::string head = capitalised(word.account);
  const Column columns[] = {
      {.name = head, .flex = 1.2f, .sortable = false},
      {.name = "Last year", .align = Align::right, .width = 84, .sortable = false},
      {.name = "Forecast", .align = Align::right, .width = 84, .sortable = false, .priority = 2},
      {.name = "Ends or renews", .flex = 1, .sortable = false},
      {.name = "Can it change hands?", .width = 150, .sortable = false, .priority = 1},
      {.name = "Successor", .width = 170, .sortable = false}};
  const std::string empty = "No " + word.account + " is in their care.";
  auto table =
      in.ui.table(title + " in their care", columns, leaves_.accounts.size(), {.empty = empty});
  while (table.next_row()) {
    const analysis::AccountOfLeaver& account = leaves_.accounts[table.row()];
    const std::string name = name_of(in.plan, {Kind::account, account.account});
    table.row_name(name);
    table.cell();
    line(in, name);
    table.cell();
    in.ui.text(money(in, account.last_year),
               {.style = TextStyle::small, .align = Align::right, .wrap = false});
    table.cell();
    in.ui.text(account.forecast ? money(in, *account.forecast) : std::string("n/a"),
               {.style = TextStyle::small, .align = Align::right, .wrap = false});
    table.cell();
    line(in, end_text(account.end), account.end ? Tone::ink : Tone::muted);
    table.cell();
    if (!account.owned) {
      line(in, "not theirs", Tone::muted);
    } else if (account.reassignment.safe()) {
      in.ui.status_dot("Yes", Tone::positive);
    } else {
      in.ui.status_dot("Not without risk", Tone::warning);
    }
    table.cell();
    const std::string told = "Successor at " + name;
    const auto own = successors_.of_account.find(account.account);
    const auto chosen =
        member_select(in, "Successor", own == successors_.of_account.end() ? Id{} : own->second,
                      {.look = FieldLook::in_place,
                       .placeholder = "as above",
                       .clear = "As above",
                       .name = told});
    if (chosen) {
      if (*chosen)
        successors_.of_account[account.account] = *chosen;
      else
        successors_.of_account.erase(account.account);
      in.ui.request_frames();
    }
  }
  if (table.opened) {
    const Id id = leaves_.accounts[*table.opened].account;
    in.go({.page = Page::account, .account = id});
  }
}

/// For and against, for each account they own.
void DepartureScreen::reasons(ScreenContext& in) {
  const auto card = in.ui.card("Without risking the renewal?");
  bool any = false;
  for (const analysis::AccountOfLeaver& account : leaves_.accounts) {
    if (!account.owned) continue;
    any = true;
    const auto id = in.ui.id(account.account.bits);
    const std::string name = name_of(in.plan, {Kind::account, account.account});
    const auto group = in.ui.group("Reasons at " + name);
    {
      const auto row = in.ui.row();
      in.ui.strong(name);
      if (account.reassignment.safe())
        in.ui.badge("can change hands", Tone::positive);
      else
        in.ui.badge("not without risk", Tone::warning);
    }
    for (const std::string& reason : account.reassignment.against)
      in.ui.text("Against: " + reason, {.style = TextStyle::small});
    for (const std::string& reason : account.reassignment.for_it) in.ui.muted("For: " + reason);
    in.ui.space(8);
  }
  if (!any) in.ui.muted("They own no " + words(in.plan).account + ".");
}

/// By whom: of a call that is planned its action's owner, else choosing somebody plans it.
void DepartureScreen::caller_cell(ScreenContext& in, const analysis::Call& call,
                                  const CallState& state, const std::string& name) {
  const std::string told = "Caller of " + name;
  const auto chosen = member_select(in, "Caller", state.caller,
                                    {.look = FieldLook::in_place,
                                     .placeholder = "nobody yet",
                                     .clear = state.caller ? "Nobody yet" : "",
                                     .name = told});
  if (!chosen || *chosen == state.caller) return;
  if (state.action == nullptr) {
    in.edit(call_edit(in, call, *chosen, state.until));
    return;
  }
  model::Edit edit("change who calls " + name);
  edit.set<&model::Action::owner>(state.action->id,
                                  *chosen ? model::Value{*chosen} : model::Value{});
  in.edit(std::move(edit));
}

void DepartureScreen::until_cell(ScreenContext& in, const analysis::Call& call,
                                 const CallState& state, const std::string& name) {
  const std::string told = "Call " + name + " until";
  const auto entered =
      in.ui.parsed_field("Until", model::date_text(state.until), model::read_date,
                         {.look = FieldLook::in_place, .style = TextStyle::small, .name = told});
  if (!entered || !*entered || *entered == state.until) return;
  if (state.action == nullptr) {
    in.edit(call_edit(in, call, state.caller, *entered));
    return;
  }
  model::Edit edit("change until when to call " + name);
  edit.set<&model::Action::due>(state.action->id, model::Value{*entered});
  in.edit(std::move(edit));
}

void DepartureScreen::call_action(ScreenContext& in, const analysis::Call& call,
                                  const CallState& state, const std::string& name) {
  if (state.action == nullptr) {
    const std::string told = "Plan the call to " + name;
    if (in.ui.button("Plan it", {.small = true, .name = told}))
      in.edit(call_edit(in, call, state.caller, state.until));
    return;
  }
  const auto row = in.ui.row({.gap = 6});
  in.ui.status_dot(state.made ? "Made" : "Planned", state.made ? Tone::positive : Tone::accent);
  if (state.made) return;
  const std::string told = "The call to " + name + " was made";
  if (in.ui.button("Made", {.small = true, .name = told}))
    in.edit(status_edit(in, *state.action, model::ActionStatus::done));
}

void DepartureScreen::calls(ScreenContext& in) {
  std::size_t open = 0;
  for (const analysis::Call& call : calls_)
    if (state_of(in, call, successors_).action == nullptr) ++open;
  const std::string note = calls_.empty() || open == 0
                               ? std::string("by whom, until when")
                               : model::count_text(static_cast<std::int64_t>(open)) + " of " +
                                     model::count_text(static_cast<std::int64_t>(calls_.size())) +
                                     " not planned yet";
  const auto card = in.ui.card("Who has to be called", note);
  static constexpr Column columns[] = {
      {.name = "Call", .flex = 1, .sortable = false},
      {.name = "Caller", .flex = 1, .sortable = false},
      {.name = "Until", .width = 104, .sortable = false},
      {.name = "Why", .flex = 2, .sortable = false, .priority = 2},
      {.name = "Planned?", .width = 148, .sortable = false, .priority = 1}};
  const bool many = calls_.size() > 12;
  auto table = in.ui.table("Calls to make", columns, calls_.size(),
                           {.height = many ? 440.0f : 0.0f, .empty = "Nobody has to be called."});
  while (table.next_row()) {
    const analysis::Call& call = calls_[table.row()];
    const auto scope = in.ui.id(call.person.bits);
    const std::string name = name_of(in.plan, {Kind::person, call.person});
    const CallState state = state_of(in, call, successors_);
    table.row_name(name);
    table.cell();
    line(in, name);
    table.cell();
    caller_cell(in, call, state, name);
    table.cell();
    until_cell(in, call, state, name);
    table.cell();
    line(in, call.reason, Tone::muted);
    table.cell();
    call_action(in, call, state, name);
  }
  if (table.opened) in.open({Kind::person, calls_[*table.opened].person});
}

void DepartureScreen::moves(ScreenContext& in) {
  const auto card = in.ui.card("What is handed over");
  const analysis::HandOver& pack = leaves_.hand_over;
  const Words word = words(in.plan);
  const auto owned = std::ranges::count(leaves_.accounts, true, &analysis::AccountOfLeaver::owned);
  const std::pair<std::string, std::size_t> lines[] = {
      {capitalised(word.accounts), static_cast<std::size_t>(owned)},
      {"People", leaves_.people.size()},
      {"Open " + word.opportunities, leaves_.deals.size()},
      {"Open actions", pack.open_actions},
      {"Next visits", pack.next_visits},
      {"Next reviews", reviews_.size()},
      {"Goals", pack.goals},
      {"Risks", pack.risks},
      {"Sponsor pairings", pack.sponsor_pairings},
      {"Escalation steps", pack.escalation_steps},
      {"Roles on " + word.accounts, pack.roles}};
  for (const auto& [label, count] : lines) {
    in.ui.property(label, model::count_text(static_cast<std::int64_t>(count)),
                   count == 0 ? Tone::muted : Tone::ink);
  }
  constexpr std::size_t few = 10;
  std::size_t shown = 0;
  for (const model::RecordKey& key : pack.records) {
    if (shown++ == few) break;
    const auto id = in.ui.id(key.id.bits);
    const std::string name = name_of(in.plan, key);
    if (in.ui.list_row({.chip = model::info(key.kind).label, .text = name})) in.open(key);
  }
  if (pack.records.size() > few) in.ui.muted("All of them are in the hand-over pack.");
}

std::optional<PrintedPack> DepartureScreen::frame(ScreenContext& in, Id member) {
  const auto main = in.main(told_apart("Somebody of ours leaves", model::to_text(member)));
  refresh(in, member);
  if (in.plan.find<model::TeamMember>(member) == nullptr) {
    {
      const auto header = in.ui.page_header("Somebody of ours leaves");
    }
    choose(in, {});
    return std::nullopt;
  }
  if (moves_something()) {  // not yet, or taken back
    handed_over_.reset();
    calls_ = leaves_.calls;
  }
  auto wish = header(in);
  figures(in);
  {
    auto columns = in.ui.columns({5, 2}, {.min_width = 390});
    columns.next();
    accounts(in);
    calls(in);
    columns.next();
    successor(in);
    reasons(in);
    moves(in);
  }
  return wish;
}

}  // namespace keyplan::ui
