// A name that several parties use is refused with the names to choose from, and `party.part` is
// whose it says.
#include "caucus/talks/part_names.h"

#include <doctest/doctest.h>

#include "caucus/talks/speaker.h"
#include "caucus/talks/talks_case_for_tests.h"

namespace caucus {
namespace {

// Both parties have ministers; each has a body of its own beside.
Case shared_case() {
  Case c = for_tests::talks_case();
  c.parties[PartyId(0)].approval = {"ministers", "war_cabinet"};
  c.parties[PartyId(1)].approval = {"ministers"};
  return c;
}

std::string faults_of(const Case& c, std::string_view text) {
  return for_tests::joined(for_tests::play(c, text).wrong);
}

}  // namespace

TEST_CASE("a part is called by its own name where one party alone has it") {
  const Case c = shared_case();
  CHECK(kept_name(c, "israel.war_cabinet") == "war_cabinet");
  CHECK(kept_name(c, "war_cabinet") == "war_cabinet");
  CHECK(kept_name(c, "israel.ministers") == "israel.ministers");
  CHECK(kept_name(c, "ministers", PartyId(1)) == "hamas.ministers");
  CHECK(kept_name(c, "hamas.war_cabinet") == "hamas.war_cabinet");
  CHECK(own_part_name(c, "hamas.ministers") == "ministers");
  CHECK(own_part_name(c, "hamas.nobody") == "hamas.nobody");
  CHECK(meanings(c, "war_cabinet").empty());
  CHECK(meanings(c, "hamas.ministers").empty());
  CHECK(meanings(c, "ministers") ==
        std::vector<std::string>{"israel.ministers", "hamas.ministers"});
  CHECK(speaker_of(c, "hamas.ministers").party == PartyId(1));
  CHECK(speaker_of(c, "israel.ministers").party == PartyId(0));
  CHECK(speaker_of(c, "hamas.war_cabinet").kind == SpeakerKind::outside);
  CHECK(is_approval_body(c, PartyId(1), "hamas.ministers"));
  CHECK_FALSE(is_approval_body(c, PartyId(0), "hamas.ministers"));
}

TEST_CASE("a plain name of several is refused with the names to choose from") {
  const Case c = shared_case();
  for (const char* line :
       {"2024-03-02 ministers says \"x\"\n", "2024-03-02 qatar says \"x\" to ministers\n",
        "2024-03-02 hamas says [hold to ministers] \"x\"\n",
        "2024-03-02 \"ministers\" says \"x\"\n"}) {
    const std::string says = faults_of(c, line);
    CAPTURE(says);
    CHECK(says.find("several parties have a part called `ministers`") != std::string::npos);
    CHECK(says.find("say israel.ministers or hamas.ministers") != std::string::npos);
  }
}

TEST_CASE("with its party a shared name is whose it says, in the terms and in the text") {
  const Case c = shared_case();
  const auto played = for_tests::play(c, R"(
2024-03-06 qatar proposes p1: truce_days=42 to israel, hamas
2024-03-07 israel accepts p1
2024-03-07 hamas accepts p1
2024-03-08 israel puts p1 before ministers
2024-03-08 hamas puts p1 before hamas.ministers
2024-03-09 hamas.ministers consents_to p1
2024-03-09 israel.war_cabinet consents_to p1
2024-03-10 qatar drafts t1: clause 1 "x"
2024-03-11 israel puts t1 before israel.ministers
2024-03-12 israel.ministers refuses t1 because "not this"
)");
  CHECK(for_tests::joined(played.wrong).empty());
  REQUIRE(played.talks.terms.size() == 1);
  const TermsLife& life = played.talks.terms.front();
  const PartyLife* israel = life.with(PartyId(0));
  const PartyLife* hamas = life.with(PartyId(1));
  REQUIRE(israel);
  REQUIRE(hamas);
  REQUIRE(hamas->bodies.size() == 1);
  CHECK(hamas->bodies[0].body == "ministers");
  CHECK(hamas->bodies[0].step == BodyStep::consents);
  REQUIRE(israel->bodies.size() == 2);
  CHECK(israel->bodies[0].body == "ministers");
  CHECK(israel->bodies[0].step == BodyStep::put);
  CHECK(israel->bodies[1].step == BodyStep::consents);
  // It was asked: nothing is said of a consent that came unannounced.
  for (const NotedWarning& noted : played.talks.warnings)
    CHECK(played.talks.events[noted.event].who != "hamas.ministers");
  REQUIRE(played.talks.text.drafts.size() == 1);
  REQUIRE(played.talks.text.drafts[0].bodies.size() == 1);
  CHECK(played.talks.text.drafts[0].bodies[0].body == "israel.ministers");
  CHECK(played.talks.text.drafts[0].bodies[0].step == BodyStep::refuses);
  // Written as a script and read again, it is the same.
  const std::string again = write_script(c, script_of(c, played.talks));
  CHECK(faults_of(c, again).empty());
}

}  // namespace caucus
