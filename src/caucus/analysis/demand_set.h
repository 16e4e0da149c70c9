// Which demands? A set of positions in a list of demands, one bit each: small, and fast to compare.
//
// Two sets that are combined or compared are over the same list. Errors: BrokenInvariant for
// positions outside it. Complexity: one operation per 64 demands.
//
// Conflicts and ways out are compared and combined tens of thousands of times while they are looked
// for, so this is the inner loop of sticking points: a set of at most 64 demands is one machine
// word, and a subset test one instruction. Sets are values: they are copied, hashed and sorted, and
// the order of two sets is that of their words, which is the same on every machine. Positions are
// those of the list of demands that the caller keeps; a set does not know what a demand is.
//
// Bits beyond the last demand are always 0, so that equal sets have equal words.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "caucus/base/assert.h"

namespace caucus {

class DemandSet {
 public:
  // No demands at all: the set over an empty list.
  DemandSet() = default;
  // The empty set over so many demands.
  explicit DemandSet(std::size_t demands) : size_(demands), words_((demands + 63) / 64, 0) {}

  // How many demands there are, and how many of them are in the set.
  std::size_t size() const { return size_; }
  std::size_t count() const {
    std::size_t count = 0;
    for (std::uint64_t word : words_)
      count += static_cast<std::size_t>(std::popcount(word));
    return count;
  }
  // Is any demand in it?
  bool any() const { return count() > 0; }
  // Is this one in it?
  bool operator[](std::size_t at) const { return (word(at) >> (at % 64) & 1) != 0; }

  // Puts one in, takes one out; it may already be so. BrokenInvariant for a position that is
  // not one of the list.
  void set(std::size_t at) { words_[checked(at)] |= bit(at); }
  void reset(std::size_t at) { words_[checked(at)] &= ~bit(at); }
  void assign(std::size_t at, bool in) { in ? set(at) : reset(at); }

  // All that are not in it, over the same list.
  DemandSet operator~() const {
    DemandSet others(size_);
    for (std::size_t at = 0; at < size_; ++at)
      others.assign(at, !(*this)[at]);
    return others;
  }
  // Those of either.
  DemandSet& operator|=(const DemandSet& b) {
    for (std::size_t k = 0; k < words_.size(); ++k)
      words_[k] |= b.words_[k];
    return *this;
  }
  friend DemandSet operator|(DemandSet a, const DemandSet& b) { return a |= b; }
  // Those of both.
  friend DemandSet operator&(DemandSet a, const DemandSet& b) {
    for (std::size_t k = 0; k < a.words_.size(); ++k)
      a.words_[k] &= b.words_[k];
    return a;
  }
  // Those of the first that are not in the second.
  friend DemandSet operator-(DemandSet a, const DemandSet& b) {
    for (std::size_t k = 0; k < a.words_.size(); ++k)
      a.words_[k] &= ~b.words_[k];
    return a;
  }

  // Every demand of this set is in the other; a set is a subset of itself.
  bool is_subset_of(const DemandSet& b) const {
    for (std::size_t k = 0; k < words_.size(); ++k)
      if ((words_[k] & ~b.words_[k]) != 0) return false;
    return true;
  }
  // Some demand is in both.
  bool intersects(const DemandSet& b) const {
    for (std::size_t k = 0; k < words_.size(); ++k)
      if ((words_[k] & b.words_[k]) != 0) return true;
    return false;
  }
  friend bool operator==(const DemandSet&, const DemandSet&) = default;

 private:
  static std::uint64_t bit(std::size_t at) { return std::uint64_t{1} << (at % 64); }
  std::uint64_t word(std::size_t at) const { return words_[checked(at)]; }
  std::size_t checked(std::size_t at) const {
    CAUCUS_ASSERT(at < size_, "a demand is one of the list");
    return at / 64;
  }

  // Words of 64 demands each; what is past the last demand stays 0.
  std::size_t size_ = 0;
  std::vector<std::uint64_t> words_;
};

// The positions of the demands in the set, increasing: what a result lists and a sentence names.
// Complexity: the number of demands in the list.
inline std::vector<std::size_t> members(const DemandSet& set) {
  std::vector<std::size_t> found;
  for (std::size_t at = 0; at < set.size(); ++at)
    if (set[at]) found.push_back(at);
  return found;
}

inline DemandSet set_of(std::size_t size, const std::vector<std::size_t>& positions) {
  DemandSet set(size);
  for (std::size_t at : positions)
    set.set(at);
  return set;
}

// All of so many demands.
inline DemandSet all_of(std::size_t demands) {
  return ~DemandSet(demands);
}

}  // namespace caucus
