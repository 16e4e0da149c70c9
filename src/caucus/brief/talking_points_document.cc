// `talking-points`: the page of talks/talking_points.h, arranged like the other documents.
#include <algorithm>

#include "caucus/base/assert.h"
#include "caucus/brief/documents.h"
#include "caucus/brief/layout.h"
#include "caucus/brief/say.h"
#include "caucus/talks/talking_points.h"

namespace caucus {

Labelled<Document> talking_points_document(const DocumentInputs& inputs) {
  CAUCUS_ASSERT(inputs.talks && inputs.keeper, "talking points are for a party of the talks");
  const Labelled<TalkingPoints> points = talking_points_before_check(inputs.of, *inputs.keeper, {});
  return points.map([&](const TalkingPoints& page) {
    Document made = party_document(inputs, "Talking points");
    made.facts = facts_of_view(inputs.of, inputs.keeper->view());
    made.facts.insert(made.facts.begin(),
                      {"case", "The case", as_sentence(inputs.of.title), "known to all", {}, ""});
    if (page.sections.empty())
      made.front.push_back(paragraph_of({{"There is nothing yet that can be said.", {"case"}}}));
    else
      made.front.push_back(paragraph_of({{"What follows may be said as it stands.", {"case"}}}));
    for (const auto& [section, of_section] : page.sections) {
      PageList list;
      for (const TalkingPoint& point : of_section) {
        const std::string fact = point.entry ? seen_fact(*point.entry) : "case";
        PageItem item{{"", {as_sentence(printed(inputs.of, point.says)), {fact}}}, {}};
        if (!point.source.empty())
          item.under.push_back({with_quotes(point.source), {}, Tone::quiet});
        list.items.push_back(std::move(item));
      }
      std::string anchor(token(section));
      std::replace(anchor.begin(), anchor.end(), '_', '-');
      made.sections.push_back(
          {"points-" + anchor, std::string(heading(section)), {{std::move(list)}}});
    }
    keep_cited_facts(made);
    return made;
  });
}

}  // namespace caucus
