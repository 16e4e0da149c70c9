// What was checked of a bundle, log by log: how much of it is there, and is it known who wrote it?
//
// That no fault was found is not all that a reader has to know. A part may leave out what matters,
// a log may be missing, and what was said in confidence could have been written by anybody who has
// no key at all, as long as the reader has none either.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/record/bundle.h"

namespace caucus::record {

struct BundleLog {
  LogClass log_class = LogClass::on_the_record;
  bool present = false;  // the bundle has the log
  bool whole = false;    // every entry from the first on
  std::uint64_t shown = 0;
  std::uint64_t size = 0;  // entries of the log, by its checkpoint
  // Whether each entry was found to be its author's. In confidence that takes the channel's key.
  bool author_checked = false;
};

struct BundleFound {
  Verification verification;    // entries of logs whose authors were not checked are not counted
  std::vector<BundleLog> logs;  // both classes, as far as the check came
};

BundleFound examine_bundle(std::string_view bundle, const BundleTrust& trust);

// "in_confidence: part, 3 of 19 entries; who wrote it was not checked, which takes the channel's
// key", as verify_record.py says it.
std::string sentence_of(const BundleLog& log);

}  // namespace caucus::record
