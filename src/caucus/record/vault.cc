#include "caucus/record/vault.h"

#include <algorithm>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/record/bytes.h"
#include "caucus/record/key_file.h"
#include "caucus/record/vault_state.h"

namespace caucus::record {

namespace {

Result<void> check_passphrase(std::string_view passphrase) {
  if (passphrase.empty()) return fail(ErrorKind::malformed, "a passphrase has at least one letter");
  return {};
}

}  // namespace

Result<void> check_name(std::string_view name) {
  if (name.empty()) return fail(ErrorKind::malformed, "a name has at least one letter");
  if (name.size() > name_bytes_max)
    return fail(ErrorKind::too_large, fmt::format("a name has at most {} bytes; this one has {}",
                                                  name_bytes_max, name.size()));
  if (invalid_utf8_at(name)) return fail(ErrorKind::malformed, "a name is UTF-8 text");
  const bool control = std::any_of(name.begin(), name.end(), [](char letter) {
    return static_cast<unsigned char>(letter) < 32 || letter == 127;
  });
  if (control) return fail(ErrorKind::malformed, "a name has no control characters");
  return {};
}

Unexpected damaged(const Verification& found) {
  CAUCUS_ASSERT(!found.sound(), "only a damaged vault is reported as damaged");
  std::string message = found.faults.front().sentence;
  if (found.faults.size() > 1)
    message += fmt::format("; {} in all are damaged", counted(found.faults.size(), "log"));
  return fail(ErrorKind::corrupt, std::move(message));
}

// --- State ---

Vault::State::State(std::string folder_path, World used, std::string header_text, Ledger opened)
    : folder(std::move(folder_path)),
      world(std::move(used)),
      header(std::move(header_text)),
      ledger(std::move(opened)) {}

Vault::State::~State() {
  try {
    // Missing this note loses nothing but the notice of a later exchange of files.
    if (ready() && finished && ledger.note_sizes().has_value()) return;
  } catch (const std::bad_alloc&) {
    stopped.reset();
  }
  if (finished) ledger.leave_as_is();
}

void Vault::State::stop(const Error& error) {
  if (stopped) return;
  stopped = error;
  ledger.leave_as_is();
}

Result<void> Vault::State::ready() {
  if (!stopped)
    if (Result<void> same = ledger.untouched(); !same) {
      if (finished) ledger.note_what_was();
      stop(same.error());
    }
  if (stopped) return fail(*stopped);
  return {};
}

std::string Vault::State::key_path(const KeyId& key) const {
  return folder + "/members/" + to_string(key) + ".key";
}

Result<void> Vault::State::nobody_elses(std::string_view passphrase,
                                        const std::optional<KeyId>& own) const {
  const Result<std::vector<std::string>> names = world.disk->list(folder + "/members");
  if (!names) return fail(names.error());
  for (const std::string& name : *names) {
    const std::string path = folder + "/members/" + name;
    if (!name.ends_with(".key") || (own && path == key_path(*own))) continue;
    const Result<std::string> text = world.disk->read(path);
    if (!text) return fail(text.error());
    if (open_key_file(*text, header, passphrase))
      return fail(ErrorKind::conflict,
                  "another member has this passphrase, and whoever gives it signs as that member; "
                  "choose another one");
  }
  return {};
}

Result<OpenLog*> Vault::State::log_for(const LogId& log) {
  OpenLog* found = log.log_class == LogClass::register_log ? nullptr : ledger.find(log);
  if (found == nullptr) return fail(ErrorKind::not_found, "the vault has no such channel");
  return found;
}

Result<std::vector<Receipt>> Vault::State::add(OpenLog& log, const std::vector<Draft>& drafts) {
  if (Result<void> good = ready(); !good) return fail(good.error());
  try {
    Result<std::vector<Receipt>> receipts = ledger.add(log, drafts);
    if (!receipts && !ledger.refused()) stop(receipts.error());
    return receipts;
  } catch (const std::bad_alloc&) {
    stop({ErrorKind::unwritable, "memory ran out; the vault was closed as it was"});
    return fail(*stopped);
  }
}

Result<std::unique_ptr<Vault::State>> Vault::State::open(const std::string& folder,
                                                         const Credentials& credentials,
                                                         const VaultOptions& options) {
  World world = completed(options.world);
  Result<std::string> header = world.disk->read(folder + "/vault.toml");
  if (!header)
    return fail(header.error().kind == ErrorKind::not_found
                    ? Error{ErrorKind::not_found, "there is no vault in " + shown(folder)}
                    : header.error());
  const Result<VaultHeader> known = read_header(*header);
  if (!known) return fail(known.error());
  Result<Lock> lock = world.disk->lock(folder + "/lock", options.take_over_lock);
  if (!lock) return fail(lock.error());
  const Result<std::vector<std::string>> names = world.disk->list(folder + "/members");
  if (!names) return fail(names.error());

  const bool recovering = !credentials.recovery_text.empty();
  std::optional<Secret> recovery;
  if (recovering) {
    recovery = recovery_secret(credentials.recovery_text);
    if (!recovery)
      return fail(ErrorKind::unreadable, "the recovery text is not complete; look for a slip");
  }
  Error why{ErrorKind::not_found, "the vault has no key files"};
  for (const std::string& name : *names) {
    if (!name.ends_with(".key")) continue;
    const Result<std::string> text = world.disk->read(folder + "/members/" + name);
    if (!text) return fail(text.error());
    Result<MemberKeys> keys = recovering ? recover_key_file(*text, *header, recovery->bytes())
                                         : open_key_file(*text, *header, credentials.passphrase);
    if (!keys) {
      why = keys.error();
      continue;
    }
    auto state = std::make_unique<State>(folder, world, *header,
                                         Ledger(folder, world, known->vault, *std::move(keys)));
    // With several members a recovery text opens every key file: the name decides.
    if (recovering && names->size() > 1) {
      if (options.member_name.empty())
        return fail(ErrorKind::malformed,
                    "the vault has several members; say as whom to open it, "
                    "with --member NAME");
      const Verification found = state->ledger.load(Depth::chains);
      const Member* me = state->ledger.member(key_id(state->ledger.keys().signing.public_key()));
      const bool wanted = me != nullptr && me->name == options.member_name;
      if (!wanted) {
        why = {ErrorKind::unreadable, "the vault has no member " + shown(options.member_name)};
        continue;
      }
      Result<MemberKeys> again = recover_key_file(*text, *header, recovery->bytes());
      if (!again) return fail(again.error());
      state.reset();
      state = std::make_unique<State>(folder, world, *header,
                                      Ledger(folder, world, known->vault, *std::move(again)));
    }
    state->lock = *lock;
    return state;
  }
  return fail(why);
}

// --- opening ---

Vault::Vault(std::unique_ptr<State> state) : state_(std::move(state)) {}
Vault::Vault(Vault&&) noexcept = default;
Vault& Vault::operator=(Vault&&) noexcept = default;
Vault::~Vault() = default;

Result<NewVault> Vault::create(const std::string& folder, std::string_view passphrase,
                               const VaultOptions& options) {
  if (Result<void> good = check_passphrase(passphrase); !good) return fail(good.error());
  if (Result<void> good = check_name(options.member_name); !good) return fail(good.error());
  const World world = completed(options.world);
  Disk& disk = *world.disk;
  if (!disk.exists(folder)) {
    if (Result<void> made = disk.make_folder(folder); !made) return fail(made.error());
  } else if (const auto names = disk.list(folder); !names || !names->empty()) {
    return fail(ErrorKind::conflict, shown(folder) + " is there already and is not empty");
  }
  Secret recovery(std::size_t{32}), vault_key(std::size_t{32}), seed(std::size_t{32});
  VaultHeader header;
  for (const std::span<std::byte> secret : {recovery.bytes(), vault_key.bytes(), seed.bytes(),
                                            std::span<std::byte>(header.vault.bytes)})
    world.random(secret);
  header.recovery_key = letter_key(recovery.bytes());
  header.recovery_check = recovery_check(recovery.bytes(), header, vault_key);
  const std::string header_text = write_header(header);
  MemberKeys keys{std::move(vault_key), SigningKey(seed.bytes())};
  const KeyId owner = key_id(keys.signing.public_key());

  Result<Lock> lock = disk.lock(folder + "/lock", false);
  if (!lock) return fail(lock.error());
  Result<std::string> key_text =
      write_key_file(keys, {header_text, options.kdf, passphrase}, world);
  if (!key_text) return fail(key_text.error());
  auto state = std::make_unique<State>(folder, world, header_text,
                                       Ledger(folder, world, header.vault, std::move(keys)));
  state->lock = *lock;
  // vault.toml last: with it, everything else is there, also after a power cut.
  const Result<bool> done = state->guarded<bool>([&]() -> Result<bool> {
    if (Result<void> made = disk.make_folder(folder + "/members"); !made) return fail(made.error());
    if (Result<void> kept = disk.write(state->key_path(owner), *key_text); !kept)
      return fail(kept.error());
    if (Result<void> made = state->ledger.found(options.member_name); !made)
      return fail(made.error());
    if (Result<void> kept = disk.write(folder + "/vault.toml", header_text); !kept)
      return fail(kept.error());
    return true;
  });
  if (!done) return fail(done.error());
  state->me = state->ledger.members().front();
  state->finished = true;
  return NewVault{Vault(std::move(state)), recovery_text(recovery.bytes())};
}

Result<Vault> Vault::open(const std::string& folder, const Credentials& credentials,
                          const VaultOptions& options) {
  Result<std::unique_ptr<State>> state = State::open(folder, credentials, options);
  if (!state) return fail(state.error());
  const Result<bool> done = (*state)->guarded<bool>([&]() -> Result<bool> {
    const Verification found = (*state)->ledger.load(Depth::chains);
    if (!found.sound()) return damaged(found);
    const Member* me =
        (*state)->ledger.member(key_id((*state)->ledger.keys().signing.public_key()));
    if (me == nullptr)
      return fail(ErrorKind::unreadable,
                  "this passphrase is that of nobody in the vault's register");
    if (me->removed)
      return fail(ErrorKind::unreadable, shown(me->name) + " is no longer a member of this vault");
    if (!options.member_name.empty() && me->name != options.member_name)
      return fail(ErrorKind::unreadable,
                  "this passphrase is not that of " + shown(options.member_name));
    (*state)->me = *me;
    if (Result<void> noted = (*state)->ledger.note_sizes(); !noted) return fail(noted.error());
    return true;
  });
  if (!done) return fail(done.error());
  (*state)->finished = true;
  return Vault(*std::move(state));
}

Result<Verification> Vault::inspect(const std::string& folder, const Credentials& credentials,
                                    const VaultOptions& options) {
  Result<std::unique_ptr<State>> state = State::open(folder, credentials, options);
  if (!state) return fail(state.error());
  return (*state)->guarded<Verification>(
      [&]() -> Result<Verification> { return (*state)->ledger.load(Depth::everything); });
}

// --- people ---

Result<void> Vault::change_passphrase(std::string_view passphrase, KdfCost cost) {
  if (Result<void> good = check_passphrase(passphrase); !good) return good;
  const MemberKeys& keys = state_->ledger.keys();
  if (Result<void> free = state_->nobody_elses(passphrase, key_id(keys.signing.public_key()));
      !free)
    return free;
  const Result<bool> done = state_->guarded<bool>([&]() -> Result<bool> {
    const Result<std::string> text =
        write_key_file(keys, {state_->header, cost, passphrase}, state_->world);
    if (!text) return fail(text.error());
    const std::string path = state_->key_path(key_id(keys.signing.public_key()));
    if (Result<void> kept = state_->world.disk->write(path, *text); !kept)
      return fail(kept.error());
    return true;
  });
  if (!done) return fail(done.error());
  return {};
}

Result<Member> Vault::add_member(const std::string& name, std::string_view passphrase,
                                 KdfCost cost) {
  if (Result<void> good = check_passphrase(passphrase); !good) return fail(good.error());
  if (Result<void> good = check_name(name); !good) return fail(good.error());
  for (const Member& member : members())
    if (member.name == name)
      return fail(ErrorKind::conflict, "the vault has a member " + shown(name) + " already");
  if (Result<void> free = state_->nobody_elses(passphrase, std::nullopt); !free)
    return fail(free.error());
  return state_->guarded<Member>([&]() -> Result<Member> {
    Secret seed(std::size_t{32});
    state_->world.random(seed.bytes());
    const MemberKeys keys{Secret(state_->ledger.keys().vault_key.text()), SigningKey(seed.bytes())};
    const Result<std::string> text =
        write_key_file(keys, {state_->header, cost, passphrase}, state_->world);
    if (!text) return fail(text.error());
    // The key file first: a register that names a member without one would lock that person out.
    const std::string path = state_->key_path(key_id(keys.signing.public_key()));
    if (Result<void> kept = state_->world.disk->write(path, *text); !kept)
      return fail(kept.error());
    if (Result<void> done = state_->ledger.add_member(keys.signing.public_key(), name); !done)
      return fail(done.error());
    return state_->ledger.members().back();
  });
}

Result<void> Vault::remove_member(const std::string& name) {
  const auto found = std::find_if(members().begin(), members().end(),
                                  [&](const Member& each) { return each.name == name; });
  if (found == members().end())
    return fail(ErrorKind::not_found, "the vault has no member " + shown(name));
  if (found->removed) return fail(ErrorKind::conflict, shown(name) + " was removed already");
  if (found->key == me().key)
    return fail(ErrorKind::conflict, "nobody can remove themselves; another member can");
  const KeyId key = found->key;
  // The register first: with it, a key file that a crash leaves opens nothing.
  const Result<bool> done = state_->guarded<bool>([&]() -> Result<bool> {
    Result<void> gone = state_->ledger.remove_member(key);
    if (gone) gone = state_->world.disk->remove(state_->key_path(key));
    if (gone) gone = state_->world.disk->sync_folder(state_->folder + "/members");
    if (!gone) return fail(gone.error());
    return true;
  });
  if (!done) return fail(done.error());
  return {};
}

const std::vector<Member>& Vault::members() const {
  return state_->ledger.members();
}

const Member& Vault::me() const {
  return state_->me;
}

}  // namespace caucus::record
