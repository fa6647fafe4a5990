#include "ui/screens/account/tabs.h"

namespace keyplan::ui {

AccountTab tab_of(model::Kind kind) {
  using model::Kind;
  switch (kind) {
    case Kind::interview:
    case Kind::answer:
    case Kind::research:
    case Kind::insight:
    case Kind::insight_link:
    case Kind::foothold:
      return AccountTab::understand;
    case Kind::goal:
    case Kind::goal_link:
    case Kind::goal_role:
    case Kind::alignment:
    case Kind::measurement:
      return AccountTab::goals;
    case Kind::swot:
    case Kind::problem:
    case Kind::cause:
    case Kind::risk:
      return AccountTab::analysis;
    case Kind::value_proposition:
    case Kind::exit_barrier:
    case Kind::promise:
      return AccountTab::value;
    case Kind::revenue:
    case Kind::opportunity:
    case Kind::whitespace:
      return AccountTab::growth;
    case Kind::action:
      return AccountTab::actions;
    case Kind::person:
    case Kind::influence:
    case Kind::acquaintance:
    case Kind::contact:
    case Kind::sponsorship:
    case Kind::escalation:
      return AccountTab::people;
    case Kind::satisfaction:
    case Kind::ticket:
    case Kind::contract:
    case Kind::loss:
    case Kind::look:
    case Kind::service_cost:
    case Kind::metric_value:
      return AccountTab::health;
    case Kind::visit:
    case Kind::checklist_item:
    case Kind::review:
    case Kind::pdca:
      return AccountTab::reviews;
    default:
      return AccountTab::overview;
  }
}

}  // namespace keyplan::ui
