// How is a scenario written in the formats of GENIUS, GeniusWeb and NegMAS?
//
// Reading what was written gives the same utility for every package, exactly; where a format cannot
// hold a number exactly, the largest error is a finding. What a format has no place for is refused
// by name (cannot_hold), or with `lossy` left out or rounded and listed. Nothing is written then.
//
// Sources: the three formats as docs/reference/formats.md describes them. Errors: findings.
#pragma once

#include <string>
#include <vector>

#include "caucus/model/scenario.h"
#include "caucus/scenario/finding.h"

namespace caucus {

enum class ScenarioFormat { genius, geniusweb, negmas, negmas_json };

struct WrittenFile {
  std::string path;  // a plain name; the stem of a profile is its party
  std::string text;
};

struct WrittenScenario {
  std::vector<WrittenFile> files;         // the domain first; empty when a finding is refused
  std::vector<ScenarioFinding> findings;  // `file` is the file that is or would be written
};

WrittenScenario write_scenario(const Scenario& scenario, ScenarioFormat format, bool lossy);

}  // namespace caucus
