// The documents of the catalogue, one function and one file each.
//
// What each answers is said in catalogue.cc. Internal to the module. Errors: none; `draft` needs a
// draft to be there (BrokenInvariant). Complexity: see catalogue.h.
#pragma once

#include <string>
#include <vector>

#include "caucus/brief/catalogue.h"
#include "caucus/brief/sections.h"

namespace caucus {

Document brief_document(const DocumentInputs& inputs);
Document positions_matrix(const DocumentInputs& inputs);
Document red_line_register(const DocumentInputs& inputs);
Document options_note_document(const DocumentInputs& inputs);
Labelled<Document> talking_points_document(const DocumentInputs& inputs);
Document term_sheet(const DocumentInputs& inputs);
Labelled<Document> term_sheet_for(const DocumentInputs& inputs);
Document approval_tracker(const DocumentInputs& inputs);
Document draft_document(const DocumentInputs& inputs);
Labelled<Document> draft_document_for(const DocumentInputs& inputs);
Document critique_table(const DocumentInputs& inputs);
Document contested_figures(const DocumentInputs& inputs);
Document timeline_document(const DocumentInputs& inputs);

// The facts of a document: the case and, where there are talks, every entry of them.
FactBook book_of(const DocumentInputs& inputs);

// A document of the team with its heads: title of the case, name and day of the document.
Document team_document(const DocumentInputs& inputs, std::string_view title);
// The same for the party of the keeper.
Document party_document(const DocumentInputs& inputs, std::string_view title);

// Takes the facts over that the document cites.
Document with_facts(Document made, const FactBook& facts);

// Days of the case, and of the talks where they moved one; by day.
std::vector<CalendarDay> calendar_of(const DocumentInputs& inputs);

// What a party has seen, as facts that its own documents cite: "entry.3" by number in its view.
std::string seen_fact(SeenNumber entry);
std::vector<Fact> facts_of_view(const Case& c, const PartyView& view);
// A line of a view as the documents print it: round quotes, and the speaker by name, not by id.
std::string printed(const Case& c, const std::string& line);
// The label of an entry of the view: the words behind it, in the form in which they came.
Label label_of_seen(const ViewKeeper& keeper, SeenNumber entry);

}  // namespace caucus
