// What a Vault holds while it is open: for vault.cc and its siblings, not for others.
//
// Errors and complexity: see vault.h.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "caucus/record/ledger.h"
#include "caucus/record/vault.h"

namespace caucus::record {

struct Vault::State {
  // Of an opened folder, before anything is known of its logs.
  State(std::string folder_path, World used, std::string header_text, Ledger opened);
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State();

  // Opens folder, lock and key file; reads nothing of the logs yet.
  static Result<std::unique_ptr<State>> open(const std::string& folder,
                                             const Credentials& credentials,
                                             const VaultOptions& options);

  // Runs something that may fail. When it does, other than by a refusal, or when memory runs out,
  // the vault is stopped: this error is the answer to everything from now on.
  template <class T>
  Result<T> guarded(const std::function<Result<T>()>& work);
  // Adds to a log, where a full disk does not stop the vault.
  Result<std::vector<Receipt>> add(OpenLog& log, const std::vector<Draft>& drafts);
  void stop(const Error& error);
  // Whether work may begin: the vault is not stopped, and nobody touched its logs; that stops it.
  Result<void> ready();

  // The log of a channel, or not_found.
  Result<OpenLog*> log_for(const LogId& log);
  // Writes every file of the vault but its lock into a new folder.
  Result<void> copy_to(const std::string& target);
  // The same, read back and verified.
  Result<Verification> verified_copy(const std::string& target);
  // Where the key file of a member is.
  [[nodiscard]] std::string key_path(const KeyId& key) const;
  // Kind conflict where the passphrase opens the key file of another than that member.
  [[nodiscard]] Result<void> nobody_elses(std::string_view passphrase,
                                          const std::optional<KeyId>& own) const;

  std::string folder;
  World world;
  std::string header;  // vault.toml, byte for byte
  Lock lock;
  Ledger ledger;
  Member me;
  std::optional<Error> stopped;
  bool finished = false;  // whether there is something to note when closing
};

template <class T>
Result<T> Vault::State::guarded(const std::function<Result<T>()>& work) {
  if (Result<void> good = ready(); !good) return fail(good.error());
  try {
    Result<T> result = work();
    if (!result) stop(result.error());
    return result;
  } catch (const std::bad_alloc&) {
    stop({ErrorKind::unwritable, "memory ran out; the vault was closed as it was"});
    return fail(*stopped);
  }
}

// The record of a row.
Result<Record> record_of(const Ledger& ledger, const OpenLog& log, const Row& row);
// Whether a name can be one: some text, not too long, without control characters.
Result<void> check_name(std::string_view name);
// The corrupt error that names the first fault.
Unexpected damaged(const Verification& found);

}  // namespace caucus::record
