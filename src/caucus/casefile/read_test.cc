// Folders, files and limits; and every shipped case reads.
#include "caucus/casefile/read.h"

#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "caucus/base/folder_for_tests.h"
#include "caucus/casefile/listed_faults.h"

namespace caucus {
namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  std::string path(const std::string& name = "") const {
    return name.empty() ? folder_.path() : folder_ / name;
  }
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories(fs::path(path(name)).parent_path());
    std::ofstream(path(name), std::ios::binary) << text;
  }
  // The faults or else the warnings of the case, paths from the folder.
  std::string found(const std::string& name = "") const {
    const Result<CaseReading> reading = read_case(path(name));
    if (!reading) return without_folder(reading.error().message);
    return without_folder(listed(reading->faults) + listed(reading->warnings));
  }

 private:
  std::string without_folder(std::string text) const {
    for (std::size_t at; (at = text.find(path())) != std::string::npos;)
      text.erase(at, path().size());
    return text;
  }
  for_tests::TestFolder folder_;
};

const std::string frame = "caucus = 1\ntitle = \"x\"\n[[party]]\nid = \"north\"\n";
const std::string sheet = "caucus = 1\nparty = \"north\"\n";

TEST_CASE("a case is a folder, or the case.toml in it") {
  const Folder folder;
  folder.write("case.toml", frame);
  folder.write("views/north.toml", sheet);
  for (const std::string name : {"", "case.toml"}) {
    const Result<CaseReading> reading = read_case(folder.path(name));
    REQUIRE(reading);
    REQUIRE(reading->value);
    CHECK(reading->value->sheets.size() == 1);
    CHECK(reading->warnings.empty());
    CHECK(reading->value->files ==
          std::vector<std::string>{folder.path("case.toml"), folder.path("views/north.toml")});
  }
}

TEST_CASE("a folder without a case, or nothing at all, is an error of its own kind") {
  const Folder folder;
  const Result<CaseReading> none = read_case(folder.path());
  REQUIRE_FALSE(none);
  CHECK(none.error().kind == ErrorKind::not_found);
  CHECK(none.error().message.find("without a case.toml") != std::string::npos);
  CHECK(read_case(folder.path("nowhere")).error().kind == ErrorKind::not_found);
  fs::create_directories(folder.path("case.toml"));
  CHECK(read_case(folder.path()).error().kind == ErrorKind::is_a_directory);
}

TEST_CASE("case files that cannot be opened are errors: loops and broken links") {
  const Folder folder;
  fs::create_symlink("case.toml", folder.path("case.toml"));
  CHECK(read_case(folder.path()).error().kind == ErrorKind::unreadable);
  fs::remove(folder.path("case.toml"));
  fs::create_symlink("nowhere", folder.path("case.toml"));
  CHECK(read_case(folder.path()).error().kind == ErrorKind::not_found);
}

TEST_CASE("what lies in views/ and is no sheet is ignored, and said so; broken sheets are faults") {
  const Folder folder;
  folder.write("case.toml", frame);
  folder.write("views/north.toml", sheet);
  folder.write("views/notes.txt", "x");
  fs::create_directories(folder.path("views/old"));
  fs::create_directories(folder.path("views/folder.toml"));
  fs::create_symlink("loop.toml", folder.path("views/loop.toml"));
  fs::create_symlink("nowhere", folder.path("views/gone.toml"));
  const std::string found = folder.found();
  CHECK(found.find("/views/folder.toml: this is not a regular file\n") != std::string::npos);
  CHECK(found.find("/views/notes.txt: this is not read (a sheet is called views/<party>.toml)\n") !=
        std::string::npos);
  CHECK(found.find("/views/old: this is not read") != std::string::npos);
  CHECK(found.find("/views/loop.toml") != std::string::npos);
  CHECK(found.find("/views/gone.toml") != std::string::npos);
  const Result<CaseReading> reading = read_case(folder.path());
  CHECK(reading->faults.size() == 3);
  CHECK(reading->warnings.size() == 2);
}

TEST_CASE("a file in the place of views/ is a fault") {
  const Folder folder;
  folder.write("case.toml", frame);
  folder.write("views", "x");
  const Result<CaseReading> reading = read_case(folder.path());
  REQUIRE(reading);
  REQUIRE(reading->faults.size() == 1);
  CHECK(reading->faults[0].kind == FaultKind::unreadable);
}

TEST_CASE("files over 4 MiB are refused by their size alone") {
  const Folder folder;
  folder.write("case.toml", std::string(10'000'000, '#'));
  CHECK(folder.found() ==
        "\n/case.toml: the file is larger than 4 MiB (a case is text: does something else belong "
        "elsewhere?)\n\n");
  folder.write("case.toml", frame + std::string(case_file_bytes_max - frame.size(), '\n'));
  CHECK(read_case(folder.path())->faults.empty());
  folder.write("views/north.toml", std::string(case_file_bytes_max + 1, '#'));
  const Result<CaseReading> reading = read_case(folder.path());
  REQUIRE(reading->faults.size() == 1);
  CHECK(reading->faults[0].kind == FaultKind::too_large);
}

TEST_CASE("limits of numbers: parties, issues, options, sheets, each once") {
  std::string text;
  for (int at = 0; at < 20; ++at)
    text += "[[party]]\nid = \"p" + std::to_string(at) + "\"\n";
  CHECK(faults_of(text) == R"(
case.toml:35:1: there are more than 16 parties (join those that always speak with one voice)
)");
  text.clear();
  for (int at = 0; at < 520; ++at)
    text += "[[issue]]\nid = \"i" + std::to_string(at) + "\"\noptions = [1]\n";
  text += "[[rule]]\nis = \"i519 > 0\"\n";
  CHECK(
      faults_of(text) ==
      "\ncase.toml:1539:1: there are more than 512 issues (split the talks into several cases)\n");
  std::vector<std::string> sheets(70, "caucus = 1\nparty = \"north\"\n");
  for (std::size_t at = 0; at < sheets.size(); ++at)
    sheets[at] += "by = \"w" + std::to_string(at) + "\"\n";
  CHECK(faults_of("[[party]]\nid = \"north\"\n", sheets) ==
        "\nviews/65.toml: there are more than 64 sheets (keep one for each party)\n");
}

TEST_CASE("a case with three hundred faults reports them all, one with thousands the first") {
  const auto with_faults = [](int count) {
    std::string text = "[[issue]]\nid = \"i\"\noptions = [1]\n";
    for (int at = 0; at < count; ++at)
      text += "[[rule]]\nis = \"i > " + std::to_string(at) + " and j > 1\"\n";
    return reading_of(text).faults;
  };
  CHECK(with_faults(300).size() == 300);
  const std::vector<Fault> many = with_faults(5000);
  REQUIRE(many.size() == 1001);
  CHECK(to_string(many.back()) == "and 4000 more");
}

TEST_CASE("nothing at all, and Windows line ends with a byte order mark") {
  CHECK(listed(read_case_texts({}).faults) == R"(
case.toml:1:1: the file has no `caucus` (add `caucus`: the number 1)
case.toml:1:1: the file has no `title` (add `title`: a text in double quotes)
)");
  const CaseText windows{"case.toml",
                         "\xEF\xBB\xBF"
                         "caucus = 1\r\ntitle = \"x\"\r\n[[rule]]\r\nis = \"a\r\n",
                         false};
  CHECK(listed(read_case_texts(std::vector{windows}).faults) == R"(
case.toml:4:6: the text that begins here has no closing quote on its line (put a " at its end)
)");
}

TEST_CASE("the same texts give the same reading, twice") {
  const std::string text = "[[issue]]\nid = \"i\"\noptions = [1]\n[[rule]]\nis = \"i > x\"\n";
  CHECK(faults_of(text) == faults_of(text));
}

TEST_CASE("every shipped case reads without a fault") {
  std::size_t count = 0;
  for (const auto& entry : fs::recursive_directory_iterator("cases")) {
    if (entry.path().filename() != "case.toml") continue;
    ++count;
    CAPTURE(entry.path().string());
    const Result<CaseReading> reading = read_case(entry.path().string());
    REQUIRE(reading);
    CHECK(listed(reading->faults) == "\n");
    CHECK(reading->value.has_value());
  }
  CHECK(count >= 10);
}

}  // namespace
}  // namespace caucus
