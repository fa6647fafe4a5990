// What the pages about groups share: all groups of the plan, and of one of them who speaks for us
// and who could introduce us where. Brought up to date once a change, at the price of what changed.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/analysis/introductions.h"
#include "ui/screens/screen.h"

namespace keyplan::ui {

class BranchBook {
 public:
  const analysis::Branches& branches(const ScreenContext& in);

  struct Group {
    model::Id top;
    analysis::Advocate advocate;
    analysis::Introductions introductions;
    std::vector<analysis::NextBranch> next;
  };
  /// The group an account belongs to.
  const Group& group(const ScreenContext& in, model::Id account);
  /// Another number whenever something was worked out anew.
  std::uint64_t serial() const { return serial_; }

 private:
  /// What a group was made for.
  struct GroupState {
    std::uint64_t latest = 0;  // revision of its accounts
    std::size_t accounts = 0;
    std::uint64_t shared = 0;
    int shown_year = 0;
    analysis::Context context;
    friend bool operator==(const GroupState&, const GroupState&) = default;
  };
  static GroupState state_of(const ScreenContext& in, std::span<const analysis::Branch> group);

  std::uint64_t version_ = ~0ull;
  std::uint64_t revision_ = ~0ull;
  analysis::Branches branches_;
  std::uint64_t group_checked_ = ~0ull;  // at this serial
  GroupState group_for_;
  Group group_;
  std::uint64_t serial_ = 0;
};

/// "Konex Lyon".
std::string account_name(const ScreenContext& in, model::Id account);
/// An amount in few characters, a dash for none.
std::string short_money(const ScreenContext& in, std::int64_t minor);
/// The account becomes a branch of another one, or stands at the top. Says why it cannot.
void move_account(ScreenContext& in, model::Id account, model::Id parent);

/// Asking who could introduce us: an action at the branch it leads to.
std::string title_of_asking(const ScreenContext& in, const analysis::Introduction& way);
bool is_asked(const ScreenContext& in, const analysis::Introduction& way);
void plan_asking(ScreenContext& in, const analysis::Introduction& way);

}  // namespace keyplan::ui
