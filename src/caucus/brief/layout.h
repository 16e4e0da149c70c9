// The sections of the document, one function each: from view models to blocks.
//
// Internal to the module; what each shows is said in brief.h. Errors: none. Complexity: linear.
#pragma once

#include <string>
#include <vector>

#include "caucus/brief/document.h"

namespace caucus {

// The first page, which stands alone.
std::vector<PageBlock> front_blocks(const Brief& brief);

// The sections in the order of the brief.
PageSection talks_layout(const Brief& brief);
PageSection said_layout(const Brief& brief);
PageSection positions_layout(const Brief& brief);
PageSection stuck_layout(const Brief& brief);
PageSection room_layout(const Brief& brief);
PageSection options_layout(const Brief& brief);
PageSection questions_layout(const Brief& brief);
PageSection figures_layout(const Brief& brief);
PageSection phases_layout(const Brief& brief);
PageSection heaps_layout(const std::vector<Heap>& heaps);

// A list with one sentence to an item; a paragraph of sentences run together.
PageBlock list_of(const std::vector<Sentence>& sentences);
PageBlock paragraph_of(const std::vector<Sentence>& sentences);
// Judgements as a list, each with how sure it is, said once where it is the same for all.
std::vector<PageBlock> judgements(const std::vector<Judgement>& all);
// "How sure: ...; it would change if ...".
PageLine sureness(const Judgement& judgement);

}  // namespace caucus
