#include "ui/screens/account/problems_card.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/model/display.h"
#include "core/model/order.h"
#include "core/sorting/sort.h"
#include "ui/screens/record_form.h"

namespace keyplan::ui {

using model::CauseCategory;
using model::Id;
using model::Kind;
using model::Problem;
using model::ProblemStatus;
using model::RecordBase;

namespace {

/// Deeper chains than anybody asks; a circle of causes ends here as well.
constexpr int deepest = 12;
constexpr std::size_t longest_chain = 40;

std::string action_title(const std::string& cause) { return "Remove the cause: " + cause; }

}  // namespace

const ProblemsCard::Causes& ProblemsCard::below(Id cause) const {
  static const Causes none;
  const auto found = below_.find(cause);
  return found == below_.end() ? none : found->second;
}

int ProblemsCard::height(Id cause, int depth) const {
  int most = 0;
  if (depth < deepest)
    for (const RecordBase* next : below(cause)) most = std::max(most, height(next->id, depth + 1));
  return most + 1;
}

FishboneCause ProblemsCard::bone(const RecordBase& record, int depth) const {
  const auto& cause = static_cast<const Cause&>(record);
  FishboneCause bone{.key = cause.id.bits, .text = cause.data.text};
  if (cause.data.text.empty()) bone.text = "Untitled cause";
  if (cause.data.root) {
    bone.tone = Tone::negative;
    bone.tone_word = "root cause";
  }
  if (depth < deepest)
    for (const RecordBase* next : below(cause.id))
      bone.below.push_back(this->bone(*next, depth + 1));
  return bone;
}

/// All eight categories where there is room, so that none is forgotten; those without a cause give
/// way first.
void ProblemsCard::make_bones() {
  categories_.clear();
  unshown_.clear();
  std::array<std::vector<FishboneCause>, std::size(model::cause_category_choices)> causes;
  for (const RecordBase* cause : below(Id{})) {
    const auto category = static_cast<std::size_t>(static_cast<const Cause*>(cause)->data.category);
    causes[category].push_back(bone(*cause, 1));
  }
  const auto full = static_cast<std::size_t>(
      std::ranges::count_if(causes, [](const auto& own) { return !own.empty(); }));
  // In base units: what six or eight bones and the head need to be read.
  constexpr float wide = 1340;
  constexpr float middle = 860;
  constexpr float eight = 800;
  beside_ = made_width_ >= wide || (made_width_ >= middle && full <= 6);
  const float bones_width = beside_ ? made_width_ * 5 / 8 : made_width_;
  const std::size_t most = bones_width >= eight ? 8 : 6;
  std::size_t room = most - std::min(most, full);
  for (std::size_t i = 1; i <= causes.size(); ++i) {
    const std::size_t category = i % causes.size();  // others come last
    if (causes[category].empty()) {
      if (category == 0) continue;
      if (room == 0) {
        unshown_.push_back(category);
        continue;
      }
      --room;
    }
    categories_.push_back({.key = category,
                           .name = std::string(model::cause_category_choices[category].label),
                           .causes = std::move(causes[category])});
  }
}

/// The causes below the first one, each after the one it explains.
void ProblemsCard::make_chain() {
  const Causes& first = below(Id{});
  chain_names_.clear();
  for (const RecordBase* cause : first)
    chain_names_.push_back(static_cast<const Cause*>(cause)->data.text);
  chain_labels_.assign(chain_names_.begin(), chain_names_.end());
  if (!std::ranges::contains(first, chain_, &RecordBase::id)) {
    chain_ = {};
    int longest = 0;
    for (const RecordBase* cause : first) {
      const int own = height(cause->id, 1);
      if (own <= longest) continue;
      longest = own;
      chain_ = cause->id;
    }
  }
  links_.clear();
  const auto walk = [&](auto&& self, const RecordBase& cause, int why) -> void {
    if (why > deepest || links_.size() == longest_chain) return;
    links_.push_back({static_cast<const Cause*>(&cause), why});
    for (const RecordBase* next : below(cause.id)) self(self, *next, why + 1);
  };
  for (const RecordBase* cause : first)
    if (cause->id == chain_) walk(walk, *cause, 1);
  const bool asks_for_one_of_them =
      std::ranges::contains(links_, asking_, [](const Link& link) { return link.cause->id; });
  if (!asks_here_ || !asks_for_one_of_them) {
    asks_here_ = false;
    const auto last = std::ranges::max_element(links_, {}, &Link::why);
    asking_ = last == links_.end() ? Id{} : last->cause->id;
  }
}

void ProblemsCard::make(const ScreenContext& in, Id account) {
  const bool holds = made_for_.holds(in, account);
  if (holds && made_problem_ == problem_ && made_width_ == in.ui.width()) return;
  made_width_ = in.ui.width();
  if (account_ != account) {
    problem_ = {};
    adding_to_.reset();
  }
  account_ = account;
  problems_.clear();
  names_.clear();
  for (const auto& problem : in.plan.of_account<Problem>(account)) problems_.push_back(&problem);
  // What still hurts comes first.
  keyplan::sort(problems_, {},
                [](const auto* problem) { return problem->data.status == ProblemStatus::solved; });
  for (const auto* problem : problems_)
    names_.push_back(name_of(in.plan, {Kind::problem, problem->id}));
  labels_.assign(names_.begin(), names_.end());
  if (!std::ranges::contains(problems_, problem_, [](const auto* problem) { return problem->id; }))
    problem_ = problems_.empty() ? Id{} : problems_.front()->id;
  made_problem_ = problem_;
  below_.clear();
  std::unordered_map<Id, bool, model::IdHash> own;
  for (const auto& cause : in.plan.of_account<model::Cause>(account))
    if (cause.data.problem.id == problem_) own.emplace(cause.id, true);
  for (const auto& cause : in.plan.of_account<model::Cause>(account)) {
    if (!own.contains(cause.id)) continue;
    // One whose cause is gone stands at the problem itself.
    const Id above = own.contains(cause.data.why_of.id) ? cause.data.why_of.id : Id{};
    below_[above].push_back(&cause);
  }
  for (auto& [above, causes] : below_) model::sort_by_order(Kind::cause, causes);
  make_bones();
  make_chain();
  actions_ = actions_by_title(in.plan, account);
}

void ProblemsCard::add_cause(ScreenContext& in, Id account, model::Cause cause) {
  auto made = new_record<model::Cause>(in, account);
  cause.account = {account};
  cause.problem = {problem_};
  cause.ord = made->data.ord;
  made->data = std::move(cause);
  add_record(in, Kind::cause, std::move(made));
}

void ProblemsCard::choose(ScreenContext& in, Id account) {
  {
    const auto row = in.ui.row();
    if (!problems_.empty()) {
      const auto at = std::ranges::find(problems_, problem_, [](const auto* p) { return p->id; });
      if (const auto chosen = in.ui.select(
              "Problem", labels_, static_cast<int>(at - problems_.begin()), {.width = 420})) {
        problem_ = problems_[static_cast<std::size_t>(*chosen)]->id;
        chain_ = {};
        adding_to_.reset();
        in.ui.request_frames();
      }
    }
    if (auto title = add_problem_.frame(
            in, {.label = "Add problem", .placeholder = "Add problem: what goes wrong?"})) {
      auto problem = new_record<Problem>(in, account);
      problem->data.title = std::move(*title);
      problem->data.date = in.today;
      problem_ = add_record(in, Kind::problem, std::move(problem));
    }
  }
  if (in.plan.find<Problem>(problem_) == nullptr) return;
  const auto row = in.ui.row({.gap = 16});
  record_field<&Problem::status>(in, problem_, FieldLook::in_place);
  record_field<&Problem::owner>(in, problem_, FieldLook::in_place);
  open_button(in, {Kind::problem, problem_}, name_of(in.plan, {Kind::problem, problem_}));
  record_field<&Problem::date>(in, problem_, FieldLook::in_place);
}

void ProblemsCard::bones(ScreenContext& in, Id account) {
  const std::string effect = name_of(in.plan, {Kind::problem, problem_});
  const FishboneAnswer answer =
      fishbone(in.ui, "Causes", effect, categories_,
               {.summary = "Causes of the problem by category. Press a category to add a cause.",
                .can_add = true});
  if (answer.pressed_cause) in.open({Kind::cause, Id{*answer.pressed_cause}});
  if (answer.pressed_category) {
    adding_to_ = static_cast<CauseCategory>(*answer.pressed_category);
    focus_adding_ = true;
  }
  if (!unshown_.empty()) {
    const auto row = in.ui.row();
    in.ui.muted("No cause yet in");
    for (const std::size_t category : unshown_) {
      const std::string_view label = model::cause_category_choices[category].label;
      const std::string told = "Cause in " + lower_first(label);
      if (!in.ui.button(label, {.emphasis = Emphasis::quiet, .small = true, .name = told}))
        continue;
      adding_to_ = static_cast<CauseCategory>(category);
      focus_adding_ = true;
    }
  }
  if (!adding_to_) {
    in.ui.muted("Press a category to add a cause to it.");
    return;
  }
  const std::string label = "Add cause to " + lower_first(model::choice_label(*adding_to_));
  if (std::exchange(focus_adding_, false)) in.ui.focus_next();
  if (auto text = add_to_category_.frame(in, {.label = label, .width = 0}))
    add_cause(in, account, {.text = std::move(*text), .category = *adding_to_});
}

void ProblemsCard::why(ScreenContext& in, Id account, const Link& link) {
  const Cause& cause = *link.cause;
  const auto id = in.ui.id(cause.id.bits);
  const std::string name = name_of(in.plan, {Kind::cause, cause.id});
  {
    const auto row = in.ui.row();
    in.ui.badge(std::to_string(link.why), cause.data.root ? Tone::negative : Tone::accent);
    if (cause.data.root) in.ui.badge("Root cause", Tone::negative);
    record_field<&model::Cause::text>(in, cause.id, FieldLook::in_place);
  }
  {
    const auto row = in.ui.row({.gap = 14});
    const std::string why_told = "Why? Of " + name;
    const bool asked = cause.id == asking_;
    if (!asked &&
        in.ui.button("Why?", {.emphasis = Emphasis::quiet, .small = true, .name = why_told})) {
      asking_ = cause.id;
      asks_here_ = true;
      in.ui.request_frames();
    }
    const std::string_view label = cause.data.root ? "Not the root" : "Root cause";
    const std::string told =
        std::string(cause.data.root ? "Not the root: " : "Root cause: ") + name;
    if (in.ui.button(label, {.emphasis = Emphasis::quiet, .small = true, .name = told})) {
      model::Edit edit((cause.data.root ? "unmark the root cause " : "mark the root cause ") +
                       name);
      edit.set<&model::Cause::root>(cause.id,
                                    cause.data.root ? model::Value{} : model::Value{true});
      in.edit(std::move(edit));
    }
    const std::string title = action_title(cause.data.text);
    if (const auto action = actions_.find(title); action != actions_.end()) {
      const std::string action_told = "Action against " + name;
      if (in.ui.button("Has an action",
                       {.emphasis = Emphasis::quiet, .small = true, .name = action_told}))
        in.open({Kind::action, action->second});
    } else if (cause.data.root) {
      const std::string turn_told = "Turn into action: " + name;
      if (in.ui.button("Turn into action", {.small = true, .name = turn_told})) {
        auto made = action_for(in, account, title);
        made->id = in.new_id();
        if (const auto* problem = in.plan.find<Problem>(problem_)) {
          made->data.owner = problem->data.owner;
          made->data.notes = problem->data.title;
        }
        model::Edit edit("turn " + name + " into an action");
        edit.add(Kind::action, std::move(made));
        in.edit(std::move(edit));
      }
    }
    open_button(in, {Kind::cause, cause.id}, name);
  }
  in.ui.line();
}

void ProblemsCard::whys(ScreenContext& in, Id account) {
  in.ui.heading("Five whys", 3, TextStyle::strong);
  if (chain_labels_.size() > 1) {
    const Causes& first = below(Id{});
    const auto at = std::ranges::find(first, chain_, &RecordBase::id);
    if (const auto chosen = in.ui.select("Begin with", chain_labels_,
                                         static_cast<int>(at - first.begin()), {.width = 320})) {
      chain_ = first[static_cast<std::size_t>(*chosen)]->id;
      asks_here_ = false;
      make_chain();
      in.ui.request_frames();
    }
  }
  for (const Link& link : links_) why(in, account, link);
  const auto* above = in.plan.find<model::Cause>(asking_);
  const std::string question =
      "Why: " +
      (above != nullptr ? above->data.text : name_of(in.plan, {Kind::problem, problem_})) + "?";
  in.ui.muted(question);
  if (auto text = add_why_.frame(
          in, {.label = "Why?", .placeholder = "Because: type a cause, press Enter", .width = 0})) {
    asks_here_ = false;
    add_cause(in, account,
              {.text = std::move(*text),
               .why_of = {above != nullptr ? asking_ : Id{}},
               .category = above != nullptr ? above->data.category : CauseCategory::unset});
  }
}

void ProblemsCard::frame(ScreenContext& in, Id account) {
  const auto card = in.ui.card("Problems and their causes", "ask why until it can be mended");
  make(in, account);
  choose(in, account);
  if (in.plan.find<Problem>(problem_) == nullptr) {
    in.ui.muted("No problem noted. What goes wrong at the customer, as somebody there sees it?");
    return;
  }
  record_field<&Problem::impact>(in, problem_, FieldLook::in_place);
  in.ui.space(4);
  if (!beside_) {
    bones(in, account);
    in.ui.space();
    return whys(in, account);
  }
  auto columns = in.ui.columns({5, 3}, {.min_width = 300});
  columns.next();
  bones(in, account);
  columns.next();
  whys(in, account);
}

}  // namespace keyplan::ui
