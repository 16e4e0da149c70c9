#include "caucus/desk/documents.h"

#include <algorithm>
#include <utility>

#include "caucus/base/assert.h"
#include "caucus/base/text.h"
#include "caucus/brief/case_as_said.h"
#include "caucus/desk/draft_called.h"
#include "caucus/desk/talks_summary.h"
#include "caucus/talks/page_day.h"

namespace caucus {
namespace {

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

// What was found in the case, to be told on another day.
std::shared_ptr<const CaseAnalysis> told_on(CaseAnalysis found, std::optional<Date> day) {
  found.of = case_on(*found.of, day);
  return std::make_shared<const CaseAnalysis>(std::move(found));
}

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
  inputs.day =
      keeper ? page_day(c, keeper->view(), request.day) : page_day(c, request.talks, request.day);
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
                ? told_on(*request.found, inputs.day)
                : analyse(case_on(request.talks != nullptr ? case_as_said(c, *request.talks).of : c,
                                  inputs.day),
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
