#include "caucus/scenario/genius.h"

#include "caucus/scenario/scenarios_for_tests.h"

namespace caucus {
namespace {

Rational fraction(Int128 numerator, Int128 denominator) {
  return {numerator, denominator};
}

// The tokens for a profile of the lease that differs from the sound one in one place.
std::set<std::string> tenant_with(const std::string& from, const std::string& to) {
  return tokens_of(reading_of({{"lease.xml", lease_domain, false},
                               {"tenant.xml", changed(lease_tenant, from, to), false}})
                       .findings);
}

std::set<std::string> domain_with(const std::string& from, const std::string& to) {
  return tokens_of(reading_of({{"lease.xml", changed(lease_domain, from, to), false},
                               {"tenant.xml", lease_tenant, false}})
                       .findings);
}

using Tokens = std::set<std::string>;

TEST_CASE("an additive profile is read as GENIUS computes with it") {
  const ScenarioReading reading = reading_of(lease());
  CHECK(reading.findings.empty());
  REQUIRE(reading.value);
  const Scenario& lease_read = *reading.value;
  CHECK(lease_read.name == "lease");
  CHECK(lease_read.issues[0].options[1] == "second & third");
  CHECK(lease_read.issues[1].options.size() == 5);
  CHECK(lease_read.profiles[0].party == "tenant");
  CHECK(lease_read.profiles[0].reservation == fraction(1, 4));
  CHECK(lease_read.profiles[0].discount == fraction(9, 10));
  CHECK(lease_read.profiles[0].cap == Rational(1));
  // 0.5 * 2/3 + 0.3 * 1/2 + 0.2 * 4/10
  CHECK(worth_in(lease_read, 0, {0, 2, 1}) == fraction(169, 300));
  CHECK(worth_in(lease_read, 0, {1, 4, 0}) == Rational(1));
}

TEST_CASE("the other tool's rules divide and clamp nothing") {
  const Scenario read = scenario_in(lease(), {ScenarioFamily::negmas, false});
  CHECK(read.semantics == ScenarioFamily::negmas);
  CHECK_FALSE(read.profiles[0].cap);
  // 0.5 * 2 + 0.3 * (0.25 * 3) + 0.2 * 4
  CHECK(worth_in(read, 0, {0, 2, 1}) == fraction(2025, 1000));
}

TEST_CASE("what is odd in a profile is noted with its token") {
  CHECK(tenant_with("value=\"0.5\"", "value=\"0.4\"") == Tokens{"weights_sum"});
  CHECK(tenant_with("value=\"0.5\"", "value=\"0.6\"") == Tokens{"weights_sum", "clamp_reachable"});
  CHECK(tenant_with("value=\"0.9\"/>", "value=\"0\"/>") == Tokens{"discount_ignored"});
  CHECK(tenant_with("value=\"0.25\"/>", "value=\"1.5\"/>") == Tokens{"reservation_out_of_range"});
  CHECK(tenant_with(" type=\"discrete\"", " vtype=\"discrete\"") == Tokens{"type_absent"});
  CHECK(tenant_with(" type=\"discrete\"", " type=\"discrete\" etype=\"real\"") ==
        Tokens{"type_conflict"});
  CHECK(tenant_with("evaluation=\"4\"", "evaluation=\"-4\"") == Tokens{"negative_evaluation"});
  CHECK(tenant_with("<item index=\"1\" value=\"first\"",
                    "<item index=\"9\" value=\"roof\" evaluation=\"1\"/><item index=\"1\" "
                    "value=\"first\"") == Tokens{"unknown_value"});
  CHECK(tenant_with("<item index=\"1\" value=\"first\"",
                    "<item index=\"9\" value=\"first\" evaluation=\"1\"/><item index=\"1\" "
                    "value=\"first\"") == Tokens{"duplicate_value"});
  CHECK(tenant_with("lowerbound=\"1\"", "lowerbound=\"0\"") == Tokens{"bounds_differ"});
  CHECK(tenant_with("second &amp;", "second &") == Tokens{"raw_ampersand", "entity_decoded"});
}

const std::string grid_domain = R"(<negotiation_template><utility_space>
 <objective index="0" name="root"><issue index="1" name="a" type="integer" lowerbound="0"
 upperbound="9"/><issue index="2" name="b" type="integer" lowerbound="0" upperbound="9"/>
 </objective></utility_space></negotiation_template>)";

std::string grid_profile(const std::string& boxes) {
  return "<utility_space type=\"nonlinear\"><objective index=\"0\"><utility maxutility=\"20\">"
         "<ufun type=\"PlainUfun\" weight=\"9\" aggregation=\"sum\">" +
         boxes + "</ufun></utility></objective></utility_space>";
}

TEST_CASE("a profile for another domain is refused, whatever its indexes") {
  // The same indexes, kinds and options under other names.
  const std::string other =
      changed(changed(lease_tenant, "\"Floor\"", "\"Colour\""), "\"Years\"", "\"Doors\"");
  const ScenarioReading reading =
      reading_of({{"lease.xml", lease_domain, false}, {"car.xml", other, false}});
  CHECK(tokens_of(reading.findings) == Tokens{"issues_differ"});
  REQUIRE(reading.findings.size() == 1);
  CHECK(to_string(reading.findings[0]) ==
        "car.xml:5:20: issues_differ: this profile is for another domain: 2 of 3 issues have "
        "another name there, `Colour` stands where the domain has `Floor`");
  CHECK_FALSE(reading.value);
  // One name of three that is another is worth a word; the index counts, as in GENIUS.
  CHECK(tenant_with("\"Floor\"", "\"Storey\"") == Tokens{"name_differs"});
  // The same names, and numbers that have nothing in common.
  CHECK(tenant_with("lowerbound=\"1\" upperbound=\"5\"", "lowerbound=\"100\" upperbound=\"500\"") ==
        Tokens{"issues_differ"});
  // Boxes name no issue, but the tree above them does.
  const std::string grid = changed(
      grid_profile("<hyperRectangle utility=\"5\"><INCLUDES index=\"1\" min=\"7\" max=\"9\"/>"
                   "</hyperRectangle>"),
      "<utility m",
      "<issue index=\"1\" name=\"x\" type=\"integer\" lowerbound=\"0\" "
      "upperbound=\"9\"/><utility m");
  CHECK(tokens_of(reading_of({{"d.xml", grid_domain, false}, {"p.xml", grid, false}}).findings) ==
        Tokens{"issues_differ"});
}

TEST_CASE("zero weights, zero evaluations and nested objectives") {
  CHECK(tenant_with("<weight index=\"3\" value=\"0.2\"/>", "<weight index=\"3\" value=\"0\"/>") ==
        Tokens{"weight_zero", "weights_sum"});
  const std::string zero = changed(changed(lease_tenant, "evaluation=\"10\"", "evaluation=\"0\""),
                                   "evaluation=\"4\"", "evaluation=\"0\"");
  const ScenarioReading none =
      reading_of({{"lease.xml", lease_domain, false}, {"tenant.xml", zero, false}});
  CHECK(tokens_of(none.findings) == Tokens{"issue_all_zero"});
  CHECK(worth_in(*none.value, 0, {1, 4, 0}) == fraction(8, 10));

  const auto nested = [](std::string text, const std::string& weights) {
    text = changed(std::move(text), "<issue index=\"3\"",
                   "<objective index=\"7\" name=\"sub\">" + weights + "<issue index=\"3\"");
    return changed(std::move(text), "</issue>\n </objective>", "</issue></objective></objective>");
  };
  const std::string tenant = nested(changed(lease_tenant, "<weight index=\"3\" value=\"0.2\"/>",
                                            "<weight index=\"7\" value=\"0.9\"/>"),
                                    "<weight index=\"3\" value=\"0.2\"/>");
  const ScenarioReading read =
      reading_of({{"lease.xml", nested(lease_domain, ""), false}, {"tenant.xml", tenant, false}});
  CHECK(tokens_of(read.findings) == Tokens{"index_not_position", "nested_weight_ignored"});
  REQUIRE(read.value);
  // Nested objectives come first.
  CHECK(read.value->issues[0].name == "Parking");
  CHECK(worth_in(*read.value, 0, {0, 1, 4}) == Rational(1));
}

TEST_CASE("what cannot be read is refused with its token, all at once") {
  CHECK(tenant_with("<weight index=\"1\" value=\"0.5\"/>", "") == Tokens{"missing_weight"});
  CHECK(tenant_with(" evaluation=\"4\"", "") == Tokens{"missing_evaluation"});
  CHECK(tenant_with("<utility_space>", "<utility_space type=\"odd\">") ==
        Tokens{"unknown_space_type"});
  CHECK(tenant_with("slope=\"0.25\" offset=\"0\"", "parameter1=\"0.25\" parameter0=\"0\"") ==
        Tokens{"old_integer_evaluator"});
  CHECK(tenant_with("ftype=\"linear\"", "ftype=\"bent\"") == Tokens{"unknown_evaluator"});
  CHECK(tenant_with("evaluation=\"4\"", "evaluation=\"four\"").contains("bad_number"));
  CHECK(tenant_with("<issue index=\"3\"", "<issue index=\"8\"") ==
        Tokens{"missing_evaluation", "unknown_issue"});
  CHECK(tenant_with("evaluation=\"4\"", "evaluation=\"1e-60\"").contains("beyond_exact_range"));
  CHECK(tenant_with("<objective", "<subject").contains("not_well_formed"));
  CHECK(domain_with("<issue index=\"2\"", "<issue index=\"1\"") == Tokens{"duplicate_index"});
  CHECK(domain_with(" lowerbound=\"1\" upperbound=\"5\"/>", "/>") == Tokens{"missing_bounds"});
  CHECK(domain_with(" lowerbound=\"1\" upperbound=\"5\"/>",
                    "><range lowerbound=\"1\" upperbound=\"5\"/></issue>") ==
        Tokens{"bounds_only_in_range"});
  CHECK(domain_with("upperbound=\"5\"", "upperbound=\"99999999\"") == Tokens{"too_large"});
  CHECK(domain_with("<negotiation_template>",
                    "<!DOCTYPE a [<!ENTITY b \"c\">]><negotiation_template>") ==
        Tokens{"dtd_refused"});
  CHECK(domain_with("<objective index", "<nothing index").contains("not_well_formed"));
  const auto reading = reading_of({{"lease.xml", lease_domain, false},
                                   {"tenant.xml",
                                    changed(changed(lease_tenant, " evaluation=\"4\"", ""),
                                            "<weight index=\"1\" value=\"0.5\"/>", ""),
                                    false}});
  CHECK(tokens_of(reading.findings) == Tokens{"missing_weight", "missing_evaluation"});
  CHECK_FALSE(reading.value);
}

TEST_CASE("constraint profiles are refused kind by kind") {
  const auto reading = reading_of(
      {{"lease.xml", lease_domain, false},
       {"tenant.xml",
        "<utility_space type=\"Constraint\"><objective index=\"0\"/><rules><constraints>"
        "<constraint type=\"zeroOutcome\"/><constraint type=\"prefer\"/></constraints></rules>"
        "</utility_space>",
        false}});
  CHECK(reading.findings.size() == 2);
  CHECK(tokens_of(reading.findings) == Tokens{"unsupported_constraint"});
}

Scenario grid(const std::string& boxes, const ScenarioOptions& options = {}) {
  return scenario_in({{"grid.xml", grid_domain, false}, {"one.xml", grid_profile(boxes), false}},
                     options);
}

TEST_CASE("boxes: closed bounds, excludes, weights, parts, the clamp") {
  const Scenario read = grid(
      "<hyperRectangle utility=\"5\"><INCLUDES index=\"1\" min=\"7\" max=\"9\"/></hyperRectangle>"
      "<hyperRectangle utility=\"3\" weight=\"2\"><EXCLUDES index=\"2\" min=\"2\" max=\"4\"/>"
      "<INCLUDES index=\"1\" min=\"0\" max=\"0\"/></hyperRectangle>"
      "<ufun weight=\"2\" aggregation=\"max\"><hyperRectangle utility=\"4\"/>"
      "<hyperRectangle utility=\"10\"><INCLUDES index=\"1\" min=\"0\" max=\"40\"/>"
      "<INCLUDES index=\"2\" min=\"0\" max=\"0\"/></hyperRectangle></ufun>");
  CHECK(worth_in(read, 0, {7, 3}) == fraction(13, 20));  // 5 + 0 + 2 * 4
  CHECK(worth_in(read, 0, {9, 1}) == fraction(19, 20));  // 5 + 6 + 8
  CHECK(worth_in(read, 0, {9, 0}) == Rational(1));       // 5 + 6 + 20, clamped
  CHECK(worth_in(read, 0, {6, 2}) == fraction(8, 20));
}

TEST_CASE("boxes by the other tool's rules: open bounds, excludes read as includes") {
  const std::string boxes =
      "<hyperRectangle utility=\"5\"><INCLUDES index=\"1\" min=\"7\" max=\"9\"/></hyperRectangle>"
      "<hyperRectangle utility=\"7\"><INCLUDES index=\"1\" min=\"9\" max=\"9\"/></hyperRectangle>"
      "<hyperRectangle utility=\"3\"><EXCLUDES index=\"2\" min=\"2\" max=\"4\"/></hyperRectangle>";
  const Scenario read = grid(boxes, {ScenarioFamily::negmas, false});
  CHECK(worth_in(read, 0, {7, 0}) == Rational(0));
  CHECK(worth_in(read, 0, {8, 3}) == Rational(8));
  CHECK(worth_in(read, 0, {9, 0}) == Rational(0));
}

TEST_CASE("boxes over unknown or discrete issues are refused") {
  const auto with = [](const std::string& domain, const std::string& box) {
    return tokens_of(
        reading_of({{"d.xml", domain, false}, {"p.xml", grid_profile(box), false}}).findings);
  };
  CHECK(with(grid_domain,
             "<hyperRectangle utility=\"5\"><INCLUDES index=\"3\" min=\"7\" "
             "max=\"9\"/></hyperRectangle>") == Tokens{"unknown_issue"});
  CHECK(with(lease_domain,
             "<hyperRectangle utility=\"5\"><INCLUDES index=\"1\" min=\"7\" "
             "max=\"9\"/></hyperRectangle>") == Tokens{"box_on_non_integer_issue"});
}

TEST_CASE("real issues stand for 21 options, with three kinds of evaluator") {
  const std::string domain = R"(<negotiation_template><utility_space><objective index="0">
   <issue index="1" name="a" type="real"><range lowerbound="10" upperbound="20"/></issue>
   </objective></utility_space></negotiation_template>)";
  const auto with = [&](const std::string& evaluator) {
    const std::string profile =
        "<utility_space><objective index=\"0\"><weight index=\"1\" value=\"1\"/><issue "
        "index=\"1\" type=\"real\"><range lowerbound=\"10\" upperbound=\"20\"/><evaluator " +
        evaluator + "/></issue></objective></utility_space>";
    const ScenarioReading reading =
        reading_of({{"d.xml", domain, false}, {"p.xml", profile, false}});
    CHECK(tokens_of(reading.findings) == Tokens{"real_as_21_options"});
    REQUIRE(reading.value);
    return *reading.value;
  };
  const Scenario line = with("ftype=\"linear\" parameter0=\"-1\" parameter1=\"0.1\"");
  CHECK(line.issues[0].options.size() == 21);
  CHECK(line.issues[0].options[1] == "10.5");
  CHECK(worth_in(line, 0, {0}) == Rational(0));
  CHECK(worth_in(line, 0, {3}) == fraction(15, 100));
  CHECK(worth_in(with("ftype=\"constant\" parameter0=\"0.4\""), 0, {7}) == fraction(4, 10));
  const Scenario peak =
      with("ftype=\"triangular\" parameter0=\"10\" parameter1=\"20\" parameter2=\"12\"");
  CHECK(worth_in(peak, 0, {0}) == Rational(0));
  CHECK(worth_in(peak, 0, {2}) == fraction(1, 2));
  CHECK(worth_in(peak, 0, {4}) == Rational(1));
  CHECK(worth_in(peak, 0, {12}) == fraction(1, 2));
  CHECK(worth_in(peak, 0, {20}) == Rational(0));
}

}  // namespace
}  // namespace caucus
