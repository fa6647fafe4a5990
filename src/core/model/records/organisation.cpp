#include "core/model/records/organisation.h"

#include "core/model/records.h"
#include "core/model/records/fields.h"

namespace keyplan::model {
namespace {

constexpr FieldInfo assignment_fields[] = {
    field<&Assignment::note>("note", "Note", {.privacy = Privacy::notes, .searchable = true}),
    account_field<&Assignment::account>(),
    field<&Assignment::member>("member", "Who", {.required = true}),
    field<&Assignment::role>("role", "Role"),
    field<&Assignment::credit>(
        "credit", "Credit",
        {.help = "Of revenue and deals. All credits together may exceed 100 %; revenue is counted "
                 "once."}),
    field<&Assignment::offering>("offering", "Only for"),
    field<&Assignment::branches>("branches", "Branches too",
                                 {.help = "Also at every account below this one."}),
    field<&Assignment::from>("from", "From"),
    field<&Assignment::until>("until", "Until"),
};

constexpr FieldInfo selling_rule_fields[] = {
    field<&SellingRule::name>("name", "Rule", {.required = true, .searchable = true}),
    field<&SellingRule::group>("group", "Only at", {.help = "This account and its branches."}),
    field<&SellingRule::offering>("offering", "Only of"),
    field<&SellingRule::type>("type", "Only of type"),
    field<&SellingRule::from_amount>("from_amount", "From amount"),
    field<&SellingRule::needs>("needs", "Needs a", {.required = true}),
    field<&SellingRule::credit>("credit", "With credit of at least"),
    notes_field<&SellingRule::note>("note", "Why"),
    order_field<&SellingRule::ord>(),
};

constexpr FieldInfo acquaintance_fields[] = {
    field<&Acquaintance::how>("how", "How they know each other",
                              {.privacy = Privacy::notes, .searchable = true}),
    account_field<&Acquaintance::account>(),
    field<&Acquaintance::person>("person", "Who", {.required = true}),
    field<&Acquaintance::knows>("knows", "Knows", {.required = true, .across = true}),
    field<&Acquaintance::strength>("strength", "How well"),
    field<&Acquaintance::willing>("willing", "Would introduce us"),
};

}  // namespace

template <>
constinit const KindInfo Described<Assignment>::info = account_kind_info<Assignment>(
    "assignment", "Role on the account", "Roles on accounts", assignment_fields);
template <>
constinit const KindInfo Described<SellingRule>::info = kind_info<SellingRule>(
    "selling_rule", "Team-selling rule", "Team-selling rules", selling_rule_fields);
template <>
constinit const KindInfo Described<Acquaintance>::info = account_kind_info<Acquaintance>(
    "acquaintance", "Acquaintance", "Acquaintances", acquaintance_fields);

}  // namespace keyplan::model
