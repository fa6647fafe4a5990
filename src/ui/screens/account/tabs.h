// The tabs of an account, and which of them shows which records.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/model/kinds.h"

namespace keyplan::ui {

enum class AccountTab : std::uint8_t {
  overview,
  understand,
  goals,
  analysis,
  value,
  growth,
  actions,
  people,
  health,
  reviews,
  history
};
inline constexpr std::size_t account_tab_count = 11;

/// By AccountTab.
inline constexpr std::array<std::string_view, account_tab_count> account_tab_names = {
    "Overview", "Understand", "Goals",  "Analysis", "Value",  "Growth",
    "Actions",  "People",     "Health", "Reviews",  "History"};

/// Where records of a kind are shown and edited; the overview for those that have no place of their
/// own.
AccountTab tab_of(model::Kind kind);

}  // namespace keyplan::ui
