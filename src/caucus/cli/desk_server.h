// `caucus desk CASE` without a page: serve the desk to browsers of this machine until Ctrl-C.
//
// Errors: exit codes, after a word on standard error. Complexity: serve/server.h.
#pragma once

#include "caucus/cli/command.h"
#include "caucus/pages/desk_pages.h"

namespace caucus {

// Their options, for the table of verbs.
std::vector<OptionSpec> server_options(std::vector<OptionSpec> own);

// Prints the link on standard output, at once, and a fresh one whenever Enter is pressed.
Exit serve_desk(Desk desk, const Arguments& arguments, const Console& console);

}  // namespace caucus
