// Which demands of one party ask for the same?
//
// "truce >= 5 days" and "truce >= 7 days" do, where the options are 0, 7 and 14 days. A sheet of
// thousands of lines on a few issues has few different demands, and only those need be examined: a
// package meets all demands of a group, or none of them.
//
// Decided by the tables and windows that the demands became, so demands that read differently may
// be found alike; wide ones (package_space.h) are alike only in the same words. Reservation values
// are alike to nothing. Errors: none. Complexity: the entries of all tables, sorted.
#pragma once

#include <vector>

#include "caucus/analysis/package_space.h"

namespace caucus {

// [d]: the first demand of the space that demand d says the same as; d itself if there is none
// before it.
std::vector<std::size_t> same_effect_as(const PackageSpace& space);

}  // namespace caucus
