// (e) Options: at least three packages, each for its own reason, with what each side gains and
// gives. None is called the best.
#include <algorithm>

#include "caucus/base/text.h"
#include "caucus/brief/say.h"
#include "caucus/brief/sections.h"
#include "caucus/model/words.h"

namespace caucus {
namespace {

struct ReasonWords {
  std::string in_a_word;
  std::string because;
};

ReasonWords words_for(OptionReason reason) {
  switch (reason) {
    case OptionReason::balanced:
      return {"balanced gains", "gains are balanced (Nash point)"};
    case OptionReason::even_shares:
      return {"even shares",
              "each side gets as even a part as can be of the most it could gain "
              "(Kalai-Smorodinsky point)"};
    case OptionReason::worst_off_first:
      return {"least gain first",
              "the side that gains least gains as much as can be (egalitarian point)"};
    case OptionReason::most_readings:
      return {"most readings", "it is acceptable to all in the most readings"};
    case OptionReason::fewest_lines:
      return {"fewest lines touched", "it touches the fewest and least firm lines"};
    case OptionReason::closest_to_positions:
      return {"closest to positions", "it meets the most of what is asked for now"};
    case OptionReason::smallest_step:
      return {"smallest step", "it keeps the most terms of what the parties have put"};
  }
  return {};
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

std::string term_in_words(const Material& m, const Package& package, IssueId issue) {
  return m.c.issues[issue].name + ": " + option_in_words(m.c, issue, package[issue]);
}

// What sets one option apart; the whole package where nothing does.
Sentence one_line(const Material& m, const TermsTable& terms, std::size_t at) {
  std::string says;
  std::vector<std::string> facts;
  for (const TermRow& row : terms.rows) {
    says += (says.empty() ? "" : "; ") + row.issue.text + ": " + row.settled[at].text;
    facts.insert(facts.end(), row.issue.facts.begin(), row.issue.facts.end());
  }
  if (says.empty()) return {as_sentence(in_words(m.c, m.in.options[at].package)), sheets(m)};
  return {as_sentence(says), facts};
}

// Sentences of analysis, each with the entries it names, or with `otherwise` where it names none.
std::vector<Sentence> sentences(const Material& m, const std::vector<std::string>& texts,
                                const std::vector<std::string>& otherwise) {
  std::vector<Sentence> all;
  for (const std::string& text : texts) {
    std::vector<std::string> facts = m.facts.named_in(text);
    if (facts.empty()) facts = otherwise;
    all.push_back({as_sentence(with_quotes(text)), std::move(facts)});
  }
  return all;
}

OptionEffect effect(const Material& m, const PartyEffect& on) {
  const Party& party = m.c.parties[on.party];
  OptionEffect effect;
  effect.party = party.name;
  const std::vector<std::string> facts{m.facts.find(party.id + ".sheet")};
  effect.gains = sentences(m, on.gains, facts);
  effect.gives = sentences(m, on.gives, facts);
  std::vector<std::string> bodies;
  for (const std::string& body : on.approval)
    bodies.push_back(m.c.name_of(body));
  effect.approval = {bodies.empty() ? "Who must consent is not recorded."
                                    : "Needs consent: " + list_in_words(bodies) + ".",
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

std::string name_of_option(std::size_t at) {
  return at < 26 ? std::string("Option ") + static_cast<char>('A' + at)
                 : "Option " + std::to_string(at + 1);
}

OptionCard card(const Material& m, std::size_t at, const TermsTable& terms) {
  const OptionNote& note = m.in.options[at];
  OptionCard card;
  card.name = name_of_option(at);
  card.in_one_line = one_line(m, terms, at);
  if (!note.reasons.empty()) card.in_a_word = words_for(note.reasons.front()).in_a_word;
  for (OptionReason reason : note.reasons)
    card.why.push_back({{as_sentence("Chosen because " + words_for(reason).because), sheets(m)},
                        standing(m, note).sure,
                        "a line or a preference changes"});
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
  card.risks = sentences(m, note.risks, sheets(m));
  card.standing = standing(m, note);
  return card;
}

// Takes out of every card what all of them have, and returns it.
std::vector<Sentence> shared(std::vector<OptionCard>& cards,
                             std::vector<Sentence> OptionCard::*list) {
  std::vector<Sentence> all;
  if (cards.size() < 2) return all;
  const auto in = [](const std::vector<Sentence>& sentences, const std::string& text) {
    return std::any_of(sentences.begin(), sentences.end(),
                       [&](const Sentence& sentence) { return sentence.text == text; });
  };
  for (const Sentence& sentence : cards.front().*list)
    if (std::all_of(cards.begin(), cards.end(),
                    [&](const OptionCard& card) { return in(card.*list, sentence.text); }))
      all.push_back(sentence);
  for (OptionCard& card : cards)
    std::erase_if(card.*list, [&](const Sentence& sentence) { return in(all, sentence.text); });
  return all;
}

}  // namespace

OptionsSection options_section(const Material& m) {
  OptionsSection section;
  std::vector<std::string> names;
  std::vector<Package> packages;
  for (std::size_t at = 0; at < m.in.options.size(); ++at) {
    names.push_back(name_of_option(at));
    packages.push_back(m.in.options[at].package);
  }
  section.terms = terms_table(m, std::move(names), packages);
  for (std::size_t at = 0; at < m.in.options.size(); ++at)
    section.cards.push_back(card(m, at, section.terms));
  section.to_verify = shared(section.cards, &OptionCard::to_verify);
  section.hangs_on = shared(section.cards, &OptionCard::hangs_on);
  section.risks = shared(section.cards, &OptionCard::risks);
  return section;
}

}  // namespace caucus
