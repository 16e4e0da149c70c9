// Where are the talks of a case kept, and who opens the vault?
//
// A case folder may hold `vault/` (the record, encrypted) and `talks.talks` (a script). Where there
// is a vault it is the truth; the script alone can be read and asked, without a passphrase.
//
// Errors: none. Complexity: constant.
#pragma once

#include <string>

#include "caucus/record/vault.h"

namespace caucus {

enum class TalksKept { nowhere, in_script, in_vault };

// A case is named by its folder or its case.toml.
std::string vault_folder(const std::string& case_path);
std::string script_file(const std::string& case_path);
TalksKept talks_kept(const std::string& case_path);

// A passphrase or a recovery text, kept where secrets are kept.
using Secret = record::Secret;

struct VaultAccess {
  Secret passphrase;
  Secret recovery_text;    // used instead where it is not empty
  std::string member;      // whose passphrase it is; empty: whoever's it is
  bool take_over = false;  // a lock that a program on another machine left
  record::World world;     // for tests: another clock or disk

  [[nodiscard]] record::Credentials credentials() const {
    return {passphrase.text(), recovery_text.text()};
  }
  [[nodiscard]] record::VaultOptions options() const { return {member, {}, take_over, world}; }
};

// For main(), before a passphrase is read: nothing of this process shall be left in a core dump.
void keep_secrets_from_dumps();

}  // namespace caucus
