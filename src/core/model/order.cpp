#include "core/model/order.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "core/sorting/sort.h"

namespace keyplan::model {
namespace {

constexpr std::string_view digits =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr int base = 62;
constexpr std::size_t jitter_length = 2;
constexpr std::size_t counter_length = 4;

int digit(std::string_view key, std::size_t at, int beyond) {
  return at < key.size() ? static_cast<int>(digits.find(key[at])) : beyond;
}

char letter(std::uint64_t random) { return digits[static_cast<std::size_t>(random % base)]; }

OrderKey with_jitter(std::string key, std::uint64_t random) {
  for (std::size_t j = 0; j < jitter_length; ++j, random /= base) key += letter(random);
  // A key that ended in zeros would have no room before it.
  if (key.back() == '0') key.back() = digits[base / 2];
  return {std::move(key)};
}

/// At the ends of a list the first digits count up and down, so that keys of long lists stay short.
std::optional<std::string> beyond(const OrderKey& before, const OrderKey& after) {
  const OrderKey& end = before ? before : after;
  std::string key;
  for (std::size_t at = 0; at < counter_length; ++at)
    key += digits[static_cast<std::size_t>(digit(end.text, at, !end && at == 0 ? base / 2 : 0))];
  if (!end) return key;
  for (std::size_t at = counter_length; at > 0; --at) {
    const int here = digit(key, at - 1, 0);
    const int next = before ? here + 1 : here - 1;
    key[at - 1] = digits[static_cast<std::size_t>((next + base) % base)];
    if (next >= 0 && next < base) return key;
  }
  return std::nullopt;  // the counter is full
}

/// `count` keys with the same distance between them, in order.
std::vector<OrderKey> spread(std::size_t count, std::uint64_t random) {
  std::size_t length = 1;
  for (std::size_t room = base; room < count + 2; room *= base) ++length;
  std::uint64_t whole = 1;
  for (std::size_t i = 0; i < length; ++i) whole *= base;
  std::vector<OrderKey> keys;
  keys.reserve(count);
  for (std::size_t i = 1; i <= count; ++i) {
    std::uint64_t place = whole * i / (count + 1);
    std::string key(length, '0');
    for (std::size_t at = length; at > 0; --at, place /= base) key[at - 1] = letter(place);
    keys.push_back(with_jitter(std::move(key), random += 0x9E3779B97F4A7C15ull));
  }
  return keys;
}

}  // namespace

std::optional<OrderKey> key_between(const OrderKey& before, const OrderKey& after,
                                    std::uint64_t random) {
  if (after && !(before < after)) return std::nullopt;
  if (!before || !after) {
    if (auto key = beyond(before, after)) return with_jitter(std::move(*key), random);
  }
  std::string key;
  bool below_after = !after;  // what is appended now no longer has to stay below it
  for (std::size_t at = 0;; ++at) {
    const int low = digit(before.text, at, 0);
    const int high = below_after ? base : digit(after.text, at, -1);
    if (high < 0) return std::nullopt;  // `after` is `before` with zeros behind it
    if (high - low > 1) {
      key += digits[static_cast<std::size_t>((low + high) / 2)];
      return with_jitter(std::move(key), random);
    }
    key += digits[static_cast<std::size_t>(low)];
    if (high - low == 1) below_after = true;
  }
}

std::optional<std::uint16_t> order_field_of(Kind kind) {
  const auto fields = info(kind).fields;
  const auto found = std::ranges::find(fields, FieldType::order, &FieldInfo::type);
  if (found == fields.end()) return std::nullopt;
  return static_cast<std::uint16_t>(found - fields.begin());
}

OrderKey order_key(Kind kind, const RecordBase& record) {
  const auto field = order_field_of(kind);
  if (!field) return {};
  return *static_cast<const OrderKey*>(info(kind).fields[*field].at(data_of(kind, record)));
}

void sort_by_order(Kind kind, std::vector<const RecordBase*>& records) {
  struct Placed {
    OrderKey key;
    const RecordBase* record;
  };
  std::vector<Placed> placed;
  placed.reserve(records.size());
  for (const RecordBase* record : records) placed.push_back({order_key(kind, *record), record});
  keyplan::sort(placed, [](const Placed& a, const Placed& b) {
    if (!a.key != !b.key) return static_cast<bool>(a.key);
    return a.key != b.key ? a.key < b.key : a.record->id < b.record->id;
  });
  std::ranges::transform(placed, records.begin(), &Placed::record);
}

OrderKey key_at_end(Kind kind, std::span<const RecordBase* const> sorted, std::uint64_t random) {
  // Records without a key stand last; behind them only another one without a key can go.
  OrderKey last;
  if (!sorted.empty()) {
    last = order_key(kind, *sorted.back());
    if (!last) return {};
  }
  auto key = key_between(last, {}, random);
  return key && key->text.size() <= max_order_key ? std::move(*key) : OrderKey{};
}

void move_in_order(Edit& edit, Kind kind, std::span<const RecordBase* const> sorted, Id moved,
                   std::size_t place, std::uint64_t random) {
  const auto field = order_field_of(kind);
  if (!field) return;
  const auto is_moved = [&](const RecordBase* record) { return record->id == moved; };
  const auto from = std::ranges::find_if(sorted, is_moved);
  place = std::min(place, sorted.size());
  const auto at = static_cast<std::size_t>(from - sorted.begin());
  if (from == sorted.end() || place == at || place == at + 1) return;

  std::vector<const RecordBase*> wanted(sorted.begin(), sorted.end());
  wanted.erase(wanted.begin() + (from - sorted.begin()));
  const std::size_t to = place > at ? place - 1 : place;
  const OrderKey before = to == 0 ? OrderKey{} : order_key(kind, *wanted[to - 1]);
  const OrderKey after = to == wanted.size() ? OrderKey{} : order_key(kind, *wanted[to]);
  const bool neighbours_have_keys = (to == 0 || before) && (to == wanted.size() || after);
  wanted.insert(wanted.begin() + static_cast<std::ptrdiff_t>(to), *from);

  if (neighbours_have_keys) {
    if (auto key = key_between(before, after, random); key && key->text.size() <= long_order_key) {
      edit.set({kind, moved}, *field, std::move(*key));
      return;
    }
  }
  std::vector<OrderKey> keys = spread(wanted.size(), random);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    edit.set({kind, wanted[i]->id}, *field, std::move(keys[i]));
  }
}

}  // namespace keyplan::model
