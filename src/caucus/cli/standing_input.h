// Words that are typed or piped in, not given on the command line.
//
// A command line can be read by everybody on the machine for as long as the program runs, and the
// shell keeps it. So where a verb takes words that somebody said, `-` in their place means: from
// standard input, after the passphrase if that comes from there too; on a terminal they are asked
// for. Errors: unreadable; too_large beyond 1 MiB; malformed for no words at all.
#pragma once

#include <string>
#include <vector>

#include "caucus/base/result.h"

namespace caucus {

inline constexpr std::string_view from_input = "-";

// All of standard input without the blanks around it; of a terminal, one line, asked for with the
// prompt ("What happened: ").
Result<std::string> words_from_input(const std::string& prompt);

// The values of an option that may be repeated; each line of the input for one that is `-`.
Result<std::vector<std::string>> values_or_input(std::vector<std::string> values,
                                                 const std::string& prompt);

// Takes the words of the command line out of what the system shows of the process. For main(), once
// they have been copied.
void hide_command_line(int count, char** words);

}  // namespace caucus
