// Textbook answers that no verb prints: utilities of given packages, and the weights of the central
// utility of a vague sheet. The hand-made answers stand beside the cases.
#include <algorithm>
#include <filesystem>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "caucus/base/file.h"
#include "caucus/desk/desk.h"

namespace caucus {
namespace {

using Json = nlohmann::json;

struct Textbook {
  std::string name;
  Case of;
  Json answers;
};

std::vector<Textbook> textbooks() {
  std::vector<Textbook> found;
  for (const auto& entry : std::filesystem::directory_iterator("cases/textbook")) {
    const auto answers = read_file((entry.path() / "expected/answers.json").string(), 1 << 20);
    if (!answers) continue;
    auto opened = open_case(entry.path().string());
    REQUIRE(opened.has_value());
    REQUIRE_MESSAGE(opened->value.has_value(), entry.path().string());
    found.push_back(
        {entry.path().filename().string(), *std::move(opened->value), Json::parse(*answers)});
  }
  std::sort(found.begin(), found.end(),
            [](const Textbook& a, const Textbook& b) { return a.name < b.name; });
  return found;
}

Package package_of(const Case& c, const Json& written) {
  std::vector<OptionIndex> options(c.issues.size(), void_option);
  for (const auto& [issue, option] : written.items()) {
    const IssueId id = c.find_issue(issue).value();
    options[id.index()] = c.find_option(id, option.get<std::string>()).value();
  }
  return c.canonical(Package(std::move(options)));
}

TEST_CASE("packages are worth what the textbook READMEs work out") {
  std::size_t compared = 0;
  for (const Textbook& book : textbooks()) {
    const Utilities utilities = central_utilities(book.of);
    for (const Json& line : book.answers.value("utilities_of", Json::array())) {
      const Package package = package_of(book.of, line["package"]);
      for (const Utility& utility : utilities) {
        const std::string& party = book.of.parties[utility.party].id;
        if (!line["utilities"].contains(party)) continue;
        INFO(book.name, " ", party, " ", line["package"].dump());
        CHECK(to_string(utility.of(book.of, package)) == line["utilities"][party]);
        ++compared;
      }
    }
  }
  CHECK(compared > 20);
}

// The share of the whole range that one issue can move: its weight in an additive utility.
std::string weight_of(const Case& c, const Utility& utility, const std::string& issue) {
  Rational weight;
  for (const WorthTable& table : utility.tables) {
    if (table.scope != std::vector{c.find_issue(issue).value()}) continue;
    const auto [low, high] = std::minmax_element(table.worth.begin(), table.worth.end());
    weight += (*high - *low) / utility.span();
  }
  return to_string(weight);
}

TEST_CASE("central weights are the rank-order centroids worked out by hand") {
  std::size_t compared = 0;
  for (const Textbook& book : textbooks()) {
    const Utilities utilities = central_utilities(book.of);
    const Json expected = book.answers.value("central_weights", Json::object());
    for (const auto& [party, weights] : expected.items())
      for (const auto& [issue, weight] : weights.items())
        for (const Utility& utility : utilities) {
          if (book.of.parties[utility.party].id != party) continue;
          const std::string where = book.name + " " + party + " " + issue;
          CAPTURE(where);
          CHECK(weight_of(book.of, utility, issue) == weight);
          ++compared;
        }
  }
  CHECK(compared > 5);
}

}  // namespace
}  // namespace caucus
