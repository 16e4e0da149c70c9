// Vault: the folder in which a mediator's team keeps its record.
//
// A vault holds channels; a channel has a log of what is on the record and one of what was said in
// confidence. Entries are appended and never changed. What is stored is opaque bytes: this module
// knows no negotiation. docs/design/record.md says why it is made this way, format.md what the
// bytes are.
//
//     auto made = Vault::create("talks.vault", passphrase, {.member_name = "Ines"});
//     write_once("recovery.txt", made->recovery_text.text());
//     auto channel = made->vault.open_channel("north");
//     auto receipts = made->vault.append({*channel, LogClass::on_the_record}, {"bytes"});
//
// Acknowledged means durable: append() returns after the disk has the entries. Any failed sync,
// short write or failed check stops the vault: that call and every later one return the same Error
// until it is opened anew. Two refusals do not stop it: a full disk, and content over the limit.
//
// Threads: one vault, one thread. Errors:
// kinds of base/result.h, named at each function.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/record/bundle.h"
#include "caucus/record/entry.h"
#include "caucus/record/secret.h"
#include "caucus/record/verification.h"
#include "caucus/record/world.h"

namespace caucus::record {

// The largest content of one entry.
inline constexpr std::size_t content_bytes_max = std::size_t{1} << 20;
// The largest notebook of a member.
inline constexpr std::size_t notebook_bytes_max = std::size_t{4} << 20;
// The longest name of a member or channel, in bytes.
inline constexpr std::size_t name_bytes_max = 200;

// What guessing a passphrase costs: Argon2id with this much memory and so many passes. The default
// takes about a second. Tests pass a small one.
struct KdfCost {
  std::uint32_t memory_kib = 256 * 1024;
  std::uint32_t passes = 3;

  friend bool operator==(const KdfCost&, const KdfCost&) = default;
};

struct VaultOptions {
  // For create and add_member: how the member is called; for open: who opens it, needed only when
  // the vault has several members (a passphrase alone is tried on each).
  std::string member_name;
  // For create, add_member and change_passphrase.
  KdfCost kdf;
  // For open: go on although a lock file names a program on another machine. Only when it is known
  // to be gone.
  bool take_over_lock = false;
  World world;
};

// A person of the team. Keys are never taken away: what they signed stays verifiable.
struct Member {
  KeyId key;
  std::string name;
  Digest public_key{};                // Ed25519
  std::optional<KeyId> vouched_by{};  // nobody for the member who created the vault
  bool removed = false;               // and signs no more
};

struct Channel {
  ChannelId id;
  std::string name;
  Hour opened = 0;
  std::uint64_t on_the_record = 0;  // entries, erasures included
  std::uint64_t in_confidence = 0;
};

// The acknowledgement of one entry: it is on the disk.
struct Receipt {
  EntryId id;
  // 1..N over all channels of this vault: the order of replay. Local; never exported.
  std::uint64_t place = 0;
  // RFC 6962 leaf hash: names the entry for anybody.
  Digest leaf{};
  Hour hour = 0;  // that the entry bears
};

// What is to be appended to one log.
struct Writing {
  LogId log;
  std::vector<std::string> contents;
};

// An entry as read back.
struct Record {
  Entry entry;
  Receipt receipt;
  // Nothing for an erasure, and where the content was erased.
  std::optional<std::string> content;
  // The hour of the erasure, where there was one.
  std::optional<Hour> erased;
};

// What a present vault has and a backup has not.
struct Loss {
  LogId log;
  std::string channel_name;        // empty for the register
  std::uint64_t entries_lost = 0;  // present here, absent from the backup
  bool differs = false;            // the common part is not the same: not a backup of this vault
  // Contents that were erased since the backup was made, by their sequence: they would come back.
  std::vector<std::uint64_t> erased_since;
};

// A backup beside the vault whose place it may take.
struct Comparison {
  std::vector<Loss> losses;    // only logs that lose something
  Verification kept, present;  // `present` may have faults: then only what could be read counts
};

class Vault;
struct NewVault;

// Who opens: a member's passphrase, or the recovery text written down at creation.
struct Credentials {
  std::string_view passphrase;
  std::string_view recovery_text;  // used instead when not empty
};

class Vault {
 public:
  // Makes the folder and its first member. Kinds: conflict (the folder is there and not empty),
  // unwritable, malformed (empty passphrase or name, name too long or not text).
  static Result<NewVault> create(const std::string& folder, std::string_view passphrase,
                                 const VaultOptions& options);

  // Reads every entry, its hash and its place, though not the signatures: verify() does that.
  // Kinds: not_found; conflict (another program holds it: says process, machine, since when);
  // unreadable (wrong passphrase, or its key file was altered); corrupt (names the log and entry);
  // unsupported (made by a later version). With the recovery text, `member_name` says as whom;
  // change_passphrase then gives that member a passphrase again.
  static Result<Vault> open(const std::string& folder, const Credentials& credentials,
                            const VaultOptions& options = {});

  // The whole check on a vault that open() may refuse as corrupt. Kinds: as open, without corrupt.
  static Result<Verification> inspect(const std::string& folder, const Credentials& credentials,
                                      const VaultOptions& options = {});

  Vault(Vault&&) noexcept;
  Vault& operator=(Vault&&) noexcept;
  // Closes the logs and gives up the lock.
  ~Vault();

  // New passphrase for the member who opened the vault. Kind conflict when it is another member's:
  // a passphrase tells who signs.
  Result<void> change_passphrase(std::string_view passphrase, KdfCost cost = {});
  // Gives a further person a key and a passphrase; the member who opened the vault vouches for the
  // key. Kind conflict when the name is taken, or the passphrase is another member's.
  Result<Member> add_member(const std::string& name, std::string_view passphrase,
                            KdfCost cost = {});
  // Another member opens the vault no more, and what their key signs from now on is damage. What
  // they could read they may have kept, and the vault's key stays as it is: whoever has an older
  // copy of their key file and its passphrase can still read, by other means, what they get of this
  // folder. Kinds: not_found, conflict (oneself, or removed already).
  Result<void> remove_member(const std::string& name);
  // In the order of joining, those removed included; and the one who opened the vault.
  [[nodiscard]] const std::vector<Member>& members() const;
  [[nodiscard]] const Member& me() const;

  // Starts a channel with two empty logs. Kind conflict when the name is taken.
  Result<ChannelId> open_channel(const std::string& name);
  // In the order of opening, with their sizes now.
  [[nodiscard]] std::vector<Channel> channels() const;

  // Appends all of them, in one sync, or none. Kinds: not_found (no such log), too_large,
  // unwritable (the disk is full; nothing was appended and the vault goes on), corrupt and others:
  // stopped.
  Result<std::vector<Receipt>> append(const LogId& log, const std::vector<std::string>& contents);

  // Appends to several logs, in this order, and waits for the disk once for all of it: it is there
  // as a whole or, also after a kill or a power cut, not at all. Kinds: as append, but that any
  // failure of the disk stops the vault; opening it again takes back what was begun.
  Result<std::vector<Receipt>> append_all(const std::vector<Writing>& writings);

  // One entry. Kind not_found when there is none.
  Result<Record> read(const EntryId& id);
  // Every entry of every channel, in the order in which they were written; false stops. The
  // register is not shown. Memory: one entry per log.
  Result<void> for_each_in_order(const std::function<bool(const Record&)>& visit);
  // The same for one log from a sequence on.
  Result<void> for_each(const LogId& log, std::uint64_t from,
                        const std::function<bool(const Record&)>& visit);

  // Everything that can be checked, signatures and contents included. Never stops early.
  Result<Verification> verify();

  // Size and root of a log as a C2SP signed note. On the record it is signed by the member who
  // opened the vault; in confidence it carries a MAC, which proves nothing to outsiders.
  Result<std::string> checkpoint(const LogId& log);
  // A file that another person can check without Caucus (verify_record.py, format.md).
  Result<std::string> export_bundle(const ChannelId& channel, const BundleChoice& choice);
  // The key that authenticates what is said in confidence on a channel. Whoever has it can check a
  // bundle of confidences, and could have written one.
  Result<Key> confidence_key(const ChannelId& channel) const;

  // Destroys content, salt and content key of these entries of one log and appends an erasure for
  // each, in one transaction. Kinds: not_found; conflict (erased already, or itself an erasure).
  // Older backups still have the content; the caller says so.
  Result<std::vector<Receipt>> erase(const LogId& log, const std::vector<std::uint64_t>& sequences);

  // What the member who opened the vault has begun to write and not recorded: any bytes, sealed,
  // beside the logs and in none of them; in no bundle, backup or copy either. Empty where there is
  // none. Kinds: corrupt (altered, or of another vault or member), unreadable.
  Result<std::string> notebook() const;
  // The same from now on, on the disk when this returns; empty removes it. A failure changes and
  // stops nothing. Kinds: too_large, unwritable.
  Result<void> write_notebook(std::string_view text);

  // A consistent copy in a new folder, read back and verified before this returns.
  Result<Verification> backup(const std::string& folder);
  // What the present vault would lose if the backup took its place, and what would come back.
  static Result<Comparison> loss(const std::string& backup, const std::string& present,
                                 const Credentials& credentials, const VaultOptions& options = {});
  // Verifies the backup and copies it to a folder that is not there yet (conflict otherwise; move
  // the present one aside after looking at loss()).
  static Result<Verification> restore(const std::string& backup, const std::string& folder,
                                      const Credentials& credentials,
                                      const VaultOptions& options = {});

 private:
  struct State;
  explicit Vault(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

// `recovery_text` is shown or written once and is nowhere else: with it, and only with it, a lost
// passphrase can be replaced. Whoever has it can read the vault and sign as any member.
struct NewVault {
  Vault vault;
  Secret recovery_text;
};

}  // namespace caucus::record
