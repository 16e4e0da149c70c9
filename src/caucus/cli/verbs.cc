// The table of verbs. Adding one: its file, its line in verbs.h, its line here.
#include "caucus/cli/verbs.h"

#include <array>

#include "caucus/cli/talks_verbs.h"

namespace caucus {

std::span<const Command> commands() {
  static const std::array table{
      check_command(),          show_command(),          brief_command(),
      document_command(),       zone_command(),          frontier_command(),
      point_command(),          stuck_command(),         new_command(),
      desk_command(),           open_command(),          talks_log_command(),
      talks_offer_command(),    talks_propose_command(), talks_answer_command(),
      talks_pass_command(),     talks_approve_command(), talks_draft_command(),
      talks_critique_command(), talks_release_command(), talks_state_command(),
      talks_timeline_command(), talks_text_command(),    talks_view_command(),
      talks_leaks_command(),    talks_import_command(),  talks_export_command(),
      talking_points_command(), record_show_command(),   record_verify_command(),
      record_export_command(),  record_erase_command(),  record_backup_command(),
      record_restore_command(), record_keys_command(),   convert_command(),
      scenario_command(),       schema_command(),        help_command(),
      version_command(),
  };
  return table;
}

}  // namespace caucus
