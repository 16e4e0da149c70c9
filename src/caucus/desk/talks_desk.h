// The talks of a case at the desk: replayed from where they are kept, and added to.
//
// Talks (what can have happened) and record (what cannot be changed) meet here. An entry is judged
// first; what is refused is not written at all. What is accepted is written and synced, and only
// then acknowledged. Each event stands whole in the channel `mediator`; what a party sees of it
// stands, in the words of that party's view, in the channel of that party (given.h). Opening
// replays the events in the order in which they were written, and completes what a crash kept from
// the parties' channels.
//
// Errors: kinds of record/vault.h; malformed where an entry does not fit the case any more. After
// an error of the record that is not a refusal the desk only answers errors. Complexity: opening is
// linear in the record; an entry costs one sync, and one more per channel it is given to.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/desk/vault_care.h"
#include "caucus/talks/apply.h"
#include "caucus/talks/script.h"
#include "caucus/talks/script_run.h"
#include "caucus/talks/view_for.h"

namespace caucus {

// Where and by whom an event was written down; empty for one of a script.
struct Noting {
  record::EntryId entry;
  std::string by;         // the member of the team
  record::Hour hour = 0;  // of the clock of the machine
};

// What became of one line.
struct LineAnswer {
  std::vector<ScriptFault> faults;  // what of the line was not understood
  std::optional<Refused> refused;
  // Nothing was recorded unless this is set: the entry's place in talks().events.
  std::optional<EventIndex> at;
  std::vector<Warned> warnings;
  std::string outcome;  // "accepted_by employer"
};

// When the lines that parties get of an entry are written to their channels: before it is answered,
// or by give_due(). An entry has happened either way, and opening writes what a crash kept back.
enum class Giving : std::uint8_t { at_once, later };

// A warning, and the line of the script that gave rise to it.
struct ImportWarning {
  std::uint32_t line = 0;
  NotedWarning noted;
};

// What became of a script. `added` is 0 whenever there are faults or mismatches.
struct ImportAnswer {
  std::vector<ScriptFault> faults;
  std::size_t more_faults = 0;
  std::vector<ScriptMismatch> mismatches;
  std::size_t added = 0;
  std::size_t already_there = 0;
  std::vector<ImportWarning> warnings;  // of what was added
};

// Events that were accepted when they were written, again. They are not judged by the clock once
// more: one that was set back would shut people out of their own record.
Replayed replayed(const Case& c, std::vector<Event> events);

class TalksDesk {
 public:
  // The talks as they are kept; where they are kept nowhere, there are none yet. A script with
  // faults is malformed, and the message has all of them, one per line. `now` judges a script; what
  // stands in a vault was judged when it was written.
  static Result<TalksDesk> open(Case c, const std::string& case_path, const VaultAccess& access,
                                const Moment& now);

  [[nodiscard]] const Case& the_case() const { return *case_; }
  // The same, for who works on it apart; it never changes.
  [[nodiscard]] std::shared_ptr<const Case> shared_case() const { return case_; }
  // With what was said at the talks (brief/case_as_said.h): what every analysis is of.
  [[nodiscard]] std::shared_ptr<const Case> as_said() const;
  [[nodiscard]] const Talks& talks() const { return talks_; }
  [[nodiscard]] TalksKept kept() const { return kept_; }
  // One per event; empty where the talks are a script's.
  [[nodiscard]] const std::vector<Noting>& notings() const { return notings_; }
  // Entries whose content was erased, in the order of writing.
  [[nodiscard]] std::size_t erased() const { return erased_; }
  // What a party sees, by its day of asking; kept up to date.
  [[nodiscard]] const ViewKeeper& view_of(PartyId party, Date day);
  // Null where there is no vault.
  [[nodiscard]] record::Vault* vault() { return vault_ ? &*vault_ : nullptr; }

  // One line of a script, WHEN being `now` where it is left out. Kind not_found without a vault.
  Result<LineAnswer> log(std::string_view line, const Moment& now, Giving giving = Giving::at_once);

  // Writes what log() left for later, in one sync per log. Where that fails, no further entry is
  // taken: log() answers with the same error.
  Result<void> give_due();

  // What log() would answer, with nothing recorded: `at` stays empty. Also without a vault.
  // Complexity: copying the talks.
  Result<LineAnswer> check(std::string_view line, const Moment& now) const;

  // A whole script, or nothing of it. Kind not_found without a vault.
  Result<ImportAnswer> import(std::string_view script, const Moment& now);

  // The channel of that name; made where there is none, as for a party that joined the case later.
  Result<record::ChannelId> channel(const std::string& name);

 private:
  TalksDesk(Case c, TalksKept kept);

  Result<void> read_script_file(const std::string& path, const Moment& now);
  Result<void> read_vault(const std::string& folder, const VaultAccess& access);
  Result<void> keep(EventIndex from, Giving giving);
  void fall_back();
  void watch();
  Result<void> give();

  std::shared_ptr<const Case> case_;  // views point into it
  TalksKept kept_;
  Talks talks_;
  std::vector<Noting> notings_;
  std::size_t erased_ = 0;
  std::optional<record::Vault> vault_;
  std::vector<ViewKeeper> views_;             // one per party, in the order of the case
  std::vector<std::set<std::string>> given_;  // ids in the party's channel; likewise
  bool due_ = false;                          // an entry was logged, and nothing given since
  std::optional<Error> not_given_;
};

}  // namespace caucus
