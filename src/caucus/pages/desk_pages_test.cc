// The pages of the desk: what is wrong is said, what is not there yet is named, and what takes long
// needs nothing of the desk.
#include "caucus/pages/desk_pages.h"

#include <filesystem>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "caucus/base/file.h"
#include "caucus/base/folder_for_tests.h"
#include "caucus/desk/desk.h"
#include "caucus/desk/vault_care.h"

namespace caucus {
namespace {

namespace fs = std::filesystem;
using Answered = nlohmann::ordered_json;

constexpr std::string_view port = "cases/labour/port-contract";
const Moment noon = Moment::at(*Date::from_calendar(2030, 1, 1), 12 * 60, 0);

Desk opened(std::string_view path) {
  const std::string folder(path);
  Result<CaseCheck> check = open_case(folder);
  REQUIRE(check.has_value());
  REQUIRE(check->value.has_value());
  Result<Desk> desk = Desk::open(*check->value, folder, {}, {"test", std::nullopt, {}}, noon);
  REQUIRE_MESSAGE(desk.has_value(), (desk ? "" : desk.error().message));
  return *std::move(desk);
}

Answered json_of(const Page& page) {
  return Answered::parse(page.body);
}

Answered got(Desk& desk, std::string_view address) {
  const Page page = desk.page(address, noon);
  CAPTURE(page.body.substr(0, 300));
  CHECK(page.status == 200);
  CHECK(page.kind == "application/json");
  return json_of(page);
}

void wrong(Desk& desk, std::string_view address, int status, std::string_view token) {
  const Page page = desk.page(address, noon);
  CAPTURE(page.body);
  CHECK(page.status == status);
  const Answered json = json_of(page);
  CHECK(json["format"] == "caucus.error/1");
  CHECK(json["token"] == token);
  CHECK(!json["sentence"].get<std::string>().empty());
}

std::shared_ptr<const CaseAnalysis> found_in(Desk& desk, AnalysisPart last) {
  return analyse(desk.the_case(), {desk.analysis_options(), last}, {});
}

// The first package of the room, as an address has it.
std::string some_package(const Answered& room) {
  std::string text;
  for (const auto& [issue, option] : room["points"][0]["package"].items())
    text += (text.empty() ? "" : ",") + issue + "=" + option.get<std::string>();
  return text;
}

}  // namespace

TEST_CASE("a wrong request is answered with what is wrong") {
  Desk desk = opened(port);
  wrong(desk, "/rom.json", 404, "page_unknown");
  wrong(desk, "", 404, "page_unknown");
  wrong(desk, "/overview.json?sinse=2025-01-01", 400, "query_unknown");
  wrong(desk, "/overview.json?since=yesterday", 400, "date_malformed");
  wrong(desk, "/overview.json?since=2025-01-01&since=2025-01-02", 400, "query_repeated");
  wrong(desk, "/overview.json?since=%zz", 400, "query_malformed");
  wrong(desk, "/overview.json?since=%ff", 400, "query_malformed");
  wrong(desk, "/positions.json?issue=pension_", 400, "issue_unknown");
  wrong(desk, "/effect.json?package=pension=13", 400, "option_unknown");
  wrong(desk, "/effect.json?package=pension=12,pension=10", 400, "issue_repeated");
  wrong(desk, "/effect.json?package=pension", 400, "package_malformed");
  wrong(desk, "/talks.json?party=nobody", 400, "party_unknown");
  wrong(desk, "/talks.json?kind=shout", 400, "kind_unknown");
  wrong(desk, "/talks.json?channel=pigeon", 400, "channel_unknown");
  wrong(desk, "/talks.json?newest=0", 400, "number_malformed");
  wrong(desk, "/text.json?draft=99", 404, "draft_unknown");
  wrong(desk, "/proposals.json?name=nothing", 404, "entry_unknown");
  wrong(desk, "/stuck.json?lift=nothing", 400, "demand_unknown");
  wrong(desk, "/view-as.json?party=union&document=nothing", 404, "document_unknown");
  wrong(desk, "/view-as.json?document=zone", 400, "party_missing");
  wrong(desk, "/documents/novel.pdf", 404, "document_unknown");
}

TEST_CASE("the slash and the ending of an address may be left out") {
  Desk desk = opened(port);
  const Page whole = desk.page("/positions.json?issue=pension", noon);
  CHECK(desk.page("positions?issue=pension", noon).body == whole.body);
  CHECK(desk.page("/positions?issue=pen%73ion&", noon).body == whole.body);
}

TEST_CASE("what analysis has not found yet is named, and the rest is there") {
  Desk desk = opened(port);
  Answered room = got(desk, "/room.json");
  CHECK(room["complete"] == false);
  CHECK(room["working"] == Answered({"preferences", "room", "stuck", "options"}));
  CHECK(room["counts"]["packages"]["exact"].is_string());
  const Answered overview = got(desk, "/overview.json");
  CHECK(overview["complete"] == false);
  CHECK(!overview["open"].empty());
  CHECK(got(desk, "/positions.json")["complete"] == true);

  desk.keep(found_in(desk, AnalysisPart::room));
  room = got(desk, "/room.json");
  CHECK(room["complete"] == false);
  CHECK(room["working"] == Answered({"stuck", "options"}));
  CHECK(!room["points"].empty());

  desk.keep(found_in(desk, AnalysisPart::options));
  room = got(desk, "/room.json");
  CHECK(room["complete"] == true);
  CHECK(room["working"].empty());
  CHECK(room["options"].size() >= 3);
  CHECK(got(desk, "/overview.json")["complete"] == true);
}

TEST_CASE("a stopped analysis says so") {
  Desk desk = opened(port);
  CancelSource stop;
  stop.cancel();
  desk.keep(analyse(desk.the_case(), {desk.analysis_options()}, stop.token()));
  const Page page = desk.page("/room.json", noon);
  CHECK(page.status == 200);
  CHECK(!page.complete);
  CHECK(json_of(page)["complete"] == false);
}

TEST_CASE("the effect of a point of the room is what the room says of it") {
  for (const std::string_view path :
       {port, std::string_view("cases/ceasefire/truce-and-exchange-2024"),
        std::string_view("cases/textbook/frontier-two-parties")}) {
    CAPTURE(path);
    Desk desk = opened(path);
    desk.keep(found_in(desk, AnalysisPart::room));
    const Answered room = got(desk, "/room.json");
    if (room["points"].empty()) continue;
    const std::string package = some_package(room);
    const Answered effect = got(desk, "/effect.json?package=" + package);
    CHECK(effect["package"] == room["points"][0]["package"]);
    CHECK(effect["full"] == true);
    CHECK(effect["valid"] == true);
    CHECK(effect["on_frontier"] == true);
    CHECK(effect["better_for_all"].empty());
    for (const Answered& party : effect["parties"])
      if (room["points"][0]["utilities"].contains(party["party"].get<std::string>()))
        CHECK(party["utility"] ==
              room["points"][0]["utilities"][party["party"].get<std::string>()]);
  }
}

TEST_CASE("against itself a package changes nothing; a term that is moved is told to each party") {
  Desk desk = opened(port);
  desk.keep(found_in(desk, AnalysisPart::room));
  const Answered room = got(desk, "/room.json");
  const std::string package = some_package(room);
  const Answered same = got(desk, "/effect.json?package=" + package + "&from=" + package);
  CHECK(same["changes"] == "nothing");
  for (const Answered& party : same["parties"]) {
    CHECK(party["gains"].empty());
    CHECK(party["gives"].empty());
    if (party.contains("turn")) CHECK(party["turn"] == "same");
  }
  // Every other option of every issue: a package that is beaten by a point is not on the frontier.
  const Answered session = got(desk, "/session.json");
  std::size_t moved = 0;
  for (const Answered& issue : session["issues"]) {
    Answered terms = room["points"][0]["package"];
    const auto id = issue["id"].get<std::string>();
    if (!terms.contains(id)) continue;
    for (const Answered& option : issue["options"]) {
      if (option["id"] == room["points"][0]["package"][id]) continue;
      terms[id] = option["id"];
      std::string other;
      for (const auto& [name, value] : terms.items())
        other += (other.empty() ? "" : ",") + name + "=" + value.get<std::string>();
      const Answered effect = got(desk, "/effect.json?package=" + other + "&from=" + package);
      if (effect["full"] == false) continue;
      CHECK(effect["changes"] != "nothing");
      if (!effect["better_for_all"].empty()) CHECK(effect["on_frontier"] == false);
      for (const Answered& party : effect["parties"])
        moved += party["gains"].size() + party["gives"].size();
    }
  }
  CHECK(moved > 0);
}

TEST_CASE("a package that leaves issues open is worth something between two bounds") {
  Desk desk = opened(port);
  desk.keep(found_in(desk, AnalysisPart::room));
  const Answered room = got(desk, "/room.json");
  const Answered& whole = room["points"][0]["package"];
  std::string text;
  std::vector<std::pair<double, double>> before;
  for (const auto& [issue, option] : whole.items()) {
    text += (text.empty() ? "" : ",") + issue + "=" + option.get<std::string>();
    const Answered effect = got(desk, "/effect.json?package=" + text);
    if (effect["full"] == true) {
      for (std::size_t at = 0; at < effect["parties"].size(); ++at) {
        if (!effect["parties"][at].contains("at")) continue;
        const double worth = effect["parties"][at]["at"].get<double>();
        CHECK(worth >= doctest::Approx(before[at].first));
        CHECK(worth <= doctest::Approx(before[at].second));
      }
      continue;
    }
    std::vector<std::pair<double, double>> now;
    for (std::size_t at = 0; at < effect["parties"].size(); ++at) {
      const Answered& party = effect["parties"][at];
      now.emplace_back(party.value("at_least", 0.0), party.value("at_most", 1.0));
      CHECK(now[at].first <= now[at].second);
      if (before.empty()) continue;
      CHECK(now[at].first >= doctest::Approx(before[at].first));
      CHECK(now[at].second <= doctest::Approx(before[at].second));
    }
    before = std::move(now);
  }
}

TEST_CASE("what takes long needs nothing of the desk, and can be stopped") {
  PageWork work;
  {
    Desk desk = opened("cases/ceasefire/truce-and-exchange-2024");
    work = desk.prepare("/stuck.json?lift=hamas.position.1", noon);
    if (json_of(desk.page("/stuck.json", noon)).contains("demands")) {
      const Answered stuck = json_of(desk.page("/stuck.json", noon));
      const auto id = stuck["demands"][0]["id"].get<std::string>();
      work = desk.prepare("/stuck.json?lift=" + id, noon);
    }
    CHECK(desk.prepare("/overview.json", noon).quick);
  }
  CHECK(!work.quick);
  const Page whole = work.run({});  // the desk is gone
  CHECK(whole.status == 200);
  CHECK(json_of(whole)["lifted"]["demands"].size() == 1);
  CancelSource stop;
  stop.cancel();
  const Page stopped = work.run(stop.token());
  CHECK(stopped.status == 200);
  CHECK(!stopped.complete);
}

TEST_CASE("pins that leave no room are told from conflicts that were there before") {
  Desk desk = opened(port);
  desk.keep(found_in(desk, AnalysisPart::stuck));
  const Answered free = got(desk, "/conflicts.json");
  CHECK(free["pinned"].empty());
  for (const Answered& blockage : free["blockages"])
    for (const Answered& conflict : blockage["conflicts"])
      CHECK(conflict["by_pins"] == false);
  const Answered session = got(desk, "/session.json");
  std::size_t by_pins = 0;
  for (const Answered& issue : session["issues"])
    for (const Answered& option : issue["options"]) {
      const std::string pin =
          issue["id"].get<std::string>() + "=" + option["id"].get<std::string>();
      const Answered pinned = got(desk, "/conflicts.json?pinned=" + pin);
      CHECK(pinned["pinned"].size() == 1);
      if (!pinned["package"].is_null() && pinned["package"].contains(issue["id"]))
        CHECK(pinned["package"][issue["id"].get<std::string>()] == option["id"]);
      for (const Answered& blockage : pinned["blockages"])
        for (const Answered& conflict : blockage["conflicts"])
          by_pins += conflict["by_pins"] == true;
    }
  CHECK(by_pins > 0);
}

TEST_CASE("every id that a page cites is among its facts") {
  Desk desk = opened(port);
  desk.keep(found_in(desk, AnalysisPart::options));
  for (const std::string_view name : Desk::names()) {
    const Answered page = got(desk, std::string(name));
    CAPTURE(name);
    const auto check = [&](const auto& again, const Answered& json) -> void {
      if (json.is_object() && json.contains("text") && json.contains("facts"))
        for (const Answered& id : json["facts"]) {
          CAPTURE(id.get<std::string>());
          CHECK(page["facts"].contains(id.get<std::string>()));
        }
      if (json.is_structured())
        for (const Answered& part : json)
          again(again, part);
    };
    check(check, page);
  }
}

TEST_CASE("a line that is only tried leaves no trace; one that is logged makes the talks grow") {
  const for_tests::TestFolder folder;
  const std::string path = folder / "case";
  fs::copy(port, path, fs::copy_options::recursive);
  NewVaultOptions made;
  made.passphrase = Secret("open sesame");
  made.recovery_file = folder / "recovery";
  made.kdf = {8 * 1024, 1};
  Result<CaseCheck> check = open_case(path);
  REQUIRE(check->value.has_value());
  REQUIRE(make_vault(*check->value, path, made).has_value());
  VaultAccess access;
  access.passphrase = Secret("open sesame");
  {
    Result<Desk> opened_desk =
        Desk::open(*check->value, path, access, {"test", std::nullopt, {}}, noon);
    REQUIRE(opened_desk.has_value());
    Desk desk = *std::move(opened_desk);
    const std::string line = "union asks \"Until when is the offer open?\"";
    const auto bytes = [&] {
      std::string all;
      std::vector<fs::path> files;
      for (const auto& entry : fs::recursive_directory_iterator(path + "/vault"))
        if (entry.is_regular_file()) files.push_back(entry.path());
      std::sort(files.begin(), files.end());
      for (const fs::path& file : files)
        all += file.string() + "\n" + *read_file(file.string(), std::size_t{1} << 30);
      return all;
    };
    const std::string before = bytes();
    const Answered tried = json_of(desk.log_line(line, true, noon));
    CHECK(tried["recorded"] == false);
    CHECK(tried["event"].is_null());
    CHECK(tried["outcome"].is_string());
    CHECK(bytes() == before);
    CHECK(desk.revision() == 0);
    CHECK(!json_of(desk.log_line("union shouts", true, noon))["faults"].empty());

    const Answered logged = json_of(desk.log_line(line, false, noon));
    CHECK(logged["recorded"] == true);
    CHECK(logged["outcome"] == tried["outcome"]);
    CHECK(desk.revision() == 1);
    CHECK(got(desk, "/session.json")["revision"] == 1);
    CHECK(got(desk, "/talks.json")["entries"].size() == 1);
  }
}

TEST_CASE("without a vault nothing is logged, and the page says how to make one") {
  Desk desk = opened(port);
  const Page page = desk.log_line("union asks \"When?\"", false, noon);
  CHECK(page.status == 400);
  CHECK(json_of(page)["token"] == "no_vault");
  CHECK(json_of(desk.log_line("union asks \"When?\"", true, noon))["recorded"] == false);
}

}  // namespace caucus
