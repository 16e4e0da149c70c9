// NegMAS YAML or JSON: evaluations already divided, so that both readings of GENIUS files agree.
#include <algorithm>

#include "caucus/base/text.h"
#include "caucus/scenario/data_write.h"
#include "caucus/scenario/writing.h"

namespace caucus {
namespace {

// Digits of a number that has infinitely many: what a double holds.
constexpr int digits = 17;
const Rational cut_tolerance(1, 1'000'000'000);
const Rational zero(0);
const Rational one(1);

class NegmasWriter {
 public:
  NegmasWriter(Writing& writing, bool json)
      : writing_(writing), scenario_(writing.scenario()), json_(json) {}

  std::vector<WrittenFile> write() {
    std::vector<DataNode> issues;
    for (const ScenarioIssue& issue : scenario_.issues)
      issues.push_back(issue_node(issue));
    const DataNode domain = data_object({{"name", data_text(scenario_.name)},
                                         {"type", data_text("DiscreteCartesianOutcomeSpace")},
                                         {"issues", data_list(std::move(issues))}});
    std::vector<WrittenFile> files{{writing_.domain_file(), text_of(domain)}};
    for (std::size_t at = 0; at < scenario_.profiles.size(); ++at)
      files.push_back({writing_.profile_file(at), text_of(profile(at))});
    return files;
  }

 private:
  std::string text_of(const DataNode& node) const {
    return json_ ? json_text(node) : yaml_text(node);
  }

  DataNode issue_node(const ScenarioIssue& issue) {
    const auto refuse = [&](const std::string& what) {
      writing_.find(FindingToken::cannot_hold, writing_.domain_file(),
                    "the issue " + in_quotes(issue.name) + what);
    };
    if (!all_differ(issue.options)) refuse(" has an option twice");
    if (std::ranges::any_of(issue.options, [](const std::string& option) {
          return option.size() > yaml_key_bytes_max || invalid_utf8_at(option);
        }))
      refuse(" has an option that is too long for a key");
    std::vector<DataNode> values;
    const bool run = issue.kind == ScenarioIssueKind::integer && is_run(issue.values);
    if (run) {
      values = {data_number(issue.options.front()), data_number(issue.options.back())};
    } else {
      for (const std::string& option : issue.options)
        values.push_back(data_text(option));
      if (issue.kind != ScenarioIssueKind::discrete)
        writing_.find(
            FindingToken::written_as_discrete, writing_.domain_file(),
            "the issue " + in_quotes(issue.name) + " is written with its numbers as texts");
    }
    return data_object({{"name", data_text(issue.name)},
                        {"type", data_text(run ? "ContiguousIssue" : "CategoricalIssue")},
                        {"values", data_list(std::move(values))}});
  }

  DataNode profile(std::size_t at) {
    const ScenarioProfile& profile = scenario_.profiles[at];
    const std::string& file = writing_.profile_file(at);
    std::vector<std::pair<std::string, DataNode>> body{{"name", data_text(profile.party)}};
    if (const auto* worth = std::get_if<AdditiveWorth>(&profile.worth)) {
      check_cap(profile, *worth, file);
      body.emplace_back("type", data_text("LinearAdditiveUtilityFunction"));
      additive(*worth, file, body);
    } else if (const auto* boxes = std::get_if<BoxWorth>(&profile.worth)) {
      if (profile.cap) writing_.drop(file, "the cap on utilities of boxes");
      body.emplace_back("type", data_text("HyperRectangleUtilityFunction"));
      box_part(*boxes, file, body);
    } else {
      writing_.find(FindingToken::cannot_hold, file,
                    std::holds_alternative<GroupWorth>(profile.worth)
                        ? "utilities of groups of issues"
                        : "comparisons without utilities");
    }
    if (const auto value = reservation(profile, file))
      body.emplace_back("reserved_value", data_number(*value));
    if (!profile.discount || *profile.discount == one) return data_object(std::move(body));
    // GENIUS counts time from 0 to 1 over the whole talks.
    const bool steps =
        scenario_.semantics == ScenarioFamily::negmas && scenario_.family == ScenarioFamily::negmas;
    return data_object({{"name", data_text(profile.party)},
                        {"type", data_text("ExpDiscountedUFun")},
                        {"discount", data_number(decimal(*profile.discount))},
                        {"factor", data_text(steps ? "step" : "relative_time")},
                        {"ufun", data_object(std::move(body))}});
  }

  static std::string decimal(const Rational& number) {
    return finite_decimal(number).value_or(number.to_decimal(digits));
  }

  void check_cap(const ScenarioProfile& profile, const AdditiveWorth& worth,
                 const std::string& file) {
    const Rational most = largest_sum(worth);
    if (!profile.cap || most <= *profile.cap) return;
    if (most > *profile.cap + cut_tolerance)
      writing_.drop(file, "a cap that cuts utilities of " + most.to_decimal(6));
    else
      writing_.find(FindingToken::rounded, file, "a cap that cuts less than 1e-9 is left out");
  }

  std::optional<std::string> reservation(const ScenarioProfile& profile, const std::string& file) {
    std::optional<Rational> value = profile.reservation;
    if (!value && profile.reservation_package &&
        writing_.drop(file, "a package as reservation; its utility is written"))
      value = reservation_value(profile);
    if (!value) return std::nullopt;
    return decimal(*value);
  }

  // Weights and tables as written where that loses nothing; else the summands with weight 1.
  void additive(const AdditiveWorth& worth, const std::string& file,
                std::vector<std::pair<std::string, DataNode>>& body) {
    std::vector<DataNode> weights;
    std::vector<DataNode> tables;
    RoundedChoices choices;
    for (std::size_t at = 0; at < worth.worth.size(); ++at) {
      const Rational written = worth.weights.empty() ? one : worth.weights[at];
      auto values = quotients(worth.worth[at], written);
      const bool exact = !values.empty();
      if (!exact) values = worth.worth[at];
      weights.push_back(data_number(exact ? decimal(written) : "1"));
      std::vector<std::pair<std::string, DataNode>> table;
      auto& pairs = choices.emplace_back();
      for (std::size_t option = 0; option < values.size(); ++option) {
        const std::string text = decimal(values[option]);
        table.emplace_back(scenario_.issues[at].options[option], data_number(text));
        if (!exact) pairs.emplace_back(std::get<Rational>(exact_number(text)), values[option]);
      }
      tables.push_back(data_object(
          {{"type", data_text("TableFun")}, {"mapping", data_object(std::move(table))}}));
    }
    if (const std::string error = error_bound(choices); error != "0")
      writing_.find(FindingToken::rounded, file,
                    "utilities are written in 17 digits; the largest error is " + error);
    body.emplace_back("weights", data_list(std::move(weights)));
    body.emplace_back("values", data_list(std::move(tables)));
  }

  // The summands divided by a weight; none where that is no decimal.
  static std::vector<Rational> quotients(const std::vector<Rational>& summands,
                                         const Rational& weight) {
    if (weight == zero || !finite_decimal(weight)) return {};
    std::vector<Rational> values;
    for (const Rational& summand : summands) {
      const auto value = exact_product(summand, one, weight);
      const auto* exact = std::get_if<Rational>(&value);
      if (exact == nullptr || !finite_decimal(*exact)) return {};
      values.push_back(*exact);
    }
    return values;
  }

  struct FlatBox {
    const Box* box = nullptr;
    Rational worth;
  };

  bool flatten(const BoxNode& node, const Rational& factor, std::vector<FlatBox>& flat) {
    if (node.aggregation != Aggregation::sum) return false;
    for (const Box& box : node.boxes)
      flat.push_back({&box, box.worth * factor});
    return std::ranges::all_of(
        node.parts, [&](const BoxNode& part) { return flatten(part, factor * part.weight, flat); });
  }

  void box_part(const BoxWorth& worth, const std::string& file,
                std::vector<std::pair<std::string, DataNode>>& body) {
    std::vector<FlatBox> flat;
    if (!flatten(worth.root, one, flat))
      return writing_.find(FindingToken::cannot_hold, file,
                           "the smallest or largest of boxes; it knows sums only");
    std::vector<DataNode> ranges;
    std::vector<DataNode> utilities;
    RoundedChoices choices;
    // What pays outside is a constant less what would pay inside.
    Rational constant;
    for (const FlatBox& box : flat) {
      if (box.box->excludes && !box.box->bounds.empty()) constant += box.worth;
      const Rational pays =
          (box.box->excludes && !box.box->bounds.empty() ? -box.worth : box.worth) / worth.divisor;
      ranges.push_back(bounds_node(*box.box, file));
      utilities.push_back(data_number(decimal(pays)));
      choices.push_back({{std::get<Rational>(exact_number(decimal(pays))), pays}});
    }
    const Rational bias = constant / worth.divisor;
    choices.push_back({{std::get<Rational>(exact_number(decimal(bias))), bias}});
    if (const std::string error = error_bound(choices); error != "0")
      writing_.find(FindingToken::rounded, file,
                    "utilities are written in 17 digits; the largest error is " + error);
    body.emplace_back("outcome_ranges", data_list(std::move(ranges)));
    body.emplace_back("utilities", data_list(std::move(utilities)));
    if (bias != zero) body.emplace_back("bias", data_number(decimal(bias)));
  }

  // Bounds are open there: one less and one more than the values that pay.
  DataNode bounds_node(const Box& box, const std::string& file) {
    std::vector<std::pair<std::string, DataNode>> bounds;
    for (const BoxBound& bound : merged(box.bounds)) {
      const ScenarioIssue& issue = scenario_.issues[bound.issue.index()];
      if (!is_run(issue.values)) {
        writing_.find(FindingToken::cannot_hold, file, "a box over an issue without numbers");
        continue;
      }
      const bool never = bound.low > bound.high;
      const Rational low = never ? issue.values.back() : issue.values[bound.low] - one;
      const Rational high = never ? issue.values.back() : issue.values[bound.high] + one;
      bounds.emplace_back(std::to_string(bound.issue.index()),
                          data_list({data_number(to_string(low)), data_number(to_string(high))}));
    }
    return data_object(std::move(bounds));
  }

  // Two bounds on one issue are one: both have to hold, and a key stands once only.
  static std::vector<BoxBound> merged(const std::vector<BoxBound>& bounds) {
    std::vector<BoxBound> merged;
    for (const BoxBound& bound : bounds) {
      const auto same = std::ranges::find(merged, bound.issue, &BoxBound::issue);
      if (same == merged.end()) {
        merged.push_back(bound);
      } else {
        same->low = std::max(same->low, bound.low);
        same->high = std::min(same->high, bound.high);
      }
    }
    return merged;
  }

  Writing& writing_;
  const Scenario& scenario_;
  bool json_;
};

}  // namespace

WrittenScenario write_negmas(const Scenario& scenario, bool json, bool lossy) {
  Writing writing(scenario, json ? ".json" : ".yml", lossy);
  NegmasWriter writer(writing, json);
  return writing.finish(writer.write());
}

}  // namespace caucus
