#include "caucus/desk/vault_care.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "caucus/base/file.h"
#include "caucus/base/text.h"

namespace caucus {
namespace {

namespace fs = std::filesystem;

// A new file for the owner alone, written once. Nothing is left of it unless it was kept.
class OnceFile {
 public:
  explicit OnceFile(std::string path)
      : path_(std::move(path)),
        descriptor_(
            ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600)),
        error_(descriptor_ < 0 ? errno : 0) {}
  OnceFile(const OnceFile&) = delete;
  OnceFile& operator=(const OnceFile&) = delete;
  ~OnceFile() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    if (!kept_) ::unlink(path_.c_str());
  }

  // Whether there is a file to write to, and if not, why not.
  [[nodiscard]] Result<void> ready() const {
    if (descriptor_ >= 0) return {};
    if (error_ == EEXIST)
      return fail(ErrorKind::conflict,
                  shown(path_) + " exists already; a recovery text is never written over anything");
    return fail(ErrorKind::unwritable,
                fmt::format("cannot write {}: {}", shown(path_), std::strerror(error_)));
  }
  Result<void> write(std::string_view text) {
    while (!text.empty()) {
      const ssize_t written = ::write(descriptor_, text.data(), text.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return failed();
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(descriptor_) != 0) return failed();
    kept_ = true;
    return {};
  }

 private:
  [[nodiscard]] Unexpected failed() const {
    return fail(ErrorKind::unwritable,
                fmt::format("cannot write {}: {}", shown(path_), std::strerror(errno)));
  }

  std::string path_;
  int descriptor_;
  int error_;
  bool kept_ = false;
};

// Destroys in a restored vault what had been destroyed since the backup was made.
Result<void> erase_again(const std::string& folder, const std::vector<record::Loss>& losses,
                         const VaultAccess& access) {
  if (std::all_of(losses.begin(), losses.end(),
                  [](const record::Loss& each) { return each.erased_since.empty(); }))
    return {};
  Result<record::Vault> vault = record::Vault::open(folder, access.credentials(), access.options());
  if (!vault) return fail(vault.error());
  for (const record::Loss& loss : losses)
    if (!loss.differs && !loss.erased_since.empty())
      if (auto erased = vault->erase(loss.log, loss.erased_since); !erased)
        return fail(erased.error());
  return {};
}

// A name beside the vault that nothing has yet: vault-aside, vault-aside-2 ...
std::string name_aside(const std::string& folder) {
  std::error_code error;
  std::string name = folder + "-aside";
  for (int number = 2; fs::exists(name, error); ++number)
    name = fmt::format("{}-aside-{}", folder, number);
  return name;
}

}  // namespace

Result<NewVaultAnswer> make_vault(const Case& c, const std::string& case_path,
                                  const NewVaultOptions& options) {
  NewVaultAnswer answer;
  answer.folder = vault_folder(case_path);
  answer.recovery_file = options.recovery_file;
  OnceFile recovery(options.recovery_file);
  if (auto ready = recovery.ready(); !ready) return fail(ready.error());
  record::VaultOptions how;
  how.member_name = options.member;
  how.kdf = options.kdf;
  how.world = options.world;
  std::error_code error;
  const bool there = std::filesystem::exists(answer.folder, error);
  // What cannot be made whole is not left behind; what was there already is never touched.
  const auto undone = [&](const Error& why) {
    if (!there) std::filesystem::remove_all(answer.folder, error);
    return fail(why);
  };
  Result<record::NewVault> made =
      record::Vault::create(answer.folder, options.passphrase.text(), how);
  if (!made) return undone(made.error());
  record::Vault vault = std::move(made->vault);
  if (auto written = recovery.write(std::string(made->recovery_text.text()) + "\n"); !written) {
    { const record::Vault closed = std::move(vault); }
    return undone(written.error());
  }
  answer.channels.emplace_back(own_channel);
  for (const PartyId party : c.parties.ids())
    answer.channels.push_back(c.parties[party].id);
  for (const std::string& name : answer.channels)
    if (auto channel = vault.open_channel(name); !channel) return fail(channel.error());
  answer.founder = vault.me();
  return answer;
}

Result<Secret> recovery_text_from(const std::string& file) {
  constexpr std::size_t bytes_max = 4096;
  Result<std::string> text = read_file(file, bytes_max);
  if (!text) return fail(text.error());
  Secret secret(trimmed(*text));
  record::wipe(*text);
  return secret;
}

Result<std::string> set_passphrase(const std::string& case_path, const VaultAccess& access,
                                   const Secret& passphrase, const record::KdfCost& kdf) {
  Result<record::Vault> vault =
      record::Vault::open(vault_folder(case_path), access.credentials(), access.options());
  if (!vault) return fail(vault.error());
  if (auto changed = vault->change_passphrase(passphrase.text(), kdf); !changed)
    return fail(changed.error());
  return vault->me().name;
}

Result<record::Verification> inspect_vault(const std::string& case_path,
                                           const VaultAccess& access) {
  return record::Vault::inspect(vault_folder(case_path), access.credentials(), access.options());
}

Result<record::Verification> backup_vault(const std::string& case_path, const std::string& folder,
                                          const VaultAccess& access) {
  Result<record::Vault> vault =
      record::Vault::open(vault_folder(case_path), access.credentials(), access.options());
  if (!vault) return fail(vault.error());
  return vault->backup(folder);
}

Result<RestoreAnswer> restore_vault(const std::string& case_path, const std::string& backup,
                                    const VaultAccess& access, bool although) {
  RestoreAnswer answer;
  const std::string folder = vault_folder(case_path);
  std::error_code error;
  const bool present = fs::exists(folder, error);
  if (present) {
    auto compared = record::Vault::loss(backup, folder, access.credentials(), access.options());
    // Who restores over a damaged vault has said --yes to losing what cannot be compared.
    if (!compared && !although) return fail(compared.error());
    if (compared) answer.compared = *std::move(compared);
    if (compared && !answer.compared->losses.empty() && !although) return answer;
  }
  // Beside it first, so that the present vault is moved only when its successor is whole.
  const std::string beside = folder + "-restoring";
  fs::remove_all(beside, error);
  auto found = record::Vault::restore(backup, beside, access.credentials(), access.options());
  if (!found) {
    fs::remove_all(beside, error);
    return fail(found.error());
  }
  answer.found = *std::move(found);
  if (answer.compared)
    if (auto erased = erase_again(beside, answer.compared->losses, access); !erased) {
      fs::remove_all(beside, error);
      return fail(erased.error());
    }
  if (present) {
    answer.moved_to = name_aside(folder);
    fs::rename(folder, answer.moved_to, error);
    if (error)
      return fail(ErrorKind::unwritable,
                  "cannot move " + shown(folder) + " aside: " + error.message());
  }
  fs::rename(beside, folder, error);
  if (error)
    return fail(ErrorKind::unwritable,
                "cannot move the copy to " + shown(folder) + ": " + error.message());
  answer.done = true;
  return answer;
}

Result<KeysAnswer> keys_of(const std::string& case_path, const VaultAccess& access,
                           const KeyChange& change) {
  Result<record::Vault> vault =
      record::Vault::open(vault_folder(case_path), access.credentials(), access.options());
  if (!vault) return fail(vault.error());
  if (!change.remove.empty()) {
    if (auto removed = vault->remove_member(change.remove); !removed) return fail(removed.error());
  } else if (!change.add.empty()) {
    const auto added = vault->add_member(change.add, change.passphrase.text(), change.kdf);
    if (!added) return fail(added.error());
  } else if (!change.passphrase.empty()) {
    if (auto changed = vault->change_passphrase(change.passphrase.text(), change.kdf); !changed)
      return fail(changed.error());
  }
  return KeysAnswer{vault->members(), vault->me()};
}

}  // namespace caucus
