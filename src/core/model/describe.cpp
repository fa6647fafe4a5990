#include "core/model/describe.h"

#include <string>
#include <utility>

namespace keyplan::model {
namespace {

template <class T>
Value value_at(const void* member) {
  const T& held = *static_cast<const T*>(member);
  if constexpr (std::is_same_v<T, std::string>) {
    return held.empty() ? Value{} : Value{held};
  } else {
    return held ? Value{held} : Value{};
  }
}

template <class T>
bool are_same(const void* member, const void* other) {
  const T& a = *static_cast<const T*>(member);
  const T& b = *static_cast<const T*>(other);
  if constexpr (std::is_same_v<T, std::string>) {
    return a == b;
  } else {
    return a == b || (!a && !b);
  }
}

template <class T>
bool put(void* member, Value& value) {
  T& held = *static_cast<T*>(member);
  if (is_empty(value)) {
    held = T{};
    return true;
  }
  T* given = std::get_if<T>(&value);
  if (given == nullptr) return false;
  held = std::move(*given);
  return true;
}

}  // namespace

Value FieldInfo::get(const void* data) const {
  const void* member = at(data);
  switch (type) {
    case FieldType::text:
    case FieldType::long_text:
      return value_at<std::string>(member);
    case FieldType::money:
      return value_at<Money>(member);
    case FieldType::percent:
      return value_at<Percent>(member);
    case FieldType::rate:
      return value_at<Rate>(member);
    case FieldType::count:
      return value_at<Count>(member);
    case FieldType::date:
      return value_at<Date>(member);
    case FieldType::period:
      return value_at<Period>(member);
    case FieldType::currency:
      return value_at<Currency>(member);
    case FieldType::reference:
      return value_at<Id>(member);
    case FieldType::flag:
      return value_at<bool>(member);
    case FieldType::progress:
      return value_at<Progress>(member);
    case FieldType::choice: {
      const unsigned char index = *static_cast<const unsigned char*>(member);
      return index == 0 ? Value{} : Value{Choice{index}};
    }
  }
  return {};
}

bool FieldInfo::same(const void* data, const void* other) const {
  const void* a = at(data);
  const void* b = at(other);
  switch (type) {
    case FieldType::text:
    case FieldType::long_text:
      return are_same<std::string>(a, b);
    case FieldType::money:
      return are_same<Money>(a, b);
    case FieldType::percent:
      return are_same<Percent>(a, b);
    case FieldType::rate:
      return are_same<Rate>(a, b);
    case FieldType::count:
      return are_same<Count>(a, b);
    case FieldType::date:
      return are_same<Date>(a, b);
    case FieldType::period:
      return are_same<Period>(a, b);
    case FieldType::currency:
      return are_same<Currency>(a, b);
    case FieldType::reference:
      return are_same<Id>(a, b);
    case FieldType::flag:
      return are_same<bool>(a, b);
    case FieldType::progress:
      return are_same<Progress>(a, b);
    case FieldType::choice:
      return are_same<unsigned char>(a, b);
  }
  return false;
}

bool FieldInfo::set(void* data, Value&& value) const {
  void* member = const_cast<void*>(at(data));  // `data` may be written, so its members may be
  switch (type) {
    case FieldType::text:
    case FieldType::long_text:
      return put<std::string>(member, value);
    case FieldType::money:
      return put<Money>(member, value);
    case FieldType::percent:
      return put<Percent>(member, value);
    case FieldType::rate:
      return put<Rate>(member, value);
    case FieldType::count:
      return put<Count>(member, value);
    case FieldType::date:
      return put<Date>(member, value);
    case FieldType::period:
      return put<Period>(member, value);
    case FieldType::currency:
      return put<Currency>(member, value);
    case FieldType::reference:
      return put<Id>(member, value);
    case FieldType::flag:
      return put<bool>(member, value);
    case FieldType::progress:
      return put<Progress>(member, value);
    case FieldType::choice: {
      const Choice* choice = std::get_if<Choice>(&value);
      if (!is_empty(value) && (choice == nullptr || choice->index >= choices.size())) return false;
      *static_cast<unsigned char*>(member) = choice == nullptr ? 0 : choice->index;
      return true;
    }
  }
  return false;
}

}  // namespace keyplan::model
