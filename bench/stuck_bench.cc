// How long does it take to find everything that blocks large talks, and every way out?
//
// Random cases with fixed seeds: 40 issues of 5 options each (10^28 packages), three parties with
// exact points on half of the issues, 20 lines over one or two issues, which one package meets, and
// a reservation value for each party: 23 demands. What blocks is thus a reservation value, a long
// sum, together with lines. Only seeds whose demands cannot all stand are measured. stuck() finds
// all sticking points and all relaxations; each case is timed three times. Then one case of 60
// issues of 10 options and 197 lines that exclude each other, 200 demands in all, timed once: the
// first sticking points, and the cheapest relaxations. Prints for each seed what was found, whether
// it is all, and the median in milliseconds, then the median over the cases. With a number after
// it: that case, from 1, for the peer that engine_peers.py runs beside it.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "caucus/analysis/case_for_tests.h"
#include "caucus/analysis/stuck.h"
#include "caucus/analysis/utility.h"
#include "caucus/engine/target_for_tests.h"

namespace {

using namespace caucus;
using namespace caucus::for_tests;

constexpr std::size_t parties = 3;
constexpr std::size_t cases = 15;

struct Size {
  std::size_t issues = 40;
  std::size_t options = 5;
  std::size_t lines = 20;
  bool lines_agree = true;  // one package meets them all: what blocks is a reservation value too
};

// Each line bounds a sum of one or two issues.
struct Bound {
  std::vector<std::size_t> issues;
  bool at_most;
  Int128 bound;
};

// A bound that the package meets, with little to spare.
Bound met_bound(RandomStream& dice, const std::vector<std::size_t>& package, bool at_most) {
  Bound drawn{{}, at_most, 0};
  for (std::size_t k = 1 + dice.below(2); k-- > 0;) {
    drawn.issues.push_back(dice.below(package.size()));
    drawn.bound += static_cast<Int128>(package[drawn.issues.back()]);
  }
  drawn.bound += static_cast<Int128>(dice.below(2)) * (at_most ? 1 : -1);
  return drawn;
}

// A bound near where those of all still leave little: two of them may exclude each other.
Bound any_bound(RandomStream& dice, const Size& size, bool at_most) {
  const std::size_t width = 1 + dice.below(2);
  Bound drawn{{}, at_most, 0};
  for (std::size_t k = 0; k < width; ++k)
    drawn.issues.push_back(dice.below(size.issues));
  const auto most = static_cast<Int128>(width * (size.options - 1));
  drawn.bound = most / 2 + static_cast<Int128>(dice.below(3)) * (at_most ? -1 : 1);
  return drawn;
}

Expression statement(const Bound& bound) {
  Expression sum = amount_of(bound.issues[0]);
  for (std::size_t k = 1; k < bound.issues.size(); ++k)
    sum = join(Operator::add, sum, amount_of(bound.issues[k]));
  return join(bound.at_most ? Operator::at_most : Operator::at_least, sum,
              number(Rational(bound.bound)));
}

struct Instance {
  Case c;
  Utilities utilities;
  std::vector<Bound> bounds;  // what the lines say
};

Instance talks(std::uint64_t seed, const Size& size = {}) {
  RandomStream dice(seed);
  std::vector<std::pair<std::string, std::vector<int>>> list;
  for (std::size_t i = 0; i < size.issues; ++i) {
    std::vector<int> amounts;
    for (std::size_t v = 0; v < size.options; ++v)
      amounts.push_back(static_cast<int>(v));
    list.emplace_back("i" + std::to_string(i), amounts);
  }
  Instance instance{case_of(list, parties), {}, {}};
  finish(instance.c);
  for (std::size_t q = 0; q < parties; ++q) {
    give_preference(instance.c, q);
    Utility utility;
    utility.party = PartyId(q);
    utility.reservation = Rational(size.lines_agree ? 80 : 30, 100);
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
  std::vector<std::size_t> package(size.issues);
  for (std::size_t& option : package)
    option = dice.below(size.options);
  for (std::size_t k = 0; k < size.lines; ++k) {
    const std::size_t q = k % parties;
    Sheet& sheet = *std::ranges::find(instance.c.sheets, PartyId(q), &Sheet::party);
    const bool at_most = q == 1 || (q == 2 && dice.below(2) == 0);
    instance.bounds.push_back(size.lines_agree ? met_bound(dice, package, at_most)
                                               : any_bound(dice, size, at_most));
    sheet.lines.push_back(line_of("line" + std::to_string(k), statement(instance.bounds.back())));
  }
  return instance;
}

// For the peer: what the lines bound, and what packages are worth and have to be.
void print_instance(const Instance& instance) {
  for (const Bound& bound : instance.bounds) {
    std::printf("%s %s", bound.at_most ? "at_most" : "at_least", to_string(bound.bound).c_str());
    for (const std::size_t issue : bound.issues)
      std::printf(" %zu", issue);
    std::printf("\n");
  }
  for (const Utility& utility : instance.utilities) {
    const Rational least = utility.worst + (utility.best - utility.worst) * utility.reservation;
    std::printf("reservation %s\n", to_string(least).c_str());
    for (const WorthTable& table : utility.tables) {
      std::printf("worth");
      for (const Rational& worth : table.worth)
        std::printf(" %s", to_string(worth).c_str());
      std::printf("\n");
    }
  }
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

int main(int count, char** words) {
  const std::size_t wanted = count > 1 ? std::stoul(words[1]) : 0;
  std::vector<double> medians;
  for (std::uint64_t seed = 1; medians.size() < cases && seed < 500; ++seed) {
    const Instance instance = talks(seed);
    Stuck found;
    std::vector<double> times{milliseconds(instance, found)};
    if (found.package) continue;
    for (int k = 1; k < 3; ++k)
      times.push_back(milliseconds(instance, found));
    medians.push_back(median(times));
    if (wanted == medians.size()) {
      print_instance(instance);
      std::printf("milliseconds %.4f\n", medians.back());
      return 0;
    }
    if (wanted > 0) continue;
    std::printf("seed %3llu: %2zu demands, %3zu sticking points, %3zu relaxations, %s, %8.1f ms\n",
                static_cast<unsigned long long>(seed), found.demands.size(),
                found.sticking_points_found, found.relaxations_found,
                found.complete ? "all" : "not all", medians.back());
  }
  const Instance large = talks(1, {60, 10, 197, false});
  Stuck found;
  const double time = milliseconds(large, found);
  std::printf("60 issues: %zu demands, %zu sticking points, %zu relaxations, %s, %8.1f ms\n",
              found.demands.size(), found.sticking_points_found, found.relaxations_found,
              found.complete ? "all" : "not all", time);
  std::printf(
      "stuck 40x5, 23 demands, median of %zu cases: all sticking points and relaxations, "
      "%.0f MiB, %s\n",
      medians.size(), peak_mib(), at_most(median(medians), 100, "ms").c_str());
  return 0;
}
