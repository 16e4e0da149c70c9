// Where does this fact come from? Every entry of a case keeps the place it was written at and the
// sources it cites, so that every sentence of a document can be followed back to a fact.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "caucus/model/ids.h"

namespace caucus {

// A place in one of the case's files. Lines and columns count from 1; a column counts characters
// (code points), as editors do. `file` indexes Case::files.
struct Place {
  std::uint16_t file = 0;
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  friend auto operator<=>(const Place&, const Place&) = default;
};

// What every entry carries beside its own content.
struct Origin {
  Place place;                    // where the entry begins
  std::vector<SourceId> sources;  // as cited; may be empty
  std::string note;               // the writer's remark; may be empty
  std::string comment;            // comment lines that stand directly above the entry, without '#'
};

}  // namespace caucus
