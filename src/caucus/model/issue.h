// What is to be settled, and in which ways can it be settled?
//
// An issue has 1 to 4,096 options. Options of a quantity are numbers in a unit; other options are
// texts in no order of their own (a sheet may order them). `applies_if` makes an issue void for the
// packages in which it does not hold; the applies_if of an issue's phase is already joined to it
// here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "caucus/base/rational.h"
#include "caucus/model/expression.h"
#include "caucus/model/ids.h"
#include "caucus/model/origin.h"

namespace caucus {

struct Option {
  std::string id;    // as written: "promised_now", "42"
  std::string name;  // what to print: "promised now", "42 days" is left to the renderer
  Rational value;    // of a quantity; 0 otherwise
};

struct Issue {
  std::string id;
  std::string name;
  bool quantity = false;  // options are numbers
  std::string unit;       // of a quantity; empty if not stated
  std::vector<Option> options;
  bool from_range = false;  // written as range = {from, to, step}
  std::optional<PhaseId> phase;
  std::optional<Expression> applies_if;         // as written at the issue
  std::optional<Expression> applies_if_joined;  // with that of its phase: what analysis uses
  std::string category;                         // what the issue is about; empty if not stated
  std::string topic;                            // "dispute_resolution" is known to the checks
  std::string debtor;  // party or holder who would have to act; empty if none
  std::string creditor;
  std::string verifier;
  Origin origin;
};

// A named arithmetic expression over issues, usable wherever a quantity is.
struct Total {
  std::string id;
  std::string name;
  std::string unit;
  Expression is;
  Origin origin;
};

// A statement that every package must satisfy. A norm is a rule set by law, mandate or precedent.
struct Rule {
  std::string id;  // the written id, or rule.<n> / norm.<n>, counted from 1
  bool norm = false;
  Expression is;
  std::string why;
  Origin origin;
};

}  // namespace caucus
