#include "core/model/records.h"
#include "core/model/records/fields.h"

namespace keyplan::model {
namespace {

constexpr FieldInfo question_set_fields[] = {
    field<&QuestionSet::name>("name", "Name", {.required = true, .searchable = true}),
    field<&QuestionSet::purpose>("purpose", "Purpose"),
    notes_field<&QuestionSet::notes>(),
    order_field<&QuestionSet::ord>(),
};

constexpr FieldInfo question_fields[] = {
    field<&Question::text>("text", "Question", {.required = true, .searchable = true}),
    field<&Question::set>("set", "Question set", {.required = true}),
    field<&Question::why>("why", "Why we ask", {.searchable = true}),
    order_field<&Question::ord>(),
};

constexpr FieldInfo interview_fields[] = {
    field<&Interview::title>("title", "Title", {.required = true, .searchable = true}),
    account_field<&Interview::account>(),
    field<&Interview::date>("date", "Date", {.required = true}),
    field<&Interview::form>("form", "Form"),
    field<&Interview::person>("person", "With"),
    field<&Interview::by>("by", "By"),
    field<&Interview::set>("set", "Question set"),
    notes_field<&Interview::notes>(),
};

constexpr FieldInfo answer_fields[] = {
    notes_field<&Answer::text>("text", "Answer", "In the customer's words."),
    account_field<&Answer::account>(),
    field<&Answer::question>("question", "Question", {.required = true}),
    field<&Answer::person>("person", "Said by"),
    field<&Answer::by>("by", "Written down by"),
    field<&Answer::date>("date", "Date"),
    field<&Answer::certainty>("certainty", "Certainty"),
    field<&Answer::interview>("interview", "Interview"),
    so_what_field<&Answer::so_what>(),
};

constexpr FieldInfo research_fields[] = {
    field<&Research::title>("title", "What happened", {.required = true, .searchable = true}),
    account_field<&Research::account>(),
    field<&Research::topic>("topic", "Topic"),
    field<&Research::date>("date", "Date", {.required = true}),
    field<&Research::source>(
        "source", "Source",
        {.help = "Where it says so: a report, an address, a person.", .searchable = true}),
    notes_field<&Research::detail>("detail", "Detail"),
    so_what_field<&Research::so_what>(),
    field<&Research::by>("by", "Found by"),
};

constexpr FieldInfo insight_fields[] = {
    field<&Insight::title>("title", "Title", {.required = true, .searchable = true}),
    account_field<&Insight::account>(),
    field<&Insight::type>("type", "Type", {.required = true}),
    field<&Insight::horizon>("horizon", "Horizon"),
    notes_field<&Insight::detail>("detail", "Detail"),
    field<&Insight::measure>(
        "measure", "Their measure",
        {.help = "The number by which they will judge it.", .searchable = true}),
    field<&Insight::due>("due", "By when"),
    field<&Insight::person>("person", "Whose it is"),
    field<&Insight::owner>("owner", "Followed by"),
    field<&Insight::certainty>("certainty", "Certainty"),
    field<&Insight::confirmed_by>("confirmed_by", "Confirmed by"),
    field<&Insight::confirmed_on>("confirmed_on", "Confirmed on"),
    field<&Insight::offering>("offering", "What of ours answers it"),
    field<&Insight::told_on>("told_on", "Told them on",
                             {.help = "When we told the customer what they had not seen."}),
    so_what_field<&Insight::so_what>(),
};

constexpr FieldInfo insight_link_fields[] = {
    field<&InsightLink::note>("note", "Note", {.privacy = Privacy::notes, .searchable = true}),
    account_field<&InsightLink::account>(),
    field<&InsightLink::from>("from", "From", {.required = true}),
    field<&InsightLink::to>("to", "To", {.required = true}),
    field<&InsightLink::relation>("relation", "Relation"),
};

constexpr FieldInfo competitor_fields[] = {
    field<&Competitor::name>("name", "Name", {.required = true, .searchable = true}),
    notes_field<&Competitor::strengths>("strengths", "Strengths"),
    notes_field<&Competitor::weaknesses>("weaknesses", "Weaknesses"),
    notes_field<&Competitor::notes>(),
};

constexpr FieldInfo foothold_fields[] = {
    field<&Foothold::what>("what", "What they hold", {.required = true, .searchable = true}),
    account_field<&Foothold::account>(),
    field<&Foothold::competitor>("competitor", "Competitor", {.required = true}),
    field<&Foothold::offering>("offering", "Our answer"),
    field<&Foothold::spend>("spend", "Spend a year"),
    field<&Foothold::until>("until", "Until"),
    field<&Foothold::threat>("threat", "Threat to us"),
    field<&Foothold::supporter>("supporter", "Who stands for them"),
    notes_field<&Foothold::approach>("approach", "How we win it"),
};

}  // namespace

template <>
constinit const KindInfo Described<QuestionSet>::info =
    kind_info<QuestionSet>("question_set", "Question set", "Question sets", question_set_fields);
template <>
constinit const KindInfo Described<Question>::info =
    kind_info<Question>("question", "Question", "Questions", question_fields);
template <>
constinit const KindInfo Described<Interview>::info =
    account_kind_info<Interview>("interview", "Interview", "Interviews", interview_fields);
template <>
constinit const KindInfo Described<Answer>::info =
    account_kind_info<Answer>("answer", "Answer", "Answers", answer_fields);
template <>
constinit const KindInfo Described<Research>::info =
    account_kind_info<Research>("research", "Research entry", "Research log", research_fields);
template <>
constinit const KindInfo Described<Insight>::info =
    account_kind_info<Insight>("insight", "Insight", "Insights", insight_fields);
template <>
constinit const KindInfo Described<InsightLink>::info = account_kind_info<InsightLink>(
    "insight_link", "Insight link", "Insight links", insight_link_fields);
template <>
constinit const KindInfo Described<Competitor>::info =
    kind_info<Competitor>("competitor", "Competitor", "Competitors", competitor_fields);
template <>
constinit const KindInfo Described<Foothold>::info = account_kind_info<Foothold>(
    "foothold", "Competitor's foothold", "Competitors' footholds", foothold_fields);

}  // namespace keyplan::model
