// Which packages are worth putting side by side, and for what reason each?
#pragma once

#include <vector>

#include "caucus/analysis/options_note.h"

namespace caucus {

struct OptionCandidate {
  Package package;
  std::vector<OptionReason> reasons;
};

inline constexpr std::size_t options_wanted = 3;  // at least, where the case has as many packages
inline constexpr std::size_t options_most = 5;

// The packages of options_note(), in order.
std::vector<OptionCandidate> option_candidates(const Case& c, const OptionInputs& in,
                                               const OverReadings& over, const CancelToken& cancel);

}  // namespace caucus
