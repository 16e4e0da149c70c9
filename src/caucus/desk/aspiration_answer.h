// "Is there a package that gives at least this to each?", answered in words and as JSON, alike for
// cases and scenarios.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "caucus/analysis/aspirations.h"

namespace caucus {

struct AskedAnswer {
  std::string title;
  std::vector<std::string> ids;    // of the parties, in the order of the wishes
  std::vector<std::string> names;  // for people
  Aspirations wishes;
  AspirationAnswer answer;
  std::vector<std::pair<std::string, std::string>> package;  // issue and option, ids or names
};

AskedAnswer asked(const Case& c, const Utilities& utilities, const Aspirations& wishes,
                  const RoomOptions& options, const CancelToken& cancel);
AskedAnswer asked(const Scenario& scenario, const Aspirations& wishes, const CancelToken& cancel);

// A sentence or three: yes and what each gets; or which wishes cannot be met together, and the most
// each of them can have while the others keep theirs.
std::string asked_in_words(const AskedAnswer& asked);

// caucus.asked/1, field by field in docs/reference/json.md.
std::string asked_json(const AskedAnswer& asked);

}  // namespace caucus
