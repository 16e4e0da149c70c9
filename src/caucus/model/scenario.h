// What does a research scenario say: which packages there are, and what each is worth to whom?
//
// GENIUS, GeniusWeb and NegMAS describe the same thing in different files with different rules for
// the numbers. A Scenario holds what comes out once a reader has applied the rules: finite lists of
// options and exact utilities. It knows no phases, rules of the talks or lines; a case has those.
//
// A Scenario that exists is consistent: every index is in range, every profile fits the issues, and
// every utility, with every sum on the way to it, fits a Rational. Utilities are in the unit of the
// file (GENIUS and GeniusWeb 0..1; NegMAS any); common denominators reach 116 bits in real files,
// so engines scale by scale_of() and add in 128 bits. Immutable once read; plain values.
// Errors: none. Sources: shared formats are described in docs/reference/formats.md.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "caucus/base/rational.h"
#include "caucus/model/ids.h"
#include "caucus/model/package.h"

namespace caucus {

// Whose files, or whose rules for reading numbers.
enum class ScenarioFamily { genius, geniusweb, negmas };

// Texts in no order; whole numbers one apart; or decimals, of which the options are a finite choice
// (GENIUS: 21 evenly spaced ones).
enum class ScenarioIssueKind { discrete, integer, real };

struct ScenarioIssue {
  std::string name;
  ScenarioIssueKind kind = ScenarioIssueKind::discrete;
  std::vector<std::string> options;        // at least one; texts as written, numbers in decimals
  std::vector<Rational> values;            // as many as options for integer and real; else empty
  std::optional<std::int64_t> index = {};  // the identity a GENIUS file gives it

  friend bool operator==(const ScenarioIssue&, const ScenarioIssue&) = default;
};

// A sum over the issues: worth[issue][option] is the whole summand, with weights, divisions and
// clamps of single issues already applied.
struct AdditiveWorth {
  std::vector<std::vector<Rational>> worth;
  // As written, one per issue or none at all: for writing the file again. Never multiply by it.
  std::vector<Rational> weights = {};

  friend bool operator==(const AdditiveWorth&, const AdditiveWorth&) = default;
};

// The option lies in [low, high], closed. Never true where low > high.
struct BoxBound {
  IssueId issue;
  OptionIndex low = 0;
  OptionIndex high = 0;

  friend bool operator==(const BoxBound&, const BoxBound&) = default;
};

// Pays its worth where all bounds hold, or with `excludes` where at least one does not. A box
// without bounds always pays. What is not paid is 0.
struct Box {
  Rational worth;  // box utility times box weight
  std::vector<BoxBound> bounds;
  bool excludes = false;

  friend bool operator==(const Box&, const Box&) = default;
};

// How paid boxes and the values of parts are joined; of nothing: 0.
enum class Aggregation { sum, min, max };

struct BoxNode {
  Aggregation aggregation = Aggregation::sum;
  Rational weight = Rational(1);  // multiplies the node's value in the node around it
  std::vector<Box> boxes;
  std::vector<BoxNode> parts;

  friend bool operator==(const BoxNode&, const BoxNode&) = default;
};

// Hyper-rectangles: the value of the root (its own weight unused) divided by `divisor` > 0, which
// GENIUS calls maxutility and which is often below the true maximum.
struct BoxWorth {
  BoxNode root;
  Rational divisor = Rational(1);

  friend bool operator==(const BoxWorth&, const BoxWorth&) = default;
};

// One worth per listed combination of options of these issues, in their order; others are 0.
struct GroupTable {
  std::string name;
  std::vector<IssueId> issues;
  std::vector<std::pair<std::vector<OptionIndex>, Rational>> combinations;

  friend bool operator==(const GroupTable&, const GroupTable&) = default;
};

// A sum over groups that share no issue and together hold every issue.
struct GroupWorth {
  std::vector<GroupTable> groups;

  friend bool operator==(const GroupWorth&, const GroupWorth&) = default;
};

// One option per issue, or void_option where the package says nothing of an issue.
using ScenarioPackage = std::vector<OptionIndex>;

// No utilities at all: pairs (better, worse) of positions in `packages`, as stated and not closed
// transitively.
struct StatedComparisons {
  std::vector<ScenarioPackage> packages;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> better;

  friend bool operator==(const StatedComparisons&, const StatedComparisons&) = default;
};

using ProfileWorth = std::variant<AdditiveWorth, BoxWorth, GroupWorth, StatedComparisons>;

// What one party wants.
struct ScenarioProfile {
  std::string party;                         // the file's stem
  std::string file;                          // path as opened
  std::optional<Rational> reservation = {};  // as written, on the scale of the utilities
  std::optional<ScenarioPackage> reservation_package = {};  // GeniusWeb: at least as good is fine
  // As written and in (0, 1]. GENIUS: d^t with t in [0, 1]; NegMAS: per unit of its own factor.
  std::optional<Rational> discount = {};
  std::optional<Rational> cap = {};  // no utility is above it (GENIUS: 1)
  ProfileWorth worth;

  friend bool operator==(const ScenarioProfile&, const ScenarioProfile&) = default;
};

struct Scenario {
  std::string name;                                   // as written, else the file's stem
  ScenarioFamily family = ScenarioFamily::genius;     // whose files it was read from
  ScenarioFamily semantics = ScenarioFamily::genius;  // by whose rules the numbers were read
  std::string file;                                   // of the domain; path as opened
  std::vector<ScenarioIssue> issues;                  // at least one
  std::vector<ScenarioProfile> profiles;              // in the order of the parties

  friend bool operator==(const Scenario&, const Scenario&) = default;
};

// The exact utility of a package, cap applied: one option per issue of the scenario, or void_option
// for an issue left open, which then adds 0 and meets no bound. Nothing where the profile states
// comparisons only. Complexity: linear in issues, boxes and combinations.
std::optional<Rational> utility(const ScenarioProfile& profile,
                                std::span<const OptionIndex> package);

// The utility below which the party rather leaves: the written reservation, or the utility of the
// reservation package; nothing where neither is stated (GENIUS then means 0, NegMAS no limit).
std::optional<Rational> reservation_value(const ScenarioProfile& profile);

// The least whole number that makes every term of the profile's utilities whole when multiplied;
// for min and max and boxes too. Cap and reservation are not part of it. 1 for comparisons.
// Nothing when it does not fit 127 bits, which no profile of a Scenario reaches.
std::optional<Int128> scale_of(const ScenarioProfile& profile);

// How many packages there are: a decimal number, exact whatever its size.
std::string package_count(const Scenario& scenario);

// "genius", "geniusweb", "negmas"; "discrete", "integer", "real"; "sum", "min", "max".
std::string_view token(ScenarioFamily family);
std::string_view token(ScenarioIssueKind kind);
std::string_view token(Aggregation aggregation);

}  // namespace caucus
