#include "caucus/model/scenario.h"

#include <algorithm>
#include <array>

#include "caucus/base/assert.h"
#include "caucus/base/enum_word.h"

namespace caucus {
namespace {

bool holds(const BoxBound& bound, std::span<const OptionIndex> package) {
  CAUCUS_ASSERT(bound.issue.index() < package.size(), "a package has one entry per issue");
  const OptionIndex option = package[bound.issue.index()];
  return option != void_option && bound.low <= option && option <= bound.high;
}

bool pays(const Box& box, std::span<const OptionIndex> package) {
  if (box.bounds.empty()) return true;
  const bool all =
      std::ranges::all_of(box.bounds, [&](const BoxBound& bound) { return holds(bound, package); });
  return all != box.excludes;
}

// One value after another, joined as the node says.
class Joined {
 public:
  explicit Joined(Aggregation aggregation) : aggregation_(aggregation) {}

  void add(const Rational& value) {
    if (!value_)
      value_ = value;
    else if (aggregation_ == Aggregation::sum)
      *value_ += value;
    else if (aggregation_ == Aggregation::min)
      value_ = std::min(*value_, value);
    else
      value_ = std::max(*value_, value);
  }
  Rational value() const { return value_.value_or(Rational(0)); }

 private:
  Aggregation aggregation_;
  std::optional<Rational> value_;
};

// Readers bound the depth of a tree, so recursion is safe.
Rational value_of(const BoxNode& node, std::span<const OptionIndex> package) {
  Joined joined(node.aggregation);
  for (const Box& box : node.boxes)
    joined.add(pays(box, package) ? box.worth : Rational(0));
  for (const BoxNode& part : node.parts)
    joined.add(value_of(part, package) * part.weight);
  return joined.value();
}

Rational worth_of(const AdditiveWorth& additive, std::span<const OptionIndex> package) {
  CAUCUS_ASSERT(package.size() == additive.worth.size(), "a package has one entry per issue");
  Rational sum;
  for (std::size_t issue = 0; issue < package.size(); ++issue)
    if (package[issue] != void_option) sum += additive.worth[issue][package[issue]];
  return sum;
}

Rational worth_of(const BoxWorth& boxes, std::span<const OptionIndex> package) {
  return value_of(boxes.root, package) / boxes.divisor;
}

bool is_in(const GroupTable& group, const std::vector<OptionIndex>& options,
           std::span<const OptionIndex> package) {
  for (std::size_t i = 0; i < group.issues.size(); ++i) {
    CAUCUS_ASSERT(group.issues[i].index() < package.size(), "a package has one entry per issue");
    if (package[group.issues[i].index()] != options[i]) return false;
  }
  return true;
}

Rational worth_of(const GroupWorth& groups, std::span<const OptionIndex> package) {
  Rational sum;
  for (const GroupTable& group : groups.groups)
    for (const auto& [options, worth] : group.combinations)
      if (is_in(group, options, package)) {
        sum += worth;
        break;
      }
  return sum;
}

void add_terms(const BoxNode& node, const Rational& factor, std::vector<Rational>& terms) {
  for (const Box& box : node.boxes)
    terms.push_back(box.worth * factor);
  for (const BoxNode& part : node.parts)
    add_terms(part, factor * part.weight, terms);
}

// Every number that a utility of the profile is a sum of.
std::vector<Rational> terms_of(const ProfileWorth& worth) {
  std::vector<Rational> terms;
  if (const auto* additive = std::get_if<AdditiveWorth>(&worth))
    for (const std::vector<Rational>& options : additive->worth)
      terms.insert(terms.end(), options.begin(), options.end());
  if (const auto* boxes = std::get_if<BoxWorth>(&worth))
    add_terms(boxes->root, Rational(1) / boxes->divisor, terms);
  if (const auto* groups = std::get_if<GroupWorth>(&worth))
    for (const GroupTable& group : groups->groups)
      for (const auto& [options, value] : group.combinations)
        terms.push_back(value);
  return terms;
}

}  // namespace

std::optional<Rational> utility(const ScenarioProfile& profile,
                                std::span<const OptionIndex> package) {
  std::optional<Rational> value;
  if (const auto* additive = std::get_if<AdditiveWorth>(&profile.worth))
    value = worth_of(*additive, package);
  else if (const auto* boxes = std::get_if<BoxWorth>(&profile.worth))
    value = worth_of(*boxes, package);
  else if (const auto* groups = std::get_if<GroupWorth>(&profile.worth))
    value = worth_of(*groups, package);
  if (value && profile.cap) value = std::min(*value, *profile.cap);
  return value;
}

std::optional<Rational> reservation_value(const ScenarioProfile& profile) {
  if (profile.reservation) return profile.reservation;
  if (profile.reservation_package) return utility(profile, *profile.reservation_package);
  return std::nullopt;
}

std::optional<Int128> scale_of(const ScenarioProfile& profile) {
  try {
    return common_denominator(terms_of(profile.worth));
  } catch (const NumberOverflow&) {
    return std::nullopt;
  }
}

std::string package_count(const Scenario& scenario) {
  // Base 10^9, lowest first: an issue has at most 65,535 options, so a step fits 64 bits.
  constexpr std::uint64_t base = 1'000'000'000;
  std::vector<std::uint64_t> digits{1};
  for (const ScenarioIssue& issue : scenario.issues) {
    std::uint64_t carry = 0;
    for (std::uint64_t& digit : digits) {
      carry += digit * issue.options.size();
      digit = carry % base;
      carry /= base;
    }
    if (carry > 0) digits.push_back(carry);
  }
  std::string text = std::to_string(digits.back());
  for (std::size_t i = digits.size() - 1; i-- > 0;) {
    const std::string part = std::to_string(digits[i]);
    text += std::string(9 - part.size(), '0') + part;
  }
  return text;
}

std::string_view token(ScenarioFamily family) {
  static constexpr std::array<std::string_view, 3> words{"genius", "geniusweb", "negmas"};
  return enum_word(words, family);
}

std::string_view token(ScenarioIssueKind kind) {
  static constexpr std::array<std::string_view, 3> words{"discrete", "integer", "real"};
  return enum_word(words, kind);
}

std::string_view token(Aggregation aggregation) {
  static constexpr std::array<std::string_view, 3> words{"sum", "min", "max"};
  return enum_word(words, aggregation);
}

}  // namespace caucus
