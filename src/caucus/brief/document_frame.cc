// What every document of the catalogue has: heads, facts, days for a calendar.
#include <algorithm>
#include <numeric>

#include "caucus/base/text.h"
#include "caucus/brief/documents.h"
#include "caucus/brief/event_words.h"
#include "caucus/brief/say.h"
#include "caucus/talks/view_text.h"

namespace caucus {
namespace {

std::string heads(const DocumentInputs& inputs, std::string_view title) {
  return std::string(title) + (inputs.day ? ", " + date_in_words(*inputs.day) : "");
}

std::string ending_of(const DocumentInputs& inputs) {
  return "Written by " + (inputs.program.empty() ? std::string("caucus") : inputs.program) +
         " from the case" + (inputs.talks ? " and its talks." : " alone.");
}

}  // namespace

FactBook book_of(const DocumentInputs& inputs) {
  if (inputs.talks == nullptr) return FactBook(inputs.of);
  std::vector<EventIndex> all(inputs.talks->events.size());
  std::iota(all.begin(), all.end(), EventIndex{0});
  return FactBook(inputs.of, *inputs.talks, all);
}

Document team_document(const DocumentInputs& inputs, std::string_view title) {
  Document made;
  made.title = inputs.of.title;
  made.subtitle = heads(inputs, title);
  made.day = inputs.day;
  made.remark =
      "For the mediator\u2019s support team only: some of it may be confidential, and it is "
      "read from several sides.";
  made.numbered = true;
  made.marking = "support team only";
  made.ending = ending_of(inputs) + " It proposes; the mediator judges.";
  return made;
}

Document party_document(const DocumentInputs& inputs, std::string_view title) {
  const std::string name = inputs.of.parties[inputs.keeper->party()].name;
  Document made;
  made.title = inputs.of.title;
  made.subtitle = heads(inputs, std::string(title) + " for " + name);
  made.day = inputs.day;
  made.remark = "For " + name + ", from the mediator: made of what " + name +
                " has said, seen or been told, and of nothing else.";
  made.marking = "for " + name;
  made.ending = "From the mediator.";
  return made;
}

Document with_facts(Document made, const FactBook& facts) {
  made.facts = facts.facts();
  keep_cited_facts(made);
  return made;
}

std::vector<CalendarDay> calendar_of(const DocumentInputs& inputs) {
  const Case& c = inputs.of;
  std::vector<CalendarDay> days;
  const auto add = [&](const std::string& id, const std::string& name, Date day,
                       DeadlineKind kind) {
    days.push_back({"deadline." + id, day, name, std::string(token(kind)) + " deadline"});
  };
  for (const Deadline& deadline : c.deadlines)
    if (inputs.talks == nullptr || inputs.talks->deadline_of(deadline.id) == nullptr)
      add(deadline.id, deadline.name, deadline.date, deadline.kind);
  if (inputs.talks != nullptr)
    for (const DeadlineLife& life : inputs.talks->deadlines)
      if (life.date) add(life.id, c.name_of(life.id), *life.date, life.kind);
  std::stable_sort(days.begin(), days.end(),
                   [](const auto& a, const auto& b) { return a.day < b.day; });
  return days;
}

std::string seen_fact(SeenNumber entry) {
  return "entry." + std::to_string(entry);
}

std::vector<Fact> facts_of_view(const Case& c, const PartyView& view) {
  std::vector<Fact> facts;
  for (const SeenNumber number : view.in_time) {
    const Seen& seen = view.at(number);
    facts.push_back(
        {seen_fact(number),
         "What was said, seen or told",
         as_sentence(date_in_words(seen.when.day()) + ": " + printed(c, seen_in_words(c, seen))),
         "entry " + std::to_string(number) + " of your own list",
         {},
         ""});
  }
  return facts;
}

std::string printed(const Case& c, const std::string& line) {
  std::string text = line;
  const std::string who = line.substr(0, line.find(' '));
  if (const std::string name = speaker_in_words(c, who);
      who.find_first_of("_.") != std::string::npos || c.find_party(who))
    text = name + line.substr(who.size());
  std::string round;
  bool open = false;
  for (const char letter : with_quotes(text)) {
    if (letter != '"') {
      round += letter;
      continue;
    }
    round += open ? "\u201D" : "\u201C";
    open = !open;
  }
  return round;
}

Label label_of_seen(const ViewKeeper& keeper, SeenNumber entry) {
  const Seen& seen = keeper.view().at(entry);
  const bool named = seen.as != SeenAs::released || !seen.who.empty();
  return Label::of_event(keeper.source_of(entry).source, seen.form, named);
}

}  // namespace caucus
