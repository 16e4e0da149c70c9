// `brief`, `positions-matrix`, `contested-figures` and `options-note`: sections of the brief that
// stand alone.
#include "caucus/base/assert.h"
#include "caucus/base/text.h"
#include "caucus/brief/case_as_said.h"
#include "caucus/brief/documents.h"
#include "caucus/brief/layout.h"
#include "caucus/brief/say.h"

namespace caucus {
namespace {

const std::string whole(FactBook::whole);
// Columns that fit on a page that stands.
constexpr std::size_t columns_upright = 5;

void add_section(Document& made, PageSection section) {
  if (!section.blocks.empty()) made.sections.push_back(std::move(section));
}

Judgement at_a_glance(const PositionsSection& positions) {
  std::size_t together = 0;
  std::size_t apart = 0;
  std::vector<std::string> facts;
  for (const PositionRow& row : positions.rows) {
    together += row.gap.text.starts_with("No gap");
    apart += row.gap.text.starts_with("Apart");
    facts.insert(facts.end(), row.issue.facts.begin(), row.issue.facts.end());
  }
  if (facts.empty()) facts.push_back(whole);
  const auto on = [](std::size_t count) {
    return "on " + (count == 0 ? std::string("none") : std::to_string(count));
  };
  std::string says = "of " + counted(positions.rows.size(), "issue") + ", positions are apart " +
                     on(apart) + " and can be met together " + on(together);
  const std::size_t rest = positions.rows.size() - apart - together;
  if (rest > 0) says += "; " + on(rest) + " there is no position of each side to compare";
  return {{as_sentence(says), std::move(facts)},
          "as sure as the positions, of which some are only read into what was said",
          "a party says otherwise"};
}

}  // namespace

Document brief_document(const DocumentInputs& inputs) {
  CAUCUS_ASSERT(inputs.brief, "the brief is made of what analysis found");
  Document made = document(*inputs.brief);
  made.calendar = calendar_of(inputs);
  made.day = inputs.day;
  return made;
}

Document positions_matrix(const DocumentInputs& inputs) {
  const FactBook facts = book_of(inputs);
  Brief part;
  if (inputs.talks == nullptr) {
    part.positions = positions_section({inputs.of, facts});
  } else {
    const CaseAsSaid said = case_as_said(inputs.of, *inputs.talks);
    part.positions = positions_section({said.of, facts});
  }
  Document made = team_document(inputs, "Positions matrix");
  made.front = judgements({at_a_glance(part.positions)});
  add_section(made, positions_layout(part));
  made.landscape = part.positions.parties.size() + 2 > columns_upright;
  return with_facts(std::move(made), facts);
}

Document contested_figures(const DocumentInputs& inputs) {
  const FactBook facts = book_of(inputs);
  Brief part;
  part.figures = figures_section({inputs.of, facts});
  Document made = team_document(inputs, "Contested figures");
  std::vector<std::string> behind;
  for (const QuantityCard& card : part.figures.contested)
    behind.insert(behind.end(), card.name.facts.begin(), card.name.facts.end());
  if (behind.empty()) behind.push_back(whole);
  const std::size_t several = part.figures.contested.size();
  const Judgement says{
      {several == 0 ? "No figure of the case is given by more than one source."
                    : as_sentence(counted(several, "quantity", "quantities") +
                                  " with more than one figure; none of them is taken for the true "
                                  "one here"),
       std::move(behind)},
      "as sure as its source: see who said it, as of when, and what was counted",
      "a figure is confirmed or withdrawn"};
  made.front = judgements({says});
  add_section(made, figures_layout(part));
  return with_facts(std::move(made), facts);
}

Document options_note_document(const DocumentInputs& inputs) {
  CAUCUS_ASSERT(inputs.brief, "the options are what analysis found");
  const Brief& brief = *inputs.brief;
  Document made = team_document(inputs, "Options note");
  made.facts = brief.facts;
  const std::size_t count = brief.options.cards.size();
  Brief front;
  front.front.room = brief.front.room;
  front.front.options = brief.front.options;
  front.front.in_common = brief.front.in_common;
  front.front.how_sure = brief.front.how_sure;
  front.options.premise = brief.options.premise;
  // The count stands where the brief has the state of the talks.
  made.front = front_blocks(front);
  made.front.erase(made.front.begin());
  made.front.front() = paragraph_of(
      {{count == 0 ? "There is no option to lay side by side: no package was found."
                   : as_sentence(counted(count, "option") +
                                 (count < 3 ? ": no other that was found differs from them in what "
                                              "it settles and is as good for anybody"
                                            : " in no order of merit, and none of them is "
                                              "proposed here")),
        {whole}}});
  made.front_alone = true;
  add_section(made, options_layout(brief));
  Brief room;
  room.room.frontier = brief.room.frontier;
  room.room.parallel = brief.room.parallel;
  room.room.picture_says = brief.room.picture_says;
  PageSection picture = room_layout(room);
  std::erase_if(picture.blocks, [](const PageBlock& block) {
    return !std::holds_alternative<PagePicture>(block.is);
  });
  picture.anchor = "picture";
  picture.title = "Where the named points lie";
  add_section(made, std::move(picture));
  add_section(made, questions_layout(brief));
  keep_cited_facts(made);
  return made;
}

}  // namespace caucus
