#include "caucus/analysis/robust.h"

#include <algorithm>

#include "caucus/analysis/find_package.h"
#include "caucus/analysis/problem.h"

namespace caucus {
namespace {

constexpr std::uint64_t zone_steps_max = 2'000'000;

// Readings are searched while their tables have some hundred megabytes of entries together, and
// these first ones whatever their size. What was searched is counted in Standing::of.
constexpr std::size_t entries_max = 30'000'000;
constexpr std::size_t readings_min = 10;

// Lines, and one reservation value for every party with a utility, whether it stands or not: floors
// are set through them.
std::vector<Demand> lines_and_floors(const Utilities& central, const std::vector<Demand>& demands) {
  std::vector<Demand> all;
  for (const Demand& demand : demands)
    if (demand.is && demand.kind != DemandKind::position) all.push_back(demand);
  for (const Utility& utility : central) {
    all.push_back({"", DemandKind::reservation, utility.party, "", std::nullopt, Sure::likely,
                   Firmness::fixed, "", nullptr});
  }
  return all;
}

std::vector<bool> standing_floors(const Utilities& central, const std::vector<Demand>& demands) {
  std::vector<bool> stand;
  for (const Utility& utility : central)
    stand.push_back(std::any_of(demands.begin(), demands.end(), [&](const Demand& demand) {
      return demand.kind == DemandKind::reservation && demand.party == utility.party;
    }));
  return stand;
}

bool beats(const std::vector<std::int64_t>& a, const std::vector<std::int64_t>& b) {
  for (std::size_t q = 0; q < a.size(); ++q)
    if (a[q] < b[q]) return false;
  return a != b;
}

// The same question about one package in many readings.
struct Challenge {
  const Package& package;
  DemandMask wanted;           // what a package that beats it must meet
  std::vector<Package> known;  // that met it, and beat the package in some reading
  SearchOptions search;
};

// Whether some package is at least as good for all and better for one. Most readings are beaten by
// one of a few packages: those known are tried first, and what is found joins them.
Finding beaten(Problem& problem, Challenge& challenge, const CancelToken& cancel) {
  const std::vector<std::int64_t> sums = problem.sums(challenge.package);
  for (const Package& other : challenge.known)
    if (beats(problem.sums(other), sums)) return Finding::package;
  std::vector<std::int64_t> floors;
  for (std::size_t q = 0; q < sums.size(); ++q) {
    floors.push_back(problem.parties[q].floor);
    problem.parties[q].floor = sums[q];
  }
  ZoneTest test = find_package(problem, challenge.wanted, challenge.search, cancel);
  for (std::size_t q = 0; q < sums.size(); ++q)
    problem.parties[q].floor = floors[q];
  if (test.finding == Finding::package) challenge.known.push_back(std::move(test.package));
  return test.finding;
}

}  // namespace

// The case in integers, once for the central utilities and once per reading.
struct OverReadings::Spaces {
  std::shared_ptr<const PackageSpace> space;
  std::size_t lines = 0;  // of its demands; floors follow, one per utility
  std::vector<bool> floors_stand;
  Problem central;
  std::vector<Problem> readings;
  bool built = false;
};

OverReadings::OverReadings(const Case& c, const Utilities& central, const Readings& readings,
                           const std::vector<Demand>& demands)
    : case_(c), central_(central), readings_(readings), spaces_(std::make_unique<Spaces>()) {
  std::vector<Demand> all = lines_and_floors(central, demands);
  spaces_->lines = all.size() - central.size();
  spaces_->floors_stand = standing_floors(central, demands);
  spaces_->space = package_space(c, std::move(all));
  spaces_->central = problem(spaces_->space, central);
}

OverReadings::~OverReadings() = default;

bool OverReadings::sampled() const {
  return count() > 0;
}

std::size_t OverReadings::count() const {
  const bool vague = std::any_of(central_.begin(), central_.end(), [](const Utility& utility) {
    return utility.kind != UtilityKind::exact;
  });
  return vague ? readings_.size() : 0;
}

std::optional<std::size_t> OverReadings::number_of(PartyId party) const {
  for (std::size_t i = 0; i < central_.size(); ++i)
    if (central_[i].party == party) return i;
  return std::nullopt;
}

Standing OverReadings::acceptable(PartyId party, const Package& package) const {
  Standing standing;
  const auto i = number_of(party);
  if (!i) return standing;
  standing.central = central_[*i].of(case_, package) >= central_[*i].reservation;
  if (central_[*i].kind == UtilityKind::exact) return standing;
  standing.of = count();
  for (std::size_t reading = 0; reading < standing.of; ++reading)
    if (readings_.acceptable(*i, reading, package)) ++standing.stands;
  return standing;
}

Standing OverReadings::acceptable_to_all(const Package& package) const {
  Standing standing;
  standing.central = std::all_of(central_.begin(), central_.end(), [&](const Utility& utility) {
    return utility.of(case_, package) >= utility.reservation;
  });
  standing.of = count();
  for (std::size_t reading = 0; reading < standing.of; ++reading)
    if (readings_.acceptable_to_all(reading, package)) ++standing.stands;
  return standing;
}

Standing OverReadings::zone_open(const CancelToken& cancel) {
  build();
  DemandMask wanted(spaces_->lines, true);
  wanted.insert(wanted.end(), spaces_->floors_stand.begin(), spaces_->floors_stand.end());
  SearchOptions options;
  options.steps_max = zone_steps_max;
  Standing standing;
  standing.central =
      find_package(spaces_->central, wanted, options, cancel).finding == Finding::package;
  std::vector<Package> known;  // that meet the lines; most readings accept one of a few packages
  for (std::size_t reading = 0; reading < spaces_->readings.size(); ++reading) {
    const bool met = std::any_of(known.begin(), known.end(), [&](const Package& package) {
      return readings_.acceptable_to_all(reading, package);
    });
    ZoneTest test;
    if (met) test.finding = Finding::package;
    if (!met) test = find_package(spaces_->readings[reading], wanted, options, cancel);
    if (test.finding == Finding::undecided) continue;
    ++standing.of;
    if (test.finding == Finding::none) continue;
    ++standing.stands;
    if (!met) known.push_back(std::move(test.package));
  }
  return standing;
}

Standing OverReadings::on_frontier(const Package& package, std::uint64_t steps_max_each,
                                   const CancelToken& cancel) {
  build();
  Standing standing;
  if (central_.empty()) return standing;
  Challenge challenge{package, {}, {}, {}};
  DemandMask& wanted = challenge.wanted;
  for (std::size_t d = 0; d < spaces_->lines; ++d)
    wanted.push_back(truth(case_, *spaces_->space->demands[d].is, package) != Truth::impossible);
  wanted.resize(spaces_->space->demands.size(), true);
  challenge.search.steps_max = steps_max_each;
  challenge.search.beyond = true;
  if (spaces_->central.refusal.empty())
    standing.central = beaten(spaces_->central, challenge, cancel) == Finding::none;
  for (Problem& reading : spaces_->readings) {
    if (!reading.refusal.empty()) continue;
    const Finding finding = beaten(reading, challenge, cancel);
    if (finding == Finding::undecided) continue;
    ++standing.of;
    if (finding == Finding::none) ++standing.stands;
  }
  return standing;
}

void OverReadings::build() {
  if (spaces_->built) return;
  spaces_->built = true;
  std::size_t entries = 0;
  for (std::size_t reading = 0; reading < count(); ++reading) {
    if (reading >= readings_min && entries > entries_max) break;
    spaces_->readings.push_back(problem(spaces_->space, readings_.at(reading)));
    for (const PartySum& party : spaces_->readings.back().parties)
      for (const SumTable& table : party.tables)
        entries += table.best.back().size();
  }
}

}  // namespace caucus
