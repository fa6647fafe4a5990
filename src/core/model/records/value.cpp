#include "core/model/records.h"
#include "core/model/records/fields.h"

namespace keyplan::model {
namespace {

constexpr FieldInfo value_proposition_fields[] = {
    field<&ValueProposition::pain>("pain", "Pain",
                                   {.help = "What hurts the customer today.",
                                    .privacy = Privacy::open,
                                    .required = true,
                                    .searchable = true}),
    account_field<&ValueProposition::account>(Privacy::open),
    field<&ValueProposition::effect>(
        "effect", "Effect",
        {.help = "What changes with us.", .privacy = Privacy::open, .searchable = true}),
    field<&ValueProposition::quantity>(
        "quantity", "Quantity a year",
        {.help = "How much of it they have today, in a year.", .privacy = Privacy::open}),
    field<&ValueProposition::unit>(
        "unit", "Of what",
        {.help = "Minutes of downtime, returns, overtime hours.", .privacy = Privacy::open}),
    field<&ValueProposition::change>(
        "change", "Change",
        {.help = "How the quantity changes with us: -30%.", .privacy = Privacy::open}),
    field<&ValueProposition::unit_value>(
        "unit_value", "Cost of one",
        {.help = "In the customer's own figures.", .privacy = Privacy::commercial}),
    field<&ValueProposition::worth>(
        "worth", "Worth a year",
        {.help = "Empty: quantity x change x cost of one.", .privacy = Privacy::commercial}),
    notes_field<&ValueProposition::proof>("proof", "Proof"),
    field<&ValueProposition::offering>("offering", "Offering", {.privacy = Privacy::open}),
    field<&ValueProposition::insight>("insight", "Answers"),
    field<&ValueProposition::confirmed_by>("confirmed_by", "Confirmed by"),
    field<&ValueProposition::confirmed_on>("confirmed_on", "Confirmed on"),
};

constexpr FieldInfo exit_barrier_fields[] = {
    field<&ExitBarrier::title>("title", "What makes leaving hard",
                               {.required = true, .searchable = true}),
    account_field<&ExitBarrier::account>(),
    field<&ExitBarrier::benefits>("benefits", "Good for"),
    field<&ExitBarrier::strength>("strength", "Strength"),
    field<&ExitBarrier::cost>("cost", "Cost of switching"),
    notes_field<&ExitBarrier::notes>(),
};

constexpr FieldInfo promise_fields[] = {
    field<&Promise::title>("title", "What they came for",
                           {.help = "What was promised, and why they chose us.",
                            .required = true,
                            .searchable = true}),
    account_field<&Promise::account>(),
    field<&Promise::since>("since", "Since"),
    field<&Promise::delivery>("delivery", "Does it arrive"),
    field<&Promise::checked_on>("checked_on", "Checked on"),
    field<&Promise::benefits>("benefits", "Good for"),
    field<&Promise::worth>("worth", "Worth a year"),
    field<&Promise::owner>("owner", "Owner"),
    notes_field<&Promise::evidence>("evidence", "Evidence"),
};

}  // namespace

template <>
constinit const KindInfo Described<ValueProposition>::info = account_kind_info<ValueProposition>(
    "value_proposition", "Value proposition", "Value propositions", value_proposition_fields);
template <>
constinit const KindInfo Described<ExitBarrier>::info = account_kind_info<ExitBarrier>(
    "exit_barrier", "Exit barrier", "Exit barriers", exit_barrier_fields);
template <>
constinit const KindInfo Described<Promise>::info =
    account_kind_info<Promise>("promise", "Promise", "Value delivered", promise_fields);

}  // namespace keyplan::model
