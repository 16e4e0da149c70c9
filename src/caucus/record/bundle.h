// Bundle: a channel's record as one file that another person can check without Caucus.
//
// It holds the entries of the chosen logs, the content of those entries that the exporter opens, a
// checkpoint of each log, proofs, and the public keys of the authors. It holds no place number, no
// name, and nothing of any other channel. format.md is the grammar.
//
// Complexity: linear in the entries.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/base/hash.h"
#include "caucus/record/entry.h"
#include "caucus/record/secret.h"
#include "caucus/record/verification.h"

namespace caucus::record {

// What goes into a bundle.
struct BundleChoice {
  // Which logs, in this order.
  std::vector<LogClass> logs = {LogClass::on_the_record};
  // Whether the content of an entry is opened to the reader; nobody's is when empty. Erased content
  // cannot be.
  std::function<bool(const Entry&)> opened;
  // Only these entries of the log, each with its inclusion proof, instead of every entry. For one
  // log only.
  std::optional<std::vector<std::uint64_t>> only;
  // Sizes of earlier checkpoints that the reader has: a consistency proof from each is added.
  std::vector<std::uint64_t> known_sizes;
};

// What the reader knows already. The more, the less has to be believed.
struct BundleTrust {
  // Ed25519 key of the member who created the vault, learnt by another way. Without it the bundle
  // is checked against the key that it names itself.
  std::optional<Digest> founder;
  // For logs in confidence; without it their entries are checked as a chain only.
  std::optional<Key> confidence_key;
  // Checkpoints of these logs, as received earlier.
  std::vector<std::string> earlier_checkpoints;
};

// Checks a bundle as verify_record.py does. Every byte counts: a changed one is a fault.
Verification verify_bundle(std::string_view bundle, const BundleTrust& trust);

}  // namespace caucus::record
