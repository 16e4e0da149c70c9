// LongDay: many things done with a vault on some disk, and what was acknowledged of them.
//
// The same seed does the same things. Tests break the disk in the middle of the day and ask
// afterwards whether anything acknowledged is gone.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "caucus/base/random.h"
#include "caucus/record/faulty_disk_for_tests.h"
#include "caucus/record/vault.h"

namespace caucus::record {

class LongDay {
 public:
  LongDay(FaultyDisk& disk, std::uint64_t seed) : disk_(&disk), dice_(seed, 1), keys_(seed, 2) {}

  // Creates the vault and does so many things. Stops at the first error that stops the vault.
  void run(int steps);
  // Ends the day soon, after at most so many more.
  void shorten(int steps) { left_ = std::min(left_, steps); }

  // The error that ended the day, if one did.
  [[nodiscard]] const std::optional<Error>& ended() const { return ended_; }
  // Whether the vault, once stopped, refused everything with the same error.
  [[nodiscard]] bool stayed_stopped() const { return stayed_stopped_; }
  [[nodiscard]] std::uint64_t refusals() const { return refusals_; }
  // How many things were acknowledged: also the last mark on the disk.
  [[nodiscard]] std::uint64_t acknowledged() const { return acts_.size(); }
  // What is missing, of the first `count` acknowledged things, on a disk found after the day.
  // Empty when nothing is. The vault has to open.
  [[nodiscard]] std::string missing(FaultyDisk& disk, std::uint64_t count) const;

  static std::string folder() { return "/v"; }
  static VaultOptions options(FaultyDisk& disk, RandomStream& keys);

 private:
  // One acknowledged thing.
  struct Act {
    std::optional<ChannelId> channel;
    std::optional<Receipt> receipt;
    std::optional<EntryId> erased;
  };
  bool one_thing();
  bool append();
  bool append_to_all();
  bool erase();
  bool open_channel();
  bool reopen();
  // Notes the acknowledged, or ends the day.
  template <class T>
  bool good(const Result<T>& result);
  void done(Act act);

  FaultyDisk* disk_;
  RandomStream dice_, keys_;
  std::optional<Vault> vault_;
  std::vector<ChannelId> channels_;
  std::map<LogId, std::vector<std::uint64_t>> erasable_;
  std::vector<Act> acts_;
  std::optional<Error> ended_;
  bool stayed_stopped_ = true;
  std::uint64_t refusals_ = 0;
  int left_ = 0;
  std::string passphrase_ = "long day";
};

}  // namespace caucus::record
