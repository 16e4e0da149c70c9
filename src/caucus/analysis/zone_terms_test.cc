// The terms of the whole zone, against a look at every package.
#include "caucus/analysis/zone_terms.h"

#include <optional>

#include <doctest/doctest.h>

#include "caucus/analysis/example_sheets.h"

namespace caucus {
namespace {

using example::amount_of;
using example::Builder;
using example::join;
using example::number;

// Three quantities and two parties; `cap` and `floor` bound their sums as lines.
Case talks(int cap, int floor) {
  Builder b;
  const IssueId days = b.quantity({0, 1, 2});
  const IssueId trucks = b.quantity({0, 1, 2});
  b.quantity({5});
  b.party("north");
  b.prefer(days, Monotone{false});
  b.party("south");
  b.prefer(trucks, Monotone{true});
  Case c = b.done();
  const auto line = [&](std::size_t sheet, Operator op, IssueId issue, int amount) {
    Line made;
    made.id = "line." + std::to_string(sheet);
    made.is = join(op, amount_of(issue), number(amount));
    c.sheets[sheet].lines.push_back(made);
  };
  line(0, Operator::at_most, days, cap);
  line(1, Operator::at_least, trucks, floor);
  return c;
}

std::vector<Term> terms_by_looking(const Case& c) {
  const std::vector<Demand> lines = demands(c, {});
  std::optional<Package> first;
  std::vector<bool> varies(c.issues.size(), false);
  example::visit_packages(c, [&](const Package& package) {
    for (const Demand& demand : lines)
      if (demand.is && truth(c, *demand.is, package) == Truth::impossible) return;
    if (!first) first = package;
    for (IssueId issue : c.issues.ids())
      varies[issue.index()] = varies[issue.index()] || package[issue] != (*first)[issue];
  });
  std::vector<Term> terms;
  for (IssueId issue : c.issues.ids())
    if (first && !varies[issue.index()] && c.issues[issue].options.size() > 1)
      terms.push_back({issue, (*first)[issue]});
  return terms;
}

TEST_CASE("what every package of the zone has is found, and nothing else") {
  for (int cap = 0; cap <= 2; ++cap)
    for (int floor = 0; floor <= 2; ++floor) {
      const Case c = talks(cap, floor);
      const Utilities central = central_utilities(c);
      const Room found = room(c, central, {}, {});
      const std::vector<Term> terms = zone_terms(c, central, found, {});
      const std::vector<Term> expected = terms_by_looking(c);
      REQUIRE(terms.size() == expected.size());
      CHECK(terms.size() == static_cast<std::size_t>((cap == 0 ? 1 : 0) + (floor == 2 ? 1 : 0)));
      for (std::size_t k = 0; k < terms.size(); ++k) {
        CHECK(terms[k].issue == expected[k].issue);
        CHECK(terms[k].option == expected[k].option);
      }
    }
}

TEST_CASE("an empty zone has no terms") {
  const Case c = talks(-1, 0);
  const Utilities central = central_utilities(c);
  CHECK(zone_terms(c, central, room(c, central, {}, {}), {}).empty());
}

}  // namespace
}  // namespace caucus
