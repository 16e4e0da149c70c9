#include "caucus/analysis/scenario_boxes.h"

#include <algorithm>
#include <set>

#include "caucus/engine/box_frontier.h"

namespace caucus {
namespace {

bool add_node(const BoxNode& node, const Rational& factor, BoxTerms& terms) {
  if (node.aggregation != Aggregation::sum && node.boxes.size() + node.parts.size() > 1)
    return false;
  for (const Box& box : node.boxes) {
    terms.push_back(box);
    terms.back().worth = box.worth * factor;
  }
  for (const BoxNode& part : node.parts)
    if (!add_node(part, factor * part.weight, terms)) return false;
  return true;
}

// What every option of an issue adds is one box without bounds; where neighbours add the same, they
// share a box.
void add_issue(IssueId issue, const std::vector<Rational>& worths, BoxTerms& terms) {
  Rational least = worths[0];
  for (const Rational& worth : worths)
    least = std::min(least, worth);
  terms.push_back({least, {}, false});
  for (std::size_t low = 0; low < worths.size();) {
    std::size_t end = low + 1;
    while (end < worths.size() && worths[end] == worths[low])
      ++end;
    if (worths[low] != least)
      terms.push_back({worths[low] - least,
                       {{issue, static_cast<OptionIndex>(low), static_cast<OptionIndex>(end - 1)}},
                       false});
    low = end;
  }
}

void add_group(const GroupTable& group, BoxTerms& terms) {
  std::set<std::vector<OptionIndex>> listed;  // of a combination listed twice the first counts
  for (const auto& [options, worth] : group.combinations) {
    if (!listed.insert(options).second) continue;
    Box box{worth, {}, false};
    for (std::size_t i = 0; i < options.size(); ++i)
      box.bounds.push_back({group.issues[i], options[i], options[i]});
    terms.push_back(std::move(box));
  }
}

}  // namespace

std::optional<BoxTerms> box_terms(const ScenarioProfile& profile) {
  BoxTerms terms;
  if (const auto* additive = std::get_if<AdditiveWorth>(&profile.worth)) {
    for (std::size_t i = 0; i < additive->worth.size(); ++i)
      add_issue(IssueId(i), additive->worth[i], terms);
    return terms;
  }
  if (const auto* boxes = std::get_if<BoxWorth>(&profile.worth)) {
    if (!add_node(boxes->root, Rational(1) / boxes->divisor, terms)) return std::nullopt;
    return terms;
  }
  if (const auto* groups = std::get_if<GroupWorth>(&profile.worth)) {
    for (const GroupTable& group : groups->groups)
      add_group(group, terms);
    return terms;
  }
  return std::nullopt;
}

void add_boxes(const BoxTerms& terms, Int128 scale, std::size_t party, BoxSpace& space) {
  for (const Box& term : terms) {
    SpaceBox box;
    box.party = party;
    box.worth = term.worth.numerator() * (scale / term.worth.denominator());
    box.excludes = term.excludes;
    for (const BoxBound& bound : term.bounds)
      box.bounds.push_back(
          {static_cast<std::uint32_t>(bound.issue.index()), bound.low, bound.high});
    space.boxes.push_back(std::move(box));
  }
}

std::optional<Int128> least_sum(const BoxSpace& space, std::size_t party,
                                const CancelToken& cancel) {
  BoxSpace turned;
  turned.parties = 1;
  turned.options = space.options;
  for (const SpaceBox& box : space.boxes)
    if (box.party == party) turned.boxes.push_back({0, -box.worth, box.excludes, box.bounds});
  const BoxFrontier least = box_frontier(turned, {}, cancel);
  if (least.end != BoxEnd::complete) return std::nullopt;
  return -least.sums[0];
}

}  // namespace caucus
