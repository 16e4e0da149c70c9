#include "caucus/engine/box_graph.h"

#include <algorithm>
#include <map>
#include <optional>

#include "caucus/base/assert.h"

namespace caucus {
namespace {

using Bounds = std::vector<SpaceBound>;

struct Sides {
  bool always = false;  // else never, where there are no bounds left
  Bounds bounds;        // ascending by issue, none that always holds
};

// The bounds as a conjunction: one per issue. `always` and `never` are of all bounds together.
Sides tidied(const BoxSpace& space, const Bounds& bounds) {
  std::map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>> of;
  for (const SpaceBound& bound : bounds) {
    auto [at, first] = of.try_emplace(bound.issue, 0U, space.options[bound.issue] - 1);
    at->second.first = std::max<std::uint32_t>(at->second.first, bound.low);
    at->second.second = std::min<std::uint32_t>(at->second.second, bound.high);
  }
  Sides sides;
  for (const auto& [issue, range] : of) {
    if (range.first > range.second) return {false, {}};
    if (range.first == 0 && range.second == space.options[issue] - 1) continue;
    sides.bounds.push_back(
        {issue, static_cast<std::uint16_t>(range.first), static_cast<std::uint16_t>(range.second)});
  }
  sides.always = sides.bounds.empty();
  return sides;
}

bool disjoint(const Bounds& a, const Bounds& b) {
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (x->issue != y->issue) {
      ++(x->issue < y->issue ? x : y);
      continue;
    }
    if (x->high < y->low || y->high < x->low) return true;
    ++x;
    ++y;
  }
  return false;
}

class GraphBuilder {
 public:
  explicit GraphBuilder(const BoxSpace& space) : space_(space) {}

  BoxGraph build() && {
    graph_.parties = space_.parties;
    graph_.base.assign(space_.parties, 0);
    for (const SpaceBox& box : space_.boxes)
      place(box);
    list_vertices();
    join();
    take_free();
    renumber();
    list_cliques();
    return std::move(graph_);
  }

 private:
  struct Vertex {
    Bounds bounds;
    std::vector<Int128> worth;
    std::size_t group = 0;
    bool gone = false;
    std::vector<std::uint32_t> neighbours;
  };

  void place(const SpaceBox& box) {
    if (box.worth == 0) return;
    Int128 worth = box.worth;
    bool excludes = box.excludes;
    if (box.bounds.empty()) {
      graph_.base[box.party] += worth;
      return;
    }
    if (worth < 0) {
      graph_.base[box.party] += worth;
      worth = -worth;
      excludes = !excludes;
    }
    const Sides sides = tidied(space_, box.bounds);
    if (sides.bounds.empty()) {
      if (sides.always != excludes) graph_.base[box.party] += worth;
      return;
    }
    auto& row = worths_[{excludes, sides.bounds}];
    row.resize(space_.parties, 0);
    row[box.party] += worth;
  }

  void list_vertices() {
    std::size_t group = 0;
    for (const auto& [key, worth] : worths_) {
      const auto& [excludes, bounds] = key;
      if (!excludes) vertices_.push_back({bounds, worth, group, false, {}});
      for (const SpaceBound& bound : bounds) {
        if (!excludes) break;
        if (bound.low > 0)
          vertices_.push_back({{{bound.issue, 0, static_cast<std::uint16_t>(bound.low - 1)}},
                               worth,
                               group,
                               false,
                               {}});
        if (bound.high + 1U < space_.options[bound.issue])
          vertices_.push_back({{{bound.issue, static_cast<std::uint16_t>(bound.high + 1),
                                 static_cast<std::uint16_t>(space_.options[bound.issue] - 1)}},
                               worth,
                               group,
                               false,
                               {}});
      }
      ++group;
    }
  }

  void join() {
    for (std::uint32_t v = 0; v < vertices_.size(); ++v)
      for (std::uint32_t u = 0; u < v; ++u)
        if (vertices_[u].group == vertices_[v].group ||
            disjoint(vertices_[u].bounds, vertices_[v].bounds)) {
          vertices_[u].neighbours.push_back(v);
          vertices_[v].neighbours.push_back(u);
        }
  }

  // A vertex that rules out nothing but other sides of its own box is paid in any case.
  void take_free() {
    for (bool again = true; again;) {
      again = false;
      for (Vertex& vertex : vertices_) {
        if (vertex.gone) continue;
        const bool free =
            std::all_of(vertex.neighbours.begin(), vertex.neighbours.end(), [&](std::uint32_t u) {
              return vertices_[u].gone || vertices_[u].group == vertex.group;
            });
        if (!free) continue;
        again = vertex.gone = true;
        graph_.taken.push_back(vertex.bounds);
        for (std::size_t q = 0; q < space_.parties; ++q)
          graph_.base[q] += vertex.worth[q];
        for (const std::uint32_t u : vertex.neighbours)
          vertices_[u].gone = true;
      }
    }
  }

  void renumber() {
    std::vector<std::uint32_t> place(vertices_.size(), 0);
    std::uint32_t next = 0;
    for (std::size_t v = 0; v < vertices_.size(); ++v)
      if (!vertices_[v].gone) place[v] = next++;
    for (const Vertex& vertex : vertices_) {
      if (vertex.gone) continue;
      graph_.bounds.push_back(vertex.bounds);
      graph_.worth.insert(graph_.worth.end(), vertex.worth.begin(), vertex.worth.end());
      auto& neighbours = graph_.neighbours.emplace_back();
      for (const std::uint32_t u : vertex.neighbours)
        if (!vertices_[u].gone) neighbours.push_back(place[u]);
      std::sort(neighbours.begin(), neighbours.end());
    }
  }

  // Each edge not yet in a clique is grown to a maximal one, by the vertex with the most
  // neighbours among the candidates.
  void list_cliques() {
    const std::size_t n = graph_.size();
    std::vector<std::vector<bool>> joined(n, std::vector<bool>(n, false)), covered = joined;
    for (std::size_t v = 0; v < n; ++v)
      for (const std::uint32_t u : graph_.neighbours[v])
        joined[v][u] = true;
    for (std::uint32_t v = 0; v < n; ++v)
      for (const std::uint32_t u : graph_.neighbours[v]) {
        if (u < v || covered[v][u]) continue;
        std::vector<std::uint32_t> clique{v, u}, candidates;
        for (const std::uint32_t w : graph_.neighbours[v])
          if (joined[u][w]) candidates.push_back(w);
        while (!candidates.empty()) {
          std::size_t most = 0;
          std::uint32_t best = candidates.front();
          for (const std::uint32_t w : candidates) {
            const auto met = static_cast<std::size_t>(
                std::count_if(candidates.begin(), candidates.end(),
                              [&](std::uint32_t x) { return joined[w][x]; }));
            if (met > most) {
              most = met;
              best = w;
            }
          }
          clique.push_back(best);
          std::erase_if(candidates, [&](std::uint32_t x) { return !joined[best][x]; });
        }
        for (const std::uint32_t x : clique)
          for (const std::uint32_t y : clique)
            covered[x][y] = true;
        std::sort(clique.begin(), clique.end());
        graph_.cliques.push_back(std::move(clique));
      }
  }

  const BoxSpace& space_;
  std::map<std::pair<bool, Bounds>, std::vector<Int128>> worths_;
  std::vector<Vertex> vertices_;
  BoxGraph graph_;
};

}  // namespace

BoxGraph box_graph(const BoxSpace& space) {
  return GraphBuilder(space).build();
}

std::size_t vertices_at_most(const BoxSpace& space) {
  std::size_t vertices = 0;
  for (const SpaceBox& box : space.boxes)
    vertices += (box.worth < 0) != box.excludes ? 2 * box.bounds.size() : 1;
  return vertices;
}

Choice package_of(const BoxSpace& space, const BoxGraph& graph,
                  const std::vector<std::uint32_t>& chosen) {
  Choice first(space.options.size(), 0);
  Choice last(space.options.size());
  for (std::size_t i = 0; i < last.size(); ++i)
    last[i] = static_cast<std::uint16_t>(space.options[i] - 1);
  const auto meet = [&](const Bounds& bounds) {
    for (const SpaceBound& bound : bounds) {
      first[bound.issue] = std::max(first[bound.issue], bound.low);
      last[bound.issue] = std::min(last[bound.issue], bound.high);
      CAUCUS_ASSERT(first[bound.issue] <= last[bound.issue], "no two chosen boxes are joined");
    }
  };
  for (const std::uint32_t v : chosen)
    meet(graph.bounds[v]);
  for (const Bounds& bounds : graph.taken)
    meet(bounds);
  return first;
}

}  // namespace caucus
