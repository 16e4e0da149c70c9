// A new folder with files in it, whole or not at all: how `new` and `convert` write.
//
// The folder must not exist yet or be empty. Folders above it are made where they are missing; what
// was made is taken away again when anything fails. Errors: conflict, unwritable, unreadable.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "caucus/base/result.h"
#include "caucus/desk/desk.h"

namespace caucus {

// The paths written, in the order of the files, whose own paths are relative to the folder.
Result<std::vector<std::string>> write_new_folder(const std::string& folder,
                                                  std::span<const NamedText> files);

}  // namespace caucus
