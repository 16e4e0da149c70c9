#include "caucus/brief/catalogue.h"

#include <algorithm>
#include <array>

#include "caucus/brief/documents.h"

namespace caucus {

namespace {

constexpr std::array<DocumentKind, 11> table{{
    {.name = "brief",
     .title = "Brief",
     .says = "where the talks stand, what is stuck, what room there is, what to ask next",
     .needs_analysis = true,
     .tables = DocumentTables::of_several_kinds,
     .pictures = true,
     .calendar = true,
     .for_team = brief_document},
    {.name = "positions-matrix",
     .title = "Positions matrix",
     .says = "who wants what on each issue, since when, how firmly, and how it moved",
     .tables = DocumentTables::alike,
     .for_team = positions_matrix},
    {.name = "red-line-register",
     .title = "Register of lines",
     .says = "red lines, bottom lines and preconditions of every party, whose they are and how "
             "sure they are",
     .tables = DocumentTables::alike,
     .for_team = red_line_register},
    {.name = "options-note",
     .title = "Options note",
     .says = "ways to settle: what each side gains and gives, risks, lines touched, who must "
             "consent, what to verify",
     .needs_analysis = true,
     .tables = DocumentTables::of_several_kinds,
     .pictures = true,
     .for_team = options_note_document},
    {.name = "talking-points",
     .title = "Talking points",
     .says = "what the mediator can say to a party today without giving anybody away",
     .for_party = talking_points_document},
    {.name = "term-sheet-by-phase",
     .title = "Term sheet by phase",
     .says = "what is settled in each phase, on which conditions, by when, and what is open",
     .tables = DocumentTables::alike,
     .pictures = true,
     .calendar = true,
     .for_team = term_sheet,
     .for_party = term_sheet_for},
    {.name = "approval-tracker",
     .title = "Approval tracker",
     .says = "where terms and drafts stand with each party and each body whose consent is needed",
     .tables = DocumentTables::alike,
     .for_team = approval_tracker},
    {.name = "draft",
     .title = "Draft",
     .says = "the single negotiating text: clean, with its brackets, or against an earlier draft",
     .needs_draft = true,
     .for_team = draft_document,
     .for_party = draft_document_for},
    {.name = "critique-table",
     .title = "Table of critiques",
     .says = "what is objected to in the text, by whom, why, and which draft met it",
     .tables = DocumentTables::alike,
     .for_team = critique_table},
    {.name = "contested-figures",
     .title = "Contested figures",
     .says = "figures that differ: who says which, as of when, and what rests on them",
     .tables = DocumentTables::alike,
     .pictures = true,
     .for_team = contested_figures},
    {.name = "timeline",
     .title = "Timeline",
     .says = "what was said and done, day by day, and what it led to",
     .tables = DocumentTables::alike,
     .calendar = true,
     .for_team = timeline_document},
}};

static_assert(std::count_if(table.begin(), table.end(),
                            [](const DocumentKind& kind) { return kind.for_party != nullptr; }) ==
                  party_document_count,
              "every document for a party is under the two-world test");

}  // namespace

std::span<const DocumentKind> document_kinds() {
  return table;
}

const DocumentKind* find_document(std::string_view name) {
  for (const DocumentKind& kind : document_kinds())
    if (kind.name == name) return &kind;
  return nullptr;
}

std::string_view token(DraftForm form) {
  static constexpr std::array<std::string_view, 3> words{"clean", "bracketed", "redline"};
  return words.at(static_cast<std::size_t>(form));
}

std::optional<DraftForm> draft_form(std::string_view word) {
  for (const DraftForm form : {DraftForm::clean, DraftForm::bracketed, DraftForm::redline})
    if (token(form) == word) return form;
  return std::nullopt;
}

}  // namespace caucus
