// Writing a folder that was not there before.
#include "caucus/desk/new_folder.h"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "caucus/base/file.h"
#include "caucus/base/text.h"

namespace caucus {
namespace {

namespace fs = std::filesystem;

// Remembers what it made and takes it away again unless all went well.
class NewFolder {
 public:
  NewFolder() = default;
  NewFolder(const NewFolder&) = delete;
  NewFolder& operator=(const NewFolder&) = delete;
  ~NewFolder() {
    if (kept_) return;
    // Backwards, files before the folders they are in; a folder somebody else used stays.
    std::error_code ignored;
    for (auto path = made_.rbegin(); path != made_.rend(); ++path)
      fs::remove(*path, ignored);
  }

  // Makes the folder and those above it that are missing.
  Result<void> add_folder(const fs::path& folder) {
    std::vector<fs::path> missing;
    std::error_code error;
    for (fs::path at = folder; !at.empty() && !fs::exists(at, error); at = at.parent_path())
      missing.push_back(at);
    for (auto path = missing.rbegin(); path != missing.rend(); ++path) {
      if (!fs::create_directory(*path, error) && error)
        return fail(ErrorKind::unwritable, fmt::format("the folder {} cannot be made: {}",
                                                       in_quotes(path->string()), error.message()));
      if (!error) made_.push_back(*path);
    }
    return {};
  }

  Result<void> add_file(const fs::path& path, std::string_view text) {
    Result<void> written = write_file_atomically(path.string(), text);
    if (written) made_.push_back(path);
    return written;
  }

  void keep() { kept_ = true; }

 private:
  std::vector<fs::path> made_;
  bool kept_ = false;
};

// Nothing, or why nothing can be written there.
Result<void> check_free(const fs::path& folder) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(folder, error);
  if (status.type() == fs::file_type::not_found) return {};
  if (!fs::is_directory(folder, error))
    return fail(ErrorKind::conflict,
                fmt::format("{} is there already and is no folder", in_quotes(folder.string())));
  const bool empty = fs::is_empty(folder, error);
  if (error)
    return fail(ErrorKind::unreadable, fmt::format("{} cannot be looked into: {}",
                                                   in_quotes(folder.string()), error.message()));
  if (!empty)
    return fail(ErrorKind::conflict, fmt::format("{} is not empty; name a folder that does not "
                                                 "exist yet",
                                                 in_quotes(folder.string())));
  return {};
}

}  // namespace

Result<std::vector<std::string>> write_new_folder(const std::string& folder,
                                                  std::span<const NamedText> files) {
  fs::path root = fs::path(folder).lexically_normal();
  if (root.filename().empty() && root.has_parent_path()) root = root.parent_path();
  if (auto free = check_free(root); !free) return fail(free.error());
  NewFolder made;
  std::vector<std::string> written;
  if (auto folders = made.add_folder(root); !folders) return fail(folders.error());
  for (const NamedText& text : files) {
    const fs::path path = root / text.path;
    if (auto folders = made.add_folder(path.parent_path()); !folders) return fail(folders.error());
    if (auto file = made.add_file(path, text.text); !file) return fail(file.error());
    written.push_back(path.string());
  }
  made.keep();
  return written;
}

}  // namespace caucus
