// How long does it take to find everything that blocks large talks, and every way out?
//
// Random cases with fixed seeds: 40 issues of 5 options each (10^28 packages), three parties with
// exact points on half of the issues, 20 lines over one or two issues and a reservation value for
// each party: 23 demands. Only seeds whose demands cannot all stand are measured. stuck() finds all
// sticking points and all relaxations; each case is timed five times. Then one case of 60 issues of
// 10 options and 197 lines, 200 demands in all, timed once: the first sticking points, and the
// cheapest relaxations. Prints for each seed what was
// found, whether it is all, and the median in milliseconds, then the median over the cases.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "caucus/analysis/case_for_tests.h"
#include "caucus/analysis/stuck.h"
#include "caucus/analysis/utility.h"

namespace {

using namespace caucus;
using namespace caucus::for_tests;

constexpr std::size_t parties = 3;
constexpr std::size_t cases = 15;

struct Size {
  std::size_t issues = 40;
  std::size_t options = 5;
  std::size_t lines = 20;
};

struct Instance {
  Case c;
  Utilities utilities;
};

// Each line bounds a sum of one or two issues, near where the bounds of all still leave little.
Expression line_statement(RandomStream& dice, const Size& size, bool at_most) {
  const std::size_t width = 1 + dice.below(2);
  Expression sum = amount_of(dice.below(size.issues));
  for (std::size_t k = 1; k < width; ++k)
    sum = join(Operator::add, sum, amount_of(dice.below(size.issues)));
  const auto most = static_cast<Int128>(width * (size.options - 1));
  const Int128 bound = most / 2 + static_cast<Int128>(dice.below(3)) * (at_most ? -1 : 1);
  return join(at_most ? Operator::at_most : Operator::at_least, sum, number(Rational(bound)));
}

Instance talks(std::uint64_t seed, const Size& size = {}) {
  RandomStream dice(seed);
  std::vector<std::pair<std::string, std::vector<int>>> list;
  for (std::size_t i = 0; i < size.issues; ++i) {
    std::vector<int> amounts;
    for (std::size_t v = 0; v < size.options; ++v)
      amounts.push_back(static_cast<int>(v));
    list.emplace_back("i" + std::to_string(i), amounts);
  }
  Instance instance{case_of(list, parties), {}};
  finish(instance.c);
  for (std::size_t q = 0; q < parties; ++q) {
    give_preference(instance.c, q);
    Utility utility;
    utility.party = PartyId(q);
    utility.reservation = Rational(3, 10);
    for (std::size_t i = 0; i < size.issues; ++i) {
      std::vector<Rational> worth(size.options);
      if (dice.below(2) == 0)
        for (std::size_t k = 1; k < size.options; ++k)
          worth[k] = worth[k - 1] + static_cast<Int128>(dice.below(100));
      // The parties want what the lines of the others bound.
      if (q == 1 || (q == 2 && dice.below(2) == 0)) std::reverse(worth.begin(), worth.end());
      utility.tables.push_back({{IssueId(i)}, std::move(worth)});
    }
    const Extremes range = extremes(instance.c, utility.tables);
    utility.worst = range.worst;
    utility.best = range.best;
    instance.utilities.push_back(std::move(utility));
  }
  for (std::size_t k = 0; k < size.lines; ++k) {
    const std::size_t q = k % parties;
    Sheet& sheet = *std::ranges::find(instance.c.sheets, PartyId(q), &Sheet::party);
    const bool at_most = q == 1 || (q == 2 && dice.below(2) == 0);
    sheet.lines.push_back(line_of("line" + std::to_string(k), line_statement(dice, size, at_most)));
  }
  return instance;
}

double milliseconds(const Instance& instance, Stuck& found) {
  const auto start = std::chrono::steady_clock::now();
  found = stuck(instance.c, instance.utilities, StuckOptions{}, CancelToken{});
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
      .count();
}

double median(std::vector<double> of) {
  std::sort(of.begin(), of.end());
  return of[of.size() / 2];
}

}  // namespace

int main() {
  std::vector<double> medians;
  for (std::uint64_t seed = 1; medians.size() < cases && seed < 500; ++seed) {
    const Instance instance = talks(seed);
    Stuck found;
    std::vector<double> times{milliseconds(instance, found)};
    if (found.package) continue;
    for (int k = 1; k < 5; ++k)
      times.push_back(milliseconds(instance, found));
    medians.push_back(median(times));
    std::printf("seed %3llu: %2zu demands, %3zu sticking points, %3zu relaxations, %s, %8.1f ms\n",
                static_cast<unsigned long long>(seed), found.demands.size(),
                found.sticking_points_found, found.relaxations_found,
                found.complete ? "all" : "not all", medians.back());
  }
  const Instance large = talks(1, {60, 10, 197});
  Stuck found;
  const double time = milliseconds(large, found);
  std::printf("60 issues: %zu demands, %zu sticking points, %zu relaxations, %s, %8.1f ms\n",
              found.demands.size(), found.sticking_points_found, found.relaxations_found,
              found.complete ? "all" : "not all", time);
  std::printf("median of %zu cases: %.1f ms\n", medians.size(), median(medians));
  return 0;
}
