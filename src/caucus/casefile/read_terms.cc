// Issues and their options, totals, rules and norms, and where issues apply.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/casefile/cycles.h"
#include "caucus/casefile/issue_options.h"
#include "caucus/casefile/read.h"
#include "caucus/casefile/reading.h"

namespace caucus {
namespace {

// The entry defines the thing at that position: it was not refused as a duplicate.
template <class Things>
bool defines(const Entry& entry, const Things& things, std::optional<std::size_t> at) {
  return at && (things.begin() + static_cast<std::ptrdiff_t>(*at))->origin.place == entry.place();
}

Issue issue_of(Reading& reading, const Entry& entry) {
  Issue issue;
  issue.id = entry.text("id");
  issue.name = reading.printed(issue.id, entry.text("name"));
  issue.unit = entry.text("unit");
  if (const auto phase = reading.names.find(NameSpace::phase, entry.text("phase")))
    issue.phase = PhaseId(*phase);
  issue.category = entry.text("category");
  issue.topic = entry.text("topic");
  issue.debtor = entry.text("debtor");
  issue.creditor = entry.text("creditor");
  issue.verifier = entry.text("verifier");
  issue.origin = reading.origin_of(entry);
  return issue;
}

// Refuses ids that a rule could not name.
bool is_free_word(Reading& reading, const Entry& entry) {
  const std::string id = entry.text("id");
  if (!is_rule_word(id)) return true;
  reading.fault(entry.place("id"), FaultKind::bad_id,
                fmt::format("{} is a word of the rule language", in_quotes(id)),
                fmt::format("call it `{}_` or something else", id));
  return false;
}

std::vector<std::string> ids_of(const Reading& reading, NameSpace space,
                                const std::vector<std::size_t>& group) {
  std::vector<std::string> ids;
  for (const std::size_t at : group)
    ids.push_back(in_quotes(space == NameSpace::total ? reading.c.totals[TotalId(at)].id
                                                      : reading.c.issues[IssueId(at)].id));
  return ids;
}

// ------------------------------------------------------------------------------------- totals

void register_totals(Reading& reading, const FileEntries& frame) {
  for (const Entry& entry : frame.of("total")) {
    const bool has_id = entry.get("id") != nullptr;
    if (has_id && reading.names.is_taken(NameSpace::total, entry, reading.log)) continue;
    if (!has_id || !is_free_word(reading, entry)) {
      reading.names.add(NameSpace::total, entry.written("id"), {});
      continue;
    }
    Total total;
    total.id = entry.text("id");
    total.name = reading.printed(total.id, entry.text("name"));
    total.unit = entry.text("unit");
    total.origin = reading.origin_of(entry);
    const TotalId at = reading.c.totals.push_back(std::move(total));
    reading.names.add(NameSpace::total, entry.text("id"), {at.index(), entry.place()});
  }
}

void read_total(Reading& reading, const Entry& entry, TotalId id) {
  Total& total = reading.c.totals[id];
  std::optional<Expression> is = reading.rule_of(entry, "is", RuleShape::arithmetic);
  if (!is) return reading.rule_names->mark_faulty(total.id);
  if (total.unit.empty()) {
    total.unit = is->unit;
  } else if (!is->unit.empty() && is->unit != total.unit) {
    reading.fault(
        entry.place("unit"), FaultKind::unit_mismatch,
        fmt::format("the sum is in {}, not in {}", in_quotes(is->unit), in_quotes(total.unit)),
        "leave `unit` out, or correct the units of its issues");
  }
  total.is = *std::move(is);
  reading.magnitudes->set_total(id, total.is);
}

void report_total_cycle(Reading& reading, const std::vector<std::size_t>& group) {
  const std::vector<std::string> members = ids_of(reading, NameSpace::total, group);
  const std::string sentence =
      members.size() == 1
          ? fmt::format("the total {} is defined by itself", members.front())
          : fmt::format("the totals {} are defined by each other", join_in_words(members));
  reading.fault(reading.c.totals[TotalId(group.front())].origin.place, FaultKind::cycle, sentence,
                "let one of them name issues only");
  for (const std::size_t at : group)
    reading.rule_names->mark_faulty(reading.c.totals[TotalId(at)].id);
}

// --------------------------------------------------------------------------------- applies_if

using IssueSet = std::vector<std::size_t>;

void add_unique(IssueSet& set, std::size_t issue) {
  const auto at = std::lower_bound(set.begin(), set.end(), issue);
  if (at == set.end() || *at != issue) set.insert(at, issue);
}

// The issues an expression names, through totals, whose own sets are given.
IssueSet named_issues(const Expression& expression, const std::vector<IssueSet>& of_totals) {
  IssueSet issues;
  for (const ExpressionNode& node : expression.nodes) {
    if (node.op == Operator::amount_of_issue || node.op == Operator::issue_is ||
        node.op == Operator::issue_in)
      add_unique(issues, node.subject);
    if (node.op == Operator::amount_of_total && node.subject < of_totals.size())
      for (const std::size_t issue : of_totals[node.subject])
        add_unique(issues, issue);
  }
  return issues;
}

std::vector<IssueSet> issues_of_totals(const Reading& reading, const Needs& needs) {
  std::vector<IssueSet> sets(reading.c.totals.size());
  for (const auto& group : groups_in_order(needs))
    for (const std::size_t at : group)
      if (!is_cycle(needs, group)) sets[at] = named_issues(reading.c.totals[TotalId(at)].is, sets);
  return sets;
}

Needs needs_of_totals(const Case& c) {
  Needs needs(c.totals.size());
  for (const TotalId id : c.totals.ids())
    for (const ExpressionNode& node : c.totals[id].is.nodes)
      if (node.op == Operator::amount_of_total) add_unique(needs[id.index()], node.subject);
  return needs;
}

// False if some issue's applies_if depends on itself.
bool check_applies_if_cycles(Reading& reading) {
  Case& c = reading.c;
  const std::vector<IssueSet> of_totals = issues_of_totals(reading, needs_of_totals(c));
  Needs needs(c.issues.size());
  for (const IssueId id : c.issues.ids())
    if (const auto& applies_if = c.issues[id].applies_if_joined)
      needs[id.index()] = named_issues(*applies_if, of_totals);
  bool sound = true;
  for (const auto& group : groups_in_order(needs)) {
    if (!is_cycle(needs, group)) continue;
    sound = false;
    const std::vector<std::string> members = ids_of(reading, NameSpace::issue, group);
    const std::string sentence =
        members.size() == 1
            ? fmt::format("whether {} applies depends on itself", members.front())
            : fmt::format("whether {} apply depends on each other", join_in_words(members));
    reading.fault(c.issues[IssueId(group.front())].origin.place, FaultKind::cycle, sentence,
                  "leave out one `applies_if`, of an issue or of its phase");
  }
  return sound;
}

// An issue either applies or not, so what decides it cannot be an interval.
std::optional<Expression> applies_if_of(Reading& reading, const Entry& entry) {
  std::optional<Expression> applies_if = reading.rule_of(entry, "applies_if");
  if (!applies_if) return std::nullopt;
  const std::vector<QuantityId> figures = quantities(reading.c, *applies_if);
  if (figures.empty()) return applies_if;
  reading.fault(entry.place("applies_if"), FaultKind::type_mismatch,
                fmt::format("whether something applies cannot hang on figure({}): it applies or "
                            "not, and a figure is an interval",
                            reading.c.quantities[figures.front()].id),
                "write the number itself, or say it in a [[rule]]");
  return std::nullopt;
}

// Reports an issue that too many others decide. Where its phase does, at the phase's key.
void check_applies_if_size(Reading& reading, const Entry& entry, IssueId id) {
  const Issue& issue = reading.c.issues[id];
  if (!issue.applies_if_joined) return;
  if (auto finding = reading.worth_sizes->check_applies_if(id, *issue.applies_if_joined))
    reading.log.add(entry.place(issue.applies_if ? "applies_if" : "phase"), *std::move(finding));
}

void read_applies_if(Reading& reading, const FileEntries& frame) {
  Case& c = reading.c;
  for (const Entry& entry : frame.of("phase")) {
    std::optional<Expression> applies_if = applies_if_of(reading, entry);
    const auto at = reading.names.find(NameSpace::phase, entry.text("id"));
    if (defines(entry, c.phases, at)) c.phases[PhaseId(*at)].applies_if = std::move(applies_if);
  }
  for (const Entry& entry : frame.of("issue")) {
    std::optional<Expression> applies_if = applies_if_of(reading, entry);
    const auto at = reading.names.find(NameSpace::issue, entry.text("id"));
    if (!defines(entry, c.issues, at)) continue;
    Issue& issue = c.issues[IssueId(*at)];
    issue.applies_if = applies_if;
    issue.applies_if_joined = std::move(applies_if);
    if (!issue.phase) continue;
    const std::optional<Expression>& of_phase = c.phases[*issue.phase].applies_if;
    if (!of_phase) continue;
    issue.applies_if_joined =
        issue.applies_if ? conjunction(*of_phase, *issue.applies_if) : *of_phase;
  }
}

void read_rules_of(Reading& reading, const FileEntries& frame, bool norm) {
  const std::string_view kind = norm ? "norm" : "rule";
  std::size_t number = 0;
  for (const Entry& entry : frame.of(kind)) {
    ++number;
    std::optional<Expression> is = reading.rule_of(entry, "is");
    if (entry.get("id") != nullptr && reading.names.is_taken(NameSpace::rule, entry, reading.log))
      continue;
    Rule rule;
    rule.id = entry.get("id") != nullptr ? entry.text("id") : fmt::format("{}.{}", kind, number);
    reading.names.add(NameSpace::rule, rule.id, {reading.c.rules.size(), entry.place()});
    if (!is) continue;
    rule.norm = norm;
    rule.is = *std::move(is);
    rule.why = entry.text("why");
    rule.origin = reading.origin_of(entry);
    reading.c.rules.push_back(std::move(rule));
  }
}

}  // namespace

void read_issues(Reading& reading, const FileEntries& frame) {
  bool reported = false;
  for (const Entry& entry : frame.of("issue")) {
    Issue issue = issue_of(reading, entry);
    const bool sound = read_options(reading, entry, issue);
    const bool has_id = entry.get("id") != nullptr;
    if (has_id && reading.names.is_taken(NameSpace::issue, entry, reading.log)) continue;
    const bool full = reading.c.issues.size() == issues_max;
    if (full && !std::exchange(reported, true))
      reading.fault(entry.place(), FaultKind::too_many,
                    fmt::format("there are more than {} issues", issues_max),
                    "split the talks into several cases");
    if (full || !has_id || !is_free_word(reading, entry)) {
      reading.names.add(NameSpace::issue, entry.written("id"), {Names::faulty, entry.place()});
      continue;
    }
    const std::string id = issue.id;
    // Without options it stays known, so that what names it is not blamed (see mark_faulty).
    if (!sound) issue.options.clear();
    const IssueId at = reading.c.issues.push_back(std::move(issue));
    reading.names.add(NameSpace::issue, id, {at.index(), entry.place()});
  }
}

void read_totals(Reading& reading, const FileEntries& frame) {
  register_totals(reading, frame);
  RuleNames& names = reading.rule_names.emplace(reading.c);
  names.complete = reading.names.complete;
  reading.magnitudes.emplace(reading.c);
  reading.worth_sizes.emplace(reading.c);
  for (const Issue& issue : reading.c.issues)
    if (issue.options.empty()) names.mark_faulty(issue.id);
  const auto mark = [&](std::string_view kind) {
    for (const Entry& entry : frame.of(kind))
      if (names.subject(entry.written("id")).kind == RuleNames::Kind::unknown)
        names.mark_faulty(entry.written("id"));
  };
  mark("issue");
  mark("total");
  for (const Entry& entry : frame.of("category"))
    if (names.quantity(entry.written("id")).kind == RuleNames::Kind::unknown)
      names.mark_faulty_quantity(entry.written("id"));

  std::vector<const Entry*> entries(reading.c.totals.size(), nullptr);
  Needs needs(reading.c.totals.size());
  for (const Entry& entry : frame.of("total")) {
    const auto at = reading.names.find(NameSpace::total, entry.text("id"));
    if (!defines(entry, reading.c.totals, at)) continue;
    entries[*at] = &entry;
    const std::string is = entry.text("is");
    for (const std::string_view word : words_of_rule(is))
      if (const auto need = reading.names.find(NameSpace::total, word)) needs[*at].push_back(*need);
  }
  for (const auto& group : groups_in_order(needs)) {
    if (is_cycle(needs, group))
      report_total_cycle(reading, group);
    else
      read_total(reading, *entries[group.front()], TotalId(group.front()));
  }
}

void read_rules(Reading& reading, const FileEntries& frame) {
  read_applies_if(reading, frame);
  for (const Entry& entry : frame.of("issue")) {
    const auto at = reading.names.find(NameSpace::issue, entry.text("id"));
    if (defines(entry, reading.c.issues, at)) check_applies_if_size(reading, entry, IssueId(*at));
  }
  if (check_applies_if_cycles(reading) && reading.log.fault_count() == 0)
    reading.c.evaluation_order_ = order_issues(reading.c).value();
  read_rules_of(reading, frame, false);
  read_rules_of(reading, frame, true);
}

}  // namespace caucus
