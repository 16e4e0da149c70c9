// How does a sheet remember that its points are the utilities of a file?
//
// A sheet's utilities run from its worst package to its best, those of a research scenario do not.
// What was imported says so in the sheet's basis, in words, so that it can be written back as it
// was; a basis that reads otherwise is only a basis. Also what the exact numbers of both need.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "caucus/model/scenario.h"
#include "caucus/scenario/exact_number.h"

namespace caucus {

// "points are utilities by the rules of genius; cap 1; discount 0.9; file laptop_buyer.xml"
std::string basis_of(const ScenarioProfile& profile, ScenarioFamily semantics);

// What such a basis says; nothing for any other text.
struct ImportBasis {
  ScenarioFamily semantics = ScenarioFamily::genius;
  std::optional<Rational> cap = {};
  std::optional<Rational> discount = {};
};
std::optional<ImportBasis> import_basis(std::string_view basis);

// The note of an issue, "index 3 in the source file", and back.
std::string index_note(std::int64_t index);
std::optional<std::int64_t> index_in_note(std::string_view note);

}  // namespace caucus
