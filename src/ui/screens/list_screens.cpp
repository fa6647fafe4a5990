#include "ui/screens/list_screens.h"

#include "core/model/display.h"

namespace keyplan::ui {
namespace {

using model::Action;
using model::ActionStatus;
using model::Kind;
using model::Opportunity;
using model::Record;
using model::RecordBase;

template <class T>
const T& data(const RecordBase& record) {
  return static_cast<const Record<T>&>(record).data;
}

bool is_done(const Action& action) {
  return action.status == ActionStatus::done || action.status == ActionStatus::dropped;
}

template <class T>
model::AnyRecord make() {
  return std::make_unique<Record<T>>();
}

/// Revisions change what "overdue" means only with the day, so the day is part of the variant.
std::uint64_t variant(int show, model::Date today) {
  return static_cast<std::uint64_t>(show) << 32 | static_cast<std::uint32_t>(today.days);
}

}  // namespace

model::AnyRecord new_opportunity(const ScreenContext& in, model::Id account) {
  auto record = std::make_unique<Record<Opportunity>>();
  record->data.account.id = account;
  record->data.progress.stage = model::Stage::prospecting;
  record->data.opened = in.today;
  return record;
}

model::AnyRecord new_action(const ScreenContext& in, model::Id account) {
  auto record = std::make_unique<Record<Action>>();
  record->data.account.id = account;
  record->data.due = {in.today.days + 7};
  return record;
}

model::AnyRecord new_person(const ScreenContext&, model::Id account) {
  auto record = std::make_unique<Record<model::Person>>();
  record->data.account.id = account;
  return record;
}

model::AnyRecord new_revenue(const ScreenContext& in, model::Id account) {
  auto record = std::make_unique<Record<model::Revenue>>();
  record->data.account.id = account;
  const int year = model::fiscal_year(in.today, in.plan.fiscal_start_month());
  record->data.period.year = static_cast<std::int16_t>(year);
  return record;
}

OpportunitiesScreen::OpportunitiesScreen()
    : table_(Kind::opportunity, {{.field = "name", .flex = 2},
                                 {.field = "account", .flex = 1.4f},
                                 {.field = "offering", .flex = 1, .priority = 2},
                                 {.field = "progress", .width = 156},
                                 {.field = "amount", .width = 106},
                                 {.field = "type", .width = 94, .priority = 3},
                                 {.field = "opened", .width = 110, .priority = 4},
                                 {.field = "close", .width = 104},
                                 {.field = "owner", .flex = 1, .priority = 1}}) {}

void OpportunitiesScreen::search_for(std::string text) {
  show_ = Show::all;
  table_.search_for(std::move(text));
}

void OpportunitiesScreen::frame(ScreenContext& in) {
  const Words word = words(in.plan);
  const std::string title = capitalised(word.opportunities);
  const auto main = in.main("Opportunities");
  {
    const auto header = in.ui.page_header(
        title, model::count_text(static_cast<std::int64_t>(table_.shown())) + " shown");
    if (in.ui.button("Import")) in.request(Request::choose_files);
  }
  const auto card = in.ui.card();
  const std::string without = "Without " + word.account;
  const Show show = show_;
  const model::Plan& plan = in.plan;
  table_.frame(in, {.name = title,
                    .variant = variant(static_cast<int>(show), {0}),
                    .keep =
                        [show, &plan](const RecordBase& record) {
                          const Opportunity& deal = data<Opportunity>(record);
                          switch (show) {
                            case Show::open:
                              return model::is_open(deal.progress.stage) || !deal.progress;
                            case Show::won:
                              return deal.progress.stage == model::Stage::won;
                            case Show::lost:
                              return deal.progress.stage == model::Stage::lost;
                            case Show::without_account:
                              return plan.find(deal.account) == nullptr;
                            case Show::all:
                              return true;
                          }
                          return true;
                        },
                    .make = [&] { return new_opportunity(in, {}); },
                    .add_label = "Add " + word.opportunity,
                    .empty = "No " + word.opportunities + " here.",
                    .filters =
                        [&] {
                          const auto chosen =
                              in.ui.chips("Show", {"Open", "Won", "Lost", without, "All"},
                                          static_cast<int>(show));
                          if (!chosen) return;
                          show_ = static_cast<Show>(*chosen);
                          in.ui.request_frames();
                        },
                    .fill = true});
}

ActionsScreen::ActionsScreen()
    : table_(Kind::action, {{.field = "title", .flex = 2},
                            {.field = "account", .flex = 1},
                            {.field = "due", .width = 110},
                            {.field = "status", .width = 120},
                            {.field = "owner", .flex = 1},
                            {.field = "person", .flex = 1, .priority = 2},
                            {.field = "effort_hours", .width = 110, .priority = 3}}) {}

void ActionsScreen::search_for(std::string text) {
  show_ = Show::all;
  table_.search_for(std::move(text));
}

void ActionsScreen::frame(ScreenContext& in) {
  const auto main = in.main("Actions");
  {
    const auto header = in.ui.page_header(
        "Actions", model::count_text(static_cast<std::int64_t>(table_.shown())) + " shown");
  }
  const auto card = in.ui.card();
  const Show show = show_;
  const model::Date today = in.today;
  table_.frame(in, {.name = "Actions",
                    .variant = variant(static_cast<int>(show), today),
                    .keep =
                        [show, today](const RecordBase& record) {
                          const Action& action = data<Action>(record);
                          switch (show) {
                            case Show::open:
                              return !is_done(action);
                            case Show::overdue:
                              return !is_done(action) && action.due && action.due < today;
                            case Show::done:
                              return is_done(action);
                            case Show::all:
                              return true;
                          }
                          return true;
                        },
                    .make = [&] { return new_action(in, {}); },
                    .add_label = "Add action",
                    .empty = "No actions here.",
                    .filters =
                        [&] {
                          const auto chosen = in.ui.chips(
                              "Show", {"Open", "Overdue", "Done", "All"}, static_cast<int>(show));
                          if (!chosen) return;
                          show_ = static_cast<Show>(*chosen);
                          in.ui.request_frames();
                        },
                    .fill = true});
}

TeamScreen::TeamScreen()
    : table_(Kind::team_member, {{.field = "name", .flex = 1},
                                 {.field = "job_title", .flex = 1},
                                 {.field = "manager", .flex = 1},
                                 {.field = "second_manager", .flex = 1, .priority = 2},
                                 {.field = "region", .flex = 1},
                                 {.field = "email", .flex = 1.4f, .priority = 1}}) {}

void TeamScreen::frame(ScreenContext& in) {
  const auto main = in.main("Team");
  {
    const auto header = in.ui.page_header(
        "Team", model::count_text(static_cast<std::int64_t>(table_.shown())) + " people");
  }
  const auto card = in.ui.card();
  table_.frame(in,
               {.name = "Team",
                .make = [] { return make<model::TeamMember>(); },
                .add_label = "Add team member",
                .selected_label = "Leaves us",
                .selected_action =
                    [&in](model::Id member) { in.go({.page = Page::departure, .member = member}); },
                .empty = "Nobody yet. Add the people who own accounts, or import them.",
                .fill = true});
}

OfferingsScreen::OfferingsScreen()
    : table_(Kind::offering, {{.field = "name", .flex = 2},
                              {.field = "family", .flex = 1},
                              {.field = "price", .width = 140}}) {}

void OfferingsScreen::frame(ScreenContext& in) {
  const Words word = words(in.plan);
  const std::string title = capitalised(word.offerings);
  const auto main = in.main("Offerings");
  {
    const auto header = in.ui.page_header(
        title, model::count_text(static_cast<std::int64_t>(table_.shown())) + " shown");
  }
  const auto card = in.ui.card();
  table_.frame(in, {.name = title,
                    .make = [] { return make<model::Offering>(); },
                    .add_label = "Add " + word.offering,
                    .empty = "No " + word.offerings + " yet.",
                    .fill = true});
}

}  // namespace keyplan::ui
