// The whole frame of a negotiation and all its sheets: one immutable, consistent value.
//
// A Case that exists is consistent: only casefile/ (and importers) build one, after every fault was
// reported. Ids index the vectors below. Sheets are private to their writer; nothing here decides
// who may see what.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "caucus/base/date.h"
#include "caucus/base/id.h"
#include "caucus/model/actor.h"
#include "caucus/model/figure.h"
#include "caucus/model/ids.h"
#include "caucus/model/issue.h"
#include "caucus/model/package.h"
#include "caucus/model/phase.h"
#include "caucus/model/sheet.h"

namespace caucus {

struct Case {
  std::string title;
  std::string field;  // empty if not stated
  std::optional<Date> as_of;
  Rational about_percent = Rational(10);
  std::vector<std::pair<std::string, std::string>> names;  // [names], as written

  IdVector<PartyId, Party> parties;
  std::vector<Actor> actors;
  std::vector<Channel> channels;
  std::vector<Pressure> pressures;
  IdVector<PhaseId, Phase> phases;
  std::vector<Category> categories;
  IdVector<IssueId, Issue> issues;
  IdVector<TotalId, Total> totals;
  IdVector<RuleId, Rule> rules;  // rules, then norms, each in file order
  IdVector<QuantityId, Quantity> quantities;
  IdVector<FigureId, Figure> figures;
  std::vector<Deadline> deadlines;
  std::vector<StateChange> states;
  IdVector<SourceId, Source> sources;
  std::vector<Sheet> sheets;  // in the order of the parties; several sheets of a party are adjacent

  std::string note;
  std::vector<SourceId> cited;     // `sources` of the file as a whole
  std::vector<std::string> files;  // paths as opened; Place::file indexes it
  std::string leading_comment;     // comment lines before the first key of case.toml
  std::string names_comment;       // comment lines directly above [names]
  std::string trailing_comment;    // comment lines after the last entry of case.toml

  // What to print for an id: its own name, else [names], else spaces for underscores.
  std::string name_of(std::string_view id) const;

  // The sheet that analysis uses for a party (the first), or null if there is none.
  const Sheet* sheet_of(PartyId party) const;

  // Does the issue apply in this package? Issues named by its applies_if must already be canonical.
  bool applies(IssueId issue, const Package& package) const;

  // The same agreement with `void_option` exactly where an issue does not apply. Where an issue
  // applies and the package holds void_option, its first option is taken.
  Package canonical(Package package) const;

  // Do the terms hold in the package?
  bool agrees(const PartialPackage& partial, const Package& package) const;

  // Issues ordered so that each comes after all that its applies_if names.
  const std::vector<IssueId>& evaluation_order() const { return evaluation_order_; }
  std::vector<IssueId> evaluation_order_;  // set by whoever builds the case (see order_issues)

  std::optional<PartyId> find_party(std::string_view id) const;
  std::optional<IssueId> find_issue(std::string_view id) const;
  std::optional<TotalId> find_total(std::string_view id) const;
  std::optional<QuantityId> find_quantity(std::string_view id) const;
  std::optional<OptionIndex> find_option(IssueId issue, std::string_view option) const;
};

// The evaluation order, or nothing if applies_if rules form a cycle.
std::optional<std::vector<IssueId>> order_issues(const Case& c);

// How sure it is that every rule and norm holds for the package: the least of their truths.
Truth feasible(const Case& c, const Package& package);

// How many packages there are (void issues multiply nothing): exact while at most 10^18 and the
// issues that decide voidness span at most 10^5 combinations; otherwise the product of all options
// as an upper bound, and `exact` is false.
struct PackageCount {
  double approximate = 0;
  std::optional<std::uint64_t> exact;
};
PackageCount count_packages(const Case& c);

// Tokens of the enumerations, as in files, JSON and documents (snake_case; public_ prints
// "public").
std::string_view token(TalksState);
std::string_view token(DeadlineKind);
std::string_view token(ActorKind);
std::string_view token(Bound);
std::string_view token(ResolutionWord);
std::string_view token(Audience);
std::string_view token(Firmness);
std::string_view token(Sure);
std::string_view token(Importance);
std::string_view token(LineKind);

}  // namespace caucus
