#include "caucus/scenario/genius_boxes.h"

#include <map>

#include "caucus/base/text.h"
#include "caucus/scenario/exact_number.h"
#include "caucus/scenario/genius_tree.h"
#include "caucus/scenario/option_lookup.h"

namespace caucus {
namespace {

class Boxes {
 public:
  Boxes(const GeniusDomain& domain, ScenarioFamily semantics, FindingLog& log)
      : domain_(domain), genius_(semantics == ScenarioFamily::genius), log_(log) {
    for (std::size_t at = 0; at < domain.issues.size(); ++at)
      positions_.emplace(*domain.issues[at].issue.index, at);
  }

  std::optional<BoxWorth> read(const XmlElement& utility) {
    BoxWorth worth;
    const auto most = number_of(utility, "maxutility", FindingToken::bad_number, log_);
    if (most && most->sign() <= 0)
      log_.add(FindingToken::bad_number, place_of(utility, "maxutility"),
               "maxutility has to be above 0");
    const XmlElement* outermost = nullptr;
    for (const XmlElement& child : utility.children) {
      if (child.name != "ufun") continue;
      if (outermost != nullptr)
        log_.add(FindingToken::unknown_evaluator, child.offset,
                 "<utility> holds one outermost <ufun>; this is a second");
      else
        outermost = &child;
    }
    if (outermost == nullptr)
      log_.add(FindingToken::missing_evaluation, utility.offset, "there is no <ufun>");
    else
      worth.root = node(*outermost);
    if (boxes_ > scenario_boxes_max)
      log_.add(FindingToken::too_large, utility.offset, "a profile has at most 100,000 boxes");
    if (log_.refused()) return std::nullopt;
    if (genius_) worth.divisor = *most;
    return worth;
  }

 private:
  // A weight or 1 where none is written.
  Rational weight_of(const XmlElement& element) {
    if (element.attribute("weight") == nullptr) return Rational(1);
    return number_of(element, "weight", FindingToken::bad_number, log_).value_or(Rational(1));
  }

  BoxNode node(const XmlElement& ufun) {
    BoxNode made;
    const XmlAttribute* word = ufun.attribute("aggregation");
    if (word != nullptr && word->value == "min") made.aggregation = Aggregation::min;
    if (word != nullptr && word->value == "max") made.aggregation = Aggregation::max;
    made.weight = weight_of(ufun);
    for (const XmlElement& child : ufun.children) {
      if (child.name == "ufun")
        made.parts.push_back(node(child));
      else if (child.name == "hyperRectangle" && ++boxes_ <= scenario_boxes_max)
        made.boxes.push_back(box(child));
    }
    return made;
  }

  Box box(const XmlElement& element) {
    Box made;
    const auto utility = number_of(element, "utility", FindingToken::missing_evaluation, log_);
    if (utility) {
      const auto product = exact_product(*utility, weight_of(element));
      if (const auto* needed = std::get_if<BitsNeeded>(&product))
        log_.add(FindingToken::beyond_exact_range, element.offset,
                 "utility times weight needs " + in_words(*needed) + "; exact numbers have 127");
      else
        made.worth = std::get<Rational>(product);
    }
    const bool excludes = element.child("EXCLUDES") != nullptr;
    made.excludes = excludes && genius_;
    for (const XmlElement& child : element.children) {
      const bool counts = child.name == "EXCLUDES" || (child.name == "INCLUDES" && !made.excludes);
      if (!counts) continue;
      if (const std::optional<BoxBound> read = bound(child)) made.bounds.push_back(*read);
    }
    return made;
  }

  std::optional<BoxBound> bound(const XmlElement& element) {
    const auto index = number_of(element, "index", FindingToken::bad_number, log_);
    const auto low = number_of(element, "min", FindingToken::bad_number, log_);
    const auto high = number_of(element, "max", FindingToken::bad_number, log_);
    if (!index || !low || !high) return std::nullopt;
    const auto found = index->is_whole() && abs(*index) <= Rational(0x7FFF'FFFF)
                           ? positions_.find(static_cast<std::int64_t>(index->numerator()))
                           : positions_.end();
    if (found == positions_.end()) {
      log_.add(FindingToken::unknown_issue, place_of(element, "index"),
               "the domain has no issue with the index " + to_string(*index));
      return std::nullopt;
    }
    const ScenarioIssue& issue = domain_.issues[found->second].issue;
    if (issue.kind != ScenarioIssueKind::integer) {
      log_.add(FindingToken::box_on_non_integer_issue, element.offset,
               in_quotes(issue.name) + " is not an integer issue; boxes have bounds in numbers");
      return std::nullopt;
    }
    return options_between(IssueId(found->second), issue, *low, *high, genius_);
  }

  const GeniusDomain& domain_;
  bool genius_;
  FindingLog& log_;
  std::map<std::int64_t, std::size_t> positions_;
  std::size_t boxes_ = 0;
};

}  // namespace

std::optional<BoxWorth> read_boxes(const XmlElement& utility, const GeniusDomain& domain,
                                   ScenarioFamily semantics, FindingLog& log) {
  return Boxes(domain, semantics, log).read(utility);
}

}  // namespace caucus
