#include "caucus/record/batch.h"

#include <doctest/doctest.h>

#include "caucus/record/bytes.h"
#include "caucus/record/tree.h"

namespace caucus::record {
namespace {

SigningKey person(char letter) {
  const std::string seed(32, letter);
  return SigningKey(as_bytes(seed));
}

std::vector<Digest> links(std::size_t count) {
  std::vector<Digest> out;
  for (std::size_t i = 0; i < count; ++i)
    out.push_back(sha256("entry " + std::to_string(i)));
  return out;
}

TEST_CASE(
    "a batch of any size is signed once, over the tree of RFC 6962, and each entry shows it") {
  const SigningKey ines = person('i');
  for (std::size_t size = 1; size <= batch_entries_max; ++size) {
    CAPTURE(size);
    const std::vector<Digest> leaves = links(size);
    const std::string signature = ines.sign(batch_message(size, root_of(leaves)));
    const std::vector<std::string> proofs = sign_batch(ines, leaves);
    REQUIRE(proofs.size() == size);
    for (std::size_t i = 0; i < size; ++i) {
      CHECK(proofs[i] == batch_proof(signature, size, i, inclusion_proof(leaves, i)));
      CHECK(proofs[i].size() == batch_proof_bytes(size, i));
      CHECK(BatchCheck().holds(ines.public_key(), leaves[i], proofs[i]));
    }
  }
}

TEST_CASE("an entry written alone carries a signature and two bytes") {
  CHECK(sign_batch(person('i'), links(1)).front().size() == 66);
}

TEST_CASE("sizes and positions that cannot be have no length") {
  CHECK(batch_proof_bytes(0, 0) == 0);
  CHECK(batch_proof_bytes(1, 1) == 0);
  CHECK(batch_proof_bytes(batch_entries_max + 1, 0) == 0);
  CHECK(batch_proof_bytes(batch_entries_max, batch_entries_max - 1) == 66 + 6 * 32);
}

TEST_CASE("no bit of a proof can be changed, whatever was found good before it") {
  const SigningKey ines = person('i');
  const std::vector<Digest> leaves = links(7);
  const std::vector<std::string> proofs = sign_batch(ines, leaves);
  for (const std::size_t i : {std::size_t{0}, std::size_t{5}, std::size_t{6}}) {
    for (std::size_t bit = 0; bit < 8 * proofs[i].size(); ++bit) {
      BatchCheck check;
      const std::size_t before = bit % leaves.size();
      REQUIRE(check.holds(ines.public_key(), leaves[before], proofs[before]));
      std::string changed = proofs[i];
      changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
      CHECK_FALSE(check.holds(ines.public_key(), leaves[i], changed));
      CHECK(check.holds(ines.public_key(), leaves[i], proofs[i]));
    }
  }
}

TEST_CASE("in whatever order proofs are checked, the answer is that of checking each alone") {
  const SigningKey ines = person('i');
  for (std::size_t size = 1; size <= batch_entries_max; size += size < 12 ? 1 : 13) {
    const std::vector<Digest> leaves = links(size);
    const std::vector<std::string> proofs = sign_batch(ines, leaves);
    BatchCheck check;
    for (std::size_t step = 0; step < 3 * size; ++step) {
      const std::size_t i = step < size ? step : (step * step + 7) % size;
      CHECK(check.holds(ines.public_key(), leaves[i], proofs[i]));
      // The leaf of a neighbour, and a hash of the path exchanged for another true node.
      const std::size_t other = i ^ 1;
      if (other >= size) continue;
      CHECK_FALSE(check.holds(ines.public_key(), leaves[other], proofs[i]));
      std::string wrong = proofs[i];
      wrong.replace(batch_proof_start, 32, as_text(leaves[i]));
      CHECK_FALSE(check.holds(ines.public_key(), leaves[i], wrong));
    }
  }
}

TEST_CASE("a proof is for one entry, one author and one length") {
  const SigningKey ines = person('i'), omar = person('o');
  const std::vector<Digest> leaves = links(6);
  const std::vector<std::string> proofs = sign_batch(ines, leaves);
  BatchCheck check;
  for (std::size_t i = 0; i < leaves.size(); ++i)
    for (std::size_t k = 0; k < leaves.size(); ++k)
      CHECK(check.holds(ines.public_key(), leaves[i], proofs[k]) == (i == k));
  CHECK_FALSE(check.holds(omar.public_key(), leaves[2], proofs[2]));
  CHECK_FALSE(check.holds(ines.public_key(), leaves[2], proofs[2] + std::string(32, 'h')));
  CHECK_FALSE(check.holds(ines.public_key(), leaves[2], proofs[2].substr(0, 98)));
  CHECK_FALSE(check.holds(ines.public_key(), leaves[2], ""));
}

}  // namespace
}  // namespace caucus::record
