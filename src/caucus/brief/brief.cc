#include "caucus/brief/brief.h"

#include <algorithm>
#include <set>

#include "caucus/base/text.h"
#include "caucus/brief/facts.h"
#include "caucus/brief/say.h"
#include "caucus/brief/sections.h"
#include "caucus/model/words.h"

namespace caucus {
namespace {

constexpr std::size_t shown_on_front = 3;
constexpr std::size_t waiting_on_front = 2;  // the newest

// How many there are beside those on the front page, and where: the ways out below rest on all.
void tell_of_the_rest(const Brief& sections, std::set<std::string> told, std::string_view elsewhere,
                      FrontPage& front) {
  std::size_t more = 0;
  Judgement rest;
  for (const Blockage& blockage : sections.stuck.blockages)
    for (const StuckSet& set : blockage.conflicts) {
      if (!told.insert(set.says.says.text).second) continue;
      ++more;
      for (const std::string& fact : set.says.says.facts)
        rest.says.facts.push_back(fact);
    }
  if (more == 0) return;
  rest.says.text = "And " + counted(more, "more sticking point") + std::string(elsewhere) + ".";
  rest.sure = "as sure as the section says of each";
  front.stuck.push_back(std::move(rest));
}

// Of all sticking points those that are about other issues than what is shown already, those of
// what stands first, then of what is asked for, then of what may stand too.
void put_stuck_on_front(const Brief& sections, std::string_view elsewhere, FrontPage& front) {
  std::vector<IssueId> told;
  std::set<std::string> texts;
  for (std::size_t nth = 0; front.stuck.size() < shown_on_front; ++nth) {
    bool any = false;
    for (const Blockage& blockage : sections.stuck.blockages) {
      if (nth >= blockage.conflicts.size()) continue;
      any = true;
      const StuckSet& set = blockage.conflicts[nth];
      const bool fresh = set.issues.empty() || !std::includes(told.begin(), told.end(),
                                                              set.issues.begin(), set.issues.end());
      if (!fresh || front.stuck.size() >= shown_on_front) continue;
      Judgement judgement = set.says;
      texts.insert(judgement.says.text);
      if (!blockage.proviso.empty())
        judgement.says.text = blockage.proviso + small_first(judgement.says.text);
      front.stuck.push_back(std::move(judgement));
      told.insert(told.end(), set.issues.begin(), set.issues.end());
      std::sort(told.begin(), told.end());
    }
    if (!any) break;
  }
  tell_of_the_rest(sections, std::move(texts), elsewhere, front);
}

// The smallest ways out of what clashes first: one for each side, or sides together, that would
// move, so that not only the first listed is asked to.
void put_ways_on_front(const Blockage& blockage, FrontPage& front) {
  std::vector<std::vector<PartyId>> movers;
  Sentence lead;
  std::vector<Sentence> ways;
  for (const WayOut& way : blockage.ways_out) {
    if (std::find(movers.begin(), movers.end(), way.movers) != movers.end()) continue;
    if (movers.size() == shown_on_front) break;
    movers.push_back(way.movers);
    ways.push_back(way.says.says);
    for (const std::string& fact : way.says.says.facts)
      lead.facts.push_back(fact);
  }
  lead.text =
      as_sentence(blockage.proviso + (ways.size() == 1 ? "this is a smallest way out:"
                                                       : "each of these is a smallest way out:"));
  lead.text.pop_back();
  front.ways_out.push_back(std::move(lead));
  front.ways_out.insert(front.ways_out.end(), ways.begin(), ways.end());
}

// Is there room, what has every package in it, on what does it hang, and the ways out.
void put_room_on_front(const Brief& sections, FrontPage& front) {
  front.room.push_back(sections.room.zone.says);
  for (const Judgement& shared : sections.room.in_common)
    front.room.push_back(shared.says);
  for (const Judgement& hangs : sections.room.hangs_on)
    front.room.push_back(hangs.says);
  for (const Blockage& blockage : sections.stuck.blockages) {
    if (blockage.ways_out.empty()) continue;
    put_ways_on_front(blockage, front);
    return;
  }
}

}  // namespace

bool exact_sheet(const Material& m, PartyId party) {
  const Sheet* sheet = m.c.sheet_of(party);
  return sheet != nullptr && is_exact(m.c, *sheet);
}

std::vector<std::string> facts_of_rules(const Material& m) {
  std::vector<std::string> facts;
  for (RuleId rule : m.c.rules.ids())
    facts.push_back(m.facts.of(rule));
  if (facts.empty()) facts.push_back(std::string(FactBook::whole));
  return facts;
}

FrontPage front_page(const Brief& sections, std::string_view elsewhere) {
  FrontPage front;
  front.state = sections.talks.now;
  for (const Sentence& expected : sections.talks.expected)
    front.state.push_back(expected);
  // The next deadline, or the last one passed.
  const DeadlineLine* next = nullptr;
  for (const DeadlineLine& line : sections.talks.deadlines)
    if (!next || (next->days_left && *next->days_left < 0)) next = &line;
  if (next) front.state.push_back(next->says);
  if (!sections.said.last.text.empty()) front.state.push_back(sections.said.last);
  const std::vector<Sentence>& waits = sections.said.open;
  for (std::size_t at = 0; at < std::min(waits.size(), waiting_on_front); ++at)
    front.state.push_back(waits[waits.size() - 1 - at]);
  put_stuck_on_front(sections, elsewhere, front);
  if (front.stuck.empty() && !sections.stuck.blockages.empty())
    front.stuck.push_back(sections.stuck.blockages.front().summary);
  put_room_on_front(sections, front);
  for (const OptionCard& card : sections.options.cards)
    front.options.push_back(
        {card.name + " (" + card.in_a_word + "):", card.in_one_line, card.at_a_glance});
  std::string alike;
  for (const Sentence& term : sections.options.terms.in_common) {
    alike += (alike.empty() ? "" : "; ") + term.text;
    front.in_common.facts.insert(front.in_common.facts.end(), term.facts.begin(), term.facts.end());
  }
  front.in_common.text = as_sentence(alike);
  for (const Question& question : sections.questions)
    if (front.questions.size() < shown_on_front) front.questions.push_back(question);
  for (const Judgement& limit : sections.room.limits)
    front.how_sure.push_back(limit.says);
  if (front.how_sure.empty())
    front.how_sure.push_back(
        {"The sheets are exact; the findings are exact for the case as "
         "written.",
         {std::string(FactBook::whole)}});
  return front;
}

Brief brief(const BriefInputs& inputs) {
  const FactBook facts =
      inputs.talks ? FactBook(inputs.of, *inputs.talks, inputs.since) : FactBook(inputs.of);
  const Material m{inputs, inputs.of, facts};
  Brief made;
  made.title = inputs.of.title;
  if (inputs.of.as_of) made.as_of = date_in_words(*inputs.of.as_of);
  made.program = inputs.program;
  made.talks = talks_section(m);
  made.positions = positions_section(m);
  made.stuck = stuck_section(m);
  made.room = room_section(m);
  made.options = options_section(m);
  made.questions = questions_section(m);
  made.figures = figures_section(m);
  made.phases = phases_section(m);
  made.said = said_section(m);
  if (inputs.since) {
    made.since = date_in_words(*inputs.since);
    made.changed = changed_section(m, *inputs.since);
  }
  made.missing = missing_section(m);
  made.front = front_page(made, ", in the section \u201CSticking points and ways out\u201D");
  made.facts = facts.facts();
  return made;
}

}  // namespace caucus
