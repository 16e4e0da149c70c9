// Tree: which entries does one hash of 32 bytes stand for?
//
// The hash tree of RFC 6962: a leaf is SHA-256(0x00, entry), a node SHA-256(0x01, left, right), and
// the left part of a tree of n leaves has the largest power of two below n. A proof of inclusion
// shows that an entry is in the tree, a proof of consistency that a larger tree continues a
// smaller.
//
// Complexity: appending is constant on average; proofs are linear here (they are made rarely) and
// logarithmic in length; checking a proof is logarithmic. Source: RFC 6962, section 2.1; checking
// as in RFC 9162, sections 2.1.3.2 and 2.1.4.2.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "caucus/base/hash.h"

namespace caucus::record {

// The hash of a stored entry, and of two hashes.
Digest leaf_hash(std::string_view entry);
Digest node_hash(const Digest& left, const Digest& right);

// A tree that only grows, as the roots of its complete parts: at most 64 hashes.
class GrowingTree {
 public:
  void append(const Digest& leaf);
  [[nodiscard]] std::uint64_t size() const { return size_; }
  // SHA-256 of nothing when the tree is empty.
  [[nodiscard]] Digest root() const;

 private:
  std::uint64_t size_ = 0;
  std::vector<Digest> parts_;  // largest first
};

// The root of these leaves.
Digest root_of(std::span<const Digest> leaves);

// The hashes that lead from leaf `index` to the root, lowest first. index < leaves.size().
std::vector<Digest> inclusion_proof(std::span<const Digest> leaves, std::uint64_t index);
// Whether they do, in a tree of `size` leaves.
struct Inclusion {
  Digest leaf{};
  std::uint64_t index = 0;
  std::uint64_t size = 0;
  Digest root{};
};
bool included(const Inclusion& claim, std::span<const Digest> proof);

// The hashes that show that the tree of these leaves continues that of the first `size` of them.
// size <= leaves.size().
std::vector<Digest> consistency_proof(std::span<const Digest> leaves, std::uint64_t size);
// Whether they do. An earlier size of 0 is continued by anything, with an empty proof.
struct Continuation {
  std::uint64_t earlier_size = 0;
  Digest earlier_root{};
  std::uint64_t size = 0;
  Digest root{};
};
bool continues(const Continuation& claim, std::span<const Digest> proof);

}  // namespace caucus::record
