// From the words of a line to an event.
//
// Every fault of the line is reported, not the first alone; what is not understood is named, with
// the usage of the verb. Used by script_read.cc. Complexity: linear in the line.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "caucus/talks/script_lexer.h"
#include "caucus/talks/script_verbs.h"

namespace caucus {

// What lines may refer to by label: entries of the script so far, then of the talks before it.
struct KnownLabels {
  const Talks* before = nullptr;
  std::unordered_map<std::string, EventId> here = {};

  // Nothing for a label that names nothing.
  std::optional<EventId> find(const std::string& label) const;
  // What to write instead of a label that names nothing: the nearest, or where the labels are.
  std::string instead_of(std::string_view label) const;
};

// The rest of a line is parsed by slots: the words before the first slot, and each slot with what
// it takes. Building an event uses items up; what is left over at the end is a fault.
struct BuildInput {
  const Case& c;
  const KnownLabels& labels;
  std::vector<ScriptFault>& faults;
};

// `rest` begins with the verb. Sets label, pass_on, to, channel, sources, id, body and the like of
// `event`; who and said are set already. Whether the line gave an id of its own: `id:...`.
bool build_event(const BuildInput& input, const VerbRow& row, std::vector<ScriptToken> rest,
                 Event& event);

// Whether it may be a label: a letter, then letters, digits, `-`, `_` or `.`.
bool may_be_label(std::string_view word);

// "did you mean ...?" or "".
std::string meant_hint(std::string_view word, std::vector<std::string_view> known);

}  // namespace caucus
