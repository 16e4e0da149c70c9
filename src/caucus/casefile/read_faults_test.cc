// tests/faults/*.txt: for each a small case and the exact list of what the reader says of it.
//
// A file begins with a sentence on what it shows. `=== name` begins a file of the case, and
// `=== says` the list: the faults, or the warnings where there is no fault.
#include <algorithm>
#include <filesystem>
#include <sstream>

#include <doctest/doctest.h>

#include "caucus/base/file.h"
#include "caucus/casefile/listed_faults.h"

namespace caucus {
namespace {

namespace fs = std::filesystem;

struct Golden {
  std::vector<CaseText> texts;
  std::string says;
};

Golden golden_of(const std::string& path) {
  const Result<std::string> text = read_file(path, case_file_bytes_max);
  REQUIRE(text);
  Golden golden;
  std::string* into = nullptr;
  std::istringstream lines(*text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("=== ")) {
      // The empty line before a section belongs to nobody.
      if (into != nullptr && into->ends_with("\n\n")) into->pop_back();
      const std::string name = line.substr(4);
      if (name != "says") golden.texts.push_back({name, "", name.starts_with("views/")});
      into = name == "says" ? &golden.says : &golden.texts.back().text;
    } else if (into != nullptr) {
      *into += line + "\n";
    }
  }
  return golden;
}

TEST_CASE("every small wrong case is answered word for word") {
  std::vector<std::string> paths;
  for (const auto& entry : fs::directory_iterator("tests/faults"))
    paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end());
  CHECK(paths.size() >= 18);
  for (const std::string& path : paths) {
    CAPTURE(path);
    const Golden golden = golden_of(path);
    REQUIRE_FALSE(golden.texts.empty());
    const CaseReading reading = read_case_texts(golden.texts);
    CHECK("\n" + golden.says == listed(reading.faults.empty() ? reading.warnings : reading.faults));
    CHECK(reading.value.has_value() == reading.faults.empty());
  }
}

}  // namespace
}  // namespace caucus
