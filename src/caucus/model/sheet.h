// What does one party want, and how hard? A sheet is one writer's reading of one party, private to
// the writer: positions, interests, lines, preconditions, and whatever is known of preferences.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "caucus/base/date.h"
#include "caucus/base/interval.h"
#include "caucus/model/expression.h"
#include "caucus/model/ids.h"
#include "caucus/model/origin.h"
#include "caucus/model/package.h"
#include "caucus/model/preference.h"

namespace caucus {

enum class Audience { public_, private_, inferred };
enum class Firmness { open, leaning, firm, fixed };

// A stated wish, with date and audience. The last `since` of a subject is the position now.
struct Position {
  std::string id;                  // <party>.position.<n>
  std::optional<Subject> about;    // empty where only a rule was written
  std::vector<OptionIndex> wants;  // options that satisfy it (issue), in the order written
  std::optional<Interval> amount;  // what satisfies it, for a total or a written "a..b"
  Expression is;                   // the position as a statement about a package, always present
  std::string wanted_text;         // as written: "promised_now", "40..50"
  std::optional<Date> since;
  Audience audience = Audience::inferred;
  Firmness firmness = Firmness::firm;
  std::string wing;  // who within the party; empty for the whole
  Origin origin;
};

struct Interest {
  std::string id;
  std::string says;
  std::vector<IssueId> issues;
  Origin origin;
};

enum class LineKind { red_line, bottom_line, precondition };

// A red line, a bottom line or a precondition: three different things with owners and a `sure`.
struct Line {
  std::string id;  // written, or <party>.<kind>.<n>
  LineKind kind = LineKind::red_line;
  std::optional<Expression>
      is;              // absent only for a precondition that is an act outside the package
  std::string act;     // preconditions: the act in words; empty if not stated
  std::string before;  // preconditions: a phase id or "talks"; empty if not stated
  std::string owner;   // who set it; empty if not stated
  Sure sure = Sure::likely;
  std::optional<Date> since;
  std::optional<Date> met;  // preconditions: when it was met
  Audience audience = Audience::inferred;
  Origin origin;
};

// What the party itself has put on the table.
struct OwnOffer {
  std::string id;
  PartialPackage package;
  std::optional<Date> on;
  Audience audience = Audience::private_;
  Origin origin;
};

struct Sheet {
  PartyId party;
  std::string by = "mediator";
  std::string basis;  // what it was read from; empty if not stated
  std::optional<Date> as_of;
  std::vector<Position> positions;
  std::vector<Interest> interests;
  std::vector<Line> lines;  // red lines, bottom lines, preconditions, each kind in file order
  PreferenceStatements preferences;
  std::vector<OwnOffer> offers;
  Origin origin;                      // its comment: the lines before the first key
  std::string trailing_comment = {};  // comment lines after the last entry
};

}  // namespace caucus
