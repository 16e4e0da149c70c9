#include "caucus/analysis/marco.h"

#include <algorithm>

namespace caucus {
namespace {

// Walks through the largest subsets that no clause forbids, firmest demands first. Sets are tried
// with a demand before without it, so that the first set found has no larger one left.
class SubsetMap {
 public:
  explicit SubsetMap(std::size_t demands, std::uint64_t steps_max)
      : value_(demands, Value::open), clauses_of_(demands), steps_max_(steps_max) {}

  // No set may hold all of these.
  void forbid_all_of(const DemandSet& conflict) { add(conflict, Value::out); }
  // Every set must hold one of these.
  void demand_one_of(const DemandSet& relaxation) { add(relaxation, Value::in); }

  // Calls visit(set) for a largest set that is left until none is; visit adds a clause that forbids
  // the set, or returns false to stop. True if none is left.
  template <class Visit>
  bool walk(const Visit& visit) {
    if (check_new(0)) explore(visit);
    return !stopped_;
  }

 private:
  enum class Value : std::uint8_t { open, in, out };
  struct Clause {
    std::vector<std::size_t> demands;
    Value wanted;  // one of the demands must have this value
    std::size_t open;
    std::size_t satisfied = 0;
  };

  void add(const DemandSet& demands, Value wanted) {
    Clause clause{members(demands), wanted, 0};
    for (std::size_t demand : clause.demands) {
      clauses_of_[demand].push_back(clauses_.size());
      if (value_[demand] == Value::open) ++clause.open;
      if (value_[demand] == wanted) ++clause.satisfied;
    }
    clauses_.push_back(std::move(clause));
  }

  // False if some clause is lost by it. What it forces waits in forced_.
  bool assign(std::size_t demand, Value value) {
    ++steps_;
    value_[demand] = value;
    trail_.push_back(demand);
    bool kept = true;
    for (std::size_t at : clauses_of_[demand]) {
      Clause& clause = clauses_[at];
      --clause.open;
      if (clause.wanted == value) ++clause.satisfied;
      if (clause.satisfied > 0) continue;
      if (clause.open == 0) kept = false;
      if (clause.open == 1) forced_.push_back(at);
    }
    return kept && (value == Value::in || all_out_are_needed(demand));
  }

  // A demand is left out only where it would complete a conflict. Otherwise the same set with it is
  // a larger one, which was looked at before. Checks the demand just left out, and those for whose
  // conflicts it now stands in.
  bool all_out_are_needed(std::size_t demand) const {
    if (!out_is_needed(demand)) return false;
    for (std::size_t at : clauses_of_[demand]) {
      const Clause& clause = clauses_[at];
      if (clause.wanted != Value::out || clause.satisfied != 2) continue;
      for (std::size_t other : clause.demands)
        if (other != demand && value_[other] == Value::out && !out_is_needed(other)) return false;
    }
    return true;
  }

  bool out_is_needed(std::size_t demand) const {
    return std::any_of(clauses_of_[demand].begin(), clauses_of_[demand].end(), [&](std::size_t at) {
      return clauses_[at].wanted == Value::out && clauses_[at].satisfied == 1;
    });
  }

  // Draws all conclusions; false if they contradict each other.
  bool settle() {
    while (!forced_.empty()) {
      const Clause& clause = clauses_[forced_.back()];
      forced_.pop_back();
      if (clause.satisfied > 0) continue;
      const auto open = std::find_if(clause.demands.begin(), clause.demands.end(),
                                     [&](std::size_t d) { return value_[d] == Value::open; });
      if (open == clause.demands.end() || !assign(*open, clause.wanted)) {
        forced_.clear();
        return false;
      }
    }
    return true;
  }

  bool assign_and_settle(std::size_t demand, Value value) {
    const bool kept = assign(demand, value);
    if (!kept) forced_.clear();
    return kept && settle();
  }

  void undo(std::size_t length) {
    for (; trail_.size() > length; trail_.pop_back()) {
      const std::size_t demand = trail_.back();
      for (std::size_t at : clauses_of_[demand]) {
        Clause& clause = clauses_[at];
        ++clause.open;
        if (clause.wanted == value_[demand]) --clause.satisfied;
      }
      value_[demand] = Value::open;
    }
  }

  // Draws conclusions from clauses added since; false if one is lost as things stand.
  bool check_new(std::size_t from) {
    for (std::size_t at = from; at < clauses_.size(); ++at) {
      if (clauses_[at].satisfied > 0) continue;
      if (clauses_[at].open == 0) {
        forced_.clear();
        return false;
      }
      if (clauses_[at].open == 1) forced_.push_back(at);
    }
    return settle();
  }

  template <class Visit>
  void explore(const Visit& visit) {
    const std::size_t known = clauses_.size();
    for (;;) {
      if (steps_ > steps_max_) stopped_ = true;
      if (stopped_) return;
      const auto next = std::find(value_.begin(), value_.end(), Value::open);
      if (next == value_.end()) {
        if (!visit(set())) stopped_ = true;
        return;
      }
      const auto demand = static_cast<std::size_t>(next - value_.begin());
      const std::size_t length = trail_.size();
      if (assign_and_settle(demand, Value::in)) explore(visit);
      undo(length);
      if (stopped_ || !check_new(known)) return;
      if (value_[demand] == Value::in) return;  // forced, and yet there is nothing with it
      if (value_[demand] == Value::open && !assign_and_settle(demand, Value::out)) return;
    }
  }

  DemandSet set() const {
    DemandSet set(value_.size());
    for (std::size_t at = 0; at < value_.size(); ++at)
      set.assign(at, value_[at] == Value::in);
    return set;
  }

  std::vector<Value> value_;
  std::vector<std::vector<std::size_t>> clauses_of_;
  std::vector<Clause> clauses_;
  std::vector<std::size_t> trail_;
  std::vector<std::size_t> forced_;  // clauses with one demand left
  std::uint64_t steps_ = 0;
  std::uint64_t steps_max_;
  bool stopped_ = false;
};

}  // namespace

bool find_all(ZoneTests& tests, Explanation& known, const MarcoLimits& limits) {
  SubsetMap map(tests.demands(), limits.map_steps_max);
  for (const SmallestConflict& conflict : known.conflicts)
    map.forbid_all_of(conflict.demands);
  for (const DemandSet& relaxation : known.relaxations)
    map.demand_one_of(relaxation);
  bool all_decided = true;
  const bool walked = map.walk([&](const DemandSet& seed) {
    if (tests.stopped() || known.conflicts.size() + known.relaxations.size() >= limits.answers_max)
      return false;
    const Finding finding = tests.can_stand(seed);
    if (finding == Finding::none) {
      known.conflicts.push_back(quick_xplain(tests, members(seed)));
      map.forbid_all_of(known.conflicts.back().demands);
      return true;
    }
    // What is undecided is left aside with all its parts; the answer then is not complete.
    if (finding == Finding::package)
      known.relaxations.push_back(~seed);
    else
      all_decided = false;
    map.demand_one_of(~seed);
    return true;
  });
  return walked && all_decided;
}

}  // namespace caucus
