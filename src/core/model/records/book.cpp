#include "core/model/records.h"
#include "core/model/records/fields.h"

namespace keyplan::model {
namespace {

template <auto Member>
constexpr FieldInfo weight(std::string_view key, std::string_view label) {
  return field<Member>(key, label, {.help = "Empty: the usual weight."});
}

constexpr FieldInfo settings_fields[] = {
    field<&Settings::name>("name", "Plan name", {.privacy = Privacy::open, .required = true}),
    field<&Settings::owner>("owner", "Plan owner", {.privacy = Privacy::name}),
    field<&Settings::fiscal_year_start>(
        "fiscal_year_start", "Fiscal year starts in",
        {.help = "A fiscal year is named after the calendar year in which it ends.",
         .privacy = Privacy::open}),
    field<&Settings::base_currency>("base_currency", "Base currency",
                                    {.help = "Every total is shown in this currency.",
                                     .privacy = Privacy::open,
                                     .required = true}),
    field<&Settings::plan_year>("plan_year", "Year being planned", {.privacy = Privacy::open}),
    field<&Settings::goal>("goal", "Revenue goal",
                           {.help = "Revenue wanted in the year being planned."}),
    field<&Settings::price_uplift>(
        "price_uplift", "Price rise",
        {.help = "Growth without selling: price increases and the like. Empty counts as none."}),
    field<&Settings::churn>("churn", "Churn",
                            {.help = "Empty: the average churn of the last years."}),
    field<&Settings::win_rate>("win_rate", "Win rate",
                               {.help = "Empty: won deals divided by closed deals."}),
    field<&Settings::average_deal>("average_deal", "Average deal",
                                   {.help = "Empty: the average amount of the deals won."}),
    field<&Settings::planned_cross_sell>(
        "planned_cross_sell", "Planned cross-sell",
        {.help = "Empty: the weighted cross-sell pipeline of the year."}),
    field<&Settings::planned_up_sell>(
        "planned_up_sell", "Planned up-sell",
        {.help = "Empty: the weighted up-sell pipeline of the year."}),
    field<&Settings::planned_new>(
        "planned_new", "Planned new customers",
        {.help = "Empty: the weighted pipeline of new customers in the year."}),
    field<&Settings::word_account>("word_account", "Word for one account",
                                   {.privacy = Privacy::open}),
    field<&Settings::word_accounts>("word_accounts", "Word for several accounts",
                                    {.privacy = Privacy::open}),
    field<&Settings::word_offering>("word_offering", "Word for one offering",
                                    {.privacy = Privacy::open}),
    field<&Settings::word_offerings>("word_offerings", "Word for several offerings",
                                     {.privacy = Privacy::open}),
    field<&Settings::word_opportunity>("word_opportunity", "Word for one opportunity",
                                       {.privacy = Privacy::open}),
    field<&Settings::word_opportunities>("word_opportunities", "Word for several opportunities",
                                         {.privacy = Privacy::open}),
    weight<&Settings::weigh_satisfaction>("weigh_satisfaction", "Weight of satisfaction"),
    weight<&Settings::weigh_relationships>("weigh_relationships", "Weight of relationships"),
    weight<&Settings::weigh_value>("weigh_value", "Weight of value delivered"),
    weight<&Settings::weigh_support>("weigh_support", "Weight of support"),
    weight<&Settings::weigh_execution>("weigh_execution", "Weight of execution"),
    weight<&Settings::weigh_revenue>("weigh_revenue", "Weight of revenue"),
    weight<&Settings::weigh_insight>("weigh_insight", "Weight of customer insight"),
    weight<&Settings::weigh_alignment>("weigh_alignment", "Weight of alignment"),
    weight<&Settings::weigh_goals>("weigh_goals", "Weight of clear goals"),
    weight<&Settings::weigh_risks>("weigh_risks", "Weight of risks"),
    weight<&Settings::weigh_actions>("weigh_actions", "Weight of actions"),
    field<&Settings::strategic_from>("strategic_from", "Strategic from score",
                                     {.help = "Of 10. Empty: 7."}),
    field<&Settings::key_from>("key_from", "Key from score", {.help = "Of 10. Empty: 5.5."}),
    field<&Settings::growth_from>("growth_from", "Growth from score", {.help = "Of 10. Empty: 4."}),
    field<&Settings::key_share>("key_share", "Key from share of revenue",
                                {.help = "Of all revenue. Empty: 10 %."}),
    field<&Settings::key_share_profit>("key_share_profit", "Key from share of profit",
                                       {.help = "Of all profit. Empty: as of revenue."}),
    field<&Settings::key_share_offering>(
        "key_share_offering", "Key from share of an offering",
        {.help = "Of the revenue of any one offering. Empty: as of revenue."}),
    field<&Settings::abc_a>("abc_a", "A up to", {.help = "Of cumulative revenue. Empty: 80 %."}),
    field<&Settings::abc_b>("abc_b", "B up to", {.help = "Of cumulative revenue. Empty: 95 %."}),
    field<&Settings::hours_strategic>("hours_strategic", "Hours for a strategic one",
                                      {.help = "Of ours, a year. Empty: 240."}),
    field<&Settings::hours_key>("hours_key", "Hours for a key one",
                                {.help = "Of ours, a year. Empty: 120."}),
    field<&Settings::hours_growth>("hours_growth", "Hours for a growth one",
                                   {.help = "Of ours, a year. Empty: 60."}),
    field<&Settings::hours_maintain>("hours_maintain", "Hours for one to maintain",
                                     {.help = "Of ours, a year. Empty: 16."}),
    field<&Settings::discount_rate>("discount_rate", "Discount rate",
                                    {.help = "Of lifetime value, a year. Empty: 10 %."}),
    field<&Settings::lifetime_years>("lifetime_years", "Years of lifetime value",
                                     {.help = "Where it is counted over so many. Empty: 5."}),
};

constexpr FieldInfo rate_fields[] = {
    field<&ExchangeRate::currency>("currency", "Currency",
                                   {.aliases = "currency|isocode|iso code|currency code",
                                    .privacy = Privacy::open,
                                    .required = true}),
    field<&ExchangeRate::date>("date", "Valid from",
                               {.aliases = "date|valid from|start date|startdate",
                                .privacy = Privacy::open,
                                .required = true}),
    field<&ExchangeRate::rate>("rate", "Rate",
                               {.aliases = "rate|exchange rate|conversion rate|conversionrate",
                                .help = "Units of the base currency for one unit of this currency.",
                                .privacy = Privacy::open,
                                .required = true}),
};

constexpr FieldInfo team_member_fields[] = {
    field<&TeamMember::name>(
        "name", "Name",
        {.aliases = "sales_agent|sales agent|agent|name|full name|fullname|user|user name|employee|"
                    "sales rep|salesperson|mitarbeiter",
         .privacy = Privacy::name,
         .required = true,
         .searchable = true}),
    field<&TeamMember::job_title>(
        "job_title", "Job title",
        {.aliases = "title|job title|role|position", .privacy = Privacy::open}),
    field<&TeamMember::email>(
        "email", "E-mail",
        {.aliases = "email|e-mail|email address|emailaddress|internalemailaddress",
         .privacy = Privacy::contact,
         .searchable = true}),
    field<&TeamMember::region>(
        "region", "Region",
        {.aliases = "regional_office|regional office|office|region|territory|sales org|team",
         .privacy = Privacy::open}),
    field<&TeamMember::manager>(
        "manager", "Manager",
        {.aliases = "manager|manager name|reports to|parentsystemuserid|vorgesetzter"}),
    field<&TeamMember::second_manager>(
        "second_manager", "Also reports to",
        {.aliases = "second manager|dotted line|functional manager|matrix manager"}),
    field<&TeamMember::capacity_hours>("capacity_hours", "Hours for accounts",
                                       {.help = "What there is in a year."}),
    field<&TeamMember::budget>("budget", "Budget for accounts",
                               {.help = "What there is in a year."}),
    field<&TeamMember::source>(
        "source", "Source id",
        {.aliases = "employeeid|employee id|user id|userid|systemuserid|owner id|hubspot_owner_id",
         .help = "Identity in the system the record was imported from."}),
    also_known_as<&TeamMember::also_known_as>(Privacy::contact),
};

constexpr FieldInfo offering_fields[] = {
    field<&Offering::name>(
        "name", "Name",
        {.aliases = "product|product name|productname|name|offering|item|description|short_descr|"
                    "medium_descr|produkt|artikel",
         .privacy = Privacy::open,
         .required = true,
         .searchable = true}),
    field<&Offering::family>(
        "family", "Family",
        {.aliases = "series|family|product family|product category|category|prodcategoryid|"
                    "product line|productline|warengruppe",
         .privacy = Privacy::open,
         .searchable = true}),
    field<&Offering::price>(
        "price", "List price",
        {.aliases = "sales_price|sales price|price|unit price|list price|msrp|preis",
         .privacy = Privacy::commercial}),
    field<&Offering::source>(
        "source", "Source id",
        {.aliases = "productid|product id|product code|productcode|sku|product number|"
                    "productnumber|material"}),
    also_known_as<&Offering::also_known_as>(Privacy::internal),
};

constexpr FieldInfo account_fields[] = {
    field<&Account::name>(
        "name", "Name",
        {.aliases = "account|account name|accountname|company|company name|companyname|customer|"
                    "customer name|customername|name|organization|organisation|kunde|kundenname|"
                    "firma|client",
         .privacy = Privacy::open,
         .required = true,
         .searchable = true}),
    field<&Account::parent>(
        "parent", "Parent",
        {.aliases = "subsidiary_of|subsidiary of|parent account|parent account id|parentid|parent|"
                    "parent company|parentaccountid|parent_account|muttergesellschaft",
         .privacy = Privacy::open}),
    field<&Account::tier>(
        "tier", "Tier",
        {.aliases = "tier|account tier|rating|segment|category|classification|abc|customer type"}),
    field<&Account::sector>("sector", "Sector",
                            {.aliases = "sector|industry|industrycode|branch|branche|vertical",
                             .privacy = Privacy::open,
                             .searchable = true}),
    field<&Account::region>("region", "Region",
                            {.aliases = "region|territory|sales region|gebiet|area|salesorg",
                             .privacy = Privacy::open,
                             .searchable = true}),
    field<&Account::country>(
        "country", "Country",
        {.aliases = "office_location|country|billing country|billingcountry|country/region|"
                    "address1_country|land|country name|address 1: country/region",
         .privacy = Privacy::open,
         .searchable = true}),
    field<&Account::city>(
        "city", "City",
        {.aliases = "city|billing city|billingcity|address1_city|ort|stadt|address 1: city",
         .privacy = Privacy::open,
         .searchable = true}),
    field<&Account::owner>(
        "owner", "Owner",
        {.aliases = "owner|account owner|accountowner|company owner|owner name|account manager|"
                    "responsible|sales_agent|ownerid|betreuer|lead owner",
         .privacy = Privacy::open}),
    field<&Account::customer_since>(
        "customer_since", "Customer since",
        {.aliases = "customer since|customer_since|become a customer date|first order|kunde seit",
         .privacy = Privacy::open}),
    field<&Account::renewal>(
        "renewal", "Renewal",
        {.aliases = "renewal|renewal date|contract end|contract end date|vertragsende",
         .privacy = Privacy::commercial,
         .searchable = false}),
    field<&Account::currency>(
        "currency", "Currency",
        {.aliases = "currency|account currency|currencyisocode|transactioncurrencyid|waehrung|"
                    "w\u00e4hrung",
         .privacy = Privacy::open}),
    field<&Account::employees>(
        "employees", "Employees",
        {.aliases = "employees|number of employees|numberofemployees|no. of employees|"
                    "no of employees|headcount|mitarbeiterzahl",
         .privacy = Privacy::open}),
    field<&Account::company_revenue>(
        "company_revenue", "Their revenue",
        {.aliases = "revenue|annual revenue|annualrevenue|company revenue|jahresumsatz",
         .help = "The customer's own sales in a year: a measure of size, not what we sell them.",
         .privacy = Privacy::open}),
    field<&Account::founded>(
        "founded", "Founded",
        {.aliases = "year_established|year established|yearstarted|year founded|founded|"
                    "gr\u00fcndungsjahr",
         .privacy = Privacy::open,
         .calendar = true}),
    field<&Account::website>(
        "website", "Web site",
        {.aliases = "website|web site|websiteurl|webaddress|company domain name|domain|url",
         .privacy = Privacy::open}),
    field<&Account::phone>(
        "phone", "Phone",
        {.aliases = "phone|phone number|telephone|telephone1|main phone|phonenumber|telefon",
         .privacy = Privacy::contact}),
    field<&Account::notes>("notes", "Notes",
                           {.aliases = "notes|description|comment|comments|bemerkung|notizen",
                            .privacy = Privacy::notes,
                            .long_text = true,
                            .searchable = true}),
    field<&Account::engagement>("engagement", "Kind of engagement",
                                {.help = "Why we are there: to be evaluated, to assess, for a "
                                         "prize, or to rescue."}),
    field<&Account::commitment>("commitment", "Their commitment",
                                {.help = "How far the customer has committed to us."}),
    field<&Account::at_risk>("at_risk", "At risk",
                             {.help = "Our own judgement, whatever the checks say."}),
    field<&Account::risk_reason>("risk_reason", "Why at risk",
                                 {.privacy = Privacy::notes, .searchable = true}),
    field<&Account::plan_template>("plan_template", "Plan template",
                                   {.help = "Chooses question sets, sections, checks and rhythm."}),
    field<&Account::address>("address", "Address",
                             {.aliases = "address|street|billing address|billing street|"
                                         "address1_composite|adresse",
                              .privacy = Privacy::open}),
    field<&Account::category_spend>(
        "category_spend", "Their spend on what we sell",
        {.help = "In a year, with whomever: their market for us.", .privacy = Privacy::commercial}),
    field<&Account::standing>("standing", "National or global standing",
                              {.help = "Important whatever it buys: it counts as a key account."}),
    field<&Account::targeted>("targeted", "Targeted this period"),
    field<&Account::advocate>("advocate", "Advocate branch",
                              {.help = "It speaks for us at the other branches of its group."}),
    field<&Account::planned_hours>("planned_hours", "Hours planned",
                                   {.help = "Of ours, a year. Empty: those of its tier."}),
    field<&Account::planned_budget>("planned_budget", "Budget planned",
                                    {.help = "A year, besides the hours."}),
    notes_field<&Account::background>("background", "Background",
                                      "Who they are, how we came together, what shaped them."),
    field<&Account::preferred_services>("preferred_services", "Preferred services",
                                        {.help = "What they like to use of what we offer.",
                                         .privacy = Privacy::commercial,
                                         .searchable = true}),
    field<&Account::source>(
        "source", "Source id",
        {.aliases = "account id|accountid|account_id|company id|record id|partnerid|customer id|"
                    "customerid|id|account number|accountnumber|kundennummer|kunden-nr"}),
    also_known_as<&Account::also_known_as>(Privacy::internal),
};

constexpr FieldInfo revenue_fields[] = {
    field<&Revenue::account>(
        "account", "Account",
        {.aliases = "account|account name|customer|customer name|customername|company|kunde|client|"
                    "partnerid|account id|customer id|customerid|kundennummer|kunden-nr",
         .privacy = Privacy::commercial,
         .required = true}),
    field<&Revenue::period>(
        "period", "Year or month",
        {.aliases =
             "year|fiscal year|period|month|jahr|monat|fiscalyearperiod|order date|orderdate|"
             "invoice date|date|createdat|year_id",
         .privacy = Privacy::commercial,
         .required = true}),
    field<&Revenue::offering>(
        "offering", "Offering",
        {.aliases = "product|product name|offering|item|productid|productline|product line|produkt|"
                    "artikel|productcode|sku",
         .privacy = Privacy::commercial}),
    field<&Revenue::kind>(
        "type", "Kind",
        {.aliases = "kind|type|revenue type|source|order type", .privacy = Privacy::commercial}),
    field<&Revenue::amount>(
        "amount", "Amount",
        {.aliases = "amount|revenue|sales|net amount|netamount|total|turnover|umsatz|betrag|"
                    "net value|invoice amount",
         .privacy = Privacy::commercial,
         .required = true}),
    field<&Revenue::cost>("cost", "Cost",
                          {.aliases = "cost|cogs|cost of goods sold|costs|kosten|einstandswert"}),
    field<&Revenue::note>(
        "note", "Note",
        {.aliases = "note|comment|memo", .privacy = Privacy::notes, .searchable = true}),
    field<&Revenue::source>(
        "source", "Source id",
        {.aliases =
             "order id|orderid|invoice|invoice number|order number|ordernumber|salesorderid"}),
};

constexpr FieldInfo opportunity_fields[] = {
    field<&Opportunity::name>(
        "name", "Name",
        {.aliases =
             "opportunity|opportunity name|opportunityname|deal name|dealname|deal|name|topic|"
             "subject",
         .privacy = Privacy::commercial,
         .required = true,
         .searchable = true}),
    field<&Opportunity::account>(
        "account", "Account",
        {.aliases = "account|account name|accountname|company|company name|associated company|"
                    "customer|customer name|potential customer|customerid|customer id|accountid|"
                    "account id|organization|organisation|kunde|account_name",
         .privacy = Privacy::commercial}),
    field<&Opportunity::offering>("offering", "Offering",
                                  {.aliases = "product|product name|products|offering|item|produkt",
                                   .privacy = Privacy::commercial}),
    field<&Opportunity::progress>(
        "progress", "Stage",
        {.aliases = "deal_stage|deal stage|dealstage|stage|stagename|stage name|sales stage|status|"
                    "pipeline step|pipeline phase|step|phase|statecode",
         .privacy = Privacy::commercial}),
    field<&Opportunity::amount>(
        "amount", "Amount",
        {.aliases =
             "close_value|close value|amount|deal amount|value|opportunity value|est. revenue|"
             "estimated revenue|estimatedvalue|actual revenue|expected revenue|betrag|wert",
         .privacy = Privacy::commercial}),
    field<&Opportunity::type>("type", "Type",
                              {.aliases = "type|deal type|dealtype|opportunity type|business type",
                               .privacy = Privacy::commercial}),
    field<&Opportunity::opened>(
        "opened", "Opened",
        {.aliases = "engage_date|engage date|created date|createddate|create date|createdate|"
                    "created on|createdon|created time|open date|start date|erstellt",
         .privacy = Privacy::commercial}),
    field<&Opportunity::close>(
        "close", "Close date",
        {.aliases = "close_date|close date|closedate|closing date|est. close date|"
                    "estimatedclosedate|actual close date|expected close date|abschlussdatum",
         .privacy = Privacy::commercial}),
    field<&Opportunity::owner>(
        "owner", "Owner",
        {.aliases = "sales_agent|sales agent|owner|opportunity owner|deal owner|owner name|agent|"
                    "sales rep|salesperson|ownerid|hubspot_owner_id|sales unit|verantwortlich",
         .privacy = Privacy::commercial}),
    field<&Opportunity::next_step>("next_step", "Next step",
                                   {.aliases = "next step|nextstep|next steps",
                                    .privacy = Privacy::notes,
                                    .searchable = true}),
    field<&Opportunity::source>(
        "source", "Source id",
        {.aliases = "opportunity_id|opportunity id|opportunityid|deal id|dealid|record id|id|"
                    "reference"}),
};

constexpr FieldInfo whitespace_fields[] = {
    field<&WhitespaceCell::note>("note", "Note", {.privacy = Privacy::notes, .searchable = true}),
    account_field<&WhitespaceCell::account>(Privacy::commercial),
    field<&WhitespaceCell::offering>("offering", "Offering",
                                     {.privacy = Privacy::commercial, .required = true}),
    field<&WhitespaceCell::state>("state", "State"),
    field<&WhitespaceCell::potential>(
        "potential", "Potential",
        {.help = "What this unit could spend on it in a year, with whomever."}),
    field<&WhitespaceCell::current>("current", "Spend with us",
                                    {.help = "In a year. Empty: what the revenue says."}),
    field<&WhitespaceCell::competitor>("competitor", "Competitor"),
    field<&WhitespaceCell::until>("until", "Their contract ends"),
    field<&WhitespaceCell::adoption>("adoption", "Adoption",
                                     {.help = "Share of what they bought that they use."}),
};

}  // namespace

template <>
constinit const KindInfo Described<Settings>::info =
    kind_info<Settings>("settings", "Plan settings", "Plan settings", settings_fields);
template <>
constinit const KindInfo Described<ExchangeRate>::info =
    kind_info<ExchangeRate>("rate", "Exchange rate", "Exchange rates", rate_fields);
template <>
constinit const KindInfo Described<TeamMember>::info =
    kind_info<TeamMember>("team_member", "Team member", "Team members", team_member_fields);
template <>
constinit const KindInfo Described<Offering>::info =
    kind_info<Offering>("offering", "Offering", "Offerings", offering_fields);
template <>
constinit const KindInfo Described<Account>::info =
    kind_info<Account>("account", "Account", "Accounts", account_fields);
template <>
constinit const KindInfo Described<Revenue>::info = {
    Kind::revenue, "revenue", "Revenue entry", "Revenue entries", revenue_fields, 6, 0};
template <>
constinit const KindInfo Described<Opportunity>::info = account_kind_info<Opportunity>(
    "opportunity", "Opportunity", "Opportunities", opportunity_fields);
template <>
constinit const KindInfo Described<WhitespaceCell>::info = account_kind_info<WhitespaceCell>(
    "whitespace", "Whitespace cell", "Whitespace cells", whitespace_fields);

}  // namespace keyplan::model
