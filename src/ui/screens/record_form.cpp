#include "ui/screens/record_form.h"

#include <algorithm>

#include "core/model/display.h"
#include "core/model/input.h"

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
  std::string told;  // "Revenue goal of Northern region"

  bool commit(Value next) const {
    model::Edit edit("change " + lower_first(info.label) + " of " + name_of(in.plan, key));
    edit.set(key, index, std::move(next));
    in.edit(std::move(edit));
    return true;
  }

  bool choice() const {
    const auto* progress = std::get_if<model::Progress>(&value);
    const auto* choice = std::get_if<model::Choice>(&value);
    const int current = progress != nullptr ? static_cast<int>(progress->stage)
                        : choice != nullptr ? choice->index
                                            : 0;
    std::vector<std::string_view> labels;
    for (const model::ChoiceInfo& c : info.choices) labels.push_back(c.label);
    const auto chosen = in.ui.select(info.label, labels, current, {.look = look, .name = told});
    if (!chosen) return false;
    const auto picked = static_cast<std::uint8_t>(*chosen);
    if (info.type == FieldType::progress) {
      // The stage brings its usual probability; an own one is given in the field beside it.
      return commit(picked == 0 ? Value{}
                                : Value{model::Progress{static_cast<model::Stage>(picked), {}}});
    }
    return commit(picked == 0 ? Value{} : Value{model::Choice{picked}});
  }

  bool reference() const {
    const RecordChoices::List& list = in.choices.of(in.plan, info.target);
    const std::vector<std::string_view> names(list.names.begin(), list.names.end());
    const model::Id* id = std::get_if<model::Id>(&value);
    const auto place = id == nullptr ? list.places.end() : list.places.find(*id);
    const int current = place == list.places.end() ? -1 : place->second;
    const bool missing = id != nullptr && current < 0;
    const auto chosen = in.ui.select(info.label, names, current,
                                     {.look = look,
                                      .placeholder = missing ? "Missing record" : "None",
                                      .clear = id != nullptr ? "None" : "",
                                      .name = told});
    if (!chosen) return false;
    return commit(*chosen < 0 ? Value{} : Value{list.ids[static_cast<std::size_t>(*chosen)]});
  }

  bool text() const {
    const std::string shown = model::edit_text(info, value, in.plan);
    const bool long_text = info.type == FieldType::long_text;
    const auto parse = [&](std::string_view entered) {
      return model::parse_input(info, entered, in.plan);
    };
    auto parsed = in.ui.parsed_field(info.label, shown, parse,
                                     {.look = look,
                                      .placeholder = look == FieldLook::boxed ? "" : "Add",
                                      .help = look == FieldLook::boxed ? info.options.help : "",
                                      .lines = long_text ? 5 : 1,
                                      .required = info.options.required,
                                      .align = align,
                                      .name = told});
    return parsed && commit(std::move(*parsed));
  }
};

}  // namespace

bool record_field(ScreenContext& in, RecordKey key, std::uint16_t field, FieldLook look,
                  Align align) {
  const model::RecordBase* record = in.plan.find(key);
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
                     std::string(info.label)};
  if (look == FieldLook::in_place) {
    editor.told += " of " + name_of(in.plan, key);
  }
  switch (info.type) {
    case FieldType::choice:
    case FieldType::progress:
      return editor.choice();
    case FieldType::reference:
      return editor.reference();
    case FieldType::flag: {
      const bool on = std::holds_alternative<bool>(editor.value);
      return in.ui.checkbox(info.label, on) && editor.commit(on ? Value{} : Value{true});
    }
    default:
      return editor.text();
  }
}

void record_form(ScreenContext& in, RecordKey key, std::initializer_list<std::string_view> except) {
  const auto fields = model::info(key.kind).fields;
  for (std::uint16_t f = 0; f < fields.size(); ++f) {
    if (fields[f].key == "source" || std::ranges::find(except, fields[f].key) != except.end()) {
      continue;
    }
    record_field(in, key, f, FieldLook::property);
  }
}

}  // namespace keyplan::ui
