// The documents of the catalogue: what each says, that facts stand behind it, and that a party's
// document rests on what the party has seen.
#include <algorithm>

#include <doctest/doctest.h>

#include "caucus/brief/catalogue.h"
#include "caucus/brief/html.h"
#include "caucus/brief/markdown.h"
#include "caucus/brief/sample_brief.h"
#include "caucus/talks/script.h"
#include "caucus/talks/script_run.h"
#include "caucus/talks/talks_case_for_tests.h"

namespace caucus {
namespace {

constexpr std::string_view script = R"(
2024-03-02 hamas says [hold] held: "the words of a confidence" about truce_days
2024-03-02 hamas sets red_line r1: permanent_ceasefire!=not_mentioned owner leaders_in_hiding likely
2024-03-06 qatar proposes p1: truce_days=42 to israel
2024-03-07 israel accepts p1
2024-03-08 israel puts p1 before war_cabinet
2024-03-08 qatar drafts t1: "outline"
    clause 1 "The truce lasts [israel: six weeks | hamas: forty days]." behind held
    clause 2 "Forces leave <withdrawal>."
2024-03-09 qatar shows t1 to israel
2024-03-10 israel critiques t1 clause 2 k1: "too vague" serious
2024-03-11 qatar drafts t2: from_draft t1 clause 2 "Forces leave the towns." meets k1
    clause 3 "Lists are exchanged."
)";

Date day(const char* text) {
  return Date::parse(text).value();
}

struct Told {
  Case c = for_tests::talks_case();
  Talks talks;

  explicit Told(std::string_view text = script) {
    const ScriptRead read = read_script(c, text);
    REQUIRE(read.faults.empty());
    std::vector<Event> events;
    for (const ScriptLine& line : read.script.lines)
      if (line.event) events.push_back(*line.event);
    Replayed replayed = replay(c, std::move(events), Moment::of_day(day("2030-01-01")));
    REQUIRE_FALSE(replayed.refused);
    talks = std::move(replayed.talks);
  }

  DocumentInputs inputs() const {
    return {c, &talks, day("2024-03-12"), "", nullptr, nullptr, {}, {}, {}, DraftForm::clean};
  }
  ViewKeeper view(const char* party) const {
    ViewKeeper keeper(c, *c.find_party(party));
    keeper.follow(talks);
    keeper.set_day(day("2024-03-12"));
    return keeper;
  }
};

std::string text_of(const Document& document) {
  std::string text;
  for (const Sentence* sentence : sentences_of(document))
    text += sentence->text + "\n";
  for (const PageTable* table : tables_of(document))
    for (const auto& row : table->rows)
      for (const PageCell& cell : row)
        for (const PageLine& line : cell)
          text += line.label + "\n";
  return text;
}

bool says(const Document& document, std::string_view words) {
  return text_of(document).find(words) != std::string::npos;
}

// Each sentence has facts, and each fact is in the list.
void check_facts(const Document& document) {
  const FactNumbers numbers(document.facts);
  CHECK_FALSE(sentences_of(document).empty());
  for (const Sentence* sentence : sentences_of(document)) {
    CAPTURE(sentence->text);
    CHECK_FALSE(sentence->facts.empty());
    for (const std::string& fact : sentence->facts) {
      CAPTURE(fact);
      CHECK(numbers.of(fact) > 0);
    }
  }
}

TEST_CASE("every document for the team has facts behind every sentence, and is total") {
  const Told told;
  const SampleValues sample;
  const Brief page = brief(sample.inputs());
  for (const DocumentKind& kind : document_kinds()) {
    CAPTURE(std::string(kind.name));
    CHECK((kind.for_team != nullptr || kind.for_party != nullptr));
    if (kind.for_team == nullptr) continue;
    if (kind.needs_analysis) {
      DocumentInputs inputs{sample.c};
      inputs.brief = &page;
      check_facts(kind.for_team(inputs));
      continue;
    }
    check_facts(kind.for_team(told.inputs()));
    // Without talks and without a day, unless it is about the text.
    if (!kind.needs_draft) check_facts(kind.for_team(DocumentInputs{sample.c}));
  }
  CHECK(find_document("brief") == &document_kinds().front());
  CHECK(find_document("no-such") == nullptr);
}

TEST_CASE("only what is cited is listed, with the sources behind it") {
  Document document;
  document.front = {{PageParagraph{{{"", {"Says.", {"a"}}}}}}};
  document.facts = {{"a", "", "", "", {"s"}, ""},
                    {"b", "", "", "", {}, ""},
                    {"s", "", "", "", {"t"}, ""},
                    {"t", "", "", "", {}, ""}};
  keep_cited_facts(document);
  REQUIRE(document.facts.size() == 3);
  CHECK(document.facts[1].id == "s");
}

TEST_CASE("the register has the lines of sheets and of the talks, with whose they are") {
  const Told told;
  const Document made = find_document("red-line-register")->for_team(told.inputs());
  CHECK(says(made, "set a red line"));
  CHECK(says(made, "stands, as said in the talks"));
  const SampleValues sample;
  const Document of_sheets = find_document("red-line-register")->for_team(DocumentInputs{sample.c});
  CHECK(tables_of(of_sheets).size() >= 1);
}

TEST_CASE("the tracker names the body that was asked, and for how long") {
  const Told told;
  const Document made = find_document("approval-tracker")->for_team(told.inputs());
  CHECK(says(made, "asked, 4 days ago"));
  CHECK(says(made, "asked, no answer"));
  CHECK(says(made, "accepted the terms"));
}

TEST_CASE("the tracker has final answers and bodies of a draft, with what was asked and when") {
  const Told told(R"(
2024-03-02 qatar drafts t1: "outline" clause 1 "A truce."
2024-03-03 qatar drafts t2: "final" clause 1 "A long truce."
2024-03-04 qatar shows t2 to israel, hamas
2024-03-05 qatar asks_final_answer t2 to israel, hamas
2024-03-06 israel puts t2 before war_cabinet
2024-03-07 hamas puts t2 before leaders_in_hiding
2024-03-08 war_cabinet consents_to t2 if "the names come first"
2024-03-09 israel answers_finally t2 yes_if "the guarantors sign"
)");
  const Document made = find_document("approval-tracker")->for_team(told.inputs());
  check_facts(made);
  const auto tables = tables_of(made);
  REQUIRE(tables.size() == 1);  // nobody was asked about the first draft
  CHECK(tables[0]->caption == "Draft 2 (final)");
  std::string rows;
  for (const auto& row : tables[0]->rows) {
    for (const PageCell& cell : row)
      for (const PageLine& line : cell)
        rows += line.label + line.says.text + " ";
    rows += "\n";
  }
  CAPTURE(rows);
  const auto has = [&](std::string_view words) { return rows.find(words) != std::string::npos; };
  CHECK(has("hamas delegation asked, no answer 5 Mar 2024 7 "));
  CHECK(has("israel delegation yes, if 9 Mar 2024 3 Asked on 5 Mar 2024. "));
  CHECK(has("the guarantors sign"));
  CHECK(has("israel war cabinet consents, if 8 Mar 2024 4 Asked on 6 Mar 2024. "));
  CHECK(has("the names come first"));
  CHECK(has("hamas leaders in hiding asked, no answer 7 Mar 2024 5 "));
  CHECK(
      says(made, "Awaited for draft 2 (final): the final answer of hamas, asked on 5 March 2024."));
  CHECK(says(made, "leaders in hiding, asked on 7 March 2024."));
}

TEST_CASE("the critiques have what became of them, and a missing interest is to be asked") {
  const Told told;
  const Document made = find_document("critique-table")->for_team(told.inputs());
  CHECK(says(made, "met by draft 2"));
  CHECK(says(made, "not said: to ask"));
  const Told silent("");
  CHECK(
      says(find_document("critique-table")->for_team(silent.inputs()), "No critique is recorded."));
}

TEST_CASE("a draft is clean, bracketed or against an earlier one") {
  const Told told;
  DocumentInputs inputs = told.inputs();
  const auto& draft = *find_document("draft");
  const Document clean = draft.for_team(inputs);
  CHECK_FALSE(says(clean, "six weeks"));
  CHECK(says(clean, "The truce lasts \u2026"));
  inputs.form = DraftForm::bracketed;
  inputs.draft = 0;
  const Document brackets = draft.for_team(inputs);
  CHECK(says(brackets, "[israel: six weeks | hamas: forty days]"));
  CHECK(says(brackets, "[withdrawal]"));
  inputs.form = DraftForm::redline;
  inputs.draft = 1;
  const Document red = draft.for_team(inputs);
  const std::string page = to_html(red);
  CHECK(page.find("<ins><span class=\"label\">3.</span>") != std::string::npos);
  CHECK(page.find("<del>") != std::string::npos);
  CHECK(to_markdown(red).find("~~") != std::string::npos);
  // A clause cites its facts once, after its last words; a blank has a name.
  CHECK(says(red, "[withdrawal]"));
  for (const PageBlock& block : red.sections.front().blocks)
    if (const auto* clause = std::get_if<PageParagraph>(&block.is)) {
      CHECK_FALSE(clause->entries.back().says.facts.empty());
      for (std::size_t at = 0; at + 1 < clause->entries.size(); ++at)
        CHECK(clause->entries[at].says.facts.empty());
    }
}

TEST_CASE("a party gets the draft it was shown, and no other") {
  const Told told;
  const ViewKeeper israel = told.view("israel");
  DocumentInputs inputs = told.inputs();
  inputs.keeper = &israel;
  inputs.form = DraftForm::bracketed;
  const LeakCheck check(told.c, told.talks, israel);
  const auto& draft = *find_document("draft");
  const auto shown = check.release(draft.for_party(inputs));
  REQUIRE(shown.given);
  const Document& document = shown.given->value_for(israel.party());
  CHECK(says(document, "six weeks"));
  CHECK_FALSE(says(document, "Lists are exchanged."));
  CHECK(to_html(document).find("confidence") == std::string::npos);
  CHECK(to_html(document).find("support team") == std::string::npos);
  check_facts(document);
  // The second was shown to nobody: what it rests on is listed.
  inputs.draft = 1;
  const auto unseen = check.release(draft.for_party(inputs));
  CHECK_FALSE(unseen.given);
  CHECK_FALSE(unseen.leaks.empty());
  // Whoever was shown nothing has no draft.
  const ViewKeeper hamas = told.view("hamas");
  inputs.keeper = &hamas;
  inputs.draft.reset();
  CHECK_FALSE(draft_meant(inputs));
}

TEST_CASE("a term sheet for a party has the terms before it, and terms not put to it leak") {
  const Told told;
  const auto& sheet = *find_document("term-sheet-by-phase");
  const ViewKeeper israel = told.view("israel");
  DocumentInputs inputs = told.inputs();
  inputs.keeper = &israel;
  const auto own = LeakCheck(told.c, told.talks, israel).release(sheet.for_party(inputs));
  REQUIRE(own.given);
  CHECK(says(own.given->value_for(israel.party()), "42"));
  check_facts(own.given->value_for(israel.party()));
  const ViewKeeper hamas = told.view("hamas");
  inputs.keeper = &hamas;
  const auto open = LeakCheck(told.c, told.talks, hamas).release(sheet.for_party(inputs));
  REQUIRE(open.given);
  CHECK(says(open.given->value_for(hamas.party()), "No terms are before you"));
  inputs.terms = told.talks.terms.front().item;
  CHECK_FALSE(LeakCheck(told.c, told.talks, hamas).release(sheet.for_party(inputs)).given);
  // The team's has what is asked for beside it.
  inputs.keeper = nullptr;
  CHECK(says(sheet.for_team(inputs), "As put in the terms"));
}

TEST_CASE("talking points are the page that was checked, arranged") {
  const Told told;
  const ViewKeeper israel = told.view("israel");
  DocumentInputs inputs = told.inputs();
  inputs.keeper = &israel;
  const auto made = LeakCheck(told.c, told.talks, israel)
                        .release(find_document("talking-points")->for_party(inputs));
  REQUIRE(made.given);
  const Document& page = made.given->value_for(israel.party());
  check_facts(page);
  CHECK(to_markdown(page).find("confidence") == std::string::npos);
  CHECK(page.marking == "for israel");
}

TEST_CASE("the timeline has every entry once, by day") {
  const Told told;
  const Document made = find_document("timeline")->for_team(told.inputs());
  std::size_t rows = 0;
  for (const PageTable* table : tables_of(made))
    rows += table->rows.size();
  CHECK(rows == told.talks.events.size() + told.c.deadlines.size());
  CHECK(std::is_sorted(made.calendar.begin(), made.calendar.end(),
                       [](const auto& a, const auto& b) { return a.day < b.day; }));
}

TEST_CASE("names that run from right to left stand apart from the English around them") {
  Document document;
  document.title = "\u0627\u0644\u0634\u0645\u0627\u0644 and \u05D3\u05E8\u05D5\u05DD, 3 (x)";
  document.front = {{PageParagraph{
      {{"", {"Plain \u0627\u0644\u0634 \u0645\u0627\u0644, 3 days; <b> \u05D3.", {}}}}}}};
  const std::string page = to_html(document);
  CHECK(page.find("<h1><span dir=\"rtl\">\u0627\u0644\u0634\u0645\u0627\u0644</span> and <span "
                  "dir=\"rtl\">\u05D3\u05E8\u05D5\u05DD</span>, 3 (x)</h1>") != std::string::npos);
  CHECK(page.find("Plain <span dir=\"rtl\">\u0627\u0644\u0634 \u0645\u0627\u0644</span>, 3 days; "
                  "&lt;b&gt; <span dir=\"rtl\">\u05D3</span>.") != std::string::npos);
  // The program of a word processor gets the same, with names of styles.
  const std::string plain = to_html(document, HtmlFor::word_processor);
  CHECK(plain.find("<div custom-style=\"Remark\">") != std::string::npos);
  CHECK(plain.find("<style") == std::string::npos);
}

}  // namespace
}  // namespace caucus
