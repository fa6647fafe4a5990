#include "core/model/records.h"
#include "core/model/records/fields.h"

namespace keyplan::model {
namespace {

constexpr FieldInfo action_fields[] = {
    field<&Action::title>(
        "title", "Title",
        {.aliases = "subject|title|task|task name|action|activity|betreff|aufgabe",
         .required = true,
         .searchable = true}),
    field<&Action::account>(
        "account", "Account",
        {.aliases = "account|account name|company|related to|regarding|company / account|kunde"}),
    field<&Action::opportunity>("opportunity", "Opportunity",
                                {.aliases = "opportunity|opportunity name|deal|deal name"}),
    field<&Action::person>(
        "person", "Person",
        {.aliases = "contact|contact name|person|name", .privacy = Privacy::internal}),
    field<&Action::owner>(
        "owner", "Owner",
        {.aliases = "assigned to|assigned|owner|task owner|assignee|responsible"}),
    field<&Action::start>("start", "Start", {.aliases = "start|start date|begin"}),
    field<&Action::due>(
        "due", "Due",
        {.aliases = "due date|duedate|due|deadline|end date|activitydate|f\u00e4llig"}),
    field<&Action::status>("status", "Status", {.aliases = "status|state|task status"}),
    field<&Action::done_on>("done_on", "Done on",
                            {.aliases = "completed date|date completed|done"}),
    field<&Action::repeats>("repeats", "Repeats",
                            {.help = "Standard work: when it is done, the next one is planned."}),
    field<&Action::effort_hours>("effort_hours", "Effort (hours)",
                                 {.aliases = "effort|hours|effort hours|duration"}),
    field<&Action::after>("after", "After", {.help = "The action that has to be done before."}),
    field<&Action::goal>("goal", "Goal"),
    field<&Action::risk>("risk", "Risk or opportunity"),
    field<&Action::insight>("insight", "Insight"),
    field<&Action::review>("review", "Review"),
    field<&Action::playbook>("playbook", "Playbook"),
    field<&Action::notes>("notes", "Notes",
                          {.aliases = "notes|description|comments|full comments",
                           .privacy = Privacy::notes,
                           .long_text = true,
                           .searchable = true}),
    order_field<&Action::ord>(),
    field<&Action::source>("source", "Source id",
                           {.aliases = "task id|activity id|activityid|id|record id"}),
};

constexpr FieldInfo visit_fields[] = {
    field<&Visit::purpose>("purpose", "Purpose",
                           {.help = "What we want to see and learn where the work is done.",
                            .required = true,
                            .searchable = true}),
    account_field<&Visit::account>(),
    field<&Visit::date>("date", "Date", {.required = true}),
    field<&Visit::place>("place", "Place", {.searchable = true}),
    field<&Visit::lead>("lead", "Led by"),
    field<&Visit::host>("host", "Host"),
    field<&Visit::status>("status", "Status"),
    notes_field<&Visit::findings>("findings", "Findings"),
    notes_field<&Visit::follow_up>("follow_up", "Follow-up"),
};

constexpr FieldInfo checklist_item_fields[] = {
    field<&ChecklistItem::text>("text", "What to look at", {.required = true, .searchable = true}),
    account_field<&ChecklistItem::account>(),
    field<&ChecklistItem::visit>("visit", "Visit", {.required = true}),
    field<&ChecklistItem::done>("done", "Looked at"),
    field<&ChecklistItem::finding>("finding", "Found",
                                   {.privacy = Privacy::notes, .searchable = true}),
    order_field<&ChecklistItem::ord>(),
};

constexpr FieldInfo review_fields[] = {
    field<&Review::title>("title", "Title", {.required = true, .searchable = true}),
    account_field<&Review::account>(),
    field<&Review::type>("type", "Type"),
    field<&Review::date>("date", "Date", {.required = true}),
    field<&Review::lead>("lead", "Led by"),
    notes_field<&Review::agenda>("agenda", "Agenda"),
    notes_field<&Review::notes>("notes", "Notes", "A line for each; a line can become an action."),
    notes_field<&Review::decisions>("decisions", "Decisions"),
    field<&Review::rating>("rating", "Rating",
                           {.help = "By the customer, from 1 (poor) to 5 (excellent)."}),
    field<&Review::held>("held", "Held"),
};

constexpr FieldInfo pdca_fields[] = {
    field<&PdcaCycle::title>("title", "What we try", {.required = true, .searchable = true}),
    account_field<&PdcaCycle::account>(),
    field<&PdcaCycle::goal>("goal", "Goal"),
    field<&PdcaCycle::owner>("owner", "Owner"),
    field<&PdcaCycle::stage>("stage", "Stage"),
    field<&PdcaCycle::started>("started", "Started"),
    notes_field<&PdcaCycle::planned>("planned", "Planned"),
    notes_field<&PdcaCycle::performed>("performed", "Done"),
    notes_field<&PdcaCycle::learned>("learned", "Learned"),
    notes_field<&PdcaCycle::adjusted>("adjusted", "Adjusted"),
};

constexpr FieldInfo look_fields[] = {
    field<&Look::note>("note", "Note", {.privacy = Privacy::notes, .searchable = true}),
    account_field<&Look::account>(),
    field<&Look::subject>("subject", "Looked at", {.required = true}),
    field<&Look::date>("date", "On", {.required = true}),
    field<&Look::by>("by", "By"),
};

}  // namespace

template <>
constinit const KindInfo Described<Action>::info =
    account_kind_info<Action>("action", "Action", "Actions", action_fields);
template <>
constinit const KindInfo Described<Visit>::info =
    account_kind_info<Visit>("visit", "Visit", "Visits", visit_fields);
template <>
constinit const KindInfo Described<ChecklistItem>::info = account_kind_info<ChecklistItem>(
    "checklist_item", "Checklist item", "Checklist items", checklist_item_fields);
template <>
constinit const KindInfo Described<Review>::info =
    account_kind_info<Review>("review", "Review", "Reviews", review_fields);
template <>
constinit const KindInfo Described<PdcaCycle>::info =
    account_kind_info<PdcaCycle>("pdca", "PDCA cycle", "PDCA cycles", pdca_fields);
template <>
constinit const KindInfo Described<Look>::info =
    account_kind_info<Look>("look", "Reviewed tick", "Reviewed ticks", look_fields);

}  // namespace keyplan::model
