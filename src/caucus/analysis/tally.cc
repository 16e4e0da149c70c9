#include "caucus/analysis/tally.h"

#include <algorithm>
#include <numeric>

namespace caucus {
namespace {

// From how many visits on a block's own frontier is worth sorting it.
constexpr std::uint64_t visits_worth_sorting = 8;

}  // namespace

Tally::Tally(const Problem& problem, const TallyOptions& options)
    : problem_(problem), options_(options) {
  const std::size_t p = problem.parties.size();
  sums_.resize(p);
  corner_.resize(p);
  if (p == 0) return;
  if (options.zone_frontier) zone_frontier.emplace(p);
  if (options.feasible_frontier) feasible_frontier.emplace(p);
  if (options.opposition) nearest.emplace(problem);
}

void Tally::add(const BlockVisit& visit) {
  if (digest_.build != visit.block.build) digest(visit.block);
  feasible += visit.block.size();
  if ((visit.flags & rule_open) == 0) certain += digest_.rules_certain;
  if (!problem_.parties.empty()) add_feasible(visit);
  if ((visit.flags & demand_lost) == 0 && !digest_.open_to_all.empty()) add_zone(visit);
}

void Tally::digest(const Block& block) {
  digest_ = Digest{};
  digest_.build = block.build;
  std::vector<std::uint32_t> all(block.size());
  std::iota(all.begin(), all.end(), 0U);
  for (std::uint32_t e : all) {
    const PackageFlags flags = block.flags[e];
    if ((flags & rule_open) == 0) ++digest_.rules_certain;
    if ((flags & demand_lost) != 0) continue;
    digest_.open_to_all.push_back(e);
    if ((flags & (rule_open | demand_open)) == 0) ++digest_.all_certain;
    digest_.figures |= flags & ((PackageFlags{1} << figure_bits) - 1);
  }
  for (const std::vector<std::int64_t>& sums : block.sums) {
    const auto [least, most] = std::minmax_element(sums.begin(), sums.end());
    digest_.feasible_most.push_back(*most);
    digest_.zone_least.push_back(*least);
    digest_.zone_most.push_back(*most);
    if (digest_.open_to_all.size() == block.size() || digest_.open_to_all.empty()) continue;
    std::int64_t& zone_least = digest_.zone_least.back() = sums[digest_.open_to_all.front()];
    std::int64_t& zone_most = digest_.zone_most.back() = zone_least;
    for (std::uint32_t e : digest_.open_to_all) {
      zone_least = std::min(zone_least, sums[e]);
      zone_most = std::max(zone_most, sums[e]);
    }
  }
  const bool nothing_lost = digest_.open_to_all.size() == block.size();
  if (zone_frontier) digest_.zone_best = worth_showing(block, digest_.open_to_all);
  if (nothing_lost && zone_frontier)
    digest_.feasible_best = digest_.zone_best;
  else if (feasible_frontier || nearest)
    digest_.feasible_best = worth_showing(block, std::move(all));
}

// Only the block's own frontier, where sorting it pays. What another entry of the block beats is
// beaten under every choice of the outer issues; equal entries all stay, to be counted.
std::vector<std::uint32_t> Tally::worth_showing(const Block& block,
                                                std::vector<std::uint32_t> entries) const {
  if (block.visits_about < visits_worth_sorting || entries.size() < 2) return entries;
  PointList points;
  points.parties = block.sums.size();
  std::vector<std::int64_t> row(points.parties);
  for (std::uint32_t e : entries) {
    for (std::size_t q = 0; q < row.size(); ++q)
      row[q] = block.sums[q][e];
    points.push_back(row.data(), e, 1);
  }
  const PointList best = frontier_of(std::move(points));
  const CornerTree tree(best);
  std::vector<std::uint32_t> kept;
  for (std::uint32_t e : entries) {
    for (std::size_t q = 0; q < row.size(); ++q)
      row[q] = block.sums[q][e];
    const std::size_t found = tree.at_least(best, row.data());
    if (std::equal(row.begin(), row.end(), best.row(found))) kept.push_back(e);
  }
  return kept;
}

void Tally::add_feasible(const BlockVisit& visit) {
  if (!feasible_frontier && !nearest) return;
  for (std::size_t q = 0; q < corner_.size(); ++q)
    corner_[q] = visit.base[q] + digest_.feasible_most[q];
  if (nearest && nearest->may_be_nearer(corner_.data())) {
    for (std::uint32_t e : digest_.feasible_best) {
      for (std::size_t q = 0; q < sums_.size(); ++q)
        sums_[q] = visit.base[q] + visit.block.sums[q][e];
      nearest->consider(sums_.data());
    }
  }
  if (feasible_frontier && !feasible_frontier->beaten(corner_.data()))
    show(visit, digest_.feasible_best, false, *feasible_frontier);
}

void Tally::add_zone(const BlockVisit& visit) {
  bool all_over = true;
  for (std::size_t q = 0; q < corner_.size(); ++q)
    corner_[q] = visit.base[q] + digest_.zone_most[q];
  for (std::size_t q : options_.floors) {
    const std::int64_t floor = problem_.parties[q].floor;
    if (corner_[q] < floor) return;
    all_over = all_over && visit.base[q] + digest_.zone_least[q] >= floor;
  }
  if (all_over) {
    zone += digest_.open_to_all.size();
    if ((visit.flags & (rule_open | demand_open)) == 0) zone_certain += digest_.all_certain;
    figures |= digest_.figures | (visit.flags & ((PackageFlags{1} << figure_bits) - 1));
    const UInt128 rank = visit.rank + visit.block.rank[digest_.open_to_all.front()];
    if (!first || rank < *first) first = rank;
  } else {
    count_over_floors(visit);
  }
  if (zone_frontier && !zone_frontier->beaten(corner_.data()))
    show(visit, digest_.zone_best, !all_over, *zone_frontier);
}

void Tally::count_over_floors(const BlockVisit& visit) {
  constexpr PackageFlags figure_mask = (PackageFlags{1} << figure_bits) - 1;
  bool none_before = true;
  for (std::uint32_t e : digest_.open_to_all) {
    bool over = true;
    for (std::size_t q : options_.floors)
      over &= visit.base[q] + visit.block.sums[q][e] >= problem_.parties[q].floor;
    if (!over) continue;
    const PackageFlags flags = visit.flags | visit.block.flags[e];
    ++zone;
    zone_certain += (flags & (rule_open | demand_open)) == 0;
    figures |= flags & figure_mask;
    if (none_before) {
      const UInt128 rank = visit.rank + visit.block.rank[e];
      if (!first || rank < *first) first = rank;
      none_before = false;
    }
  }
}

bool Tally::over_floors(const std::int64_t* sums) const {
  for (std::size_t q : options_.floors)
    if (sums[q] < problem_.parties[q].floor) return false;
  return true;
}

void Tally::show(const BlockVisit& visit, const std::vector<std::uint32_t>& entries, bool floors,
                 FrontierFilter& filter) {
  for (std::uint32_t e : entries) {
    for (std::size_t q = 0; q < sums_.size(); ++q)
      sums_[q] = visit.base[q] + visit.block.sums[q][e];
    if (!floors || over_floors(sums_.data()))
      filter.add(sums_.data(), visit.rank + visit.block.rank[e]);
  }
}

void Tally::merge(Tally&& other) {
  feasible += other.feasible;
  certain += other.certain;
  zone += other.zone;
  zone_certain += other.zone_certain;
  if (other.first && (!first || *other.first < *first)) first = other.first;
  figures |= other.figures;
  if (zone_frontier) zone_frontier->merge(std::move(*other.zone_frontier));
  if (feasible_frontier) feasible_frontier->merge(std::move(*other.feasible_frontier));
  if (nearest) nearest->merge(*other.nearest);
}

}  // namespace caucus
