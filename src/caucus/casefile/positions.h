// What does a party ask for on one subject? Turns `wants` into options, an amount and a statement.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "caucus/base/interval.h"
#include "caucus/casefile/reading.h"
#include "caucus/model/preference.h"

namespace caucus {

struct Wanted {
  std::vector<OptionIndex> options;  // of an issue, in the order written
  std::optional<Interval> amount;    // of a total, or of a written range
  Expression is;                     // as a statement about a package
  std::string text;                  // as written
};

// Nothing if anything was reported, or if the subject is faulty.
std::optional<Wanted> read_wanted(Reading& reading, const Subject& about, const TomlNode& value);

}  // namespace caucus
