#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "caucus/analysis/exact_linear.h"
#include "caucus/analysis/readings.h"

namespace caucus {
namespace {

// All statements of a sheet that bear on its set, each once: preferences in the order of subjects,
// then comparisons, orders and shares.
std::vector<std::string> statements_of(const VagueSheet& sheet) {
  std::vector<std::string> ids;
  const auto add = [&](const std::string& id) {
    if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
  };
  for (const SheetSubject& subject : sheet.subjects)
    add(subject.id);
  for (const SheetComparison& comparison : sheet.comparisons)
    add(comparison.id);
  for (const SheetOrder& order : sheet.orders)
    add(order.id);
  for (const SheetShare& share : sheet.shares)
    add(share.id);
  return ids;
}

using Statements = std::set<std::string>;

// The conditions of some of a sheet's statements, over the worth of the options that comparisons
// mention. Where the preference of a subject is left out, its options may have any worth from 0 to
// its weight.
class Conditions {
 public:
  Conditions(const VagueSheet& sheet, const Statements& wanted) : sheet_(sheet), wanted_(wanted) {
    unit_ = variable(none);
    for (const SheetComparison& comparison : sheet.comparisons)
      if (wanted.contains(comparison.id))
        for (const auto& entry : comparison.excess.options)
          mentioned_[entry.subject].insert(entry.option);
    LinearSum whole;
    for (std::size_t j = 0; j < sheet.subjects.size(); ++j) {
      add_subject(j);
      whole.insert(whole.end(), weights_[j].begin(), weights_[j].end());
    }
    conditions_.push_back({whole, Rational(1), true});
    behind_.push_back("");
    add_statements();
  }

  bool feasible() const { return answer().feasible; }

  // Statements that a proof of infeasibility rests on; the preferences of all subjects that its
  // statements touch are among them. Nothing where all can hold.
  std::optional<Statements> reasons() const {
    const LinearAnswer found = answer();
    if (found.feasible) return std::nullopt;
    Statements reasons;
    for (std::size_t row : found.proof) {
      if (behind_[row].empty()) continue;
      reasons.insert(behind_[row]);
      for (const auto& [variable, factor] : conditions_[row].sum) {
        for (std::size_t j = 0; j < sheet_.subjects.size(); ++j) {
          const bool shared = variable == unit_ && sheet_.subjects[j].in_points;
          if ((owner_[variable] == j || shared) && wanted_.contains(sheet_.subjects[j].id))
            reasons.insert(sheet_.subjects[j].id);
        }
      }
    }
    return reasons;
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  LinearAnswer answer() const { return feasible_point(owner_.size(), conditions_); }

  std::size_t variable(std::size_t subject) {
    owner_.push_back(subject);
    return owner_.size() - 1;
  }

  static void add(LinearSum& sum, const LinearSum& other, const Rational& factor) {
    for (const auto& [variable, of_variable] : other)
      sum.emplace_back(variable, factor * of_variable);
  }

  // more >= less
  void require(const LinearSum& more, const LinearSum& less, const std::string& statement) {
    LinearSum sum = more;
    add(sum, less, Rational(-1));
    conditions_.push_back({std::move(sum), Rational(0), false});
    behind_.push_back(statement);
  }

  void add_subject(std::size_t j) {
    const SheetSubject& subject = sheet_.subjects[j];
    if (!wanted_.contains(subject.id)) {
      weights_.push_back({{variable(j), Rational(1)}});
      for (OptionIndex option : mentioned_[j]) {
        worth_[{j, option}] = {{variable(j), Rational(1)}};
        require(weights_[j], worth_[{j, option}], "");
      }
    } else if (subject.shape == SubjectShape::ordered) {
      add_ordered(j);
    } else if (subject.shape == SubjectShape::pointed) {
      add_pointed(j);
    } else if (subject.in_points) {
      weights_.push_back({{unit_, subject.range_of_points()}});
    } else {
      weights_.push_back({{variable(j), Rational(1)}});
    }
  }

  // Worths as sums of steps from the worst place up: orders then hold by themselves.
  void add_ordered(std::size_t j) {
    const SheetSubject& subject = sheet_.subjects[j];
    LinearSum level;
    bool at_top = false;
    for (std::size_t p = subject.places.size(); p-- > 0;) {
      const auto& place = subject.places[p];
      const LinearSum below = level;
      const bool worst = p + 1 == subject.places.size();
      bool stepped = false;
      for (OptionIndex option : place) {
        if (!mentioned_[j].contains(option)) continue;
        LinearSum& worth = worth_[{j, option}];
        worth = below;
        if (place.size() == 1) {
          if (!worst) worth.emplace_back(variable(j), Rational(1));
          level = worth;
          at_top = p == 0 && !worst;
          continue;
        }
        if (!stepped) level.emplace_back(variable(j), Rational(1));
        stepped = true;
        worth.emplace_back(variable(j), Rational(1));
        require(level, worth, subject.id);
        at_top = p == 0;
      }
    }
    if (!at_top) level.emplace_back(variable(j), Rational(1));
    weights_.push_back(level);
  }

  void add_pointed(std::size_t j) {
    const SheetSubject& subject = sheet_.subjects[j];
    if (subject.exact_points()) {
      weights_.push_back({{unit_, subject.range_of_points()}});
      for (OptionIndex option : mentioned_[j])
        worth_[{j, option}] = {{unit_, subject.points[option].low}};
      return;
    }
    NumberRange least = subject.points[0];
    NumberRange most = subject.points[0];
    for (const NumberRange& points : subject.points) {
      least = {std::min(least.low, points.low), std::min(least.high, points.high)};
      most = {std::max(most.low, points.low), std::max(most.high, points.high)};
    }
    const LinearSum bottom = between(j, least);
    const LinearSum top = between(j, most);
    weights_.push_back(top);
    add(weights_[j], bottom, Rational(-1));
    require(top, bottom, subject.id);
    for (OptionIndex option : mentioned_[j]) {
      worth_[{j, option}] = between(j, subject.points[option]);
      require(top, worth_[{j, option}], subject.id);
      require(worth_[{j, option}], bottom, subject.id);
    }
  }

  // The worth of a number of points in a range.
  LinearSum between(std::size_t j, const NumberRange& points) {
    const std::size_t above = variable(j);
    require({{unit_, points.high - points.low}}, {{above, Rational(1)}}, sheet_.subjects[j].id);
    return {{unit_, points.low}, {above, Rational(1)}};
  }

  void add_statements() {
    for (const SheetComparison& comparison : sheet_.comparisons)
      if (wanted_.contains(comparison.id)) require(sum_of(comparison.excess), {}, comparison.id);
    for (const SheetOrder& order : sheet_.orders) {
      if (!wanted_.contains(order.id)) continue;
      for (std::size_t p = 0; p + 1 < order.places.size(); ++p)
        for (std::size_t before : order.places[p])
          for (std::size_t after : order.places[p + 1])
            require(weights_[before], weights_[after], order.id);
    }
    for (const SheetShare& share : sheet_.shares) {
      if (!wanted_.contains(share.id)) continue;
      conditions_.push_back({weights_[share.subject], share.share.low, false});
      behind_.push_back(share.id);
      LinearSum turned;
      add(turned, weights_[share.subject], Rational(-1));
      conditions_.push_back({turned, -share.share.high, false});
      behind_.push_back(share.id);
    }
  }

  LinearSum sum_of(const WorthSum& excess) {
    LinearSum sum;
    if (excess.points != Rational(0)) sum.emplace_back(unit_, excess.points);
    for (const auto& entry : excess.options)
      add(sum, worth_[{entry.subject, entry.option}], Rational(entry.sign));
    for (const auto& entry : excess.weights) {
      const SheetSubject& subject = sheet_.subjects[entry.subject];
      if (subject.about.issue || wanted_.contains(subject.id)) {
        add(sum, weights_[entry.subject], entry.share);
        continue;
      }
      // A total whose preference is left out: the difference is worth anything up to its weight.
      for (int sign : {1, -1}) {
        const LinearSum part{{variable(entry.subject), Rational(1)}};
        require(weights_[entry.subject], part, "");
        add(sum, part, Rational(sign));
      }
    }
    return sum;
  }

  const VagueSheet& sheet_;
  const Statements& wanted_;
  std::size_t unit_ = 0;
  std::vector<std::size_t> owner_;  // of variables: the subject
  std::map<std::size_t, std::set<OptionIndex>> mentioned_;
  std::vector<LinearSum> weights_;
  std::map<std::pair<std::size_t, OptionIndex>, LinearSum> worth_;
  std::vector<LinearCondition> conditions_;
  std::vector<std::string> behind_;  // the statement of a condition; empty for what always holds
};

// Orders of options and one order of weights always leave room.
bool surely_consistent(const VagueSheet& sheet) {
  const bool weights_free = sheet.orders.empty() || sheet.subjects_in_points() == 0;
  return sheet.comparisons.empty() && sheet.shares.empty() && sheet.orders.size() <= 1 &&
         weights_free;
}

// Leaves statements out one by one as long as the rest cannot hold, preferences first: what the
// writer compared tells more than what a comparison runs into.
Statements shrunk(const VagueSheet& sheet, Statements found) {
  for (const std::string& id : statements_of(sheet)) {
    if (!found.contains(id)) continue;
    Statements without = found;
    without.erase(id);
    if (!Conditions(sheet, without).feasible()) found = std::move(without);
  }
  return found;
}

std::vector<Contradiction> contradictions_of(const VagueSheet& sheet) {
  std::vector<Contradiction> result;
  if (surely_consistent(sheet)) return result;
  const std::vector<std::string> ids = statements_of(sheet);
  Statements wanted(ids.begin(), ids.end());
  while (const auto reasons = Conditions(sheet, wanted).reasons()) {
    // The proof names every statement it needs, unless a preference works through the sum of all
    // weights alone; then all are tried.
    Statements found = *reasons;
    if (Conditions(sheet, found).feasible()) found = wanted;
    found = shrunk(sheet, std::move(found));
    for (const std::string& id : found)
      wanted.erase(id);
    result.push_back({sheet.party, {found.begin(), found.end()}});
  }
  std::ranges::sort(result, {}, &Contradiction::statements);
  return result;
}

}  // namespace

bool consistent(const VagueSheet& sheet) {
  if (surely_consistent(sheet)) return true;
  return can_hold(sheet, statements_of(sheet));
}

bool can_hold(const VagueSheet& sheet, const std::vector<std::string>& statements) {
  const Statements wanted(statements.begin(), statements.end());
  return Conditions(sheet, wanted).feasible();
}

std::vector<Contradiction> contradictions(const Case& c) {
  std::vector<Contradiction> result;
  for (const Sheet& sheet : c.sheets) {
    if (!has_utility(c, sheet)) continue;
    for (Contradiction& found : contradictions_of(vague_sheet(c, sheet)))
      result.push_back(std::move(found));
  }
  return result;
}

}  // namespace caucus
