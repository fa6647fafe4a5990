#include "core/model/describe.h"

#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace keyplan::model {
Value FieldInfo::get(const void* data) const {
  const void* member = at(data);
  return with_type(type, [&]<class T>() -> Value {
    const T& held = *static_cast<const T*>(member);
    if constexpr (std::is_same_v<T, std::uint8_t>) {
      return held == 0 ? Value{} : Value{Choice{held}};
    } else if constexpr (std::is_same_v<T, std::string>) {
      return held.empty() ? Value{} : Value{held};
    } else {
      return held ? Value{held} : Value{};
    }
  });
}

bool FieldInfo::fits(const Value& value) const {
  if (is_empty(value)) return true;
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
  void* member = const_cast<void*>(at(data));  // `data` may be written, so its members may be
  const bool empty = is_empty(value);
  with_type(type, [&]<class T>() {
    T& held = *static_cast<T*>(member);
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

}  // namespace keyplan::model
