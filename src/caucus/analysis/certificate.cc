#include "caucus/analysis/certificate.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include <fmt/format.h>

#include "caucus/analysis/bargaining_point.h"
#include "caucus/analysis/direct_points.h"
#include "caucus/analysis/linked_problem.h"
#include "caucus/analysis/outer_bounds.h"
#include "caucus/analysis/scenario_sums.h"
#include "caucus/engine/linked_oracle.h"

namespace caucus {
namespace {

constexpr PointRule rules[] = {PointRule::nash, PointRule::kalai_smorodinsky,
                               PointRule::egalitarian, PointRule::utilitarian,
                               PointRule::utilitarian_relative};

// A frontier of more points is listed by its verb, but no certificate carries it.
constexpr std::size_t frontier_points_max = 100'000;

// Fills in the claims about a certificate's space.
class Claimant {
 public:
  Claimant(Certificate& certificate, std::size_t points_max, unsigned threads,
           const CancelToken& cancel)
      : out_(certificate), points_max_(points_max), threads_(threads), cancel_(cancel) {}

  bool every_reservation_stands() const {
    return std::all_of(out_.parties.begin(), out_.parties.end(),
                       [](const CertifiedParty& party) { return party.stands; });
  }

  bool capped() const {
    return std::any_of(out_.parties.begin(), out_.parties.end(),
                       [](const CertifiedParty& party) { return party.cap.has_value(); });
  }

  // The points of a frontier that was found: each rule's choice among those of the zone.
  void claim_points_of(const std::vector<ClaimedPackage>& frontier) {
    std::vector<ClaimedPackage> zone;
    for (const ClaimedPackage& point : frontier)
      if (in_zone(point.sums)) zone.push_back(point);
    if (zone.empty()) {
      out_.claims.push_back({ClaimKind::no_room});
      return;
    }
    GainRows rows = empty_rows();
    for (const ClaimedPackage& point : zone)
      add_gains(point.sums.data(), rows);
    rows.ideal = largest_gains(rows);
    for (const PointRule rule : rules)
      out_.claims.push_back(claim_of(rule, rows, zone));
  }

  // True if the frontier was short enough; its claim is made.
  bool claim_frontier() {
    const SumFrontier found = frontier();
    if (found.end != FrontierEnd::complete || found.size() > frontier_points_max) {
      out_.not_claimed.push_back(
          fmt::format("the frontier has more than {} points on the way, or linked parts too wide",
                      points_max_));
      return false;
    }
    Claim claim;
    claim.packages = packages_of(found);
    cap_and_filter(claim.packages);
    claim.tied = claim.packages.size();
    out_.claims.push_back(std::move(claim));
    return true;
  }

  const std::vector<ClaimedPackage>& claimed_frontier() const {
    return out_.claims.back().packages;
  }

  // What bounds a frontier that is not listed.
  void claim_bounds() {
    const auto oracle = capped() ? nullptr : oracle_of_space();
    if (!oracle) return;
    std::vector<Int128> unit, constant;
    for (const CertifiedParty& party : out_.parties) {
      unit.push_back(party.unit);
      constant.push_back(party.constant);
    }
    for (OuterBound& bound : outer_bounds(*oracle, unit, constant)) {
      Claim most{ClaimKind::most};
      most.packages = {{oracle->sums(bound.choice), std::move(bound.choice)}};
      most.weights = std::move(bound.weights);
      most.highest = bound.highest;
      out_.claims.push_back(std::move(most));
    }
  }

  // Each point by weights; false where only the frontier can show them.
  bool claim_direct() {
    if (!every_reservation_stands() || capped()) return false;
    const auto oracle = oracle_of_space();
    if (!oracle) return false;
    DirectTask task;
    task.reservations = reservations();
    task.unit = empty_rows().unit;
    task.threads = threads_;
    task.points_max = out_.parties.size() <= 3 ? 20'000 : 2'000;  // that a checker finds in seconds
    const DirectPoints found = direct_points(*oracle, task, cancel_);
    if (found.room.end == DirectEnd::no_package && !found.room.weights.empty()) {
      claim({ClaimKind::no_room}, found.room);
      return true;
    }
    if (found.ideals.empty()) return false;
    return claim_direct(found);
  }

 private:
  bool free() const {
    return out_.linked.tables.empty() && out_.linked.rules.empty() && out_.linked.windows.empty();
  }

  // Nothing where links are too many for it.
  std::unique_ptr<const SumOracle> oracle_of_space() const {
    if (free()) return std::make_unique<FreeOracle>(out_.linked.space);
    auto linked = std::make_unique<LinkedOracle>(out_.linked, EliminationOptions{});
    if (linked->end() != FrontierEnd::complete) return nullptr;
    return linked;
  }

  bool claim_direct(const DirectPoints& found) {
    for (std::size_t q = 0; q < found.ideals.size(); ++q) {
      if (!found.ideals[q].complete) continue;
      Claim ideal{ClaimKind::ideal};
      ideal.party = q;
      ideal.packages = packages_of(found.ideals[q].finalists);
      const auto most =
          std::max_element(ideal.packages.begin(), ideal.packages.end(),
                           [&](const auto& a, const auto& b) { return a.sums[q] < b.sums[q]; });
      ideal.packages = {*most};
      claim(std::move(ideal), found.ideals[q]);
    }
    GainRows rows = empty_rows();
    bool all = true;
    for (const PointRule rule : rules) {
      const auto of = std::find_if(found.points.begin(), found.points.end(),
                                   [&](const auto& point) { return point.first == rule; });
      const bool found_one = of != found.points.end() && of->second.end == DirectEnd::found;
      if (!found_one || (by_share(rule) && found.ideal_gap > 0)) {
        out_.not_claimed.push_back(fmt::format(
            "{}: {}", token(rule),
            found_one ? "it divides by ideal gains, which are not all proven"
                      : "no weights show it: some gain is 0, or the numbers are too large"));
        all = false;
        continue;
      }
      const std::vector<ClaimedPackage> packages = packages_of(of->second.finalists);
      rows.gains.clear();
      for (const ClaimedPackage& point : packages)
        add_gains(point.sums.data(), rows);
      rows.ideal = found.ideal_gains;
      Claim point = claim_of(rule, rows, packages);
      if (!of->second.complete) {
        all = false;
        const auto gap = gap_of(rule, found, of->second, point.packages.front().sums);
        if (!gap) {
          out_.not_claimed.push_back(fmt::format(
              "{}: not proven, and the best found gives somebody nothing", token(rule)));
          continue;
        }
        point.kind = ClaimKind::bound;
        point.tied = 0;
        point.gap = *gap;
        point.packages.resize(1);
      }
      claim(std::move(point), of->second);
    }
    return all;
  }

  // By how much the weights let any package be better, rounded up (direct_point.h has the bounds);
  // nothing where the value is 0.
  std::optional<std::uint64_t> gap_of(PointRule rule, const DirectPoints& found,
                                      const DirectPoint& proof,
                                      const std::vector<Int128>& sums) const {
    const std::size_t p = sums.size();
    const auto parties = static_cast<long double>(p);
    const std::vector<Int128> unit = empty_rows().unit;
    const std::vector<Int128>& scales = by_share(rule) ? found.ideal_gains : unit;
    auto above = static_cast<long double>(proof.highest);
    long double product = 1, over = 1, scaled = 0, sum = 0;
    std::optional<long double> least, narrowest;
    for (std::size_t q = 0; q < p; ++q) {
      const auto weight = static_cast<long double>(proof.weights[q]);
      const auto gain = static_cast<long double>(sums[q] - out_.parties[q].reservation);
      above -= weight * static_cast<long double>(out_.parties[q].reservation);
      product *= std::pow(gain, 1 / parties);
      over *= std::pow(weight, 1 / parties);
      if (scales[q] == 0) continue;
      const auto scale = static_cast<long double>(scales[q]);
      scaled += weight * scale;
      sum += gain / scale;
      least = std::min(least.value_or(gain / scale), gain / scale);
      narrowest = std::min(narrowest.value_or(weight * scale), weight * scale);
    }
    const bool sums_up = rule == PointRule::utilitarian || rule == PointRule::utilitarian_relative;
    const long double bound = rule == PointRule::nash ? above / parties / over
                              : sums_up               ? above / narrowest.value_or(0)
                                                      : above / scaled;
    const long double best = rule == PointRule::nash ? product : sums_up ? sum : least.value_or(0);
    const long double gap = std::ceil((bound / best - 1) * 1e9L) + 1;
    if (!(best > 0) || !(gap < 1e18L)) return std::nullopt;
    return static_cast<std::uint64_t>(std::max(gap, 0.0L));
  }

  void claim(Claim made, const DirectPoint& proof) {
    made.weights = proof.weights;
    made.highest = proof.highest;
    out_.claims.push_back(std::move(made));
  }

  std::vector<Int128> reservations() const {
    std::vector<Int128> reservations;
    for (const CertifiedParty& party : out_.parties)
      reservations.push_back(party.reservation);
    return reservations;
  }

  GainRows empty_rows() const {
    GainRows rows;
    rows.parties = out_.parties.size();
    for (const CertifiedParty& party : out_.parties) {
      rows.unit.push_back(party.unit);
      rows.reservations.push_back(party.reservation + party.constant);
    }
    return rows;
  }

  void add_gains(const Int128* sums, GainRows& rows) const {
    for (std::size_t q = 0; q < rows.parties; ++q)
      rows.gains.push_back(sums[q] - out_.parties[q].reservation);
  }

  bool in_zone(const std::vector<Int128>& sums) const {
    for (std::size_t q = 0; q < sums.size(); ++q)
      if (out_.parties[q].stands && sums[q] < out_.parties[q].reservation) return false;
    return true;
  }

  static Claim claim_of(PointRule rule, const GainRows& rows,
                        const std::vector<ClaimedPackage>& packages) {
    Claim claim{ClaimKind::point};
    claim.rule = rule;
    const std::vector<std::size_t> tied = PointOrder(rows).best(rule);
    claim.tied = tied.size();
    for (std::size_t t = 0; t < std::min(tied.size(), ties_shown_max); ++t)
      claim.packages.push_back(packages[tied[t]]);
    return claim;
  }

  SumFrontier frontier() const {
    LinkedSpace bounded = out_.linked;
    if (out_.over_zone)
      for (const CertifiedParty& party : out_.parties)
        bounded.space.floors.push_back(party.stands ? party.reservation : least(party));
    SumFrontierOptions how;
    how.points_max = points_max_;
    how.threads = threads_;
    if (free()) return sum_frontier(bounded.space, how, cancel_);
    EliminationOptions linked_how;
    linked_how.points_max = points_max_;
    linked_how.threads = threads_;
    return linked_frontier(bounded, linked_how, cancel_);
  }

  // A floor that excludes nothing. Sums of a case begin at 0.
  static Int128 least(const CertifiedParty& party) {
    return std::min(Int128{0}, party.reservation);
  }

  static std::vector<ClaimedPackage> packages_of(const SumFrontier& found) {
    std::vector<ClaimedPackage> packages;
    for (std::size_t k = 0; k < found.size(); ++k)
      packages.push_back({{found.row(k), found.row(k) + found.parties}, found.choice(k)});
    return packages;
  }

  // Largest first already; after caps, equal and beaten points go.
  void cap_and_filter(std::vector<ClaimedPackage>& packages) const {
    if (!capped()) return;
    for (ClaimedPackage& package : packages)
      for (std::size_t q = 0; q < package.sums.size(); ++q)
        package.sums[q] = std::min(package.sums[q], out_.parties[q].cap.value_or(package.sums[q]));
    std::sort(packages.begin(), packages.end(),
              [](const auto& a, const auto& b) { return a.sums > b.sums; });
    std::vector<ClaimedPackage> kept;
    for (ClaimedPackage& package : packages) {
      const bool beaten = std::any_of(kept.begin(), kept.end(), [&](const ClaimedPackage& other) {
        return std::equal(package.sums.begin(), package.sums.end(), other.sums.begin(),
                          std::less_equal<>());
      });
      if (!beaten) kept.push_back(std::move(package));
    }
    packages = std::move(kept);
  }

  Certificate& out_;
  std::size_t points_max_;
  unsigned threads_;
  const CancelToken& cancel_;
};

// An option per slot; the last of an issue that does not always apply is that it does not.
std::vector<CertifiedIssue> issues_of(const Case& c, const PackageSpace& space) {
  std::vector<CertifiedIssue> issues;
  for (const IssueId id : c.issues.ids()) {
    CertifiedIssue issue{c.issues[id].id, {}};
    for (const Option& option : c.issues[id].options)
      issue.options.push_back(option.id);
    if (space.slots[space.depth_of[id.index()]] > issue.options.size())
      issue.options.emplace_back("not_applicable");
    issues.push_back(std::move(issue));
  }
  return issues;
}

// Boxes without bounds, negative or paid outside would need a proof of their own.
bool plain_boxes(const BoxSpace& boxes) {
  return std::all_of(boxes.boxes.begin(), boxes.boxes.end(),
                     [](const SpaceBox& box) { return box.worth >= 0 && !box.excludes; });
}

// The corners of the frontier of boxes; false where they have no proofs in whole numbers.
bool claim_boxes(const BoxSpace& boxes, Certificate& out, const CancelToken& cancel) {
  if (!plain_boxes(boxes)) {
    out.refusal = "boxes that take away, or pay outside their bounds, have no certificates";
    return false;
  }
  BoxFrontierOptions how;
  how.method = BoxMethod::search;
  how.proofs = true;
  BoxFrontier found = box_frontier(boxes, how, cancel);
  if (found.end != BoxEnd::complete) {
    out.refusal = "the frontier of these boxes is not proved within the limits";
    return false;
  }
  out.boxes = boxes;
  out.vertices = box_graph(boxes).bounds;
  out.corners = std::move(found.closed);
  Claim claim;
  for (std::size_t k = 0; k < found.size(); ++k)
    claim.packages.push_back(
        {{found.row(k), found.row(k) + found.parties}, std::move(found.choices[k])});
  claim.tied = claim.packages.size();
  out.claims.push_back(std::move(claim));
  return true;
}

}  // namespace

Certificate certificate(const Case& c, const Utilities& utilities, const RoomOptions& options,
                        CertificateOf of, const CancelToken& cancel) {
  Certificate out;
  out.title = c.title;
  const std::vector<Demand> standing = demands(c, options.demands);
  const Problem exact = problem(c, utilities, standing);
  out.over_zone = of == CertificateOf::points || options.over == FrontierOver::zone;
  LinkedProblem linked =
      linked_problem(exact, DemandMask(out.over_zone ? standing.size() : 0, true));
  out.refusal = linked.refusal;
  if (linked.impossible) out.refusal = "a rule or demand excludes every package by itself";
  if (!out.refusal.empty()) return out;
  for (std::size_t q = 0; q < exact.parties.size(); ++q)
    out.parties.push_back({c.parties[exact.parties[q].party].id, linked.unit[q], linked.constant[q],
                           linked.reservations[q], linked.bound[q], std::nullopt});
  out.issues = issues_of(c, *exact.space);
  out.linked = std::move(linked.linked);
  Claimant claimant(out, options.points_max, options.threads, cancel);
  if (of == CertificateOf::points && claimant.claim_direct()) return out;
  const bool listed = claimant.claim_frontier();
  if (of == CertificateOf::frontier && !listed) claimant.claim_bounds();
  if (of == CertificateOf::frontier || !listed) return out;
  // What weights showed is shown; the frontier shows the rest, and all of it is claimed anew.
  Claim frontier = std::move(out.claims.back());
  out.claims.clear();
  out.not_claimed.clear();
  out.claims.push_back(frontier);
  claimant.claim_points_of(frontier.packages);
  return out;
}

Certificate certificate(const Scenario& scenario, const ScenarioRoomOptions& options,
                        const CancelToken& cancel) {
  Certificate out;
  out.title = scenario.name;
  out.over_zone = false;
  ScenarioSums sums = scenario_sums(scenario);
  out.refusal = sums.refusal;
  if (sums.form == ScenarioForm::trees)
    out.refusal = "utilities joined by min or max have no certificates";
  if (!out.refusal.empty()) return out;
  for (std::size_t q = 0; q < sums.scale.size(); ++q) {
    if (!sums.stated_reservations[q] && sums.form != ScenarioForm::sums)
      out.refusal = "a reservation value that is the least utility of boxes has no certificates";
    out.parties.push_back(
        {scenario.profiles[q].party, sums.scale[q], 0, sums.reservations[q], true, sums.caps[q]});
  }
  for (const ScenarioIssue& issue : scenario.issues)
    out.issues.push_back({issue.name, issue.options});
  if (!out.refusal.empty()) return out;
  Claimant claimant(out, options.points_max, options.threads, cancel);
  if (sums.form == ScenarioForm::boxes) {
    if (!claim_boxes(sums.boxes, out, cancel)) return out;
  } else {
    out.linked.space = std::move(sums.space);
    if (!options.frontier) out.not_claimed.emplace_back("the frontier, which is not listed");
    if (!options.frontier || !claimant.claim_frontier()) {
      claimant.claim_direct();
      claimant.claim_bounds();
      return out;
    }
  }
  const std::vector<ClaimedPackage> frontier = claimant.claimed_frontier();
  claimant.claim_points_of(frontier);
  return out;
}

}  // namespace caucus
