#include "core/model/edit.h"

namespace keyplan::model {

void Edit::add(Kind kind, AnyRecord record) {
  const RecordKey key{kind, record->id};
  operations_.push_back({.what = What::add, .key = key, .record = std::move(record)});
}

void Edit::set(RecordKey key, std::uint16_t field, Value value) {
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
