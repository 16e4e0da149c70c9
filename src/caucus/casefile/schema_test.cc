// The schemas and the reference page hold every key of the table, and the shipped copies are these.
// tests/schema_test.py applies the schemas to the shipped cases and to planted mistakes.
#include <span>
#include <string>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "caucus/base/file.h"
#include "caucus/casefile/key_words.h"
#include "caucus/casefile/keys.h"
#include "caucus/casefile/write.h"

namespace caucus {
namespace {

using Json = nlohmann::json;

// The schema of one entry; of the file itself for "".
const Json& schema_of(const Json& file, const EntrySpec& entry) {
  if (entry.entry.empty()) return file;
  const Json& property = file.at("properties").at(std::string(entry.entry));
  return entry.repeated ? property.at("items") : property;
}

void check_keys(const Json& file, std::span<const EntrySpec> entries) {
  for (const EntrySpec& entry : entries) {
    CAPTURE(entry.entry);
    const Json& schema = schema_of(file, entry);
    CHECK(schema.at("description") == std::string(entry.help));
    if (entry.free_keys) continue;
    CHECK(schema.at("additionalProperties") == false);
    std::size_t required = 0;
    for (const KeySpec& key : entry.keys) {
      CAPTURE(key.key);
      const Json& property = schema.at("properties").at(std::string(key.key));
      CHECK(property.at("description").get<std::string>().starts_with(key.help));
      required += key.required ? 1 : 0;
      if (key.type != ValueType::word) {
        const std::string name(token(key.type));
        CHECK(property.at("$ref") == "#/$defs/" + name);
        CHECK(file.at("$defs").contains(name));
      }
    }
    for (const KeySpec& key : common_keys())
      CHECK(schema.at("properties").contains(std::string(key.key)));
    CHECK((schema.contains("required") ? schema.at("required").size() : 0) == required);
  }
}

void check_same(const std::string& path, const std::string& text) {
  const auto shipped = read_file(path, 1 << 20);
  REQUIRE_MESSAGE(shipped, path);
  CHECK_MESSAGE(*shipped == text, path << " is not what the program prints; write it again");
}

}  // namespace

TEST_CASE("the schemas are JSON and have every key of the table") {
  check_keys(Json::parse(case_schema_json()), case_entries());
  check_keys(Json::parse(sheet_schema_json()), sheet_entries());
}

TEST_CASE("every reference in the schemas leads to a definition") {
  for (const std::string& text : {case_schema_json(), sheet_schema_json()}) {
    const Json schema = Json::parse(text);
    for (std::size_t at = text.find("#/$defs/"); at != std::string::npos;
         at = text.find("#/$defs/", at + 1)) {
      const std::string name = text.substr(at + 8, text.find('"', at) - at - 8);
      CHECK_MESSAGE(schema.at("$defs").contains(name), name);
    }
  }
}

TEST_CASE("the words of a key are those of its schema") {
  const Json schema = Json::parse(sheet_schema_json());
  const Json& line = schema.at("properties").at("red_line").at("items");
  CHECK(line.at("properties").at("sure").at("enum") ==
        Json::array({"certain", "likely", "possible", "doubtful"}));
}

TEST_CASE("a choice of keys names keys that are there") {
  for (const auto entries : {case_entries(), sheet_entries()})
    for (const EntrySpec& entry : entries) {
      std::string key;
      for (const char c : std::string(exactly_one_key(entry.entry)) + " ") {
        if (c != ' ') {
          key += c;
        } else if (!key.empty()) {
          CHECK_MESSAGE(find_key(entry, key) != nullptr, key);
          key.clear();
        }
      }
    }
}

TEST_CASE("the reference page names every entry and key") {
  const std::string page = case_keys_page();
  for (const auto entries : {case_entries(), sheet_entries()})
    for (const EntrySpec& entry : entries) {
      if (!entry.entry.empty())
        CHECK(page.find("[" + std::string(entry.entry) + "]") != std::string::npos);
      for (const KeySpec& key : entry.keys) {
        CHECK(page.find("| `" + std::string(key.key) + "`") != std::string::npos);
        CHECK(page.find(key.help) != std::string::npos);
      }
    }
}

TEST_CASE("the shipped schemas and the shipped page are those of this program") {
  check_same("docs/reference/case.schema.json", case_schema_json());
  check_same("docs/reference/sheet.schema.json", sheet_schema_json());
  check_same("docs/reference/case-keys.md", case_keys_page());
}

}  // namespace caucus
