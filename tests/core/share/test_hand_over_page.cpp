// The hand-over pack is a page of its own: complete, and hostile text stays text.
#include <gtest/gtest.h>

#include <string>

#include "core/share/hand_over_page.h"
#include "tests/core/support/plans.h"

namespace keyplan::share {
namespace {

using namespace model;
using namespace keyplan::testing;

class HandOverPage : public ::testing::Test {
 protected:
  HandOverPage() {
    const std::string evil = "<script>alert('x')</script>\"><img src=x onerror=y>&amp;";
    for (Id* id : {&leaver, &next, &account, &person, &action, &visit, &review, &deal, &step})
      *id = plan.new_id();
    Edit edit("add");
    edit.add(settings_id, Settings{.name = "Plan " + evil});
    edit.add(leaver, TeamMember{.name = "Ana " + evil});
    edit.add(next, TeamMember{.name = "Bo " + evil});
    edit.add(account, Account{.name = "Cancity " + evil, .owner = {leaver}});
    edit.add(person, Person{.name = "Okafor " + evil,
                            .account = {account},
                            .job_title = "CEO " + evil,
                            .role = DecisionRole::decider,
                            .attitude = Attitude::champion,
                            .approach = "Short notes\n" + evil});
    edit.add(action, Action{.title = "Send offer " + evil,
                            .account = {account},
                            .person = {person},
                            .due = {20800},
                            .notes = evil});
    edit.add(visit, Visit{.purpose = "Walk " + evil,
                          .account = {account},
                          .date = {20810},
                          .place = "Hall " + evil,
                          .host = {person}});
    edit.add(review, Review{.title = "Review " + evil,
                            .account = {account},
                            .date = {20805},
                            .agenda = "Agenda " + evil});
    edit.add(deal, Opportunity{.name = "Line 2 " + evil,
                               .account = {account},
                               .progress = {Stage::proposal, {}},
                               .next_step = evil});
    edit.add(step, Escalation{.when = "Line stops " + evil, .account = {account}});
    EXPECT_TRUE(plan.apply(std::move(edit)));
    pack = {.member = leaver,
            .successor = next,
            .today = {20779},
            .account_word = "client " + evil,
            .accounts_word = "clients " + evil,
            .deals_word = "deals " + evil,
            .revenue_head = "Revenue " + evil,
            .accounts = {{.account = account,
                          .successor = next,
                          .owned = true,
                          .last_year = "4.8 M " + evil,
                          .forecast = "5 M " + evil,
                          .end = "Renewal " + evil,
                          .for_it = {"For " + evil},
                          .against = {"Against " + evil}}},
            .calls = {{.person = person,
                       .account = account,
                       .caller = next,
                       .until = {20780},
                       .why = "Why " + evil}},
            .people = {person},
            .deals = {deal},
            .records = {{Kind::action, action},
                        {Kind::visit, visit},
                        {Kind::review, review},
                        {Kind::escalation, step}}};
  }
  static std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
    return found;
  }

  Plan plan = empty_plan();
  Id leaver, next, account, person, action, visit, review, deal, step;
  HandOverPack pack;
};

TEST_F(HandOverPage, HoldsAllThatTheSuccessorNeeds) {
  const std::string page = hand_over_page(plan, pack);
  for (const std::string_view part : {"<title>Hand-over of Ana ",
                                      "22 Nov 2026",
                                      "Goes to Bo ",
                                      ">Clients ",
                                      ">People<",
                                      ">Open actions<",
                                      ">Next visits and reviews<",
                                      ">Calls to make<",
                                      ">Champion<",
                                      ">Decider<",
                                      "Short notes",
                                      "Send offer ",
                                      "Walk ",
                                      "Review ",
                                      "Line 2 ",
                                      "Line stops ",
                                      "Not without risk.",
                                      "Against: Against ",
                                      "For: For ",
                                      "@page { size: A4;"}) {
    EXPECT_TRUE(page.contains(part)) << part;
  }
  EXPECT_LT(page.find("Agenda "), page.find("Hall ")) << "by date";
}

TEST_F(HandOverPage, LeavesNothingUnescaped) {
  const std::string page = hand_over_page(plan, pack);
  EXPECT_EQ(count(page, "<script"), 0u);
  EXPECT_EQ(count(page, "<img"), 0u);
  EXPECT_EQ(count(page, "alert('x')"), 0u);
  EXPECT_EQ(count(page, "\"><img"), 0u);
  EXPECT_GE(count(page, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&gt;&lt;img"), 20u);
  // Whatever opens an element is one of ours.
  for (std::size_t at = page.find('<'); at != page.npos; at = page.find('<', at + 1)) {
    std::string_view tag = std::string_view(page).substr(at + 1);
    tag = tag.substr(0, tag.find_first_of(" >\n"));
    if (tag.starts_with('/')) tag.remove_prefix(1);
    bool ours = false;
    for (const std::string_view known :
         {"!DOCTYPE", "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "div",
          "table", "caption", "thead", "tbody", "tr", "th", "td"}) {
      ours |= tag == known;
    }
    EXPECT_TRUE(ours) << tag;
  }
}

TEST_F(HandOverPage, NeedsNothingFromOutside) {
  const std::string page = hand_over_page(plan, pack);
  for (const std::string_view part : {"http:", "https:", "url(", "@import", "<link"}) {
    EXPECT_FALSE(page.contains(part)) << part;
  }
  EXPECT_TRUE(page.contains("default-src 'none'"));
}

TEST_F(HandOverPage, EscapesAndLeavesControlCharactersOut) {
  EXPECT_EQ(html_escaped("a<b>&\"'\x01\x7f\n"), "a&lt;b&gt;&amp;&quot;&#39;\n");
}

TEST_F(HandOverPage, OfSomebodyWithNothingSaysSo) {
  const std::string page = hand_over_page(plan, {.member = next, .today = {20779}});
  EXPECT_TRUE(page.contains("Nobody is in their care."));
  EXPECT_FALSE(page.contains("<table"));
}

}  // namespace
}  // namespace keyplan::share
