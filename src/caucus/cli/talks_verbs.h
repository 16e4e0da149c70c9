// One function per verb of the families `talks` and `record`, and of what opens and uses a vault.
//
// As in verbs.h: a Command is data and one function, and verbs.cc puts them in its table. They are
// apart from the other verbs because they all begin alike, with talks_opening.h: the case, then the
// passphrase of its vault, then the talks.
//
// Errors: none. Complexity: none; running a verb has that of the desk's answer.
#pragma once

#include "caucus/cli/command.h"

namespace caucus {

Command open_command();
// What is noted: all of them record one line of a script
Command talks_log_command();
Command talks_offer_command();
Command talks_propose_command();
Command talks_answer_command();
Command talks_pass_command();
Command talks_approve_command();
Command talks_draft_command();
Command talks_critique_command();
Command talks_release_command();
// What is asked: these read a vault, or the script of a case that has none
Command talks_state_command();
Command talks_timeline_command();
Command talks_text_command();  // prints the desk's page Text as JSON
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
