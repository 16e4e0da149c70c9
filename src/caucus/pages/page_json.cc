#include "caucus/pages/page_json.h"

#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "caucus/base/text.h"
#include "caucus/brief/event_words.h"
#include "caucus/brief/say.h"
#include "caucus/desk/talks_summary.h"
#include "caucus/talks/script.h"

namespace caucus::pages {

Json sentence_json(const Sentence& sentence) {
  if (sentence.text.empty()) return nullptr;
  return {{"text", sentence.text}, {"facts", sentence.facts}};
}

Json sentences_json(const std::vector<Sentence>& sentences) {
  Json list = Json::array();
  for (const Sentence& sentence : sentences)
    if (!sentence.text.empty()) list.push_back(sentence_json(sentence));
  return list;
}

Json judgement_json(const Judgement& judgement) {
  Json json = sentence_json(judgement.says);
  if (json.is_null()) return json;
  json["sure"] = judgement.sure;
  json["changes_if"] = judgement.changes_if;
  return json;
}

Json judgements_json(const std::vector<Judgement>& judgements) {
  Json list = Json::array();
  for (const Judgement& judgement : judgements)
    if (!judgement.says.text.empty()) list.push_back(judgement_json(judgement));
  return list;
}

Json package_json(const Case& c, const Package& package) {
  Json json = Json::object();
  for (const IssueId issue : c.issues.ids())
    if (package.applies(issue))
      json[c.issues[issue].id] = c.issues[issue].options[package[issue]].id;
  return json;
}

Json terms_json(const Case& c, const PartialPackage& terms) {
  Json json = Json::object();
  for (const Term& term : terms.terms)
    json[c.issues[term.issue].id] = c.issues[term.issue].options[term.option].id;
  return json;
}

std::string package_text(const Case& c, const PartialPackage& terms) {
  std::string text;
  for (const Term& term : terms.terms) {
    const std::string& option = c.issues[term.issue].options[term.option].id;
    const bool marks = option.find_first_of(", ") != std::string::npos;
    text += (text.empty() ? "" : ",") + c.issues[term.issue].id + "=" +
            (marks ? "\"" + option + "\"" : option);
  }
  return text;
}

Json exact_json(const Rational& number) {
  return to_string(number);
}

Json decimal_json(const Rational& number) {
  return number.to_double();
}

Json date_json(const std::optional<Date>& date) {
  return date ? Json(to_string(*date)) : Json();
}

Json moment_json(const std::optional<Moment>& moment) {
  return moment ? Json(to_string(*moment)) : Json();
}

Json standing_json(const Standing& standing) {
  return {{"stands", standing.stands}, {"of", standing.of}};
}

Json counts_json(const PackageCount& count) {
  std::string words;
  if (count.exact) {
    words = count_in_words(*count.exact);
  } else {
    const double power = std::floor(std::log10(count.approximate));
    const double lead = count.approximate / std::pow(10.0, power);
    words = fmt::format("about {:.1f} times 10 to the power of {:.0f}", lead, power);
  }
  return {{"exact", count.exact ? Json(std::to_string(*count.exact)) : Json()},
          {"about", count.approximate},
          {"words", words}};
}

Json table_json(const TermsTable& table) {
  Json rows = Json::array();
  for (const TermRow& row : table.rows)
    rows.push_back({{"issue", sentence_json(row.issue)}, {"settled", sentences_json(row.settled)}});
  return {{"names", table.names},
          {"in_common", sentences_json(table.in_common)},
          {"rows", std::move(rows)}};
}

Json permission_json(const PassOn& pass_on) {
  return {{"form", token(pass_on.form)},
          {"to", pass_on.to},
          {"until", date_json(pass_on.until)},
          {"attributed", pass_on.attributed}};
}

Sentence event_sentence(const Asked& asked, EventIndex at) {
  return {as_sentence(event_in_words(asked.c, asked.talks(), at)), {event_fact(asked.talks(), at)}};
}

Json event_json(const Asked& asked, EventIndex at) {
  const Talks& talks = asked.talks();
  const Event& event = talks.effective(at);
  return {{"name", name_of_event(talks.events[at])},
          {"kind", token(kind_of(event))},
          {"who", event.who},
          {"said", to_string(event.said)},
          {"says", sentence_json(event_sentence(asked, at))}};
}

std::vector<std::string> ids_of(const Case& c, const std::vector<PartyId>& parties) {
  std::vector<std::string> ids;
  for (const PartyId party : parties)
    ids.push_back(c.parties[party].id);
  return ids;
}

std::vector<std::string> ids_of(const Case& c, const std::vector<IssueId>& issues) {
  std::vector<std::string> ids;
  for (const IssueId issue : issues)
    ids.push_back(c.issues[issue].id);
  return ids;
}

std::string name_json(const Case& c, std::string_view who) {
  return who.empty() ? std::string() : speaker_in_words(c, who);
}

}  // namespace caucus::pages
