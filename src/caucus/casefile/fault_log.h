// Where do the faults of one reading go? Into one log: each once, in the order of the files, and
// not more of them than anybody would read.
//
// Beyond `faults_max` faults are only counted. Complexity: linear, plus a sort at the end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "caucus/casefile/fault.h"
#include "caucus/model/origin.h"

namespace caucus {

inline constexpr std::size_t faults_max = 1000;

// What is wrong and what to do about it.
struct Complaint {
  FaultKind kind = FaultKind::syntax;
  std::string sentence;
  std::string hint = {};
};

class FaultLog {
 public:
  // `files` are the paths as opened; Place::file indexes them.
  explicit FaultLog(std::vector<std::string> files) : files_(std::move(files)) {}

  // A place of line 0 means the file as a whole.
  void add(Place place, Complaint finding);

  // Faults so far (not warnings), counted beyond the limit as well.
  std::size_t fault_count() const { return fault_count_; }
  // Further faults are only counted: no use in working out a hint.
  bool full() const { return faults_.size() >= faults_max; }

  // Sorted by file (in the order given), line and column; equal ones once; "and N more" at the end.
  std::vector<Fault> faults() const { return sorted(faults_, fault_count_); }
  std::vector<Fault> warnings() const { return sorted(warnings_, warning_count_); }

 private:
  struct Entry {
    Place place;
    Complaint finding;
  };
  std::vector<Fault> sorted(std::vector<Entry> entries, std::size_t count) const;

  std::vector<std::string> files_;
  std::vector<Entry> faults_;
  std::vector<Entry> warnings_;
  std::size_t fault_count_ = 0;
  std::size_t warning_count_ = 0;
};

}  // namespace caucus
