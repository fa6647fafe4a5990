#include "app/backup.h"

#include <charconv>
#include <string_view>

namespace keyplan::app {
namespace {

constexpr std::int64_t minutes_a_day = 24 * 60;
constexpr std::int64_t changes_until_due = 25;
constexpr std::int64_t days_until_due = 3;
constexpr std::int64_t days_until_overdue = 7;

/// The number at the start of `text`, which then begins behind it.
std::int64_t take_number(std::string_view& text) {
  std::int64_t number = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), number).ptr;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (text.starts_with(' ')) text.remove_prefix(1);
  return number < 0 ? 0 : number;
}

}  // namespace

void Backup::open(const std::string& plan_id) {
  plan_id_ = plan_id;
  const std::string backup = platform_.preference("backup." + plan_id_);
  const std::string changes = platform_.preference("changes." + plan_id_);
  std::string_view rest = backup;
  minutes_ = take_number(rest);
  rest = changes;
  changes_ = take_number(rest);
  first_change_minutes_ = take_number(rest);
  changed_here_ = false;
}

void Backup::changed() {
  if (changes_ == 0) first_change_minutes_ = platform_.now().unix_minutes;
  ++changes_;
  changed_here_ = true;
  remember();
}

void Backup::exported() {
  minutes_ = platform_.now().unix_minutes;
  changes_ = 0;
  changed_here_ = false;
  platform_.set_preference("backup." + plan_id_, std::to_string(minutes_));
  remember();
}

void Backup::remember() {
  platform_.set_preference(
      "changes." + plan_id_,
      std::to_string(changes_) + " " + std::to_string(changes_ == 0 ? 0 : first_change_minutes_));
}

Backup::Need Backup::need() const {
  if (changes_ == 0) return Need::none;
  const std::int64_t days = (platform_.now().unix_minutes - first_change_minutes_) / minutes_a_day;
  if (days >= days_until_overdue) return Need::overdue;
  return days >= days_until_due || changes_ >= changes_until_due ? Need::due : Need::none;
}

}  // namespace keyplan::app
