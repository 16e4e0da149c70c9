#include "caucus/casefile/fault_log.h"

#include <algorithm>
#include <tuple>

namespace caucus {

void FaultLog::add(Place place, Complaint finding) {
  const bool warning = is_warning(finding.kind);
  ++(warning ? warning_count_ : fault_count_);
  std::vector<Entry>& entries = warning ? warnings_ : faults_;
  if (entries.size() < faults_max) entries.push_back({place, std::move(finding)});
}

std::vector<Fault> FaultLog::sorted(std::vector<Entry> entries, std::size_t count) const {
  const auto key = [](const Entry& e) {
    return std::tie(e.place, e.finding.kind, e.finding.sentence);
  };
  std::stable_sort(entries.begin(), entries.end(),
                   [&](const Entry& a, const Entry& b) { return key(a) < key(b); });
  const std::size_t beyond = count - entries.size();
  entries.erase(std::unique(entries.begin(), entries.end(),
                            [&](const Entry& a, const Entry& b) { return key(a) == key(b); }),
                entries.end());
  std::vector<Fault> faults;
  faults.reserve(entries.size() + 1);
  for (Entry& e : entries)
    faults.push_back({e.finding.kind, files_[e.place.file], e.place.line, e.place.column,
                      std::move(e.finding.sentence), std::move(e.finding.hint)});
  if (beyond > 0) {
    const FaultKind kind = faults.back().kind;
    faults.push_back({kind, "", 0, 0, "and " + std::to_string(beyond) + " more", ""});
  }
  return faults;
}

}  // namespace caucus
