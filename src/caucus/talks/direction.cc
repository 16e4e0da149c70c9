#include "caucus/talks/direction.h"

#include <algorithm>
#include <compare>

namespace caucus {
namespace {

const Preference* preference_on(const Case& c, PartyId party, const Subject& about) {
  const Sheet* sheet = c.sheet_of(party);
  if (!sheet) return nullptr;
  for (const Preference& preference : sheet->preferences.preferences)
    if (preference.about == about) return &preference;
  return nullptr;
}

int sign_of(std::strong_ordering order) {
  return order > 0 ? 1 : order < 0 ? -1 : 0;
}

std::optional<int> compared_in(const OptionOrder& order, OptionIndex a, OptionIndex b) {
  const auto place = [&](OptionIndex option) {
    for (std::size_t at = 0; at < order.places.size(); ++at)
      if (std::find(order.places[at].begin(), order.places[at].end(), option) !=
          order.places[at].end())
        return at;
    return order.places.size();
  };
  return sign_of(place(b) <=> place(a));  // an earlier place is liked better
}

std::optional<int> compared_in(const OptionPoints& points, OptionIndex a, OptionIndex b) {
  const NumberRange& of_a = points.points[a];
  const NumberRange& of_b = points.points[b];
  if (!of_a.exact() || !of_b.exact()) return std::nullopt;
  return sign_of(of_a.low <=> of_b.low) * points.weight.sign();
}

// +1 where more is better, -1 where less is.
std::optional<int> direction(const Preference& preference) {
  if (const auto* monotone = std::get_if<Monotone>(&preference.says))
    return monotone->more ? 1 : -1;
  if (const auto* rate = std::get_if<PointsPerUnit>(&preference.says))
    return rate->per_unit.sign() * rate->weight.sign();
  return std::nullopt;
}

// The best and the worst of some options in the party's own order; nothing without an order.
struct Extremes {
  OptionIndex best = 0;
  OptionIndex worst = 0;
};

std::optional<Extremes> extremes(const Case& c, PartyId party, const Requirement& demand) {
  if (!demand.about.issue || demand.options.empty()) return std::nullopt;
  Extremes found{demand.options.front(), demand.options.front()};
  for (OptionIndex option : demand.options) {
    const auto over_best = likes_better(c, party, *demand.about.issue, option, found.best);
    const auto over_worst = likes_better(c, party, *demand.about.issue, option, found.worst);
    if (!over_best || !over_worst) return std::nullopt;
    if (*over_best > 0) found.best = option;
    if (*over_worst < 0) found.worst = option;
  }
  return found;
}

bool smaller(const Requirement& before, const Requirement& now) {
  if (before.about.issue)
    return now.options != before.options &&
           std::includes(before.options.begin(), before.options.end(), now.options.begin(),
                         now.options.end());
  return before.amount && now.amount && *before.amount != *now.amount &&
         before.amount->contains(*now.amount);
}

}  // namespace

std::optional<int> likes_better(const Case& c, PartyId party, IssueId issue, OptionIndex a,
                                OptionIndex b) {
  const Preference* preference = preference_on(c, party, Subject{issue, std::nullopt});
  if (!preference) return std::nullopt;
  if (const auto* order = std::get_if<OptionOrder>(&preference->says))
    return compared_in(*order, a, b);
  if (const auto* points = std::get_if<OptionPoints>(&preference->says))
    return compared_in(*points, a, b);
  const auto towards = direction(*preference);
  if (!towards) return std::nullopt;
  const auto& options = c.issues[issue].options;
  return *towards * sign_of(options[a].value <=> options[b].value);
}

bool demands_more(const Case& c, PartyId party, const Requirement& before, const Requirement& now) {
  const auto was = extremes(c, party, before);
  const auto is = extremes(c, party, now);
  if (!was || !is) return smaller(before, now);
  const IssueId issue = *now.about.issue;
  const int worst = likes_better(c, party, issue, is->worst, was->worst).value_or(0);
  const int best = likes_better(c, party, issue, is->best, was->best).value_or(0);
  return (worst > 0 && best >= 0) || (worst >= 0 && best > 0);
}

std::vector<Subject> narrower(const std::vector<Requirement>& before,
                              const std::vector<Requirement>& now) {
  std::vector<Subject> found;
  for (const Requirement& requirement : now) {
    const auto earlier = std::find_if(before.begin(), before.end(), [&](const Requirement& old) {
      return old.about == requirement.about;
    });
    if (earlier == before.end() || smaller(*earlier, requirement))
      found.push_back(requirement.about);
  }
  return found;
}

bool breaks(const Case& c, const Requirement& requirement, const PartialPackage& terms) {
  if (requirement.about.issue) {
    const auto option = option_of(terms, *requirement.about.issue);
    return option &&
           !std::binary_search(requirement.options.begin(), requirement.options.end(), *option);
  }
  if (!requirement.amount) return false;
  const Total& total = c.totals[*requirement.about.total];
  std::vector<OptionIndex> options(c.issues.size(), 0);
  for (IssueId issue : scope(c, total.is)) {
    const auto option = option_of(terms, issue);
    if (!option) return false;
    options[issue.index()] = *option;
  }
  const Interval counted = amount(c, total.is, c.canonical(Package(std::move(options))));
  return !intersect(counted, *requirement.amount).has_value();
}

std::optional<OptionIndex> option_of(const PartialPackage& terms, IssueId issue) {
  const auto found =
      std::lower_bound(terms.terms.begin(), terms.terms.end(), issue,
                       [](const Term& term, IssueId wanted) { return term.issue < wanted; });
  if (found == terms.terms.end() || found->issue != issue) return std::nullopt;
  return found->option;
}

}  // namespace caucus
