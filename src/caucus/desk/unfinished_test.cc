// Unfinished entries: one of a name, bounded in size and number, gone when they are discarded.
#include "caucus/desk/unfinished.h"

#include <doctest/doctest.h>

#include "caucus/base/folder_for_tests.h"

namespace caucus {
namespace {

const Moment morning = Moment::at(*Date::from_calendar(2025, 6, 16), 10 * 60, 120);
const Moment noon = Moment::at(*Date::from_calendar(2025, 6, 16), 12 * 60, 120);

struct Kept {
  for_tests::TestFolder folder;
  std::optional<record::Vault> vault;

  Kept() {
    auto made = record::Vault::create(folder / "v", "word", {"Ines", {8, 1}, false, {}});
    REQUIRE(made.has_value());
    vault.emplace(std::move(made->vault));
  }

  std::vector<Unfinished> entries() { return *unfinished_entries(*vault); }
  ErrorKind refused(const Unfinished& entry) {
    const auto kept = keep_unfinished(*vault, entry);
    REQUIRE_FALSE(kept.has_value());
    return kept.error().kind;
  }
};

}  // namespace

TEST_CASE("an unfinished entry takes the place of the one of its name, until it is discarded") {
  Kept kept;
  REQUIRE(keep_unfinished(*kept.vault, {"e-1", "half a", morning}).has_value());
  REQUIRE(keep_unfinished(*kept.vault, {"e-2", "another", morning}).has_value());
  REQUIRE(keep_unfinished(*kept.vault, {"e-1", "half a sentence", noon}).has_value());
  REQUIRE(kept.entries().size() == 2);
  CHECK(kept.entries().back().text == "half a sentence");
  CHECK(kept.entries().back().at == noon);
  // Who knew another text than is kept changes nothing; nor does who knew one that is gone.
  const auto overtaken =
      keep_unfinished(*kept.vault, {"e-1", "of another", noon}, mark_of("half a"));
  REQUIRE(!overtaken.has_value());
  CHECK(overtaken.error().kind == ErrorKind::conflict);
  const auto gone = keep_unfinished(*kept.vault, {"e-9", "of another", noon}, mark_of("half a"));
  CHECK(!gone.has_value());
  CHECK(!keep_unfinished(*kept.vault, {"e-1", "", noon}, mark_of("half a")).has_value());
  CHECK(unfinished_entries(*kept.vault)->back().text == "half a sentence");
  REQUIRE(keep_unfinished(*kept.vault, {"e-1", "half a sentence", noon}, mark_of("half a sentence"))
              .has_value());
  REQUIRE(keep_unfinished(*kept.vault, {"e-1", "", noon}).has_value());
  REQUIRE(keep_unfinished(*kept.vault, {"never", "", noon}).has_value());
  CHECK(kept.entries().size() == 1);
  REQUIRE(keep_unfinished(*kept.vault, {"e-2", "", noon}).has_value());
  CHECK(kept.vault->notebook().value() == "");
}

TEST_CASE("names, sizes and numbers have limits") {
  Kept kept;
  for (const char* name : {"", "A", "a b", "../a", "a.b"})
    CHECK(kept.refused({name, "x", noon}) == ErrorKind::malformed);
  CHECK(kept.refused({std::string(41, 'a'), "x", noon}) == ErrorKind::malformed);
  CHECK(kept.refused({"a", std::string(unfinished_bytes_max + 1, 'x'), noon}) ==
        ErrorKind::too_large);
  for (std::size_t n = 0; n < unfinished_max; ++n)
    REQUIRE(keep_unfinished(*kept.vault, {"e-" + std::to_string(n),
                                          std::string(unfinished_bytes_max, 'x'), noon})
                .has_value());
  CHECK(kept.refused({"one-more", "x", noon}) == ErrorKind::too_large);
  CHECK(kept.entries().size() == unfinished_max);
}

TEST_CASE("what another version kept is not written over") {
  Kept kept;
  REQUIRE(kept.vault->write_notebook("{\"format\":\"caucus.notebook/2\"}").has_value());
  CHECK(unfinished_entries(*kept.vault).error().kind == ErrorKind::unsupported);
  CHECK(kept.refused({"a", "x", noon}) == ErrorKind::unsupported);
}

}  // namespace caucus
