// May this be repeated, to whom, in which form, and until when?
//
// Every entry of the talks carries a pass-on permission, given by whoever said it. The default is
// `hold`: it stays with the mediator. Forms are ordered by how much they give away; a permission
// allows its own form and every later, weaker one, so who may quote may also ask a question.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/base/date.h"

namespace caucus {

// From the form that gives most away to `hold`, which gives nothing. The order is used.
enum class PassOnForm : std::uint8_t {
  verbatim,          // the very words
  paraphrase,        // the content in the mediator's words
  as_mediator_idea,  // as if the mediator had thought of it
  as_question,       // only as a question
  hold,              // not at all
};

struct PassOn {
  PassOnForm form = PassOnForm::hold;
  std::vector<std::string> to = {};  // parties or actors; empty: whoever the mediator chooses
  std::optional<Date> until = std::nullopt;  // the last day on which it may be passed on
  bool attributed = true;                    // may be said to come from the speaker

  friend bool operator==(const PassOn&, const PassOn&) = default;
};

// The tokens of scripts, JSON and documents: "verbatim" ... "hold".
std::string_view token(PassOnForm form);
std::optional<PassOnForm> pass_on_form(std::string_view token);

// What the mediator wants to do with a source.
struct PassingOn {
  PassOnForm form = PassOnForm::hold;
  std::string to;          // a party or actor
  bool attributed = true;  // says whose words they are
};

// Does the permission allow it on that day? Passing on as the mediator's idea or as a question
// never says whose it was, so `attributed` counts for the two stronger forms alone.
bool permits(const PassOn& permission, const PassingOn& wanted, Date day);

}  // namespace caucus
