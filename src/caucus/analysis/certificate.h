// What lets somebody else check an answer without this program? The space in whole numbers, and for
// each claim what its proof needs.
//
// tools/check_certificate.py reads the form that desk writes (docs/reference/json.md) and accepts
// or rejects it with its own arithmetic. A claim is proved in one of two ways:
//
//   weights   for weights l no package has a weighted sum above h(l), which a sum of maxima shows;
//             a package as good as the one claimed needs at least l.r + T (direct_point.h), and the
//             few packages between the two are found again by the checker
//   frontier  the checker finds the whole frontier again, or, for hyper-rectangles, follows the
//             proof of every corner in which no point is found (box_search.h)
//
// Covered: sums of issues, terms, rules, windows, caps; boxes that add and pay inside. What could
// not be claimed is said in words. Errors: `refusal` where the case is none for the engine.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "caucus/analysis/point_order.h"
#include "caucus/analysis/room.h"
#include "caucus/analysis/scenario_room.h"
#include "caucus/engine/box_frontier.h"
#include "caucus/engine/box_graph.h"
#include "caucus/engine/linked_space.h"

namespace caucus {

// frontier: these points and no other. ideal: the most a party can have in the zone. point: what a
// rule points to, with its ties. bound: the best found for a rule, and how good any can be at most.
// most: no package, in the zone or not, has a larger weighted sum than this one. no_room: the zone
// is empty.
enum class ClaimKind { frontier, ideal, point, bound, most, no_room };

struct ClaimedPackage {
  std::vector<Int128> sums;
  Choice choice;
};

struct Claim {
  ClaimKind kind = ClaimKind::frontier;
  PointRule rule = PointRule::nash;           // of points and bounds
  std::size_t party = 0;                      // of an ideal
  std::vector<ClaimedPackage> packages = {};  // of points: 10 at most
  std::size_t tied = 0;                       // of points: how many there are
  std::vector<std::int64_t> weights = {};     // empty: by the frontier, which is claimed before
  Int128 highest = 0;                         // h(weights)
  // Of bounds: no package is better by more than so many parts in 10^9 of the rule's value (Nash:
  // of the geometric mean of gains).
  std::uint64_t gap = 0;
};

struct CertifiedParty {
  std::string name;
  Int128 unit = 1;  // utility = (sum + constant) / unit
  Int128 constant = 0;
  Int128 reservation = 0;  // the sum that is a gain of 0
  bool stands = true;      // the zone holds only packages worth it
  std::optional<Int128> cap = {};
};

struct CertifiedIssue {
  std::string name;
  std::vector<std::string> options;
};

struct Certificate {
  std::string title;
  std::vector<CertifiedParty> parties;
  std::vector<CertifiedIssue> issues;
  LinkedSpace linked;                             // without floors; no worths where there are boxes
  std::optional<BoxSpace> boxes;                  // of hyper-rectangles
  std::vector<std::vector<SpaceBound>> vertices;  // what the proofs of corners number
  std::vector<ClosedCorner> corners;
  // The frontier claimed is that of the zone; false: of all packages that the rules allow.
  bool over_zone = true;
  std::vector<Claim> claims;
  std::vector<std::string> not_claimed;  // and why, a sentence each
  std::string refusal;                   // not empty: nothing else is filled
};

enum class CertificateOf { points, frontier };

Certificate certificate(const Case& c, const Utilities& utilities, const RoomOptions& options,
                        CertificateOf of, const CancelToken& cancel = {});

// The frontier over all packages and the points in the zone.
Certificate certificate(const Scenario& scenario, const ScenarioRoomOptions& options,
                        const CancelToken& cancel = {});

}  // namespace caucus
