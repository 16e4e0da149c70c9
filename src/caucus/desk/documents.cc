#include "caucus/desk/documents.h"

#include <algorithm>
#include <utility>

#include "caucus/base/assert.h"
#include "caucus/base/text.h"
#include "caucus/brief/case_as_said.h"
#include "caucus/desk/draft_called.h"
#include "caucus/desk/talks_summary.h"

namespace caucus {
namespace {

// The day of the last entry; for a party of those that it has seen.
std::optional<Date> last_day(const Talks* talks, const ViewKeeper* keeper) {
  if (keeper != nullptr) {
    const PartyView& view = keeper->view();
    if (view.in_time.empty()) return std::nullopt;
    return view.at(view.in_time.back()).when.day();
  }
  std::optional<Date> last;
  for (EventIndex at = 0; talks != nullptr && at < talks->events.size(); ++at) {
    const Date day = talks->effective(at).said.day();
    last = last ? std::max(*last, day) : day;
  }
  return last;
}

// Terms by the name that the timeline gives them.
std::optional<EventIndex> terms_called(const Talks& talks, const std::string& name) {
  const auto at = event_called(talks, name);
  if (!at || talks.life_of(*at) == nullptr) return std::nullopt;
  return at;
}

// Fills in what the request names; a sentence where there is nothing of that name.
std::string find_named(const DocumentRequest& request, DocumentInputs& inputs) {
  static const Talks none;
  const Talks& talks = request.talks != nullptr ? *request.talks : none;
  if (!request.terms.empty()) {
    inputs.terms = terms_called(talks, request.terms);
    if (!inputs.terms)
      return "no terms are called " + in_quotes(request.terms) +
             "; `caucus talks timeline CASE` has the names";
  }
  for (const auto& [name, draft] :
       {std::pair(&request.draft, &inputs.draft), std::pair(&request.against, &inputs.against)}) {
    if (name->empty()) continue;
    *draft = draft_called(talks, *name);
    if (!*draft) return no_draft_called(talks, *name);
  }
  return "";
}

std::string why_not(const DocumentKind& kind, const DocumentRequest& request,
                    const DocumentInputs& inputs) {
  if (request.to && kind.for_party == nullptr)
    return "the document " + in_quotes(kind.name) +
           " is for the mediator\u2019s team alone: it rests on what several sides said";
  if (!request.to && kind.for_team == nullptr)
    return "the document " + in_quotes(kind.name) + " is for a party: say for which";
  if (kind.needs_draft && !draft_meant(inputs))
    return request.to ? "no draft was shown to this party that it still has"
                      : "no draft is recorded in the talks of this case";
  return "";
}

// What a party's document names is not there, or is another's: one answer for both.
constexpr std::string_view not_before_it =
    "what the document is asked to be about is not before this party, or not any more";

MadeDocument for_party(const DocumentKind& kind, const DocumentInputs& inputs) {
  MadeDocument made;
  const LeakCheck check(inputs.of, *inputs.talks, *inputs.keeper);
  auto checked = check.release(kind.for_party(inputs));
  if (checked.given) {
    made.document = checked.given->value_for(inputs.keeper->party());
    return made;
  }
  const bool named = inputs.terms || inputs.draft || inputs.against;
  made.refused = named ? not_before_it : "the document would give away what its reader may not see";
  made.leaks = std::move(checked.leaks);
  return made;
}

}  // namespace

std::vector<DocumentListing> document_listings(const Talks* talks) {
  std::vector<DocumentListing> all;
  for (const DocumentKind& kind : document_kinds()) {
    DocumentListing one{std::string(kind.name),
                        std::string(kind.title),
                        std::string(kind.says),
                        kind.for_team != nullptr,
                        kind.for_party != nullptr,
                        {},
                        ""};
    for (const Format& format : formats())
      if (format.fits(kind)) one.formats.emplace_back(format.name);
    if (kind.needs_draft && (talks == nullptr || talks->text.drafts.empty()))
      one.missing = "no draft is recorded";
    all.push_back(std::move(one));
  }
  return all;
}

MadeDocument made_document(const Case& c, const DocumentRequest& request,
                           const CancelToken& cancel) {
  const DocumentKind* kind = find_document(request.name);
  CAUCUS_ASSERT(kind, "documents are asked for by a name of the list");
  static const Talks nothing_said;
  DocumentInputs inputs{c,  request.talks, std::nullopt, {}, nullptr, nullptr, {}, {},
                        {}, request.form};
  if (!request.version.empty()) inputs.program = "caucus " + request.version;
  std::optional<ViewKeeper> keeper;
  if (request.to) {
    if (inputs.talks == nullptr) inputs.talks = &nothing_said;
    keeper.emplace(c, *request.to);
    keeper->follow(*inputs.talks);
    inputs.keeper = &*keeper;
  }
  inputs.day = request.day ? request.day
               : c.as_of   ? c.as_of
                           : last_day(inputs.talks, inputs.keeper);
  if (keeper && inputs.day) keeper->set_day(*inputs.day);
  MadeDocument made;
  made.refused = find_named(request, inputs);
  if (made.refused.empty())
    made.refused = why_not(*kind, request, inputs);
  else if (request.to)
    made.for_you = std::exchange(made.refused, std::string(not_before_it));
  if (!made.refused.empty()) return made;
  if (request.to) return for_party(*kind, inputs);
  std::optional<Brief> page;
  std::shared_ptr<const CaseAnalysis> found;
  if (kind->needs_analysis) {
    found = request.found != nullptr
                ? request.found
                : analyse(std::make_shared<const Case>(
                              request.talks != nullptr ? case_as_said(c, *request.talks).of : c),
                          {request.analysis}, cancel);
    page = brief(brief_inputs(*found, {request.since, inputs.program, request.talks}));
    inputs.brief = &*page;
    made.complete = found->complete;
  }
  made.document = kind->for_team(inputs);
  return made;
}

Result<std::string> document_bytes(std::string_view name, const Document& document,
                                   std::string_view format, const CancelToken& cancel) {
  const DocumentKind* kind = find_document(name);
  const Format* wanted = find_format(format);
  CAUCUS_ASSERT(kind && wanted, "documents and formats are asked for by names of the lists");
  if (!wanted->fits(*kind))
    return fail(ErrorKind::unsupported,
                "the document " + in_quotes(name) + " is not made as " + std::string(format));
  return wanted->write({kind->name, document, cancel});
}

}  // namespace caucus
