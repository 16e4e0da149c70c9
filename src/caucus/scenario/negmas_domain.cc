// The domain of a NegMAS scenario: its issues in their order.
#include "caucus/base/text.h"
#include "caucus/scenario/negmas.h"

namespace caucus {
namespace {

// "negmas.outcomes.CategoricalIssue" and "CategoricalIssue" are the same.
std::string_view last_part(std::string_view name) {
  return name.substr(name.rfind('.') == std::string_view::npos ? 0 : name.rfind('.') + 1);
}

void add_range(const DataNode& values, ScenarioIssue& issue, FindingLog& log) {
  std::optional<Rational> low = Rational(0);
  std::optional<Rational> high;
  if (values.is_list() && values.items.size() == 2) {
    low = number_in(values.items[0], log);
    high = number_in(values.items[1], log);
  } else if (values.kind == DataKind::number) {
    high = number_in(values, log);
    if (high && high->is_whole() && *high > Rational(0)) high = *high - Rational(1);
  } else {
    return log.add(FindingToken::wrong_type, values.offset,
                   "a contiguous issue has [lowest, highest] as its values");
  }
  if (!low || !high) return;
  if (!low->is_whole() || !high->is_whole() || *low > *high)
    return log.add(FindingToken::bad_number, values.offset,
                   "the values of a contiguous issue are whole numbers, the lower one first");
  issue.kind = ScenarioIssueKind::integer;
  const Int128 first = low->numerator();
  const auto span = checked_add(high->numerator(), -first);
  if (!span || *span >= static_cast<Int128>(scenario_options_max))
    return log.add(FindingToken::too_large, values.offset, "an issue has at most 65,534 options");
  for (Int128 step = 0; step <= *span; ++step) {
    issue.values.emplace_back(first + step);
    issue.options.push_back(to_string(first + step));
  }
}

void add_texts(const DataNode& values, ScenarioIssue& issue, FindingLog& log) {
  if (!values.is_list() || values.items.empty())
    return log.add(FindingToken::wrong_type, values.offset,
                   "an issue has a list of options as its values");
  for (const DataNode& value : values.items) {
    if (value.is_word())
      issue.options.push_back(value.text);
    else
      log.add(FindingToken::wrong_type, value.offset, "an option has to be a text or a number");
  }
  if (issue.options.size() > scenario_options_max)
    log.add(FindingToken::too_large, values.offset, "an issue has at most 65,534 options");
}

ScenarioIssue read_issue(const DataNode& node, std::size_t position, FindingLog& log) {
  ScenarioIssue issue;
  const DataNode* name = node.at("name");
  issue.name =
      name != nullptr && name->is_word() ? name->text : "issue " + std::to_string(position + 1);
  const DataNode* values = node.at("values");
  if (values == nullptr) {
    log.add(FindingToken::missing_key, node.offset, "`values` is missing");
    return issue;
  }
  const DataNode* type = node.at("type");
  const std::string_view word =
      type != nullptr && type->is_word() ? last_part(type->text) : "CategoricalIssue";
  if (word == "ContiguousIssue")
    add_range(*values, issue, log);
  else if (word == "CategoricalIssue" || word == "DiscreteCardinalIssue" ||
           word == "DiscreteOrdinalIssue" || word == "OrdinalIssue" || word == "CardinalIssue")
    add_texts(*values, issue, log);
  else
    log.add(FindingToken::unknown_issue_type, type->offset,
            "issues of the type " + in_quotes(word) + " are not read");
  return issue;
}

}  // namespace

std::optional<DataDomain> read_negmas_domain(const DataNode& root, FindingLog& log) {
  return read_issues(
      root, wanted(root, "issues", DataKind::list, log),
      [&](const DataNode& issues, std::size_t at) { return read_issue(issues.items[at], at, log); },
      log);
}

}  // namespace caucus
