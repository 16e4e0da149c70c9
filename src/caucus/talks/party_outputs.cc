#include "caucus/talks/party_outputs.h"

#include <fmt/format.h>

#include "caucus/talks/talking_points.h"
#include "caucus/talks/view_text.h"

namespace caucus {
namespace {

std::string lines_of(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines)
    text += line + "\n";
  return text;
}

PartyView view_of(const PartyAsks& asks) {
  return view_for(asks.c, asks.talks, asks.party, asks.day);
}

std::string view_page(const PartyAsks& asks) {
  return lines_of(view_lines(asks.c, view_of(asks)));
}

std::string view_file(const PartyAsks& asks) {
  return view_export(asks.c, view_of(asks));
}

std::string standing(const PartyAsks& asks) {
  const PartyView view = view_of(asks);
  std::string text;
  for (const TermsSeen& terms : view.terms)
    text += fmt::format("terms {} {} age {}: {}\n", terms.entry, is_open(view, terms) ? "open" : "",
                        age_of(view, terms.entry), standing_in_words(asks.c, view, terms));
  for (const DraftSeen& draft : view.drafts)
    text += fmt::format("draft {} of {}, clauses {}, critiques {}\n", draft.number,
                        view.drafts.size(), draft.clauses.size(), draft.critiques.size());
  for (const DeadlineSeen& deadline : view.deadlines)
    text += fmt::format("deadline {} {}\n", deadline.id,
                        deadline.date ? to_string(*deadline.date) : "no date");
  return text;
}

std::string points(const PartyAsks& asks) {
  const auto page = talking_points(asks.c, asks.talks, {asks.party, asks.day, {}});
  if (!page.given) return "no page\n";
  return lines_of(text_for(asks.c, asks.party, *page.given));
}

// Every entry by number and id, the numbers around them, and names that are none of its own.
std::string naming(const PartyAsks& asks) {
  const PartyView view = view_of(asks);
  std::vector<std::string> names{"0", "", "p1", "mediator", std::string(32, '0')};
  for (std::size_t number = 1; number <= view.entries.size() + 2; ++number)
    names.push_back(std::to_string(number));
  for (const Seen& seen : view.entries)
    names.push_back(seen.id);
  std::string text;
  for (const std::string& name : names) {
    const NamedEntry named = entry_named(view, name);
    text += name + ": " + (named.entry ? std::to_string(*named.entry) : named.sentence) + "\n";
  }
  return text;
}

struct Row {
  PartyOutput output;
  std::string_view name;
  std::string (*write)(const PartyAsks&);
};
constexpr std::array rows{
    Row{PartyOutput::view, "view", view_page},
    Row{PartyOutput::file, "file", view_file},
    Row{PartyOutput::standing, "standing", standing},
    Row{PartyOutput::talking_points, "talking_points", points},
    Row{PartyOutput::naming, "naming", naming},
};
static_assert(rows.size() == party_output_count, "every output has its row");

constexpr bool in_order() {
  for (std::size_t at = 0; at < rows.size(); ++at)
    if (static_cast<std::size_t>(rows[at].output) != at) return false;
  return true;
}
static_assert(in_order(), "rows stand in the order of PartyOutput");

}  // namespace

std::string write_for_party(PartyOutput output, const PartyAsks& asks) {
  return rows.at(static_cast<std::size_t>(output)).write(asks);
}

std::string_view token(PartyOutput output) {
  return rows.at(static_cast<std::size_t>(output)).name;
}

}  // namespace caucus
