// Nothing a party can get tells it of what is not its own: whatever differs elsewhere, its bytes
// are the same. Pairs of histories come from two_worlds_for_tests.h.
#include <array>

#include <doctest/doctest.h>

#include "caucus/base/nightly_for_tests.h"
#include "caucus/talks/party_outputs.h"
#include "caucus/talks/two_worlds_for_tests.h"
#include "caucus/talks/view_for.h"

namespace caucus {
namespace {

using for_tests::PairShape;
using for_tests::Step;
using for_tests::TwoWorlds;

// For every output the histories that try it hardest. A new output without one does not compile.
struct Generator {
  PartyOutput output;
  std::array<Step, 8> often;
};
constexpr std::array generators{
    Generator{PartyOutput::view,
              {Step::said_to, Step::said_in_public, Step::released_verbatim, Step::released_weaker,
               Step::shown_again, Step::passed_again, Step::words_handed, Step::shown}},
    Generator{PartyOutput::file,
              {Step::own_words, Step::own_permission, Step::own_position, Step::released_verbatim,
               Step::released_weaker, Step::shown, Step::returned, Step::own_withdrawal}},
    Generator{PartyOutput::standing,
              {Step::proposed, Step::idea_handed, Step::words_handed, Step::own_answer,
               Step::own_counter, Step::own_body, Step::said_in_public, Step::deadline}},
    Generator{PartyOutput::talking_points,
              {Step::proposed, Step::passed_again, Step::shown_again, Step::shown, Step::critique,
               Step::final_question, Step::said_to, Step::deadline}},
    Generator{PartyOutput::naming,
              {Step::proposed, Step::own_offer, Step::said_to, Step::released_weaker,
               Step::words_handed, Step::idea_handed, Step::understanding, Step::read_back}},
};
static_assert(generators.size() == party_output_count,
              "every output for a party has a generator of pairs");

constexpr bool in_order() {
  for (std::size_t at = 0; at < generators.size(); ++at)
    if (static_cast<std::size_t>(generators[at].output) != at) return false;
  return true;
}
static_assert(in_order(), "generators stand in the order of PartyOutput");

std::uint64_t pairs_per_output() {
  return for_tests::day_or_night(200, 10'000);
}

PartyAsks asks(const TwoWorlds& pair, std::size_t world) {
  return {pair.the_case(world), pair.talks(world), pair.party(), pair.day()};
}

TEST_CASE("two worlds that are alike to a party give it the same bytes") {
  for (const Generator& generator : generators) {
    std::size_t entries = 0;
    std::size_t hidden = 0;
    for (std::uint64_t seed = 0; seed < pairs_per_output(); ++seed) {
      const PairShape shape{40, {generator.often.begin(), generator.often.end()}};
      const TwoWorlds pair(seed * party_output_count + static_cast<std::uint64_t>(generator.output),
                           shape);
      const std::string one = write_for_party(generator.output, asks(pair, 0));
      const std::string other = write_for_party(generator.output, asks(pair, 1));
      REQUIRE_MESSAGE(one == other, token(generator.output) << ", seed " << seed);
      const PartyView view = view_for(pair.the_case(0), pair.talks(0), pair.party(), pair.day());
      REQUIRE(view == view_for(pair.the_case(1), pair.talks(1), pair.party(), pair.day()));
      entries += view.entries.size();
      hidden += pair.talks(0).events.size() - view.entries.size();
    }
    // The pairs are worth comparing: there is much to see, and more that is not to be seen.
    CHECK(entries > 10 * pairs_per_output());
    CHECK(hidden > 20 * pairs_per_output());
  }
  MESSAGE((pairs_per_output() * generators.size()), " pairs of worlds, ", pairs_per_output(),
          " for each of ", generators.size(), " outputs; all alike");
}

TEST_CASE("a view kept event by event is the view from the beginning") {
  const Case c = for_tests::talks_case();
  const std::uint64_t histories = for_tests::day_or_night(60, 2'000);
  for (std::uint64_t seed = 0; seed < histories; ++seed) {
    for_tests::RandomHistory history(c, seed);
    std::array keepers{ViewKeeper(c, PartyId(0)), ViewKeeper(c, PartyId(1))};
    Talks talks;
    while (talks.events.size() < 60) {
      talks = apply(c, std::move(talks), history.next(talks), for_tests::later()).talks;
      for (ViewKeeper& keeper : keepers) {
        keeper.follow(talks);
        const PartyView whole = view_for(c, talks, keeper.party(), keeper.view().day);
        REQUIRE(keeper.view() == whole);
      }
    }
  }
}

}  // namespace
}  // namespace caucus
