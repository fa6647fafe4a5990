#include "core/model/records.h"
#include "core/model/records/fields.h"

namespace keyplan::model {
namespace {

constexpr FieldInfo playbook_fields[] = {
    field<&Playbook::name>("name", "Name", {.required = true, .searchable = true}),
    field<&Playbook::purpose>("purpose", "Purpose"),
    notes_field<&Playbook::why>("why", "Why"),
    field<&Playbook::measure>("measure", "How we see that it works", {.searchable = true}),
    order_field<&Playbook::ord>(),
};

constexpr FieldInfo play_fields[] = {
    field<&Play::title>("title", "Play", {.required = true, .searchable = true}),
    field<&Play::playbook>("playbook", "Playbook", {.required = true}),
    field<&Play::after_days>("after_days", "Due after (days)"),
    field<&Play::repeats>("repeats", "Repeats"),
    field<&Play::effort_hours>("effort_hours", "Effort (hours)"),
    notes_field<&Play::notes>(),
    order_field<&Play::ord>(),
};

constexpr FieldInfo plan_template_fields[] = {
    field<&PlanTemplate::name>("name", "Name", {.required = true, .searchable = true}),
    field<&PlanTemplate::meant_for>("meant_for", "Meant for", {.searchable = true}),
    field<&PlanTemplate::tier>("tier", "Tier"),
    field<&PlanTemplate::review_months>("review_months", "Months between reviews"),
    field<&PlanTemplate::contact_days>("contact_days", "Days between contacts",
                                       {.help = "With everybody who decides."}),
    field<&PlanTemplate::visit_months>("visit_months", "Months between visits"),
    field<&PlanTemplate::hours_a_month>("hours_a_month", "Hours a month",
                                        {.help = "Of our time for one account."}),
    order_field<&PlanTemplate::ord>(),
};

constexpr FieldInfo template_item_fields[] = {
    field<&TemplateItem::name>("name", "Section or check"),
    field<&TemplateItem::plan_template>("plan_template", "Template", {.required = true}),
    field<&TemplateItem::part>("part", "Part", {.required = true}),
    field<&TemplateItem::set>("set", "Question set"),
    field<&TemplateItem::playbook>("playbook", "Playbook"),
    order_field<&TemplateItem::ord>(),
};

}  // namespace

template <>
constinit const KindInfo Described<Playbook>::info =
    kind_info<Playbook>("playbook", "Playbook", "Playbooks", playbook_fields);
template <>
constinit const KindInfo Described<Play>::info =
    kind_info<Play>("play", "Play", "Plays", play_fields);
template <>
constinit const KindInfo Described<PlanTemplate>::info = kind_info<PlanTemplate>(
    "plan_template", "Plan template", "Plan templates", plan_template_fields);
template <>
constinit const KindInfo Described<TemplateItem>::info = kind_info<TemplateItem>(
    "template_item", "Part of a template", "Parts of templates", template_item_fields);

}  // namespace keyplan::model
