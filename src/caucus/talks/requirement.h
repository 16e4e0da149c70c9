// `withdrawal!=none`, `truce_days>=28`, `prisoners_released<=400`: what is demanded of one subject?
//
// Written as in scripts: an issue or total, an operator (= != < <= > >=), and one value or, after =
// and !=, several separated by commas. Values are option ids, in double quotes where they have
// spaces; bounds are for quantities and totals.
//
// Errors: a Result whose message says what was wrong and what there is. Complexity: linear.
#pragma once

#include <string>
#include <string_view>

#include "caucus/talks/event.h"

namespace caucus {

// Whether a word looks like a requirement or a term: a name, then an operator.
bool looks_like_requirement(std::string_view word);

// What went wrong, and the nearest thing that would have been right.
struct RequirementFault {
  std::string sentence;
  std::string hint;  // may be empty
};

// Exactly one of the two is set.
struct RequirementRead {
  std::optional<Requirement> requirement;
  std::optional<RequirementFault> fault;
};
RequirementRead read_requirement(const Case& c, std::string_view written);

// The same for `issue=option`, one option of one issue.
struct TermRead {
  std::optional<Term> term;
  std::optional<RequirementFault> fault;
};
TermRead read_term(const Case& c, std::string_view written);

// As it is written: subject and the rest.
std::string to_string(const Case& c, const Requirement& requirement);
std::string to_string(const Case& c, const Term& term);

}  // namespace caucus
