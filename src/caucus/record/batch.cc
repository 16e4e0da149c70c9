#include "caucus/record/batch.h"

#include <bit>

#include "caucus/base/assert.h"
#include "caucus/record/bytes.h"
#include "caucus/record/tree.h"

namespace caucus::record {

namespace {

// How many hashes lead from a leaf to the root of a tree of that many leaves. A leaf that is the
// last of its level has no neighbour there, and the level no hash.
std::size_t path_length(std::uint64_t size, std::uint64_t position) {
  std::size_t length = 0;
  for (std::uint64_t last = size - 1; last > 0; last >>= 1, position >>= 1)
    if ((position & 1) != 0 || position != last) ++length;
  return length;
}

// The levels of a tree from the leaves upwards; a node without a neighbour rises as it is.
std::vector<std::vector<Digest>> levels_over(const std::vector<Digest>& leaves) {
  std::vector<std::vector<Digest>> levels{leaves};
  while (levels.back().size() > 1) {
    const std::vector<Digest>& below = levels.back();
    std::vector<Digest> level;
    for (std::size_t i = 0; i + 1 < below.size(); i += 2)
      level.push_back(node_hash(below[i], below[i + 1]));
    if (below.size() % 2 != 0) level.push_back(below.back());
    levels.push_back(std::move(level));
  }
  return levels;
}

}  // namespace

std::size_t batch_proof_bytes(std::uint64_t size, std::uint64_t position) {
  if (size > batch_entries_max || position >= size) return 0;
  return batch_proof_start + 32 * path_length(size, position);
}

std::string batch_proof(std::string_view signature, std::uint64_t size, std::uint64_t position,
                        const std::vector<Digest>& path) {
  std::string proof(signature);
  proof.reserve(batch_proof_start + 32 * path.size());
  put(proof, size, 1);
  put(proof, position, 1);
  for (const Digest& hash : path)
    proof += as_text(hash);
  return proof;
}

std::string batch_message(std::uint64_t size, const Digest& root) {
  std::string body;
  put(body, size, 1);
  body += as_text(root);
  return pre_authentication("caucus/batch/1", body);
}

std::vector<std::string> sign_batch(const SigningKey& author, const std::vector<Digest>& links) {
  CAUCUS_ASSERT(!links.empty() && links.size() <= batch_entries_max, "a batch has its size");
  const std::vector<std::vector<Digest>> levels = levels_over(links);
  const std::string signature = author.sign(batch_message(links.size(), levels.back().front()));
  std::vector<std::string> proofs;
  for (std::size_t position = 0; position < links.size(); ++position) {
    std::vector<Digest> path;
    std::size_t at = position;
    for (const std::vector<Digest>& level : levels) {
      const std::size_t neighbour = at ^ 1;
      if (neighbour < level.size()) path.push_back(level[neighbour]);
      at >>= 1;
    }
    proofs.push_back(batch_proof(signature, links.size(), position, path));
  }
  return proofs;
}

bool BatchCheck::holds(const Digest& author, const Digest& link, std::string_view proof) {
  if (proof.size() < batch_proof_start) return false;
  const std::uint64_t size = number_at(proof, 64, 1);
  const std::uint64_t position = number_at(proof, 65, 1);
  if (proof.size() != batch_proof_bytes(size, position)) return false;
  Digest root = link;
  std::size_t at = batch_proof_start;
  std::uint64_t place = position;
  for (std::uint64_t last = size - 1; last > 0; last >>= 1, place >>= 1) {
    if ((place & 1) == 0 && place == last) continue;
    const auto neighbour = array_at<32>(proof, at);
    root = (place & 1) != 0 ? node_hash(neighbour, root) : node_hash(root, neighbour);
    at += 32;
  }
  Signed claim{author, batch_message(size, root), std::string(proof.substr(0, 64))};
  if (last_ == claim) return true;
  if (!signed_by(author, claim.message, claim.signature)) return false;
  last_ = std::move(claim);
  return true;
}

}  // namespace caucus::record
