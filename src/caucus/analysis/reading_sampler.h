// Draws from the set of a vague sheet, by the quickest way that is still uniform.
//
//   no walls                                  direct: every draw is a reading
//   over 1 % of direct draws are inside       rejection: the others are dropped
//   less                                      elliptical slice sampling (slice_chains.h)
//   no start found, but the sheet can hold    the same with walls moved out by flat_slack: some
//                                             statements meet in a plane and leave no room
#pragma once

#include <cstdint>
#include <vector>

#include "caucus/analysis/reading_space.h"
#include "caucus/analysis/readings.h"

namespace caucus {

inline constexpr double flat_slack = 0.001;

struct DrawOptions {
  std::size_t count = 100;
  std::uint64_t seed = 1;
  std::uint64_t key = 0;  // of the party: the same whoever else takes part
};

// The key of a party: from its id.
std::uint64_t draw_key(const Case& c, PartyId party);

struct SheetDraws {
  ReadingDiagnostics diagnostics;
  bool complete = true;
  std::vector<double> rows;  // [draw][ReadingSpace::width()]; none where no reading was found
};

SheetDraws draw_sheet(const VagueSheet& sheet, const ReadingSpace& space,
                      const DrawOptions& options, const CancelToken& cancel);

}  // namespace caucus
