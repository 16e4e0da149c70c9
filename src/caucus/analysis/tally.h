// What does one walk over the packages tell? Counts, the frontier, the first package of the zone,
// the opposition and the figures it hangs on, added up block by block.
//
// Every sum here is independent of the order of the packages, so the tallies of several threads
// are merged into the same result. What is the same for all visits of a block (counts without
// floors, largest sums, its own frontier where it is visited often) is worked out once per block.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "caucus/analysis/enumerate.h"
#include "caucus/analysis/frontier.h"
#include "caucus/analysis/opposition.h"

namespace caucus {

struct TallyOptions {
  bool zone_frontier = true;
  bool feasible_frontier = false;
  bool opposition = true;
  std::vector<std::size_t> floors;  // parties (positions in Problem) whose reservation value stands
};

class Tally {
 public:
  Tally(const Problem& problem, const TallyOptions& options);

  void add(const BlockVisit& visit);
  void merge(Tally&& other);

  std::uint64_t feasible = 0;
  std::uint64_t certain = 0;  // all rules certain
  std::uint64_t zone = 0;
  std::uint64_t zone_certain = 0;  // all rules and demands certain
  std::optional<UInt128> first;    // smallest rank in the zone
  PackageFlags figures = 0;        // figure bits of packages in the zone
  std::optional<FrontierFilter> zone_frontier;
  std::optional<FrontierFilter> feasible_frontier;
  std::optional<NearestToAll> nearest;

 private:
  // What all visits of a block have in common.
  struct Digest {
    std::optional<std::uint64_t> build;
    std::uint64_t rules_certain = 0;
    std::vector<std::uint32_t> open_to_all;    // entries with no demand lost
    std::uint64_t all_certain = 0;             // of these, with everything certain
    PackageFlags figures = 0;                  // of these
    std::vector<std::uint32_t> zone_best;      // of these, those worth showing to the frontier
    std::vector<std::uint32_t> feasible_best;  // the same of all entries
    std::vector<std::int64_t> zone_least, zone_most;  // of open_to_all, per party
    std::vector<std::int64_t> feasible_most;
  };

  void digest(const Block& block);
  std::vector<std::uint32_t> worth_showing(const Block& block,
                                           std::vector<std::uint32_t> entries) const;
  void add_feasible(const BlockVisit& visit);
  void add_zone(const BlockVisit& visit);
  void count_over_floors(const BlockVisit& visit);
  void show(const BlockVisit& visit, const std::vector<std::uint32_t>& entries, bool floors,
            FrontierFilter& filter);
  bool over_floors(const std::int64_t* sums) const;

  const Problem& problem_;
  TallyOptions options_;
  Digest digest_;
  std::vector<std::int64_t> sums_;
  std::vector<std::int64_t> corner_;
};

}  // namespace caucus
