#include "caucus/analysis/problem.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "caucus/base/assert.h"

namespace caucus {
namespace {

constexpr int bits_max = 62;
constexpr Int128 whole_max = Int128{1} << bits_max;

int bits_of(Int128 magnitude) {
  int bits = 0;
  for (; magnitude > 0; magnitude >>= 1)
    ++bits;
  return bits;
}

// A table of whole numbers while they may still be too large.
struct WholeTable {
  std::vector<std::uint16_t> depths;
  std::vector<Int128> worth;  // row-major in search order
};

class PartySumBuilder {
 public:
  PartySumBuilder(const PackageSpace& space, const Utility& utility)
      : space_(space), utility_(utility) {}

  // The sum, or how many bits it needs (128: more than can be computed with).
  std::optional<PartySum> build(int& bits_needed) {
    bits_needed = 128;
    if (!find_unit()) return std::nullopt;
    for (const auto& [scope, table] : gathered())
      tables_.push_back(table);
    shift_and_reduce();
    bits_needed = bits_of(reach_);
    if (bits_needed > bits_max) return std::nullopt;
    PartySum sum;
    sum.party = utility_.party;
    sum.scale = static_cast<std::int64_t>(scale_);
    sum.constant = static_cast<std::int64_t>(constant_);
    for (const WholeTable& table : tables_)
      sum.tables.push_back(with_best(table));
    bits_needed = 128;
    if (!set_reservation(sum)) return std::nullopt;
    return sum;
  }

 private:
  // The least number that makes every worth whole, if the numbers stay within range.
  bool find_unit() {
    std::vector<Rational> numbers = {utility_.worst, utility_.best};
    for (const WorthTable& table : utility_.tables)
      numbers.insert(numbers.end(), table.worth.begin(), table.worth.end());
    const std::optional<Int128> unit = common_denominator(numbers);
    if (!unit) return false;
    unit_ = *unit;
    Int128 most = 0;
    for (const Rational& number : numbers) {
      const auto whole = checked_multiply(number.numerator(), *unit / number.denominator());
      if (!whole) return false;
      most = std::max(most, *whole < 0 ? -*whole : *whole);
    }
    // A few bits are left so that sums over all tables cannot overflow either.
    return bits_of(most) + bits_of(static_cast<Int128>(utility_.tables.size()) + 2) < 126;
  }

  Int128 whole(const Rational& number) const {
    return number.numerator() * (unit_ / number.denominator());
  }

  // The tables in whole numbers, those of one scope added up; constants go into constant_.
  std::map<std::vector<std::uint16_t>, WholeTable> gathered() {
    std::map<std::vector<std::uint16_t>, WholeTable> by_scope;
    constant_ = -whole(utility_.worst);
    scale_ = whole(utility_.span());
    for (const WorthTable& table : utility_.tables) {
      if (table.scope.empty()) {
        constant_ += whole(table.worth.front());
        continue;
      }
      WholeTable in_order = searched(table);
      auto [at, fresh] = by_scope.try_emplace(in_order.depths, in_order);
      if (fresh) continue;
      for (std::size_t entry = 0; entry < in_order.worth.size(); ++entry)
        at->second.worth[entry] += in_order.worth[entry];
    }
    return by_scope;
  }

  // The table with its scope in search order.
  WholeTable searched(const WorthTable& table) const {
    const std::size_t k = table.scope.size();
    std::vector<std::size_t> by_depth(k);
    for (std::size_t j = 0; j < k; ++j)
      by_depth[j] = j;
    const auto depth = [&](std::size_t j) { return space_.depth_of[table.scope[j].index()]; };
    std::sort(by_depth.begin(), by_depth.end(),
              [&](std::size_t a, std::size_t b) { return depth(a) < depth(b); });
    std::vector<std::size_t> step(k, 1);
    for (std::size_t j = k; j-- > 1;)
      step[j - 1] = step[j] * space_.slots[depth(j)];
    WholeTable result;
    for (std::size_t j : by_depth)
      result.depths.push_back(depth(j));
    result.worth.resize(table.worth.size());
    std::vector<std::size_t> digits(k, 0);
    std::size_t from = 0;
    for (Int128& entry : result.worth) {
      entry = whole(table.worth[from]);
      for (std::size_t j = k; j-- > 0;) {
        from += step[by_depth[j]];
        if (++digits[j] < space_.slots[result.depths[j]]) break;
        from -= digits[j] * step[by_depth[j]];
        digits[j] = 0;
      }
    }
    return result;
  }

  // Smallest entries become 0 and the greatest common divisor 1.
  void shift_and_reduce() {
    Int128 divisor = scale_;
    for (WholeTable& table : tables_) {
      const Int128 least = *std::min_element(table.worth.begin(), table.worth.end());
      constant_ += least;
      for (Int128& entry : table.worth) {
        entry -= least;
        divisor = gcd(divisor, entry);
      }
    }
    divisor = gcd(divisor, constant_);
    scale_ /= divisor;
    constant_ /= divisor;
    reach_ = std::max(scale_, constant_ < 0 ? -constant_ : constant_);
    Int128 sum_of_largest = 0;
    for (WholeTable& table : tables_) {
      for (Int128& entry : table.worth)
        entry /= divisor;
      sum_of_largest += *std::max_element(table.worth.begin(), table.worth.end());
    }
    reach_ = std::max(reach_, sum_of_largest);
  }

  SumTable with_best(const WholeTable& table) const {
    SumTable sum;
    sum.depths = table.depths;
    sum.best.resize(table.depths.size());
    for (Int128 entry : table.worth)
      sum.best.back().push_back(static_cast<std::int64_t>(entry));
    for (std::size_t j = table.depths.size() - 1; j-- > 0;) {
      const std::size_t width = space_.slots[table.depths[j + 1]];
      const std::vector<std::int64_t>& finer = sum.best[j + 1];
      sum.best[j].assign(finer.size() / width, std::numeric_limits<std::int64_t>::min());
      for (std::size_t entry = 0; entry < finer.size(); ++entry)
        sum.best[j][entry / width] = std::max(sum.best[j][entry / width], finer[entry]);
    }
    sum.best_of_all = *std::max_element(sum.best.front().begin(), sum.best.front().end());
    return sum;
  }

  // reservation * scale = less / times in lowest terms.
  bool set_reservation(PartySum& sum) const {
    const Rational& r = utility_.reservation;
    const Int128 common = gcd(r.denominator(), scale_);
    const Int128 times = r.denominator() / common;
    const auto less = checked_multiply(r.numerator(), scale_ / common);
    if (!less || times > whole_max || bits_of(*less < 0 ? -*less : *less) > 124) return false;
    sum.times = static_cast<std::int64_t>(times);
    sum.less = *less;
    const Int128 floor = Rational(*less, times).ceil();
    sum.floor = static_cast<std::int64_t>(std::clamp<Int128>(floor, -whole_max, whole_max));
    return true;
  }

  const PackageSpace& space_;
  const Utility& utility_;
  Int128 unit_ = 1;
  Int128 constant_ = 0;
  Int128 scale_ = 1;
  Int128 reach_ = 0;
  std::vector<WholeTable> tables_;
};

}  // namespace

std::vector<std::int64_t> Problem::sums(const Package& package) const {
  const std::vector<std::uint16_t> slot = space->slots_of(package);
  std::vector<std::int64_t> sums;
  for (const PartySum& party : parties) {
    std::int64_t sum = party.constant;
    for (const SumTable& table : party.tables) {
      std::size_t entry = 0;
      for (std::uint16_t depth : table.depths)
        entry = entry * space->slots[depth] + slot[depth];
      sum += table.best.back()[entry];
    }
    sums.push_back(sum);
  }
  return sums;
}

std::optional<std::size_t> Problem::floor_of_demand(std::size_t demand) const {
  if (space->demands[demand].kind != DemandKind::reservation) return std::nullopt;
  for (std::size_t q = 0; q < parties.size(); ++q)
    if (parties[q].party == space->demands[demand].party) return q;
  return std::nullopt;
}

Problem problem(std::shared_ptr<const PackageSpace> space, const Utilities& utilities) {
  CAUCUS_ASSERT(space, "a problem has a space");
  Problem result;
  for (const Utility& utility : utilities) {
    int bits = 0;
    std::optional<PartySum> sum = PartySumBuilder(*space, utility).build(bits);
    if (!sum) {
      const std::string& name = space->of->parties[utility.party].name;
      result.parties.clear();
      result.refusal = fmt::format(
          "exact whole numbers for the preferences of {} need {} bits and at most {} are "
          "supported; write them with fewer digits",
          name.empty() ? space->of->parties[utility.party].id : name,
          bits > 127 ? "over 127" : std::to_string(bits), bits_max);
      break;
    }
    result.parties.push_back(std::move(*sum));
  }
  result.space = std::move(space);
  return result;
}

Problem problem(const Case& c, const Utilities& utilities, std::vector<Demand> demands) {
  return problem(package_space(c, std::move(demands)), utilities);
}

}  // namespace caucus
