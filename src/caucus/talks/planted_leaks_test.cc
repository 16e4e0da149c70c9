// Views with a leak planted in them: the two-world test has to catch every one, or it proves
// nothing. Each leak is a mistake that somebody could make in good faith.
#include <algorithm>
#include <functional>
#include <map>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "caucus/talks/apply.h"
#include "caucus/talks/lookups.h"
#include "caucus/talks/party_outputs.h"
#include "caucus/talks/script.h"
#include "caucus/talks/two_worlds_for_tests.h"
#include "caucus/talks/view_for.h"
#include "caucus/talks/view_text.h"

namespace caucus {
namespace {

// What a careless view could add to the page, for one entry or for the whole.
struct Eyes {
  explicit Eyes(const PartyAsks& asked)
      : asks(asked), keeper(asked.c, asked.party), c(asked.c), talks(asked.talks) {
    keeper.follow(talks);
    keeper.set_day(asked.day);
  }
  const PartyView& view() const { return keeper.view(); }
  EventIndex source(const Seen& seen) const { return keeper.source_of(seen.number).source; }
  EventIndex brought(const Seen& seen) const { return keeper.source_of(seen.number).brought; }
  const Event& event(const Seen& seen) const { return talks.effective(source(seen)); }

  PartyAsks asks;
  ViewKeeper keeper;
  const Case& c;
  const Talks& talks;
};

using Whole = std::function<std::string(const Eyes&)>;
using OfEntry = std::function<std::string(const Eyes&, const Seen&)>;
using OfTerms = std::function<std::string(const Eyes&, const TermsLife&, const Seen&)>;
using OfDraft = std::function<std::string(const Eyes&, const DraftLife&)>;

struct Planted {
  std::string name;
  Whole leak;
};

Planted whole(std::string name, Whole leak) {
  return {std::move(name), std::move(leak)};
}
Planted count(std::string name, std::function<std::size_t(const Eyes&)> leak) {
  return {std::move(name), [=](const Eyes& eyes) { return std::to_string(leak(eyes)); }};
}
Planted entry(std::string name, OfEntry leak) {
  return {std::move(name), [=](const Eyes& eyes) {
            std::string text;
            for (const Seen& seen : eyes.view().entries)
              text += leak(eyes, seen) + "\n";
            return text;
          }};
}
Planted terms(std::string name, OfTerms leak) {
  return {std::move(name), [=](const Eyes& eyes) {
            std::string text;
            for (const TermsSeen& each : eyes.view().terms) {
              const Seen& seen = eyes.view().at(each.entry);
              if (const TermsLife* life = eyes.talks.life_of(eyes.source(seen)))
                text += leak(eyes, *life, seen) + "\n";
            }
            return text;
          }};
}
Planted draft(std::string name, OfDraft leak) {
  return {
      std::move(name), [=](const Eyes& eyes) {
        std::string text;
        for (const DraftSeen& each : eyes.view().drafts)
          if (const DraftLife* life = eyes.talks.draft_of(eyes.source(eyes.view().at(each.entry))))
            text += leak(eyes, *life) + "\n";
        return text;
      }};
}

std::string number(std::size_t value) {
  return std::to_string(value);
}

// Places of the view's entries in the order of something in the record.
template <class Key>
std::string sorted_by(const Eyes& eyes, Key key) {
  std::vector<SeenNumber> order = eyes.view().in_time;
  std::stable_sort(order.begin(), order.end(), [&](SeenNumber a, SeenNumber b) {
    return key(eyes, eyes.view().at(a)) < key(eyes, eyes.view().at(b));
  });
  std::string text;
  for (SeenNumber each : order)
    text += number(each) + " ";
  return text;
}

std::vector<Planted> leaks_of_the_whole() {
  return {
      count("count of all entries in the title",
            [](const Eyes& eyes) { return eyes.talks.events.size(); }),
      count("count of all proposals", [](const Eyes& eyes) { return eyes.talks.terms.size(); }),
      count("count of warnings", [](const Eyes& eyes) { return eyes.talks.warnings.size(); }),
      count("count of steps back", [](const Eyes& eyes) { return eyes.talks.backwards.size(); }),
      count("count of releases to anybody",
            [](const Eyes& eyes) { return eyes.talks.releases.size(); }),
      count("count of critiques on the text",
            [](const Eyes& eyes) { return eyes.talks.text.critiques.size(); }),
      count("count of drafts", [](const Eyes& eyes) { return eyes.talks.text.drafts.size(); }),
      count("count of absences", [](const Eyes& eyes) { return eyes.talks.absences.size(); }),
      count("count of assessments of pressure",
            [](const Eyes& eyes) { return eyes.talks.pressures.size(); }),
      count("what is expected by anybody",
            [](const Eyes& eyes) { return eyes.talks.expected.size(); }),
      count("count of corrections",
            [](const Eyes& eyes) { return eyes.talks.corrected_by.size(); }),
      count("count of legs on the way", [](const Eyes& eyes) { return eyes.talks.hops.size(); }),
      count("positions taken", [](const Eyes& eyes) { return eyes.talks.positions.size(); }),
      count("red lines set", [](const Eyes& eyes) { return eyes.talks.lines.size(); }),
      count("forgotten entries",
            [](const Eyes& eyes) {
              return static_cast<std::size_t>(std::count_if(
                  eyes.talks.events.begin(), eyes.talks.events.end(),
                  [](const Event& event) { return kind_of(event) == EventKind::off_the_record; }));
            }),
  };
}

std::vector<Planted> other_leaks_of_the_whole() {
  return {
      whole("state of the talks now",
            [](const Eyes& eyes) { return std::string(token(eyes.talks.state_now())); }),
      whole("day of the last entry as `as of`",
            [](const Eyes& eyes) { return to_string(eyes.talks.events.back().said); }),
      whole("deadlines as they stand for the mediator",
            [](const Eyes& eyes) {
              const auto standing = deadline_of(eyes.c, eyes.talks, "ramadan");
              return standing && standing->date ? to_string(*standing->date) : "";
            }),
      whole("channels that are closed",
            [](const Eyes& eyes) {
              return eyes.talks.closed_channels.contains("cairo") ? "closed" : "open";
            }),
      whole("names of all who spoke, unused",
            [](const Eyes& eyes) {
              std::map<std::string, int> names;
              for (const Event& event : eyes.talks.events)
                names[event.label.substr(0, 2)] = 1;
              std::string text;
              for (const auto& [name, one] : names)
                text += name + " ";
              return text;
            }),
      whole("size padded with the whole record",
            [](const Eyes& eyes) { return std::string(eyes.talks.events.size() % 97, ' '); }),
      whole("checksum of the whole record",
            [](const Eyes& eyes) {
              std::size_t sum = 0;
              for (const Event& event : eyes.talks.events)
                sum = sum * 31 + std::hash<EventId>()(event.id);
              return number(sum);
            }),
      whole("order of a hash table",
            [](const Eyes& eyes) {
              std::string text;
              for (const auto& [id, at] : eyes.talks.by_id)
                for (const Seen& seen : eyes.view().entries)
                  if (eyes.source(seen) == at) text += number(seen.number) + " ";
              return text;
            }),
      whole("how the mediator reads the other side",
            [](const Eyes& eyes) {
              return number(eyes.c.sheets[1].lines.size()) + number(eyes.c.sheets[0].lines.size());
            }),
      whole("day of the other's sheet",
            [](const Eyes& eyes) {
              return eyes.c.sheets[1].as_of ? to_string(*eyes.c.sheets[1].as_of) : "";
            }),
      whole("`not yours` and `not there` as two errors",
            [](const Eyes& eyes) {
              std::string text;
              for (const char* name : {"x1", "y1", "v6", "w6", "e1", "e2"})
                text += eyes.talks.find_label(name) ? "not yours\n" : "not there\n";
              return text;
            }),
      whole("errors of a refusal that looks at the whole record",
            [](const Eyes& eyes) {
              Event event;
              event.who = eyes.c.parties[eyes.asks.party].id;
              event.said = Moment::of_day(eyes.asks.day);
              event.label = "e1";
              event.body = MessageEvent{MessageKind::clarification, false, "x", {}, {}, {}};
              const auto refused = refusal_of(eyes.c, eyes.talks, event, for_tests::later());
              return refused ? to_string(*refused) : "accepted";
            }),
  };
}

std::vector<Planted> leaks_of_entries() {
  return {
      entry("global id",
            [](const Eyes& eyes, const Seen& seen) { return to_string(eyes.event(seen).id); }),
      entry("place in the record",
            [](const Eyes& eyes, const Seen& seen) { return number(eyes.brought(seen)); }),
      entry("label", [](const Eyes& eyes, const Seen& seen) { return eyes.event(seen).label; }),
      entry("when it was noted",
            [](const Eyes& eyes, const Seen& seen) {
              const Event& event = eyes.event(seen);
              return event.noted ? to_string(*event.noted) : "";
            }),
      entry("when it was first said",
            [](const Eyes& eyes, const Seen& seen) { return to_string(eyes.event(seen).said); }),
      entry("sources",
            [](const Eyes& eyes, const Seen& seen) {
              const auto& sources = eyes.event(seen).sources;
              return sources.empty() ? std::string() : sources.front();
            }),
      entry("who else heard it",
            [](const Eyes& eyes, const Seen& seen) { return number(eyes.event(seen).to.size()); }),
      entry("pass-on permission of others' words",
            [](const Eyes& eyes, const Seen& seen) {
              return std::string(token(eyes.talks.permission_of(eyes.source(seen)).form));
            }),
      entry("until when it might have been passed on",
            [](const Eyes& eyes, const Seen& seen) {
              const auto& until = eyes.event(seen).pass_on.until;
              return until ? to_string(*until) : "";
            }),
      entry("the mediator's reading of an answer",
            [](const Eyes& eyes, const Seen& seen) {
              const auto* answer = std::get_if<AnswerEvent>(&eyes.event(seen).body);
              return answer && answer->reading ? (answer->reading->tactical ? "tactical" : "meant")
                                               : "";
            }),
      entry("how firm the mediator holds a position to be",
            [](const Eyes& eyes, const Seen& seen) {
              const auto* position = std::get_if<PositionEvent>(&eyes.event(seen).body);
              return position ? std::string(token(position->firmness)) : "";
            }),
  };
}

std::vector<Planted> leaks_of_what_stands_behind() {
  return {
      entry("the words behind a paraphrase, by their length",
            [](const Eyes& eyes, const Seen& seen) {
              const auto* message = std::get_if<MessageEvent>(&eyes.event(seen).body);
              return message ? number(message->text.size()) : "";
            }),
      entry("the kind of thing behind a question",
            [](const Eyes& eyes, const Seen& seen) {
              return std::string(token(kind_of(eyes.event(seen))));
            }),
      entry("whether its words were corrected",
            [](const Eyes& eyes, const Seen& seen) {
              return eyes.talks.corrected_by.contains(eyes.source(seen)) ? "corrected" : "";
            }),
      entry("whether it was withdrawn unheard",
            [](const Eyes& eyes, const Seen& seen) {
              return eyes.talks.withdrawn.contains(eyes.source(seen)) ? "withdrawn" : "";
            }),
      entry("to whom else it was released",
            [](const Eyes& eyes, const Seen& seen) {
              return number(eyes.talks.releases.count(eyes.source(seen)));
            }),
      entry("gaps between numbers",
            [](const Eyes& eyes, const Seen& seen) {
              if (seen.number == 1) return std::string();
              return number(eyes.brought(seen) - eyes.brought(eyes.view().at(seen.number - 1)));
            }),
      entry("warnings given for it",
            [](const Eyes& eyes, const Seen& seen) {
              std::string text;
              for (const NotedWarning& noted : eyes.talks.warnings)
                if (noted.event == eyes.source(seen)) text += to_string(noted.warned);
              return text;
            }),
      entry("the line of the script",
            [](const Eyes& eyes, const Seen& seen) {
              return event_line(eyes.c, eyes.talks, eyes.event(seen));
            }),
      whole("sorted by insertion of the source",
            [](const Eyes& eyes) {
              return sorted_by(eyes,
                               [](const Eyes& e, const Seen& seen) { return e.source(seen); });
            }),
      whole("sorted by when the source was said",
            [](const Eyes& eyes) {
              return sorted_by(eyes,
                               [](const Eyes& e, const Seen& seen) { return e.event(seen).said; });
            }),
      whole("sorted by random id",
            [](const Eyes& eyes) {
              return sorted_by(eyes,
                               [](const Eyes& e, const Seen& seen) { return e.event(seen).id; });
            }),
      whole("sorted by label",
            [](const Eyes& eyes) {
              return sorted_by(eyes,
                               [](const Eyes& e, const Seen& seen) { return e.event(seen).label; });
            }),
  };
}

std::vector<Planted> leaks_of_terms() {
  return {
      entry("its words as they have been corrected since",
            [](const Eyes& eyes, const Seen& seen) {
              const auto* message = std::get_if<MessageEvent>(&eyes.event(seen).body);
              const auto* proposal = std::get_if<ProposalEvent>(&eyes.event(seen).body);
              return message ? message->text : proposal ? proposal->text : "";
            }),
      terms("status over all parties",
            [](const Eyes& eyes, const TermsLife& life, const Seen&) {
              return std::string(token(status_of(eyes.c, eyes.talks, life, eyes.asks.day)));
            }),
      terms("length of the history", [](const Eyes&, const TermsLife& life,
                                        const Seen&) { return number(life.history.size()); }),
      terms("number of parties it was put to",
            [](const Eyes&, const TermsLife& life, const Seen&) {
              return number(life.parties.size());
            }),
      terms("age since the idea, not since it was put",
            [](const Eyes& eyes, const TermsLife& life, const Seen&) {
              return number(static_cast<std::size_t>(eyes.asks.day -
                                                     eyes.talks.effective(life.item).said.day()));
            }),
      terms("age since the last step of anybody",
            [](const Eyes& eyes, const TermsLife& life, const Seen&) {
              return to_string(eyes.talks.effective(life.history.back()).said.day());
            }),
      terms("number among all proposals",
            [](const Eyes& eyes, const TermsLife& life, const Seen&) {
              return number(static_cast<std::size_t>(&life - eyes.talks.terms.data()));
            }),
      terms("replaced by one not shown",
            [](const Eyes&, const TermsLife& life, const Seen&) {
              return life.revised_by ? "revised" : "";
            }),
      terms("withdrawn, nobody told the party",
            [](const Eyes&, const TermsLife& life, const Seen&) {
              return life.withdrawn ? "withdrawn" : "";
            }),
      terms("bodies of the other side",
            [](const Eyes&, const TermsLife& life, const Seen&) {
              std::size_t bodies = 0;
              for (const PartyLife& each : life.parties)
                bodies += each.bodies.size();
              return number(bodies);
            }),
      terms("legs of its way to others",
            [](const Eyes& eyes, const TermsLife& life, const Seen&) {
              return number(eyes.talks.hops_of.count(life.item));
            }),
  };
}

std::vector<Planted> leaks_of_drafts() {
  return {
      draft("number among all drafts",
            [](const Eyes& eyes, const DraftLife& life) {
              return number(static_cast<std::size_t>(&life - eyes.talks.text.drafts.data()));
            }),
      draft("number of readers",
            [](const Eyes&, const DraftLife& life) { return number(life.readers.size()); }),
      draft("who was asked for a final answer",
            [](const Eyes&, const DraftLife& life) { return number(life.final_asked.size()); }),
      draft("final answers given",
            [](const Eyes&, const DraftLife& life) { return number(life.final_answers.size()); }),
      draft("words behind a clause",
            [](const Eyes& eyes, const DraftLife& life) {
              std::string text;
              for (const ClauseRef& ref : life.clauses)
                for (const EventId& id : clause_at(eyes.talks, ref).from)
                  text += number(*eyes.talks.meant(id)) + " ";
              return text;
            }),
      draft("clauses as they have been corrected since",
            [](const Eyes& eyes, const DraftLife& life) {
              std::string text;
              for (const ClauseRef& ref : life.clauses)
                text += clause_at(eyes.talks, ref).text + " ";
              return text;
            }),
      draft("title as it has been corrected since",
            [](const Eyes& eyes, const DraftLife& life) {
              return std::get<DraftEvent>(eyes.talks.effective(life.event).body).title;
            }),
      draft("in which draft a clause was last changed",
            [](const Eyes&, const DraftLife& life) {
              std::string text;
              for (const ClauseRef& ref : life.clauses)
                text += number(ref.draft) + " ";
              return text;
            }),
      draft("critiques of everybody",
            [](const Eyes& eyes, const DraftLife& life) {
              return number(static_cast<std::size_t>(
                  std::count_if(eyes.talks.text.critiques.begin(), eyes.talks.text.critiques.end(),
                                [&](const CritiqueLife& each) {
                                  return &eyes.talks.text.drafts[each.draft] == &life;
                                })));
            }),
      draft("when the draft was written",
            [](const Eyes& eyes, const DraftLife& life) {
              return to_string(eyes.talks.effective(life.event).said);
            }),
      whole("whether an understanding was read back by others",
            [](const Eyes& eyes) {
              std::string text;
              for (const Seen& seen : eyes.view().entries)
                if (const auto* life = eyes.talks.understanding_of(eyes.source(seen)))
                  text += std::string(token(life->status)) + " ";
              return text;
            }),
  };
}

// Whether one of the pairs gives the party different bytes: in the page with the leak added.
bool caught(const std::vector<std::unique_ptr<for_tests::TwoWorlds>>& pairs,
            const Planted& planted) {
  for (const auto& pair : pairs) {
    std::array<std::string, 2> pages;
    for (std::size_t world = 0; world < 2; ++world) {
      const PartyAsks asks{pair->the_case(world), pair->talks(world), pair->party(), pair->day()};
      pages[world] = write_for_party(PartyOutput::view, asks) + planted.leak(Eyes(asks));
    }
    if (pages[0] != pages[1]) return true;
  }
  return false;
}

TEST_CASE("every planted leak is caught by pairs of worlds") {
  std::vector<std::unique_ptr<for_tests::TwoWorlds>> pairs;
  for (std::uint64_t seed = 0; seed < 200; ++seed)
    pairs.push_back(std::make_unique<for_tests::TwoWorlds>(seed));
  std::size_t planted_leaks = 0;
  for (const auto& list : {leaks_of_the_whole(), other_leaks_of_the_whole(), leaks_of_entries(),
                           leaks_of_what_stands_behind(), leaks_of_terms(), leaks_of_drafts()})
    for (const Planted& planted : list) {
      ++planted_leaks;
      CHECK_MESSAGE(caught(pairs, planted), planted.name);
    }
  CHECK(planted_leaks >= 40);

  // A page with nothing planted is not caught: the pairs accuse nobody falsely.
  CHECK(!caught(pairs, whole("nothing", [](const Eyes&) { return std::string(); })));
}

}  // namespace
}  // namespace caucus
