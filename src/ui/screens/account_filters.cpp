#include "ui/screens/account_filters.h"

#include <algorithm>
#include <functional>
#include <string_view>

namespace keyplan::ui {
namespace {

/// A closed list; answers another place among the choices, -1 for all.
std::optional<int> choose(Ui& ui, std::string_view label, std::string_view all,
                          std::string_view chosen, const std::function<Choices()>& choices) {
  const auto answer = ui.select(label, chosen, choices,
                                {.look = FieldLook::in_place,
                                 .chip = true,
                                 .tone = chosen.empty() ? Tone::muted : Tone::accent,
                                 .placeholder = all,
                                 .clear = all,
                                 .name = label});
  if (answer) ui.request_frames();
  return answer;
}

void choose_text(Ui& ui, std::string_view label, std::string_view all,
                 const std::vector<std::string>& choices, std::string& chosen) {
  if (choices.empty()) return;
  std::vector<std::string_view> names;
  const auto answer = choose(ui, label, all, chosen, [&] {
    names.assign(choices.begin(), choices.end());
    const auto found = std::ranges::find(choices, chosen);
    return Choices{names, found == choices.end() ? -1 : static_cast<int>(found - choices.begin())};
  });
  if (answer) chosen = *answer < 0 ? std::string() : choices[static_cast<std::size_t>(*answer)];
}

}  // namespace

void filter_by_text(ScreenContext& in, AccountFilter& filter) {
  const std::string told = "Filter " + words(in.plan).accounts;
  const auto text = in.ui.search_field(
      told, filter.text,
      {.look = FieldLook::boxed, .placeholder = "Filter", .width = 150, .label_shown = false});
  if (!text) return;
  filter.text = *text;
  in.ui.request_frames();
}

void filter_by_tier(ScreenContext& in, AccountFilter& filter) {
  const int current = filter.tier ? static_cast<int>(*filter.tier) : 0;
  const auto tier =
      in.ui.chips("Tier", {"All tiers", "Strategic", "Key", "Growth", "Maintain"}, current);
  if (!tier) return;
  filter.tier = *tier == 0 ? std::nullopt : std::optional(static_cast<model::Tier>(*tier));
  in.ui.request_frames();
}

void filter_by_state(ScreenContext& in, AccountFilter& filter) {
  const int current = filter.state ? static_cast<int>(*filter.state) + 1 : 0;
  const auto state = in.ui.chips("State", {"Any state", "At risk", "Watch", "Healthy"}, current);
  if (!state) return;
  filter.state = *state == 0 ? std::nullopt : std::optional(static_cast<AccountState>(*state - 1));
  in.ui.request_frames();
}

void filter_by_sector(ScreenContext& in, AccountFilter& filter, const AccountRows& rows) {
  choose_text(in.ui, "Sector", "All sectors", rows.sectors(), filter.sector);
}

void filter_by_region(ScreenContext& in, AccountFilter& filter, const AccountRows& rows) {
  choose_text(in.ui, "Region", "All regions", rows.regions(), filter.region);
}

void filter_by_owner(ScreenContext& in, AccountFilter& filter) {
  if (in.plan.table<model::TeamMember>().size() == 0) return;
  const auto* owner = in.plan.find<model::TeamMember>(filter.owner);
  const auto owners = [&]() -> const RecordChoices::List& {
    return in.choices.of(in.plan, model::Kind::team_member);
  };
  const auto answer =
      choose(in.ui, "Owner", "All owners", owner == nullptr ? std::string_view() : owner->data.name,
             [&] { return owners().choices(filter.owner); });
  if (!answer) return;
  filter.owner = *answer < 0 ? model::Id{} : owners().ids[static_cast<std::size_t>(*answer)];
}

}  // namespace keyplan::ui
