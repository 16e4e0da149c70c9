#include "caucus/analysis/exact_linear.h"

#include <optional>
#include <string>

#include <boost/multiprecision/cpp_int.hpp>

namespace caucus {
namespace {

using Fraction = boost::multiprecision::number<boost::multiprecision::cpp_rational_backend,
                                               boost::multiprecision::et_off>;
using Whole = boost::multiprecision::cpp_int;

Fraction fraction_of(const Rational& number) {
  return {Whole(number.numerator()), Whole(number.denominator())};
}

// Columns: the variables, then one slack or artificial or both per row, then the right-hand side.
class Tableau {
 public:
  Tableau(std::size_t variables, const std::vector<LinearCondition>& conditions)
      : variables_(variables) {
    for (const LinearCondition& condition : conditions)
      add(condition);
    const std::size_t width = columns_ + 1;
    cost_.assign(width, Fraction(0));
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      rows_[i].resize(width);
      rows_[i][columns_] = right_[i];
      for (const auto& [column, sign] : added_[i])
        rows_[i][column] = sign;
    }
    // The cost is the sum of the artificial variables, written without the basic ones.
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (!artificial_[i]) continue;
      for (std::size_t column = 0; column < width; ++column)
        cost_[column] -= rows_[i][column];
      cost_[*artificial_[i]] += 1;
    }
  }

  LinearAnswer solve() {
    while (const auto column = entering()) {
      const auto row = leaving(*column);
      CAUCUS_ASSERT(row, "a sum of numbers that are at least 0 has a least value");
      pivot(*row, *column);
    }
    LinearAnswer answer;
    answer.feasible = cost_[columns_] == 0;
    if (answer.feasible) return answer;
    // A row is part of the proof where its multiplier, seen in the cost of its own columns, is not
    // zero.
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const bool used = artificial_[i] ? cost_[*artificial_[i]] != 1 : cost_[*slack_[i]] != 0;
      if (used) answer.proof.push_back(i);
    }
    return answer;
  }

 private:
  void add(const LinearCondition& condition) {
    // Rows with bound 0 or less begin with their slack in the basis: -sum + slack = -bound.
    const bool turned =
        condition.equal ? condition.bound < Rational(0) : condition.bound <= Rational(0);
    const int sign = turned ? -1 : 1;
    std::vector<Fraction> row(variables_, Fraction(0));
    for (const auto& [variable, factor] : condition.sum)
      row[variable] += sign * fraction_of(factor);
    rows_.push_back(std::move(row));
    right_.push_back(sign * fraction_of(condition.bound));
    added_.emplace_back();
    slack_.emplace_back();
    artificial_.emplace_back();
    if (columns_ == 0) columns_ = variables_;
    if (!condition.equal) {
      slack_.back() = columns_++;
      added_.back().emplace_back(*slack_.back(), turned ? 1 : -1);
    }
    if (condition.equal || !turned) {
      artificial_.back() = columns_++;
      added_.back().emplace_back(*artificial_.back(), 1);
    }
    basis_.push_back(artificial_.back() ? *artificial_.back() : *slack_.back());
  }

  // Bland: the first column that lowers the cost.
  std::optional<std::size_t> entering() const {
    for (std::size_t column = 0; column < columns_; ++column)
      if (cost_[column] < 0) return column;
    return std::nullopt;
  }

  // The tightest row; among equals the one whose basic column comes first.
  std::optional<std::size_t> leaving(std::size_t column) const {
    std::optional<std::size_t> best;
    Fraction least;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (rows_[i][column] <= 0) continue;
      const Fraction ratio = rows_[i][columns_] / rows_[i][column];
      if (!best || ratio < least || (ratio == least && basis_[i] < basis_[*best])) {
        best = i;
        least = ratio;
      }
    }
    return best;
  }

  void pivot(std::size_t row, std::size_t column) {
    std::vector<std::size_t> filled;
    const Fraction by = rows_[row][column];
    for (std::size_t k = 0; k <= columns_; ++k) {
      if (rows_[row][k] == 0) continue;
      rows_[row][k] /= by;
      filled.push_back(k);
    }
    const auto clear = [&](std::vector<Fraction>& other) {
      if (other[column] == 0) return;
      const Fraction times = other[column];
      for (std::size_t k : filled)
        other[k] -= times * rows_[row][k];
    };
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (i != row) clear(rows_[i]);
    clear(cost_);
    basis_[row] = column;
  }

  std::size_t variables_;
  std::size_t columns_ = 0;
  std::vector<std::vector<Fraction>> rows_;
  std::vector<Fraction> right_;
  std::vector<std::vector<std::pair<std::size_t, int>>> added_;
  std::vector<std::optional<std::size_t>> slack_;
  std::vector<std::optional<std::size_t>> artificial_;
  std::vector<std::size_t> basis_;
  std::vector<Fraction> cost_;
};

}  // namespace

LinearAnswer feasible_point(std::size_t variables, const std::vector<LinearCondition>& conditions) {
  if (conditions.empty()) return {};
  return Tableau(variables, conditions).solve();
}

}  // namespace caucus
