// Does a finding survive what is not known of the preferences?
//
// Vague sheets describe many utilities; a finding is repeated in each sampled reading of them and
// says in how many it stands. Errors: none. Complexity: one quick evaluation or some zone tests per
// reading; the integer forms of the readings are built once, when first needed.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "caucus/analysis/demand.h"
#include "caucus/analysis/readings.h"
#include "caucus/analysis/utility.h"
#include "caucus/base/cancel.h"
#include "caucus/model/package.h"

namespace caucus {

// In how many of n sampled readings a finding stands: "in 93 of 100 readings".
struct Standing {
  std::size_t stands = 0;
  std::size_t of = 0;   // 0: sheets are exact, nothing to sample; else readings that were decided
  bool central = true;  // it stands with the central (or exact) utilities

  friend bool operator==(const Standing&, const Standing&) = default;
};

class OverReadings {
 public:
  // `demands` may hold lines and reservation values; positions are not looked at. All arguments
  // must outlive this.
  OverReadings(const Case& c, const Utilities& central, const Readings& readings,
               const std::vector<Demand>& demands);
  ~OverReadings();
  OverReadings(const OverReadings&) = delete;
  OverReadings& operator=(const OverReadings&) = delete;

  // Some sheet is vague, so that readings differ.
  bool sampled() const;

  // There is a package that meets all the demands.
  Standing zone_open(const CancelToken& cancel);

  // The package is worth at least no agreement to the party, or to all that have a utility. A party
  // without a utility accepts anything: nothing is known against it.
  Standing acceptable(PartyId party, const Package& package) const;
  Standing acceptable_to_all(const Package& package) const;

  // No feasible package that meets the same lines is better for one party and as good for all.
  // Readings in which the steps did not suffice are not counted in `of`.
  Standing on_frontier(const Package& package, std::uint64_t steps_max_each,
                       const CancelToken& cancel);

 private:
  struct Spaces;

  void build();
  std::optional<std::size_t> number_of(PartyId party) const;
  std::size_t count() const;

  const Case& case_;
  const Utilities& central_;
  const Readings& readings_;
  std::unique_ptr<Spaces> spaces_;
};

}  // namespace caucus
