// (e) Options: at least three packages, each for its own reason, with what each side gains and
// gives. None is called the best.
#include <algorithm>

#include "caucus/base/text.h"
#include "caucus/brief/say.h"
#include "caucus/brief/sections.h"
#include "caucus/model/words.h"

namespace caucus {
namespace {

std::string reason_in_words(OptionReason reason) {
  switch (reason) {
    case OptionReason::balanced:
      return "gains are balanced (Nash point)";
    case OptionReason::even_shares:
      return "each side gets as even a part as can be of the most it could gain "
             "(Kalai-Smorodinsky point)";
    case OptionReason::worst_off_first:
      return "the side that gains least gains as much as can be (egalitarian point)";
    case OptionReason::most_readings:
      return "acceptable to all in the most readings";
    case OptionReason::fewest_lines:
      return "touches the fewest and least firm lines";
    case OptionReason::closest_to_positions:
      return "meets the most of what is asked for now";
    case OptionReason::smallest_step:
      return "changes the fewest terms of what the parties have put";
  }
  return "";
}

std::vector<std::string> sheets(const Material& m) {
  std::vector<std::string> facts;
  for (const Sheet& sheet : m.c.sheets) {
    const std::string fact = m.facts.find(m.c.parties[sheet.party].id + ".sheet");
    if (std::find(facts.begin(), facts.end(), fact) == facts.end()) facts.push_back(fact);
  }
  if (facts.empty()) facts.push_back(std::string(FactBook::whole));
  return facts;
}

// Issues that all the options settle alike, and the others.
std::vector<bool> alike(const Material& m) {
  std::vector<bool> same(m.c.issues.size(), true);
  for (const OptionNote& note : m.in.options)
    for (IssueId issue : m.c.issues.ids())
      if (note.package[issue] != m.in.options.front().package[issue]) same[issue.index()] = false;
  return same;
}

std::string term_in_words(const Material& m, const Package& package, IssueId issue) {
  return m.c.issues[issue].name + ": " + option_in_words(m.c, issue, package[issue]);
}

Sentence one_line(const Material& m, const OptionNote& note, const std::vector<bool>& same) {
  std::string says;
  std::vector<std::string> facts;
  for (IssueId issue : m.c.issues.ids()) {
    if (same[issue.index()] || !note.package.applies(issue)) continue;
    says += (says.empty() ? "" : "; ") + term_in_words(m, note.package, issue);
    facts.push_back(m.facts.of(issue));
  }
  if (says.empty()) return {as_sentence(in_words(m.c, note.package)), sheets(m)};
  return {as_sentence(says), facts};
}

std::vector<Sentence> sentences(const std::vector<std::string>& texts,
                                const std::vector<std::string>& facts) {
  std::vector<Sentence> all;
  for (const std::string& text : texts)
    all.push_back({as_sentence(with_quotes(text)), facts});
  return all;
}

OptionEffect effect(const Material& m, const PartyEffect& on) {
  const Party& party = m.c.parties[on.party];
  OptionEffect effect;
  effect.party = party.name;
  const std::vector<std::string> facts{m.facts.find(party.id + ".sheet")};
  effect.gains = sentences(on.gains, facts);
  effect.gives = sentences(on.gives, facts);
  std::vector<std::string> bodies;
  for (const std::string& body : on.approval)
    bodies.push_back(m.c.name_of(body));
  effect.approval = {bodies.empty() ? "Who must consent is not recorded."
                                    : "Needs the consent of " + list_in_words(bodies) + ".",
                     {m.facts.of(on.party)}};
  const std::string standing = standing_in_words(on.acceptable);
  if (!standing.empty())
    effect.acceptable = {"No worse than no agreement " + standing + ".", facts};
  return effect;
}

std::string entry_in_words(const Material& m, const std::string& id) {
  const std::string fact = m.facts.find(id);
  for (const Fact& entry : m.facts.facts())
    if (entry.id == fact && fact != FactBook::whole) return entry.says;
  return m.c.name_of(id);
}

std::vector<Sentence> entries(const Material& m, const std::vector<std::string>& ids) {
  std::vector<Sentence> all;
  for (const std::string& id : ids) {
    std::string owner;
    for (const Sheet& sheet : m.c.sheets) {
      const auto held = [&](const auto& list) {
        return std::any_of(list.begin(), list.end(), [&](const auto& e) { return e.id == id; });
      };
      if (held(sheet.lines) || held(sheet.positions) ||
          (sheet.preferences.no_agreement && sheet.preferences.no_agreement->id == id))
        owner = m.c.parties[sheet.party].name + ". ";
    }
    all.push_back({as_sentence(owner + entry_in_words(m, id)), {m.facts.find(id)}});
  }
  return all;
}

std::vector<Sentence> to_verify(const Material& m, const OptionNote& note) {
  std::vector<Sentence> all;
  for (IssueId id : note.to_verify) {
    const Issue& issue = m.c.issues[id];
    std::string says = term_in_words(m, note.package, id);
    if (!issue.debtor.empty()) says += ", by " + m.c.name_of(issue.debtor);
    says += issue.verifier.empty() ? "; no verifier is recorded"
                                   : "; verified by " + m.c.name_of(issue.verifier);
    all.push_back({as_sentence(says), {m.facts.of(id)}});
  }
  return all;
}

Judgement standing(const Material& m, const OptionNote& note) {
  Judgement judgement{{"", sheets(m)}, "a reading of the sheets", "a line or a preference changes"};
  const std::string all = standing_in_words(note.acceptable_to_all);
  const std::string frontier = standing_in_words(note.on_frontier);
  if (all.empty() && frontier.empty()) {
    judgement.says.text = "The sheets are exact, so there is only one reading.";
    judgement.sure = "exact for the case as written";
    return judgement;
  }
  if (!all.empty()) judgement.says.text = "No worse than no agreement for all " + all + ".";
  if (!frontier.empty())
    judgement.says.text += (all.empty() ? "" : " ") +
                           std::string("Cannot be improved for one without loss to another ") +
                           frontier + ".";
  return judgement;
}

OptionCard card(const Material& m, std::size_t at, const std::vector<bool>& same) {
  const OptionNote& note = m.in.options[at];
  OptionCard card;
  card.name = at < 26 ? std::string("Option ") + static_cast<char>('A' + at)
                      : "Option " + std::to_string(at + 1);
  card.in_one_line = one_line(m, note, same);
  for (OptionReason reason : note.reasons)
    card.why.push_back({{as_sentence("Chosen because " + reason_in_words(reason)), sheets(m)},
                        standing(m, note).sure,
                        "a line or a preference changes"});
  card.package = terms_of(m, note.package);
  for (const PartyEffect& on : note.parties)
    card.effects.push_back(effect(m, on));
  card.lines_touched = entries(m, note.lines_touched);
  card.positions_not_met = entries(m, note.positions_not_met);
  card.to_verify = to_verify(m, note);
  for (QuantityId quantity : note.hangs_on)
    card.hangs_on.push_back({as_sentence(m.c.quantities[quantity].name + ", used as " +
                                         interval_in_words(m.c.quantities[quantity].resolved,
                                                           m.c.quantities[quantity].unit)),
                             m.facts.of(quantity)});
  card.risks = sentences(note.risks, sheets(m));
  card.standing = standing(m, note);
  return card;
}

}  // namespace

OptionsSection options_section(const Material& m) {
  OptionsSection section;
  if (m.in.options.empty()) return section;
  const auto same = alike(m);
  if (m.in.options.size() > 1)
    for (IssueId issue : m.c.issues.ids())
      if (same[issue.index()] && m.in.options.front().package.applies(issue))
        section.in_common.push_back(
            {as_sentence(term_in_words(m, m.in.options.front().package, issue)),
             {m.facts.of(issue)}});
  for (std::size_t at = 0; at < m.in.options.size(); ++at)
    section.cards.push_back(card(m, at, same));
  return section;
}

}  // namespace caucus
