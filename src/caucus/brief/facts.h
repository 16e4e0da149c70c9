// Where does this come from? Every entry of a case as a fact with an id that sentences can cite.
//
// Entries of a sheet keep their own ids ("hamas.position.3", or the written id of a line); entries
// of the frame get their kind before theirs ("issue.truce_days", "state.2", "figure.5"), because
// two kinds may use one id. The fact "case" stands for the frame as a whole: what nobody wrote is
// a fact about it. Errors: none; an id nobody knows becomes "case". Complexity: linear to build.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/analysis/demand.h"
#include "caucus/brief/brief.h"
#include "caucus/model/case.h"

namespace caucus {

class FactBook {
 public:
  explicit FactBook(const Case& c);
  // With the entries of the talks that the brief speaks of; `since` as the brief has it.
  FactBook(const Case& c, const Talks& talks, std::optional<Date> since);
  // With these entries of the talks.
  FactBook(const Case& c, const Talks& talks, const std::vector<EventIndex>& told);

  // In the order of the appendix; ids are unique.
  const std::vector<Fact>& facts() const { return facts_; }

  // The fact of an entry named as analysis names it (with or without its kind).
  std::string find(std::string_view id) const;
  std::string of(PartyId party) const;
  std::string of(PhaseId phase) const;
  std::string of(IssueId issue) const;
  std::string of(TotalId total) const;
  std::string of(const Subject& subject) const;
  std::string of(RuleId rule) const;
  std::string of(FigureId figure) const;
  std::string of(SourceId source) const;
  // A demand's line, position or no_agreement; the party where a reservation was only assumed.
  std::string of(const Demand& demand) const;
  // All figures of a quantity and its resolution.
  std::vector<std::string> of(QuantityId quantity) const;

  // The entries that the text names: issues and phases by name, lines and positions in words,
  // deadlines, actors. Analysis hands over some sentences without saying what is behind them.
  std::vector<std::string> named_in(std::string_view text) const;

  static constexpr std::string_view whole = "case";

 private:
  friend class FactWriter;
  void add(std::string_view kind, std::string id, std::string says, const Origin& origin);

  const Case& case_;
  std::vector<Fact> facts_;
  std::map<std::string, std::size_t, std::less<>> position_;
};

}  // namespace caucus
