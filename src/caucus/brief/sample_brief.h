// A small case made in code, with something in every section of the brief; for tests only.
//
// Two parties, North and South, three issues, one total, a phase that follows another, contested
// figures, an expected change of state, a position that moved towards and back. Written down in
// sample_brief_test.cc. Errors: none.
#pragma once

#include <string>

#include "caucus/brief/brief.h"

namespace caucus {

// The case; every text somebody could have written has `tail` after it, ids included where the
// case prints them.
Case sample_case(const std::string& tail = "");

// Values of analysis for it, made by hand where tests need something particular to be there.
struct SampleValues {
  explicit SampleValues(const std::string& tail = "");

  Case c;
  Utilities central;
  Room room;
  Stuck stuck;
  Stuck stuck_with_positions;
  std::vector<OptionNote> options;
  std::vector<OpenQuestion> questions;
  Readings readings;

  // What changed is told since 1 March 2024.
  BriefInputs inputs() const;
};

}  // namespace caucus
