#include "caucus/brief/layout.h"

#include <algorithm>

#include "caucus/brief/say.h"

namespace caucus {
namespace {

PageBlock heading(std::string text) {
  return {PageHeading{std::move(text)}};
}

void append(std::vector<PageBlock>& blocks, std::vector<PageBlock> more) {
  for (PageBlock& block : more)
    blocks.push_back(std::move(block));
}

void append_list(std::vector<PageBlock>& blocks, const std::string& title,
                 const std::vector<Sentence>& sentences) {
  if (sentences.empty()) return;
  blocks.push_back(heading(title));
  blocks.push_back(list_of(sentences));
}

bool drawn_back(Movement movement) {
  return movement == Movement::away || movement == Movement::back;
}

// A sign before the words, so that movement does not need a colour.
std::string sign_of(Movement movement) {
  switch (movement) {
    case Movement::towards:
      return "\u25B7";
    case Movement::away:
      return "\u25C0";
    case Movement::back:
      return "\u25C0\u25C0";
    default:
      return "";
  }
}

PageCell position_cell(const PositionCell& cell, const std::string& none) {
  PageCell lines;
  for (const HeldPosition& held : cell.held) {
    lines.push_back({held.who, held.wants, Tone::plain});
    const std::string how = held.since + "; " + held.audience + "; " + held.firmness;
    lines.push_back({how, {}, Tone::quiet});
    if (!held.moved.text.empty())
      lines.push_back({sign_of(held.movement), held.moved,
                       drawn_back(held.movement) ? Tone::mark : Tone::quiet});
  }
  if (lines.empty()) lines.push_back({none, {}, Tone::quiet});
  return lines;
}

PageCard conflict_card(const StuckSet& set, std::size_t number, bool say_how_sure) {
  PageCard card{"Sticking point " + std::to_string(number), {}};
  PageList list;
  for (const StuckDemand& one : set.demands) {
    PageItem item{{"", one.demand}, {}};
    if (!one.lifting.text.empty()) item.under.push_back({"", one.lifting, Tone::quiet});
    list.items.push_back(std::move(item));
  }
  for (const Sentence& remark : set.remarks)
    list.items.push_back({{"", remark, Tone::quiet}, {}});
  card.blocks.push_back({PageParagraph{{{"", set.says.says}}}});
  card.blocks.push_back({list});
  if (say_how_sure) card.blocks.push_back({PageParagraph{{sureness(set.says)}}});
  return card;
}

PageBlock blockage_block(const Blockage& blockage) {
  PageCard group{blockage.about, {}, false};
  append(group.blocks, judgements({blockage.summary}));
  for (std::size_t at = 0; at < blockage.conflicts.size(); ++at) {
    // How sure it is is mostly the same for all of them: said once, after the last.
    const StuckSet& set = blockage.conflicts[at];
    const bool last = at + 1 == blockage.conflicts.size() ||
                      blockage.conflicts[at + 1].says.sure != set.says.sure;
    group.blocks.push_back({conflict_card(set, at + 1, last)});
  }
  if (blockage.ways_out.empty()) return {group};
  group.blocks.push_back(heading("Ways out, smallest first"));
  PageList ways;
  ways.ordered = true;
  for (std::size_t at = 0; at < blockage.ways_out.size(); ++at) {
    const WayOut& way = blockage.ways_out[at];
    PageItem item{{"", way.says.says}, {}};
    if (!way.example.text.empty()) item.under.push_back({"", way.example, Tone::quiet});
    if (at + 1 == blockage.ways_out.size()) item.under.push_back(sureness(way.says));
    ways.items.push_back(std::move(item));
  }
  group.blocks.push_back({std::move(ways)});
  return {group};
}

// What is alike as a list, and a table of what is not.
void append_terms(std::vector<PageBlock>& blocks, const TermsTable& terms,
                  const std::string& caption) {
  append_list(blocks, terms.names.size() > 1 ? "All of them settle alike" : "It settles",
              terms.in_common);
  if (terms.rows.empty()) return;
  PageTable table{caption, {"Issue"}, {}, true};
  table.columns.insert(table.columns.end(), terms.names.begin(), terms.names.end());
  for (const TermRow& row : terms.rows) {
    std::vector<PageCell> cells{{{"", row.issue}}};
    for (const Sentence& settled : row.settled)
      cells.push_back({{settled.text, {}}});
    table.rows.push_back(std::move(cells));
  }
  blocks.push_back({std::move(table)});
}

PageCell cell_of(const std::vector<Sentence>& sentences, const std::string& none) {
  PageCell cell;
  for (const Sentence& sentence : sentences)
    cell.push_back({"", sentence});
  if (cell.empty()) cell.push_back({none, {}, Tone::quiet});
  return cell;
}

PageBlock option_effects(const OptionCard& option) {
  PageTable table{"What each side gains and gives: " + option.name,
                  {"Party", "Gains", "Gives", "Consent and worth"},
                  {},
                  true};
  for (const OptionEffect& effect : option.effects) {
    std::vector<Sentence> last{effect.approval};
    if (!effect.acceptable.text.empty()) last.push_back(effect.acceptable);
    table.rows.push_back({{{effect.party, {}}},
                          cell_of(effect.gains, "nothing recorded"),
                          cell_of(effect.gives, "nothing recorded"),
                          cell_of(last, "")});
  }
  return {std::move(table)};
}

PageCard option_card(const OptionCard& option) {
  PageCard card{option.name + ", " + option.in_a_word, {}};
  std::vector<PageBlock>& blocks = card.blocks;
  blocks.push_back({PageParagraph{{{"What sets it apart", option.in_one_line}}}});
  append(blocks, judgements(option.why));
  append(blocks, judgements({option.standing}));
  if (!option.effects.empty()) blocks.push_back(option_effects(option));
  append_list(blocks, "Lines it touches", option.lines_touched);
  append_list(blocks, "Positions it does not meet", option.positions_not_met);
  append_list(blocks, "To verify", option.to_verify);
  append_list(blocks, "Figures it hangs on", option.hangs_on);
  append_list(blocks, "Risks", option.risks);
  return card;
}

}  // namespace

std::vector<PageBlock> front_blocks(const Brief& brief) {
  std::vector<PageBlock> blocks;
  blocks.push_back(heading("Where the talks stand"));
  blocks.push_back(paragraph_of(brief.front.state));
  if (!brief.front.stuck.empty()) {
    blocks.push_back(heading("What is stuck"));
    PageList list;
    list.ordered = true;
    for (const Judgement& judgement : brief.front.stuck)
      list.items.push_back({{"", judgement.says}, {}});
    blocks.push_back({list});
  }
  if (!brief.front.options.empty()) {
    blocks.push_back(heading("Options, in no order of merit"));
    if (!brief.options.terms.in_common.empty()) {
      std::string says;
      std::vector<std::string> facts;
      for (const Sentence& term : brief.options.terms.in_common) {
        says += (says.empty() ? "" : "; ") + term.text.substr(0, term.text.size() - 1);
        facts.insert(facts.end(), term.facts.begin(), term.facts.end());
      }
      blocks.push_back({PageParagraph{{{"All of them", {as_sentence(says), facts}, Tone::quiet}}}});
    }
    PageList list;
    for (const OptionLine& option : brief.front.options)
      list.items.push_back({{option.name, option.says}, {}});
    blocks.push_back({list});
  }
  if (!brief.front.questions.empty()) {
    blocks.push_back(heading("Ask next"));
    blocks.push_back(list_of(brief.front.questions));
  }
  blocks.push_back(heading("How sure this is"));
  blocks.push_back(paragraph_of(brief.front.how_sure));
  return blocks;
}

PageSection talks_layout(const Brief& brief) {
  PageSection section{"talks", "Where the talks stand", {}};
  section.blocks.push_back(paragraph_of(brief.talks.now));
  append_list(section.blocks, "Expected, and not yet so", brief.talks.expected);
  std::vector<Sentence> deadlines;
  for (const DeadlineLine& line : brief.talks.deadlines)
    deadlines.push_back(line.says);
  append_list(section.blocks, "Deadlines", deadlines);
  if (!brief.talks.history.empty()) {
    PageTable table{"States of the talks, latest first", {"Date", "State", "Because"}, {}};
    for (const StateLine& line : brief.talks.history)
      table.rows.push_back(
          {{{short_date(line.on), {}}},
           {{line.state, {}}},
           {{"", line.because.text.empty() ? Sentence{"No cause is recorded.", line.because.facts}
                                           : line.because}}});
    section.blocks.push_back({std::move(table)});
  }
  append_list(section.blocks, "How words travel", brief.talks.channels);
  append_list(section.blocks, "Outside pressure, as reported", brief.talks.pressures);
  return section;
}

PageSection positions_layout(const Brief& brief) {
  PageSection section{"positions", "Who wants what", {}};
  PageTable table{"Positions now, by issue and party", {"Issue"}, {}, true};
  for (const std::string& party : brief.positions.parties)
    table.columns.push_back(party);
  table.columns.push_back("Gap");
  for (const PositionRow& row : brief.positions.rows) {
    std::vector<PageCell> cells{{{"", row.issue}}};
    for (const PositionCell& cell : row.cells)
      cells.push_back(position_cell(cell, "none recorded"));
    cells.push_back({{"", row.gap}});
    table.rows.push_back(std::move(cells));
  }
  if (!table.rows.empty()) section.blocks.push_back({std::move(table)});
  append_list(section.blocks, "Movement away or back", brief.positions.backwards);
  append_list(section.blocks, "Positions on several issues", brief.positions.others);
  append_list(section.blocks, "What the parties have put, latest first", brief.positions.offers);
  return section;
}

PageSection stuck_layout(const Brief& brief) {
  PageSection section{"stuck", "What is stuck", {}};
  for (const Blockage& blockage : brief.stuck.blockages)
    section.blocks.push_back(blockage_block(blockage));
  return section;
}

PageSection room_layout(const Brief& brief) {
  PageSection section{"room", "What room there is", {}};
  std::vector<Judgement> counts = brief.room.counts;
  counts.push_back(brief.room.zone);
  counts.insert(counts.end(), brief.room.hangs_on.begin(), brief.room.hangs_on.end());
  append(section.blocks, judgements(counts));
  append_list(section.blocks, "What bounds it", brief.room.bounds);
  if (!brief.room.limits.empty()) {
    section.blocks.push_back(heading("What the numbers rest on"));
    append(section.blocks, judgements(brief.room.limits));
  }
  if (brief.room.frontier)
    section.blocks.push_back(
        {PagePicture{frontier_svg(*brief.room.frontier), brief.room.frontier->words.title,
                     brief.room.picture_says}});
  if (brief.room.parallel)
    section.blocks.push_back(
        {PagePicture{parallel_svg(*brief.room.parallel), brief.room.parallel->words.title,
                     brief.room.picture_says}});
  if (brief.room.points.empty()) return section;
  PageCard group{"The named points", {}, false};
  for (const PointCard& point : brief.room.points) {
    PageCard card{point.names, {}};
    append(card.blocks, judgements(point.says));
    if (!point.worth.empty()) card.blocks.push_back(list_of(point.worth));
    group.blocks.push_back({std::move(card)});
  }
  append_terms(group.blocks, brief.room.point_terms, "The named points side by side");
  section.blocks.push_back({std::move(group)});
  return section;
}

PageSection options_layout(const Brief& brief) {
  PageSection section{"options", "Options, in no order of merit", {}};
  if (brief.options.cards.empty()) return section;
  append_terms(section.blocks, brief.options.terms, "The options side by side");
  for (const OptionCard& option : brief.options.cards)
    section.blocks.push_back({option_card(option)});
  append_list(section.blocks, "To verify, whichever is taken", brief.options.to_verify);
  append_list(section.blocks, "Figures that all of them hang on", brief.options.hangs_on);
  append_list(section.blocks, "Risks of all of them", brief.options.risks);
  return section;
}

PageSection questions_layout(const Brief& brief) {
  PageSection section{"questions", "Questions whose answer would tell most", {}};
  PageList list;
  list.ordered = true;
  for (const Question& question : brief.questions)
    list.items.push_back(
        {{"To " + question.to, question.asks}, {{"Why", question.because, Tone::quiet}}});
  if (!list.items.empty()) section.blocks.push_back({std::move(list)});
  return section;
}

PageSection figures_layout(const Brief& brief) {
  PageSection section{"figures", "Contested figures", {}};
  const std::vector<std::string> columns{"Figure", "As of", "What is counted", "Said by", "Source"};
  const auto cells = [](const FigureRow& row) {
    const auto plain = [](const std::string& text) {
      return PageCell{{text.empty() ? "not recorded" : text, {}}};
    };
    return std::vector<PageCell>{{{"", row.says}},
                                 plain(row.as_of),
                                 plain(row.scope),
                                 plain(row.said_by),
                                 plain(row.source)};
  };
  for (const QuantityCard& quantity : brief.figures.contested) {
    PageCard card{as_sentence(quantity.name.text), {}};
    card.heading.pop_back();
    card.blocks.push_back({PageParagraph{{{"", quantity.use}}}});
    PageTable table{"Figures: " + quantity.name.text, columns, {}};
    for (const FigureRow& row : quantity.figures)
      table.rows.push_back(cells(row));
    card.blocks.push_back({std::move(table)});
    if (quantity.picture)
      card.blocks.push_back(
          {PagePicture{figures_svg(*quantity.picture), quantity.picture->words.title, {}}});
    section.blocks.push_back({std::move(card)});
  }
  if (!brief.figures.single.empty()) {
    PageTable table{"Figures of one source only", columns, {}};
    for (const FigureRow& row : brief.figures.single)
      table.rows.push_back(cells(row));
    section.blocks.push_back({std::move(table)});
  }
  return section;
}

PageSection phases_layout(const Brief& brief) {
  PageSection section{"phases", "Phases", {}};
  if (brief.phases.rows.empty()) return section;
  if (brief.phases.picture)
    section.blocks.push_back(
        {PagePicture{phases_svg(*brief.phases.picture), brief.phases.picture->words.title, {}}});
  PageTable table{"Phases in order",
                  {"Phase", "How long", "What must hold before it", "What it settles", "Deadlines"},
                  {}};
  for (const PhaseRow& row : brief.phases.rows)
    table.rows.push_back({{{"", row.name}},
                          {{"", row.lasts}},
                          cell_of(row.conditions, "none recorded"),
                          cell_of(row.settles, "nothing recorded"),
                          cell_of(row.deadlines, "none")});
  section.blocks.push_back({std::move(table)});
  return section;
}

PageSection heaps_layout(const std::vector<Heap>& heaps) {
  PageSection section;
  for (const Heap& heap : heaps)
    append_list(section.blocks, heap.heading, heap.says);
  return section;
}

}  // namespace caucus
