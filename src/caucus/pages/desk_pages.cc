#include "caucus/pages/desk_pages.h"

#include <algorithm>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "caucus/analysis/wishes.h"
#include "caucus/base/text.h"
#include "caucus/brief/event_words.h"
#include "caucus/brief/say.h"
#include "caucus/desk/talks_json.h"
#include "caucus/desk/unfinished.h"
#include "caucus/pages/documents.h"
#include "caucus/pages/page.h"
#include "caucus/pages/page_json.h"
#include "caucus/talks/page_day.h"

namespace caucus {
namespace pages {
namespace {

using Keys = std::vector<std::string_view>;

// The one table of pages. `apart` is the key that makes a page long: "*" for always, "" for never.
struct PageEntry {
  std::string_view name;
  Keys keys;
  std::optional<AnalysisPart> draws_on;
  std::string_view apart;
  PageMaker make;
};

const std::vector<PageEntry>& page_table() {
  static const std::vector<PageEntry> table{
      {"session", {}, {}, "", session_page},
      {"overview", {"since", "waiting"}, AnalysisPart::options, "", overview_page},
      {"positions", {"issue"}, {}, "", positions_page},
      {"room", {"package", "pinned", "with"}, AnalysisPart::options, "", room_page},
      {"effect", {"package", "from", "pinned"}, AnalysisPart::preferences, "", effect_page},
      {"conflicts", {"package", "pinned"}, AnalysisPart::preferences, "*", conflicts_page},
      {"stuck", {"lift"}, AnalysisPart::stuck, "lift", stuck_page},
      {"moves", {}, AnalysisPart::preferences, "*", moves_page},
      {"proposals", {"name"}, {}, "", proposals_page},
      {"talks",
       {"party", "channel", "issue", "kind", "since", "words", "newest"},
       {},
       "",
       talks_page},
      {"text", {"draft", "against"}, {}, "", text_page},
      {"phases", {}, {}, "", phases_page},
      {"figures", {}, {}, "", figures_page},
      {"view-as", {"party", "document"}, {}, "", view_as_page},
      {"documents", {}, {}, "", documents_page},
      {"unfinished", {}, {}, "", unfinished_page},
  };
  return table;
}

const PageEntry* entry_of(std::string_view name) {
  for (const PageEntry& entry : page_table())
    if (entry.name == name) return &entry;
  return nullptr;
}

// Without a blank that says nothing: most of it goes to browsers, many times a second. Text that is
// not UTF-8 is replaced.
std::string printed(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Page fault_page(const PageFault& fault) {
  return {fault.status, "application/json",
          printed({{"format", "caucus.error/1"},
                   {"token", fault.token},
                   {"about", fault.about},
                   {"sentence", fault.sentence},
                   {"hint", fault.hint}}),
          true};
}

// Every id that stands under "facts" or "fact".
void collect_cited(const Json& json, std::set<std::string>& cited) {
  if (json.is_object())
    for (const auto& [key, value] : json.items()) {
      if (key == "facts" && value.is_array())
        for (const Json& id : value)
          cited.insert(id.get<std::string>());
      else if (key == "fact" && value.is_string())
        cited.insert(value.get<std::string>());
      else
        collect_cited(value, cited);
    }
  else if (json.is_array())
    for (const Json& value : json)
      collect_cited(value, cited);
}

Json fact_json(const Fact& fact) {
  return {{"kind", fact.kind},
          {"says", fact.says},
          {"place", fact.place},
          {"sources", fact.sources},
          {"note", fact.note}};
}

// The event that a fact is; see event_fact().
std::optional<EventIndex> event_of_fact(const Talks& talks, std::string_view id) {
  static constexpr std::string_view before = "event.";
  if (!id.starts_with(before)) return std::nullopt;
  const std::string name(id.substr(before.size()));
  if (const auto at = talks.find_label(name)) return at;
  if (name.empty() || name.size() > 9 || name.find_first_not_of("0123456789") != std::string::npos)
    return std::nullopt;
  const std::size_t number = std::stoul(name);
  if (number == 0 || number > talks.events.size()) return std::nullopt;
  return static_cast<EventIndex>(number - 1);
}

Json event_fact_json(const Asked& asked, EventIndex at) {
  const Talks& talks = asked.talks();
  const Event& event = talks.effective(at);
  Fact fact;
  fact.kind = "Talks so far";
  fact.says =
      as_sentence(date_in_words(event.said.day()) + ": " + event_in_words(asked.c, talks, at));
  fact.place = "talks, entry " + std::to_string(at + 1);
  std::vector<std::string> others;  // words for a source that the case does not have
  for (const std::string& source : event.sources) {
    const std::string id = "source." + source;
    if (asked.facts.find(id) == id)
      fact.sources.push_back(id);
    else
      others.push_back(shown(source));
  }
  fact.note = join_in_words(others);
  return fact_json(fact);
}

// What the page cites, and the sources that these cite; in the order of their ids.
Json facts_json(const Asked& asked, const Json& body) {
  std::set<std::string> cited;
  collect_cited(body, cited);
  const auto& known = asked.ground.index->by_id;
  std::map<std::string, Json> found;
  while (!cited.empty()) {
    std::set<std::string> next;
    for (const std::string& id : cited) {
      const auto fact = known.find(id);
      if (fact != known.end()) {
        found.emplace(id, fact_json(*fact->second));
        for (const std::string& source : fact->second->sources)
          if (!found.contains(source)) next.insert(source);
        continue;
      }
      if (!asked.desk) continue;
      const auto at = event_of_fact(asked.talks(), id);
      if (!at) continue;
      const Json& written = found.emplace(id, event_fact_json(asked, *at)).first->second;
      for (const Json& source : written["sources"])
        if (!found.contains(source.get<std::string>())) next.insert(source.get<std::string>());
    }
    cited = std::move(next);
  }
  Json json = Json::object();
  for (auto& [id, fact] : found)
    json[id] = std::move(fact);
  return json;
}

Page written(const PageEntry& entry, const Ground& ground, const Address& address,
             const std::pair<TalksDesk*, CancelToken>& with) {
  QueryReader query(*ground.of, address, entry.keys);
  if (query.fault()) return fault_page(*query.fault());
  Asked asked{ground, *ground.of, ground.index->facts, query, with.first, with.second};
  Json body = Json::object();
  entry.make(asked, body);
  if (query.fault()) return fault_page(*query.fault());
  const bool complete = asked.complete && asked.working.empty() && !with.second.cancelled();
  Json working = Json::array();
  for (const AnalysisPart part : asked.working)
    working.push_back(token(part));
  Json json{{"format", "caucus.desk." + std::string(entry.name) + "/1"},
            {"revision", ground.revision},
            {"today", to_string(ground.today)},
            {"complete", complete},
            {"working", std::move(working)}};
  Json facts = facts_json(asked, body);
  for (auto& [key, value] : body.items())
    json[key] = std::move(value);
  json["facts"] = std::move(facts);
  return {200, "application/json", printed(json), complete};
}

std::vector<EventIndex> entries_behind(const CaseAsSaid& said) {
  std::vector<EventIndex> entries;
  for (const RestsOn& one : said.from)
    entries.push_back(one.entry);
  return entries;
}

}  // namespace

CaseIndex::CaseIndex(const CaseAsSaid& said, const Talks& talks)
    : facts(said.of, talks, entries_behind(said)) {
  const Case& c = said.of;
  for (const Fact& fact : facts.facts())
    by_id.emplace(fact.id, &fact);
  for (const PartyId party : c.parties.ids())
    positions_now.push_back(caucus::positions_now(c, party));
}

bool Asked::has(AnalysisPart part) {
  if (ground.found->has(part)) {
    complete = complete && !ground.found->stopped;
    return true;
  }
  if (std::find(working.begin(), working.end(), part) == working.end()) working.push_back(part);
  return false;
}

bool Asked::has_all(std::initializer_list<AnalysisPart> parts) {
  bool all = true;
  for (const AnalysisPart part : parts)
    all = has(part) && all;
  return all;
}

Utilities Asked::central() const {
  const auto& known = ground.found->preferences;
  return known ? known->central : central_utilities(c);
}

BriefInputs Asked::inputs(std::optional<Date> since) const {
  static const Room no_room;
  static const Stuck not_stuck;
  static const std::vector<OptionNote> no_options;
  static const std::vector<OpenQuestion> no_questions;
  static const Readings no_readings;
  const CaseAnalysis& found = *ground.found;
  return {c,
          found.room ? found.room->space : no_room,
          found.stuck ? found.stuck->lines : not_stuck,
          found.stuck ? found.stuck->with_positions : not_stuck,
          found.stuck ? &found.stuck->with_less_sure : nullptr,
          found.options ? found.options->notes : no_options,
          found.options ? found.options->questions : no_questions,
          found.preferences ? found.preferences->drawn : no_readings,
          since,
          "caucus " + ground.version,
          found.room ? found.room->zone_open : Standing(),
          found.room ? found.room->on_frontier : std::vector<Standing>(),
          found.room ? found.room->zone_terms : std::vector<Term>(),
          desk ? &desk->talks() : nullptr};
}

}  // namespace pages

using pages::Address;
using pages::Ground;

namespace {

// Most entries leave the case as it was; it need not be made again to see that.
bool may_change_case(const Event& event) {
  switch (kind_of(event)) {
    case EventKind::position:
    case EventKind::line:
    case EventKind::precondition:
    case EventKind::withdraw:
    case EventKind::deadline:
      return true;
    default:
      return event.corrects.has_value();
  }
}

}  // namespace

struct Desk::Open {
  TalksDesk talks;
  DeskOptions options;
  std::shared_ptr<const CaseAsSaid> said;
  std::shared_ptr<const Case> of;  // that of `said`
  std::shared_ptr<const pages::CaseIndex> index;
  std::shared_ptr<const CaseAnalysis> found;
  std::shared_ptr<pages::KeptFindings> kept_findings = std::make_shared<pages::KeptFindings>();

  Open(TalksDesk opened, DeskOptions asked) : talks(std::move(opened)), options(std::move(asked)) {
    hear();
  }

  // What was said at the talks may make it another case, of which nothing is known yet.
  void hear() {
    auto heard = std::make_shared<const CaseAsSaid>(case_as_said(talks.the_case(), talks.talks()));
    if (said && said->from == heard->from) return;
    said = std::move(heard);
    of = std::shared_ptr<const Case>(said, &said->of);
    index = std::make_shared<const pages::CaseIndex>(*said, talks.talks());
    CaseAnalysis nothing;
    nothing.of = of;
    found = std::make_shared<const CaseAnalysis>(std::move(nothing));
  }

  PageWork prepare(std::shared_ptr<const Address> asked, const Moment& now);

  // Apart, because it may have to wait for the analysis: with talks of its own.
  [[nodiscard]] PageWork document(std::shared_ptr<const Address> asked, const Moment& now) const {
    auto base = std::make_shared<const Ground>(ground(now));
    std::shared_ptr<const Talks> copy;
    if (talks.kept() != TalksKept::nowhere) copy = std::make_shared<const Talks>(talks.talks());
    return {false, [base, asked, copy](const CancelToken& cancel) {
              auto written = pages::document_of(*base, copy.get(), *asked, cancel);
              if (!written.made) return pages::fault_page(*written.fault);
              return Page{200, written.made->kind, std::move(written.made->bytes),
                          written.made->complete};
            }};
  }

  // Where nothing is kept by us the case is a study: it has its own day, and the clock's is far
  // from it.
  [[nodiscard]] std::optional<Date> day_of_study() const {
    if (talks.kept() == TalksKept::in_vault) return std::nullopt;
    return page_day(*of, &talks.talks(), std::nullopt);
  }

  [[nodiscard]] Ground ground(const Moment& now) const {
    Ground ground;
    ground.written = talks.shared_case();
    ground.said = said;
    ground.of = of;
    ground.index = index;
    ground.found = found;
    ground.revision = talks.talks().events.size();
    const std::optional<Date> study = day_of_study();
    ground.now_is_the_clocks = !options.now && !study;
    if (options.now) ground.asked_day = options.now->day();
    ground.today = options.now ? options.now->day() : study.value_or(now.day());
    ground.how = options.analysis;
    ground.version = options.version;
    ground.kept_findings = kept_findings;
    return ground;
  }
};

Desk::Desk(TalksDesk talks, const DeskOptions& options)
    : open_(std::make_unique<Open>(std::move(talks), options)) {}
Desk::~Desk() = default;
Desk::Desk(Desk&&) noexcept = default;
Desk& Desk::operator=(Desk&&) noexcept = default;

Result<Desk> Desk::open(Case c, const std::string& case_path, const VaultAccess& access,
                        const DeskOptions& options, const Moment& now) {
  Result<TalksDesk> talks =
      TalksDesk::open(std::move(c), case_path, access, options.now.value_or(now));
  if (!talks) return fail(talks.error());
  return Desk(*std::move(talks), options);
}

PageWork Desk::prepare(std::string_view address, const Moment& now) {
  return open_->prepare(std::make_shared<const Address>(pages::read_address(address)), now);
}

PageWork Desk::Open::prepare(std::shared_ptr<const Address> asked, const Moment& now) {
  if (pages::names_document(asked->page)) return document(asked, now);
  const pages::PageEntry* entry = pages::entry_of(asked->page);
  if (!entry) {
    std::vector<std::string> known;
    for (const std::string_view name : names())
      known.emplace_back(name);
    const auto meant = did_you_mean(asked->page, known);
    const Page page = pages::fault_page({404, "page_unknown", asked->page,
                                         "the desk has no page " + in_quotes(asked->page),
                                         meant ? "did you mean " + in_quotes(*meant) : ""});
    return {true, [page](const CancelToken&) { return page; }};
  }
  auto base = std::make_shared<const Ground>(ground(now));
  const bool apart = entry->apart == "*" ||
                     std::any_of(asked->query.begin(), asked->query.end(), [&](const auto& pair) {
                       return pair.first == entry->apart && !pair.second.empty();
                     });
  TalksDesk* desk = apart ? nullptr : &talks;
  return {!apart, [entry, base, asked, desk](const CancelToken& cancel) {
            return pages::written(*entry, *base, *asked, {desk, cancel});
          }};
}

Page Desk::page(std::string_view address, const Moment& now, const CancelToken& cancel) {
  return prepare(address, now).run(cancel);
}

std::optional<AnalysisPart> Desk::draws_on(std::string_view address) {
  const std::string page = pages::read_address(address).page;
  if (pages::names_document(page)) return AnalysisPart::options;
  const pages::PageEntry* entry = pages::entry_of(page);
  return entry ? entry->draws_on : std::nullopt;
}

std::vector<std::string_view> Desk::names() {
  std::vector<std::string_view> names;
  for (const pages::PageEntry& entry : pages::page_table())
    names.push_back(entry.name);
  return names;
}

std::shared_ptr<const Case> Desk::the_case() const {
  return open_->of;
}

const AnalysisOptions& Desk::analysis_options() const {
  return open_->options.analysis;
}

void Desk::keep(std::shared_ptr<const CaseAnalysis> found) {
  CAUCUS_ASSERT(found, "an analysis is kept once it has begun");
  // By now it may be another case, because of what was said meanwhile.
  if (found->of == open_->of) open_->found = std::move(found);
}

const std::shared_ptr<const CaseAnalysis>& Desk::analysis() const {
  return open_->found;
}

std::uint64_t Desk::revision() const {
  return open_->talks.talks().events.size();
}

const TalksDesk& Desk::talks() const {
  return open_->talks;
}

Page Desk::keep_unfinished(const std::string& name, const std::string& text, const std::string& was,
                           const Moment& now) {
  record::Vault* vault = open_->talks.vault();
  if (!vault)
    return pages::fault_page({400, "no_vault", {}, "the case has no vault to keep it in", {}});
  const Moment at = open_->options.now.value_or(now);
  const Result<void> kept = caucus::keep_unfinished(
      *vault, {name, text, at}, was.empty() ? std::nullopt : std::optional(was));
  if (kept)
    return {200, "application/json",
            pages::printed({{"format", "caucus.unfinished/1"},
                            {"name", name},
                            {"mark", mark_of(text)},
                            {"at", text.empty() ? pages::Json() : pages::Json(to_string(at))}}),
            true};
  const ErrorKind kind = kept.error().kind;
  const std::string& why = kept.error().message;
  if (kind == ErrorKind::malformed)
    return pages::fault_page({400, "unfinished_name", name, why, {}});
  if (kind == ErrorKind::too_large)
    return pages::fault_page({413, "unfinished_too_large", name, why, {}});
  if (kind == ErrorKind::conflict)
    return pages::fault_page({409, "unfinished_elsewhere", name, why, {}});
  // Not a fault of the record, which goes on.
  return pages::fault_page({409, "not_kept", name, why, {}});
}

void Desk::settle() {
  // A failure is told with the next entry, which is refused.
  static_cast<void>(open_->talks.give_due());
}

Page Desk::log_line(std::string_view line, bool check, const Moment& now) {
  const Moment moment = open_->options.now.value_or(now);
  const Result<LineAnswer> answer =
      check ? open_->talks.check(line, moment) : open_->talks.log(line, moment, Giving::later);
  if (answer && answer->at && may_change_case(open_->talks.talks().events[*answer->at]))
    open_->hear();
  if (answer) return {200, "application/json", line_json(open_->talks, *answer), true};
  const bool no_vault = answer.error().kind == ErrorKind::not_found;
  return pages::fault_page({no_vault ? 400 : 500,
                            no_vault ? "no_vault" : "not_recorded",
                            {},
                            answer.error().message,
                            {}});
}

std::string readable(const Page& page) {
  if (page.kind != "application/json") return page.body;
  return pages::Json::parse(page.body).dump(1) + "\n";
}

}  // namespace caucus
