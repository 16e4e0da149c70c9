#include "caucus/scenario/genius_additive.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "caucus/base/text.h"
#include "caucus/scenario/exact_number.h"
#include "caucus/scenario/genius_tree.h"

namespace caucus {
namespace {

// What GENIUS takes for zero when it looks for the largest evaluation of an issue.
const Rational nothing_below(1, 100'000);
// How far sums of weights may be from 1 before it is worth a word.
const Rational sum_tolerance(1, 1'000'000'000);

Rational clamped(const Rational& value) {
  return std::clamp(value, Rational(0), Rational(1));
}

// Sums of many decimals for findings only; what does not fit is left to the check of the profile.
class Sum {
 public:
  void add(const Rational& value) {
    try {
      if (sum_) *sum_ += value;
    } catch (const NumberOverflow&) {
      sum_.reset();
    }
  }
  const std::optional<Rational>& value() const { return sum_; }

 private:
  std::optional<Rational> sum_ = Rational(0);
};

// Reads one issue after another.
class Additive {
 public:
  Additive(const GeniusDomain& domain, ScenarioFamily semantics, FindingLog& log)
      : domain_(domain), genius_(semantics == ScenarioFamily::genius), log_(log) {}

  std::optional<AdditiveWorth> read(const XmlElement& objective) {
    std::map<std::int64_t, PlacedIssue> placed;
    for (const PlacedIssue& issue : issues_in_order(objective, true, log_))
      placed.emplace(issue.index, issue);
    for (const GeniusIssue& issue : domain_.issues) {
      const auto found = placed.find(*issue.issue.index);
      if (found == placed.end()) {
        log_.add(FindingToken::missing_evaluation, objective.offset,
                 "the issue " + in_quotes(issue.issue.name) + " of the domain (index " +
                     std::to_string(*issue.issue.index) + ") is not in the profile");
        continue;
      }
      read_issue(issue, found->second);
      placed.erase(found);
    }
    for (const auto& [index, issue] : placed)
      log_.add(FindingToken::unknown_issue, issue.issue->offset,
               "the domain has no issue with the index " + std::to_string(index));
    if (log_.refused()) return std::nullopt;
    note_sums(objective);
    return std::move(additive_);
  }

 private:
  void read_issue(const GeniusIssue& issue, const PlacedIssue& placed) {
    std::optional<Rational> weight;
    if (placed.weight == nullptr)
      log_.add(FindingToken::missing_weight, placed.issue->offset,
               "no weight beside the issue has its index " + std::to_string(placed.index));
    else
      weight = number_of(*placed.weight, "value", FindingToken::missing_weight, log_);
    if (weight && weight->sign() == 0)
      log_.add(FindingToken::weight_zero, placed.weight->offset,
               "the issue " + in_quotes(issue.issue.name) + " weighs nothing");
    const ScenarioIssueKind kind = kind_of_issue(*placed.issue, log_);
    if (kind != issue.issue.kind)
      log_.add(FindingToken::type_conflict, place_of(*placed.issue, "type"),
               "the domain says " + std::string(token(issue.issue.kind)) + ", the profile " +
                   std::string(token(kind)) + "; the domain counts");
    const std::vector<Rational> values = issue.issue.kind == ScenarioIssueKind::discrete
                                             ? evaluations(issue, *placed.issue)
                                             : number_values(issue, *placed.issue);
    if (!weight || values.size() != issue.issue.options.size()) return;
    add_issue(*weight, values, *placed.issue);
  }

  // Divides, multiplies and keeps the summands.
  void add_issue(const Rational& weight, const std::vector<Rational>& values,
                 const XmlElement& element) {
    std::vector<Rational> worth;
    for (const Rational& value : values) {
      const auto product = exact_product(value, weight, divisor_);
      if (const auto* needed = std::get_if<BitsNeeded>(&product)) {
        log_.add(FindingToken::beyond_exact_range, element.offset,
                 "weight times evaluation needs " + in_words(*needed) + "; exact numbers have 127");
        return;
      }
      worth.push_back(std::get<Rational>(product));
    }
    weights_.add(weight);
    best_.add(std::ranges::max(worth));
    additive_.worth.push_back(std::move(worth));
    additive_.weights.push_back(weight);
  }

  // The evaluation of every option of the domain, in its order; short after a finding. Sets what
  // they are divided by.
  std::vector<Rational> evaluations(const GeniusIssue& issue, const XmlElement& element) {
    struct Item {
      Rational value;
      const XmlAttribute* text = nullptr;
    };
    std::unordered_map<std::string_view, Item> items;
    std::unordered_map<std::string_view, bool> known;
    for (const std::string& option : issue.issue.options)
      known.emplace(option, false);
    Rational largest;
    bool any = false;
    for (const XmlElement& item : element.children) {
      const XmlAttribute* text = item.name == "item" ? item.attribute("value") : nullptr;
      if (text == nullptr) continue;
      if (!known.contains(text->value))
        log_.add(FindingToken::unknown_value, text->offset,
                 "the domain has no option " + in_quotes(text->value));
      if (item.attribute("evaluation") == nullptr) continue;
      const auto value = number_of(item, "evaluation", FindingToken::missing_evaluation, log_);
      if (!value) continue;
      if (value->sign() < 0)
        log_.add(FindingToken::negative_evaluation, place_of(item, "evaluation"),
                 "the evaluation is below 0");
      if (items.contains(text->value))
        log_.add(FindingToken::duplicate_value, text->offset,
                 in_quotes(text->value) + " stands here twice; the last counts");
      items[text->value] = {*value, text};
      largest = any ? std::max(largest, *value) : *value;
      any = true;
    }
    std::vector<Rational> values;
    for (std::size_t at = 0; at < issue.issue.options.size(); ++at) {
      const auto found = items.find(issue.issue.options[at]);
      if (found == items.end()) {
        log_.add(FindingToken::missing_evaluation, element.offset,
                 "the option " + in_quotes(issue.issue.options[at]) + " has no evaluation");
        continue;
      }
      values.push_back(found->second.value);
      if (issue.written[at] != found->second.text->written)
        log_.add(FindingToken::entity_decoded, found->second.text->offset,
                 in_quotes(issue.issue.options[at]) +
                     " is written differently in the domain; GENIUS would not match them");
    }
    divide_by(largest, values, element);
    return values;
  }

  void divide_by(const Rational& largest, std::vector<Rational>& values,
                 const XmlElement& element) {
    divisor_ = Rational(1);
    const bool nothing = largest < nothing_below;
    if (nothing)
      log_.add(FindingToken::issue_all_zero, element.offset,
               "no evaluation of the issue is above 0; every option is worth 0");
    if (!genius_) return;
    if (nothing)
      std::ranges::fill(values, Rational(0));
    else
      divisor_ = largest;
  }

  // The worth of every value of a number issue before the weight; empty after a finding.
  std::vector<Rational> number_values(const GeniusIssue& issue, const XmlElement& element) {
    divisor_ = Rational(1);
    const std::optional<IssueBounds> bounds = bounds_of(element, issue.issue.kind, log_);
    if (bounds &&
        (bounds->low > issue.issue.values.back() || bounds->high < issue.issue.values.front())) {
      log_.add(FindingToken::issues_differ, element.offset,
               "the bounds of " + in_quotes(issue.issue.name) +
                   " share no value with the domain's: the profile is for another domain");
      return {};
    }
    if (bounds &&
        (bounds->low != issue.issue.values.front() || bounds->high != issue.issue.values.back()))
      log_.add(FindingToken::bounds_differ, element.offset,
               "the bounds of " + in_quotes(issue.issue.name) + " differ from the domain's");
    const XmlElement* evaluator = element.child("evaluator");
    if (evaluator == nullptr) {
      log_.add(FindingToken::missing_evaluation, element.offset, "there is no <evaluator>");
      return {};
    }
    if (!bounds) return {};
    try {
      return issue.issue.kind == ScenarioIssueKind::integer
                 ? integer_values(issue, *evaluator, bounds->low)
                 : real_values(issue, *evaluator);
    } catch (const NumberOverflow&) {
      log_.add(FindingToken::beyond_exact_range, evaluator->offset,
               "the values of this evaluator need more than 127 bits");
      return {};
    }
  }

  std::vector<Rational> integer_values(const GeniusIssue& issue, const XmlElement& evaluator,
                                       const Rational& low) {
    if (evaluator.attribute("slope") == nullptr && evaluator.attribute("offset") == nullptr &&
        (evaluator.attribute("parameter0") != nullptr ||
         evaluator.attribute("parameter1") != nullptr)) {
      log_.add(FindingToken::old_integer_evaluator, evaluator.offset,
               "an integer evaluator has slope and offset, not parameter0 and parameter1");
      return {};
    }
    const XmlAttribute* form = evaluator.attribute("ftype");
    if (form != nullptr && form->value != "linear") return unknown(evaluator, form->value);
    const auto slope = number_of(evaluator, "slope", FindingToken::missing_evaluation, log_);
    const auto offset = number_of(evaluator, "offset", FindingToken::missing_evaluation, log_);
    if (!slope || !offset) return {};
    std::vector<Rational> values;
    for (const Rational& value : issue.issue.values)
      values.push_back(genius_ ? clamped(*slope * (value - low) + *offset)
                               : *slope * value + *offset);
    return values;
  }

  std::vector<Rational> unknown(const XmlElement& evaluator, std::string_view form) {
    log_.add(FindingToken::unknown_evaluator, place_of(evaluator, "ftype"),
             "no evaluator of this kind of issue is called " + in_quotes(form));
    return {};
  }

  std::vector<Rational> real_values(const GeniusIssue& issue, const XmlElement& evaluator) {
    const XmlAttribute* form = evaluator.attribute("ftype");
    const std::string name = form == nullptr ? "" : form->value;
    const std::size_t count = name == "constant" ? 1 : name == "linear" ? 2 : 3;
    if (name != "constant" && name != "linear" && name != "triangular")
      return unknown(evaluator, name);
    std::vector<Rational> p;
    for (const std::string_view parameter : {"parameter0", "parameter1", "parameter2"}) {
      if (p.size() == count) break;
      const auto value = number_of(evaluator, parameter, FindingToken::missing_evaluation, log_);
      if (!value) return {};
      p.push_back(*value);
    }
    std::vector<Rational> values;
    for (const Rational& value : issue.issue.values) {
      if (count == 1)
        values.push_back(p[0]);
      else if (count == 3)
        values.push_back(triangle(value, p));
      else
        values.push_back(genius_ ? clamped(p[1] * value + p[0]) : p[1] * value + p[0]);
    }
    return values;
  }

  // 0 outside [p0, p1), rising to 1 at p2 and falling to p1.
  static Rational triangle(const Rational& value, const std::vector<Rational>& p) {
    if (value < p[0] || value >= p[1]) return Rational(0);
    if (value < p[2]) return (value - p[0]) / (p[2] - p[0]);
    return p[1] == p[2] ? Rational(0) : (p[1] - value) / (p[1] - p[2]);
  }

  void note_sums(const XmlElement& objective) {
    const std::optional<Rational>& weights = weights_.value();
    if (weights && abs(*weights - Rational(1)) > sum_tolerance)
      log_.add(FindingToken::weights_sum, objective.offset,
               "the weights add up to " +
                   finite_decimal(*weights).value_or(weights->to_decimal(12)) + ", not to 1");
    if (genius_ && best_.value() && *best_.value() > Rational(1) + sum_tolerance)
      log_.add(FindingToken::clamp_reachable, objective.offset,
               "the best options add up to " + best_.value()->to_decimal(12) +
                   "; utilities above 1 count as 1");
  }

  const GeniusDomain& domain_;
  bool genius_;
  FindingLog& log_;
  AdditiveWorth additive_;
  Rational divisor_ = Rational(1);
  Sum weights_;
  Sum best_;
};

}  // namespace

std::optional<AdditiveWorth> read_additive(const XmlElement& objective, const GeniusDomain& domain,
                                           ScenarioFamily semantics, FindingLog& log) {
  return Additive(domain, semantics, log).read(objective);
}

}  // namespace caucus
