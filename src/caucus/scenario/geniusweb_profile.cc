// Profiles of GeniusWeb: additive, sums over groups of issues, and stated comparisons.
#include <algorithm>
#include <set>

#include "caucus/base/text.h"
#include "caucus/scenario/exact_number.h"
#include "caucus/scenario/geniusweb.h"
#include "caucus/scenario/option_lookup.h"

namespace caucus {
namespace {

const Rational zero(0);
const Rational one(1);

// Half up to 8 decimals, as GeniusWeb rounds what lies between two values. Never below 0 here.
Rational rounded_8(const Rational& value) {
  const Int128 unit = 100'000'000;
  return {(value * Rational(unit) + Rational(1, 2)).floor(), unit};
}

class Profile {
 public:
  Profile(const DataDomain& domain, FindingLog& log)
      : domain_(domain), lookup_(domain.issues), log_(log) {}

  std::optional<ScenarioProfile> read(const std::string& kind, const DataNode& body) {
    if (!body.is_object()) {
      log_.add(FindingToken::wrong_type, body.offset, "a profile is a list of keys and values");
      return std::nullopt;
    }
    ScenarioProfile profile;
    check_domain(body);
    if (kind == "LinearAdditiveUtilitySpace")
      profile.worth = additive(body);
    else if (kind == "SumOfGroupsUtilitySpace")
      profile.worth = groups(body);
    else
      profile.worth = comparisons(body);
    const DataNode* reservation = body.at("reservationBid");
    if (reservation != nullptr && reservation->kind != DataKind::null)
      profile.reservation_package = package(*reservation);
    if (log_.refused()) return std::nullopt;
    return profile;
  }

 private:
  // The domain inside the profile has to be the one beside it.
  void check_domain(const DataNode& body) {
    const DataNode* node = body.at("domain");
    if (node == nullptr || node->at("issuesValues") == nullptr) return;
    const auto own = read_geniusweb_domain(*node, log_);
    if (!own) return;
    const auto sorted = [](const DataDomain& domain) {
      std::vector<std::pair<std::string, std::vector<std::string>>> issues;
      for (const ScenarioIssue& issue : domain.issues) {
        issues.emplace_back(issue.name, issue.options);
        std::ranges::sort(issues.back().second);
      }
      std::ranges::sort(issues);
      return issues;
    };
    if (sorted(*own) != sorted(domain_))
      log_.add(FindingToken::issues_differ, node->offset,
               "the issues and options of the profile are not those of the domain");
  }

  std::optional<Rational> share(const DataNode& node, std::string_view what) {
    const auto number = number_in(node, log_);
    if (!number || (*number >= zero && *number <= one)) return number;
    log_.add(FindingToken::utility_out_of_range, node.offset, std::string(what) + " lies in 0..1");
    return std::nullopt;
  }

  // The item of an object for an issue; a finding where it is missing.
  const DataNode* item_of(const DataNode& object, const ScenarioIssue& issue,
                          FindingToken missing) {
    const DataNode* found = object.at(issue.name);
    if (found == nullptr)
      log_.add(missing, object.offset, "there is nothing for the issue " + in_quotes(issue.name));
    return found;
  }

  void check_issues(const DataNode& object) {
    for (std::size_t at = 0; at < object.items.size(); ++at)
      if (!lookup_.issue(object.keys[at]))
        log_.add(FindingToken::unknown_issue, object.items[at].offset,
                 "the domain has no issue " + in_quotes(object.keys[at]));
  }

  AdditiveWorth additive(const DataNode& body) {
    AdditiveWorth worth;
    const DataNode* utilities = wanted(body, "issueUtilities", DataKind::object, log_);
    const DataNode* weights = wanted(body, "issueWeights", DataKind::object, log_);
    if (utilities == nullptr || weights == nullptr) return worth;
    check_issues(*utilities);
    check_issues(*weights);
    Rational sum;
    for (const ScenarioIssue& issue : domain_.issues) {
      const DataNode* weight_node = item_of(*weights, issue, FindingToken::missing_weight);
      const DataNode* values_node = item_of(*utilities, issue, FindingToken::missing_evaluation);
      const auto weight = weight_node ? share(*weight_node, "a weight") : std::nullopt;
      std::vector<Rational> values =
          values_node ? values_of(issue, *values_node) : std::vector<Rational>{};
      if (!weight || values.size() != issue.options.size()) continue;
      for (Rational& value : values)
        value *= *weight;
      sum += *weight;
      worth.worth.push_back(std::move(values));
      worth.weights.push_back(*weight);
    }
    if (!log_.refused() && sum != one)
      log_.add(FindingToken::weights_not_one, weights->offset,
               "the weights add up to " + finite_decimal(sum).value_or(to_string(sum)) +
                   ", not to exactly 1");
    return worth;
  }

  // The utility of every option of an issue; short after a finding.
  std::vector<Rational> values_of(const ScenarioIssue& issue, const DataNode& node) {
    for (const std::string_view word : {"DiscreteValueSetUtilities", "discreteutils"})
      if (const DataNode* body = node.at(word)) return discrete(issue, *body);
    for (const std::string_view word : {"NumberValueSetUtilities", "numberutils"})
      if (const DataNode* body = node.at(word)) return numbers(issue, *body);
    log_.add(FindingToken::unknown_evaluator, node.offset,
             "the utilities of " + in_quotes(issue.name) + " are of no known kind");
    return {};
  }

  std::vector<Rational> discrete(const ScenarioIssue& issue, const DataNode& body) {
    const DataNode* list = wanted(body, "valueUtilities", DataKind::object, log_);
    if (list == nullptr) return {};
    std::vector<std::optional<Rational>> found(issue.options.size());
    std::vector<bool> listed(issue.options.size(), false);
    const IssueId id = *lookup_.issue(issue.name);
    for (std::size_t at = 0; at < list->items.size(); ++at) {
      const auto option = lookup_.option(id, list->keys[at]);
      if (!option)
        log_.add(FindingToken::unknown_option, list->items[at].offset,
                 "the domain has no option " + in_quotes(list->keys[at]));
      const auto value = share(list->items[at], "a utility");
      if (option) listed[*option] = true;
      if (option && value) found[*option] = value;
    }
    std::vector<Rational> values;
    for (std::size_t at = 0; at < found.size(); ++at) {
      if (found[at])
        values.push_back(*found[at]);
      else if (!listed[at])
        log_.add(FindingToken::missing_evaluation, list->offset,
                 "the option " + in_quotes(issue.options[at]) + " has no utility");
    }
    return values;
  }

  std::vector<Rational> numbers(const ScenarioIssue& issue, const DataNode& body) {
    if (issue.values.empty()) {
      log_.add(FindingToken::issues_differ, body.offset,
               in_quotes(issue.name) + " has texts for options, not numbers");
      return {};
    }
    std::vector<Rational> p;
    for (const std::string_view key : {"lowValue", "highValue", "lowUtility", "highUtility"}) {
      const DataNode* node = body.at(key);
      if (node == nullptr) {
        log_.add(FindingToken::missing_key, body.offset, "`" + std::string(key) + "` is missing");
        return {};
      }
      const auto value = p.size() < 2 ? number_in(*node, log_) : share(*node, "a utility");
      if (!value) return {};
      p.push_back(*value);
    }
    if (p[1] <= p[0]) {
      log_.add(FindingToken::bad_number, body.offset, "highValue has to be above lowValue");
      return {};
    }
    if (p[0] != issue.values.front() || p[1] != issue.values.back())
      log_.add(FindingToken::bounds_differ, body.offset,
               "the bounds of " + in_quotes(issue.name) + " differ from the domain's");
    std::vector<Rational> values;
    for (const Rational& value : issue.values)
      values.push_back(value < p[0] || value > p[1]
                           ? zero
                           : rounded_8(p[2] + (p[3] - p[2]) * (value - p[0]) / (p[1] - p[0])));
    return values;
  }

  GroupWorth groups(const DataNode& body) {
    GroupWorth worth;
    const DataNode* parts = wanted(body, "partUtilities", DataKind::object, log_);
    if (parts == nullptr) return worth;
    std::set<IssueId> taken;
    Rational sum;
    for (std::size_t at = 0; at < parts->items.size(); ++at) {
      GroupTable table = group(parts->keys[at], parts->items[at], taken);
      Rational most;
      for (const auto& [options, value] : table.combinations)
        most = std::max(most, value);
      sum += most;
      worth.groups.push_back(std::move(table));
    }
    if (log_.refused()) return worth;
    if (taken.size() != domain_.issues.size())
      log_.add(FindingToken::groups_not_partition, parts->offset,
               "an issue of the domain is in no group");
    if (sum > one)
      log_.add(FindingToken::utility_out_of_range, parts->offset,
               "the largest utilities of the groups add up to more than 1");
    return worth;
  }

  GroupTable group(const std::string& name, const DataNode& node, std::set<IssueId>& taken) {
    GroupTable table;
    table.name = name;
    const DataNode* body = node.at("PartsUtilities");
    if (body == nullptr) body = node.at("partsutils");
    if (body == nullptr) {
      log_.add(FindingToken::unknown_evaluator, node.offset,
               "the utilities of the group " + in_quotes(name) + " are of no known kind");
      return table;
    }
    const DataNode* issues = wanted(*body, "issues", DataKind::list, log_);
    const DataNode* list = wanted(*body, "utilslist", DataKind::list, log_);
    if (issues == nullptr || list == nullptr) return table;
    for (const DataNode& issue : issues->items) {
      const auto id = issue.is_word() ? lookup_.issue(issue.text) : std::nullopt;
      if (!id)
        log_.add(FindingToken::unknown_issue, issue.offset, "the domain has no such issue");
      else if (!taken.insert(*id).second)
        log_.add(FindingToken::groups_not_partition, issue.offset,
                 "the issue " + in_quotes(issue.text) + " is in a group already");
      else
        table.issues.push_back(*id);
    }
    if (table.issues.size() != issues->items.size()) return table;
    std::set<std::vector<OptionIndex>> seen;
    for (const DataNode& row : list->items)
      add_row(row, table, seen);
    return table;
  }

  void add_row(const DataNode& row, GroupTable& table, std::set<std::vector<OptionIndex>>& seen) {
    const DataNode* values = wanted(row, "values", DataKind::list, log_);
    const DataNode* utility = row.at("util");
    if (values == nullptr) return;
    if (utility == nullptr)
      return log_.add(FindingToken::missing_key, row.offset, "`util` is missing");
    if (values->items.size() != table.issues.size())
      return log_.add(FindingToken::wrong_type, values->offset,
                      "a combination has one option for each issue of its group");
    const auto worth = share(*utility, "a utility");
    std::vector<OptionIndex> options;
    for (std::size_t at = 0; at < values->items.size(); ++at)
      if (const auto option = option_in(table.issues[at], values->items[at]))
        options.push_back(*option);
    if (!worth || options.size() != table.issues.size()) return;
    if (!seen.insert(options).second)
      return log_.add(FindingToken::duplicate_key, row.offset, "this combination is listed twice");
    table.combinations.emplace_back(std::move(options), *worth);
  }

  std::optional<OptionIndex> option_in(IssueId issue, const DataNode& node) {
    const auto option = node.is_word() ? lookup_.option(issue, node.text) : std::nullopt;
    if (!option)
      log_.add(
          FindingToken::unknown_option, node.offset,
          "the issue " + in_quotes(domain_.issues[issue.index()].name) + " has no such option");
    return option;
  }

  // {"issuevalues": {issue: value}}; what is not named is left open.
  ScenarioPackage package(const DataNode& node) {
    ScenarioPackage made(domain_.issues.size(), void_option);
    const DataNode* values = wanted(node, "issuevalues", DataKind::object, log_);
    if (values == nullptr) return made;
    check_issues(*values);
    for (std::size_t at = 0; at < values->items.size(); ++at) {
      const auto issue = lookup_.issue(values->keys[at]);
      if (!issue) continue;
      if (const auto option = option_in(*issue, values->items[at])) made[issue->index()] = *option;
    }
    return made;
  }

  // "bids" and "better" as pairs of positions: the first is better than the second.
  StatedComparisons comparisons(const DataNode& body) {
    StatedComparisons stated;
    const bool older = body.at("bids") == nullptr && body.at("bidslist") != nullptr;
    const DataNode* packages = wanted(body, older ? "bidslist" : "bids", DataKind::list, log_);
    const DataNode* better = wanted(body, older ? "betterlist" : "better", DataKind::list, log_);
    if (packages == nullptr || better == nullptr) return stated;
    for (const DataNode& node : packages->items)
      stated.packages.push_back(package(node));
    for (const DataNode& pair : better->items) {
      std::vector<std::uint32_t> ends;
      for (const DataNode& end : pair.items) {
        const auto number = number_in(end, log_);
        if (number && number->is_whole() && *number >= zero &&
            *number < Rational(static_cast<Int128>(stated.packages.size())))
          ends.push_back(static_cast<std::uint32_t>(number->numerator()));
      }
      if (pair.items.size() != 2 || ends.size() != 2)
        log_.add(FindingToken::wrong_type, pair.offset,
                 "a comparison is a pair of positions in the list of packages");
      else
        stated.better.emplace_back(ends[0], ends[1]);
    }
    return stated;
  }

  const DataDomain& domain_;
  OptionLookup lookup_;
  FindingLog& log_;
};

}  // namespace

std::optional<ScenarioProfile> read_geniusweb_profile(const DataNode& root,
                                                      const DataDomain& domain, FindingLog& log) {
  return in_exact_range(root, log,
                        [&] { return Profile(domain, log).read(root.keys[0], root.items[0]); });
}

}  // namespace caucus
