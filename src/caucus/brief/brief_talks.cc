// (a) Where the talks stand: state, cause, what is expected, deadlines, and how words travel.
#include <algorithm>

#include "caucus/base/text.h"
#include "caucus/brief/say.h"
#include "caucus/brief/sections.h"
#include "caucus/model/words.h"

namespace caucus {
namespace {

const std::string whole(FactBook::whole);

std::string state_fact(std::size_t at) {
  return "state." + std::to_string(at + 1);
}

// Positions of the changes that happened, by date; the file's order decides within one day.
std::vector<std::size_t> changes_by_date(const Case& c, bool expected) {
  std::vector<std::size_t> order;
  for (std::size_t at = 0; at < c.states.size(); ++at)
    if (c.states[at].expected == expected) order.push_back(at);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return c.states[a].on < c.states[b].on; });
  return order;
}

// As it stands on the day of the brief; " since 27 March 2024" or " on ..." follows.
std::string state_in_words(TalksState state) {
  switch (state) {
    case TalksState::exploring:
      return "The talks have been exploratory since";
    case TalksState::drafting:
      return "A text has been in drafting since";
    case TalksState::proposed:
      return "Terms have been on the table since";
    case TalksState::accepted_by_some:
      return "Some have accepted the terms, and others have not, since";
    case TalksState::agreed:
      return "Terms were agreed on";
    case TalksState::in_force:
      return "An agreement has been in force since";
    case TalksState::stalled:
      return "The talks have been stalled since";
    case TalksState::suspended:
      return "The talks have been suspended since";
    case TalksState::collapsed:
      return "The talks collapsed on";
    case TalksState::resumed:
      return "The talks resumed on";
    case TalksState::completed:
      return "The last agreement had been carried out by";
  }
  return "The state of the talks is not recorded since";
}

void add_state(const Material& m, TalksSection& section) {
  const auto order = changes_by_date(m.c, false);
  if (order.empty()) {
    section.now.push_back({"The case records no state of the talks.", {whole}});
    return;
  }
  const std::size_t last = order.back();
  const StateChange& state = m.c.states[last];
  std::string how_long = " " + date_in_words(state.on);
  if (m.c.as_of && *m.c.as_of > state.on)
    how_long += ", " + counted(static_cast<std::size_t>(*m.c.as_of - state.on), "day") +
                " before the date of this brief";
  else if (m.c.as_of && *m.c.as_of == state.on)
    how_long += ", the date of this brief";
  section.now.push_back({state_in_words(state.is) + how_long + ".", {state_fact(last)}});
  if (!state.because.empty())
    section.now.push_back({as_sentence(state.because), {state_fact(last)}});
  if (order.size() > 1) {
    const std::size_t before = order[order.size() - 2];
    section.now.push_back({"Before that, from " + date_in_words(m.c.states[before].on) + ": " +
                               words_of(token(m.c.states[before].is)) + ".",
                           {state_fact(before)}});
  }
  for (auto at = order.rbegin(); at != order.rend(); ++at)
    section.history.push_back({m.c.states[*at].on,
                               words_of(token(m.c.states[*at].is)),
                               {as_sentence(m.c.states[*at].because), {state_fact(*at)}}});
}

void add_expected(const Material& m, TalksSection& section) {
  for (std::size_t at : changes_by_date(m.c, true)) {
    const StateChange& state = m.c.states[at];
    std::string says =
        "Expected, and not yet so: " + words_of(token(state.is)) + " on " + date_in_words(state.on);
    if (m.c.as_of) says += ", " + days_from(state.on - *m.c.as_of);
    if (!state.because.empty()) says += ". " + as_sentence(state.because);
    section.expected.push_back({as_sentence(says), {state_fact(at)}});
  }
}

void add_deadlines(const Material& m, TalksSection& section) {
  for (const Deadline& deadline : m.c.deadlines) {
    DeadlineLine line{{}, deadline.date, std::nullopt};
    std::string says = deadline.name + ": " + date_in_words(deadline.date);
    if (m.c.as_of) {
      line.days_left = deadline.date - *m.c.as_of;
      const auto days = static_cast<std::size_t>(std::abs(*line.days_left));
      says += *line.days_left < 0    ? ", passed " + counted(days, "day") + " ago"
              : *line.days_left == 0 ? ", on the date of this brief"
                                     : ", " + counted(days, "day") + " left";
    }
    says += "; a " + std::string(token(deadline.kind)) + " deadline";
    std::vector<std::string> holders;
    for (const std::string& holder : deadline.held_by)
      holders.push_back(m.c.name_of(holder));
    if (!holders.empty()) says += " held by " + list_in_words(holders);
    if (deadline.phase) says += ", for " + m.c.phases[*deadline.phase].name;
    line.says = {as_sentence(says), {m.facts.find("deadline." + deadline.id)}};
    section.deadlines.push_back(std::move(line));
  }
  std::stable_sort(section.deadlines.begin(), section.deadlines.end(),
                   [](const auto& a, const auto& b) { return a.date < b.date; });
}

void add_channels(const Material& m, TalksSection& section) {
  for (const Channel& channel : m.c.channels) {
    std::vector<std::string> hops;
    for (const std::string& hop : channel.hops)
      hops.push_back(m.c.name_of(hop));
    std::string says = "To " + m.c.parties[channel.to].name + " " + channel.name;
    if (!hops.empty()) says += ", by way of " + join_in_words(hops, "then");
    if (!channel.delay.empty()) {
      std::int64_t shortest = 0;
      std::int64_t longest = 0;
      for (const DurationRange& delay : channel.delay) {
        shortest += delay.shortest().days();
        longest += delay.longest().days();
      }
      says += ": " + (shortest == longest ? "" : std::to_string(shortest) + " to ") +
              counted(static_cast<std::size_t>(longest), "day") + " one way";
    } else {
      says += ": how long a word takes is not recorded";
    }
    if (channel.lossy) says += "; words may get lost, and no answer is not a refusal";
    section.channels.push_back({as_sentence(says), {"channel." + channel.id}});
  }
}

}  // namespace

TalksSection talks_section(const Material& m) {
  TalksSection section;
  add_state(m, section);
  add_expected(m, section);
  add_deadlines(m, section);
  add_channels(m, section);
  for (std::size_t at = 0; at < m.c.pressures.size(); ++at) {
    const Pressure& pressure = m.c.pressures[at];
    std::string says =
        "On " + m.c.name_of(pressure.on) + ", " + m.c.name_of(pressure.by) + ": " + pressure.says;
    std::vector<std::string> facts{"pressure." + std::to_string(at + 1)};
    if (pressure.issue) facts.push_back(m.facts.of(*pressure.issue));
    section.pressures.push_back({as_sentence(says), std::move(facts)});
  }
  return section;
}

}  // namespace caucus
