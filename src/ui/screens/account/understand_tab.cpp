#include "ui/screens/account/understand_tab.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "core/model/display.h"
#include "core/model/order.h"
#include "core/share/library.h"
#include "ui/screens/record_form.h"

namespace keyplan::ui {

using model::Answer;
using model::Id;
using model::Insight;
using model::InsightLink;
using model::InsightType;
using model::Kind;
using model::QuestionPurpose;
using model::QuestionSet;
using model::RecordBase;

namespace {

bool is_asked_of_everybody(QuestionPurpose purpose) {
  return purpose == QuestionPurpose::standing || purpose == QuestionPurpose::position;
}

/// The latest answer to a question.
const model::Record<Answer>* answer_to(const model::Plan& plan, Id account, Id question) {
  const model::Record<Answer>* latest = nullptr;
  for (const auto& answer : plan.of_account<Answer>(account)) {
    if (answer.data.question.id != question) continue;
    if (latest == nullptr ||
        std::pair(answer.data.date, answer.id) > std::pair(latest->data.date, latest->id))
      latest = &answer;
  }
  return latest;
}

/// Column of the insight map, from what moves the customer to what answers it.
int map_column(InsightType type) {
  switch (type) {
    case InsightType::pressure:
      return 0;
    case InsightType::unset:
    case InsightType::goal:
      return 1;
    case InsightType::initiative:
      return 2;
    case InsightType::obstacle:
    case InsightType::unseen_problem:
      return 3;
    case InsightType::unseen_opportunity:
    case InsightType::solution:
      break;
  }
  return 4;
}

Tone tone_of(model::Certainty certainty) {
  switch (certainty) {
    case model::Certainty::confirmed:
      return Tone::positive;
    case model::Certainty::said:
      return Tone::accent;
    case model::Certainty::unset:
    case model::Certainty::assumed:
      break;
  }
  return Tone::warning;
}

std::string_view certainty_word(model::Certainty certainty) {
  return certainty == model::Certainty::unset ? "Assumed" : model::choice_label(certainty);
}

EdgeStyle style_of(model::InsightRelation relation) {
  return relation == model::InsightRelation::blocks ? EdgeStyle::coverage : EdgeStyle::influence;
}

}  // namespace

UnderstandTab::UnderstandTab()
    : insights_(Kind::insight,
                {.title = "Goals, pressures, initiatives, obstacles",
                 .note = "of the customer; each of them asks: so what?",
                 .add = "Add insight",
                 .empty = "Nothing noted yet. What does the customer want to achieve this year?"},
                {{.field = "title", .flex = 3},
                 {.field = "type", .width = 130},
                 {.field = "measure", .flex = 1, .priority = 5},
                 {.field = "due", .width = 116, .priority = 3},
                 {.field = "person", .flex = 1, .priority = 2},
                 {.field = "offering", .flex = 1, .priority = 1},
                 {.field = "certainty", .width = 140, .priority = 4},
                 {.field = "so_what", .flex = 1}}),
      research_(Kind::research,
                {.title = "Research log",
                 .note = "capital, initiatives, trends, people",
                 .add = "Add research entry",
                 .empty = "Nothing yet. What changed at the customer lately?"},
                {{.field = "title", .flex = 2},
                 {.field = "topic", .width = 110, .priority = 1},
                 {.field = "date", .width = 116},
                 {.field = "source", .flex = 1, .priority = 2},
                 {.field = "so_what", .flex = 2}}),
      interviews_(Kind::interview,
                  {.title = "Interviews",
                   .note = "with people who are there, and with those who left us",
                   .add = "Add interview",
                   .empty = "No interviews yet."},
                  {{.field = "title", .flex = 2},
                   {.field = "form", .width = 180, .priority = 1},
                   {.field = "date", .width = 116},
                   {.field = "person", .flex = 1},
                   {.field = "by", .flex = 1, .priority = 2},
                   {.field = "set", .flex = 1, .priority = 3}}),
      footholds_(Kind::foothold,
                 {.title = "Competitors",
                  .note = "what they hold here, and until when",
                  .add = "Add foothold",
                  .empty = "No competitors noted. Who else could fill a gap here?"},
                 {{.field = "what", .flex = 2},
                  {.field = "competitor", .flex = 1},
                  {.field = "spend", .width = 120},
                  {.field = "until", .width = 116},
                  {.field = "threat", .width = 100, .priority = 1},
                  {.field = "offering", .flex = 1, .priority = 2}}) {}

// Questions
// -------------------------------------------------------------------------------------------

void UnderstandTab::collect(ScreenContext& in, const model::Record<model::Account>& account) {
  if (made_for_.holds(in, account.id)) return;
  sets_.clear();
  std::vector<Id> by_template;
  for (const auto& item : in.plan.table<model::TemplateItem>()) {
    if (item.data.plan_template == account.data.plan_template && item.data.set)
      by_template.push_back(item.data.set.id);
  }
  std::unordered_map<Id, std::vector<const RecordBase*>, model::IdHash> questions;
  std::vector<const RecordBase*> sets;
  const auto collect_from = [&](const model::Plan& from, const model::Record<QuestionSet>& set) {
    std::vector<const RecordBase*>& own = questions[set.id];
    for (const auto& question : from.table<model::Question>())
      if (question.data.set.id == set.id) own.push_back(&question);
    const bool any_answer = std::ranges::any_of(own, [&](const RecordBase* question) {
      return answer_to(in.plan, account.id, question->id) != nullptr;
    });
    if (any_answer || is_asked_of_everybody(set.data.purpose) ||
        std::ranges::contains(by_template, set.id))
      sets.push_back(&set);
  };
  for (const auto& set : in.plan.table<QuestionSet>()) collect_from(in.plan, set);
  // What the plan has taken nothing of yet is asked from the library all the same.
  for (const auto& set : in.library().table<QuestionSet>()) {
    const bool own = std::ranges::any_of(in.plan.table<QuestionSet>(), [&](const auto& other) {
      return other.data.purpose == set.data.purpose;
    });
    if (!own && in.plan.find_any({Kind::question_set, set.id}) == nullptr)
      collect_from(in.library(), set);
  }
  model::sort_by_order(Kind::question_set, sets);
  for (const RecordBase* set : sets) {
    const bool taken = in.plan.find({Kind::question_set, set->id}) != nullptr;
    const model::Plan& from = taken ? in.plan : in.library();
    Asked asked{
        .from = &from, .set = set->id, .name = name_of(from, {Kind::question_set, set->id})};
    model::sort_by_order(Kind::question, questions[set->id]);
    for (const RecordBase* question : questions[set->id]) {
      asked.questions.push_back(question->id);
      const auto* answer = answer_to(in.plan, account.id, question->id);
      if (answer != nullptr && !answer->data.text.empty()) ++asked.answered;
    }
    sets_.push_back(std::move(asked));
  }
  shown_set_ = std::min(shown_set_, sets_.empty() ? 0 : sets_.size() - 1);
}

void UnderstandTab::question(ScreenContext& in, const Asked& set, Id question, Id account) {
  const auto id = in.ui.id(question.bits);
  const std::string text = name_of(*set.from, {Kind::question, question});
  const auto* answer = answer_to(in.plan, account, question);
  in.ui.strong(text);
  if (answer != nullptr) {
    const model::RecordKey key{Kind::answer, answer->id};
    record_field<&Answer::text>(in, answer->id, FieldLook::in_place);
    const auto row = in.ui.row();
    record_field<&Answer::person>(in, answer->id, FieldLook::in_place);
    record_field<&Answer::certainty>(in, answer->id, FieldLook::in_place);
    const std::string told = "Open the answer to " + text;
    if (in.ui.button("Open", {.emphasis = Emphasis::quiet, .small = true, .name = told}))
      in.open(key);
    record_field<&Answer::date>(in, answer->id, FieldLook::in_place);
  } else {
    const std::string told = "Answer to: " + text;
    auto entered = in.ui.text_field("Answer", "",
                                    {.look = FieldLook::in_place,
                                     .placeholder = "Not answered yet. Write what they say.",
                                     .lines = 3,
                                     .style = TextStyle::small,
                                     .name = told});
    if (entered && !entered->empty()) {
      model::Edit edit("answer a question");
      const std::vector<model::RecordKey> needed =
          share::with_parts(*set.from, {Kind::question_set, set.set});
      share::add_from_library(edit, in.plan, *set.from, needed);
      edit.add(in.new_id(), Answer{.text = std::move(*entered),
                                   .account = {account},
                                   .question = {question},
                                   .date = in.today});
      in.edit(std::move(edit));
    }
  }
  in.ui.line();
}

void UnderstandTab::questions(ScreenContext& in, Id account) {
  std::size_t asked = 0;
  std::size_t answered = 0;
  for (const Asked& set : sets_) {
    asked += set.questions.size();
    answered += set.answered;
  }
  const auto count = [](std::size_t n) { return model::count_text(static_cast<std::int64_t>(n)); };
  const std::string note = count(answered) + " of " + count(asked) + " answered";
  const auto card = in.ui.card("In the customer\u2019s words", note);
  if (sets_.empty()) {
    in.ui.muted("There are no question sets. Templates brings them.");
    return;
  }
  if (sets_.size() > 1) {
    std::vector<std::string> names;
    for (const Asked& set : sets_)
      names.push_back(set.name + " " + count(set.answered) + "/" + count(set.questions.size()));
    const std::vector<std::string_view> shown(names.begin(), names.end());
    if (const auto chosen =
            in.ui.chips_or_list("Question set", shown, static_cast<int>(shown_set_)))
      shown_set_ = static_cast<std::size_t>(*chosen);
    in.ui.space(4);
  }
  const Asked& set = sets_[shown_set_];
  for (const Id id : set.questions) question(in, set, id, account);
}

// Insight map
// -----------------------------------------------------------------------------------------

void UnderstandTab::make_map(ScreenContext& in, Id account) {
  if (map_made_for_.holds(in, account)) return;
  if (map_made_for_.is_other_account()) map_ = {};
  nodes_.clear();
  edges_.clear();
  std::vector<int> columns;
  std::vector<Extent> sizes;
  std::unordered_map<Id, std::uint32_t, model::IdHash> index;
  for (const auto& insight : in.plan.of_account<Insight>(account)) {
    const Insight& data = insight.data;
    DiagramNode node{
        .key = insight.id.bits,
        .title = name_of(in.plan, {Kind::insight, insight.id}),
        .subtitle = std::string(data.type == InsightType::unset ? "Type not set"
                                                                : model::choice_label(data.type)),
        .tone = tone_of(data.certainty),
        .tone_word = std::string(certainty_word(data.certainty))};
    if (const auto* owner = in.plan.find(data.owner)) node.note = owner->data.name;
    if (data.so_what.empty()) node.badges.push_back("so what?");
    node.size = diagram_node_size(2);
    index.emplace(insight.id, static_cast<std::uint32_t>(nodes_.size()));
    columns.push_back(map_column(data.type));
    sizes.push_back(node.size);
    nodes_.push_back(std::move(node));
  }
  std::vector<LayerEdge> layers;
  for (const auto& link : in.plan.of_account<InsightLink>(account)) {
    const auto from = index.find(link.data.from.id);
    const auto to = index.find(link.data.to.id);
    if (from == index.end() || to == index.end()) continue;
    const auto relation = link.data.relation == model::InsightRelation::unset
                              ? model::InsightRelation::leads_to
                              : link.data.relation;
    layers.push_back({static_cast<int>(from->second), static_cast<int>(to->second)});
    edges_.push_back({.key = link.id.bits,
                      .from = link.data.from.id.bits,
                      .to = link.data.to.id.bits,
                      .style = style_of(relation),
                      .label = lower_first(model::choice_label(relation)),
                      .tone = relation == model::InsightRelation::blocks   ? Tone::negative
                              : relation == model::InsightRelation::solves ? Tone::positive
                                                                           : Tone::muted});
  }
  const std::vector<Point> places = layered(columns, layers, sizes);
  for (std::size_t i = 0; i < nodes_.size(); ++i) nodes_[i].place = places[i];
}

void UnderstandTab::insight_map(ScreenContext& in, Id account) {
  make_map(in, account);
  const auto card = in.ui.card("Insight map", "from what moves them to what answers it");
  {
    const auto row = in.ui.row();
    static constexpr auto types = model::choices_of<InsightType>;
    std::array<std::string_view, std::size(model::insight_type_choices)> labels;
    std::ranges::transform(types, labels.begin(), &model::ChoiceInfo::label);
    if (const auto type = in.ui.select("Type", labels, added_type_, {.width = 150}))
      added_type_ = *type;
    auto title = in.ui.text_field("Add to the map", "",
                                  {.placeholder = "Type a title and press Enter", .width = 320});
    if (title && !title->empty()) {
      auto insight = new_record<Insight>(in, account);
      insight->data.title = std::move(*title);
      insight->data.type = static_cast<InsightType>(added_type_);
      map_.reveal = add_record(in, Kind::insight, std::move(insight)).bits;
    }
  }
  const DiagramAnswer answer = diagram(
      in.ui, "Insight map", nodes_, edges_, map_,
      {.summary = "Pressures at the left, then goals, initiatives, obstacles, and what answers "
                  "them at the right.",
       .height = 420,
       .can_connect = true,
       .empty = "Nothing on the map yet. Add a goal of the customer.",
       .title_head = "Insight",
       .subtitle_head = "Type",
       .tone_head = "Certainty",
       .note_head = "Followed by"});
  if (answer.opened) in.open({Kind::insight, Id{*answer.opened}});
  if (answer.pressed_edge) in.open({Kind::insight_link, Id{*answer.pressed_edge}});
  if (answer.connected) {
    auto link = new_record<InsightLink>(in, account);
    link->data.from = {Id{answer.connected->from}};
    link->data.to = {Id{answer.connected->to}};
    add_record(in, Kind::insight_link, std::move(link));
  }
}

void UnderstandTab::frame(ScreenContext& in, const model::Record<model::Account>& account) {
  collect(in, account);
  {
    auto columns = in.ui.columns({2, 3}, {.min_width = 380});
    columns.next();
    questions(in, account.id);
    columns.next();
    insight_map(in, account.id);
    research_.frame(in, account.id);
  }
  insights_.frame(
      in, account.id,
      {.variant = 1, .keep = [](const RecordBase& record) {
         return !analysis::is_unseen(static_cast<const model::Record<Insight>&>(record).data.type);
       }});
  unseen_.frame(in, account.id);
  footholds_.frame(in, account.id);
  interviews_.frame(in, account.id);
}

}  // namespace keyplan::ui
