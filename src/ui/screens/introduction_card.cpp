#include "ui/screens/introduction_card.h"

#include <algorithm>

#include "core/model/display.h"
#include "core/sorting/sort.h"
#include "core/text/fold.h"

namespace keyplan::ui {

using analysis::Advocate;
using analysis::Branch;
using analysis::NextBranch;
using model::Account;
using model::Id;
using model::Kind;

namespace {

/// One branch speaks for us: marking another one takes the mark from those that have it.
void mark(ScreenContext& in, std::span<const Branch> group, Id account) {
  model::Edit edit(account ? "mark " + account_name(in, account) + " as advocate"
                           : std::string("mark nobody as advocate"));
  for (const Branch& branch : group) {
    const bool marked = in.plan.find<Account>(branch.account)->data.advocate;
    if (marked && branch.account != account)
      edit.set<&Account::advocate>(branch.account, model::Value{});
    if (!marked && branch.account == account)
      edit.set<&Account::advocate>(branch.account, model::Value{true});
  }
  if (!edit.empty()) in.edit(std::move(edit));
}

RecordChoices::List list_of(const ScreenContext& in, std::span<const Branch> group) {
  std::vector<std::pair<std::string, Id>> named;
  for (const Branch& branch : group)
    named.emplace_back(account_name(in, branch.account), branch.account);
  keyplan::sort(named, {},
                [](const auto& one) { return std::pair(text::folded(one.first), one.second); });
  RecordChoices::List list;
  for (auto& [name, id] : named) {
    list.places.emplace(id, static_cast<int>(list.names.size()));
    list.names.push_back(std::move(name));
    list.ids.push_back(id);
  }
  list.labels.assign(list.names.begin(), list.names.end());
  return list;
}

}  // namespace

void IntroductionCard::refresh(ScreenContext& in, BranchBook& book, Id account) {
  const BranchBook::Group& group = book.group(in, account);
  const bool other = of_ != account;
  if (other) target_ = {};
  const auto all = book.branches(in).group(group.top);
  if (!std::ranges::contains(all, target_, &Branch::account)) target_ = {};
  // What is looked at is where one wants to get, unless it is where we are already.
  const bool below = account != group.top && account != group.advocate.account;
  const Id shown = target_               ? target_
                   : below               ? account
                   : !group.next.empty() ? group.next.front().account
                                         : Id{};
  if (!other && made_for_ == book.serial() && shown == shown_) return;
  if (other || made_for_ != book.serial()) branches_ = list_of(in, all);
  made_for_ = book.serial();
  of_ = account;
  shown_ = shown;
  way_ = shown_ ? group.introductions.to(shown_) : analysis::Introduction{};
  asked_ = !way_.steps.empty() && is_asked(in, way_);
}

void IntroductionCard::advocate(ScreenContext& in, BranchBook& book, Id account) {
  refresh(in, book, account);
  const BranchBook::Group& group = book.group(in, account);
  const Advocate& advocate = group.advocate;
  const auto all = book.branches(in).group(group.top);
  const auto card = in.ui.card("Advocate", "the branch that speaks for us at the others");
  if (!advocate.account) {
    in.ui.muted("Nothing speaks for any branch yet: no revenue, no champion, no good score.");
  } else {
    const std::string name = account_name(in, advocate.account);
    {
      const auto row = in.ui.row();
      if (in.ui.link(told_apart(name, "advocate"), TextStyle::strong))
        in.go({.page = Page::account, .account = advocate.account});
      advocate.marked ? in.ui.badge("marked", Tone::positive) : in.ui.badge("suggested");
    }
    for (const std::string& reason : advocate.reasons)
      in.ui.text(reason, {.style = TextStyle::small});
    if (advocate.marked && advocate.reasons.empty())
      in.ui.muted("Nothing in the plan speaks for it yet.");
    for (const Id other : advocate.also_marked)
      in.ui.muted(account_name(in, other) + " is marked as well.");
  }
  const auto row = in.ui.row();
  if (advocate.account && !advocate.marked &&
      in.ui.button("Mark as advocate", ButtonOptions{.small = true}))
    mark(in, all, advocate.account);
  if (const auto chosen =
          in.ui.select("Advocate", advocate.marked ? account_name(in, advocate.account) : "",
                       [&] { return branches_.choices(advocate.marked ? advocate.account : Id{}); },
                       {.look = FieldLook::in_place,
                        .chip = true,
                        .placeholder = "Choose another branch",
                        .width = 200,
                        .clear = advocate.marked ? "Nobody marked" : "",
                        .name = "Advocate of the group"}))
    mark(in, all, *chosen < 0 ? Id{} : branches_.ids[static_cast<std::size_t>(*chosen)]);
}

void IntroductionCard::steps(ScreenContext& in) {
  if (way_.steps.empty()) {
    in.ui.text(way_.missing, {.style = TextStyle::small, .tone = Tone::warning});
    if (in.ui.button("Note who knows whom", ButtonOptions{.small = true}))
      in.open({Kind::acquaintance,
               add_record(in, Kind::acquaintance, new_record(in, Kind::acquaintance, shown_))});
    return;
  }
  const auto group = in.ui.group("Way to " + account_name(in, shown_));
  for (const analysis::IntroductionStep& step : way_.steps) {
    const auto id = in.ui.id(step.person.bits);
    const auto* person = in.plan.find<model::Person>(step.person);
    const std::string where = person == nullptr ? "" : account_name(in, person->data.account.id);
    if (in.ui.list_row({.title = name_of(in.plan, {Kind::person, step.person}),
                        .text = step.reason,
                        .right = where,
                        .below = true}))
      in.open(step.record);
  }
}

void IntroductionCard::next_branches(ScreenContext& in, const BranchBook::Group& group) {
  constexpr std::size_t most = 6;
  in.ui.space(8);
  in.ui.heading("Next branch", 2, TextStyle::strong);
  if (group.next.empty()) {
    in.ui.muted("Every branch buys from us, and no whitespace is entered.");
    return;
  }
  for (std::size_t i = 0; i < group.next.size() && i < most; ++i) {
    const NextBranch& next = group.next[i];
    const auto id = in.ui.id(next.account.bits ^ 1);
    const std::string name = account_name(in, next.account);
    if (in.ui.list_row({.chip = next.from ? "Way in" : "No way yet",
                        .chip_tone = next.from ? Tone::positive : Tone::muted,
                        .title = name,
                        .text = next.reason,
                        .selected = next.account == shown_,
                        .below = true})) {
      target_ = next.account;
      in.ui.request_frames();
    }
  }
  if (group.next.size() > most)
    in.ui.muted(model::count_text(static_cast<std::int64_t>(group.next.size() - most)) + " more.");
}

void IntroductionCard::introduction(ScreenContext& in, BranchBook& book, Id account) {
  refresh(in, book, account);
  const BranchBook::Group& group = book.group(in, account);
  const auto card = in.ui.card("Who could introduce us", "the shortest way through who knows whom");
  if (const auto chosen = in.ui.select("To", shown_ ? account_name(in, shown_) : "",
                                       [&] { return branches_.choices(shown_); },
                                       {.width = 280, .name = "Introduction to"})) {
    if (*chosen >= 0) target_ = branches_.ids[static_cast<std::size_t>(*chosen)];
    in.ui.request_frames();
  }
  if (shown_) {
    steps(in);
    if (!way_.steps.empty() &&
        in.ui.button("Make it an action",
                     {.emphasis = Emphasis::primary,
                      .small = true,
                      .disabled_because = asked_ ? "It is planned already." : ""}))
      plan_asking(in, way_);
  }
  next_branches(in, group);
}

}  // namespace keyplan::ui
