// Is a measured figure as good as the table of targets asks? Rows of benchmarks end with what this
// says; `./run bench engine` counts them and fails if one is missed.
#pragma once

#include <cstdio>
#include <functional>
#include <string>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace caucus {

inline std::string verdict(double figure, double target, const char* unit, bool met) {
  char text[160];
  std::snprintf(text, sizeof text, "%.4g %s (target %g: %s)", figure, unit, target,
                met ? "met" : "MISSED");
  return text;
}
inline std::string at_most(double figure, double target, const char* unit) {
  return verdict(figure, target, unit, figure <= target);
}
inline std::string at_least(double figure, double target, const char* unit) {
  return verdict(figure, target, unit, figure >= target);
}

// Peak memory of this process so far; it never falls.
inline double peak_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

// Runs a row in a process of its own, so that its peak memory is its own. True if it went well.
inline bool in_own_process(const std::function<bool()>& row) {
  std::fflush(stdout);
  const pid_t child = fork();
  if (child == 0) {
    const bool well = row();
    std::fflush(stdout);
    _exit(well ? 0 : 1);
  }
  int status = 1;
  return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

}  // namespace caucus
