#include "core/model/records.h"
#include "core/model/records/fields.h"

namespace keyplan::model {
namespace {

constexpr FieldInfo scenario_fields[] = {
    field<&Scenario::name>("name", "Scenario", {.required = true, .searchable = true}),
    notes_field<&Scenario::note>("note", "Note", "What happens, and why it could."),
    notes_field<&Scenario::loss_plan>(
        "loss_plan", "How we cope",
        "What we do when it happens: whom we call, what we cut, where we win it back."),
    field<&Scenario::loss_plan_status>("loss_plan_status", "State of that plan",
                                       {.help = "Empty: missing without text, else a draft."}),
    field<&Scenario::owner>("owner", "Owner"),
    order_field<&Scenario::ord>(),
};

constexpr FieldInfo scenario_change_fields[] = {
    field<&ScenarioChange::note>("note", "Note", {.privacy = Privacy::notes, .searchable = true}),
    field<&ScenarioChange::scenario>("scenario", "Scenario", {.required = true}),
    field<&ScenarioChange::type>("type", "What happens", {.required = true}),
    field<&ScenarioChange::account>("account", "Account", {.help = "The account that is lost."}),
    field<&ScenarioChange::sector>("sector", "Sector", {.help = "The sector that is hit."}),
    field<&ScenarioChange::region>("region", "Region", {.help = "The region that is hit."}),
    field<&ScenarioChange::member>("member", "Who leaves"),
    field<&ScenarioChange::percent>(
        "percent", "Change",
        {.help =
             "Of an account, sector, region or manager: the share of revenue lost; empty is all "
             "of an account, and of a manager what speaks against a new one. Of prices: the "
             "further rise. Of churn and win rate: points added. Below zero it falls."}),
    order_field<&ScenarioChange::ord>(),
};

}  // namespace

template <>
constinit const KindInfo Described<Scenario>::info =
    kind_info<Scenario>("scenario", "Scenario", "Scenarios", scenario_fields);
// Not of the account it names: what could be lost is no part of that account's own plan, and must
// not travel with it to a partner or make it count as planned.
template <>
constinit const KindInfo Described<ScenarioChange>::info = kind_info<ScenarioChange>(
    "scenario_change", "Change in a scenario", "Changes in scenarios", scenario_change_fields);

}  // namespace keyplan::model
