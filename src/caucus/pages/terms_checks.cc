#include "caucus/pages/terms_checks.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "caucus/brief/event_words.h"
#include "caucus/brief/say.h"
#include "caucus/pages/page_json.h"

namespace caucus::pages {
namespace {

// Judged as a whole where nothing is open: a void issue is then known to be void.
class Judge {
 public:
  Judge(const Case& c, const PartialPackage& terms)
      : case_(c), asked_(package_of(c, terms.terms)) {}

  [[nodiscard]] Truth operator()(const Expression& is) const {
    return asked_.full() ? truth(case_, is, asked_.package) : truth(case_, is, asked_.terms);
  }
  [[nodiscard]] const AskedPackage& asked() const { return asked_; }

 private:
  const Case& case_;
  AskedPackage asked_;
};

Json rule_json(const Asked& asked, RuleId id) {
  const Rule& rule = asked.c.rules[id];
  return {{"id", rule.id},
          {"norm", rule.norm},
          {"says", sentence_json(
                       {as_sentence(statement_in_words(asked.c, rule.is)), {asked.facts.of(id)}})},
          {"why", rule.why}};
}

// A requirement of the talks cannot hold: of an issue that is settled otherwise. Totals are left to
// the sheets, whose lines are statements.
bool cannot_hold(const AskedPackage& asked, const Requirement& wants) {
  if (!wants.about.issue || wants.options.empty()) return false;
  for (const Term& term : asked.terms.terms)
    if (term.issue == *wants.about.issue)
      return std::find(wants.options.begin(), wants.options.end(), term.option) ==
             wants.options.end();
  return false;
}

void add_lines_of_talks(const Asked& asked, const AskedPackage& package, std::optional<PartyId> by,
                        Json& list) {
  if (!asked.desk) return;
  const Talks& talks = asked.talks();
  for (const LineLife& life : talks.lines) {
    if (life.withdrawn) continue;
    const EventIndex now = life.history.back();
    const auto& line = std::get<LineEvent>(talks.effective(now).body);
    if (std::none_of(line.requires_.begin(), line.requires_.end(),
                     [&](const Requirement& each) { return cannot_hold(package, each); }))
      continue;
    list.push_back({{"id", event_fact(talks, now)},
                    {"party", asked.c.parties[life.party].id},
                    {"kind", token(life.kind)},
                    {"sure", token(line.sure)},
                    {"stands", true},
                    {"own", by == std::optional(life.party)},
                    {"says", sentence_json(event_sentence(asked, now))}});
  }
}

Json lines_touched_json(const Asked& asked, const Judge& judge, std::optional<PartyId> by) {
  const Case& c = asked.c;
  Json list = Json::array();
  for (const PartyId party : c.parties.ids()) {
    const Sheet* sheet = c.sheet_of(party);
    if (!sheet) continue;
    for (const Line& line : sheet->lines) {
      if (!line.is || line.met || judge(*line.is) != Truth::impossible) continue;
      const std::string says = possessive(c.parties[party].name) + " " +
                               words_of(token(line.kind)) + ", \u201C" +
                               statement_in_words(c, *line.is) + "\u201D, cannot be met";
      list.push_back({{"id", line.id},
                      {"party", c.parties[party].id},
                      {"kind", token(line.kind)},
                      {"sure", token(line.sure)},
                      {"stands", line.sure <= asked.ground.how.room.demands.sure_at_least},
                      {"own", by == std::optional(party)},
                      {"says", sentence_json({as_sentence(says), {asked.facts.find(line.id)}})}});
    }
  }
  add_lines_of_talks(asked, judge.asked(), by, list);
  return list;
}

}  // namespace

void add_terms_checks(const Asked& asked, const PartialPackage& terms, std::optional<PartyId> by,
                      Json& body) {
  const Case& c = asked.c;
  const Judge judge(c, terms);
  Json broken = Json::array();
  Json open = Json::array();
  for (const RuleId id : c.rules.ids()) {
    const Truth truth = judge(c.rules[id].is);
    if (truth == Truth::impossible) broken.push_back(rule_json(asked, id));
    if (truth == Truth::possible) open.push_back(rule_json(asked, id));
  }
  body["valid"] = broken.empty();
  body["rules_broken"] = std::move(broken);
  body["rules_open"] = std::move(open);
  body["lines_touched"] = lines_touched_json(asked, judge, by);
  body["open_issues"] = ids_of(c, judge.asked().open);
  body["not_needed"] = ids_of(c, judge.asked().not_needed);
}

}  // namespace caucus::pages
