// Which documents are there, for whom, what do they need, and how is each made?
//
// One row per document: its name and title, what it answers, who may have it, what has to be at
// hand, and the functions that make a Document value of it. Adding a document is its file, its line
// in documents.h and its row in catalogue.cc.
//
// A document for the mediator's team is a plain Document. One for a party comes with the label of
// all it rests on (talks/label.h), and turns into a Document only by way of the leak check, for
// that party alone. Errors: none; a document is total over valid cases, except that a draft needs
// one to be there. Complexity: linear in the case and the talks.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/brief/document.h"
#include "caucus/talks/leaks.h"

namespace caucus {

// How a text with wording that is not agreed is printed.
enum class DraftForm {
  clean,      // what is not agreed is a blank
  bracketed,  // every wording in brackets, with whose it is
  redline     // against an earlier draft: what came, what went
};
std::string_view token(DraftForm form);
std::optional<DraftForm> draft_form(std::string_view token);

// What a document is made of. Values must be of this case, and outlive the call.
struct DocumentInputs {
  const Case& of;
  const Talks* talks = nullptr;               // what was said so far; null where nothing is kept
  std::optional<Date> day = {};               // of the document; ages are counted to it
  std::string program = {};                   // "caucus 0.1.0"
  const Brief* brief = nullptr;               // for documents that need analysis
  const ViewKeeper* keeper = nullptr;         // of the party it is for; has followed the talks
  std::optional<EventIndex> terms = {};       // which terms; the last ones otherwise
  std::optional<std::uint32_t> draft = {};    // a place in TextLife::drafts; the last otherwise
  std::optional<std::uint32_t> against = {};  // likewise; the draft before otherwise
  DraftForm form = DraftForm::clean;
};

// What its tables are like: CSV holds tables of one kind only.
enum class DocumentTables { none, alike, of_several_kinds };

struct DocumentKind {
  std::string_view name;   // "positions-matrix"
  std::string_view title;  // "Positions matrix"
  std::string_view says;   // what it answers, one sentence without full stop
  bool needs_analysis = false;
  bool needs_draft = false;  // of the single text
  DocumentTables tables = DocumentTables::none;
  bool pictures = false;
  bool calendar = false;
  // Null where the document is for parties alone, or for the team alone.
  Document (*for_team)(const DocumentInputs& inputs) = nullptr;
  Labelled<Document> (*for_party)(const DocumentInputs& inputs) = nullptr;
};

// How many documents a party can be given. Each is under the two-world test, which has a generator
// of histories for each (pages/party_worlds_test.cc); a new one does not compile without it.
inline constexpr std::size_t party_document_count = 3;

// In the order in which they are listed.
std::span<const DocumentKind> document_kinds();
const DocumentKind* find_document(std::string_view name);

// The draft that the inputs mean, as a place in TextLife::drafts; for a party without a choice the
// last one it was shown and still has. Nothing where there is none.
std::optional<std::uint32_t> draft_meant(const DocumentInputs& inputs);

}  // namespace caucus
