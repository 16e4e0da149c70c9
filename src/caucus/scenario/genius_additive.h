// What are the options of each issue worth in an additive GENIUS profile?
//
// One summand per issue and option: weight times evaluation, the evaluation divided and clamped as
// the semantics asks. Findings say what is odd about weights and evaluations; a profile that gives
// some option no worth is refused. Complexity: linear in the elements of the profile.
#pragma once

#include <optional>

#include "caucus/scenario/genius.h"

namespace caucus {

// The summands, or nothing after a refusal. `objective` is the root of the profile's tree.
std::optional<AdditiveWorth> read_additive(const XmlElement& objective, const GeniusDomain& domain,
                                           ScenarioFamily semantics, FindingLog& log);

}  // namespace caucus
