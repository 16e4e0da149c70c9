// Batch: how does one signature stand for several entries, and each of them still stand alone?
//
// A signature costs more than everything else that is done for an entry. What an author writes to a
// log in one go is therefore signed once: over the root of a small hash tree (tree.h) whose leaves
// are the link hashes of the entries. Each entry carries that signature and its own path to the
// root, so it can be checked with nothing but its author's key, and nobody can tell from it what
// the others say. An entry written alone has an empty path.
//
// Errors: none; a proof that cannot be read or does not hold gives nothing. Complexity: signing is
// linear in the entries, checking logarithmic; a signature dominates both.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/base/hash.h"
#include "caucus/record/cipher.h"

namespace caucus::record {

// More are signed in groups of so many: by then a signature costs an entry less than its path.
inline constexpr std::size_t batch_entries_max = 64;

// What stands after the header of an entry on the record: the signature, how many entries it is
// for, which of them this one is, and the hashes that lead from its leaf to the root.
std::string batch_proof(std::string_view signature, std::uint64_t size, std::uint64_t position,
                        const std::vector<Digest>& path);
// How long that is; 0 when there is no such entry in such a batch.
std::size_t batch_proof_bytes(std::uint64_t size, std::uint64_t position);
// How many of its bytes are the same for every entry: signature, size and position.
inline constexpr std::size_t batch_proof_start = 66;
// The longest proof: 64 leaves are six levels below their root.
inline constexpr std::size_t batch_proof_bytes_max = batch_proof_start + 6 * 32;

// What is signed: the pre-authentication encoding, type "caucus/batch/1", of size and root.
std::string batch_message(std::uint64_t size, const Digest& root);
// The proofs of entries with these link hashes, in their order. 1 to batch_entries_max of them.
std::vector<std::string> sign_batch(const SigningKey& author, const std::vector<Digest>& links);

// Checks proofs. What it found true it need not compute again for the other entries of the batch.
class BatchCheck {
 public:
  // Whether the proof shows that the holder of the key signed the entry with this link hash.
  bool holds(const Digest& author, const Digest& link, std::string_view proof);

 private:
  // A proof that holds, and the nodes on its path, the leaf first. Its neighbours are in it.
  struct Known {
    Digest author{};
    std::string proof;
    std::array<Digest, 7> nodes{};
  };
  // Whether the path meets that of the last proof, which is then known from there on. Exact: what
  // it says yes to leads to the same root under the same signature.
  bool meets_last(const Digest& author, const Digest& link, std::string_view proof);

  std::optional<Known> last_;
};

}  // namespace caucus::record
