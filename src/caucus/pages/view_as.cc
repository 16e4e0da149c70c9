// What exactly could that party see, and what would a document give away to it?
#include <nlohmann/json.hpp>

#include "caucus/base/text.h"
#include "caucus/desk/talks_json.h"
#include "caucus/desk/talks_summary.h"
#include "caucus/pages/page_json.h"
#include "caucus/talks/leaks.h"
#include "caucus/talks/script_answers.h"

namespace caucus::pages {
namespace {

// The documents of the talks by name, beside the label of every entry.
constexpr std::string_view documents_hint = "options-note, zone, brief, or the label of an entry";

Json leaks_of(const Asked& asked, PartyId party, const LabelledDocument& document,
              const ViewKeeper& keeper) {
  const Talks& talks = asked.talks();
  Json list = Json::array();
  for (const Leak& leak : LeakCheck(*asked.ground.written, talks, keeper).leaks(document)) {
    const bool entry =
        leak.source.kind == SourceKind::event || leak.source.kind == SourceKind::hidden_act;
    list.push_back(
        {{"why", token(leak.why)},
         {"sentence", sentence(leak.why)},
         {"who", leak.who},
         {"day", date_json(leak.day)},
         {"entry", entry ? Json(name_of_event(talks.events[leak.source.index])) : Json()},
         {"what", entry ? sentence_json(event_sentence(asked, leak.source.index)) : Json()},
         {"permitted", token(leak.permitted)},
         {"statements", leak.statements},
         {"in_title", leak.in_title}});
  }
  return {{"gives_nothing_away", list.empty()},
          {"to", asked.ground.written->parties[party].id},
          {"leaks", std::move(list)}};
}

}  // namespace

void view_as_page(Asked& asked, Json& body) {
  const std::optional<PartyId> party = asked.query.party("party");
  const std::string name = asked.query.text("document");
  std::optional<LabelledDocument> document;
  if (!name.empty()) {
    document = document_named(*asked.ground.written, asked.talks(), name);
    if (!document)
      asked.query.fail({404, "document_unknown", name, "no document is called " + in_quotes(name),
                        "there is " + std::string(documents_hint)});
    else if (!party)
      asked.query.fail({400, "party_missing", "party", "a document is checked for a party", {}});
  }
  if (asked.stopped()) return;
  body["party"] = party ? Json(asked.ground.written->parties[*party].id) : Json();
  body["view"] = nullptr;
  body["document"] = nullptr;
  if (!party) return;
  const ViewKeeper& keeper = asked.desk->view_of(*party, asked.today());
  body["view"] = Json::parse(view_json(*asked.ground.written, keeper.view()));
  if (!document) return;
  body["document"] = leaks_of(asked, *party, *document, keeper);
  body["document"]["name"] = name;
}

}  // namespace caucus::pages
