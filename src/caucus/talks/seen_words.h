// Which words of an event may be shown to somebody who may see it?
//
// The one place where an event's fields are copied into a view. What is not copied here (readings,
// sources, sureness, firmness, grounds of a clause, audience, label ...) reaches no party.
//
// Errors: none. Complexity: linear in the event.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "caucus/talks/party_view.h"

namespace caucus {

// Kind, word, texts, terms and dates of the event; number, time, ids and references are left open.
Seen words_of(const Event& event);

// The entries of the record that those words refer to, in the order in which a reader meets them.
std::vector<EventId> seen_references(const Event& event);

// Ids of entries: from the words, the time, the way it came and the ids referred to, and a number
// among equal ones. Nothing else goes in, so equal views have equal ids on any machine.
class SeenIds {
 public:
  std::string next(const Case& c, const PartyView& view, const Seen& seen);

 private:
  std::map<std::string, std::uint32_t> equal_;  // a tree: no event waits for a rehash
};

}  // namespace caucus
