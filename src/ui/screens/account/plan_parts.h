// What the tabs of an account plan have in common: knowing when to compute anew, adding by typing,
// and leading to the field that closes an open end.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ui/screens/screen.h"

namespace keyplan::ui {

/// What something was computed for.
class MadeFor {
 public:
  /// False once after each change of plan, account or day: compute anew.
  bool holds(const ScreenContext& in, model::Id account);
  /// Another number each time.
  std::uint64_t serial() const { return serial_; }
  /// Whether it was computed for another account before: what was chosen there is chosen no more.
  bool is_other_account() const { return other_account_; }
  void forget() { revision_ = ~0ull; }
  model::Id account() const { return account_; }

 private:
  std::uint64_t revision_ = ~0ull;
  model::Id account_;
  model::Date today_;
  std::uint64_t serial_ = 0;
  bool other_account_ = false;
};

/// A field to add records by typing. After Enter the keyboard stays for the next one.
class AddField {
 public:
  struct Look {
    std::string_view label;
    std::string_view placeholder = {};  // the label, when empty
    float width = 260;                  // 0: all of it
  };
  std::optional<std::string> frame(ScreenContext& in, const Look& look);
  void take_keyboard() { again_ = true; }  // in the next frame

 private:
  bool again_ = false;
};

/// Shows all fields of the record and gives this one the keyboard.
template <auto Member>
void open_at(ScreenContext& in, model::Id id) {
  using T = typename model::detail::MemberOf<decltype(Member)>::Class;
  in.open({model::kind_of<T>, id}, model::field_index<Member>());
}

/// A long text in place, as high as it needs to be and muted. Where it is one line, it is edited as
/// one; all fields of the record have room for more.
void note_field(ScreenContext& in, model::RecordKey key, std::uint16_t field,
                std::string_view text);
template <auto Member>
void note_field(ScreenContext& in, model::Id id, std::string_view text) {
  using T = typename model::detail::MemberOf<decltype(Member)>::Class;
  note_field(in, {model::kind_of<T>, id}, model::field_index<Member>(), text);
}

/// A small button that opens all fields of a record.
void open_button(ScreenContext& in, model::RecordKey key, std::string_view name);

/// With rows selected, a button that removes their records in one step; nothing otherwise.
void remove_button(ScreenContext& in, model::Kind kind, Selection& selection,
                   std::string_view plural);

/// Moves a record one place up or down among those of its list; nothing at its ends.
void move_by_one(ScreenContext& in, model::Kind kind,
                 std::span<const model::RecordBase* const> list, model::Id moved, bool down);

/// Actions of an account by their title, to see what has become one already.
using ActionsByTitle = std::unordered_map<std::string_view, model::Id>;
ActionsByTitle actions_by_title(const model::Plan& plan, model::Id account);

/// An action of the account, due in two weeks, at the end of the list.
std::unique_ptr<model::Record<model::Action>> action_for(const ScreenContext& in, model::Id account,
                                                         std::string title);

/// "1 Jan 2027" for chips that have no date: the reason.
std::string day_or(model::Date day, std::string_view otherwise);

}  // namespace keyplan::ui
