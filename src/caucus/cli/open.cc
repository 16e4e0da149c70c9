// `caucus open`: make the vault of a case, or check it and say what is in it.
#include "caucus/base/text.h"
#include "caucus/cli/talks_opening.h"
#include "caucus/cli/talks_verbs.h"
#include "caucus/desk/talks_json.h"

namespace caucus {
namespace {

Exit make(const Arguments& arguments, Console& console, const Case& c) {
  const auto file = arguments.value("--recovery");
  if (!file) {
    console.note(
        "caucus: the case has no vault yet; to make one, say where its recovery text shall be "
        "written: --recovery FILE (keep that file in another place than the case)");
    return Exit::usage;
  }
  const auto cost = kdf_of(arguments, console);
  if (!cost) return Exit::usage;
  NewVaultOptions options;
  options.member = arguments.value("--member").value_or("mediator");
  options.recovery_file = *file;
  options.kdf = *cost;
  const std::string& path = arguments.words.front();
  Result<Secret> passphrase =
      Passphrases(arguments).ask_new("New passphrase for " + shown(vault_folder(path)) + ": ");
  if (!passphrase) return console.failed(passphrase.error());
  options.passphrase = *std::move(passphrase);
  const Result<NewVaultAnswer> made = make_vault(c, path, options);
  if (!made) return console.failed(made.error());
  if (arguments.has("--json")) {
    console.answer(new_vault_json(*made));
    return Exit::done;
  }
  console.answer("made " + shown(made->folder) + ": encrypted, for " + shown(made->founder.name) +
                 "\n  channels: " + join_in_words(made->channels) + "\nmade " +
                 shown(made->recovery_file) + ": the recovery text\n\n" +
                 wrap("The passphrase opens the vault every day and is nowhere written down. The "
                      "recovery text opens it when the passphrase is lost; whoever has it can read "
                      "everything and sign as anybody. Print it or move it away from this machine, "
                      "and delete the file. Without both, nobody can open the vault again.",
                      80) +
                 "\n");
  return Exit::done;
}

// A lost passphrase: the recovery text opens the vault and a new passphrase is set.
Exit recover(const Arguments& arguments, Console& console, const std::string& file) {
  const auto cost = kdf_of(arguments, console);
  if (!cost) return Exit::usage;
  Result<Secret> text = recovery_text_from(file);
  if (!text) return console.failed(text.error());
  VaultAccess access;
  access.recovery_text = *std::move(text);
  access.member = arguments.value("--member").value_or("");
  access.take_over = arguments.has("--take-over");
  Result<Secret> passphrase = Passphrases(arguments).ask_new("New passphrase: ");
  if (!passphrase) return console.failed(passphrase.error());
  const Result<std::string> whose =
      set_passphrase(arguments.words.front(), access, *passphrase, *cost);
  if (!whose) return vault_failed(console, whose.error());
  console.answer("the vault opens with the new passphrase of " + shown(*whose) + "\n");
  return Exit::done;
}

Exit run_open(const Arguments& arguments, Console& console) {
  Exit code = Exit::done;
  const std::string& path = arguments.words.front();
  if (talks_kept(path) != TalksKept::in_vault) {
    if (path == "-") {
      console.note("caucus: a vault stands in the folder of a case; give its path");
      return Exit::usage;
    }
    const auto c = opened_case(arguments, console, code);
    return c ? make(arguments, console, *c) : code;
  }
  if (const auto file = arguments.value("--recover")) return recover(arguments, console, *file);
  if (arguments.has("--recovery")) {
    console.note(
        "caucus: the case has a vault already, and its recovery text was written then; "
        "with a lost passphrase, give that file to --recover");
    return Exit::usage;
  }
  auto open = opened_talks(arguments, console, code);
  if (!open) return code;
  Result<record::Verification> found = open->desk.vault()->verify();
  if (!found) return vault_failed(console, found.error());
  if (arguments.has("--json")) {
    console.answer(vault_json(open->desk, *found));
  } else {
    console.answer(shown(vault_folder(path)) + ": " + counted(found->entries, "entry", "entries") +
                   " checked, " + counted(found->faults.size(), "fault") + "\n");
    for (const record::Fault& fault : found->faults)
      console.answer("  " + fault.sentence + "\n");
    std::vector<std::string> names;
    for (const record::Member& member : open->desk.vault()->members())
      names.push_back(shown(member.name));
    console.answer("  opened by " + shown(open->desk.vault()->me().name) +
                   "; members: " + join_in_words(names) + "\n");
    for (const record::Channel& channel : open->desk.vault()->channels())
      console.answer("  " + pad_right(shown(channel.name), 20) + " " +
                     std::to_string(channel.on_the_record) + " on the record, " +
                     std::to_string(channel.in_confidence) + " in confidence\n");
    console.answer("  talks: " + counted(open->desk.talks().events.size(), "event") + ", " +
                   std::string(token(open->desk.talks().state_now())) + "\n");
  }
  return found->sound() ? Exit::done : Exit::damaged;
}

}  // namespace

Command open_command() {
  return {
      "open",
      VerbGroup::negotiate,
      "CASE",
      "make the vault in which a case's talks are kept, or check it",
      "A case without a vault gets one, CASE/vault, encrypted under a passphrase; it needs "
      "--recovery FILE, for the one text that replaces a lost passphrase. A vault that is there is "
      "checked, entry by entry, and summed up. Exit code 4 if it was damaged.",
      talks_options(
          {{"--recovery", "FILE",
            "needed for a new vault: write the recovery text to FILE, a new file"},
           {"--recover", "FILE", "lost passphrase: set a new one with the recovery text in FILE"},
           kdf_option}),
      {{"caucus open my-case --recovery recovery.txt", "Make the vault of a case:"},
       {"caucus open my-case", "Check it:"},
       {"caucus open my-case --recover recovery.txt", "Set a new passphrase for a lost one:"}},
      run_open};
}

}  // namespace caucus
