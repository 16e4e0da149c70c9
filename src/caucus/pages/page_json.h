// How do the desk's values look as JSON? The pieces that every page is made of.
//
// Exact numbers are texts; places in a picture are numbers. Keys stand in a fixed order. Errors:
// none. Complexity: linear.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/pages/page.h"

namespace caucus::pages {

// {"text", "facts"}; null for a sentence without words.
Json sentence_json(const Sentence& sentence);
Json sentences_json(const std::vector<Sentence>& sentences);
// A sentence with "sure" and "changes_if".
Json judgement_json(const Judgement& judgement);
Json judgements_json(const std::vector<Judgement>& judgements);

// {"issue": "option"}; what does not apply is left out.
Json package_json(const Case& c, const Package& package);
Json terms_json(const Case& c, const PartialPackage& terms);
// "issue=option,issue=option", as an address has it; ids with commas in double quotes.
std::string package_text(const Case& c, const PartialPackage& terms);

Json exact_json(const Rational& number);                // "7/20"
Json decimal_json(const Rational& number);              // 0.35
Json date_json(const std::optional<Date>& date);        // "2024-03-28" or null
Json moment_json(const std::optional<Moment>& moment);  // likewise
Json standing_json(const Standing& standing);           // {"stands", "of"}
Json counts_json(const PackageCount& count);            // {"exact", "about", "words"}
Json table_json(const TermsTable& table);               // packages side by side

// Of an entry of the talks: its name, who, when, and in words, with its fact.
Json event_json(const Asked& asked, EventIndex at);
// {"form", "to", "until", "attributed"}
Json permission_json(const PassOn& pass_on);
// "Egypt handed on p1 to Hamas": a sentence with the entry as its fact.
Sentence event_sentence(const Asked& asked, EventIndex at);

std::vector<std::string> ids_of(const Case& c, const std::vector<PartyId>& parties);
std::vector<std::string> ids_of(const Case& c, const std::vector<IssueId>& issues);
// The name of whoever that id is, or the free words as they stand, safe to show.
std::string name_json(const Case& c, std::string_view who);

}  // namespace caucus::pages
