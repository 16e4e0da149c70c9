// The brief as a document: what analysis found and the talks, arranged and printed.
#include "caucus/brief/brief.h"

#include "caucus/brief/case_as_said.h"
#include "caucus/brief/document.h"
#include "caucus/brief/html.h"
#include "caucus/brief/markdown.h"
#include "caucus/desk/case_analysis.h"
#include "caucus/talks/page_day.h"

namespace caucus {

BriefDocument brief_of(const Case& c, const BriefOptions& options, const CancelToken& cancel) {
  const auto day = page_day(c, options.talks, options.day);
  const auto found = analyse(case_on(options.talks ? case_as_said(c, *options.talks).of : c, day),
                             {options.analysis}, cancel);
  const Brief page =
      brief(brief_inputs(*found, {options.since, "caucus " + options.version, options.talks}));
  const Document arranged = document(page);
  return {options.format == DocumentFormat::html ? to_html(arranged) : to_markdown(arranged),
          found->complete};
}

}  // namespace caucus
