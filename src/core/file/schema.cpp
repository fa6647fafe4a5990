#include "core/file/schema.h"

#include <utility>
#include <vector>

#include "core/file/write.h"
#include "core/model/records.h"

namespace keyplan::file {
namespace {

using namespace model;

/// Members in the order in which they are added, one per line.
class Object {
 public:
  Object& add(std::string_view key, std::string json) {
    members_.emplace_back(quoted(key), std::move(json));
    return *this;
  }
  Object& text(std::string_view key, std::string_view value) { return add(key, quoted(value)); }
  std::string json() const {
    if (members_.empty()) return "{}";
    std::string out = "{";
    for (const auto& [key, value] : members_) {
      out += "\n " + key + ": ";
      for (const char c : value) {
        out += c;
        if (c == '\n') out += ' ';
      }
      out += ',';
    }
    out.back() = '\n';
    return out + "}";
  }

 private:
  std::vector<std::pair<std::string, std::string>> members_;
};

std::string text_type(std::string_view pattern) {
  return Object().text("type", "string").text("pattern", pattern).json();
}

std::string reference(std::string_view definition) {
  return "{\"$ref\": " + quoted("#/$defs/" + std::string(definition)) + "}";
}

std::string choice_keys(std::span<const ChoiceInfo> choices) {
  std::string keys = "[";
  for (std::size_t i = 1; i < choices.size(); ++i) {
    if (i > 1) keys += ", ";
    keys += quoted(choices[i].key);
  }
  return keys + "]";
}

Object type_of(const FieldInfo& field) {
  Object type;
  switch (field.type) {
    case FieldType::text:
    case FieldType::long_text:
      return type.text("type", "string").add("maxLength", "1048576");
    case FieldType::money:
      return type.text("$ref", "#/$defs/money");
    case FieldType::percent:
      return type.text("$ref", "#/$defs/percent");
    case FieldType::rate:
      return type.text("type", "number").add("exclusiveMinimum", "0");
    case FieldType::count:
      return type.text("$ref", "#/$defs/integer");
    case FieldType::date:
      return type.text("$ref", "#/$defs/date");
    case FieldType::period:
      return type.text("$ref", "#/$defs/period");
    case FieldType::currency:
      return type.text("$ref", "#/$defs/currency");
    case FieldType::choice:
      return type.add("enum", choice_keys(field.choices));
    case FieldType::reference:
      return type.text("$ref", "#/$defs/id");
    case FieldType::flag:
      return type.add("const", "true");
    case FieldType::decimal:
      return type.text("$ref", "#/$defs/decimal");
    case FieldType::order:
      return type.text("type", "string")
          .text("pattern", "^[0-9A-Za-z]{1," + std::to_string(max_order_key) + "}$");
    case FieldType::progress:
      return type.text("type", "object")
          .add("properties",
               Object()
                   .add("probability", reference("percent"))
                   .add("stage", Object().add("enum", choice_keys(field.choices)).json())
                   .json())
          .add("required", "[\"stage\"]")
          .add("additionalProperties", "false");
  }
  return type;
}

std::string_view privacy_text(Privacy privacy) {
  switch (privacy) {
    case Privacy::open:
      return "open";
    case Privacy::commercial:
      return "commercial";
    case Privacy::internal:
      return "internal";
    case Privacy::notes:
      return "notes";
    case Privacy::name:
      return "name";
    case Privacy::contact:
      return "contact";
  }
  return {};
}

std::string field_schema(const FieldInfo& field) {
  Object schema = type_of(field);
  schema.text("title", field.label);
  if (!field.options.help.empty()) schema.text("description", field.options.help);
  if (field.type == FieldType::reference) schema.text("x-kind", info(field.target).key);
  schema.text("x-privacy", privacy_text(field.options.privacy));
  return schema.json();
}

std::string kind_schema(const KindInfo& kind) {
  Object properties;
  properties.add("kind", Object().add("const", quoted(kind.key)).json());
  for (const FieldInfo& field : kind.fields) properties.add(field.key, field_schema(field));
  return Object().text("title", kind.label).add("properties", properties.json()).json();
}

std::string definitions() {
  const std::string id = "[0-9a-hjkmnp-tv-z]{12}";
  const std::string stamp = "[0-9a-hjkmnp-tv-z]{6}\\.[1-9][0-9]*";
  Object all;
  all.add("id", text_type("^" + id + "$"));
  all.add("integer", Object()
                         .text("type", "integer")
                         .add("minimum", "-9007199254740991")
                         .add("maximum", "9007199254740991")
                         .json());
  all.add("percent", Object().text("type", "number").text("description", "12.5 is 12.5 %.").json());
  all.add("decimal",
          Object().text("type", "number").text("description", "Up to four decimals.").json());
  all.add("currency", text_type("^[A-Z]{3}$"));
  all.add("date", text_type("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"));
  all.add("period", text_type("^[0-9]{4}(-(0[1-9]|1[0-2]))?$"));
  all.add("money", Object()
                       .text("type", "object")
                       .text("description", "The amount is in minor units, for example cents.")
                       .add("properties", Object()
                                              .add("amount", reference("integer"))
                                              .add("currency", reference("currency"))
                                              .json())
                       .add("required", "[\"amount\", \"currency\"]")
                       .add("additionalProperties", "false")
                       .json());
  all.add("stamps", text_type("^" + stamp + "( " + stamp + ":(~del|[A-Za-z0-9_%-]+))*$"));
  all.add(
      "alternates",
      Object()
          .text("type", "object")
          .text("description", "Values of the other side while a conflict is open.")
          .add("additionalProperties",
               Object()
                   .text("type", "array")
                   .add("maxItems", "256")
                   .add("items", Object()
                                     .text("type", "array")
                                     .add("prefixItems", "[" + text_type("^" + stamp + "$") + "]")
                                     .add("minItems", "1")
                                     .add("maxItems", "2")
                                     .json())
                   .json())
          .json());
  all.add("deletion", text_type("^(" + stamp + "( " + stamp + ")*)?$"));
  std::string branches = "[";
  for (const KindInfo& kind : all_kinds()) {
    all.add(kind.key, kind_schema(kind));
    if (branches.size() > 1) branches += ", ";
    branches +=
        Object()
            .add("if", "{\"properties\": {\"kind\": {\"const\": " + quoted(kind.key) + "}}}")
            .add("then", reference(kind.key))
            .json();
  }
  all.add(
      "record",
      Object()
          .text("type", "object")
          .text("description", "Members and kinds that are not described here are kept by Keyplan.")
          .add("properties", Object()
                                 .add("kind", "{\"type\": \"string\", \"minLength\": 1}")
                                 .add("~", reference("stamps"))
                                 .add("~alt", reference("alternates"))
                                 .add("~del", reference("deletion"))
                                 .json())
          .add("required", "[\"kind\", \"~\"]")
          .add("maxProperties", "256")
          .add("allOf", branches + "]")
          .json());
  return all.json();
}

}  // namespace

std::string schema() {
  const std::string keyplan =
      Object()
          .text("type", "object")
          .add("properties",
               Object()
                   .add("format",
                        Object()
                            .text("type", "array")
                            .add("prefixItems", "[{\"const\": " + std::to_string(format_major) +
                                                    "}, {\"type\": \"integer\", \"minimum\": 0}]")
                            .add("items", "false")
                            .add("minItems", "2")
                            .json())
                   .add("id", text_type("^[0-9a-hjkmnp-tv-z]{26}$"))
                   .add("sessions",
                        Object()
                            .text("type", "object")
                            .add("propertyNames", text_type("^[0-9a-hjkmnp-tv-z]{6}$"))
                            .add("additionalProperties",
                                 text_type(
                                     "^[1-9][0-9]* [0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}Z"
                                     "( [\\s\\S]*)?$"))
                            .add("maxProperties", "20000")
                            .json())
                   .json())
          .add("required", "[\"format\", \"id\", \"sessions\"]")
          .json();
  return Object()
             .text("$schema", "https://json-schema.org/draft/2020-12/schema")
             .text("title", "Keyplan plan file, format " + std::to_string(format_major) + "." +
                                std::to_string(format_minor))
             .text("type", "object")
             .add("properties",
                  Object()
                      .add("erased", "{\"type\": \"array\", \"items\": " + reference("id") + "}")
                      .add("keyplan", keyplan)
                      .add("records", Object()
                                          .text("type", "object")
                                          .add("propertyNames", reference("id"))
                                          .add("additionalProperties", reference("record"))
                                          .add("maxProperties", "500000")
                                          .json())
                      .json())
             .add("required", "[\"erased\", \"keyplan\", \"records\"]")
             .add("$defs", definitions())
             .json() +
         "\n";
}

}  // namespace keyplan::file
