#include "ui/screens/record_form.h"

#include <algorithm>

#include "core/analysis/branches.h"
#include "core/model/display.h"
#include "core/model/input.h"
#include "ui/screens/action_status.h"
#include "ui/screens/share_screen.h"

namespace keyplan::ui {
namespace {

using model::FieldInfo;
using model::FieldType;
using model::RecordKey;
using model::Value;

struct FieldEditor {
  ScreenContext& in;
  RecordKey key;
  std::uint16_t index;
  const FieldInfo& info;
  Value value;
  FieldLook look;
  Align align;
  std::string told;      // "Revenue goal of Northern region"
  std::string conflict;  // what others wrote while this value was written; "" = nothing
  bool one_line = false;
  const model::RecordBase* draft = nullptr;  // to be added with the value

  bool commit(Value next) const {
    if (next == value) return false;
    if (key.kind == model::Kind::account &&
        index == model::field_index<&model::Account::parent>() && !model::is_empty(next)) {
      std::string why = analysis::why_not_below(in.plan, key.id, std::get<model::Id>(next));
      if (!why.empty()) {
        in.said = std::move(why);
        return false;
      }
    }
    if (key.kind == model::Kind::action && index == model::field_index<&model::Action::status>()) {
      return commit_status(next);
    }
    model::Edit edit(draft != nullptr
                         ? "add " + lower_first(model::info(key.kind).label)
                         : "change " + lower_first(info.label) + " of " + name_of(in.plan, key));
    if (draft != nullptr) edit.add(key.kind, model::clone(key.kind, *draft));
    edit.set(key, index, std::move(next));
    in.edit(std::move(edit));
    return true;
  }

  /// More than the status changes with it: the day, and the next one of what repeats.
  bool commit_status(const Value& next) const {
    const auto* action = in.plan.find<model::Action>(key.id);
    if (action == nullptr) return false;
    const auto* choice = std::get_if<model::Choice>(&next);
    const std::uint8_t status = choice == nullptr ? std::uint8_t{0} : choice->index;
    in.edit(status_edit(in, *action, static_cast<model::ActionStatus>(status)));
    return true;
  }

  /// Answers the index of another choice.
  std::optional<std::uint8_t> pick(int current, float width = 0) const {
    std::vector<std::string_view> labels;
    for (const model::ChoiceInfo& c : info.choices) labels.push_back(c.label);
    const auto chosen = in.ui.select(
        info.label, labels, current,
        {.look = look, .unset = current == 0, .help = conflict, .width = width, .name = told});
    if (!chosen) return std::nullopt;
    return static_cast<std::uint8_t>(*chosen);
  }

  bool choice() const {
    const auto* choice = std::get_if<model::Choice>(&value);
    const auto picked = pick(choice != nullptr ? choice->index : 0);
    return picked && commit(*picked == 0 ? Value{} : Value{model::Choice{*picked}});
  }

  /// Stage and probability are one value with two editors. Another stage brings its usual
  /// probability.
  bool progress() const {
    const auto* held = std::get_if<model::Progress>(&value);
    const model::Progress now = held == nullptr ? model::Progress{} : *held;
    const bool beside = look == FieldLook::in_place;
    const auto row = beside ? in.ui.row({.gap = 2}) : Scope();
    if (const auto picked = pick(static_cast<int>(now.stage), beside ? 102.0f : 0.0f)) {
      return commit(*picked == 0 ? Value{}
                                 : Value{model::Progress{static_cast<model::Stage>(*picked), {}}});
    }
    if (!model::is_open(now.stage)) return false;
    const std::string shown = model::to_text(model::probability(now)) + "%";
    const std::string name = beside ? "Probability of " + name_of(in.plan, key) : "Probability";
    const auto entered = in.ui.parsed_field("Probability", shown, model::read_percent,
                                            {.look = look,
                                             .width = beside ? 44.0f : 0.0f,
                                             .align = Align::right,
                                             .style = TextStyle::small,
                                             .tone = now.probability ? Tone::ink : Tone::muted,
                                             .name = name});
    return entered && commit(model::Progress{now.stage, *entered});
  }

  bool reference() const {
    const model::Id* id = std::get_if<model::Id>(&value);
    const bool there = id != nullptr && in.plan.find({info.target, *id}) != nullptr;
    const std::string shown = there ? name_of(in.plan, {info.target, *id}) : std::string();
    const auto list = [this]() -> const RecordChoices::List& {
      const model::RecordBase* record = draft != nullptr ? draft : in.plan.find(key);
      const model::Id account =
          record == nullptr ? model::Id{} : model::account_of(key.kind, *record);
      if (account && info.options.across && model::info(info.target).account)
        return in.choices.of_group(in.plan, info.target, account);
      if (account && model::info(info.target).account)
        return in.choices.of_account(in.plan, info.target, account);
      return in.choices.of(in.plan, info.target);
    };
    const auto chosen = in.ui.select(
        info.label, shown, [&] { return list().choices(id == nullptr ? model::Id{} : *id); },
        {.look = look,
         .placeholder = id != nullptr ? "Missing record" : "None",
         .help = conflict,
         .clear = id != nullptr ? "None" : "",
         .name = told});
    if (!chosen) return false;
    return commit(*chosen < 0 ? Value{} : Value{list().ids[static_cast<std::size_t>(*chosen)]});
  }

  bool text() const {
    const std::string text = model::edit_text(info, value, in.plan);
    const std::string shown = model::display(info, value, in.plan);
    const bool long_text = info.type == FieldType::long_text && !one_line;
    if (one_line && text.contains('\n')) {
      std::string line = text;
      std::ranges::replace(line, '\n', ' ');
      in.ui.text(line, {.style = TextStyle::small, .wrap = false});
      return false;
    }
    const auto parse = [&](std::string_view entered) {
      return model::parse_input(info, entered, in.plan);
    };
    auto parsed = in.ui.parsed_field(
        info.label, text, parse,
        {.look = look,
         .placeholder = look == FieldLook::boxed ? "" : "Add",
         .help = !conflict.empty()          ? std::string_view(conflict)
                 : look == FieldLook::boxed ? info.options.help
                                            : "",
         .shown = shown,
         .lines = !long_text                    ? 1
                  : look == FieldLook::in_place ? 2
                                                : 5,
         .required = info.options.required,
         .align = align,
         .style = look == FieldLook::in_place ? TextStyle::small : TextStyle::body,
         .name = told});
    return parsed && commit(std::move(*parsed));
  }
};

}  // namespace

namespace {

bool field_editor(ScreenContext& in, RecordKey key, std::uint16_t field, FieldLook look,
                  Align align, bool one_line, const model::RecordBase* draft = nullptr) {
  const model::RecordBase* record = in.plan.find(key);
  if (record != nullptr) draft = nullptr;
  if (record == nullptr) record = draft;
  if (record == nullptr) return false;
  const FieldInfo& info = model::info(key.kind).fields[field];
  const auto scope = in.ui.id(key.id.bits ^ field);
  FieldEditor editor{in,
                     key,
                     field,
                     info,
                     model::get(key.kind, *record, field),
                     look,
                     align,
                     std::string(info.label),
                     conflict_note(in.plan, key, field),
                     one_line,
                     draft};
  if (look == FieldLook::in_place) {
    editor.told += " of " + name_of(in.plan, key);
  }
  switch (info.type) {
    case FieldType::choice:
      return editor.choice();
    case FieldType::progress:
      return editor.progress();
    case FieldType::reference:
      return editor.reference();
    case FieldType::flag: {
      const bool on = std::holds_alternative<bool>(editor.value);
      const std::string_view told =
          look == FieldLook::in_place ? std::string_view(editor.told) : std::string_view();
      return in.ui.checkbox(info.label, on, told) && editor.commit(on ? Value{} : Value{true});
    }
    default:
      return editor.text();
  }
}

}  // namespace

bool record_cell(ScreenContext& in, RecordKey key, std::uint16_t field, Align align) {
  return field_editor(in, key, field, FieldLook::in_place, align, true);
}

bool record_field(ScreenContext& in, RecordKey key, std::uint16_t field, FieldLook look,
                  Align align) {
  return field_editor(in, key, field, look, align, false);
}

bool draft_field(ScreenContext& in, model::Kind kind, const model::RecordBase& draft,
                 std::uint16_t field, FieldLook look) {
  return field_editor(in, {kind, draft.id}, field, look, Align::left, false, &draft);
}

void record_form(ScreenContext& in, RecordKey key, std::initializer_list<std::string_view> except,
                 std::optional<std::uint16_t> focus) {
  const auto fields = model::info(key.kind).fields;
  for (std::uint16_t f = 0; f < fields.size(); ++f) {
    if (fields[f].key == "source" || fields[f].type == FieldType::order ||
        std::ranges::find(except, fields[f].key) != except.end()) {
      continue;
    }
    if (focus == f) in.ui.focus_next();
    record_field(in, key, f, FieldLook::property);
  }
}

}  // namespace keyplan::ui
