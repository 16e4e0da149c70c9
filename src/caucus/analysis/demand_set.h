// Sets of demands, as positions in a list of demands; small, fast and ordered.
#pragma once

#include <cstdint>
#include <vector>

#include <boost/dynamic_bitset.hpp>

namespace caucus {

// [i]: demand i is in the set. Two sets that are compared have the same size.
using DemandSet = boost::dynamic_bitset<std::uint64_t>;

// The positions, increasing.
inline std::vector<std::size_t> members(const DemandSet& set) {
  std::vector<std::size_t> found;
  for (std::size_t at = set.find_first(); at != DemandSet::npos; at = set.find_next(at))
    found.push_back(at);
  return found;
}

inline DemandSet set_of(std::size_t size, const std::vector<std::size_t>& positions) {
  DemandSet set(size);
  for (std::size_t at : positions)
    set.set(at);
  return set;
}

}  // namespace caucus
