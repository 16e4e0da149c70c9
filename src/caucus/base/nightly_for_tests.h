// How many cases does a test of faults try?
//
// Some hundreds at every commit; in the night, with CAUCUS_NIGHTLY=1, as many as
// docs/reference/reliability.md reports. `./run nightly record` runs them.
//
// Errors: none. Complexity: constant.
#pragma once

#include <cstdlib>
#include <string_view>

namespace caucus::for_tests {

inline bool is_nightly() {
  const char* said = std::getenv("CAUCUS_NIGHTLY");
  return said != nullptr && !std::string_view(said).empty() && std::string_view(said) != "0";
}

// The one of two numbers that is asked for.
template <class Number>
Number day_or_night(Number day, Number night) {
  return is_nightly() ? night : day;
}

}  // namespace caucus::for_tests
