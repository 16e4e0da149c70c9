// How is another program started, and what if it does not end? The one door to other programs.
//
// A tool is a program of the system that turns one file into another. It is found in PATH, started
// without a shell, in a folder of its own and with an environment made here: HOME and TMPDIR are
// that folder, the time zone is UTC, nothing else of ours is handed on, and no open file but its
// own three. It runs in a process group of its own, which is ended as a whole when it is done, when
// it takes longer than its limit, and when the caller cancels.
//
// Errors: not_found (the message names the Debian package), cancelled, unreachable (it took too
// long), unreadable (it ended with a fault; the message has the last of what it said), unwritable
// (the folder). Complexity: that of the tool.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "caucus/base/cancel.h"
#include "caucus/base/result.h"

namespace caucus {

// A folder that only this user can look into, gone with everything in it at the end, or when the
// next is made after a program was killed. In memory where the system offers that, not on disk.
class WorkFolder {
 public:
  static Result<WorkFolder> make();
  WorkFolder(WorkFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  WorkFolder& operator=(WorkFolder&&) = delete;
  ~WorkFolder();

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  explicit WorkFolder(std::string path) : path_(std::move(path)) {}

  std::string path_;
};

struct ToolCall {
  std::vector<std::string> names;             // of the program; the first that is there is taken
  std::string package;                        // of Debian, that has it
  std::vector<std::string> arguments;         // without the name
  std::string folder;                         // where it runs
  std::vector<std::string> environment = {};  // "SOURCE_DATE_EPOCH=0", beside what it always has
  std::chrono::seconds limit{120};
};

Result<void> run_tool(const ToolCall& call, const CancelToken& cancel);

}  // namespace caucus
