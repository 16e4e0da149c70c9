// One function per verb of the families `talks` and `record`, for the table of verbs.cc.
#pragma once

#include "caucus/cli/command.h"

namespace caucus {

Command open_command();
// What is noted
Command talks_log_command();
Command talks_offer_command();
Command talks_propose_command();
Command talks_answer_command();
Command talks_pass_command();
Command talks_approve_command();
Command talks_draft_command();
Command talks_critique_command();
Command talks_release_command();
// What is asked
Command talks_state_command();
Command talks_timeline_command();
Command talks_view_command();
Command talks_leaks_command();
Command talking_points_command();
// Scripts
Command talks_import_command();
Command talks_export_command();
// The record
Command record_show_command();
Command record_verify_command();
Command record_export_command();
Command record_erase_command();
Command record_backup_command();
Command record_restore_command();
Command record_keys_command();

}  // namespace caucus
