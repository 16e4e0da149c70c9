// Which thing of a case is meant? Strong small ids that index the vectors of a Case.
//
// An id is a position in the case's own list (16 bits), never a pointer and never a number that
// means something outside this case: two cases give the same text id different numbers. Mixing up
// two kinds of id does not compile.
#pragma once

#include <cstdint>

#include "caucus/base/id.h"

namespace caucus {

using ActorId =
    Id<struct ActorTag>;  // party, mediator, holder, guarantor, verifier or intermediary
using PartyId = Id<struct PartyTag>;        // party: a side with a formal role; 0 .. 15
using IssueId = Id<struct IssueTag>;        // issue; 0 .. 511
using PhaseId = Id<struct PhaseTag>;        // phase, in the order of the file
using TotalId = Id<struct TotalTag>;        // total: a named expression over issues
using RuleId = Id<struct RuleTag>;          // rule or norm
using QuantityId = Id<struct QuantityTag>;  // what figures count: a category or another dotted id
using FigureId = Id<struct FigureTag>;      // one reported value of a quantity
using SourceId = Id<struct SourceTag>;      // source of facts

// Position of an option in its issue's list, 0 .. 4,095.
using OptionIndex = std::uint16_t;

// What a package holds for an issue that does not apply (a void issue).
inline constexpr OptionIndex void_option = 0xFFFF;

}  // namespace caucus
