#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "core/file/schema.h"
#include "core/model/records.h"

namespace keyplan::file {
namespace {

using nlohmann::json;

TEST(Schema, TheCheckedInCopyIsCurrent) {
  std::ifstream in(KEYPLAN_SOURCE_DIR "/assets/schema/plan.schema.json", std::ios::binary);
  const std::string copy{std::istreambuf_iterator<char>(in), {}};
  EXPECT_EQ(copy, schema()) << "Run: ./scripts/keyplan schema > assets/schema/plan.schema.json";
}

TEST(Schema, DescribesEveryFieldAndFollowsItsReferences) {
  const json document = json::parse(schema(), nullptr, false);
  ASSERT_FALSE(document.is_discarded());
  const json& definitions = document["$defs"];
  for (const model::KindInfo& kind : model::all_kinds()) {
    const json& properties = definitions[std::string(kind.key)]["properties"];
    EXPECT_EQ(properties["kind"]["const"], kind.key);
    for (const model::FieldInfo& field : kind.fields) {
      EXPECT_TRUE(properties.contains(field.key)) << kind.key << " " << field.key;
    }
  }
  std::vector<const json*> open{&document};
  while (!open.empty()) {
    const json& value = *open.back();
    open.pop_back();
    if (value.is_object() && value.contains("$ref") && value["$ref"].is_string()) {
      const std::string target = value["$ref"].get<std::string>().substr(1);
      EXPECT_TRUE(document.contains(json::json_pointer(target))) << target;
    }
    for (const json& child : value) {
      if (child.is_structured()) open.push_back(&child);
    }
  }
}

}  // namespace
}  // namespace keyplan::file
