#include "caucus/analysis/zone_terms.h"

#include "caucus/analysis/find_package.h"

namespace caucus {
namespace {

constexpr std::uint64_t steps_max = 500'000;

// "The issue is settled another way, or does not apply."
Demand settled_otherwise(const Term& term) {
  ExpressionNode is;
  is.op = Operator::issue_is;
  is.subject = static_cast<std::uint16_t>(term.issue.index());
  is.options = {term.option};
  ExpressionNode negation;
  negation.op = Operator::not_;
  return {
      "",           DemandKind::position, PartyId(0), "",     Expression{{is, negation}, "", ""},
      Sure::likely, Firmness::fixed,      "",         nullptr};
}

}  // namespace

std::vector<Term> zone_terms(const Case& c, const Utilities& utilities, const Room& room,
                             const CancelToken& cancel) {
  if (!room.example) return {};
  std::vector<Term> open;
  for (IssueId issue : c.issues.ids())
    if (c.issues[issue].options.size() > 1 && room.example->applies(issue))
      open.push_back({issue, (*room.example)[issue]});
  std::vector<Demand> demands = room.standing;
  for (const Term& term : open)
    demands.push_back(settled_otherwise(term));
  const Problem problem = caucus::problem(c, utilities, demands);
  std::vector<bool> varies(open.size(), false);
  std::vector<Term> common;
  for (std::size_t k = 0; k < open.size(); ++k) {
    if (varies[k]) continue;
    DemandMask wanted(demands.size(), false);
    for (std::size_t d = 0; d < room.standing.size(); ++d)
      wanted[d] = true;
    wanted[room.standing.size() + k] = true;
    SearchOptions options;
    options.steps_max = steps_max;
    const ZoneTest other = find_package(problem, wanted, options, cancel);
    if (other.finding == Finding::none) common.push_back(open[k]);
    if (other.finding != Finding::package) continue;
    for (std::size_t later = k; later < open.size(); ++later)
      varies[later] = varies[later] || other.package[open[later].issue] != open[later].option;
  }
  return common;
}

}  // namespace caucus
