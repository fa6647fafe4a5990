#include "core/model/records/priorities.h"

#include "core/model/records.h"
#include "core/model/records/fields.h"

namespace keyplan::model {
namespace {

constexpr FieldInfo criterion_fields[] = {
    field<&Criterion::name>("name", "Criterion", {.required = true, .searchable = true}),
    field<&Criterion::axis>("axis", "Counts towards"),
    field<&Criterion::measure>("measure", "Measured by"),
    field<&Criterion::weight>("weight", "Weight",
                              {.help = "Against the weights of the other criteria."}),
    field<&Criterion::worst>("worst", "Scores 0 at",
                             {.help = "Empty: the usual scale. Amounts are in the base currency."}),
    field<&Criterion::best>("best", "Scores 10 at",
                            {.help = "Below \"Scores 0 at\" where less is better."}),
    field<&Criterion::note>("note", "Note", {.privacy = Privacy::notes, .searchable = true}),
    order_field<&Criterion::ord>(),
};

constexpr FieldInfo rating_fields[] = {
    field<&Rating::note>("note", "Why", {.privacy = Privacy::notes, .searchable = true}),
    account_field<&Rating::account>(),
    field<&Rating::criterion>("criterion", "Criterion", {.required = true}),
    field<&Rating::score>("score", "Score", {.help = "0 to 10."}),
};

constexpr FieldInfo saved_view_fields[] = {
    field<&SavedView::name>("name", "View", {.required = true, .searchable = true}),
    field<&SavedView::text>("text", "Words"),
    field<&SavedView::tier>("tier", "Tier"),
    field<&SavedView::state>("state", "State"),
    field<&SavedView::sector>("sector", "Sector"),
    field<&SavedView::region>("region", "Region"),
    field<&SavedView::owner>("owner", "Owner"),
    field<&SavedView::group_by>("group_by", "Grouped by"),
    field<&SavedView::sort_by>("sort_by", "Sorted by"),
    field<&SavedView::descending>("descending", "Largest first"),
    order_field<&SavedView::ord>(),
};

}  // namespace

template <>
constinit const KindInfo Described<Criterion>::info =
    kind_info<Criterion>("criterion", "Criterion", "Criteria", criterion_fields);
template <>
constinit const KindInfo Described<Rating>::info =
    account_kind_info<Rating>("rating", "Rating", "Ratings", rating_fields);

template <>
constinit const KindInfo Described<SavedView>::info =
    kind_info<SavedView>("view", "View", "Views", saved_view_fields);

}  // namespace keyplan::model
