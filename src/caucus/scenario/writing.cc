#include "caucus/scenario/writing.h"

#include <algorithm>
#include <set>

namespace caucus {
namespace {

// A name that every file system takes; what it does not take becomes `_`.
std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    const bool takes = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == ' ' || c == '.' || c == '+';
    plain += takes ? c : '_';
  }
  plain = plain.substr(0, 100);
  // A leading `.` hides a file and a leading `_` hides it from readers of scenarios.
  while (!plain.empty() && (plain.front() == '.' || plain.front() == '_' || plain.front() == ' '))
    plain.erase(0, 1);
  return plain.empty() ? "unnamed" : plain;
}

std::string unique(std::string name, std::set<std::string>& taken) {
  std::string candidate = name;
  for (int number = 2; !taken.insert(candidate).second; ++number)
    candidate = name + "-" + std::to_string(number);
  return candidate;
}

}  // namespace

Writing::Writing(const Scenario& scenario, std::string_view extension, bool lossy)
    : scenario_(scenario), lossy_(lossy) {
  std::set<std::string> taken;
  const std::string end(extension);
  for (const ScenarioProfile& profile : scenario.profiles)
    profile_files_.push_back(unique(plain_name(profile.party), taken) + end);
  std::string domain = plain_name(scenario.name);
  if (taken.contains(domain)) domain += "-domain";
  domain_file_ = unique(domain, taken) + end;
}

void Writing::find(FindingToken token, const std::string& file, std::string sentence) {
  findings_.push_back({token, file, 0, 0, std::move(sentence)});
}

bool Writing::drop(const std::string& file, const std::string& what) {
  find(lossy_ ? FindingToken::dropped : FindingToken::cannot_hold, file, what);
  return lossy_;
}

WrittenScenario Writing::finish(std::vector<WrittenFile> files) {
  WrittenScenario written;
  written.findings = std::move(findings_);
  if (!refuses(written.findings)) written.files = std::move(files);
  return written;
}

Rational largest_sum(const AdditiveWorth& additive) {
  Rational sum;
  for (const std::vector<Rational>& options : additive.worth)
    sum += std::ranges::max(options);
  return sum;
}

bool all_differ(const std::vector<std::string>& texts) {
  return std::set<std::string_view>(texts.begin(), texts.end()).size() == texts.size();
}

bool is_run(const std::vector<Rational>& values) {
  if (values.empty() || !values.front().is_whole()) return false;
  for (std::size_t at = 1; at < values.size(); ++at)
    if (values[at] != values[at - 1] + Rational(1)) return false;
  return true;
}

WrittenScenario write_scenario(const Scenario& scenario, ScenarioFormat format, bool lossy) {
  switch (format) {
    case ScenarioFormat::genius:
      return write_genius(scenario, lossy);
    case ScenarioFormat::geniusweb:
      return write_geniusweb(scenario, lossy);
    case ScenarioFormat::negmas:
      return write_negmas(scenario, false, lossy);
    case ScenarioFormat::negmas_json:
      return write_negmas(scenario, true, lossy);
  }
  return {};
}

}  // namespace caucus
