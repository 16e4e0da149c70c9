#include "caucus/analysis/option_candidates.h"

#include <algorithm>
#include <map>

#include "caucus/analysis/find_package.h"
#include "caucus/analysis/problem.h"
#include "caucus/analysis/wishes.h"
#include "caucus/analysis/worth_tables.h"

namespace caucus {
namespace {

constexpr std::uint64_t search_steps_max = 300'000;
constexpr std::uint64_t enumeration_max = 2'000'000;  // packages, for the points of an opened zone
constexpr std::size_t relaxations_looked_at = 6;
constexpr std::size_t frontier_looked_at = 400;
constexpr std::size_t table_entries_max = 20'000;
constexpr std::int64_t weight_most = std::int64_t{1} << 31;

// Something to count: a statement, and what it is worth that a package meets it.
struct Wish {
  Expression is;
  Rational worth;
};

// Statements as a utility, so that the search for the best package counts them. Those over too many
// issues for one table are left out.
Utility counting(const Case& c, const std::vector<Wish>& wishes, PartyId party) {
  Utility utility{party,       UtilityKind::exact, {},   Rational(0),
                  Rational(0), Rational(0),        true, false};
  for (const Wish& wish : wishes) {
    const std::vector<IssueId> scope = named_issues(c, wish.is);
    if (combinations(c, scope, table_entries_max) > table_entries_max) continue;
    utility.tables.push_back(statement_table(c, wish.is, wish.worth));
    utility.best += wish.worth;
  }
  return utility;
}

// Firmest first: one fixed position outweighs all firm ones, and so on.
std::vector<Wish> position_wishes(const Case& c) {
  std::vector<Wish> wishes;
  std::vector<Firmness> firmness;
  for (PartyId party : c.parties.ids())
    for (const Position* position : positions_now(c, party)) {
      wishes.push_back({position->is, Rational(1)});
      firmness.push_back(position->firmness);
    }
  const Rational radix(static_cast<std::int64_t>(wishes.size() + 1));
  for (std::size_t k = 0; k < wishes.size(); ++k)
    for (int level = 0; level < static_cast<int>(firmness[k]); ++level)
      wishes[k].worth *= radix;
  return wishes;
}

Expression term_statement(const Term& term) {
  ExpressionNode node;
  node.op = Operator::issue_is;
  node.subject = static_cast<std::uint16_t>(term.issue.index());
  node.options = {term.option};
  return Expression{{node}, "", ""};
}

// The terms of each party's latest offer, one worth as much as another.
std::vector<Wish> offer_wishes(const Case& c) {
  std::vector<Wish> wishes;
  for (PartyId party : c.parties.ids()) {
    const Sheet* sheet = c.sheet_of(party);
    const OwnOffer* latest = nullptr;
    if (!sheet) continue;
    for (const OwnOffer& offer : sheet->offers)
      if (!latest || !latest->on || (offer.on && *offer.on >= *latest->on)) latest = &offer;
    if (!latest) continue;
    for (const Term& term : latest->package.terms)
      wishes.push_back({term_statement(term), Rational(1)});
  }
  return wishes;
}

// "Some term is another one than in this package."
Expression differs_from(const Case& c, const Package& package) {
  Expression differs;
  for (IssueId issue : c.issues.ids()) {
    if (!package.applies(issue)) continue;
    Expression other = term_statement({issue, package[issue]});
    ExpressionNode negation;
    negation.op = Operator::not_;
    other.nodes.push_back(negation);
    if (differs.nodes.empty()) {
      differs = other;
    } else {
      differs = conjunction(differs, other);
      differs.nodes.back().op = Operator::or_;
    }
  }
  if (differs.nodes.empty()) {  // there is only one package
    ExpressionNode nowhere;
    nowhere.op = Operator::constant;
    differs.nodes.push_back(nowhere);
  }
  return differs;
}

std::size_t issues_apart(const Package& a, const Package& b) {
  std::size_t apart = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a.options()[i] != b.options()[i]) ++apart;
  return apart;
}

// Lines and reservation values that a mask can switch.
std::vector<Demand> without_positions(const std::vector<Demand>& demands) {
  std::vector<Demand> kept;
  for (const Demand& demand : demands)
    if (demand.kind != DemandKind::position) kept.push_back(demand);
  return kept;
}

class CandidateFinder {
 public:
  CandidateFinder(const Case& c, const OptionInputs& in, const OverReadings& over,
                  const CancelToken& cancel)
      : case_(c),
        in_(in),
        over_(over),
        cancel_(cancel),
        demands_(without_positions(in.stuck.demands)),
        space_(package_space(c, demands_)) {}

  std::vector<OptionCandidate> find() {
    if (in_.stuck.rules_leave_nothing) return {};
    if (in_.room.example || in_.stuck.package)
      look_in_zone();
    else
      look_beyond();
    offer_most_readings();
    choose();
    supplement();
    return std::move(chosen_);
  }

 private:
  struct Proposed {
    OptionReason reason;
    Package package;
  };

  void propose(OptionReason reason, const Package& package) {
    proposed_.push_back({reason, package});
    pool_.push_back(package);
  }

  void look_in_zone() {
    const DemandMask all(demands_.size(), true);
    opened_ = {all};
    if (const auto nash = point_of(in_.room, PointKind::nash))
      propose(OptionReason::balanced, *nash);
    propose_counted(OptionReason::fewest_lines, unsure_line_wishes(), {all});
    propose_counted(OptionReason::closest_to_positions, position_wishes(case_), {all});
    propose_counted(OptionReason::smallest_step, offer_wishes(case_), {all});
    propose_points(in_.room);
    for (const Point& point : in_.room.frontier) {
      if (pool_.size() >= frontier_looked_at) break;
      pool_.push_back(point.package);
    }
    if (proposed_.empty())
      propose(OptionReason::fewest_lines,
              in_.room.example ? *in_.room.example : *in_.stuck.package);
  }

  // The zone is empty: what do the cheapest relaxations open?
  void look_beyond() {
    for (const Relaxation& relaxation : in_.stuck.relaxations) {
      if (opened_.size() == relaxations_looked_at) break;
      opened_.push_back(without(relaxation));
      pool_.push_back(relaxation.package);
    }
    if (opened_.empty()) opened_.push_back(DemandMask(demands_.size(), false));
    const Room room = opened_room();
    const std::optional<Package> even = point_of(room, PointKind::egalitarian);
    if (even)
      propose(OptionReason::fewest_lines, *even);
    else if (!in_.stuck.relaxations.empty())
      propose(OptionReason::fewest_lines, in_.stuck.relaxations.front().package);
    propose_counted(OptionReason::closest_to_positions, position_wishes(case_), opened_);
    propose_counted(OptionReason::smallest_step, offer_wishes(case_), opened_);
    propose_points(room);
  }

  DemandMask without(const Relaxation& relaxation) const {
    DemandMask mask;
    for (const Demand& demand : demands_)
      mask.push_back(std::none_of(
          relaxation.demands.begin(), relaxation.demands.end(),
          [&](std::size_t lifted) { return in_.stuck.demands[lifted].id == demand.id; }));
    return mask;
  }

  // The zone that the cheapest relaxation opens; a case too large to enumerate gives no points.
  Room opened_room() const {
    RoomOptions options;
    options.frontier = false;
    options.packages_max = enumeration_max;
    options.steps_max = search_steps_max;
    options.demands.sure_at_least = Sure::certain;
    for (const Demand& demand : in_.stuck.demands)
      if (demand.is)
        options.demands.sure_at_least = std::max(options.demands.sure_at_least, demand.sure);
    for (const Demand& demand : demands(case_, options.demands))
      if (std::none_of(demands_.begin(), demands_.end(),
                       [&](const Demand& stands) { return stands.id == demand.id; }))
        options.demands.lifted.push_back(demand.id);
    if (!in_.stuck.relaxations.empty())
      for (std::size_t lifted : in_.stuck.relaxations.front().demands)
        options.demands.lifted.push_back(in_.stuck.demands[lifted].id);
    return room(case_, in_.central, options, cancel_);
  }

  static std::optional<Package> point_of(const Room& room, PointKind kind) {
    for (const NamedPoint& point : room.points)
      if (point.kind == kind && !point.ties.empty()) return point.ties.front().package;
    return std::nullopt;
  }

  void propose_points(const Room& room) {
    static constexpr std::pair<OptionReason, PointKind> reasons[] = {
        {OptionReason::balanced, PointKind::nash},
        {OptionReason::worst_off_first, PointKind::egalitarian},
        {OptionReason::even_shares, PointKind::kalai_smorodinsky}};
    for (const auto& [reason, kind] : reasons)
      if (const auto package = point_of(room, kind)) propose(reason, *package);
  }

  // The package that keeps the most of the wishes, of those that one of the masks admits; among
  // equals the one with the largest sum of utilities.
  void propose_counted(OptionReason reason, const std::vector<Wish>& wishes,
                       const std::vector<DemandMask>& masks) {
    if (wishes.empty()) return;
    std::optional<BestPackage> best;
    for (const DemandMask& mask : masks) {
      BestPackage found = best_of(wishes, mask, space_);
      if (found.package && (!best || found.worth > best->worth)) best = std::move(found);
    }
    if (best) propose(reason, *best->package);
  }

  BestPackage best_of(const std::vector<Wish>& wishes, const DemandMask& mask,
                      const std::shared_ptr<const PackageSpace>& space) const {
    Utilities utilities = in_.central;
    utilities.push_back(
        counting(case_, wishes, utilities.empty() ? PartyId(0) : utilities.front().party));
    const Problem problem = caucus::problem(space, utilities);
    SearchOptions options;
    options.steps_max = search_steps_max;
    if (!problem.refusal.empty()) return {};
    return best_package(problem, mask, tie_broken_weights(problem), options, cancel_);
  }

  // The count outweighs all utilities together where their numbers leave room for that.
  static std::vector<std::int64_t> tie_broken_weights(const Problem& problem) {
    std::vector<std::int64_t> weights(problem.parties.size(), 0);
    weights.back() = weight_most;
    const auto others = static_cast<std::int64_t>(problem.parties.size()) - 1;
    for (std::size_t q = 0; q + 1 < weights.size(); ++q)
      if (problem.parties[q].scale < weight_most / others)
        weights[q] = weight_most / others / problem.parties[q].scale;
    return weights;
  }

  void offer_most_readings() {
    if (!over_.sampled() || pool_.empty()) return;
    const Package* best = nullptr;
    std::size_t most = 0;
    for (const Package& package : pool_) {
      const std::size_t stands = over_.acceptable_to_all(package).stands;
      if (best && stands <= most) continue;
      best = &package;
      most = stands;
    }
    if (most > 0) proposed_.push_back({OptionReason::most_readings, *best});
  }

  // First those that differ in two issues from all before, then, if too few, the others.
  void choose() {
    for (const std::size_t apart : {std::size_t{2}, std::size_t{1}})
      for (const Proposed& proposed : proposed_) {
        const auto same = std::find_if(chosen_.begin(), chosen_.end(), [&](const auto& chosen) {
          return chosen.package == proposed.package;
        });
        if (same != chosen_.end()) {
          std::vector<OptionReason>& reasons = same->reasons;
          if (std::find(reasons.begin(), reasons.end(), proposed.reason) == reasons.end())
            reasons.push_back(proposed.reason);
          continue;
        }
        if (chosen_.size() >= (apart == 2 ? options_most : options_wanted)) continue;
        if (std::all_of(chosen_.begin(), chosen_.end(), [&](const auto& chosen) {
              return issues_apart(chosen.package, proposed.package) >= apart;
            }))
          chosen_.push_back({proposed.package, {proposed.reason}});
      }
  }

  // Too few yet: others from the zone, or from what each relaxation opens in turn; in the end any
  // that keep the rules. Those that touch the fewest lines first, as many as exist.
  void supplement() {
    std::vector<DemandMask> masks = opened_;
    masks.push_back(DemandMask(demands_.size(), false));
    std::vector<Wish> wishes = line_wishes();
    for (Wish& wish : unsure_line_wishes())
      wishes.push_back(std::move(wish));
    while (chosen_.size() < options_wanted && !cancel_.cancelled()) {
      const auto space = package_space(case_, demands_and_differences());
      std::optional<Package> found;
      for (std::size_t k = 0; k < masks.size() && !found; ++k) {
        // The last mask is the last resort; the others take turns.
        const bool last = k + 1 == masks.size();
        DemandMask mask = masks[last ? k : (k + chosen_.size()) % opened_.size()];
        mask.resize(demands_.size() + chosen_.size(), true);
        found = best_of(wishes, mask, space).package;
      }
      if (!found) return;
      chosen_.push_back({*found, {OptionReason::fewest_lines}});
    }
  }

  std::vector<Demand> demands_and_differences() const {
    std::vector<Demand> all = demands_;
    for (const OptionCandidate& chosen : chosen_)
      all.push_back({"", DemandKind::position, PartyId(0), "", differs_from(case_, chosen.package),
                     Sure::likely, Firmness::fixed, "", nullptr});
    return all;
  }

  std::vector<Wish> line_wishes() const {
    std::vector<std::pair<Sure, Expression>> lines;
    for (const Demand& demand : demands_)
      if (demand.is) lines.emplace_back(demand.sure, *demand.is);
    return surest_first(lines);
  }

  // Lines too unsure to stand: a package of the zone may meet them all the same.
  std::vector<Wish> unsure_line_wishes() const {
    std::vector<std::pair<Sure, Expression>> lines;
    for (PartyId party : case_.parties.ids()) {
      const Sheet* sheet = case_.sheet_of(party);
      if (!sheet) continue;
      for (const Line& line : sheet->lines) {
        const bool stands = std::any_of(demands_.begin(), demands_.end(),
                                        [&](const Demand& demand) { return demand.id == line.id; });
        if (line.is && !line.met && !stands) lines.emplace_back(line.sure, *line.is);
      }
    }
    return surest_first(lines);
  }

  static std::vector<Wish> surest_first(const std::vector<std::pair<Sure, Expression>>& lines) {
    std::vector<Wish> wishes;
    const Rational radix(static_cast<std::int64_t>(lines.size() + 1));
    for (const auto& [sure, is] : lines) {
      Rational worth(1);
      for (int level = static_cast<int>(Sure::doubtful); level > static_cast<int>(sure); --level)
        worth *= radix;
      wishes.push_back({is, worth});
    }
    return wishes;
  }

  const Case& case_;
  const OptionInputs& in_;
  const OverReadings& over_;
  CancelToken cancel_;
  std::vector<Demand> demands_;
  std::shared_ptr<const PackageSpace> space_;
  std::vector<DemandMask> opened_;  // what must hold: all demands, or all but one relaxation each
  std::vector<Proposed> proposed_;
  std::vector<Package> pool_;
  std::vector<OptionCandidate> chosen_;
};

}  // namespace

std::vector<OptionCandidate> option_candidates(const Case& c, const OptionInputs& in,
                                               const OverReadings& over,
                                               const CancelToken& cancel) {
  return CandidateFinder(c, in, over, cancel).find();
}

}  // namespace caucus
