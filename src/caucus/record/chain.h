// Chain: does this entry follow from those before it?
//
// The checks that need nothing but the entries of one log and the keys of its authors, in the order
// of format.md. The vault runs them over its rows and verify_bundle over a bundle, so that both
// mean the same by "sound".
//
// Errors: none; damage is the answer. Complexity: constant per entry; a signature dominates.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string_view>

#include "caucus/record/batch.h"
#include "caucus/record/entry.h"
#include "caucus/record/secret.h"
#include "caucus/record/tree.h"
#include "caucus/record/verification.h"

namespace caucus::record {

// What entries are held against.
struct ChainKeys {
  // The public key of an author, or null for a stranger.
  std::function<const Digest*(const KeyId&)> author;
  // Of confidences; null when the reader has it not.
  const Key* confidence = nullptr;
  // Whether signatures and MACs are checked at all; opening a vault leaves it to verify().
  bool authentication = true;
};

class Chain {
 public:
  explicit Chain(const LogId& log);

  // Takes the next entry of the log, or says what is wrong with it and takes nothing.
  std::optional<Damage> add(std::string_view stored, const ChainKeys& keys);
  // The same for an entry shown alone, with those before it missing: `prev` and order are left out.
  std::optional<Damage> look_at(std::string_view stored, const ChainKeys& keys);
  // Takes an entry that this program has just written, with its hashes. That it follows is not
  // damage or its absence but an assertion.
  void take(const Entry& entry, const Digest& link, const Digest& leaf);

  // The entry that add or look_at took last.
  [[nodiscard]] const Entry& last() const { return last_; }
  [[nodiscard]] const Digest& last_leaf() const { return last_leaf_; }
  [[nodiscard]] std::uint64_t size() const { return tree_.size(); }
  [[nodiscard]] const LogId& log() const { return log_; }
  [[nodiscard]] const GrowingTree& tree() const { return tree_; }
  // `prev` and the earliest hour of the next entry.
  [[nodiscard]] const Digest& prev() const { return link_; }
  [[nodiscard]] Hour hour() const { return tree_.size() == 0 ? 0 : last_.hour; }
  // When the content of an entry was erased, if it was.
  [[nodiscard]] std::optional<Hour> erased(std::uint64_t sequence) const;
  [[nodiscard]] const std::map<std::uint64_t, Hour>& erasures() const { return erased_; }

 private:
  std::optional<Damage> read(std::string_view stored, const ChainKeys& keys, bool in_order);
  std::optional<Damage> authentication(std::string_view stored, const Entry& entry,
                                       const Digest& link, const ChainKeys& keys);
  [[nodiscard]] std::optional<Damage> order(const Entry& entry) const;
  [[nodiscard]] bool can_erase(const Entry& entry) const;

  LogId log_;
  Entry last_;
  Digest last_leaf_{};
  Digest link_;  // of the last entry that was added, or the genesis of the log
  GrowingTree tree_;
  std::map<std::uint64_t, Hour> erased_;
  std::set<std::uint64_t> erasing_;  // sequences of the erasures themselves
  BatchCheck batches_;
};

// What authenticates a header: a signature, or for confidences a MAC.
std::string confidence_mac(const Key& key, std::string_view header);

// "north on_the_record, entry 12: its author did not sign it (signature_wrong)", for a Fault.
// `name` is how the log is called.
std::string damage_sentence(std::string_view name, std::uint64_t sequence, Damage what);

}  // namespace caucus::record
