// Addresses and packages as they are asked for: everything that is not understood is a fault.
#include "caucus/pages/query.h"

#include <array>

#include <doctest/doctest.h>

#include "caucus/desk/desk.h"

namespace caucus::pages {
namespace {

Case opened(const std::string& path) {
  const Result<CaseCheck> check = open_case(path);
  REQUIRE(check.has_value());
  REQUIRE(check->value.has_value());
  return *check->value;
}

constexpr std::array<std::string_view, 2> keys{"package", "pinned"};

}  // namespace

TEST_CASE("an address is taken apart and decoded as forms write it") {
  const Address address = read_address("/room.json?package=a%3Db%2Cc=d&pinned=x+y&");
  CHECK(!address.fault);
  CHECK(address.page == "room");
  REQUIRE(address.query.size() == 2);
  CHECK(address.query[0] == std::pair<std::string, std::string>("package", "a=b,c=d"));
  CHECK(address.query[1].second == "x y");
  CHECK(read_address("room").page == "room");
  CHECK(read_address("").page.empty());
  CHECK(read_address("/room.json?a=%").fault);
  CHECK(read_address("/room.json?a=%4").fault);
  CHECK(read_address("/room.json?a=%c3%28").fault);
  CHECK(read_address("/room.json?a=%c3%a4").query[0].second == "\u00e4");
}

TEST_CASE("what does not apply needs no option, and what is open is named") {
  const Case c = opened("cases/textbook/void-issues");
  // Every package of the case: taken apart into its terms and read again.
  std::vector<OptionIndex> options(c.issues.size(), 0);
  std::size_t packages = 0;
  while (true) {
    const Package whole = c.canonical(Package(options));
    std::vector<Term> terms;
    for (const IssueId issue : c.issues.ids())
      if (whole.applies(issue)) terms.push_back({issue, whole[issue]});
    const AskedPackage asked = package_of(c, terms);
    CHECK(asked.full());
    CHECK(asked.not_needed.empty());
    CHECK(asked.package == whole);
    CHECK(asked.terms.terms == terms);
    // Terms for issues that are void are told, not obeyed.
    std::vector<Term> all;
    for (const IssueId issue : c.issues.ids())
      all.push_back({issue, options[issue.index()]});
    const AskedPackage too_many = package_of(c, all);
    CHECK(too_many.package == whole);
    CHECK(too_many.not_needed.size() == c.issues.size() - terms.size());
    // Without its last term it is open, unless that was only there because of another.
    if (!terms.empty()) {
      terms.pop_back();
      CHECK(!package_of(c, terms).full());
    }
    ++packages;
    std::size_t at = 0;
    for (; at < options.size(); ++at) {
      if (++options[at] < c.issues[IssueId(at)].options.size()) break;
      options[at] = 0;
    }
    if (at == options.size()) break;
  }
  CHECK(packages > 1);
}

TEST_CASE("pins without an option take it from the package") {
  const Case c = opened("cases/labour/port-contract");
  const Address address = read_address("/room.json?package=pension=9&pinned=pension,wage_first=5");
  QueryReader query(c, address, keys);
  const auto package = query.package("package");
  REQUIRE(package.has_value());
  const std::vector<Term> pinned = query.terms("pinned", &*package);
  CHECK(!query.fault());
  REQUIRE(pinned.size() == 2);
  CHECK(c.issues[pinned[0].issue].options[pinned[0].option].id == "9");
  CHECK(c.issues[pinned[1].issue].options[pinned[1].option].id == "5");
  // Of an issue that the package leaves open there is nothing to keep.
  const Address open = read_address("/room.json?pinned=disputes&package=pension=9");
  QueryReader reader(c, open, keys);
  const auto partial = reader.package("package");
  CHECK(reader.terms("pinned", &*partial).empty());
  CHECK(!reader.fault());
}

TEST_CASE("the first fault is kept, with what was probably meant") {
  const Case c = opened("cases/labour/port-contract");
  const Address address = read_address("/room.json?package=pensoin=9&pinned=nothing=1");
  QueryReader query(c, address, keys);
  CHECK(!query.package("package"));
  CHECK(query.terms("pinned", nullptr).empty());
  REQUIRE(query.fault());
  CHECK(query.fault()->token == "issue_unknown");
  CHECK(query.fault()->about == "pensoin");
  CHECK(query.fault()->hint.find("pension") != std::string::npos);
}

}  // namespace caucus::pages
