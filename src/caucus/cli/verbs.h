// One function per verb, each in the file of its name; verbs.cc puts them in a table.
#pragma once

#include "caucus/cli/command.h"

namespace caucus {

Command check_command();
Command show_command();
Command new_command();
Command brief_command();
Command zone_command();
Command frontier_command();
Command point_command();
Command stuck_command();
Command schema_command();
Command help_command();
Command version_command();

}  // namespace caucus
