// Any bytes as the files of a case, divided by lines of `===`: the first is case.toml, the others
// are sheets. The reader must say what is wrong with them and never crash, hang, leak or throw; and
// what it lets through must hold up: rules and totals can be evaluated without overflow.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <vector>

#include "caucus/base/assert.h"
#include "caucus/casefile/read.h"

namespace {

using namespace caucus;

std::vector<CaseText> texts_of(std::string_view bytes) {
  std::vector<CaseText> texts;
  constexpr std::string_view divider = "\n===\n";
  while (true) {
    const std::size_t end = bytes.find(divider);
    const std::string path = texts.empty() ? "case.toml" : "views/" + std::to_string(texts.size());
    texts.push_back({path, std::string(bytes.substr(0, end)), !texts.empty()});
    if (end == std::string_view::npos) return texts;
    bytes.remove_prefix(end + divider.size());
  }
}

void check_sorted(const std::vector<Fault>& faults, bool warnings) {
  for (std::size_t at = 0; at < faults.size(); ++at) {
    CAUCUS_ASSERT(is_warning(faults[at].kind) == warnings, "faults and warnings stand apart");
    CAUCUS_ASSERT(!faults[at].sentence.empty(), "a fault has a sentence");
    if (at == 0 || faults[at].file != faults[at - 1].file) continue;
    const auto place = [&](const Fault& f) { return std::tie(f.line, f.column); };
    CAUCUS_ASSERT(place(faults[at - 1]) <= place(faults[at]), "faults are sorted");
  }
}

// Evaluates everything for the package of all first, and of all last options.
void check_evaluates(const Case& c) {
  for (const bool last : {false, true}) {
    std::vector<OptionIndex> options;
    for (const Issue& issue : c.issues)
      options.push_back(last ? static_cast<OptionIndex>(issue.options.size() - 1) : 0);
    const Package package = c.canonical(Package(std::move(options)));
    feasible(c, package);
    for (const Total& total : c.totals)
      amount(c, total.is, package);
    for (const Sheet& sheet : c.sheets) {
      for (const Position& position : sheet.positions)
        truth(c, position.is, package);
      for (const Line& line : sheet.lines)
        if (line.is) truth(c, *line.is, package);
      for (const TermPoints& term : sheet.preferences.terms)
        truth(c, term.when, package);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const CaseReading reading = read_case_texts(texts_of(bytes));
  CAUCUS_ASSERT(reading.value.has_value() == reading.faults.empty(),
                "a case comes out exactly when there is no fault");
  check_sorted(reading.faults, false);
  check_sorted(reading.warnings, true);
  if (reading.value) check_evaluates(*reading.value);
  return 0;
}
