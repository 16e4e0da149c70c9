// What can be found in a case alone, whatever is said at the talks? All that takes time, once.
//
// The room, what is stuck and what could be put follow from the case file; the brief and every page
// of the desk draw on the same values. They are immutable and share what they hold: an analysis may
// be made in one thread and read in another. Parts come one after the other, the quickest first, so
// that a page shows what is there already.
//
// Errors: none; total over any case. Cancelled, the parts still to be made are cut short, say so
// themselves, and `complete` is false. Complexity: that of room.h, stuck.h and options_note.h.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "caucus/brief/brief.h"
#include "caucus/desk/desk.h"

namespace caucus {

// In the order in which they are made; each draws on those before it.
enum class AnalysisPart : std::uint8_t { preferences, room, stuck, options };
inline constexpr std::size_t analysis_part_count =
    static_cast<std::size_t>(AnalysisPart::options) + 1;

// What the sheets say of worth, in numbers.
struct PreferencesFound {
  Utilities central;
  Readings drawn;
};
struct RoomFound {
  Room space;
  Standing zone_open;                       // in readings
  std::vector<Standing> on_frontier;        // [i]: of the first package of space.points[i]
  std::vector<Standing> acceptable_to_all;  // likewise
  std::vector<Term> zone_terms;             // what every package of the zone has
};
struct StuckFound {
  Stuck lines;
  Stuck with_positions;
  Stuck with_less_sure;  // lines that are only possible stand too
};
struct OptionsFound {
  std::vector<OptionNote> notes;
  std::vector<OpenQuestion> questions;
};

// A part that is null has not been found yet.
struct CaseAnalysis {
  std::shared_ptr<const Case> of;
  std::shared_ptr<const PreferencesFound> preferences;
  std::shared_ptr<const RoomFound> room;
  std::shared_ptr<const StuckFound> stuck;
  std::shared_ptr<const OptionsFound> options;
  bool complete = false;  // every part asked for is there, and nobody stopped it
  bool stopped = false;   // cancelled: the later parts are cut short

  [[nodiscard]] bool has(AnalysisPart part) const;
};

// Hears of each part as it is there: the analysis so far. Called in the thread that analyses.
using AnalysisHeard = std::function<void(const std::shared_ptr<const CaseAnalysis>&)>;

// How to look at the case, and which parts to make: those up to the last.
struct AnalysisAsked {
  AnalysisOptions how = {};
  AnalysisPart last = AnalysisPart::options;
};
std::shared_ptr<const CaseAnalysis> analyse(std::shared_ptr<const Case> c,
                                            const AnalysisAsked& asked, const CancelToken& cancel,
                                            const AnalysisHeard& heard = {});

// The demands examined beside those that stand: with positions, and with lines less sure.
DemandOptions with_positions(DemandOptions lines);
DemandOptions with_less_sure(DemandOptions lines);

// The case as it is told on another day than its own.
std::shared_ptr<const Case> case_on(Case c, std::optional<Date> day);

// What a brief is made of besides; every part of the analysis is there.
struct BriefAsked {
  std::optional<Date> since;
  std::string program;
  const Talks* talks = nullptr;
};
// Points into the analysis and the talks, which must outlive it.
BriefInputs brief_inputs(const CaseAnalysis& found, const BriefAsked& asked);

// "preferences", "room", "stuck", "options".
std::string_view token(AnalysisPart part);

}  // namespace caucus
