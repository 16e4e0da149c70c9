// The one facade over everything: open a case, check it, analyse it, write its documents.
//
// The command line, the server and the Python package call only this, model and analysis. Every
// function takes what it needs and returns a value; the only doors to the world are the path of a
// case and standard input ("-").
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "caucus/analysis/options_note.h"
#include "caucus/analysis/relaxation_frontier.h"
#include "caucus/analysis/robust.h"
#include "caucus/analysis/room.h"
#include "caucus/analysis/stuck.h"
#include "caucus/base/cancel.h"
#include "caucus/base/result.h"
#include "caucus/brief/brief.h"
#include "caucus/casefile/fault.h"
#include "caucus/model/case.h"
#include "caucus/talks/state.h"

namespace caucus {

// What `check` finds. `value` is there exactly when there is no fault.
struct CaseCheck {
  std::string path;
  std::optional<Case> value;
  std::vector<Fault> faults;
  std::vector<Fault> warnings;  // of the reader, and those that need analysis
  std::optional<PackageCount> packages;
};

// Reads a case folder, a case.toml, or standard input ("-", the frame alone) and says everything
// that is wrong with it. Errors: the file cannot be opened.
Result<CaseCheck> check_case(const std::string& path, const CancelToken& cancel);

// The same without the warnings that need analysis: what every other verb begins with.
Result<CaseCheck> open_case(const std::string& path);

// How to look at a case. `lifted` demands, `sure` and the like are those of DemandOptions.
struct AnalysisOptions {
  RoomOptions room;
  std::size_t readings = 100;  // of each vague sheet; 0: none
  std::uint64_t seed = 1;
};

// The zone, frontier and points, and in how many readings they stand.
struct RoomAnswer {
  Utilities central;  // what the room was computed with
  Room room;
  Standing zone_open;  // in readings of the sheets
  // [i]: of the first package of room.points[i], over the feasible packages that meet the same
  // lines.
  std::vector<Standing> on_frontier;
  std::vector<Standing> acceptable_to_all;
};
RoomAnswer room_of(const Case& c, const AnalysisOptions& options, const CancelToken& cancel);

// Sticking points and relaxations; with positions if the options say so.
Stuck stuck_of(const Case& c, const StuckOptions& options, const CancelToken& cancel);

// How far each party would have to move, in every way that makes room and asks less of nobody.
RelaxationFrontier relaxation_frontier_of(const Case& c, const RelaxationFrontierOptions& options,
                                          const CancelToken& cancel);

enum class DocumentFormat { html, markdown };

struct BriefOptions {
  AnalysisOptions analysis;
  std::optional<Date> since;
  DocumentFormat format = DocumentFormat::markdown;
  std::string version;           // of the program, for the last line
  const Talks* talks = nullptr;  // what was said so far, where it is known
  std::optional<Date> day = {};  // of the brief; see talks/page_day.h
};
struct BriefDocument {
  std::string text;
  bool complete = true;  // false: cancelled, and the document says so
};
BriefDocument brief_of(const Case& c, const BriefOptions& options, const CancelToken& cancel);

// A new case in a folder that must not exist or be empty. Returns the files written.
Result<std::vector<std::string>> new_case(const std::string& folder, const std::string& title);

// The case written in canonical form, one text per file.
struct NamedText {
  std::string path;
  std::string text;
};
std::vector<NamedText> canonical_files(const Case& c);

// JSON Schemas of case.toml and of a sheet.
std::string case_schema();
std::string sheet_schema();
// All keys of the case language with their values and meaning, as a page of Markdown.
std::string case_keys();

}  // namespace caucus
