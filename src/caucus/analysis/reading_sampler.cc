#include "caucus/analysis/reading_sampler.h"

#include <algorithm>
#include <string_view>

#include "caucus/analysis/slice_chains.h"
#include "caucus/base/random.h"

namespace caucus {
namespace {

constexpr std::size_t trials = 2'000;  // decide between rejection and slices
constexpr std::size_t survivors_min = trials / 100;

class SheetSampler {
 public:
  SheetSampler(const VagueSheet& sheet, const ReadingSpace& space, const DrawOptions& options,
               const CancelToken& cancel)
      : sheet_(sheet), space_(space), options_(options), cancel_(cancel) {
    draws_.diagnostics.party = sheet.party;
  }

  SheetDraws draw() {
    if (!space_.has_walls()) {
      direct(ReadingMethod::direct);
    } else if (!direct(ReadingMethod::rejection)) {
      slices();
    }
    if (!draws_.complete) draws_.rows.clear();
    draws_.diagnostics.draws = draws_.rows.size() / space_.width();
    return std::move(draws_);
  }

 private:
  // False where too few draws survive.
  bool direct(ReadingMethod method) {
    ReadingPoint point = space_.point();
    std::vector<double> row(space_.width());
    std::size_t drawn = 0;
    std::size_t found = 0;
    while (found < options_.count) {
      if (drawn % 64 == 0 && cancel_.cancelled()) {
        draws_.complete = false;
        return true;
      }
      if (drawn == trials && found < survivors_min) {
        draws_.rows.clear();
        return false;
      }
      RandomStream random(options_.seed, options_.key, drawn++);
      for (std::size_t i = 0; i < point.x.size(); ++i)
        point.x[i] = space_.coordinates()[i] == CoordinateKind::exponential ? random.exponential()
                                                                            : random.uniform();
      space_.settle(point);
      if (!space_.inside(point, 0)) continue;
      space_.worth(point, row);
      draws_.rows.insert(draws_.rows.end(), row.begin(), row.end());
      ++found;
    }
    draws_.diagnostics.method = method;
    draws_.diagnostics.acceptance =
        drawn == 0 ? 1 : static_cast<double>(found) / static_cast<double>(drawn);
    draws_.diagnostics.effective_size_min = static_cast<double>(found);
    return true;
  }

  void slices() {
    ReadingDiagnostics& diagnostics = draws_.diagnostics;
    SliceOptions how{.count = options_.count, .seed = options_.seed, .key = options_.key};
    SliceChains chains = slice_chains(space_, how, cancel_);
    if (chains.complete && !chains.started) {
      if (!consistent(sheet_)) {
        diagnostics.method = ReadingMethod::contradictory;
        diagnostics.reliable = false;
        return;
      }
      how.slack = flat_slack;
      how.doublings_max = 1;  // not reliable in any case
      diagnostics.slack = flat_slack;
      chains = slice_chains(space_, how, cancel_);
    }
    draws_.complete = chains.complete;
    if (!chains.complete) return;
    diagnostics.method = chains.started ? ReadingMethod::slice : ReadingMethod::not_found;
    diagnostics.acceptance = 0;
    diagnostics.effective_size_min = chains.effective_size_min;
    diagnostics.r_hat_max = chains.r_hat_max;
    diagnostics.reliable =
        chains.started && how.slack == 0 && chains.r_hat_max <= r_hat_wanted &&
        chains.effective_size_min >= std::max(400.0, static_cast<double>(options_.count) / 2);
    if (chains.started) take_evenly(chains);
  }

  // Readings from all chains in turn, evenly spaced along each.
  void take_evenly(const SliceChains& chains) {
    const std::size_t width = space_.width();
    for (std::size_t i = 0; i < options_.count; ++i) {
      const std::size_t of_chain = (options_.count + chains.chains - 1) / chains.chains;
      const std::size_t draw = i / chains.chains * chains.per_chain / of_chain;
      const std::size_t at = (i % chains.chains * chains.per_chain + draw) * width;
      const auto first = chains.rows.begin() + static_cast<std::ptrdiff_t>(at);
      draws_.rows.insert(draws_.rows.end(), first, first + static_cast<std::ptrdiff_t>(width));
    }
  }

  const VagueSheet& sheet_;
  const ReadingSpace& space_;
  const DrawOptions& options_;
  const CancelToken& cancel_;
  SheetDraws draws_;
};

}  // namespace

// FNV-1a (Fowler, Noll and Vo).
std::uint64_t draw_key(const Case& c, PartyId party) {
  std::uint64_t key = 0xcbf29ce484222325;
  for (char letter : c.parties[party].id) {
    key ^= static_cast<unsigned char>(letter);
    key *= 0x100000001b3;
  }
  return key;
}

SheetDraws draw_sheet(const VagueSheet& sheet, const ReadingSpace& space,
                      const DrawOptions& options, const CancelToken& cancel) {
  return SheetSampler(sheet, space, options, cancel).draw();
}

}  // namespace caucus
