#include "core/model/describe.h"

#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace keyplan::model {
namespace {

template <class T>
const T& member(const FieldInfo& field, const void* data) {
  return *static_cast<const T*>(field.at(data));
}

template <class T>
T& member(const FieldInfo& field, void* data) {
  // `data` may be written, so its members may be.
  return *static_cast<T*>(const_cast<void*>(field.at(data)));
}

template <class T>
bool holds_nothing(const T& value) {
  if constexpr (std::is_same_v<T, std::string>)
    return value.empty();
  else
    return !value;
}

}  // namespace

Value FieldInfo::get(const void* data) const {
  return with_type(type, [&]<class T>() -> Value {
    const T& held = member<T>(*this, data);
    if (holds_nothing(held)) return {};
    if constexpr (std::is_same_v<T, std::uint8_t>)
      return Choice{held};
    else
      return held;
  });
}

bool FieldInfo::fits(const Value& value) const {
  if (model::is_empty(value)) return true;
  return with_type(type, [&]<class T>() {
    if constexpr (std::is_same_v<T, std::uint8_t>) {
      const Choice* choice = std::get_if<Choice>(&value);
      return choice != nullptr && choice->index < choices.size();
    } else {
      return std::holds_alternative<T>(value);
    }
  });
}

bool FieldInfo::set(void* data, Value&& value) const {
  if (!fits(value)) return false;
  const bool empty = model::is_empty(value);
  with_type(type, [&]<class T>() {
    T& held = member<T>(*this, data);
    if (empty) {
      held = T{};
    } else if constexpr (std::is_same_v<T, std::uint8_t>) {
      held = std::get<Choice>(value).index;
    } else {
      held = std::move(std::get<T>(value));
    }
  });
  return true;
}

bool FieldInfo::is_empty(const void* data) const {
  return with_type(type, [&]<class T>() { return holds_nothing(member<T>(*this, data)); });
}

bool FieldInfo::same(const void* a, const void* b) const {
  return with_type(type, [&]<class T>() {
    const T& x = member<T>(*this, a);
    const T& y = member<T>(*this, b);
    return x == y || (holds_nothing(x) && holds_nothing(y));
  });
}

void FieldInfo::copy(const void* from, void* to) const {
  with_type(type, [&]<class T>() { member<T>(*this, to) = member<T>(*this, from); });
}

}  // namespace keyplan::model
