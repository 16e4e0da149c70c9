#include "caucus/scenario/genius_tree.h"

#include <algorithm>
#include <map>
#include <set>

#include "caucus/base/text.h"
#include "caucus/scenario/exact_number.h"

namespace caucus {
namespace {

// An attribute that has to be a whole number of 32 bits, as an index is.
std::optional<std::int64_t> index_of(const XmlElement& element, FindingLog& log) {
  const std::optional<Rational> number = number_of(element, "index", FindingToken::bad_number, log);
  if (!number) return std::nullopt;
  if (!number->is_whole() || abs(*number) > Rational(0x7FFF'FFFF)) {
    log.add(FindingToken::bad_number, place_of(element, "index"),
            "an index has to be a whole number");
    return std::nullopt;
  }
  return static_cast<std::int64_t>(number->numerator());
}

// Weights of one level by index. One that belongs to no issue beside it counts for nothing; root
// objectives often carry one for themselves.
using Weights = std::map<std::int64_t, const XmlElement*>;

class Walk {
 public:
  Walk(bool weights, FindingLog& log) : weights_(weights), log_(log) {}

  void level(const XmlElement& objective) {
    Weights weights = weights_ ? weights_of(objective) : Weights{};
    for (const XmlElement& child : objective.children) {
      if (child.name != "objective") continue;
      if (weights_) nested_weight(child, weights);
      level(child);
    }
    for (const XmlElement& child : objective.children)
      if (child.name == "issue") issue(child, weights);
  }

  std::vector<PlacedIssue> take() { return std::move(issues_); }

 private:
  Weights weights_of(const XmlElement& objective) {
    Weights weights;
    for (const XmlElement& child : objective.children) {
      if (child.name != "weight") continue;
      const std::optional<std::int64_t> index = index_of(child, log_);
      if (index && !weights.emplace(*index, &child).second)
        log_.add(FindingToken::duplicate_index, child.offset,
                 "a second weight for the index " + std::to_string(*index));
    }
    return weights;
  }

  void nested_weight(const XmlElement& objective, Weights& weights) {
    const XmlAttribute* index = objective.attribute("index");
    if (index == nullptr) return;
    const auto found = std::ranges::find_if(
        weights, [&](const auto& weight) { return std::to_string(weight.first) == index->value; });
    if (found == weights.end()) return;
    log_.add(FindingToken::nested_weight_ignored, found->second->offset,
             "the weight of a nested objective counts for nothing; only issues weigh");
    weights.erase(found);
  }

  void issue(const XmlElement& element, Weights& weights) {
    const std::optional<std::int64_t> index = index_of(element, log_);
    if (!index) return;
    if (!seen_.insert(*index).second)
      return log_.add(FindingToken::duplicate_index, place_of(element, "index"),
                      "a second issue with the index " + std::to_string(*index));
    const auto weight = weights.find(*index);
    issues_.push_back({&element, weight == weights.end() ? nullptr : weight->second, *index});
    if (weight != weights.end()) weights.erase(weight);
  }

  bool weights_;
  FindingLog& log_;
  std::set<std::int64_t> seen_;
  std::vector<PlacedIssue> issues_;
};

}  // namespace

std::vector<PlacedIssue> issues_in_order(const XmlElement& objective, bool weights,
                                         FindingLog& log) {
  Walk walk(weights, log);
  walk.level(objective);
  return walk.take();
}

ScenarioIssueKind kind_of_issue(const XmlElement& issue, FindingLog& log) {
  const XmlAttribute* type = issue.attribute("type");
  ScenarioIssueKind kind = ScenarioIssueKind::discrete;
  bool known = type != nullptr;
  if (type != nullptr && type->value == "integer")
    kind = ScenarioIssueKind::integer;
  else if (type != nullptr && type->value == "real")
    kind = ScenarioIssueKind::real;
  else if (type != nullptr)
    known = type->value == "discrete";
  if (!known)
    log.add(FindingToken::type_absent, place_of(issue, "type"),
            type == nullptr ? "the issue has no type; read as discrete"
                            : "no type is called " + in_quotes(type->value) + "; read as discrete");
  for (const std::string_view other : {"vtype", "etype"}) {
    const XmlAttribute* said = issue.attribute(other);
    if (known && said != nullptr && said->value != type->value)
      log.add(FindingToken::type_conflict, said->offset,
              std::string(other) + " says " + in_quotes(said->value) + ", type says " +
                  in_quotes(type->value) + "; type counts");
  }
  return kind;
}

std::optional<Rational> number_of(const XmlElement& element, std::string_view attribute,
                                  FindingToken missing, FindingLog& log) {
  const XmlAttribute* found = element.attribute(attribute);
  if (found == nullptr) {
    log.add(missing, element.offset, "`" + std::string(attribute) + "` is missing");
    return std::nullopt;
  }
  const ExactNumber number = exact_number(found->value);
  if (const auto* exact = std::get_if<Rational>(&number)) return *exact;
  if (const auto* needed = std::get_if<BitsNeeded>(&number))
    log.add(FindingToken::beyond_exact_range, found->offset,
            in_quotes(found->value) + " needs " + in_words(*needed) + "; exact numbers have 127");
  else
    log.add(FindingToken::bad_number, found->offset,
            "`" + std::string(attribute) + "` has to be a number, not " + in_quotes(found->value));
  return std::nullopt;
}

std::optional<IssueBounds> bounds_of(const XmlElement& issue, ScenarioIssueKind kind,
                                     FindingLog& log) {
  const XmlElement* range = issue.child("range");
  const bool attributes =
      issue.attribute("lowerbound") != nullptr && issue.attribute("upperbound") != nullptr;
  const bool integer = kind == ScenarioIssueKind::integer;
  if (integer ? !attributes : range == nullptr) {
    const bool elsewhere = integer && range != nullptr;
    log.add(elsewhere ? FindingToken::bounds_only_in_range : FindingToken::missing_bounds,
            elsewhere ? range->offset : issue.offset,
            integer ? "an integer issue has lowerbound and upperbound as attributes of <issue>"
                    : "a real issue has a <range> with lowerbound and upperbound");
    return std::nullopt;
  }
  const XmlElement& holder = integer ? issue : *range;
  const auto low = number_of(holder, "lowerbound", FindingToken::missing_bounds, log);
  const auto high = number_of(holder, "upperbound", FindingToken::missing_bounds, log);
  if (!low || !high) return std::nullopt;
  if (*low > *high || (integer && (!low->is_whole() || !high->is_whole()))) {
    log.add(FindingToken::bad_number, place_of(holder, "lowerbound"),
            integer ? "bounds of an integer issue are whole numbers, the lower one first"
                    : "the lower bound is above the upper bound");
    return std::nullopt;
  }
  return IssueBounds{*low, *high};
}

std::size_t place_of(const XmlElement& element, std::string_view attribute) {
  const XmlAttribute* found = element.attribute(attribute);
  return found == nullptr ? element.offset : found->offset;
}

}  // namespace caucus
