// How long does it take to find the frontier of ten million packages of three parties?
//
// One case of seven issues with ten options each, three parties with monotone and partly opposed
// wishes, worths drawn with a fixed seed. Measured side by side in the same run: room() on one
// thread and on two, and a plain peer that computes every package's three sums, stores them, sorts
// them and sweeps once. Prints medians of five, the peak memory of each and the ratio, and fails if
// the two frontiers differ.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>

#include "caucus/analysis/case_for_tests.h"
#include "caucus/analysis/enumerate.h"
#include "caucus/analysis/problem.h"
#include "caucus/analysis/room.h"
#include "caucus/engine/target_for_tests.h"

namespace {

using namespace caucus;
using namespace caucus::for_tests;

struct Instance {
  Case c;
  Utilities utilities;
};

// Opposed: the first party wants more of every issue, the second less, the third either.
Instance opposed(std::size_t issues, std::size_t options, std::size_t parties) {
  Instance instance;
  std::vector<int> amounts;
  for (std::size_t k = 0; k < options; ++k)
    amounts.push_back(static_cast<int>(k));
  std::vector<std::pair<std::string, std::vector<int>>> list;
  for (std::size_t i = 0; i < issues; ++i)
    list.emplace_back("i" + std::to_string(i), amounts);
  instance.c = case_of(list, parties);
  finish(instance.c);
  RandomStream dice(2024);
  for (std::size_t q = 0; q < parties; ++q) {
    Utility utility;
    utility.party = PartyId(q);
    utility.reservation = Rational(1, 4);
    give_preference(instance.c, q);
    for (std::size_t i = 0; i < issues; ++i) {
      std::vector<Rational> worth;
      Int128 sum = 0;
      for (std::size_t k = 0; k < options; ++k)
        worth.emplace_back(sum += static_cast<Int128>(dice.below(1000)));
      const bool less = q == 1 || (q > 1 && dice.below(2) == 0);
      if (less) std::reverse(worth.begin(), worth.end());
      utility.tables.push_back({{IssueId(i)}, std::move(worth)});
    }
    const Extremes range = extremes(instance.c, utility.tables);
    utility.worst = range.worst;
    utility.best = range.best;
    instance.utilities.push_back(std::move(utility));
  }
  return instance;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

template <class Work>
double median_of_five(const Work& work) {
  std::vector<double> seconds;
  for (int k = 0; k < 5; ++k) {
    const auto start = std::chrono::steady_clock::now();
    work();
    seconds.push_back(seconds_since(start));
  }
  std::sort(seconds.begin(), seconds.end());
  return seconds[2];
}

// All vectors stored and sorted, the frontier swept from the largest on.
std::size_t stored_and_sorted(const Problem& problem) {
  const std::size_t n = problem.space->slots.size();
  std::vector<std::array<std::int64_t, 3>> all;
  std::vector<std::uint32_t> slot(n, 0);
  for (bool more = true; more;) {
    std::array<std::int64_t, 3> sums{};
    for (std::size_t q = 0; q < 3; ++q) {
      sums[q] = problem.parties[q].constant;
      for (const SumTable& table : problem.parties[q].tables)
        sums[q] += table.best.back()[slot[table.depths[0]]];
    }
    bool over = true;
    for (std::size_t q = 0; q < 3; ++q)
      over = over && sums[q] >= problem.parties[q].floor;
    if (over) all.push_back(sums);
    more = false;
    for (std::size_t d = n; d-- > 0 && !more;) {
      more = ++slot[d] < problem.space->slots[d];
      if (!more) slot[d] = 0;
    }
  }
  std::sort(all.begin(), all.end(), std::greater<>());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  std::map<std::int64_t, std::int64_t> steps;
  std::size_t points = 0;
  for (const auto& sums : all) {
    const auto above = steps.lower_bound(sums[1]);
    if (above != steps.end() && above->second >= sums[2]) continue;
    ++points;
    auto at = steps.insert_or_assign(above, sums[1], sums[2]);
    while (at != steps.begin() && std::prev(at)->second <= sums[2])
      steps.erase(std::prev(at));
  }
  return points;
}

}  // namespace

int main() {
  const Instance instance = opposed(7, 10, 3);
  RoomOptions options;
  Room found;
  const auto measured = [&](unsigned threads) {
    options.threads = threads;
    const double seconds =
        median_of_five([&] { found = room(instance.c, instance.utilities, options, {}); });
    std::printf("room, %u thread%s   %7.3f s   peak %5.0f MiB\n", threads, threads > 1 ? "s" : " ",
                seconds, peak_mib());
    return seconds;
  };
  const double one = measured(1);
  const double two = measured(2);
  const Problem peer = problem(instance.c, instance.utilities, {});
  std::size_t points = 0;
  const double stored = median_of_five([&] { points = stored_and_sorted(peer); });
  std::printf("store and sort   %7.3f s   peak %5.0f MiB\n", stored, peak_mib());
  std::printf("%llu packages, %llu in the zone, %zu points; ratio %.1f (one thread), %.1f (two)\n",
              static_cast<unsigned long long>(found.packages),
              static_cast<unsigned long long>(found.zone), found.frontier.size(), stored / one,
              stored / two);
  if (points != found.frontier.size()) {
    std::printf("the two frontiers differ: %zu points stored and sorted\n", points);
    return 1;
  }
  return 0;
}
