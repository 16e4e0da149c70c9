// A case as a scenario: what its exact sheets say, in lists of options and utilities.
#include <algorithm>

#include "caucus/analysis/utility.h"
#include "caucus/base/text.h"
#include "caucus/desk/scenario.h"
#include "caucus/desk/scenario_basis.h"
#include "caucus/scenario/exact_number.h"

namespace caucus {
namespace {

// More boxes than a reader takes are not written.
constexpr std::size_t boxes_max = 100'000;

class Exporter {
 public:
  Exporter(const Case& c, bool lossy) : case_(c), lossy_(lossy) {}

  CaseAsScenario run() {
    Scenario scenario;
    scenario.name = case_.title;
    scenario.file = case_.files.empty() ? "" : case_.files[0];
    scenario.semantics = scenario.family = ScenarioFamily::geniusweb;
    file_ = scenario.file;
    check_frame();
    for (const IssueId issue : case_.issues.ids())
      scenario.issues.push_back(issue_of(case_.issues[issue]));
    bool first = true;
    for (const PartyId party : case_.parties.ids()) {
      const Sheet* sheet = case_.sheet_of(party);
      if (sheet == nullptr || !has_utility(case_, *sheet)) {
        drop("the party " + in_quotes(case_.parties[party].id) + " without preferences");
        continue;
      }
      if (!is_exact(case_, *sheet)) {
        find(FindingToken::cannot_hold, "the sheet of " + in_quotes(case_.parties[party].id) +
                                            " is not exact: orders, ranges or priorities");
        continue;
      }
      const auto basis = import_basis(sheet->basis);
      // Sheets of one import agree; a sheet of one's own is on the scale 0 to 1.
      if (basis && first) scenario.semantics = scenario.family = basis->semantics;
      first = false;
      add(party, *sheet, basis, scenario);
    }
    if (scenario.profiles.empty())
      find(FindingToken::cannot_hold, "a case without a sheet that says what packages are worth");
    CaseAsScenario result;
    if (!refuses(findings_)) result.value = std::move(scenario);
    result.findings = std::move(findings_);
    return result;
  }

 private:
  void find(FindingToken token, std::string sentence) {
    findings_.push_back({token, file_, 0, 0, std::move(sentence)});
  }

  void drop(const std::string& what) {
    find(lossy_ ? FindingToken::dropped : FindingToken::cannot_hold, what);
  }

  void check_frame() {
    for (const Issue& issue : case_.issues)
      if (issue.applies_if_joined)
        find(FindingToken::cannot_hold,
             "the issue " + in_quotes(issue.id) + ", which does not always apply");
    if (!case_.rules.empty()) drop("rules: packages that break them become possible");
    if (!case_.phases.empty()) drop("phases");
    if (!case_.deadlines.empty()) drop("deadlines");
    for (const Sheet& sheet : case_.sheets) {
      if (!sheet.lines.empty() || !sheet.positions.empty())
        drop("positions and lines of the sheet of " + in_quotes(case_.parties[sheet.party].id));
    }
  }

  static ScenarioIssue issue_of(const Issue& issue) {
    ScenarioIssue made;
    made.name = issue.name.empty() ? issue.id : issue.name;
    for (const Option& option : issue.options) {
      made.options.push_back(option.id);
      if (issue.quantity) made.values.push_back(option.value);
    }
    if (issue.quantity) {
      bool run = issue.from_range;
      for (std::size_t at = 0; at < made.values.size(); ++at)
        run = run && made.values[at] == made.values[0] + Rational(static_cast<Int128>(at)) &&
              made.values[at].is_whole();
      made.kind = run ? ScenarioIssueKind::integer : ScenarioIssueKind::real;
    }
    made.index = index_in_note(issue.origin.note);
    return made;
  }

  void add(PartyId party, const Sheet& sheet, const std::optional<ImportBasis>& basis,
           Scenario& scenario) {
    ScenarioProfile profile;
    profile.party =
        case_.parties[party].name.empty() ? case_.parties[party].id : case_.parties[party].name;
    profile.file = case_.files[sheet.origin.place.file];
    try {
      const Utility exact = exact_utility(case_, sheet);
      // Points are the utility itself, or are brought to 0..1.
      const Rational divisor = basis ? Rational(1) : exact.span();
      const Rational shift = basis ? Rational(0) : exact.worst;
      profile.worth = worth_of(exact, divisor, shift);
      if (!exact.reservation_assumed)
        profile.reservation =
            basis ? exact.reservation * exact.span() + exact.worst : exact.reservation;
      if (basis) {
        profile.cap = basis->cap;
        profile.discount = basis->discount;
      }
      if (const auto needed = bits_beyond_range(profile))
        find(FindingToken::beyond_exact_range,
             "the utilities of " + in_quotes(profile.party) + " need " + in_words(*needed));
    } catch (const NumberOverflow&) {
      find(FindingToken::beyond_exact_range,
           "the utilities of " + in_quotes(profile.party) + " need more than 127 bits");
    }
    scenario.profiles.push_back(std::move(profile));
  }

  // Tables over one issue are summands; with any other, everything becomes boxes of one option.
  ProfileWorth worth_of(const Utility& exact, const Rational& divisor, const Rational& shift) {
    const bool additive = std::ranges::all_of(
        exact.tables, [](const WorthTable& table) { return table.scope.size() <= 1; });
    if (additive) return additive_worth(exact, divisor, shift);
    BoxWorth worth;
    worth.divisor = divisor;
    if (shift != Rational(0)) worth.root.boxes.push_back({-shift, {}, false});
    for (const WorthTable& table : exact.tables)
      add_boxes(table, worth.root.boxes);
    if (worth.root.boxes.size() > boxes_max)
      find(FindingToken::cannot_hold, "terms over more than 100,000 combinations");
    return worth;
  }

  AdditiveWorth additive_worth(const Utility& exact, const Rational& divisor,
                               const Rational& shift) const {
    AdditiveWorth worth;
    for (const Issue& issue : case_.issues)
      worth.worth.emplace_back(issue.options.size(), Rational(0));
    Rational constant = -shift;
    for (const WorthTable& table : exact.tables) {
      if (table.scope.empty()) {
        constant += table.worth[0];
        continue;
      }
      std::vector<Rational>& summands = worth.worth[table.scope[0].index()];
      for (std::size_t at = 0; at < summands.size(); ++at)
        summands[at] += table.worth[at];
    }
    // The worst option of every issue becomes 0 as far as the constant allows, so that all
    // summands of a utility of 0..1 are 0 or more.
    for (std::vector<Rational>& summands : worth.worth) {
      const Rational least = std::ranges::min(summands);
      if (constant >= Rational(0) || least <= Rational(0)) continue;
      const Rational take = std::min(least, -constant);
      for (Rational& summand : summands)
        summand -= take;
      constant += take;
    }
    spread(constant, worth);
    for (std::vector<Rational>& summands : worth.worth)
      for (Rational& summand : summands)
        summand /= divisor;
    return worth;
  }

  // What is left of the constant makes up for negative summands, then goes to the first issue.
  static void spread(Rational constant, AdditiveWorth& worth) {
    for (std::vector<Rational>& summands : worth.worth) {
      const Rational least = std::ranges::min(summands);
      if (constant <= Rational(0) || least >= Rational(0)) continue;
      const Rational give = std::min(-least, constant);
      for (Rational& summand : summands)
        summand += give;
      constant -= give;
    }
    if (worth.worth.empty()) return;
    for (Rational& summand : worth.worth.front())
      summand += constant;
  }

  void add_boxes(const WorthTable& table, std::vector<Box>& boxes) const {
    std::vector<OptionIndex> options(table.scope.size(), 0);
    for (const Rational& entry : table.worth) {
      if (entry != Rational(0) && boxes.size() <= boxes_max) {
        Box box{entry, {}, false};
        for (std::size_t at = 0; at < options.size(); ++at)
          box.bounds.push_back({table.scope[at], options[at], options[at]});
        boxes.push_back(std::move(box));
      }
      // Row-major: the last issue varies fastest.
      for (std::size_t at = options.size(); at-- > 0;) {
        if (++options[at] < case_.issues[table.scope[at]].options.size()) break;
        options[at] = 0;
      }
    }
  }

  const Case& case_;
  bool lossy_;
  std::string file_;
  std::vector<ScenarioFinding> findings_;
};

}  // namespace

CaseAsScenario scenario_of_case(const Case& c, bool lossy) {
  return Exporter(c, lossy).run();
}

}  // namespace caucus
