#include "caucus/serve/request_guard.h"

#include <doctest/doctest.h>

namespace caucus::serve {
namespace {

using Lines = std::vector<HeaderLine>;

const std::vector<std::string> names = own_names(8642, false);

RequestHead get(Lines lines, std::string_view target = "/overview.json") {
  lines.push_back({"Host", "127.0.0.1:8642"});
  return {"GET", target, 11, std::move(lines)};
}

RequestHead post(Lines lines) {
  RequestHead head = get(std::move(lines), "/entries");
  head.method = "POST";
  return head;
}

const HeaderLine json{"Content-Type", "application/json"};
const HeaderLine ours{"X-Caucus", "1"};
const HeaderLine ten{"Content-Length", "10"};

unsigned status(const RequestHead& head) {
  const auto refusal = refusal_of(head, names);
  return refusal ? refusal->status : 0;
}

TEST_CASE("what a browser of the desk sends is let through") {
  CHECK(status(get({})) == 0);
  CHECK(status(get({{"Sec-Fetch-Site", "none"}})) == 0);
  CHECK(status(get({{"sec-fetch-site", "same-origin"}, {"ORIGIN", "http://127.0.0.1:8642"}})) == 0);
  CHECK(status({"HEAD", "/", 11, {{"host", "LocalHost:8642"}}}) == 0);
  CHECK(status(post({json, ours, ten})) == 0);
  CHECK(status(post({{"content-type", "application/json; charset=utf-8"},
                     {"x-caucus", "1"},
                     {"content-length", "0"},
                     {"origin", "http://127.0.0.1:8642"},
                     {"sec-fetch-site", "same-origin"}})) == 0);
  CHECK(status(post({json, ours, {"Content-Length", "2097152"}})) == 0);
}

TEST_CASE("a name that is not ours is not answered to") {
  for (const char* host :
       {"evil.example", "evil.example:8642", "127.0.0.1", "127.0.0.1:8643", "127.0.0.1:08642",
        "localhost", "localhost:80", "127.0.0.1:8642.evil.example", "127.1:8642", "0.0.0.0:8642",
        "2130706433:8642", "[::1]:8642", "localhost.:8642", "", "127.0.0.1:8642,evil.example"}) {
    CAPTURE(host);
    CHECK(status({"GET", "/", 11, {{"Host", host}}}) == 421);
  }
  CHECK(status({"GET", "/", 11, {}}) == 421);
  CHECK(status(get({{"Host", "127.0.0.1:8642"}})) == 400);
  const auto with_six = own_names(8642, true);
  CHECK_FALSE(refusal_of({"GET", "/", 11, {{"Host", "[::1]:8642"}}}, with_six));
}

TEST_CASE("a page from elsewhere is not answered") {
  for (const char* origin :
       {"http://evil.example", "null", "", "https://127.0.0.1:8642", "http://127.0.0.1:8643",
        "http://127.0.0.1", "http://localhost:8642", "127.0.0.1:8642", "file://",
        "http://127.0.0.1:8642.evil.example", "http://127.0.0.1:8642/"}) {
    CAPTURE(origin);
    CHECK(status(get({{"Origin", origin}})) == 403);
  }
  for (const char* site : {"cross-site", "same-site", "", "None", "same-origin, none"}) {
    CAPTURE(site);
    CHECK(status(get({{"Sec-Fetch-Site", site}})) == 403);
  }
  CHECK(status(post({json, ours, ten, {"Sec-Fetch-Site", "none"}})) == 403);
  CHECK(status(get({{"Origin", "http://127.0.0.1:8642"}, {"Origin", "http://evil.example"}})) ==
        400);
}

TEST_CASE("only what a page of the desk alone can send is posted") {
  CHECK(status(post({json, ten})) == 403);
  CHECK(status(post({json, ten, {"X-Caucus", "2"}})) == 403);
  for (const char* type :
       {"text/plain", "application/x-www-form-urlencoded", "", "multipart/form-data",
        "application/json;charset=utf-16", "application/jsonp", "text/plain;application/json"}) {
    CAPTURE(type);
    CHECK(status(post({{"Content-Type", type}, ours, ten})) == 415);
  }
  CHECK(status(post({ours, ten})) == 415);
  CHECK(status(post({json, ours})) == 411);
  for (const char* length :
       {"-1", "1e3", " 10", "10 ", "0x10", "ten", "99999999999999999999999999"}) {
    CAPTURE(length);
    CHECK(status(post({json, ours, {"Content-Length", length}})) == 400);
  }
  CHECK(status(post({json, ours, {"Content-Length", "2097153"}})) == 413);
  CHECK(status(post({json, ours, ten, {"Content-Length", "11"}})) == 400);
}

TEST_CASE("forms of a request that can be understood in two ways are refused") {
  CHECK(status(post({json, ours, ten, {"Transfer-Encoding", "chunked"}})) == 411);
  CHECK(status(get({{"Transfer-Encoding", "identity"}})) == 411);
  CHECK(status(get({ten})) == 400);
  CHECK(status(get({{"Upgrade", "websocket"}, {"Connection", "Upgrade"}})) == 400);
  CHECK(status(get({{"Cookie", "a=1"}, {"Cookie", "a=2"}})) == 400);
  RequestHead old = get({});
  old.version = 10;
  CHECK(status(old) == 505);
  for (const char* method :
       {"OPTIONS", "PUT", "DELETE", "TRACE", "CONNECT", "PATCH", "get", "PRI"}) {
    CAPTURE(method);
    RequestHead head = get({});
    head.method = method;
    CHECK(status(head) == 405);
  }
  CHECK(status(get({}, std::string(8193, '/'))) == 414);
}

}  // namespace
}  // namespace caucus::serve
