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

// "Israel", "Israel and Hamas": whom the option comes closest to.
std::string closest_to(const Material& m, const OptionNote& note) {
  std::vector<std::string> names;
  for (PartyId party : note.closest_to)
    names.push_back(m.c.parties[party].name);
  return list_in_words(names);
}

ReasonWords words_for(const Material& m, const OptionNote& note, OptionReason reason) {
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
      return {"most readings",
              "it is no worse than no agreement for all in the most readings, of the packages "
              "looked at"};
    case OptionReason::fewest_lines:
      return {"fewest lines touched", "it touches the fewest and least firm lines"};
    case OptionReason::closest_to_party: {
      const bool several = note.closest_to.size() > 1;
      const std::string ask = closest_to(m, note) + (several ? " ask for" : " asks for");
      const std::string rest = note.rest_balanced ? ", the rest balanced" : "";
      return {"closest to what " + ask + rest, std::string("it meets the most of what ") +
                                                   (several ? "each of " : "") + ask +
                                                   " now, of the packages that could be put" +
                                                   (rest.empty() ? "" : rest + " (Nash point)")};
    }
    case OptionReason::smallest_step:
      return {"smallest step", "it keeps the most terms of what the parties have put or accepted"};
    case OptionReason::another_way:
      return {"another way", "it keeps the rules and differs from the other options"};
  }
  return {};
}

// A point of a room; the other reasons compare packages whichever demands are lifted.
bool is_point(OptionReason reason) {
  return reason == OptionReason::balanced || reason == OptionReason::even_shares ||
         reason == OptionReason::worst_off_first;
}

// No package that meets every demand is known, so the options come from beyond the room.
bool from_beyond(const Material& m) {
  return !m.in.room.example && !m.in.stuck.package;
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
  // The words of a term may be those of another side's demand: that is not behind this effect.
  for (std::vector<Sentence>* list : {&effect.gains, &effect.gives})
    for (Sentence& sentence : *list) {
      std::erase_if(sentence.facts, [&](const std::string& fact) {
        return std::any_of(m.c.parties.begin(), m.c.parties.end(), [&](const Party& other) {
          return other.id != party.id && fact.starts_with(other.id + ".");
        });
      });
      if (sentence.facts.empty()) sentence.facts = facts;
    }
  const std::string standing = standing_in_words(on.acceptable);
  if (!standing.empty())
    effect.acceptable = {party.name + ": no worse than no agreement " + standing + ".", facts};
  return effect;
}

// "Israel needs the consent of: war cabinet."
Sentence approval(const Material& m, const PartyEffect& on) {
  const std::string& name = m.c.parties[on.party].name;
  std::vector<std::string> bodies;
  for (const std::string& body : on.approval)
    bodies.push_back(m.c.name_of(body));
  return {bodies.empty() ? "Whose consent " + name + " needs is not recorded."
                         : name + " needs the consent of: " + list_in_words(bodies) + ".",
          {m.facts.of(on.party)}};
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
        owner = m.c.parties[sheet.party].name;
    }
    const std::string entry = entry_in_words(m, id);
    all.push_back({as_sentence(owner.empty() ? entry : owner + ", " + small_first(entry)),
                   {m.facts.find(id)}});
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

// "Chosen because gains are balanced (Nash point); and because it meets the most ...".
Judgement why(const Material& m, const OptionNote& note) {
  std::string points;
  std::string others;
  for (OptionReason reason : note.reasons) {
    std::string& says = is_point(reason) ? points : others;
    says += (says.empty() ? "" : "; and because ") + words_for(m, note, reason).because;
  }
  std::string says = "Chosen because ";
  if (from_beyond(m) && !points.empty()) says += "in the room that the smallest way out opens, ";
  says += points + (points.empty() || others.empty() ? "" : "; and because ") + others;
  return {{as_sentence(says), sheets(m)}, standing(m, note).sure, "a line or a preference changes"};
}

// "Touches 3 lines (1 of North and 2 of South; none certain); no worse than no agreement for all in
// 98 of 100 readings."
Sentence at_a_glance(const Material& m, const OptionNote& note) {
  std::size_t touched = 0;
  std::size_t certain = 0;
  std::vector<std::string> whose;
  std::vector<std::string> facts;
  for (const Sheet& sheet : m.c.sheets) {
    const std::size_t before = touched;
    for (const Line& line : sheet.lines) {
      const auto& ids = note.lines_touched;
      if (std::find(ids.begin(), ids.end(), line.id) == ids.end()) continue;
      ++touched;
      certain += line.sure == Sure::certain;
      facts.push_back(m.facts.find(line.id));
    }
    if (touched > before)
      whose.push_back(std::to_string(touched - before) + " of " + m.c.parties[sheet.party].name);
  }
  std::string says = touched == 0 ? "Touches no line" : "Touches " + counted(touched, "line");
  if (touched > 0)
    says += " (" + join_in_words(whose) + "; " +
            (certain == 0         ? "none certain"
             : certain == touched ? "certain"
                                  : std::to_string(certain) + " certain") +
            ")";
  std::vector<std::string> worse_off;
  for (const Sheet& sheet : m.c.sheets) {
    const auto& worth = sheet.preferences.no_agreement;
    const auto& ids = note.lines_touched;
    if (!worth || std::find(ids.begin(), ids.end(), worth->id) == ids.end()) continue;
    worse_off.push_back(m.c.parties[sheet.party].name);
    facts.push_back(m.facts.find(worth->id));
  }
  if (!worse_off.empty()) says += "; worse than no agreement for " + list_in_words(worse_off);
  const std::string all = standing_in_words(note.acceptable_to_all);
  if (!all.empty()) says += "; no worse than no agreement for all " + all;
  if (facts.empty()) facts = sheets(m);
  return {as_sentence(says), std::move(facts)};
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
  if (!note.reasons.empty()) card.in_a_word = words_for(m, note, note.reasons.front()).in_a_word;
  card.why = why(m, note);
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
  card.at_a_glance = at_a_glance(m, note);
  card.tried = tried_before(m, note.package);
  return card;
}

// Where options come from that are not of the room: nothing to say where it is open.
std::vector<Sentence> premise(const Material& m) {
  if (!from_beyond(m) || m.in.options.empty()) return {};
  std::string says = m.in.room.decided ? "No package meets every demand that stands"
                                       : "No package that meets every demand was found";
  std::vector<std::string> facts;
  if (m.in.stuck.relaxations.empty()) {
    for (const Demand& demand : m.in.stuck.demands)
      facts.push_back(m.facts.of(demand));
    says += "; these keep the rules and set demands aside";
  } else {
    const Relaxation& first = m.in.stuck.relaxations.front();
    for (std::size_t demand : first.demands)
      facts.push_back(m.facts.of(m.in.stuck.demands[demand]));
    says += ". These come from the room that the smallest ways out open";
  }
  if (facts.empty()) facts = sheets(m);
  return {{as_sentence(says), std::move(facts)}};
}

// Takes out of every owner's list what all of them have, and returns it.
template <typename Owner, typename List>
std::vector<Sentence> shared(std::vector<Owner>& owners, List list_of) {
  std::vector<Sentence> all;
  if (owners.size() < 2) return all;
  const auto in = [](const std::vector<Sentence>& sentences, const std::string& text) {
    return std::any_of(sentences.begin(), sentences.end(),
                       [&](const Sentence& sentence) { return sentence.text == text; });
  };
  for (const Sentence& sentence : list_of(owners.front()))
    if (std::all_of(owners.begin(), owners.end(),
                    [&](Owner& owner) { return in(list_of(owner), sentence.text); }))
      all.push_back(sentence);
  for (Owner& owner : owners)
    std::erase_if(list_of(owner), [&](const Sentence& sentence) { return in(all, sentence.text); });
  return all;
}

void share_out(OptionsSection& section) {
  std::vector<OptionCard>& cards = section.cards;
  const auto take = [&](std::vector<Sentence> OptionCard::*list) {
    return shared(cards, [&](OptionCard& card) -> std::vector<Sentence>& { return card.*list; });
  };
  section.lines_touched = take(&OptionCard::lines_touched);
  section.positions_not_met = take(&OptionCard::positions_not_met);
  section.to_verify = take(&OptionCard::to_verify);
  section.hangs_on = take(&OptionCard::hangs_on);
  section.risks = take(&OptionCard::risks);
  for (std::size_t party = 0; !cards.empty() && party < cards.front().effects.size(); ++party) {
    const auto take_of = [&](std::vector<Sentence> OptionEffect::*list) {
      return shared(cards, [&](OptionCard& card) -> std::vector<Sentence>& {
        return card.effects[party].*list;
      });
    };
    section.effects.push_back({cards.front().effects[party].party,
                               take_of(&OptionEffect::gains),
                               take_of(&OptionEffect::gives),
                               {}});
  }
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
  section.premise = premise(m);
  if (!m.in.options.empty())
    for (const PartyEffect& on : m.in.options.front().parties)
      section.approvals.push_back(approval(m, on));
  share_out(section);
  return section;
}

}  // namespace caucus
