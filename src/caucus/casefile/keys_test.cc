#include "caucus/casefile/keys.h"

#include <set>
#include <string>

#include <doctest/doctest.h>

#include "caucus/base/file.h"
#include "caucus/casefile/read.h"

namespace caucus {
namespace {

template <class Visit>
void for_every_key(const Visit& visit) {
  for (const auto entries : {case_entries(), sheet_entries()})
    for (const EntrySpec& entry : entries)
      for (const KeySpec& key : entry.keys)
        visit(entry, key);
}

TEST_CASE("every key and entry says what it means, in one sentence without a full stop") {
  for_every_key([](const EntrySpec& entry, const KeySpec& key) {
    CAPTURE(entry.entry);
    CAPTURE(key.key);
    CHECK_FALSE(key.help.empty());
    CHECK_FALSE((key.help.ends_with('.') && !key.help.ends_with("...")));
    CHECK((key.type == ValueType::word) == !key.words.empty());
    CHECK_FALSE(described(key.type).empty());
    CHECK(find_key(entry, key.key) == &key);
  });
}

TEST_CASE("the reference names every entry and every key") {
  const auto reference = read_file("docs/reference/case-language.md", 1 << 20);
  REQUIRE(reference);
  const auto named = [&](std::string_view word) {
    return reference->find("`" + std::string(word) + "`") != std::string::npos ||
           reference->find("`" + std::string(word) + " =") != std::string::npos;
  };
  for (const auto entries : {case_entries(), sheet_entries()})
    for (const EntrySpec& entry : entries) {
      CAPTURE(entry.entry);
      if (!entry.entry.empty())
        CHECK(reference->find("[" + std::string(entry.entry) + "]") != std::string::npos);
    }
  for_every_key([&](const EntrySpec&, const KeySpec& key) {
    CAPTURE(key.key);
    CHECK(named(key.key));
  });
  for (const KeySpec& key : common_keys())
    CHECK(named(key.key));
}

TEST_CASE("no key stands twice in its entry, and only entries carry the common keys") {
  for (const auto entries : {case_entries(), sheet_entries()})
    for (const EntrySpec& entry : entries) {
      std::set<std::string_view> seen;
      for (const KeySpec& key : entry.keys)
        CHECK(seen.insert(key.key).second);
      for (const KeySpec& key : common_keys())
        CHECK((find_key(entry, key.key) != nullptr) ==
              (entry.common_keys || seen.contains(key.key)));
    }
}

}  // namespace
}  // namespace caucus
