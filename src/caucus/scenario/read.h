// Which scenario do these files describe, and what is odd or wrong with them?
//
// One domain and its profiles, in the files of GENIUS, GeniusWeb or NegMAS. Every file is read to
// its end and every finding kept; a Scenario comes out exactly when nothing is refused. Parties are
// called by the stems of their profiles and stand in the natural order of the files' names (2
// before 10).
//
// Errors: an Error only where nothing can be opened; everything else is a finding. The reading of
// texts is pure and total, whatever the bytes. Complexity: linear in the bytes and in what they
// describe, within the limits of finding_log.h.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/base/result.h"
#include "caucus/model/scenario.h"
#include "caucus/scenario/finding.h"

namespace caucus {

struct ScenarioOptions {
  // By whose rules GENIUS's XML is read: genius unless said. Other files know their own only.
  std::optional<ScenarioFamily> semantics = {};
  bool strict = false;  // what would be repaired is refused
};

// One file, already in memory.
struct ScenarioText {
  std::string path;
  std::string text;
  bool chosen = false;  // this domain is meant, whatever other domains there are
};

struct ScenarioReading {
  std::optional<Scenario> value;          // there exactly when no finding is refused
  std::vector<ScenarioFinding> findings;  // file by file as given, each file's sorted by place
  bool strict = false;
};

// Files whose names end in none of .xml, .json, .yml and .yaml, or begin with `_`, are passed over.
ScenarioReading read_scenario_texts(std::span<const ScenarioText> texts,
                                    const ScenarioOptions& options);

// A folder (its domain and all profiles in it, or those that its domainrepository.xml names), or
// the file of a domain with the profiles beside it.
Result<ScenarioReading> read_scenario(const std::string& path, const ScenarioOptions& options);

// "laptop_domain" of "a/laptop_domain.xml".
std::string_view file_stem(std::string_view path);
// Whether a name comes first in natural order: runs of digits compare as numbers.
bool natural_less(std::string_view a, std::string_view b);

// The url texts of the first domain of a domainrepository.xml, or of the one whose url ends in
// `domain` unless that is empty; findings say what is wrong with it.
struct RepositoryItem {
  std::string domain;
  std::vector<std::string> profiles;
};
struct RepositoryReading {
  std::vector<RepositoryItem> items;
  std::vector<ScenarioFinding> findings;
};
RepositoryReading read_repository(const ScenarioText& file);

}  // namespace caucus
