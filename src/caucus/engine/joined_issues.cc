#include "caucus/engine/joined_issues.h"

#include <algorithm>
#include <numeric>

#include "caucus/base/assert.h"
#include "caucus/engine/elimination.h"

namespace caucus {
namespace {

constexpr std::size_t assignments_max = 20'000;

// The columns of some parties.
std::vector<Int128> columns(const std::vector<Int128>& rows, std::size_t all,
                            const std::vector<std::size_t>& parties) {
  std::vector<Int128> some;
  some.reserve(rows.size() / all * parties.size());
  for (std::size_t row = 0; row < rows.size(); row += all)
    for (const std::size_t q : parties)
      some.push_back(rows[row + q]);
  return some;
}

}  // namespace

Choice JoinedSpace::choice(const Choice& of_parts) const {
  std::size_t issues = 0;
  for (const auto& part : parts)
    issues += part->issues.size();
  Choice all(issues);
  for (std::size_t k = 0; k < parts.size(); ++k)
    for (std::size_t i = 0; i < parts[k]->issues.size(); ++i)
      all[parts[k]->issues[i]] = parts[k]->choices[of_parts[k]][i];
  return all;
}

const Scope& IssueJoiner::scope_of(std::size_t link) const {
  const std::size_t tables = linked_.tables.size(), rules = linked_.rules.size();
  if (link < tables) return linked_.tables[link].scope;
  if (link < tables + rules) return linked_.rules[link - tables].scope;
  return linked_.windows[link - tables - rules].scope;
}

// Which issues are tied together by the links asked, and by which.
struct IssueJoiner::Ties {
  std::vector<std::size_t> first;                 // [issue]: the first issue it is tied to
  std::vector<std::vector<std::uint32_t>> links;  // [first issue]
};

IssueJoiner::Ties IssueJoiner::ties(const LinksAsked& asked) const {
  const std::size_t issues = linked_.space.issues();
  const std::size_t tables = linked_.tables.size(), rules = linked_.rules.size();
  Ties ties{std::vector<std::size_t>(issues), std::vector<std::vector<std::uint32_t>>(issues)};
  std::iota(ties.first.begin(), ties.first.end(), std::size_t{0});
  const auto first_of = [&](std::size_t issue) {
    while (ties.first[issue] != issue)
      issue = ties.first[issue] = ties.first[ties.first[issue]];
    return issue;
  };
  std::vector<std::uint32_t> counted;
  for (std::size_t link = 0; link < tables + rules + linked_.windows.size(); ++link) {
    const bool counts = link < tables           ? true
                        : link < tables + rules ? asked.rules[link - tables]
                                                : asked.windows[link - tables - rules];
    if (!counts) continue;
    counted.push_back(static_cast<std::uint32_t>(link));
    for (const std::size_t issue : scope_of(link)) {
      const std::size_t a = first_of(scope_of(link).front()), b = first_of(issue);
      ties.first[std::max(a, b)] = std::min(a, b);
    }
  }
  for (std::size_t issue = 0; issue < issues; ++issue)
    ties.first[issue] = first_of(issue);
  for (const std::uint32_t link : counted)
    ties.links[ties.first[scope_of(link).front()]].push_back(link);
  return ties;
}

std::optional<JoinedSpace> IssueJoiner::joined(const LinksAsked& asked, const CancelToken& cancel) {
  CAUCUS_ASSERT(!asked.parties.empty(), "the sums of one party at least are asked");
  if (remembered_ > remembered_most) {
    known_.clear();
    remembered_ = 0;
  }
  std::uint32_t who = 0;
  for (const std::size_t q : asked.parties)
    who |= std::uint32_t{1} << q;
  Ties ties = this->ties(asked);
  JoinedSpace joined;
  joined.space.parties = asked.parties.size();
  for (std::size_t issue = 0; issue < ties.first.size(); ++issue) {
    if (ties.first[issue] != issue) continue;
    Key key = ties.links[issue];
    key.push_back(static_cast<std::uint32_t>(issue));
    key.push_back(who);
    auto found = known_.find(key);
    if (found == known_.end()) {
      auto part = std::make_shared<const JoinedPart>(settled(ties, issue, asked.parties, cancel));
      if (cancel.cancelled()) return std::nullopt;
      remembered_ += part->worth.size() + part->choices.size() * part->issues.size() + key.size();
      found = known_.emplace(std::move(key), std::move(part)).first;
    }
    if (found->second->too_much) return std::nullopt;
    joined.possible = joined.possible && !found->second->choices.empty();
    joined.space.worth.push_back(found->second->worth);
    joined.parts.push_back(found->second);
  }
  return joined;
}

JoinedPart IssueJoiner::settled(const Ties& ties, std::size_t first,
                                const std::vector<std::size_t>& parties,
                                const CancelToken& cancel) const {
  const std::size_t all = linked_.space.parties, tables = linked_.tables.size();
  std::vector<std::size_t> issues;
  for (std::size_t issue = first; issue < ties.first.size(); ++issue)
    if (ties.first[issue] == first) issues.push_back(issue);
  JoinedPart part{issues, issues.size() > part_issues_max, {}, {}};
  if (part.too_much) return part;
  LinkedSpace small;
  small.space.parties = parties.size();
  for (const std::size_t issue : issues)
    small.space.worth.push_back(columns(linked_.space.worth[issue], all, parties));
  for (const std::uint32_t link : ties.links[first]) {
    Scope scope;
    for (const std::size_t issue : scope_of(link))
      scope.push_back(static_cast<std::size_t>(
          std::lower_bound(issues.begin(), issues.end(), issue) - issues.begin()));
    const std::size_t rule = link - tables;
    if (link < tables) {
      const TermTable& table = linked_.tables[link];
      small.tables.push_back({scope, table.cells, columns(table.worth, all, parties),
                              columns(table.elsewhere, all, parties)});
    } else if (rule < linked_.rules.size()) {
      small.rules.push_back({scope, linked_.rules[rule].allowed});
    } else {
      const SumWindow& window = linked_.windows[rule - linked_.rules.size()];
      small.windows.push_back({scope, window.amounts, window.low, window.high});
    }
  }
  EliminationOptions limits;
  limits.assignments_max = assignments_max;
  limits.points_max = part_options_max;
  const SumFrontier front = linked_frontier(small, limits, cancel);
  part.too_much = front.end != FrontierEnd::complete;
  if (part.too_much) return part;
  part.worth = front.sums;
  for (std::size_t k = 0; k < front.size(); ++k)
    part.choices.push_back(front.choice(k));
  return part;
}

}  // namespace caucus
