#include "ui/screens/account/propositions_card.h"

#include <algorithm>
#include <utility>

#include "core/analysis/account_plan.h"
#include "core/model/display.h"
#include "core/sorting/sort.h"
#include "ui/screens/explain.h"
#include "ui/screens/record_form.h"

namespace keyplan::ui {

using model::Id;
using model::Kind;
using model::ValueProposition;

namespace {

constexpr std::size_t few = 8;
constexpr std::size_t more = 24;

}  // namespace

void PropositionsCard::make(const ScreenContext& in, Id account) {
  if (made_for_.holds(in, account)) return;
  if (account_ != account) shown_ = few;
  account_ = account;
  rows_.clear();
  analysis::Sum sum;
  analysis::Sum confirmed;
  model::Currency currency;
  bool mixed = false;
  for (const auto& proposition : in.plan.of_account<ValueProposition>(account)) {
    rows_.push_back({.proposition = &proposition,
                     .name = name_of(in.plan, {Kind::value_proposition, proposition.id}),
                     .worth = analysis::value_figure(in.plan, proposition, in.today)});
    const auto* worth = std::get_if<model::Money>(&rows_.back().worth.value);
    if (worth == nullptr) continue;
    mixed |= currency && currency != worth->currency;
    currency = worth->currency;
    sum += worth->minor;
    if (proposition.data.confirmed_by) confirmed += worth->minor;
  }
  // What is worth most comes first; without a number last.
  keyplan::sort(rows_, [](const Row& a, const Row& b) {
    const auto* left = std::get_if<model::Money>(&a.worth.value);
    const auto* right = std::get_if<model::Money>(&b.worth.value);
    if (left == nullptr || right == nullptr) return left != nullptr && right == nullptr;
    return left->minor > right->minor;
  });
  total_ = "pain, effect and number, in their own figures";
  if (!currency) return;
  if (mixed || sum.overflowed) {
    total_ = "no total: the amounts are in several currencies";
    return;
  }
  const auto text = [&](std::int64_t minor) {
    return model::money_text({minor, currency}, model::MoneyStyle::compact);
  };
  total_ = text(sum.value) + " a year, " + text(confirmed.value) + " of it confirmed";
}

void PropositionsCard::number(ScreenContext& in, const Row& row) {
  const Id id = row.proposition->id;
  const bool known = row.worth.has_value();
  {
    const auto line = in.ui.row();
    const std::string shown =
        known ? analysis::shown_compact(row.worth.value, row.worth.unit) : "n/a";
    const auto followed = in.ui.figure(
        "Worth a year of " + row.name, shown, [&] { return explanation_of(row.worth); },
        {.style = TextStyle::figure, .tone = known ? Tone::ink : Tone::muted});
    if (followed && static_cast<std::size_t>(*followed) < row.worth.inputs.size()) {
      const analysis::Input& input = row.worth.inputs[static_cast<std::size_t>(*followed)];
      if (input.record.id) in.open(input.record, input.field);
    }
    in.ui.muted("a year");
  }
  if (!known) in.ui.text(row.worth.na_reason, {.style = TextStyle::small, .tone = Tone::warning});
  auto columns = in.ui.columns({3, 4, 2, 3}, {.min_width = 70});
  columns.next();
  in.ui.label("Quantity a year");
  record_field<&ValueProposition::quantity>(in, id, FieldLook::in_place);
  columns.next();
  in.ui.label("Of what");
  record_field<&ValueProposition::unit>(in, id, FieldLook::in_place);
  columns.next();
  in.ui.label("Change");
  record_field<&ValueProposition::change>(in, id, FieldLook::in_place);
  columns.next();
  in.ui.label("Cost of one");
  record_field<&ValueProposition::unit_value>(in, id, FieldLook::in_place);
}

void PropositionsCard::confirmed(ScreenContext& in, const Row& row) {
  const ValueProposition& data = row.proposition->data;
  const Id id = row.proposition->id;
  const auto line = in.ui.row();
  if (const auto* person = in.plan.find(data.confirmed_by)) {
    in.ui.badge("Confirmed", Tone::positive);
    std::string by = "by " + name_of(in.plan, {Kind::person, person->id});
    if (data.confirmed_on) by += " on " + model::date_text(data.confirmed_on);
    in.ui.muted(by);
    if (!data.confirmed_on) {
      const std::string told = "Confirmed today: " + row.name;
      if (in.ui.button("Today", {.small = true, .name = told})) {
        model::Edit edit("date the confirmation of " + row.name);
        edit.set<&ValueProposition::confirmed_on>(id, model::Value{in.today});
        in.edit(std::move(edit));
      }
    }
  } else {
    in.ui.badge("Not confirmed", Tone::warning);
    const std::string told = "Who confirms " + row.name;
    if (in.ui.button("Who confirms it?", {.small = true, .name = told}))
      open_at<&ValueProposition::confirmed_by>(in, id);
  }
  open_button(in, {Kind::value_proposition, id}, row.name);
}

void PropositionsCard::card(ScreenContext& in, const Row& row) {
  const Id id = row.proposition->id;
  const auto scope = in.ui.id(id.bits);
  const auto card = in.ui.card();
  const auto group = in.ui.group(row.name);
  in.ui.label("Pain");
  record_field<&ValueProposition::pain>(in, id, FieldLook::in_place);
  in.ui.label("\u2192 Effect with us");
  record_field<&ValueProposition::effect>(in, id, FieldLook::in_place);
  in.ui.label("\u2192 Number");
  number(in, row);
  in.ui.line();
  if (row.proposition->data.proof.empty()) {
    const auto line = in.ui.row();
    in.ui.muted("No proof yet.");
    const std::string told = "Add proof to " + row.name;
    if (in.ui.button("Add proof", {.small = true, .name = told}))
      open_at<&ValueProposition::proof>(in, id);
  } else {
    in.ui.label("Proof");
    note_field<&ValueProposition::proof>(in, id, row.proposition->data.proof);
  }
  confirmed(in, row);
}

void PropositionsCard::frame(ScreenContext& in, Id account) {
  make(in, account);
  {
    const auto head = in.ui.card("Value propositions", total_);
    if (rows_.empty())
      in.ui.muted("None yet. What hurts the customer, and what is it worth to mend it?");
    if (auto pain = add_.frame(in, {.label = "Add value proposition",
                                    .placeholder = "Add: what hurts them?",
                                    .width = 360})) {
      auto made = new_record<ValueProposition>(in, account);
      made->data.pain = std::move(*pain);
      add_record(in, Kind::value_proposition, std::move(made));
    }
  }
  const std::size_t shown = std::min(shown_, rows_.size());
  if (shown > 0) {
    auto columns = in.ui.columns(2, {.min_width = 420});
    for (std::size_t i = 0; i < shown; ++i) {
      columns.next();
      card(in, rows_[i]);
    }
  }
  if (shown == rows_.size()) return;
  const auto left = static_cast<std::int64_t>(std::min(more, rows_.size() - shown));
  if (in.ui.button("Show " + model::count_text(left) + " more value propositions",
                   {.small = true})) {
    shown_ += more;
    in.ui.request_frames();
  }
}

}  // namespace keyplan::ui
