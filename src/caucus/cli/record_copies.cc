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

std::string size_text(const record::Verification& of) {
  return counted(of.entries, "entry", "entries") + ", the last of " +
         record::hour_in_words(of.newest);
}

std::string loss_text(const record::Loss& loss, bool done) {
  const std::string log = loss.channel_name.empty()
                              ? "  the register"
                              : "  " + shown(loss.channel_name) + " " +
                                    std::string(record::to_string(loss.log.log_class));
  std::string text =
      log + ": " + counted(loss.entries_lost, "entry", "entries") +
      (done ? " lost" : " would be lost") +
      (loss.differs ? "; the rest is not the same: not a backup of this vault" : "") + "\n";
  for (const std::uint64_t sequence : loss.erased_since)
    text += log + ", entry " + std::to_string(sequence) + ": erased since the backup was made; " +
            (done ? "it was erased again\n" : "it would be erased again\n");
  return text;
}

std::string restored_text(const RestoreAnswer& restored, const std::string& path) {
  std::string text;
  if (restored.compared) {
    text += "the backup: " + size_text(restored.compared->kept) + "\n";
    text += "the vault now: " + size_text(restored.compared->present) + "\n";
    for (const record::Loss& loss : restored.compared->losses)
      text += loss_text(loss, restored.done);
  }
  if (!restored.done)
    return text +
           "nothing was restored: the present vault has more than the backup; with --yes it is\n"
           "moved aside, and the backup takes its place\n";
  text += "restored " + size_text(restored.found) + "\n";
  if (!restored.moved_to.empty())
    text += "the vault that was there is now " + shown(restored.moved_to) + "\n";
  if (!restored.compared)
    text +=
        "there was no vault to compare with that could be read: what was recorded after that\n"
        "is not there, and what was erased after that is there again. Whoever knows of an\n"
        "erasure repeats it: `caucus record erase " +
        shown(path) + " ENTRY`\n";
  return text;
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
  console.answer(restored_text(*restored, path));
  return restored->done ? Exit::done : Exit::no;
}

// What a change of keys does and does not do, where it is made.
std::string removed_text(const std::string& name) {
  return wrap(shown(name) +
                  " opens this vault no more, and what that key signs from now on is damage. What "
                  "they could read they may have kept. The vault's own key stays the same: with an "
                  "older copy of the vault, a backup for instance, and the passphrase, it can "
                  "still be had, and with it whatever is got of this folder later. Where that must "
                  "not be, take the folder out of reach, or make a new vault: `caucus talks "
                  "export`, `caucus open` on a copy of the case without its vault, `caucus talks "
                  "import`.",
              78) +
         "\n";
}

constexpr std::string_view renewed_text =
    "The old passphrase still opens older copies: backups, and your key file as it was, also "
    "where\n"
    "somebody puts that back into the vault. A new passphrase changes neither the vault's own key\n"
    "nor the recovery text; both are renewed only by a new vault.\n";

Exit run_keys(const Arguments& arguments, Console& console) {
  Exit code = Exit::done;
  const auto access = vault_access(arguments, console, code);
  if (!access) return code;
  KeyChange change;
  change.add = arguments.value("--add").value_or("");
  change.remove = arguments.value("--remove").value_or("");
  const bool renews = arguments.has("--new-passphrase");
  if (int{!change.add.empty()} + int{!change.remove.empty()} + int{renews} > 1) {
    console.note("caucus: one of `--add`, `--remove` and `--new-passphrase`");
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
    rows.push_back({shown(member.name) + (member.key == keys->me.key ? " (you)" : "") +
                        (member.removed ? " (removed)" : ""),
                    to_hex(member.public_key)});
  console.answer(table(rows));
  if (!change.remove.empty()) console.answer(removed_text(change.remove));
  if (renews) console.answer(renewed_text);
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
      "Says first how old the backup is and what the present vault has and the backup has not; "
      "with --yes the present vault is moved aside, never deleted. What was erased since the "
      "backup was made is erased again; where there is no vault to compare with, nobody can know "
      "of it. Exit code 1 if nothing was restored.",
      vault_options({{"--yes", "", "restore although entries are lost"}}),
      {{"caucus record restore my-case my-backup --yes", "Take the copy:"}},
      run_restore};
}

Command record_keys_command() {
  return {
      "record keys",
      VerbGroup::negotiate,
      "CASE",
      "list who may open the vault and sign, add or remove a person",
      "The key of the first member is the founder's, by which others check bundles. With --add "
      "the new person's passphrase is asked for after yours; each signs with a key of their own. "
      "With --remove a person opens the vault no more; what they signed stays theirs. Neither "
      "that nor a new passphrase renews the vault's own key or the recovery text: older copies "
      "open as before. For that, make a new vault from `caucus talks export`.",
      vault_options({{"--add", "NAME", "a further member, with a passphrase of their own"},
                     {"--remove", "NAME", "a member who shall open it no more"},
                     {"--new-passphrase", "", "change your passphrase"},
                     kdf_option}),
      {{"caucus record keys my-case", "Who is on the team?"}},
      run_keys};
}

}  // namespace caucus
