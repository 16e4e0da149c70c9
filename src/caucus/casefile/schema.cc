// JSON Schemas of case.toml and of a sheet, made from the table in keys.h.
//
// They describe the TOML as editors see it: a date is a text of the form date, a dotted key is a
// table in a table. What needs the case as a whole (does this id lead somewhere, is this a rule) is
// said by `caucus check` alone.
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "caucus/casefile/key_words.h"
#include "caucus/casefile/keys.h"
#include "caucus/casefile/read.h"
#include "caucus/casefile/values.h"
#include "caucus/casefile/write.h"

namespace caucus {
namespace {

using Json = nlohmann::ordered_json;
using enum ValueType;

constexpr std::string_view id_pattern = "[A-Za-z][A-Za-z0-9_]*";
constexpr std::string_view number_pattern =
    "-?([0-9]+(\\.[0-9]+)?([eE]-?[0-9]+)?|[0-9]+/[0-9]*[1-9][0-9]*)";
constexpr std::string_view duration_pattern = "[0-9]+(d|w|mo)";
constexpr std::size_t rule_bytes_max = 64 * 1024;

std::string whole(const std::string& pattern) {
  return "^" + pattern + "$";
}

std::vector<std::string> split(std::string_view words) {
  std::vector<std::string> result;
  while (!words.empty()) {
    const std::size_t space = words.find(' ');
    result.emplace_back(words.substr(0, space));
    words.remove_prefix(space == std::string_view::npos ? words.size() : space + 1);
  }
  return result;
}

Json reference(std::string_view definition) {
  return {{"$ref", "#/$defs/" + std::string(definition)}};
}
Json reference(ValueType type) {
  return reference(token(type));
}

Json text_like(const std::string& pattern) {
  return {{"type", "string"}, {"pattern", pattern}};
}

Json list_of(Json items) {
  return {{"type", "array"}, {"items", std::move(items)}};
}

// A table whose keys are names of the case.
Json table_of(Json values) {
  return {{"type", "object"}, {"additionalProperties", std::move(values)}};
}

Json any_of(std::initializer_list<Json> schemas) {
  return {{"anyOf", Json(Json::array_t(schemas))}};
}

Json number_schema() {
  return any_of(
      {{{"type", "number"}}, text_like(whole(" *" + std::string(number_pattern) + " *"))});
}

Json range_schema() {
  const std::string end = " *" + std::string(number_pattern) + " *";
  return any_of({{{"type", "number"}}, text_like(whole(end + "(\\.\\." + end + ")?"))});
}

Json share_schema() {
  const Json number{{"type", "number"}, {"minimum", 0}, {"maximum", 1}};
  return any_of({number, range_schema()["anyOf"][1]});
}

Json steps_schema() {
  Json schema{{"type", "object"}, {"properties", Json::object()}};
  for (const char* key : {"from", "to", "step"})
    schema["properties"][key] = reference(number);
  schema["required"] = {"from", "to", "step"};
  schema["additionalProperties"] = false;
  return schema;
}

Json options_schema() {
  Json schema = list_of(reference("option"));
  schema["minItems"] = 1;
  schema["maxItems"] = options_max;
  schema["uniqueItems"] = true;
  return schema;
}

Json wants_schema() {
  Json several = list_of(reference("option"));
  several["minItems"] = 1;
  return any_of({reference("option"), several});
}

Json plain_schema(ValueType type) {
  const std::string id_text(id_pattern);
  const std::string span(duration_pattern);
  switch (type) {
    case version:
      return {{"const", 1}};
    case name: {
      Json schema = text_like("^[^\\r\\n]*$");
      schema["maxLength"] = name_bytes_max;
      return schema;
    }
    case id:
      return text_like(whole(id_text));
    case dotted_id:
      return text_like(whole(id_text + "(\\." + id_text + ")*"));
    case number:
      return number_schema();
    case number_range:
      return range_schema();
    case truth:
      return {{"type", "boolean"}};
    case date: {
      Json schema = text_like("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
      schema["format"] = "date";
      return schema;
    }
    case duration:
      return text_like(whole(span));
    case rule:
    case arithmetic:
      return {{"type", "string"}, {"minLength", 1}, {"maxLength", rule_bytes_max}};
    default:
      return {{"type", "string"}};
  }
}

Json composed_schema(ValueType type) {
  const std::string span(duration_pattern);
  switch (type) {
    case ids:
      return list_of(reference(id));
    case texts:
      return list_of(reference(text));
    case duration_ranges:
      return list_of(text_like(whole(span + "(\\.\\." + span + ")?")));
    case options:
      return options_schema();
    case steps:
      return steps_schema();
    case wants:
      return wants_schema();
    case package:
      return table_of(reference("option"));
    case option_order:
      return list_of(any_of({reference("option"), list_of(reference("option"))}));
    case subject_order:
      return list_of(any_of({reference(id), list_of(reference(id))}));
    case points:
      return table_of(any_of({reference(number_range), reference(points)}));
    case weights:
      return table_of(share_schema());
    case importance:
      return table_of({{"enum", {"vital", "high", "medium", "low"}}});
    default:
      return table_of(any_of({reference(name), reference(names)}));
  }
}

bool is_composed(ValueType type) {
  return type == ids || type == texts || type == duration_ranges || type >= options;
}

// The definition of a type, with what it looks like and an example.
Json type_schema(ValueType type) {
  Json schema{{"description", described(type)}};
  schema.update(is_composed(type) ? composed_schema(type) : plain_schema(type));
  schema["examples"] = Json::array({Json::parse(example(type))});
  return schema;
}

Json key_schema(const KeySpec& key) {
  std::string help(key.help);
  if (key.refers != Refers::nothing) help += " (" + std::string(described(key.refers)) + ")";
  Json schema{{"description", std::move(help)}};
  if (key.type == word)
    schema["enum"] = split(key.words);
  else
    schema.update(reference(key.type));
  return schema;
}

// A position and a precondition may say it in one way or in another.
Json ways_to_say(std::string_view entry) {
  const auto required = [](std::initializer_list<const char*> keys) {
    return Json{{"required", Json(Json::array_t(keys.begin(), keys.end()))}};
  };
  if (entry == "position") return {{"oneOf", {required({"issue", "wants"}), required({"is"})}}};
  if (entry == "precondition") return {{"anyOf", {required({"is"}), required({"act"})}}};
  Json ways = Json::array();
  for (const std::string& key : split(exactly_one_key(entry)))
    ways.push_back(required({key.c_str()}));
  return ways.empty() ? Json::object() : Json{{"oneOf", ways}};
}

// Keys, those required, and no others.
void add_keys(const EntrySpec& entry, Json& schema) {
  Json required = Json::array();
  for (const KeySpec& key : entry.keys) {
    schema["properties"][std::string(key.key)] = key_schema(key);
    if (key.required) required.push_back(key.key);
  }
  for (const KeySpec& key : common_keys())
    schema["properties"][std::string(key.key)] = key_schema(key);
  if (!required.empty()) schema["required"] = required;
  schema["additionalProperties"] = false;
}

Json entry_schema(const EntrySpec& entry) {
  if (entry.free_keys) return {{"description", entry.help}, {"$ref", "#/$defs/names"}};
  Json schema{{"description", entry.help}, {"type", "object"}, {"properties", Json::object()}};
  add_keys(entry, schema);
  schema.update(ways_to_say(entry.entry));
  return schema;
}

Json list_of_entries(const EntrySpec& entry) {
  Json list{{"description", entry.help}};
  list.update(list_of(entry_schema(entry)));
  if (entry.entry == "party") list["maxItems"] = parties_max;
  if (entry.entry == "issue") list["maxItems"] = issues_max;
  return list;
}

std::string file_schema(std::span<const EntrySpec> entries, std::string_view file,
                        std::string_view title) {
  Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
              {"$id", std::string(file) + ".schema.json"},
              {"title", title},
              {"description", entries.front().help},
              {"type", "object"},
              {"properties", Json::object()}};
  add_keys(entries.front(), schema);
  for (const EntrySpec& entry : entries.subspan(1))
    schema["properties"][std::string(entry.entry)] =
        entry.repeated ? list_of_entries(entry) : entry_schema(entry);
  Json& types = schema["$defs"] = Json::object();
  for (int type = 0; type <= static_cast<int>(names); ++type)
    if (static_cast<ValueType>(type) != word)
      types[std::string(token(static_cast<ValueType>(type)))] =
          type_schema(static_cast<ValueType>(type));
  types["option"] = any_of({{{"type", "string"}, {"minLength", 1}, {"maxLength", name_bytes_max}},
                            {{"type", "number"}}});
  types["option"]["description"] = "an option: an id or name of the issue, or a number";
  return schema.dump(2) + "\n";
}

}  // namespace

std::string case_schema_json() {
  return file_schema(case_entries(), "case", "case.toml of the Caucus case language, version 1");
}

std::string sheet_schema_json() {
  return file_schema(sheet_entries(), "sheet",
                     "views/<party>.toml of the Caucus case language, version 1");
}

}  // namespace caucus
