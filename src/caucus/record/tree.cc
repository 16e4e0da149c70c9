#include "caucus/record/tree.h"

#include <bit>

#include "caucus/base/assert.h"
#include "caucus/record/bytes.h"

namespace caucus::record {

namespace {

constexpr std::string_view leaf_prefix("\x00", 1);
constexpr std::string_view node_prefix("\x01", 1);

// The size of the left part of a tree of n > 1 leaves.
std::size_t left_size(std::size_t n) {
  return std::bit_floor(n - 1);
}

void add_consistency(std::span<const Digest> leaves, std::uint64_t size, bool whole,
                     std::vector<Digest>& proof) {
  if (size == leaves.size()) {
    if (!whole) proof.push_back(root_of(leaves));
    return;
  }
  const std::size_t left = left_size(leaves.size());
  if (size <= left) {
    add_consistency(leaves.first(left), size, whole, proof);
    proof.push_back(root_of(leaves.subspan(left)));
  } else {
    add_consistency(leaves.subspan(left), size - left, false, proof);
    proof.push_back(root_of(leaves.first(left)));
  }
}

}  // namespace

Digest leaf_hash(std::string_view entry) {
  return Sha256().update(leaf_prefix).update(entry).finish();
}

Digest node_hash(const Digest& left, const Digest& right) {
  return Sha256().update(node_prefix).update(left).update(right).finish();
}

void GrowingTree::append(const Digest& leaf) {
  Digest part = leaf;
  // Each trailing one of the size is a complete part that the new leaf completes to twice its size.
  for (std::uint64_t rest = size_; (rest & 1) != 0; rest >>= 1) {
    part = node_hash(parts_.back(), part);
    parts_.pop_back();
  }
  parts_.push_back(part);
  ++size_;
}

Digest GrowingTree::root() const {
  if (parts_.empty()) return sha256("");
  Digest root = parts_.back();
  for (std::size_t i = parts_.size() - 1; i-- > 0;)
    root = node_hash(parts_[i], root);
  return root;
}

Digest root_of(std::span<const Digest> leaves) {
  GrowingTree tree;
  for (const Digest& leaf : leaves)
    tree.append(leaf);
  return tree.root();
}

std::vector<Digest> inclusion_proof(std::span<const Digest> leaves, std::uint64_t index) {
  CAUCUS_ASSERT(index < leaves.size(), "the leaf is in the tree");
  if (leaves.size() == 1) return {};
  const std::size_t left = left_size(leaves.size());
  std::vector<Digest> proof;
  if (index < left) {
    proof = inclusion_proof(leaves.first(left), index);
    proof.push_back(root_of(leaves.subspan(left)));
  } else {
    proof = inclusion_proof(leaves.subspan(left), index - left);
    proof.push_back(root_of(leaves.first(left)));
  }
  return proof;
}

bool included(const Inclusion& claim, std::span<const Digest> proof) {
  if (claim.index >= claim.size) return false;
  std::uint64_t at = claim.index;
  std::uint64_t last = claim.size - 1;
  Digest hash = claim.leaf;
  for (const Digest& other : proof) {
    if (last == 0) return false;
    if ((at & 1) != 0 || at == last) {
      hash = node_hash(other, hash);
      while ((at & 1) == 0 && at != 0) {
        at >>= 1;
        last >>= 1;
      }
    } else {
      hash = node_hash(hash, other);
    }
    at >>= 1;
    last >>= 1;
  }
  return last == 0 && hash == claim.root;
}

std::vector<Digest> consistency_proof(std::span<const Digest> leaves, std::uint64_t size) {
  CAUCUS_ASSERT(size <= leaves.size(), "a tree continues only smaller ones");
  std::vector<Digest> proof;
  if (size > 0) add_consistency(leaves, size, true, proof);
  return proof;
}

bool continues(const Continuation& claim, std::span<const Digest> proof) {
  if (claim.earlier_size > claim.size) return false;
  if (claim.earlier_size == 0) return proof.empty() && claim.earlier_root == sha256("");
  if (claim.earlier_size == claim.size) return proof.empty() && claim.earlier_root == claim.root;
  if (proof.empty()) return false;

  std::uint64_t at = claim.earlier_size - 1;
  std::uint64_t last = claim.size - 1;
  while ((at & 1) != 0) {
    at >>= 1;
    last >>= 1;
  }
  // Where the smaller tree is one complete part, its root begins the proof and is left out of it.
  const bool complete = std::has_single_bit(claim.earlier_size);
  Digest earlier = complete ? claim.earlier_root : proof.front();
  Digest whole = earlier;
  for (const Digest& other : proof.subspan(complete ? 0 : 1)) {
    if (last == 0) return false;
    if ((at & 1) != 0 || at == last) {
      earlier = node_hash(other, earlier);
      whole = node_hash(other, whole);
      while ((at & 1) == 0 && at != 0) {
        at >>= 1;
        last >>= 1;
      }
    } else {
      whole = node_hash(whole, other);
    }
    at >>= 1;
    last >>= 1;
  }
  return last == 0 && earlier == claim.earlier_root && whole == claim.root;
}

}  // namespace caucus::record
