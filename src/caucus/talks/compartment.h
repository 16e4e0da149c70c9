// Whose confidence is it? The compartments in which everything said or worked out lives.
//
// Each party's caucus is one, the mediator's own is one, and each reading of a party (a sheet) is
// one: that the mediator reads a party so is not for that party either.
//
// Errors: none. Complexity: linear in the label.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "caucus/talks/label.h"
#include "caucus/talks/state.h"

namespace caucus {

enum class CompartmentKind : std::uint8_t {
  everybody,  // said in public
  mediators,  // the mediator's own, and what others than parties said to it
  caucus,     // what a party said
  reading,    // somebody's reading of a party
};

struct Compartment {
  CompartmentKind kind = CompartmentKind::everybody;
  PartyId party = PartyId(0);  // caucus, reading; otherwise the first

  friend auto operator<=>(const Compartment&, const Compartment&) = default;
};

// Of one entry, and of one source.
Compartment compartment_of(const Case& c, const Event& event);
Compartment compartment_of(const Case& c, const Talks& talks, const SourceRef& source);

// All compartments that a label draws on, sorted, each once. More than one party's among them: the
// value joins what several sides said.
std::vector<Compartment> compartments_of(const Case& c, const Talks& talks, const Label& label);

// "hamas", "the mediator", "reading of hamas", "everybody".
std::string name_of(const Case& c, const Compartment& compartment);

// The label of an analysis of the whole case: every sheet in it.
Label label_of_sheets(const Case& c);
// The label of what draws on everything that parties and others have said: every entry that stands
// and has words, but for the mediator's own drafts and notes.
Label label_of_all_said(const Talks& talks);

}  // namespace caucus
