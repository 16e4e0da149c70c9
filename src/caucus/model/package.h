// One option for every issue.
//
// A Package has one entry per issue of its case, in the case's order; an issue that does not apply
// holds `void_option`, so that one agreement is one package, counted once. Packages compare in the
// order of the case file: the first issue that differs decides. A PartialPackage settles some
// issues.
#pragma once

#include <utility>
#include <vector>

#include "caucus/model/ids.h"

namespace caucus {

class Package {
 public:
  Package() = default;
  explicit Package(std::vector<OptionIndex> options) : options_(std::move(options)) {}

  OptionIndex operator[](IssueId issue) const { return options_[issue.index()]; }
  bool applies(IssueId issue) const { return (*this)[issue] != void_option; }
  std::size_t size() const { return options_.size(); }
  const std::vector<OptionIndex>& options() const { return options_; }

  // The same package with another option for one issue. The caller sees to void issues
  // (Case::canonical does it for all).
  Package with(IssueId issue, OptionIndex option) const {
    Package changed = *this;
    changed.options_[issue.index()] = option;
    return changed;
  }

  friend auto operator<=>(const Package&, const Package&) = default;

 private:
  std::vector<OptionIndex> options_;
};

struct Term {
  IssueId issue;
  OptionIndex option = 0;

  friend auto operator<=>(const Term&, const Term&) = default;
};

// Options for some issues, sorted by issue, at most one each: an offer that leaves the rest open,
// or one side of a comparison. What is not settled may be anything.
struct PartialPackage {
  std::vector<Term> terms;
};

}  // namespace caucus
