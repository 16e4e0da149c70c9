// Forger: makes logs and bundles by hand, as somebody would who has some of the keys.
//
// It links, signs and renders whatever a test tells it to, true or not, and shares with the vault
// only the encoding of an entry.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "caucus/record/batch.h"
#include "caucus/record/bytes.h"
#include "caucus/record/chain.h"
#include "caucus/record/checkpoint.h"
#include "caucus/record/cipher.h"
#include "caucus/record/entry.h"
#include "caucus/record/tree.h"

namespace caucus::record {

inline SigningKey person(char letter) {
  const std::string seed(32, letter);
  return SigningKey(as_bytes(seed));
}

// One entry to be.
struct Forged {
  Entry entry;
  std::string content;
  bool opened = true;
  const SigningKey* signer = nullptr;

  [[nodiscard]] std::string salt() const {
    return std::string(32, static_cast<char>('A' + entry.id.sequence % 26));
  }
};

struct Forgery {
  LogId log;
  Key confidence{};
  std::vector<Forged> entries;
  std::vector<const SigningKey*> keys;  // the founder first, who vouches for the others
  const SigningKey* checkpoint_signer = nullptr;
  // Only these entries, with proofs.
  std::optional<std::vector<std::uint64_t>> only;
  std::vector<std::uint64_t> known_sizes;
  // How many entries were signed together, from the first on; those after them alone.
  std::vector<std::size_t> batches;

  // Something said in the next hour.
  Forged& say(const SigningKey& by, std::string content) {
    Forged forged;
    forged.entry.id = {log, entries.size()};
    forged.entry.author = key_id(by.public_key());
    forged.entry.hour = static_cast<Hour>(475'000 + entries.size());
    forged.content = std::move(content);
    forged.signer = &by;
    entries.push_back(std::move(forged));
    return entries.back();
  }
  Forged& erase(const SigningKey& by, std::uint64_t subject) {
    Forged& forged = say(by, "");
    forged.entry.kind = EntryKind::erasure;
    forged.entry.subject = subject;
    forged.opened = false;
    entries[subject].opened = false;
    return forged;
  }

  [[nodiscard]] std::string bytes(const Entry& entry, const SigningKey& signer) const {
    const std::string header = encode_header(entry);
    return header + (log.log_class == LogClass::in_confidence
                         ? confidence_mac(confidence, header)
                         : sign_batch(signer, {link_hash(header)}).front());
  }
  // Links and signs all entries anew; a batch is signed by the signer of its first.
  [[nodiscard]] std::vector<std::string> chained() const {
    std::vector<std::string> stored;
    std::vector<Digest> links;
    Digest prev = genesis_prev(log);
    for (Forged each : entries) {
      each.entry.prev = prev;
      if (each.entry.kind == EntryKind::content)
        each.entry.content = content_digest(each.salt(), each.content);
      stored.push_back(bytes(each.entry, *each.signer));
      prev = link_hash(std::string_view(stored.back()).substr(0, header_bytes));
      links.push_back(prev);
    }
    std::size_t at = 0;
    for (const std::size_t size : batches) {
      const auto first = links.begin() + static_cast<std::ptrdiff_t>(at);
      const std::vector<Digest> batch(first, first + static_cast<std::ptrdiff_t>(size));
      for (const std::string& proof : sign_batch(*entries[at].signer, batch))
        stored[at++].replace(header_bytes, std::string::npos, proof);
    }
    return stored;
  }
  [[nodiscard]] static std::vector<Digest> leaves(const std::vector<std::string>& stored) {
    std::vector<Digest> out;
    for (const std::string& each : stored)
      out.push_back(leaf_hash(each));
    return out;
  }
  [[nodiscard]] std::string note(const Checkpoint& checkpoint) const {
    return log.log_class == LogClass::in_confidence
               ? authenticated_checkpoint(checkpoint, confidence)
               : signed_checkpoint(checkpoint, *checkpoint_signer);
  }
  [[nodiscard]] std::string note() const {
    const std::vector<std::string> stored = chained();
    return note({log, stored.size(), root_of(leaves(stored))});
  }
  [[nodiscard]] std::string key_lines() const {
    std::string out;
    for (const SigningKey* key : keys) {
      out += "key " + to_hex(key->public_key());
      if (key == keys.front()) {
        out += " founder\n";
        continue;
      }
      const std::string certificate =
          keys.front()->sign(pre_authentication("caucus/member/1", as_text(key->public_key())));
      out += " " + to_string(key_id(keys.front()->public_key())) + " " +
             to_hex(as_bytes(certificate)) + "\n";
    }
    return out;
  }
  // The bundle of these stored entries, true or not.
  [[nodiscard]] std::string bundle_of(const std::vector<std::string>& stored) const {
    const auto words = [](const std::vector<Digest>& hashes) {
      std::string out;
      for (const Digest& hash : hashes)
        out += " " + to_hex(hash);
      return hashes.empty() ? std::string(" -") : out;
    };
    const std::vector<Digest> hashes = leaves(stored);
    std::string out = "caucus-bundle 1\nchannel " + to_string(log.channel) + "\n" + key_lines() +
                      "log " + std::string(to_string(log.log_class)) + " " +
                      std::to_string(stored.size()) + (only ? " part" : " whole") +
                      "\ncheckpoint\n" + note({log, stored.size(), root_of(hashes)});
    for (std::size_t i = 0; i < stored.size(); ++i) {
      if (only && std::find(only->begin(), only->end(), i) == only->end()) continue;
      out += "entry " + to_hex(as_bytes(stored[i])) + "\n";
      const bool open = i < entries.size() && entries[i].opened;
      if (open)
        out += "opened " + to_hex(as_bytes(entries[i].salt())) + " " +
               (entries[i].content.empty() ? "-" : to_hex(as_bytes(entries[i].content))) + "\n";
      if (only) out += "proof" + words(inclusion_proof(hashes, i)) + "\n";
    }
    for (const std::uint64_t size : known_sizes)
      out += "consistency " + std::to_string(size) + " " +
             to_hex(root_of(std::span(hashes).first(size))) +
             words(consistency_proof(hashes, size)) + "\n";
    return out + "end\n";
  }
  [[nodiscard]] std::string bundle() const { return bundle_of(chained()); }
};

}  // namespace caucus::record
