// What does an address ask for? Its page and its query, read strictly.
//
// Keys that a page does not know, keys given twice, and ids that the case does not have are faults:
// a page that ignored them would show something else than what was asked for. The first fault is
// kept; whoever reads a query asks for all values and then for the fault, once.
//
// Values are decoded as forms write them (%2C, and + for a space). An option id with a comma in it
// is written in double quotes, as on a line of a script. Errors:
// values (PageFault). Complexity: linear in the address and the names of the case.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "caucus/base/date.h"
#include "caucus/model/case.h"
#include "caucus/talks/event.h"

namespace caucus::pages {

// What is wrong with a request. `token` is for programs: "party_unknown".
struct PageFault {
  int status = 400;
  std::string token;
  std::string about;     // the word concerned
  std::string sentence;  // for people; no full stop
  std::string hint;      // may be empty
};

struct Address {
  std::string page;                                        // "room"; without slash and ending
  std::vector<std::pair<std::string, std::string>> query;  // decoded, in the order written
  std::optional<PageFault> fault;
};
// "/room.json?package=a=1&pinned=b". Address::page is as written where it holds no letters.
Address read_address(std::string_view text);

// A package as written in a query: what it settles, and what it left open.
struct AskedPackage {
  Package package;                  // canonical if nothing is open
  PartialPackage terms;             // as settled, sorted; void issues left out
  std::vector<IssueId> open;        // apply (or may), and nothing was said of them
  std::vector<IssueId> not_needed;  // said, but they do not apply in this package

  [[nodiscard]] bool full() const { return open.empty(); }
};

class QueryReader {
 public:
  // `keys`: those that the page knows.
  QueryReader(const Case& c, const Address& address, std::span<const std::string_view> keys);

  // The first fault so far.
  [[nodiscard]] const std::optional<PageFault>& fault() const { return fault_; }

  [[nodiscard]] bool has(std::string_view key) const { return raw(key) != nullptr; }
  [[nodiscard]] std::string text(std::string_view key) const;
  // Empty values count as not given.
  std::optional<Date> date(std::string_view key);
  std::optional<PartyId> party(std::string_view key);
  std::optional<IssueId> issue(std::string_view key);
  std::optional<EventKind> kind(std::string_view key);
  std::string channel(std::string_view key);
  // A whole number from 1 on.
  std::optional<std::uint32_t> number(std::string_view key);
  // Separated by commas.
  std::vector<std::string> words(std::string_view key) const;

  // `issue=option,issue=option`
  std::optional<AskedPackage> package(std::string_view key);
  // The same, where an issue alone stands for its option in `from`.
  std::vector<Term> terms(std::string_view key, const AskedPackage* from);

  void fail(PageFault fault);

 private:
  [[nodiscard]] const std::string* raw(std::string_view key) const;
  std::optional<Term> term(std::string_view written);
  std::optional<IssueId> issue_named(std::string_view name);

  const Case& case_;
  const Address& address_;
  std::optional<PageFault> fault_;
};

// The package that settles these terms.
AskedPackage package_of(const Case& c, const std::vector<Term>& terms);

}  // namespace caucus::pages
