// The program `caucus`: one verb per run.
#include <exception>
#include <string>
#include <vector>

#include <sys/stat.h>

#include "caucus/base/assert.h"
#include "caucus/cli/command.h"
#include "caucus/cli/standing_input.h"

int main(int count, char** words) {
  // Whatever the program writes, databases and what tools write included, is its user's alone.
  ::umask(077);
  caucus::Console console(CAUCUS_VERSION);
  try {
    const std::vector<std::string> given(words + 1, words + count);
    // Among them may be what somebody said in confidence; other accounts see them while we run.
    caucus::hide_command_line(count, words);
    const caucus::Exit code = caucus::run_command_line(given, console);
    return static_cast<int>(console.finish(code));
  } catch (const std::exception& error) {
    // Only our own mistakes and a machine without memory come this far.
    console.note(std::string("caucus: this is a fault of the program: ") + error.what());
    console.note("Please report it with the command line and, if you may, the case.");
    return static_cast<int>(caucus::Exit::our_fault);
  }
}
