// Does a rule only compare sums? "releases_a + releases_b <= figure(held)" names too many issues
// for a table, and still needs no more than one running amount.
#pragma once

#include <optional>
#include <vector>

#include "caucus/analysis/package_space.h"

namespace caucus {

// A comparison of linear amounts in whole numbers. `window` has its amounts in the order of the
// scope; what follows from the search order is not set.
struct LinearWindow {
  std::vector<IssueId> scope;  // sorted; the issues that do not cancel out
  Window window;
};

// The window of a statement `sum op sum` with op one of == < <= > >= and both sides linear in the
// issues (through totals); nothing for any other statement, or where its whole numbers exceed 2^61.
// Says certain, possible and impossible exactly where the expression does: figures are intervals
// and only add up.
std::optional<LinearWindow> linear_window(const Case& c, const Expression& statement);

}  // namespace caucus
