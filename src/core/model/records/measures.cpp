#include "core/model/records/measures.h"

#include "core/model/records.h"
#include "core/model/records/fields.h"

namespace keyplan::model {
namespace {

constexpr FieldInfo metric_fields[] = {
    field<&Metric::name>("name", "Metric", {.help = "Empty: the usual name.", .searchable = true}),
    field<&Metric::standard>("standard", "Standard metric",
                             {.help = "Set: the plan works it out. Empty: values are entered."}),
    field<&Metric::variant>("variant", "Variant", {.help = "Which of several definitions."}),
    notes_field<&Metric::definition>("definition", "Definition"),
    field<&Metric::unit>("unit", "Unit", {.help = "%, days, points."}),
    field<&Metric::better>("better", "Better"),
    field<&Metric::target>("target", "Target",
                           {.help = "Of the book, and of accounts without an own one."}),
    field<&Metric::warning>(
        "warning", "Off track from",
        {.help = "Between it and the target it is at risk. Empty: a tenth beside the target."}),
    field<&Metric::customer_value>("customer_value", "Value for the customer",
                                   {.help = "It measures what the customer gains."}),
    order_field<&Metric::ord>(),
};

constexpr FieldInfo metric_value_fields[] = {
    field<&MetricValue::note>("note", "Note", {.privacy = Privacy::notes, .searchable = true}),
    field<&MetricValue::account>("account", "Account", {.help = "Empty: the whole book."}),
    field<&MetricValue::metric>("metric", "Metric", {.required = true}),
    field<&MetricValue::period>("period", "Period", {.required = true}),
    field<&MetricValue::target>("target", "Target"),
    field<&MetricValue::actual>("actual", "Actual"),
};

constexpr FieldInfo service_cost_fields[] = {
    field<&ServiceCost::note>("note", "Note", {.privacy = Privacy::notes, .searchable = true}),
    account_field<&ServiceCost::account>(Privacy::commercial),
    field<&ServiceCost::period>("period", "Period",
                                {.privacy = Privacy::commercial, .required = true}),
    field<&ServiceCost::type>("type", "For", {.privacy = Privacy::commercial}),
    field<&ServiceCost::amount>(
        "amount", "Amount",
        {.help = "Without the cost of the goods.", .privacy = Privacy::commercial}),
    source_field<&ServiceCost::source>("cost id"),
};

constexpr FieldInfo maturity_answer_fields[] = {
    notes_field<&MaturityAnswer::evidence>("evidence", "Evidence",
                                           "What somebody from outside could see."),
    field<&MaturityAnswer::practice>("practice", "Practice", {.required = true}),
    field<&MaturityAnswer::level>("level", "How far we are"),
    notes_field<&MaturityAnswer::next_step>("next_step", "Next step"),
    field<&MaturityAnswer::owner>("owner", "Owner"),
    field<&MaturityAnswer::date>("date", "As of"),
};

}  // namespace

template <>
constinit const KindInfo Described<Metric>::info =
    kind_info<Metric>("metric", "Metric", "Metrics", metric_fields);
template <>
constinit const KindInfo Described<MetricValue>::info = account_kind_info<MetricValue>(
    "metric_value", "Value of a metric", "Values of metrics", metric_value_fields);
template <>
constinit const KindInfo Described<ServiceCost>::info = account_kind_info<ServiceCost>(
    "service_cost", "Cost to serve", "Costs to serve", service_cost_fields);
template <>
constinit const KindInfo Described<MaturityAnswer>::info = kind_info<MaturityAnswer>(
    "maturity_answer", "Answer on maturity", "Answers on maturity", maturity_answer_fields);

}  // namespace keyplan::model
