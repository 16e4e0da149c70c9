// Files: give me its bytes, or put these bytes there, completely or not at all.
//
// Reading is bounded, because a file somebody sent may be anything. Writing is atomic: the bytes go
// into a temporary file beside the target, reach the disk, and only then take the target's name; so
// whoever reads the target sees the old content or the new, also after a power cut, and a failure
// leaves the old content as it was and nothing beside it.
//
// Errors name the path and, where there is one, the remedy. Complexity: linear.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "caucus/base/result.h"

namespace caucus {

// All bytes of the file. Kinds: not_found, is_a_directory, unreadable (no permission, a fault of
// the disk), too_large (over bytes_max, which the message names; no more than that is ever read).
// Pipes and devices are read to their end.
Result<std::string> read_file(const std::string& path, std::size_t bytes_max);

// The same for what is already open, such as standard input (descriptor 0); `name` is for messages.
Result<std::string> read_descriptor(int descriptor, std::size_t bytes_max, const std::string& name);

// Creates or replaces the file. An existing file keeps its permissions, a symbolic link its place
// (what it points to is replaced). Kinds: not_found (no such folder), is_a_directory, unwritable
// (no permission, disk full, ...). A pipe or device such as /dev/stdout is written to directly,
// where "completely or not at all" cannot be promised.
Result<void> write_file_atomically(const std::string& path, std::string_view bytes);

}  // namespace caucus
