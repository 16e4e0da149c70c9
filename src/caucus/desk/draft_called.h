// Which draft does a word of the mediator mean?
//
// A label, `@` and an id, or a number: drafts are numbered from 1 as the mediator wrote them, so
// that both are for the mediator alone. Errors: none. Complexity: linear in the drafts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "caucus/talks/state.h"

namespace caucus {

// As a place in TextLife::drafts; nothing where no draft is called that.
std::optional<std::uint32_t> draft_called(const Talks& talks, std::string_view name);

// What to say then: "no draft is called `9`; there are 2 drafts".
std::string no_draft_called(const Talks& talks, std::string_view name);

}  // namespace caucus
