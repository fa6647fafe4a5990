#include "ui/screens/start_screen.h"

namespace keyplan::ui {
namespace {

bool way_to_begin(Ui& ui, std::string_view title, std::string_view text, std::string_view label,
                  Emphasis emphasis) {
  const auto card = ui.card(title);
  ui.muted(text);
  ui.space(8);
  return ui.button(label, ButtonOptions{.emphasis = emphasis, .wide = true});
}

}  // namespace

std::optional<std::size_t> start_screen(ScreenContext& in, const std::vector<StoredPlan>& stored) {
  Ui& ui = in.ui;
  std::optional<std::size_t> chosen;
  const auto main = in.main("Start");
  const auto column = ui.centered(760, true);
  ui.heading("Plan your accounts", 1, TextStyle::display);
  ui.text(
      "Everything stays on this device. No sign-in, no server: switch the network off and go on.",
      {.tone = Tone::muted});
  ui.space(12);
  {
    auto ways = ui.columns(3, {.min_width = 220});
    ways.next();
    if (way_to_begin(ui, "Import from your CRM",
                     "Drop CSV files of accounts, deals, contacts. You see what will happen before "
                     "it happens.",
                     "Choose files", Emphasis::primary)) {
      in.request(Request::choose_files);
    }
    ways.next();
    if (way_to_begin(ui, "Open a plan file",
                     "From a colleague or your own backup. It opens beside what is stored here.",
                     "Open file", Emphasis::secondary)) {
      in.request(Request::choose_files);
    }
    ways.next();
    if (way_to_begin(
            ui, "Start with one account",
            "Name it, add last year\u2019s revenue, and the forecast is there after twelve "
            "fields.",
            "Add account", Emphasis::secondary)) {
      in.request(Request::add_account);
    }
  }
  ui.space(20);
  ui.drop_zone("Drop files anywhere on this page");
  ui.space(20);
  {
    const auto row = ui.row({.gap = 4});
    ui.text("Only looking?", {.tone = Tone::muted});
    if (ui.link("Load the sample portfolio")) in.request(Request::load_sample);
  }
  if (!stored.empty()) {
    ui.space(20);
    const auto card = ui.card("Plans on this device");
    for (std::size_t i = 0; i < stored.size(); ++i) {
      const auto id = ui.id(i);
      if (ui.list_row({.title = stored[i].title, .right = stored[i].saved})) chosen = i;
    }
  }
  return chosen;
}

}  // namespace keyplan::ui
