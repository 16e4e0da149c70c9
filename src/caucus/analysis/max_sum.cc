#include "caucus/analysis/max_sum.h"

#include <algorithm>

#include "caucus/base/assert.h"

namespace caucus {
namespace {

// Walks all combinations of some variables, keeping the entry reached in tables over parts of them.
class Odometer {
 public:
  Odometer(const std::vector<std::uint32_t>& widths, const std::vector<std::uint16_t>& variables) {
    for (std::uint16_t v : variables)
      width_.push_back(widths[v]);
    digit_.assign(variables.size(), 0);
  }

  // Step of a table at each of the variables; 0 where it does not depend on the variable.
  static std::vector<std::size_t> steps(const std::vector<std::uint32_t>& widths,
                                        const std::vector<std::uint16_t>& variables,
                                        const std::vector<std::uint16_t>& scope) {
    std::vector<std::size_t> step(variables.size(), 0);
    std::size_t width = 1;
    for (std::size_t j = scope.size(); j-- > 0;) {
      const auto at = std::find(variables.begin(), variables.end(), scope[j]);
      if (at != variables.end()) step[static_cast<std::size_t>(at - variables.begin())] = width;
      width *= widths[scope[j]];
    }
    return step;
  }

  void add_table(std::vector<std::size_t> step) {
    step_.push_back(std::move(step));
    entry_.push_back(0);
  }
  std::size_t entry(std::size_t table) const { return entry_[table]; }

  // False after the last combination.
  bool next() {
    for (std::size_t j = digit_.size(); j-- > 0;) {
      for (std::size_t t = 0; t < entry_.size(); ++t)
        entry_[t] += step_[t][j];
      if (++digit_[j] < width_[j]) return true;
      for (std::size_t t = 0; t < entry_.size(); ++t)
        entry_[t] -= digit_[j] * step_[t][j];
      digit_[j] = 0;
    }
    return false;
  }

 private:
  std::vector<std::size_t> width_;
  std::vector<std::size_t> digit_;
  std::vector<std::vector<std::size_t>> step_;
  std::vector<std::size_t> entry_;
};

SumFactor restricted(const std::vector<std::uint32_t>& widths, const SumFactor& factor,
                     std::uint16_t variable, std::uint16_t value) {
  SumFactor result;
  std::size_t offset = 0;
  std::size_t width = 1;
  for (std::size_t j = factor.scope.size(); j-- > 0;) {
    if (factor.scope[j] == variable) offset = width * value;
    width *= widths[factor.scope[j]];
  }
  for (std::uint16_t v : factor.scope)
    if (v != variable) result.scope.push_back(v);
  if (result.scope.size() == factor.scope.size()) return factor;
  Odometer odometer(widths, result.scope);
  odometer.add_table(Odometer::steps(widths, result.scope, factor.scope));
  do
    result.worth.push_back(factor.worth[offset + odometer.entry(0)]);
  while (odometer.next());
  return result;
}

class Elimination {
 public:
  Elimination(const std::vector<std::uint32_t>& widths, std::vector<SumFactor> factors,
              std::size_t entries_max)
      : widths_(widths),
        factors_(std::move(factors)),
        entries_max_(entries_max),
        neighbours_(widths.size()),
        open_(widths.size(), true) {
    for (const SumFactor& factor : factors_)
      for (std::uint16_t v : factor.scope)
        join(neighbours_[v], factor.scope, v);
  }

  // The result, or nothing where a table would be too large.
  std::optional<LargestSum> solve() {
    for (std::size_t step = 0; step < widths_.size(); ++step) {
      const std::uint16_t v = next_variable();
      if (bucket_entries(v) > static_cast<double>(entries_max_)) return std::nullopt;
      eliminate(v);
    }
    LargestSum result;
    result.worth = 0;
    for (const SumFactor& factor : factors_)
      result.worth = plus(result.worth, factor.worth.front());
    result.value.assign(widths_.size(), 0);
    if (result.worth != forbidden)
      for (std::size_t k = choices_.size(); k-- > 0;)
        decide(choices_[k], result.value);
    return result;
  }

  // The open variable that most factors share.
  std::uint16_t widest() const {
    std::size_t best = 0;
    for (std::size_t v = 0; v < widths_.size(); ++v)
      if (open_[v] && (!open_[best] || neighbours_[v].size() > neighbours_[best].size())) best = v;
    return static_cast<std::uint16_t>(best);
  }

 private:
  // How a variable was chosen given the variables eliminated after it.
  struct Choice {
    std::uint16_t variable;
    std::vector<std::uint16_t> scope;
    std::vector<std::uint16_t> value;
  };

  static Int128 plus(Int128 a, Int128 b) {
    return a == forbidden || b == forbidden ? forbidden : a + b;
  }

  static void join(std::vector<std::uint16_t>& into, const std::vector<std::uint16_t>& other,
                   std::uint16_t except) {
    std::vector<std::uint16_t> both;
    std::set_union(into.begin(), into.end(), other.begin(), other.end(), std::back_inserter(both));
    std::erase(both, except);
    into = std::move(both);
  }

  double bucket_entries(std::uint16_t v) const {
    double product = widths_[v];
    for (std::uint16_t other : neighbours_[v])
      product *= widths_[other];
    return product;
  }

  std::uint16_t next_variable() const {
    std::optional<std::uint16_t> best;
    double fewest = 0;
    for (std::size_t v = 0; v < widths_.size(); ++v) {
      if (!open_[v]) continue;
      const double entries = bucket_entries(static_cast<std::uint16_t>(v));
      if (!best || entries < fewest) {
        best = static_cast<std::uint16_t>(v);
        fewest = entries;
      }
    }
    CAUCUS_ASSERT(best, "a variable is open");
    return *best;
  }

  void eliminate(std::uint16_t v) {
    std::vector<SumFactor> bucket;
    std::vector<SumFactor> rest;
    for (SumFactor& factor : factors_) {
      const bool concerned = std::binary_search(factor.scope.begin(), factor.scope.end(), v);
      (concerned ? bucket : rest).push_back(std::move(factor));
    }
    SumFactor made;
    made.scope = neighbours_[v];
    Choice choice{v, made.scope, {}};
    Odometer odometer(widths_, made.scope);
    std::vector<std::size_t> step_of_v;
    for (const SumFactor& factor : bucket) {
      odometer.add_table(Odometer::steps(widths_, made.scope, factor.scope));
      step_of_v.push_back(Odometer::steps(widths_, {v}, factor.scope).front());
    }
    do {
      Int128 best = forbidden;
      std::uint16_t best_value = 0;
      for (std::uint32_t value = 0; value < widths_[v]; ++value) {
        Int128 sum = 0;
        for (std::size_t t = 0; t < bucket.size() && sum != forbidden; ++t)
          sum = plus(sum, bucket[t].worth[odometer.entry(t) + value * step_of_v[t]]);
        if (sum > best) {
          best = sum;
          best_value = static_cast<std::uint16_t>(value);
        }
      }
      made.worth.push_back(best);
      choice.value.push_back(best_value);
    } while (odometer.next());
    for (std::uint16_t other : neighbours_[v]) {
      std::erase(neighbours_[other], v);
      join(neighbours_[other], made.scope, other);
    }
    open_[v] = false;
    rest.push_back(std::move(made));
    factors_ = std::move(rest);
    choices_.push_back(std::move(choice));
  }

  void decide(const Choice& choice, std::vector<std::uint16_t>& value) const {
    std::size_t entry = 0;
    for (std::uint16_t v : choice.scope)
      entry = entry * widths_[v] + value[v];
    value[choice.variable] = choice.value[entry];
  }

  const std::vector<std::uint32_t>& widths_;
  std::vector<SumFactor> factors_;
  std::size_t entries_max_;
  std::vector<std::vector<std::uint16_t>> neighbours_;  // sorted
  std::vector<bool> open_;
  std::vector<Choice> choices_;
};

std::optional<LargestSum> solve(const std::vector<std::uint32_t>& widths,
                                std::vector<SumFactor> factors, const MaxSumLimits& limits,
                                std::uint64_t& trials) {
  std::uint16_t tried = 0;
  {
    Elimination elimination(widths, factors, limits.entries_max);
    if (auto result = elimination.solve()) return result;
    tried = Elimination(widths, factors, limits.entries_max).widest();
  }
  LargestSum best;
  for (std::uint32_t value = 0; value < widths[tried]; ++value) {
    if (++trials > limits.trials_max) return std::nullopt;
    std::vector<SumFactor> fixed;
    for (const SumFactor& factor : factors)
      fixed.push_back(restricted(widths, factor, tried, static_cast<std::uint16_t>(value)));
    auto result = solve(widths, std::move(fixed), limits, trials);
    if (!result) return std::nullopt;
    if (value > 0 && result->worth <= best.worth) continue;
    best = std::move(*result);
    best.value[tried] = static_cast<std::uint16_t>(value);
  }
  return best;
}

}  // namespace

std::optional<LargestSum> max_sum(const std::vector<std::uint32_t>& widths,
                                  std::vector<SumFactor> factors, const MaxSumLimits& limits) {
  std::uint64_t trials = 0;
  return solve(widths, std::move(factors), limits, trials);
}

}  // namespace caucus
