#include "caucus/casefile/rule_parser.h"

#include <doctest/doctest.h>

#include "caucus/casefile/listed_faults.h"

namespace caucus {
namespace {

// withdrawal none/from_towns/"all at once"; monitors none/un; truce 7..21 days; trucks 0..300;
// hours 1, 0.5; total days = truce + 7; figure held.civilians = 30 persons.
const Case& small_case() {
  static const Case c = *reading_of(R"(
[[category]]
id = "held.civilians"
unit = "person"
[[figure]]
of = "held.civilians"
value = 30
[[issue]]
id = "withdrawal"
options = ["none", "from_towns", "all at once"]
[[issue]]
id = "monitors"
options = ["none", "un", "true"]
[[issue]]
id = "truce"
range = { from = 7, to = 21, step = 7 }
unit = "day"
[[issue]]
id = "trucks"
range = { from = 0, to = 300, step = 100 }
[[issue]]
id = "hours"
options = [1, 0.5]
unit = "hour"
[[total]]
id = "days"
is = "truce + 7"
)")
                             .value;
  return c;
}

// The tree, fully in parentheses.
std::string shape(const Expression& e, std::size_t at) {
  const ExpressionNode& n = e.nodes[at];
  const auto two = [&](const char* op) {
    return "(" + shape(e, n.left) + " " + op + " " + shape(e, n.right) + ")";
  };
  std::string options;
  for (const OptionIndex option : n.options)
    options += (options.empty() ? "" : ",") + std::to_string(option);
  switch (n.op) {
    case Operator::number:
      return to_string(n.number);
    case Operator::constant:
      return n.number == Rational(1) ? "true" : "false";
    case Operator::amount_of_issue:
      return "i" + std::to_string(n.subject);
    case Operator::amount_of_total:
      return "t" + std::to_string(n.subject);
    case Operator::amount_of_figure:
      return "f" + std::to_string(n.subject);
    case Operator::issue_is:
      return "i" + std::to_string(n.subject) + "=" + options;
    case Operator::issue_in:
      return "i" + std::to_string(n.subject) + "{" + options + "}";
    case Operator::in_numbers:
      return shape(e, n.left) + " in " + std::to_string(n.numbers.size());
    case Operator::negate:
      return "-" + shape(e, n.left);
    case Operator::not_:
      return "!" + shape(e, n.left);
    case Operator::add:
      return two("+");
    case Operator::subtract:
      return two("-");
    case Operator::multiply:
      return two("*");
    case Operator::and_:
      return two("&");
    case Operator::or_:
      return two("|");
    case Operator::implies:
      return two(">>");
    case Operator::equal:
      return two("==");
    case Operator::not_equal:
      return two("!=");
    case Operator::less:
      return two("<");
    case Operator::at_most:
      return two("<=");
    case Operator::more:
      return two(">");
    case Operator::at_least:
      return two(">=");
  }
  return "?";
}

// The tree of a rule, or its faults, one per line as `offset: sentence (hint)`.
std::string parsed(std::string_view text, RuleShape wanted = RuleShape::statement) {
  const ParsedRule rule = parse_rule(small_case(), text, wanted);
  if (rule.expression) {
    CHECK(rule.faults.empty());
    return shape(*rule.expression, rule.expression->nodes.size() - 1);
  }
  std::string list = "\n";
  for (const RuleFault& fault : rule.faults)
    list += std::to_string(fault.offset) + ": " + fault.sentence +
            (fault.hint.empty() ? "" : " (" + fault.hint + ")") + "\n";
  return list;
}

TEST_CASE("operators bind as the reference says") {
  CHECK(parsed("true or false and not true implies false implies true") ==
        "((true | (false & !true)) >> (false >> true))");
  CHECK(parsed("not truce > 7 and trucks < 100") == "(!(i2 > 7) & (i3 < 100))");
  CHECK(parsed("truce + 2 * trucks - 1 <= -trucks") == "(((i2 + (2 * i3)) - 1) <= -i3)");
  CHECK(parsed("(truce + 2) * trucks >= days") == "(((i2 + 2) * i3) >= t0)");
  CHECK(parsed("((truce > 7))") == "(i2 > 7)");
  CHECK(parsed("figure(held.civilians) >= 7/20") == "(f0 >= 7/20)");
}

TEST_CASE("options are looked up in the issue they are compared with") {
  CHECK(parsed("withdrawal == none") == "i0=0");
  CHECK(parsed("monitors == none") == "i1=0");
  CHECK(parsed("withdrawal != \"all at once\"") == "!i0=2");
  CHECK(parsed("withdrawal in {\"all at once\", none}") == "i0{0,2}");
  CHECK(parsed("withdrawal in {none}") == "i0=0");
  CHECK(parsed("monitors == \"true\"") == "i1=2");
  CHECK(parsed("(withdrawal) == from_towns") == "i0=1");
}

TEST_CASE("a quantity against a plain number is compared with its options") {
  CHECK(parsed("truce == 14") == "i2=1");
  CHECK(parsed("14 == truce") == "i2=1");
  CHECK(parsed("truce != 14") == "!i2=1");
  CHECK(parsed("truce in {21, 7}") == "i2{0,2}");
  CHECK(parsed("hours == 1/2") == "i4=1");
  CHECK(parsed("days == 14") == "(t0 == 14)");
  CHECK(parsed("truce + 0 == 13") == "((i2 + 0) == 13)");
  CHECK(parsed("truce + 1 in {8, -1, 0.5}") == "(i2 + 1) in 3");
  CHECK(parsed("truce == 13") == "\n9: `truce` cannot be 13 (the options are 7, 14, ... 21)\n");
  CHECK(parsed("truce in {7, 8}") == "\n13: `truce` cannot be 8 (the options are 7, 14, ... 21)\n");
}

TEST_CASE("the text is kept with white space folded, and the unit of a sum") {
  const auto rule = parse_rule(small_case(), "  truce\n\t > 7  and withdrawal ==\"all at once\" ",
                               RuleShape::statement);
  REQUIRE(rule.expression);
  CHECK(rule.expression->text == "truce > 7 and withdrawal ==\"all at once\"");
  CHECK(rule.expression->is_statement());
  const auto unit_of = [](std::string_view text) {
    return parse_rule(small_case(), text, RuleShape::arithmetic).expression.value().unit;
  };
  CHECK(unit_of("2 * truce + 7") == "day");
  CHECK(unit_of("trucks * truce") == "day");
  CHECK(unit_of("hours * truce").empty());
  CHECK(unit_of("trucks").empty());
}

TEST_CASE("long chains become trees of little depth and keep their meaning") {
  std::string text = "truce";
  Rational expected(7);
  for (int at = 1; at <= 500; ++at) {
    const bool minus = at % 3 != 0;
    text += (minus ? " - " : " + ") + std::to_string(at);
    expected = minus ? expected - Rational(at) : expected + Rational(at);
  }
  const auto sum = parse_rule(small_case(), text, RuleShape::arithmetic).expression;
  REQUIRE(sum);
  Package package(std::vector<OptionIndex>(small_case().issues.size(), 0));
  CHECK(amount(small_case(), *sum, package) == Interval::exactly(expected));
  std::vector<std::size_t> depth(sum->nodes.size(), 1);
  for (std::size_t at = 0; at < sum->nodes.size(); ++at) {
    const ExpressionNode& n = sum->nodes[at];
    if (n.op == Operator::add || n.op == Operator::subtract)
      depth[at] = 1 + std::max(depth[n.left], depth[n.right]);
  }
  CHECK(depth.back() < 40);
}

TEST_CASE("every fault of a rule stands at its own character") {
  // Word for word in tests/faults/rules.txt.
  const auto offsets = [](std::string_view text) {
    std::vector<std::size_t> found;
    for (const RuleFault& fault : parse_rule(small_case(), text, RuleShape::statement).faults)
      found.push_back(fault.offset);
    return found;
  };
  using Offsets = std::vector<std::size_t>;
  CHECK(offsets("withdrawl == none and truce > figure(held.civilans) and wages > 3") ==
        Offsets{0, 37, 56});
  CHECK(offsets("withdrawal == un or monitors == from_town") == Offsets{14, 32});
  CHECK(offsets("withdrawal == \"é\" or truce > hours") == Offsets{14, 29});
}

TEST_CASE("texts that are no rule say why") {
  CHECK(parsed("") == "\n0: the rule is empty (write what must hold)\n");
  CHECK(parsed(" \n") == "\n0: the rule is empty (write what must hold)\n");
  CHECK(parsed("truce > ") == "\n8: the rule ends where a name, a number or ( is wanted\n");
  CHECK(parsed("(truce > 7") == "\n0: the ( here is never closed (put a ) where it should end)\n");
  CHECK(parsed("truce > 7)") == "\n9: `)` is not expected here (there is no ( that it closes)\n");
  CHECK(parsed("truce + 7") ==
        "\n0: a number stands where a statement is wanted (compare it with something, such as `>= "
        "1`)\n");
  CHECK(parsed("withdrawal and true") ==
        "\n0: `withdrawal` alone says nothing (compare it, for example `withdrawal != none`)\n");
  CHECK(parsed("truce > 7", RuleShape::arithmetic) ==
        "\n0: a statement stands where a number is wanted\n");
  CHECK(
      parsed("withdrawal == \"none") ==
      "\n14: `\"none` stands where an option of `withdrawal` is wanted (put a double quote at the "
      "end of the name)\n");
  CHECK(parsed("é > 1") == "\n0: `é` stands where a name, a number or ( is wanted\n");
  CHECK(parsed("\"é\" > withdrawl") ==
        "\n0: no issue or total is called `é` (there is `withdrawal`, `monitors`, `truce`, "
        "`trucks`, `hours` and `days`)\n6: no issue or total is called `withdrawl` (did you mean "
        "`withdrawal`?)\n");
}

TEST_CASE("nesting ends at 64 levels and length at 64 KiB, whatever is nested") {
  const auto kind_of = [](const std::string& text) {
    const ParsedRule rule = parse_rule(small_case(), text, RuleShape::statement);
    return rule.faults.empty() ? std::string() : std::string(token(rule.faults[0].kind));
  };
  const auto repeated = [](std::string_view part, std::size_t times) {
    std::string text;
    for (std::size_t at = 0; at < times; ++at)
      text += part;
    return text;
  };
  for (const std::size_t depth : {64U, 65U}) {
    const std::string expected = depth == 64 ? "" : "too_deep";
    CHECK(kind_of(repeated("(", depth) + "true" + repeated(")", depth)) == expected);
    CHECK(kind_of(repeated("not ", depth) + "true") == expected);
    CHECK(kind_of(repeated("true implies ", depth) + "true") == expected);
    CHECK(kind_of(repeated("-", depth) + "truce > 1") == expected);
  }
  CHECK(kind_of(repeated("(", 60'000)) == "too_deep");
  CHECK(kind_of(repeated(" ", rule_bytes_max) + "true") == "too_large");
  CHECK(kind_of(repeated(" ", rule_bytes_max - 4) + "true").empty());
}

TEST_CASE("a name that is known to be faulty is blamed no more, nor what is compared with it") {
  RuleNames names(small_case());
  names.mark_faulty("withdrawal");
  names.mark_faulty("wages");
  names.mark_faulty_quantity("held.civilians");
  for (const std::string_view text :
       {"withdrawal == nonne", "wages in {low, high} and true", "wages + 3 > truce",
        "figure(held.civilians) > 3", "not (withdrawal in {3, x})", "wages == true_name"}) {
    const ParsedRule rule = parse_rule(names, text, RuleShape::statement);
    CHECK_FALSE(rule.expression);
    CHECK(rule.faults.empty());
  }
  CHECK(parse_rule(names, "withdrawal == x and truck > 1", RuleShape::statement).faults.size() ==
        1);
}

TEST_CASE("the words of a rule are those that may be names") {
  const std::vector<std::string_view> expected{"a", "b c", "not", "d.e"};
  CHECK(words_of_rule("a + \"b c\" - 3 + a not d.e") == expected);
}

}  // namespace
}  // namespace caucus
