// Opening and checking a case.
#include <algorithm>
#include <tuple>

#include <unistd.h>

#include "caucus/analysis/find_package.h"
#include "caucus/base/file.h"
#include "caucus/base/text.h"
#include "caucus/casefile/read.h"
#include "caucus/desk/desk.h"

namespace caucus {
namespace {

Result<CaseReading> reading_of(const std::string& path) {
  if (path != "-") return read_case(path);
  auto text = read_descriptor(STDIN_FILENO, case_file_bytes_max, "standard input");
  if (!text) return fail(text.error());
  return read_case_texts(std::vector{CaseText{"<stdin>", std::move(*text), false}});
}

Fault at(const Case& c, const Place& place, FaultKind kind) {
  Fault fault;
  fault.kind = kind;
  fault.file = place.file < c.files.size() ? c.files[place.file] : "";
  fault.line = place.line;
  fault.column = place.column;
  return fault;
}

// Rules that leave no package at all: reported at the first rule.
void warn_of_rules(const Case& c, const CancelToken& cancel, std::vector<Fault>& warnings) {
  if (c.rules.empty()) return;
  const ZoneTest test = find_package(problem(c, Utilities{}, {}), {}, {}, cancel);
  if (test.finding != Finding::none) return;
  Fault fault = at(c, c.rules[RuleId(0)].origin.place, FaultKind::warning_no_package);
  fault.sentence = "the rules leave no package: no agreement could keep them all";
  fault.hint = "take rules out one at a time to see which";
  warnings.push_back(std::move(fault));
}

// Where in the file a statement about preferences stands.
Place place_of(const Sheet& sheet, const std::string& id) {
  const PreferenceStatements& said = sheet.preferences;
  for (const Preference& preference : said.preferences)
    if (preference.id == id) return preference.origin.place;
  for (const Priority& priority : said.priorities)
    if (priority.id == id) return priority.origin.place;
  for (const Comparison& comparison : said.comparisons)
    if (comparison.id == id) return comparison.origin.place;
  for (const TermPoints& term : said.terms)
    if (term.id == id) return term.origin.place;
  if (said.no_agreement) return said.no_agreement->origin.place;
  return sheet.origin.place;
}

void warn_of_contradictions(const Case& c, std::vector<Fault>& warnings) {
  for (const Contradiction& contradiction : contradictions(c)) {
    const Sheet* sheet = c.sheet_of(contradiction.party);
    if (!sheet || contradiction.statements.empty()) continue;
    Fault fault =
        at(c, place_of(*sheet, contradiction.statements.front()), FaultKind::warning_contradiction);
    fault.sentence =
        "these statements cannot hold together: " + join_in_words(contradiction.statements);
    fault.hint = "any smaller set of them can; correct one, or ask the party";
    warnings.push_back(std::move(fault));
  }
}

CaseCheck check_of(const std::string& path, CaseReading reading) {
  CaseCheck check;
  check.path = path == "-" ? "<stdin>" : path;
  check.value = std::move(reading.value);
  check.faults = std::move(reading.faults);
  check.warnings = std::move(reading.warnings);
  return check;
}

bool before(const Fault& a, const Fault& b) {
  return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
}

}  // namespace

Result<CaseCheck> open_case(const std::string& path) {
  return reading_of(path).transform(
      [&](CaseReading reading) { return check_of(path, std::move(reading)); });
}

Result<CaseCheck> check_case(const std::string& path, const CancelToken& cancel) {
  return open_case(path).transform([&](CaseCheck check) {
    if (!check.value) return check;
    warn_of_rules(*check.value, cancel, check.warnings);
    warn_of_contradictions(*check.value, check.warnings);
    std::stable_sort(check.warnings.begin(), check.warnings.end(), before);
    check.packages = count_packages(*check.value);
    return check;
  });
}

}  // namespace caucus
