#include "ui/screens/account/people_map_card.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "core/model/display.h"
#include "core/model/input.h"

namespace keyplan::ui {

using model::Attitude;
using model::Id;
using model::Influence;
using model::Kind;
using model::Person;

namespace {

Tone tone_of(Attitude attitude) {
  switch (attitude) {
    case Attitude::against:
      return Tone::negative;
    case Attitude::neutral:
      return Tone::warning;
    case Attitude::in_favour:
    case Attitude::champion:
      return Tone::positive;
    case Attitude::unset:
      break;
  }
  return Tone::muted;
}

std::string attitude_word(Attitude attitude) {
  return attitude == Attitude::unset ? "attitude unknown"
                                     : lower_first(model::choice_label(attitude));
}

int power_of(model::Power power) {
  return power == model::Power::unset ? 1 : static_cast<int>(power);
}

/// Reporting lines have no record of their own; keys of records have their upper bits free.
std::uint64_t line_above(Id person) { return ~person.bits; }

constexpr float widest = 1100;  // base units, until trees go on below each other

}  // namespace

void PeopleMapCard::select(Id person) {
  map_.selected = person ? std::optional(person.bits) : std::nullopt;
  map_.reveal = map_.selected;
}

void PeopleMapCard::make(ScreenContext& in, Id account, const PeopleFacts& facts) {
  if (state_ == facts.state() && account_ == account) return;
  if (account_ != account) map_ = {};
  state_ = facts.state();
  account_ = account;
  nodes_.clear();
  edges_.clear();
  const auto people = facts.people();
  std::unordered_map<Id, int, model::IdHash> index;
  for (const PersonFacts& one : people)
    index.emplace(one.person->id, static_cast<int>(index.size()));
  std::vector<int> parents;
  std::vector<Extent> sizes;
  for (const PersonFacts& one : people) {
    const Person& data = one.person->data;
    DiagramNode node{.key = one.person->id.bits,
                     .title = name_of(in.plan, {Kind::person, one.person->id}),
                     .subtitle = data.job_title,
                     .tone = tone_of(data.attitude),
                     .tone_word = attitude_word(data.attitude),
                     .power = power_of(data.power)};
    const auto* owner = in.plan.find(data.owner);
    node.note = owner == nullptr ? "nobody of ours" : owner->data.name;
    if (data.role != model::DecisionRole::unset)
      node.badges.push_back(lower_first(model::choice_label(data.role)));
    if (!one.present) node.badges.push_back("left");
    node.size = diagram_node_size(node.power);
    const auto above = index.find(data.reports_to.id);
    parents.push_back(above == index.end() ? -1 : above->second);
    sizes.push_back(node.size);
    nodes_.push_back(std::move(node));
  }
  const std::vector<int> hung = rooted(parents);
  const std::vector<Point> places =
      tidy_tree(hung, sizes, {.siblings = 12, .cousins = 20, .levels = 56, .wrap = widest});
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    nodes_[i].place = places[i];
    if (hung[i] < 0) continue;
    const DiagramNode& above = nodes_[static_cast<std::size_t>(hung[i])];
    nodes_[i].relations = "Reports to " + above.title + ".";
    edges_.push_back(
        {.key = line_above(Id{nodes_[i].key}), .from = above.key, .to = nodes_[i].key});
  }
  for (const auto& line : in.plan.of_account<Influence>(account)) {
    const auto from = index.find(line.data.from.id);
    const auto to = index.find(line.data.to.id);
    if (from == index.end() || to == index.end()) continue;
    DiagramNode& influencer = nodes_[static_cast<std::size_t>(from->second)];
    if (!influencer.relations.empty()) influencer.relations += ' ';
    influencer.relations +=
        "Influences " + nodes_[static_cast<std::size_t>(to->second)].title + ".";
    edges_.push_back({.key = line.id.bits,
                      .from = line.data.from.id.bits,
                      .to = line.data.to.id.bits,
                      .style = EdgeStyle::influence,
                      .label = "influences",
                      .tone = Tone::accent});
  }
}

void PeopleMapCard::add_field(ScreenContext& in, Id account) {
  const auto row = in.ui.row();
  const auto* above = in.plan.find<Person>(selected());
  const std::string hint = above == nullptr ? "Add person" : "Add person below " + above->data.name;
  if (std::exchange(add_another_, false)) in.ui.focus_next();
  auto name =
      in.ui.text_field("Add person", "", {.placeholder = hint, .width = 300, .label_shown = false});
  if (name && !name->empty()) {
    auto person = new_record<Person>(in, account);
    person->data.name = std::move(*name);
    if (above != nullptr) person->data.reports_to = {above->id};
    map_.reveal = add_record(in, Kind::person, std::move(person)).bits;
    add_another_ = true;
    in.ui.request_frames();
  }
  if (above != nullptr &&
      in.ui.button("Select nobody", {.emphasis = Emphasis::quiet,
                                     .small = true,
                                     .description = "New people then report to nobody."})) {
    select({});
  }
}

/// As high as the picture is when it is fitted to the width, so that few people leave no hole.
float PeopleMapCard::height(const ScreenContext& in) const {
  constexpr float least = 300, most = 600, buttons = 72;
  float right = 1, bottom = 0;
  for (const DiagramNode& node : nodes_) {
    right = std::max(right, node.place.x + node.size.width);
    bottom = std::max(bottom, node.place.y + node.size.height);
  }
  const float zoom = std::min(1.0f, in.ui.width() / right);
  return std::clamp(bottom * zoom + buttons, least, most);
}

void PeopleMapCard::rehang(ScreenContext& in, const DiagramAnswer::Rehung& rehung) {
  const auto* person = in.plan.find<Person>(Id{rehung.node});
  if (person == nullptr) return;
  const Id onto = rehung.onto ? Id{*rehung.onto} : Id{};
  if (person->data.reports_to.id == onto) return;
  // What the picture cuts out of a circle in the file could close one here.
  std::size_t steps = 0;
  for (const auto* above = in.plan.find<Person>(onto); above != nullptr;
       above = in.plan.find(above->data.reports_to)) {
    if (above->id != person->id && ++steps <= nodes_.size()) continue;
    in.ui.announce(person->data.name + " cannot report to somebody below them.");
    return;
  }
  model::Edit edit("change who " + name_of(in.plan, {Kind::person, person->id}) + " reports to");
  edit.set<&Person::reports_to>(person->id, onto ? model::Value{onto} : model::Value{});
  in.edit(std::move(edit));
}

void PeopleMapCard::connect(ScreenContext& in, Id account, const DiagramAnswer::Connected& line) {
  for (const auto& known : in.plan.of_account<Influence>(account)) {
    if (known.data.from.id.bits == line.from && known.data.to.id.bits == line.to) {
      in.open({Kind::influence, known.id});
      return;
    }
  }
  auto influence = new_record<Influence>(in, account);
  influence->data.from = {Id{line.from}};
  influence->data.to = {Id{line.to}};
  add_record(in, Kind::influence, std::move(influence));
}

void PeopleMapCard::frame(ScreenContext& in, Id account, const PeopleFacts& facts) {
  make(in, account, facts);
  const auto card = in.ui.card("Who decides, who influences", facts.summary());
  add_field(in, account);
  const DiagramAnswer answer =
      diagram(in.ui, "People map", nodes_, edges_, map_,
              {.summary = "Lines say who reports to whom, dashed ones who influences whom. The "
                          "border is the attitude, the size the power.",
               .height = height(in),
               .can_rehang = true,
               .can_connect = true,
               .empty = "Nobody yet. Type the name of somebody who decides here.",
               .subtitle_head = "Job title",
               .note_head = "Our contact"});
  if (answer.opened) in.open({Kind::person, Id{*answer.opened}});
  if (answer.pressed_edge && in.plan.find<Influence>(Id{*answer.pressed_edge}) != nullptr)
    in.open({Kind::influence, Id{*answer.pressed_edge}});
  if (answer.rehung) rehang(in, *answer.rehung);
  if (answer.connected) connect(in, account, *answer.connected);
}

bool PeopleMapCard::picture(ScreenContext& in, Id account, const PeopleFacts& facts, float height) {
  make(in, account, facts);
  const auto card = in.ui.card("People", facts.summary());
  if (nodes_.empty()) return in.ui.empty_state("Nobody yet. Who decides here?", "Add people");
  const DiagramAnswer answer =
      diagram(in.ui, "People", nodes_, edges_, map_,
              {.summary = "Who reports to whom. The border is the attitude, the size the power.",
               .height = height,
               .can_be_table = false,
               .subtitle_head = "Job title",
               .note_head = "Our contact"});
  if (answer.opened) in.open({Kind::person, Id{*answer.opened}});
  return in.ui.link("Open the people map");
}

}  // namespace keyplan::ui
