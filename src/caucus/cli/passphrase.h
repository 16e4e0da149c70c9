// Where does a passphrase come from? The terminal, without showing it, or a line of standard input.
//
// Never from an option or the environment: other programs of the machine can read those. With
// `--passphrase-stdin` each passphrase that a verb needs is the next line of standard input.
//
// Errors: unreadable. Complexity: one character at a time.
#pragma once

#include <string>

#include "caucus/cli/command.h"
#include "caucus/desk/vault_access.h"

namespace caucus {

// The options of every verb that opens a vault, and those of the verb.
std::vector<OptionSpec> vault_options(std::vector<OptionSpec> own);
// Those of them that open the vault, without how the answer is printed.
std::vector<OptionSpec> access_options(std::vector<OptionSpec> own);
extern const OptionSpec passphrase_option;
extern const OptionSpec member_option;

// `--kdf-memory 64MiB`: what guessing a new passphrase shall take. It is written into the member's
// key file; a small one is for machines with little memory, and for tests. Nothing after a
// complaint.
extern const OptionSpec kdf_option;
std::optional<record::KdfCost> kdf_of(const Arguments& arguments, const Console& console);

class Passphrases {
 public:
  explicit Passphrases(const Arguments& arguments)
      : from_stdin_(arguments.has(passphrase_option.name)) {}

  // `prompt` is for people: "Passphrase of the vault: ".
  [[nodiscard]] Result<Secret> ask(const std::string& prompt) const;
  // A new one, asked for twice on a terminal.
  [[nodiscard]] Result<Secret> ask_new(const std::string& prompt) const;

 private:
  bool from_stdin_;
};

// Says what is wrong with a vault and what can be done about it; the exit code.
Exit vault_failed(const Console& console, const Error& error);

// The access that the arguments describe, the passphrase asked for.
Result<VaultAccess> access_of(const Arguments& arguments, const std::string& folder);

}  // namespace caucus
