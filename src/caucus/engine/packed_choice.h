// How does a package travel with the point it reaches? Packed: as many bits as the options of each
// issue need, the first issue in the highest bits of the first word.
//
// Packages of different issues are put together by adding words, and of two packages of the same
// issues the one with smaller words comes first in the order of issues and options. So no traces of
// how points came about are kept: 60 issues of 5 options take 24 bytes a point.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "caucus/engine/sum_space.h"

namespace caucus {

class ChoiceLayout {
 public:
  ChoiceLayout() = default;

  // For issues with so many options.
  explicit ChoiceLayout(const std::vector<std::size_t>& options) {
    unsigned used = 0;
    for (const std::size_t count : options) {
      const auto bits = static_cast<unsigned>(std::bit_width(count - 1));
      // A field never straddles two words.
      if (used % 64 + bits > 64) used += 64 - used % 64;
      fields_.push_back({used / 64, bits == 0 ? 0 : 64 - used % 64 - bits, bits});
      used += bits;
    }
    words_ = used / 64 + 1;
  }

  // Words of every package; at least one.
  std::size_t words() const { return words_; }

  // Sets an issue that has option 0 so far.
  void put(std::size_t issue, std::size_t option, std::uint64_t* package) const {
    package[fields_[issue].word] |= std::uint64_t{option} << fields_[issue].shift;
  }

  Choice unpacked(const std::uint64_t* package) const {
    Choice choice;
    for (const Field& field : fields_)
      choice.push_back(static_cast<std::uint16_t>(package[field.word] >> field.shift &
                                                  ((std::uint64_t{1} << field.bits) - 1)));
    return choice;
  }

 private:
  struct Field {
    std::size_t word;
    unsigned shift;
    unsigned bits;  // at most 16
  };

  std::vector<Field> fields_;  // [issue]
  std::size_t words_ = 1;
};

}  // namespace caucus
