#include "ui/charts/fishbone.h"

#include "stage.h"

using namespace keyplan::ui;
using namespace keyplan::test;

namespace {

std::vector<FishboneCategory> causes_of_churn() {
  return {
      {.key = 1,
       .name = "People",
       .causes = {{.key = 11, .text = "No owner", .tone = Tone::negative, .tone_word = "proven"},
                  {.key = 12,
                   .text = "New buyer",
                   .below = {{.key = 13, .text = "Nobody introduced us"}}}}},
      {.key = 2, .name = "Product", .causes = {{.key = 21, .text = "Late release"}}},
      {.key = 3, .name = "Price", .causes = {}}};
}

struct Picture {
  std::vector<FishboneCategory> categories = causes_of_churn();
  FishboneOptions options{.summary = "Four causes.", .can_add = true};
  FishboneAnswer last;

  void draw(Ui& ui) {
    auto main = ui.main("Analysis");
    const FishboneAnswer answer =
        fishbone(ui, "Why they left", "Contract not renewed", categories, options);
    if (answer.pressed_cause) last.pressed_cause = answer.pressed_cause;
    if (answer.pressed_category) last.pressed_category = answer.pressed_category;
  }
};

bool overlap(const DeviceRect& a, const DeviceRect& b) {
  return a.x + a.width > b.x && b.x + b.width > a.x && a.y + a.height > b.y && b.y + b.height > a.y;
}

}  // namespace

TEST(Fishbone, IsAFigureWithItsCausesAsATable) {
  Picture picture;
  auto drive = stage([&](Ui& ui) { picture.draw(ui); });
  EXPECT_EQ(drive.find(Role::figure, "Why they left").description, "Four causes.");
  EXPECT_TRUE(drive.has(Role::paragraph, "Contract not renewed"));
  EXPECT_EQ(drive.find(Role::button, "No owner").description, "People, proven");
  EXPECT_EQ(drive.find(Role::button, "Nobody introduced us").description, "Cause of New buyer");
  const auto rows = drive.rows("Why they left");
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[0], (std::vector<std::string>{"People", "No owner"}));
  EXPECT_EQ(rows[2],
            (std::vector<std::string>{"People", "New buyer \xE2\x86\x90 Nobody introduced us"}));
}

TEST(Fishbone, AnswersWhichCauseOrCategoryWasPressed) {
  Picture picture;
  auto drive = stage([&](Ui& ui) { picture.draw(ui); });
  drive.mouse_click(drive.find(Role::button, "Nobody introduced us"));
  EXPECT_EQ(picture.last.pressed_cause, 13u);
  EXPECT_EQ(drive.find(Role::button, "Price").description, "Add a cause");
  drive.focus(Role::button, "Price");
  drive.press("Enter");
  EXPECT_EQ(picture.last.pressed_category, 3u);
  picture.options.selected = 21;
  drive.settle();
  EXPECT_EQ(drive.find(Role::button, "Late release").selected, Tristate::on);
}

TEST(Fishbone, BonesStandAlternatelyAboveAndBelowTheEffect) {
  Picture picture;
  auto drive = stage([&](Ui& ui) { picture.draw(ui); });
  const DeviceRect effect = drive.find(Role::paragraph, "Contract not renewed").rect;
  EXPECT_LT(drive.find(Role::button, "People").rect.y, effect.y);
  EXPECT_GT(drive.find(Role::button, "Product").rect.y, effect.y);
  EXPECT_LT(drive.find(Role::button, "Price").rect.y, effect.y);
  EXPECT_LT(drive.find(Role::button, "No owner").rect.x, effect.x);
}

TEST(Fishbone, NothingOverlapsWithEightFullBonesAtEveryScale) {
  Picture picture;
  picture.categories.clear();
  std::uint64_t key = 0;
  for (int c = 0; c < 8; ++c) {
    FishboneCategory category{.key = ++key, .name = "Category " + std::to_string(c)};
    for (int i = 0; i < 6; ++i)
      category.causes.push_back(
          {.key = ++key,
           .text = "A cause whose words take more than one line, number " + std::to_string(key)});
    picture.categories.push_back(category);
  }
  for (const float scale : {0.9f, 1.0f, 2.0f}) {
    for (const int width : {700, 1440, 2400}) {
      auto drive = stage([&](Ui& ui) { picture.draw(ui); }, {.width = width, .height = 6000});
      drive.shell.set_user_scale(scale);
      drive.settle();
      const auto told = drive.all(Role::button);
      EXPECT_EQ(told.size(), 56u);
      for (std::size_t i = 0; i < told.size(); ++i)
        for (std::size_t k = i + 1; k < told.size(); ++k)
          EXPECT_FALSE(overlap(told[i]->rect, told[k]->rect))
              << told[i]->name << " and " << told[k]->name << ", scale " << scale << ", width "
              << width;
    }
  }
}

TEST(Fishbone, IsListsWhereItIsNarrow) {
  Picture picture;
  auto drive = stage([&](Ui& ui) { picture.draw(ui); }, {.width = 380, .height = 900});
  const DeviceRect people = drive.find(Role::button, "People").rect;
  const DeviceRect product = drive.find(Role::button, "Product").rect;
  const DeviceRect buyer = drive.find(Role::button, "New buyer").rect;
  EXPECT_EQ(people.x, product.x);
  EXPECT_GT(buyer.y, people.y);
  EXPECT_GT(product.y, buyer.y);
  drive.click("Product");
  EXPECT_EQ(picture.last.pressed_category, 2u);
  EXPECT_EQ(drive.rows("Why they left").size(), 4u);
}

TEST(Fishbone, StandsNoneOneAndMoreThanItHasBones) {
  const std::vector<FishboneCategory> one = {{.key = 1, .name = "Only", .causes = {}}};
  std::vector<FishboneCategory> twenty;
  for (std::uint64_t i = 0; i < 20; ++i)
    twenty.push_back({.key = i, .name = "Number " + std::to_string(i), .causes = {}});
  auto drive = stage(
      [&](Ui& ui) {
        auto main = ui.main("Analysis");
        fishbone(ui, "None", "Effect", {}, {.empty = "Add a category first."});
        fishbone(ui, "One", "", one);
        fishbone(ui, "Twenty", "Effect", twenty);
      },
      {.height = 2000});
  EXPECT_TRUE(drive.shows("Add a category first."));
  EXPECT_TRUE(drive.has(Role::button, "Only"));
  EXPECT_EQ(drive.all(Role::button, "Number").size(), 20u);
}
