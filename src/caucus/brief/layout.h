// The sections of the document, one function each: from view models to blocks.
//
// Internal to the module; what each shows is said in brief.h. Errors: none. Complexity: linear.
#pragma once

#include <string>
#include <vector>

#include "caucus/brief/document.h"

namespace caucus {

// The first page, which stands alone.
std::vector<Block> front_blocks(const Brief& brief);

// The sections in the order of the brief.
Section talks_layout(const Brief& brief);
Section positions_layout(const Brief& brief);
Section stuck_layout(const Brief& brief);
Section room_layout(const Brief& brief);
Section options_layout(const Brief& brief);
Section questions_layout(const Brief& brief);
Section figures_layout(const Brief& brief);
Section phases_layout(const Brief& brief);
Section heaps_layout(const std::vector<Heap>& heaps);

// A list with one sentence to an item; a paragraph of sentences run together.
Block list_of(const std::vector<Sentence>& sentences);
Block paragraph_of(const std::vector<Sentence>& sentences);
// Judgements as a list, each with how sure it is, said once where it is the same for all.
std::vector<Block> judgements(const std::vector<Judgement>& all);
// "How sure: ...; it would change if ...".
Entry sureness(const Judgement& judgement);

}  // namespace caucus
