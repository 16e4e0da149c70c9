#include "caucus/analysis/scenario_sums.h"

#include <algorithm>

#include <fmt/format.h>

#include "caucus/engine/lanes_kernel.h"

namespace caucus {
namespace {

// Sums and what kernels add to them stay within 2^120.
constexpr unsigned bits_max = 119;

Int128 whole(const Rational& number, Int128 scale) {
  return number.numerator() * (scale / number.denominator());
}

Int128 magnitude(Int128 number) {
  return number < 0 ? -number : number;
}

class SumsBuilder {
 public:
  explicit SumsBuilder(const Scenario& scenario) : scenario_(scenario) {}

  ScenarioSums build() && {
    const std::size_t p = scenario_.profiles.size();
    if (p == 0 || p > parties_max) {
      sums_.refusal = fmt::format("{} profiles: this works for one to {}", p, parties_max);
      return std::move(sums_);
    }
    sums_.space.parties = p;
    for (const ScenarioIssue& issue : scenario_.issues)
      sums_.space.worth.emplace_back(issue.options.size() * p, Int128{0});
    for (std::size_t q = 0; q < p && sums_.refusal.empty(); ++q)
      add(q);
    return std::move(sums_);
  }

 private:
  void add(std::size_t q) {
    const ScenarioProfile& profile = scenario_.profiles[q];
    const auto* additive = std::get_if<AdditiveWorth>(&profile.worth);
    if (additive == nullptr) {
      sums_.refusal = fmt::format("{}: its utility is not a sum over single issues", profile.party);
      return;
    }
    std::vector<Rational> numbers;
    if (const auto reservation = reservation_value(profile)) numbers.push_back(*reservation);
    if (profile.cap) numbers.push_back(*profile.cap);
    const std::vector<Rational> limits = numbers;
    for (const auto& worths : additive->worth)
      numbers.insert(numbers.end(), worths.begin(), worths.end());
    const std::optional<Int128> scale = common_denominator(numbers);
    if (!scale || !fits(*additive, limits, *scale)) {
      sums_.refusal = fmt::format(
          "{}: exact sums would need more than {} bits; write its numbers with fewer digits",
          profile.party, bits_max);
      return;
    }
    fill(q, *scale, *additive);
  }

  // The largest magnitude of each issue, added up, bounds every sum.
  static bool fits(const AdditiveWorth& additive, const std::vector<Rational>& limits,
                   Int128 scale) {
    Int128 reach = 0;
    const auto largest = [&](const std::vector<Rational>& numbers) -> std::optional<Int128> {
      Int128 most = 0;
      for (const Rational& number : numbers) {
        const auto worth =
            checked_multiply(magnitude(number.numerator()), scale / number.denominator());
        if (!worth) return std::nullopt;
        most = std::max(most, *worth);
      }
      return most;
    };
    for (const std::vector<Rational>& worths : additive.worth) {
      const auto most = largest(worths);
      const auto sum = most ? checked_add(reach, *most) : std::nullopt;
      if (!sum) return false;
      reach = *sum;
    }
    const auto limit = largest(limits);
    return limit && bits_of(*limit) <= bits_max && bits_of(reach) <= bits_max &&
           bits_of(scale) <= bits_max;
  }

  void fill(std::size_t q, Int128 scale, const AdditiveWorth& additive) {
    const ScenarioProfile& profile = scenario_.profiles[q];
    Int128 least = 0;
    for (std::size_t i = 0; i < additive.worth.size(); ++i) {
      Int128 least_here = whole(additive.worth[i][0], scale);
      for (std::size_t v = 0; v < additive.worth[i].size(); ++v) {
        const Int128 worth = whole(additive.worth[i][v], scale);
        sums_.space.worth[i][v * sums_.space.parties + q] = worth;
        least_here = std::min(least_here, worth);
      }
      least += least_here;
    }
    sums_.scale.push_back(scale);
    sums_.caps.push_back(profile.cap ? std::optional(whole(*profile.cap, scale)) : std::nullopt);
    const bool unlimited = scenario_.semantics == ScenarioFamily::negmas;
    const std::optional<Rational> reservation = reservation_value(profile);
    sums_.reservations.push_back(reservation ? whole(*reservation, scale)
                                 : unlimited ? least
                                             : Int128{0});
  }

  const Scenario& scenario_;
  ScenarioSums sums_;
};

}  // namespace

ScenarioSums scenario_sums(const Scenario& scenario) {
  return SumsBuilder(scenario).build();
}

void cap(const ScenarioSums& sums, Int128* row) {
  for (std::size_t q = 0; q < sums.caps.size(); ++q)
    if (sums.caps[q]) row[q] = std::min(row[q], *sums.caps[q]);
}

}  // namespace caucus
