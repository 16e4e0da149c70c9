// How much must be worked out before points can be added up, whatever the package?
//
// Points of a combination, and products in a total, are kept as tables over the issues they join.
// Two things make that more than a computer can do: one table over too many combinations, and many
// tables that tie too many issues to each other, so that the best and the worst package cannot be
// found one issue after the other. Both are known from the file alone and are reported there. What
// passes is worked out in seconds.
//
// A combination has one option for each of the issues, or "void" for one with an applies_if.
// Errors: none; what is too much is a Complaint. Complexity: of add_total the products of the total
// written out, at most products_max; of too_tied some rounds over all issues for each of the
// logarithm of the statements.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <vector>

#include "caucus/casefile/fault_log.h"
#include "caucus/model/case.h"

namespace caucus {

class WorthSizes {
 public:
  // Of the issues of one term, or of issues that are multiplied with each other.
  static constexpr std::size_t combinations_max = 4'194'304;
  // Of all terms and totals of all sheets together: combinations, and combinations times parts.
  static constexpr std::size_t combinations_max_in_all = 8'388'608;
  static constexpr std::size_t steps_max = 100'000'000;
  // Of the issues that decide whether one issue applies, and of that issue.
  static constexpr std::size_t applies_if_max = 1'048'576;
  // Of a total with everything multiplied out.
  static constexpr std::size_t products_max = 20'000;

  // The case must stay where it is; its issues and totals must be complete.
  explicit WorthSizes(const Case& c) : case_(c) {}

  // What is wrong with looking at an issue's applies_if, if anything.
  std::optional<Complaint> check_applies_if(IssueId issue, const Expression& applies_if) const;

  // From here on statements are of another sheet.
  void begin_sheet();
  // The sheet has a preference about the issue.
  void add_issue(IssueId issue) { preferred_.insert(issue); }
  // The next statement of the sheet: a [[term]], or a total with a preference. What is wrong with
  // it, if anything; it then counts no more.
  std::optional<Complaint> add_term(const Expression& when);
  std::optional<Complaint> add_total(const Expression& is);
  // The first statement of the sheet with which its best package is too hard to find; past the last
  // one where applies_if alone makes it so.
  std::optional<std::size_t> too_tied() const;

 private:
  using Issues = std::set<IssueId>;

  std::size_t slots(IssueId issue) const;
  // At most limit + 1.
  std::size_t combinations(const Issues& issues, std::size_t limit) const;
  Issues named(const Expression& expression) const;
  std::optional<Complaint> count(std::size_t combinations, std::size_t parts);
  void concern(IssueId issue, Issues& concerned) const;
  bool is_too_tied(std::size_t statements) const;

  const Case& case_;
  std::size_t combinations_ = 0;  // of all sheets so far
  std::size_t steps_ = 0;
  Issues preferred_;                       // of the sheet, as ties_
  std::vector<std::vector<Issues>> ties_;  // of each statement of the sheet
};

}  // namespace caucus
