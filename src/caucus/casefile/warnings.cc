// What is odd about a case that is otherwise in order?
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/casefile/reading.h"

namespace caucus {
namespace {

// Crossed lines are looked for until so many parts of rules were judged. Real cases need some
// thousands; the limit is for files that were made to take long.
constexpr std::size_t parts_judged_max = 5'000'000;

class Warnings {
 public:
  explicit Warnings(Reading& reading) : reading_(reading), case_(reading.c) {}

  void add() {
    parts();
    terms();
    figures();
    sheets();
    dates();
  }

 private:
  void warn(Place place, FaultKind kind, std::string sentence, std::string hint) {
    reading_.log.add(place, {kind, std::move(sentence), std::move(hint)});
  }

  // A part's name is enough on a line of a talks script only where one party has it.
  void parts() {
    std::map<std::string_view, std::vector<std::string_view>> owners;
    for (const Party& party : case_.parties) {
      std::set<std::string_view> names(party.wings.begin(), party.wings.end());
      names.insert(party.approval.begin(), party.approval.end());
      names.insert({party.delegation, party.principal});
      names.erase("");
      for (const std::string_view name : names)
        owners[name].push_back(party.id);
    }
    for (const auto& [name, parties] : owners) {
      if (parties.size() < 2) continue;
      std::vector<std::string> full;
      for (const std::string_view party : parties)
        full.push_back(fmt::format("`{}.{}`", party, name));
      warn(case_.parties[*case_.find_party(parties[1])].origin.place,
           FaultKind::warning_shared_name,
           fmt::format("{} is a part of {} parties", in_quotes(name), parties.size()),
           fmt::format("a talks script says {}; or give each an id of its own",
                       join_in_words(full, "or")));
    }
  }

  void terms() {
    for (const Issue& issue : case_.issues)
      if (!issue.debtor.empty() && issue.verifier.empty())
        warn(issue.origin.place, FaultKind::warning_no_verifier,
             fmt::format("nobody verifies {}, though {} would have to act", in_quotes(issue.id),
                         in_quotes(issue.debtor)),
             "add a `verifier`");
    for (const Phase& phase : case_.phases)
      if (phase.after && phase.conditions.empty())
        warn(phase.origin.place, FaultKind::warning_no_condition,
             fmt::format("nothing says what must hold before the phase {} begins",
                         in_quotes(phase.id)),
             "add `conditions`");
    const bool settles = std::any_of(case_.issues.begin(), case_.issues.end(), [](const Issue& i) {
      return i.topic == "dispute_resolution";
    });
    if (!settles && !case_.issues.empty())
      warn({}, FaultKind::warning_no_dispute_resolution,
           "no issue says how later disputes are settled",
           "add one with topic = \"dispute_resolution\"");
  }

  void figures() {
    for (const Quantity& quantity : case_.quantities) {
      if (!quantity.disagree || quantity.resolution) continue;
      warn(case_.figures[quantity.figures.front()].origin.place,
           FaultKind::warning_figures_disagree,
           fmt::format("figures of {} disagree: {} is used", in_quotes(quantity.id),
                       to_string(quantity.resolved)),
           "declare a [[resolution]]");
    }
  }

  void sheets() {
    if (case_.parties.empty()) return;
    if (case_.sheets.empty()) {
      warn({}, FaultKind::warning_no_sheet, "no party has a sheet yet",
           "write what is known of each into views/<party>.toml");
      return;
    }
    for (const PartyId party : case_.parties.ids())
      if (case_.sheet_of(party) == nullptr)
        warn(case_.parties[party].origin.place, FaultKind::warning_no_sheet,
             fmt::format("the party {} has no sheet", in_quotes(case_.parties[party].id)),
             fmt::format("write views/{}.toml", case_.parties[party].id));
    positions();
    file_names();
    for (const Sheet& sheet : case_.sheets) {
      crossed_lines(sheet);
      idle_lines(sheet);
    }
  }

  // Sheets that state preferences only, as exact sheets do, ask for nothing anywhere.
  void positions() {
    std::set<IssueId> asked;
    bool any = false;
    for (const Sheet& sheet : case_.sheets)
      for (const Position& position : sheet.positions) {
        any = true;
        if (position.about && position.about->issue) {
          asked.insert(*position.about->issue);
          continue;
        }
        for (const IssueId issue : scope(case_, position.is))
          asked.insert(issue);
      }
    if (!any) return;
    for (const IssueId id : case_.issues.ids())
      if (!asked.contains(id))
        warn(case_.issues[id].origin.place, FaultKind::warning_no_position,
             fmt::format("nobody has a position on {}", in_quotes(case_.issues[id].id)),
             "ask the parties, or add a [[position]]");
  }

  void file_names() {
    for (const Sheet& sheet : case_.sheets) {
      const std::string& path = case_.files[sheet.origin.place.file];
      const std::string& party = case_.parties[sheet.party].id;
      std::string_view name = path;
      if (const auto slash = name.rfind('/'); slash != std::string_view::npos)
        name.remove_prefix(slash + 1);
      if (name.ends_with(".toml")) name.remove_suffix(5);
      // A second sheet of a party needs another name: north_by_observer.toml.
      if (name == party || (name.starts_with(party) && sheet.by != "mediator")) continue;
      warn({sheet.origin.place.file, 0, 0}, FaultKind::warning_file_name,
           fmt::format("this file holds the sheet of {}", in_quotes(party)),
           fmt::format("call it {}.toml", party));
    }
  }

  void crossed_lines(const Sheet& sheet) {
    for (const Line& line : sheet.lines) {
      if (line.kind == LineKind::precondition || !line.is) continue;
      for (const OwnOffer& offer : sheet.offers) {
        parts_judged_ += line.is->nodes.size() * (offer.package.terms.size() + 1);
        if (parts_judged_ > parts_judged_max) return;
        if (truth(case_, *line.is, offer.package) != Truth::impossible) continue;
        warn(line.origin.place, FaultKind::warning_line_crossed,
             fmt::format("the party's own offer at line {} crosses the {} {}",
                         offer.origin.place.line,
                         line.kind == LineKind::red_line ? "red line" : "bottom line",
                         in_quotes(line.is->text)),
             "is the line still held, or the offer as it was put?");
        break;
      }
    }
  }

  // A line that nothing meets leaves no agreement; one that everything meets asks for nothing.
  // Looked at for lines of one issue, whose options are few.
  void idle_lines(const Sheet& sheet) {
    for (const Line& line : sheet.lines) {
      if (line.kind == LineKind::precondition || !line.is) continue;
      const std::vector<IssueId> about = scope(case_, *line.is);
      if (about.size() != 1 || line.is->nodes.empty()) continue;
      const Issue& issue = case_.issues[about.front()];
      parts_judged_ += line.is->nodes.size() * issue.options.size();
      if (parts_judged_ > parts_judged_max) return;
      std::size_t met = 0;
      std::size_t not_met = 0;
      for (std::size_t at = 0; at < issue.options.size(); ++at) {
        PartialPackage package;
        package.terms.push_back({about.front(), static_cast<OptionIndex>(at)});
        const Truth holds = truth(case_, *line.is, package);
        met += holds == Truth::certain;
        not_met += holds == Truth::impossible;
      }
      const bool red = line.kind == LineKind::red_line;
      if (not_met == issue.options.size())
        warn(line.origin.place, FaultKind::warning_idle_line,
             fmt::format("no option of {} meets the {} {}", in_quotes(issue.id),
                         red ? "red line" : "bottom line", in_quotes(line.is->text)),
             "no agreement could be reached while it stands: is it written as meant?");
      else if (met == issue.options.size())
        warn(line.origin.place, FaultKind::warning_idle_line,
             fmt::format("every option of {} meets the {} {}", in_quotes(issue.id),
                         red ? "red line" : "bottom line", in_quotes(line.is->text)),
             "it rules nothing out: is it written as meant?");
    }
  }

  void late(Place place, const std::optional<Date>& date) {
    if (!date || !case_.as_of || *date <= *case_.as_of) return;
    warn(place, FaultKind::warning_after_as_of,
         fmt::format("this is dated {}, after the {} that the case describes", to_string(*date),
                     to_string(*case_.as_of)),
         "correct one of the dates, or `as_of` of case.toml");
  }

  void dates() {
    for (const Figure& figure : case_.figures)
      late(figure.origin.place, figure.as_of);
    for (const StateChange& state : case_.states)
      if (!state.expected) late(state.origin.place, state.on);
    for (const Sheet& sheet : case_.sheets) {
      late(sheet.origin.place, sheet.as_of);
      for (const Position& position : sheet.positions)
        late(position.origin.place, position.since);
      for (const Line& line : sheet.lines) {
        late(line.origin.place, line.since);
        late(line.origin.place, line.met);
      }
      for (const OwnOffer& offer : sheet.offers)
        late(offer.origin.place, offer.on);
    }
  }

  Reading& reading_;
  const Case& case_;
  std::size_t parts_judged_ = 0;
};

}  // namespace

void add_warnings(Reading& reading) {
  Warnings(reading).add();
}

}  // namespace caucus
