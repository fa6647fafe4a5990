#include "core/model/records.h"
#include "core/model/records/fields.h"

namespace keyplan::model {
namespace {

constexpr FieldInfo person_fields[] = {
    field<&Person::name>(
        "name", "Name",
        {.aliases = "contact|contact name|full name|fullname|name|person|ansprechpartner|kontakt",
         .privacy = Privacy::name,
         .required = true,
         .searchable = true}),
    field<&Person::account>(
        "account", "Account",
        {.aliases = "account|account name|company|company name|customer|organization|organisation|"
                    "associated company|parentcustomerid|accountid|account id|kunde|firma",
         .privacy = Privacy::open}),
    field<&Person::job_title>("job_title", "Job title",
                              {.aliases = "title|job title|jobtitle|position|function|funktion",
                               .privacy = Privacy::open,
                               .searchable = true}),
    field<&Person::role>("role", "Role in decisions",
                         {.aliases = "role|buying role|decision role|contact role|buying_role"}),
    field<&Person::attitude>("attitude", "Attitude",
                             {.aliases = "attitude|sentiment|stance|relationship"}),
    field<&Person::power>("power", "Power",
                          {.help = "How much their word weighs in decisions about us."}),
    field<&Person::reports_to>(
        "reports_to", "Reports to",
        {.aliases = "reports to|reportsto|manager|vorgesetzter", .privacy = Privacy::internal}),
    field<&Person::owner>("owner", "Our contact",
                          {.aliases = "contact owner|owner|owner name|account manager|ownerid"}),
    field<&Person::relationship>("relationship", "Relationship now"),
    field<&Person::wanted>("wanted", "Relationship wanted"),
    field<&Person::last_contact>(
        "last_contact", "Last contact",
        {.aliases =
             "last contact|last contacted|last activity|last activity date|lastactivitydate"}),
    notes_field<&Person::interests>("interests", "Interests",
                                    "What they want to achieve, and what they care about."),
    notes_field<&Person::approach>("approach", "Approach", "How we win and keep them."),
    field<&Person::email>("email", "E-mail",
                          {.aliases = "email|e-mail|email address|emailaddress|emailaddress1|mail",
                           .privacy = Privacy::contact,
                           .searchable = true}),
    field<&Person::phone>(
        "phone", "Phone",
        {.aliases = "phone|phone number|mobile|mobile phone|business phone|telephone|telephone1|"
                    "telefon",
         .privacy = Privacy::contact}),
    field<&Person::left>("left", "Left on", {.help = "When they left the customer."}),
    field<&Person::notes>("notes", "Notes",
                          {.aliases = "notes|description|bemerkung",
                           .privacy = Privacy::notes,
                           .long_text = true,
                           .searchable = true}),
    field<&Person::source>("source", "Source id",
                           {.aliases = "contact id|contactid|contact_id|record id|id|person id"}),
    also_known_as<&Person::also_known_as>(Privacy::contact),
};

constexpr FieldInfo influence_fields[] = {
    field<&Influence::note>("note", "Note", {.privacy = Privacy::notes, .searchable = true}),
    account_field<&Influence::account>(),
    field<&Influence::from>("from", "Influencer", {.required = true}),
    field<&Influence::to>("to", "Listens", {.required = true}),
    field<&Influence::strength>("strength", "Strength"),
};

constexpr FieldInfo contact_fields[] = {
    field<&Contact::summary>("summary", "What was said",
                             {.privacy = Privacy::notes, .required = true, .searchable = true}),
    account_field<&Contact::account>(),
    field<&Contact::person>("person", "With"),
    field<&Contact::member>("member", "By"),
    field<&Contact::date>("date", "Date", {.required = true}),
    field<&Contact::channel>("channel", "How"),
    field<&Contact::answered>("answered", "Dialogue",
                              {.help = "They answered; it was not only a message of ours."}),
    field<&Contact::next_step>("next_step", "Next step",
                               {.privacy = Privacy::notes, .searchable = true}),
};

constexpr FieldInfo sponsorship_fields[] = {
    field<&Sponsorship::purpose>("purpose", "What for",
                                 {.privacy = Privacy::notes, .searchable = true}),
    account_field<&Sponsorship::account>(),
    field<&Sponsorship::member>("member", "Our sponsor", {.required = true}),
    field<&Sponsorship::person>("person", "Their executive", {.required = true}),
    field<&Sponsorship::last_talk>("last_talk", "Last talk"),
    field<&Sponsorship::months_between>(
        "months_between", "Months between talks",
        {.help = "Empty: twelve, a call of the account manager's superior every year."}),
};

constexpr FieldInfo escalation_fields[] = {
    field<&Escalation::when>("when", "When",
                             {.help = "What has to happen for this step: a production line stands "
                                      "still, a ticket is open for two days.",
                              .privacy = Privacy::notes,
                              .required = true,
                              .searchable = true}),
    account_field<&Escalation::account>(),
    field<&Escalation::member>("member", "We call"),
    field<&Escalation::person>("person", "They call"),
    field<&Escalation::hours>("hours", "Answer within (hours)"),
    order_field<&Escalation::ord>(),
};

}  // namespace

template <>
constinit const KindInfo Described<Person>::info =
    account_kind_info<Person>("person", "Person", "People", person_fields);
template <>
constinit const KindInfo Described<Influence>::info = account_kind_info<Influence>(
    "influence", "Influence line", "Influence lines", influence_fields);
template <>
constinit const KindInfo Described<Contact>::info =
    account_kind_info<Contact>("contact", "Contact", "Contacts", contact_fields);
template <>
constinit const KindInfo Described<Sponsorship>::info = account_kind_info<Sponsorship>(
    "sponsorship", "Sponsor pairing", "Sponsor pairings", sponsorship_fields);
template <>
constinit const KindInfo Described<Escalation>::info = account_kind_info<Escalation>(
    "escalation", "Escalation step", "Escalation path", escalation_fields);

}  // namespace keyplan::model
