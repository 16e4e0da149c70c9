#include "caucus/analysis/slice_chains.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

#include "caucus/analysis/chain_checks.h"
#include "caucus/base/random.h"

namespace caucus {
namespace {

constexpr std::size_t warm_up_sweeps = 200;
constexpr std::size_t draws_per_chain_min = 1'000;
constexpr std::size_t stored_numbers_max = std::size_t{1} << 25;
constexpr std::size_t shrinks_max = 60;  // the bracket is then about 10^-12 of the ellipse

// The share of a standard normal variable above z, never 0 or 1 within a double's reach of 8.
double above(double z) {
  return 0.5 * std::erfc(z * std::numbers::sqrt2 / 2);
}

double coordinate_of(CoordinateKind kind, double z) {
  return kind == CoordinateKind::exponential ? -std::log(above(z)) : above(-z);
}

class Chain {
 public:
  Chain(const ReadingSpace& space, const SliceOptions& options, std::uint64_t number)
      : space_(space),
        options_(options),
        random_(options.seed, options.key, number, 1),
        point_(space.point()),
        z_(point_.x.size()) {
    for (std::size_t i = 0; i < z_.size(); ++i)
      set(i, random_.normal());
    space_.settle(point_);
  }

  // Downhill until inside; false if that takes too long.
  bool start(const CancelToken& cancel) {
    double level = space_.outside(point_, options_.slack);
    const std::size_t blocks = space_.blocks().size();
    std::size_t since_progress = 0;
    for (std::size_t i = 0; level > 0; ++i) {
      if (i == start_steps_max || since_progress == start_stalls_max) return false;
      if (i % 64 == 0 && cancel.cancelled()) return false;
      double reached = level;
      step(i % blocks, [&] {
        reached = space_.outside(point_, options_.slack);
        return reached < level;
      });
      since_progress = reached < 0.999 * level ? 0 : since_progress + 1;
      level = std::min(level, reached);
    }
    return true;
  }

  void sweep() {
    for (std::size_t block = 0; block < space_.blocks().size(); ++block)
      step(block, [&] { return space_.inside(point_, options_.slack); });
  }

  void worth(std::span<double> row) const { space_.worth(point_, row); }

 private:
  void set(std::size_t at, double z) {
    z_[at] = z;
    point_.x[at] = coordinate_of(space_.coordinates()[at], z);
  }

  // A uniform point of the accepted part of an ellipse through the present point.
  template <class Accepts>
  void step(std::size_t block, const Accepts& accepts) {
    const std::vector<std::size_t>& members = space_.blocks()[block];
    if (members.empty()) return;
    before_.clear();
    across_.clear();
    for (std::size_t at : members) {
      before_.push_back(z_[at]);
      across_.push_back(random_.normal());
    }
    double angle = 2 * std::numbers::pi * random_.uniform();
    double low = angle - 2 * std::numbers::pi;
    double high = angle;
    for (std::size_t shrinks = 0; shrinks < shrinks_max; ++shrinks) {
      const double along = std::cos(angle);
      const double aside = std::sin(angle);
      for (std::size_t i = 0; i < members.size(); ++i)
        set(members[i], before_[i] * along + across_[i] * aside);
      space_.settle(point_, block);
      if (accepts()) return;
      (angle < 0 ? low : high) = angle;
      angle = low + (high - low) * random_.uniform();
    }
    for (std::size_t i = 0; i < members.size(); ++i)
      set(members[i], before_[i]);
    space_.settle(point_, block);
  }

  const ReadingSpace& space_;
  const SliceOptions& options_;
  RandomStream random_;
  ReadingPoint point_;
  std::vector<double> z_;
  std::vector<double> before_;
  std::vector<double> across_;
};

class ChainSet {
 public:
  ChainSet(const ReadingSpace& space, const SliceOptions& options, const CancelToken& cancel)
      : space_(space), options_(options), cancel_(cancel) {
    const std::size_t wanted = std::max(draws_per_chain_min, options.count);
    const std::size_t room = stored_numbers_max / (space.width() * result_.chains);
    result_.per_chain = std::clamp(wanted, std::size_t{8}, std::max(room, std::size_t{8})) / 2 * 2;
  }

  SliceChains run() {
    for (std::uint64_t number = 0; number < result_.chains; ++number) {
      chains_.emplace_back(space_, options_, number);
      result_.started = chains_.back().start(cancel_);
      result_.complete = !cancel_.cancelled();
      if (!result_.started || !result_.complete) return std::move(result_);
    }
    result_.rows.resize(result_.chains * result_.per_chain * space_.width());
    for (Chain& chain : chains_)
      for (std::size_t i = 0; i < warm_up_sweeps; ++i)
        chain.sweep();
    fill(0, 1);
    for (std::size_t doublings = 0, apart = 2; result_.complete; ++doublings, apart *= 2) {
      check();
      const bool enough = result_.effective_size_min >= effective_size_wanted(options_.count) &&
                          result_.r_hat_max <= r_hat_wanted;
      if (enough || doublings == options_.doublings_max) break;
      thin();
      fill(result_.per_chain / 2, apart);
    }
    if (!result_.complete) result_.rows.clear();
    return std::move(result_);
  }

 private:
  std::span<double> row(std::size_t chain, std::size_t draw) {
    return {result_.rows.data() + (chain * result_.per_chain + draw) * space_.width(),
            space_.width()};
  }

  // Draws from `first` on, `apart` sweeps apart.
  void fill(std::size_t first, std::size_t apart) {
    for (std::size_t k = 0; k < result_.chains; ++k) {
      for (std::size_t draw = first; draw < result_.per_chain; ++draw) {
        if (draw % 16 == 0 && cancel_.cancelled()) {
          result_.complete = false;
          return;
        }
        for (std::size_t i = 0; i < apart; ++i)
          chains_[k].sweep();
        chains_[k].worth(row(k, draw));
      }
    }
  }

  void thin() {
    for (std::size_t k = 0; k < result_.chains; ++k)
      for (std::size_t draw = 0; draw < result_.per_chain / 2; ++draw)
        std::ranges::copy(row(k, 2 * draw + 1), row(k, draw).begin());
  }

  void check() {
    ChainChecker checker(result_.chains, result_.per_chain);
    const std::size_t draws = result_.chains * result_.per_chain;
    std::vector<double> column(draws);
    result_.effective_size_min = static_cast<double>(draws);
    result_.r_hat_max = 1;
    for (std::size_t at = 0; at < space_.width(); ++at) {
      for (std::size_t i = 0; i < draws; ++i)
        column[i] = result_.rows[i * space_.width() + at];
      const ChainChecks checks = checker.check(column);
      if (checks.constant) continue;
      result_.effective_size_min = std::min(result_.effective_size_min, checks.effective_size);
      result_.r_hat_max = std::max(result_.r_hat_max, checks.r_hat);
    }
  }

  const ReadingSpace& space_;
  const SliceOptions& options_;
  const CancelToken& cancel_;
  std::vector<Chain> chains_;
  SliceChains result_;
};

}  // namespace

double effective_size_wanted(std::size_t count) {
  return std::max(400.0, 0.9 * static_cast<double>(count));
}

SliceChains slice_chains(const ReadingSpace& space, const SliceOptions& options,
                         const CancelToken& cancel) {
  return ChainSet(space, options, cancel).run();
}

}  // namespace caucus
