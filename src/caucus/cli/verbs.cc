// The table of verbs. Adding one: its file, its line in verbs.h, its line here.
#include "caucus/cli/verbs.h"

#include <array>

namespace caucus {

std::span<const Command> commands() {
  static const std::array table{
      check_command(),  show_command(),  brief_command(),   zone_command(),    frontier_command(),
      point_command(),  stuck_command(), new_command(),     convert_command(), scenario_command(),
      schema_command(), help_command(),  version_command(),
  };
  return table;
}

}  // namespace caucus
