// A folder for one test: new, empty, of its own name, and gone again after it.
//
//     const TestFolder folder;
//     write_file_atomically(folder / "a", "words");
//
// Errors: where none can be made, the test fails. Complexity: that of the file system.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

#include <doctest/doctest.h>

namespace caucus::for_tests {

class TestFolder {
 public:
  explicit TestFolder(const std::filesystem::path& below = std::filesystem::temp_directory_path())
      : path_((below / "caucus-test-XXXXXX").string()) {
    REQUIRE(::mkdtemp(path_.data()) != nullptr);
  }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  ~TestFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace caucus::for_tests
