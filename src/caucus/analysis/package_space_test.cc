// Tables, windows and wide constraints say exactly what the expressions say.
#include "caucus/analysis/package_space.h"

#include <doctest/doctest.h>

#include "caucus/analysis/case_for_tests.h"

namespace caucus {
namespace {

using namespace for_tests;

constexpr TableLimits all_limits[] = {{20'000, 1'000'000}, {1, 1'000'000}, {1, 1}};

Truth truth_by_form(const PackageSpace& space, const Constraint& constraint,
                    const Package& package) {
  const std::vector<std::uint16_t> slot = space.slots_of(package);
  if (constraint.form == ConstraintForm::wide) return space.truth_of(constraint, package);
  std::size_t entry = 0;
  std::int64_t amount = 0;
  Truth attainable = Truth::certain;
  for (std::size_t j = 0; j < constraint.depths.size(); ++j) {
    const std::uint16_t depth = constraint.depths[j];
    entry = entry * space.slots[depth] + slot[depth];
    Truth now = Truth::certain;
    if (constraint.form == ConstraintForm::table) {
      now = constraint.table[j][entry];
    } else {
      amount += constraint.window.amounts[j][slot[depth]];
      now = constraint.window.attainable(amount, j + 1);
    }
    CHECK(now <= attainable);  // settling more never makes more attainable
    attainable = now;
  }
  if (constraint.form == ConstraintForm::window) {
    const Truth truth = constraint.window.truth(amount);
    CHECK(truth <= attainable);
    return truth;
  }
  return constraint.table.back()[entry];
}

void check_space(const Case& c, const PackageSpace& space) {
  UInt128 last_rank = 0;
  bool first = true;
  for (const Package& package : all_packages(c)) {
    Truth rules = Truth::certain;  // together: rules over the same issues are one constraint
    std::vector<Truth> wanted(space.demands.size(), Truth::certain);
    for (const Constraint& constraint : space.constraints) {
      const Truth truth = truth_by_form(space, constraint, package);
      CHECK(truth == space.truth_of(constraint, package));
      if (constraint.kind == ConstraintKind::void_issue) CHECK(truth == Truth::certain);
      if (constraint.kind == ConstraintKind::rule) rules = truth_and(rules, truth);
      if (constraint.kind == ConstraintKind::demand)
        wanted[constraint.subject] = truth_and(wanted[constraint.subject], truth);
    }
    Truth expected = Truth::certain;
    for (const Rule& rule : c.rules)
      expected = truth_and(expected, truth(c, rule.is, package));
    CHECK(rules == expected);
    for (std::size_t d = 0; d < wanted.size(); ++d)
      if (space.demands[d].is) CHECK(wanted[d] == truth(c, *space.demands[d].is, package));

    const std::vector<std::uint16_t> slot = space.slots_of(package);
    CHECK(space.package(slot) == package);
    UInt128 rank = 0;
    for (std::size_t d = 0; d < slot.size(); ++d)
      rank += space.stride[d] * slot[d];
    CHECK(space.package(rank) == package);
    if (!first) CHECK(rank > last_rank);  // case-file order
    last_rank = rank;
    first = false;
  }
}

TEST_CASE("every form of a constraint says what its expression says") {
  for (std::uint64_t k = 0; k < 1000; ++k) {
    RandomStream dice(11, k);
    const Case c = random_case(dice, {});
    CAPTURE(k);
    for (const TableLimits& limits : all_limits)
      check_space(c, *package_space(c, demands(c, {}), limits));
  }
}

TEST_CASE("void issues are in the search after what decides them, and once in every package") {
  Case c = case_of({{"report", {1, 2}}, {"monitors", {0, 1}}}, 1);
  apply_only_if(c, 0, issue_in(1, {1}));
  finish(c);
  const auto space = package_space(c, {});
  CHECK(space->depth_of[1] < space->depth_of[0]);
  REQUIRE(space->constraints.size() == 1);
  CHECK(space->slots[space->depth_of[0]] == 3);
}

TEST_CASE("rules over the same issues are one constraint, those that use figures stay apart") {
  Case c = case_of({{"x", {1, 2, 3}}, {"y", {1, 2, 3}}}, 1);
  for (OptionIndex option = 0; option < 3; ++option)
    c.rules.push_back(rule_of(join(Operator::or_, issue_in(0, {option}), issue_in(1, {option}))));
  finish(c);
  const auto space = package_space(c, {});
  CHECK(space->constraints.size() == 1);
  check_space(c, *space);
}

TEST_CASE("a rule that joins two statements is two constraints") {
  Case c = case_of({{"x", {1, 2}}, {"y", {1, 2}}, {"z", {1, 2}}}, 1);
  c.rules.push_back(rule_of(join(Operator::and_, issue_in(0, {1}), issue_in(2, {0}))));
  finish(c);
  const auto space = package_space(c, {});
  REQUIRE(space->constraints.size() == 2);
  CHECK(space->constraints[0].depths.size() == 1);
  CHECK(space->constraints[1].depths.size() == 1);
}

// forty issues of ten options: no table could hold their sum.
TEST_CASE("a cap on a long sum is a window, and a product of many issues is wide") {
  std::vector<std::pair<std::string, std::vector<int>>> issues;
  for (std::size_t i = 0; i < 40; ++i)
    issues.push_back({"i" + std::to_string(i), {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}});
  Case c = case_of(issues, 1);
  Expression sum = amount_of(0);
  Expression product = amount_of(0);
  for (std::size_t i = 1; i < 40; ++i) {
    sum = join(Operator::add, sum, amount_of(i));
    if (i < 9) product = join(Operator::multiply, product, amount_of(i));
  }
  c.totals.push_back({"sum", "", "", sum, {}});
  c.rules.push_back(
      rule_of(join(Operator::at_most, subject(Operator::amount_of_total, 0), number(100))));
  c.rules.push_back(rule_of(join(Operator::at_most, product, number(100))));
  finish(c);
  const auto space = package_space(c, {});
  REQUIRE(space->constraints.size() == 2);
  CHECK(space->constraints[0].form == ConstraintForm::window);
  CHECK(space->constraints[1].form == ConstraintForm::wide);
  std::vector<OptionIndex> options(40, 2);
  CHECK(truth_by_form(*space, space->constraints[0], Package(options)) == Truth::certain);
  options.assign(40, 3);
  CHECK(truth_by_form(*space, space->constraints[0], Package(options)) == Truth::impossible);
}

}  // namespace
}  // namespace caucus
