#include "core/model/records.h"
#include "core/model/records/fields.h"

namespace keyplan::model {
namespace {

constexpr FieldInfo goal_fields[] = {
    field<&Goal::title>("title", "Goal", {.required = true, .searchable = true}),
    field<&Goal::account>("account", "Account",
                          {.help = "Empty: a goal of the company, which accounts serve."}),
    field<&Goal::level>("level", "Level"),
    field<&Goal::parent>("parent", "Serves", {.help = "The goal above it, up to the company's."}),
    field<&Goal::measure>(
        "measure", "Measure",
        {.help = "What is counted: revenue, deliveries on time, NPS.", .searchable = true}),
    field<&Goal::unit>("unit", "Unit"),
    field<&Goal::baseline>("baseline", "Baseline", {.help = "Where it stood at the start."}),
    field<&Goal::target>("target", "Target"),
    field<&Goal::current>("current", "Now"),
    field<&Goal::start>("start", "Start"),
    field<&Goal::due>("due", "By when"),
    field<&Goal::owner>("owner", "Owner"),
    field<&Goal::personal>("personal", "Goal of the owner",
                           {.help = "Their own share of the goal it serves, not the "
                                    "whole account's or company's."}),
    field<&Goal::status>("status", "Status"),
    notes_field<&Goal::why>("why", "Why", "What it does for the customer and for us."),
    field<&Goal::confirmed_by>("confirmed_by", "Confirmed by",
                               {.help = "Who at the customer has agreed to it."}),
    field<&Goal::confirmed_on>("confirmed_on", "Confirmed on"),
    field<&Goal::grows_revenue>("grows_revenue", "Grows our revenue"),
    order_field<&Goal::ord>(),
};

constexpr FieldInfo goal_link_fields[] = {
    field<&GoalLink::note>("note", "Note", {.privacy = Privacy::notes, .searchable = true}),
    field<&GoalLink::account>("account", "Account"),
    field<&GoalLink::from>("from", "Goal", {.required = true}),
    field<&GoalLink::to>("to", "Serves", {.required = true}),
    field<&GoalLink::strength>("strength", "Strength"),
};

constexpr FieldInfo goal_role_fields[] = {
    field<&GoalRole::sentence>("sentence", "Role in one sentence",
                               {.help = "What they do for this goal, in their own words.",
                                .privacy = Privacy::notes,
                                .required = true,
                                .searchable = true}),
    field<&GoalRole::account>("account", "Account"),
    field<&GoalRole::goal>("goal", "Goal", {.required = true}),
    field<&GoalRole::member>("member", "Who of ours"),
    field<&GoalRole::person>("person", "Who of theirs"),
    field<&GoalRole::strength>("strength", "Strength"),
};

constexpr FieldInfo alignment_fields[] = {
    field<&Alignment::how>("how", "How it helps", {.privacy = Privacy::notes, .searchable = true}),
    account_field<&Alignment::account>(),
    field<&Alignment::goal>("goal", "Our goal", {.required = true}),
    field<&Alignment::insight>("insight", "Theirs", {.required = true}),
};

constexpr FieldInfo measurement_fields[] = {
    field<&Measurement::note>("note", "Note", {.privacy = Privacy::notes, .searchable = true}),
    field<&Measurement::account>("account", "Account"),
    field<&Measurement::goal>("goal", "Goal", {.required = true}),
    field<&Measurement::period>("period", "Month", {.required = true, .calendar = true}),
    field<&Measurement::plan>("plan", "Plan"),
    field<&Measurement::actual>("actual", "Actual"),
};

}  // namespace

template <>
constinit const KindInfo Described<Goal>::info =
    account_kind_info<Goal>("goal", "Goal", "Goals", goal_fields);
template <>
constinit const KindInfo Described<GoalLink>::info =
    account_kind_info<GoalLink>("goal_link", "Goal link", "Goal links", goal_link_fields);
template <>
constinit const KindInfo Described<GoalRole>::info =
    account_kind_info<GoalRole>("goal_role", "Role in a goal", "Roles in goals", goal_role_fields);
template <>
constinit const KindInfo Described<Alignment>::info =
    account_kind_info<Alignment>("alignment", "Alignment", "Alignments", alignment_fields);
template <>
constinit const KindInfo Described<Measurement>::info = account_kind_info<Measurement>(
    "measurement", "Monthly value", "Monthly values", measurement_fields);

}  // namespace keyplan::model
