// A portfolio small enough to check every number on the screen by hand, opened in the application.
//
//                 FY2025   FY2026
//   Cancity       4.0 M    4.8 M    strategic, Retail, EMEA
//   Konex         2.0 M    1.5 M    key, Industry: falls, so it is at risk
//   Konex Berlin  0.5 M    0.5 M    part of Konex
//   Treequote     1.0 M    -        growth: lost
//
// FY2026: 6.8 M, opening 7.5 M, lost 1.0, contraction 0.5, expansion 0.8: churn 20 %, NRR 90.7 %.
// One deal won (100 k) and one lost: win rate 50 %. Goal FY2027: 8.0 M.
#pragma once

#include "../../core/analysis/fixture.h"
#include "core/file/write.h"
#include "page.h"

namespace keyplan::test {

struct SmallPortfolio : analysis::PlanMaker {
  model::Id owner = add(model::TeamMember{.name = "Ana Keller"});
  model::Id cancity = add(model::Account{.name = "Cancity",
                                         .tier = model::Tier::strategic,
                                         .sector = "Retail",
                                         .region = "EMEA",
                                         .country = "Netherlands",
                                         .owner = {owner}});
  model::Id konex = add(model::Account{.name = "Konex",
                                       .tier = model::Tier::key,
                                       .sector = "Industry",
                                       .country = "Germany",
                                       .owner = {owner}});
  model::Id berlin =
      add(model::Account{.name = "Konex Berlin", .parent = {konex}, .owner = {owner}});
  model::Id treequote =
      add(model::Account{.name = "Treequote", .tier = model::Tier::growth, .owner = {owner}});

  SmallPortfolio() {
    using analysis::day;
    using analysis::eur;
    setting<&model::Settings::plan_year>(analysis::year_of(2027));
    setting<&model::Settings::goal>(eur(8'000'000));
    const auto years = [&](model::Id id, std::int64_t before, std::int64_t now) {
      revenue(id, 2025, eur(before));
      if (now > 0) revenue(id, 2026, eur(now));
    };
    years(cancity, 4'000'000, 4'800'000);
    years(konex, 2'000'000, 1'500'000);
    years(berlin, 500'000, 500'000);
    years(treequote, 1'000'000, 0);
    deal(cancity, model::Stage::won, eur(100'000), day(2026, 3, 1));
    deal(konex, model::Stage::lost, eur(80'000), day(2026, 4, 1));
    deal(cancity, model::Stage::proposal, eur(400'000), day(2027, 5, 1), {},
         model::DealType::cross_sell);
    deal({}, model::Stage::engaging, eur(50'000), day(2027, 6, 1));
    add(model::Action{
        .title = "Business review", .account = {cancity}, .due = analysis::day(2026, 12, 3)});
    add(model::Action{
        .title = "Win back", .account = {treequote}, .due = analysis::day(2026, 11, 18)});
  }
};

inline void open(Page& page, const model::Plan& plan) {
  page.drop({{"plan.keyplan", file::write(plan)}});
}

/// The plan as it is now.
inline model::Plan plan_in(Page& page) {
  auto read = file::read(page.export_plan());
  EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().sentence);
  return read ? std::move(read->plan) : model::Plan(model::make_plan_id(1, 1));
}

/// What was done can be taken back in one step, and the file is then the same byte for byte.
template <class Do>
void undo_restores(Page& page, Do&& act) {
  const std::string before = page.export_plan();
  act();
  page.drive.press("Escape");
  page.drive.press("Ctrl+Z");
  const std::string after = page.export_plan();
  EXPECT_TRUE(before == after) << "undo left traces";
}

/// First cells of a table's rows, without the header.
inline std::vector<std::string> names_in(Page& page, std::string_view table) {
  std::vector<std::string> names;
  for (const auto& row : page.drive.rows(table)) names.push_back(row.empty() ? "" : row[0]);
  return names;
}

}  // namespace keyplan::test
