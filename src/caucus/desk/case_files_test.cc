// A new case is written whole or not at all, and never over anything.
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "caucus/base/file.h"
#include "caucus/base/folder_for_tests.h"
#include "caucus/casefile/read.h"
#include "caucus/desk/desk.h"

namespace caucus {
namespace {

namespace fs = std::filesystem;

std::size_t files_below(const fs::path& folder) {
  std::size_t count = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    count += entry.is_regular_file() ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("a new case is written into a new folder and is in order") {
  const for_tests::TestFolder scratch;
  const std::string folder = scratch / "deep/river";
  const auto written = new_case(folder, "River talks");
  REQUIRE(written);
  CHECK(*written == std::vector<std::string>{folder + "/case.toml", folder + "/views/north.toml",
                                             folder + "/views/south.toml"});
  const auto reading = read_case(folder);
  REQUIRE(reading);
  CHECK(reading->faults.empty());
  CHECK(reading->warnings.empty());
  REQUIRE(reading->value);
  CHECK(reading->value->title == "River talks");
}

TEST_CASE("an empty folder is taken, also with a slash at the end of its name") {
  const for_tests::TestFolder scratch;
  fs::create_directory(scratch / "empty");
  REQUIRE(new_case(scratch / "empty" + "/", "Talks"));
  CHECK(files_below(scratch / "empty") == 3);
}

TEST_CASE("a folder that holds anything, and a file, are refused and stay as they were") {
  const for_tests::TestFolder scratch;
  fs::create_directory(scratch / "full");
  std::ofstream(scratch / "full/notes.txt") << "mine";
  const auto full = new_case(scratch / "full", "Talks");
  REQUIRE_FALSE(full);
  CHECK(full.error().kind == ErrorKind::conflict);
  CHECK(files_below(scratch / "full") == 1);

  std::ofstream(scratch / "file") << "mine";
  const auto file = new_case(scratch / "file", "Talks");
  REQUIRE_FALSE(file);
  CHECK(file.error().kind == ErrorKind::conflict);
  CHECK(*read_file(scratch / "file", 100) == "mine");
  CHECK_FALSE(new_case("", "Talks"));
}

TEST_CASE("a title is one line of text") {
  const for_tests::TestFolder scratch;
  const std::string folder = scratch / "talks";
  for (const std::string& title :
       {std::string(), std::string("  "), std::string("two\nlines"), std::string("\u202eturned"),
        std::string("\xff"), std::string(201, 'x')})
    CHECK_FALSE(new_case(folder, title));
  CHECK_FALSE(fs::exists(folder));
}

TEST_CASE("what was begun is taken away when a later file cannot be written") {
  const for_tests::TestFolder scratch;
  // Near the longest path of the system case.toml fits and the sheets, in a folder below, do not.
  fs::path parent = scratch / "long";
  while (parent.string().size() < 3'800)
    parent /= std::string(200, 'd');
  std::error_code error;
  fs::create_directories(parent, error);
  REQUIRE_FALSE(error);
  int refused = 0;
  for (std::size_t length = 1; length <= 250; ++length) {
    const fs::path folder = parent / std::string(length, 'c');
    if (new_case(folder.string(), "Talks")) {
      CHECK(files_below(folder) == 3);
      continue;
    }
    ++refused;
    std::error_code ignored;
    CHECK_FALSE(fs::exists(folder, ignored));
    CHECK(std::distance(fs::directory_iterator(parent), fs::directory_iterator()) ==
          static_cast<std::ptrdiff_t>(length) - refused);
  }
  CHECK(refused > 0);
}

TEST_CASE("the files of a case in canonical form are the case") {
  const auto reading = read_case("cases/access/aid-corridor");
  REQUIRE(reading);
  REQUIRE(reading->value);
  std::vector<CaseText> texts;
  for (const NamedText& file : canonical_files(*reading->value))
    texts.push_back({file.path, file.text, !texts.empty()});
  REQUIRE(texts.size() == 4);
  CHECK(texts[0].path == "case.toml");
  CHECK(texts[1].path == "views/authority.toml");  // in the order of the parties
  const CaseReading again = read_case_texts(texts);
  REQUIRE(again.value);
  CHECK(again.value->title == reading->value->title);
  CHECK(again.value->sheets.size() == 3);
}

}  // namespace caucus
