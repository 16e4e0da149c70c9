// `caucus record backup|restore|keys`: copies of the vault, and who may open it.
#include "caucus/base/text.h"
#include "caucus/cli/tables.h"
#include "caucus/cli/talks_opening.h"
#include "caucus/cli/talks_verbs.h"
#include "caucus/desk/record_json.h"

namespace caucus {
namespace {

// The access to the vault of a case; nothing after a complaint.
std::optional<VaultAccess> vault_access(const Arguments& arguments, Console& console, Exit& code) {
  const std::string& path = arguments.words.front();
  if (talks_kept(path) != TalksKept::in_vault) {
    console.note("caucus: there is no record in " + shown(path) +
                 "; `caucus open CASE --recovery FILE` makes the vault of a case");
    code = Exit::unreadable;
    return std::nullopt;
  }
  Result<VaultAccess> access = access_of(arguments, vault_folder(path));
  if (access) return *std::move(access);
  code = console.failed(access.error());
  return std::nullopt;
}

Exit run_backup(const Arguments& arguments, Console& console) {
  Exit code = Exit::done;
  const auto access = vault_access(arguments, console, code);
  if (!access) return code;
  const auto copied = backup_vault(arguments.words[0], arguments.words[1], *access);
  if (!copied) return vault_failed(console, copied.error());
  if (arguments.has("--json"))
    console.answer(verification_json(*copied));
  else
    console.answer("copied to " + shown(arguments.words[1]) + ": " +
                   counted(copied->entries, "entry", "entries") + ", read back and checked\n");
  return Exit::done;
}

Exit run_restore(const Arguments& arguments, Console& console) {
  Exit code = Exit::done;
  if (!opened_case(arguments, console, code)) return code;
  const std::string& path = arguments.words[0];
  const std::string& backup = arguments.words[1];
  Result<VaultAccess> access = access_of(arguments, backup);
  if (!access) return console.failed(access.error());
  const Result<RestoreAnswer> restored =
      restore_vault(path, backup, *access, arguments.has("--yes"));
  if (!restored) return vault_failed(console, restored.error());
  if (arguments.has("--json")) {
    console.answer(restore_json(*restored));
    return restored->done ? Exit::done : Exit::no;
  }
  for (const record::Loss& loss : restored->losses)
    console.answer("  " + (loss.channel_name.empty() ? "the register" : shown(loss.channel_name)) +
                   " " + std::string(record::to_string(loss.log.log_class)) + ": " +
                   counted(loss.entries_lost, "entry", "entries") + " would be lost" +
                   (loss.differs ? "; the rest is not the same: not a backup of this vault" : "") +
                   "\n");
  if (!restored->done) {
    console.answer(
        "nothing was restored: the present vault has more than the backup; with --yes it "
        "is moved aside, and the backup takes its place\n");
    return Exit::no;
  }
  console.answer("restored " + counted(restored->found.entries, "entry", "entries") + "\n");
  if (!restored->moved_to.empty())
    console.answer("the vault that was there is now " + shown(restored->moved_to) + "\n");
  return Exit::done;
}

Exit run_keys(const Arguments& arguments, Console& console) {
  Exit code = Exit::done;
  const auto access = vault_access(arguments, console, code);
  if (!access) return code;
  KeyChange change;
  change.add = arguments.value("--add").value_or("");
  const bool renews = arguments.has("--new-passphrase");
  if (!change.add.empty() && renews) {
    console.note("caucus: either `--add` or `--new-passphrase`");
    return Exit::usage;
  }
  const auto cost = kdf_of(arguments, console);
  if (!cost) return Exit::usage;
  change.kdf = *cost;
  if (!change.add.empty() || renews) {
    Result<Secret> passphrase = Passphrases(arguments).ask_new(
        renews ? "New passphrase: " : "Passphrase of " + shown(change.add) + ": ");
    if (!passphrase) return console.failed(passphrase.error());
    change.passphrase = *std::move(passphrase);
  }
  const Result<KeysAnswer> keys = keys_of(arguments.words.front(), *access, change);
  if (!keys) return vault_failed(console, keys.error());
  if (arguments.has("--json")) {
    console.answer(keys_json(*keys));
    return Exit::done;
  }
  std::vector<std::vector<std::string>> rows{{"member", "key"}};
  for (const record::Member& member : keys->members)
    rows.push_back({shown(member.name) + (member.key == keys->me.key ? " (you)" : ""),
                    to_hex(member.public_key)});
  console.answer(table(rows));
  return Exit::done;
}

}  // namespace

Command record_backup_command() {
  return {"record backup",
          VerbGroup::negotiate,
          "CASE FOLDER",
          "copy the vault to a new folder, and check the copy",
          "FOLDER must not be there yet. The copy opens with the same passphrases.",
          vault_options({}),
          {{"caucus record backup my-case backup-1", "Before the journey:"}},
          run_backup};
}

Command record_restore_command() {
  return {
      "record restore",
      VerbGroup::negotiate,
      "CASE FOLDER",
      "put a backup in the place of the vault",
      "Says first what the present vault has and the backup has not; with --yes the present vault "
      "is moved aside, never deleted. Exit code 1 if nothing was restored.",
      vault_options({{"--yes", "", "restore although entries are lost"}}),
      {{"caucus record restore my-case my-backup --yes", "Take the copy:"}},
      run_restore};
}

Command record_keys_command() {
  return {
      "record keys",
      VerbGroup::negotiate,
      "CASE",
      "list who may open the vault and sign, or add a person",
      "The key of the first member is the founder's, by which others check bundles. With --add "
      "the new person's passphrase is asked for after yours; each signs with a key of their own.",
      vault_options({{"--add", "NAME", "a further member, with a passphrase of their own"},
                     {"--new-passphrase", "", "change your passphrase"},
                     kdf_option}),
      {{"caucus record keys my-case", "Who is on the team?"}},
      run_keys};
}

}  // namespace caucus
