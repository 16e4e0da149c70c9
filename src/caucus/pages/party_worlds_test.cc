// Nothing a party can get from the desk tells it of what is not its own: documents in every format,
// by the way they are asked for, and the JSON of its view. The pairs of histories are those of
// talks/two_worlds_for_tests.h; what the talks write themselves is under talks/two_worlds_test.cc.
//
// Formats that need a program of the system are tried on few pairs: their bytes follow from the
// HTML, which is tried on all. Their pairs grow with CAUCUS_NIGHTLY as the others do.
#include <array>
#include <cstdlib>
#include <functional>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "caucus/base/text.h"
#include "caucus/brief/documents.h"
#include "caucus/desk/documents.h"
#include "caucus/desk/given.h"
#include "caucus/desk/talks_json.h"
#include "caucus/pages/documents.h"
#include "caucus/pages/page.h"
#include "caucus/talks/talking_points.h"
#include "caucus/talks/two_worlds_for_tests.h"

namespace caucus {
namespace {

using for_tests::PairShape;
using for_tests::Step;
using for_tests::TwoWorlds;

// What a party can get: each document that is for parties, under its name; then what is none.
enum class PartyAnswer : std::uint8_t {
  talking_points,
  term_sheet,
  draft,
  view_json,            // `talks view --json`, and the desk's page View as
  talking_points_json,  // `talking-points --json`
  channel,              // what the record keeps for it
};
constexpr std::size_t document_count = static_cast<std::size_t>(PartyAnswer::draft) + 1;
constexpr std::size_t answer_count = static_cast<std::size_t>(PartyAnswer::channel) + 1;
static_assert(document_count == party_document_count,
              "every document for a party is an answer to be tried");

// For every answer the histories that try it hardest. A new one without does not compile.
struct Generator {
  PartyAnswer answer;
  std::string_view document;
  std::array<Step, 6> often;
};
constexpr std::array generators{
    Generator{PartyAnswer::talking_points,
              "talking-points",
              {Step::proposed, Step::released_weaker, Step::two_shown, Step::critique,
               Step::final_question, Step::deadline}},
    Generator{PartyAnswer::term_sheet,
              "term-sheet-by-phase",
              {Step::proposed, Step::idea_handed, Step::words_handed, Step::own_answer,
               Step::own_withdrawal, Step::deadline}},
    Generator{PartyAnswer::draft,
              "draft",
              {Step::shown, Step::two_shown, Step::returned, Step::critique, Step::shown,
               Step::two_shown}},
    Generator{PartyAnswer::view_json,
              "",
              {Step::said_to, Step::said_in_public, Step::released_weaker, Step::idea_handed,
               Step::two_shown, Step::own_answer}},
    Generator{PartyAnswer::talking_points_json,
              "",
              {Step::proposed, Step::released_verbatim, Step::shown, Step::said_to,
               Step::final_question, Step::deadline}},
    Generator{PartyAnswer::channel,
              "",
              {Step::own_words, Step::understanding, Step::released_weaker, Step::words_handed,
               Step::two_shown, Step::read_back}},
};
static_assert(generators.size() == answer_count, "every answer for a party has its pairs");

constexpr bool in_order() {
  for (std::size_t at = 0; at < generators.size(); ++at)
    if (static_cast<std::size_t>(generators[at].answer) != at) return false;
  return true;
}
static_assert(in_order(), "generators stand in the order of PartyAnswer");

bool nightly() {
  return std::getenv("CAUCUS_NIGHTLY") != nullptr;
}
std::uint64_t pairs_per_answer() {
  return nightly() ? 10'000 : 200;
}

TwoWorlds pair_of(const Generator& generator, std::uint64_t seed) {
  const PairShape shape{30, {generator.often.begin(), generator.often.end()}};
  return TwoWorlds(seed * answer_count + static_cast<std::uint64_t>(generator.answer), shape);
}

// One of two worlds, as the desk has it open.
struct World {
  World(const TwoWorlds& pair, std::size_t number, std::uint64_t seed)
      : party(pair.party()), talks(pair.talks(number)) {
    Case c = pair.the_case(number);
    if (seed % 3 == 0) c.as_of = Date::parse("2024-03-01").value();
    ground.written = std::make_shared<const Case>(std::move(c));
    ground.said = std::make_shared<const CaseAsSaid>(case_as_said(*ground.written, talks));
    ground.of = std::shared_ptr<const Case>(ground.said, &ground.said->of);
    ground.index = std::make_shared<const pages::CaseIndex>(*ground.said, talks);
    CaseAnalysis nothing;
    nothing.of = ground.of;
    ground.found = std::make_shared<const CaseAnalysis>(std::move(nothing));
    ground.revision = talks.events.size();
    ground.today = talks.events.empty() ? pair.day() : talks.events.back().said.day();
    ground.now_is_the_clocks = false;
    if (seed % 2 == 0) ground.asked_day = pair.day();
    ground.version = "test";
  }
  const Case& c() const { return *ground.written; }
  std::string id() const { return c().parties[party].id; }
  ViewKeeper keeper() const {
    ViewKeeper keeper(c(), party);
    keeper.follow(talks);
    keeper.set_day(Date::from_days(19'900));
    return keeper;
  }

  PartyId party;
  const Talks& talks;
  pages::Ground ground;
};

// All that the party may learn of the answer to an address. The hint is for the mediator's screen.
std::string answer_to(const World& world, const std::string& address) {
  const auto asked =
      pages::document_of(world.ground, &world.talks, pages::read_address(address), CancelToken());
  if (!asked.fault) return "200 " + asked.made->kind + "\n" + asked.made->bytes;
  const pages::PageFault& fault = *asked.fault;
  return std::to_string(fault.status) + " " + fault.token + " " + fault.about + ": " +
         fault.sentence + "\n";
}

std::string address_of(const Generator& generator, const Format& format, const World& world,
                       const std::string& more) {
  return "/documents/" + std::string(generator.document) + std::string(format.extension) +
         "?to=" + world.id() + more;
}

constexpr std::array<std::string_view, 3> forms{"&form=clean", "&form=bracketed", "&form=redline"};

// What the address adds in each world: nothing, or names of the same thing by the world's own ids.
std::array<std::string, 2> named(const Generator& generator, const TwoWorlds& pair,
                                 std::uint64_t seed) {
  std::array<std::string, 2> more;
  const bool draft = generator.answer == PartyAnswer::draft;
  if (draft) more.fill(std::string(forms[seed % forms.size()]));
  const auto& things = draft ? pair.drafts_shown() : pair.on_the_table();
  if (generator.answer == PartyAnswer::talking_points || seed % 2 == 0 || things.empty())
    return more;
  for (std::size_t world = 0; world < 2; ++world) {
    more[world] +=
        (draft ? "&draft=@" : "&terms=@") + to_string(things[seed % things.size()][world]);
    if (draft && seed % 4 == 1)
      more[world] += "&against=@" + to_string(things[seed / 4 % things.size()][world]);
  }
  return more;
}

std::string without_document(PartyAnswer answer, const World& world) {
  const ViewKeeper keeper = world.keeper();
  if (answer == PartyAnswer::view_json) return view_json(world.c(), keeper.view());
  std::string text;
  if (answer == PartyAnswer::channel) {
    for (const SeenNumber number : keeper.view().in_time)
      text += given_line(world.c(), keeper.view(), number) + "\n";
    return text;
  }
  const auto checked = talking_points(world.c(), world.talks, keeper, {});
  return checked.given ? talking_points_json(world.c(), checked.given->value_for(world.party))
                       : "none";
}

// The formats of the answer's document that need a program of the system, or those that need none.
std::vector<const Format*> formats_of(const Generator& generator, bool with_program) {
  std::vector<const Format*> found;
  for (const Format& format : formats())
    if (format.fits(*find_document(generator.document)) && format.package.empty() != with_program)
      found.push_back(&format);
  return found;
}

// How many documents there were, of those that were asked for.
std::size_t compare(const Generator& generator, std::uint64_t seed, bool with_program) {
  const TwoWorlds pair = pair_of(generator, seed);
  const std::array worlds{World(pair, 0, seed), World(pair, 1, seed)};
  const auto more = named(generator, pair, seed);
  std::size_t made = 0;
  for (const Format* format : formats_of(generator, with_program)) {
    std::array<std::string, 2> got;
    for (std::size_t at = 0; at < 2; ++at)
      got[at] = answer_to(worlds[at], address_of(generator, *format, worlds[at], more[at]));
    REQUIRE_MESSAGE(got[0] == got[1],
                    generator.document << " as " << format->name << ", seed " << seed);
    made += got[0].starts_with("200") ? 1U : 0U;
    if (with_program && got[0].starts_with("503"))
      MESSAGE("skipped: " << format->name << " has no program here");
  }
  return made;
}

TEST_CASE("documents for a party are the same in two worlds that are alike to it") {
  for (const Generator& generator : generators) {
    if (generator.document.empty()) continue;
    const DocumentKind* kind = find_document(generator.document);
    REQUIRE(kind != nullptr);
    REQUIRE(static_cast<bool>(kind->for_party));
    std::size_t made = 0;
    for (std::uint64_t seed = 0; seed < pairs_per_answer(); ++seed)
      made += compare(generator, seed, false);
    CHECK(made > pairs_per_answer());
  }
}

TEST_CASE("so they are where a program of the system writes them") {
  const std::uint64_t pairs = nightly() ? 40 : 1;
  for (const Generator& generator : generators)
    for (std::uint64_t seed = 0; !generator.document.empty() && seed < pairs; ++seed)
      compare(generator, seed, true);
}

TEST_CASE("the JSON of a view and the record's channel are the same in both worlds") {
  for (const Generator& generator : generators) {
    if (!generator.document.empty()) continue;
    for (std::uint64_t seed = 0; seed < pairs_per_answer(); ++seed) {
      const TwoWorlds pair = pair_of(generator, seed);
      const std::string one = without_document(generator.answer, World(pair, 0, seed));
      REQUIRE_MESSAGE(one == without_document(generator.answer, World(pair, 1, seed)),
                      "answer " << static_cast<int>(generator.answer) << ", seed " << seed);
      CHECK(!one.empty());
    }
  }
}

TEST_CASE("what is not there and what is another's are refused in the same words") {
  const Generator& drafts = generators[static_cast<std::size_t>(PartyAnswer::draft)];
  const Generator& terms = generators[static_cast<std::size_t>(PartyAnswer::term_sheet)];
  const Format& format = *find_format("markdown");
  std::size_t hidden = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const TwoWorlds pair = pair_of(drafts, seed);
    const World world(pair, 0, seed);
    const ViewKeeper keeper = world.keeper();
    const auto refused = [&](const Generator& generator, const std::string& more) {
      return answer_to(world, address_of(generator, format, world, more));
    };
    const std::string no_draft = refused(drafts, "&draft=nobodys");
    CHECK(no_draft.starts_with("409 "));
    CHECK(no_draft.find("nobodys") == std::string::npos);
    for (const DraftLife& draft : world.talks.text.drafts) {
      if (keeper.grant_of(draft.event)) continue;
      const std::string id = to_string(world.talks.events[draft.event].id);
      CHECK(refused(drafts, "&draft=@" + id) == no_draft);
      ++hidden;
    }
    const std::string no_terms = refused(terms, "&terms=nobodys");
    for (const TermsLife& life : world.talks.terms) {
      if (keeper.grant_of(life.item)) continue;
      const std::string id = to_string(world.talks.events[life.item].id);
      CHECK(refused(terms, "&terms=@" + id) == no_terms);
      ++hidden;
    }
  }
  CHECK(hidden > 40);
}

// ---- documents with a leak planted in them

struct Planted {
  std::string name;
  std::function<void(Document& document, const World& world)> leak;
};

void say(Document& document, const std::string& text) {
  document.front.push_back({PageParagraph{{{"", {text, {}}}}}});
}

const Event& last_word(const World& world) {
  return world.talks.events.back();
}

std::vector<Planted> leaks_of_the_frame() {
  return {
      {"the day of anybody's last word as the day of the document",
       [](Document& made, const World& world) { made.day = last_word(world).said.day(); }},
      {"the team's last line, with how much it was made from",
       [](Document& made, const World& world) {
         made.ending += " Of " + std::to_string(world.talks.events.size()) + " entries.";
       }},
      {"deadlines as they stand for the mediator in the calendar",
       [](Document& made, const World& world) {
         made.calendar = calendar_of({world.c(), &world.talks});
         for (const CalendarDay& day : made.calendar)
           say(made, day.title + to_string(day.day));
       }},
      {"an id of the calendar that counts the entries",
       [](Document& made, const World& world) {
         made.calendar = {
             {std::to_string(world.talks.events.size()), Date::from_days(0), "day", ""}};
       }},
      {"facts that no sentence cites",
       [](Document& made, const World& world) {
         made.facts = book_of({world.c(), &world.talks}).facts();
       }},
      {"sources behind a fact",
       [](Document& made, const World& world) {
         const auto& sources = last_word(world).sources;
         made.facts.push_back({"f", "", "says", "place", sources, ""});
       }},
      {"the place of a fact in the record",
       [](Document& made, const World& world) {
         made.facts.push_back(
             {"f", "", "says", "entry " + std::to_string(world.talks.events.size()), {}, ""});
       }},
  };
}

std::vector<Planted> leaks_of_the_body() {
  return {
      {"the mediator's number of the last draft",
       [](Document& made, const World& world) {
         made.subtitle += " " + std::to_string(world.talks.text.drafts.size());
       }},
      {"the last draft that the mediator wrote, by its title",
       [](Document& made, const World& world) {
         if (world.talks.text.drafts.empty()) return;
         const EventIndex last = world.talks.text.drafts.back().event;
         say(made, std::get<DraftEvent>(world.talks.effective(last).body).title);
       }},
      {"a table as long as the record",
       [](Document& made, const World& world) {
         PageTable table{"", {"a"}, {}, {}};
         table.rows.resize(world.talks.events.size(), {PageCell{}});
         made.front.push_back({std::move(table)});
       }},
      {"a label of the mediator beside a name",
       [](Document& made, const World& world) { say(made, last_word(world).label); }},
      {"an anchor with the number of the terms",
       [](Document& made, const World& world) {
         made.sections.push_back({"t" + std::string(world.talks.terms.size(), 'i'), "Terms", {}});
       }},
      {"pages that lie once there is much",
       [](Document& made, const World& world) {
         made.landscape = world.talks.events.size() % 2 == 0;
       }},
      {"how the other side is read",
       [](Document& made, const World& world) {
         for (const Sheet& sheet : world.c().sheets)
           say(made, std::to_string(sheet.lines.size()));
       }},
  };
}

// Whether a pair gives the party different bytes in one of the formats that need no program.
bool caught(const Generator& generator, const Planted& planted) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const TwoWorlds pair = pair_of(generator, seed);
    std::array<std::string, 2> got;
    for (std::size_t at = 0; at < 2; ++at) {
      const World world(pair, at, seed);
      DocumentRequest request;
      request.name = generator.document;
      request.talks = &world.talks;
      request.to = world.party;
      MadeDocument made = made_document(world.c(), request, CancelToken());
      if (!made.document) continue;
      planted.leak(*made.document, world);
      for (const Format* format : formats_of(generator, false))
        got[at] += document_bytes(generator.document, *made.document, format->name, CancelToken())
                       .value_or("none");
    }
    if (got[0] != got[1]) return true;
  }
  return false;
}

TEST_CASE("every leak planted in a document is caught") {
  for (const Generator& generator : generators) {
    if (generator.document.empty()) continue;
    for (const auto& list : {leaks_of_the_frame(), leaks_of_the_body()})
      for (const Planted& planted : list) {
        // A calendar is written of term sheets alone.
        if (planted.name.starts_with("an id of the calendar") &&
            generator.answer != PartyAnswer::term_sheet)
          continue;
        // The day stands in the files that carry one: of these that need no program, the calendar.
        if (planted.name.starts_with("the day of anybody") &&
            generator.answer != PartyAnswer::term_sheet)
          continue;
        CHECK_MESSAGE(caught(generator, planted), generator.document << ": " << planted.name);
      }
    CHECK_FALSE(caught(generator, {"nothing", [](Document&, const World&) {}}));
  }
}

}  // namespace
}  // namespace caucus
