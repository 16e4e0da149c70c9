// Which utilities agree with a vague sheet? Samples of that set: readings.
//
// A reading of a sheet is one additive utility that agrees with all of its statements, drawn
// uniformly (flat weights on the simplex, flat increments along each order) and cut by the sheet.
// Orders alone are drawn directly; comparisons, ranges and further priorities by rejection while
// over 1 % of direct draws survive, else by elliptical slices (reading_sampler.h, docs/design).
// Counter-based random numbers keyed by (seed, party, draw): same bytes for any number of threads,
// and one party's readings do not change when another party is added.
//
// Readings are rounded to 10^-6 and agree with orders and comparisons as rounded; ranges of weights
// hold up to that rounding.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/analysis/utility.h"
#include "caucus/analysis/vague_sheet.h"
#include "caucus/base/cancel.h"

namespace caucus {

class PartyReadings;

enum class ReadingMethod {
  exact_sheet,    // nothing to draw: every reading is the exact utility
  direct,         // independent draws
  rejection,      // independent draws, those dropped that do not agree
  slice,          // chains, thinned
  contradictory,  // no utility agrees: every reading is the plain centroid
  not_found,      // none was found, and no contradiction either: as contradictory
};

// How the readings of one party were drawn and whether to trust them.
struct ReadingDiagnostics {
  PartyId party = PartyId(0);
  ReadingMethod method = ReadingMethod::direct;
  std::size_t draws = 0;
  double acceptance = 1;          // share of direct draws that agree; 0 where slices were needed
  double effective_size_min = 0;  // smallest bulk effective sample size over the worths of options,
                                  // of the chains that the readings were taken from
  double r_hat_max = 1;           // largest split R-hat (Vehtari et al. 2021); slice only
  double slack = 0;      // how far readings may miss a statement: where statements fix something
                         // exactly (each of two packages preferred to the other) no room is left
  bool reliable = true;  // r_hat_max <= 1.01, effective size >= 400 and half the draws, no slack
};

struct ReadingOptions {
  std::size_t count = 100;  // wanted; fewer, never under ten, where all sheets together have more
                            // than 50 million options in that many readings
  std::uint64_t seed = 1;
};

// The answer: `size()` readings of every party with a utility, in party order as in
// central_utilities(). Copies share what they hold.
class Readings {
 public:
  std::uint64_t seed = 0;
  std::vector<ReadingDiagnostics> parties;  // [i]: of party i of each reading
  bool complete = true;                     // false if cancelled: then size() is 0

  std::size_t size() const { return size_; }

  // One reading as full utilities, exactly. Complexity: entries of all tables.
  Utilities at(std::size_t reading) const;

  // Quick answers for party number i, equal to those of at(reading)[i]. For a vague sheet,
  // comparing two of these doubles within one reading decides exactly. Complexity: number of
  // tables.
  double utility(std::size_t i, std::size_t reading, const Package& package) const;
  double reservation(std::size_t i, std::size_t reading) const;
  // At least as good as no agreement; decided on integers.
  bool acceptable(std::size_t i, std::size_t reading, const Package& package) const;
  bool acceptable_to_all(std::size_t reading, const Package& package) const;

 private:
  friend Readings readings(const Case&, const ReadingOptions&, const CancelToken&);

  std::size_t size_ = 0;
  std::vector<std::shared_ptr<const PartyReadings>> drawn_;
};

// Complexity: about 50 nanoseconds per option and reading for direct draws; some tenths of a second
// per party where slices are needed.
Readings readings(const Case& c, const ReadingOptions& options, const CancelToken& cancel);

// The mean of 1,000 readings of one sheet (fewer where it has more than 50,000 options), rounded to
// 10^-6; nothing if none was found.
std::optional<SheetWorth> mean_of_readings(const Case& c, const VagueSheet& sheet);

// Statements of one sheet that cannot hold together: a smallest such set (every smaller one can
// hold). Ids are those of the statements: "north.compare.2".
struct Contradiction {
  PartyId party = PartyId(0);
  std::vector<std::string> statements;  // sorted
};

// Contradictions found by exact linear programming and shrunk one statement at a time; empty if the
// sheets are consistent. All are reported that do not overlap a reported one. What is reported is
// proven. Where several options share the best or worst place of an order, or points are ranges, a
// contradiction may be missed: there the condition that the best is worth exactly the weight is
// kept as "at most".
std::vector<Contradiction> contradictions(const Case& c);

// No contradiction was found in this sheet; or in it without the statements that are not named: a
// preference that is left out leaves its options worth anything from nothing to the weight.
bool consistent(const VagueSheet& sheet);
bool can_hold(const VagueSheet& sheet, const std::vector<std::string>& statements);

std::string_view token(ReadingMethod);

}  // namespace caucus
