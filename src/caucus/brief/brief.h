// What does a mediator need to read before a meeting? The brief, as plain values: every sentence
// with the facts behind it, before anybody decides how it looks.
//
// `brief` turns a case and what analysis found into sections of sentences; document.h arranges them
// and html.h, markdown.h print them. Everything is relative to the case's own `as_of`, never to a
// clock, so the same inputs give the same bytes.
//
// Rules kept here: never one verdict; no number of a vague sheet shown as exact; what analysis says
// carries how sure it is and what would change it; a change that is only expected is not a change.
// Errors: none; a brief is total over valid cases. Complexity: linear in the case and the values,
// plus one evaluation of a package per reading and named point.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "caucus/analysis/options_note.h"
#include "caucus/analysis/readings.h"
#include "caucus/analysis/room.h"
#include "caucus/analysis/stuck.h"
#include "caucus/brief/pictures.h"
#include "caucus/model/case.h"
#include "caucus/talks/state.h"

namespace caucus {

// What the brief is made of. The values must be of this case, and outlive the call.
struct BriefInputs {
  const Case& of;
  const Room& room;                             // over the zone, with frontier and points
  const Stuck& stuck;                           // lines and reservation values
  const Stuck& stuck_with_positions;            // the same and current positions
  const Stuck* stuck_with_less_sure = nullptr;  // the same as `stuck`, lines at least possible
  const std::vector<OptionNote>& options;
  const std::vector<OpenQuestion>& questions;
  const Readings& readings;
  std::optional<Date> since;                      // asks for what changed after that day
  std::string program;                            // "caucus 0.1.0"
  Standing zone_open = {};                        // in how many readings there is room
  std::vector<Standing> points_on_frontier = {};  // [i]: of the first package of room.points[i]
  std::vector<Term> zone_terms = {};              // what every package of the zone has
  const Talks* talks = nullptr;                   // what was said so far, where it is kept
};

// One sentence and the ids of the facts behind it: at least one, each in Brief::facts.
struct Sentence {
  std::string text;
  std::vector<std::string> facts;
};

// A sentence that analysis stands for.
struct Judgement {
  Sentence says;
  std::string sure;        // how sure it is: "exact for the case as written"
  std::string changes_if;  // what would change it; empty only for a remark that holds for any case
};

// An entry of the case, as the appendix lists it.
struct Fact {
  std::string id;     // of the entry: "hamas.position.3", "issue.truce_days", "state.2"
  std::string kind;   // heading of its group: "Positions"
  std::string says;   // the entry in words
  std::string place;  // "views/hamas.toml:12"
  std::vector<std::string> sources;  // fact ids
  std::string note;                  // the writer's remark; may be empty
};

// (a) Where the talks stand.
struct DeadlineLine {
  Sentence says;
  Date date;
  std::optional<std::int64_t> days_left;  // negative: passed; nothing without as_of
};
struct StateLine {
  Date on;
  std::string state;  // "collapsed"
  Sentence because;
};
struct TalksSection {
  std::vector<Sentence> now;            // state, cause, for how long
  std::vector<Sentence> expected;       // changes that are only expected
  std::vector<DeadlineLine> deadlines;  // by date
  std::vector<StateLine> history;       // changes so far, latest first
  std::vector<Sentence> channels;       // how words travel
  std::vector<Sentence> pressures;      // as reported; contradictions stand side by side
};

// (b) Who wants what. Movement is judged by the party's own order: `towards` gives something up,
// `away` asks for more than before, `back` takes back something given earlier.
enum class Movement { first, restated, towards, away, back, changed };
struct HeldPosition {
  Sentence wants;
  std::string who;       // the wing; empty for the whole party
  std::string since;     // "28 March 2024", or "date not recorded"
  std::string audience;  // "public", "private", "inferred"
  std::string firmness;
  Movement movement = Movement::first;
  Sentence moved;  // what it was before; empty for first
};
struct PositionCell {
  std::vector<HeldPosition> held;  // empty: none recorded
};
struct PositionRow {
  Sentence issue;
  std::vector<PositionCell> cells;  // one per party
  Sentence gap;
};
struct PositionsSection {
  std::vector<std::string> parties;
  std::vector<PositionRow> rows;
  std::vector<Sentence> backwards;  // every movement away or back, latest first
  std::vector<Sentence> others;     // positions that are statements about more than one issue
  std::vector<Sentence> offers;     // what the parties have put, latest first
};

// (c) What is stuck.
struct StuckDemand {
  Sentence demand;   // owner, how sure, since when
  Sentence lifting;  // what lifting it alone would do
};
struct StuckSet {
  Judgement says;
  std::vector<StuckDemand> demands;
  std::vector<Sentence> remarks;  // how far a reservation value would be missed
  std::vector<IssueId> issues;    // that the demands are about, sorted
};
struct WayOut {
  Judgement says;
  Sentence example;
  std::vector<PartyId> movers = {};  // who would give way
};
struct Blockage {
  std::string about;    // "Between lines"
  std::string proviso;  // before one of its sentences that stands alone; empty for what stands
  Judgement summary;
  std::vector<StuckSet> conflicts;
  std::vector<WayOut> ways_out;
};
struct StuckSection {
  std::vector<Blockage> blockages;  // of the lines; then those of more demands, where there are any
};

// Packages side by side: what they settle alike, and a row for each other issue.
struct TermRow {
  Sentence issue;
  std::vector<Sentence> settled;  // one per package; "does not apply" where it is void
};
struct TermsTable {
  std::vector<std::string> names;   // of the packages
  std::vector<Sentence> in_common;  // without full stop; all terms of a package that stands alone
  std::vector<TermRow> rows;
};

// (d) The room.
struct PointCard {
  std::string names;            // "Nash point and egalitarian point"
  std::vector<Judgement> says;  // what it means, ties, remarks
  std::vector<Sentence> worth;  // per party; a reading is called one
};
struct RoomSection {
  std::vector<Judgement> counts;     // of packages
  Judgement zone;                    // is there room?
  std::vector<Judgement> in_common;  // what every package of the zone has
  std::vector<Judgement> hangs_on;   // contested figures
  std::vector<Sentence> bounds;      // the demands that stand
  std::vector<Judgement> limits;     // what was assumed or left out
  std::vector<PointCard> points;
  TermsTable point_terms;
  std::optional<FrontierPicture> frontier;  // two parties with preferences
  std::optional<ParallelPicture> parallel;  // three or more
  std::vector<Sentence> picture_says;
};

// (e) Options.
struct OptionEffect {
  std::string party;
  std::vector<Sentence> gains;
  std::vector<Sentence> gives;
  Sentence acceptable;
};
struct OptionCard {
  std::string name;       // "Option A"
  Sentence in_one_line;   // what sets it apart from the others
  std::string in_a_word;  // "balanced gains"
  Sentence at_a_glance;   // how many lines it touches, and for whom it is better than nothing
  Judgement why;          // all its reasons
  std::vector<OptionEffect> effects;
  std::vector<Sentence> lines_touched;
  std::vector<Sentence> positions_not_met;
  std::vector<Sentence> to_verify;
  std::vector<Sentence> hangs_on;
  std::vector<Sentence> risks;
  Judgement standing;
  Sentence tried;  // the terms put before that are nearest to it; empty where there are none
};
struct OptionsSection {
  std::vector<Sentence> premise;  // where they come from, if not from the room; else empty
  TermsTable terms;
  std::vector<OptionCard> cards;
  // What holds for every option; the cards have only what is their own.
  std::vector<OptionEffect> effects;
  std::vector<Sentence> approvals;  // who must consent, one per party
  std::vector<Sentence> lines_touched;
  std::vector<Sentence> positions_not_met;
  std::vector<Sentence> to_verify;
  std::vector<Sentence> hangs_on;
  std::vector<Sentence> risks;
};

// (f) Questions whose answer would tell most.
struct Question {
  Sentence asks;
  std::string to;
  Sentence because;
};

// (g) Contested figures.
struct FigureRow {
  Sentence says;
  std::string as_of;
  std::string scope;
  std::string said_by;
  std::string source;
};
struct QuantityCard {
  Sentence name;
  Sentence use;                    // how disagreeing figures are used, and which rules rest on it
  std::vector<FigureRow> figures;  // by date
  std::optional<FiguresPicture> picture;
};
struct FiguresSection {
  std::vector<QuantityCard> contested;  // more than one figure
  std::vector<FigureRow> single;
};

// (h) Phases.
struct PhaseRow {
  Sentence name;
  Sentence lasts;
  std::vector<Sentence> conditions;
  std::vector<Sentence> settles;  // its issues
  std::vector<Sentence> deadlines;
  PhaseId phase = PhaseId(0);
};
struct PhasesSection {
  std::vector<PhaseRow> rows;
  std::optional<PhasesPicture> picture;
};

// (i) What changed, and (j) what is missing, under short headings.
struct Heap {
  std::string heading;
  std::vector<Sentence> says;
};

// (k) What was put and said, where the case has its talks.
struct TermsCard {
  std::string name;            // "The terms “p1” (refused)"
  std::vector<Sentence> life;  // from when they were put to the last answer, oldest first
};
struct SaidSection {
  Sentence last;                 // what was put last, and what became of it; may be empty
  std::vector<Sentence> open;    // what waits, for whom, since when; the oldest first
  std::vector<Sentence> acts;    // demanded first and not met
  std::vector<TermsCard> terms;  // offers and proposals, latest first
  std::vector<Sentence> understandings;
  std::vector<Sentence> backwards;  // latest first
};

struct OptionLine {
  std::string name;
  Sentence says;
  Sentence at_a_glance;
};
// The first page stands alone.
struct FrontPage {
  std::vector<Sentence> state;
  std::vector<Judgement> stuck;     // three at most, and how many more there are
  std::vector<Sentence> room;       // is there any, what all of it has, and on what it hangs
  std::vector<Sentence> ways_out;   // what leads to them, then one for each side that would move
  std::vector<OptionLine> options;  // three or more where there are as many
  Sentence in_common;               // what all of them settle alike; may be empty
  std::vector<Question> questions;  // three at most
  std::vector<Sentence> how_sure;
};

struct Brief {
  std::string title;
  std::string as_of;  // "28 March 2024"; empty if the case has no date
  std::string program;
  FrontPage front;
  TalksSection talks;
  PositionsSection positions;
  StuckSection stuck;
  RoomSection room;
  OptionsSection options;
  std::vector<Question> questions;
  FiguresSection figures;
  PhasesSection phases;
  SaidSection said;
  std::string since;          // "6 March 2024"; empty if not asked
  std::vector<Heap> changed;  // only if asked
  std::vector<Heap> missing;
  std::vector<Fact> facts;  // all entries of the case
};

Brief brief(const BriefInputs& inputs);

}  // namespace caucus
