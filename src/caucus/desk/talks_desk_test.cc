// Talks kept in a vault: what is replayed is what was live, what is refused leaves no trace, and a
// party's channel holds its own view.
#include "caucus/desk/talks_desk.h"

#include <filesystem>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include "caucus/base/file.h"
#include "caucus/base/folder_for_tests.h"
#include "caucus/desk/desk.h"
#include "caucus/desk/entry_content.h"
#include "caucus/desk/given.h"
#include "caucus/desk/record_desk.h"

namespace caucus {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view shipped = "cases/labour/port-contract";
const Moment late = Moment::at(*Date::from_calendar(2030, 1, 1), 12 * 60, 0);

// A folder that goes away with its test, with a case in it and a vault for the asking.
class Desk {
 public:
  explicit Desk(std::string_view from = shipped) {
    fs::copy(from, path(), fs::copy_options::recursive);
  }

  std::string path() const { return folder_ / "case"; }
  std::string recovery() const { return folder_ / "recovery"; }
  std::string backup() const { return folder_ / "backup"; }
  Case the_case() const { return *open_case(path())->value; }

  void make() const {
    NewVaultOptions options;
    options.passphrase = Secret("open sesame");
    options.recovery_file = recovery();
    options.kdf = {8 * 1024, 1};
    const auto made = make_vault(the_case(), path(), options);
    REQUIRE_MESSAGE(made.has_value(), (made ? "" : made.error().message));
  }
  static VaultAccess access(std::string_view passphrase = "open sesame") {
    VaultAccess access;
    access.passphrase = Secret(passphrase);
    return access;
  }
  TalksDesk open() const {
    Result<TalksDesk> desk = TalksDesk::open(the_case(), path(), access(), late);
    REQUIRE_MESSAGE(desk.has_value(), (desk ? "" : desk.error().message));
    return *std::move(desk);
  }

 private:
  for_tests::TestFolder folder_;
};

LineAnswer logged(TalksDesk& desk, std::string_view line) {
  Result<LineAnswer> answer = desk.log(line, late);
  REQUIRE_MESSAGE(answer.has_value(), (answer ? "" : answer.error().message));
  return *std::move(answer);
}

std::size_t entries(TalksDesk& desk) {
  return entries_of(desk, "")->size();
}

// The contents of a channel, without their ids, which begin them.
std::vector<std::string> contents(TalksDesk& desk, const std::string& channel) {
  std::vector<std::string> all;
  const auto found = entries_of(desk, channel);
  for (const ShownEntry& entry : *found)
    if (entry.record.content) all.push_back(*entry.record.content);
  return all;
}

}  // namespace

TEST_CASE("the script of every shipped case comes back from its vault as it was") {
  for (const auto& field : fs::directory_iterator("cases")) {
    if (!field.is_directory()) continue;
    for (const auto& folder : fs::directory_iterator(field.path())) {
      const fs::path script = folder.path() / "talks.talks";
      if (!fs::exists(script)) continue;
      CAPTURE(script.string());
      const Desk place(folder.path().string());
      const auto text = read_file(script.string(), script_bytes_max);
      TalksDesk alone = place.open();  // without a vault, the script is what there is
      place.make();
      Talks live;
      {
        TalksDesk desk = place.open();
        CHECK(desk.talks().events.empty());
        const auto answer = desk.import(*text, late);
        REQUIRE(answer.has_value());
        for (const ScriptMismatch& mismatch : answer->mismatches)
          MESSAGE(to_string(mismatch, script.string()));
        REQUIRE(answer->mismatches.empty());
        CHECK(answer->added == alone.talks().events.size());
        live = desk.talks();
        const auto again = desk.import(*text, late);
        REQUIRE(again.has_value());
        CHECK(again->added == 0);
        CHECK(again->already_there == live.events.size());
      }
      TalksDesk desk = place.open();
      CHECK(desk.talks() == live);
      CHECK(desk.talks() == alone.talks());
      CHECK(desk.vault()->verify()->sound());
      // Opening again has nothing to complete.
      const std::size_t before = entries(desk);
      { const TalksDesk closed = std::move(desk); }
      TalksDesk third = place.open();
      CHECK(entries(third) == before);
    }
  }
}

TEST_CASE("what is refused or not understood leaves no trace") {
  const Desk place;
  place.make();
  TalksDesk desk = place.open();
  CHECK(
      logged(desk, "2024-03-07 mediation_service proposes p1: contract_months=36 to employer").at ==
      EventIndex{0});
  const std::size_t before = entries(desk);
  const LineAnswer refused = logged(desk, "2024-03-08 mediation_service accepts p1");
  CHECK(refused.refused->why == Refusal::not_a_party);
  CHECK(!refused.at);
  CHECK(!logged(desk, "2024-03-08 nobody accepts p1").faults.empty());
  CHECK(!logged(desk, "").faults.empty());
  CHECK(entries(desk) == before);
  CHECK(desk.talks().events.size() == 1);
  CHECK(logged(desk, "2024-03-08 employer accepts p1").outcome == "accepted_by employer");
}

TEST_CASE("WHEN may be left out, and the time of noting is kept") {
  const Desk place;
  place.make();
  TalksDesk desk = place.open();
  logged(desk, "mediator notes \"now\"");
  logged(desk, "2024-03-08 mediator notes \"then\"");
  CHECK(desk.talks().events[0].said == late);
  CHECK(!desk.talks().events[0].noted);
  CHECK(desk.talks().events[1].said == Moment::of_day(*Date::from_calendar(2024, 3, 8)));
  CHECK(desk.talks().events[1].noted == late);
}

TEST_CASE("a party's channel holds what the party saw, and no other name") {
  const Desk place;
  place.make();
  TalksDesk desk = place.open();
  logged(desk, "2024-03-02 union says [hold] m1: \"only for you\" {trade_press}");
  logged(desk, "2024-03-07 mediation_service proposes p1: contract_months=36 to employer, union");
  logged(desk, "2024-03-09 union rejects p1 because \"too short\" reading tactical likely");
  logged(desk, "2024-03-09 mediator notes \"ask again\"");
  const auto employer = contents(desk, "employer");
  REQUIRE(employer.size() == 1);
  CHECK(employer[0].find("36") != std::string::npos);
  CHECK(employer[0].find("union") == std::string::npos);
  CHECK(employer[0].find(to_string(desk.talks().events[1].id)) == std::string::npos);
  CHECK(employer[0].find("p1") == std::string::npos);
  const auto theirs = contents(desk, "union");
  REQUIRE(theirs.size() == 3);
  for (const std::string& line : theirs) {
    CHECK(line.find("tactical") == std::string::npos);
    CHECK(line.find("trade_press") == std::string::npos);
    CHECK(line.find("employer") == std::string::npos);
  }
  CHECK(contents(desk, "mediator").size() == 4);
}

// Two histories that differ in what the union and the mediator do, and not in what the employer
// sees.
TEST_CASE("what others say does not change a line of a party's channel") {
  std::vector<std::vector<std::string>> channels;
  for (const bool other : {false, true}) {
    const Desk place;
    place.make();
    TalksDesk desk = place.open();
    if (other) {
      logged(desk, "2024-03-01 union offers o1: contract_months=36");
      logged(desk, "2024-03-01 mediation_service proposes p0: idea contract_months=24");
    }
    logged(desk,
           fmt::format("2024-03-07 mediation_service proposes {}: contract_months=36 to employer{}",
                       other ? "p2" : "p1", other ? ", union" : ""));
    if (other) logged(desk, "2024-03-07 union accepts p2");
    logged(desk, fmt::format("2024-03-08 employer rejects {} because \"not yet\"{}",
                             other ? "p2" : "p1", other ? " reading tactical likely" : ""));
    if (other) logged(desk, "2024-03-09 mediator declares stalled because \"both wait\"");
    channels.push_back(contents(desk, "employer"));
  }
  CHECK(channels[0] == channels[1]);
  CHECK(channels[0].size() == 2);
}

TEST_CASE("a crash before the parties' channels is made good at the next opening") {
  const Desk place;
  place.make();
  {
    // The event alone, as a crash would leave it.
    auto vault =
        record::Vault::open(vault_folder(place.path()), {"open sesame", std::string_view()}, {});
    REQUIRE(vault.has_value());
    const Case c = place.the_case();
    const LineRead read = read_event_line(
        c, Talks{}, "2024-03-07 mediation_service proposes p1: contract_months=36 to employer",
        {late, EventId{}});
    REQUIRE(read.event.has_value());
    const auto receipts = vault->append({vault->channels()[0].id, class_of(EventKind::proposal)},
                                        {event_content(c, *read.event)});
    REQUIRE(receipts.has_value());
  }
  TalksDesk desk = place.open();
  CHECK(desk.talks().events.size() == 1);
  CHECK(contents(desk, "employer").size() == 1);
}

TEST_CASE("what parties get may be written later, all at once, or by the next opening") {
  const Desk place;
  place.make();
  const auto log_later = [](TalksDesk& desk, std::string_view line) {
    const auto answer = desk.log(line, late, Giving::later);
    REQUIRE(answer.has_value());
    REQUIRE(answer->at.has_value());
  };
  {
    TalksDesk desk = place.open();
    log_later(desk, "2024-03-07 mediation_service proposes p1: contract_months=36 to employer");
    log_later(desk, "2024-03-08 mediation_service proposes p2: contract_months=24 to employer");
    CHECK(contents(desk, "employer").empty());
    REQUIRE(desk.give_due().has_value());
    CHECK(contents(desk, "employer").size() == 2);
    REQUIRE(desk.give_due().has_value());
    CHECK(contents(desk, "employer").size() == 2);
    log_later(desk, "2024-03-09 mediation_service proposes p3: contract_months=48 to employer");
    CHECK(contents(desk, "employer").size() == 2);
  }
  TalksDesk desk = place.open();
  CHECK(desk.talks().events.size() == 3);
  CHECK(contents(desk, "employer").size() == 3);
}

TEST_CASE("where parties' channels cannot be written no further entry is taken") {
  const Desk place;
  place.make();
  TalksDesk desk = place.open();
  const auto log = [&](std::string_view line) { return desk.log(line, late, Giving::later); };
  REQUIRE(log("2024-03-07 mediation_service proposes p1: contract_months=36 to employer"));
  for (const auto& file : fs::directory_iterator(vault_folder(place.path()) + "/logs"))
    if (file.path().extension() == ".log") fs::resize_file(file.path(), 0);
  const auto given = desk.give_due();
  REQUIRE_FALSE(given.has_value());
  const auto next = log("2024-03-08 mediation_service proposes p2: contract_months=24 to employer");
  REQUIRE_FALSE(next.has_value());
  CHECK(next.error().message == given.error().message);
  const auto script = desk.import(
      "2024-03-09 mediation_service proposes p3: contract_months=48 to employer\n", late);
  REQUIRE_FALSE(script.has_value());
  CHECK(script.error().message == given.error().message);
  CHECK(desk.talks().events.size() == 1);
}

TEST_CASE("erasing an event erases what it gave, and asks for what stands on it") {
  const Desk place;
  place.make();
  {
    TalksDesk desk = place.open();
    logged(desk, "2024-03-07 mediation_service proposes p1: contract_months=36 to employer");
    logged(desk, "2024-03-08 employer accepts p1");
    logged(desk, "2024-03-09 union says m1: \"forget this\"");
    CHECK(plan_erasure(desk, {"p1"})->refused.has_value());
    CHECK(plan_erasure(desk, {"p9"})->unknown.size() == 1);
    const auto plan = plan_erasure(desk, {"m1"});
    REQUIRE(plan.has_value());
    CHECK(plan->names ==
          std::vector<std::string>{"union/in_confidence/0", "mediator/in_confidence/0"});
    REQUIRE(erase_entries(desk, *plan).has_value());
  }
  TalksDesk desk = place.open();
  CHECK(desk.talks().events.size() == 2);
  CHECK(contents(desk, "union").empty());
  CHECK(desk.erased() == 2);
  CHECK(desk.vault()->verify()->sound());
  CHECK(desk.vault()->verify()->erased == 2);
}

TEST_CASE("a correction by the mediator is given again") {
  const Desk place;
  place.make();
  TalksDesk desk = place.open();
  logged(desk, "2024-03-07 mediation_service says m1: \"on monday\" to employer");
  logged(desk, "2024-03-08 mediation_service says \"on tuesday\" to employer corrects m1");
  const auto employer = contents(desk, "employer");
  REQUIRE(employer.size() == 2);
  CHECK(employer[1].find("tuesday") != std::string::npos);
  CHECK(employer[0].find("monday") != std::string::npos);
}

TEST_CASE("a vault that cannot be whole is not left behind") {
  const Desk place;
  NewVaultOptions options;
  options.passphrase = Secret("open sesame");
  options.kdf = {8 * 1024, 1};
  options.recovery_file = place.path() + "/no-such-folder/recovery";
  CHECK(make_vault(place.the_case(), place.path(), options).error().kind == ErrorKind::unwritable);
  CHECK(talks_kept(place.path()) == TalksKept::in_script);
  options.recovery_file = place.path() + "/case.toml";
  CHECK(make_vault(place.the_case(), place.path(), options).error().kind == ErrorKind::conflict);
  CHECK(place.the_case().parties.size() >= 2);
}

}  // namespace caucus
