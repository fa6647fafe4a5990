#include "ui/screens/managers_card.h"

#include <algorithm>

#include "core/model/display.h"
#include "ui/screens/explain.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {

using analysis::ManagerLine;
using analysis::MemberCredit;
using analysis::RoleHolder;
using model::Assignment;
using model::Id;
using model::Kind;
using model::TeamRole;

namespace {

constexpr std::size_t most_without_scrolling = 8;

std::string member_name(const ScreenContext& in, Id member) {
  return name_of(in.plan, {Kind::team_member, member});
}

std::string count(std::int64_t n) { return model::count_text(n); }

float height_of(std::size_t rows) { return rows > most_without_scrolling ? 320.0f : 0.0f; }

/// "Gina Global, 50% credit, from Konex".
std::string told(const ScreenContext& in, const RoleHolder& holder, Id account) {
  std::string text = member_name(in, holder.member);
  if (holder.credit.hundredths > 0)
    text += ", " + model::percent_text(holder.credit.fraction(), 0) + " credit";
  if (holder.offering) text += ", only " + name_of(in.plan, {Kind::offering, holder.offering});
  if (!holder.assignment)
    text += ", as the owner";
  else if (holder.account != account)
    text += ", from " + account_name(in, holder.account);
  return text;
}

}  // namespace

// Roles
// -------------------------------------------------------------------------------------------

ManagersCard::ManagersCard()
    : roles_(Kind::assignment, {{.field = "member", .flex = 1.2f},
                                {.field = "role", .width = 140},
                                {.field = "credit", .width = 72},
                                {.field = "offering", .flex = 1, .priority = 2},
                                {.field = "branches", .width = 110, .priority = 1},
                                {.field = "from", .width = 104, .priority = 3},
                                {.field = "until", .width = 104, .priority = 3}}) {}

void ManagersCard::frame(ScreenContext& in, Id account) {
  if (!made_for_.holds(in, account))
    today_ = analysis::holders_on(analysis::holders_of(in.plan, account), in.today);
  const auto card = in.ui.card("Who looks after " + account_name(in, account));
  for (const TeamRole role : {TeamRole::local_manager, TeamRole::global_manager}) {
    std::string names;
    for (const RoleHolder& holder : today_)
      if (holder.role == role) names += (names.empty() ? "" : "; ") + told(in, holder, account);
    in.ui.property(model::choice_label(role), names.empty() ? "nobody" : names,
                   names.empty() ? Tone::warning : Tone::ink);
  }
  for (const RoleHolder& holder : today_) {
    if (holder.role == TeamRole::local_manager || holder.role == TeamRole::global_manager ||
        holder.account == account)
      continue;
    in.ui.property(model::choice_label(holder.role), told(in, holder, account));
  }
  roles_.frame(in, {.name = "Roles",
                    .account = account,
                    .of_account = true,
                    .make = [&] { return new_record(in, Kind::assignment, account); },
                    .add_label = "Add role",
                    .details = true,
                    .empty = "Nobody has a role beside the owner.",
                    .search = false});
}

// Credit
// -----------------------------------------------------------------------------------------

void CreditsCard::frame(ScreenContext& in, BranchBook& book, Id account) {
  const analysis::Branches& branches = book.branches(in);
  if (made_for_ != book.serial() || account_ != account) {
    std::vector<Id> accounts;
    for (const analysis::Branch& branch : branches.group(account))
      accounts.push_back(branch.account);
    credits_ = analysis::credits_of(in.plan, accounts, in.figures);
    figures_ = analysis::credit_figures(in.plan, credits_, in.figures);
    made_for_ = book.serial();
    account_ = account;
  }
  const auto card = in.ui.card("Credit", "revenue is counted once, credits apart");
  {
    auto columns = in.ui.columns(3, {.min_width = 120});
    const auto draw = [&](std::string_view id, const analysis::Credited& credited) {
      columns.next();
      if (const analysis::Figure* figure = analysis::find_figure(figures_, id))
        key_figure(in, *figure, {.note = "credits " + short_money(in, credited.credits.value)});
    };
    draw("credited_revenue", credits_.revenue);
    draw("credited_won", credits_.won);
    draw("credited_open", credits_.open);
  }
  static constexpr Column columns[] = {
      {.name = "Who", .flex = 1, .sortable = false},
      {.name = "Revenue", .align = Align::right, .width = 88, .sortable = false},
      {.name = "Won", .align = Align::right, .width = 80, .sortable = false, .priority = 1},
      {.name = "Open deals", .align = Align::right, .width = 88, .sortable = false},
      {.name = "Accounts", .align = Align::right, .width = 76, .sortable = false, .priority = 2}};
  auto table =
      in.ui.table("Credit of each", columns, credits_.members.size(),
                  {.height = height_of(credits_.members.size()),
                   .openable = false,
                   .key = [this](std::size_t at) { return credits_.members[at].member.bits; },
                   .empty = "Nobody looks after it. Choose an owner."});
  while (table.next_row()) {
    const MemberCredit& member = credits_.members[table.row()];
    table.cell();
    in.ui.text(member_name(in, member.member), {.style = TextStyle::small, .wrap = false});
    for (const model::Money amount :
         {model::Money{member.revenue.value}, model::Money{member.won.value},
          model::Money{member.open.value}}) {
      table.cell();
      in.ui.number(short_money(in, amount.minor), amount.minor == 0 ? Tone::muted : Tone::ink);
    }
    table.cell();
    in.ui.number(count(member.accounts));
  }
}

// Reporting lines
// --------------------------------------------------------------------------------

void ReportingCard::frame(ScreenContext& in) {
  if (!made_for_.holds(in, {})) lines_ = analysis::manager_lines(in.plan, in.figures);
  if (lines_.empty()) return;
  const auto circles = std::ranges::count(lines_, true, &ManagerLine::in_circle);
  const auto card = in.ui.card(
      "Reporting lines",
      circles == 0
          ? std::string("both sides of the matrix, nothing twice")
          : model::counted(circles, "manager reports", "managers report") + " in a circle");
  static constexpr Column columns[] = {
      {.name = "Manager", .flex = 1, .sortable = false},
      {.name = "Report first", .align = Align::right, .width = 92, .sortable = false},
      {.name = "Report too", .align = Align::right, .width = 86, .sortable = false},
      {.name = "Revenue", .align = Align::right, .width = 88, .sortable = false},
      {.name = "With both lines", .align = Align::right, .width = 112, .sortable = false}};
  auto table = in.ui.table("Reporting lines", columns, lines_.size(),
                           {.height = height_of(lines_.size()), .openable = false});
  const auto names = [&](const std::vector<Id>& members) {
    std::vector<ExplanationInput> inputs;
    constexpr std::size_t shown = 12;
    for (std::size_t i = 0; i < members.size() && i < shown; ++i)
      inputs.push_back({member_name(in, members[i]), "", false});
    return inputs;
  };
  while (table.next_row()) {
    const ManagerLine& line = lines_[table.row()];
    const std::string name = member_name(in, line.manager);
    table.row_name(name);
    table.cell();
    in.ui.text(name, {.style = TextStyle::small, .wrap = false});
    if (line.in_circle) in.ui.badge("circle", Tone::warning);
    table.cell();
    in.ui.number(count(static_cast<std::int64_t>(line.direct.size())));
    table.cell();
    in.ui.number(count(static_cast<std::int64_t>(line.dotted.size())));
    table.cell();
    in.ui.number(short_money(in, line.revenue.value));
    table.cell();
    in.ui.figure(
        "With both lines: " + name, short_money(in, line.revenue_with_dotted.value),
        [&] {
          Explanation why{
              .title = "Revenue of " + name + " by both lines",
              .formula = "revenue of the accounts whose local manager is in the line, each once",
              .inputs = {{"In the first line", count(line.members), false},
                         {"With the second line", count(line.with_dotted), false}},
              .as_of = "as of " + model::date_text(in.today)};
          for (auto& input : names(line.direct)) {
            input.value = "reports first";
            why.inputs.push_back(std::move(input));
          }
          for (auto& input : names(line.dotted)) {
            input.value = "reports too";
            why.inputs.push_back(std::move(input));
          }
          return why;
        },
        {.style = TextStyle::small, .align = Align::right});
  }
}

}  // namespace keyplan::ui
