// `--give PARTY=SHARE`: is there a package that gives at least this to each?
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "caucus/cli/command.h"
#include "caucus/desk/aspiration_answer.h"

namespace caucus {

extern const OptionSpec give_option;

// What the options ask for, per party in the order of the names; nothing after a complaint.
// Complexity: the options times the names.
std::optional<Aspirations> wishes_of(const Arguments& arguments,
                                     const std::vector<std::string>& parties,
                                     const Console& console);

// Prints the answer; the exit code is 0 for yes and 1 for no.
Exit answer_asked(const AskedAnswer& asked, const Arguments& arguments, Console& console);

}  // namespace caucus
