#include "ui/screens/settings_screen.h"

#include <algorithm>
#include <cmath>

#include "ui/screens/record_form.h"

namespace keyplan::ui {
namespace {

using model::Settings;
using model::settings_id;

template <auto... Members>
void fields(ScreenContext& in) {
  (record_field<Members>(in, settings_id), ...);
}

void plan_card(ScreenContext& in) {
  const auto card = in.ui.card("This plan");
  fields<&Settings::name, &Settings::owner, &Settings::base_currency, &Settings::fiscal_year_start,
         &Settings::plan_year, &Settings::goal>(in);
  in.ui.space(4);
  in.ui.muted(
      "A fiscal year is named after the calendar year in which it ends. Every total is in "
      "the base currency.");
}

void lifetime_card(ScreenContext& in) {
  const auto card = in.ui.card("Lifetime value", "of a customer");
  fields<&Settings::discount_rate, &Settings::lifetime_years>(in);
  in.ui.space(4);
  in.ui.muted("Usually 10% a year and five years. The variant is chosen on the page Metrics.");
}

void tiers_card(ScreenContext& in) {
  const auto card =
      in.ui.card("Tiers and key accounts", "when " + words(in.plan).accounts + " count as what");
  {
    auto sides = in.ui.columns(2, {.min_width = 320});
    sides.next();
    fields<&Settings::strategic_from, &Settings::key_from, &Settings::growth_from, &Settings::abc_a,
           &Settings::abc_b>(in);
    sides.next();
    fields<&Settings::key_share, &Settings::key_share_profit, &Settings::key_share_offering>(in);
  }
  in.ui.space(4);
  in.ui.muted("Hours a year that such " + words(in.plan).accounts +
              " are given, where nothing else is planned:");
  auto sides = in.ui.columns(2, {.min_width = 320});
  sides.next();
  fields<&Settings::hours_strategic, &Settings::hours_key>(in);
  sides.next();
  fields<&Settings::hours_growth, &Settings::hours_maintain>(in);
}

void words_card(ScreenContext& in) {
  const auto card = in.ui.card("Your words", "used everywhere");
  fields<&Settings::word_account, &Settings::word_accounts, &Settings::word_offering,
         &Settings::word_offerings, &Settings::word_opportunity, &Settings::word_opportunities>(in);
}

void appearance_card(ScreenContext& in, DeviceSettings& device) {
  const auto card = in.ui.card("Appearance", "on this device");
  if (auto look = in.ui.chips("Theme", {"As the system", "Light", "Dark"},
                              static_cast<int>(device.look), {.label_shown = true})) {
    device.look = static_cast<DeviceSettings::Look>(*look);
  }
  const std::string shown = std::to_string(std::lround(device.scale * 100)) + " %";
  const auto scale = in.ui.slider("Size", device.scale,
                                  {.minimum = 0.9, .maximum = 2.0, .step = 0.1, .shown = shown});
  // While it is dragged the slider must not run away under the pointer.
  if (scale.finished) device.scale = static_cast<float>(scale.value);
  if (auto who = in.ui.text_field("Your name", device.who,
                                  {.help = "Written beside your changes, so that teammates see who "
                                           "changed what."})) {
    device.who = std::move(*who);
  }
}

void storage_card(ScreenContext& in, const StorageView& storage) {
  const auto card = in.ui.card("Storage on this device");
  in.ui.status_dot(in.save_status.saved, in.save_status.tone);
  if (!storage.warning.empty()) in.ui.banner(Tone::warning, storage.warning);
  in.ui.property("The browser\u2019s promise", storage.keeping, storage.keeping_tone);
  if (!storage.space.empty()) in.ui.property("Space used", storage.space);
  in.ui.property("Earlier states kept", storage.history);
  in.ui.property("Last file backup", storage.last_backup, in.save_status.backup_tone);
  in.ui.space(4);
  in.ui.muted(
      "The browser keeps your plan on this device only. Clearing the browser\u2019s data "
      "removes it: keep a file as a backup.");
  const auto row = in.ui.row();
  if (in.ui.button("Export plan file", Emphasis::primary)) in.request(Request::export_plan);
  if (in.ui.button("Open or import files")) in.request(Request::choose_files);
  if (in.ui.button("Start another plan")) in.request(Request::new_plan);
  if (storage.can_ask && in.ui.button("Ask the browser to keep it")) {
    in.request(Request::ask_to_keep_storage);
  }
}

}  // namespace

SettingsScreen::SettingsScreen()
    : rates_(model::Kind::rate, {{.field = "currency", .width = 110},
                                 {.field = "date", .width = 130},
                                 {.field = "rate", .flex = 1}}) {}

void SettingsScreen::frame(ScreenContext& in, DeviceSettings& device, const StorageView& storage) {
  const auto main = in.main("Settings");
  {
    const auto header = in.ui.page_header("Settings");
    if (in.ui.button("Export plan file")) in.request(Request::export_plan);
  }
  auto columns = in.ui.columns(2, {.min_width = 340});
  columns.next();
  plan_card(in);
  {
    const std::string base = model::to_text(in.plan.settings().base_currency);
    const auto card = in.ui.card("Exchange rates", base + " for one unit");
    rates_.frame(in, {.name = "Exchange rates",
                      .make =
                          [&] {
                            auto record = std::make_unique<model::Record<model::ExchangeRate>>();
                            record->data.date = in.today;
                            return record;
                          },
                      .add_label = "Add rate",
                      .empty = "No rates yet. Amounts in other currencies are named as gaps, never "
                               "counted one to one.",
                      .search = false});
  }
  columns.next();
  storage_card(in, storage);
  earlier_.frame(in);
  appearance_card(in, device);
  tiers_card(in);
  words_card(in);
  lifetime_card(in);
}

}  // namespace keyplan::ui
