// Reading what was written gives the same case: shipped cases, changed ones, and the skeleton.
#include "caucus/casefile/write.h"

#include <filesystem>
#include <sstream>

#include <doctest/doctest.h>

#include "caucus/base/random.h"
#include "caucus/base/text.h"
#include "caucus/casefile/toml_text.h"

namespace caucus {
namespace {

// Tells every field of a case but places and paths. Structured bindings name all fields of a type,
// so that a field that is added to the model and forgotten here does not compile.
class Teller {
 public:
  std::string text;

  void tell(const std::string& value) { text += '"' + value + "\" "; }
  void tell(const Rational& value) { text += to_string(value) + " "; }
  void tell(const Interval& value) { text += to_string(value) + " "; }
  void tell(const Date& value) { text += to_string(value) + " "; }
  void tell(const Duration& value) { text += value.text() + " "; }
  void tell(const DurationRange& value) { text += to_string(value) + " "; }
  void tell(bool value) { text += value ? "true " : "false "; }
  template <class T>
  requires(std::is_integral_v<T> || std::is_enum_v<T>) void tell(T value) {
    text += std::to_string(static_cast<long>(value)) + " ";
  }
  template <class Tag>
  void tell(Id<Tag> id) {
    text += "#" + std::to_string(id.index()) + " ";
  }
  template <class T>
  void tell(const std::optional<T>& value) {
    text += value ? "some " : "none ";
    if (value) tell(*value);
  }
  template <class T>
  void tell(const std::vector<T>& values) {
    text += "[";
    for (const T& value : values)
      tell(value);
    text += "]\n";
  }
  template <class IdT, class T>
  void tell(const IdVector<IdT, T>& values) {
    tell(values.items());
  }
  template <class A, class B>
  void tell(const std::pair<A, B>& both) {
    all(both.first, both.second);
  }
  template <class... Ts>
  void tell(const std::variant<Ts...>& value) {
    tell(value.index());
    std::visit([this](const auto& says) { this->tell(says); }, value);
  }

  void tell(const Origin& value) {
    const auto& [place, sources, note, comment] = value;
    static_cast<void>(place);
    all(sources, note, comment);
  }
  void tell(const WrittenNumber& value) { all(value.value, value.text); }
  void tell(const ExpressionNode& value) {
    const auto& [op, subject, left, right, number, options, numbers] = value;
    all(op, subject, left, right, number, options, numbers);
  }
  void tell(const Expression& value) {
    const auto& [nodes, as_written, unit] = value;
    all(nodes, as_written, unit);
  }
  void tell(const Party& value) {
    const auto& [id, name, wings, approval, principal, delegation, origin] = value;
    all(id, name, wings, approval, principal, delegation, origin);
  }
  void tell(const Actor& value) {
    const auto& [kind, id, name, ally_of, of, origin] = value;
    all(kind, id, name, ally_of, of, origin);
  }
  void tell(const Channel& value) {
    const auto& [id, name, to, hops, delay, lossy, origin] = value;
    all(id, name, to, hops, delay, lossy, origin);
  }
  void tell(const Pressure& value) {
    const auto& [by, on, says, issue, origin] = value;
    all(by, on, says, issue, origin);
  }
  void tell(const Phase& value) {
    const auto& [id, name, lasts, after, conditions, applies_if, origin] = value;
    all(id, name, lasts, after, conditions, applies_if, origin);
  }
  void tell(const Category& value) {
    const auto& [id, name, unit, origin] = value;
    all(id, name, unit, origin);
  }
  void tell(const Option& value) {
    const auto& [id, name, amount] = value;
    all(id, name, amount);
  }
  void tell(const Issue& value) {
    const auto& [id, name, quantity, unit, options, from_range, phase, applies_if, joined, category,
                 topic, debtor, creditor, verifier, origin] = value;
    all(id, name, quantity, unit, options, from_range, phase, applies_if, joined, category, topic,
        debtor, creditor, verifier, origin);
  }
  void tell(const Total& value) {
    const auto& [id, name, unit, is, origin] = value;
    all(id, name, unit, is, origin);
  }
  void tell(const Rule& value) {
    const auto& [id, norm, is, why, origin] = value;
    all(id, norm, is, why, origin);
  }
  void tell(const Resolution& value) {
    const auto& [of, by, source, origin] = value;
    all(of, by, source, origin);
  }
  void tell(const Quantity& value) {
    const auto& [id, name, unit, figures, resolution, resolved, disagree] = value;
    all(id, name, unit, figures, resolution, resolved, disagree);
  }
  void tell(const Figure& value) {
    const auto& [of, low, high, bound, interval, as_of, scope, said_by, origin] = value;
    all(of, low, high, bound, interval, as_of, scope, said_by, origin);
  }
  void tell(const Deadline& value) {
    const auto& [id, name, date, kind, held_by, phase, origin] = value;
    all(id, name, date, kind, held_by, phase, origin);
  }
  void tell(const StateChange& value) {
    const auto& [is, on, because, expected, origin] = value;
    all(is, on, because, expected, origin);
  }
  void tell(const Source& value) {
    const auto& [id, name, kind, date, reliability, origin] = value;
    all(id, name, kind, date, reliability, origin);
  }

  void tell(const Subject& value) { all(value.issue, value.total); }
  void tell(const Term& value) { all(value.issue, value.option); }
  void tell(const PartialPackage& value) { tell(value.terms); }
  void tell(const NumberRange& value) { all(value.low, value.high); }
  void tell(const Monotone& value) { tell(value.more); }
  void tell(const OptionOrder& value) { tell(value.places); }
  void tell(const OptionPoints& value) {
    const auto& [points, weight] = value;
    all(points, weight);
  }
  void tell(const PointsPerUnit& value) {
    const auto& [per_unit, at_zero, weight] = value;
    all(per_unit, at_zero, weight);
  }
  void tell(const Indifferent&) {}
  void tell(const Preference& value) {
    const auto& [id, about, says, origin] = value;
    all(id, about, says, origin);
  }
  void tell(const PriorityOrder& value) {
    const auto& [places, words] = value;
    all(places, words);
  }
  void tell(const WeightRange& value) { all(value.of, value.share); }
  void tell(const Priority& value) {
    const auto& [id, says, words, origin] = value;
    all(id, says, words, origin);
  }
  void tell(const TermPoints& value) {
    const auto& [id, when, points, origin] = value;
    all(id, when, points, origin);
  }
  void tell(const Comparison& value) {
    const auto& [id, prefers, to, origin, sure] = value;
    all(id, prefers, to, origin, sure);
  }
  void tell(const NoAgreementPoints& value) { tell(value.points); }
  void tell(const NoAgreementWorth& value) { tell(value.worth); }
  void tell(const AsGoodAs& value) { tell(value.package); }
  void tell(const NoAgreement& value) {
    const auto& [id, says, origin] = value;
    all(id, says, origin);
  }
  void tell(const PreferenceStatements& value) {
    const auto& [preferences, priorities, terms, comparisons, no_agreement] = value;
    all(preferences, priorities, terms, comparisons, no_agreement);
  }
  void tell(const Position& value) {
    const auto& [id, about, wants, amount, is, wanted_text, since, audience, firmness, wing,
                 origin] = value;
    all(id, about, wants, amount, is, wanted_text, since, audience, firmness, wing, origin);
  }
  void tell(const Interest& value) {
    const auto& [id, says, issues, origin] = value;
    all(id, says, issues, origin);
  }
  void tell(const Line& value) {
    const auto& [id, kind, is, act, before, owner, sure, since, met, audience, origin] = value;
    all(id, kind, is, act, before, owner, sure, since, met, audience, origin);
  }
  void tell(const OwnOffer& value) {
    const auto& [id, package, on, audience, origin] = value;
    all(id, package, on, audience, origin);
  }
  void tell(const Sheet& value) {
    const auto& [party, by, basis, as_of, positions, interests, lines, preferences, offers, origin,
                 trailing_comment] = value;
    all(party, by, basis, as_of, positions, interests, lines, preferences, offers, origin,
        trailing_comment);
  }
  void tell(const Case& value) {
    const auto& [title, field, as_of, about_percent, names, parties, actors, channels, pressures,
                 phases, categories, issues, totals, rules, quantities, figures, deadlines, states,
                 sources, sheets, note, cited, files, leading_comment, names_comment,
                 trailing_comment, evaluation_order] = value;
    static_cast<void>(files);
    all(title, field, as_of, about_percent, names, parties, actors, channels, pressures, phases,
        categories, issues, totals, rules, quantities, figures, deadlines, states, sources, sheets,
        note, cited, leading_comment, names_comment, trailing_comment, evaluation_order);
  }

 private:
  template <class... Ts>
  void all(const Ts&... values) {
    (tell(values), ...);
    text += "\n";
  }
};

std::string told(const Case& c) {
  Teller teller;
  teller.tell(c);
  return std::move(teller.text);
}

Case read_or_fail(const std::vector<CaseText>& texts) {
  CaseReading reading = read_case_texts(texts);
  for (const Fault& fault : reading.faults)
    FAIL_CHECK(to_string(fault));
  REQUIRE(reading.value);
  return *std::move(reading.value);
}

// The property of the writer.
void check_round_trip(const Case& c) {
  const std::vector<CaseText> once = write_case(c);
  const Case again = read_or_fail(once);
  CHECK(told(again) == told(c));
  const std::vector<CaseText> twice = write_case(again);
  REQUIRE(twice.size() == once.size());
  for (std::size_t at = 0; at < once.size(); ++at) {
    CHECK(twice[at].path == once[at].path);
    CHECK(twice[at].text == once[at].text);
  }
}

// All shipped cases, in the order of their paths.
std::vector<std::string> shipped_cases() {
  std::vector<std::string> folders;
  for (const auto& entry : std::filesystem::recursive_directory_iterator("cases"))
    if (entry.path().filename() == "case.toml")
      folders.push_back(entry.path().parent_path().string());
  std::sort(folders.begin(), folders.end());
  return folders;
}

Case shipped(const std::string& folder) {
  Result<CaseReading> reading = read_case(folder);
  REQUIRE_MESSAGE(reading, folder);
  for (const Fault& fault : reading->faults)
    FAIL_CHECK(to_string(fault));
  REQUIRE(reading->value);
  return *std::move(reading->value);
}

std::vector<CaseText> small_case(std::string frame_end, std::string sheet_end) {
  return {{"case.toml",
           "caucus = 1\ntitle = \"T\"\n\n[[party]]\nid = \"north\"\n\n[[issue]]\nid = \"days\"\n"
           "range = { from = 1, to = 3, step = 1 }\n\n[[issue]]\nid = \"road\"\n"
           "options = [\"River road\", \"hill\"]\n" +
               std::move(frame_end),
           false},
          {"views/north.toml", "caucus = 1\nparty = \"north\"\n" + std::move(sheet_end), true}};
}

}  // namespace

TEST_CASE("every shipped case is the same after it was written and read again") {
  const std::vector<std::string> folders = shipped_cases();
  REQUIRE(folders.size() >= 20);
  for (const std::string& folder : folders) {
    CAPTURE(folder);
    const Case c = shipped(folder);
    check_round_trip(c);
    CHECK(write_case(c).size() == 1 + c.sheets.size());
  }
}

TEST_CASE("written lines keep within the columns, comments apart") {
  for (const std::string& folder : shipped_cases())
    for (const CaseText& text : write_case(shipped(folder))) {
      std::istringstream lines(text.text);
      for (std::string line; std::getline(lines, line);)
        if (!line.starts_with('#')) CHECK_MESSAGE(display_width(line) <= toml_columns_max, line);
    }
}

TEST_CASE("comments of files and entries are kept") {
  std::vector<CaseText> texts =
      small_case("\n# of the rule,\n# two lines\n[[rule]]\nis = \"days >= 2\"\n\n# at the end\n",
                 "\n# of the line\n[[red_line]]\nis = \"days <= 2\"\n# the sheet ends\n");
  texts[0].text = "# before all\n\n" + texts[0].text;
  texts[1].text = "# before the sheet\n" + texts[1].text;
  const Case c = read_or_fail(texts);
  CHECK(c.leading_comment == "before all");
  CHECK(c.trailing_comment == "at the end");
  CHECK(c.rules[RuleId(0)].origin.comment == "of the rule,\ntwo lines");
  CHECK(c.sheets[0].origin.comment == "before the sheet");
  CHECK(c.sheets[0].trailing_comment == "the sheet ends");
  const std::string frame = write_case_toml(c);
  CHECK(frame.starts_with("# before all\n\ncaucus = 1\n"));
  CHECK(frame.find("\n# of the rule,\n# two lines\n[[rule]]\n") != std::string::npos);
  CHECK(frame.ends_with("\n\n# at the end\n"));
  const std::string sheet = write_sheet_toml(c, c.sheets[0]);
  CHECK(sheet.find("\n# of the line\n[[red_line]]\n") != std::string::npos);
  CHECK(sheet.ends_with("\n\n# the sheet ends\n"));
  check_round_trip(c);
}

TEST_CASE("what was written in its own way stays in it") {
  const Case c = read_or_fail(small_case(
      "\n[[figure]]\nof = \"a.b\"\nvalue = \"7/20\"\n\n[[figure]]\nof = \"a.b\"\n"
      "range = \"1e3..2000.50\"\n",
      "\n[[position]]\nissue = \"days\"\nwants = \"1..2\"\n"
      "\n[[position]]\nissue = \"days\"\nwants = [3, 1]\n"
      "\n[[preference]]\nissue = \"days\"\npoints_per_unit = \"1/3\"\npoints_at_zero = -2\n"
      "weight = 0.5\n\n[[preference]]\nissue = \"road\"\n"
      "points = { \"River road\" = \"1..2\", hill = 0 }\n"
      "\n[[priority]]\nwords = { road = \"low\", days = \"high\" }\n"));
  const std::string frame = write_case_toml(c);
  CHECK(frame.find("value = \"7/20\"\n") != std::string::npos);
  CHECK(frame.find("range = \"1e3..2000.50\"\n") != std::string::npos);
  CHECK(frame.find("range = { from = 1, to = 3, step = 1 }\n") != std::string::npos);
  const std::string sheet = write_sheet_toml(c, c.sheets[0]);
  CHECK(sheet.find("= \"1..2\"\n") != std::string::npos);
  CHECK(sheet.find("= [3, 1]\n") != std::string::npos);
  CHECK(sheet.find("points_per_unit = \"1/3\"\npoints_at_zero  = -2\n") != std::string::npos);
  CHECK(sheet.find("points = { \"River road\" = \"1..2\", hill = 0 }\n") != std::string::npos);
  CHECK(sheet.find("words = { days = \"high\", road = \"low\" }\n") != std::string::npos);
  check_round_trip(c);
}

TEST_CASE("two sheets of one party are two files") {
  std::vector<CaseText> texts = small_case("", "");
  texts.push_back(
      {"views/north_again.toml", "caucus = 1\nparty = \"north\"\nby = \"second\"\n", true});
  Case c = read_or_fail(texts);
  check_round_trip(c);
  CHECK(write_case(c)[2].path == "views/north_again.toml");
  c.files.clear();  // of a case that was not opened from files
  CHECK(write_case(c)[1].path == "views/north.toml");
  CHECK(write_case(c)[2].path == "views/north_2.toml");
}

TEST_CASE("a case changed at random is the same after it was written and read again") {
  static const std::vector<std::string> remarks{
      "",
      "plain",
      "a \"quoted\" word",
      "back\\slash",
      "two\nlines",
      "\u202eturned round",
      "\x01",
      "it's",
      std::string(300, 'x'),
      "many words that go on and on, far beyond the columns of one "
      "line, so that the text has to be broken somewhere \\ here"};
  const std::vector<std::string> folders = shipped_cases();
  RandomStream dice(1);
  int accepted = 0;
  for (int round = 0; round < 300; ++round) {
    const Case origin = shipped(folders[dice.below(folders.size())]);
    std::vector<CaseText> texts = write_case(origin);
    CaseText& changed = texts[dice.below(texts.size())];
    std::vector<std::string> lines;
    std::istringstream in(changed.text);
    for (std::string line; std::getline(in, line);)
      lines.push_back(line);
    const std::uint64_t changes = 1 + dice.below(4);
    for (std::uint64_t change = 0; change < changes; ++change) {
      std::string& line = lines[dice.below(lines.size())];
      const std::uint64_t kind = dice.below(3);
      if (kind == 0) line = "";
      if (kind == 1 && line.starts_with("[["))
        line = "#\n#  a comment\n" + line +
               "\nnote = " + toml_inline(TomlValue::text_of(remarks[dice.below(remarks.size())]));
      if (kind == 2 && line.starts_with("[[")) line += "\nsources = []";
    }
    changed.text.clear();
    for (const std::string& line : lines)
      changed.text += line + "\n";
    const CaseReading reading = read_case_texts(texts);
    if (!reading.value) continue;
    ++accepted;
    CAPTURE(changed.text);
    check_round_trip(*reading.value);
  }
  CHECK(accepted >= 50);
}

TEST_CASE("the skeleton is in order, whatever the title") {
  for (const std::string title : {"River talks", "Quotes \" and \\ and \u0646\u0639\u0645", "'"}) {
    const std::vector<CaseText> texts = case_skeleton(title);
    const CaseReading reading = read_case_texts(texts);
    for (const Fault& fault : reading.faults)
      FAIL_CHECK(to_string(fault));
    for (const Fault& warning : reading.warnings)
      FAIL_CHECK(to_string(warning));
    REQUIRE(reading.value);
    CHECK(reading.value->title == title);
    check_round_trip(*reading.value);
  }
  const Case c = read_or_fail(case_skeleton("Talks"));
  CHECK(c.parties.size() == 2);
  CHECK(c.issues.size() == 3);
  CHECK(c.sheets.size() == 2);
  CHECK(c.deadlines.size() == 1);
  CHECK(c.sources.size() == 1);
  CHECK(c.figures.size() == 1);
  CHECK(c.phases.size() == 1);
  CHECK_FALSE(c.rules.empty());
  for (const Sheet& sheet : c.sheets) {
    CHECK_FALSE(sheet.positions.empty());
    CHECK_FALSE(sheet.lines.empty());
    CHECK(sheet.preferences.no_agreement);
  }
}

}  // namespace caucus
