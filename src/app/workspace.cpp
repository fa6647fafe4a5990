#include "app/workspace.h"

namespace keyplan::app {
namespace {

/// In the last quarter people plan the coming year, before that the running one.
model::Settings usual_settings(model::Date today) {
  const model::CivilDate day = model::civil(today);
  model::Settings settings;
  settings.name = "Untitled plan";
  settings.base_currency = *model::parse_currency("EUR");
  settings.plan_year.year = static_cast<std::int16_t>(day.month >= 10 ? day.year + 1 : day.year);
  return settings;
}

// Copies older than half a year are rare, and the version table grows with every session.
constexpr std::int64_t sessions_kept_minutes = std::int64_t{180} * 24 * 60;

}  // namespace

bool is_large(const model::Plan& plan) {
  std::size_t records = 0;
  for (const model::KindInfo& kind : model::all_kinds()) {
    records += plan.table(kind.kind).all().size();
  }
  return records > many_records;
}

Workspace::Workspace(platform::Platform& platform, model::Plan plan, std::string who)
    : plan_(std::move(plan)) {
  plan_.forget_sessions_before(platform.now().unix_minutes - sessions_kept_minutes);
  plan_.begin_session({.random = platform.random_bits(),
                       .unix_minutes = platform.now().unix_minutes,
                       .who = std::move(who)});
  if (plan_.find<model::Settings>(model::settings_id) == nullptr) {
    model::Edit edit("start the plan");
    edit.add(model::settings_id, usual_settings({platform.now().today}));
    // Not in the history: an empty plan has nothing to undo.
    static_cast<void>(plan_.apply(std::move(edit)));
  }
}

std::expected<model::Change, model::Error> Workspace::apply(model::Edit edit) {
  return history_.apply(plan_, std::move(edit));
}

std::expected<model::Change, model::Error> Workspace::merge(model::Patch patch,
                                                            model::Edit resolutions) {
  return history_.merge(plan_, std::move(patch), std::move(resolutions));
}

model::Plan make_plan(platform::Platform& platform) {
  const std::uint64_t high = platform.random_bits();
  model::Plan plan(model::make_plan_id(high, platform.random_bits()));
  return plan;
}

}  // namespace keyplan::app
