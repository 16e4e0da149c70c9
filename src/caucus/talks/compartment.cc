#include "caucus/talks/compartment.h"

#include "caucus/talks/drafts_then.h"
#include "caucus/talks/speaker.h"

namespace caucus {
namespace {

// Kinds whose words an analysis of the talks reads.
bool has_words(EventKind kind) {
  switch (kind) {
    case EventKind::message:
    case EventKind::offer:
    case EventKind::proposal:
    case EventKind::answer:
    case EventKind::position:
    case EventKind::line:
    case EventKind::precondition:
    case EventKind::understanding:
    case EventKind::read_back:
    case EventKind::critique:
    case EventKind::final_answer:
    case EventKind::approval:
    case EventKind::pressure:
      return true;
    default:
      return false;
  }
}

}  // namespace

Compartment compartment_of(const Case& c, const Event& event) {
  if (const auto party = caucus_of(c, event))
    return event.in_public ? Compartment{} : Compartment{CompartmentKind::caucus, *party};
  return {event.in_public ? CompartmentKind::everybody : CompartmentKind::mediators, PartyId(0)};
}

Compartment compartment_of(const Case& c, const Talks& talks, const SourceRef& source) {
  if (source.kind == SourceKind::event || source.kind == SourceKind::hidden_act)
    return compartment_of(c, talks.effective(source.index));
  return {CompartmentKind::reading, c.sheets.at(source.index).party};
}

std::vector<Compartment> compartments_of(const Case& c, const Talks& talks, const Label& label) {
  std::vector<Compartment> found;
  for (const SourceRef& source : label.sources())
    found.push_back(compartment_of(c, talks, source));
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::string name_of(const Case& c, const Compartment& compartment) {
  switch (compartment.kind) {
    case CompartmentKind::everybody:
      return "everybody";
    case CompartmentKind::mediators:
      return "the mediator";
    case CompartmentKind::caucus:
      return c.parties[compartment.party].id;
    case CompartmentKind::reading:
      break;
  }
  return "reading of " + c.parties[compartment.party].id;
}

Label label_of_sheets(const Case& c) {
  Label label;
  for (std::size_t sheet = 0; sheet < c.sheets.size(); ++sheet)
    label.join(Label::of_sheet(sheet));
  return label;
}

Label label_of_all_said(const Talks& talks) {
  std::vector<SourceRef> sources;
  for (EventIndex at = 0; at < talks.events.size(); ++at)
    if (!talks.is_correction(at) && has_words(kind_of(talks.effective(at))))
      sources.push_back(label_of_words_now(talks, at).sources().front());
  return Label::of_all(std::move(sources));
}

}  // namespace caucus
