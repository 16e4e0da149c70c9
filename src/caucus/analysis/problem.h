// What exactly is to be searched? A case in integers, ready for every kernel: which packages there
// are (PackageSpace) and what each is worth to each party.
//
// Numbers. Per party: sum = scale * utility, a whole number from 0 to scale, scale at most 2^62.
// Where the common denominator does not fit, `refusal` names the party and the bits it needs, and
// there are no sums. Readings are rounded to 10^-6 and always fit.
//
// Errors: none; a Problem is total over valid cases. Complexity: the entries of all tables.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "caucus/analysis/package_space.h"
#include "caucus/analysis/utility.h"

namespace caucus {

// One summand of a party's sum. best[j]: largest worth once the first j + 1 issues of the scope are
// settled; the last is the table itself.
struct SumTable {
  std::vector<std::uint16_t> depths;  // increasing, at least one
  std::vector<std::vector<std::int64_t>> best;
  std::int64_t best_of_all = 0;
};

struct PartySum {
  PartyId party = PartyId(0);
  std::int64_t scale = 1;     // sum = scale * utility
  std::int64_t constant = 0;  // the sum is this and one entry of each table
  std::vector<SumTable> tables;
  std::int64_t floor = 0;  // least sum with a gain that is not negative
  // gain = (sum * times - less) / (times * scale)
  std::int64_t times = 1;
  Int128 less = 0;

  Rational utility(std::int64_t sum) const { return Rational(sum, scale); }
  Int128 gain_units(std::int64_t sum) const { return Int128{sum} * times - less; }
  Rational gain(std::int64_t sum) const { return Rational(gain_units(sum), Int128{times} * scale); }
};

struct Problem {
  std::shared_ptr<const PackageSpace> space;
  std::vector<PartySum> parties;  // as in the utilities, in their order
  std::string refusal;            // why there are no sums: exact integers do not fit; else empty

  // The parties' sums of a canonical package.
  std::vector<std::int64_t> sums(const Package& package) const;
  // Where in `parties` the owner of a reservation value stands; nothing for other demands and for
  // parties without a utility (whose reservation every package meets).
  std::optional<std::size_t> floor_of_demand(std::size_t demand) const;
};

Problem problem(std::shared_ptr<const PackageSpace> space, const Utilities& utilities);
Problem problem(const Case& c, const Utilities& utilities, std::vector<Demand> demands);

}  // namespace caucus
