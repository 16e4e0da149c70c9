// The snake_case words of the model's enumerations: the same in files, JSON and documents.
#include <array>

#include "caucus/base/assert.h"
#include "caucus/model/case.h"

namespace caucus {
namespace {

template <std::size_t N, class E>
std::string_view word(const std::array<std::string_view, N>& words, E value) {
  const auto at = static_cast<std::size_t>(value);
  CAUCUS_ASSERT(at < N, "every enumerator has a token");
  return words[at];
}

}  // namespace

std::string_view token(TalksState state) {
  static constexpr std::array<std::string_view, 11> words{
      "exploring", "drafting",  "proposed",  "accepted_by_some", "agreed",   "in_force",
      "stalled",   "suspended", "collapsed", "resumed",          "completed"};
  return word(words, state);
}

std::string_view token(DeadlineKind kind) {
  static constexpr std::array<std::string_view, 2> words{"soft", "hard"};
  return word(words, kind);
}

std::string_view token(ActorKind kind) {
  static constexpr std::array<std::string_view, 5> words{"mediator", "holder", "guarantor",
                                                         "verifier", "intermediary"};
  return word(words, kind);
}

std::string_view token(Bound bound) {
  static constexpr std::array<std::string_view, 6> words{"exactly",   "about",   "at_least",
                                                         "more_than", "at_most", "less_than"};
  return word(words, bound);
}

std::string_view token(ResolutionWord resolution) {
  static constexpr std::array<std::string_view, 5> words{"prioritise_source", "range",
                                                         "defer_category", "pending", "dialogue"};
  return word(words, resolution);
}

std::string_view token(Audience audience) {
  static constexpr std::array<std::string_view, 3> words{"public", "private", "inferred"};
  return word(words, audience);
}

std::string_view token(Firmness firmness) {
  static constexpr std::array<std::string_view, 4> words{"open", "leaning", "firm", "fixed"};
  return word(words, firmness);
}

std::string_view token(Sure sure) {
  static constexpr std::array<std::string_view, 4> words{"certain", "likely", "possible",
                                                         "doubtful"};
  return word(words, sure);
}

std::string_view token(Importance importance) {
  static constexpr std::array<std::string_view, 4> words{"vital", "high", "medium", "low"};
  return word(words, importance);
}

std::string_view token(LineKind kind) {
  static constexpr std::array<std::string_view, 3> words{"red_line", "bottom_line", "precondition"};
  return word(words, kind);
}

}  // namespace caucus
