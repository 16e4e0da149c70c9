// Which documents can be had of this case, and what do they say? The desk's Documents page and
// `caucus document` ask here.
//
//     for (const DocumentListing& one : document_listings(c, talks)) ...
//     MadeDocument made = made_document(c, request, cancel);
//     if (made.document) Result<std::string> bytes = document_bytes(name, *made.document, "pdf");
//
// A document for a party is given out only after the leak check; what would give somebody away is
// listed instead. A document is as of its day, never of a clock: the same case and talks give the
// same bytes. Errors: BrokenInvariant for a name that is not listed; document_bytes has the errors
// of render/formats.h. Complexity: linear, but for those that need analysis, which take as long as
// the brief.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/brief/catalogue.h"
#include "caucus/desk/case_analysis.h"
#include "caucus/desk/desk.h"
#include "caucus/render/formats.h"

namespace caucus {

// A row of the list.
struct DocumentListing {
  std::string name;
  std::string title;
  std::string says;
  bool for_team = false;
  bool for_party = false;
  std::vector<std::string> formats;  // names
  std::string missing;               // why there is none now: "no draft is recorded"; may be empty
};
std::vector<DocumentListing> document_listings(const Talks* talks);

struct DocumentRequest {
  std::string name;
  AnalysisOptions analysis = {};                   // of those that need it
  std::shared_ptr<const CaseAnalysis> found = {};  // what it found, where that is known
  std::optional<Date> since = {};                  // the brief tells what changed after it
  // Of the document. Otherwise as page_day.h says.
  std::optional<Date> day = {};
  std::string version = {};        // of the program
  const Talks* talks = nullptr;    // null where none are kept
  std::optional<PartyId> to = {};  // for the team where there is none
  std::string terms = {};          // the name of an entry; empty: the last terms on the table
  std::string draft = {};          // a label or a number; empty: the last
  std::string against = {};        // likewise; empty: the one before
  DraftForm form = DraftForm::clean;
};

// Either a document, or why there is none. Of one for a party `refused` says the same whatever
// others said and did; what it does not say stands in the fields for the mediator alone.
struct MadeDocument {
  std::optional<Document> document;
  std::string refused;      // a sentence without full stop
  std::string for_you;      // for the mediator alone: more on it; may be empty
  std::vector<Leak> leaks;  // for the mediator alone: what it would have given away
  bool complete = true;     // false: cancelled while it was worked out, and it says so
};
MadeDocument made_document(const Case& c, const DocumentRequest& request,
                           const CancelToken& cancel);

// The document as a file of that format. Kind unsupported where the format does not fit.
Result<std::string> document_bytes(std::string_view name, const Document& document,
                                   std::string_view format, const CancelToken& cancel);

}  // namespace caucus
