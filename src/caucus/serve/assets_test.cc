#include "caucus/serve/assets.h"

#include <array>
#include <string>

#include <doctest/doctest.h>

namespace caucus::serve {
namespace {

constexpr std::array files{
    Asset{"/assets/a-12345678.js", "text/javascript", "a", "", "\"a\"", true},
    Asset{"/index.html", "text/html", "i", "", "\"i\"", false}};

TEST_CASE("a file is found by its whole path") {
  CHECK(find_asset(files, "/index.html")->bytes == "i");
  for (const char* path : {"", "/", "/index", "/index.html/", "index.html", "/INDEX.HTML",
                           "/assets/../index.html", "/assets", "/etc/passwd"}) {
    CAPTURE(path);
    CHECK(find_asset(files, path) == nullptr);
  }
}

TEST_CASE("gzip is sent to whom it may be sent") {
  CHECK(takes_gzip("gzip, deflate, br"));
  CHECK(takes_gzip("br,GZIP"));
  CHECK_FALSE(takes_gzip(""));
  CHECK_FALSE(takes_gzip("br"));
  CHECK_FALSE(takes_gzip("gzip;q=0"));
  CHECK_FALSE(takes_gzip("x-gzip-y, *"));
}

TEST_CASE("the table of this program is in order") {
  for (const Asset& asset : web_assets()) {
    CAPTURE(std::string(asset.path));
    CHECK(find_asset(web_assets(), asset.path) == &asset);
    CHECK_FALSE(asset.type.empty());
    CHECK(asset.gzip.size() < asset.bytes.size() + 1);
  }
}

}  // namespace
}  // namespace caucus::serve
