#include "caucus/serve/address.h"

#include <doctest/doctest.h>

namespace caucus::serve {
namespace {

TEST_CASE("a path is plain or it is nothing") {
  for (const char* path :
       {"/", "/room.json", "/documents/brief.html", "/assets/a-B_c~1.js", "/...", "/a/.b"})
    CHECK(is_plain_path(path));
  for (const char* path : {"",
                           "room",
                           "//",
                           "//evil.example/",
                           "/a//b",
                           "/a/",
                           "/..",
                           "/.",
                           "/a/../b",
                           "/a/./b",
                           "/%2e%2e/x",
                           "/a%2fb",
                           "/a\\b",
                           "/..\\..",
                           "/a b",
                           "/a;b",
                           "/a:b",
                           "/\xc3\xa9",
                           "/a\x01",
                           "/~/../etc/passwd",
                           "http://127.0.0.1/",
                           "*",
                           "/a#b"})
    CHECK_FALSE(is_plain_path(path));
  CHECK_FALSE(is_plain_path(std::string_view("/a\0b", 4)));
}

TEST_CASE("a query is read as browsers write it") {
  const auto query = parsed_query("package=truce%3D42%2Crelease%3D40&words=a+b%20c&to=%C3%A9&x=");
  REQUIRE(query);
  CHECK(query->size() == 4);
  CHECK(query->at("package") == "truce=42,release=40");
  CHECK(query->at("words") == "a b c");
  CHECK(query->at("to") == "\xc3\xa9");
  CHECK(query->at("x").empty());
  CHECK(parsed_query("")->empty());
  CHECK(parsed_query("&&a=1&")->size() == 1);
  CHECK(parsed_query("a")->at("a").empty());
  CHECK(parsed_query("a=b=c")->at("a") == "b=c");
}

TEST_CASE("a query that can be read in two ways is not read") {
  for (const char* text : {"a=%", "a=%4", "a=%zz", "a=%00", "a=%0a", "a=%7f", "a=%ff", "a=%c3",
                           "a=%c0%af", "a=%ed%a0%80", "a=1&a=2", "a=1&%61=2", "=1", "a\tb=1"})
    CHECK_FALSE(parsed_query(text));
  std::string many;
  for (std::size_t i = 0; i <= parameters_max; ++i)
    many += "k" + std::to_string(i) + "=1&";
  CHECK_FALSE(parsed_query(many));
}

TEST_CASE("a target is a path and a query") {
  const auto target = parsed_target("/room.json?pinned=a%3Db&from=");
  REQUIRE(target);
  CHECK(target->path == "/room.json");
  CHECK(target->query.at("pinned") == "a=b");
  CHECK(parsed_target("/?key=1")->path == "/");
  CHECK_FALSE(parsed_target("http://127.0.0.1:1/room.json"));
  CHECK_FALSE(parsed_target("/room.json#top"));
  CHECK_FALSE(parsed_target("/" + std::string(target_bytes_max, 'a')));
}

TEST_CASE("encoding is the reverse of decoding, and equal questions have equal keys") {
  std::string every;
  for (int byte = 0x20; byte < 0x7f; ++byte)
    every += static_cast<char>(byte);
  every += "\xc3\xa9\xe2\x82\xac";
  CHECK(form_decoded(form_encoded(every)) == every);
  CHECK(parsed_target("/a.json?y=1&x=%61+b")->key() ==
        parsed_target("/a.json?x=a%20b&&y=1")->key());
  CHECK(parsed_target("/a.json?x=1%26y")->key() != parsed_target("/a.json?x=1&y")->key());
  const Question question{"/a.json", {{"x", "a b&c=d"}}};
  CHECK(parsed_target(question.key())->query == question.query);
}

}  // namespace
}  // namespace caucus::serve
