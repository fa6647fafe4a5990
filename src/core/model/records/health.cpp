#include "core/model/records.h"
#include "core/model/records/fields.h"

namespace keyplan::model {
namespace {

constexpr FieldInfo satisfaction_fields[] = {
    field<&Satisfaction::comment>("comment", "Comment",
                                  {.privacy = Privacy::notes, .searchable = true}),
    account_field<&Satisfaction::account>(),
    field<&Satisfaction::survey>("survey", "Survey", {.required = true}),
    field<&Satisfaction::score>("score", "Score",
                                {.help = "NPS from 0 to 10, CSAT from 1 to 5.", .required = true}),
    field<&Satisfaction::date>("date", "Date", {.required = true}),
    field<&Satisfaction::person>("person", "By"),
    source_field<&Satisfaction::source>("survey id|response id"),
};

constexpr FieldInfo ticket_fields[] = {
    field<&Ticket::title>("title", "Ticket", {.required = true, .searchable = true}),
    account_field<&Ticket::account>(),
    field<&Ticket::urgency>("urgency", "Urgency"),
    field<&Ticket::opened>("opened", "Opened", {.required = true}),
    field<&Ticket::closed>("closed", "Closed", {.help = "Empty while it is open."}),
    field<&Ticket::offering>("offering", "Offering"),
    field<&Ticket::owner>("owner", "Owner"),
    notes_field<&Ticket::notes>(),
    source_field<&Ticket::source>("ticket id|case id|case number|incident id"),
};

constexpr FieldInfo contract_fields[] = {
    field<&Contract::title>("title", "Contract",
                            {.privacy = Privacy::commercial, .required = true, .searchable = true}),
    account_field<&Contract::account>(Privacy::commercial),
    field<&Contract::offering>("offering", "Offering", {.privacy = Privacy::commercial}),
    field<&Contract::start>("start", "Start", {.privacy = Privacy::commercial}),
    field<&Contract::end>("end", "End", {.privacy = Privacy::commercial}),
    field<&Contract::notice_by>(
        "notice_by", "Notice by",
        {.help = "The last day on which it can be ended.", .privacy = Privacy::commercial}),
    field<&Contract::renews>("renews", "Renews by itself", {.privacy = Privacy::commercial}),
    field<&Contract::value>("value", "Value a year", {.privacy = Privacy::commercial}),
    notes_field<&Contract::notes>(),
    source_field<&Contract::source>("contract id|contract number|agreement id"),
};

constexpr FieldInfo loss_fields[] = {
    field<&Loss::what>("what", "What was lost", {.required = true, .searchable = true}),
    account_field<&Loss::account>(),
    field<&Loss::date>("date", "Date", {.required = true}),
    field<&Loss::reason>("reason", "Reason"),
    field<&Loss::amount>("amount", "Amount a year"),
    field<&Loss::offering>("offering", "Offering"),
    field<&Loss::competitor>("competitor", "Lost to"),
    notes_field<&Loss::root_cause>("root_cause", "Root cause"),
    notes_field<&Loss::lesson>("lesson", "What we do differently"),
};

}  // namespace

template <>
constinit const KindInfo Described<Satisfaction>::info = account_kind_info<Satisfaction>(
    "satisfaction", "Satisfaction score", "Satisfaction", satisfaction_fields);
template <>
constinit const KindInfo Described<Ticket>::info =
    account_kind_info<Ticket>("ticket", "Support ticket", "Support tickets", ticket_fields);
template <>
constinit const KindInfo Described<Contract>::info =
    account_kind_info<Contract>("contract", "Contract", "Contracts", contract_fields);
template <>
constinit const KindInfo Described<Loss>::info =
    account_kind_info<Loss>("loss", "Loss", "Losses", loss_fields);

}  // namespace keyplan::model
