// `caucus record show|verify|export|erase`: the record itself.
#include <algorithm>

#include <unistd.h>

#include "caucus/base/file.h"
#include "caucus/base/text.h"
#include "caucus/cli/tables.h"
#include "caucus/cli/talks_opening.h"
#include "caucus/cli/talks_verbs.h"
#include "caucus/desk/bundle_care.h"
#include "caucus/desk/record_json.h"

namespace caucus {
namespace {

Exit no_record(const std::string& path, Console& console) {
  console.note("caucus: there is no record in " + shown(path) +
               "; `caucus open CASE --recovery FILE` makes the vault of a case");
  return Exit::unreadable;
}

// The talks with their vault; nothing after a complaint where there is no vault.
std::optional<OpenTalks> opened_record(const Arguments& arguments, Console& console, Exit& code) {
  if (talks_kept(arguments.words.front()) == TalksKept::in_vault)
    return opened_talks(arguments, console, code);
  code = no_record(arguments.words.front(), console);
  return std::nullopt;
}

std::string verification_text(const record::Verification& found) {
  std::string text;
  for (const record::Fault& fault : found.faults)
    text += fault.sentence + "\n";
  return text + counted(found.entries, "entry", "entries") + " of " + counted(found.logs, "log") +
         " checked, " + std::to_string(found.erased) + " erased, " +
         counted(found.faults.size(), "fault") + "\n";
}

Exit verified(const Arguments& arguments, Console& console, const record::Verification& found) {
  console.answer(arguments.has("--json") ? verification_json(found) : verification_text(found));
  return found.sound() ? Exit::done : Exit::damaged;
}

Exit run_verify(const Arguments& arguments, Console& console) {
  const std::string& path = arguments.words.front();
  if (talks_kept(path) == TalksKept::in_vault) {
    Result<VaultAccess> access = access_of(arguments, vault_folder(path));
    if (!access) return console.failed(access.error());
    const Result<record::Verification> found = inspect_vault(path, *access);
    if (!found) return vault_failed(console, found.error());
    return verified(arguments, console, *found);
  }
  const Result<std::string> bundle = read_file(path, bundle_bytes_max);
  if (!bundle && bundle.error().kind == ErrorKind::is_a_directory) return no_record(path, console);
  if (!bundle) return console.failed(bundle.error());
  const auto found = examined_bundle(*bundle, arguments.value("--founder"));
  if (!found) return console.failed(found.error());
  const record::Verification& checked = found->verification;
  if (!arguments.has("--founder") && checked.sound())
    console.note(
        "caucus: checked against the key that the bundle names itself; with --founder KEY, "
        "learnt by another way, it cannot be a bundle of somebody else");
  console.answer(arguments.has("--json") ? bundle_json(*found)
                                         : bundle_text(*found) + verification_text(checked));
  return checked.sound() ? Exit::done : Exit::damaged;
}

std::string entry_text(const ShownEntry& entry, bool with_content) {
  const record::Record& record = entry.record;
  std::string text = shown(entry.name) + "  " + record::hour_in_words(record.entry.hour) + "  " +
                     shown(entry.author);
  if (record.entry.kind == record::EntryKind::erasure)
    return text + "  erases entry " + std::to_string(record.entry.subject) + "\n";
  if (record.entry.clock_was_behind) text += "  (the clock was behind)";
  if (!record.content)
    return text + "  erased" +
           (record.erased ? " on " + record::hour_in_words(*record.erased) : "") + "\n";
  text += "\n";
  if (with_content) text += wrap(shown(*record.content), table_columns, 4) + "\n";
  return text;
}

Exit run_show(const Arguments& arguments, Console& console) {
  Exit code = Exit::done;
  auto open = opened_record(arguments, console, code);
  if (!open) return code;
  const auto entries = entries_of(open->desk, arguments.value("--channel").value_or(""));
  if (!entries) return console.failed(entries.error());
  if (arguments.has("--json")) {
    console.answer(entries_json(*entries));
    return Exit::done;
  }
  for (const ShownEntry& entry : *entries)
    console.answer(entry_text(entry, !arguments.has("--headers")));
  return Exit::done;
}

Exit run_export(const Arguments& arguments, Console& console) {
  Exit code = Exit::done;
  const auto channel = arguments.value("--channel");
  if (!channel) {
    console.note("caucus: which channel? `--channel NAME`, as `caucus open CASE` lists them");
    return Exit::usage;
  }
  if (*channel == own_channel && !arguments.has("--own")) {
    console.note("caucus: the channel " + in_quotes(own_channel) +
                 " holds what every party said; with --own it is exported all the same");
    return Exit::no;
  }
  auto open = opened_record(arguments, console, code);
  if (!open) return code;
  ExportOptions options;
  options.channel = *channel;
  const bool both = arguments.has("--both");
  if (both && arguments.has("--in-confidence")) {
    console.note("caucus: --both holds what was said in confidence already");
    return Exit::usage;
  }
  if (arguments.has("--in-confidence")) options.classes = {record::LogClass::in_confidence};
  if (both) options.classes.push_back(record::LogClass::in_confidence);
  options.with_content = !arguments.has("--headers");
  const Result<ExportAnswer> made = export_channel(open->desk, options);
  if (!made) return console.failed(made.error());
  console.answer(made->bundle);
  console.note(shown(*channel) + ": " + counted(made->entries, "entry", "entries") + ", " +
               std::to_string(made->opened) + " with content; founder " + made->founder);
  if (both)
    console.note(
        "the bundle holds both logs of the channel: nobody can deny what is on the "
        "record; what was said in confidence proves nothing to outsiders");
  return Exit::done;
}

// Whether the person says yes; `--yes` says it beforehand.
bool confirmed(const Arguments& arguments, const Console& console) {
  if (arguments.has("--yes")) return true;
  if (arguments.has(passphrase_option.name) || ::isatty(STDIN_FILENO) == 0) {
    console.note("caucus: nothing was erased; say --yes to erase");
    return false;
  }
  console.note("Erase? This cannot be taken back. Write yes:");
  const Result<std::string> line = read_descriptor(STDIN_FILENO, 16, "the answer");
  return line && trimmed(*line) == "yes";
}

// Names as words of a command.
std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names)
    text += (text.empty() ? "" : " ") + shown(name);
  return text;
}

Exit run_erase(const Arguments& arguments, Console& console) {
  Exit code = Exit::done;
  auto open = opened_record(arguments, console, code);
  if (!open) return code;
  const std::vector<std::string> names(arguments.words.begin() + 1, arguments.words.end());
  const Result<ErasurePlan> plan = plan_erasure(open->desk, names);
  if (!plan) return console.failed(plan.error());
  for (const std::string& name : plan->unknown)
    console.note("caucus: no entry that still has words is called " + in_quotes(name) +
                 "; `caucus record show CASE` lists them");
  if (!plan->unknown.empty()) return Exit::no;
  if (plan->refused) {
    console.note("caucus: nothing was erased: " +
                 std::string(plan->needed.size() == 1 ? "an entry" : "entries") +
                 " could not stand without it: " + to_string(*plan->refused) +
                 "; to erase all of them, add to the command: " + listed(plan->needed));
    return Exit::no;
  }
  for (const std::string& name : plan->names)
    console.note("to be erased: " + name);
  if (!confirmed(arguments, console)) return Exit::no;
  if (auto done = erase_entries(open->desk, *plan); !done) return console.failed(done.error());
  if (arguments.has("--json"))
    console.answer(erasure_json(*plan));
  else
    console.answer(
        "erased " + counted(plan->names.size(), "entry", "entries") + ": " +
        join_in_words(plan->names) + "\n" +
        wrap("Their words and the keys to them are destroyed; the record still shows that there "
             "were entries, and verifies. Older backups, exported bundles and scripts still have "
             "the words.",
             80) +
        "\n");
  return Exit::done;
}

}  // namespace

Command record_show_command() {
  return {
      "record show",
      VerbGroup::negotiate,
      "CASE",
      "list the entries of the record, in the order of writing",
      "Each with its name (channel/class/number), the hour by the machine's clock, who wrote it, "
      "and its content as it is stored. For the mediator's team alone.",
      vault_options(
          {{"--channel", "NAME", "only this channel"}, {"--headers", "", "without content"}}),
      {{"caucus record show my-case --channel employer", "What stands in one party's channel:"}},
      run_show};
}

Command record_verify_command() {
  return {"record verify",
          VerbGroup::negotiate,
          "PATH",
          "check that the record says what was written",
          "PATH is a case with a vault, or a bundle that somebody exported; a bundle needs no "
          "passphrase. Every hash, signature and content is checked. Exit code 4 if anything is "
          "damaged; the first bad entry of each log is named.",
          vault_options({{"--founder", "KEY",
                          "of a bundle: the key of who made the vault, 64 hexadecimal digits"}}),
          {{"caucus record verify my-case", "Is the record whole?"}},
          run_verify};
}

Command record_export_command() {
  std::vector<OptionSpec> options = vault_options(
      {{"--channel", "NAME", "which channel"},
       {"--in-confidence", "", "what was said in confidence, not what is on the record"},
       {"--both", "", "what is on the record and what was said in confidence, in one bundle"},
       {"--headers", "", "entries without their content"},
       {"--own", "", "export even the mediator's own channel"}});
  std::erase_if(options, [](const OptionSpec& option) { return option.name == "--json"; });
  return {
      "record export",
      VerbGroup::negotiate,
      "CASE",
      "write a channel as a bundle that others can check without Caucus",
      "A party's channel holds what that party said and was given, and nothing of anybody else. "
      "The bundle holds entries, content, a checkpoint and public keys; verify_record.py "
      "(in share/caucus/record, or src/caucus/record of the sources) checks it with Python alone.",
      options,
      {{"caucus record export my-case --channel employer -o employer.bundle",
        "A party's own copy of its record:"}},
      run_export};
}

Command record_erase_command() {
  return {
      "record erase",
      VerbGroup::negotiate,
      "CASE ENTRY...",
      "destroy the words of entries for good",
      "ENTRY is a label, @ and an id, or a name as `record show` prints it. What was given to "
      "parties of it is erased with it. The entries stay as erased, and the record still verifies. "
      "Entries that others stand on are refused (exit code 1). Backups made before still have the "
      "words.",
      vault_options({{"--yes", "", "erase without asking"}}),
      {{"caucus record erase my-case age --yes", "Forget what was said:"}},
      run_erase};
}

}  // namespace caucus
