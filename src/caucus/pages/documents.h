// Which documents can be printed, for whom, in which formats; and one of them as bytes.
//
// A document is asked for as `documents/<name>.<ending>`, with `to=PARTY` where it is for a party.
// Errors: faults (404 for a name or format that is not there). Complexity: that of the document; a
// brief draws on the whole analysis.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "caucus/pages/page.h"

namespace caucus::pages {

struct DocumentBytes {
  std::string kind;  // its media type
  std::string bytes;
  bool complete = true;
};

// Is that the address of a document? ("documents/brief.html")
bool names_document(std::string_view page);

// Nothing with the fault, or the document. `talks` may be null where there are none.
struct DocumentAsked {
  std::optional<DocumentBytes> made;
  std::optional<PageFault> fault;
};
DocumentAsked document_of(const Ground& ground, const Talks* talks, const Address& address,
                          const CancelToken& cancel);

}  // namespace caucus::pages
