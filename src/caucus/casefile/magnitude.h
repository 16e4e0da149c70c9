// Can exact arithmetic overflow, whatever the package? Bounds on amounts, worked out before any
// package is looked at.
//
// A Magnitude says of a set of numbers: each is a multiple of 1/denominator, and its size times the
// denominator is at most `whole`. Sums and products of bounds are bounds, so what fits here fits in
// every package. The limit for both is 62 bits, which leaves analysis room for sums in 64 and for
// products in 128. Complexity: linear in the expression.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "caucus/base/interval.h"
#include "caucus/base/rational.h"
#include "caucus/casefile/fault_log.h"
#include "caucus/model/case.h"

namespace caucus {

struct Magnitude {
  Int128 whole = 0;
  Int128 denominator = 1;
};

// Nothing: it does not fit.
std::optional<Magnitude> magnitude_of(const Rational& number);
std::optional<Magnitude> magnitude_of(const Issue& issue);
std::optional<Magnitude> magnitude_of(const Interval& interval);  // of the ends there are
std::optional<Magnitude> sum(const Magnitude& a, const Magnitude& b);
std::optional<Magnitude> product(const Magnitude& a, const Magnitude& b);
// A bound for every number that either bounds.
std::optional<Magnitude> both(const Magnitude& a, const Magnitude& b);

// What is known of the issues, quantities and totals of a case that is being read.
class Magnitudes {
 public:
  // With its totals written out, an expression has at most this many parts and levels: whoever
  // evaluates it needs little time and little stack.
  static constexpr std::size_t parts_max = 100'000;
  static constexpr std::size_t levels_max = 1'000;

  // The issues and quantities must be complete. Those that do not fit count as 0: they were
  // reported.
  explicit Magnitudes(const Case& c);

  // What is wrong with evaluating it, if anything. Its totals must have been set.
  std::optional<Complaint> check(const Expression& expression) const;

  // Takes over the bound of a total that was checked.
  void set_total(TotalId id, const Expression& is);
  const std::optional<Magnitude>& of_issue(IssueId id) const { return issues_[id.index()]; }
  const std::optional<Magnitude>& of_total(TotalId id) const { return totals_[id.index()].bound; }

 private:
  struct Written {
    std::optional<Magnitude> bound = Magnitude{};
    std::size_t parts = 1;
    std::size_t levels = 1;
  };
  Written written_out(const Expression& expression) const;
  std::optional<Magnitude> node_bound(const ExpressionNode& node,
                                      const std::vector<std::optional<Magnitude>>& bounds) const;

  std::vector<std::optional<Magnitude>> issues_;
  std::vector<std::optional<Magnitude>> quantities_;
  std::vector<Written> totals_;
};

}  // namespace caucus
