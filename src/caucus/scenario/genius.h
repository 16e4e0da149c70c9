// What do the XML files of GENIUS mean: a domain, and the profiles that go with it?
//
// The numbers are read as GENIUS computes with them, which is not always what the files seem to
// say: evaluations are divided by the largest of their issue in the same profile, number issues are
// clamped to 0..1, weights of nested objectives do not count, and utilities are capped at 1. The
// same files read as NegMAS reads them (`ScenarioFamily::negmas`) give other numbers, offered for
// comparison. What is odd is noted, what cannot be read is refused; both with their places.
//
// Source: the behaviour of GENIUS 10.4 (Lin, Kraus, Baarslag, Tykhonov, Hindriks, Jonker 2014),
// described in docs/reference/formats.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "caucus/model/scenario.h"
#include "caucus/scenario/finding_log.h"
#include "caucus/scenario/xml_tree.h"

namespace caucus {

struct GeniusIssue {
  ScenarioIssue issue;
  std::vector<std::string> written;  // options as in the file where they contain `&`; else empty
};

struct GeniusDomain {
  std::vector<GeniusIssue> issues;
};

// What an XML file is, by its root element.
enum class GeniusFile { domain, profile, repository, other };
GeniusFile genius_file_kind(const XmlElement& root);

// Nothing when something is refused, as the log says.
std::optional<GeniusDomain> read_genius_domain(const XmlElement& root, FindingLog& log);

// The profile of one party; `party` is left for the caller. semantics: genius or negmas.
std::optional<ScenarioProfile> read_genius_profile(const XmlElement& root,
                                                   const GeniusDomain& domain,
                                                   ScenarioFamily semantics, FindingLog& log);

}  // namespace caucus
