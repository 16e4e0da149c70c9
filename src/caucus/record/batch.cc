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

// The node above this one and its neighbour.
Digest parent(const Digest& node, const Digest& neighbour, std::uint64_t place) {
  return (place & 1) != 0 ? node_hash(neighbour, node) : node_hash(node, neighbour);
}

// The levels of a tree from the leaves upwards; a node without a neighbour rises as it is.
std::vector<std::vector<Digest>> levels_over(const std::vector<Digest>& leaves) {
  std::vector<std::vector<Digest>> levels{leaves};
  while (levels.back().size() > 1) {
    const std::vector<Digest>& below = levels.back();
    std::vector<Digest> level;
    level.reserve(below.size() / 2 + 1);
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
  std::string proof;
  proof.reserve(batch_proof_start + 32 * path.size());
  proof += signature;
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
  proofs.reserve(links.size());
  std::vector<Digest> path;
  for (std::size_t position = 0; position < links.size(); ++position) {
    path.clear();
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

bool BatchCheck::meets_last(const Digest& author, const Digest& link, std::string_view proof) {
  // Signature and size are the same, or it is another batch.
  const std::string_view start = proof.substr(0, 65);
  if (!last_ || last_->author != author || !last_->proof.starts_with(start)) return false;
  const std::string_view known = last_->proof;
  std::array<Digest, 7> nodes = last_->nodes;
  nodes[0] = link;
  std::size_t at = batch_proof_start, known_at = batch_proof_start, level = 0;
  std::uint64_t place = number_at(proof, 65, 1), known_place = number_at(known, 65, 1);
  for (std::uint64_t last = number_at(proof, 64, 1) - 1; place != known_place; last >>= 1) {
    const bool has_neighbour = (place & 1) != 0 || place != last;
    const bool known_has = (known_place & 1) != 0 || known_place != last;
    const std::string_view neighbour = has_neighbour ? proof.substr(at, 32) : "";
    if ((place ^ 1) == known_place) {
      // Each is the other's neighbour; above them is one path.
      if (neighbour != as_text(last_->nodes[level])) return false;
      if (known.substr(known_at, 32) != as_text(nodes[level])) return false;
      nodes[level + 1] = last_->nodes[level + 1];
    } else if (!has_neighbour) {
      nodes[level + 1] = nodes[level];
    } else {
      nodes[level + 1] = parent(nodes[level], array_at<32>(neighbour, 0), place);
    }
    at += has_neighbour ? 32 : 0;
    known_at += known_has ? 32 : 0;
    ++level;
    place >>= 1;
    known_place >>= 1;
  }
  if (nodes[level] != last_->nodes[level] || proof.substr(at) != known.substr(known_at))
    return false;
  last_->nodes = nodes;
  last_->proof = proof;
  return true;
}

bool BatchCheck::holds(const Digest& author, const Digest& link, std::string_view proof) {
  if (proof.size() < batch_proof_start) return false;
  const std::uint64_t size = number_at(proof, 64, 1);
  std::uint64_t place = number_at(proof, 65, 1);
  if (proof.size() != batch_proof_bytes(size, place)) return false;
  if (meets_last(author, link, proof)) return true;
  Known found{author, std::string(proof), {link}};
  std::size_t at = batch_proof_start, level = 0;
  for (std::uint64_t last = size - 1; last > 0; last >>= 1, place >>= 1, ++level) {
    const bool has_neighbour = (place & 1) != 0 || place != last;
    found.nodes[level + 1] = has_neighbour
                                 ? parent(found.nodes[level], array_at<32>(proof, at), place)
                                 : found.nodes[level];
    at += has_neighbour ? 32 : 0;
  }
  if (!signed_by(author, batch_message(size, found.nodes[level]), proof.substr(0, 64)))
    return false;
  last_ = std::move(found);
  return true;
}

}  // namespace caucus::record
