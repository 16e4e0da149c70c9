#include "caucus/serve/reception.h"

#include <array>

#include <doctest/doctest.h>

#include "caucus/serve/application_for_tests.h"

namespace caucus::serve {
namespace {

using To = Direction::To;

constexpr std::array files{
    Asset{"/assets/index-AbCdEf12.js", "text/javascript", "js", "", "\"1\"", true},
    Asset{"/index.html", "text/html", "<p>", "", "\"2\"", false}};

struct Desk {
  ApplicationForTests application;
  Reception reception{application, files, 8642, false};
  std::string cookie;

  Direction ask(std::string_view method, std::string_view target, bool admitted = true) {
    RequestHead head{method, target, 11, {{"Host", "127.0.0.1:8642"}}};
    if (admitted) head.lines.push_back({"Cookie", cookie});
    if (method == "POST") {
      head.lines.push_back({"Content-Type", "application/json"});
      head.lines.push_back({"X-Caucus", "1"});
      head.lines.push_back({"Content-Length", "2"});
    }
    return reception.direct(head);
  }
  Direction enter(std::string_view path = "/") {
    const std::string target = std::string(path) + "?key=" + reception.hand_out();
    Direction direction = ask("GET", target, false);
    cookie = direction.set_cookie.substr(0, direction.set_cookie.find(';'));
    return direction;
  }
};

TEST_CASE("a link lets in once and goes on to the page that it names") {
  Desk desk;
  const std::string key = desk.reception.hand_out();
  const std::string target = "/overview?key=" + key;
  const Direction first = desk.ask("GET", target, false);
  CHECK(first.answer.status == 200);
  CHECK(first.answer.bytes.find("url=/overview\"") != std::string::npos);
  CHECK(first.answer.bytes.find(key) == std::string::npos);
  CHECK_FALSE(first.set_cookie.empty());
  const Direction second = desk.ask("GET", target, false);
  CHECK(second.answer.status == 403);
  CHECK(second.key_used_twice);
  CHECK(second.set_cookie.empty());
  CHECK(second.answer.bytes.find("press Enter") != std::string::npos);
  const Direction unknown = desk.ask("GET", "/?key=1", false);
  CHECK(unknown.answer.status == 403);
  CHECK_FALSE(unknown.key_used_twice);
  CHECK(desk.enter("/elsewhere").answer.bytes.find("url=/\"") != std::string::npos);
}

TEST_CASE("nobody who was not let in gets anything, and no body of theirs is read") {
  Desk desk;
  for (const char* path : {"/", "/overview", "/overview.json", "/changes", "/index.html",
                           "/assets/index-AbCdEf12.js", "/documents/brief.html", "/nothing"}) {
    CAPTURE(path);
    const Direction direction = desk.ask("GET", path, false);
    CHECK(direction.to == To::answer);
    CHECK(direction.answer.status == 401);
    CHECK(direction.hang_up);
  }
  for (const char* path : {"/entries", "/close", "/analysis/cancel"}) {
    CAPTURE(path);
    const Direction direction = desk.ask("POST", path, false);
    CHECK(direction.to == To::answer);
    CHECK(direction.answer.status == 401);
    CHECK(direction.hang_up);
  }
  CHECK(desk.ask("GET", "/overview.json", false).answer.type == "application/json");
  CHECK(desk.ask("GET", "/overview", false).answer.type == "text/html; charset=utf-8");
}

TEST_CASE("everything has its place") {
  Desk desk;
  desk.enter();
  CHECK(desk.ask("GET", "/overview.json?since=2024-01-01").to == To::question);
  CHECK(desk.ask("GET", "/documents/brief.html?to=a").to == To::question);
  CHECK(desk.ask("GET", "/changes").to == To::events);
  CHECK(desk.ask("HEAD", "/changes").answer.status == 405);
  CHECK(desk.ask("GET", "/overview?x=1").shell);
  CHECK(desk.ask("GET", "/").shell);
  const Direction file = desk.ask("GET", "/assets/index-AbCdEf12.js");
  CHECK(file.to == To::asset);
  CHECK_FALSE(file.shell);
  CHECK(file.asset->bytes == "js");
  CHECK(desk.ask("POST", "/entries").to == To::entry);
  CHECK(desk.ask("POST", "/analysis/cancel").to == To::cancel_analyses);
  CHECK(desk.ask("POST", "/close").to == To::close_all);
  for (const char* path : {"/index.html", "/assets", "/assets/", "/nothing", "/entries"}) {
    CAPTURE(path);
    CHECK(desk.ask("GET", path).answer.status >= 400);
  }
  CHECK(desk.ask("POST", "/entries?x=1").answer.status == 400);
  CHECK(desk.ask("GET", "/%2e%2e/etc/passwd").answer.status == 400);
  CHECK(desk.ask("GET", "/a.json?x=%00").answer.status == 400);
}

TEST_CASE("without a web application the data are there, and a page says what to do") {
  ApplicationForTests application;
  Reception reception(application, {}, 8642, false);
  const std::string target = "/?key=" + reception.hand_out();
  const Direction in = reception.direct({"GET", target, 11, {{"Host", "localhost:8642"}}});
  const std::string cookie = in.set_cookie.substr(0, in.set_cookie.find(';'));
  const Direction page =
      reception.direct({"GET", "/", 11, {{"Host", "localhost:8642"}, {"Cookie", cookie}}});
  CHECK(page.answer.status == 503);
  CHECK(page.answer.bytes.find("./run build") != std::string::npos);
}

TEST_CASE("a closed desk says so to everybody who was let in, and tells others nothing") {
  Desk desk;
  desk.enter();
  desk.reception.close();
  for (const char* path : {"/", "/overview.json", "/changes", "/assets/index-AbCdEf12.js"}) {
    CAPTURE(path);
    CHECK(desk.ask("GET", path).answer.status == 410);
  }
  CHECK(desk.ask("POST", "/entries").answer.status == 410);
  CHECK(desk.ask("POST", "/close").answer.status == 410);
  CHECK(desk.ask("GET", "/", false).answer.status == 401);
  CHECK(desk.enter().answer.status == 410);
}

}  // namespace
}  // namespace caucus::serve
