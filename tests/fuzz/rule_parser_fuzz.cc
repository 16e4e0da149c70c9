// Any bytes as a rule about a small case. The parser must say what is wrong and never crash or
// hang; what it lets through must be a proper tree that evaluates, and its text must say the same.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "caucus/base/assert.h"
#include "caucus/casefile/magnitude.h"
#include "caucus/casefile/read.h"
#include "caucus/casefile/rule_parser.h"

namespace {

using namespace caucus;

const Case& small_case() {
  static const Case c = [] {
    const CaseText frame{"case.toml", R"(caucus = 1
title = "t"
[[figure]]
of = "held.a"
value = 30
bound = "about"
[[figure]]
of = "held.b"
value = 3
bound = "at_least"
[[issue]]
id = "a"
options = ["none", "some", "all at once"]
[[issue]]
id = "b"
range = { from = 7, to = 21, step = 7 }
unit = "day"
[[issue]]
id = "c"
options = [1, 0.5, -3]
applies_if = "a != none"
[[total]]
id = "t"
is = "b * 2"
)",
                         false};
    return read_case_texts(std::vector{frame}).value.value();
  }();
  return c;
}

bool same(const Expression& x, const Expression& y) {
  if (x.nodes.size() != y.nodes.size() || x.text != y.text || x.unit != y.unit) return false;
  for (std::size_t at = 0; at < x.nodes.size(); ++at) {
    const ExpressionNode& a = x.nodes[at];
    const ExpressionNode& b = y.nodes[at];
    if (a.op != b.op || a.subject != b.subject || a.left != b.left || a.right != b.right ||
        a.number != b.number || a.options != b.options || a.numbers != b.numbers)
      return false;
  }
  return true;
}

void check(std::string_view text, RuleShape shape) {
  const Case& c = small_case();
  const ParsedRule parsed = parse_rule(c, text, shape);
  CAUCUS_ASSERT(parsed.expression.has_value() == parsed.faults.empty(),
                "an expression comes out exactly when there is no fault");
  for (const RuleFault& fault : parsed.faults)
    CAUCUS_ASSERT(fault.offset <= text.size(), "a fault lies within the text");
  if (!parsed.expression) return;
  const Expression& e = *parsed.expression;
  CAUCUS_ASSERT(e.is_statement() == (shape == RuleShape::statement), "it has the shape asked for");
  for (std::size_t at = 0; at < e.nodes.size(); ++at)
    CAUCUS_ASSERT(e.nodes[at].left <= at && e.nodes[at].right <= at, "children before parents");
  const ParsedRule again = parse_rule(c, e.text, shape);
  CAUCUS_ASSERT(again.expression && same(*again.expression, e), "its text says the same");
  if (Magnitudes magnitudes(c); !magnitudes.check(e)) {
    const Package package = c.canonical(Package({0, 2, 1}));
    if (shape == RuleShape::statement)
      truth(c, e, package);
    else
      amount(c, e, package);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check(text, RuleShape::statement);
  check(text, RuleShape::arithmetic);
  return 0;
}
