// Whatever people write or paste stays what they wrote: no markup, no separators, no formulas.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>

#include "small_portfolio.h"

namespace keyplan {
namespace {

using namespace model;
using test::Page;
using ui::Role;

struct Hostile {
  const char* name;
  std::string text;
};

std::ostream& operator<<(std::ostream& out, const Hostile& hostile) { return out << hostile.name; }

const Hostile hostile_texts[] = {
    {"Markup", "<script>alert(1)</script><b>&amp;&lt;"},
    {"Separators", "a##id###reset ## b"},
    {"Formats", "%s%n%d%99999s {0} {} {name} ${x}"},
    {"RightToLeft", "abc\u202Efed\u202C \u05E9\u05DC\u05D5\u05DD \u0639\u0631\u0628"},
    {"Controls", "a\x01\x02\x1B[31mred\x1B[0m\x7F\u0085\u2028z"},
    {"VeryLongWord", std::string(4'000, 'W')},
    {"Emoji", "\U0001F469\u200D\U0001F4BB\U0001F1E9\U0001F1EA e\u0301\u0301\u0301 \uFFFD \uFEFF"},
    {"Formula", "=HYPERLINK(\"http://x.example\";\"y\")\t+1"},
    {"Quotes", "\"'`\\ \\n \\u0000 , ; -- '; DROP TABLE"},
};

constexpr std::string_view head = "Begin ";

class HostileText : public ::testing::TestWithParam<Hostile> {
 protected:
  HostileText() {
    for (const KindInfo& kind : all_kinds()) {
      if (kind.kind == Kind::settings) continue;
      for (Id& id : ids_[kind.kind]) id = plan.plan.new_id();
    }
    Edit edit("fill");
    for (const KindInfo& kind : all_kinds()) {
      if (kind.kind == Kind::settings) {
        for (std::uint16_t f = 0; f < kind.fields.size(); ++f)
          if (is_text(kind.fields[f]) && !kind.fields[f].key.starts_with("word_"))
            edit.set({kind.kind, settings_id}, f, Value{text});
        continue;
      }
      for (std::size_t i = 0; i < 2; ++i) edit.add(kind.kind, record_of(kind, i));
    }
    auto done = plan.plan.apply(std::move(edit));
    EXPECT_TRUE(done.has_value()) << (done ? "" : done.error().sentence);
  }
  static bool is_text(const FieldInfo& field) {
    return field.type == FieldType::text || field.type == FieldType::long_text;
  }
  /// Texts everywhere, dates and references where something has to be drawn.
  AnyRecord record_of(const KindInfo& kind, std::size_t i) {
    AnyRecord record = make_record(kind.kind);
    record->id = ids_[kind.kind][i];
    std::map<Kind, std::size_t> used;
    for (const FieldInfo& field : kind.fields) {
      Value value;
      if (is_text(field)) {
        value = text;
      } else if (field.type == FieldType::date) {
        value = analysis::day(2026, 10, 1 + static_cast<int>(used[Kind::settings]++));
      } else if (field.type == FieldType::reference && field.target == kind.kind) {
        if (i == 1) value = ids_[kind.kind][0];
      } else if (field.type == FieldType::reference) {
        value = ids_[field.target][used[field.target]++ % 2];
      }
      if (!is_empty(value)) {
        EXPECT_TRUE(field.set(data_of(kind.kind, *record), std::move(value))) << field.key;
      }
    }
    return record;
  }

  /// Every place that begins to tell the text tells all of it, or says with an ellipsis that there
  /// is more.
  void expect_whole(std::string_view where) const {
    for (const ui::Node& node : page.drive.shell.tree().nodes()) {
      if (node.role == Role::searchbox) continue;
      for (const std::string* told : {&node.name, &node.value, &node.description}) {
        for (std::size_t at = told->find(head); at != std::string::npos;
             at = told->find(head, at + 1)) {
          const std::string_view rest = std::string_view(*told).substr(at);
          const auto end = std::ranges::mismatch(rest, text).in1;
          const std::string_view after(end, rest.end());
          EXPECT_TRUE(rest.starts_with(text) || after.starts_with("\u2026"))
              << where << ": " << ui::role_name(node.role) << " told as " << rest.substr(0, 300);
        }
      }
    }
  }

  std::string text = std::string(head) + GetParam().text + " End";
  test::SmallPortfolio plan;
  std::map<Kind, std::array<Id, 2>> ids_;
  platform::MemoryStore store;
  Page page{store};
};

TEST_P(HostileText, IsToldWholeInEverySectionOfAnAccount) {
  test::open(page, plan.plan);
  for (const auto& [width, height] : {std::pair(1440, 4000), std::pair(700, 3000)}) {
    page.drive.resize(1440, height);
    page.drive.press("Ctrl+K");
    page.drive.type(head);
    expect_whole("search");
    page.drive.press("Escape");
    page.go("Accounts");
    expect_whole("accounts");
    const auto links = page.drive.all(Role::link, head);
    ASSERT_FALSE(links.empty()) << page.drive.dump();
    EXPECT_EQ(links[0]->name, text);
    page.drive.act(*links[0], ui::ActionKind::press);
    page.drive.resize(width, height);
    EXPECT_FALSE(page.drive.all(Role::heading, text).empty());
    std::vector<std::string> tabs;
    for (const ui::Node* tab : page.drive.all(Role::tab)) tabs.push_back(tab->name);
    ASSERT_GE(tabs.size(), 10u);
    for (const std::string& tab : tabs) {
      page.drive.click(Role::tab, tab);
      EXPECT_TRUE(page.drive.shows(text)) << tab;
      expect_whole(tab);
      std::vector<std::string> views;
      for (const ui::Node* view : page.drive.all(Role::radio)) views.push_back(view->name);
      for (const std::string& view : views) {
        if (!page.drive.has(Role::radio, view)) continue;
        page.drive.click(Role::radio, view);
        expect_whole(tab + ", " + view);
      }
    }
  }
}

TEST_P(HostileText, IsToldWholeOnEveryOtherPage) {
  test::open(page, plan.plan);
  page.drive.resize(1440, 3000);
  for (const std::string_view place :
       {"Portfolio", "Accounts", "Opportunities", "Actions", "Forecast", "Goals", "Retention",
        "Metrics", "Team", "Offerings", "Templates", "Settings"}) {
    if (!page.drive.has(Role::link, place)) continue;
    page.go(place);
    expect_whole(place);
    std::vector<std::string> tabs;
    for (const ui::Node* tab : page.drive.all(Role::tab)) tabs.push_back(tab->name);
    for (const std::string& tab : tabs) {
      if (!page.drive.has(Role::tab, tab)) continue;
      page.drive.click(Role::tab, tab);
      expect_whole(tab);
    }
  }
}

TEST_P(HostileText, OpensInARecordAndIsChosenFromAList) {
  test::open(page, plan.plan);
  page.drive.resize(1440, 4000);
  page.go("Accounts");
  page.drive.act(*page.drive.all(Role::link, head).at(0), ui::ActionKind::press);
  page.drive.click(Role::tab, "Understand");
  page.drive.act(*page.drive.all(Role::button, "Open " + text).at(0), ui::ActionKind::press);
  ASSERT_FALSE(page.drive.all(Role::dialog).empty()) << page.drive.dump().substr(0, 3000);
  expect_whole("dialog");
}

TEST_P(HostileText, IsTypedAndKeptAsItIs) {
  test::open(page, plan.plan);
  page.drive.resize(1440, 3000);
  page.go("Accounts");
  page.drive.click(Role::link, "Konex");
  test::undo_restores(page, [&] { page.drive.fill("Sector", text); });
  page.drive.fill("Sector", text);
  {
    const Plan kept = test::plan_in(page);
    EXPECT_EQ(kept.find<Account>(plan.konex)->data.sector, text);
  }
  page.drive.click(Role::tab, "Goals");
  page.drive.fill("Add goal", text);
  const Plan now = test::plan_in(page);
  const auto goals = now.of_account<Goal>(plan.konex);
  ASSERT_EQ(goals.size(), 1u);
  EXPECT_EQ(goals[0].data.title, text);
}

TEST_P(HostileText, SurvivesTheFileByteForByte) {
  const std::string bytes = file::write(plan.plan);
  const auto read = file::read(bytes);
  ASSERT_TRUE(read.has_value()) << read.error().sentence;
  EXPECT_TRUE(read->notes.empty());
  EXPECT_TRUE(file::write(read->plan) == bytes);
  page.drop({{"plan.keyplan", bytes}});
  EXPECT_TRUE(page.export_plan() == bytes);
}

INSTANTIATE_TEST_SUITE_P(Texts, HostileText, ::testing::ValuesIn(hostile_texts),
                         [](const auto& tested) { return std::string(tested.param.name); });

}  // namespace
}  // namespace keyplan
