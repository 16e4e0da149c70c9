// GENIUS XML: all attributes, evaluations such that what GENIUS divides by comes out exactly.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/scenario/writing.h"

namespace caucus {
namespace {

// Decimals of a weight that has infinitely many, with `lossy`.
constexpr int weight_digits = 18;

bool is_xml_text(std::string_view text) {
  return !invalid_utf8_at(text) && std::ranges::none_of(text, [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
  });
}

std::string attribute_value(std::string_view text) {
  std::string value;
  for (const char c : text) {
    if (c == '&')
      value += "&amp;";
    else if (c == '<')
      value += "&lt;";
    else if (c == '>')
      value += "&gt;";
    else if (c == '"')
      value += "&quot;";
    else if (static_cast<unsigned char>(c) < 0x20)
      value += fmt::format("&#{};", static_cast<int>(c));
    else
      value += c;
  }
  return value;
}

// slope and offset of an integer evaluator that gives every value, before the weight.
struct Line {
  Rational slope;
  Rational offset;
};

Rational clamped(const Rational& value) {
  return std::clamp(value, Rational(0), Rational(1));
}

// The straight line, clamped to 0..1, through values one apart; nothing if there is none.
std::optional<Line> line_through(const std::vector<Rational>& values) {
  // The steepest step cannot have been clamped away, and a value strictly inside lies on the line.
  Rational slope;
  std::size_t anchor = 0;
  for (std::size_t at = 1; at < values.size(); ++at)
    if (const Rational step = values[at] - values[at - 1]; abs(step) > abs(slope)) slope = step;
  for (std::size_t at = 0; at < values.size(); ++at) {
    const bool inside = values[at] > Rational(0) && values[at] < Rational(1);
    const bool step_begins = at + 1 < values.size() && values[at + 1] - values[at] == slope;
    if (inside || (step_begins && slope != Rational(0))) {
      anchor = at;
      if (inside) break;
    }
  }
  const Line line{slope, values[anchor] - slope * Rational(static_cast<Int128>(anchor))};
  for (std::size_t at = 0; at < values.size(); ++at)
    if (clamped(line.offset + line.slope * Rational(static_cast<Int128>(at))) != values[at])
      return std::nullopt;
  return line;
}

// A weight and what is weighed.
struct Weighed {
  std::string weight;
  std::vector<std::string> evaluations;
};

class GeniusWriter {
 public:
  explicit GeniusWriter(Writing& writing) : writing_(writing), scenario_(writing.scenario()) {
    choose_indices();
    for (std::size_t at = 0; at < scenario_.issues.size(); ++at)
      as_integer_.push_back(keeps_integer(at));
  }

  std::vector<WrittenFile> write() {
    check_texts();
    std::vector<WrittenFile> files{{writing_.domain_file(), domain()}};
    for (std::size_t at = 0; at < scenario_.profiles.size(); ++at)
      files.push_back({writing_.profile_file(at), profile(at)});
    return files;
  }

 private:
  void choose_indices() {
    std::set<std::int64_t> seen;
    for (const ScenarioIssue& issue : scenario_.issues)
      if (issue.index && *issue.index != 0) seen.insert(*issue.index);
    const bool kept = seen.size() == scenario_.issues.size();
    for (std::size_t at = 0; at < scenario_.issues.size(); ++at)
      indices_.push_back(kept ? *scenario_.issues[at].index : static_cast<std::int64_t>(at) + 1);
  }

  const AdditiveWorth* additive(std::size_t profile) const {
    return std::get_if<AdditiveWorth>(&scenario_.profiles[profile].worth);
  }

  // The values of an integer issue before the weight: what was written, or the largest, weighs.
  std::optional<std::vector<Rational>> before_weight(const AdditiveWorth& worth, std::size_t issue,
                                                     Rational& weight) const {
    const std::vector<Rational>& summands = worth.worth[issue];
    const Rational most = std::ranges::max(summands);
    weight = worth.weights.empty() ? most : worth.weights[issue];
    if (weight <= Rational(0) || most > weight) weight = most > Rational(0) ? most : Rational(1);
    std::vector<Rational> values;
    for (const Rational& summand : summands) {
      const auto value = exact_product(summand, Rational(1), weight);
      const auto* exact = std::get_if<Rational>(&value);
      if (exact == nullptr || *exact < Rational(0)) return std::nullopt;
      values.push_back(*exact);
    }
    return values;
  }

  std::optional<Line> line_of(const AdditiveWorth& worth, std::size_t issue,
                              Rational& weight) const {
    const auto values = before_weight(worth, issue, weight);
    if (!values) return std::nullopt;
    try {
      const std::optional<Line> line = line_through(*values);
      if (!line || !finite_decimal(line->slope) || !finite_decimal(line->offset) ||
          !finite_decimal(weight))
        return std::nullopt;
      return line;
    } catch (const NumberOverflow&) {
      return std::nullopt;
    }
  }

  // Whether an issue stays an integer issue: values one apart, and a line in every profile.
  bool keeps_integer(std::size_t issue) const {
    if (scenario_.issues[issue].kind != ScenarioIssueKind::integer ||
        !is_run(scenario_.issues[issue].values))
      return false;
    for (std::size_t at = 0; at < scenario_.profiles.size(); ++at) {
      Rational weight;
      if (additive(at) != nullptr && !line_of(*additive(at), issue, weight)) return false;
    }
    return true;
  }

  void check_texts() {
    for (std::size_t at = 0; at < scenario_.issues.size(); ++at) {
      const ScenarioIssue& issue = scenario_.issues[at];
      const auto refuse = [&](const std::string& what) {
        writing_.find(FindingToken::cannot_hold, writing_.domain_file(),
                      "the issue " + in_quotes(issue.name) + what);
      };
      if (!is_xml_text(issue.name) || !std::ranges::all_of(issue.options, is_xml_text))
        refuse(" has characters that XML cannot hold");
      if (!as_integer_[at] && !all_differ(issue.options)) refuse(" has an option twice");
      if (!as_integer_[at] && issue.kind != ScenarioIssueKind::discrete)
        writing_.find(
            FindingToken::written_as_discrete, writing_.domain_file(),
            "the issue " + in_quotes(issue.name) + " is written with its numbers as texts");
    }
  }

  std::string issue_head(std::size_t at) const {
    const std::string_view type = as_integer_[at] ? "integer" : "discrete";
    const ScenarioIssue& issue = scenario_.issues[at];
    std::string text =
        fmt::format("      <issue index=\"{}\" name=\"{}\" type=\"{}\" etype=\"{}\" vtype=\"{}\"",
                    indices_[at], attribute_value(issue.name), type, type, type);
    if (as_integer_[at])
      text += fmt::format(" lowerbound=\"{}\" upperbound=\"{}\"", to_string(issue.values.front()),
                          to_string(issue.values.back()));
    return text;
  }

  std::string domain() const {
    std::string text = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<negotiation_template>\n"
        "  <utility_space number_of_issues=\"{}\">\n"
        "    <objective index=\"0\" name=\"{}\" type=\"objective\" etype=\"objective\" "
        "description=\"\">\n",
        scenario_.issues.size(),
        is_xml_text(scenario_.name) ? attribute_value(scenario_.name) : "root");
    for (std::size_t at = 0; at < scenario_.issues.size(); ++at) {
      text += issue_head(at);
      if (as_integer_[at]) {
        text += "/>\n";
        continue;
      }
      text += ">\n";
      for (std::size_t option = 0; option < scenario_.issues[at].options.size(); ++option)
        text += fmt::format("        <item index=\"{}\" value=\"{}\"/>\n", option + 1,
                            attribute_value(scenario_.issues[at].options[option]));
      text += "      </issue>\n";
    }
    return text + "    </objective>\n  </utility_space>\n</negotiation_template>\n";
  }

  std::string profile(std::size_t at) {
    const ScenarioProfile& profile = scenario_.profiles[at];
    const std::string& file = writing_.profile_file(at);
    const bool boxes = std::holds_alternative<BoxWorth>(profile.worth);
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    text += boxes ? "<utility_space type=\"nonlinear\">\n" : "<utility_space type=\"linear\">\n";
    text +=
        "    <objective index=\"0\" name=\"root\" type=\"objective\" etype=\"objective\" "
        "description=\"\">\n";
    if (const auto* worth = std::get_if<AdditiveWorth>(&profile.worth)) {
      check_cap(profile, *worth, file);
      text += additive_part(*worth, file);
    } else if (const auto* worth_of_boxes = std::get_if<BoxWorth>(&profile.worth)) {
      text += box_part(profile, *worth_of_boxes, file);
    } else {
      writing_.find(FindingToken::cannot_hold, file,
                    std::holds_alternative<GroupWorth>(profile.worth)
                        ? "utilities of groups of issues"
                        : "comparisons without utilities");
    }
    text += "    </objective>\n" + reservation(profile, file);
    if (profile.discount) {
      const auto decimal = finite_decimal(*profile.discount);
      if (!decimal) writing_.find(FindingToken::cannot_hold, file, "a discount that is no decimal");
      text += fmt::format("  <discount_factor value=\"{}\"/>\n", decimal.value_or("1"));
    }
    return text + "</utility_space>\n";
  }

  void check_cap(const ScenarioProfile& profile, const AdditiveWorth& worth,
                 const std::string& file) {
    if (profile.cap == Rational(1)) return;
    const Rational most = largest_sum(worth);
    if (most > Rational(1))
      writing_.find(FindingToken::cannot_hold, file,
                    "utilities reach " + most.to_decimal(6) + ", and GENIUS cuts them at 1");
  }

  std::string reservation(const ScenarioProfile& profile, const std::string& file) {
    std::optional<Rational> value = profile.reservation;
    if (!value && profile.reservation_package &&
        writing_.drop(file, "a package as reservation; its utility is written"))
      value = reservation_value(profile);
    if (!value) return {};
    const auto decimal = finite_decimal(*value);
    if (!decimal && writing_.drop(file, "the reservation value " + to_string(*value) +
                                            " is no decimal; it is rounded to 18 digits"))
      return fmt::format("  <reservation value=\"{}\"/>\n", value->to_decimal(weight_digits));
    return fmt::format("  <reservation value=\"{}\"/>\n", decimal.value_or("0"));
  }

  std::string additive_part(const AdditiveWorth& worth, const std::string& file) {
    std::string text;
    for (std::size_t at = 0; at < scenario_.issues.size(); ++at) {
      text += issue_head(at) + ">\n";
      Rational number_weight;
      std::string weight;
      if (as_integer_[at]) {
        const Line line = *line_of(worth, at, number_weight);
        weight = *finite_decimal(number_weight);
        text += fmt::format("        <evaluator ftype=\"linear\" slope=\"{}\" offset=\"{}\"/>\n",
                            *finite_decimal(line.slope), *finite_decimal(line.offset));
      } else {
        const Weighed weighed = weigh(worth, at, file);
        weight = weighed.weight;
        for (std::size_t option = 0; option < weighed.evaluations.size(); ++option)
          text += fmt::format("        <item index=\"{}\" value=\"{}\" evaluation=\"{}\"/>\n",
                              option + 1, attribute_value(scenario_.issues[at].options[option]),
                              weighed.evaluations[option]);
      }
      text += fmt::format("      </issue>\n      <weight index=\"{}\" value=\"{}\"/>\n",
                          indices_[at], weight);
    }
    return text;
  }

  // What the largest evaluation is divided by stands for 1, so the largest summand weighs; where
  // nothing is above 0 the smallest does, with its sign.
  Weighed weigh(const AdditiveWorth& worth, std::size_t issue, const std::string& file) {
    const std::vector<Rational>& summands = worth.worth[issue];
    Rational unit = std::ranges::max(summands);
    if (unit <= Rational(0)) unit = std::ranges::min(summands);
    Weighed weighed;
    if (unit == Rational(0)) {
      const Rational written = worth.weights.empty() ? Rational(0) : worth.weights[issue];
      weighed.weight = finite_decimal(written).value_or("0");
      const bool weightless = written == Rational(0);
      weighed.evaluations.assign(summands.size(), weightless ? "1" : "0");
      return weighed;
    }
    const auto decimal = finite_decimal(unit);
    if (!decimal)
      writing_.drop(file, "the weight " + to_string(unit) + " of " +
                              in_quotes(scenario_.issues[issue].name) +
                              " is no decimal; it is rounded to 18 digits");
    weighed.weight = decimal.value_or(unit.to_decimal(weight_digits));
    weighed.evaluations = shares(summands, unit, file);
    return weighed;
  }

  // Evaluations in the proportions of the summands: decimals of the unit where all are finite, else
  // whole numbers.
  std::vector<std::string> shares(const std::vector<Rational>& summands, const Rational& unit,
                                  const std::string& file) {
    std::vector<Rational> parts;
    for (const Rational& summand : summands) {
      const auto part = exact_product(summand, Rational(1), unit);
      if (const auto* exact = std::get_if<Rational>(&part)) parts.push_back(*exact);
    }
    std::vector<std::string> texts;
    if (parts.size() == summands.size())
      for (const Rational& part : parts)
        if (const auto decimal = finite_decimal(part)) texts.push_back(*decimal);
    if (texts.size() == summands.size()) return texts;
    texts.clear();
    const auto scale = common_denominator(parts);
    if (parts.size() != summands.size() || !scale) {
      writing_.find(FindingToken::cannot_hold, file, "evaluations of more than 127 bits");
      return texts;
    }
    for (const Rational& part : parts)
      texts.push_back(to_string(part * Rational(*scale)));
    return texts;
  }

  // The sum of everything that could pay at once, for sums only.
  static std::optional<Rational> most_paid(const BoxNode& node) {
    if (node.aggregation != Aggregation::sum) return std::nullopt;
    Rational sum;
    for (const Box& box : node.boxes)
      sum += std::max(box.worth, Rational(0));
    for (const BoxNode& part : node.parts) {
      const auto inner = most_paid(part);
      if (!inner) return std::nullopt;
      sum += *inner * part.weight;
    }
    return sum;
  }

  std::string box_part(const ScenarioProfile& profile, const BoxWorth& worth,
                       const std::string& file) {
    const auto most = most_paid(worth.root);
    if (profile.cap != Rational(1) && (!most || *most > worth.divisor))
      writing_.find(FindingToken::cannot_hold, file,
                    "utilities of boxes may pass 1, and GENIUS cuts them there");
    std::string text;
    for (std::size_t at = 0; at < scenario_.issues.size(); ++at)
      text += issue_head(at) + "/>\n";
    const auto divisor = finite_decimal(worth.divisor);
    if (!divisor) writing_.find(FindingToken::cannot_hold, file, "a divisor that is no decimal");
    text += fmt::format("      <utility maxutility=\"{}\">\n", divisor.value_or("1"));
    write_node(worth.root, 4, file, text);
    return text + "      </utility>\n";
  }

  void write_node(const BoxNode& node, std::size_t depth, const std::string& file,
                  std::string& text) {
    const std::string indent(2 * depth, ' ');
    text += fmt::format("{}<ufun type=\"PlainUfun\" weight=\"{}\" aggregation=\"{}\">\n", indent,
                        decimal_or_refuse(node.weight, file), token(node.aggregation));
    for (const Box& box : node.boxes) {
      text += fmt::format("{}  <hyperRectangle utility=\"{}\" weight=\"1\">\n", indent,
                          decimal_or_refuse(box.worth, file));
      for (const BoxBound& bound : box.bounds) {
        const ScenarioIssue& issue = scenario_.issues[bound.issue.index()];
        if (!as_integer_[bound.issue.index()]) {
          writing_.find(FindingToken::cannot_hold, file, "a box over an issue without numbers");
          return;
        }
        // A bound that never holds asks for a value past the last.
        const bool never = bound.low > bound.high;
        const Rational past = issue.values.back() + Rational(1);
        text += fmt::format("{}    <{} index=\"{}\" min=\"{}\" max=\"{}\"/>\n", indent,
                            box.excludes ? "EXCLUDES" : "INCLUDES", indices_[bound.issue.index()],
                            to_string(never ? past : issue.values[bound.low]),
                            to_string(never ? past : issue.values[bound.high]));
      }
      text += indent + "  </hyperRectangle>\n";
    }
    for (const BoxNode& part : node.parts)
      write_node(part, depth + 1, file, text);
    text += indent + "</ufun>\n";
  }

  std::string decimal_or_refuse(const Rational& number, const std::string& file) {
    const auto decimal = finite_decimal(number);
    if (!decimal)
      writing_.find(FindingToken::cannot_hold, file,
                    "the number " + to_string(number) + ", which is no decimal");
    return decimal.value_or("0");
  }

  Writing& writing_;
  const Scenario& scenario_;
  std::vector<std::int64_t> indices_;
  std::vector<bool> as_integer_;
};

}  // namespace

WrittenScenario write_genius(const Scenario& scenario, bool lossy) {
  Writing writing(scenario, ".xml", lossy);
  GeniusWriter writer(writing);
  return writing.finish(writer.write());
}

}  // namespace caucus
