// What does a name in a rule mean? The issues, totals, quantities and options of a case by their
// ids.
//
// A name may be known and yet faulty: its own fault was reported, and a rule that uses it is not
// blamed. When part of the case could not be read, `complete` is false and no name is called
// unknown. Keeps a reference to the case, whose lists must stay where they are. Complexity:
// building is linear in the case's names; a look-up is constant, the first in an issue linear in
// its options.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "caucus/model/case.h"

namespace caucus {

class RuleNames {
 public:
  enum class Kind : std::uint8_t { unknown, issue, total, quantity, faulty };
  struct Meaning {
    Kind kind = Kind::unknown;
    std::uint16_t index = 0;
  };

  explicit RuleNames(const Case& c);

  const Case& of_case() const { return case_; }
  bool complete = true;

  // From now on the name is known to be faulty, whether it was there or not.
  void mark_faulty(std::string_view subject) {
    subjects_[std::string(subject)] = {Kind::faulty, 0};
  }
  void mark_faulty_quantity(std::string_view id) {
    quantities_[std::string(id)] = {Kind::faulty, 0};
  }

  Meaning subject(std::string_view id) const;   // issue, total, faulty or unknown
  Meaning quantity(std::string_view id) const;  // quantity, faulty or unknown

  std::optional<OptionIndex> option(IssueId issue, std::string_view id) const;
  std::optional<OptionIndex> option(IssueId issue, const Rational& amount) const;
  // The first issue that has an option of that name.
  std::optional<IssueId> issue_with_option(std::string_view option) const;

  // "did you mean `x`?", or what there is where there is little, or "".
  std::string likely_subject(std::string_view word) const;
  std::string likely_quantity(std::string_view word) const;
  std::string likely_option(IssueId issue, std::string_view word) const;

 private:
  using Options = std::unordered_map<std::string, OptionIndex>;
  const Options& options_of(IssueId issue) const;

  const Case& case_;
  std::unordered_map<std::string, Meaning> subjects_;
  std::unordered_map<std::string, Meaning> quantities_;
  mutable std::vector<std::optional<Options>> options_;  // filled when first asked for
};

}  // namespace caucus
