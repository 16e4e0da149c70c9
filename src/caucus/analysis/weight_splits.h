// Which unknown about a party's preferences decides most whether it would accept the options?
//
// The readings of a vague sheet are split in two: those in which one issue outweighs another and
// the rest, or those in which no agreement is worth less than its middle and the rest. The split
// with the largest difference in how often some package is acceptable tells what to ask. The weight
// of an issue in a reading is how far its options move the worth of a package.
//
// Errors: none. Complexity: readings times the options of all issues, and times pairs of issues.
#pragma once

#include <optional>
#include <vector>

#include "caucus/analysis/readings.h"

namespace caucus {

struct AcceptedShare {
  std::size_t accepted = 0;
  std::size_t readings = 0;

  double share() const {
    return readings == 0 ? 0 : static_cast<double>(accepted) / static_cast<double>(readings);
  }
};

struct AcceptanceSplit {
  std::size_t package = 0;  // of those given: the one that differs most
  AcceptedShare where;
  AcceptedShare elsewhere;

  double difference() const {
    const double d = where.share() - elsewhere.share();
    return d < 0 ? -d : d;
  }
};

struct WeightSplit {
  IssueId more;  // outweighs `less` where the split says so
  IssueId less;
  AcceptanceSplit split;
};

class AcceptanceSplits {
 public:
  // Of party number i of the readings. The case must outlive this.
  AcceptanceSplits(const Case& c, const Readings& readings, std::size_t i,
                   const std::vector<Package>& packages);

  // Nothing where no split leaves a tenth of the readings on either side, or none differs by a
  // fifth.
  std::optional<WeightSplit> by_weights() const;
  std::optional<AcceptanceSplit> by_reservation() const;

 private:
  std::optional<AcceptanceSplit> split(const std::vector<bool>& where) const;

  const Case& case_;
  std::vector<std::vector<bool>> accepted_;   // [package][reading]
  std::vector<std::vector<double>> weights_;  // [issue][reading]; empty where it never moves worth
  std::vector<double> reservations_;          // [reading]
};

}  // namespace caucus
