// The sections of the brief, one function each: what `brief` joins.
//
// Each takes the inputs and the book of facts and returns its view model; what they promise is said
// in brief.h. Internal to the module. Errors: none. Complexity: see brief.h.
#pragma once

#include <string>
#include <vector>

#include "caucus/brief/brief.h"
#include "caucus/brief/facts.h"

namespace caucus {

// What a section reads that tells what stands in the case and no analysis.
struct CaseMaterial {
  const Case& c;
  const FactBook& facts;
};
// What the others read: the analysis, and everything else through the inputs of the brief.
struct Material {
  const BriefInputs& in;
  const Case& c;
  const FactBook& facts;
};

TalksSection talks_section(const Material& m);
PositionsSection positions_section(const CaseMaterial& m);
StuckSection stuck_section(const Material& m);
RoomSection room_section(const Material& m);
OptionsSection options_section(const Material& m);
std::vector<Question> questions_section(const Material& m);
FiguresSection figures_section(const CaseMaterial& m);
PhasesSection phases_section(const CaseMaterial& m);
std::vector<Heap> changed_section(const Material& m, Date since);
std::vector<Heap> missing_section(const Material& m);
SaidSection said_section(const Material& m);

// Of the terms put before, those the package keeps most of, and what became of them; empty where
// there are none.
Sentence tried_before(const Material& m, const Package& package);
// The same, for who has everything at hand.
inline PositionsSection positions_section(const Material& m) {
  return positions_section(CaseMaterial{m.c, m.facts});
}
inline FiguresSection figures_section(const Material& m) {
  return figures_section(CaseMaterial{m.c, m.facts});
}
inline PhasesSection phases_section(const Material& m) {
  return phases_section(CaseMaterial{m.c, m.facts});
}

// The entries of the talks that the brief speaks of, in the order of noting: each is a fact.
std::vector<EventIndex> told_events(const Talks& talks, std::optional<Date> since);
// ", for 4 days"; nothing where both are the same day.
std::string for_how_long(Date since, Date now);
// Is the entry something said or done after that day, that the reader has to know?
bool is_news(const Talks& talks, EventIndex event, Date since);

// The first page draws on the sections alone: it says nothing that they do not. What it leaves out
// of what is stuck is counted, and found where `elsewhere` says.
FrontPage front_page(const Brief& sections, std::string_view elsewhere);

// Packages side by side, under their names.
TermsTable terms_table(const Material& m, std::vector<std::string> names,
                       const std::vector<Package>& packages);

// Is the party's sheet exact, so that its numbers may be shown?
bool exact_sheet(const Material& m, PartyId party);

// Facts behind what is said of all packages: rules, and the figures they use.
std::vector<std::string> facts_of_rules(const Material& m);

}  // namespace caucus
