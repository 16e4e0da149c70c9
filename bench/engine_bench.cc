// How long do exact frontiers and bargaining points take, and how large may the space be?
//
// Random opposed spaces of fixed seeds (random_space_for_tests.h), issues x options at a scale:
// frontiers by sums; points by bound and search, with what is left of the gap. Medians of three
// runs, of up to a hundred where runs are short, in milliseconds of wall time, points, and the
// row's own peak memory. Targets were set for instances of the same kind with other random numbers;
// where their frontier had a known number of points, time per point is what is compared, and both
// numbers are printed; or the row has a scale and a seed that give about as many points.
//
// With `--instance PARTIES ISSUES OPTIONS SCALE` it prints that space as rows of whole numbers
// (issue option worth...) and with `--frontier` after it also the points, for the peers that
// engine_peers.py runs beside it.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string_view>
#include <vector>

#include "caucus/engine/best_product.h"
#include "caucus/engine/direct_point.h"
#include "caucus/engine/lanes_kernel.h"
#include "caucus/engine/random_space_for_tests.h"
#include "caucus/engine/sum_frontier.h"
#include "caucus/engine/target_for_tests.h"

namespace caucus {
namespace {

constexpr std::uint64_t seed = 1;

double median_ms(const std::function<void()>& work) {
  std::vector<double> times;
  double all = 0;
  while (times.size() < 3 || (times.size() < 100 && all < 25)) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double, std::milli> passed =
        std::chrono::steady_clock::now() - begin;
    all += times.emplace_back(passed.count());
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

struct Row {
  RandomSpaceOptions space;
  double target_ms;               // on two quiet cores
  std::size_t target_points = 0;  // for so many points; 0: as they are here, or without number
  std::uint64_t seed = 1;
};

void frontier_row(const Row& row) {
  const SumSpace space = opposed_space(row.space, row.seed);
  SumFrontierOptions options;
  options.threads = 2;
  SumFrontier found;
  const double ms = median_ms([&] { found = sum_frontier(space, options); });
  std::printf("frontier  %zu parties %4zux%-2zu scale %-8llu %8zu points %6.0f MiB ",
              row.space.parties, row.space.issues, row.space.options,
              static_cast<unsigned long long>(row.space.scale), found.size(), peak_mib());
  const auto points = static_cast<double>(found.size());
  const auto wanted = static_cast<double>(row.target_points);
  if (row.target_points == 0)
    std::printf("%s\n", at_most(ms, row.target_ms, "ms").c_str());
  else
    std::printf("%9.2f ms, %s; set as %g ms for %zu points\n", ms,
                at_most(1000 * ms / points, 1000 * row.target_ms / wanted, "us a point").c_str(),
                row.target_ms, row.target_points);
}

void point_row(std::size_t parties, Goal kind, double target_ms) {
  const RandomSpaceOptions wanted{60, 10, parties, 1'000'000};
  const SumSpace space = opposed_space(wanted, seed);
  GoalOfSums goal;
  goal.goal = kind;
  const auto scale = static_cast<Int128>(wanted.scale);
  goal.reservations.assign(parties, scale / static_cast<Int128>(parties + 2));
  for (std::size_t q = 0; q < parties; ++q)
    goal.scales.push_back(scale * static_cast<Int128>(q + 3) / 10);
  const FreeOracle oracle(space);
  DirectPointOptions options;
  options.points_max = 20'000;
  DirectPoint found;
  const double ms = median_ms([&] { found = direct_point(oracle, goal, options); });
  const bool product = kind == Goal::largest_product;
  const char* name = product ? "Nash" : "largest minimum";
  std::printf("%-15s %zu parties 60x10 %6.0f MiB %s%s\n", name, parties, peak_mib(),
              at_most(ms, target_ms, "ms").c_str(), found.complete ? ", proven" : "");
  if (!product)
    std::printf("%-15s %zu parties 60x10            gap %s\n", name, parties,
                at_most(100 * (found.bound / found.best - 1), 0.25, "%").c_str());
}

// h(l), the question every bound asks thousands of times.
void bound_row() {
  const SumSpace space = opposed_space({60, 10, 7, 1'000'000}, seed);
  const SupportTable table(space);
  const std::vector<std::int64_t> weights{3, 5, 7, 11, 13, 17, 19};
  Int128 sum = 0;
  const double ms = median_ms([&] {
    for (int k = 0; k < 1000; ++k)
      sum += table.best(weights).worth;
  });
  std::printf("h(l) 7 parties 60x10 %s%s\n", at_most(ms, 2, "us").c_str(), sum == 0 ? "!" : "");
}

// The product of gains of every package is computed, one by one: no block is left out by a bound.
void looking_row() {
  const SumSpace space = opposed_space({9, 10, 3, 1000}, seed);
  std::optional<BestProduct> best;
  const double ms = median_ms([&] { best = best_product(space, {250, 250, 250}); });
  std::printf("best product of gains, each of 10^9 packages of 3 parties looked at, %.4g: %s\n",
              static_cast<double>(best->product),
              at_least(1e3 / ms, 4, "G packages/s per thread").c_str());
}

void print_instance(const RandomSpaceOptions& wanted, bool frontier) {
  const SumSpace space = opposed_space(wanted, seed);
  for (std::size_t i = 0; i < space.issues(); ++i)
    for (std::size_t v = 0; v < space.options(i); ++v) {
      std::printf("%zu %zu", i, v);
      for (std::size_t q = 0; q < space.parties; ++q)
        std::printf(" %lld", static_cast<long long>(space.row(i, v)[q]));
      std::printf("\n");
    }
  if (!frontier) return;
  SumFrontier found;
  const double ms = median_ms([&] { found = sum_frontier(space); });
  std::printf("frontier %zu %.4f\n", found.size(), ms);
  for (std::size_t k = 0; k < found.size(); ++k)
    for (std::size_t q = 0; q < space.parties; ++q)
      std::printf("%lld%c", static_cast<long long>(found.row(k)[q]),
                  q + 1 == space.parties ? '\n' : ' ');
}

bool all_rows() {
  const Row rows[] = {
      {{40, 5, 2, 1000}, 2.5},
      {{30, 5, 2, 1000}, 1.2},
      {{20, 5, 2, 10'000}, 0.3, 0, 40},  // 688 points; set for 687
      {{60, 10, 2, 1'000'000}, 100, 16'566},
      {{250, 10, 2, 10'000}, 150},
      {{40, 5, 3, 1000}, 700},
      {{60, 10, 3, 1000}, 400, 123'692},
      {{12, 5, 4, 1000}, 150},
      {{20, 5, 4, 1'000'000}, 500, 199'000, 31},  // of seeds 1 to 80 the nearest in points
      {{12, 5, 5, 1000}, 800},
      {{20, 5, 5, 1000}, 6000, 1'090'000}};
  bool well = true;
  const auto run = [&well](const auto& row) {
    well = in_own_process([&] { return row(), true; }) && well;
  };
  for (const Row& row : rows)
    run([&] { frontier_row(row); });
  for (std::size_t parties = 2; parties <= parties_max; ++parties)
    run([&] { point_row(parties, Goal::largest_product, 20); });
  for (std::size_t parties = 2; parties <= parties_max; ++parties)
    run([&] { point_row(parties, Goal::largest_minimum, 500); });
  run(bound_row);
  run(looking_row);
  return well;
}

}  // namespace
}  // namespace caucus

int main(int count, char** words) {
  if (count >= 6 && std::string_view(words[1]) == "--instance") {
    const auto number = [&](int at) { return std::strtoull(words[at], nullptr, 10); };
    caucus::print_instance({number(3), number(4), number(2), number(5)}, count > 6);
    return 0;
  }
  return caucus::all_rows() ? 0 : 1;
}
