#include "ui/screens/selling_rules_card.h"

#include "core/model/display.h"
#include "ui/widgets/table.h"

namespace keyplan::ui {

using analysis::BrokenRule;
using model::Id;
using model::Kind;

SellingRulesCard::SellingRulesCard()
    : rules_(Kind::selling_rule, {{.field = "name", .flex = 2},
                                  {.field = "group", .flex = 1, .priority = 2},
                                  {.field = "offering", .flex = 1, .priority = 3},
                                  {.field = "type", .width = 116, .priority = 4},
                                  {.field = "from_amount", .width = 116},
                                  {.field = "needs", .width = 144},
                                  {.field = "credit", .width = 140, .priority = 1}}) {}

void SellingRulesCard::fix(ScreenContext& in, const BrokenRule& broken, const std::string& deal) {
  const auto mend = [&](Id member) {
    model::Edit edit("mend the team of " + deal);
    analysis::mend(edit, in.plan, broken, member, in.new_id());
    if (!edit.empty()) in.edit(std::move(edit));
  };
  const bool known = in.plan.find<model::TeamMember>(broken.member) != nullptr;
  const std::string member = known ? name_of(in.plan, {Kind::team_member, broken.member}) : "";
  if (!broken.missing) {
    const auto* rule = in.plan.find<model::SellingRule>(broken.rule);
    const std::string label =
        "Give " + model::percent_text(rule->data.credit.fraction(), 0) + " credit";
    const std::string told = label + " to " + member + " for " + deal;
    if (in.ui.button(label, {.small = true, .name = told})) mend(broken.member);
    return;
  }
  if (known) {
    const std::string told = "Give the role to " + member + " for " + deal;
    if (in.ui.button("Give to " + member, {.small = true, .name = told})) mend(broken.member);
  }
  const auto list = [&]() -> const RecordChoices::List& {
    return in.choices.of(in.plan, Kind::team_member);
  };
  const std::string told = "Who takes the role for " + deal;
  const auto chosen = in.ui.select("Who", "", [&] { return list().choices({}); },
                                   {.look = FieldLook::in_place,
                                    .placeholder = known ? "Somebody else" : "Choose somebody",
                                    .width = 140,
                                    .name = told});
  if (chosen && *chosen >= 0) mend(list().ids[static_cast<std::size_t>(*chosen)]);
}

void SellingRulesCard::broken(ScreenContext& in) {
  if (in.plan.table(Kind::selling_rule).empty()) return;
  broken_.refresh(in.plan, in.figures);
  const std::vector<BrokenRule>& all = broken_.all();
  const Words word = words(in.plan);
  const auto card = in.ui.card("Team selling", "open " + word.opportunities + " that break a rule");
  if (all.empty()) {
    in.ui.status_dot("Every open " + word.opportunity + " keeps the rules.", Tone::positive);
    return;
  }
  const std::string deals = capitalised(word.opportunity);
  const std::string account = capitalised(word.account);
  const Column columns[] = {{.name = deals, .flex = 1, .sortable = false},
                            {.name = account, .flex = 1, .sortable = false, .priority = 1},
                            {.name = "Rule", .flex = 1.4f, .sortable = false, .priority = 2},
                            {.name = "What is missing", .flex = 1.2f, .sortable = false},
                            {.name = "Mend", .flex = 1.8f, .least = 190, .sortable = false}};
  auto table = in.ui.table("Broken rules", columns, all.size(),
                           {.height = all.size() > 8 ? 320.0f : 0.0f, .key = [&](std::size_t at) {
                              return all[at].deal.bits ^ (all[at].rule.bits << 3);
                            }});
  while (table.next_row()) {
    const BrokenRule& broken = all[table.row()];
    const std::string deal = name_of(in.plan, {Kind::opportunity, broken.deal});
    table.row_name(deal);
    table.cell();
    in.ui.text(deal, {.style = TextStyle::small_strong, .wrap = false});
    table.cell();
    in.ui.text(name_of(in.plan, {Kind::account, broken.account}),
               {.style = TextStyle::small, .wrap = false});
    table.cell();
    in.ui.text(name_of(in.plan, {Kind::selling_rule, broken.rule}),
               {.style = TextStyle::small, .wrap = false});
    table.cell();
    in.ui.text(broken.what, {.style = TextStyle::small, .tone = Tone::warning, .wrap = false});
    table.cell();
    fix(in, broken, deal);
  }
  if (table.opened) in.open({Kind::opportunity, all[*table.opened].deal});
}

void SellingRulesCard::rules(ScreenContext& in) {
  const auto card = in.ui.card("Team-selling rules", "who must take part in which sale");
  rules_.frame(in, {.name = "Team-selling rules",
                    .make = [&] { return new_record(in, Kind::selling_rule); },
                    .add_label = "Add rule",
                    .quick_add = true,
                    .details = true,
                    .empty = "No rule yet. Which sale needs more than one of you?"});
}

}  // namespace keyplan::ui
