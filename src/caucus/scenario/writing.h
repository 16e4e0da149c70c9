// What the three writers share: names of files, shapes of numbers, and the list of findings.
//
// A writer asks for the text of a number and gets one, exact where that is possible; Writing notes
// what was rounded or left out and refuses what has no place. Everything is decided in exact
// numbers. Errors: findings.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/scenario/exact_number.h"
#include "caucus/scenario/write.h"

namespace caucus {

class Writing {
 public:
  Writing(const Scenario& scenario, std::string_view extension, bool lossy);

  // Names of the files to be: plain characters, each once.
  [[nodiscard]] const std::string& domain_file() const { return domain_file_; }
  [[nodiscard]] const std::string& profile_file(std::size_t profile) const {
    return profile_files_[profile];
  }

  void find(FindingToken token, const std::string& file, std::string sentence);
  // Refused, or with `lossy` noted as dropped. Returns whether to go on.
  bool drop(const std::string& file, const std::string& what);

  [[nodiscard]] const Scenario& scenario() const { return scenario_; }
  [[nodiscard]] bool lossy() const { return lossy_; }

  // Files and findings; no file where anything was refused.
  WrittenScenario finish(std::vector<WrittenFile> files);

 private:
  const Scenario& scenario_;
  bool lossy_;
  std::string domain_file_;
  std::vector<std::string> profile_files_;
  std::vector<ScenarioFinding> findings_;
};

// The largest sum that an additive utility can reach, cap aside; nothing past the exact range.
Rational largest_sum(const AdditiveWorth& additive);

// Whether no text stands twice in a list.
bool all_differ(const std::vector<std::string>& texts);

// Whether values are whole numbers one apart, as integer issues need.
bool is_run(const std::vector<Rational>& values);

// One writer per family.
WrittenScenario write_genius(const Scenario& scenario, bool lossy);
WrittenScenario write_geniusweb(const Scenario& scenario, bool lossy);
WrittenScenario write_negmas(const Scenario& scenario, bool json, bool lossy);

}  // namespace caucus
