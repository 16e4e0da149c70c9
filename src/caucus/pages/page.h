// How is a page made? One function per page, from what is known to its JSON; desk_pages.cc has the
// table that names them. Adding a page is one file and one line of that table.
//
// A page function reads the query, asks whether something was wrong with it, and fills in the body.
// It does not write the envelope (`format`, `revision`, `complete`, `working`, `facts`): that
// follows from what it did. Internal to the module. Errors: faults of the query, kept by its
// reader. Complexity: said by each page.
#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "caucus/brief/case_as_said.h"
#include "caucus/brief/facts.h"
#include "caucus/brief/sections.h"
#include "caucus/desk/case_analysis.h"
#include "caucus/desk/talks_desk.h"
#include "caucus/pages/query.h"

namespace caucus::pages {

using Json = nlohmann::ordered_json;

// What every page looks up in the case, found once.
struct CaseIndex {
  CaseIndex(const CaseAsSaid& said, const Talks& talks);
  CaseIndex(const CaseIndex&) = delete;
  CaseIndex& operator=(const CaseIndex&) = delete;

  FactBook facts;  // of the case, and of the entries of the talks that it rests on
  std::unordered_map<std::string_view, const Fact*> by_id;
  // What each party asks for now; looking for it takes longer than judging a package.
  IdVector<PartyId, std::vector<const Position*>> positions_now;
};

// What the first page says of an analysis; only pages of the desk's own thread touch it.
struct KeptFindings {
  std::shared_ptr<const CaseAnalysis> of;
  std::shared_ptr<const Json> says;
};

// What a page draws on and nobody changes: shared with pages that run in another thread.
struct Ground {
  std::shared_ptr<const Case> written;     // the case file alone: what parties may be shown
  std::shared_ptr<const CaseAsSaid> said;  // with what was said at the talks
  std::shared_ptr<const Case> of;          // the case of `said`
  std::shared_ptr<const CaseIndex> index;
  std::shared_ptr<const CaseAnalysis> found;  // never null; parts of it may be
  std::uint64_t revision = 0;
  Date today = Date::from_days(0);
  bool now_is_the_clocks = true;       // false: the day of the case, or one that was asked for
  std::optional<Date> asked_day = {};  // the one that was asked for
  AnalysisOptions how;
  std::string version;
  std::shared_ptr<KeptFindings> kept_findings;  // never null
};

// One page that is being made.
struct Asked {
  const Ground& ground;
  const Case& c;
  const FactBook& facts;
  QueryReader& query;
  TalksDesk* desk = nullptr;  // null for a page that runs apart
  CancelToken cancel = {};

  bool complete = true;
  std::vector<AnalysisPart> working = {};  // wanted, and not there yet

  [[nodiscard]] const Talks& talks() const { return desk->talks(); }
  [[nodiscard]] Date today() const { return ground.today; }
  // Is the part there? If not, the page will say that it is being worked out.
  bool has(AnalysisPart part);
  // Of several: each that is not there is named.
  bool has_all(std::initializer_list<AnalysisPart> parts);
  // Was something wrong with the query?
  [[nodiscard]] bool stopped() const { return query.fault().has_value(); }
  // What the sections of the brief read. Parts that are not there are empty values: a section may
  // be asked for only where has() said yes to what it draws on.
  [[nodiscard]] BriefInputs inputs(std::optional<Date> since = std::nullopt) const;
  // Utilities of the analysis, or made anew where it is not there yet.
  [[nodiscard]] Utilities central() const;
};

// One for each page, in the file of its name; the table says which keys its query may have.
using PageMaker = void (*)(Asked& asked, Json& body);

void session_page(Asked& asked, Json& body);
void overview_page(Asked& asked, Json& body);
void positions_page(Asked& asked, Json& body);
void room_page(Asked& asked, Json& body);
void effect_page(Asked& asked, Json& body);
void conflicts_page(Asked& asked, Json& body);
void stuck_page(Asked& asked, Json& body);
void moves_page(Asked& asked, Json& body);
void proposals_page(Asked& asked, Json& body);
void talks_page(Asked& asked, Json& body);
void text_page(Asked& asked, Json& body);
void phases_page(Asked& asked, Json& body);
void figures_page(Asked& asked, Json& body);
void view_as_page(Asked& asked, Json& body);
void documents_page(Asked& asked, Json& body);
void unfinished_page(Asked& asked, Json& body);

}  // namespace caucus::pages
