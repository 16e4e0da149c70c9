// In which ways can an issue be settled, as written under `options` or `range`?
#pragma once

#include <string>

#include "caucus/casefile/reading.h"
#include "caucus/model/issue.h"

namespace caucus {

// Fills in the options and whether they are numbers. False if anything was reported.
bool read_options(Reading& reading, const Entry& entry, Issue& issue);

// 0.35, or 7/20 where there is no finite decimal of at most 18 places: how an amount is written as
// an option.
std::string decimal_text(const Rational& amount);

}  // namespace caucus
