// Converting between the formats of research scenarios and cases.
#include <algorithm>
#include <filesystem>
#include <iterator>

#include <nlohmann/json.hpp>

#include "caucus/desk/new_folder.h"
#include "caucus/desk/scenario.h"

namespace caucus {
namespace {

namespace fs = std::filesystem;

bool is_case(const std::string& path) {
  std::error_code ignored;
  return fs::path(path).extension() == ".toml" || fs::exists(fs::path(path) / "case.toml", ignored);
}

ScenarioFormat format_of(ConvertTarget target) {
  switch (target) {
    case ConvertTarget::genius:
      return ScenarioFormat::genius;
    case ConvertTarget::geniusweb:
      return ScenarioFormat::geniusweb;
    case ConvertTarget::negmas:
      return ScenarioFormat::negmas;
    case ConvertTarget::negmas_json:
    case ConvertTarget::case_folder:
      break;
  }
  return ScenarioFormat::negmas_json;
}

WrittenScenario written_as(const Scenario& scenario, ConvertTarget target, bool lossy) {
  if (target == ConvertTarget::case_folder) return case_of_scenario(scenario, lossy);
  return write_scenario(scenario, format_of(target), lossy);
}

void append(std::vector<ScenarioFinding>& to, std::vector<ScenarioFinding> from) {
  std::ranges::move(from, std::back_inserter(to));
}

// The scenario to write, or nothing when something about the input is refused.
Result<std::optional<Scenario>> read(const std::string& in, const ConvertOptions& options,
                                     Conversion& conversion) {
  if (!is_case(in)) {
    Result<ScenarioReading> reading = open_scenario(in, options.reading);
    if (!reading) return fail(reading.error());
    append(conversion.findings, std::move(reading->findings));
    return std::move(reading->value);
  }
  Result<CaseCheck> opened = open_case(in);
  if (!opened) return fail(opened.error());
  conversion.faults = opened->faults;
  if (!opened->value) return std::optional<Scenario>{};
  CaseAsScenario scenario = scenario_of_case(*opened->value, options.lossy);
  append(conversion.findings, std::move(scenario.findings));
  return std::move(scenario.value);
}

}  // namespace

Result<ScenarioReading> open_scenario(const std::string& path, const ScenarioOptions& options) {
  return read_scenario(path, options);
}

Result<Conversion> convert(const std::string& in, const std::string& out,
                           const ConvertOptions& options) {
  Conversion conversion;
  Result<std::optional<Scenario>> scenario = read(in, options, conversion);
  if (!scenario) return fail(scenario.error());
  if (!*scenario) return conversion;
  if (!is_case(in)) conversion.semantics = (*scenario)->semantics;
  const ConvertTarget target =
      options.to.value_or(is_case(in) ? ConvertTarget::genius : ConvertTarget::case_folder);
  WrittenScenario written = written_as(**scenario, target, options.lossy);
  append(conversion.findings, std::move(written.findings));
  if (refuses(conversion.findings)) return conversion;
  std::vector<NamedText> files;
  for (WrittenFile& file : written.files)
    files.push_back({std::move(file.path), std::move(file.text)});
  Result<std::vector<std::string>> paths = write_new_folder(out, files);
  if (!paths) return fail(paths.error());
  conversion.written = std::move(*paths);
  return conversion;
}

std::string conversion_json(const Conversion& conversion) {
  using Json = nlohmann::ordered_json;
  Json findings = Json::array();
  for (const ScenarioFinding& finding : conversion.findings)
    findings.push_back({{"token", token(finding.token)},
                        {"class", token(class_of(finding.token))},
                        {"file", finding.file},
                        {"line", finding.line},
                        {"column", finding.column},
                        {"sentence", finding.sentence}});
  Json faults = Json::array();
  for (const Fault& fault : conversion.faults)
    faults.push_back(to_string(fault));
  const Json semantics = conversion.semantics ? Json(token(*conversion.semantics)) : Json(nullptr);
  const Json document{{"format", "caucus.convert/1"}, {"ok", !conversion.written.empty()},
                      {"semantics", semantics},       {"written", conversion.written},
                      {"findings", findings},         {"faults", faults}};
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace caucus
