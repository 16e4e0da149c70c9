#include "caucus/analysis/centroid.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "caucus/analysis/readings.h"
#include "caucus/analysis/worth_tables.h"

namespace caucus {
namespace {

constexpr int digits_kept = 9;
constexpr Int128 sum_max = Int128{1} << 62;

Rational middle(const NumberRange& range) {
  return (range.low + range.high) / 2;
}

// Weights of subjects by the rules of the header, points aside.
class CentroidWeights {
 public:
  CentroidWeights(const VagueSheet& sheet, bool exactly)
      : sheet_(sheet), exactly_(exactly), weights_(sheet.subjects.size()) {}

  std::vector<Rational> weights() {
    fix_exact_shares();
    std::vector<std::size_t> open;
    for (std::size_t j = 0; j < weights_.size(); ++j)
      if (!weights_[j]) open.push_back(j);
    if (!open.empty()) {
      const Rational left = std::max(Rational(0), Rational(1) - fixed_);
      const Rational each = kept(left / static_cast<Int128>(open.size()));
      if (!sheet_.orders.empty()) share_by_rank(sheet_.orders.front(), each);
      for (std::size_t j : open)
        if (!weights_[j]) weights_[j] = each;
    }
    std::vector<Rational> result;
    for (const auto& weight : weights_)
      result.push_back(*weight);
    return result;
  }

 private:
  void fix_exact_shares() {
    for (const SheetShare& share : sheet_.shares) {
      if (!share.share.exact() || weights_[share.subject]) continue;
      weights_[share.subject] = share.share.low;
      fixed_ = kept(fixed_ + kept(share.share.low));
    }
  }

  // The listed subjects have `each` in the mean, in the proportions of their ranks.
  void share_by_rank(const SheetOrder& order, const Rational& each) {
    std::vector<std::vector<std::size_t>> places;
    std::size_t count = 0;
    for (const auto& place : order.places) {
      std::vector<std::size_t> open;
      for (std::size_t j : place)
        if (!weights_[j]) open.push_back(j);
      count += open.size();
      places.push_back(std::move(open));
    }
    // Sums from the last rank on, so that each rank adds one term.
    Rational tail;
    std::size_t rank = count;
    for (std::size_t p = places.size(); p-- > 0;) {
      Rational of_place;
      for (std::size_t i = 0; i < places[p].size(); ++i) {
        tail = kept(tail + Rational(1, static_cast<Int128>(rank--)));
        of_place += tail;
      }
      for (std::size_t j : places[p])
        weights_[j] = kept(each * (of_place / static_cast<Int128>(places[p].size())));
    }
  }

  Rational kept(const Rational& number) const {
    return exactly_ ? number : rounded(number, digits_kept);
  }

  const VagueSheet& sheet_;
  bool exactly_;
  std::vector<std::optional<Rational>> weights_;
  Rational fixed_;
};

// The mean value of an option of a place that holds ranks first .. first + size - 1 of `count`.
Rational value_of_place(std::size_t first, std::size_t size, std::size_t count) {
  if (count < 2) return Rational(0);
  const auto below_first = static_cast<Int128>(2 * (count - 1 - first) + 1 - size);
  return {below_first, static_cast<Int128>(2 * (count - 1))};
}

void pool_points(const VagueSheet& sheet, SheetWorth& worth) {
  for (std::size_t j = 0; j < sheet.subjects.size(); ++j) {
    if (!sheet.subjects[j].in_points) continue;
    worth.pool += worth.weights[j];
    worth.range += sheet.subjects[j].range_of_points();
  }
  if (worth.range == Rational(0)) return;  // weights stay: nothing is worth anything
  for (std::size_t j = 0; j < sheet.subjects.size(); ++j)
    if (sheet.subjects[j].in_points)
      worth.weights[j] = worth.of_points(sheet.subjects[j].range_of_points());
}

WorthTable scaled(WorthTable table, const Rational& factor) {
  for (Rational& entry : table.worth)
    entry *= factor;
  return table;
}

// All sums, in units of their common denominator, are exact integers below 2^62.
bool fits(const Utility& utility) {
  std::vector<Rational> numbers;
  for (const WorthTable& table : utility.tables)
    numbers.insert(numbers.end(), table.worth.begin(), table.worth.end());
  const auto unit = common_denominator(numbers);
  if (!unit) return false;
  Int128 largest = 0;
  for (const WorthTable& table : utility.tables) {
    Rational of_table;
    for (const Rational& worth : table.worth)
      of_table = std::max(of_table, abs(worth));
    const auto whole = checked_multiply(of_table.numerator(), *unit / of_table.denominator());
    if (!whole || *whole > sum_max - largest) return false;
    largest += *whole;
  }
  return *unit <= sum_max && utility.reservation.denominator() <= sum_max;
}

}  // namespace

std::vector<Rational> rank_order_centroid(std::size_t count) {
  std::vector<Rational> shares(count);
  Rational tail;
  for (std::size_t k = count; k-- > 0;) {
    tail += Rational(1, static_cast<Int128>(k + 1));
    shares[k] = tail / static_cast<Int128>(count);
  }
  return shares;
}

SheetWorth centroid(const VagueSheet& sheet, bool exactly) {
  const auto kept = [&](const Rational& number) {
    return exactly ? number : rounded(number, digits_kept);
  };
  SheetWorth worth;
  worth.weights = CentroidWeights(sheet, exactly).weights();
  pool_points(sheet, worth);
  for (std::size_t j = 0; j < sheet.subjects.size(); ++j) {
    const SheetSubject& subject = sheet.subjects[j];
    worth.weights[j] = kept(worth.weights[j]);
    std::vector<Rational> options;
    if (subject.shape == SubjectShape::pointed) {
      for (const NumberRange& points : subject.points)
        options.push_back(kept(worth.of_points(middle(points))));
    } else if (subject.shape == SubjectShape::ordered) {
      options.resize(subject.options);
      std::size_t rank = 0;
      for (const auto& place : subject.places) {
        const Rational value = value_of_place(rank, place.size(), subject.options);
        for (OptionIndex option : place)
          options[option] = kept(worth.weights[j] * value);
        rank += place.size();
      }
    }
    worth.options.push_back(std::move(options));
  }
  return worth;
}

bool agrees(const VagueSheet& sheet, const SheetWorth& worth, const Rational& slack) {
  for (const SheetComparison& comparison : sheet.comparisons)
    if (amount(comparison.excess, worth) < -slack) return false;
  for (const SheetShare& share : sheet.shares) {
    const Rational& weight = worth.weights[share.subject];
    if (weight < share.share.low - slack || weight > share.share.high + slack) return false;
  }
  for (const SheetOrder& order : sheet.orders) {
    Rational least_before = Rational(2);
    for (const auto& place : order.places) {
      Rational least = least_before;
      for (std::size_t j : place) {
        if (worth.weights[j] > least_before + slack) return false;
        least = std::min(least, worth.weights[j]);
      }
      least_before = least;
    }
  }
  return true;
}

Utility utility_of(const Case& c, const VagueSheet& sheet, const SheetWorth& worth, bool exactly) {
  Utility utility;
  utility.party = sheet.party;
  utility.kind = UtilityKind::central;
  utility.rounded = !exactly;
  for (std::size_t j = 0; j < sheet.subjects.size(); ++j) {
    const SheetSubject& subject = sheet.subjects[j];
    if (subject.about.issue) {
      WorthTable table{{*subject.about.issue}, worth.options[j]};
      table.worth.resize(slots(c, *subject.about.issue));
      utility.tables.push_back(std::move(table));
    }
    for (const WorthTable& table : subject.values)
      utility.tables.push_back(scaled(table, worth.weights[j]));
  }
  for (const SheetTerm& term : sheet.terms)
    utility.tables.push_back(scaled(term.holds, worth.of_points(term.points)));
  if (!exactly)
    for (WorthTable& table : utility.tables)
      for (Rational& entry : table.worth)
        entry = rounded(entry, digits_kept);
  const Extremes range = extremes(c, utility.tables);
  utility.worst = range.worst;
  utility.best = range.best;
  if (const auto* stated = std::get_if<NumberRange>(&sheet.no_agreement)) {
    utility.reservation = middle(*stated);
  } else if (const auto* good = std::get_if<WorthSum>(&sheet.no_agreement)) {
    const Rational sum = amount(*good, worth);
    utility.reservation =
        ((exactly ? sum : rounded(sum, digits_kept)) - utility.worst) / utility.span();
  } else {
    utility.reservation_assumed = true;
  }
  return utility;
}

Utility plain_utility(const Case& c, const VagueSheet& sheet) {
  try {
    Utility utility = utility_of(c, sheet, centroid(sheet, true), true);
    if (fits(utility)) return utility;
  } catch (const NumberOverflow&) {
    // Too fine for 128 bits: the same again with numbers rounded on the way.
  }
  return utility_of(c, sheet, centroid(sheet, false), false);
}

Utility central_utility(const Case& c, const VagueSheet& sheet) {
  bool plain = false;
  try {
    plain = agrees(sheet, centroid(sheet, true));
  } catch (const NumberOverflow&) {
    const Rational slack(1, 1'000'000);  // far above what rounding does to a sum
    plain = agrees(sheet, centroid(sheet, false), slack);
  }
  if (!plain)
    if (const auto mean = mean_of_readings(c, sheet)) return utility_of(c, sheet, *mean, false);
  return plain_utility(c, sheet);
}

}  // namespace caucus
