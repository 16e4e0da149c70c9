#include "caucus/desk/vault_access.h"

#include <filesystem>

namespace caucus {
namespace {

std::filesystem::path folder_of(const std::string& case_path) {
  std::error_code error;
  const std::filesystem::path path(case_path);
  return std::filesystem::is_directory(path, error) ? path : path.parent_path();
}

}  // namespace

std::string vault_folder(const std::string& case_path) {
  return (folder_of(case_path) / "vault").string();
}

std::string script_file(const std::string& case_path) {
  return (folder_of(case_path) / "talks.talks").string();
}

TalksKept talks_kept(const std::string& case_path) {
  std::error_code error;
  if (case_path == "-") return TalksKept::nowhere;
  if (std::filesystem::exists(vault_folder(case_path), error)) return TalksKept::in_vault;
  if (std::filesystem::exists(script_file(case_path), error)) return TalksKept::in_script;
  return TalksKept::nowhere;
}

void keep_secrets_from_dumps() {
  // A system that refuses leaves everything else as it is.
  static_cast<void>(record::forbid_core_dumps());
}

}  // namespace caucus
