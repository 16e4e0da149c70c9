// How long do readings of a sheet take? Beside each figure, a peer in the same run.
//
//   direct   10,000 readings of 20 issues in orders; peer: the same as full tables of fractions
//   slices   1,000 readings of 20 issues under 20 comparisons; peer: rejection of direct draws,
//            timed over a fixed number of draws and scaled by the share that survives
//   frontier in how many of 50 readings ten packages are on the frontier, three parties, 5^8
//            packages; peer: each reading by itself, one search per party that could get more
//
// Prints medians of five runs in milliseconds of processor time (one thread), and the ratio of peer
// to ours.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

#include "caucus/analysis/find_package.h"
#include "caucus/analysis/reading_sampler.h"
#include "caucus/analysis/readings.h"
#include "caucus/analysis/robust.h"
#include "caucus/base/random.h"

namespace caucus {
namespace {

constexpr std::size_t issues = 20;

// A party that agrees with a hidden utility, on issues of five options.
Case sheet(std::size_t comparisons) {
  RandomStream random(20);
  Case c;
  Party party;
  party.id = "north";
  const PartyId north = c.parties.push_back(std::move(party));
  Sheet made{north, "mediator", {}, {}, {}, {}, {}, {}, {}, {}};
  std::vector<std::vector<double>> hidden;
  for (std::size_t j = 0; j < issues; ++j) {
    Issue issue;
    issue.id = "issue" + std::to_string(j);
    issue.quantity = true;
    for (int i = 0; i < 5; ++i)
      issue.options.push_back({std::to_string(i), "", Rational(i)});
    const IssueId id = c.issues.push_back(std::move(issue));
    made.preferences.preferences.push_back({"", {id, {}}, Monotone{true}, {}});
    const double weight = random.exponential();
    hidden.push_back({0});
    for (int i = 1; i < 5; ++i)
      hidden.back().push_back(hidden.back().back() + weight * random.exponential());
  }
  for (std::size_t k = 0; k < comparisons; ++k) {
    Comparison compare;
    double excess = 0;
    for (int term = 0; term < 3; ++term) {
      const std::size_t j = (random.below(issues / 3)) * 3 + static_cast<std::size_t>(term);
      const std::uint64_t a = random.below(5);
      const std::uint64_t b = random.below(5);
      compare.prefers.terms.push_back({IssueId(j), static_cast<OptionIndex>(a)});
      compare.to.terms.push_back({IssueId(j), static_cast<OptionIndex>(b)});
      excess += hidden[j][a] - hidden[j][b];
    }
    if (excess < 0) std::swap(compare.prefers, compare.to);
    made.preferences.comparisons.push_back(std::move(compare));
  }
  c.sheets.push_back(std::move(made));
  c.evaluation_order_ = order_issues(c).value();
  return c;
}

double median_milliseconds(const std::function<void(std::uint64_t)>& work) {
  std::vector<double> times;
  for (std::uint64_t run = 1; run <= 5; ++run) {
    const std::clock_t begin = std::clock();
    work(run);
    times.push_back(1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

void direct() {
  const Case c = sheet(0);
  std::size_t tables = 0;
  const double ours = median_milliseconds([&](std::uint64_t seed) {
    readings(c, {10'000, seed}, {});
  });
  const double peer = median_milliseconds([&](std::uint64_t seed) {
    const Readings drawn = readings(c, {10'000, seed}, {});
    for (std::size_t i = 0; i < drawn.size(); ++i)
      tables += drawn.at(i)[0].tables.size();
  });
  std::printf("direct: 10,000 readings, 20 issues            %9.1f ms\n", ours);
  std::printf("  peer: the same as tables of fractions       %9.1f ms   x %.1f  (%zu tables)\n",
              peer, peer / ours, tables);
}

void slices() {
  const Case c = sheet(20);
  ReadingDiagnostics diagnostics;
  const double ours = median_milliseconds([&](std::uint64_t seed) {
    diagnostics = readings(c, {1'000, seed}, {}).parties[0];
  });
  const VagueSheet vague = vague_sheet(c, c.sheets[0]);
  const ReadingSpace space(vague);
  constexpr std::size_t draws = 100'000;
  std::size_t inside = 0;
  const double some = median_milliseconds([&](std::uint64_t seed) {
    ReadingPoint point = space.point();
    for (std::size_t draw = 0; draw < draws; ++draw) {
      RandomStream random(seed, 0, draw);
      for (double& x : point.x)
        x = random.exponential();
      space.settle(point);
      inside += space.inside(point, 0);
    }
  });
  const double survive = static_cast<double>(std::max(inside, std::size_t{1})) / (5.0 * draws);
  const double peer = some * 1'000 / (survive * draws);
  std::printf("slices: 1,000 readings, 20 comparisons        %9.1f ms\n", ours);
  std::printf("        %s, effective size %.0f, R-hat %.4f\n",
              std::string(token(diagnostics.method)).c_str(), diagnostics.effective_size_min,
              diagnostics.r_hat_max);
  std::printf("  peer: rejection, %.2g %% of draws survive   %9.1f ms   x %.1f\n", 100 * survive,
              peer, peer / ours);
}

// Three parties of which the first wants more of everything, the second less, the third either.
Case opposed_case() {
  constexpr std::size_t few = 8;
  Case c;
  for (std::size_t j = 0; j < few; ++j) {
    Issue issue;
    issue.id = "issue" + std::to_string(j);
    issue.quantity = true;
    for (int i = 0; i < 5; ++i)
      issue.options.push_back({std::to_string(i), "", Rational(i)});
    c.issues.push_back(std::move(issue));
  }
  for (const char* id : {"north", "south", "east"}) {
    Party party;
    party.id = id;
    const PartyId added = c.parties.push_back(std::move(party));
    Sheet made{added, "mediator", {}, {}, {}, {}, {}, {}, {}, {}};
    for (std::size_t j = 0; j < few; ++j) {
      const bool more = c.parties.size() == 1 || (c.parties.size() == 3 && j % 2 == 0);
      made.preferences.preferences.push_back({"", {IssueId(j), {}}, Monotone{more}, {}});
    }
    c.sheets.push_back(std::move(made));
  }
  c.evaluation_order_ = order_issues(c).value();
  return c;
}

// In how many of the readings no search finds something better: nothing shared between readings.
std::size_t one_by_one(std::vector<Problem>& problems, const DemandMask& floors,
                       const Package& package) {
  std::size_t stands = 0;
  for (Problem& reading : problems) {
    const std::vector<std::int64_t> sums = reading.sums(package);
    for (std::size_t q = 0; q < sums.size(); ++q)
      reading.parties[q].floor = sums[q];
    bool beaten = false;
    for (std::size_t q = 0; q < sums.size() && !beaten; ++q) {
      ++reading.parties[q].floor;
      beaten = find_package(reading, floors).finding == Finding::package;
      --reading.parties[q].floor;
    }
    stands += beaten ? 0 : 1;
  }
  return stands;
}

void on_the_frontier() {
  const Case c = opposed_case();
  const Utilities central = central_utilities(c);
  const Readings drawn = readings(c, {50, 1}, {});
  std::vector<Demand> floors;
  for (const Utility& utility : central)
    floors.push_back({"", DemandKind::reservation, utility.party, "", std::nullopt, Sure::likely,
                      Firmness::fixed, "", nullptr});
  std::vector<Package> packages;
  RandomStream random(3);
  for (int k = 0; k < 10; ++k) {
    // Some wanted by the third party where it sides with one of the others; some of no kind.
    std::vector<OptionIndex> options;
    for (std::size_t j = 0; j < c.issues.size(); ++j)
      options.push_back(
          static_cast<OptionIndex>(k % 2 == 0 ? (j % 2 == 0 ? 4 : 0) : random.below(5)));
    options[random.below(options.size())] = static_cast<OptionIndex>(random.below(5));
    packages.push_back(c.canonical(Package(options)));
  }
  std::size_t stands = 0, expected = 0;
  const double ours = median_milliseconds([&](std::uint64_t) {
    OverReadings over(c, central, drawn, {});
    for (const Package& package : packages)
      stands += over.on_frontier(package, 20'000'000, {}).stands;
  });
  const double peer = median_milliseconds([&](std::uint64_t) {
    std::vector<Problem> problems;
    for (std::size_t r = 0; r < drawn.size(); ++r)
      problems.push_back(problem(c, drawn.at(r), floors));
    for (const Package& package : packages)
      expected += one_by_one(problems, DemandMask(floors.size(), true), package);
  });
  std::printf("frontier: 10 packages in 50 readings          %9.1f ms\n", ours);
  std::printf("  peer: each reading and party by itself      %9.1f ms   x %.1f  (%zu stand%s)\n",
              peer, peer / ours, stands / 5, stands == expected ? "" : ", DIFFERENT");
}

}  // namespace
}  // namespace caucus

int main() {
  caucus::direct();
  caucus::slices();
  caucus::on_the_frontier();
}
