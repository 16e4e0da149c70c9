#include "caucus/analysis/scenario_sums.h"

#include <algorithm>

#include <fmt/format.h>

#include "caucus/analysis/scenario_boxes.h"
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
    choose_form();
    sums_.space.parties = sums_.boxes.parties = p;
    for (const ScenarioIssue& issue : scenario_.issues) {
      sums_.space.worth.emplace_back(issue.options.size() * p, Int128{0});
      sums_.boxes.options.push_back(static_cast<std::uint32_t>(issue.options.size()));
    }
    for (std::size_t q = 0; q < p && sums_.refusal.empty(); ++q)
      add(q);
    sums_.boxes.caps = sums_.caps;
    return std::move(sums_);
  }

 private:
  // The plainest form that holds every profile.
  void choose_form() {
    for (const ScenarioProfile& profile : scenario_.profiles) {
      if (std::holds_alternative<StatedComparisons>(profile.worth))
        sums_.refusal = fmt::format("{}: it states comparisons and no utilities", profile.party);
      if (std::holds_alternative<AdditiveWorth>(profile.worth)) continue;
      if (sums_.form == ScenarioForm::sums) sums_.form = ScenarioForm::boxes;
      if (!terms_of(profile)) sums_.form = ScenarioForm::trees;
    }
    if (sums_.form != ScenarioForm::trees) return;
    sums_.trees = scenario_.profiles;
    for (ScenarioProfile& profile : sums_.trees)
      profile.cap.reset();
  }

  static std::optional<BoxTerms> terms_of(const ScenarioProfile& profile) {
    try {
      return box_terms(profile);
    } catch (const NumberOverflow&) {
      return std::nullopt;  // the utilities themselves fit
    }
  }

  void add(std::size_t q) {
    const ScenarioProfile& profile = scenario_.profiles[q];
    std::vector<Rational> numbers;
    if (const auto reservation = reservation_value(profile)) numbers.push_back(*reservation);
    if (profile.cap) numbers.push_back(*profile.cap);
    const std::vector<Rational> limits = numbers;
    std::vector<std::vector<Rational>> summands;  // of each group one is paid at most
    BoxTerms terms;
    const std::optional<Int128> of_terms = scale_of(profile);
    if (of_terms) numbers.emplace_back(1, *of_terms);
    if (sums_.form == ScenarioForm::boxes) {
      terms = *terms_of(profile);
      for (const Box& term : terms)
        summands.push_back({term.worth});
    } else if (const auto* additive = std::get_if<AdditiveWorth>(&profile.worth)) {
      summands = additive->worth;
    }
    const std::optional<Int128> scale = common_denominator(numbers);
    if (!of_terms || !scale || !fits(summands, limits, *scale)) {
      sums_.refusal = fmt::format(
          "{}: exact sums would need more than {} bits; write its numbers with fewer digits",
          profile.party, bits_max);
      return;
    }
    sums_.scale.push_back(*scale);
    sums_.caps.push_back(profile.cap ? std::optional(whole(*profile.cap, *scale)) : std::nullopt);
    add_reservation(profile, *scale);
    if (sums_.form == ScenarioForm::sums) fill(q, *scale, summands);
    if (sums_.form == ScenarioForm::boxes) add_boxes(terms, *scale, q, sums_.boxes);
  }

  // The largest magnitude of each group, added up, bounds every sum.
  static bool fits(const std::vector<std::vector<Rational>>& summands,
                   const std::vector<Rational>& limits, Int128 scale) {
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
    for (const std::vector<Rational>& worths : summands) {
      const auto most = largest(worths);
      const auto sum = most ? checked_add(reach, *most) : std::nullopt;
      if (!sum) return false;
      reach = *sum;
    }
    const auto limit = largest(limits);
    return limit && bits_of(*limit) <= bits_max && bits_of(reach) <= bits_max &&
           bits_of(scale) <= bits_max;
  }

  void add_reservation(const ScenarioProfile& profile, Int128 scale) {
    const bool unlimited = scenario_.semantics == ScenarioFamily::negmas;
    const std::optional<Rational> stated = reservation_value(profile);
    std::optional<Int128> used;
    if (stated)
      used = whole(*stated, scale);
    else if (!unlimited)
      used = 0;
    sums_.stated_reservations.push_back(used);
    sums_.reservations.push_back(used.value_or(0));
  }

  void fill(std::size_t q, Int128 scale, const std::vector<std::vector<Rational>>& worths) {
    Int128 least = 0;
    for (std::size_t i = 0; i < worths.size(); ++i) {
      Int128 least_here = whole(worths[i][0], scale);
      for (std::size_t v = 0; v < worths[i].size(); ++v) {
        const Int128 worth = whole(worths[i][v], scale);
        sums_.space.worth[i][v * sums_.space.parties + q] = worth;
        least_here = std::min(least_here, worth);
      }
      least += least_here;
    }
    if (!sums_.stated_reservations[q]) sums_.reservations[q] = least;
  }

  const Scenario& scenario_;
  ScenarioSums sums_;
};

}  // namespace

ScenarioSums scenario_sums(const Scenario& scenario) {
  return SumsBuilder(scenario).build();
}

std::vector<Int128> sums_of(const ScenarioSums& sums, const Choice& choice) {
  if (sums.form == ScenarioForm::sums) return sums_of(sums.space, choice);
  if (sums.form == ScenarioForm::boxes) return sums_of(sums.boxes, choice);
  std::vector<Int128> row;
  const std::vector<OptionIndex> package(choice.begin(), choice.end());
  for (std::size_t q = 0; q < sums.trees.size(); ++q)
    row.push_back(whole(*utility(sums.trees[q], package), sums.scale[q]));
  return row;
}

void cap(const ScenarioSums& sums, Int128* row) {
  for (std::size_t q = 0; q < sums.caps.size(); ++q)
    if (sums.caps[q]) row[q] = std::min(row[q], *sums.caps[q]);
}

}  // namespace caucus
