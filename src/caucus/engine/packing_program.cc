#include "caucus/engine/packing_program.h"

#include <algorithm>

namespace caucus {
namespace {

constexpr double tiny = 1e-9;

// Two neighbours in the table, worked on together.
typedef double Pair __attribute__((vector_size(16), aligned(8), may_alias));

// The table of a dictionary: basic = bound - row . nonbasic. Columns: the vertices, then t.
class Simplex {
 public:
  explicit Simplex(const PackingProgram& program)
      : program_(program),
        columns_(program.vertices + 1),
        cliques_(program.cliques.size()),
        rows_(cliques_ + program.need.size()),
        stride_(columns_ + columns_ % 2),
        table_(rows_ * stride_, 0),
        bound_(rows_),
        gain_(stride_, 0) {
    for (std::size_t c = 0; c < cliques_; ++c) {
      // Bounds a hair apart: equal ones make the simplex step in place, or run in circles.
      bound_[c] = 1 + 1e-7 * static_cast<double>((c * 7919 + 13) % 1009);
      for (const std::uint32_t v : program.cliques[c])
        at(c, v) = 1;
    }
    // t counts from the least that nothing at all gives.
    double most = 0;
    for (const double need : program.need)
      most = std::max(most, need);
    for (std::size_t q = 0; q < program.need.size(); ++q) {
      const std::size_t row = cliques_ + q;
      bound_[row] = most - program.need[q];
      for (std::size_t v = 0; v < program.vertices; ++v)
        at(row, v) = -program.worth[q][v];
      at(row, columns_ - 1) = 1;
    }
    gain_[columns_ - 1] = 1;
    for (std::size_t j = 0; j < columns_; ++j)
      nonbasic_.push_back(j);
    for (std::size_t i = 0; i < rows_; ++i)
      basic_.push_back(columns_ + i);
  }

  PackingDual solve() && {
    const std::size_t steps = 20 * (rows_ + columns_);
    for (std::size_t step = 0; step < steps && improve(); ++step) {
    }
    PackingDual dual;
    dual.direction.assign(program_.need.size(), 0);
    dual.weights.assign(cliques_, 0);
    dual.fractions.assign(program_.vertices, 0);
    for (std::size_t j = 0; j < columns_; ++j) {
      if (nonbasic_[j] < columns_) continue;
      const std::size_t row = nonbasic_[j] - columns_;
      (row < cliques_ ? dual.weights[row] : dual.direction[row - cliques_]) =
          std::max(0.0, -gain_[j]);
    }
    for (std::size_t i = 0; i < rows_; ++i)
      if (basic_[i] < program_.vertices) dual.fractions[basic_[i]] = bound_[i];
    return dual;
  }

 private:
  double& at(std::size_t row, std::size_t column) { return table_[row * stride_ + column]; }

  bool improve() {
    const auto best = std::max_element(gain_.begin(), gain_.end());
    if (*best <= tiny) return false;
    const auto entering = static_cast<std::size_t>(best - gain_.begin());
    std::size_t leaving = rows_;
    double least = 0;
    for (std::size_t i = 0; i < rows_; ++i) {
      const double slope = at(i, entering);
      if (slope <= tiny) continue;
      const double ratio = bound_[i] / slope;
      if (leaving < rows_ && ratio >= least) continue;
      least = ratio;
      leaving = i;
    }
    if (leaving == rows_) return false;
    pivot(leaving, entering);
    return true;
  }

  void pivot(std::size_t row, std::size_t column) {
    double* const from = table_.data() + row * stride_;
    const double inverse = 1 / from[column];
    from[column] = 1;
    for (std::size_t j = 0; j < columns_; ++j)
      from[j] *= inverse;
    bound_[row] *= inverse;
    // Most of a row is 0 to the end: a vertex meets few cliques.
    filled_.clear();
    for (std::size_t j = 0; j < columns_; ++j)
      if (from[j] != 0) filled_.push_back(j);
    for (std::size_t i = 0; i < rows_; ++i) {
      if (i == row) continue;
      double* const to = table_.data() + i * stride_;
      const double factor = to[column];
      if (factor == 0) continue;
      subtract(factor, from, column, to);
      bound_[i] = std::max(0.0, bound_[i] - factor * bound_[row]);
    }
    subtract(gain_[column], from, column, gain_.data());
    std::swap(basic_[row], nonbasic_[column]);
  }

  void subtract(double factor, const double* from, std::size_t column, double* to) const {
    to[column] = 0;
    if (4 * filled_.size() < columns_) {
      for (const std::size_t j : filled_)
        to[j] -= factor * from[j];
      return;
    }
    for (std::size_t j = 0; j < stride_; j += 2) {
      auto* const pair = reinterpret_cast<Pair*>(to + j);
      *pair -= factor * *reinterpret_cast<const Pair*>(from + j);
    }
  }

  const PackingProgram& program_;
  std::size_t columns_, cliques_, rows_, stride_;
  std::vector<double> table_, bound_, gain_;
  std::vector<std::size_t> nonbasic_, basic_, filled_;
};

}  // namespace

PackingDual solve(const PackingProgram& program) {
  return Simplex(program).solve();
}

}  // namespace caucus
