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
constexpr std::uint64_t direction_enumeration_max = 300'000;  // the same, for each party
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

// What each party asks for now, firmest first: one fixed position outweighs all firm ones of all
// parties, and so on.
std::vector<std::vector<Wish>> position_wishes(const Case& c) {
  std::vector<std::vector<const Position*>> now;
  std::int64_t radix = 1;
  for (PartyId party : c.parties.ids()) {
    now.push_back(positions_now(c, party));
    radix += static_cast<std::int64_t>(now.back().size());
  }
  std::vector<std::vector<Wish>> wishes;
  for (const std::vector<const Position*>& own : now) {
    wishes.emplace_back();
    for (const Position* position : own) {
      Wish wish{position->is, Rational(1)};
      for (int level = 0; level < static_cast<int>(position->firmness); ++level)
        wish.worth *= Rational(radix);
      wishes.back().push_back(std::move(wish));
    }
  }
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
    propose_directions();
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

  // As far as the demands let go to what one party asks for.
  struct Direction {
    PartyId party;
    Package package;
    std::vector<Wish> wishes;
    bool balanced;  // in all else
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
    propose_counted(OptionReason::smallest_step, offer_wishes(case_), {all});
    propose_points(in_.room);
    for (const Point& point : in_.room.frontier) {
      if (pool_.size() >= frontier_looked_at) break;
      pool_.push_back(point.package);
    }
    if (proposed_.empty())
      propose(fewest_lines(), in_.room.example ? *in_.room.example : *in_.stuck.package);
  }

  // The zone is empty: what do the cheapest relaxations open?
  void look_beyond() {
    for (const Relaxation& relaxation : in_.stuck.relaxations) {
      if (opened_.size() == relaxations_looked_at) break;
      opened_.push_back(without(relaxation));
      pool_.push_back(relaxation.package);
    }
    if (opened_.empty()) opened_.push_back(DemandMask(demands_.size(), false));
    const Room room = room_under(case_, opened_.front(), enumeration_max);
    const std::optional<Package> even = point_of(room, PointKind::egalitarian);
    if (even)
      propose(any_line() ? OptionReason::fewest_lines : OptionReason::worst_off_first, *even);
    else if (!in_.stuck.relaxations.empty())
      propose(fewest_lines(), in_.stuck.relaxations.front().package);
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

  bool any_line() const {
    return std::any_of(case_.sheets.begin(), case_.sheets.end(), [](const Sheet& sheet) {
      return std::any_of(sheet.lines.begin(), sheet.lines.end(),
                         [](const Line& line) { return line.is && !line.met; });
    });
  }

  // Of lines nothing can be said where there are none.
  OptionReason fewest_lines() const {
    return any_line() ? OptionReason::fewest_lines : OptionReason::another_way;
  }

  // The points of what the demands of the mask leave; none where it is too large to enumerate. `c`:
  // this case, perhaps with further lines, all of them certain.
  Room room_under(const Case& c, const DemandMask& mask, std::uint64_t packages_max) const {
    RoomOptions options;
    options.frontier = false;
    options.packages_max = packages_max;
    options.steps_max = search_steps_max;
    options.demands.sure_at_least = Sure::certain;
    for (const Demand& demand : demands_)
      if (demand.is)
        options.demands.sure_at_least = std::max(options.demands.sure_at_least, demand.sure);
    for (const Demand& demand : demands(case_, options.demands)) {
      const auto stands =
          std::find_if(demands_.begin(), demands_.end(),
                       [&](const Demand& standing) { return standing.id == demand.id; });
      if (stands == demands_.end() ||
          !mask[static_cast<std::size_t>(std::distance(demands_.begin(), stands))])
        options.demands.lifted.push_back(demand.id);
    }
    return room(c, in_.central, options, cancel_);
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

  struct Kept {
    Package package;
    DemandMask mask;
  };

  // The package that keeps the most of the wishes, of those that one of the masks admits; among
  // equals the one with the largest sum of utilities.
  std::optional<Kept> keeps_most(const std::vector<Wish>& wishes,
                                 const std::vector<DemandMask>& masks) const {
    if (wishes.empty()) return std::nullopt;
    std::optional<Kept> best;
    Int128 worth = 0;
    for (const DemandMask& mask : masks) {
      const BestPackage found = best_of(wishes, mask, space_);
      if (!found.package || (best && found.worth <= worth)) continue;
      best = Kept{*found.package, mask};
      worth = found.worth;
    }
    return best;
  }

  void propose_counted(OptionReason reason, const std::vector<Wish>& wishes,
                       const std::vector<DemandMask>& masks) {
    if (const auto best = keeps_most(wishes, masks)) propose(reason, best->package);
  }

  // For each party the package that meets the most of what it asks for. Of those that meet as much,
  // the balanced one (Nash point): a direction is one side's, the rest of the package nobody's.
  void propose_directions() {
    const std::vector<std::vector<Wish>> wishes = position_wishes(case_);
    for (PartyId party : case_.parties.ids()) {
      const std::vector<Wish>& own = wishes[party.index()];
      const auto best = keeps_most(own, opened_);
      if (!best) continue;
      Case narrowed = case_;
      for (const Wish& wish : own) {
        if (!keeps(wish, best->package)) continue;
        Line line;
        line.id = "closest." + std::to_string(narrowed.sheets.front().lines.size());
        line.is = wish.is;
        line.sure = Sure::certain;
        narrowed.sheets.front().lines.push_back(std::move(line));
      }
      const Room room = room_under(narrowed, best->mask, direction_enumeration_max);
      const std::optional<Package> nash = point_of(room, PointKind::nash);
      directions_.push_back({party, nash.value_or(best->package), own, nash.has_value()});
      pool_.push_back(directions_.back().package);
    }
  }

  bool keeps(const Wish& wish, const Package& package) const {
    return truth(case_, wish.is, package) != Truth::impossible;
  }

  Rational kept(const std::vector<Wish>& wishes, const Package& package) const {
    Rational worth(0);
    for (const Wish& wish : wishes)
      if (keeps(wish, package)) worth += wish.worth;
    return worth;
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

  // One of the first reason; then each party's direction, so that no side finds only the others'
  // among the options; then what differs in two issues from all before; then, if too few, in one.
  void choose() {
    if (!proposed_.empty())
      chosen_.push_back({proposed_.front().package, {proposed_.front().reason}, {}});
    choose_directions();
    for (const std::size_t apart : {std::size_t{2}, std::size_t{1}})
      for (const Proposed& proposed : proposed_) {
        const auto same = std::find_if(chosen_.begin(), chosen_.end(), [&](const auto& chosen) {
          return chosen.package == proposed.package;
        });
        if (same != chosen_.end()) {
          give_reason(*same, proposed.reason);
          continue;
        }
        if (chosen_.size() >= (apart == 2 ? options_most : options_wanted)) continue;
        if (std::all_of(chosen_.begin(), chosen_.end(), [&](const auto& chosen) {
              return issues_apart(chosen.package, proposed.package) >= apart;
            }))
          chosen_.push_back({proposed.package, {proposed.reason}, {}});
      }
  }

  // First the direction that meets most of what no option has met yet. A party that some option
  // meets as far as can be needs no other.
  void choose_directions() {
    std::vector<Direction> open = directions_;
    while (!open.empty()) {
      const auto next = std::max_element(
          open.begin(), open.end(),
          [&](const Direction& a, const Direction& b) { return newly_kept(a) < newly_kept(b); });
      const Direction direction = std::move(*next);
      open.erase(next);
      const Rational most = kept(direction.wishes, direction.package);
      auto nearest = std::find_if(chosen_.begin(), chosen_.end(), [&](const auto& chosen) {
        return kept(direction.wishes, chosen.package) >= most;
      });
      if (nearest == chosen_.end()) {
        if (chosen_.size() >= options_most) continue;
        nearest = chosen_.insert(chosen_.end(),
                                 OptionCandidate{direction.package, {}, {}, direction.balanced});
      }
      give_reason(*nearest, OptionReason::closest_to_party);
      nearest->closest_to.push_back(direction.party);
    }
  }

  // What of the direction no chosen option meets.
  Rational newly_kept(const Direction& direction) const {
    std::vector<Wish> unmet;
    for (const Wish& wish : direction.wishes)
      if (std::none_of(chosen_.begin(), chosen_.end(),
                       [&](const auto& chosen) { return keeps(wish, chosen.package); }))
        unmet.push_back(wish);
    return kept(unmet, direction.package);
  }

  static void give_reason(OptionCandidate& option, OptionReason reason) {
    const auto& known = option.reasons;
    if (std::find(known.begin(), known.end(), reason) == known.end())
      option.reasons.push_back(reason);
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
      chosen_.push_back({*found, {fewest_lines()}, {}});
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
  std::vector<Direction> directions_;
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
