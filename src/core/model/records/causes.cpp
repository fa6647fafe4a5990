#include "core/model/records.h"
#include "core/model/records/fields.h"

namespace keyplan::model {
namespace {

constexpr FieldInfo swot_fields[] = {
    field<&SwotEntry::text>("text", "Entry", {.required = true, .searchable = true}),
    account_field<&SwotEntry::account>(),
    field<&SwotEntry::quadrant>("quadrant", "Quadrant", {.required = true}),
    field<&SwotEntry::evidence>("evidence", "Evidence",
                                {.privacy = Privacy::notes, .searchable = true}),
    so_what_field<&SwotEntry::so_what>(),
    order_field<&SwotEntry::ord>(),
};

constexpr FieldInfo problem_fields[] = {
    field<&Problem::title>(
        "title", "Problem",
        {.help = "What goes wrong, as somebody sees it.", .required = true, .searchable = true}),
    account_field<&Problem::account>(),
    field<&Problem::impact>("impact", "Impact", {.privacy = Privacy::notes, .searchable = true}),
    field<&Problem::status>("status", "Status"),
    field<&Problem::owner>("owner", "Owner"),
    field<&Problem::date>("date", "Seen on"),
};

constexpr FieldInfo cause_fields[] = {
    field<&Cause::text>("text", "Cause", {.required = true, .searchable = true}),
    account_field<&Cause::account>(),
    field<&Cause::problem>("problem", "Problem", {.required = true}),
    field<&Cause::why_of>("why_of", "Why of", {.help = "The cause this one answers \"why?\" of."}),
    field<&Cause::category>("category", "Category"),
    field<&Cause::root>("root", "Root cause"),
    field<&Cause::evidence>("evidence", "Evidence",
                            {.privacy = Privacy::notes, .searchable = true}),
    order_field<&Cause::ord>(),
};

constexpr FieldInfo risk_fields[] = {
    field<&Risk::title>("title", "What may happen", {.required = true, .searchable = true}),
    account_field<&Risk::account>(),
    field<&Risk::type>("type", "Type"),
    field<&Risk::impact>("impact", "Impact"),
    field<&Risk::likelihood>("likelihood", "Likelihood"),
    field<&Risk::amount>("amount", "Amount", {.help = "At stake, or to be won."}),
    field<&Risk::owner>("owner", "Owner"),
    field<&Risk::response>("response", "Response"),
    notes_field<&Risk::plan>("plan", "What we do about it"),
    field<&Risk::due>("due", "Look again on"),
    field<&Risk::status>("status", "Status"),
    field<&Risk::insight>("insight", "Insight"),
};

}  // namespace

template <>
constinit const KindInfo Described<SwotEntry>::info =
    account_kind_info<SwotEntry>("swot", "SWOT entry", "SWOT", swot_fields);
template <>
constinit const KindInfo Described<Problem>::info =
    account_kind_info<Problem>("problem", "Problem", "Problems", problem_fields);
template <>
constinit const KindInfo Described<Cause>::info =
    account_kind_info<Cause>("cause", "Cause", "Causes", cause_fields);
template <>
constinit const KindInfo Described<Risk>::info =
    account_kind_info<Risk>("risk", "Risk or opportunity", "Risks and opportunities", risk_fields);

}  // namespace keyplan::model
