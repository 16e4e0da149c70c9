#include "caucus/analysis/ladder.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "caucus/analysis/linear_amount.h"
#include "caucus/analysis/wishes.h"
#include "caucus/analysis/worth_tables.h"
#include "caucus/model/words.h"

namespace caucus {
namespace {

constexpr std::size_t rungs_max = 96;
constexpr std::size_t attainable_max = 4'096;

bool is_comparison(Operator op) {
  return op >= Operator::equal && op <= Operator::at_least;
}

bool has_right(Operator op) {
  return (op >= Operator::add && op <= Operator::multiply) || is_comparison(op) ||
         op == Operator::and_ || op == Operator::or_ || op == Operator::implies;
}

bool has_left(Operator op) {
  return has_right(op) || op == Operator::negate || op == Operator::not_ ||
         op == Operator::in_numbers;
}

// The part of an expression under one of its nodes.
Expression part_of(const Expression& e, std::uint32_t at) {
  Expression part;
  const auto copy = [&](const auto& self, std::uint32_t from) -> std::uint32_t {
    ExpressionNode node = e.nodes[from];
    if (has_left(node.op)) node.left = self(self, node.left);
    if (has_right(node.op)) node.right = self(self, node.right);
    part.nodes.push_back(std::move(node));
    return static_cast<std::uint32_t>(part.nodes.size() - 1);
  };
  copy(copy, at);
  return part;
}

Expression number(const Rational& value) {
  ExpressionNode node;
  node.number = value;
  return Expression{{node}, "", ""};
}

Expression compare(const Expression& amount, Operator op, const Rational& bound) {
  Expression made = conjunction(amount, number(bound));
  made.nodes.back().op = op;
  return made;
}

Expression one_of(IssueId issue, std::vector<OptionIndex> options) {
  std::sort(options.begin(), options.end());
  ExpressionNode node;
  node.op = Operator::issue_in;
  node.subject = static_cast<std::uint16_t>(issue.index());
  node.options = std::move(options);
  return Expression{{node}, "", ""};
}

// Which options of its only issue a statement admits. Judged with the issue alone settled: other
// issues cannot change it.
std::vector<bool> admitted(const Case& c, const Expression& is, IssueId issue) {
  std::vector<bool> met;
  for (std::size_t option = 0; option < c.issues[issue].options.size(); ++option) {
    const PartialPackage only{{{issue, static_cast<OptionIndex>(option)}}};
    met.push_back(truth(c, is, only) != Truth::impossible);
  }
  return met;
}

// Keeps at most rungs_max groups, evenly, the first and the last among them.
template <class Group>
bool thin_out(std::vector<Group>& groups) {
  if (groups.size() <= rungs_max) return false;
  std::vector<Group> kept;
  for (std::size_t k = 0; k < rungs_max; ++k)
    kept.push_back(groups[k * (groups.size() - 1) / (rungs_max - 1)]);
  groups = std::move(kept);
  return true;
}

// How far each option that is not admitted lies from those that are: in numbers, or in places of
// the owner's order. Nothing where there is no order.
std::optional<std::vector<Rational>> distances(const Case& c, const Demand& demand, IssueId issue,
                                               const std::vector<bool>& met) {
  const Issue& about = c.issues[issue];
  const std::size_t n = about.options.size();
  std::vector<Rational> key(n);
  if (about.quantity) {
    for (std::size_t o = 0; o < n; ++o)
      key[o] = about.options[o].value;
  } else {
    const auto places = places_of_options(c, demand.party, issue);
    if (!places) return std::nullopt;
    for (std::size_t o = 0; o < n; ++o)
      key[o] = Rational((*places)[o]);
  }
  if (std::none_of(met.begin(), met.end(), [](bool is) { return is; })) return std::nullopt;
  std::vector<Rational> distance(n);
  for (std::size_t o = 0; o < n; ++o) {
    std::optional<Rational> least;
    for (std::size_t m = 0; m < n; ++m)
      if (met[m] && (!least || abs(key[o] - key[m]) < *least)) least = abs(key[o] - key[m]);
    distance[o] = *least;
  }
  return distance;
}

void set_direction(const Issue& issue, const std::vector<bool>& met, Ladder& made) {
  std::optional<Rational> low;
  std::optional<Rational> high;
  for (std::size_t o = 0; o < met.size(); ++o) {
    if (!met[o]) continue;
    const Rational& value = issue.options[o].value;
    if (!low || value < *low) low = value;
    if (!high || value > *high) high = value;
  }
  bool above = false;
  bool below = false;
  for (std::size_t o = 0; o < met.size(); ++o) {
    above = above || (!met[o] && (!high || issue.options[o].value > *high));
    below = below || (!met[o] && (!low || issue.options[o].value < *low));
  }
  made.upwards = above;
  made.both_ways = above == below;
}

Ladder ladder_of_options(const Case& c, const Demand& demand, IssueId issue) {
  Ladder made;
  made.issue = issue;
  const std::vector<bool> met = admitted(c, *demand.is, issue);
  std::vector<OptionIndex> admits;
  for (std::size_t o = 0; o < met.size(); ++o)
    if (met[o]) admits.push_back(static_cast<OptionIndex>(o));
  if (c.issues[issue].quantity) set_direction(c.issues[issue], met, made);
  if (const auto distance = distances(c, demand, issue, met)) {
    made.kind = LadderKind::options;
    std::vector<Rational> levels;
    for (std::size_t o = 0; o < met.size(); ++o)
      if (!met[o]) levels.push_back((*distance)[o]);
    std::sort(levels.begin(), levels.end());
    levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
    made.thinned = thin_out(levels);
    for (const Rational& level : levels) {
      std::vector<OptionIndex> wider = admits;
      for (std::size_t o = 0; o < met.size(); ++o)
        if (!met[o] && (*distance)[o] <= level) wider.push_back(static_cast<OptionIndex>(o));
      made.rungs.push_back({one_of(issue, std::move(wider))});
    }
    return made;
  }
  made.kind = LadderKind::apart;
  for (std::size_t o = 0; o < met.size() && made.rungs.size() < rungs_max; ++o)
    if (!met[o]) made.rungs.push_back({one_of(issue, {static_cast<OptionIndex>(o)})});
  return made;
}

// All amounts that the sum of the tables may take, and perhaps others; nothing if too many.
std::optional<std::vector<Rational>> attainable(const Case& c, const Expression& amount) {
  std::set<Rational> sums{Rational(0)};
  for (const WorthTable& table : amount_tables(c, amount)) {
    const std::set<Rational> entries(table.worth.begin(), table.worth.end());
    if (sums.size() * entries.size() > attainable_max * 16) return std::nullopt;
    std::set<Rational> next;
    for (const Rational& sum : sums)
      for (const Rational& entry : entries)
        next.insert(sum + entry);
    sums = std::move(next);
    if (sums.size() > attainable_max) return std::nullopt;
  }
  return std::vector<Rational>(sums.begin(), sums.end());
}

// The bound that a comparison sets its amount, as "amount op number".
struct AmountBound {
  Expression amount;
  Operator op;
  Rational number;
};

Operator turned(Operator op) {
  switch (op) {
    case Operator::less:
      return Operator::more;
    case Operator::at_most:
      return Operator::at_least;
    case Operator::more:
      return Operator::less;
    case Operator::at_least:
      return Operator::at_most;
    default:
      return op;
  }
}

std::optional<AmountBound> bound_in(const Expression& is) {
  const ExpressionNode& root = is.root();
  if (!is_comparison(root.op) || root.op == Operator::not_equal) return std::nullopt;
  const bool right = is.nodes[root.right].op == Operator::number;
  const bool left = is.nodes[root.left].op == Operator::number;
  if (right == left) return std::nullopt;
  if (right) return AmountBound{part_of(is, root.left), root.op, is.nodes[root.right].number};
  return AmountBound{part_of(is, root.right), turned(root.op), is.nodes[root.left].number};
}

Ladder ladder_of_amounts(const Case& c, const Demand& demand) {
  Ladder made;
  const auto bound = bound_in(*demand.is);
  if (!bound || !quantities(c, bound->amount).empty()) return made;
  const auto amounts = attainable(c, bound->amount);
  if (!amounts) return made;
  made.kind = LadderKind::amounts;
  made.amount = bound->amount;
  made.upwards = bound->op == Operator::less || bound->op == Operator::at_most;
  made.both_ways = bound->op == Operator::equal;
  std::vector<Rational> levels;
  for (const Rational& amount : *amounts) {
    const bool beyond =
        made.both_ways || (made.upwards ? amount >= bound->number : amount <= bound->number);
    if (beyond) levels.push_back(abs(amount - bound->number));
  }
  std::sort(levels.begin(), levels.end());
  levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
  made.thinned = thin_out(levels);
  for (const Rational& level : levels) {
    const Expression most = compare(bound->amount, Operator::at_most, bound->number + level);
    const Expression least = compare(bound->amount, Operator::at_least, bound->number - level);
    if (made.both_ways)
      made.rungs.push_back({conjunction(most, least)});
    else
      made.rungs.push_back({made.upwards ? most : least});
  }
  return made;
}

// The demands, and after them the rungs of those to be climbed; says where these are.
std::vector<Demand> with_rungs(const Case& c, const std::vector<Demand>& demands,
                               const DemandSet& climbed, std::vector<Ladder>& ladders,
                               std::vector<std::size_t>& first) {
  std::vector<Demand> all = demands;
  for (const std::size_t d : members(climbed)) {
    ladders[d] = ladder(c, demands[d]);
    first[d] = all.size();
    for (const Rung& rung : ladders[d].rungs) {
      Demand weaker = demands[d];
      weaker.is = rung.is;
      all.push_back(std::move(weaker));
    }
  }
  return all;
}

}  // namespace

Ladder ladder(const Case& c, const Demand& demand) {
  Ladder made;
  if (!demand.is) {
    made.kind = LadderKind::reservation;
    return made;
  }
  const std::vector<IssueId> named = named_issues(c, *demand.is);
  if (named.size() == 1 && quantities(c, *demand.is).empty())
    return ladder_of_options(c, demand, named.front());
  return ladder_of_amounts(c, demand);
}

// One climb: the demands that stand, and what has been conceded so far.
class Ladders::Climber {
 public:
  Climber(Ladders& of, const CancelToken& cancel)
      : of_(of), problem_(of.problem_), cancel_(cancel), mask_(of.problem_.space->demands.size()) {
    for (const PartySum& party : problem_.parties)
      floors_.push_back(party.floor);
  }
  ~Climber() {
    for (std::size_t q = 0; q < floors_.size(); ++q)
      problem_.parties[q].floor = floors_[q];
  }
  Climber(const Climber&) = delete;
  Climber& operator=(const Climber&) = delete;

  Climb climb(const std::vector<std::size_t>& lifted, const Package& known) {
    climb_.package = known;
    for (std::size_t d = 0; d < of_.demands_; ++d)
      mask_[d] = std::find(lifted.begin(), lifted.end(), d) == lifted.end();
    for (std::size_t demand : lifted) {
      last_ = demand == lifted.back();
      concede(demand);
    }
    for (std::size_t demand : lifted)
      climb_.moves.push_back(move_on(demand));
    return std::move(climb_);
  }

 private:
  const Case& c() const { return of_.case_; }
  const Demand& demand(std::size_t d) const { return problem_.space->demands[d]; }

  void concede(std::size_t d) {
    const Ladder& ladder = of_.ladders_[d];
    switch (ladder.kind) {
      case LadderKind::none:
        break;
      case LadderKind::reservation:
        lower_floor(d);
        break;
      case LadderKind::apart:
        try_each(d);
        break;
      case LadderKind::options:
      case LadderKind::amounts:
        find_rung(d);
        break;
    }
  }

  // Whether there is a package with this rung added to what stands.
  Finding test(std::size_t rung) {
    mask_[rung] = true;
    SearchOptions options;
    options.steps_max = of_.steps_max_each_;
    ZoneTest found = of_.finder_.find(mask_, options, cancel_);
    mask_[rung] = false;
    if (found.finding == Finding::undecided) climb_.decided = false;
    if (found.finding == Finding::package) climb_.package = std::move(found.package);
    return found.finding;
  }

  // Rungs are nested, so the first that makes room is found by halving.
  void find_rung(std::size_t d) {
    const std::size_t first = of_.first_[d];
    std::size_t low = 0;
    std::size_t high = of_.ladders_[d].rungs.size();  // lifted altogether: known to make room
    const Package lifted = climb_.package;
    Package best = lifted;
    while (low < high) {
      const std::size_t middle = (low + high) / 2;
      if (test(first + middle) == Finding::package) {
        best = climb_.package;
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    climb_.package = best;
    if (high < of_.ladders_[d].rungs.size()) mask_[first + high] = true;
  }

  // Options in no order: which of them make room by themselves?
  void try_each(std::size_t d) {
    const std::size_t first = of_.first_[d];
    const std::size_t count = of_.ladders_[d].rungs.size();
    Package chosen = climb_.package;
    std::optional<std::size_t> rung;
    for (std::size_t k = 0; k < count; ++k) {
      if (test(first + k) != Finding::package) continue;
      makes_room_[d].push_back(k);
      if (!last_) break;  // those after it move on from one option, so only that one is named
      if (rung) continue;
      rung = k;
      chosen = climb_.package;
    }
    climb_.package = chosen;
    if (rung) mask_[first + *rung] = true;
  }

  // The most the owner can get with everything else that stands.
  void lower_floor(std::size_t d) {
    const auto q = problem_.floor_of_demand(d);
    if (!q) return;
    std::vector<std::int64_t> weights(problem_.parties.size(), 0);
    weights[*q] = 1;
    SearchOptions options;
    options.steps_max = of_.steps_max_each_;
    const BestPackage best = of_.finder_.best(mask_, weights, options, cancel_);
    if (best.finding == Finding::undecided) climb_.decided = false;
    if (best.package) climb_.package = *best.package;
    PartySum& party = problem_.parties[*q];
    party.floor = std::min(party.floor, problem_.sums(climb_.package)[*q]);
    mask_[d] = true;
  }

  Move move_on(std::size_t d) const {
    const Ladder& ladder = of_.ladders_[d];
    Move move{demand(d).party, ladder.issue, "", ""};
    if (ladder.kind == LadderKind::reservation) {
      move.to = words_of_reservation(d);
      return move;
    }
    const std::string from = "*" + in_words(c(), *demand(d).is) + "*";
    if (ladder.kind == LadderKind::none) {
      move.to = "does not hold to " + from;
      return move;
    }
    move.from = from;
    if (ladder.kind == LadderKind::options) move.to = words_of_option(ladder);
    if (ladder.kind == LadderKind::apart) move.to = words_of_options(d, ladder);
    if (ladder.kind == LadderKind::amounts) move.to = words_of_amount(d, ladder);
    return move;
  }

  std::string words_of_reservation(std::size_t d) const {
    const auto q = problem_.floor_of_demand(d);
    if (!q) return "does not hold to *no worse than no agreement*";
    const PartySum& party = problem_.parties[*q];
    const Rational short_of = -party.gain(problem_.sums(climb_.package)[*q]);
    const Int128 percent = std::max<Int128>((short_of * Rational(100)).ceil(), 1);
    return fmt::format(
        "accepts a package that is {} of its scale worse than no agreement, as its sheet is read",
        amount_in_words(Rational(percent), "percent"));
  }

  static std::string bounded(const std::string& amount, const Ladder& ladder) {
    if (ladder.both_ways || ladder.thinned) return amount;
    return amount + (ladder.upwards ? " or more" : " or less");
  }

  std::string words_of_option(const Ladder& ladder) const {
    const IssueId issue = *ladder.issue;
    const OptionIndex option = climb_.package[issue];
    const std::string name = option_in_words(c(), issue, option);
    if (option == void_option) return "an agreement where " + c().issues[issue].name + " " + name;
    if (!c().issues[issue].quantity) return "*" + name + "*";
    return bounded(name, ladder);
  }

  std::string words_of_options(std::size_t d, const Ladder& ladder) const {
    const auto found = makes_room_.find(d);
    if (found == makes_room_.end()) return words_of_option(ladder);
    std::string text;
    const std::vector<std::size_t>& rungs = found->second;
    for (std::size_t k = 0; k < rungs.size(); ++k) {
      if (k > 0) text += k + 1 == rungs.size() ? " or " : ", ";
      const Expression& is = ladder.rungs[rungs[k]].is;
      text += "*" + option_in_words(c(), *ladder.issue, is.root().options.front()) + "*";
    }
    return text;
  }

  std::string words_of_amount(std::size_t d, const Ladder& ladder) const {
    const Rational reached = centre(amount(c(), ladder.amount, climb_.package));
    return bounded(amount_in_words(reached, unit_of(*demand(d).is)), ladder);
  }

  // The unit of the first issue or total that the statement names.
  std::string unit_of(const Expression& is) const {
    for (const ExpressionNode& node : is.nodes) {
      if (node.op == Operator::amount_of_total) return c().totals[TotalId(node.subject)].unit;
      if (node.op == Operator::amount_of_issue) return c().issues[IssueId(node.subject)].unit;
    }
    return {};
  }

  Ladders& of_;
  Problem& problem_;                  // floors sink as reservation values are conceded
  std::vector<std::int64_t> floors_;  // as they were before
  CancelToken cancel_;
  DemandMask mask_;
  Climb climb_;
  bool last_ = false;
  std::map<std::size_t, std::vector<std::size_t>> makes_room_;  // by demand: its rungs
};

Ladders::Ladders(const Case& c, const Utilities& utilities, const std::vector<Demand>& demands,
                 const DemandSet& climbed, std::uint64_t steps_max_each)
    : case_(c),
      demands_(demands.size()),
      ladders_(demands.size()),
      first_(demands.size(), 0),
      problem_(problem(c, utilities, with_rungs(c, demands, climbed, ladders_, first_))),
      finder_(problem_),
      steps_max_each_(steps_max_each) {}

Climb Ladders::climb(const std::vector<std::size_t>& lifted, const Package& known,
                     const CancelToken& cancel) {
  return Climber(*this, cancel).climb(lifted, known);
}

}  // namespace caucus
