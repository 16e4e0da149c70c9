// A small case built in code, for tests of the talks: two parties, three mediators, three channels,
// seven issues, a total, two rules, a deadline, and a sheet for each party. Its names are those of
// the examples in docs/reference/talks-script.md. Included by tests and benches only.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "caucus/model/case.h"
#include "caucus/talks/script_run.h"

namespace caucus::for_tests {

inline Issue quantity(std::string id, const std::vector<int>& amounts) {
  Issue issue;
  issue.id = issue.name = std::move(id);
  issue.quantity = true;
  for (int amount : amounts)
    issue.options.push_back({std::to_string(amount), "", Rational(amount)});
  return issue;
}

inline Issue choice(std::string id, const std::vector<std::string>& options) {
  Issue issue;
  issue.id = issue.name = std::move(id);
  for (const std::string& option : options)
    issue.options.push_back({option, option, Rational(0)});
  return issue;
}

inline Expression leaf(Operator op, std::size_t subject, std::vector<OptionIndex> options = {}) {
  ExpressionNode node;
  node.op = op;
  node.subject = static_cast<std::uint16_t>(subject);
  node.options = std::move(options);
  return {{node}, "", ""};
}

inline Expression join(Operator op, const Expression& left, const Expression& right) {
  Expression both = conjunction(left, right);
  both.nodes.back().op = op;
  return both;
}

inline Preference preference(std::size_t issue, bool more) {
  Preference says;
  says.about.issue = IssueId(issue);
  says.says = Monotone{more};
  return says;
}

inline void add_frame(Case& c) {
  Party israel;
  israel.id = israel.name = "israel";
  israel.approval = {"war_cabinet"};
  israel.delegation = "israel_delegation";
  Party hamas;
  hamas.id = hamas.name = "hamas";
  hamas.wings = {"political_leaders_abroad"};
  hamas.approval = {"decision_makers_in_gaza", "leaders_in_hiding"};
  c.parties = {israel, hamas};
  for (const char* id : {"qatar", "egypt", "united_states"})
    c.actors.push_back({ActorKind::mediator, id, id, {}, "", {}});
  c.actors.push_back({ActorKind::holder, "other_groups", "other groups", {}, "", {}});
  const auto channel = [&](std::string id, std::size_t to, std::vector<std::string> hops) {
    c.channels.push_back({std::move(id), "", PartyId(to), std::move(hops), {}, true, {}});
  };
  channel("doha", 1, {"qatar", "decision_makers_in_gaza", "leaders_in_hiding"});
  channel("cairo", 1, {"egypt", "courier", "decision_makers_in_gaza"});
  channel("meetings", 0, {"israel_delegation"});
  c.deadlines.push_back({"ramadan",
                         "",
                         *Date::parse("2024-03-10"),
                         DeadlineKind::soft,
                         {"united_states"},
                         std::nullopt,
                         {}});
  c.deadlines.push_back(
      {"closing", "", *Date::parse("2024-03-20"), DeadlineKind::hard, {}, std::nullopt, {}});
  for (const char* id : {"report_002", "report_004"}) {
    Source source;
    source.id = id;
    c.sources.push_back(source);
  }
}

inline Case talks_case() {
  Case c;
  c.title = "Truce and exchange talks";
  add_frame(c);
  c.issues.push_back(choice("agreement_covers", {"first_phase_only", "three_phases"}));
  c.issues.push_back(quantity("truce_days", {7, 14, 21, 28, 35, 42}));
  c.issues.push_back(choice("permanent_ceasefire",
                            {"not_mentioned", "to_be_negotiated", "promised_after_third_phase"}));
  c.issues.push_back(
      choice("withdrawal", {"none", "from_north_after_third_phase", "from_territory"}));
  c.issues.push_back(quantity("civilians_released", {5, 15, 25, 35}));
  c.issues.push_back(choice("aid_level", {"as_now", "increased"}));
  c.issues.push_back(choice("meeting_place", {"Cairo", "a neutral city"}));
  Total total;
  total.id = "days_and_people";
  total.is =
      join(Operator::add, leaf(Operator::amount_of_issue, 1), leaf(Operator::amount_of_issue, 4));
  c.totals.push_back(total);
  Rule rule;
  rule.id = "promise_needs_three_phases";
  rule.is =
      join(Operator::implies, leaf(Operator::issue_is, 2, {2}), leaf(Operator::issue_is, 0, {1}));
  c.rules.push_back(rule);
  Sheet israel{PartyId(0), "mediator", {}, {}, {}, {}, {}, {}, {}, {}};
  israel.preferences.preferences = {preference(1, false), preference(4, true)};
  Sheet hamas{PartyId(1), "mediator", {}, {}, {}, {}, {}, {}, {}, {}};
  hamas.preferences.preferences = {preference(1, true), preference(4, false)};
  Line line;
  line.id = "hamas.red_line.1";
  Expression not_mentioned = leaf(Operator::issue_is, 2, {0});
  ExpressionNode negation;
  negation.op = Operator::not_;
  not_mentioned.nodes.push_back(negation);
  line.is = not_mentioned;
  hamas.lines.push_back(line);
  c.sheets = {israel, hamas};
  c.evaluation_order_ = order_issues(c).value();
  return c;
}

inline Moment later() {
  return Moment::of_day(*Date::parse("2025-01-01"));
}

// The script run on the case, with every fault and mismatch as a line of text.
struct Played {
  Talks talks;
  std::vector<std::string> wrong;
};

inline Played play(const Case& c, std::string_view text) {
  const ScriptRead read = read_script(c, text);
  Played played;
  for (const ScriptFault& fault : read.faults)
    played.wrong.push_back(to_string(fault, "test"));
  ScriptRun run = run_script(c, read.script, {}, later());
  for (const ScriptMismatch& mismatch : run.mismatches)
    played.wrong.push_back(to_string(mismatch, "test"));
  played.talks = std::move(run.talks);
  return played;
}

inline std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines)
    text += line + "\n";
  return text;
}

}  // namespace caucus::for_tests
