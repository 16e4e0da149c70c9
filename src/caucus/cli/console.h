// Where do a verb's words go? Answers to standard output (or the file of -o), notes and progress to
// standard error.
//
// An answer is collected whole and written at the end, so that a full disk or an interruption
// leaves no half of it. Progress appears only on a terminal, only after a second, and only on
// standard error. The first Ctrl-C cancels the running analysis, which then answers with the best
// it has; the second ends the program. SIGTERM and SIGHUP do likewise, for five seconds at most.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "caucus/base/cancel.h"
#include "caucus/base/result.h"

namespace caucus {

// Exit codes of every verb.
enum class Exit {
  done = 0,          // done, or the answer is yes
  no = 1,            // the answer is no: faults found, zone empty
  usage = 2,         // the command line is wrong
  unreadable = 3,    // input cannot be read, or output cannot be written
  damaged = 4,       // the record is not what was written
  our_fault = 70,    // a bug in the program
  interrupted = 130  // Ctrl-C; what was printed says complete: false
};

class Console {
 public:
  // Installs the handler of Ctrl-C. One console for one program; the version is for documents.
  explicit Console(std::string version);
  Console(const Console&) = delete;
  Console& operator=(const Console&) = delete;

  // Appends to the answer.
  void answer(std::string_view text) { answer_ += text; }
  // A line on standard error, at once.
  void note(std::string_view line) const;
  // A fault of the world, on standard error; returns the exit code that belongs to it.
  [[nodiscard]] Exit failed(const Error& error) const;

  // What -o said; empty or "-" for standard output.
  void write_to(std::string path) { path_ = std::move(path); }
  // Writes the collected answer. A failure is reported and replaces the exit code.
  [[nodiscard]] Exit finish(Exit code);

  [[nodiscard]] const std::string& version() const { return version_; }

  // For analysis: cancelled by Ctrl-C.
  [[nodiscard]] CancelToken cancel() const;
  [[nodiscard]] bool interrupted() const;

 private:
  std::string version_;
  std::string answer_;
  std::string path_;
};

// Shows "<what> ... 3 s" on standard error while it exists, from the first second on, if that is a
// terminal.
class Progress {
 public:
  explicit Progress(std::string what);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

 private:
  struct Ticker;
  Ticker* ticker_;
};

}  // namespace caucus
