// One function per verb, each in the file of its name; verbs.cc puts them in a table.
//
// A Command is data and one function; nothing is registered while the program starts. Adding a verb
// is its file, its line here and its line in the table.
#pragma once

#include "caucus/cli/command.h"

namespace caucus {

// Understand
Command check_command();
Command show_command();
Command new_command();
Command brief_command();
Command document_command();
Command zone_command();
Command frontier_command();
Command point_command();
Command stuck_command();
// Negotiate
Command desk_command();
// Research
Command convert_command();
Command scenario_command();
// The program itself
Command schema_command();
Command help_command();
Command version_command();

}  // namespace caucus
