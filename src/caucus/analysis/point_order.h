// Which of two points does a rule prefer? The exact order behind every bargaining point.
//
// Points are rows of gains in whole units; `unit[q]` of them are worth 1.0 to party q. Numbers are
// compared as doubles first, and where those are within 10^-12 as whole numbers of any size, so
// that no tie is missed and none is invented. The rules are those of bargaining_point.h, and
//
//   least_difference      least sum over pairs of |u_i - u_j|: what GENIUS calls Kalai
//
// Complexity: parties times points for a choice, parties squared for least_difference.
#pragma once

#include <compare>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "caucus/base/rational.h"

namespace caucus {

enum class PointRule {
  nash,
  kalai_smorodinsky,
  egalitarian,
  utilitarian,
  utilitarian_relative,
  least_difference
};

// The rule's name as written above and in answers.
std::string_view token(PointRule rule);

struct GainRows {
  std::size_t parties = 0;
  std::vector<Int128> gains;         // [point * parties + q], utility minus reservation
  std::vector<Int128> unit;          // per party, > 0
  std::vector<Int128> ideal;         // largest gain of each party
  std::vector<Int128> reservations;  // in the same units; least_difference compares utilities

  std::size_t size() const { return parties == 0 ? 0 : gains.size() / parties; }
  Int128 gain(std::size_t point, std::size_t q) const { return gains[point * parties + q]; }
};

// The largest gain of each party over the rows.
std::vector<Int128> largest_gains(const GainRows& rows);

class PointOrder {
 public:
  // The rows must outlive it.
  explicit PointOrder(const GainRows& rows);
  ~PointOrder();

  // Is a worse than b, as good, or better?
  std::weak_ordering compare(PointRule rule, std::size_t a, std::size_t b) const;

  // All points that tie for a rule, in the order of the rows; none of no rows.
  std::vector<std::size_t> best(PointRule rule) const;

 private:
  class Exact;
  std::unique_ptr<const Exact> exact_;
};

}  // namespace caucus
