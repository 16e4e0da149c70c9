// Which utilities agree with a vague sheet? Samples of that set: readings.
//
// A reading of a sheet is one additive utility that agrees with all of its statements, drawn
// uniformly (flat weights on the simplex, flat increments along each order) and cut by the sheet.
// Orders alone are drawn directly: sorted Dirichlet spacings (Devroye 1986). Where comparisons,
// priorities of several entries or ranges cut the set further: elliptical slice sampling per issue
// with hard walls (Murray, Adams and MacKay 2010) in the coordinates of docs/design; rejection
// where over 1 % of direct draws survive. Counter-based random numbers keyed by (seed, party,
// draw): same bytes for any number of threads, and one party's readings do not change when another
// party is added.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "caucus/analysis/utility.h"
#include "caucus/base/cancel.h"

namespace caucus {

enum class ReadingMethod { exact_sheet, direct, rejection, slice, contradictory };

// How the readings of one party were drawn and whether to trust them.
struct ReadingDiagnostics {
  PartyId party;
  ReadingMethod method = ReadingMethod::direct;
  std::size_t draws = 0;
  double acceptance = 1;          // rejection: share of direct draws that agree
  double effective_size_min = 0;  // smallest bulk effective sample size over weights and values
  double r_hat_max = 1;           // largest split R-hat (Vehtari et al. 2021); slice only
  bool reliable = true;  // r_hat_max <= 1.01 and effective_size_min >= half the draws or 400
};

struct Readings {
  std::uint64_t seed = 0;
  std::vector<Utilities> samples;  // [reading][party with preferences]; rounded to 10^-6
  std::vector<ReadingDiagnostics> parties;
  bool complete = true;  // false if cancelled
};

struct ReadingOptions {
  std::size_t count = 100;
  std::uint64_t seed = 1;
};

// Complexity: about a microsecond per issue and reading for direct draws.
Readings readings(const Case& c, const ReadingOptions& options, const CancelToken& cancel);

// Statements of one sheet that cannot hold together: a smallest such set (every smaller one can
// hold). Ids are those of the statements: "north.compare.2".
struct Contradiction {
  PartyId party;
  std::vector<std::string> statements;
};

// Contradictions found by exact linear programming and shrunk one statement at a time; empty if the
// sheets are consistent. All are reported that do not overlap a reported one.
std::vector<Contradiction> contradictions(const Case& c);

}  // namespace caucus
