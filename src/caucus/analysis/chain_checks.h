// Did the chains of a sampler find the same distribution, and how many independent draws are they
// worth? Rank-normalised split R-hat and bulk effective sample size.
//
// Source: Vehtari, Gelman, Simpson, Carpenter and Buerkner, Rank-normalization, folding, and
// localization: an improved R-hat (2021), sections 3 and 4; Geyer's initial monotone sequence
// (1992) for the sum of autocorrelations; inverse normal by Wichura, AS 241 (1988).
#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace caucus {

struct ChainChecks {
  double effective_size = 0;  // bulk; at most draws * log10(draws)
  double r_hat = 1;           // the larger of bulk and folded; 1 where nothing varies
  bool constant = false;      // all draws are equal: there was nothing to check
};

// draws[chain * n + i], all chains of the same length n >= 8. Keeps room between calls, so that
// many quantities are checked without new memory. Complexity: n log n, and n per lag.
class ChainChecker {
 public:
  ChainChecker(std::size_t chains, std::size_t draws_per_chain);

  ChainChecks check(std::span<const double> draws);

 private:
  void normalise(std::span<const double> draws);
  double r_hat() const;
  double effective_size() const;

  std::size_t chains_;                                   // after splitting
  std::size_t length_;                                   // of a half chain
  std::vector<double> normal_of_rank_;                   // [2 * rank]: ranks may end in one half
  std::vector<std::pair<double, std::size_t>> by_size_;  // draws and where they stand
  std::vector<double> z_;                                // rank-normalised, by half chain
  std::vector<double> folded_;                           // distances from the median
};

// The number a standard normal variable stays below with probability p, 0 < p < 1; to about 1e-16.
double inverse_normal(double p);

}  // namespace caucus
