// What do these terms break, touch and leave open? Of terms that settle some issues, and of a full
// package alike; judged by truth alone, without any search.
//
// Errors: none. Complexity: one evaluation of each rule, line and position.
#pragma once

#include <optional>

#include "caucus/pages/page.h"

namespace caucus::pages {

// Adds to the body:
//   valid          no rule is broken, however the open issues are settled
//   rules_broken   rules that cannot hold, in words, with why
//   rules_open     rules that hang on contested figures, or on issues that are still open
//   lines_touched  lines of every party that cannot be met; `own`: of `by`; `stands`: at least
//                  likely and not met, so that it bounds the zone
//   open_issues    issues that apply, or may, and are not settled
//   not_needed     issues that are settled and do not apply
// Lines that were set at the talks count like those of the sheets.
void add_terms_checks(const Asked& asked, const PartialPackage& terms, std::optional<PartyId> by,
                      Json& body);

}  // namespace caucus::pages
