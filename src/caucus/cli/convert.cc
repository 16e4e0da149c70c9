// `caucus convert`: research scenarios into cases, cases into scenarios, one format into another.
#include <array>

#include "caucus/base/text.h"
#include "caucus/cli/verbs.h"
#include "caucus/desk/scenario.h"

namespace caucus {
namespace {

struct TargetWord {
  std::string_view word;
  ConvertTarget target;
};
constexpr std::array target_words{
    TargetWord{"case", ConvertTarget::case_folder}, TargetWord{"genius", ConvertTarget::genius},
    TargetWord{"geniusweb", ConvertTarget::geniusweb}, TargetWord{"negmas", ConvertTarget::negmas},
    TargetWord{"negmas-json", ConvertTarget::negmas_json}};

// False after a complaint.
bool read_target(const Arguments& arguments, ConvertOptions& options, const Console& console) {
  const auto given = arguments.value("--to");
  if (!given) return true;
  for (const TargetWord& row : target_words)
    if (row.word == *given) {
      options.to = row.target;
      return true;
    }
  console.note("caucus: `--to` takes case, genius, geniusweb, negmas or negmas-json, not " +
               in_quotes(*given));
  return false;
}

bool read_semantics(const Arguments& arguments, ConvertOptions& options, const Console& console) {
  const auto given = arguments.value("--semantics");
  if (!given) return true;
  if (*given == "genius" || *given == "negmas") {
    options.reading.semantics =
        *given == "genius" ? ScenarioFamily::genius : ScenarioFamily::negmas;
    return true;
  }
  console.note("caucus: `--semantics` takes genius or negmas, not " + in_quotes(*given));
  return false;
}

void answer_in_words(const Conversion& conversion, Console& console) {
  for (const Fault& fault : conversion.faults)
    console.answer(to_string(fault) + "\n");
  std::array<std::size_t, 3> counts{};
  for (const ScenarioFinding& finding : conversion.findings) {
    console.answer(to_string(finding) + "\n");
    ++counts[static_cast<std::size_t>(class_of(finding.token))];
  }
  for (const std::string& path : conversion.written)
    console.answer("wrote " + path + "\n");
  console.answer(std::to_string(counts[0]) + " repaired, " + std::to_string(counts[1]) +
                 " noted, " + std::to_string(counts[2] + conversion.faults.size()) + " refused");
  if (conversion.written.empty()) console.answer("; nothing was written");
  // A case is read by its own language alone.
  if (!conversion.written.empty() && conversion.semantics)
    console.answer("; numbers read by the rules of " + std::string(token(*conversion.semantics)));
  console.answer("\n");
}

Exit run_convert(const Arguments& arguments, Console& console) {
  console.write_to({});  // here -o names the folder that is written, not where the answer goes
  const auto out = arguments.value("-o");
  if (!out) {
    console.note("caucus: `convert` needs -o FOLDER, a folder that does not exist yet");
    return Exit::usage;
  }
  ConvertOptions options;
  options.reading.strict = arguments.has("--strict");
  options.lossy = arguments.has("--lossy");
  if (!read_target(arguments, options, console) || !read_semantics(arguments, options, console))
    return Exit::usage;
  const Result<Conversion> conversion = convert(arguments.words.front(), *out, options);
  if (!conversion) return console.failed(conversion.error());
  if (arguments.has("--json"))
    console.answer(conversion_json(*conversion));
  else
    answer_in_words(*conversion, console);
  return conversion->written.empty() ? Exit::no : Exit::done;
}

}  // namespace

Command convert_command() {
  return {
      "convert",
      VerbGroup::research,
      "IN",
      "turn a GENIUS, GeniusWeb or NegMAS scenario into a case, or back",
      "IN is a folder with a domain and its profiles, the file of a domain, or a case. Everything "
      "that was repaired, noted or refused comes first, each as file:line:column: token: sentence; "
      "docs/reference/formats.md says what each means. Exit code 1 if something is refused: then "
      "nothing is written.",
      {{"-o", "FOLDER", "the folder to write; it must not exist yet, or be empty"},
       {"--to", "FORMAT",
        "case, genius, geniusweb, negmas or negmas-json; a scenario becomes a "
        "case and a case becomes genius unless said"},
       {"--semantics", "WORD", "read GENIUS's files by the rules of genius (default) or negmas"},
       {"--strict", "", "refuse files that would have to be repaired"},
       {"--lossy", "", "round or leave out, and list, what the other format cannot hold"},
       json_option},
      {{"caucus convert cases/textbook/logrolling -o logrolling --to geniusweb",
        "Hand a case to another tool:"},
       {"caucus convert cases/textbook/three-parties -o three --to negmas --lossy",
        "The same, leaving out what it cannot hold:"}},
      run_convert};
}

}  // namespace caucus
