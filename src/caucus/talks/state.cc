#include "caucus/talks/state.h"

#include <algorithm>

#include "caucus/base/assert.h"
#include "caucus/base/enum_word.h"

namespace caucus {
namespace {

// The life in `lives` that the event began, if it is of one of the kinds.
template <class Life>
const Life* life_in(const Talks& talks, const std::vector<Life>& lives, EventIndex event,
                    bool of_kind) {
  if (!of_kind || event >= talks.place.size() || talks.place[event] == no_place) return nullptr;
  return &lives[talks.place[event]];
}

bool is_kind(const Talks& talks, EventIndex event, EventKind kind) {
  return kind_of(talks.effective(event)) == kind;
}

}  // namespace

std::optional<EventIndex> Talks::find(const EventId& id) const {
  const auto found = by_id.find(id);
  if (found == by_id.end()) return std::nullopt;
  return found->second;
}

std::optional<EventIndex> Talks::find_label(std::string_view label) const {
  const auto found = by_label.find(std::string(label));
  if (found == by_label.end()) return std::nullopt;
  return found->second;
}

std::optional<EventIndex> Talks::meant(const EventId& id) const {
  auto found = find(id);
  while (found && events[*found].corrects)
    found = find(*events[*found].corrects);
  return found;
}

const Event& Talks::effective(EventIndex index) const {
  for (auto next = corrected_by.find(index); next != corrected_by.end();
       next = corrected_by.find(index))
    index = next->second;
  return events[index];
}

bool Talks::is_correction(EventIndex index) const {
  return events[index].corrects.has_value();
}

bool Talks::is_taken_out(EventIndex index) const {
  return corrected_by.contains(index) && kind_of(effective(index)) == EventKind::note &&
         kind_of(events[index]) != EventKind::note;
}

const TermsLife* Talks::life_of(EventIndex item) const {
  const EventKind kind = kind_of(effective(item));
  return life_in(
      *this, terms, item,
      kind == EventKind::offer || kind == EventKind::proposal || kind == EventKind::answer);
}

const LineLife* Talks::line_of(EventIndex event) const {
  return life_in(*this, lines, event, is_kind(*this, event, EventKind::line));
}

const PreconditionLife* Talks::precondition_of(EventIndex event) const {
  return life_in(*this, preconditions, event, is_kind(*this, event, EventKind::precondition));
}

const UnderstandingLife* Talks::understanding_of(EventIndex event) const {
  return life_in(*this, understandings, event, is_kind(*this, event, EventKind::understanding));
}

const DraftLife* Talks::draft_of(EventIndex event) const {
  return life_in(*this, text.drafts, event, is_kind(*this, event, EventKind::draft));
}

const CritiqueLife* Talks::critique_of(EventIndex event) const {
  return life_in(*this, text.critiques, event, is_kind(*this, event, EventKind::critique));
}

const PositionLife* Talks::position_of(std::string_view who, const Subject& about) const {
  const auto found = positions_at.find(std::pair(std::string(who), subject_code(about)));
  return found == positions_at.end() ? nullptr : &positions[found->second];
}

const DeadlineLife* Talks::deadline_of(std::string_view id) const {
  const auto found = std::find_if(deadlines.begin(), deadlines.end(),
                                  [&](const DeadlineLife& life) { return life.id == id; });
  return found == deadlines.end() ? nullptr : &*found;
}

const PassOn& Talks::permission_of(EventIndex index) const {
  const auto found = permissions.find(index);
  return effective(found == permissions.end() ? index : found->second).pass_on;
}

TalksState Talks::state_now() const {
  return states.empty() ? TalksState::exploring : states.back().is;
}

const PartyLife* TermsLife::with(PartyId party) const {
  const auto found = std::find_if(parties.begin(), parties.end(),
                                  [&](const PartyLife& life) { return life.party == party; });
  return found == parties.end() ? nullptr : &*found;
}

const DraftReader* DraftLife::reader(PartyId party) const {
  const auto found = std::find_if(readers.rbegin(), readers.rend(),
                                  [&](const DraftReader& reader) { return reader.party == party; });
  return found == readers.rend() ? nullptr : &*found;
}

const PartialPackage& terms_of(const Event& event) {
  static const PartialPackage none;
  if (const auto* offer = std::get_if<OfferEvent>(&event.body)) return offer->package;
  if (const auto* proposal = std::get_if<ProposalEvent>(&event.body)) return proposal->package;
  if (const auto* answer = std::get_if<AnswerEvent>(&event.body))
    if (answer->kind == AnswerKind::counter) return answer->package;
  return none;
}

std::uint32_t subject_code(const Subject& subject) {
  if (subject.issue) return static_cast<std::uint32_t>(subject.issue->index());
  CAUCUS_ASSERT(subject.total.has_value(), "a subject is an issue or a total");
  return static_cast<std::uint32_t>(IssueId::max_index + 1 + subject.total->index());
}

std::string_view token(PartyStep value) {
  static constexpr std::array<std::string_view, 8> words{"not_put",     "on_the_way", "put",
                                                         "no_answer",   "countered",  "refused",
                                                         "accepted_if", "accepted"};
  return enum_word(words, value);
}

std::string_view token(BodyStep value) {
  static constexpr std::array<std::string_view, 4> words{"put", "refuses", "consents_if",
                                                         "consents"};
  return enum_word(words, value);
}

std::string_view token(TermsStatus value) {
  static constexpr std::array<std::string_view, 15> words{"idea",
                                                          "proposed",
                                                          "on_the_way",
                                                          "put",
                                                          "countered",
                                                          "refused",
                                                          "accepted_by_some",
                                                          "refused_after_acceptance",
                                                          "agreed_by_delegates",
                                                          "before_bodies",
                                                          "refused_by_body",
                                                          "approved_by_all",
                                                          "revised",
                                                          "withdrawn",
                                                          "expired"};
  return enum_word(words, value);
}

std::string_view token(UnderstandingStatus value) {
  static constexpr std::array<std::string_view, 4> words{"noted", "read_back_by_some", "confirmed",
                                                         "differs"};
  return enum_word(words, value);
}

std::string_view token(BackwardKind value) {
  static constexpr std::array<std::string_view, 4> words{"position", "line", "offer", "answer"};
  return enum_word(words, value);
}

}  // namespace caucus
