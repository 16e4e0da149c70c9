// GeniusWeb JSON: weights that add up to exactly 1, utilities in 0..1, decimals.
#include <algorithm>

#include "caucus/base/text.h"
#include "caucus/scenario/data_write.h"
#include "caucus/scenario/writing.h"

namespace caucus {
namespace {

constexpr int digits = 12;
// A cap that cuts less than this cuts rounding only.
const Rational cut_tolerance(1, 1'000'000'000);
// Up to here every package is looked at for the worst acceptable one.
constexpr std::size_t packages_max = 1'000'000;

const Rational zero(0);
const Rational one(1);

// Weights and utilities as they will stand in the file.
struct Shares {
  std::vector<Rational> weights;
  std::vector<std::vector<Rational>> utilities;
};

class WebWriter {
 public:
  explicit WebWriter(Writing& writing) : writing_(writing), scenario_(writing.scenario()) {}

  std::vector<WrittenFile> write() {
    std::vector<std::string> names;
    for (const ScenarioIssue& issue : scenario_.issues) {
      names.push_back(issue.name);
      if (!all_differ(issue.options) || invalid_utf8_at(issue.name))
        refuse_domain("the issue " + in_quotes(issue.name) + " has an option twice");
    }
    if (!all_differ(names)) refuse_domain("two issues have the same name");
    domain_ = domain();
    std::vector<WrittenFile> files{{writing_.domain_file(), json_text(domain_)}};
    for (std::size_t at = 0; at < scenario_.profiles.size(); ++at)
      files.push_back({writing_.profile_file(at), json_text(profile(at))});
    return files;
  }

 private:
  void refuse_domain(const std::string& what) {
    writing_.find(FindingToken::cannot_hold, writing_.domain_file(), what);
  }

  static bool in_steps(const ScenarioIssue& issue) {
    if (issue.values.size() < 2) return false;
    const Rational step = issue.values[1] - issue.values[0];
    if (step <= zero) return false;
    for (std::size_t at = 2; at < issue.values.size(); ++at)
      if (issue.values[at] - issue.values[at - 1] != step) return false;
    return finite_decimal(step).has_value();
  }

  // As a range only where every additive profile is a line over it, rounded as GeniusWeb rounds.
  bool is_range(std::size_t at) const {
    const ScenarioIssue& issue = scenario_.issues[at];
    if (!in_steps(issue)) return false;
    for (const ScenarioProfile& profile : scenario_.profiles) {
      const auto* worth = std::get_if<AdditiveWorth>(&profile.worth);
      if (worth == nullptr) continue;
      const std::optional<Shares> shares = exact_shares(*worth);
      if (!shares) return false;
      const std::vector<Rational>& values = shares->utilities[at];
      const Rational span = issue.values.back() - issue.values.front();
      for (std::size_t option = 0; option < values.size(); ++option) {
        const Rational between =
            values.front() +
            (values.back() - values.front()) * (issue.values[option] - issue.values.front()) / span;
        const Int128 unit = 100'000'000;
        if (values[option] != Rational((between * Rational(unit) + Rational(1, 2)).floor(), unit))
          return false;
      }
    }
    return true;
  }

  DataNode domain() {
    std::vector<std::pair<std::string, DataNode>> issues;
    for (std::size_t at = 0; at < scenario_.issues.size(); ++at) {
      const ScenarioIssue& issue = scenario_.issues[at];
      bool range = false;
      try {
        range = is_range(at);
      } catch (const NumberOverflow&) {
      }
      ranges_.push_back(range);
      if (range) {
        const std::string step = *finite_decimal(issue.values[1] - issue.values[0]);
        issues.emplace_back(
            issue.name,
            data_object({{"range", data_object({{"low", data_number(issue.options.front())},
                                                {"high", data_number(issue.options.back())},
                                                {"step", data_number(step)}})}}));
        continue;
      }
      if (issue.kind != ScenarioIssueKind::discrete)
        writing_.find(
            FindingToken::written_as_discrete, writing_.domain_file(),
            "the issue " + in_quotes(issue.name) + " is written with its numbers as texts");
      std::vector<DataNode> values;
      for (const std::string& option : issue.options)
        values.push_back(data_text(option));
      issues.emplace_back(issue.name, data_object({{"values", data_list(std::move(values))}}));
    }
    return data_object(
        {{"name", data_text(scenario_.name)}, {"issuesValues", data_object(std::move(issues))}});
  }

  DataNode profile(std::size_t at) {
    const ScenarioProfile& profile = scenario_.profiles[at];
    const std::string& file = writing_.profile_file(at);
    std::vector<std::pair<std::string, DataNode>> body{{"name", data_text(profile.party)},
                                                       {"domain", domain_}};
    std::string kind = "LinearAdditiveUtilitySpace";
    if (const auto* worth = std::get_if<AdditiveWorth>(&profile.worth)) {
      if (const std::optional<Shares> shares = shares_of(profile, *worth, file))
        additive(*shares, body);
    } else if (const auto* groups = std::get_if<GroupWorth>(&profile.worth)) {
      kind = "SumOfGroupsUtilitySpace";
      body.emplace_back("partUtilities", parts(*groups, file));
    } else if (const auto* stated = std::get_if<StatedComparisons>(&profile.worth)) {
      kind = "DefaultPartialOrdering";
      comparisons(*stated, body);
    } else {
      writing_.find(FindingToken::cannot_hold, file, "boxes over several issues");
    }
    if (profile.discount && *profile.discount != one)
      writing_.drop(file, "a discount, which GeniusWeb does not know");
    if (const auto package = reservation(profile, file))
      body.emplace_back("reservationBid", package_node(*package));
    return data_object({{kind, data_object(std::move(body))}});
  }

  void additive(const Shares& shares, std::vector<std::pair<std::string, DataNode>>& body) const {
    std::vector<std::pair<std::string, DataNode>> utilities;
    std::vector<std::pair<std::string, DataNode>> weights;
    for (std::size_t at = 0; at < scenario_.issues.size(); ++at) {
      const ScenarioIssue& issue = scenario_.issues[at];
      const std::vector<Rational>& values = shares.utilities[at];
      weights.emplace_back(issue.name, data_number(*finite_decimal(shares.weights[at])));
      if (ranges_[at]) {
        utilities.emplace_back(
            issue.name,
            data_object(
                {{"NumberValueSetUtilities",
                  data_object({{"lowValue", data_number(issue.options.front())},
                               {"lowUtility", data_number(*finite_decimal(values.front()))},
                               {"highValue", data_number(issue.options.back())},
                               {"highUtility", data_number(*finite_decimal(values.back()))}})}}));
        continue;
      }
      std::vector<std::pair<std::string, DataNode>> table;
      for (std::size_t option = 0; option < values.size(); ++option)
        table.emplace_back(issue.options[option], data_number(*finite_decimal(values[option])));
      utilities.emplace_back(
          issue.name,
          data_object({{"DiscreteValueSetUtilities",
                        data_object({{"valueUtilities", data_object(std::move(table))}})}}));
    }
    body.emplace_back("issueUtilities", data_object(std::move(utilities)));
    body.emplace_back("issueWeights", data_object(std::move(weights)));
  }

  // Weights as written, where they already are what GeniusWeb asks for and nothing is lost.
  static std::optional<Shares> exact_shares(const AdditiveWorth& worth) {
    if (worth.weights.empty()) return std::nullopt;
    Shares shares;
    Rational sum;
    for (std::size_t at = 0; at < worth.worth.size(); ++at) {
      const Rational& weight = worth.weights[at];
      sum += weight;
      std::vector<Rational>& values = shares.utilities.emplace_back();
      if (weight < zero || weight > one || !finite_decimal(weight)) return std::nullopt;
      for (const Rational& summand : worth.worth[at]) {
        if (weight == zero && summand != zero) return std::nullopt;
        const auto value = weight == zero ? std::variant<Rational, BitsNeeded>(zero)
                                          : exact_product(summand, one, weight);
        const auto* exact = std::get_if<Rational>(&value);
        if (exact == nullptr || *exact < zero || *exact > one || !finite_decimal(*exact))
          return std::nullopt;
        values.push_back(*exact);
      }
      shares.weights.push_back(weight);
    }
    if (sum != one) return std::nullopt;
    return shares;
  }

  std::optional<Shares> shares_of(const ScenarioProfile& profile, const AdditiveWorth& worth,
                                  const std::string& file) {
    if (auto exact = exact_shares(worth)) return exact;
    for (const std::vector<Rational>& options : worth.worth)
      if (std::ranges::min(options) < zero) {
        writing_.find(FindingToken::cannot_hold, file, "utilities below 0");
        return std::nullopt;
      }
    const Rational most = largest_sum(worth);
    if (most > one + cut_tolerance) {
      writing_.find(FindingToken::cannot_hold, file,
                    profile.cap ? "a cap that cuts utilities of " + most.to_decimal(6)
                                : "utilities above 1, here " + most.to_decimal(6));
      return std::nullopt;
    }
    return rounded_shares(worth, most, file);
  }

  // The share of each issue in the largest sum weighs it, and its utilities make up for it.
  std::optional<Shares> rounded_shares(const AdditiveWorth& worth, const Rational& most,
                                       const std::string& file) {
    Shares shares;
    Rational sum;
    std::size_t heaviest = 0;
    for (std::size_t at = 0; at < worth.worth.size(); ++at) {
      const Rational largest = std::ranges::max(worth.worth[at]);
      const Rational weight =
          most == zero ? zero : rounded_to(rounded_to(largest, 24) / rounded_to(most, 12), digits);
      shares.weights.push_back(weight);
      sum += weight;
      if (weight > shares.weights[heaviest]) heaviest = at;
    }
    shares.weights[heaviest] += one - sum;
    RoundedChoices choices;
    for (std::size_t at = 0; at < worth.worth.size(); ++at) {
      std::vector<Rational>& values = shares.utilities.emplace_back();
      auto& pairs = choices.emplace_back();
      for (const Rational& summand : worth.worth[at]) {
        const Rational& weight = shares.weights[at];
        // 12 more digits than are written keep the quotient in range and the rounding right.
        const Rational share = weight == zero ? zero : rounded_to(summand, 24) / weight;
        values.push_back(std::min(one, rounded_to(share, digits)));
        pairs.emplace_back(values.back() * weight, summand);
      }
    }
    if (const std::string error = error_bound(choices); error != "0")
      writing_.find(FindingToken::rounded, file,
                    "utilities are written in 12 digits; the largest error is " + error);
    return shares;
  }

  DataNode parts(const GroupWorth& groups, const std::string& file) {
    std::vector<std::pair<std::string, DataNode>> parts;
    for (const GroupTable& group : groups.groups) {
      std::vector<DataNode> issues;
      for (const IssueId issue : group.issues)
        issues.push_back(data_text(scenario_.issues[issue.index()].name));
      std::vector<DataNode> rows;
      for (const auto& [options, worth] : group.combinations) {
        std::vector<DataNode> values;
        for (std::size_t at = 0; at < options.size(); ++at)
          values.push_back(option_node(group.issues[at], options[at]));
        const auto decimal = finite_decimal(worth);
        if (!decimal || worth < zero || worth > one)
          writing_.find(FindingToken::cannot_hold, file,
                        "the utility " + to_string(worth) + ", which is no decimal in 0..1");
        rows.push_back(data_object({{"values", data_list(std::move(values))},
                                    {"util", data_number(decimal.value_or("0"))}}));
      }
      parts.emplace_back(group.name,
                         data_object({{"PartsUtilities",
                                       data_object({{"issues", data_list(std::move(issues))},
                                                    {"utilslist", data_list(std::move(rows))}})}}));
    }
    return data_object(std::move(parts));
  }

  DataNode option_node(IssueId issue, OptionIndex option) const {
    const std::string& text = scenario_.issues[issue.index()].options[option];
    return ranges_[issue.index()] ? data_number(text) : data_text(text);
  }

  DataNode package_node(const ScenarioPackage& package) const {
    std::vector<std::pair<std::string, DataNode>> values;
    for (std::size_t at = 0; at < package.size(); ++at)
      if (package[at] != void_option)
        values.emplace_back(scenario_.issues[at].name, option_node(IssueId(at), package[at]));
    return data_object({{"issuevalues", data_object(std::move(values))}});
  }

  void comparisons(const StatedComparisons& stated,
                   std::vector<std::pair<std::string, DataNode>>& body) const {
    std::vector<DataNode> packages;
    for (const ScenarioPackage& package : stated.packages)
      packages.push_back(package_node(package));
    std::vector<DataNode> better;
    for (const auto& [first, second] : stated.better)
      better.push_back(
          data_list({data_number(std::to_string(first)), data_number(std::to_string(second))}));
    body.emplace_back("bids", data_list(std::move(packages)));
    body.emplace_back("better", data_list(std::move(better)));
  }

  // The package that stands for the reservation: as read, or the worst acceptable one.
  std::optional<ScenarioPackage> reservation(const ScenarioProfile& profile,
                                             const std::string& file) {
    if (profile.reservation_package) return profile.reservation_package;
    if (!profile.reservation || !utility(profile, ScenarioPackage(scenario_.issues.size(), 0)))
      return std::nullopt;
    bool exact = true;
    const auto package = worst_acceptable(profile, exact);
    if (!package) {
      writing_.find(FindingToken::cannot_hold, file, "a reservation value that no package reaches");
      return std::nullopt;
    }
    writing_.find(FindingToken::reservation_rewritten, file,
                  "the reservation value " + to_string(*profile.reservation) + " is written as " +
                      (exact ? "the worst acceptable package" : "a barely acceptable package") +
                      ", worth " + utility(profile, *package)->to_decimal(digits));
    return package;
  }

  std::optional<ScenarioPackage> worst_acceptable(const ScenarioProfile& profile, bool& exact) {
    const std::string count = package_count(scenario_);
    exact = count.size() < 7 || (count.size() == 7 && count == std::to_string(packages_max));
    return exact ? worst_of_all(profile) : lowered(profile);
  }

  std::optional<ScenarioPackage> worst_of_all(const ScenarioProfile& profile) const {
    std::optional<ScenarioPackage> worst;
    Rational least;
    ScenarioPackage package(scenario_.issues.size(), 0);
    while (true) {
      const Rational value = *utility(profile, package);
      if (value >= *profile.reservation && (!worst || value < least)) {
        worst = package;
        least = value;
      }
      std::size_t at = 0;
      while (at < package.size() && ++package[at] == scenario_.issues[at].options.size())
        package[at++] = 0;
      if (at == package.size()) return worst;
    }
  }

  // From the best package down, one issue after another, as far as it stays acceptable.
  std::optional<ScenarioPackage> lowered(const ScenarioProfile& profile) const {
    ScenarioPackage package(scenario_.issues.size(), 0);
    const auto try_all = [&](bool up) {
      for (std::size_t at = 0; at < package.size(); ++at) {
        ScenarioPackage best = package;
        for (std::size_t option = 0; option < scenario_.issues[at].options.size(); ++option) {
          ScenarioPackage other = package;
          other[at] = static_cast<OptionIndex>(option);
          const Rational value = *utility(profile, other);
          const Rational now = *utility(profile, best);
          if (up ? value > now : value < now && value >= *profile.reservation)
            best = std::move(other);
        }
        package = std::move(best);
      }
    };
    try_all(true);
    if (*utility(profile, package) < *profile.reservation) return std::nullopt;
    try_all(false);
    return package;
  }

  Writing& writing_;
  const Scenario& scenario_;
  std::vector<bool> ranges_;
  DataNode domain_;
};

}  // namespace

WrittenScenario write_geniusweb(const Scenario& scenario, bool lossy) {
  Writing writing(scenario, ".json", lossy);
  WebWriter writer(writing);
  return writing.finish(writer.write());
}

}  // namespace caucus
