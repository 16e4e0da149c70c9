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

// Of a table's columns in percent: the first, some alike, and perhaps a last.
std::vector<int> widths(int first, std::size_t alike, int last) {
  std::vector<int> all{first};
  for (std::size_t at = 0; at < alike; ++at)
    all.push_back((100 - first - last) / static_cast<int>(alike));
  if (last > 0) all.push_back(last);
  return all;
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
  std::vector<Sentence> alike = terms.in_common;
  for (Sentence& term : alike)
    term.text = as_sentence(term.text);
  append_list(blocks, terms.names.size() > 1 ? "All of them settle alike" : "It settles", alike);
  if (terms.rows.empty()) return;
  PageTable table{caption, {"Issue"}, {}, {}};
  table.columns.insert(table.columns.end(), terms.names.begin(), terms.names.end());
  table.widths = widths(30, terms.names.size(), 0);
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

bool any_effect(const std::vector<OptionEffect>& effects) {
  return std::any_of(effects.begin(), effects.end(), [](const OptionEffect& effect) {
    return !effect.gains.empty() || !effect.gives.empty();
  });
}

// A row per party; where options share effects, `none` says that a cell has nothing beyond them.
void append_effects(std::vector<PageBlock>& blocks, const std::string& caption,
                    const std::vector<OptionEffect>& effects, const std::string& none) {
  PageTable table{caption, {"Party", "Gains", "Gives"}, {}, {16, 42, 42}};
  std::vector<Sentence> worth;
  for (const OptionEffect& effect : effects) {
    if (!effect.acceptable.text.empty()) worth.push_back(effect.acceptable);
    table.rows.push_back(
        {{{effect.party, {}}}, cell_of(effect.gains, none), cell_of(effect.gives, none)});
  }
  if (any_effect(effects)) blocks.push_back({std::move(table)});
  append_list(blocks, "Against no agreement", worth);
}

// `alone`: there is no other option, so nothing was told of all of them; `none`: what a cell of the
// effects says that is empty.
PageCard option_card(const OptionCard& option, bool alone, const std::string& none) {
  PageCard card{option.name + ", " + option.in_a_word, {}};
  std::vector<PageBlock>& blocks = card.blocks;
  blocks.push_back({PageParagraph{{{"What sets it apart:", option.in_one_line}}}});
  append(blocks, judgements({option.why, option.standing}));
  if (!option.tried.text.empty())
    blocks.push_back({PageParagraph{{{"What was tried before:", option.tried}}}});
  append_effects(blocks, "What each side gains and gives: " + option.name, option.effects, none);
  append_list(blocks, alone ? "Lines it touches" : "Lines it touches besides",
              option.lines_touched);
  append_list(blocks, alone ? "Positions it does not meet" : "Positions it does not meet besides",
              option.positions_not_met);
  append_list(blocks, "To verify", option.to_verify);
  append_list(blocks, "Figures it hangs on", option.hangs_on);
  append_list(blocks, "Risks", option.risks);
  return card;
}

void append_ways(std::vector<PageBlock>& blocks, const std::vector<Sentence>& ways) {
  if (ways.empty()) return;
  blocks.push_back(paragraph_of({ways.front()}));
  blocks.push_back(list_of({ways.begin() + 1, ways.end()}));
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
  if (!brief.front.room.empty()) {
    blocks.push_back(heading("What room there is"));
    blocks.push_back(paragraph_of(brief.front.room));
    append_ways(blocks, brief.front.ways_out);
  }
  if (!brief.front.options.empty()) {
    blocks.push_back(heading("Options, in no order of merit"));
    if (!brief.options.premise.empty()) blocks.push_back(paragraph_of(brief.options.premise));
    PageList list;
    for (const OptionLine& option : brief.front.options)
      list.items.push_back({{option.name, option.says}, {{"", option.at_a_glance, Tone::quiet}}});
    if (!brief.front.in_common.text.empty())
      list.items.push_back({{"All of them:", brief.front.in_common}, {}});
    blocks.push_back({list});
  }
  if (!brief.front.questions.empty()) {
    blocks.push_back(heading("Ask next"));
    PageList list;
    for (const Question& question : brief.front.questions)
      list.items.push_back({{"To " + question.to + ":", question.asks}, {}});
    blocks.push_back({list});
  }
  blocks.push_back(heading("How sure this is"));
  blocks.push_back(paragraph_of(brief.front.how_sure));
  return blocks;
}

PageSection talks_layout(const Brief& brief) {
  PageSection section{"talks", "The talks so far", {}};
  // The front page has the state; it is told again only where no history follows.
  if (brief.talks.history.empty()) section.blocks.push_back(paragraph_of(brief.talks.now));
  append_list(section.blocks, "Expected, and not yet so", brief.talks.expected);
  std::vector<Sentence> deadlines;
  for (const DeadlineLine& line : brief.talks.deadlines)
    deadlines.push_back(line.says);
  append_list(section.blocks, "Deadlines", deadlines);
  if (!brief.talks.history.empty()) {
    PageTable table{
        "States of the talks, latest first", {"Date", "State", "Because"}, {}, {16, 18, 66}};
    for (const StateLine& line : brief.talks.history)
      table.rows.push_back(
          {{{short_date(line.on), {}}},
           {{line.state, {}}},
           {{"", line.because.text.empty() ? Sentence{"No cause is recorded.", line.because.facts}
                                           : line.because}}});
    section.blocks.push_back({std::move(table)});
  }
  append_list(section.blocks, "How words travel", brief.talks.channels);
  append_list(section.blocks, "Pressure and assessments, as reported", brief.talks.pressures);
  return section;
}

PageSection said_layout(const Brief& brief) {
  PageSection section{"said", "What was put, and what became of it", {}};
  append_list(section.blocks, "What waits, the oldest first", brief.said.open);
  append_list(section.blocks, "Demanded first, and not met as far as recorded", brief.said.acts);
  if (!brief.said.terms.empty()) {
    section.blocks.push_back(heading("Terms and offers, latest first"));
    for (const TermsCard& terms : brief.said.terms) {
      PageCard card{terms.name, {}};
      card.blocks.push_back(list_of(terms.life));
      section.blocks.push_back({std::move(card)});
    }
  }
  append_list(section.blocks, "Understandings outside the text", brief.said.understandings);
  append_list(section.blocks, "Steps back, latest first", brief.said.backwards);
  return section;
}

PageSection positions_layout(const Brief& brief) {
  PageSection section{"positions", "Who wants what", {}};
  PageTable table{"Positions now, by issue and party", {"Issue"}, {}, {}};
  for (const std::string& party : brief.positions.parties)
    table.columns.push_back(party);
  table.columns.push_back("Gap");
  // Many parties need the room that two leave to names and gaps.
  const bool many = brief.positions.parties.size() > 4;
  table.widths = widths(many ? 15 : 22, brief.positions.parties.size(), many ? 15 : 20);
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
  append_list(section.blocks, "What the parties have put or accepted, as read, latest first",
              brief.positions.offers);
  return section;
}

PageSection stuck_layout(const Brief& brief) {
  PageSection section{"stuck", "Sticking points and ways out", {}};
  for (const Blockage& blockage : brief.stuck.blockages)
    section.blocks.push_back(blockage_block(blockage));
  return section;
}

PageSection room_layout(const Brief& brief) {
  PageSection section{"room", "The room in detail", {}};
  std::vector<Judgement> counts = brief.room.counts;
  counts.push_back(brief.room.zone);
  counts.insert(counts.end(), brief.room.in_common.begin(), brief.room.in_common.end());
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
  PageSection section{"options", "The options in detail", {}};
  const OptionsSection& options = brief.options;
  std::vector<PageBlock>& blocks = section.blocks;
  if (options.cards.empty()) return section;
  if (!options.premise.empty()) blocks.push_back(paragraph_of(options.premise));
  append_terms(blocks, options.terms, "The options side by side");
  const bool shared = any_effect(options.effects);
  for (const OptionCard& option : options.cards)
    blocks.push_back(
        {option_card(option, options.cards.size() == 1,
                     shared ? "nothing beyond what all options have" : "nothing recorded")});
  PageCard group{"What holds for all of them", {}, false};
  append_effects(group.blocks, "What each side gains and gives in all of them", options.effects,
                 "nothing in all of them");
  append_list(group.blocks, "Whose consent is needed", options.approvals);
  append_list(group.blocks, "Lines that all of them touch", options.lines_touched);
  append_list(group.blocks, "Positions that none of them meets", options.positions_not_met);
  append_list(group.blocks, "To verify, whichever is taken", options.to_verify);
  append_list(group.blocks, "Figures that all of them hang on", options.hangs_on);
  append_list(group.blocks, "Risks of all of them", options.risks);
  if (!group.blocks.empty()) blocks.push_back({std::move(group)});
  return section;
}

PageSection questions_layout(const Brief& brief) {
  PageSection section{"questions", "Questions whose answer would tell most", {}};
  PageList list;
  list.ordered = true;
  for (const Question& question : brief.questions)
    list.items.push_back(
        {{"To " + question.to + ":", question.asks}, {{"Why:", question.because, Tone::quiet}}});
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
    PageTable table{"Figures: " + quantity.name.text, columns, {}, {22, 15, 20, 18, 25}};
    for (const FigureRow& row : quantity.figures)
      table.rows.push_back(cells(row));
    card.blocks.push_back({std::move(table)});
    if (quantity.picture)
      card.blocks.push_back(
          {PagePicture{figures_svg(*quantity.picture), quantity.picture->words.title, {}}});
    section.blocks.push_back({std::move(card)});
  }
  if (brief.figures.single.empty()) return section;
  PageList list;
  for (const FigureRow& row : brief.figures.single) {
    std::string from;
    for (const std::string& part : {row.as_of, row.scope, row.said_by, row.source})
      if (!part.empty()) from += (from.empty() ? "" : "; ") + part;
    PageItem item{{"", {as_sentence(row.says.text), row.says.facts}}, {}};
    if (!from.empty()) item.under.push_back({as_sentence(from), {}, Tone::quiet});
    list.items.push_back(std::move(item));
  }
  section.blocks.push_back(heading("Figures that only one source gives"));
  section.blocks.push_back({std::move(list)});
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
                  {},
                  {15, 18, 26, 25, 16}};
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
