// What is begun and not recorded: a file per member beside the logs, sealed as a whole.
#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/record/bytes.h"
#include "caucus/record/vault.h"
#include "caucus/record/vault_state.h"

namespace caucus::record {

namespace {

constexpr std::string_view use = "caucus/notebook/1";
constexpr std::size_t nonce_bytes = 24;
constexpr std::size_t length_bytes = 4;

// Bound to the vault and the member, so that one notebook is not taken for another.
std::string beside(std::string_view header, const KeyId& owner) {
  const Digest hash = sha256(header);
  return pre_authentication(use, std::string(as_text(hash)) + std::string(as_text(owner.bytes)));
}

Secret notebook_key(const Secret& vault_key) {
  Secret key(std::size_t{32});
  hkdf_sha256(vault_key.bytes(), "", use, key.bytes());
  return key;
}

// How long the text is, the text, and zeros: its length shows to about one part in ten.
std::string padded(std::string_view text) {
  std::string out;
  out.reserve(padded_size(length_bytes + text.size()));
  put(out, text.size(), length_bytes);
  out += text;
  out.resize(padded_size(out.size()), '\0');
  return out;
}

}  // namespace

Result<std::string> Vault::notebook() const {
  const std::string path = state_->folder + "/notebooks/" + to_string(me().key);
  Disk& disk = *state_->world.disk;
  if (!disk.exists(path)) return std::string();
  const Result<std::string> sealed = disk.read(path);
  if (!sealed) return fail(sealed.error());
  const Secret key = notebook_key(state_->ledger.keys().vault_key);
  const std::string_view bytes = *sealed;
  const auto open = bytes.size() < nonce_bytes
                        ? std::nullopt
                        : unwrap(key.bytes(), bytes.substr(0, nonce_bytes),
                                 beside(state_->header, me().key), bytes.substr(nonce_bytes));
  if (!open || open->size() < length_bytes ||
      number_at(*open, 0, length_bytes) > open->size() - length_bytes)
    return fail(ErrorKind::corrupt, shown(path) + " is damaged; it is no part of the record");
  return open->substr(length_bytes, number_at(*open, 0, length_bytes));
}

Result<void> Vault::write_notebook(std::string_view text) {
  if (text.size() > notebook_bytes_max)
    return fail(ErrorKind::too_large, fmt::format("a notebook holds at most {} bytes",
                                                  grouped(std::uint64_t{notebook_bytes_max})));
  const std::string path = state_->folder + "/notebooks/" + to_string(me().key);
  Disk& disk = *state_->world.disk;
  if (text.empty()) return disk.remove(path);
  const std::string folder = state_->folder + "/notebooks";
  if (!disk.exists(folder))
    if (Result<void> made = disk.make_folder(folder); !made) return made;
  const Secret key = notebook_key(state_->ledger.keys().vault_key);
  std::string nonce(nonce_bytes, '\0');
  state_->world.random(std::as_writable_bytes(std::span(nonce.data(), nonce.size())));
  std::string open = padded(text);
  const std::string sealed = wrap(key.bytes(), nonce, beside(state_->header, me().key), open);
  wipe(open);
  return disk.write(path, nonce + sealed);
}

}  // namespace caucus::record
