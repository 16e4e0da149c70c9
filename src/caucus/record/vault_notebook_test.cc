// A member's notebook: kept sealed, apart from the record, and gone when it is emptied.
#include <filesystem>
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

#include "caucus/base/folder_for_tests.h"
#include "caucus/record/vault.h"

namespace caucus::record {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view secret = "four hundred crane drivers";

VaultOptions as(const std::string& name) {
  VaultOptions options;
  options.member_name = name;
  options.kdf = {8, 1};
  return options;
}

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

bool in_clear(const std::string& folder) {
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && bytes_of(entry.path()).find(secret) != std::string::npos)
      return true;
  return false;
}

std::vector<fs::path> notebooks(const std::string& vault) {
  std::vector<fs::path> found;
  if (!fs::exists(vault + "/notebooks")) return found;
  for (const fs::directory_entry& entry : fs::directory_iterator(vault + "/notebooks"))
    found.push_back(entry.path());
  return found;
}

Vault opened(const std::string& path, std::string_view passphrase) {
  Result<Vault> vault = Vault::open(path, {passphrase, {}});
  REQUIRE_MESSAGE(vault.has_value(), (vault ? "" : vault.error().message));
  return *std::move(vault);
}

TEST_CASE("a notebook is each member's own, sealed, and in no copy") {
  const for_tests::TestFolder folder;
  const std::string path = folder / "v";
  {
    Result<NewVault> made = Vault::create(path, "one", as("Ines"));
    REQUIRE(made.has_value());
    REQUIRE(made->vault.add_member("Karim", "two", {8, 1}).has_value());
    CHECK(made->vault.notebook().value() == "");
    REQUIRE(made->vault.write_notebook(secret).has_value());
    CHECK(made->vault.notebook().value() == secret);
  }
  CHECK_FALSE(in_clear(folder.path()));
  {
    Vault other = opened(path, "two");
    CHECK(other.notebook().value() == "");
    REQUIRE(other.write_notebook("of somebody else").has_value());
  }
  Vault vault = opened(path, "one");
  CHECK(vault.notebook().value() == secret);
  CHECK(vault.verify()->sound());
  REQUIRE(vault.backup(folder / "copy").has_value());
  CHECK_FALSE(fs::exists(folder / "copy/notebooks"));
  REQUIRE(vault.write_notebook({}).has_value());
  CHECK(vault.notebook().value() == "");
  CHECK(notebooks(path).size() == 1);
}

TEST_CASE("what was altered, cut or exchanged is said to be damaged, and can be replaced") {
  const for_tests::TestFolder folder;
  const std::string path = folder / "v";
  Result<NewVault> made = Vault::create(path, "one", as("Ines"));
  REQUIRE(made.has_value());
  Vault vault = std::move(made->vault);
  REQUIRE(vault.write_notebook(secret).has_value());
  const fs::path file = notebooks(path).front();
  const std::string whole = bytes_of(file);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string altered = whole;
    altered[at] = static_cast<char>(altered[at] ^ 1);
    std::ofstream(file, std::ios::binary) << altered;
    CHECK(vault.notebook().error().kind == ErrorKind::corrupt);
    std::ofstream(file, std::ios::binary) << whole.substr(0, at);
    CHECK(vault.notebook().error().kind == ErrorKind::corrupt);
  }
  REQUIRE(vault.write_notebook("again").has_value());
  CHECK(vault.notebook().value() == "again");
  CHECK(vault.write_notebook(std::string(notebook_bytes_max + 1, 'x')).error().kind ==
        ErrorKind::too_large);
  CHECK(vault.notebook().value() == "again");
}

}  // namespace
}  // namespace caucus::record
