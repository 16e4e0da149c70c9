// How many, according to whom? A figure is one reported value of a quantity: an interval with a
// source, a date, a scope and a chain of attribution. Disagreeing figures stand side by side; a
// resolution rule says how they are used in rules.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "caucus/base/date.h"
#include "caucus/base/interval.h"
#include "caucus/base/rational.h"
#include "caucus/model/ids.h"
#include "caucus/model/origin.h"

namespace caucus {

struct Category {
  std::string id;  // dotted: held.civilians is part of held
  std::string name;
  std::string unit;  // of what is counted; empty if not stated
  Origin origin;
};

enum class Bound { exactly, about, at_least, more_than, at_most, less_than };

struct Figure {
  QuantityId of;
  WrittenNumber value;                    // as written; the lower end where a range was written
  std::optional<WrittenNumber> value_to;  // the upper end of a written range
  Bound bound = Bound::exactly;
  Interval interval;  // what value and bound say, `about` already widened
  std::optional<Date> as_of;
  std::string scope;                 // what is counted: "alive and dead"; empty if not stated
  std::vector<std::string> said_by;  // first speaker first; empty if not stated
  Origin origin;
};

enum class ResolutionWord { prioritise_source, range, defer_category, pending, dialogue };

// How disagreeing figures of one quantity are used.
struct Resolution {
  QuantityId of;
  ResolutionWord by = ResolutionWord::range;
  std::optional<SourceId> source;  // prioritise_source only
  Origin origin;
};

// What is counted, with all its figures and what rules use.
struct Quantity {
  std::string id;  // category id, or another dotted id
  std::string name;
  std::string unit;
  std::vector<FigureId> figures;  // in the order of the file
  std::optional<Resolution> resolution;
  Interval resolved;      // what figure(id) stands for; unbounded where there is no figure
  bool disagree = false;  // figures used for it are not all the same interval
};

struct Source {
  std::string id;
  std::string name;
  std::string kind;
  std::optional<Date> date;
  char reliability = 0;  // 'A' .. 'E', 0 if not stated
  Origin origin;
};

}  // namespace caucus
