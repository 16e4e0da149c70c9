#include "caucus/pages/documents.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "caucus/base/text.h"
#include "caucus/brief/document.h"
#include "caucus/brief/html.h"
#include "caucus/brief/markdown.h"
#include "caucus/pages/page_json.h"

namespace caucus::pages {
namespace {

constexpr std::string_view folder = "documents/";

struct FormatEntry {
  std::string_view ending;
  std::string_view name;
  std::string_view kind;
};
constexpr std::array<FormatEntry, 2> formats{
    FormatEntry{"html", "HTML", "text/html; charset=utf-8"},
    FormatEntry{"md", "Markdown", "text/markdown; charset=utf-8"}};

// The one table of documents: adding one is its line and its writer.
struct DocumentEntry {
  std::string_view name;
  std::string_view title;
  std::string_view says;  // what it is for
  bool for_a_party;       // takes `to`; otherwise it is the team's own
  std::string (*write)(const BriefInputs& inputs, std::string_view ending);
};

std::string write_brief(const BriefInputs& inputs, std::string_view ending) {
  const Document arranged = document(brief(inputs));
  return ending == "html" ? to_html(arranged) : to_markdown(arranged);
}

constexpr std::array<DocumentEntry, 1> documents{DocumentEntry{
    "brief", "Brief", "State of the talks, what is stuck, the room, options, questions", false,
    write_brief}};

PageFault unknown(const std::string& page) {
  std::vector<std::string> known;
  for (const DocumentEntry& entry : documents)
    for (const FormatEntry& format : formats)
      known.push_back(std::string(entry.name) + "." + std::string(format.ending));
  return {404, "document_unknown", page, "there is no document " + in_quotes(page),
          "there is " + join_in_words(known)};
}

}  // namespace

bool names_document(std::string_view page) {
  return page.starts_with(folder);
}

DocumentAsked document_of(const Ground& ground, const Talks* talks, const Address& address,
                          const CancelToken& cancel) {
  const std::string name = address.page.substr(folder.size());
  const DocumentEntry* entry = nullptr;
  const FormatEntry* format = nullptr;
  for (const DocumentEntry& one : documents)
    for (const FormatEntry& other : formats)
      if (name == std::string(one.name) + "." + std::string(other.ending)) {
        entry = &one;
        format = &other;
      }
  if (!entry) return {std::nullopt, unknown(name)};
  static constexpr std::array<std::string_view, 1> keys{"since"};
  QueryReader query(*ground.of, address, keys);
  const std::optional<Date> since = query.date("since");
  if (query.fault()) return {std::nullopt, query.fault()};
  std::shared_ptr<const CaseAnalysis> found = ground.found;
  if (!found->has(AnalysisPart::options)) found = analyse(ground.of, {ground.how}, cancel);
  const BriefInputs inputs = brief_inputs(*found, {since, "caucus " + ground.version, talks});
  return {DocumentBytes{std::string(format->kind), entry->write(inputs, format->ending),
                        found->complete},
          std::nullopt};
}

void documents_page(Asked& asked, Json& body) {
  (void)asked;
  body["documents"] = Json::array();
  for (const DocumentEntry& entry : documents) {
    Json endings = Json::array();
    for (const FormatEntry& format : formats)
      endings.push_back({{"ending", format.ending},
                         {"name", format.name},
                         {"address", "/" + std::string(folder) + std::string(entry.name) + "." +
                                         std::string(format.ending)}});
    body["documents"].push_back({{"name", entry.name},
                                 {"title", entry.title},
                                 {"says", entry.says},
                                 {"for", entry.for_a_party ? "party" : "team"},
                                 {"formats", std::move(endings)}});
  }
}

}  // namespace caucus::pages
