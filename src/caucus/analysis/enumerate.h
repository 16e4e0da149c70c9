// Every package once: the fused odometer. For utilities of any form, and as the judge of every
// other method.
//
// The last issues of the search order are combined into a block of up to 4,096 combinations whose
// sums are computed once; the issues before them are walked depth first, cutting where a rule is
// lost. Tables and rules that join both sides change the block at the last outer issue they name,
// so an inner step costs one addition per party. What visits a block reduces it at once; nothing
// is stored. Complexity: about a nanosecond per package and party.
//
// Work is cut into chunks that depend only on the problem. Visitors add up what does not depend on
// order (counts, maxima, frontiers, smallest ranks), so any number of threads gives the same
// result.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "caucus/analysis/find_package.h"
#include "caucus/analysis/problem.h"
#include "caucus/base/cancel.h"

namespace caucus {

// What is known of a feasible package beside its sums. Bits below `figure_bits` say which groups of
// figures (PackageSpace::figure_groups, from EnumerateOptions::first_group on) leave one of its
// rules or demands only possible.
using PackageFlags = std::uint64_t;
inline constexpr unsigned figure_bits = 60;
inline constexpr PackageFlags demand_lost = PackageFlags{1} << 63;  // some demand is impossible
inline constexpr PackageFlags rule_open = PackageFlags{1} << 62;    // some rule is only possible
inline constexpr PackageFlags demand_open = PackageFlags{1} << 61;  // some demand is only possible

// Combinations of the inner issues that no rule has excluded so far, in case-file order.
struct Block {
  std::uint64_t build = 0;                      // blocks of one walk with equal numbers are equal
  std::uint64_t visits_about = 0;               // how often it will be visited, if nothing is cut
  std::vector<std::vector<std::int64_t>> sums;  // [party][entry]: what the inner issues add
  std::vector<PackageFlags> flags;
  std::vector<UInt128> rank;
  std::vector<std::uint32_t> combination;  // which of the inner combinations this is

  std::size_t size() const { return flags.size(); }
};

// A block under one choice of the outer issues: the packages with sums base[q] + sums[q][entry],
// flags | block flags and rank + block rank.
struct BlockVisit {
  const Block& block;
  const std::int64_t* base;
  PackageFlags flags;
  UInt128 rank;
};

struct EnumerateOptions {
  std::size_t first_group = 0;   // of figures, see PackageFlags
  DemandMask demands;            // judged; lines only: reservation values are the visitor's matter
  std::size_t block_max = 4096;  // combinations of a block; tests choose few
};

// One walk over chunks; each thread has its own. The problem must outlive it; without sums (no
// party, or a refusal) packages are visited all the same. Needs PackageSpace::ranked.
class PackageWalk {
 public:
  PackageWalk(const Problem& problem, const EnumerateOptions& options);
  ~PackageWalk();
  PackageWalk(PackageWalk&&) noexcept;

  // How many pieces the work is cut into.
  std::size_t chunks() const;

  // Visits the feasible packages of a chunk, block by block. False if cancelled before its end.
  bool visit(std::size_t chunk, const std::function<void(const BlockVisit&)>& visitor,
             const CancelToken& cancel);

 private:
  class Walker;
  std::unique_ptr<Walker> walker_;
};

}  // namespace caucus
