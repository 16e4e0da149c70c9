// The entries of the record of a case: shown, exported for somebody else, and erased.
//
// A thin layer over record/vault.h that knows what an entry's content means, and which other
// entries stand on it. Making, checking and copying whole vaults is vault_care.h.
//
// Errors: kinds of record/vault.h. Complexity: as there.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/desk/talks_desk.h"

namespace caucus {

// --- What stands in it ---

struct ShownEntry {
  std::string name;  // "union/on_the_record/3"
  record::Record record;
  std::string author;
};
// Entries in the order of writing, of one channel or of all. Kind not_found for a channel that is
// not there.
Result<std::vector<ShownEntry>> entries_of(TalksDesk& desk, const std::string& channel);

struct ExportAnswer {
  std::string bundle;
  std::string founder;  // the public key of who made the vault, in hexadecimal digits
  std::size_t entries = 0;
  std::size_t opened = 0;
};
// The record of one channel on the record (or of one in confidence) as a file for somebody else.
struct ExportOptions {
  std::string channel;
  // Which of the channel's two logs, in this order in one bundle.
  std::vector<record::LogClass> classes = {record::LogClass::on_the_record};
  bool with_content = true;
};
Result<ExportAnswer> export_channel(TalksDesk& desk, const ExportOptions& options);

// --- Forgetting ---

struct ErasurePlan {
  std::vector<record::EntryId> entries;  // what would be erased, given copies first
  std::vector<std::string> names;        // the same, as record show names them
  std::vector<std::string> unknown;      // names that name no entry
  std::optional<Refused> refused;        // why the first of those below could not stand
  std::vector<std::string> needed;       // entries to be erased with them, or nothing is erased
};
// Entries are named by a label, `@` and an id, or as record show names them.
Result<ErasurePlan> plan_erasure(TalksDesk& desk, const std::vector<std::string>& names);
// Copies first, so that an interruption leaves the event, and erasing it again erases all.
Result<void> erase_entries(TalksDesk& desk, const ErasurePlan& plan);

}  // namespace caucus
