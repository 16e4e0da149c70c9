// The program `caucus`: one verb per run.
#include <exception>
#include <string>
#include <vector>

#include "caucus/base/assert.h"
#include "caucus/cli/command.h"

int main(int count, char** words) {
  caucus::Console console(CAUCUS_VERSION);
  try {
    const std::vector<std::string> given(words + 1, words + count);
    const caucus::Exit code = caucus::run_command_line(given, console);
    return static_cast<int>(console.finish(code));
  } catch (const std::exception& error) {
    // Only our own mistakes and a machine without memory come this far.
    console.note(std::string("caucus: this is a fault of the program: ") + error.what());
    console.note("Please report it with the command line and, if you may, the case.");
    return static_cast<int>(caucus::Exit::our_fault);
  }
}
