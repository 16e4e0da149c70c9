// Verification: does the record still say what was written, and if not, where does it first lie?
//
// A check never repairs and never stops at "something is wrong": it names the log, the sequence and
// the kind of damage. One fault is reported per log, the first, because after it everything is
// suspect.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/record/entry.h"

namespace caucus::record {

// What is wrong with an entry or a log, in the order in which it is looked for. The tokens of
// to_string are shared with verify_record.py.
enum class Damage {
  file_damaged,         // the file cannot be read as a log at all, or ends too early
  log_missing,          // the register names a channel whose log is not there
  log_unknown,          // a log with entries that the register does not name
  entry_malformed,      // the bytes of an entry break the grammar
  sequence_wrong,       // an entry is missing, doubled or out of order
  log_wrong,            // an entry of another channel or class
  prev_wrong,           // the chain of hashes is broken before this entry
  hour_wrong,           // dated before the entry in front of it
  author_unknown,       // written by a key that nobody vouched for
  signature_wrong,      // the author did not write this
  mac_wrong,            // not written with the channel's key
  erasure_wrong,        // erases what is not there, or is erased already
  content_missing,      // gone without an erasure that says so
  content_back,         // there although an erasure says it was destroyed
  content_wrong,        // is not what the entry says it was
  place_wrong,          // the vault's order of entries was changed
  place_missing,        // entries are gone: an older copy of this log was put in place
  place_doubled,        // two entries claim one place in the order
  shorter_than_before,  // the log had more entries when the vault was last closed
  checkpoint_wrong,     // a checkpoint does not hold for these entries, or nobody known signed it
  proof_wrong,          // a proof does not lead to the checkpoint
  history_changed,      // these entries do not continue what an earlier checkpoint covered
};
std::string_view to_string(Damage damage);

// The first damage of a log.
struct Fault {
  LogId log;
  // The entry concerned, or how many good entries precede the damage.
  std::uint64_t sequence = 0;
  Damage what = Damage::file_damaged;
  // One sentence for a person, without a full stop: which entry of how many, and what is wrong.
  std::string sentence;

  friend bool operator==(const Fault&, const Fault&) = default;
};

// What a check found. No faults means: every entry was read and every check of format.md held.
struct Verification {
  std::uint64_t logs = 0;     // how many logs were looked at, the register included
  std::uint64_t entries = 0;  // how many entries were good
  std::uint64_t erased = 0;   // entries whose content was destroyed, with an erasure that says so
  Hour newest = 0;            // of the last entry
  std::vector<Fault> faults;  // at most one per log; the register first, then channels as opened

  [[nodiscard]] bool sound() const { return faults.empty(); }
};

}  // namespace caucus::record
