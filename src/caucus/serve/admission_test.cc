#include "caucus/serve/admission.h"

#include <vector>

#include <doctest/doctest.h>

namespace caucus::serve {
namespace {

// "name=value" of a line for Set-Cookie.
std::string pair_of(const std::string& line) {
  return line.substr(0, line.find(';'));
}

TEST_CASE("a key lets one browser in, once") {
  Admission admission(8642);
  const std::string key = admission.hand_out();
  CHECK(key.size() == 64);
  const auto first = admission.enter(key);
  CHECK(first.use == Admission::Use::admitted);
  CHECK(first.cookie.starts_with("caucus-8642="));
  CHECK(first.cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict"));
  CHECK(first.cookie.find(key) == std::string::npos);
  CHECK(admission.admits(pair_of(first.cookie)));
  CHECK(admission.admits("other=1; " + pair_of(first.cookie) + "; another=2"));
  const auto second = admission.enter(key);
  CHECK(second.use == Admission::Use::used_before);
  CHECK(second.cookie.empty());
  CHECK(admission.admits(pair_of(first.cookie)));
}

TEST_CASE("nobody else is let in") {
  Admission admission(8642);
  const auto cookie = pair_of(admission.enter(admission.hand_out()).cookie);
  CHECK(admission.enter("").use == Admission::Use::unknown);
  CHECK(admission.enter(std::string(64, '0')).use == Admission::Use::unknown);
  CHECK_FALSE(admission.admits(""));
  CHECK_FALSE(admission.admits("caucus-8642="));
  CHECK_FALSE(admission.admits("caucus-8642=" + std::string(64, '0')));
  CHECK_FALSE(admission.admits(cookie + "0"));
  CHECK_FALSE(admission.admits(cookie.substr(0, cookie.size() - 1)));
  CHECK_FALSE(admission.admits("x" + cookie));
  CHECK_FALSE(admission.admits(cookie + "; " + cookie));
  Admission other(8643);
  CHECK_FALSE(other.admits(cookie));
  CHECK_FALSE(other.admits("caucus-8643=" + cookie.substr(12)));
}

TEST_CASE("several browsers, and no more keys lie about than needed") {
  Admission admission(1);
  std::vector<std::string> keys;
  for (std::size_t i = 0; i <= Admission::keys_max; ++i)
    keys.push_back(admission.hand_out());
  CHECK(admission.enter(keys.front()).use == Admission::Use::unknown);
  const auto a = pair_of(admission.enter(keys[1]).cookie);
  const auto b = pair_of(admission.enter(keys[2]).cookie);
  CHECK(a != b);
  CHECK(admission.admits(a));
  CHECK(admission.admits(b));
  for (std::size_t i = 0; i < Admission::browsers_max - 1; ++i)
    CHECK(admission.enter(admission.hand_out()).use == Admission::Use::admitted);
  CHECK_FALSE(admission.admits(a));
  CHECK(admission.admits(b));
}

TEST_CASE("a header of cookies is read exactly") {
  CHECK(cookie_value("a=1; b=2", "b") == "2");
  CHECK(cookie_value("a=1;b=2 ", "b") == "2");
  CHECK(cookie_value("a==1=", "a") == "=1=");
  CHECK(cookie_value("a=", "a") == "");
  for (const char* header : {"", ";", ";;;", "a", "a;b", "A=1", "aa=1", "a =1", "a=1; a=1"}) {
    CAPTURE(header);
    CHECK_FALSE(cookie_value(header, "a"));
  }
}

}  // namespace
}  // namespace caucus::serve
