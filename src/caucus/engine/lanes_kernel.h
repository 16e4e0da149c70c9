// How are the sums of several parties held so that they are compared at once?
//
// Packed: equal fields of `bits` bits, the first party in the highest bits, one guard bit above
// each field. Adding is adding words; words in order compare as the vectors do, party by party;
// and one subtraction tells whether a vector is at least another everywhere: (a | guards) - b keeps
// the guard of a field exactly where a >= b there (Lamport 1975, multiple byte processing).
// Wide: 128-bit numbers one by one, for sums no packing holds.
//
// All sums are at least 0.
#pragma once

#include <array>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>

#include "caucus/base/rational.h"

namespace caucus {

inline constexpr std::size_t parties_max = 7;

template <std::size_t Words>
struct Packed {
  std::array<std::uint64_t, Words> words{};

  // Written out, as what the compiler makes of arrays calls a function for each comparison.
  friend bool operator==(const Packed& a, const Packed& b) {
    std::uint64_t differs = 0;
    for (std::size_t k = 0; k < Words; ++k)
      differs |= a.words[k] ^ b.words[k];
    return differs == 0;
  }
  friend std::strong_ordering operator<=>(const Packed& a, const Packed& b) {
    for (std::size_t k = 0; k + 1 < Words; ++k)
      if (a.words[k] != b.words[k]) return a.words[k] <=> b.words[k];
    return a.words[Words - 1] <=> b.words[Words - 1];
  }
};

// Arithmetic on packed vectors of one layout.
template <std::size_t Words>
class PackedLanes {
 public:
  using Vector = Packed<Words>;
  using Number = std::uint64_t;

  PackedLanes(std::size_t parties, unsigned bits)
      : parties_(parties), width_(bits + 1), per_word_(64 / width_) {
    for (std::size_t q = 0; q < parties_; ++q)
      guards_.words[q / per_word_] |= std::uint64_t{1} << (shift(q) + bits);
  }

  std::size_t parties() const { return parties_; }
  // Of the largest number that fits.
  unsigned bits() const { return width_ - 1; }

  Vector pack(const Int128* sums) const {
    Vector v;
    for (std::size_t q = 0; q < parties_; ++q)
      v.words[q / per_word_] |= static_cast<std::uint64_t>(sums[q]) << shift(q);
    return v;
  }
  std::uint64_t field(const Vector& v, std::size_t q) const {
    return v.words[q / per_word_] >> shift(q) & (~std::uint64_t{0} >> (65 - width_));
  }
  void unpack(const Vector& v, Int128* sums) const {
    for (std::size_t q = 0; q < parties_; ++q)
      sums[q] = field(v, q);
  }

  static Vector add(const Vector& a, const Vector& b) {
    Vector sum;
    for (std::size_t k = 0; k < Words; ++k)
      sum.words[k] = a.words[k] + b.words[k];
    return sum;
  }
  bool covers(const Vector& a, const Vector& b) const {
    std::uint64_t lost = 0;
    for (std::size_t k = 0; k < Words; ++k)
      lost |= ~((a.words[k] | guards_.words[k]) - b.words[k]) & guards_.words[k];
    return lost == 0;
  }
  // a - b, but 0 where that is negative.
  Vector less(const Vector& a, const Vector& b) const {
    Vector rest;
    for (std::size_t k = 0; k < Words; ++k) {
      const std::uint64_t difference = (a.words[k] | guards_.words[k]) - b.words[k];
      const std::uint64_t kept = difference & guards_.words[k];
      rest.words[k] = difference & (kept - (kept >> (width_ - 1)));
    }
    return rest;
  }
  // The larger of the two, field by field.
  Vector upper(const Vector& a, const Vector& b) const { return add(less(a, b), b); }

 private:
  unsigned shift(std::size_t q) const {
    const auto place = static_cast<unsigned>(q % per_word_);
    return width_ * (static_cast<unsigned>(per_word_) - 1 - place);
  }

  std::size_t parties_;
  unsigned width_;
  std::size_t per_word_;
  Vector guards_;
};

// The same for sums of any size.
class WideLanes {
 public:
  using Vector = std::array<Int128, parties_max>;
  using Number = Int128;

  explicit WideLanes(std::size_t parties) : parties_(parties) {}

  std::size_t parties() const { return parties_; }
  unsigned bits() const { return 127; }

  Vector pack(const Int128* sums) const {
    Vector v{};
    for (std::size_t q = 0; q < parties_; ++q)
      v[q] = sums[q];
    return v;
  }
  Int128 field(const Vector& v, std::size_t q) const { return v[q]; }
  void unpack(const Vector& v, Int128* sums) const {
    for (std::size_t q = 0; q < parties_; ++q)
      sums[q] = v[q];
  }
  Vector add(const Vector& a, const Vector& b) const {
    Vector sum{};
    for (std::size_t q = 0; q < parties_; ++q)
      sum[q] = a[q] + b[q];
    return sum;
  }
  bool covers(const Vector& a, const Vector& b) const {
    for (std::size_t q = 0; q < parties_; ++q)
      if (a[q] < b[q]) return false;
    return true;
  }
  Vector less(const Vector& a, const Vector& b) const {
    Vector rest{};
    for (std::size_t q = 0; q < parties_; ++q)
      rest[q] = a[q] > b[q] ? a[q] - b[q] : Int128{0};
    return rest;
  }
  Vector upper(const Vector& a, const Vector& b) const {
    Vector most{};
    for (std::size_t q = 0; q < parties_; ++q)
      most[q] = a[q] > b[q] ? a[q] : b[q];
    return most;
  }

 private:
  std::size_t parties_;
};

// Bits of the number: 0 of 0, 1 of 1, 2 of 2 and 3.
inline unsigned bits_of(Int128 number) {
  const auto whole = static_cast<UInt128>(number);
  const auto high = static_cast<std::uint64_t>(whole >> 64);
  return static_cast<unsigned>(high != 0 ? 64 + std::bit_width(high)
                                         : std::bit_width(static_cast<std::uint64_t>(whole)));
}

// Calls `use` with the narrowest lanes that hold `parties` numbers of `bits` bits.
template <class Use>
auto with_lanes(std::size_t parties, unsigned bits, Use&& use) {
  const std::size_t per_word = bits < 64 ? 64 / (bits + 1) : 0;
  const std::size_t words = per_word == 0 ? parties_max : (parties + per_word - 1) / per_word;
  switch (words) {
    case 1:
      return use(PackedLanes<1>(parties, bits));
    case 2:
      return use(PackedLanes<2>(parties, bits));
    case 3:
      return use(PackedLanes<3>(parties, bits));
    case 4:
      return use(PackedLanes<4>(parties, bits));
    default:
      return use(WideLanes(parties));
  }
}

}  // namespace caucus
