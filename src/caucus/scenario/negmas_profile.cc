// Profiles of NegMAS: additive tables and lines, boxes, and a discount around them.
#include <algorithm>

#include "caucus/base/text.h"
#include "caucus/scenario/exact_number.h"
#include "caucus/scenario/negmas.h"
#include "caucus/scenario/option_lookup.h"

namespace caucus {
namespace {

class Profile {
 public:
  Profile(const DataDomain& domain, FindingLog& log)
      : domain_(domain), lookup_(domain.issues), log_(log) {}

  std::optional<ScenarioProfile> read(const DataNode& root) {
    function(root);
    if (log_.refused()) return std::nullopt;
    return std::move(profile_);
  }

 private:
  // One utility function; a discount is a function around another. The outer reservation counts.
  void function(const DataNode& node) {
    const DataNode* type = wanted(node, "type", DataKind::text, log_);
    if (type == nullptr) return;
    const std::string& text = type->text;
    const std::size_t dot = text.rfind('.');
    const std::string kind = dot == std::string::npos ? text : text.substr(dot + 1);
    if (!profile_.reservation) read_reservation(node);
    if (kind == "ExpDiscountedUFun")
      discounted(node);
    else if (kind == "LinearAdditiveUtilityFunction" || kind == "LinearUtilityAggregationFunction")
      additive(node);
    else if (kind == "AffineUtilityFunction" || kind == "LinearUtilityFunction")
      affine(node);
    else if (kind == "HyperRectangleUtilityFunction")
      boxes(node);
    else
      log_.add(FindingToken::unknown_space_type, type->offset,
               "utility functions of the type " + in_quotes(kind) + " are not read");
  }

  // Not stated, null and minus infinity alike mean that no package is worse than none.
  void read_reservation(const DataNode& node) {
    const DataNode* value = node.at("reserved_value");
    if (value == nullptr || value->kind == DataKind::null) return;
    if (value->text == "-.inf" || value->text == "-.Inf" || value->text == "-inf") return;
    profile_.reservation = number_in(*value, log_);
  }

  void discounted(const DataNode& node) {
    if (const DataNode* value = node.at("discount")) {
      const auto discount = number_in(*value, log_);
      if (discount && (*discount <= Rational(0) || *discount > Rational(1)))
        log_.add(FindingToken::discount_ignored, value->offset,
                 "a discount is above 0 and at most 1; read as 1");
      else
        profile_.discount = discount;
    }
    const DataNode* factor = node.at("factor");
    if (factor != nullptr && factor->text == "step")
      log_.add(FindingToken::discount_per_step, factor->offset,
               "the discount counts per step, not over the whole time");
    if (const DataNode* inner = wanted(node, "ufun", DataKind::object, log_)) function(*inner);
  }

  // A number or 0 where the key is absent.
  Rational number_or_zero(const DataNode& node, std::string_view key) {
    const DataNode* value = node.at(key);
    if (value == nullptr || value->kind == DataKind::null) return Rational(0);
    return number_in(*value, log_).value_or(Rational(0));
  }

  // One item per issue, from a list in the order of issues or from an object by name; null where
  // there is none, after a finding.
  std::vector<const DataNode*> per_issue(const DataNode& node, FindingToken missing) {
    std::vector<const DataNode*> items;
    for (std::size_t at = 0; at < domain_.issues.size(); ++at) {
      const DataNode* item = nullptr;
      if (node.is_list() && at < node.items.size()) item = &node.items[at];
      if (node.is_object()) item = node.at(domain_.issues[at].name);
      if (item == nullptr)
        log_.add(missing, node.offset,
                 "there is nothing for the issue " + in_quotes(domain_.issues[at].name));
      items.push_back(item);
    }
    if ((node.is_list() || node.is_object()) && node.items.size() > domain_.issues.size())
      log_.add(FindingToken::unknown_issue, node.offset,
               "there is more than the domain has issues");
    return items;
  }

  // Weights in the order of issues; 1 each where none are written. Short after a finding.
  std::vector<Rational> weights_of(const DataNode& node) {
    const DataNode* weights = node.at("weights");
    std::vector<Rational> read;
    if (weights == nullptr || weights->kind == DataKind::null) {
      read.assign(domain_.issues.size(), Rational(1));
      return read;
    }
    for (const DataNode* item : per_issue(*weights, FindingToken::missing_weight))
      if (const auto weight = item ? number_in(*item, log_) : std::nullopt) read.push_back(*weight);
    return read;
  }

  void additive(const DataNode& node) {
    const DataNode* values = node.at("values");
    if (values == nullptr)
      return log_.add(FindingToken::missing_key, node.offset, "`values` is missing");
    const std::vector<const DataNode*> items = per_issue(*values, FindingToken::missing_evaluation);
    std::vector<std::vector<Rational>> tables;
    for (std::size_t at = 0; at < items.size(); ++at)
      tables.push_back(items[at] ? table(IssueId(at), *items[at]) : std::vector<Rational>{});
    finish(node, tables);
  }

  void affine(const DataNode& node) {
    std::vector<std::vector<Rational>> tables;
    for (std::size_t at = 0; at < domain_.issues.size(); ++at)
      tables.push_back(line(IssueId(at), node, Rational(1), Rational(0)));
    finish(node, tables);
  }

  // Multiplies by the weights and adds the bias to the first issue, whose options then carry it.
  void finish(const DataNode& node, const std::vector<std::vector<Rational>>& tables) {
    const std::vector<Rational> weights = weights_of(node);
    const Rational bias = number_or_zero(node, "bias");
    if (log_.refused()) return;
    AdditiveWorth worth;
    for (std::size_t at = 0; at < tables.size(); ++at) {
      std::vector<Rational>& summands = worth.worth.emplace_back();
      for (const Rational& value : tables[at])
        summands.push_back(value * weights[at] + (at == 0 ? bias : Rational(0)));
    }
    if (bias == Rational(0)) worth.weights = weights;
    profile_.worth = std::move(worth);
  }

  // The value of every option; empty after a finding.
  std::vector<Rational> table(IssueId id, const DataNode& node) {
    const DataNode* type = node.at("type");
    std::string kind = type != nullptr && type->is_word() ? type->text : "TableFun";
    kind = kind.substr(kind.rfind('.') == std::string::npos ? 0 : kind.rfind('.') + 1);
    if (kind == "TableFun")
      return mapping(id,
                     type == nullptr && node.at("mapping") == nullptr ? node : mapping_in(node));
    const Rational bias = number_or_zero(node, "bias");
    if (kind == "IdentityFun") return line(id, node, Rational(1), Rational(0));
    if (kind == "ConstFun")
      return std::vector<Rational>(domain_.issues[id.index()].options.size(), bias);
    if (kind == "LinearFun" || kind == "AffineFun") {
      const DataNode* slope = node.at("slope");
      if (slope != nullptr)
        return line(id, node, number_in(*slope, log_).value_or(Rational(0)), bias);
      log_.add(FindingToken::missing_key, node.offset, "`slope` is missing");
      return {};
    }
    log_.add(FindingToken::unknown_evaluator, type->offset,
             "value functions of the type " + in_quotes(kind) + " are not read");
    return {};
  }

  const DataNode& mapping_in(const DataNode& node) {
    static const DataNode empty{DataKind::object, {}, {}, {}, 0};
    const DataNode* found = wanted(node, "mapping", DataKind::object, log_);
    return found == nullptr ? empty : *found;
  }

  std::vector<Rational> mapping(IssueId id, const DataNode& node) {
    const ScenarioIssue& issue = domain_.issues[id.index()];
    std::vector<std::optional<Rational>> found(issue.options.size());
    std::vector<bool> listed(issue.options.size(), false);
    for (std::size_t at = 0; at < node.keys.size(); ++at) {
      const auto option = lookup_.option(id, node.keys[at]);
      if (!option)
        log_.add(FindingToken::unknown_value, node.items[at].offset,
                 "the domain has no option " + in_quotes(node.keys[at]));
      const auto value = number_in(node.items[at], log_);
      if (option) listed[*option] = true;
      if (option && value) found[*option] = value;
    }
    std::vector<Rational> values;
    for (std::size_t at = 0; at < found.size(); ++at) {
      if (!listed[at])
        log_.add(FindingToken::missing_evaluation, node.offset,
                 "the option " + in_quotes(issue.options[at]) + " has no value");
      values.push_back(found[at].value_or(Rational(0)));
    }
    return values;
  }

  // slope * option + bias, for options that are numbers.
  std::vector<Rational> line(IssueId id, const DataNode& node, const Rational& slope,
                             const Rational& bias) {
    const ScenarioIssue& issue = domain_.issues[id.index()];
    std::vector<Rational> values;
    for (const std::string& option : issue.options) {
      const ExactNumber number = exact_number(option);
      if (const auto* exact = std::get_if<Rational>(&number)) {
        values.push_back(slope * *exact + bias);
        continue;
      }
      log_.add(
          FindingToken::bad_number, node.offset,
          "the option " + in_quotes(option) + " of " + in_quotes(issue.name) + " is not a number");
      return {};
    }
    return values;
  }

  void boxes(const DataNode& node) {
    const DataNode* ranges = wanted(node, "outcome_ranges", DataKind::list, log_);
    const DataNode* utilities = node.at("utilities");
    if (utilities == nullptr) utilities = node.at("mappings");
    if (ranges == nullptr) return;
    if (utilities == nullptr || !utilities->is_list() ||
        utilities->items.size() != ranges->items.size())
      return log_.add(FindingToken::missing_key, node.offset,
                      "`utilities` has to be a list with one number per range");
    if (ranges->items.size() > scenario_boxes_max)
      return log_.add(FindingToken::too_large, ranges->offset,
                      "a profile has at most 100,000 boxes");
    const DataNode* weights = node.at("weights");
    BoxWorth worth;
    for (std::size_t at = 0; at < ranges->items.size(); ++at) {
      Box made = box(ranges->items[at]);
      made.worth = number_in(utilities->items[at], log_).value_or(Rational(0));
      if (weights != nullptr && weights->is_list() && at < weights->items.size())
        made.worth *= number_in(weights->items[at], log_).value_or(Rational(1));
      worth.root.boxes.push_back(std::move(made));
    }
    if (const Rational bias = number_or_zero(node, "bias"); bias != Rational(0))
      worth.root.boxes.push_back({bias, {}, false});
    profile_.worth = std::move(worth);
  }

  Box box(const DataNode& node) {
    Box made;
    if (node.kind == DataKind::null) return made;
    if (!node.is_object())
      log_.add(FindingToken::wrong_type, node.offset,
               "a range names positions of issues, from 0, and bounds");
    for (std::size_t at = 0; at < node.keys.size(); ++at) {
      const ExactNumber number = exact_number(node.keys[at]);
      const auto* position = std::get_if<Rational>(&number);
      const bool known = position != nullptr && position->is_whole() && *position >= Rational(0) &&
                         *position < Rational(static_cast<Int128>(domain_.issues.size()));
      if (known)
        bound(IssueId(static_cast<std::size_t>(position->numerator())), node.items[at], made);
      else
        log_.add(FindingToken::unknown_issue, node.items[at].offset,
                 "there is no issue at the position " + in_quotes(node.keys[at]));
    }
    return made;
  }

  // [low, high] is open; a single number is that option.
  void bound(IssueId id, const DataNode& node, Box& box) {
    const ScenarioIssue& issue = domain_.issues[id.index()];
    if (issue.kind != ScenarioIssueKind::integer)
      return log_.add(FindingToken::box_on_non_integer_issue, node.offset,
                      in_quotes(issue.name) + " is not an integer issue");
    const bool pair = node.is_list() && node.items.size() == 2;
    if (node.is_list() && !pair)
      return log_.add(FindingToken::wrong_type, node.offset, "bounds are [low, high]");
    const auto low = number_in(pair ? node.items[0] : node, log_);
    const auto high = pair ? number_in(node.items[1], log_) : low;
    if (low && high) box.bounds.push_back(options_between(id, issue, *low, *high, !pair));
  }

  const DataDomain& domain_;
  OptionLookup lookup_;
  FindingLog& log_;
  ScenarioProfile profile_;
};

}  // namespace

std::optional<ScenarioProfile> read_negmas_profile(const DataNode& root, const DataDomain& domain,
                                                   FindingLog& log) {
  return in_exact_range(root, log, [&] { return Profile(domain, log).read(root); });
}

}  // namespace caucus
