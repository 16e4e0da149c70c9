// How is a draft of the single text called? "draft 2 (outline)", by number and title.
//
// `draft` is a place in TextLife::drafts. Internal to the module; for the team's documents, because
// the number counts all drafts. Errors: none. Complexity: constant.
#pragma once

#include <string>

#include "caucus/talks/state.h"

namespace caucus {

std::string name_of_draft(const Talks& talks, std::uint32_t draft);

}  // namespace caucus
