// Ledger: the opened logs of a vault, and one order over all of them.
//
// Each log is a chain of its own. The order over the vault is a local number per entry, its place,
// 1..N, bound to the entry by a MAC and never exported. On reading, places must be exactly 1..N: an
// older copy of one log, put in place of the newer, leaves a gap and is named.
//
// The register is the vault's own log: its content says which members and channels there are.
//
// Errors: damage is a Fault; a failing disk is an Error, after which the caller stops. Complexity:
// load and check are linear; add is one sync.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/record/chain.h"
#include "caucus/record/key_file.h"
#include "caucus/record/log_file.h"
#include "caucus/record/vault.h"

namespace caucus::record {

// Keys made from the vault's key, each for one use.
struct VaultKeys {
  explicit VaultKeys(const Secret& vault_key);

  Secret wrapping;    // wraps the keys of contents
  Secret places;      // authenticates the order, and the note of sizes
  Secret confidence;  // the confidence keys of channels are made from it
};
Key confidence_key_of(const VaultKeys& keys, const ChannelId& channel);

// One log in use.
struct OpenLog {
  LogId id;
  std::unique_ptr<LogFile> file;
  Chain chain;
};

// Where an entry claims to stand in the order of the vault.
struct PlaceClaim {
  std::uint64_t place = 0;
  std::size_t log = 0;  // index into the logs
  std::uint64_t sequence = 0;
  LogTag before{};
};

// How closely to look.
enum class Depth {
  chains,      // hashes and places; and the register's content, without which nothing is known
  everything,  // signatures, MACs and every content too
};

// Under a key used once, nothing else is wanted of a nonce.
inline constexpr std::string_view no_nonce("\0\0\0\0\0\0\0\0\0\0\0\0", 12);
// What sealed content and its wrapped key are bound to, so that neither can be moved to another
// entry: the log and the sequence.
std::string position_of(const EntryId& id);

// Notes of sizes: when the vault was last opened or closed, and before what is not finished.
inline constexpr std::string_view sizes_format = "caucus.sizes/1";
inline constexpr std::string_view unfinished_format = "caucus.unfinished/1";

// What is to be written as one entry.
struct Draft {
  EntryKind kind = EntryKind::content;
  std::string_view content;
  std::uint64_t subject = 0;
};

class Ledger {
 public:
  Ledger(std::string folder, World world, ChannelId vault, MemberKeys keys);

  // Makes the folders and the register with its first member in it.
  Result<void> found(const std::string& member_name);
  // Opens every log and reads it. What could not be opened or read is in the faults.
  Verification load(Depth depth);
  // Reads again everything that load() opened.
  Verification check(Depth depth);

  // Adds entries to a log and destroys the contents of the subjects of erasures, in one sync.
  Result<std::vector<Receipt>> add(OpenLog& log, const std::vector<Draft>& drafts);
  // Adds to several logs in this order, all of it or, after a kill or a power cut too, nothing: the
  // sizes of before are on the disk until everything else is. After a failure the caller stops.
  Result<std::vector<Receipt>> add_all(
      const std::vector<std::pair<OpenLog*, std::vector<Draft>>>& all);
  // Whether the last failure of add or add_channel was a full disk that changed nothing.
  [[nodiscard]] bool refused() const { return refused_; }
  Result<void> add_member(const Digest& public_key, const std::string& name);
  Result<void> remove_member(const KeyId& key);
  Result<ChannelId> add_channel(const std::string& name);

  // The opened content of a row, its digest checked; nothing where the row has none.
  [[nodiscard]] std::optional<std::string> content_of(const Row& row, const Entry& entry) const;
  // The salt and content of a row, for a bundle.
  struct Opened {
    std::string salt, content;
  };
  [[nodiscard]] std::optional<Opened> open_row(const Row& row, const Entry& entry) const;

  // Writes down the size of every log, so that the next load notices a shorter one.
  Result<void> note_sizes();
  // The same when files were touched, if the note itself was not: what they lack is missed then.
  void note_what_was();
  // Kind corrupt when a file of a log is no longer as this program left it. Two looks per log.
  [[nodiscard]] Result<void> untouched() const;
  // After a failure: closing writes nothing more.
  void leave_as_is();

  [[nodiscard]] OpenLog* find(const LogId& log);
  [[nodiscard]] std::vector<OpenLog>& logs() { return logs_; }
  [[nodiscard]] const std::vector<Member>& members() const { return members_; }
  [[nodiscard]] const std::vector<Channel>& channels() const { return channels_; }
  [[nodiscard]] const Member* member(const KeyId& key) const;
  [[nodiscard]] const MemberKeys& keys() const { return keys_; }
  [[nodiscard]] const VaultKeys& vault_keys() const { return vault_keys_; }
  // What the vouching member signed for this key; empty for the founder.
  [[nodiscard]] std::string_view certificate(const KeyId& key) const;
  // "north on_the_record"; "the register".
  [[nodiscard]] std::string name_of(const LogId& log) const;
  // The path of a log's file.
  [[nodiscard]] std::string path_of(const LogId& log) const;

 private:
  struct Reading;

  Verification read_everything(Depth depth, std::vector<Fault> known);
  void sort_faults(Verification& found) const;
  void open_logs(Verification& found);
  void open_log(const LogId& id, Verification& found);
  void look_for_strangers(Verification& found);
  bool read_row(Reading& reading, OpenLog& log, const Row& row);
  void read_log(Reading& reading, std::size_t index);
  void judge_contents(Reading& reading, const OpenLog& log);
  void judge_places(Reading& reading);
  void judge_sizes(Verification& found);
  void take_back_unfinished(Verification& found);
  // The note of sizes under that format, and what a file in it says; nothing where it is not ours.
  [[nodiscard]] std::string sizes_text(std::string_view format) const;
  [[nodiscard]] std::optional<std::map<std::string, std::uint64_t>> sizes_in(
      const std::string& file, std::string_view format) const;
  bool learn(const Entry& entry, std::string_view content, bool check_certificate);
  bool learn_removal(std::string_view content, std::uint64_t place);
  // An entry that is to be committed.
  struct Written {
    Entry entry;
    Digest link{}, leaf{};
    Row row;
  };
  class Dice;
  std::vector<Written> write(const OpenLog& log, const std::vector<Draft>& drafts) const;
  void seal_contents(std::span<const Draft> drafts, const Dice& dice,
                     std::span<Written> written) const;
  void link(std::span<const Draft> drafts, const Dice& dice, Digest& prev,
            std::span<Written> written) const;
  void authenticate(std::span<Written> written) const;
  [[nodiscard]] Digest place_mac(const Row& row, const LogId& log, const Digest& leaf) const;

  std::string folder_;
  World world_;
  ChannelId vault_;
  MemberKeys keys_;
  VaultKeys vault_keys_;
  std::vector<Member> members_;
  std::vector<std::string> certificates_;   // beside members_
  std::map<KeyId, std::uint64_t> removed_;  // after which place the member wrote no more
  std::vector<Channel> channels_;
  std::vector<OpenLog> logs_;  // the register first
  std::uint64_t places_ = 0;
  LogTag last_tag_{};
  std::optional<FileSight> note_seen_;  // of the note of sizes, as written last
  bool refused_ = false;
};

}  // namespace caucus::record
