// The vault of a case as a whole: made, opened again with a lost passphrase, checked, copied, put
// back, and who may open it.
//
// A thin layer over record/vault.h that knows where a case keeps its vault and which channels it
// needs. What is replaced is moved aside, never deleted.
//
// Errors: kinds of record/vault.h. Complexity: as there; checking and copying are linear.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/desk/vault_access.h"
#include "caucus/model/case.h"

namespace caucus {

// The channel of the mediator's team.
inline constexpr std::string_view own_channel = "mediator";

struct NewVaultOptions {
  Secret passphrase;
  std::string member = "mediator";
  std::string recovery_file;  // must not exist yet; made with 0600
  record::KdfCost kdf;        // what guessing the passphrase shall take
  record::World world;
};
struct NewVaultAnswer {
  std::string folder;
  std::string recovery_file;
  std::vector<std::string> channels;
  record::Member founder;
};
// Makes CASE/vault with a channel for the team and one per party. When the recovery text cannot be
// written, no vault is left behind. Kinds: conflict (a vault or the file is there), unwritable,
// malformed.
Result<NewVaultAnswer> make_vault(const Case& c, const std::string& case_path,
                                  const NewVaultOptions& options);

// What a recovery file holds.
Result<Secret> recovery_text_from(const std::string& file);

// Sets a new passphrase for the member who opens the vault, and returns the name.
Result<std::string> set_passphrase(const std::string& case_path, const VaultAccess& access,
                                   const Secret& passphrase, const record::KdfCost& kdf);

// Every check on the vault, also on one that cannot be opened as damaged.
Result<record::Verification> inspect_vault(const std::string& case_path, const VaultAccess& access);

// The largest bundle that is read.
inline constexpr std::size_t bundle_bytes_max = std::size_t{1} << 30;

// A checked copy in a new folder.
Result<record::Verification> backup_vault(const std::string& case_path, const std::string& folder,
                                          const VaultAccess& access);

struct RestoreAnswer {
  bool done = false;
  // Where there is a vault that can be read: both, and what it has that the backup has not.
  std::optional<record::Comparison> compared;
  std::string moved_to;        // where the present vault is now; empty if there was none
  record::Verification found;  // of what was restored
};
// Puts a backup in the place of the vault. Where something would be lost, only if `although` says
// so. What was erased since the backup was made is erased again before it takes the place; who
// erased it did not mean until the next accident. A present vault that is too damaged to be
// compared counts as a loss that is not known.
Result<RestoreAnswer> restore_vault(const std::string& case_path, const std::string& backup,
                                    const VaultAccess& access, bool although);

struct KeyChange {
  std::string add;     // a new member's name; empty for none
  std::string remove;  // the name of one who opens it no more
  Secret passphrase;   // of the new member, or a new one of the member who opens; may be empty
  record::KdfCost kdf;
};
struct KeysAnswer {
  std::vector<record::Member> members;
  record::Member me;
};
Result<KeysAnswer> keys_of(const std::string& case_path, const VaultAccess& access,
                           const KeyChange& change);

}  // namespace caucus
