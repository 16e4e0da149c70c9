// How long do exact frontiers of linked issues take?
//
//   chain    60 issues x 5 options, a rule between each issue and the next, 2 and 3 parties
//   capped   3 parties and one cap over all issues, 20 x 5 and 30 x 5
//   support  the largest weighted sum of that chain: a hundred directions over one graph
//   peer     the plain dynamic program over the same chain (3 parties, 16 issues): one std::set of
//            sums per option of the last issue, every sum compared with those kept; it must find
//            the same number of points
//
// Prints medians of three runs in milliseconds of processor time (one thread), the points, and the
// ratio.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <set>
#include <vector>

#include "caucus/engine/elimination.h"
#include "caucus/engine/random_linked_space_for_tests.h"
#include "caucus/engine/support_graph.h"
#include "caucus/engine/target_for_tests.h"

namespace caucus {
namespace {

using Vector = std::vector<Int128>;

double median_milliseconds(const std::function<void()>& work) {
  std::vector<double> times;
  for (int run = 0; run < 3; ++run) {
    const std::clock_t begin = std::clock();
    work();
    times.push_back(1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  std::sort(times.begin(), times.end());
  return times[1];
}

// Prints a row; its points, and how many milliseconds.
double ours(const char* name, const LinkedSpace& linked, std::size_t& points,
            double target_ms = 0) {
  SumFrontier found;
  const double time = median_milliseconds([&] { found = linked_frontier(linked); });
  points = found.size();
  std::size_t most = 0;
  for (const std::size_t layer : found.layer_points)
    most = std::max(most, layer);
  std::printf("%-34s %9.1f ms  %7zu points, %8zu in the longest message, %.0f MiB", name, time,
              points, most, peak_mib());
  if (target_ms > 0) std::printf(", %s", at_most(time, target_ms, "ms").c_str());
  std::printf("\n");
  return time;
}

void directions(const LinkedSpace& linked) {
  const SupportGraph graph(linked);
  Int128 sum = 0;
  const double time = median_milliseconds([&] {
    for (std::int64_t k = 0; k < 100; ++k)
      sum += graph.best({1 + k, 100, 200 - k}).worth;
  });
  std::printf("%-34s %9.1f ms  mean of the sums %.0f\n", "100 directions, chain 60x5", time,
              static_cast<double>(sum) / 300);
}

bool covers(const Vector& a, const Vector& b) {
  for (std::size_t q = 0; q < a.size(); ++q)
    if (a[q] < b[q]) return false;
  return true;
}

// Adds sums to a set in which none beats another.
void add(std::set<Vector>& kept, const Vector& sums) {
  for (const Vector& other : kept)
    if (covers(other, sums)) return;
  std::erase_if(kept, [&](const Vector& other) { return covers(sums, other); });
  kept.insert(sums);
}

std::size_t plain_chain(const LinkedSpace& linked) {
  const SumSpace& space = linked.space;
  std::vector<std::set<Vector>> last(1, {Vector(space.parties, 0)});
  for (std::size_t i = 0; i < space.issues(); ++i) {
    std::vector<std::set<Vector>> next(space.options(i));
    for (std::size_t v = 0; v < next.size(); ++v)
      for (std::size_t u = 0; u < last.size(); ++u) {
        if (i > 0 && !linked.rules[i - 1].allowed[u * next.size() + v]) continue;
        for (Vector sums : last[u]) {
          for (std::size_t q = 0; q < space.parties; ++q)
            sums[q] += space.row(i, v)[q];
          add(next[v], sums);
        }
      }
    last = std::move(next);
  }
  std::set<Vector> all;
  for (const auto& part : last)
    for (const Vector& sums : part)
      add(all, sums);
  return all.size();
}

}  // namespace
}  // namespace caucus

int main() {
  using namespace caucus;
  std::size_t points = 0;
  ours("chain 60x5, 2 parties", chain_space({60, 5, 2, 1000}, 1), points);
  ours("chain 60x5, 3 parties", chain_space({60, 5, 3, 1000}, 1), points);
  directions(chain_space({60, 5, 3, 1000}, 1));
  ours("3 parties + cap, 20x5", capped_space({20, 5, 3, 1000}, 1), points, 300);
  ours("3 parties + cap, 30x5", capped_space({30, 5, 3, 1000}, 1), points, 2000);
  const LinkedSpace small = chain_space({16, 5, 3, 1000}, 1);
  const double time = ours("chain 16x5, 3 parties", small, points);
  std::size_t plain = 0;
  const double peer = median_milliseconds([&] { plain = plain_chain(small); });
  std::printf("%-34s %9.1f ms  %7zu points, ratio %.0f\n", "the same, plain sets", peer, plain,
              peer / time);
  if (plain == points) return 0;
  std::printf("the two frontiers differ\n");
  return 1;
}
