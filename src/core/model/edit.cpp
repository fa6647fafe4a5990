#include "core/model/edit.h"

#include "core/model/valid.h"

namespace keyplan::model {

Error Edit::refusal(const std::string& name, RecordKey key, std::string_view why,
                    std::string_view field) {
  std::string path = std::string(info(key.kind).key) + " " + to_text(key.id);
  if (!field.empty()) path += " " + std::string(field);
  return {"\"" + name + "\" could not be done: " + std::string(why), std::move(path)};
}

void Edit::refuse(RecordKey key, std::string_view why, std::string_view field) {
  if (!fault_) fault_ = refusal(name_, key, why, field);
}

void Edit::add(Kind kind, AnyRecord record) {
  const RecordKey key{kind, record->id};
  if (!key.id || key.id.bits >> 60 != 0) {
    refuse(key, "the record has no usable id.");
  } else if (!added_.insert(key.id, static_cast<std::uint32_t>(operations_.size()))) {
    refuse(key, "the same record would be added twice.");
  }
  const void* data = data_of(kind, *record);
  for (const FieldInfo& field : info(kind).fields) {
    if (const auto fault = fault_of(field, data)) refuse(key, *fault, field.key);
  }
  ++added_of_kind_[static_cast<std::size_t>(kind)];
  operations_.push_back({.what = What::add, .key = key, .record = std::move(record)});
}

void Edit::set(RecordKey key, std::uint16_t field, Value value) {
  const auto fields = info(key.kind).fields;
  if (field >= fields.size() || !fields[field].fits(value)) {
    refuse(key, "the value does not fit the field.");
  } else if (const auto fault = fault_of(value)) {
    refuse(key, *fault, fields[field].key);
  }
  operations_.push_back({.what = What::set, .key = key, .field = field, .value = std::move(value)});
}

void Edit::remove(RecordKey key) { operations_.push_back({.what = What::remove, .key = key}); }

void Edit::restore(RecordKey key) { operations_.push_back({.what = What::restore, .key = key}); }

void Edit::erase(RecordKey key) { operations_.push_back({.what = What::erase, .key = key}); }

Change Step::change() const {
  Change change{.name = name_};
  change.touched.reserve(images_.size());
  for (const Patch::Image& image : images_) change.touched.push_back(image.key);
  change.whole = surroundings_.has_value();
  return change;
}

}  // namespace keyplan::model
