#include "caucus/analysis/vague_sheet.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "caucus/analysis/worth_tables.h"

namespace caucus {
namespace {

Rational middle(const NumberRange& range) {
  return (range.low + range.high) / 2;
}

NumberRange scaled(const NumberRange& range, const Rational& factor) {
  const Rational a = factor * range.low;
  const Rational b = factor * range.high;
  return {std::min(a, b), std::max(a, b)};
}

// Options of a quantity from the best amount to the worst, equal amounts in one place.
std::vector<std::vector<OptionIndex>> places_by_amount(const Issue& issue, bool more) {
  std::map<Rational, std::vector<OptionIndex>> by_amount;
  for (std::size_t i = 0; i < issue.options.size(); ++i)
    by_amount[issue.options[i].value].push_back(static_cast<OptionIndex>(i));
  std::vector<std::vector<OptionIndex>> places;
  for (auto& [value, options] : by_amount)
    places.push_back(std::move(options));
  if (more) std::ranges::reverse(places);
  return places;
}

class SheetReader {
 public:
  SheetReader(const Case& c, const Sheet& sheet) : case_(c), says_(sheet.preferences) {
    result_.party = sheet.party;
  }

  VagueSheet read() {
    for (const Preference& preference : says_.preferences)
      add_subject(preference);
    read_priorities();
    if (result_.subjects_in_points() > 0)
      for (const TermPoints& term : says_.terms)
        result_.terms.push_back(
            {term.id, statement_table(case_, term.when, Rational(1)), term.points});
    for (const Comparison& compare : says_.comparisons) {
      if (compare.sure == Sure::doubtful) continue;  // shown, and asked about
      SheetComparison comparison{compare.id, {}};
      add_package(comparison.excess, compare.prefers, 1);
      add_package(comparison.excess, compare.to, -1);
      result_.comparisons.push_back({compare.id, simplified(comparison.excess)});
    }
    if (says_.no_agreement) read_no_agreement(*says_.no_agreement);
    return std::move(result_);
  }

 private:
  void add_subject(const Preference& preference) {
    if (std::holds_alternative<Indifferent>(preference.says)) return;
    SheetSubject subject;
    subject.about = preference.about;
    subject.id = preference.id;
    if (preference.about.total) {
      read_total(subject, preference);
    } else {
      read_issue(subject, preference);
    }
    result_.subjects.push_back(std::move(subject));
  }

  void read_issue(SheetSubject& subject, const Preference& preference) const {
    const Issue& issue = case_.issues[*subject.about.issue];
    subject.options = issue.options.size();
    if (const auto* monotone = std::get_if<Monotone>(&preference.says)) {
      subject.places = places_by_amount(issue, monotone->more);
    } else if (const auto* order = std::get_if<OptionOrder>(&preference.says)) {
      subject.places = order->places;
    } else {
      subject.shape = SubjectShape::pointed;
      subject.in_points = true;
      if (const auto* points = std::get_if<OptionPoints>(&preference.says)) {
        for (const NumberRange& range : points->points)
          subject.points.push_back(scaled(range, points->weight));
      } else {
        const auto& unit = std::get<PointsPerUnit>(preference.says);
        for (const Option& option : issue.options) {
          const Rational worth = unit.weight * (unit.at_zero + unit.per_unit * option.value);
          subject.points.push_back({worth, worth});
        }
      }
    }
  }

  void read_total(SheetSubject& subject, const Preference& preference) const {
    subject.shape = SubjectShape::linear;
    std::vector<WorthTable> amounts = amount_tables(case_, case_.totals[*subject.about.total].is);
    const Extremes range = extremes(case_, amounts);
    bool more = true;
    if (const auto* monotone = std::get_if<Monotone>(&preference.says)) more = monotone->more;
    if (const auto* unit = std::get_if<PointsPerUnit>(&preference.says)) {
      more = unit->weight * unit->per_unit >= Rational(0);
      subject.in_points = true;
      const Rational worst = more ? range.worst : range.best;
      const Rational best = more ? range.best : range.worst;
      for (const Rational& amount : {worst, best}) {
        const Rational points = unit->weight * (unit->at_zero + unit->per_unit * amount);
        subject.points.push_back({points, points});
      }
    }
    subject.worst_amount = more ? range.worst : range.best;
    subject.best_amount = more ? range.best : range.worst;
    const Rational span = subject.best_amount - subject.worst_amount;
    if (span == Rational(0)) return;
    // Each table from 0 up, so that a large amount which never changes leaves no digits of its own.
    Rational constant = -subject.worst_amount;
    for (WorthTable& table : amounts) {
      const Rational least = *std::ranges::min_element(table.worth);
      constant += least;
      if (table.scope.empty()) continue;
      for (Rational& worth : table.worth)
        worth = (worth - least) / span;
      subject.values.push_back(std::move(table));
    }
    subject.values.push_back({{}, {constant / span}});
  }

  std::optional<std::size_t> index_of(const Subject& about) const {
    for (std::size_t i = 0; i < result_.subjects.size(); ++i)
      if (result_.subjects[i].about == about) return i;
    return std::nullopt;
  }

  void read_priorities() {
    for (const Priority& priority : says_.priorities) {
      if (const auto* order = std::get_if<PriorityOrder>(&priority.says)) {
        SheetOrder indexes{priority.id, {}};
        for (const std::vector<Subject>& place : order->places) {
          std::vector<std::size_t> members;
          for (const Subject& about : place)
            if (const auto index = index_of(about)) members.push_back(*index);
          if (!members.empty()) indexes.places.push_back(std::move(members));
        }
        if (!indexes.places.empty()) result_.orders.push_back(std::move(indexes));
      } else {
        for (const WeightRange& range : std::get<std::vector<WeightRange>>(priority.says))
          if (const auto index = index_of(range.of))
            result_.shares.push_back({priority.id, *index, range.share});
      }
    }
  }

  void add_package(WorthSum& sum, const PartialPackage& package, int sign) const {
    for (std::size_t j = 0; j < result_.subjects.size(); ++j) {
      const SheetSubject& subject = result_.subjects[j];
      if (subject.about.total) {
        add_total(sum, j, package, sign);
      } else {
        add_issue(sum, j, settled(case_, package, *subject.about.issue), sign);
      }
    }
    for (std::size_t i = 0; i < result_.terms.size(); ++i)
      if (truth(case_, says_.terms[i].when, package) == Truth::certain)
        sum.points += sign * result_.terms[i].points;
  }

  void add_issue(WorthSum& sum, std::size_t j, std::optional<OptionIndex> option, int sign) const {
    const SheetSubject& subject = result_.subjects[j];
    if (option == void_option) return;
    if (option) {
      sum.options.push_back({j, *option, sign});
    } else if (subject.in_points) {
      const auto by_middle = [](const NumberRange& range) { return middle(range); };
      const auto [low, high] = std::ranges::minmax_element(subject.points, {}, by_middle);
      sum.points += sign * (middle(*low) + middle(*high)) / 2;
    } else {
      sum.weights.push_back({j, Rational(sign, 2)});
    }
  }

  void add_total(WorthSum& sum, std::size_t j, const PartialPackage& package, int sign) const {
    const SheetSubject& subject = result_.subjects[j];
    if (subject.values.empty()) return;
    const Expression& is = case_.totals[*subject.about.total].is;
    const Rational above_worst = central_amount(case_, is, package) - subject.worst_amount;
    sum.weights.push_back({j, sign * (above_worst / (subject.best_amount - subject.worst_amount))});
  }

  void read_no_agreement(const NoAgreement& no_agreement) {
    if (const auto* worth = std::get_if<NoAgreementWorth>(&no_agreement.says)) {
      result_.no_agreement = worth->worth;
    } else if (const auto* good = std::get_if<AsGoodAs>(&no_agreement.says)) {
      WorthSum sum;
      add_package(sum, good->package, 1);
      result_.no_agreement = simplified(sum);
    } else if (result_.subjects_in_points() == result_.subjects.size()) {
      WorthSum sum;
      sum.points = std::get<NoAgreementPoints>(no_agreement.says).points;
      for (const SheetSubject& subject : result_.subjects)
        if (subject.about.total) sum.points -= subject.points[0].low;
      result_.no_agreement = sum;
    }
  }

  // Equal entries joined and what cancels left out, so that a condition that says nothing is empty.
  static WorthSum simplified(const WorthSum& sum) {
    std::map<std::pair<std::size_t, OptionIndex>, int> options;
    std::map<std::size_t, Rational> weights;
    for (const auto& entry : sum.options)
      options[{entry.subject, entry.option}] += entry.sign;
    for (const auto& entry : sum.weights)
      weights[entry.subject] += entry.share;
    WorthSum simple;
    for (const auto& [key, sign] : options)
      if (sign != 0) simple.options.push_back({key.first, key.second, sign});
    for (const auto& [subject, share] : weights)
      if (share != Rational(0)) simple.weights.push_back({subject, share});
    simple.points = sum.points;
    return simple;
  }

  const Case& case_;
  const PreferenceStatements& says_;
  VagueSheet result_;
};

}  // namespace

bool SheetSubject::exact_points() const {
  return std::ranges::all_of(points, [](const NumberRange& range) { return range.exact(); });
}

Rational SheetSubject::range_of_points() const {
  if (points.empty()) return Rational(0);
  Rational low = middle(points[0]);
  Rational high = low;
  for (const NumberRange& range : points) {
    low = std::min(low, middle(range));
    high = std::max(high, middle(range));
  }
  return high - low;
}

bool VagueSheet::can_be_sampled() const {
  const double limit = 1e6;
  double all = 0;
  double largest = 0;
  double of_terms = 0;
  for (const SheetSubject& subject : subjects) {
    if (subject.in_points) all += subject.range_of_points().to_double();
    for (const NumberRange& range : subject.points)
      largest =
          std::max({largest, std::abs(range.low.to_double()), std::abs(range.high.to_double())});
    for (const WorthTable& table : subject.values)
      for (const Rational& value : table.worth)
        if (abs(value) > Rational(1'000'000)) return false;
  }
  for (const SheetTerm& term : terms)
    of_terms += std::abs(term.points.to_double());
  if (const auto* good = std::get_if<WorthSum>(&no_agreement))
    largest = std::max(largest, std::abs(good->points.to_double()));
  for (const SheetComparison& comparison : comparisons)
    largest = std::max(largest, std::abs(comparison.excess.points.to_double()));
  return all == 0 || std::max(largest, of_terms) <= limit * all;
}

std::size_t VagueSheet::subjects_in_points() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(subjects, [](const SheetSubject& s) { return s.in_points; }));
}

VagueSheet vague_sheet(const Case& c, const Sheet& sheet) {
  return SheetReader(c, sheet).read();
}

Rational amount(const WorthSum& sum, const SheetWorth& worth) {
  const auto added = [&](const auto& kept) {
    Rational result = kept(worth.of_points(sum.points));
    for (const auto& entry : sum.options)
      result += entry.sign * kept(worth.options[entry.subject][entry.option]);
    for (const auto& entry : sum.weights)
      result += kept(entry.share * worth.weights[entry.subject]);
    return result;
  };
  try {
    return added([](const Rational& number) { return number; });
  } catch (const NumberOverflow&) {
    return added([](const Rational& number) { return rounded(number, 12); });
  }
}

}  // namespace caucus
