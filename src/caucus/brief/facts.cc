#include "caucus/brief/facts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "caucus/base/text.h"
#include "caucus/brief/case_as_said.h"
#include "caucus/brief/event_words.h"
#include "caucus/brief/say.h"
#include "caucus/brief/sections.h"
#include "caucus/model/words.h"

namespace caucus {
namespace {

// The folder of the case is not part of what is said: a brief is the same wherever it lies.
std::string place_of(const Case& c, const Place& place) {
  if (place.file == said_file) return "talks, entry " + std::to_string(place.line);
  if (place.file >= c.files.size()) return "not in a file";
  const std::string& path = c.files[place.file];
  const std::string& frame = c.files.front();
  const std::size_t slash = frame.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : frame.substr(0, slash + 1);
  const std::string shown = path.starts_with(folder) ? path.substr(folder.size()) : path;
  return shown + ":" + std::to_string(place.line);
}

std::vector<std::string> names_of(const Case& c, const std::vector<std::string>& ids) {
  std::vector<std::string> names;
  for (const std::string& id : ids)
    names.push_back(c.name_of(id));
  return names;
}

std::string in_brackets(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts)
    if (!part.empty()) text += (text.empty() ? "" : "; ") + part;
  return text.empty() ? "" : " (" + text + ")";
}

// What is certain needs no word.
std::string how_sure(Sure sure) {
  if (sure == Sure::certain) return "";
  return " (" + std::string(token(sure)) + (sure == Sure::doubtful ? ", so not used)" : ")");
}

std::string options_in_words(const Case& c, IssueId id) {
  const Issue& issue = c.issues[id];
  if (issue.options.empty()) return "no option";
  const auto option = [&](std::size_t at) {
    return option_in_words(c, id, static_cast<OptionIndex>(at));
  };
  if (issue.from_range && issue.options.size() > 2)
    return option(0) + " to " + option(issue.options.size() - 1) + ", in " +
           std::to_string(issue.options.size()) + " steps";
  std::vector<std::string> names;
  for (std::size_t at = 0; at < issue.options.size(); ++at)
    names.push_back(option(at));
  return join_in_words(names, "or");
}

std::string subjects_in_words(const Case& c, const std::vector<std::vector<Subject>>& places) {
  std::string text;
  for (const auto& place : places) {
    std::vector<std::string> names;
    for (const Subject& subject : place)
      names.push_back(subject_in_words(c, subject));
    text += (text.empty() ? "" : "; then ") + join_in_words(names);
  }
  return text;
}

std::string range_in_words(const NumberRange& range) {
  if (range.exact()) return amount_in_words(range.low, "");
  return amount_in_words(range.low, "") + " to " + amount_in_words(range.high, "");
}

std::string says_in_words(const Case& c, const Preference& preference) {
  const auto option = [&](OptionIndex at) {
    return option_in_words(c, *preference.about.issue, at);
  };
  if (const auto* order = std::get_if<OptionOrder>(&preference.says)) {
    std::string text;
    for (const auto& place : order->places) {
      std::vector<std::string> names;
      for (OptionIndex at : place)
        names.push_back(option(at));
      text += (text.empty() ? "best " : ", then ") + join_in_words(names, "or");
    }
    return text;
  }
  if (const auto* points = std::get_if<OptionPoints>(&preference.says)) {
    std::string text;
    for (std::size_t at = 0; at < points->points.size(); ++at)
      text += (at == 0 ? "points: " : ", ") + option(static_cast<OptionIndex>(at)) + " " +
              range_in_words(points->points[at]);
    return text;
  }
  if (const auto* per_unit = std::get_if<PointsPerUnit>(&preference.says))
    return amount_in_words(per_unit->per_unit, "point") + " for each unit";
  if (const auto* monotone = std::get_if<Monotone>(&preference.says))
    return monotone->more ? "more is better" : "less is better";
  return "does not matter to it";
}

std::string says_in_words(const Case& c, const NoAgreement& none) {
  if (const auto* points = std::get_if<NoAgreementPoints>(&none.says))
    return "no agreement is worth " + amount_in_words(points->points, "point");
  if (const auto* worth = std::get_if<NoAgreementWorth>(&none.says))
    return "no agreement is worth " + range_in_words(worth->worth) +
           " of the range from its worst to its best package";
  return "no agreement is worth as much as: " + in_words(c, std::get<AsGoodAs>(none.says).package);
}

}  // namespace

// Writes all entries down, in the order of the appendix.
class FactWriter {
 public:
  FactWriter(const Case& c, FactBook& book) : case_(c), book_(book) {}

  void write() {
    std::string says = case_.title;
    if (case_.as_of) says += ", as of " + date_in_words(*case_.as_of);
    if (!case_.field.empty()) says += " (" + words_of(case_.field) + ")";
    Origin frame;
    frame.note = case_.note;
    frame.place = {0, 1, 1};
    book_.add("The case", std::string(FactBook::whole), as_sentence(says), frame);
    actors();
    terms();
    figures();
    time();
    for (const Sheet& sheet : case_.sheets)
      this->sheet(sheet);
    sources();
  }

 private:
  void add(std::string_view kind, const std::string& id, const std::string& says,
           const Origin& origin) {
    book_.add(kind, id, as_sentence(says), origin);
  }

  void actors() {
    for (const Party& party : case_.parties) {
      const auto bodies = names_of(case_, party.approval);
      const auto wings = names_of(case_, party.wings);
      add("Who takes part", "party." + party.id,
          party.name + " is a party" +
              in_brackets({bodies.empty() ? "" : "consent needed: " + join_in_words(bodies),
                           wings.empty() ? "" : "wings: " + join_in_words(wings)}),
          party.origin);
    }
    for (const Actor& actor : case_.actors) {
      std::vector<std::string> allies;
      for (PartyId ally : actor.ally_of)
        allies.push_back(case_.parties[ally].name);
      add("Who takes part", std::string(token(actor.kind)) + "." + actor.id,
          actor.name + ": " + words_of(token(actor.kind)) +
              in_brackets({allies.empty() ? "" : "ally of " + join_in_words(allies),
                           actor.of.empty() ? "" : "has custody of " + case_.name_of(actor.of)}),
          actor.origin);
    }
    for (const Channel& channel : case_.channels)
      add("Who takes part", "channel." + channel.id,
          "Channel to " + case_.parties[channel.to].name + ": " + channel.name +
              in_brackets({join_in_words(names_of(case_, channel.hops), "then")}),
          channel.origin);
    for (std::size_t at = 0; at < case_.pressures.size(); ++at) {
      const Pressure& pressure = case_.pressures[at];
      add("Pressure and assessments, as reported", "pressure." + std::to_string(at + 1),
          case_.name_of(pressure.by) + ", on " + case_.name_of(pressure.on) + ": " + pressure.says,
          pressure.origin);
    }
  }

  void terms() {
    for (const Phase& phase : case_.phases)
      add("Terms", "phase." + phase.id,
          "Phase: " + phase.name +
              in_brackets({phase.lasts ? "lasts " + duration_in_words(*phase.lasts) : "",
                           phase.after ? "after " + case_.phases[*phase.after].name : "",
                           phase.applies_if
                               ? "only if " + statement_in_words(case_, *phase.applies_if)
                               : ""}),
          phase.origin);
    for (IssueId id : case_.issues.ids())
      add("Terms", "issue." + case_.issues[id].id,
          case_.issues[id].name + ": " + options_in_words(case_, id), case_.issues[id].origin);
    for (const Total& total : case_.totals)
      add("Terms", "total." + total.id, total.name + ": " + in_words(case_, total.is),
          total.origin);
    for (const Rule& rule : case_.rules) {
      const std::string kind = rule.norm ? "norm" : "rule";
      add("Terms", rule.id.starts_with(kind + ".") ? rule.id : kind + "." + rule.id,
          (rule.norm ? "Norm: " : "Rule: ") + statement_in_words(case_, rule.is) +
              (rule.why.empty() ? "" : ", because " + rule.why),
          rule.origin);
    }
  }

  void figures() {
    for (const Category& category : case_.categories)
      add("Categories", "category." + category.id,
          category.name + in_brackets({category.unit.empty() ? "" : "counted in " + category.unit}),
          category.origin);
    for (FigureId id : case_.figures.ids()) {
      const Figure& figure = case_.figures[id];
      const Quantity& quantity = case_.quantities[figure.of];
      add("Figures", "figure." + std::to_string(id.index() + 1),
          quantity.name + ": " + figure_in_words(figure, quantity.unit) +
              in_brackets({figure.scope, join_in_words(names_of(case_, figure.said_by)),
                           figure.as_of ? "as of " + date_in_words(*figure.as_of) : "no date"}),
          figure.origin);
    }
    for (const Quantity& quantity : case_.quantities) {
      if (!quantity.resolution) continue;
      const Resolution& resolution = *quantity.resolution;
      add("Figures", "resolution." + quantity.id,
          "Figures of " + quantity.name + " are used by: " + words_of(token(resolution.by)) +
              (resolution.source ? " " + case_.sources[*resolution.source].name : ""),
          resolution.origin);
    }
  }

  void time() {
    for (const Deadline& deadline : case_.deadlines)
      add("Deadlines and states", "deadline." + deadline.id,
          deadline.name + ": " + date_in_words(deadline.date) + ", " +
              std::string(token(deadline.kind)) +
              in_brackets({deadline.held_by.empty()
                               ? ""
                               : "held by " + join_in_words(names_of(case_, deadline.held_by))}),
          deadline.origin);
    for (std::size_t at = 0; at < case_.states.size(); ++at) {
      const StateChange& state = case_.states[at];
      add("Deadlines and states", "state." + std::to_string(at + 1),
          date_in_words(state.on) + (state.expected ? ", expected: " : ": ") +
              words_of(token(state.is)) + (state.because.empty() ? "" : ". " + state.because),
          state.origin);
    }
  }

  void sheet(const Sheet& sheet) {
    const std::string party = case_.parties[sheet.party].name;
    const std::string heading = "The sheet on " + party;
    const std::string id = case_.parties[sheet.party].id;
    add(heading, id + ".sheet",
        "Written by " + case_.name_of(sheet.by) +
            in_brackets({sheet.basis, sheet.as_of ? "as of " + date_in_words(*sheet.as_of) : ""}),
        sheet.origin);
    // What was said at the talks is told with the talks.
    for (const Position& position : sheet.positions)
      if (!was_said(position.id))
        add(heading, position.id,
            "Position, \u201C" + statement_in_words(case_, position.is) + "\u201D" +
                in_brackets({date_in_words(position.since), std::string(token(position.audience)),
                             std::string(token(position.firmness)),
                             position.wing.empty() ? "" : case_.name_of(position.wing)}),
            position.origin);
    for (const Interest& interest : sheet.interests)
      add(heading, interest.id, "Interest: " + interest.says, interest.origin);
    for (const Line& line : sheet.lines)
      if (!was_said(line.id)) this->line(heading, line);
    worth(heading, sheet.preferences);
    for (const OwnOffer& offer : sheet.offers)
      add(heading, offer.id,
          "Put or accepted: " + in_words(case_, offer.package) +
              in_brackets({date_in_words(offer.on), std::string(token(offer.audience))}),
          offer.origin);
  }

  void line(const std::string& heading, const Line& line) {
    const std::string what = line.is ? statement_in_words(case_, *line.is) : line.act;
    const std::string says = words_of(token(line.kind)) + ", \u201C" + what + "\u201D";
    add(heading, line.id,
        says + in_brackets({line.is && !line.act.empty() ? line.act : "",
                            line.before.empty() ? "" : "before " + case_.name_of(line.before),
                            line.owner.empty() ? "" : of_whom(case_.name_of(line.owner)),
                            std::string(token(line.sure)),
                            line.since ? "since " + date_in_words(*line.since) : "",
                            line.met ? "met " + date_in_words(*line.met) : ""}),
        line.origin);
  }

  void worth(const std::string& heading, const PreferenceStatements& stated) {
    for (const Preference& preference : stated.preferences)
      add(heading, preference.id,
          "Preference on " + subject_in_words(case_, preference.about) + ": " +
              says_in_words(case_, preference),
          preference.origin);
    for (const Priority& priority : stated.priorities) {
      std::string says;
      if (const auto* order = std::get_if<PriorityOrder>(&priority.says))
        says = subjects_in_words(case_, order->places);
      else
        for (const WeightRange& weight : std::get<std::vector<WeightRange>>(priority.says))
          says += (says.empty() ? "" : "; ") + subject_in_words(case_, weight.of) + " " +
                  range_in_words(weight.share) + " of the whole";
      add(heading, priority.id, "What matters most: " + says, priority.origin);
    }
    for (const TermPoints& term : stated.terms)
      add(heading, term.id,
          amount_in_words(term.points, "point") + " where " + in_words(case_, term.when),
          term.origin);
    for (const Comparison& comparison : stated.comparisons)
      add(heading, comparison.id,
          "Would rather have \u201C" + in_words(case_, comparison.prefers) + "\u201D than \u201C" +
              in_words(case_, comparison.to) + "\u201D" + how_sure(comparison.sure),
          comparison.origin);
    if (stated.no_agreement)
      add(heading, stated.no_agreement->id, says_in_words(case_, *stated.no_agreement),
          stated.no_agreement->origin);
  }

  void sources() {
    for (const Source& source : case_.sources)
      add("Sources", "source." + source.id,
          source.name +
              in_brackets({source.kind, source.date ? date_in_words(*source.date) : "no date",
                           source.reliability == 0
                               ? "reliability not rated"
                               : std::string("reliability ") + source.reliability}),
          source.origin);
  }

  const Case& case_;
  FactBook& book_;
};

FactBook::FactBook(const Case& c) : case_(c) {
  FactWriter(c, *this).write();
}

FactBook::FactBook(const Case& c, const Talks& talks, std::optional<Date> since)
    : FactBook(c, talks, told_events(talks, since)) {}

FactBook::FactBook(const Case& c, const Talks& talks, const std::vector<EventIndex>& told)
    : FactBook(c) {
  for (EventIndex at : told) {
    const Event& event = talks.effective(at);
    Origin origin;
    for (SourceId source : c.sources.ids())
      if (std::ranges::find(event.sources, c.sources[source].id) != event.sources.end())
        origin.sources.push_back(source);
    add("Talks so far", event_fact(talks, at),
        as_sentence(date_in_words(event.said.day()) + ": " + event_in_words(c, talks, at)), origin);
    facts_.back().place = "talks, entry " + std::to_string(at + 1);
  }
}

void FactBook::add(std::string_view kind, std::string id, std::string says, const Origin& origin) {
  // Two sheets on one party count their entries alike; the first keeps the id.
  std::string unique = id;
  for (int again = 2; position_.contains(unique); ++again)
    unique = id + "." + std::to_string(again);
  position_[unique] = facts_.size();
  std::vector<std::string> sources;
  for (SourceId source : origin.sources)
    sources.push_back(of(source));
  facts_.push_back({unique, std::string(kind), std::move(says), place_of(case_, origin.place),
                    std::move(sources), origin.note});
}

std::string FactBook::find(std::string_view id) const {
  static constexpr std::array<std::string_view, 20> kinds{
      "issue.",    "party.",  "phase.",        "total.",     "rule.",       "norm.",    "figure.",
      "deadline.", "state.",  "source.",       "category.",  "resolution.", "channel.", "pressure.",
      "mediator.", "holder.", "intermediary.", "guarantor.", "verifier.",   ""};
  if (was_said(id) || position_.contains(id)) return std::string(id);
  for (std::string_view kind : kinds) {
    const std::string with_kind = std::string(kind) + std::string(id);
    if (position_.contains(with_kind)) return with_kind;
  }
  return std::string(whole);
}

std::string FactBook::of(PartyId party) const {
  return "party." + case_.parties[party].id;
}
std::string FactBook::of(PhaseId phase) const {
  return "phase." + case_.phases[phase].id;
}
std::string FactBook::of(IssueId issue) const {
  return "issue." + case_.issues[issue].id;
}
std::string FactBook::of(TotalId total) const {
  return "total." + case_.totals[total].id;
}
std::string FactBook::of(const Subject& subject) const {
  return subject.issue ? of(*subject.issue) : of(*subject.total);
}
std::string FactBook::of(RuleId rule) const {
  return find(case_.rules[rule].id);
}
std::string FactBook::of(FigureId figure) const {
  return "figure." + std::to_string(figure.index() + 1);
}
std::string FactBook::of(SourceId source) const {
  return "source." + case_.sources[source].id;
}

std::string FactBook::of(const Demand& demand) const {
  const std::string id = find(demand.id);
  return id == whole ? of(demand.party) : id;
}

std::vector<std::string> FactBook::named_in(std::string_view text) const {
  std::vector<std::string> found;
  const auto letter = [&](std::size_t at) {
    const char byte = at < text.size() ? text[at] : ' ';
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
  };
  // As whole words only: "report" is not in "reported".
  const auto look = [&](std::string_view name, const std::string& fact) {
    if (name.size() < 4) return;
    for (std::size_t at = text.find(name); at != std::string_view::npos;
         at = text.find(name, at + 1))
      if ((at == 0 || !letter(at - 1)) && !letter(at + name.size())) {
        found.push_back(fact);
        return;
      }
  };
  for (IssueId issue : case_.issues.ids())
    look(case_.issues[issue].name, of(issue));
  for (TotalId total : case_.totals.ids())
    look(case_.totals[total].name, of(total));
  for (PhaseId phase : case_.phases.ids())
    look(case_.phases[phase].name, of(phase));
  for (const Deadline& deadline : case_.deadlines)
    look(deadline.name, find("deadline." + deadline.id));
  for (const Actor& actor : case_.actors)
    look(actor.name, find(std::string(token(actor.kind)) + "." + actor.id));
  for (const Sheet& sheet : case_.sheets) {
    for (const Line& line : sheet.lines)
      if (line.is) look(in_words(case_, *line.is), find(line.id));
    for (const Position& position : sheet.positions)
      look(in_words(case_, position.is), find(position.id));
  }
  return found;
}

std::vector<std::string> FactBook::of(QuantityId quantity) const {
  std::vector<std::string> ids;
  for (FigureId figure : case_.quantities[quantity].figures)
    ids.push_back(of(figure));
  if (case_.quantities[quantity].resolution)
    ids.push_back("resolution." + case_.quantities[quantity].id);
  if (ids.empty()) ids.push_back(find(case_.quantities[quantity].id));
  return ids;
}

}  // namespace caucus
