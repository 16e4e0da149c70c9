// Backup and restore.

#include <algorithm>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/record/vault.h"
#include "caucus/record/vault_state.h"

namespace caucus::record {

namespace {

// The leaf hashes of a log.
Result<std::vector<Digest>> leaves_of(OpenLog& log) {
  std::vector<Digest> leaves;
  Result<LogFile::Cursor> rows = log.file->rows(0);
  if (!rows) return fail(rows.error());
  Row row;
  while (true) {
    const Result<bool> more = rows->next(row);
    if (!more) return fail(more.error());
    if (!*more) return leaves;
    leaves.push_back(leaf_hash(row.bytes));
  }
}

Result<Loss> loss_of(OpenLog& present, OpenLog* kept) {
  const Result<std::vector<Digest>> now = leaves_of(present);
  if (!now) return fail(now.error());
  std::vector<Digest> then;
  if (kept != nullptr) {
    Result<std::vector<Digest>> leaves = leaves_of(*kept);
    if (!leaves) return fail(leaves.error());
    then = *std::move(leaves);
  }
  Loss loss;
  loss.log = present.id;
  const std::size_t common = std::min(now->size(), then.size());
  loss.differs =
      !std::equal(now->begin(), now->begin() + static_cast<std::ptrdiff_t>(common), then.begin());
  loss.entries_lost = now->size() - common;
  for (const auto& [sequence, hour] : present.chain.erasures())
    if (sequence < then.size() && !kept->chain.erased(sequence))
      loss.erased_since.push_back(sequence);
  return loss;
}

}  // namespace

// vault.toml last: a copy without it is no vault, so half a copy is none.
Result<void> Vault::State::copy_to(const std::string& target) {
  Disk& disk = *world.disk;
  for (const char* part : {"", "/members", "/logs"})
    if (Result<void> made = disk.make_folder(target + part); !made) return made;
  const Result<std::vector<std::string>> names = disk.list(folder + "/members");
  if (!names) return fail(names.error());
  std::vector<std::string> files;
  for (const std::string& name : *names)
    if (name.ends_with(".key")) files.push_back("/members/" + name);
  for (OpenLog& log : ledger.logs()) {
    const std::string path = ledger.path_of(log.id).substr(folder.size());
    if (Result<void> copied = log.file->copy_to(target + path, disk); !copied) return copied;
  }
  if (Result<void> synced = disk.sync_folder(target + "/logs"); !synced) return synced;
  if (Result<void> noted = ledger.note_sizes(); !noted) return noted;
  files.push_back("/sizes.toml");
  files.push_back("/vault.toml");
  for (const std::string& file : files) {
    const Result<std::string> bytes = disk.read(folder + file);
    if (!bytes) return fail(bytes.error());
    if (Result<void> kept = disk.write(target + file, *bytes); !kept) return kept;
  }
  return {};
}

// Reads a finished copy with the keys of the original.
Result<Verification> Vault::State::verified_copy(const std::string& target) {
  if (Result<void> copied = copy_to(target); !copied) return fail(copied.error());
  const Result<VaultHeader> known = read_header(header);
  if (!known) return fail(known.error());
  Ledger copy(target, world, known->vault,
              {Secret(ledger.keys().vault_key.text()), SigningKey(ledger.keys().signing.seed())});
  Verification found = copy.load(Depth::everything);
  if (!found.sound()) return damaged(found);
  return found;
}

Result<Verification> Vault::backup(const std::string& folder) {
  if (Result<void> good = state_->ready(); !good) return fail(good.error());
  if (state_->world.disk->exists(folder))
    return fail(ErrorKind::conflict, shown(folder) + " is there already; name a new folder");
  // A copy that fails leaves the vault as it was, so it does not stop it.
  return state_->verified_copy(folder);
}

Result<Comparison> Vault::loss(const std::string& backup, const std::string& present,
                               const Credentials& credentials, const VaultOptions& options) {
  Result<std::unique_ptr<State>> kept = State::open(backup, credentials, options);
  if (!kept) return fail(kept.error());
  Result<std::unique_ptr<State>> now = State::open(present, credentials, options);
  if (!now) return fail(now.error());
  Comparison both;
  both.kept = (*kept)->ledger.load(Depth::chains);
  if (!both.kept.sound()) return damaged(both.kept);
  // The present one may be damaged: that is when people restore. What can be read is compared.
  both.present = (*now)->ledger.load(Depth::chains);
  for (OpenLog& log : (*now)->ledger.logs()) {
    Result<Loss> loss = loss_of(log, (*kept)->ledger.find(log.id));
    if (!loss) return fail(loss.error());
    if (loss->entries_lost == 0 && !loss->differs) continue;
    for (const Channel& channel : (*now)->ledger.channels())
      if (channel.id == log.id.channel) loss->channel_name = channel.name;
    both.losses.push_back(*loss);
  }
  return both;
}

Result<Verification> Vault::restore(const std::string& backup, const std::string& folder,
                                    const Credentials& credentials, const VaultOptions& options) {
  if (completed(options.world).disk->exists(folder))
    return fail(ErrorKind::conflict,
                shown(folder) +
                    " is there already; look at what it has that the backup has not, "
                    "and move it aside");
  Result<std::unique_ptr<State>> state = State::open(backup, credentials, options);
  if (!state) return fail(state.error());
  const Verification found = (*state)->ledger.load(Depth::everything);
  if (!found.sound()) return damaged(found);
  return (*state)->verified_copy(folder);
}

}  // namespace caucus::record
