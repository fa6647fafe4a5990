#include "ui/semantics.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

using namespace keyplan::ui;
using nlohmann::json;

namespace {

Node node(NodeId id, NodeId parent, Role role, std::string name) {
  Node n;
  n.id = id;
  n.parent = parent;
  n.role = role;
  n.name = std::move(name);
  return n;
}

SemanticTree page() {
  SemanticTree tree;
  tree.add(node(1, 0, Role::main, "Portfolio"));
  tree.add(node(2, 1, Role::button, "Import"));
  tree.add(node(3, 1, Role::button, "Add \"account\"\n"));
  return tree;
}

}  // namespace

TEST(SemanticDiff, FirstTreeIsSentWholeWithParentsFirst) {
  SemanticTree after = page();
  after.focus = 3;
  after.announcements = {"Added Antwerp."};
  const json diff = json::parse(semantic_diff({}, after), nullptr, false);
  ASSERT_TRUE(diff.is_object());
  ASSERT_EQ(diff["upsert"].size(), 3u);
  EXPECT_EQ(diff["upsert"][0]["parent"], "0");
  EXPECT_EQ(diff["upsert"][0]["role"], "main");
  EXPECT_EQ(diff["upsert"][2]["index"], 1);
  EXPECT_EQ(diff["upsert"][2]["name"], "Add \"account\"\n");
  EXPECT_EQ(diff["focus"], "3");
  EXPECT_EQ(diff["announce"][0], "Added Antwerp.");
}

TEST(SemanticDiff, EqualTreesSayNothing) { EXPECT_EQ(semantic_diff(page(), page()), ""); }

TEST(SemanticDiff, OnlyWhatChangedIsSent) {
  SemanticTree after = page();
  after.find(2)->disabled = true;
  const json diff = json::parse(semantic_diff(page(), after), nullptr, false);
  ASSERT_EQ(diff["upsert"].size(), 1u);
  EXPECT_EQ(diff["upsert"][0]["states"]["disabled"], true);
  EXPECT_FALSE(diff.contains("remove"));
}

TEST(SemanticDiff, RemovesTheRootOfASubtreeAndMovesItsSiblings) {
  SemanticTree before = page();
  before.add(node(4, 2, Role::paragraph, "inside"));
  SemanticTree after;
  after.add(node(1, 0, Role::main, "Portfolio"));
  after.add(node(3, 1, Role::button, "Add \"account\"\n"));
  const json diff = json::parse(semantic_diff(before, after), nullptr, false);
  EXPECT_EQ(diff["remove"], json::array({"2"}));
  ASSERT_EQ(diff["upsert"].size(), 1u);
  EXPECT_EQ(diff["upsert"][0]["index"], 0);
}

TEST(SemanticTree, EqualIdsAreKeptApart) {
  SemanticTree tree;
  tree.add(node(1, 0, Role::button, "One"));
  EXPECT_NE(tree.add(node(1, 0, Role::button, "Two")), 1u);
  EXPECT_EQ(tree.nodes().size(), 2u);
}

TEST(SemanticTree, EveryRoleHasAnAriaName) {
  for (int i = 0; i < static_cast<int>(Role::count_); ++i)
    EXPECT_FALSE(role_name(static_cast<Role>(i)).empty()) << i;
  EXPECT_EQ(role_name(Role::treeitem), "treeitem");
  EXPECT_EQ(role_name(Role::figure), "figure");
  EXPECT_EQ(role_name(Role::columnheader), "columnheader");
}
