#include "caucus/analysis/utility.h"

#include <utility>

#include "caucus/analysis/centroid.h"
#include "caucus/analysis/vague_sheet.h"
#include "caucus/analysis/worth_tables.h"

namespace caucus {
namespace {

bool in_points(const Preference& preference) {
  if (std::holds_alternative<Indifferent>(preference.says)) return true;
  if (std::holds_alternative<PointsPerUnit>(preference.says)) return true;
  const auto* points = std::get_if<OptionPoints>(&preference.says);
  if (!points) return false;
  for (const NumberRange& range : points->points)
    if (!range.exact()) return false;
  return true;
}

void add_scaled(std::vector<WorthTable>& tables, std::vector<WorthTable> amounts,
                const PointsPerUnit& points) {
  const Rational factor = points.weight * points.per_unit;
  for (WorthTable& table : amounts) {
    for (Rational& worth : table.worth)
      worth *= factor;
    tables.push_back(std::move(table));
  }
  const Rational constant = points.weight * points.at_zero;
  if (constant != Rational(0)) tables.push_back({{}, {constant}});
}

// Points per unit of an issue: void counts 0 points, not those of an amount of 0.
WorthTable points_of_options(const Case& c, IssueId issue, const PointsPerUnit& points) {
  WorthTable table{{issue}, std::vector<Rational>(slots(c, issue))};
  const auto& options = c.issues[issue].options;
  for (std::size_t i = 0; i < options.size(); ++i)
    table.worth[i] = points.weight * (points.at_zero + points.per_unit * options[i].value);
  return table;
}

}  // namespace

std::size_t slots(const Case& c, IssueId issue) {
  const Issue& of = c.issues[issue];
  return of.options.size() + (of.applies_if_joined ? 1 : 0);
}

std::size_t slot_of(const Case& c, IssueId issue, OptionIndex option) {
  const std::size_t slot = option == void_option ? c.issues[issue].options.size() : option;
  CAUCUS_ASSERT(slot < slots(c, issue), "a package holds options of its own case");
  return slot;
}

Rational Utility::of(const Case& c, const Package& package) const {
  Rational sum;
  for (const WorthTable& table : tables)
    sum += table.worth[entry_of(c, table, package)];
  return (sum - worst) / span();
}

bool has_utility(const Case& c, const Sheet& sheet) {
  for (const Preference& preference : sheet.preferences.preferences)
    if (!std::holds_alternative<Indifferent>(preference.says)) return true;
  return is_exact(c, sheet);
}

bool is_exact(const Case& c, const Sheet& sheet) {
  const PreferenceStatements& says = sheet.preferences;
  std::vector<bool> said(c.issues.size(), false);
  for (const Preference& preference : says.preferences) {
    if (!in_points(preference)) return false;
    if (preference.about.issue) said[preference.about.issue->index()] = true;
  }
  for (bool one : said)
    if (!one) return false;
  if (!says.priorities.empty()) return false;
  for (const Comparison& comparison : says.comparisons)
    if (comparison.sure != Sure::doubtful) return false;
  return !says.no_agreement || std::holds_alternative<NoAgreementPoints>(says.no_agreement->says);
}

Utility exact_utility(const Case& c, const Sheet& sheet) {
  Utility utility;
  utility.party = sheet.party;
  for (const Preference& preference : sheet.preferences.preferences) {
    if (const auto* points = std::get_if<OptionPoints>(&preference.says)) {
      const IssueId issue = *preference.about.issue;
      WorthTable table{{issue}, std::vector<Rational>(slots(c, issue))};
      for (std::size_t i = 0; i < points->points.size(); ++i)
        table.worth[i] = points->weight * points->points[i].low;
      utility.tables.push_back(std::move(table));
    } else if (const auto* per_unit = std::get_if<PointsPerUnit>(&preference.says)) {
      if (preference.about.issue) {
        utility.tables.push_back(points_of_options(c, *preference.about.issue, *per_unit));
      } else {
        const Total& total = c.totals[*preference.about.total];
        add_scaled(utility.tables, amount_tables(c, total.is), *per_unit);
      }
    }
  }
  for (const TermPoints& term : sheet.preferences.terms)
    utility.tables.push_back(statement_table(c, term.when, term.points));
  const Extremes range = extremes(c, utility.tables);
  utility.worst = range.worst;
  utility.best = range.best;
  if (const auto& no_agreement = sheet.preferences.no_agreement) {
    const Rational& points = std::get<NoAgreementPoints>(no_agreement->says).points;
    utility.reservation = (points - utility.worst) / utility.span();
  } else {
    utility.reservation_assumed = true;
  }
  return utility;
}

Utilities central_utilities(const Case& c) {
  Utilities utilities;
  for (PartyId party : c.parties.ids()) {
    const Sheet* sheet = c.sheet_of(party);
    if (!sheet || !has_utility(c, *sheet)) continue;
    utilities.push_back(is_exact(c, *sheet) ? exact_utility(c, *sheet)
                                            : central_utility(c, vague_sheet(c, *sheet)));
  }
  return utilities;
}

}  // namespace caucus
