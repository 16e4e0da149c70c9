// How is a view read on a page, and kept in a file?
//
// Both are made from the view and the frame of the case alone, so they say no more than the view.
// Texts that people wrote are shown in quotes with everything that could deceive made visible.
//
// Errors: none. Complexity: linear in the view.
#pragma once

#include <string>
#include <vector>

#include "caucus/talks/party_view.h"
#include "caucus/talks/seen_sentence.h"

namespace caucus {

// One line for each entry in the order of time, then terms, drafts and deadlines as they stand.
// For the party: "2. 2024-03-02 qatar put to you: truce days: 42".
std::vector<std::string> view_lines(const Case& c, const PartyView& view);

// "on the table since 2024-03-02 (8 days), no answer yet", "accepted on 2024-03-04".
std::string standing_in_words(const Case& c, const PartyView& view, const TermsSeen& terms);

// A file that the party keeps: every field of the view, one entry per line, in the order of time,
// with ids that the party can check against an earlier copy. Ends in a newline.
std::string view_export(const Case& c, const PartyView& view);

}  // namespace caucus
