// Which sums of boxes can no package beat? The exact frontier of a box space of any size, as long
// as each of its points can be found and proved.
//
// What is still possible beyond the points found so far is a union of corners "everybody at least
// so much" (for two parties one between neighbouring points: the epsilon constraint of Haimes 1971;
// for more, local bounds as in Klamroth, Lacour and Vanderpooten 2015). Each corner is asked; a
// package in it is a new point and splits the corners it lies in; none closes the corner. Small
// spaces are looked at package by package, others by box_search.h, which proves in whole numbers,
// and by CBC (box_mip.h) where that grows too long.
//
// Exact and complete if `end` says so; `proof` says on whose word. The same bytes every time:
// budgets are steps, not seconds. Complexity: questions are about parties times points; each is
// worst case exponential in the boxes, in practice far from it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "caucus/base/cancel.h"
#include "caucus/engine/box_search.h"
#include "caucus/engine/box_space.h"

namespace caucus {

enum class BoxMethod { automatic, enumeration, search, mip };

struct BoxFrontierOptions {
  BoxMethod method = BoxMethod::automatic;
  std::uint64_t packages_max = 2'000'000;  // looked at one by one, if automatic
  std::uint64_t steps_max = 20'000'000;    // of the search for one corner; then CBC
  std::size_t points_max = 100'000;
  double mip_seconds_max = 600;  // of one question to CBC
  bool proofs = false;           // keep them, where the search is asked
};

// undecided: no method decided some corner within its budget.
enum class BoxEnd { complete, too_large, too_many_points, undecided, cancelled };

// exhaustive: every package looked at; whole_numbers: see box_search.h; mip: CBC's word.
enum class BoxProof { exhaustive, whole_numbers, mip };

std::string_view token(BoxProof proof);

// No package pays everybody at least `need`, and why. The vertices are those of box_graph().
struct ClosedCorner {
  std::vector<Int128> need;
  BoxProofTree proof;
};

struct BoxFrontier {
  std::size_t parties = 0;
  BoxEnd end = BoxEnd::complete;
  BoxProof proof = BoxProof::exhaustive;
  bool capped = false;                  // of the points some had sums above a cap
  std::vector<Int128> sums;             // [point * parties + q], capped; largest first
  std::vector<Choice> choices;          // a package that reaches the point; the first if exhaustive
  std::vector<std::uint64_t> packages;  // that reach it; empty: not counted
  std::uint64_t questions = 0;          // corners asked
  std::uint64_t steps = 0;              // of the search
  std::vector<ClosedCorner> closed;     // if asked for: whatever no point covers lies in one

  std::size_t size() const { return choices.size(); }
  const Int128* row(std::size_t point) const { return sums.data() + point * parties; }
};

BoxFrontier box_frontier(const BoxSpace& space, const BoxFrontierOptions& options = {},
                         const CancelToken& cancel = {});

}  // namespace caucus
