#include "caucus/desk/given.h"

#include <fmt/format.h>

#include "caucus/desk/entry_content.h"
#include "caucus/talks/event_text.h"
#include "caucus/talks/view_text.h"

namespace caucus {

std::string given_line(const Case& c, const PartyView& view, SeenNumber number) {
  // Numbers of a view may change when the mediator corrects itself; ids stay.
  Seen seen = view.at(number);
  const std::vector<SeenNumber> about = std::exchange(seen.about, {});
  seen.withdrawn.reset();
  std::string line = fmt::format("{} {} {}", seen.id, to_string(seen.when), seen_in_words(c, seen));
  for (const SeenNumber other : about)
    line += "; refers to " + view.at(other).id;
  for (const DraftSeen& draft : view.drafts) {
    if (draft.entry != number || draft.supervised) continue;
    if (!draft.title.empty()) line += " " + quoted_text(draft.title);
    for (const ClauseSeen& clause : draft.clauses)
      line += fmt::format("; clause {}: {}", clause.id, quoted_text(clause.text));
  }
  return line;
}

std::string_view id_of_given(std::string_view line) {
  return line.substr(0, line.find(' '));
}

record::LogClass class_of(const Seen& seen) {
  return class_of(seen.kind);
}

}  // namespace caucus
