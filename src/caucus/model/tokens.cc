// The snake_case words of the model's enumerations: the same in files, JSON and documents.

#include "caucus/base/enum_word.h"
#include "caucus/model/case.h"

namespace caucus {

std::string_view token(TalksState state) {
  static constexpr std::array<std::string_view, 11> words{
      "exploring", "drafting",  "proposed",  "accepted_by_some", "agreed",   "in_force",
      "stalled",   "suspended", "collapsed", "resumed",          "completed"};
  return enum_word(words, state);
}

std::string_view token(DeadlineKind kind) {
  static constexpr std::array<std::string_view, 2> words{"soft", "hard"};
  return enum_word(words, kind);
}

std::string_view token(ActorKind kind) {
  static constexpr std::array<std::string_view, 5> words{"mediator", "holder", "guarantor",
                                                         "verifier", "intermediary"};
  return enum_word(words, kind);
}

std::string_view token(Bound bound) {
  static constexpr std::array<std::string_view, 6> words{"exactly",   "about",   "at_least",
                                                         "more_than", "at_most", "less_than"};
  return enum_word(words, bound);
}

std::string_view token(ResolutionWord resolution) {
  static constexpr std::array<std::string_view, 5> words{"prioritise_source", "range",
                                                         "defer_category", "pending", "dialogue"};
  return enum_word(words, resolution);
}

std::string_view token(Audience audience) {
  static constexpr std::array<std::string_view, 3> words{"public", "private", "inferred"};
  return enum_word(words, audience);
}

std::string_view token(Firmness firmness) {
  static constexpr std::array<std::string_view, 4> words{"open", "leaning", "firm", "fixed"};
  return enum_word(words, firmness);
}

std::string_view token(Sure sure) {
  static constexpr std::array<std::string_view, 4> words{"certain", "likely", "possible",
                                                         "doubtful"};
  return enum_word(words, sure);
}

std::string_view token(Importance importance) {
  static constexpr std::array<std::string_view, 4> words{"vital", "high", "medium", "low"};
  return enum_word(words, importance);
}

std::string_view token(LineKind kind) {
  static constexpr std::array<std::string_view, 3> words{"red_line", "bottom_line", "precondition"};
  return enum_word(words, kind);
}

}  // namespace caucus
