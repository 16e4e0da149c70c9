// The domain of a GENIUS scenario: which issues there are, with which options.
#include "caucus/scenario/exact_number.h"
#include "caucus/scenario/genius.h"
#include "caucus/scenario/genius_tree.h"

namespace caucus {
namespace {

// A real issue stands for its bounds and 19 values evenly spaced between them.
constexpr int real_steps = 20;

bool add_option(GeniusIssue& issue, std::string text, std::string written) {
  issue.issue.options.push_back(std::move(text));
  issue.written.push_back(std::move(written));
  return issue.issue.options.size() <= scenario_options_max;
}

void read_items(const XmlElement& element, GeniusIssue& issue, FindingLog& log) {
  for (const XmlElement& item : element.children) {
    if (item.name != "item") continue;
    const XmlAttribute* value = item.attribute("value");
    if (value == nullptr)
      log.add(FindingToken::missing_key, item.offset, "`value` is missing");
    else
      add_option(issue, value->value, value->written);
  }
  if (issue.issue.options.empty())
    log.add(FindingToken::missing_key, element.offset, "a discrete issue needs an <item>");
  if (issue.issue.options.size() > scenario_options_max)
    log.add(FindingToken::too_large, element.offset, "an issue has at most 65,534 options");
}

void add_number(GeniusIssue& issue, const Rational& value) {
  // Bounds are decimals, and so is everything a twentieth of their distance apart.
  add_option(issue, finite_decimal(value).value_or(to_string(value)), {});
  issue.issue.values.push_back(value);
}

void read_numbers(const XmlElement& element, GeniusIssue& issue, FindingLog& log) {
  const bool integer = issue.issue.kind == ScenarioIssueKind::integer;
  const std::optional<IssueBounds> bounds = bounds_of(element, issue.issue.kind, log);
  if (!bounds) return;
  if (!integer)
    log.add(FindingToken::real_as_21_options, element.offset,
            "a real issue stands for 21 options, evenly spaced");
  try {
    const Rational span = bounds->high - bounds->low;
    if (integer && span >= Rational(static_cast<Int128>(scenario_options_max)))
      return log.add(FindingToken::too_large, place_of(element, "upperbound"),
                     "an issue has at most 65,534 options");
    const Int128 steps = integer ? span.numerator() : real_steps;
    for (Int128 step = 0; step <= steps; ++step)
      add_number(issue, bounds->low + (integer ? Rational(step) : span * Rational(step, steps)));
  } catch (const NumberOverflow&) {
    log.add(FindingToken::beyond_exact_range, element.offset,
            "the values between these bounds need more than 127 bits");
  }
}

GeniusIssue read_issue(const PlacedIssue& placed, FindingLog& log) {
  GeniusIssue issue;
  const XmlAttribute* name = placed.issue->attribute("name");
  issue.issue.name = name == nullptr ? "issue " + std::to_string(placed.index) : name->value;
  issue.issue.index = placed.index;
  issue.issue.kind = kind_of_issue(*placed.issue, log);
  if (issue.issue.kind == ScenarioIssueKind::discrete)
    read_items(*placed.issue, issue, log);
  else
    read_numbers(*placed.issue, issue, log);
  return issue;
}

}  // namespace

GeniusFile genius_file_kind(const XmlElement& root) {
  if (root.name == "negotiation_template") return GeniusFile::domain;
  if (root.name == "utility_space") return GeniusFile::profile;
  if (root.name == "domainRepository" || root.below("domainRepItem") != nullptr)
    return GeniusFile::repository;
  return GeniusFile::other;
}

std::optional<GeniusDomain> read_genius_domain(const XmlElement& root, FindingLog& log) {
  const XmlElement* space = root.child("utility_space");
  const XmlElement* objective = space == nullptr ? nullptr : space->child("objective");
  if (objective == nullptr) {
    log.add(FindingToken::not_a_domain, root.offset,
            "a domain is <negotiation_template> with <utility_space> and <objective> inside");
    return std::nullopt;
  }
  GeniusDomain domain;
  const std::vector<PlacedIssue> placed = issues_in_order(*objective, false, log);
  if (placed.empty())
    log.add(FindingToken::not_a_domain, objective->offset, "there is no issue in it");
  if (placed.size() > scenario_issues_max)
    log.add(FindingToken::too_large, objective->offset, "a scenario has at most 512 issues");
  if (log.refused()) return std::nullopt;
  std::size_t options = 0;
  for (std::size_t at = 0; at < placed.size() && options <= scenario_values_max; ++at) {
    domain.issues.push_back(read_issue(placed[at], log));
    options += domain.issues.back().issue.options.size();
  }
  if (options > scenario_values_max)
    log.add(FindingToken::too_large, objective->offset, "there are more than 1,000,000 options");
  for (std::size_t at = 0; at < placed.size(); ++at)
    if (placed[at].index != static_cast<std::int64_t>(at) + 1) {
      log.add(FindingToken::index_not_position, place_of(*placed[at].issue, "index"),
              "issue " + std::to_string(at + 1) + " has the index " +
                  std::to_string(placed[at].index) + "; the index counts");
      break;  // the others follow from it
    }
  if (log.refused()) return std::nullopt;
  return domain;
}

}  // namespace caucus
