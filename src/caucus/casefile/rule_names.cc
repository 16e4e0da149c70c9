#include "caucus/casefile/rule_names.h"

#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "caucus/base/text.h"

namespace caucus {
namespace {

std::string hint_from(std::string_view word, std::span<const std::string_view> candidates) {
  constexpr std::size_t few = 8;
  if (const auto meant = did_you_mean(word, candidates))
    return fmt::format("did you mean `{}`?", *meant);
  if (candidates.empty() || candidates.size() > few) return {};
  std::vector<std::string> all;
  for (const std::string_view candidate : candidates)
    all.push_back(in_quotes(candidate));
  return "there is " + join_in_words(all);
}

}  // namespace

RuleNames::RuleNames(const Case& c) : case_(c), options_(c.issues.size()) {
  for (const IssueId id : c.issues.ids())
    subjects_.try_emplace(c.issues[id].id,
                          Meaning{Kind::issue, static_cast<std::uint16_t>(id.index())});
  for (const TotalId id : c.totals.ids())
    subjects_.try_emplace(c.totals[id].id,
                          Meaning{Kind::total, static_cast<std::uint16_t>(id.index())});
  for (const QuantityId id : c.quantities.ids())
    quantities_.try_emplace(c.quantities[id].id,
                            Meaning{Kind::quantity, static_cast<std::uint16_t>(id.index())});
}

RuleNames::Meaning RuleNames::subject(std::string_view id) const {
  const auto found = subjects_.find(std::string(id));
  if (found != subjects_.end()) return found->second;
  return {complete ? Kind::unknown : Kind::faulty, 0};
}

RuleNames::Meaning RuleNames::quantity(std::string_view id) const {
  const auto found = quantities_.find(std::string(id));
  if (found != quantities_.end()) return found->second;
  return {complete ? Kind::unknown : Kind::faulty, 0};
}

const RuleNames::Options& RuleNames::options_of(IssueId issue) const {
  std::optional<Options>& options = options_[issue.index()];
  if (!options) {
    options.emplace();
    const Issue& of = case_.issues[issue];
    for (std::size_t at = 0; at < of.options.size(); ++at)
      options->try_emplace(of.quantity ? to_string(of.options[at].value) : of.options[at].id,
                           static_cast<OptionIndex>(at));
  }
  return *options;
}

std::optional<OptionIndex> RuleNames::option(IssueId issue, std::string_view id) const {
  if (case_.issues[issue].quantity) {
    const Result<Rational> amount = Rational::parse(id);
    return amount ? option(issue, *amount) : std::nullopt;
  }
  const Options& options = options_of(issue);
  const auto found = options.find(std::string(id));
  return found == options.end() ? std::nullopt : std::optional(found->second);
}

std::optional<OptionIndex> RuleNames::option(IssueId issue, const Rational& amount) const {
  if (!case_.issues[issue].quantity) return std::nullopt;
  const Options& options = options_of(issue);
  const auto found = options.find(to_string(amount));
  return found == options.end() ? std::nullopt : std::optional(found->second);
}

std::optional<IssueId> RuleNames::issue_with_option(std::string_view wanted) const {
  for (const IssueId id : case_.issues.ids())
    if (!case_.issues[id].quantity && option(id, wanted)) return id;
  return std::nullopt;
}

std::string RuleNames::likely_subject(std::string_view word) const {
  std::vector<std::string_view> candidates;
  for (const Issue& issue : case_.issues)
    candidates.push_back(issue.id);
  for (const Total& total : case_.totals)
    candidates.push_back(total.id);
  return hint_from(word, candidates);
}

std::string RuleNames::likely_quantity(std::string_view word) const {
  std::vector<std::string_view> candidates;
  for (const Quantity& quantity : case_.quantities)
    candidates.push_back(quantity.id);
  return hint_from(word, candidates);
}

std::string RuleNames::likely_option(IssueId issue, std::string_view word) const {
  const Issue& of = case_.issues[issue];
  if (of.from_range && of.options.size() > 2)
    return fmt::format("the options are {}, {}, ... {}", of.options[0].id, of.options[1].id,
                       of.options.back().id);
  std::vector<std::string_view> candidates;
  for (const Option& option : of.options)
    candidates.push_back(option.id);
  return hint_from(word, candidates);
}

}  // namespace caucus
