#include "ui/screens/account/pdca_card.h"

#include <utility>
#include <vector>

#include "core/model/display.h"
#include "core/sorting/sort.h"
#include "ui/screens/record_form.h"

namespace keyplan::ui {

using model::Id;
using model::Kind;
using model::PdcaCycle;
using model::PdcaStage;
using model::Record;

namespace {

constexpr std::size_t few_cycles = 12;

PdcaStage stage_of(const PdcaCycle& cycle) {
  return cycle.stage == PdcaStage::unset ? PdcaStage::plan : cycle.stage;
}

}  // namespace

void PdcaCard::cycle(ScreenContext& in, const Record<PdcaCycle>& cycle) {
  const Id id = cycle.id;
  const std::string name = name_of(in.plan, {Kind::pdca, id});
  const PdcaStage stage = stage_of(cycle.data);
  const auto card = in.ui.card(name, model::choice_label(stage));
  const auto scope = in.ui.id(id.bits);
  {
    auto columns = in.ui.columns(4, {.min_width = 170});
    const auto column = [&](std::string_view head, PdcaStage of, std::uint16_t field) {
      columns.next();
      {
        const auto row = in.ui.row();
        in.ui.strong(head);
        if (of == stage) in.ui.badge("Now", Tone::accent);
      }
      record_field(in, {Kind::pdca, id}, field, FieldLook::in_place);
    };
    column("Plan", PdcaStage::plan, model::field_index<&PdcaCycle::planned>());
    column("Do", PdcaStage::perform, model::field_index<&PdcaCycle::performed>());
    column("Check", PdcaStage::check, model::field_index<&PdcaCycle::learned>());
    column("Adjust", PdcaStage::adjust, model::field_index<&PdcaCycle::adjusted>());
  }
  const auto row = in.ui.row();
  if (stage != PdcaStage::standard) {
    const auto next = static_cast<PdcaStage>(static_cast<std::uint8_t>(stage) + 1);
    const std::string label = next == PdcaStage::standard
                                  ? std::string("Make it standard")
                                  : "On to " + lower_first(model::choice_label(next));
    const std::string told = label + ": " + name;
    if (in.ui.button(label, {.small = true, .name = told})) {
      model::Edit edit("take " + name + " on to " + lower_first(model::choice_label(next)));
      edit.set<&PdcaCycle::stage>(id, model::Choice{static_cast<std::uint8_t>(next)});
      in.edit(std::move(edit));
    }
  } else {
    const std::string told = "Start again: " + name;
    if (in.ui.button("Start again", {.small = true, .name = told})) {
      model::Edit edit("start " + name + " again");
      edit.set<&PdcaCycle::stage>(id, model::Choice{static_cast<std::uint8_t>(PdcaStage::plan)});
      in.edit(std::move(edit));
    }
  }
  if (const auto* owner = in.plan.find(cycle.data.owner)) in.ui.muted(owner->data.name);
  if (const auto* goal = in.plan.find(cycle.data.goal)) in.ui.muted("for " + goal->data.title);
  const std::string told = "Open " + name;
  if (in.ui.button("Open", {.emphasis = Emphasis::quiet, .small = true, .name = told}))
    in.open({Kind::pdca, id});
}

void PdcaCard::frame(ScreenContext& in, Id account) {
  std::vector<const Record<PdcaCycle>*> cycles;
  for (const auto& each : in.plan.of_account<PdcaCycle>(account)) cycles.push_back(&each);
  // What is still going on first, then the latest.
  keyplan::sort(cycles, [](const auto* a, const auto* b) {
    const bool a_ended = a->data.stage == PdcaStage::standard;
    const bool b_ended = b->data.stage == PdcaStage::standard;
    if (a_ended != b_ended) return b_ended;
    return a->data.started != b->data.started ? a->data.started > b->data.started : a->id < b->id;
  });
  {
    const auto card = in.ui.card("Plan, do, check, adjust", "small trials, and what they teach");
    if (cycles.empty()) in.ui.muted("Nothing is being tried out. What could work better?");
    if (std::exchange(add_another_, false)) in.ui.focus_next();
    auto title = in.ui.text_field(
        "Add cycle", "",
        {.placeholder = "Add cycle: what do you try?", .width = 360, .label_shown = false});
    if (title && !title->empty()) {
      auto record = new_record<PdcaCycle>(in, account);
      record->data.title = std::move(*title);
      record->data.started = in.today;
      add_record(in, Kind::pdca, std::move(record));
      add_another_ = true;
      in.ui.request_frames();
    }
  }
  for (std::size_t i = 0; i < cycles.size() && (all_ || i < few_cycles); ++i) cycle(in, *cycles[i]);
  if (!all_ && cycles.size() > few_cycles && in.ui.button("Show all cycles")) all_ = true;
}

}  // namespace keyplan::ui
