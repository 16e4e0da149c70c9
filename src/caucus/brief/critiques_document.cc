// `critique-table`: what is objected to in the text, by whom, why, and which draft met it.
#include "caucus/base/text.h"
#include "caucus/brief/documents.h"
#include "caucus/brief/event_words.h"
#include "caucus/brief/layout.h"
#include "caucus/brief/say.h"

namespace caucus {
namespace {

PageCell words(const std::string& text, Tone tone = Tone::plain) {
  return {{text, {}, tone}};
}

std::string became_of(const Talks& talks, const CritiqueLife& life) {
  const auto day = [&](EventIndex event) { return short_date(talks.effective(event).said.day()); };
  if (life.withdrawn) return "withdrawn on " + day(*life.withdrawn);
  if (life.met_by) return "met by draft " + std::to_string(*life.met_by + 1);
  return "open";
}

std::vector<PageCell> row(const DocumentInputs& inputs, const CritiqueLife& life) {
  const Talks& talks = *inputs.talks;
  const auto& critique = std::get<CritiqueEvent>(talks.effective(life.event).body);
  const std::string fact = event_fact(talks, life.event);
  const bool asked_for = critique.interest.empty();
  return {{{"", {"Clause " + critique.clause, {fact}}}},
          words(inputs.of.parties[life.by].name),
          {{"", {as_sentence(critique.concern), {fact}}}},
          asked_for ? words("not said: to ask", Tone::mark)
                    : PageCell{{"", {as_sentence(critique.interest), {fact}}}},
          words(words_of(token(critique.severity))),
          words("draft " + std::to_string(life.draft + 1) + ", " +
                short_date(talks.effective(life.event).said.day())),
          words(became_of(talks, life), life.open() ? Tone::mark : Tone::plain)};
}

Sentence glance(const DocumentInputs& inputs, const std::vector<CritiqueLife>& all) {
  if (all.empty()) return {"No critique is recorded.", {std::string(FactBook::whole)}};
  std::size_t open = 0;
  std::size_t unexplained = 0;
  std::vector<std::string> facts;
  for (const CritiqueLife& life : all) {
    open += life.open();
    facts.push_back(event_fact(*inputs.talks, life.event));
    const auto& body = std::get<CritiqueEvent>(inputs.talks->effective(life.event).body);
    unexplained += life.open() && body.interest.empty();
  }
  std::string says = counted(all.size(), "critique") + ", " + std::to_string(open) + " open";
  if (unexplained > 0)
    says += "; of " + std::to_string(unexplained) + " of these the interest behind is not known";
  return {as_sentence(says), std::move(facts)};
}

}  // namespace

Document critique_table(const DocumentInputs& inputs) {
  const FactBook facts = book_of(inputs);
  static const std::vector<CritiqueLife> none;
  const auto& all = inputs.talks != nullptr ? inputs.talks->text.critiques : none;
  Document made = team_document(inputs, "Table of critiques");
  made.front.push_back(paragraph_of({glance(inputs, all)}));
  PageTable table{"Critiques in the order in which they were made",
                  {"Clause", "By", "Concern", "Interest behind it", "Weight", "Of", "Now"},
                  {},
                  {10, 12, 24, 22, 9, 12, 11}};
  for (const CritiqueLife& life : all)
    table.rows.push_back(row(inputs, life));
  made.landscape = true;
  if (!table.rows.empty())
    made.sections.push_back({"critiques", "Critiques", {{std::move(table)}}});
  return with_facts(std::move(made), facts);
}

}  // namespace caucus
