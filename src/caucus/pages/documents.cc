#include "caucus/pages/documents.h"

#include <array>

#include <nlohmann/json.hpp>

#include "caucus/base/text.h"
#include "caucus/desk/documents.h"
#include "caucus/pages/page_json.h"

namespace caucus::pages {
namespace {

constexpr std::string_view folder = "documents/";

PageFault unknown(const std::string& page) {
  std::vector<std::string> known;
  for (const DocumentListing& entry : document_listings(nullptr))
    known.push_back(entry.name);
  return {404, "document_unknown", page, "there is no document " + in_quotes(page),
          "there is " + join_in_words(known) + ", each in its formats"};
}

// "matrix.html" is the document `matrix` in the format whose ending that is.
struct Named {
  const DocumentKind* kind = nullptr;
  const Format* format = nullptr;
};
Named named(const std::string& file) {
  const Format* format = format_of_file(file);
  if (format == nullptr || !file.ends_with(format->extension)) return {};
  const DocumentKind* kind =
      find_document(std::string_view(file).substr(0, file.size() - format->extension.size()));
  return kind != nullptr && format->fits(*kind) ? Named{kind, format} : Named{};
}

// Why there is no such document for this reader; the hint is for the mediator alone.
PageFault refusal(const std::string& file, const MadeDocument& made) {
  PageFault fault{409, "document_refused", file, made.refused, made.for_you};
  std::vector<std::string> leaks;
  for (const Leak& leak : made.leaks)
    leaks.push_back(to_string(leak));
  if (!leaks.empty()) fault.hint = "it would give away " + join_in_words(leaks);
  return fault;
}

PageFault not_written(const std::string& file, const Error& error) {
  const bool no_tool = error.kind == ErrorKind::not_found;
  const bool nothing = error.kind == ErrorKind::unsupported;
  return {nothing ? 404 : 503,
          nothing   ? "document_empty"
          : no_tool ? "tool_missing"
                    : "tool_failed",
          file, error.message, ""};
}

// Letters of ASCII made large: "HTML".
std::string capitals(std::string text) {
  for (char& letter : text)
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  return text;
}

// What the address asks for, beside the document's name.
DocumentRequest request_of(QueryReader& query, const Ground& ground, const Talks* talks) {
  DocumentRequest request;
  request.analysis = ground.how;
  request.version = ground.version;
  request.talks = talks;
  request.since = query.date("since");
  request.to = query.party("to");
  // The day of a study may be that of somebody's last word, which no party is told.
  request.day = ground.asked_day;
  if (!request.to && !ground.now_is_the_clocks) request.day = ground.today;
  request.terms = query.text("terms");
  request.draft = query.text("draft");
  request.against = query.text("against");
  request.form = draft_form(query.text("form")).value_or(DraftForm::clean);
  return request;
}

}  // namespace

bool names_document(std::string_view page) {
  return page.starts_with(folder);
}

DocumentAsked document_of(const Ground& ground, const Talks* talks, const Address& address,
                          const CancelToken& cancel) {
  const std::string file = address.page.substr(folder.size());
  const Named asked = named(file);
  if (asked.kind == nullptr) return {std::nullopt, unknown(file)};
  static constexpr std::array<std::string_view, 6> keys{"since", "to",      "form",
                                                        "draft", "against", "terms"};
  QueryReader query(*ground.of, address, keys);
  DocumentRequest request = request_of(query, ground, talks);
  if (query.fault()) return {std::nullopt, query.fault()};
  request.name = asked.kind->name;
  if (ground.found->has(AnalysisPart::options)) request.found = ground.found;
  const MadeDocument made = made_document(*ground.written, request, cancel);
  if (!made.document) return {std::nullopt, refusal(file, made)};
  Result<std::string> bytes =
      document_bytes(request.name, *made.document, asked.format->name, cancel);
  if (!bytes) return {std::nullopt, not_written(file, bytes.error())};
  return {DocumentBytes{std::string(asked.format->media_type), *std::move(bytes), made.complete},
          std::nullopt};
}

void documents_page(Asked& asked, Json& body) {
  body["documents"] = Json::array();
  const auto add = [&](const DocumentListing& entry, bool for_party) {
    Json endings = Json::array();
    for (const std::string& name : entry.formats) {
      if (name == "json") continue;  // an address that ends so is a page's own twin
      const Format& format = *find_format(name);
      endings.push_back(
          {{"ending", format.extension.substr(1)},
           {"name", name == "markdown" ? "Markdown" : capitals(name)},
           {"address", "/" + std::string(folder) + entry.name + std::string(format.extension)}});
    }
    body["documents"].push_back({{"name", entry.name + (for_party ? "-for-a-party" : "")},
                                 {"title", entry.title},
                                 {"says", capitals(entry.says.substr(0, 1)) + entry.says.substr(1)},
                                 {"for", for_party ? "party" : "team"},
                                 {"formats", std::move(endings)}});
  };
  for (const DocumentListing& entry : document_listings(&asked.talks())) {
    if (!entry.missing.empty()) continue;
    if (entry.for_team) add(entry, false);
    if (entry.for_party) add(entry, true);
  }
}

}  // namespace caucus::pages
