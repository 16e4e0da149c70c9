#include "caucus/talks/requirement.h"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "caucus/base/text.h"

namespace caucus {
namespace {

struct Split {
  std::string_view subject;
  std::string_view op;
  std::string_view values;
};

std::optional<Split> split(std::string_view written) {
  const std::size_t at = written.find_first_of("=!<>");
  if (at == 0 || at == std::string_view::npos) return std::nullopt;
  const bool two = at + 1 < written.size() && written[at + 1] == '=';
  if (written[at] == '!' && !two) return std::nullopt;
  const std::size_t length = two && written[at] != '=' ? 2 : 1;
  return Split{written.substr(0, at), written.substr(at, length), written.substr(at + length)};
}

// Between commas, without the quotation marks of each.
std::vector<std::string_view> values_of(std::string_view list) {
  std::vector<std::string_view> values;
  while (!list.empty()) {
    const bool in_marks = list.front() == '"';
    const std::size_t close = in_marks ? list.find('"', 1) : std::string_view::npos;
    const std::size_t comma = list.find(',', close == std::string_view::npos ? 0 : close);
    std::string_view value = list.substr(0, comma);
    if (in_marks && value.size() >= 2 && value.back() == '"')
      value = value.substr(1, value.size() - 2);
    values.push_back(value);
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  }
  return values;
}

std::string hint_for(std::string_view word, const std::vector<std::string_view>& known,
                     std::string_view what) {
  if (const auto meant = did_you_mean(word, known))
    return fmt::format("did you mean `{}`?", *meant);
  std::vector<std::string> some;
  for (std::size_t at = 0; at < known.size() && at < 8; ++at)
    some.push_back(fmt::format("`{}`", shown(known[at])));
  if (some.empty()) return {};
  return fmt::format("{} {}{}", what, join_in_words(some, "or"),
                     known.size() > some.size() ? " and others" : "");
}

RequirementFault unknown_subject(const Case& c, std::string_view word, bool totals) {
  std::vector<std::string_view> known;
  for (const Issue& issue : c.issues)
    known.push_back(issue.id);
  if (totals)
    for (const Total& total : c.totals)
      known.push_back(total.id);
  return {fmt::format("the case has no issue called {}", in_quotes(word)),
          hint_for(word, known, "there is")};
}

std::optional<OptionIndex> option_called(const Case& c, IssueId issue, std::string_view word) {
  if (const auto found = c.find_option(issue, word)) return found;
  const Issue& of = c.issues[issue];
  const auto number = Rational::parse(word);
  if (!of.quantity || !number) return std::nullopt;
  for (std::size_t at = 0; at < of.options.size(); ++at)
    if (of.options[at].value == *number) return static_cast<OptionIndex>(at);
  return std::nullopt;
}

RequirementFault unknown_option_of(const Issue& issue, std::string_view word) {
  std::vector<std::string_view> known;
  for (const Option& option : issue.options)
    known.push_back(option.id);
  return {fmt::format("{} is no option of `{}`", in_quotes(word), issue.id),
          hint_for(word, known, "its options are")};
}

// Whether a value satisfies `op bound`.
bool satisfies(const Rational& value, std::string_view op, const Rational& bound) {
  if (op == "<") return value < bound;
  if (op == "<=") return value <= bound;
  if (op == ">") return value > bound;
  return value >= bound;
}

RequirementRead bounded_issue(const Case& c, IssueId issue, const Split& parts) {
  const Issue& of = c.issues[issue];
  const auto bound = Rational::parse(parts.values);
  if (!of.quantity || !bound)
    return {std::nullopt,
            RequirementFault{fmt::format("`{}` asks for a number and `{}` has {}", parts.op, of.id,
                                         of.quantity ? "numbers only" : "no numbers"),
                             "use `=` or `!=` with its options"}};
  Requirement read;
  read.about = {issue, std::nullopt};
  for (std::size_t at = 0; at < of.options.size(); ++at)
    if (satisfies(of.options[at].value, parts.op, *bound))
      read.options.push_back(static_cast<OptionIndex>(at));
  read.written = fmt::format("{}{}", parts.op, parts.values);
  return {std::move(read), std::nullopt};
}

RequirementRead listed_issue(const Case& c, IssueId issue, const Split& parts) {
  const Issue& of = c.issues[issue];
  std::vector<OptionIndex> named;
  for (std::string_view value : values_of(parts.values)) {
    const auto option = option_called(c, issue, value);
    if (!option) return {std::nullopt, unknown_option_of(of, value)};
    named.push_back(*option);
  }
  if (named.empty()) return {std::nullopt, unknown_option_of(of, "")};
  std::sort(named.begin(), named.end());
  named.erase(std::unique(named.begin(), named.end()), named.end());
  Requirement read;
  read.about = {issue, std::nullopt};
  for (std::size_t at = 0; at < of.options.size(); ++at) {
    const auto option = static_cast<OptionIndex>(at);
    const bool listed = std::binary_search(named.begin(), named.end(), option);
    if (listed == (parts.op == "=")) read.options.push_back(option);
  }
  read.written = fmt::format("{}{}", parts.op, parts.values);
  return {std::move(read), std::nullopt};
}

RequirementRead bounded_total(TotalId total, std::string_view id, const Split& parts) {
  const auto value = Rational::parse(parts.values);
  if (!value || parts.op == "!=")
    return {std::nullopt,
            RequirementFault{fmt::format("`{}` is a total and is bounded by one number", id),
                             fmt::format("write {}>=400, {}<=400 or {}=400", id, id, id)}};
  Requirement read;
  read.about = {std::nullopt, total};
  read.amount = parts.op == "="    ? Interval::exactly(*value)
                : parts.op == "<"  ? Interval::less_than(*value)
                : parts.op == "<=" ? Interval::at_most(*value)
                : parts.op == ">"  ? Interval::more_than(*value)
                                   : Interval::at_least(*value);
  read.written = fmt::format("{}{}", parts.op, parts.values);
  return {std::move(read), std::nullopt};
}

}  // namespace

bool looks_like_requirement(std::string_view word) {
  return split(word).has_value();
}

RequirementRead read_requirement(const Case& c, std::string_view written) {
  const auto parts = split(written);
  if (!parts)
    return {std::nullopt, RequirementFault{fmt::format("{} demands nothing", in_quotes(written)),
                                           "write issue=option, issue!=option or issue>=number"}};
  if (const auto issue = c.find_issue(parts->subject))
    return parts->op == "=" || parts->op == "!=" ? listed_issue(c, *issue, *parts)
                                                 : bounded_issue(c, *issue, *parts);
  if (const auto total = c.find_total(parts->subject))
    return bounded_total(*total, parts->subject, *parts);
  return {std::nullopt, unknown_subject(c, parts->subject, true)};
}

TermRead read_term(const Case& c, std::string_view written) {
  const auto parts = split(written);
  if (!parts || parts->op != "=")
    return {std::nullopt, RequirementFault{fmt::format("{} is no term", in_quotes(written)),
                                           "a term is one option of one issue: issue=option"}};
  const auto issue = c.find_issue(parts->subject);
  if (!issue) return {std::nullopt, unknown_subject(c, parts->subject, false)};
  const auto values = values_of(parts->values);
  const std::string_view value = values.empty() ? "" : values.front();
  const auto option = option_called(c, *issue, value);
  if (!option || values.size() != 1)
    return {std::nullopt, unknown_option_of(c.issues[*issue], option ? parts->values : value)};
  return {Term{*issue, *option}, std::nullopt};
}

std::string to_string(const Case& c, const Requirement& requirement) {
  const std::string& id = requirement.about.issue ? c.issues[*requirement.about.issue].id
                                                  : c.totals[*requirement.about.total].id;
  return id + requirement.written;
}

std::string to_string(const Case& c, const Term& term) {
  const Issue& issue = c.issues[term.issue];
  const std::string& option = issue.options[term.option].id;
  const bool plain = option.find_first_of(" ,\"\t=") == std::string::npos && !option.empty();
  return fmt::format("{}={}", issue.id, plain ? option : "\"" + option + "\"");
}

}  // namespace caucus
